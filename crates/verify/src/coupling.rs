//! Quotas and pools that reach over several blocks: one leaf a block, counts within their limits.
//!
//! All leaves are brought to common multipliers, so that a choice of leaves is worth the sum of their
//! bounds less multiplier × people counted, and that second part depends on sums alone. A leaf says
//! within which box its counts lie, so a choice says within which box the sums lie. Only choices that
//! could be worth more than what is claimed are followed.

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
    /// People in pools all together, where that is known.
    pooled: Option<u64>,
}

/// Least and most people counted, by quota.
type Counts = Vec<(u64, u64)>;

/// A leaf brought to the common multipliers.
#[derive(Clone, Debug)]
struct Choice {
    /// Its bound falls short of the largest of its block by this.
    loss: i128,
    counts: Counts,
    /// The most points its block has in it.
    points: i128,
}

/// All blocks brought to common multipliers.
struct Common {
    quotas: Vec<usize>,
    multipliers: Vec<i128>,
    /// By block.
    choices: Vec<Vec<Choice>>,
    /// The largest bounds, all together.
    sum: i128,
}

/// More boxes of sums than this are not looked at.
const MOST_BOXES: usize = 200_000;

impl<'a> Coupled<'a> {
    pub(crate) fn of(judge: &'a Judge<'a>, pooled: Option<u64>) -> Self {
        Self { judge, blocks: Vec::new(), pooled }
    }

    /// Adds a block with its leaves.
    pub(crate) fn add(&mut self, clusters: &[ClusterId], leaves: &[Leaf]) {
        self.blocks.push((clusters.to_vec(), leaves.to_vec()));
    }

    /// Whether no choice of one leaf a block that keeps the quotas is worth more than `bound`. False
    /// too if there is too much to look at.
    pub(crate) fn stays_within(&self, bound: i128) -> bool {
        let Some(common) = self.common() else { return false };
        let Some(top) = self.most_of(&common, &self.everything(&common)) else { return true };
        let budget = common.sum + top - (bound + 1);
        let all = |_: usize, _: &Choice| true;
        budget < 0 || self.reaches(&common, budget, top, all) == Some(false)
    }

    /// Whether in no such choice that is worth at least `total` the block of these clusters has more
    /// than `share`.
    pub(crate) fn gives_no_more(&self, clusters: &[ClusterId], total: i128, share: i128) -> bool {
        let Some(common) = self.common() else { return false };
        let Some(top) = self.most_of(&common, &self.everything(&common)) else { return true };
        let Some(block) = self.blocks.iter().position(|(block, _)| block == clusters) else { return false };
        let budget = common.sum + top - total;
        let is_more = |at: usize, choice: &Choice| at != block || choice.points > share;
        let could = |choice: &Choice| choice.loss <= budget && choice.points > share;
        !common.choices[block].iter().any(could) || self.reaches(&common, budget, top, is_more) == Some(false)
    }

    /// Whether some choice of allowed leaves loses at most `budget`, counted from `top`; `None` if there
    /// is too much to look at.
    fn reaches(
        &self,
        common: &Common,
        budget: i128,
        top: i128,
        allows: impl Fn(usize, &Choice) -> bool,
    ) -> Option<bool> {
        let mut boxes: BTreeMap<Counts, i128> = BTreeMap::from([(vec![(0, 0); common.quotas.len()], 0)]);
        // What the blocks not yet looked at can add at most.
        let mut rest: Vec<u64> = vec![0; common.quotas.len()];
        for choice in common.choices.iter().map(|choices| most_counts(choices, common.quotas.len())) {
            rest.iter_mut().zip(choice).for_each(|(rest, most)| *rest += most);
        }
        for (at, choices) in common.choices.iter().enumerate() {
            let here = most_counts(choices, common.quotas.len());
            rest.iter_mut().zip(here).for_each(|(rest, most)| *rest -= most);
            let mut next: BTreeMap<Counts, i128> = BTreeMap::new();
            for (sums, loss) in &boxes {
                for choice in choices.iter().filter(|choice| allows(at, choice)) {
                    let loss = loss + choice.loss;
                    if loss > budget {
                        continue;
                    }
                    let sums: Counts =
                        sums.iter().zip(&choice.counts).map(|(a, b)| (a.0 + b.0, a.1 + b.1)).collect();
                    let is_lost = |(at, sum): (usize, &(u64, u64))| {
                        let (min, max) = self.limits(common.quotas[at]);
                        sum.0 > max || sum.1 + rest[at] < min
                    };
                    if sums.iter().enumerate().any(is_lost) {
                        continue;
                    }
                    let known = next.entry(sums).or_insert(loss);
                    *known = loss.min(*known);
                }
                if next.len() > MOST_BOXES {
                    return None;
                }
            }
            boxes = next;
        }
        let ends = |(sums, loss): (&Counts, &i128)| {
            self.most_of(common, sums).is_some_and(|most| loss + top - most <= budget)
        };
        Some(boxes.iter().any(ends))
    }

    /// The least and the most that a quota or pool allows.
    fn limits(&self, quota: usize) -> (u64, u64) {
        let quota = &self.judge.quotas[quota];
        (quota.min.map_or(0, u64::from), quota.max.map_or(u64::MAX, u64::from))
    }

    /// The most that the multipliers give back for sums within a box, the limits kept; `None` where the
    /// box holds none that keep them.
    fn most_of(&self, common: &Common, sums: &Counts) -> Option<i128> {
        let mut most = 0;
        let mut pools: Vec<(i128, u64, u64)> = Vec::new();
        for ((&quota, &multiplier), &(lo, hi)) in common.quotas.iter().zip(&common.multipliers).zip(sums) {
            let (min, max) = self.limits(quota);
            let (lo, hi) = (lo.max(min), hi.min(max));
            if lo > hi {
                return None;
            }
            // Points are a bound less multiplier × count.
            if self.pooled.is_some() && self.judge.quotas[quota].rule == 0 {
                pools.push((multiplier, lo, hi));
            } else {
                most += -(multiplier * i128::from(lo)).min(multiplier * i128::from(hi));
            }
        }
        let Some(pooled) = self.pooled else { return Some(most) };
        let least: u64 = pools.iter().map(|(_, lo, _)| lo).sum();
        let mut left = pooled.checked_sub(least)?;
        pools.sort_unstable();
        for (multiplier, lo, hi) in pools {
            let more = left.min(hi - lo);
            most -= multiplier * i128::from(lo + more);
            left -= more;
        }
        (left == 0).then_some(most)
    }

    /// The box of everything that all blocks can hold.
    fn everything(&self, common: &Common) -> Counts {
        let most = |at: usize| {
            let of_block = |choices: &Vec<Choice>| choices.iter().map(|one| one.counts[at].1).max();
            (0, common.choices.iter().filter_map(of_block).sum())
        };
        (0..common.quotas.len()).map(most).collect()
    }

    /// The leaves of all blocks under the multipliers that leaves name first; `None` if a block has none.
    fn common(&self) -> Option<Common> {
        let leaves = || self.blocks.iter().flat_map(|(_, leaves)| leaves);
        let mut quotas: BTreeSet<usize> =
            leaves().flat_map(|leaf| &leaf.counts).map(|&(quota, ..)| quota).collect();
        if self.pooled.is_some() {
            quotas.extend((0..self.judge.quotas.len()).filter(|&at| self.judge.quotas[at].rule == 0));
        }
        let quotas: Vec<usize> = quotas.into_iter().collect();
        let multiplier_of = |quota: &usize| {
            let named = leaves().flat_map(|leaf| &leaf.counts).find(|(of, m, ..)| of == quota && *m != 0);
            named.map_or(0, |(_, m, ..)| i128::from(*m))
        };
        let multipliers: Vec<i128> = quotas.iter().map(multiplier_of).collect();
        let mut sum = 0;
        let mut all = Vec::new();
        for (clusters, leaves) in &self.blocks {
            let here = self.people_of(&quotas, clusters);
            let brought: Vec<(i128, Choice)> =
                leaves.iter().filter_map(|leaf| brought(leaf, &quotas, &multipliers, &here)).collect();
            let best = brought.iter().map(|(bound, _)| *bound).max()?;
            sum += best;
            all.push(
                brought.into_iter().map(|(bound, choice)| Choice { loss: best - bound, ..choice }).collect(),
            );
        }
        Some(Common { quotas, multipliers, choices: all, sum })
    }

    /// How many people of some clusters each quota counts at most.
    fn people_of(&self, quotas: &[usize], clusters: &[ClusterId]) -> Vec<u64> {
        let facts = &self.judge.facts;
        let is_here = |id: &&fordel_model::NomineeId| {
            clusters.contains(&facts.programme.nominees[**id].cluster)
                && (!facts.people[**id].may_join.is_empty() || facts.people[**id].pinned_in)
        };
        let count = |&quota: &usize| self.judge.quotas[quota].counted.iter().filter(is_here).count() as u64;
        quotas.iter().map(count).collect()
    }
}

/// A leaf under common multipliers, with its bound then; `None` where its counts leave nothing.
fn brought(leaf: &Leaf, quotas: &[usize], multipliers: &[i128], here: &[u64]) -> Option<(i128, Choice)> {
    let (mut bound, mut points) = (i128::from(leaf.bound), i128::from(leaf.bound));
    let mut counts = Vec::new();
    for ((&quota, &common), &most) in quotas.iter().zip(multipliers).zip(here) {
        let stated = leaf.counts.iter().find(|(of, ..)| *of == quota);
        let &(_, own, lo, hi) = stated.unwrap_or(&(quota, 0, 0, u64::MAX));
        let (lo, hi) = (lo, hi.min(most));
        if lo > hi {
            return None;
        }
        let least = |multiplier: i128| (multiplier * i128::from(lo)).min(multiplier * i128::from(hi));
        // The leaf's own multiplier may be another: then its bound holds for the worst count.
        bound -= least(i128::from(own) - common);
        points -= least(i128::from(own));
        counts.push((lo, hi));
    }
    Some((bound, Choice { loss: 0, counts, points }))
}

fn most_counts(choices: &[Choice], n: usize) -> Vec<u64> {
    (0..n).map(|at| choices.iter().map(|choice| choice.counts[at].1).max().unwrap_or(0)).collect()
}
