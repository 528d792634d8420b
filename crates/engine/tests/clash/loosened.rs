//! Demands taken out and steps taken, written from the contract alone; and the oracle that says whether there is a
//! plan then.

use fordel_engine::outcome::Demand;
use fordel_engine::resolution::Step;
use fordel_model::plan::Row;
use fordel_model::programme::Unfilled;
use fordel_model::rule::{PeopleRule, Scope};
use fordel_model::{ClusterId, Column, IdVec, PinSide, Programme, RelationKind, Status, TeamSize, fold};
use fordel_testkit::best_plan;
use fordel_verify::Facts;
use fordel_verify::quota::quotas;

/// A programme, and clusters that may have as many seats as they like.
#[derive(Clone)]
pub(crate) struct Loosened {
    pub(crate) programme: Programme,
    pub(crate) free: Vec<ClusterId>,
}

/// What is possible, by trying everything.
pub(crate) struct Possible {
    /// Clusters whose block has no plan by itself.
    pub(crate) without: Vec<ClusterId>,
    /// Whether all others have one together.
    pub(crate) together: bool,
}

/// The method's own seats; `None` where they are tied or cannot be.
pub(crate) fn fair(programme: &Programme) -> Option<Vec<u64>> {
    let split = fordel_apportion::split(&fordel_engine::seat_problem(programme)).ok()?;
    split.units.iter().map(|unit| unit.seats).collect()
}

impl Loosened {
    pub(crate) fn of(programme: Programme) -> Self {
        Self { programme, free: Vec::new() }
    }

    /// Tries every plan; `None` where the split is open.
    pub(crate) fn possible(&self) -> Option<Possible> {
        let mut fair = fair(&self.programme)?;
        let mut programme = self.programme.clone();
        if !self.free.is_empty() {
            let split: IdVec<ClusterId, u64> = fair.iter().copied().collect();
            if programme.unfilled == Unfilled::Refuse {
                programme.unfilled = Unfilled::LeaveEmpty;
                self.fill(&mut programme, &split);
            }
            for &id in &self.free {
                fair[fordel_model::id::Id::index(id)] = programme.nominees.len() as u64;
                programme.clusters[id].max_seats = None;
            }
            programme.seats += 1_000;
        }
        let answer = best_plan(&programme, &fair, &[]);
        Some(Possible { without: answer.infeasible, together: answer.best.is_some() })
    }

    /// Clusters that are not free fill all their seats.
    fn fill(&self, programme: &mut Programme, fair: &IdVec<ClusterId, u64>) {
        let facts = Facts::of(&self.programme);
        programme.extra_columns.push("own seat".to_owned());
        for (n, row) in programme.nominees.ids().zip(programme.nominees.clone().iter()) {
            let text = if facts.people[n].pool.is_none() { "yes" } else { "" };
            let mut row = row.clone();
            row.extra.push(text.to_owned());
            programme.nominees[n] = row;
        }
        for id in programme.clusters.ids().filter(|id| !self.free.contains(id)).collect::<Vec<_>>() {
            programme.people_rules.push(PeopleRule {
                attribute: Column::Extra("own seat".to_owned()),
                value: Some("yes".to_owned()),
                scope: Scope::Cluster(Some(id)),
                min: u32::try_from(fair[id]).ok(),
                max: None,
            });
        }
    }

    /// Whether the block of a cluster has a plan by itself.
    pub(crate) fn block(&self, cluster: ClusterId) -> Option<bool> {
        Some(!self.possible()?.without.contains(&cluster))
    }

    /// Whether all clusters have a plan together.
    pub(crate) fn everywhere(&self) -> Option<bool> {
        let possible = self.possible()?;
        Some(possible.without.is_empty() && possible.together)
    }
}

/// Takes a demand out that is no limit of a quota.
fn without(changed: &mut Loosened, demand: &Demand) {
    let size = |min, max| TeamSize::new(min, max).expect("within 2 to 4");
    let programme = &mut changed.programme;
    match demand {
        Demand::PinIn(n) => programme.pins.retain(|p| p.nominee != *n || p.side == PinSide::Out),
        Demand::PinOut(n) => programme.pins.retain(|p| p.nominee != *n || p.side == PinSide::In),
        Demand::TeamsMin(k, _) => programme.initiatives[*k].teams_min = 0,
        Demand::TeamsMax(k, _) => programme.initiatives[*k].teams_max = 20,
        Demand::Priority => programme.rules.respect_priority = false,
        Demand::SizeMin(k, _) => {
            programme.initiatives[*k].size = size(2, programme.initiatives[*k].size.max());
        }
        Demand::SizeMax(k, _) => {
            programme.initiatives[*k].size = size(programme.initiatives[*k].size.min(), 4);
        }
        Demand::MinSectors(_) => programme.rules.min_sectors = 0,
        Demand::InitiativeSectors(k, _) => programme.initiatives[*k].min_sectors = Some(0),
        Demand::RequiredSector(k, s) => programme.initiatives[*k].required_sectors.retain(|o| o != s),
        Demand::RequiredLevel(k, level) => {
            programme.initiatives[*k].required_levels.retain(|other| other != level);
        }
        Demand::Further(rule) => programme.rules.further.retain(|other| other != rule),
        Demand::SameOrganisation(_) => programme.rules.max_same_organisation = None,
        Demand::SameProfession(_) => programme.rules.max_same_profession = None,
        Demand::Leaders(_) => programme.rules.min_leaders_of_leaders = 0,
        Demand::NobodyAlone(column) => programme.rules.nobody_alone.retain(|other| other != column),
        Demand::Apart(a, b) => relation(programme, RelationKind::Apart, (*a, *b)),
        Demand::Together(a, b) => relation(programme, RelationKind::Together, (*a, *b)),
        Demand::Requirement(column) => programme.rules.requirements.retain(|r| r.column != *column),
        Demand::Nominations => programme.nominees.iter_mut().for_each(|n| n.initiatives.clear()),
        Demand::Standing(n) => programme.nominees[*n].status = Status::Nominated,
        Demand::NoEmptySeats => programme.unfilled = Unfilled::LeaveEmpty,
        Demand::Seats(id, _) => changed.free.push(*id),
        Demand::PoolSeats(name, _) => {
            let people = programme.nominees.len() as u64;
            let pool = programme.reserved.iter_mut().find(|pool| pool.name == *name).expect("a pool");
            programme.seats += people.saturating_sub(pool.seats);
            pool.seats = pool.seats.max(people);
        }
        Demand::QuotaMin(..) | Demand::QuotaMax(..) => {}
    }
}

fn relation(
    programme: &mut Programme,
    kind: RelationKind,
    (a, b): (fordel_model::NomineeId, fordel_model::NomineeId),
) {
    programme.relations.retain(|r| r.kind != kind || (r.a, r.b) != (a, b) && (r.a, r.b) != (b, a));
}

/// Writes every row of the table out, a row a part, with the limits that `limits` makes of its own.
fn spell_out(programme: &mut Programme, limits: impl Fn(&Row, &mut PeopleRule)) {
    let parts = quotas(&Facts::of(programme));
    let mut rules = Vec::new();
    for part in parts {
        let old = &programme.people_rules[part.rule - 1];
        let scope = match &old.scope {
            Scope::Programme => Scope::Programme,
            Scope::Region(_) => Scope::Region(Some(part.scope.clone())),
            Scope::Cluster(_) => Scope::Cluster(part.clusters.first().copied()),
        };
        let mut rule = PeopleRule { scope, value: Some(part.value.clone()), ..old.clone() };
        limits(&Row::Quota { rule: part.rule, scope: part.scope, value: part.value }, &mut rule);
        rules.push(rule);
    }
    programme.people_rules = rules;
}

/// Whether two rows are the same quota.
fn is_row(a: &Row, b: &Row) -> bool {
    match (a, b) {
        (Row::Quota { rule, scope, value }, Row::Quota { rule: other, scope: place, value: text }) => {
            rule == other && fold(scope) == fold(place) && fold(value) == fold(text)
        }
        _ => a == b,
    }
}

/// The programme with these steps taken, written from the contract alone.
pub(crate) fn take(programme: &Programme, steps: &[Step]) -> Programme {
    let mut changed = programme.clone();
    steps.iter().for_each(|step| take_one(&mut changed, step));
    if steps.iter().any(|step| matches!(step, Step::QuotaMin(..) | Step::QuotaMax(..))) {
        spell_out(&mut changed, |row, rule| {
            for step in steps {
                match step {
                    Step::QuotaMin(own, to) if is_row(own, row) => rule.min = u32::try_from(*to).ok(),
                    Step::QuotaMax(own, to) if is_row(own, row) => rule.max = u32::try_from(*to).ok(),
                    _ => {}
                }
            }
        });
    }
    changed
}

/// Takes a step that is no limit of a quota.
fn take_one(programme: &mut Programme, step: &Step) {
    let size = |min, max| TeamSize::new(min, max).expect("within 2 to 4");
    match step {
        Step::TeamsMin(k, to) => programme.initiatives[*k].teams_min = *to,
        Step::TeamsMax(k, to) => programme.initiatives[*k].teams_max = *to,
        Step::SizeMin(k, to) => {
            programme.initiatives[*k].size = size(*to, programme.initiatives[*k].size.max());
        }
        Step::SizeMax(k, to) => {
            programme.initiatives[*k].size = size(programme.initiatives[*k].size.min(), *to);
        }
        Step::MinSectors(to) => programme.rules.min_sectors = *to,
        Step::InitiativeSectors(k, to) => programme.initiatives[*k].min_sectors = Some(*to),
        Step::RequiredSector(k, s) => programme.initiatives[*k].required_sectors.retain(|o| o != s),
        Step::RequiredLevel(k, level) => {
            programme.initiatives[*k].required_levels.retain(|other| other != level);
        }
        Step::Further(rule) => programme.rules.further.retain(|other| other != rule),
        Step::SameOrganisation(to) => programme.rules.max_same_organisation = Some(*to),
        Step::SameProfession(to) => programme.rules.max_same_profession = Some(*to),
        Step::Leaders(to) => programme.rules.min_leaders_of_leaders = *to,
        Step::NobodyAlone(column) => programme.rules.nobody_alone.retain(|other| other != column),
        Step::Apart(a, b) => relation(programme, RelationKind::Apart, (*a, *b)),
        Step::Together(a, b) => relation(programme, RelationKind::Together, (*a, *b)),
        Step::Requirement(column) => programme.rules.requirements.retain(|r| r.column != *column),
        Step::Priority => programme.rules.respect_priority = false,
        Step::Nominations => programme.nominees.iter_mut().for_each(|n| n.initiatives.clear()),
        Step::PinIn(n) => programme.pins.retain(|p| p.nominee != *n || p.side == PinSide::Out),
        Step::PinOut(n) => programme.pins.retain(|p| p.nominee != *n || p.side == PinSide::In),
        Step::Reinstate(n) => programme.nominees[*n].status = Status::Nominated,
        Step::Share(k, cluster) => {
            programme.initiatives[*k].clusters.push(*cluster);
            programme.initiatives[*k].clusters.sort_unstable();
        }
        Step::MinSeats(id, to) => {
            let row = &mut programme.clusters[*id];
            (row.fixed_seats, row.min_seats) = (None, Some(*to));
            row.max_seats = row.max_seats.map(|most| most.max(*to));
        }
        Step::MaxSeats(id, to) => {
            let row = &mut programme.clusters[*id];
            (row.fixed_seats, row.max_seats) = (None, Some(*to));
            row.min_seats = row.min_seats.map(|least| least.min(*to));
        }
        Step::LeaveEmpty => programme.unfilled = Unfilled::LeaveEmpty,
        Step::Seats(to) => programme.seats = *to,
        Step::PoolSeats(name, to) => {
            programme.reserved.iter_mut().filter(|pool| pool.name == *name).for_each(|pool| pool.seats = *to);
            let reserved = programme.reserved.iter().map(|pool| pool.seats).sum();
            programme.seats = programme.seats.max(reserved);
        }
        Step::MaxMoves(_) | Step::QuotaMin(..) | Step::QuotaMax(..) => {}
    }
}

/// Every demand of a programme, but for limits of quotas.
fn all_demands(programme: &Programme) -> Vec<Demand> {
    let mut all = vec![
        Demand::Priority,
        Demand::Nominations,
        Demand::MinSectors(0),
        Demand::SameOrganisation(0),
        Demand::SameProfession(0),
        Demand::Leaders(0),
        Demand::NoEmptySeats,
    ];
    for (k, row) in programme.initiatives.enumerate() {
        all.extend([
            Demand::TeamsMin(k, 0),
            Demand::TeamsMax(k, 0),
            Demand::SizeMin(k, 0),
            Demand::SizeMax(k, 0),
        ]);
        all.extend(row.min_sectors.map(|_| Demand::InitiativeSectors(k, 0)));
        all.extend(row.required_levels.iter().map(|&level| Demand::RequiredLevel(k, level)));
        all.extend(row.required_sectors.iter().map(|&sector| Demand::RequiredSector(k, sector)));
    }
    all.extend(programme.clusters.ids().map(|id| Demand::Seats(id, 0)));
    all.extend(programme.reserved.iter().map(|pool| Demand::PoolSeats(pool.name.clone(), 0)));
    all.extend(programme.rules.nobody_alone.iter().cloned().map(Demand::NobodyAlone));
    all.extend(programme.rules.further.iter().cloned().map(Demand::Further));
    all.extend(programme.rules.requirements.iter().map(|one| Demand::Requirement(one.column.clone())));
    for one in &programme.relations {
        match one.kind {
            RelationKind::Apart => all.push(Demand::Apart(one.a, one.b)),
            RelationKind::Together => all.push(Demand::Together(one.a, one.b)),
            RelationKind::Met => {}
        }
    }
    for pin in &programme.pins {
        match pin.side {
            PinSide::In => all.extend([Demand::PinIn(pin.nominee), Demand::Standing(pin.nominee)]),
            PinSide::Out => all.push(Demand::PinOut(pin.nominee)),
        }
    }
    all
}

/// Whether two demands are one but for their values.
fn is_same(a: &Demand, b: &Demand) -> bool {
    match (a, b) {
        (Demand::TeamsMin(a, _), Demand::TeamsMin(b, _))
        | (Demand::TeamsMax(a, _), Demand::TeamsMax(b, _)) => a == b,
        (Demand::SizeMin(a, _), Demand::SizeMin(b, _)) | (Demand::SizeMax(a, _), Demand::SizeMax(b, _)) => {
            a == b
        }
        (Demand::InitiativeSectors(a, _), Demand::InitiativeSectors(b, _)) => a == b,
        (Demand::Seats(a, _), Demand::Seats(b, _)) => a == b,
        (Demand::PoolSeats(a, _), Demand::PoolSeats(b, _)) => fold(a) == fold(b),
        (Demand::MinSectors(_), Demand::MinSectors(_))
        | (Demand::SameOrganisation(_), Demand::SameOrganisation(_))
        | (Demand::SameProfession(_), Demand::SameProfession(_))
        | (Demand::Leaders(_), Demand::Leaders(_)) => true,
        (a, b) => a == b,
    }
}

/// The programme with nothing but these demands.
pub(crate) fn with_only(programme: &Programme, demands: &[Demand]) -> Loosened {
    let mut bare = Loosened::of(programme.clone());
    // What so few seats ask of nobody is asked of nobody.
    let seats: IdVec<ClusterId, u64> = fair(programme).unwrap_or_default().into_iter().collect();
    for k in programme.initiatives.ids().filter(|&k| !Facts::of(programme).teams_min_binds(k, &seats)) {
        bare.programme.initiatives[k].teams_min = 0;
    }
    for one in all_demands(programme) {
        if !demands.iter().any(|kept| is_same(kept, &one)) {
            without(&mut bare, &one);
        }
    }
    // A row of each value counts those that are left.
    spell_out(&mut bare.programme, |row, rule| {
        let keeps_min = demands.iter().any(|one| matches!(one, Demand::QuotaMin(own, _) if is_row(own, row)));
        let keeps_max = demands.iter().any(|one| matches!(one, Demand::QuotaMax(own, _) if is_row(own, row)));
        rule.min = rule.min.filter(|_| keeps_min);
        rule.max = rule.max.filter(|_| keeps_max);
    });
    bare
}
