//! Leaves of the certificate that belong together: one level, the same clusters, the same seats.

use crate::certificate::CertificateFault;
use crate::judge::Judge;
use crate::leaf::Verdict;
use crate::review::{Finding, Review};
use fordel_model::ClusterId;
use fordel_model::plan::{Case, Decision, ObjectiveName, Row};

/// Leaves about one level of the same clusters with the same seats, proved or not.
#[derive(Debug)]
pub(crate) struct Family<'a> {
    pub(crate) level: ObjectiveName,
    pub(crate) clusters: Vec<ClusterId>,
    /// Least and most people, for each of the clusters.
    pub(crate) seats: Vec<(u64, u64)>,
    pub(crate) leaves: Vec<&'a Case>,
    pub(crate) proved: bool,
}

impl Family<'_> {
    /// What no plan is worth more than; with multipliers that is not what it scores.
    pub(crate) fn bound(&self) -> Option<i64> {
        let plain = self.leaves.iter().all(|case| case.multipliers.is_empty());
        self.leaves.iter().map(|case| case.bound).max().filter(|_| self.proved && plain)
    }

    /// Whether these numbers of people, for each of the clusters, are among its seats.
    pub(crate) fn contains(&self, seats: &[u64]) -> bool {
        self.seats.iter().zip(seats).all(|((lo, hi), seats)| (lo..=hi).contains(&seats))
    }
}

impl Judge<'_> {
    /// The leaves by level, clusters and seats. What their decisions leave out is a finding.
    pub(crate) fn families<'b>(
        &self,
        leaves: &'b [Case],
        verdicts: &[Verdict],
        review: &mut Review,
    ) -> Vec<Family<'b>> {
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
            // A case without decisions covers everything by itself.
            let same = |family: &&mut Family<'_>| {
                family.level == case.objective
                    && family.clusters == clusters
                    && family.seats == seats
                    && !family.leaves[0].decisions.is_empty()
                    && !case.decisions.is_empty()
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
            // How many of a kept plan's people stay in their place is not decided upon here.
            let decides_on_kept = |case: &&Case| {
                let on_kept =
                    |decision: &Decision| matches!(decision, Decision::Count { quota: Row::Kept, .. });
                case.decisions.iter().any(on_kept)
            };
            if self.old.is_some() && family.leaves.iter().any(decides_on_kept) {
                family.proved = false;
                continue;
            }
            if !self.covers(&family.leaves) {
                family.proved = false;
                let (block, level) = (family.leaves[0].block.clone(), family.level);
                review.findings.push(Finding::Certificate(CertificateFault::Uncovered { block, level }));
            }
        }
        families
    }
}
