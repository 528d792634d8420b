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
const APART: u8 = 1;
const SAME_ORGANISATION: u8 = 2;
const SAME_PROFESSION: u8 = 4;
const CHAIN: u8 = 8;

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
        let mut order: Vec<u32> = (0..).take(self.people.len()).collect();
        let chain = self.chain_points(price);
        let most: Vec<i64> = (0..self.people.len())
            .map(|at| price.person[at] + if self.has_manager[at] { chain } else { 0 })
            .collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(most[at as usize]), at));
        let mut listing = Listing { candidates: self, price, most: &most, order: &order, threshold, visit };
        listing.extend(Partial::default(), 0, order.len())
    }

    /// Whether a legal team can hold the person.
    pub(crate) fn can_hold(&self, id: NomineeId) -> bool {
        let Some(at) = self.position(id) else { return false };
        let at = u32::try_from(at).expect("fewer than 2^32 people");
        let n = u32::try_from(self.people.len()).expect("fewer than 2^32 people");
        let order: Vec<u32> = std::iter::once(at).chain((0..n).filter(|&other| other != at)).collect();
        let nothing = vec![0; self.people.len()];
        let price = Price { person: nothing.clone(), team: 0, scale: 0 };
        let mut stop = |_| ControlFlow::Break(());
        let mut listing = Listing {
            candidates: self,
            price: &price,
            most: &nothing,
            order: &order,
            threshold: i64::MIN,
            visit: &mut stop,
        };
        listing.extend(Partial::default(), 0, 1).is_break()
    }

    fn chain_points(&self, price: &Price) -> i64 {
        price.scale * self.weights[Criterion::Chain as usize] * 100
    }

    fn pair(&self, a: usize, b: usize) -> u8 {
        self.pair[a * self.people.len() + b]
    }
}

/// The bits of one pair.
fn pair_bits(facts: &Facts<'_>, a: NomineeId, b: NomineeId) -> u8 {
    let (first, second) = (&facts.people[a], &facts.people[b]);
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(!facts.apart.is_empty() && facts.are_apart(a, b), APART)
        | bit(first.organisation == second.organisation, SAME_ORGANISATION)
        | bit(first.profession.is_some() && first.profession == second.profession, SAME_PROFESSION)
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
    members: [u32; 4],
    n: usize,
    sectors: u64,
    n_organisations: i64,
    n_professions: i64,
    n_leaders: usize,
    /// Sum of the members' own parts.
    own: i64,
    /// The same with the chains each could be the report in.
    most: i64,
    chains: i64,
    deviation: i64,
    diversity: i64,
}

struct Listing<'a, V> {
    candidates: &'a Candidates,
    price: &'a Price,
    /// What each person adds at most by themselves.
    most: &'a [i64],
    /// Positions in the order they are taken; falling in `most`.
    order: &'a [u32],
    threshold: i64,
    visit: &'a mut V,
}

impl<V: FnMut(Listed) -> ControlFlow<()>> Listing<'_, V> {
    /// Tries everybody in `order[from..to]` as the next member, and goes on with those after.
    fn extend(&mut self, partial: Partial, from: usize, to: usize) -> ControlFlow<()> {
        let candidates = self.candidates;
        let (size_min, size_max) = (usize::from(candidates.size.min()), usize::from(candidates.size.max()));
        let free = size_max - partial.n;
        let needed = size_min.saturating_sub(partial.n).max(1);
        let bounded = self.threshold > i64::MIN;
        let ceiling = if bounded { self.ceiling(&partial, free) } else { 0 };
        for at in from..to {
            let next = self.order[at] as usize;
            if bounded {
                let each = self.most[next];
                let people = if each > 0 { free } else { needed };
                if ceiling + each * (people as i64) < self.threshold {
                    break;
                }
            }
            let Some(partial) = self.with(&partial, next) else { continue };
            if partial.n >= size_min && self.is_legal(&partial) {
                let reduced_cost = self.reduced_cost(&partial);
                if reduced_cost >= self.threshold {
                    (self.visit)(Listed { members: partial.members, n: partial.n, reduced_cost })?;
                }
            }
            if partial.n < size_max {
                self.extend(partial, at + 1, self.order.len())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The partial team and one more member, unless two of them are apart.
    fn with(&self, partial: &Partial, next: usize) -> Option<Partial> {
        let candidates = self.candidates;
        let mut bits = 0;
        let mut chains = 0;
        let mut diversity = 0;
        for &member in &partial.members[..partial.n] {
            let pair = candidates.pair(member as usize, next);
            bits |= pair;
            chains += i64::from(pair & CHAIN != 0);
            if !candidates.diversity.is_empty() {
                diversity += candidates.diversity[member as usize * candidates.people.len() + next];
            }
        }
        if bits & APART != 0 {
            return None;
        }
        let mut more = *partial;
        more.members[partial.n] = self.order_position(next);
        more.n += 1;
        more.sectors |= candidates.sector[next];
        more.n_organisations += i64::from(bits & SAME_ORGANISATION == 0);
        more.n_professions += i64::from(candidates.has_profession[next] && bits & SAME_PROFESSION == 0);
        more.n_leaders += usize::from(candidates.leads_leaders[next]);
        more.own += self.price.person[next];
        more.most += self.most[next];
        more.chains += chains;
        more.deviation += candidates.deviation.get(next).copied().unwrap_or(0);
        more.diversity += diversity;
        Some(more)
    }

    fn order_position(&self, next: usize) -> u32 {
        u32::try_from(next).expect("fewer than 2^32 people")
    }

    /// The reduced cost of a team of exactly these members.
    fn reduced_cost(&self, team: &Partial) -> i64 {
        let weight = |criterion: Criterion| self.candidates.weights[criterion as usize];
        let together = 100
            * (weight(Criterion::Sectors) * (i64::from(team.sectors.count_ones()) - 1)
                + weight(Criterion::Organisations) * (team.n_organisations - 1)
                + weight(Criterion::Professions) * (team.n_professions - 1).max(0)
                + weight(Criterion::Chain) * team.chains)
            - weight(Criterion::Balance) * team.deviation.abs()
            + team.diversity;
        self.price.team + team.own + self.price.scale * together
    }

    /// No team that begins so and takes up to `free` more has a larger reduced cost than this plus
    /// what the people taken add by themselves.
    fn ceiling(&self, partial: &Partial, free: usize) -> i64 {
        let weight = |criterion: Criterion| self.candidates.weights[criterion as usize];
        let free = free as i64;
        let sectors =
            (i64::from(partial.sectors.count_ones()) + free).min(i64::from(self.candidates.n_sectors));
        let size = partial.n as i64 + free;
        let pairs_to_come = size * (size - 1) / 2 - partial.n as i64 * (partial.n as i64 - 1) / 2;
        let together = 100
            * (weight(Criterion::Sectors) * (sectors - 1).max(0)
                + weight(Criterion::Organisations) * (partial.n_organisations + free - 1).max(0)
                + weight(Criterion::Professions) * (partial.n_professions + free - 1).max(0))
            + partial.diversity
            + pairs_to_come * self.candidates.max_diversity;
        self.price.team + partial.most + self.price.scale * together
    }

    /// Whether the members are a legal team: all rules but the size and who is apart.
    fn is_legal(&self, team: &Partial) -> bool {
        let candidates = self.candidates;
        let members = &team.members[..team.n];
        team.sectors.count_ones() >= candidates.min_sectors
            && team.sectors & candidates.required_sectors == candidates.required_sectors
            && team.n_leaders >= candidates.min_leaders_of_leaders
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
        let same = |other: u32| self.candidates.pair(member, other as usize) & SAME_PROFESSION != 0;
        members.iter().map(|&other| u32::from(same(other))).sum()
    }

    /// Chains of one member's organisation: its people minus their links, for managers make no cycle.
    fn n_chains(&self, members: &[u32], member: usize) -> u32 {
        let of_it = |other: u32| self.candidates.pair(member, other as usize) & SAME_ORGANISATION != 0;
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
