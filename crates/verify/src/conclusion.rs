//! What the leaves of the certificate prove together: levels of the whole plan, bounds of clusters,
//! clusters without a plan (contract, sections 3 and 6).

use crate::certificate::CertificateFault;
use crate::coupling::{Coupled, Leaf};
use crate::family::Family;
use crate::judge::Judge;
use crate::leaf::Verdict;
use crate::review::{Claim, Finding, Review};
use fordel_model::plan::{Case, ObjectiveName, PlanStatus};
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, NomineeId};

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
        // What our own cases about all blocks at once show is no block's bound.
        let is_part = |at: usize| at < n_stated || !self.is_about_all(&leaves[at]);
        let (parts, of_parts): (Vec<Case>, Vec<Verdict>) = (0..leaves.len().min(verdicts.len()))
            .filter(|&at| is_part(at))
            .map(|at| (leaves[at].clone(), verdicts[at].clone()))
            .unzip();
        let families = self.families(&parts, &of_parts, &mut review);
        self.conclude_infeasible(&families, &mut review);
        if !self.is_infeasible() {
            self.conclude_seats(&families, &mut review);
            self.conclude_other_levels(&families, &mut review);
            self.conclude_score(&families, &mut review);
        }
        for (case, verdict) in leaves.iter().zip(verdicts).skip(n_stated) {
            if *verdict == Verdict::Proved && self.is_about_all(case) {
                match case.objective {
                    ObjectiveName::Score => review.promote(&Claim::Score),
                    ObjectiveName::SeatsFilled if !is_exact(case) => review.promote(&Claim::SeatsFilled),
                    _ => (),
                }
            }
        }
        review
    }

    /// Whether a case of our own, refuted, refutes the plan: its bound, that it
    /// fills the most seats, or that a cluster has no plan.
    /// It does not where they may hold for reasons that no row of a block tells.
    fn counts_against_the_plan(&self, case: &Case) -> bool {
        let is_claimed = match case.objective {
            ObjectiveName::Score => true,
            // As many people in pools as here are asked for, and no row says so.
            ObjectiveName::Leximin => !self.uses_pools(),
            ObjectiveName::SeatsFilled if case.bound < 0 => self.plan.status == PlanStatus::Partial,
            // Another filling that is equally close is no better one.
            ObjectiveName::SeatsFilled if is_exact(case) => {
                self.claims(ObjectiveName::SplitDistance)
                    && !self.uses_pools()
                    && self.facts.programme.unfilled == Unfilled::LeaveEmpty
                    && self.is_closer(case)
            }
            // Where seats are handed on, others may have taken those that this block could fill.
            ObjectiveName::SeatsFilled => {
                let is_whole =
                    self.facts.programme.unfilled == Unfilled::LeaveEmpty || self.is_about_all(case);
                self.claims(ObjectiveName::SeatsFilled) && is_whole
            }
            _ => false,
        };
        let is_told = match self.is_about_all(case) {
            true => !self.claims_few_moves(),
            false => !self.has_untold_limits(),
        };
        is_claimed && is_told
    }

    /// Whether the plan says that nothing is better on a level.
    fn claims(&self, name: ObjectiveName) -> bool {
        self.plan.objectives.iter().any(|level| level.name == name && level.bound == level.value)
    }

    /// Whether the one filling of a case, of as many seats, is closer to the fair split.
    fn is_closer(&self, case: &Case) -> bool {
        let of = |(text, seats, _): &(String, u64, u64)| Some((self.names.cluster(text)?, *seats));
        let Some(rows) = case.seats.iter().map(of).collect::<Option<Vec<_>>>() else { return false };
        let apart = |seats: &dyn Fn(usize) -> u64| -> u64 {
            (0..rows.len()).map(|at| self.reading.fair[rows[at].0].abs_diff(seats(at)).pow(2)).sum()
        };
        apart(&|at| rows[at].1) < apart(&|at| self.reading.filled[rows[at].0])
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
                // What the others use of the seats it might have had is a choice, not a proof.
                let most = rows().map(|(&id, _)| self.allowed_seats(id).1.min(self.n_nominees(id))).sum();
                let is_free =
                    self.seats_left(&family.clusters) >= self.facts.programme.seats_to_split().min(most);
                let is_level = family.level == ObjectiveName::SeatsFilled;
                let below = |bound: i64| i128::from(bound) < i128::from(least);
                is_level
                    && is_free
                    && family.clusters.contains(&cluster)
                    && all
                    && family.bound().is_some_and(below)
            });
            review.settle(Claim::Infeasible { cluster: outcome.cluster.clone() }, is_proved);
        }
    }

    fn conclude_score(&self, families: &[Family<'_>], review: &mut Review) {
        if self.claims_all_teams() {
            // Teams as good, one by one, add up to as much.
            review.settle(Claim::Score, self.has_no_better_teams(families));
            for clusters in self.components() {
                let is_proved = self.has_no_better(&clusters, families);
                for outcome in &self.plan.clusters {
                    let of_it = |&id: &ClusterId| clusters.contains(&id) && !self.reading.infeasible[id];
                    if self.names.cluster(&outcome.cluster).as_ref().is_some_and(of_it) {
                        review.settle(Claim::ClusterScore { cluster: outcome.cluster.clone() }, is_proved);
                    }
                }
            }
            return;
        }
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
            Some(found) if !self.is_coupled() && !self.uses_pools() => {
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
        let is_alone = !self.is_coupled() && !self.uses_pools();
        if let (Some(false), Some(bound), [outcome], true) = (holds, family.bound(), &outcomes[..], is_alone)
        {
            review.findings.push(Finding::Certificate(CertificateFault::Cluster {
                cluster: outcome.cluster.clone(),
                found: outcome.bound,
                expected: bound,
            }));
            return;
        }
        let holds = holds == Some(true)
            || self
                .coupled_blocks(families, ObjectiveName::Score)
                .is_some_and(|all| all.gives_no_more(&family.clusters, self.plan.score.into(), together));
        for outcome in outcomes {
            review.settle(Claim::ClusterScore { cluster: outcome.cluster.clone() }, holds);
        }
    }

    /// Whether the plan keeps limits that the rows of a block alone do not show: quotas over several
    /// blocks, or few moves from a plan we do not have.
    fn has_untold_limits(&self) -> bool {
        self.is_coupled() || self.claims_few_moves()
    }

    fn claims_few_moves(&self) -> bool {
        self.plan.objectives.iter().any(|level| level.name == ObjectiveName::PeopleMoved)
    }

    /// Whether a quota, or a pool by the people who use it, reaches over several blocks.
    pub(crate) fn is_coupled(&self) -> bool {
        let components = self.components();
        let cluster_of = |id: &NomineeId| self.facts.programme.nominees[*id].cluster;
        self.quotas.iter().any(|quota| {
            let touched = |component: &&Vec<ClusterId>| match quota.rule {
                0 => quota.counted.iter().any(|id| component.contains(&cluster_of(id))),
                _ => component.iter().any(|id| quota.clusters.contains(id)),
            };
            components.iter().filter(touched).count() > 1
        })
    }

    /// Whether somebody could sit in a team on a pool's seat: then the most of these is a level before
    /// the score.
    pub(crate) fn uses_pools(&self) -> bool {
        let pools = self.quotas.iter().filter(|quota| quota.rule == 0);
        pools.flat_map(|pool| &pool.counted).any(|&id| self.can_be_held(id))
    }

    /// Whether, over all choices of one leaf a block within the quotas' limits, no plan is worth
    /// more than `bound` on the level.
    pub(crate) fn coupled(&self, families: &[Family<'_>], level: ObjectiveName, bound: i128) -> bool {
        self.coupled_blocks(families, level).is_some_and(|coupled| coupled.stays_within(bound))
    }

    /// The proved leaves of all blocks; `None` if one has none.
    fn coupled_blocks(&self, families: &[Family<'_>], level: ObjectiveName) -> Option<Coupled<'_>> {
        let is_score = level == ObjectiveName::Score && self.uses_pools();
        let mut coupled = Coupled::of(self, is_score.then(|| self.reading.pool_filled.iter().sum()));
        // Where seats are handed on, what a cluster can fill of its fair share bounds nothing.
        let hands_on =
            level == ObjectiveName::SeatsFilled && self.facts.programme.unfilled == Unfilled::Redistribute;
        let most_of = |id: ClusterId| if hands_on { self.most_seats(id) } else { self.reading.fair[id] };
        let reaches = |family: &Family<'_>| {
            let mut rows = family.clusters.iter().zip(&family.seats);
            !hands_on || rows.all(|(&id, &seats)| seats == (0, self.most_seats(id)))
        };
        for component in self.components() {
            if component.iter().any(|&cluster| self.reading.infeasible[cluster]) {
                continue;
            }
            let of_it = |family: &&Family<'_>| {
                family.level == level
                    && family.proved
                    && component.iter().all(|id| family.clusters.contains(id))
                    && reaches(family)
            };
            let Some(family) = families.iter().find(of_it) else {
                // Nothing is shown: every seat within its limits may be filled.
                let most: u64 = component.iter().map(|&id| most_of(id)).sum();
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

/// Whether a case is about one filling only.
fn is_exact(case: &Case) -> bool {
    case.seats.iter().all(|(_, lo, hi)| lo == hi)
}
