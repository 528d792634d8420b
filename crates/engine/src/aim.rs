//! The prices of quotas and pools over several blocks, and the bound they give.

use crate::answer::{Answer, Solved};
use crate::coupling::{Coupled, bonus_of};
use crate::patterns::{counts, everything, shares};
use fordel_model::plan::Case;
use fordel_solver::Effort;
use fordel_solver::backend::{self, Constraint, Model, Variable};
use rayon::prelude::*;

/// Rounds of multipliers at most.
const MAX_ROUNDS: usize = 60;

/// The same once an end is wanted.
const STOPPED_ROUNDS: usize = 6;

/// A plan of a cell as the multipliers see it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// What no plan with these counts is worth more than, the bonuses left out.
    pub(crate) worth: i64,
    /// How many people each coupling counts.
    pub(crate) counts: Vec<u64>,
    /// The bonuses it is best under.
    pub(crate) bonus: Vec<i64>,
    /// The plan.
    pub(crate) solved: Solved,
}

/// How the search for multipliers ended.
pub(crate) enum Aimed {
    /// With these.
    At(Box<Aim>),
    /// Some cell has no plan of its seats at all.
    None,
    /// The work ran out before the first.
    Unknown,
}

/// The best multipliers found.
pub(crate) struct Aim {
    /// A price a person counted, by quota: positive for a largest number, negative for a least.
    pub(crate) multipliers: Vec<i64>,
    /// Their negatives: points added for each person counted.
    pub(crate) bonus: Vec<i64>,
    /// By cell: what its best plan is worth with the bonuses.
    pub(crate) values: Vec<i64>,
    /// What all cells together cannot beat.
    pub(crate) bound: i64,
    /// By cell: all plans found on the way.
    pub(crate) known: Vec<Vec<Known>>,
    /// The leaves of the bound.
    pub(crate) cases: Vec<Case>,
}

impl<'a> Coupled<'a> {
    /// Multipliers (a price a person counted) under which the sum of the cells' best plans bounds the
    /// whole as low as can be.
    pub(crate) fn aim(&self, seats: &[Vec<u64>], pooled: Option<u64>, effort: &mut Effort) -> Aimed {
        let mut pool: Vec<Vec<Known>> = vec![Vec::new(); self.cells.len()];
        let mut best: Option<Aim> = None;
        let mut multipliers = vec![0i64; self.couplings.len()];
        // Once an end is wanted only a few more: they may yet bring a plan that keeps the quotas.
        let mut stopped = 0;
        for _ in 0..MAX_ROUNDS {
            stopped += usize::from(self.is_stopped());
            if stopped > STOPPED_ROUNDS {
                break;
            }
            let bonus: Vec<i64> = multipliers.iter().map(|m| -m).collect();
            let found = match self.at(seats, &bonus, &pool, effort) {
                Ok(found) => found,
                Err(without) => match best {
                    Some(_) => break,
                    None => return without,
                },
            };
            let values: Vec<i64> =
                found.iter().map(|known| known.worth + bonus_of(&bonus, &known.counts)).collect();
            let bound = values.iter().sum::<i64>() + self.support(&multipliers, pooled);
            if best.as_ref().is_none_or(|best| bound < best.bound) {
                let cases = found.iter().flat_map(|known| known.solved.cases.iter().cloned()).collect();
                let multipliers = multipliers.clone();
                best = Some(Aim { multipliers, bonus, values, bound, known: Vec::new(), cases });
            }
            let mut fresh = false;
            for (list, found) in pool.iter_mut().zip(found) {
                if !list.iter().any(|known| known.worth == found.worth && known.counts == found.counts) {
                    list.push(found);
                    fresh = true;
                }
            }
            let Some(next) = self.master(&pool, pooled).filter(|next| fresh && *next != multipliers) else {
                break;
            };
            multipliers = next;
        }
        best.map_or(Aimed::Unknown, |best| Aimed::At(Box::new(Aim { known: pool, ..best })))
    }

    /// Each cell's best plan under these bonuses. A cell that the bonuses do not concern keeps the plan
    /// it has.
    fn at(
        &self,
        seats: &[Vec<u64>],
        bonus: &[i64],
        known: &[Vec<Known>],
        effort: &mut Effort,
    ) -> Result<Vec<Known>, Aimed> {
        let answers: Vec<(Result<Known, Aimed>, Effort)> = self
            .cells
            .par_iter()
            .enumerate()
            .map(|(at, cell)| {
                let mut effort = Effort::default();
                let parts = &self.parts[at];
                // Bonuses for nobody here make no other question.
                let own: Vec<i64> = (parts.iter().zip(bonus))
                    .map(|(part, &bonus)| if part.people.is_empty() { 0 } else { bonus })
                    .collect();
                if let Some(asked) = known[at].iter().find(|known| known.bonus == own) {
                    return (Ok(asked.clone()), effort);
                }
                let shares = shares(parts, &everything(parts), &own);
                let found = match cell.best_joint(self.programme, &seats[at], shares, &mut effort) {
                    Answer::Plan(solved) => {
                        let counts = counts(cell, parts, &solved.columns);
                        let worth = solved.bound - bonus_of(&own, &counts);
                        Ok(Known { worth, counts, bonus: own, solved: *solved })
                    }
                    Answer::None(_) => Err(Aimed::None),
                    Answer::Unknown => Err(Aimed::Unknown),
                };
                (found, effort)
            })
            .collect();
        for (_, own) in &answers {
            effort.add(own);
        }
        answers.into_iter().map(|(found, _)| found).collect()
    }

    /// The dual of "mix the known plans of each cell so that the quotas hold": new multipliers,
    /// rounded to whole points.
    fn master(&self, pool: &[Vec<Known>], pooled: Option<u64>) -> Option<Vec<i64>> {
        #[expect(clippy::cast_precision_loss, reason = "scores and counts are far below 2^53")]
        let real = |n: i64| n as f64;
        let count = |n: u64| real(i64::try_from(n).unwrap_or(i64::MAX));
        // By the plans without prices: a bound that the work left loose must not raise the prices of the next.
        let first = pool.iter().filter_map(|list| list.first());
        let largest = first.map(|known| known.worth.abs()).max().unwrap_or(0).max(1);
        let reach = 64.0 * real(largest);
        let free = |cost: f64| Variable { cost, lower: -1e15, upper: 1e15, integer: false };
        let mut variables: Vec<Variable> = pool.iter().map(|_| free(1.0)).collect();
        // One price for everybody in a pool, beside each pool's own.
        let everybody = pooled.map(|pooled| {
            variables.push(Variable { cost: count(pooled), lower: -reach, upper: reach, integer: false });
            variables.len() - 1
        });
        let mut sides: Vec<Vec<(usize, f64)>> = Vec::new();
        for coupling in &self.couplings {
            let mut side = Vec::new();
            let mut add = |cost: f64, sign: f64| {
                variables.push(Variable { cost, lower: 0.0, upper: reach, integer: false });
                side.push((variables.len() - 1, sign));
            };
            if let Some(max) = coupling.quota.max {
                add(count(max), 1.0);
            }
            if let Some(min) = coupling.quota.min {
                add(-count(min), -1.0);
            }
            if coupling.is_pool {
                side.extend(everybody.map(|variable| (variable, 1.0)));
            }
            sides.push(side);
        }
        let constraints = pool
            .iter()
            .enumerate()
            .flat_map(|(cell, list)| list.iter().map(move |pattern| (cell, pattern)))
            .map(|(cell, Known { worth, counts, .. })| {
                let mut terms: Vec<(usize, f64)> = vec![(cell, 1.0)];
                for (side, &n) in sides.iter().zip(counts) {
                    for &(variable, sign) in side {
                        match terms.iter_mut().find(|(known, _)| *known == variable) {
                            Some((_, sum)) => *sum += sign * count(n),
                            None => terms.push((variable, sign * count(n))),
                        }
                    }
                }
                Constraint { terms, least: real(*worth) }
            })
            .collect();
        let solution = backend::minimise(&Model { variables, constraints, nodes: None }).ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "within the box")]
        let whole = |side: &Vec<(usize, f64)>| {
            side.iter().map(|&(variable, sign)| sign * solution[variable]).sum::<f64>().round() as i64
        };
        Some(sides.iter().map(whole).collect())
    }
}
