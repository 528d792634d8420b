//! Do the decisions of some leaves cover everything?

use crate::judge::Judge;
use fordel_model::NomineeId;
use fordel_model::plan::{Case, Decision};
use std::collections::BTreeMap;

/// What is known at a place of the search: for pairs together or apart, for quotas a range.
#[derive(Clone, Debug, Default)]
struct Known {
    pairs: BTreeMap<(NomineeId, NomineeId), bool>,
    counts: BTreeMap<usize, (u64, u64)>,
}

/// A decision by ids.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pair((NomineeId, NomineeId), bool),
    Count(usize, u64, u64),
}

/// More places than this are not looked at; then the leaves count as not covering.
const MOST_PLACES: usize = 100_000;

impl Judge<'_> {
    /// Whether every plan falls into one of these leaves, whatever it decides.
    pub(crate) fn covers(&self, leaves: &[&Case]) -> bool {
        let steps: Option<Vec<Vec<Step>>> = leaves.iter().map(|case| self.steps(case)).collect();
        let mut places = 0;
        let Some(first) = leaves.first() else { return false };
        steps.is_some_and(|steps| covers(&steps, &self.known_before(first), &mut places))
    }

    /// What holds before any decision: how many people a quota can count in the block of a case.
    fn known_before(&self, case: &Case) -> Known {
        let clusters = self.block_of(case).unwrap_or_default();
        let seats: u64 = case.seats.iter().fold(0, |sum, (_, _, hi)| sum.saturating_add(*hi));
        let mut known = Known::default();
        for (number, quota) in self.quotas.iter().enumerate() {
            let is_here = |id: &&NomineeId| {
                clusters.contains(&self.facts.programme.nominees[**id].cluster)
                    && !self.facts.people[**id].may_join.is_empty()
            };
            let here = || quota.counted.iter().filter(is_here);
            let in_pools = here().filter(|id| self.facts.people[**id].pool.is_some()).count() as u64;
            let most = (here().count() as u64).min(quota.max.map_or(u64::MAX, u64::from));
            known.counts.insert(number, (0, most.min(seats.saturating_add(in_pools))));
        }
        known
    }

    /// `None` if a decision names something unknown.
    fn steps(&self, case: &Case) -> Option<Vec<Step>> {
        let pair = |a: &str, b: &str| {
            let (a, b) = (self.names.nominee(a)?, self.names.nominee(b)?);
            Some((a.min(b), a.max(b)))
        };
        case.decisions
            .iter()
            .map(|decision| match decision {
                Decision::Together(a, b) => Some(Step::Pair(pair(a, b)?, true)),
                Decision::Apart(a, b) => Some(Step::Pair(pair(a, b)?, false)),
                Decision::Count { quota, min, max } => {
                    Some(Step::Count(self.quota_named(quota)?, *min, *max))
                }
            })
            .collect()
    }
}

/// Splits on the first decision that is still open, and looks at each side with the leaves left there.
fn covers(leaves: &[Vec<Step>], known: &Known, places: &mut usize) -> bool {
    *places += 1;
    if *places > MOST_PLACES {
        return false;
    }
    let Some(first) = leaves.first() else { return false };
    if leaves.iter().any(|leaf| leaf.iter().all(|step| known.implies(step))) {
        return true;
    }
    let open = first.iter().find(|step| !known.implies(step)).expect("otherwise the leaf holds here");
    known.sides(open).iter().all(|side| {
        let left: Vec<Vec<Step>> =
            leaves.iter().filter(|leaf| leaf.iter().all(|step| side.allows(step))).cloned().collect();
        covers(&left, side, places)
    })
}

impl Known {
    fn range(&self, quota: usize) -> (u64, u64) {
        self.counts.get(&quota).copied().unwrap_or((0, u64::MAX))
    }

    fn implies(&self, step: &Step) -> bool {
        match *step {
            Step::Pair(pair, together) => self.pairs.get(&pair) == Some(&together),
            Step::Count(quota, min, max) => {
                let (lo, hi) = self.range(quota);
                min <= lo && hi <= max
            }
        }
    }

    fn allows(&self, step: &Step) -> bool {
        match *step {
            Step::Pair(pair, together) => self.pairs.get(&pair).is_none_or(|&known| known == together),
            Step::Count(quota, min, max) => {
                let (lo, hi) = self.range(quota);
                min <= hi && lo <= max
            }
        }
    }

    /// What may hold instead, one after the other: a decision and everything outside it.
    fn sides(&self, step: &Step) -> Vec<Self> {
        let mut sides = Vec::new();
        match *step {
            Step::Pair(pair, together) => {
                for value in [together, !together] {
                    let mut side = self.clone();
                    side.pairs.insert(pair, value);
                    sides.push(side);
                }
            }
            Step::Count(quota, min, max) => {
                let (lo, hi) = self.range(quota);
                let below = min.checked_sub(1).map(|end| (lo, end.min(hi)));
                let inside = Some((lo.max(min), hi.min(max)));
                let above = max.checked_add(1).map(|start| (start.max(lo), hi));
                for (lo, hi) in [inside, below, above].into_iter().flatten().filter(|(lo, hi)| lo <= hi) {
                    let mut side = self.clone();
                    side.counts.insert(quota, (lo, hi));
                    sides.push(side);
                }
            }
        }
        sides
    }
}
