//! Listing the legal teams of one initiative, fast: the same rules and scores as [`crate::team`] and
//! [`crate::score`], worked out member by member. A test holds the two readings to each other.
//!
//! A listing asks for the teams whose reduced cost reaches a threshold. People are taken in falling
//! order of what they can add, so a branch ends as soon as no completion can reach it.

use crate::Facts;
use crate::ceiling::Ceiling;
use crate::further::{self, has_skill, has_value, pair_fault};
use crate::listing::{Listed, Listing, Partial, Price};
use crate::score::{difference, merit, preference_points};
use fordel_model::id::Id;
use fordel_model::{Column, Criterion, InitiativeId, Level, NomineeId, TeamRule, TeamSize, fold};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What two people have to do with each other, as bits.
pub(crate) const OTHER_ORGANISATION: u8 = 1;
pub(crate) const OTHER_PROFESSION: u8 = 2;
pub(crate) const APART: u8 = 8;
/// Counts up to three when the bytes of three pairs are added.
pub(crate) const CHAIN: u8 = 16;

/// The people one initiative may choose from, laid out for listing their teams.
#[derive(Debug)]
pub(crate) struct Candidates {
    /// The initiative.
    pub(crate) initiative: InitiativeId,
    /// Who may sit in its teams, in nominee order; everything below is by position in this list.
    pub(crate) people: Vec<NomineeId>,
    pub(crate) size: TeamSize,
    pub(crate) min_sectors: u32,
    pub(crate) required_sectors: u64,
    pub(crate) max_same_organisation: Option<u32>,
    pub(crate) max_same_profession: Option<u32>,
    pub(crate) min_leaders_of_leaders: usize,
    pub(crate) sector: Vec<u64>,
    pub(crate) n_sectors: u32,
    pub(crate) has_profession: Vec<bool>,
    pub(crate) leads_leaders: Vec<bool>,
    /// The number and the size of the person's group; size 1 without a group.
    pub(crate) group: Vec<(usize, usize)>,
    /// For each column of `nobody_alone`, each person's value; 0 where empty.
    pub(crate) alone: Vec<Vec<usize>>,
    /// What is counted in a team, with the least and the most it may come to.
    pub(crate) counts: Vec<Count>,
    /// By two positions; empty where people are too many.
    pair: Vec<u8>,
    /// What each member adds to the score by themselves: preference and merit, weighted.
    own_points: Vec<i64>,
    /// Merit minus the mean; empty where balance does not count.
    pub(crate) deviation: Vec<i64>,
    /// Weighted differences over the diversity columns by two positions; empty where people are too many.
    diversity: Vec<i64>,
    /// No difference is above this; 0 where differences do not count.
    pub(crate) max_diversity: i64,
    pub(crate) weights: [i64; 8],
    ceiling: Ceiling,
}

/// A number of each person that a team adds up, and the limits of the sum.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) of: Vec<i64>,
    pub(crate) least: Option<i64>,
    pub(crate) most: Option<i64>,
    /// No person has less, and none has more.
    pub(crate) lowest: i64,
    pub(crate) highest: i64,
}

impl Count {
    fn new(of: Vec<i64>, least: Option<i64>, most: Option<i64>) -> Self {
        let (lowest, highest) = (of.iter().min(), of.iter().max());
        let (lowest, highest) = (lowest.copied().unwrap_or(0), highest.copied().unwrap_or(0));
        Self { of, least, most, lowest, highest }
    }
}

/// What the further rules, and the initiative's own levels, count.
fn counts(facts: &Facts<'_>, initiative: InitiativeId, people: &[NomineeId]) -> Vec<Count> {
    let programme = facts.programme;
    let whether = |holds: &dyn Fn(NomineeId) -> bool| -> Vec<i64> {
        people.iter().map(|&id| i64::from(holds(id))).collect()
    };
    let of_value = |column: &Column, value: &str, min: u32, max: Option<u32>| {
        let of = whether(&|id| has_value(programme, id, column, value));
        Count::new(of, Some(i64::from(min)), max.map(i64::from))
    };
    let mut counts: Vec<Count> = Vec::new();
    for level in &programme.initiatives[initiative].required_levels {
        counts.push(of_value(&Column::Level, level.code(), 1, None));
    }
    for rule in &programme.rules.further {
        match rule {
            TeamRule::Level(level) => counts.push(of_value(&Column::Level, level.code(), 1, None)),
            TeamRule::Mix { column, value, min, max } => {
                let each = match value {
                    Some(value) => vec![value.clone()],
                    None => further::values(facts, initiative, column),
                };
                counts.extend(each.iter().map(|value| of_value(column, value, *min, *max)));
            }
            TeamRule::Skill { column, value, min } => {
                let of = whether(&|id| has_skill(programme, id, column, value));
                counts.push(Count::new(of, Some(i64::from(*min)), None));
            }
            TeamRule::Mean { column, min, max } => {
                let off = |limit: i64| -> Vec<i64> {
                    let off = |&id| programme.figure(id, column).map_or(0, |figure| figure - limit);
                    people.iter().map(off).collect()
                };
                counts.extend(min.map(|min| Count::new(off(min), Some(0), None)));
                counts.extend(max.map(|max| Count::new(off(max), None, Some(0))));
            }
            TeamRule::Sector(_) | TeamRule::Same(_) | TeamRule::Different(_) | TeamRule::NotMet => {}
        }
    }
    counts
}

/// People whose pairs are laid out in tables.
const TABLE: usize = 2_500;

/// People among whom a team for somebody is looked for at first.
const FEW: usize = 60;

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
        let has_manager: Vec<bool> = people
            .iter()
            .map(|&id| nominee(id).manager.is_some_and(|manager| people.binary_search(&manager).is_ok()))
            .collect();
        let ceiling = Ceiling::of(facts, &people, &has_manager, row.size.max());
        let (mut pair, mut diversity) = (Vec::new(), Vec::new());
        let in_tables = if people.len() > TABLE { &[][..] } else { &people };
        for &a in in_tables {
            for &b in in_tables {
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
            required_sectors: row
                .required_sectors
                .iter()
                .copied()
                .chain(rules.further.iter().filter_map(|rule| match rule {
                    TeamRule::Sector(sector) => Some(*sector),
                    _ => None,
                }))
                .fold(0, |mask, sector| mask | bit(sector)),
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
            group: people
                .iter()
                .map(|&id| facts.people[id].group.map_or((0, 1), |group| (group, facts.groups[group].len())))
                .collect(),
            alone: rules.nobody_alone.iter().map(|column| values(facts, &people, column)).collect(),
            counts: counts(facts, initiative, &people),
            own_points: own_points.collect(),
            deviation,
            max_diversity: match diversity.iter().max() {
                Some(&most) => most,
                None => weight(Criterion::Diversity).saturating_mul(widest(facts, &people)),
            },
            diversity,
            pair,
            ceiling,
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

    /// Visits every legal team whose reduced cost reaches `threshold`, each once, in no stated order;
    /// ends early where the visit says so, or after very many steps.
    ///
    /// `facts` are those it was laid out from. Every figure of `price` is within [`MAX_FIGURE`], and `scale` × [`Self::max_points_together`] too.
    pub(crate) fn list(
        &self,
        facts: &Facts<'_>,
        price: &Price,
        threshold: i64,
        visit: &mut impl FnMut(Listed) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.ceiling.reduced_cost(self, price) < i128::from(threshold) {
            return ControlFlow::Continue(());
        }
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(price.person[at]), at));
        Listing::of((self, facts), price, order, threshold, visit).all(price.team)
    }

    /// Whether a legal team can hold the person.
    pub(crate) fn can_hold(&self, facts: &Facts<'_>, id: NomineeId) -> bool {
        let Some(at) = self.position(id) else { return false };
        // A team is usually found among few; laying out all pairs takes long where people are many.
        [FEW, usize::MAX].iter().any(|&most| {
            let others = (0..self.people.len()).filter(|&other| other != at).take(most);
            let order: Vec<usize> = std::iter::once(at).chain(others).collect();
            let price = Price { person: vec![0; self.people.len()], team: 0, scale: 0 };
            let mut stop = |_| ControlFlow::Break(());
            Listing::of((self, facts), &price, order, i64::MIN, &mut stop)
                .extend(&Partial::default(), 0, 1)
                .is_break()
        })
    }

    /// The bits of two people.
    pub(crate) fn pair(&self, facts: &Facts<'_>, a: usize, b: usize) -> u8 {
        let n = self.people.len();
        let worked_out = || pair_bits(facts, self.people[a], self.people[b]);
        self.pair.get(a * n + b).copied().unwrap_or_else(worked_out)
    }

    /// What two people's differences count.
    pub(crate) fn difference(&self, facts: &Facts<'_>, a: usize, b: usize) -> i64 {
        let n = self.people.len();
        let weight = self.weights[Criterion::Diversity as usize];
        let worked_out = || weight * difference(facts, self.people[a], self.people[b]);
        self.diversity.get(a * n + b).copied().unwrap_or_else(worked_out)
    }
}

/// The largest difference there can be of two people, over all diversity columns, in sum.
fn widest(facts: &Facts<'_>, people: &[NomineeId]) -> i64 {
    let width = |column: usize| {
        let figures = || people.iter().map(|&id| facts.programme.nominees[id].diversity[column]);
        figures().max().unwrap_or(0).saturating_sub(figures().min().unwrap_or(0))
    };
    let n = facts.programme.score.diversity_columns.len();
    (0..n).map(width).fold(0, i64::saturating_add)
}

/// The bits of one pair.
fn pair_bits(facts: &Facts<'_>, a: NomineeId, b: NomineeId) -> u8 {
    let (first, second) = (&facts.people[a], &facts.people[b]);
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(first.organisation != second.organisation, OTHER_ORGANISATION)
        | bit(first.profession.is_none() || first.profession != second.profession, OTHER_PROFESSION)
        | bit(
            !facts.apart.is_empty() && facts.are_apart(a, b) || a != b && pair_fault(facts, a, b).is_some(),
            APART,
        )
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

    fn listed(
        facts: &Facts<'_>,
        candidates: &Candidates,
        price: &Price,
        threshold: i64,
    ) -> BTreeMap<Vec<NomineeId>, i64> {
        let mut teams = BTreeMap::new();
        let _ = candidates.list(facts, price, threshold, &mut |listed| {
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
                prop_assert_eq!(candidates.can_hold(&facts, id), any);
            }
            for (members, value) in &mut expected {
                let duals: i64 = members.iter().map(|id| duals[id.index() % duals.len()]).sum();
                *value = 10 * *value - duals - 7;
            }
            prop_assert_eq!(listed(&facts, &candidates, &price, i64::MIN), expected.clone());
            for threshold in [-20_000, -3_000, 0, 1, 2_000, 12_000] {
                expected.retain(|_, reduced_cost| *reduced_cost >= threshold);
                prop_assert_eq!(listed(&facts, &candidates, &price, threshold), expected.clone());
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
