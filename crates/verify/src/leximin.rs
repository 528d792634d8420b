//! The level of every team, the worst first: which cases show that no plan has better teams, and what they show
//! together.
//!
//! A plan is better if it has fewer teams of the lowest score that both have not equally often. That score is one of
//! this plan's, and below it the other has teams of this plan's scores only. So for each score of a block's teams one
//! case says that there is no plan with a team of it less, as many as here of each score below, and otherwise better
//! teams. Blocks that have each none better have none better together: where they first differ, one has more.

use crate::family::Family;
use crate::judge::Judge;
use fordel_model::ClusterId;
use fordel_model::plan::{Case, ObjectiveName};

/// Teams of one score, and how many there are.
pub(crate) type Tier = (i64, i64);

/// How many teams of each score there may be, and what a team of each costs: one more of a score than allowed outweighs
/// all that can be saved on those after it, so that who keeps within the numbers costs no more than
/// they do. What costs more is out of reach, whatever it is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tiers {
    pub(crate) all: Vec<Tier>,
    costs: Vec<i64>,
    /// What all teams of these scores cost together.
    pub(crate) most: i64,
}

/// Costs together at most; beyond that nothing costs anything, and only the numbers count.
const MOST_COST: i64 = 1 << 40;

impl Tiers {
    fn of(all: Vec<Tier>) -> Self {
        let mut costs = vec![0; all.len()];
        let mut most: i64 = 0;
        for (cost, &(_, n)) in costs.iter_mut().zip(&all).rev() {
            *cost = most + 1;
            most = cost.checked_mul(n).and_then(|own| most.checked_add(own)).unwrap_or(i64::MAX);
            if most > MOST_COST {
                return Self { costs: vec![0; all.len()], all, most: 0 };
            }
        }
        Self { all, costs, most }
    }

    /// What a team of this score costs.
    pub(crate) fn cost(&self, score: i64) -> i64 {
        self.all.iter().position(|&(own, _)| own == score).map_or(0, |at| self.costs[at])
    }

    /// Whether a team of this score may be there at all.
    pub(crate) fn allow(&self, score: i64) -> bool {
        self.all.last().is_none_or(|&(last, _)| score > last)
            || self.all.iter().any(|&(own, most)| own == score && most > 0)
    }
}

impl Judge<'_> {
    /// How many teams, lowest first, the plan says are as good as can be; `None` where that is no level.
    fn claimed_teams(&self) -> Option<usize> {
        let level = self.plan.objectives.iter().find(|level| level.name == ObjectiveName::Leximin)?;
        usize::try_from(level.value).ok()
    }

    /// Whether all teams are said to be as good as can be: then their sum is what it is.
    pub(crate) fn claims_all_teams(&self) -> bool {
        self.claimed_teams() == Some(self.plan.teams.len())
    }

    /// The scores of a block's teams, lowest first, as far as the plan says something of them.
    pub(crate) fn tiers(&self, clusters: &[ClusterId]) -> Vec<Tier> {
        let Some(claimed) = self.claimed_teams() else { return Vec::new() };
        let mut all: Vec<i64> = self.plan.teams.iter().map(|team| team.score).collect();
        all.sort_unstable();
        // Of a score only some of whose teams are claimed nothing is.
        let end = all.get(claimed).copied();
        let is_here = |text: &str| self.names.cluster(text).is_some_and(|id| clusters.contains(&id));
        let own = self.plan.teams.iter().filter(|team| is_here(&team.cluster)).map(|team| team.score);
        let mut own: Vec<i64> = own.filter(|&score| end.is_none_or(|end| score < end)).collect();
        own.sort_unstable();
        let count = |chunk: &[i64]| (chunk[0], i64::try_from(chunk.len()).unwrap_or(i64::MAX));
        own.chunk_by(|a, b| a == b).map(count).collect()
    }

    /// For each score of each block's teams a case that it has no plan with a team less of it: its bound is the score.
    /// Where the certificate argues one, that is enough.
    pub(crate) fn no_better_teams(&self) -> Vec<Case> {
        let filled = |id: ClusterId| (self.reading.filled[id], self.reading.filled[id]);
        let of_block = |clusters: Vec<ClusterId>| -> Vec<Case> {
            let is_here = |(text, _, _): &(String, u64, u64)| {
                self.names.cluster(text).is_some_and(|cluster| clusters.contains(&cluster))
            };
            let is_argued = |score: i64| {
                self.plan.certificate.cases.iter().any(|case| {
                    case.objective == ObjectiveName::Leximin
                        && case.bound == score
                        && case.seats.iter().any(is_here)
                })
            };
            let tiers = self.tiers(&clusters).into_iter().filter(|&(score, _)| !is_argued(score));
            tiers
                .map(|(score, _)| self.without_duals(&clusters, ObjectiveName::Leximin, filled, score))
                .collect()
        };
        self.components().into_iter().flat_map(of_block).collect()
    }

    /// For such a case: how many teams of each of these scores a plan may have, beside those above the last.
    pub(crate) fn tiers_of(&self, case: &Case, clusters: &[ClusterId]) -> Option<Tiers> {
        if case.objective != ObjectiveName::Leximin {
            return None;
        }
        let mut tiers = self.tiers(clusters);
        tiers.retain(|&(score, _)| score <= case.bound);
        if let Some((_, n)) = tiers.last_mut().filter(|(score, _)| *score == case.bound) {
            *n -= 1;
        }
        Some(Tiers::of(tiers))
    }

    /// Whether every such case of a block is proved.
    pub(crate) fn has_no_better(&self, clusters: &[ClusterId], families: &[Family<'_>]) -> bool {
        self.open_from(clusters, families).is_none()
    }

    /// Whether every such case is proved.
    pub(crate) fn has_no_better_teams(&self, families: &[Family<'_>]) -> bool {
        self.components().iter().all(|clusters| self.has_no_better(clusters, families))
    }

    /// How many of the plan's teams, the lowest first, are proved to be as good as can be: those below the lowest score
    /// of which something is open.
    pub(crate) fn proved_teams(&self, families: &[Family<'_>]) -> usize {
        let open = self.components().iter().filter_map(|clusters| self.open_from(clusters, families)).min();
        let claimed = self.claimed_teams().unwrap_or(0);
        let below = |score: i64| open.is_none_or(|open| score < open);
        self.plan.teams.iter().filter(|team| below(team.score)).count().min(claimed)
    }

    /// The lowest score of a block's teams of which such a case is not proved.
    fn open_from(&self, clusters: &[ClusterId], families: &[Family<'_>]) -> Option<i64> {
        let seats: Vec<u64> = clusters.iter().map(|&id| self.reading.filled[id]).collect();
        let is_proved = |score: i64| {
            families.iter().any(|family| {
                family.level == ObjectiveName::Leximin
                    && family.clusters == *clusters
                    && family.contains(&seats)
                    && family.bound() == Some(score)
            })
        };
        self.tiers(clusters).into_iter().map(|(score, _)| score).find(|&score| !is_proved(score))
    }
}
