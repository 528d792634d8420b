//! Quotas that reach over several blocks: one leaf a block, counts within the quotas' limits.

use crate::judge::Judge;
use fordel_model::ClusterId;
use fordel_model::plan::{Case, Decision, Row};
use std::collections::{BTreeMap, BTreeSet};

/// A leaf as the coupling sees it.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// No plan in it is worth more: its points, plus multiplier × people counted.
    pub(crate) bound: i64,
    /// Quota, multiplier, least and most people counted.
    pub(crate) counts: Vec<(usize, i64, u64, u64)>,
}

impl Leaf {
    /// What a case says about the quotas it multiplies or limits.
    pub(crate) fn of(judge: &Judge<'_>, case: &Case) -> Self {
        let mut counts: BTreeMap<usize, (i64, u64, u64)> = BTreeMap::new();
        let named = |row: &Row| judge.quota_named(row);
        for (quota, multiplier) in case.multipliers.iter().filter_map(|(row, m)| Some((named(row)?, *m))) {
            counts.entry(quota).or_insert((0, 0, u64::MAX)).0 += multiplier;
        }
        for decision in &case.decisions {
            if let Decision::Count { quota, min, max } = decision
                && let Some(quota) = named(quota)
            {
                let entry = counts.entry(quota).or_insert((0, 0, u64::MAX));
                (entry.1, entry.2) = (entry.1.max(*min), entry.2.min(*max));
            }
        }
        let counts = counts.into_iter().map(|(quota, (m, min, max))| (quota, m, min, max)).collect();
        Self { bound: case.bound, counts }
    }
}

/// Blocks with their leaves.
#[derive(Debug)]
pub(crate) struct Coupled<'a> {
    judge: &'a Judge<'a>,
    blocks: Vec<(Vec<ClusterId>, Vec<Leaf>)>,
}

/// More counts of a block, or of some together, than this are not looked at.
const MOST_COUNTS: usize = 200_000;

/// Nor are more pairs of the two.
const MOST_PAIRS: usize = 2_000_000;

impl<'a> Coupled<'a> {
    pub(crate) fn of(judge: &'a Judge<'a>) -> Self {
        Self { judge, blocks: Vec::new() }
    }

    /// Adds a block with its leaves.
    pub(crate) fn add(&mut self, clusters: &[ClusterId], leaves: &[Leaf]) {
        self.blocks.push((clusters.to_vec(), leaves.to_vec()));
    }

    /// The largest worth of one leaf a block, over all counts that keep the quotas. `None` if there
    /// is no such choice to be found, or too many.
    pub(crate) fn largest(&self) -> Option<i128> {
        let quotas = self.quotas();
        let best = self.together(&quotas, |_| true)?;
        best.into_iter().filter(|(counts, _)| self.reaches(&quotas, counts)).map(|(_, worth)| worth).max()
    }

    /// The largest worth of one block, over all such choices that are worth at least `total` together.
    pub(crate) fn largest_of(&self, clusters: &[ClusterId], total: i128) -> Option<i128> {
        let quotas = self.quotas();
        let others = self.together(&quotas, |block| block != clusters)?;
        let (_, leaves) = self.blocks.iter().find(|(block, _)| block == clusters)?;
        let here = self.of_block(&quotas, clusters, leaves)?;
        let fits = |(more, worth): &(&Vec<u64>, &i128)| {
            others.iter().any(|(counts, rest)| {
                let sum: Vec<u64> = counts.iter().zip(*more).map(|(a, b)| a + b).collect();
                *worth + rest >= total && !self.exceeds(&quotas, &sum) && self.reaches(&quotas, &sum)
            })
        };
        here.iter().filter(fits).map(|(_, &worth)| worth).max()
    }

    /// The quotas that some leaf multiplies or limits.
    fn quotas(&self) -> Vec<usize> {
        let leaves = self.blocks.iter().flat_map(|(_, leaves)| leaves);
        let quotas: BTreeSet<usize> =
            leaves.flat_map(|leaf| &leaf.counts).map(|&(quota, ..)| quota).collect();
        quotas.into_iter().collect()
    }

    /// For all counts of some blocks together, the largest worth.
    fn together(
        &self,
        quotas: &[usize],
        counts: impl Fn(&[ClusterId]) -> bool,
    ) -> Option<BTreeMap<Vec<u64>, i128>> {
        let mut best: BTreeMap<Vec<u64>, i128> = BTreeMap::from([(vec![0; quotas.len()], 0)]);
        for (clusters, leaves) in self.blocks.iter().filter(|(block, _)| counts(block)) {
            let here = self.of_block(quotas, clusters, leaves)?;
            if best.len().checked_mul(here.len())? > MOST_PAIRS {
                return None;
            }
            let mut next: BTreeMap<Vec<u64>, i128> = BTreeMap::new();
            for (counts, worth) in &best {
                for (more, extra) in &here {
                    let sum: Vec<u64> = counts.iter().zip(more).map(|(a, b)| a + b).collect();
                    if self.exceeds(quotas, &sum) {
                        continue;
                    }
                    let entry = next.entry(sum).or_insert(i128::MIN);
                    *entry = (*entry).max(worth + extra);
                }
            }
            best = next;
        }
        Some(best)
    }

    fn reaches(&self, quotas: &[usize], counts: &[u64]) -> bool {
        let below = |(&quota, &count): (&usize, &u64)| {
            self.judge.quotas[quota].min.is_some_and(|min| count < u64::from(min))
        };
        !quotas.iter().zip(counts).any(below)
    }

    fn exceeds(&self, quotas: &[usize], counts: &[u64]) -> bool {
        let above = |(&quota, &count): (&usize, &u64)| {
            self.judge.quotas[quota].max.is_some_and(|max| count > u64::from(max))
        };
        quotas.iter().zip(counts).any(above)
    }

    /// For each number of people counted, the largest worth of the block's leaves: its bound minus
    /// multiplier × count.
    fn of_block(
        &self,
        quotas: &[usize],
        clusters: &[ClusterId],
        leaves: &[Leaf],
    ) -> Option<BTreeMap<Vec<u64>, i128>> {
        let nominees = &self.judge.facts.programme.nominees;
        let mut block: BTreeMap<Vec<u64>, i128> = BTreeMap::new();
        for leaf in leaves {
            let mut choices: Vec<(Vec<u64>, i128)> = vec![(Vec::new(), i128::from(leaf.bound))];
            for &quota in quotas {
                let is_here = |id: &&fordel_model::NomineeId| clusters.contains(&nominees[**id].cluster);
                let counted = self.judge.quotas[quota].counted.iter().filter(is_here).count() as u64;
                let stated = leaf.counts.iter().find(|(of, ..)| *of == quota);
                let &(_, multiplier, min, max) = stated.unwrap_or(&(quota, 0, 0, u64::MAX));
                let range = min..=max.min(counted);
                let n = usize::try_from(max.min(counted).saturating_sub(min)).ok()? + 1;
                if choices.len().checked_mul(n)? > MOST_COUNTS {
                    return None;
                }
                choices = choices
                    .iter()
                    .flat_map(|(counts, worth)| {
                        range.clone().map(move |count| {
                            let counts = counts.iter().copied().chain([count]).collect();
                            (counts, worth - i128::from(multiplier) * i128::from(count))
                        })
                    })
                    .collect();
            }
            for (counts, worth) in choices {
                let entry = block.entry(counts).or_insert(i128::MIN);
                *entry = (*entry).max(worth);
            }
        }
        Some(block)
    }
}
