//! Listing the legal teams of one initiative, fast: the same rules and scores as [`crate::team`] and
//! [`crate::score`], worked out member by member. A test holds the two readings to each other.
//!
//! A listing asks for the teams whose reduced cost reaches a threshold. People are taken in falling
//! order of what they can add, so a branch ends as soon as no completion can reach it.

use crate::Facts;
use crate::score::{difference, merit, preference_points};
use fordel_model::id::Id;
use fordel_model::{Column, Criterion, InitiativeId, Level, NomineeId, TeamSize, fold};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What two people have to do with each other, as bits.
const OTHER_ORGANISATION: u8 = 1;
const OTHER_PROFESSION: u8 = 2;
const APART: u8 = 8;
/// Counts up to three when the bytes of three pairs are added.
const CHAIN: u8 = 16;

/// The people one initiative may choose from, laid out for listing their teams.
#[derive(Debug)]
pub(crate) struct Candidates {
    /// The initiative.
    pub(crate) initiative: InitiativeId,
    /// Who may sit in its teams, in nominee order; everything below is by position in this list.
    pub(crate) people: Vec<NomineeId>,
    size: TeamSize,
    min_sectors: u32,
    required_sectors: u64,
    max_same_organisation: Option<u32>,
    max_same_profession: Option<u32>,
    min_leaders_of_leaders: usize,
    sector: Vec<u64>,
    n_sectors: u32,
    has_profession: Vec<bool>,
    leads_leaders: Vec<bool>,
    has_manager: Vec<bool>,
    /// The number and the size of the person's group; size 1 without a group.
    group: Vec<(usize, usize)>,
    /// For each column of `nobody_alone`, each person's value; 0 where empty.
    alone: Vec<Vec<usize>>,
    pair: Vec<u8>,
    /// What each member adds to the score by themselves: preference and merit, weighted.
    own_points: Vec<i64>,
    /// Merit minus the mean; empty where balance does not count.
    deviation: Vec<i64>,
    /// Weighted differences over the diversity columns; empty where they do not count.
    diversity: Vec<i64>,
    max_diversity: i64,
    weights: [i64; 8],
}

/// What a team's reduced cost is made of: a part of each member, a part of the team, and `scale`
/// times the points that members make together (sectors, organisations, chains, ...).
#[derive(Clone, Debug)]
pub(crate) struct Price {
    /// By position in [`Candidates::people`].
    pub(crate) person: Vec<i64>,
    /// Added once.
    pub(crate) team: i64,
    /// Times the points members make together; 0 leaves them out.
    pub(crate) scale: i64,
}

/// A team listed: positions in [`Candidates::people`], and its reduced cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    members: [u32; 4],
    n: usize,
    /// Its reduced cost.
    pub(crate) reduced_cost: i64,
}

impl Listed {
    /// The members' positions.
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> + '_ {
        self.members[..self.n].iter().map(|&position| position as usize)
    }
}

/// Figures above this might overflow in a listing; nothing real comes near it.
pub(crate) const MAX_FIGURE: i64 = 1 << 55;

impl Candidates {
    /// Lays out the people of one initiative. Cost: quadratic in them.
    pub(crate) fn of(facts: &Facts<'_>, initiative: InitiativeId) -> Self {
        let programme = facts.programme;
        let (rules, row) = (&programme.rules, &programme.initiatives[initiative]);
        let people = facts.candidates(initiative);
        let nominee = |id: NomineeId| &programme.nominees[id];
        let bit = |sector: fordel_model::SectorId| 1u64 << sector.index();
        let sector: Vec<u64> = people.iter().map(|&id| bit(nominee(id).sector)).collect();
        let weight = |criterion| programme.score.weight(criterion);
        let counts_merit = facts.mean_merit[initiative];
        let own_points = people.iter().map(|&id| {
            let merit = counts_merit.map_or(0, |_| merit(facts, id));
            weight(Criterion::Preference) * preference_points(facts, initiative, id)
                + weight(Criterion::Merit) * merit
        });
        let deviation = match counts_merit.filter(|_| weight(Criterion::Balance) > 0) {
            Some(mean) => people.iter().map(|&id| merit(facts, id) - mean).collect(),
            None => Vec::new(),
        };
        let mut pair = Vec::with_capacity(people.len() * people.len());
        let mut diversity = Vec::new();
        for &a in &people {
            for &b in &people {
                pair.push(pair_bits(facts, a, b));
                if weight(Criterion::Diversity) > 0 {
                    diversity.push(weight(Criterion::Diversity) * difference(facts, a, b));
                }
            }
        }
        Self {
            initiative,
            size: row.size,
            min_sectors: row.min_sectors.unwrap_or(rules.min_sectors),
            required_sectors: row.required_sectors.iter().fold(0, |mask, &sector| mask | bit(sector)),
            max_same_organisation: rules.max_same_organisation,
            max_same_profession: rules.max_same_profession,
            min_leaders_of_leaders: rules.min_leaders_of_leaders as usize,
            n_sectors: sector.iter().fold(0, |mask, &bit| mask | bit).count_ones(),
            sector,
            has_profession: people.iter().map(|&id| facts.people[id].profession.is_some()).collect(),
            leads_leaders: people
                .iter()
                .map(|&id| nominee(id).level == Some(Level::LeaderOfLeaders))
                .collect(),
            has_manager: people
                .iter()
                .map(|&id| nominee(id).manager.is_some_and(|manager| people.contains(&manager)))
                .collect(),
            group: people
                .iter()
                .map(|&id| facts.people[id].group.map_or((0, 1), |group| (group, facts.groups[group].len())))
                .collect(),
            alone: rules.nobody_alone.iter().map(|column| values(facts, &people, column)).collect(),
            own_points: own_points.collect(),
            deviation,
            max_diversity: diversity.iter().copied().max().unwrap_or(0),
            diversity,
            pair,
            weights: programme.score.weights,
            people,
        }
    }

    /// Where a person stands in [`Self::people`].
    pub(crate) fn position(&self, id: NomineeId) -> Option<usize> {
        self.people.binary_search(&id).ok()
    }

    /// What a member adds to the score by themselves.
    pub(crate) fn own_points(&self, position: usize) -> i64 {
        self.own_points[position]
    }

    /// The largest amount, in points, that a team's members can make or lose together.
    pub(crate) fn max_points_together(&self) -> i64 {
        let most = |criterion: Criterion| self.weights[criterion as usize].saturating_mul(600);
        let deviation = self.deviation.iter().map(|d| d.abs()).max().unwrap_or(0);
        [Criterion::Sectors, Criterion::Organisations, Criterion::Professions, Criterion::Chain]
            .map(most)
            .iter()
            .fold(self.max_diversity.saturating_mul(6), |sum, &points| sum.saturating_add(points))
            .saturating_add(
                self.weights[Criterion::Balance as usize].saturating_mul(deviation.saturating_mul(4)),
            )
    }

    /// Visits every legal team whose reduced cost reaches `threshold`, each once, in no stated order.
    ///
    /// Every figure of `price` is within [`MAX_FIGURE`], and `scale` × [`Self::max_points_together`] too.
    pub(crate) fn list(
        &self,
        price: &Price,
        threshold: i64,
        visit: &mut impl FnMut(Listed) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let chain = 100 * price.scale * self.weights[Criterion::Chain as usize];
        let most = |at: usize| price.person[at] + if self.has_manager[at] { chain } else { 0 };
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(most(at)), at));
        let n = order.len();
        let start = Partial { reduced_cost: price.team, most: price.team, ..Partial::default() };
        Listing::of(self, price, order, most, threshold, visit).extend(&start, 0, n)
    }

    /// Whether a legal team can hold the person.
    pub(crate) fn can_hold(&self, id: NomineeId) -> bool {
        let Some(at) = self.position(id) else { return false };
        let others = (0..self.people.len()).filter(|&other| other != at);
        let order: Vec<usize> = std::iter::once(at).chain(others).collect();
        let price = Price { person: vec![0; self.people.len()], team: 0, scale: 0 };
        let mut stop = |_| ControlFlow::Break(());
        Listing::of(self, &price, order, |_| 0, i64::MIN, &mut stop)
            .extend(&Partial::default(), 0, 1)
            .is_break()
    }

    fn pair(&self, a: usize, b: usize) -> u8 {
        self.pair[a * self.people.len() + b]
    }
}

/// The bits of one pair.
fn pair_bits(facts: &Facts<'_>, a: NomineeId, b: NomineeId) -> u8 {
    let (first, second) = (&facts.people[a], &facts.people[b]);
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(first.organisation != second.organisation, OTHER_ORGANISATION)
        | bit(first.profession.is_none() || first.profession != second.profession, OTHER_PROFESSION)
        | bit(!facts.apart.is_empty() && facts.are_apart(a, b), APART)
        | bit(facts.is_chain(a, b), CHAIN)
}

/// Numbers from 1 for the people's values of a column, 0 where empty.
fn values(facts: &Facts<'_>, people: &[NomineeId], column: &Column) -> Vec<usize> {
    let mut known = BTreeMap::new();
    people
        .iter()
        .map(|&id| match facts.programme.text(id, column) {
            Some(text) => {
                let next = known.len() + 1;
                *known.entry(fold(&text)).or_insert(next)
            }
            None => 0,
        })
        .collect()
}

/// Members taken so far.
#[derive(Clone, Copy, Default)]
struct Partial {
    /// Places in [`Listing::order`].
    members: [usize; 4],
    n: usize,
    sectors: u64,
    has_profession: bool,
    /// Reduced cost of exactly these members, without balance.
    reduced_cost: i64,
    /// The same, with the chains that each could be the report in.
    most: i64,
    deviation: i64,
}

/// What one more member adds.
struct Step {
    reduced_cost: i64,
    most: i64,
}

/// One listing. All vectors are by place in `order`.
struct Listing<'a, V> {
    candidates: &'a Candidates,
    /// Positions in [`Candidates::people`] in the order they are taken.
    order: Vec<usize>,
    /// What each adds by themselves, and at most.
    person: Vec<i64>,
    most: Vec<i64>,
    sector: Vec<u64>,
    has_profession: Vec<bool>,
    pair: Vec<u8>,
    /// The points for another sector, organisation, profession (bits 4, 1, 2) and chains, times the scale.
    gain: [[i64; 8]; 4],
    scale: i64,
    balance: i64,
    threshold: i64,
    visit: &'a mut V,
}

/// In the index of a gain: another sector. The others are those of a pair.
const OTHER_SECTOR: u8 = 4;

impl<'a, V: FnMut(Listed) -> ControlFlow<()>> Listing<'a, V> {
    fn of(
        candidates: &'a Candidates,
        price: &'a Price,
        order: Vec<usize>,
        most: impl Fn(usize) -> i64,
        threshold: i64,
        visit: &'a mut V,
    ) -> Self {
        let weight = |criterion: Criterion| 100 * price.scale * candidates.weights[criterion as usize];
        let mut gain = [[0; 8]; 4];
        for (chains, row) in (0..).zip(&mut gain) {
            for (bits, points) in (0u8..).zip(row) {
                let of = |bit: u8, criterion| if bits & bit == 0 { 0 } else { weight(criterion) };
                *points = of(OTHER_SECTOR, Criterion::Sectors)
                    + of(OTHER_ORGANISATION, Criterion::Organisations)
                    + of(OTHER_PROFESSION, Criterion::Professions)
                    + chains * weight(Criterion::Chain);
            }
        }
        Self {
            candidates,
            person: order.iter().map(|&at| price.person[at]).collect(),
            most: order.iter().map(|&at| most(at)).collect(),
            sector: order.iter().map(|&at| candidates.sector[at]).collect(),
            has_profession: order.iter().map(|&at| candidates.has_profession[at]).collect(),
            pair: order.iter().flat_map(|&a| order.iter().map(move |&b| candidates.pair(a, b))).collect(),
            gain,
            scale: price.scale,
            balance: price.scale * candidates.weights[Criterion::Balance as usize],
            threshold,
            visit,
            order,
        }
    }

    /// Tries everybody in `order[from..to]` as the next member, and goes on with those after.
    fn extend(&mut self, partial: &Partial, from: usize, to: usize) -> ControlFlow<()> {
        let size = self.candidates.size;
        let free = usize::from(size.max()) - partial.n;
        let needed = usize::from(size.min()).saturating_sub(partial.n).max(1);
        let last = free == 1;
        let room = self.threshold.saturating_sub(self.ceiling(partial, free));
        for at in from..to {
            let each = self.most[at];
            let people = if each > 0 { free } else { needed };
            if each * (people as i64) < room {
                break;
            }
            let Some(step) = self.step(partial, at) else { continue };
            if needed == 1 && step.reduced_cost >= self.threshold {
                self.complete(&self.with(partial, at, &step))?;
            }
            if !last {
                let more = self.with(partial, at, &step);
                self.extend(&more, at + 1, self.order.len())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// What the member at place `at` adds; `None` where they are apart from a member.
    fn step(&self, partial: &Partial, at: usize) -> Option<Step> {
        let (reduced_cost, most) = (partial.reduced_cost + self.person[at], partial.most + self.most[at]);
        if partial.n == 0 {
            return Some(Step { reduced_cost, most });
        }
        let (mut all, mut sum) = (OTHER_ORGANISATION | OTHER_PROFESSION, 0);
        for &member in &partial.members[..partial.n] {
            let bits = self.pair[member * self.order.len() + at];
            (all, sum) = (all & bits, sum + bits);
            if bits & APART != 0 {
                return None;
            }
        }
        // The first profession is no further one, and an empty one none at all.
        if !(partial.has_profession && self.has_profession[at]) {
            all &= !OTHER_PROFESSION;
        }
        if self.sector[at] & partial.sectors == 0 {
            all |= OTHER_SECTOR;
        }
        let diversity = self.diversity(partial, at);
        let without_chains = self.gain[0][usize::from(all)] + diversity;
        let with_chains = self.gain[usize::from(sum / CHAIN)][usize::from(all)] + diversity;
        Some(Step { reduced_cost: reduced_cost + with_chains, most: most + without_chains })
    }

    fn diversity(&self, partial: &Partial, at: usize) -> i64 {
        let candidates = self.candidates;
        if candidates.diversity.is_empty() {
            return 0;
        }
        let row = self.order[at] * candidates.people.len();
        let difference = |&member: &usize| candidates.diversity[row + self.order[member]];
        self.scale * partial.members[..partial.n].iter().map(difference).sum::<i64>()
    }

    /// The team and the member at place `at`.
    fn with(&self, partial: &Partial, at: usize, step: &Step) -> Partial {
        let mut more = *partial;
        more.members[partial.n] = at;
        more.n += 1;
        more.sectors |= self.sector[at];
        more.has_profession |= self.has_profession[at];
        (more.reduced_cost, more.most) = (step.reduced_cost, step.most);
        more.deviation += self.candidates.deviation.get(self.order[at]).copied().unwrap_or(0);
        more
    }

    /// Visits the team if it is legal and, with balance, still reaches the threshold.
    fn complete(&mut self, team: &Partial) -> ControlFlow<()> {
        let reduced_cost = team.reduced_cost - self.balance * team.deviation.abs();
        if reduced_cost < self.threshold {
            return ControlFlow::Continue(());
        }
        let mut members = [0; 4];
        for (position, &at) in members.iter_mut().zip(&team.members[..team.n]) {
            *position = u32::try_from(self.order[at]).expect("fewer than 2^32 people");
        }
        match self.is_legal(team.sectors, &members[..team.n]) {
            true => (self.visit)(Listed { members, n: team.n, reduced_cost }),
            false => ControlFlow::Continue(()),
        }
    }

    /// No team that begins so and takes up to `free` more has a larger reduced cost than this plus
    /// what the people taken add by themselves.
    fn ceiling(&self, partial: &Partial, free: usize) -> i64 {
        // The first member of all makes no points with anybody.
        let joining = if partial.n == 0 { free - 1 } else { free };
        let sectors = self.candidates.n_sectors.saturating_sub(partial.sectors.count_ones().max(1));
        let size = partial.n + free;
        let pairs_to_come = size * (size - 1) / 2 - partial.n * partial.n.saturating_sub(1) / 2;
        let gain = |bit: u8| self.gain[0][usize::from(bit)];
        partial.most
            + gain(OTHER_SECTOR) * (joining as i64).min(i64::from(sectors))
            + (gain(OTHER_ORGANISATION) + gain(OTHER_PROFESSION)) * joining as i64
            + self.scale * self.candidates.max_diversity * pairs_to_come as i64
    }

    /// Whether the members are a legal team: all rules but the size and who is apart.
    fn is_legal(&self, sectors: u64, members: &[u32]) -> bool {
        let candidates = self.candidates;
        let leads = |&&member: &&u32| candidates.leads_leaders[member as usize];
        sectors.count_ones() >= candidates.min_sectors
            && sectors & candidates.required_sectors == candidates.required_sectors
            && members.iter().filter(leads).count() >= candidates.min_leaders_of_leaders
            && members.iter().all(|&member| self.has_whole_group(members, member as usize))
            && candidates.max_same_profession.is_none_or(|most| {
                members.iter().all(|&member| self.n_of_profession(members, member as usize) <= most)
            })
            && candidates.max_same_organisation.is_none_or(|most| {
                members.iter().all(|&member| self.n_chains(members, member as usize) <= most)
            })
            && candidates.alone.iter().all(|values| {
                members.iter().all(|&member| {
                    let value = values[member as usize];
                    value == 0 || members.iter().filter(|&&other| values[other as usize] == value).count() > 1
                })
            })
    }

    fn has_whole_group(&self, members: &[u32], member: usize) -> bool {
        let group = self.candidates.group[member];
        group.1 == 1
            || members.iter().filter(|&&other| self.candidates.group[other as usize] == group).count()
                == group.1
    }

    /// How many members have the profession of one of them; 0 where it is empty.
    fn n_of_profession(&self, members: &[u32], member: usize) -> u32 {
        let same = |other: u32| self.candidates.pair(member, other as usize) & OTHER_PROFESSION == 0;
        members.iter().map(|&other| u32::from(same(other))).sum()
    }

    /// Chains of one member's organisation: its people minus their links, for managers make no cycle.
    fn n_chains(&self, members: &[u32], member: usize) -> u32 {
        let of_it = |other: u32| self.candidates.pair(member, other as usize) & OTHER_ORGANISATION == 0;
        let mut chains = 0;
        for (position, &a) in members.iter().enumerate().filter(|&(_, &a)| of_it(a)) {
            let linked = |&&b: &&u32| of_it(b) && self.candidates.pair(a as usize, b as usize) & CHAIN != 0;
            chains += 1;
            chains -=
                i64::try_from(members[..position].iter().filter(linked).count()).expect("a team is small");
        }
        u32::try_from(chains).expect("a forest has at least as many people as links")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::score;
    use crate::team::team_faults;
    use fordel_model::Programme;
    use fordel_testkit::{Features, Size, small_programme};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// All teams of two to four candidates without a fault, with their scores, the plain way.
    fn plainly(facts: &Facts<'_>, initiative: InitiativeId) -> BTreeMap<Vec<NomineeId>, i64> {
        let people = facts.candidates(initiative);
        let mut teams = BTreeMap::new();
        for chosen in 0u32..1 << people.len() {
            let is_in = |&(at, _): &(usize, &NomineeId)| chosen >> at & 1 == 1;
            let members: Vec<NomineeId> =
                people.iter().enumerate().filter(is_in).map(|(_, &id)| id).collect();
            if (2..=4).contains(&members.len()) && team_faults(facts, initiative, &members).is_empty() {
                let score = score(facts, initiative, &members);
                teams.insert(members, score);
            }
        }
        teams
    }

    fn listed(candidates: &Candidates, price: &Price, threshold: i64) -> BTreeMap<Vec<NomineeId>, i64> {
        let mut teams = BTreeMap::new();
        let _ = candidates.list(price, threshold, &mut |listed| {
            let mut members: Vec<NomineeId> = listed.members().map(|at| candidates.people[at]).collect();
            members.sort_unstable();
            assert_eq!(teams.insert(members, listed.reduced_cost), None, "each team once");
            ControlFlow::Continue(())
        });
        teams
    }

    fn agrees(programme: &Programme, duals: &[i64]) -> Result<(), TestCaseError> {
        let facts = Facts::of(programme);
        for initiative in programme.initiatives.ids() {
            let candidates = Candidates::of(&facts, initiative);
            let dual = |at: usize| duals[candidates.people[at].index() % duals.len()];
            let n = candidates.people.len();
            let person = (0..n).map(|at| 10 * candidates.own_points(at) - dual(at)).collect();
            let price = Price { person, team: -7, scale: 10 };
            let mut expected = plainly(&facts, initiative);
            for &id in &candidates.people {
                let any = expected.keys().any(|members| members.contains(&id));
                prop_assert_eq!(candidates.can_hold(id), any);
            }
            for (members, value) in &mut expected {
                let duals: i64 = members.iter().map(|id| duals[id.index() % duals.len()]).sum();
                *value = 10 * *value - duals - 7;
            }
            prop_assert_eq!(listed(&candidates, &price, i64::MIN), expected.clone());
            for threshold in [-20_000, -3_000, 0, 1, 2_000, 12_000] {
                expected.retain(|_, reduced_cost| *reduced_cost >= threshold);
                prop_assert_eq!(listed(&candidates, &price, threshold), expected.clone());
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// The fast listing finds exactly the teams without a fault, at their scores, and leaves out
        /// exactly those below the threshold.
        #[test]
        fn the_listing_is_the_plain_reading(
            programme in small_programme(Size { clusters: 1..=2, ..Size::default() }, Features::ALL),
            duals in proptest::collection::vec(-4_000i64..9_000, 1..9),
        ) {
            agrees(&programme, &duals)?;
        }
    }
}
