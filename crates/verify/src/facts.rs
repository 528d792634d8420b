//! What follows from the programme alone: who is eligible, who may join which initiative, who is
//! bound to whom, who uses which seats, what each person is worth. Derived once, read everywhere.

use fordel_model::rule::Demand;
use fordel_model::{
    ClusterId, Column, IdVec, Initiative, InitiativeId, NomineeId, PinSide, Programme, RelationKind, Status,
    fold,
};
use std::collections::{BTreeMap, BTreeSet};

/// A programme with what follows from it.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The programme itself.
    pub programme: &'a Programme,
    /// One entry a nominee.
    pub people: IdVec<NomineeId, Person>,
    /// Who is bound together: at least two people each, in nominee order. All of a group sit in one
    /// team, or all are out.
    pub groups: Vec<Vec<NomineeId>>,
    /// Pairs that never sit in one team, the smaller id first.
    pub apart: BTreeSet<(NomineeId, NomineeId)>,
    /// Pairs who sat in one team of an earlier cohort, the smaller id first.
    pub met: BTreeSet<(NomineeId, NomineeId)>,
    /// Floor of the mean merit of the eligible nominees of the initiative's clusters; `None` where
    /// one of them misses a figure or there is nobody, and merit and balance count 0.
    pub mean_merit: IdVec<InitiativeId, Option<i64>>,
    /// The size of the smallest team that any of the cluster's initiatives allows; `None` without initiatives.
    pub smallest_team: IdVec<ClusterId, Option<u64>>,
}

/// What follows about one nominee.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Nominated, and meets every requirement.
    pub eligible: bool,
    /// Pinned out of everything.
    pub pinned_out: bool,
    /// Pinned in, into some initiative or any.
    pub pinned_in: bool,
    /// The initiatives they are pinned into by name.
    pub pinned_to: Vec<InitiativeId>,
    /// The initiatives whose teams they may sit in, in table order. A pin `in` is not counted in.
    pub may_join: Vec<InitiativeId>,
    /// Their group in [`Facts::groups`].
    pub group: Option<usize>,
    /// The pool whose seat they use (a position in `Programme::reserved`); `None`: their cluster's.
    pub pool: Option<usize>,
    /// The organisation: equal numbers are equal names, folded.
    pub organisation: usize,
    /// The profession, numbered likewise; `None` where empty.
    pub profession: Option<usize>,
    /// floor(20 × (experience + competence + motivation) / 3), where all three are given.
    pub merit: Option<i64>,
}

impl<'a> Facts<'a> {
    /// Derives everything. Cost: linear in people × initiatives, pins and relations.
    pub fn of(programme: &'a Programme) -> Self {
        let mut organisations = Numbering::default();
        let mut professions = Numbering::default();
        let mut people: IdVec<NomineeId, Person> = programme
            .nominees
            .enumerate()
            .map(|(id, nominee)| Person {
                eligible: is_eligible(programme, id),
                pinned_out: false,
                pinned_in: false,
                pinned_to: Vec::new(),
                may_join: Vec::new(),
                group: None,
                pool: pool_of(programme, id),
                organisation: organisations.number(&nominee.organisation),
                profession: programme.text(id, &Column::Profession).map(|text| professions.number(&text)),
                merit: merit_of(programme, id),
            })
            .collect();
        let mut out_of: BTreeSet<(NomineeId, InitiativeId)> = BTreeSet::new();
        for pin in &programme.pins {
            let person = &mut people[pin.nominee];
            match (pin.side, pin.initiative) {
                (PinSide::In, None) => person.pinned_in = true,
                (PinSide::In, Some(initiative)) => {
                    person.pinned_in = true;
                    person.pinned_to.push(initiative);
                }
                // Out of an earlier plan's team is not out of everything, nor of its initiative.
                (PinSide::Out, _) if pin.team.is_some() => (),
                (PinSide::Out, None) => person.pinned_out = true,
                (PinSide::Out, Some(initiative)) => {
                    out_of.insert((pin.nominee, initiative));
                }
            }
        }
        for (id, nominee) in programme.nominees.enumerate() {
            if !people[id].eligible || people[id].pinned_out {
                continue;
            }
            people[id].may_join = programme
                .initiatives
                .enumerate()
                .filter(|(k, initiative)| {
                    initiative.clusters.contains(&nominee.cluster)
                        && (nominee.initiatives.is_empty() || nominee.initiatives.contains(k))
                        && !out_of.contains(&(id, *k))
                })
                .map(|(k, _)| k)
                .collect();
        }
        let groups = bound_groups(programme, &people);
        for (number, group) in groups.iter().enumerate() {
            for &member in group {
                people[member].group = Some(number);
            }
        }
        let pairs = |kind: RelationKind| -> BTreeSet<(NomineeId, NomineeId)> {
            let rows = programme.relations.iter().filter(|relation| relation.kind == kind);
            rows.map(|row| (row.a.min(row.b), row.a.max(row.b))).collect()
        };
        let (apart, met) = (pairs(RelationKind::Apart), pairs(RelationKind::Met));
        let mean_merit = programme
            .initiatives
            .iter()
            .map(|initiative| mean_merit(programme, &people, initiative))
            .collect();
        let mut smallest_team: IdVec<ClusterId, Option<u64>> = IdVec::filled(None, programme.clusters.len());
        for initiative in programme.initiatives.iter() {
            let size = u64::from(initiative.size.min());
            for &cluster in &initiative.clusters {
                smallest_team[cluster] = Some(smallest_team[cluster].map_or(size, |known| known.min(size)));
            }
        }
        Self { programme, people, groups, apart, met, mean_merit, smallest_team }
    }

    /// Whether these two may never sit in one team.
    pub fn are_apart(&self, a: NomineeId, b: NomineeId) -> bool {
        self.apart.contains(&(a.min(b), a.max(b)))
    }

    /// Whether these two sat in one team of an earlier cohort.
    pub fn have_met(&self, a: NomineeId, b: NomineeId) -> bool {
        self.met.contains(&(a.min(b), a.max(b)))
    }

    /// Whether one of these two is the other's manager.
    pub fn is_chain(&self, a: NomineeId, b: NomineeId) -> bool {
        let nominees = &self.programme.nominees;
        nominees[a].manager == Some(b) || nominees[b].manager == Some(a)
    }

    /// People who may sit in a team of the initiative, pins `in` elsewhere regarded, in nominee order.
    pub fn candidates(&self, initiative: InitiativeId) -> Vec<NomineeId> {
        self.people
            .enumerate()
            .filter(|(_, person)| {
                person.may_join.contains(&initiative)
                    && person.pinned_to.iter().all(|&pinned| pinned == initiative)
            })
            .map(|(id, _)| id)
            .collect()
    }

    /// The cluster's least and most seats: its own figure before the programme's, a fixed one before both.
    pub fn seat_bounds(&self, cluster: ClusterId) -> (u64, Option<u64>) {
        let row = &self.programme.clusters[cluster];
        if let Some(fixed) = row.fixed_seats {
            return (fixed, Some(fixed));
        }
        let min = row.min_seats.or(self.programme.min_seats).unwrap_or(0);
        (min, row.max_seats.or(self.programme.max_seats))
    }

    /// Whether `teams_min` of an initiative binds, given each cluster's fair seats.
    ///
    /// It does not where the initiative's clusters together have fewer seats than the smallest team
    /// of any of their initiatives: no team can exist there.
    pub fn teams_min_binds(&self, initiative: InitiativeId, fair: &IdVec<ClusterId, u64>) -> bool {
        let clusters = &self.programme.initiatives[initiative].clusters;
        let seats: u64 = clusters.iter().map(|&cluster| fair[cluster]).sum();
        let smallest = clusters.iter().filter_map(|&cluster| self.smallest_team[cluster]).min();
        smallest.is_none_or(|size| seats >= size)
    }

    /// Whether the person takes part in `respect_priority`: eligible, with a number, not pinned.
    pub fn has_priority(&self, nominee: NomineeId) -> bool {
        let person = &self.people[nominee];
        self.programme.rules.respect_priority
            && person.eligible
            && !person.pinned_in
            && !person.pinned_out
            && self.programme.nominees[nominee].priority.is_some()
    }

    /// Whether `earlier` comes before `later` in the order of their common organisation and cluster,
    /// and both take part in it. (Whether any legal team can hold `earlier` is not looked at.)
    pub fn comes_before(&self, earlier: NomineeId, later: NomineeId) -> bool {
        let nominees = &self.programme.nominees;
        self.has_priority(earlier)
            && self.has_priority(later)
            && nominees[earlier].cluster == nominees[later].cluster
            && self.people[earlier].organisation == self.people[later].organisation
            && nominees[earlier].priority < nominees[later].priority
    }
}

/// Numbers texts by their folded form, in order of appearance.
#[derive(Default)]
struct Numbering(BTreeMap<String, usize>);

impl Numbering {
    fn number(&mut self, text: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(fold(text)).or_insert(next)
    }
}

fn is_eligible(programme: &Programme, id: NomineeId) -> bool {
    programme.nominees[id].status == Status::Nominated
        && programme.rules.requirements.iter().all(|requirement| {
            let text = programme.text(id, &requirement.column);
            match (&requirement.demand, text) {
                (_, None) => false,
                (Demand::Filled, Some(_)) => true,
                (Demand::OneOf(values), Some(text)) => values.iter().any(|value| fold(value) == fold(&text)),
                (Demand::AtLeast(least), Some(text)) => text.trim().parse::<i64>().is_ok_and(|n| n >= *least),
            }
        })
}

fn pool_of(programme: &Programme, id: NomineeId) -> Option<usize> {
    let nominee = &programme.nominees[id];
    match &nominee.seat_pool {
        Some(name) => programme.reserved.iter().position(|pool| fold(&pool.name) == fold(name)),
        None => programme.reserved.iter().position(|pool| pool.sectors.contains(&nominee.sector)),
    }
}

fn merit_of(programme: &Programme, id: NomineeId) -> Option<i64> {
    let merit = programme.nominees[id].merit;
    let sum = i64::from(merit.experience?) + i64::from(merit.competence?) + i64::from(merit.motivation?);
    Some(20 * sum / 3)
}

fn mean_merit(
    programme: &Programme,
    people: &IdVec<NomineeId, Person>,
    initiative: &Initiative,
) -> Option<i64> {
    let (mut sum, mut n) = (0, 0);
    for (id, person) in people.enumerate() {
        if person.eligible && initiative.clusters.contains(&programme.nominees[id].cluster) {
            sum += person.merit?;
            n += 1;
        }
    }
    (n > 0).then(|| sum / n)
}

/// Chains of `together` over all nominees; of each chain those eligible and not pinned out are bound.
fn bound_groups(programme: &Programme, people: &IdVec<NomineeId, Person>) -> Vec<Vec<NomineeId>> {
    let mut chain: IdVec<NomineeId, NomineeId> = programme.nominees.ids().collect();
    // The chain's name is its smallest member; repeat until nothing changes any more.
    loop {
        let mut changed = false;
        for relation in programme.relations.iter().filter(|r| r.kind == RelationKind::Together) {
            let name = chain[relation.a].min(chain[relation.b]);
            for end in [relation.a, relation.b] {
                changed |= chain[end] != name;
                chain[end] = name;
            }
        }
        if !changed {
            break;
        }
    }
    let mut groups: BTreeMap<NomineeId, Vec<NomineeId>> = BTreeMap::new();
    for (id, person) in people.enumerate() {
        if person.eligible && !person.pinned_out {
            groups.entry(chain[id]).or_default().push(id);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}
