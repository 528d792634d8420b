//! Coupled cells close to an earlier plan: the levels of the score and of people moved, one after the other, each asked
//! of the score alone within so many moves.
//!
//! To ask for both in one sum would have every cell tell apart all its plans of one score.

use crate::answer::Answer;
use crate::cell::Cell;
use crate::coupling::{Coupled, Joint};
use crate::moves::limit_of;
use fordel_model::keep::KeepOrder;
use fordel_solver::Effort;
use rayon::prelude::*;

/// The best plans level by level, and the fewest people that any as good on the levels before moves.
pub(crate) struct Closest {
    /// The best plans; their bound is the score's.
    pub(crate) joint: Joint,
    /// As many people move at least; nothing where no plan is kept.
    pub(crate) fewest: u64,
}

impl Coupled<'_> {
    /// The best plans for exactly these seats, and people in pools where that is given, level by level.
    pub(crate) fn closest(&self, seats: &[Vec<u64>], pooled: Option<u64>, effort: &mut Effort) -> Closest {
        let asked = (seats, pooled);
        match self.cells.first().and_then(|cell| cell.keep) {
            None => Closest { joint: self.best(seats, pooled, effort), fewest: 0 },
            Some(KeepOrder::First) => self.fewest_first(asked, effort),
            Some(KeepOrder::Last) => self.fewest_last(asked, effort),
        }
    }

    fn fewest_first(&self, (seats, pooled): (&[Vec<u64>], Option<u64>), effort: &mut Effort) -> Closest {
        let alone = self.fewest_alone(seats, effort);
        let limit = limit_of(alone);
        match self.within(&limit).best(seats, pooled, effort) {
            Joint::None => (),
            joint => return Closest { joint, fewest: alone },
        }
        // The couplings have more people move.
        let cells: Vec<Cell> =
            self.cells.iter().map(|&cell| Cell { joint: (0, 1), ..cell.clone() }).collect();
        let of_moves = Coupled { cells: cells.iter().collect(), ..self.shared() };
        let (fewest, is_proven) = match of_moves.best(seats, pooled, effort) {
            Joint::Plans { plans, proven, open: false, .. } => {
                let columns: Vec<&[usize]> = plans.iter().map(|plan| plan.columns.as_slice()).collect();
                (self.moved(&columns), proven)
            }
            Joint::None => return Closest { joint: Joint::None, fewest: alone },
            Joint::Plans { .. } | Joint::Unknown => {
                return Closest { joint: self.best(seats, pooled, effort), fewest: alone };
            }
        };
        let joint = self.within(&limit_of(fewest)).best(seats, pooled, effort);
        Closest { joint, fewest: if is_proven { fewest } else { alone } }
    }

    fn fewest_last(&self, (seats, pooled): (&[Vec<u64>], Option<u64>), effort: &mut Effort) -> Closest {
        let mut joint = self.best(seats, pooled, effort);
        let mut fewest = 0;
        if let Joint::Plans { plans, scores, proven, open: false, .. } = &mut joint {
            fewest = self.fewest_alone(seats, effort);
            let total: i64 = scores.iter().sum();
            let moved = |plans: &[crate::answer::Solved]| {
                self.moved(&plans.iter().map(|plan| plan.columns.as_slice()).collect::<Vec<_>>())
            };
            // The fewest first: it is nearly always possible.
            let (mut middle, mut is_open) = (fewest, *proven);
            while is_open && fewest < moved(plans) {
                let limit = limit_of(middle);
                let within = Coupled { floor: Some(total), ..self.within(&limit) };
                match within.best(seats, pooled, effort) {
                    Joint::Plans { plans: closer, scores: own, .. } if own.iter().sum::<i64>() == total => {
                        (*plans, *scores) = (closer, own);
                    }
                    Joint::None => fewest = middle + 1,
                    Joint::Plans { bound, .. } if bound < total => fewest = middle + 1,
                    Joint::Plans { .. } | Joint::Unknown => is_open = false,
                }
                middle = fewest + (moved(plans).max(fewest) - fewest) / 2;
            }
        }
        Closest { joint, fewest }
    }

    /// The same with at most so many moves.
    fn within<'b>(&'b self, limit: &'b fordel_solver::Quota) -> Coupled<'b> {
        let mut couplings: Vec<crate::coupling::Coupling<'b>> = self.couplings.clone();
        match couplings.iter_mut().find(|coupling| coupling.is_moves()) {
            Some(moves) if moves.quota.max <= limit.max => (),
            Some(moves) => moves.quota = limit,
            None => couplings.push(crate::coupling::Coupling { quota: limit, is_pool: false }),
        }
        Coupled::new(self.programme, self.cells.clone(), couplings)
    }

    fn shared(&self) -> Coupled<'_> {
        Coupled::new(self.programme, self.cells.clone(), self.couplings.clone())
    }

    /// People whom plans (columns by cell) move.
    fn moved(&self, plans: &[&[usize]]) -> u64 {
        self.cells.iter().zip(plans).map(|(cell, columns)| cell.moved(columns)).sum()
    }

    /// The fewest that the cells move if nothing coupled them.
    fn fewest_alone(&self, seats: &[Vec<u64>], effort: &mut Effort) -> u64 {
        let found: Vec<(u64, Effort)> = self
            .cells
            .par_iter()
            .zip(seats)
            .map(|(cell, seats)| {
                let mut effort = Effort::default();
                let before = i64::try_from(cell.block.n_seated_before()).unwrap_or(i64::MAX);
                let fewest = match cell.most_kept(self.programme, seats, Vec::new(), &mut effort) {
                    Answer::Plan(most) => u64::try_from(before - most.bound).unwrap_or(0),
                    Answer::None(_) | Answer::Unknown => 0,
                };
                (fewest, effort)
            })
            .collect();
        found.iter().for_each(|(_, own)| effort.add(own));
        found.into_iter().map(|(fewest, _)| fewest).sum()
    }
}
