//! One pattern for each cell so that together they keep what couples them: dynamic programming over the sums of counts.
//!
//! Of partial choices that count the same only the best is remembered, whatever "best" is: what a choice comes to may be
//! anything that adds up and is ordered.
//!
//! Source: the multiple-choice knapsack problem; Kellerer, Pferschy, Pisinger, *Knapsack Problems*, 2004, chapter 11.

use crate::coupling::Coupling;
use std::collections::BTreeMap;

/// Partial choices remembered after a cell at most.
const MOST_STATES: usize = 60_000;

/// What is done where the ways are too many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TooMany {
    /// Nothing is answered.
    Refuse,
    /// The best partial choices are kept, so that a choice is found and not shown to be the best.
    KeepBest,
}

/// A partial choice: what it comes to, and where it comes from.
struct Choice<W> {
    comes_to: W,
    before: usize,
    pattern: usize,
}

/// All that can be counted, cell after cell, each at the least that it can come to.
pub(crate) struct Choices<W> {
    /// After so many cells: the counts of all up to there, and the choice.
    layers: Vec<Vec<(Vec<u64>, Choice<W>)>>,
    /// Whether no partial choice was given up.
    is_complete: bool,
}

impl<W: Ord> Choices<W> {
    /// From lists of patterns, by cell: what each counts, and what it comes to. Of a coupling that does not `matter` only
    /// that its limits are kept is of interest, and not how many it counts: a count is told as any other as soon as
    /// no cell to come can make it break them. `add` says what a choice for the cells
    /// before this one and a pattern of this one come to together; `None` where that is of no use. `None` where
    /// the ways are too many, and that is refused.
    pub(crate) fn of(
        couplings: &[Coupling<'_>],
        lists: &[Vec<(Vec<u64>, W)>],
        matter: impl Fn(usize) -> bool,
        nothing: W,
        too_many: TooMany,
        add: impl Fn(usize, &W, &W) -> Option<W>,
    ) -> Option<Self> {
        let rest = still_to_come(couplings.len(), lists);
        let first = (vec![0; couplings.len()], Choice { comes_to: nothing, before: 0, pattern: 0 });
        let (mut layers, mut is_complete) = (vec![vec![first]], true);
        for (cell, (list, rest)) in lists.iter().zip(&rest[1..]).enumerate() {
            let mut next: BTreeMap<Vec<u64>, Choice<W>> = BTreeMap::new();
            for (before, (counts, choice)) in layers.last().expect("never empty").iter().enumerate() {
                for (pattern, (own, comes_to)) in list.iter().enumerate() {
                    let mut counts: Vec<u64> = counts.iter().zip(own).map(|(sum, own)| sum + own).collect();
                    if !can_hold(couplings, &counts, rest) {
                        continue;
                    }
                    for (at, count) in counts.iter_mut().enumerate().filter(|(at, _)| !matter(*at)) {
                        *count = settled(&couplings[at], *count, rest[at]).unwrap_or(*count);
                    }
                    let Some(comes_to) = add(cell, &choice.comes_to, comes_to) else { continue };
                    let fresh = Choice { comes_to, before, pattern };
                    match next.get_mut(&counts) {
                        Some(known) if known.comes_to <= fresh.comes_to => (),
                        Some(known) => *known = fresh,
                        None => drop(next.insert(counts, fresh)),
                    }
                }
                if next.len() > MOST_STATES {
                    if too_many == TooMany::Refuse {
                        return None;
                    }
                    is_complete = false;
                    next = best_half(next);
                }
            }
            layers.push(next.into_iter().collect());
        }
        Some(Self { layers, is_complete })
    }

    /// Whether no way was given up.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// All whole choices: what they count, and what they come to.
    pub(crate) fn whole(&self) -> impl Iterator<Item = (&[u64], &W)> {
        let last = self.layers.last().into_iter().flatten();
        last.map(|(counts, choice)| (counts.as_slice(), &choice.comes_to))
    }

    /// By cell: the pattern of the whole choice at this place.
    pub(crate) fn patterns(&self, mut at: usize) -> Vec<usize> {
        let mut patterns = Vec::new();
        for layer in self.layers.iter().skip(1).rev() {
            let choice = &layer[at].1;
            patterns.push(choice.pattern);
            at = choice.before;
        }
        patterns.reverse();
        patterns
    }
}

/// The better half of partial choices.
fn best_half<W: Ord>(all: BTreeMap<Vec<u64>, Choice<W>>) -> BTreeMap<Vec<u64>, Choice<W>> {
    let mut all: Vec<(Vec<u64>, Choice<W>)> = all.into_iter().collect();
    all.sort_by(|(_, a), (_, b)| a.comes_to.cmp(&b.comes_to));
    all.truncate(MOST_STATES / 2);
    all.into_iter().collect()
}

/// From each cell on: what it and those after it count at least and at most.
fn still_to_come<W>(n_couplings: usize, lists: &[Vec<(Vec<u64>, W)>]) -> Vec<Vec<(u64, u64)>> {
    let mut rest = vec![vec![(0, 0); n_couplings]];
    for list in lists.iter().rev() {
        let after = rest.last().expect("never empty");
        let range = |coupling: usize| {
            let counts = || list.iter().map(|(counts, _)| counts[coupling]);
            let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
            (after[coupling].0 + least, after[coupling].1 + most)
        };
        let next = (0..n_couplings).map(range).collect();
        rest.push(next);
    }
    rest.reverse();
    rest
}

/// Whether counts, with what the cells to come add, can keep the quotas.
fn can_hold(couplings: &[Coupling<'_>], counts: &[u64], rest: &[(u64, u64)]) -> bool {
    couplings.iter().zip(counts.iter().zip(rest)).all(|(coupling, (count, (least, most)))| {
        coupling.quota.max.is_none_or(|max| count + least <= max)
            && coupling.quota.min.is_none_or(|min| count + most >= min)
    })
}

/// Where no cell to come, which count so many at least and at most, can break a coupling's limits: one count for all.
fn settled(coupling: &Coupling<'_>, count: u64, (least, most): (u64, u64)) -> Option<u64> {
    let (min, max) = (coupling.quota.min, coupling.quota.max);
    let holds = min.is_none_or(|min| count + least >= min) && max.is_none_or(|max| count + most <= max);
    holds.then(|| min.map_or(0, |min| min.saturating_sub(least)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fordel_model::plan::Row;
    use fordel_solver::Quota;

    /// Two cells that count for a quota each, `n` patterns a cell, the first of them the dearest.
    fn chosen(n: u64, most: u64, matter: bool, too_many: TooMany) -> Option<(bool, u64)> {
        let quota = |name: &str| Quota {
            name: Row::Seats(name.to_owned()),
            clusters: Vec::new(),
            people: Vec::new(),
            min: None,
            max: Some(most),
        };
        let quotas = [quota("a"), quota("b")];
        let couplings: Vec<Coupling<'_>> =
            quotas.iter().map(|quota| Coupling { quota, is_pool: false }).collect();
        let list =
            |at: usize| (0..n).map(|i| (if at == 0 { vec![i, 0] } else { vec![0, i] }, n - i)).collect();
        let lists: Vec<Vec<(Vec<u64>, u64)>> = vec![list(0), list(1)];
        let choices = Choices::of(&couplings, &lists, |_| matter, 0, too_many, |_, a, b| Some(a + b))?;
        let (at, (_, &best)) = choices.whole().enumerate().min_by_key(|(_, (_, comes_to))| **comes_to)?;
        let sum: u64 = choices.patterns(at).iter().zip(&lists).map(|(&own, list)| list[own].1).sum();
        assert_eq!(sum, best);
        Some((choices.is_complete(), best))
    }

    #[test]
    fn the_best_choice_within_the_quotas_is_found() {
        for (matter, too_many) in
            [(true, TooMany::Refuse), (false, TooMany::Refuse), (false, TooMany::KeepBest)]
        {
            assert_eq!(chosen(10, 4, matter, too_many), Some((true, 12)));
        }
    }

    #[test]
    fn too_many_choices_are_refused_or_the_best_of_them_kept() {
        assert_eq!(chosen(300, 299, true, TooMany::Refuse), None);
        assert_eq!(chosen(300, 299, true, TooMany::KeepBest), Some((false, 2)));
    }

    #[test]
    fn counts_that_break_no_limit_any_more_are_one_choice() {
        assert_eq!(chosen(300, 299, false, TooMany::Refuse), Some((true, 2)));
        assert_eq!(chosen(300, 150, false, TooMany::KeepBest), Some((true, 300)));
    }
}
