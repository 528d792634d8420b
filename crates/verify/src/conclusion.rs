//! What the leaves of the certificate prove together: levels of the whole plan, bounds of clusters,
//! clusters without a plan (contract, sections 3 and 6).

use crate::certificate::CertificateFault;
use crate::coupling::{Coupled, Leaf};
use crate::judge::Judge;
use crate::leaf::Verdict;
use crate::recount::{Claimant, Recount, recount};
use crate::review::{Claim, Finding, Review};
use fordel_model::plan::{Case, ObjectiveName, PlanStatus};
use fordel_model::programme::Unfilled;
use fordel_model::weight::to_integers;
use fordel_model::{ClusterId, IdVec};

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

impl Judge<'_> {
    /// What the leaves prove together. `leaves` are those of [`Self::leaves`], with their verdicts.
    pub fn conclude(&self, leaves: &[Case], verdicts: &[Verdict]) -> Review {
        let mut review = Review::default();
        let n_stated = self.plan.certificate.cases.len();
        for (number, (case, verdict)) in leaves.iter().zip(verdicts).enumerate() {
            let counts = number < n_stated || self.counts_against_the_plan(case);
            if let Verdict::Refused(fault) = verdict
                && counts
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

    /// Whether a case of our own, refuted, refutes the plan: its bound, that it
    /// fills the most seats, or that a cluster has no plan.
    /// It does not where they may hold for reasons that no row of a block tells.
    fn counts_against_the_plan(&self, case: &Case) -> bool {
        let is_claimed = match case.objective {
            ObjectiveName::Score => true,
            _ if case.bound < 0 => self.plan.status == PlanStatus::Partial,
            // Where seats are handed on, others may have taken those that this block could fill.
            _ => self.facts.programme.unfilled == Unfilled::LeaveEmpty,
        };
        is_claimed && !self.has_untold_limits()
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

    /// A cluster has no plan if none of its seats' numbers, from none to all, can be filled. Nothing
    /// is claimed of clusters where the split itself is open.
    fn conclude_infeasible(&self, families: &[Family<'_>], review: &mut Review) {
        if self.is_infeasible() && self.plan.split.units.iter().any(|unit| unit.seats.is_none()) {
            return;
        }
        for outcome in &self.plan.clusters {
            let Some(cluster) = self.names.cluster(&outcome.cluster) else { continue };
            if !self.reading.infeasible[cluster] {
                continue;
            }
            let is_proved = families.iter().any(|family| {
                let rows = || family.clusters.iter().zip(&family.seats);
                let all = rows().all(|(&id, &(lo, hi))| {
                    let (least, most) = self.allowed_seats(id);
                    lo <= least && hi >= most.min(self.n_nominees(id))
                });
                let least: u64 = family.clusters.iter().map(|&id| self.allowed_seats(id).0).sum();
                let is_level = family.level == ObjectiveName::SeatsFilled;
                let below = |bound: i64| i128::from(bound) < i128::from(least);
                is_level && family.clusters.contains(&cluster) && all && family.bound().is_some_and(below)
            });
            review.settle(Claim::Infeasible { cluster: outcome.cluster.clone() }, is_proved);
        }
    }

    fn n_nominees(&self, cluster: ClusterId) -> u64 {
        self.facts.programme.nominees.iter().map(|row| u64::from(row.cluster == cluster)).sum()
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
                    && family.seats[0] == (0, self.most_seats(id))
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
            self.conclude_clusters(family, families, review);
        }
    }

    /// A block's bound holds for its clusters' bounds together. Where blocks are coupled, it is what the
    /// block is worth in plans whose whole score is not below this plan's.
    fn conclude_clusters(&self, family: &Family<'_>, families: &[Family<'_>], review: &mut Review) {
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
        let holds = holds == Some(true) || {
            let coupled = self.coupled_blocks(families, ObjectiveName::Score);
            let share =
                coupled.and_then(|coupled| coupled.largest_of(&family.clusters, self.plan.score.into()));
            share.is_some_and(|share| share <= together)
        };
        for outcome in outcomes {
            review.settle(Claim::ClusterScore { cluster: outcome.cluster.clone() }, holds);
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
        let largest = self.coupled_blocks(families, level).and_then(|coupled| coupled.largest());
        largest.is_some_and(|largest| largest <= bound)
    }

    /// The proved leaves of all blocks; `None` if one has none.
    fn coupled_blocks(&self, families: &[Family<'_>], level: ObjectiveName) -> Option<Coupled<'_>> {
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
                    return None;
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
        Some(coupled)
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
