//! The plans known of all cells put together: the best mix, the best choice, and where to split.

use super::{CHOOSING_NODES, Place, Tree};
use crate::aim::Known;
use crate::answer::Solved;
use crate::patterns::CountBox;
use fordel_solver::backend::{self, Constraint, Model, Variable};
use std::collections::BTreeMap;

#[expect(clippy::cast_precision_loss, reason = "numbers of people are far below 2^53")]
fn real(n: u64) -> f64 {
    n as f64
}

impl Tree<'_, '_> {
    /// The plans known within boxes.
    pub(super) fn within(&self, boxes: &[CountBox]) -> Vec<Vec<&Known>> {
        let holds = |within: &CountBox, known: &Known| {
            within.iter().zip(&known.counts).all(|(&(least, most), count)| (least..=most).contains(count))
        };
        let of_cell = |(list, within): (&'_ Vec<Known>, &CountBox)| -> Vec<usize> {
            (0..list.len()).filter(|&n| holds(within, &list[n])).collect()
        };
        let which: Vec<Vec<usize>> = self.known.iter().zip(boxes).map(of_cell).collect();
        which
            .into_iter()
            .zip(&self.known)
            .map(|(which, list)| which.into_iter().map(|n| &list[n]).collect())
            .collect()
    }

    /// Where to split: a count on which the plans that the best mix takes of a cell differ, nearest to the middle
    /// between two whole numbers. Where nothing is mixed, which is said, the widest box.
    pub(super) fn place(&self, boxes: &[CountBox]) -> Option<(Place, bool)> {
        let lists = self.within(boxes);
        let mix = self.program(&lists, false).unwrap_or_default();
        let mut best: Option<(f64, Place)> = None;
        for (cell, (list, shares)) in lists.iter().zip(&mix).enumerate() {
            let used: Vec<(&&Known, f64)> =
                list.iter().zip(shares.iter().copied()).filter(|(_, share)| *share > 1e-6).collect();
            for coupling in 0..self.coupled.couplings.len() {
                let counts = used.iter().map(|(known, _)| known.counts[coupling]);
                let (Some(least), Some(most)) = (counts.clone().min(), counts.max()) else { continue };
                if least == most {
                    continue;
                }
                let mean: f64 =
                    used.iter().map(|(known, share)| real(known.counts[coupling]) * share).sum::<f64>();
                let at = (least..most).rfind(|&n| real(n) <= mean).unwrap_or(least);
                let score = ((mean - real(at)) - 0.5).abs();
                if best.is_none_or(|(known, _)| score < known - 1e-9) {
                    best = Some((score, (cell, coupling, at)));
                }
            }
        }
        if let Some((_, place)) = best {
            return Some((place, true));
        }
        let all = boxes.iter().enumerate().flat_map(|(cell, within)| {
            within.iter().enumerate().map(move |(coupling, &(least, most))| (most - least, cell, coupling))
        });
        let (width, cell, coupling) = all.max_by_key(|&(width, cell, _)| (width, std::cmp::Reverse(cell)))?;
        (width > 0).then(|| ((cell, coupling, boxes[cell][coupling].0 + (width - 1) / 2), false))
    }

    /// The best choice of one known plan a cell, if it is better than what is known.
    pub(super) fn choose(&mut self, boxes: &[CountBox]) {
        let lists = self.within(boxes);
        let Some(mix) = self.program(&lists, true) else { return };
        let chosen: Option<Vec<Solved>> = lists
            .iter()
            .zip(&mix)
            .map(|(list, shares)| {
                let at = shares.iter().position(|share| *share > 0.5)?;
                Some(list[at].solved.clone())
            })
            .collect();
        let Some(plans) = chosen else { return };
        let columns: Vec<&[usize]> = plans.iter().map(|plan| plan.columns.as_slice()).collect();
        let fits = self.pooled.is_none_or(|pooled| pooled == self.coupled.pooled(&columns));
        if !fits || !self.coupled.holds(&columns) {
            return;
        }
        let value: i64 = plans.iter().enumerate().map(|(at, plan)| self.worth(at, &plan.columns)).sum();
        if self.best.as_ref().is_none_or(|(known, _)| value > *known) {
            self.best = Some((value, plans));
        }
    }

    /// The best mix of the cells' plans that keeps the couplings, or, in `whole` plans, the best choice.
    pub(super) fn program(&self, lists: &[Vec<&Known>], whole: bool) -> Option<Vec<Vec<f64>>> {
        #[expect(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
        let points = |n: i64| n as f64;
        let mut variables = Vec::new();
        let mut constraints = Vec::new();
        let couplings = &self.coupled.couplings;
        let mut rows: Vec<Vec<(usize, f64)>> = vec![Vec::new(); couplings.len()];
        for list in lists {
            let first = variables.len();
            for known in list {
                let at = variables.len();
                variables.push(Variable {
                    cost: -points(known.worth),
                    lower: 0.0,
                    upper: 1.0,
                    integer: whole,
                });
                for (row, &count) in rows.iter_mut().zip(&known.counts).filter(|(_, count)| **count > 0) {
                    row.push((at, real(count)));
                }
            }
            let one = |sign: f64| (first..first + list.len()).map(|at| (at, sign)).collect::<Vec<_>>();
            constraints.push(Constraint { terms: one(1.0), least: 1.0 });
            constraints.push(Constraint { terms: one(-1.0), least: -1.0 });
        }
        // What a mix lacks of a quota is dear, and no choice may lack anything.
        let mut lacking = |sign: f64, terms: &[(usize, f64)], limit: f64| {
            let mut terms: Vec<(usize, f64)> = terms.iter().map(|&(at, count)| (at, sign * count)).collect();
            if !whole {
                let upper = 1e6;
                variables.push(Variable {
                    cost: 64.0 * points(self.largest),
                    lower: 0.0,
                    upper,
                    integer: false,
                });
                terms.push((variables.len() - 1, 1.0));
            }
            constraints.push(Constraint { terms, least: sign * limit });
        };
        for (coupling, row) in couplings.iter().zip(&rows) {
            if let Some(max) = coupling.quota.max {
                lacking(-1.0, row, real(max));
            }
            if let Some(min) = coupling.quota.min {
                lacking(1.0, row, real(min));
            }
        }
        if let Some(pooled) = self.pooled {
            let mut all: BTreeMap<usize, f64> = BTreeMap::new();
            for (row, _) in rows.iter().zip(couplings).filter(|(_, coupling)| coupling.is_pool) {
                row.iter().for_each(|&(at, count)| *all.entry(at).or_insert(0.0) += count);
            }
            let all: Vec<(usize, f64)> = all.into_iter().collect();
            lacking(-1.0, &all, real(pooled));
            lacking(1.0, &all, real(pooled));
        }
        let nodes = whole.then_some(CHOOSING_NODES);
        let values = backend::minimise(&Model { variables, constraints, nodes }).ok()?;
        let mut values = values.into_iter();
        Some(lists.iter().map(|list| values.by_ref().take(list.len()).collect()).collect())
    }
}
