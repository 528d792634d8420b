//! The certificate: what may be wrong with it, and which leaves are to be proved one by one
//! (contract, section 6). What they prove together is the module `conclusion`.

use crate::filling::{distance, rivals};
use crate::judge::Judge;
use fordel_model::plan::{Case, ObjectiveName, Proof, Team};
use fordel_model::programme::{ObjectiveKind, Unfilled};
use fordel_model::{ClusterId, IdVec};
use std::collections::BTreeMap;

/// Something wrong with the certificate.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CertificateFault {
    /// The scale is not above zero.
    #[error("the certificate's scale is {found}, expected one above zero")]
    Scale {
        /// As stated.
        found: i64,
    },
    /// A case's clusters are unknown, repeated, or share initiatives with others.
    #[error("a case of block `{block}` is not about whole clusters that share nothing with others")]
    Block {
        /// The block's name.
        block: String,
    },
    /// A case's seats are not those to be proved.
    #[error("a case of block `{block}` is about {found:?} seats of `{cluster}`, expected {expected}")]
    Seats {
        /// The block.
        block: String,
        /// The cluster.
        cluster: String,
        /// As stated.
        found: (u64, u64),
        /// As filled.
        expected: u64,
    },
    /// A row, quota or person that the block does not have.
    #[error("a case of block `{block}` speaks of {row}, which the block does not have")]
    UnknownRow {
        /// The block.
        block: String,
        /// The row.
        row: String,
    },
    /// The duals give no such bound.
    #[error("a case of block `{block}` has bound {expected}, and its duals give {found}")]
    Bound {
        /// The block.
        block: String,
        /// What the duals give.
        found: i128,
        /// As stated.
        expected: i64,
    },
    /// There is a legal choice of teams worth more.
    #[error("a case of block `{block}` has bound {expected}, and a legal choice of teams is worth {found}")]
    Beaten {
        /// The block.
        block: String,
        /// What is reached.
        found: i64,
        /// As stated.
        expected: i64,
    },
    /// There is a legal choice of better teams.
    #[error("block `{block}` has a legal choice with fewer teams of score {score}, and no other worse ones")]
    BetterTeams {
        /// The block.
        block: String,
        /// The score.
        score: i64,
    },
    /// The decisions leave something out.
    #[error("the cases of block `{block}` for level `{}` leave something out", .level.code())]
    Uncovered {
        /// The block.
        block: String,
        /// The level.
        level: ObjectiveName,
    },
    /// The blocks' bounds add up to more than the plan's.
    #[error("the blocks' bounds add up to {found}, expected at most the plan's, {expected}")]
    Sum {
        /// The sum.
        found: i128,
        /// The plan's bound.
        expected: i64,
    },
    /// A cluster's bound is below its block's.
    #[error("cluster `{cluster}` has bound {found}, expected at least its block's, {expected}")]
    Cluster {
        /// The cluster.
        cluster: String,
        /// As stated.
        found: i64,
        /// The block's.
        expected: i64,
    },
}

/// More fillings than this that would be as close are not tried.
const MOST_RIVALS: usize = 50;

/// Blocks that quotas or pools join are tried as one as long as no more people can be in their teams.
const MOST_TOGETHER: usize = 60;

impl Judge<'_> {
    /// What is to be proved one by one: the certificate's cases, and then our own.
    ///
    /// Our own are without argument, for blocks that the certificate is silent about: their bounds, the
    /// seats they fill, or that they have no plan, to be seen by a short search. And where seats are handed on, each
    /// case about the seats that can be filled once more, for all the seats that a cluster may have.
    pub fn leaves(&self) -> Vec<Case> {
        let stated = &self.plan.certificate.cases;
        let mut cases = stated.clone();
        for clusters in self.components() {
            let is_here = |(text, _, _): &(String, u64, u64)| {
                self.names.cluster(text).is_some_and(|cluster| clusters.contains(&cluster))
            };
            let is_silent = |level: ObjectiveName| {
                !stated.iter().any(|case| case.objective == level && case.seats.iter().any(is_here))
            };
            if clusters.iter().any(|&cluster| self.reading.infeasible[cluster]) {
                cases
                    .extend(is_silent(ObjectiveName::SeatsFilled).then(|| self.no_more_seats(&clusters, -1)));
                continue;
            }
            // Better teams, the worst first, may come to less.
            let is_sum = self.facts.programme.objective != ObjectiveKind::Leximin;
            cases.extend((is_sum && is_silent(ObjectiveName::Score)).then(|| self.own_bounds(&clusters)));
            let filled: u64 = clusters.iter().map(|&cluster| self.reading.filled[cluster]).sum();
            let bound = i64::try_from(filled).unwrap_or(i64::MAX);
            let is_argued = stated.iter().any(|case| {
                let is_level = case.objective == ObjectiveName::SeatsFilled;
                is_level && case.bound <= bound && case.seats.iter().any(is_here)
            });
            let hands_on = self.facts.programme.unfilled == Unfilled::Redistribute;
            if self.has_more_seats(&clusters) && (hands_on || !is_argued) {
                cases.push(self.no_more_seats(&clusters, bound));
            }
        }
        cases.extend(self.no_closer_filling());
        cases.extend(self.no_better_worst_team());
        cases.extend(self.no_better_teams());
        cases.extend(self.no_better_together());
        if self.facts.programme.unfilled == Unfilled::Redistribute {
            // That one filling is impossible says nothing about others.
            let of_level =
                stated.iter().filter(|case| case.objective == ObjectiveName::SeatsFilled && case.bound >= 0);
            cases.extend(of_level.map(|case| self.for_all_seats(case)));
        }
        cases
    }

    /// A case without duals: the clusters' own bounds of the score.
    fn own_bounds(&self, clusters: &[ClusterId]) -> Case {
        let is_here = |id: &str| self.names.cluster(id).is_some_and(|cluster| clusters.contains(&cluster));
        let outcomes = self.plan.clusters.iter().filter(|row| is_here(&row.cluster));
        let bound = outcomes.fold(0, |sum: i64, row| sum.saturating_add(row.bound));
        let filled = |id: ClusterId| (self.reading.filled[id], self.reading.filled[id]);
        self.without_duals(clusters, ObjectiveName::Score, filled, bound)
    }

    /// A case without duals: of the seats allowed, no more than these can be filled; with -1, not even 0.
    fn no_more_seats(&self, clusters: &[ClusterId], bound: i64) -> Case {
        self.without_duals(clusters, ObjectiveName::SeatsFilled, |id| self.allowed_seats(id), bound)
    }

    /// For blocks of several clusters that leave seats empty, a case for each filling of as many seats
    /// that would be as close to the fair split: that there is no such plan. None where they are many.
    fn no_closer_filling(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        if self.facts.programme.unfilled != Unfilled::LeaveEmpty {
            return cases;
        }
        for clusters in self.components().into_iter().filter(|clusters| clusters.len() > 1) {
            let (fair, filled) = self.fair_and_filled(&clusters);
            let rivals = rivals(&fair, &filled).unwrap_or_default();
            if clusters.iter().any(|&id| self.reading.infeasible[id]) || rivals.len() > MOST_RIVALS {
                continue;
            }
            for rival in rivals {
                let seats = |id: ClusterId| {
                    let at = clusters.iter().position(|&other| other == id).map_or(0, |at| rival[at]);
                    (at, at)
                };
                let total: u64 = rival.iter().sum();
                let bound = i64::try_from(total).unwrap_or(i64::MAX) - 1;
                cases.push(self.without_duals(&clusters, ObjectiveName::SeatsFilled, seats, bound));
            }
        }
        cases
    }

    /// For blocks that quotas or pools join, a few people only, cases of our own about all of them at once, with
    /// every quota as it is: no more seats, none closer to the fair split, no higher score.
    fn no_better_together(&self) -> Vec<Case> {
        let programme = self.facts.programme;
        let all: Vec<ClusterId> = programme.clusters.ids().collect();
        let people = programme.nominees.ids().filter(|&id| self.can_be_held(id)).count();
        let is_split = self.components().len() > 1 && self.is_coupled();
        let any_infeasible = self.reading.infeasible.iter().any(|&is| is);
        if !is_split || any_infeasible || people > MOST_TOGETHER || self.is_infeasible() {
            return Vec::new();
        }
        let mut cases = Vec::new();
        let filled: u64 = self.reading.filled.iter().sum();
        if self.has_more_seats(&all) {
            cases.push(self.no_more_seats(&all, i64::try_from(filled).unwrap_or(i64::MAX)));
        }
        if self.uses_pools() {
            return cases;
        }
        if programme.unfilled == Unfilled::LeaveEmpty {
            let (fair, own) = self.fair_and_filled(&all);
            let closer = |rival: &Vec<u64>| distance(&fair, rival) < distance(&fair, &own);
            let rivals: Vec<_> = rivals(&fair, &own).unwrap_or_default().into_iter().filter(closer).collect();
            for rival in rivals.into_iter().take(MOST_RIVALS) {
                let seats = |id: ClusterId| {
                    let at = all.iter().position(|&other| other == id).map_or(0, |at| rival[at]);
                    (at, at)
                };
                let bound = i64::try_from(filled).unwrap_or(i64::MAX) - 1;
                cases.push(self.without_duals(&all, ObjectiveName::SeatsFilled, seats, bound));
            }
        }
        if programme.objective != ObjectiveKind::Leximin {
            let seats = |id: ClusterId| (self.reading.filled[id], self.reading.filled[id]);
            cases.push(self.without_duals(&all, ObjectiveName::Score, seats, self.plan.bound));
        }
        cases
    }

    /// Whether a case is about all clusters, of several blocks.
    pub(crate) fn is_about_all(&self, case: &Case) -> bool {
        case.seats.len() == self.facts.programme.clusters.len() && self.components().len() > 1
    }

    /// For each block with a worst team, a case that it has no plan with better teams only: one is enough.
    fn no_better_worst_team(&self) -> Vec<Case> {
        let is_level = self.expected_levels().contains(&ObjectiveName::WorstTeam);
        let Some(worst) = self.plan.teams.iter().map(|team| team.score).min().filter(|_| is_level) else {
            return Vec::new();
        };
        let is_here = |clusters: &[ClusterId], team: &Team| {
            team.score == worst && self.names.cluster(&team.cluster).is_some_and(|id| clusters.contains(&id))
        };
        let filled = |id: ClusterId| (self.reading.filled[id], self.reading.filled[id]);
        self.components()
            .iter()
            .filter(|clusters| self.plan.teams.iter().any(|team| is_here(clusters, team)))
            .map(|clusters| self.without_duals(clusters, ObjectiveName::WorstTeam, filled, -1))
            .collect()
    }

    /// Whether these clusters might use more seats than they do.
    fn has_more_seats(&self, clusters: &[ClusterId]) -> bool {
        let filled: u64 = self.reading.filled.iter().sum();
        let has_room = |&id: &ClusterId| self.reading.filled[id] < self.allowed_seats(id).1;
        filled < self.facts.programme.seats_to_split() && clusters.iter().any(has_room)
    }

    /// The least and the most seats that a cluster may use.
    pub(crate) fn allowed_seats(&self, cluster: ClusterId) -> (u64, u64) {
        let fair = self.reading.fair[cluster];
        match self.facts.programme.unfilled {
            Unfilled::LeaveEmpty => (0, fair),
            Unfilled::Refuse => (fair, fair),
            Unfilled::Redistribute => (0, self.most_seats(cluster)),
        }
    }

    pub(crate) fn without_duals(
        &self,
        clusters: &[ClusterId],
        objective: ObjectiveName,
        seats: impl Fn(ClusterId) -> (u64, u64),
        bound: i64,
    ) -> Case {
        let id = |cluster: ClusterId| self.facts.programme.clusters[cluster].id.clone();
        let row = |&cluster: &ClusterId| (id(cluster), seats(cluster).0, seats(cluster).1);
        Case {
            block: id(clusters[0]),
            objective,
            seats: clusters.iter().map(row).collect(),
            decisions: Vec::new(),
            multipliers: Vec::new(),
            duals: Vec::new(),
            proof: Proof::Enumerate,
            bound,
        }
    }

    /// The same argument for all the seats that the clusters may have.
    fn for_all_seats(&self, case: &Case) -> Case {
        let mut wide = case.clone();
        for (text, lo, hi) in &mut wide.seats {
            if let Some(cluster) = self.names.cluster(text) {
                (*lo, *hi) = (0, self.most_seats(cluster));
            }
        }
        wide
    }

    /// The seats a cluster may have at most, whatever its fair share.
    pub(crate) fn most_seats(&self, cluster: ClusterId) -> u64 {
        let all = self.facts.programme.seats_to_split();
        self.facts.seat_bounds(cluster).1.map_or(all, |max| max.min(all))
    }

    /// The seats that the clusters of a block can have together: all there are, or, where the plan says that
    /// the block has no plan, what the others leave of them. Another use of those is no refutation.
    pub(crate) fn seats_left(&self, clusters: &[ClusterId]) -> u64 {
        let all = self.facts.programme.seats_to_split();
        if !clusters.iter().any(|&cluster| self.reading.infeasible[cluster]) {
            return all;
        }
        let elsewhere = self.reading.filled.enumerate().filter(|(id, _)| !clusters.contains(id));
        all.saturating_sub(elsewhere.map(|(_, filled)| *filled).sum())
    }

    /// Clusters joined by shared initiatives, in table order.
    pub(crate) fn components(&self) -> Vec<Vec<ClusterId>> {
        let programme = self.facts.programme;
        let mut name: IdVec<ClusterId, ClusterId> = programme.clusters.ids().collect();
        loop {
            let mut changed = false;
            for row in programme.initiatives.iter() {
                let Some(first) = row.clusters.iter().map(|&cluster| name[cluster]).min() else { continue };
                for &cluster in &row.clusters {
                    changed |= name[cluster] != first;
                    name[cluster] = first;
                }
            }
            if !changed {
                break;
            }
        }
        let mut components: BTreeMap<ClusterId, Vec<ClusterId>> = BTreeMap::new();
        for id in programme.clusters.ids() {
            components.entry(name[id]).or_default().push(id);
        }
        components.into_values().collect()
    }
}
