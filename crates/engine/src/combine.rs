//! One choice from each of several lists, so that sums of counts stay within limits and the sum of
//! losses is least: dynamic programming over the sums, within a budget of losses.

use std::collections::BTreeMap;

/// One thing a list offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Choice {
    /// What it adds to each sum.
    pub(crate) counts: Vec<u64>,
    /// What it loses; not below 0.
    pub(crate) loss: i64,
}

/// How combining ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Combination {
    /// The least loss, and from each list the position of the choice.
    Best {
        /// All losses together.
        loss: i64,
        /// By list.
        choice: Vec<usize>,
    },
    /// No combination within the budget keeps the limits.
    None,
    /// More states than are looked at.
    TooMany,
}

/// States at most after any list.
const MAX_STATES: usize = 400_000;

/// A state after some lists.
struct State {
    sums: Vec<u64>,
    loss: i64,
    /// The state before, and the choice made.
    before: usize,
    choice: usize,
}

/// The best combination whose losses, and that of its ending, are at most `budget` together. `ending`
/// says what sums lose at the end; `None` where they may not be.
pub(crate) fn combine(
    lists: &[Vec<Choice>],
    limits: &[(u64, u64)],
    budget: i64,
    ending: impl Fn(&[u64]) -> Option<i64>,
) -> Combination {
    // What the lists from each on can add, least and most; and lose, at least.
    let mut after: Vec<(Vec<(u64, u64)>, i64)> = vec![(vec![(0, 0); limits.len()], 0)];
    for list in lists.iter().rev() {
        let (ranges, loss) = after.last().expect("never empty");
        let range = |at: usize| {
            let counts = list.iter().map(|choice| choice.counts[at]);
            (ranges[at].0 + counts.clone().min().unwrap_or(0), ranges[at].1 + counts.max().unwrap_or(0))
        };
        let next = (0..limits.len()).map(range).collect();
        let loss = loss + list.iter().map(|choice| choice.loss).min().unwrap_or(0);
        after.push((next, loss));
    }
    after.reverse();
    let mut layers: Vec<Vec<State>> =
        vec![vec![State { sums: vec![0; limits.len()], loss: 0, before: 0, choice: 0 }]];
    for (list, (ranges, least)) in lists.iter().zip(&after[1..]) {
        let reached = layers.last().expect("never empty");
        let mut next: Vec<State> = Vec::new();
        let mut known: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
        for (before, state) in reached.iter().enumerate() {
            for (at, choice) in list.iter().enumerate() {
                let loss = state.loss + choice.loss;
                if loss + least > budget {
                    continue;
                }
                let sums: Vec<u64> = state.sums.iter().zip(&choice.counts).map(|(a, b)| a + b).collect();
                let is_lost = |at: usize| {
                    let ((min, max), (fewest, most)) = (limits[at], ranges[at]);
                    sums[at] + most < min || sums[at] + fewest > max
                };
                if (0..sums.len()).any(is_lost) {
                    continue;
                }
                match known.get(&sums) {
                    Some(&old) if next[old].loss <= loss => (),
                    Some(&old) => (next[old].loss, next[old].before, next[old].choice) = (loss, before, at),
                    None => {
                        known.insert(sums.clone(), next.len());
                        next.push(State { sums, loss, before, choice: at });
                    }
                }
            }
            if next.len() > MAX_STATES {
                return Combination::TooMany;
            }
        }
        layers.push(next);
    }
    let last = layers.last().expect("never empty");
    let endings = last.iter().enumerate().filter_map(|(at, state)| {
        let loss = state.loss + ending(&state.sums)?;
        (loss <= budget).then_some((loss, at))
    });
    let Some((loss, mut at)) = endings.min() else { return Combination::None };
    let mut choice = Vec::new();
    for layer in layers[1..].iter().rev() {
        choice.push(layer[at].choice);
        at = layer[at].before;
    }
    choice.reverse();
    Combination::Best { loss, choice }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(choices: &[(u64, i64)]) -> Vec<Choice> {
        choices.iter().map(|&(count, loss)| Choice { counts: vec![count], loss }).collect()
    }

    #[test]
    fn the_least_loss_that_keeps_the_limits() {
        let lists = [list(&[(3, 0), (2, 1), (1, 5)]), list(&[(3, 0), (2, 4), (0, 6)])];
        let best = |limits, budget| combine(&lists, &[limits], budget, |_| Some(0));
        assert_eq!(best((0, 9), 0), Combination::Best { loss: 0, choice: vec![0, 0] });
        assert_eq!(best((0, 5), 9), Combination::Best { loss: 1, choice: vec![1, 0] });
        assert_eq!(best((0, 4), 9), Combination::Best { loss: 5, choice: vec![1, 1] });
        assert_eq!(best((0, 4), 4), Combination::None);
        assert_eq!(best((7, 9), 9), Combination::None);
    }
}
