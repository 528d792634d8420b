//! The certificate: what its leaves, proved one by one, prove together (contract, sections 3 and 6).

use crate::coupling::{Coupled, Leaf};
use crate::judge::Judge;
use crate::leaf::Verdict;
use crate::recount::{Claimant, Recount, recount};
use crate::review::{Claim, Finding, Review};
use fordel_model::plan::{Case, ObjectiveName, Proof};
use fordel_model::programme::Unfilled;
use fordel_model::weight::to_integers;
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

/// Leaves about one level of the same clusters with the same seats, proved or not.
#[derive(Debug)]
struct Family<'a> {
    level: ObjectiveName,
    clusters: Vec<ClusterId>,
    /// Least and most people, for each of the clusters.
    seats: Vec<(u64, u64)>,
    leaves: Vec<&'a Case>,
    proved: bool,
}

impl Family<'_> {
    /// What no plan is worth more than; with multipliers that is not what it scores.
    fn bound(&self) -> Option<i64> {
        let plain = self.leaves.iter().all(|case| case.multipliers.is_empty());
        self.leaves.iter().map(|case| case.bound).max().filter(|_| self.proved && plain)
    }

    fn contains(&self, seats: &[u64]) -> bool {
        self.seats.iter().zip(seats).all(|((lo, hi), seats)| (lo..=hi).contains(&seats))
    }
}

impl<'a> Judge<'a> {
    /// What is to be proved one by one: the certificate's cases, and one without duals for each
    /// block that the certificate is silent about.
    pub fn leaves(&self) -> Vec<Case> {
        let mut cases = self.plan.certificate.cases.clone();
        for clusters in self.components() {
            let is_silent = !cases.iter().any(|case| {
                let is_here = |(text, _, _): &(String, u64, u64)| {
                    self.names.cluster(text).is_some_and(|cluster| clusters.contains(&cluster))
                };
                case.objective == ObjectiveName::Score && case.seats.iter().any(is_here)
            });
            if is_silent && !clusters.iter().any(|&cluster| self.reading.infeasible[cluster]) {
                cases.push(self.silent_case(&clusters));
            }
        }
        cases
    }

    /// A case without duals: the clusters' own bounds, to be seen by search.
    fn silent_case(&self, clusters: &[ClusterId]) -> Case {
        let rows = &self.facts.programme.clusters;
        let is_here = |id: &str| self.names.cluster(id).is_some_and(|cluster| clusters.contains(&cluster));
        Case {
            block: rows[clusters[0]].id.clone(),
            objective: ObjectiveName::Score,
            seats: clusters
                .iter()
                .map(|&id| (rows[id].id.clone(), self.reading.filled[id], self.reading.filled[id]))
                .collect(),
            decisions: Vec::new(),
            multipliers: Vec::new(),
            duals: Vec::new(),
            proof: Proof::Enumerate,
            bound: self
                .plan
                .clusters
                .iter()
                .filter(|row| is_here(&row.cluster))
                .fold(0, |sum: i64, row| sum.saturating_add(row.bound)),
        }
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

    /// What the leaves prove together. `leaves` are those of [`Self::leaves`], with their verdicts.
    pub fn conclude(&self, leaves: &[Case], verdicts: &[Verdict]) -> Review {
        let mut review = Review::default();
        let n_stated = self.plan.certificate.cases.len();
        for (number, (case, verdict)) in leaves.iter().zip(verdicts).enumerate() {
            // A bound that the plan does not argue for may hold for reasons that no row tells.
            let is_argued = number < n_stated || !self.has_untold_limits();
            if let Verdict::Refused(fault) = verdict
                && is_argued
            {
                review.findings.push(Finding::Certificate(fault.clone()));
            }
            if case.objective == ObjectiveName::Score && !matches!(verdict, Verdict::Refused(_)) {
                review.findings.extend(self.seats_of_score(case).map(Finding::Certificate));
            }
        }
        let families = self.families(leaves, verdicts, &mut review);
        self.conclude_infeasible(&families, &mut review);
        if !self.is_infeasible() {
            self.conclude_seats(&families, &mut review);
            self.conclude_other_levels(&families, &mut review);
            self.conclude_score(&families, &mut review);
        }
        review
    }

    /// A case about the score is about the seats that are filled.
    fn seats_of_score(&self, case: &Case) -> Option<CertificateFault> {
        case.seats.iter().find_map(|(text, lo, hi)| {
            let expected = self.reading.filled[self.names.cluster(text)?];
            let fault = CertificateFault::Seats {
                block: case.block.clone(),
                cluster: text.clone(),
                found: (*lo, *hi),
                expected,
            };
            (!(lo..=hi).contains(&&expected)).then_some(fault)
        })
    }

    fn families<'b>(&self, leaves: &'b [Case], verdicts: &[Verdict], review: &mut Review) -> Vec<Family<'b>> {
        let mut families: Vec<Family<'b>> = Vec::new();
        for (case, verdict) in leaves.iter().zip(verdicts) {
            let proved = *verdict == Verdict::Proved;
            let mut rows: Vec<(ClusterId, (u64, u64))> = case
                .seats
                .iter()
                .filter_map(|(text, lo, hi)| Some((self.names.cluster(text)?, (*lo, *hi))))
                .collect();
            rows.sort_unstable();
            let (clusters, seats): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
            let same = |family: &&mut Family<'_>| {
                family.level == case.objective && family.clusters == clusters && family.seats == seats
            };
            match families.iter_mut().find(same) {
                Some(family) => {
                    family.leaves.push(case);
                    family.proved &= proved;
                }
                None => {
                    let (level, leaves) = (case.objective, vec![case]);
                    families.push(Family { level, clusters, seats, leaves, proved });
                }
            }
        }
        for family in &mut families {
            if !self.covers(&family.leaves) {
                family.proved = false;
                let (block, level) = (family.leaves[0].block.clone(), family.level);
                review.findings.push(Finding::Certificate(CertificateFault::Uncovered { block, level }));
            }
        }
        families
    }

    /// A cluster has no plan if none of its seats' numbers, from none to all, can be filled.
    fn conclude_infeasible(&self, families: &[Family<'_>], review: &mut Review) {
        for outcome in &self.plan.clusters {
            let Some(cluster) = self.names.cluster(&outcome.cluster) else { continue };
            if !self.reading.infeasible[cluster] {
                continue;
            }
            let is_proved = families.iter().any(|family| {
                let all = family.clusters.iter().zip(&family.seats).all(|(&id, &(lo, hi))| {
                    let people = self.facts.programme.nominees.iter().filter(|row| row.cluster == id).count();
                    lo == 0 && hi >= self.reading.fair[id].min(people as u64)
                });
                let is_level = family.level == ObjectiveName::SeatsFilled;
                is_level && family.clusters.contains(&cluster) && all && family.bound().is_some_and(|b| b < 0)
            });
            review.settle(Claim::Infeasible { cluster: outcome.cluster.clone() }, is_proved);
        }
    }

    fn conclude_seats(&self, families: &[Family<'_>], review: &mut Review) {
        let programme = self.facts.programme;
        let filled: u64 = self.reading.filled.iter().sum();
        let (mut is_most, mut is_closest) = match programme.unfilled {
            Unfilled::Refuse => (true, true),
            Unfilled::LeaveEmpty => self.fills_most(families),
            Unfilled::Redistribute => self.hands_on(families),
        };
        is_most |= filled == programme.seats_to_split();
        if !is_most {
            is_most = self.coupled(families, ObjectiveName::SeatsFilled, filled.into());
            is_closest = false;
        }
        review.settle(Claim::SeatsFilled, is_most);
        review.settle(Claim::SplitDistance, is_most && is_closest);
    }

    /// Block by block: every filling within the fair seats that would be better is shown impossible.
    /// Says whether none fills more, and whether none that fills as much is closer, or equally close
    /// and different.
    fn fills_most(&self, families: &[Family<'_>]) -> (bool, bool) {
        let (mut is_most, mut is_closest) = (true, true);
        for component in self.components() {
            let of_it =
                |ids: &IdVec<ClusterId, u64>| component.iter().map(|&id| ids[id]).collect::<Vec<u64>>();
            let (fair, filled) = (of_it(&self.reading.fair), of_it(&self.reading.filled));
            if component.iter().any(|&cluster| self.reading.infeasible[cluster]) || fair == filled {
                continue;
            }
            let here: Vec<&Family<'_>> = families
                .iter()
                .filter(|family| family.level == ObjectiveName::SeatsFilled && family.clusters == component)
                .collect();
            let distance = |seats: &[u64]| -> u64 {
                seats.iter().zip(&fair).map(|(seats, fair)| fair.abs_diff(*seats).pow(2)).sum()
            };
            let Some(fillings) = fillings(&fair) else { return (false, false) };
            for seats in fillings {
                let total: u64 = seats.iter().sum();
                let is_shown = || {
                    let below = |bound: i64| i128::from(bound) < i128::from(total);
                    here.iter().any(|family| family.contains(&seats) && family.bound().is_some_and(below))
                };
                let more = total > filled.iter().sum();
                let as_close = total == filled.iter().sum() && distance(&seats) <= distance(&filled);
                if (more || (as_close && seats != filled)) && !is_shown() {
                    is_closest = false;
                    is_most &= !more;
                }
            }
        }
        (is_most, is_closest)
    }

    /// Seats handed on: the split again with maxima lowered to what is shown to be the most each
    /// cluster can fill. Where that is what is filled, nothing fills more or is closer.
    fn hands_on(&self, families: &[Family<'_>]) -> (bool, bool) {
        let programme = self.facts.programme;
        let most = |id: ClusterId| {
            let of_it = families.iter().filter(|family| {
                family.level == ObjectiveName::SeatsFilled
                    && family.clusters == [id]
                    && family.seats[0].0 == 0
                    && self.facts.seat_bounds(id).1.unwrap_or(u64::MAX).min(programme.seats)
                        <= family.seats[0].1
            });
            of_it.filter_map(Family::bound).map(|bound| u64::try_from(bound).unwrap_or(0)).min()
        };
        let weights: Vec<_> = programme.clusters.iter().map(|row| row.weight.clone()).collect();
        let claimants: Vec<Claimant> = to_integers(&weights)
            .0
            .into_iter()
            .zip(programme.clusters.ids())
            .map(|(weight, id)| {
                let (min, max) = self.facts.seat_bounds(id);
                let max =
                    if self.reading.infeasible[id] { Some(0) } else { max.into_iter().chain(most(id)).min() };
                Claimant { weight, min: max.map_or(min, |max| min.min(max)), max }
            })
            .collect();
        if !programme.levels.is_empty() {
            return (false, false);
        }
        let seats_at_most: Option<u64> = claimants.iter().map(|claimant| claimant.max).sum();
        let seats = programme.seats_to_split().min(seats_at_most.unwrap_or(u64::MAX));
        let counted = recount(programme.method, programme.bound_rule, seats, &claimants);
        let is_it = match counted {
            Recount::Seats { certain, tied, .. } => {
                tied.is_empty() && certain.iter().eq(self.reading.filled.iter())
            }
            _ => false,
        };
        (is_it, is_it)
    }

    fn conclude_other_levels(&self, families: &[Family<'_>], review: &mut Review) {
        for level in &self.plan.objectives {
            match level.name {
                ObjectiveName::PoolSeatsFilled => {
                    let filled: u64 = self.reading.pool_filled.iter().sum();
                    let is_most = filled >= self.most_pool_people()
                        || self.coupled(families, ObjectiveName::PoolSeatsFilled, filled.into());
                    review.settle(Claim::PoolSeatsFilled, is_most);
                }
                ObjectiveName::PeopleMoved => review.settle(Claim::PeopleMoved, level.value == 0),
                ObjectiveName::WorstTeam => review.settle(Claim::WorstTeam, self.plan.teams.is_empty()),
                ObjectiveName::SeatsFilled | ObjectiveName::SplitDistance | ObjectiveName::Score => (),
            }
        }
    }

    /// For each pool its seats, or those who could use them if they are fewer.
    fn most_pool_people(&self) -> u64 {
        let pools = self.facts.programme.reserved.iter().enumerate();
        let people = |number: usize| {
            let uses = |id: &fordel_model::NomineeId| self.facts.people[*id].pool == Some(number);
            self.facts.programme.nominees.ids().filter(uses).filter(|&id| self.can_be_held(id)).count() as u64
        };
        pools.map(|(number, pool)| pool.seats.min(people(number))).sum()
    }

    fn conclude_score(&self, families: &[Family<'_>], review: &mut Review) {
        let has_plan = |family: &&Family<'_>| !family.clusters.iter().all(|&id| self.reading.infeasible[id]);
        let of_level =
            || families.iter().filter(|family| family.level == ObjectiveName::Score).filter(has_plan);
        let is_judged =
            |component: &&Vec<ClusterId>| !component.iter().any(|&id| self.reading.infeasible[id]);
        let components = self.components();
        let covered = components.iter().filter(is_judged).all(|component| {
            of_level().filter(|family| component.iter().all(|id| family.clusters.contains(id))).count() == 1
        });
        let bounds: Option<i128> = of_level().map(|family| family.bound().map(i128::from)).sum();
        match bounds.filter(|_| covered) {
            Some(found) if found <= i128::from(self.plan.bound) => review.settle(Claim::Score, true),
            Some(found) if !self.is_coupled() => {
                let expected = self.plan.bound;
                review.findings.push(Finding::Certificate(CertificateFault::Sum { found, expected }));
            }
            _ => {
                let bound = i128::from(self.plan.bound);
                let is_proved = covered && self.coupled(families, ObjectiveName::Score, bound);
                review.settle(Claim::Score, is_proved);
            }
        }
        for family in of_level() {
            self.conclude_clusters(family, review);
        }
    }

    /// A block's bound holds for its clusters' bounds together.
    fn conclude_clusters(&self, family: &Family<'_>, review: &mut Review) {
        let of_it = |text: &str| self.names.cluster(text).is_some_and(|id| family.clusters.contains(&id));
        let outcomes: Vec<_> = self.plan.clusters.iter().filter(|row| of_it(&row.cluster)).collect();
        let together: i128 = outcomes.iter().map(|outcome| i128::from(outcome.bound)).sum();
        let holds = family.bound().map(|bound| i128::from(bound) <= together);
        if let (Some(false), Some(bound), [outcome], false) =
            (holds, family.bound(), &outcomes[..], self.is_coupled())
        {
            review.findings.push(Finding::Certificate(CertificateFault::Cluster {
                cluster: outcome.cluster.clone(),
                found: outcome.bound,
                expected: bound,
            }));
            return;
        }
        for outcome in outcomes {
            let claim = Claim::ClusterScore { cluster: outcome.cluster.clone() };
            review.settle(claim, holds == Some(true));
        }
    }

    /// Whether the plan keeps limits that the rows of a block alone do not show: quotas over several
    /// blocks, or few moves from a plan we do not have.
    fn has_untold_limits(&self) -> bool {
        self.is_coupled() || self.plan.objectives.iter().any(|level| level.name == ObjectiveName::PeopleMoved)
    }

    /// Whether a quota reaches over several blocks.
    fn is_coupled(&self) -> bool {
        let components = self.components();
        self.quotas.iter().any(|quota| {
            let touched =
                |component: &&Vec<ClusterId>| component.iter().any(|id| quota.clusters.contains(id));
            components.iter().filter(touched).count() > 1
        })
    }

    /// Whether, over all choices of one leaf a block within the quotas' limits, no plan is worth
    /// more than `bound` on the level.
    fn coupled(&self, families: &[Family<'_>], level: ObjectiveName, bound: i128) -> bool {
        let mut coupled = Coupled::of(self);
        for component in self.components() {
            if component.iter().any(|&cluster| self.reading.infeasible[cluster]) {
                continue;
            }
            let of_it = |family: &&Family<'_>| {
                family.level == level
                    && family.proved
                    && component.iter().all(|id| family.clusters.contains(id))
            };
            let Some(family) = families.iter().find(of_it) else {
                // Nothing is shown: every seat within its limits may be filled.
                let most: u64 = component.iter().map(|&id| self.reading.fair[id]).sum();
                let filled: u64 = component.iter().map(|&id| self.reading.filled[id]).sum();
                if level != ObjectiveName::SeatsFilled || most != filled {
                    return false;
                }
                let leaf = Leaf { bound: i64::try_from(most).unwrap_or(i64::MAX), counts: Vec::new() };
                coupled.add(&component, &[leaf]);
                continue;
            };
            if family.clusters[0] != component[0] {
                continue;
            }
            let leaves: Vec<Leaf> = family.leaves.iter().map(|case| Leaf::of(self, case)).collect();
            coupled.add(&family.clusters, &leaves);
        }
        coupled.largest().is_some_and(|largest| largest <= bound)
    }
}

/// All fillings of clusters with these most seats; `None` if there are very many.
fn fillings(most: &[u64]) -> Option<Vec<Vec<u64>>> {
    let mut fillings = vec![Vec::new()];
    for &seats in most {
        let n = usize::try_from(seats).ok()?.checked_add(1)?.checked_mul(fillings.len())?;
        if n > 200_000 {
            return None;
        }
        fillings = fillings
            .iter()
            .flat_map(|filling| (0..=seats).map(move |next| filling.iter().copied().chain([next]).collect()))
            .collect();
    }
    Some(fillings)
}
