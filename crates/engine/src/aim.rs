//! The prices of quotas and pools over several blocks, and the bound they give.

use crate::answer::Solved;
use crate::coupling::Coupled;
use fordel_model::plan::Case;
use fordel_solver::backend::{self, Constraint, Model, Variable};

/// A plan of a cell as the multipliers see it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// What no plan with these counts is worth more than, the bonuses left out.
    pub(crate) worth: i64,
    /// How many people each coupling counts.
    pub(crate) counts: Vec<u64>,
    /// The plan.
    pub(crate) solved: Solved,
}

/// The best multipliers found.
#[derive(Clone, Debug)]
pub(crate) struct Aim {
    /// A price a person counted, by quota: positive for a largest number, negative for a least.
    pub(crate) multipliers: Vec<i64>,
    /// Their negatives: points added for each person counted.
    pub(crate) bonus: Vec<i64>,
    /// By cell: what its best plan is worth with the bonuses.
    pub(crate) values: Vec<i64>,
    /// What all cells together cannot beat.
    pub(crate) bound: i64,
    /// The leaves of the bound.
    pub(crate) cases: Vec<Case>,
}

/// New multipliers, near those that were best.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Next {
    /// In whole points.
    pub(crate) multipliers: Vec<i64>,
    /// Whether some of them would go further if they might.
    pub(crate) is_on_edge: bool,
}

impl Coupled<'_> {
    /// The dual of "mix these plans of each cell (their worth, and how many they count) so that the quotas
    /// hold": new multipliers within `radius` of the best so far, and none beyond `reach`, rounded to whole
    /// points. Without such a box they jump to where cells are hard to solve and nothing is learnt.
    ///
    /// Source: Marsten, Hogan, Blankenship, *The Boxstep Method for Large-Scale Optimization*, Operations
    /// Research 23(3), 1975.
    pub(crate) fn next(
        &self,
        plans: &[Vec<(i64, &[u64])>],
        (centre, radius, reach): (&[i64], i64, i64),
        pooled: Option<u64>,
    ) -> Option<Next> {
        #[expect(clippy::cast_precision_loss, reason = "scores and counts are far below 2^53")]
        let real = |n: i64| n as f64;
        let count = |n: u64| real(i64::try_from(n).unwrap_or(i64::MAX));
        let free = |cost: f64| Variable { cost, lower: -1e15, upper: 1e15, integer: false };
        let mut variables: Vec<Variable> = plans.iter().map(|_| free(1.0)).collect();
        // One price for everybody in a pool, beside each pool's own.
        let everybody = pooled.map(|pooled| {
            let reach = real(reach);
            variables.push(Variable { cost: count(pooled), lower: -reach, upper: reach, integer: false });
            variables.len() - 1
        });
        let mut sides: Vec<Vec<(usize, f64)>> = Vec::new();
        for (coupling, &centre) in self.couplings.iter().zip(centre) {
            let mut side = Vec::new();
            let mut add = |cost: f64, sign: i64| {
                // A pool's own price may be made up for by everybody's.
                let near = !(coupling.is_pool && everybody.is_some());
                let here = (sign * centre).max(0);
                let lower = if near { (here - radius).max(0) } else { 0 };
                let upper = if near { (here + radius).min(reach) } else { reach };
                variables.push(Variable { cost, lower: real(lower), upper: real(upper), integer: false });
                side.push((variables.len() - 1, real(sign)));
            };
            if let Some(max) = coupling.quota.max {
                add(count(max), 1);
            }
            if let Some(min) = coupling.quota.min {
                add(-count(min), -1);
            }
            if coupling.is_pool {
                side.extend(everybody.map(|variable| (variable, 1.0)));
            }
            sides.push(side);
        }
        let constraints = plans
            .iter()
            .enumerate()
            .flat_map(|(cell, list)| list.iter().map(move |plan| (cell, plan)))
            .map(|(cell, &(worth, counts))| {
                let mut terms: Vec<(usize, f64)> = vec![(cell, 1.0)];
                for (side, &n) in sides.iter().zip(counts).filter(|(_, n)| **n > 0) {
                    for &(variable, sign) in side {
                        match terms.iter_mut().find(|(known, _)| *known == variable) {
                            Some((_, sum)) => *sum += sign * count(n),
                            None => terms.push((variable, sign * count(n))),
                        }
                    }
                }
                Constraint { terms, least: real(worth) }
            })
            .collect();
        let bounds: Vec<(f64, f64)> =
            variables.iter().map(|variable| (variable.lower, variable.upper)).collect();
        let solution = backend::minimise(&Model { variables, constraints, nodes: None }).ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "within the box")]
        let whole = |side: &Vec<(usize, f64)>| {
            side.iter().map(|&(variable, sign)| sign * solution[variable]).sum::<f64>().round() as i64
        };
        let is_on_edge = sides.iter().flatten().any(|&(variable, _)| {
            let ((lower, upper), value) = (bounds[variable], solution[variable]);
            value > upper - 0.5 && upper < real(reach) || value < lower + 0.5 && lower > 0.5
        });
        Some(Next { multipliers: sides.iter().map(whole).collect(), is_on_edge })
    }
}
