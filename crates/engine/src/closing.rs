//! What multipliers leave open of coupled cells, closed by listing: each cell's patterns of counts that lose no more
//! than so much of the bound, and of all choices of one pattern a cell the best that keeps the quotas.
//!
//! A plan that is worth the bound less a slack loses no more than the slack in any cell, so it is among those
//! listed, or one that counts as well is. So the slack grows until a plan within it is found: that one is the best.
//! Multipliers are good, so what they leave open is little and few patterns lose no more; where they are
//! many the tree of counts takes over.

use crate::aim::Aim;
use crate::answer::Solved;
use crate::cell::Cell;
use crate::coupling::{Coupled, Coupling};
use crate::patterns::{Patterns, Side};
use fordel_model::plan::Case;
use fordel_solver::Effort;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Boxes of counts solved at most for one cell.
const MOST_BOXES: usize = 400;

/// Nodes for one box at most.
const NODES: u64 = 200_000;

/// Partial choices remembered after a cell at most.
const MOST_STATES: usize = 60_000;

/// The gap is tried in steps that double, from so many parts of it.
const PARTS: i64 = 16;

/// Cells closed: a best plan for each, and the leaves that prove that there is none better.
pub(crate) struct Closed {
    /// What the plans are worth together.
    pub(crate) value: i64,
    /// By cell.
    pub(crate) plans: Vec<Solved>,
    /// The leaves.
    pub(crate) cases: Vec<Case>,
}

/// A partial choice: what it loses, and where it comes from.
#[derive(Clone, Copy)]
struct Choice {
    loss: i64,
    before: usize,
    pattern: usize,
}

/// Cells being closed.
struct Closing<'c, 'a> {
    coupled: &'c Coupled<'a>,
    aim: &'c Aim,
    pooled: Option<u64>,
    cells: Vec<Cell>,
    lists: Vec<Patterns>,
}

impl Coupled<'_> {
    /// The best plans of exactly these seats, worth more than `known`, or as much; `None` where the patterns to be listed
    /// are too many. `grain` divides what every plan is worth.
    pub(crate) fn closed(
        &self,
        aim: &Aim,
        (known, grain): (i64, i64),
        (seats, pooled): (&[Vec<u64>], Option<u64>),
        effort: &mut Effort,
    ) -> Option<Closed> {
        let side = |(coupling, price): (&Coupling<'_>, &i64)| match price {
            0 => coupling.side(),
            _ => Side::Exact,
        };
        let sides: Vec<Side> = self.couplings.iter().zip(&aim.multipliers).map(side).collect();
        let list = |at: usize| {
            let mut list = Patterns::on_sides(&seats[at], &self.parts[at], &aim.bonus, sides.clone());
            list.most = MOST_BOXES;
            list
        };
        let cells = self.cells.iter().map(|cell| cell.with_nodes(NODES)).collect();
        let lists = (0..self.cells.len()).map(list).collect();
        let mut closing = Closing { coupled: self, aim, pooled, cells, lists };
        let gap = aim.bound - known;
        let mut slack = (gap / PARTS).max(grain).min(gap);
        loop {
            closing.list(slack, effort)?;
            if let Some(closed) = closing.choose(slack)? {
                return Some(closed);
            }
            // The plan that is known lies within the whole gap.
            if slack >= gap {
                return None;
            }
            slack = slack.saturating_mul(2).min(gap);
        }
    }
}

impl Closing<'_, '_> {
    /// Lists what loses no more than the slack; `None` where that is too much.
    fn list(&mut self, slack: i64, effort: &mut Effort) -> Option<()> {
        let (coupled, aim) = (self.coupled, self.aim);
        let efforts: Vec<Effort> = self
            .lists
            .par_iter_mut()
            .enumerate()
            .map(|(at, list)| {
                let mut effort = Effort::default();
                let threshold = aim.values[at].saturating_sub(slack);
                list.extend(coupled.programme, &self.cells[at], &coupled.parts[at], threshold, &mut effort);
                effort
            })
            .collect();
        efforts.iter().for_each(|own| effort.add(own));
        (!self.lists.iter().any(|list| list.incomplete)).then_some(())
    }

    /// What a pattern loses of its cell's best.
    fn loss(&self, at: usize, pattern: usize) -> i64 {
        self.aim.values[at] - self.lists[at].found[pattern].solved.value
    }

    /// The best choice that loses no more than the slack, if there is one; `None` where the ways are too many.
    fn choose(&self, slack: i64) -> Option<Option<Closed>> {
        let n = self.coupled.couplings.len();
        // What the cells from each on count at least and at most.
        let mut rest = vec![vec![(0, 0); n]];
        for list in self.lists.iter().rev() {
            let after = rest.last().expect("never empty");
            let range = |coupling: usize| {
                let counts = || list.found.iter().map(|pattern| pattern.counts[coupling]);
                let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
                (after[coupling].0 + least, after[coupling].1 + most)
            };
            let next = (0..n).map(range).collect();
            rest.push(next);
        }
        rest.reverse();
        // By cell: counts of all up to it, and the choices that have them at the least loss.
        let mut layers: Vec<Vec<(Vec<u64>, Choice)>> =
            vec![vec![(vec![0; n], Choice { loss: 0, before: 0, pattern: 0 })]];
        for at in 0..self.lists.len() {
            let mut next: BTreeMap<Vec<u64>, Choice> = BTreeMap::new();
            for (before, (counts, choice)) in layers.last().expect("never empty").iter().enumerate() {
                for pattern in 0..self.lists[at].found.len() {
                    let loss = choice.loss + self.loss(at, pattern);
                    let own = &self.lists[at].found[pattern].counts;
                    let counts: Vec<u64> = counts.iter().zip(own).map(|(sum, own)| sum + own).collect();
                    if loss > slack || !self.can_hold(&counts, &rest[at + 1]) {
                        continue;
                    }
                    let fresh = Choice { loss, before, pattern };
                    let known = next.entry(counts).or_insert(fresh);
                    if fresh.loss < known.loss {
                        *known = fresh;
                    }
                }
                if next.len() > MOST_STATES {
                    return None;
                }
            }
            layers.push(next.into_iter().collect());
        }
        Some(self.best(slack, &layers))
    }

    /// Whether counts, with what the cells to come add, can keep the quotas.
    fn can_hold(&self, counts: &[u64], rest: &[(u64, u64)]) -> bool {
        let couplings = self.coupled.couplings.iter().zip(counts.iter().zip(rest));
        couplings.into_iter().all(|(coupling, (count, (least, most)))| {
            coupling.quota.max.is_none_or(|max| count + least <= max)
                && coupling.quota.min.is_none_or(|min| count + most >= min)
        })
    }

    /// The best of all choices, if it loses no more than the slack, unused limits with a price included.
    fn best(&self, slack: i64, layers: &[Vec<(Vec<u64>, Choice)>]) -> Option<Closed> {
        let whole = |n: u64| i64::try_from(n).expect("a number of people");
        let worth = |(counts, choice): &(Vec<u64>, Choice)| -> i64 {
            let added: i64 = self.aim.bonus.iter().zip(counts).map(|(bonus, &n)| bonus * whole(n)).sum();
            self.aim.values.iter().sum::<i64>() - choice.loss - added
        };
        let in_pools = |counts: &[u64]| -> u64 {
            let pools = self.coupled.couplings.iter().zip(counts).filter(|(coupling, _)| coupling.is_pool);
            pools.map(|(_, count)| count).sum()
        };
        let is_wanted =
            |(counts, _): &&(Vec<u64>, Choice)| self.pooled.is_none_or(|pooled| in_pools(counts) == pooled);
        let last = layers.last()?.iter().enumerate().filter(|(_, state)| is_wanted(state));
        let (mut at, value) = last
            .map(|(at, state)| (at, worth(state)))
            .max_by_key(|&(at, value)| (value, std::cmp::Reverse(at)))?;
        if value < self.aim.bound - slack {
            return None;
        }
        let mut plans: Vec<Solved> = Vec::new();
        for (cell, layer) in layers.iter().enumerate().skip(1).rev() {
            let choice = layer[at].1;
            plans.push(self.lists[cell - 1].found[choice.pattern].solved.clone());
            at = choice.before;
        }
        plans.reverse();
        let cases = self.lists.iter().flat_map(Patterns::cases).collect();
        Some(Closed { value, plans, cases })
    }
}
