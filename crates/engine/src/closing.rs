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
use crate::multichoice::{Choices, TooMany};
use crate::patterns::{Patterns, Side};
use fordel_model::plan::Case;
use fordel_solver::Effort;
use rayon::prelude::*;
use std::cmp::Reverse;

/// Boxes of counts solved at most for one cell.
const MOST_BOXES: usize = 400;

/// Nodes for one box at most.
const NODES: u64 = 200_000;

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

    /// The best choice that loses no more than the slack, unused limits with a price included, if there is one; `None`
    /// where the ways are too many.
    fn choose(&self, slack: i64) -> Option<Option<Closed>> {
        let of_cell = |(at, list): (usize, &'_ Patterns)| -> Vec<(Vec<u64>, i64)> {
            let patterns = 0..list.found.len();
            patterns.map(|pattern| (list.found[pattern].counts.clone(), self.loss(at, pattern))).collect()
        };
        let lists: Vec<Vec<(Vec<u64>, i64)>> = self.lists.iter().enumerate().map(of_cell).collect();
        let add = |_, a: &i64, b: &i64| Some(a + b).filter(|&loss| loss <= slack);
        let couplings = &self.coupled.couplings;
        let matter = |at: usize| self.aim.bonus[at] != 0 || couplings[at].is_pool;
        let choices = Choices::of(couplings, &lists, matter, 0, TooMany::Refuse, add)?;
        let worth = |counts: &[u64], loss: i64| -> i64 {
            let added: i64 = self.aim.bonus.iter().zip(counts).map(|(bonus, &n)| bonus * whole(n)).sum();
            self.aim.values.iter().sum::<i64>() - loss - added
        };
        let is_wanted =
            |counts: &[u64]| self.pooled.is_none_or(|pooled| self.coupled.in_pools(counts) == pooled);
        let all = choices.whole().enumerate().filter(|(_, (counts, _))| is_wanted(counts));
        let best = all
            .map(|(at, (counts, &loss))| (worth(counts, loss), Reverse(at)))
            .max()
            .filter(|&(value, _)| value >= self.aim.bound - slack);
        Some(best.map(|(value, Reverse(at))| {
            let patterns = self.lists.iter().zip(choices.patterns(at));
            let plans = patterns.map(|(list, pattern)| list.found[pattern].solved.clone()).collect();
            let cases = self.lists.iter().flat_map(Patterns::cases).collect();
            Closed { value, plans, cases }
        }))
    }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).expect("a number of people")
}
