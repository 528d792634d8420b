//! Quotas over several clusters: solved exactly, block by block.
//!
//! Multipliers on the quotas (found by column generation over the cells' plans) make each cell's best
//! plan aim at the quotas; what the multipliers leave open is closed by listing, for every cell, all
//! patterns of counts that lose little, and combining them by dynamic programming.
//!
//! Source: Lagrangian relaxation and Dantzig-Wolfe decomposition; Desaulniers, Desrosiers, Solomon
//! (eds.), *Column Generation*, 2005.

use crate::cell::{Answer, Cell, Solved};
use crate::patterns::{Part, Pattern, counts, everything, patterns, shares};
use fordel_model::Programme;
use fordel_model::plan::Case;
use fordel_solver::backend::{self, Constraint, Model, Variable};
use fordel_solver::{Effort, Quota};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Cells coupled by quotas.
pub(crate) struct Coupled<'a> {
    /// The programme.
    pub(crate) programme: &'a Programme,
    /// The cells.
    pub(crate) cells: Vec<&'a Cell>,
    /// The quotas that couple them.
    pub(crate) quotas: Vec<&'a Quota>,
    /// By cell: each quota's part in it.
    pub(crate) parts: Vec<Vec<Part>>,
}

/// What came of the coupled cells for given seats.
pub(crate) enum Joint {
    /// A best plan for each cell, the sum that none can beat, and the leaves.
    Plans {
        /// By cell.
        plans: Vec<Solved>,
        /// By cell: its score.
        scores: Vec<i64>,
        /// Upper bound of the sum of scores.
        bound: i64,
        /// The leaves of all cells.
        cases: Vec<Case>,
    },
    /// No plans of these seats keep the quotas.
    None,
    /// The work ran out.
    Unknown,
}

/// Rounds of multipliers at most.
const MAX_ROUNDS: usize = 60;

impl<'a> Coupled<'a> {
    /// The cells with their parts of the quotas.
    pub(crate) fn new(programme: &'a Programme, cells: Vec<&'a Cell>, quotas: Vec<&'a Quota>) -> Self {
        let part = |cell: &Cell, quota: &Quota| Part {
            name: quota.name.clone(),
            people: cell.block.positions(&quota.people),
        };
        let parts = cells.iter().map(|cell| quotas.iter().map(|quota| part(cell, quota)).collect()).collect();
        Self { programme, cells, quotas, parts }
    }

    /// Whether these plans (columns by cell) keep the quotas.
    pub(crate) fn holds(&self, plans: &[&[usize]]) -> bool {
        self.allow(&self.sums(plans))
    }

    /// How many people these plans (columns by cell) hold of each quota.
    fn sums(&self, plans: &[&[usize]]) -> Vec<u64> {
        let mut sums = vec![0u64; self.quotas.len()];
        for ((cell, parts), columns) in self.cells.iter().zip(&self.parts).zip(plans) {
            for (sum, count) in sums.iter_mut().zip(counts(cell, parts, columns)) {
                *sum += count;
            }
        }
        sums
    }

    fn allow(&self, sums: &[u64]) -> bool {
        let keeps = |(&sum, quota): (&u64, &&Quota)| {
            quota.min.is_none_or(|min| min <= sum) && quota.max.is_none_or(|max| sum <= max)
        };
        sums.iter().zip(&self.quotas).all(keeps)
    }

    /// Among the plans that are as good for each cell as `plans` (columns by cell), some that keep the
    /// quotas: each cell is asked for its best plan with the fewest, or most, people of the quotas that
    /// are broken. Where this succeeds the couplings cost nothing. `None` where it does not.
    pub(crate) fn equally_good(
        &self,
        seats: &[u64],
        plans: &[&[usize]],
        effort: &mut Effort,
    ) -> Option<Vec<Vec<usize>>> {
        let mut plans: Vec<Vec<usize>> = plans.iter().map(|columns| columns.to_vec()).collect();
        let mut wanted = vec![0i64; self.quotas.len()];
        for _ in 0..=self.quotas.len() {
            let borrowed: Vec<&[usize]> = plans.iter().map(Vec::as_slice).collect();
            let sums = self.sums(&borrowed);
            if self.allow(&sums) {
                return Some(plans);
            }
            for ((wanted, quota), sum) in wanted.iter_mut().zip(&self.quotas).zip(&sums) {
                if quota.min.is_some_and(|min| *sum < min) {
                    *wanted += 1;
                } else if quota.max.is_some_and(|max| *sum > max) {
                    *wanted -= 1;
                }
            }
            let found: Vec<(Answer, Effort)> = self
                .cells
                .par_iter()
                .enumerate()
                .map(|(at, cell)| {
                    let mut effort = Effort::default();
                    let parts = &self.parts[at];
                    let shares = shares(parts, &everything(parts), &wanted);
                    let kept = cell.keep.map(|_| cell.kept(&plans[at]));
                    (cell.best_breaking_ties(self.programme, seats[at], shares, kept, &mut effort), effort)
                })
                .collect();
            for ((plan, cell), (answer, own)) in plans.iter_mut().zip(&self.cells).zip(found) {
                effort.add(&own);
                let score = |plan: &[usize]| plan.iter().map(|&c| cell.block.columns.score(c)).sum::<i64>();
                if let Answer::Plan(solved) = answer
                    && score(&solved.columns) == score(plan)
                {
                    *plan = solved.columns;
                }
            }
        }
        let borrowed: Vec<&[usize]> = plans.iter().map(Vec::as_slice).collect();
        self.holds(&borrowed).then_some(plans)
    }

    /// The best plans for exactly these seats, by cell.
    pub(crate) fn best(&self, seats: &[u64], effort: &mut Effort) -> Joint {
        let Some(aim) = self.aim(seats, effort) else { return Joint::None };
        let least: Vec<i64> = self
            .cells
            .iter()
            .zip(seats)
            .map(|(cell, &s)| cell.block.program(&cell.joint_ask(s, vec![])).least_value())
            .collect();
        if aim.bound < least.iter().sum() {
            return Joint::None;
        }
        let mut slack = (aim.bound.abs() / 2_000).max(16);
        loop {
            let listed: Vec<(crate::patterns::Patterns, Effort)> = self
                .cells
                .par_iter()
                .enumerate()
                .map(|(at, cell)| {
                    let mut effort = Effort::default();
                    let threshold = aim.values[at].saturating_sub(slack);
                    let parts = &self.parts[at];
                    let bonus = &aim.bonus;
                    let found =
                        patterns(self.programme, cell, seats[at], parts, bonus, Some(threshold), &mut effort);
                    (found, effort)
                })
                .collect();
            for (_, own) in &listed {
                effort.add(own);
            }
            if listed.iter().any(|(patterns, _)| patterns.incomplete) {
                return Joint::Unknown;
            }
            let lists: Vec<&[Pattern]> =
                listed.iter().map(|(patterns, _)| patterns.found.as_slice()).collect();
            if let Some((loss, choice)) = self.combine(&lists, &aim, slack) {
                let plans: Vec<Solved> =
                    lists.iter().zip(&choice).map(|(list, &at)| list[at].solved.clone()).collect();
                let scores = lists
                    .iter()
                    .zip(&choice)
                    .zip(&self.cells)
                    .map(|((list, &at), cell)| cell.score(&list[at].solved.columns))
                    .collect();
                let cases = listed.iter().flat_map(|(patterns, _)| patterns.cases.clone()).collect();
                return Joint::Plans { plans, scores, bound: aim.bound - loss, cases };
            }
            if listed.iter().all(|(patterns, _)| !patterns.cut) {
                return Joint::None;
            }
            slack = slack.saturating_mul(4);
        }
    }

    /// For each cell one pattern, so that the quotas hold and the sum of losses is least, at most
    /// `slack`: the loss and the choices.
    fn combine(&self, lists: &[&[Pattern]], aim: &Aim, slack: i64) -> Option<(i64, Vec<usize>)> {
        let mut reached: BTreeMap<Vec<u64>, (i64, Vec<usize>)> = BTreeMap::new();
        reached.insert(vec![0; self.quotas.len()], (0, Vec::new()));
        for (at, list) in lists.iter().enumerate() {
            let mut next: BTreeMap<Vec<u64>, (i64, Vec<usize>)> = BTreeMap::new();
            for (sums, (loss, choice)) in &reached {
                for (index, pattern) in list.iter().enumerate() {
                    let loss = loss + aim.values[at] - pattern.solved.value;
                    if loss > slack {
                        continue;
                    }
                    let sums: Vec<u64> = sums.iter().zip(&pattern.counts).map(|(a, b)| a + b).collect();
                    let better = next.get(&sums).is_none_or(|(known, _)| loss < *known);
                    if better {
                        let mut choice = choice.clone();
                        choice.push(index);
                        next.insert(sums, (loss, choice));
                    }
                }
            }
            reached = next;
        }
        reached
            .into_iter()
            .filter(|(sums, _)| self.allow(sums))
            .map(|(sums, (loss, choice))| (loss + self.row_losses(&aim.multipliers, &sums), choice))
            .filter(|(loss, _)| *loss <= slack)
            .min()
    }

    /// What the quotas lose by not being at their priced limit.
    fn row_losses(&self, multipliers: &[i64], sums: &[u64]) -> i64 {
        let loss = |((quota, &m), &sum): ((&&Quota, &i64), &u64)| {
            support(quota, m) - m * i64::try_from(sum).expect("a number of people")
        };
        self.quotas.iter().zip(multipliers).zip(sums).map(loss).sum()
    }

    /// Multipliers (a price a person counted) under which the sum of the cells' best plans bounds the
    /// whole as low as can be; `None` where some cell has no plan of its seats at all.
    fn aim(&self, seats: &[u64], effort: &mut Effort) -> Option<Aim> {
        let mut pool: Vec<Vec<(i64, Vec<u64>)>> = vec![Vec::new(); self.cells.len()];
        let mut best: Option<Aim> = None;
        let mut multipliers = vec![0i64; self.quotas.len()];
        for _ in 0..MAX_ROUNDS {
            let bonus: Vec<i64> = multipliers.iter().map(|m| -m).collect();
            let found = self.at(seats, &bonus, effort)?;
            let values: Vec<i64> = found.iter().map(|(value, _)| *value).collect();
            let supports = self.quotas.iter().zip(&multipliers).map(|(quota, &m)| support(quota, m));
            let bound = values.iter().sum::<i64>() + supports.sum::<i64>();
            let mut fresh = false;
            for (list, (value, counts)) in pool.iter_mut().zip(&found) {
                let pattern = (value - bonus_of(&bonus, counts), counts.clone());
                if !list.contains(&pattern) {
                    list.push(pattern);
                    fresh = true;
                }
            }
            if best.as_ref().is_none_or(|best| bound < best.bound) {
                best = Some(Aim { multipliers: multipliers.clone(), bonus, values, bound });
            }
            let Some(next) = self.master(&pool).filter(|next| fresh && *next != multipliers) else { break };
            multipliers = next;
        }
        best
    }

    /// Each cell's best plan under these bonuses: value and counts.
    fn at(&self, seats: &[u64], bonus: &[i64], effort: &mut Effort) -> Option<Vec<(i64, Vec<u64>)>> {
        let answers: Vec<(Answer, Effort)> = self
            .cells
            .par_iter()
            .enumerate()
            .map(|(at, cell)| {
                let mut effort = Effort::default();
                let parts = &self.parts[at];
                let shares = shares(parts, &everything(parts), bonus);
                (cell.best_joint(self.programme, seats[at], shares, &mut effort), effort)
            })
            .collect();
        for (_, own) in &answers {
            effort.add(own);
        }
        answers
            .into_iter()
            .enumerate()
            .map(|(at, (answer, _))| match answer {
                Answer::Plan(solved) => {
                    Some((solved.bound, counts(self.cells[at], &self.parts[at], &solved.columns)))
                }
                Answer::None(_) | Answer::Unknown => None,
            })
            .collect()
    }

    /// The dual of "mix the known plans of each cell so that the quotas hold": new multipliers,
    /// rounded to whole points.
    fn master(&self, pool: &[Vec<(i64, Vec<u64>)>]) -> Option<Vec<i64>> {
        #[expect(clippy::cast_precision_loss, reason = "scores and counts are far below 2^53")]
        let real = |n: i64| n as f64;
        let count = |n: u64| real(i64::try_from(n).unwrap_or(i64::MAX));
        let largest = pool.iter().flatten().map(|(score, _)| score.abs()).max().unwrap_or(0).max(1);
        let reach = 64.0 * real(largest);
        let free = |cost: f64| Variable { cost, lower: -1e15, upper: 1e15, integer: false };
        let mut variables: Vec<Variable> = pool.iter().map(|_| free(1.0)).collect();
        let mut sides: Vec<Vec<(usize, f64)>> = Vec::new();
        for quota in &self.quotas {
            let mut side = Vec::new();
            let mut add = |cost: f64, sign: f64| {
                variables.push(Variable { cost, lower: 0.0, upper: reach, integer: false });
                side.push((variables.len() - 1, sign));
            };
            if let Some(max) = quota.max {
                add(count(max), 1.0);
            }
            if let Some(min) = quota.min {
                add(-count(min), -1.0);
            }
            sides.push(side);
        }
        let constraints = pool
            .iter()
            .enumerate()
            .flat_map(|(cell, list)| list.iter().map(move |pattern| (cell, pattern)))
            .map(|(cell, (score, counts))| {
                let quotas = sides.iter().zip(counts).flat_map(|(side, &n)| {
                    side.iter().map(move |&(variable, sign)| (variable, sign * count(n)))
                });
                Constraint {
                    terms: std::iter::once((cell, 1.0)).chain(quotas).collect(),
                    least: real(*score),
                }
            })
            .collect();
        let solution = backend::minimise(&Model { variables, constraints }).ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "within the box")]
        let whole = |side: &Vec<(usize, f64)>| {
            side.iter().map(|&(variable, sign)| sign * solution[variable]).sum::<f64>().round() as i64
        };
        Some(sides.iter().map(whole).collect())
    }
}

/// The best multipliers found.
struct Aim {
    /// A price a person counted, by quota: positive for a largest number, negative for a least.
    multipliers: Vec<i64>,
    /// Their negatives: points added for each person counted.
    bonus: Vec<i64>,
    /// By cell: what its best plan is worth with the bonuses.
    values: Vec<i64>,
    /// What all cells together cannot beat.
    bound: i64,
}

fn bonus_of(bonus: &[i64], counts: &[u64]) -> i64 {
    bonus.iter().zip(counts).map(|(b, &n)| b * i64::try_from(n).expect("a number of people")).sum()
}

/// The most that price × count can be within the quota's limits.
fn support(quota: &Quota, price: i64) -> i64 {
    let limit = if price > 0 { quota.max } else { quota.min };
    price * limit.map_or(0, |n| i64::try_from(n).expect("a number of people"))
}
