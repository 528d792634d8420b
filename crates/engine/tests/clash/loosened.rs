//! Demands taken out and steps taken, written from the contract alone.

use fordel_engine::outcome::Demand;
use fordel_engine::resolution::Step;
use fordel_model::plan::Row;
use fordel_model::programme::Unfilled;
use fordel_model::{PinSide, Programme, RelationKind, Status, TeamSize};

/// Takes a demand out, written from the contract alone.
pub(crate) fn without(programme: &mut Programme, demand: &Demand) {
    let size = |min, max| TeamSize::new(min, max).expect("within 2 to 4");
    match demand {
        Demand::PinIn(n) => programme.pins.retain(|p| p.nominee != *n || p.side == PinSide::Out),
        Demand::PinOut(n) => programme.pins.retain(|p| p.nominee != *n || p.side == PinSide::In),
        Demand::TeamsMin(k, _) => programme.initiatives[*k].teams_min = 0,
        Demand::TeamsMax(k, _) => programme.initiatives[*k].teams_max = 20,
        Demand::QuotaMin(Row::Quota { rule, .. }, _) => programme.people_rules[*rule - 1].min = None,
        Demand::QuotaMax(Row::Quota { rule, .. }, _) => programme.people_rules[*rule - 1].max = None,
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
        Demand::Seats(..) | Demand::PoolSeats(..) | Demand::QuotaMin(..) | Demand::QuotaMax(..) => {}
    }
}

fn relation(
    programme: &mut Programme,
    kind: RelationKind,
    (a, b): (fordel_model::NomineeId, fordel_model::NomineeId),
) {
    programme.relations.retain(|r| r.kind != kind || (r.a, r.b) != (a, b) && (r.a, r.b) != (b, a));
}

/// Takes a step, written from the contract alone; false for those that need not be tried here.
pub(crate) fn take(programme: &mut Programme, step: &Step) -> bool {
    let size = |min, max| TeamSize::new(min, max).expect("within 2 to 4");
    match step {
        Step::TeamsMin(k, to) => programme.initiatives[*k].teams_min = *to,
        Step::TeamsMax(k, to) => programme.initiatives[*k].teams_max = *to,
        Step::QuotaMin(Row::Quota { rule, .. }, to) => {
            programme.people_rules[*rule - 1].min = u32::try_from(*to).ok();
        }
        Step::QuotaMax(Row::Quota { rule, .. }, to) => {
            programme.people_rules[*rule - 1].max = u32::try_from(*to).ok();
        }
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
        Step::PoolSeats(..) | Step::MaxMoves(_) | Step::QuotaMin(..) | Step::QuotaMax(..) => return false,
    }
    true
}

/// Every demand of a programme, but for seats.
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
    for rule in 1..=programme.people_rules.len() {
        let row = || Row::Quota { rule, scope: String::new(), value: String::new() };
        all.extend([Demand::QuotaMin(row(), 0), Demand::QuotaMax(row(), 0)]);
    }
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
        (Demand::QuotaMin(a, _), Demand::QuotaMin(b, _))
        | (Demand::QuotaMax(a, _), Demand::QuotaMax(b, _)) => {
            matches!((a, b), (Row::Quota { rule: a, .. }, Row::Quota { rule: b, .. }) if a == b)
        }
        (Demand::MinSectors(_), Demand::MinSectors(_))
        | (Demand::SameOrganisation(_), Demand::SameOrganisation(_))
        | (Demand::SameProfession(_), Demand::SameProfession(_))
        | (Demand::Leaders(_), Demand::Leaders(_)) => true,
        (a, b) => a == b,
    }
}

/// The programme with nothing but these demands.
pub(crate) fn with_only(programme: &Programme, demands: &[Demand]) -> Programme {
    let mut bare = programme.clone();
    for one in all_demands(programme) {
        if !demands.iter().any(|kept| is_same(kept, &one)) {
            without(&mut bare, &one);
        }
    }
    bare
}

/// Whether a rule of the table stands for one quota only, so that it can be changed by its row.
pub(crate) fn is_plain(programme: &Programme, demands: &[Demand]) -> bool {
    demands.iter().all(|demand| match demand {
        Demand::NoEmptySeats => false,
        Demand::QuotaMin(Row::Quota { rule, .. }, _) | Demand::QuotaMax(Row::Quota { rule, .. }, _) => {
            let row = &programme.people_rules[*rule - 1];
            row.value.is_some()
                && !matches!(
                    row.scope,
                    fordel_model::Scope::Cluster(None) | fordel_model::Scope::Region(None)
                )
        }
        Demand::Seats(..) | Demand::PoolSeats(..) => false,
        _ => true,
    })
}

/// A step one notch weaker, where that is no change by itself.
pub(crate) fn weaker(programme: &Programme, step: &Step) -> Option<Step> {
    match step {
        Step::TeamsMin(k, to) if to + 1 < programme.initiatives[*k].teams_min => {
            Some(Step::TeamsMin(*k, to + 1))
        }
        Step::TeamsMax(k, to) if to - 1 > programme.initiatives[*k].teams_max => {
            Some(Step::TeamsMax(*k, to - 1))
        }
        Step::QuotaMin(row @ Row::Quota { rule, .. }, to)
            if to + 1 < programme.people_rules[*rule - 1].min.map_or(0, u64::from) =>
        {
            Some(Step::QuotaMin(row.clone(), to + 1))
        }
        Step::MinSectors(to) if to + 1 < programme.rules.min_sectors => Some(Step::MinSectors(to + 1)),
        _ => None,
    }
}
