//! Quotas and pools over several blocks: solved exactly, block by block.
//!
//! Multipliers on the quotas (found by column generation over the cells' plans) make each cell's best
//! plan aim at the quotas; what the multipliers leave open is closed by a search tree over the cells'
//! counts. For the certificate the patterns of counts that lose no more than that are listed, where
//! they are few.
//!
//! Source: Lagrangian relaxation and Dantzig-Wolfe decomposition; Desaulniers, Desrosiers, Solomon
//! (eds.), *Column Generation*, 2005.

use crate::aim::Aim;
use crate::answer::{Answer, Solved};
use crate::cell::Cell;
use crate::closing::Closed;
use crate::part::{Part, everything, shares};
use crate::patterns::{Patterns, Side, counts};
use crate::tree::{Aimed, Grown, Sought, Tree};
use fordel_model::Programme;
use fordel_model::plan::{Case, Row};
use fordel_solver::{Effort, Quota};
use rayon::prelude::*;

/// A quota over people of several cells, a pool, or a largest number of moves from a kept plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coupling<'a> {
    /// The quota; for a pool, its seats as one; for moves one that lists nobody, with the name [`Row::Kept`].
    pub(crate) quota: &'a Quota,
    /// Whether it is a pool.
    pub(crate) is_pool: bool,
}

impl Coupling<'_> {
    /// Which counts others make superfluous, where people counted have no price. How many use a pool always
    /// matters.
    pub(crate) fn side(&self) -> Side {
        match self.is_pool {
            true => Side::Exact,
            false => Side::of(self.quota.min, self.quota.max),
        }
    }

    /// Whether it counts people who move.
    pub(crate) fn is_moves(&self) -> bool {
        self.quota.name == Row::Kept
    }
}

/// Cells coupled by quotas and pools.
pub(crate) struct Coupled<'a> {
    /// The programme.
    pub(crate) programme: &'a Programme,
    /// The cells.
    pub(crate) cells: Vec<&'a Cell>,
    /// What couples them, and all pools that their people use.
    pub(crate) couplings: Vec<Coupling<'a>>,
    /// By cell: each coupling's part in it.
    pub(crate) parts: Vec<Vec<Part>>,
    /// Plans worth less together are of no use.
    pub(crate) floor: Option<i64>,
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
        /// Whether nothing of these seats is better; otherwise the work ran out.
        proven: bool,
        /// Whether the work ran out, so that other plans may seat more people.
        open: bool,
        /// The leaves of all cells.
        cases: Vec<Case>,
    },
    /// No plans of these seats keep the quotas.
    None,
    /// The work ran out.
    Unknown,
}

/// Boxes of counts solved at most for the leaves of one cell.
const MOST_LEAVES: usize = 400;

impl<'a> Coupled<'a> {
    /// The cells with their parts of the quotas.
    pub(crate) fn new(programme: &'a Programme, cells: Vec<&'a Cell>, couplings: Vec<Coupling<'a>>) -> Self {
        let part = |cell: &Cell, coupling: &Coupling<'_>| match coupling.is_moves() {
            true => Part::moves(&cell.block),
            false => Part::of(coupling.quota.name.clone(), cell.block.positions(&coupling.quota.people)),
        };
        let parts = cells
            .iter()
            .map(|cell| couplings.iter().map(|coupling| part(cell, coupling)).collect())
            .collect();
        Self { programme, cells, couplings, parts, floor: None }
    }

    /// Whether these plans (columns by cell) keep the quotas and pools.
    pub(crate) fn holds(&self, plans: &[&[usize]]) -> bool {
        self.allow(&self.sums(plans))
    }

    /// How many people these plans (columns by cell) hold of each quota.
    fn sums(&self, plans: &[&[usize]]) -> Vec<u64> {
        let mut sums = vec![0u64; self.couplings.len()];
        for ((cell, parts), columns) in self.cells.iter().zip(&self.parts).zip(plans) {
            for (sum, count) in sums.iter_mut().zip(counts(cell, parts, columns)) {
                *sum += count;
            }
        }
        sums
    }

    /// How many of the people of each quota these plans hold who use pools.
    pub(crate) fn pooled(&self, plans: &[&[usize]]) -> u64 {
        self.in_pools(&self.sums(plans))
    }

    /// Of these counts, those of pools.
    pub(crate) fn in_pools(&self, counts: &[u64]) -> u64 {
        let pools = self.couplings.iter().zip(counts).filter(|(coupling, _)| coupling.is_pool);
        pools.map(|(_, count)| count).sum()
    }

    /// As many people as could use pools if nothing but their seats and who can be placed mattered.
    pub(crate) fn most_pooled(&self) -> u64 {
        let placeable = |at: usize| -> u64 {
            let here = |(cell, parts): (&&Cell, &Vec<Part>)| {
                parts[at].people.iter().filter(|&&p| cell.block.placeable[p]).count() as u64
            };
            self.cells.iter().zip(&self.parts).map(here).sum()
        };
        let pools = self.couplings.iter().enumerate().filter(|(_, coupling)| coupling.is_pool);
        pools.map(|(at, coupling)| placeable(at).min(coupling.quota.max.unwrap_or(u64::MAX))).sum()
    }

    fn keeps(&self, at: usize, sum: u64) -> bool {
        let quota = self.couplings[at].quota;
        quota.min.is_none_or(|min| min <= sum) && quota.max.is_none_or(|max| sum <= max)
    }

    fn allow(&self, sums: &[u64]) -> bool {
        sums.iter().enumerate().all(|(at, &sum)| self.keeps(at, sum))
    }

    /// Among the plans that are as good for each cell as `plans` (columns by cell), some that keep the
    /// quotas: each cell is asked for its best plan with the fewest, or most, people of the quotas that
    /// are broken. Where this succeeds the couplings cost nothing. `None` where it does not.
    pub(crate) fn equally_good(
        &self,
        seats: &[Vec<u64>],
        plans: &[&[usize]],
        effort: &mut Effort,
    ) -> Option<Vec<Vec<usize>>> {
        let mut plans: Vec<Vec<usize>> = plans.iter().map(|columns| columns.to_vec()).collect();
        let mut wanted = vec![0i64; self.couplings.len()];
        for _ in 0..=self.couplings.len() {
            let borrowed: Vec<&[usize]> = plans.iter().map(Vec::as_slice).collect();
            let sums = self.sums(&borrowed);
            if self.allow(&sums) {
                return Some(plans);
            }
            for ((wanted, coupling), sum) in wanted.iter_mut().zip(&self.couplings).zip(&sums) {
                // Fewer people in pools are no equally good plan.
                if coupling.quota.min.is_some_and(|min| *sum < min) {
                    *wanted += 1;
                } else if coupling.quota.max.is_some_and(|max| *sum > max) {
                    match coupling.is_pool {
                        true => return None,
                        false => *wanted -= 1,
                    }
                }
            }
            let found: Vec<(Option<Answer>, Effort)> = self
                .cells
                .par_iter()
                .enumerate()
                .map(|(at, cell)| {
                    let mut effort = Effort::default();
                    let parts = &self.parts[at];
                    let concerns = |(part, wanted): (&Part, &i64)| !part.is_empty() && *wanted != 0;
                    if !parts.iter().zip(&wanted).any(concerns) {
                        return (None, effort);
                    }
                    // Pools keep the people they have.
                    let mut within = everything(parts);
                    let now = counts(cell, parts, &plans[at]);
                    let pools = within.iter_mut().zip(&now).zip(&self.couplings);
                    for ((within, &now), _) in pools.filter(|(_, coupling)| coupling.is_pool) {
                        *within = (now, now);
                    }
                    let shares = shares(parts, &within, &wanted);
                    let kept = cell.keep.map(|_| cell.kept(&plans[at]));
                    (
                        Some(cell.best_breaking_ties(self.programme, &seats[at], shares, kept, &mut effort)),
                        effort,
                    )
                })
                .collect();
            for ((plan, cell), (answer, own)) in plans.iter_mut().zip(&self.cells).zip(found) {
                effort.add(&own);
                let score = |plan: &[usize]| plan.iter().map(|&c| cell.block.columns.score(c)).sum::<i64>();
                if let Some(Answer::Plan(solved)) = answer
                    && score(&solved.columns) == score(plan)
                {
                    *plan = solved.columns;
                }
            }
        }
        let borrowed: Vec<&[usize]> = plans.iter().map(Vec::as_slice).collect();
        self.holds(&borrowed).then_some(plans)
    }

    /// The best plans for exactly these seats (by cell, by cluster), with `pooled` people in pools all
    /// together where that is given.
    pub(crate) fn best(&self, seats: &[Vec<u64>], pooled: Option<u64>, effort: &mut Effort) -> Joint {
        let mut tree = Tree::new(self, seats, pooled, Sought::Score);
        let aim = match tree.aim(effort) {
            Aimed::At(aim) => *aim,
            Aimed::None => return Joint::None,
            Aimed::Unknown => return Joint::Unknown,
        };
        if self.is_stopped() {
            return self.best_known(&aim, tree);
        }
        if let Some((known, plans)) = tree.chosen()
            && known < aim.bound
            && !self.is_enough(&plans, aim.bound)
            && tree.reaches(&aim)
            && !self.couplings.iter().any(Coupling::is_moves)
            && let Some(closed) = self.closed(&aim, (known, tree.grain()), (seats, pooled), effort)
        {
            let (Closed { value, plans, cases }, open) = (closed, false);
            let scores = self.scores(&plans);
            return Joint::Plans { plans, scores, bound: value, proven: true, open, cases };
        }
        let Grown { best, bound } = tree.grow(&aim, effort);
        let Some((value, plans)) = best else {
            return if bound.is_none() { Joint::None } else { self.best_known(&aim, tree) };
        };
        let bound = bound.unwrap_or(value).min(aim.bound);
        let proven = bound == value;
        let cases = match proven && value < aim.bound {
            true => self.leaves(&aim, value, seats, effort),
            false => aim.cases,
        };
        let scores = self.scores(&plans);
        Joint::Plans { plans, scores, bound, proven, open: false, cases }
    }

    /// The same cells coupled by pools and moves alone.
    pub(crate) fn without_quotas(&self) -> Self {
        let stays = |coupling: &&Coupling<'a>| coupling.is_pool || coupling.is_moves();
        let couplings = self.couplings.iter().filter(stays).copied().collect();
        Self::new(self.programme, self.cells.clone(), couplings)
    }

    /// Whether any plans of exactly these seats, and people in pools where that is given, keep the couplings; `None`
    /// where the work ran out.
    pub(crate) fn holds_at(
        &self,
        seats: &[Vec<u64>],
        pooled: Option<u64>,
        effort: &mut Effort,
    ) -> Option<bool> {
        let mut tree = Tree::new(self, seats, pooled, Sought::Score);
        let aim = match tree.aim(effort) {
            Aimed::At(aim) => aim,
            Aimed::None => return Some(false),
            Aimed::Unknown => return None,
        };
        tree.any(&aim, effort)
    }

    /// Leaves that together show that nothing is worth more than `value`: of each cell the counts whose
    /// best plan loses no more than the multipliers leave open. Where these are many, only those of the
    /// multipliers, which show less.
    fn leaves(&self, aim: &Aim, value: i64, seats: &[Vec<u64>], effort: &mut Effort) -> Vec<Case> {
        let side = |(coupling, price): (&Coupling<'_>, &i64)| match price {
            0 => coupling.side(),
            _ => Side::Exact,
        };
        let sides: Vec<Side> = self.couplings.iter().zip(&aim.multipliers).map(side).collect();
        let slack = aim.bound - value;
        let lists: Vec<(Patterns, Effort)> = (0..self.cells.len())
            .into_par_iter()
            .map(|at| {
                let mut effort = Effort::default();
                let parts = &self.parts[at];
                let mut list = Patterns::on_sides(&seats[at], parts, &aim.bonus, sides.clone());
                list.most = MOST_LEAVES;
                let threshold = aim.values[at].saturating_sub(slack);
                list.extend(self.programme, self.cells[at], parts, threshold, &mut effort);
                (list, effort)
            })
            .collect();
        lists.iter().for_each(|(_, own)| effort.add(own));
        match lists.iter().any(|(list, _)| list.incomplete) {
            true => aim.cases.clone(),
            false => lists.iter().flat_map(|(list, _)| list.cases()).collect(),
        }
    }

    /// Whether the caller wants an end.
    pub(crate) fn is_stopped(&self) -> bool {
        self.cells.first().is_some_and(|cell| cell.work.is_stopped())
    }

    /// Whether plans are good enough under this bound of their sum.
    pub(crate) fn is_enough(&self, plans: &[Solved], bound: i64) -> bool {
        let worth = plans.iter().zip(&self.cells).map(|(plan, cell)| cell.joint_worth(&plan.columns)).sum();
        self.cells.first().is_some_and(|cell| cell.joint.1 == 0 && cell.work.is_enough(worth, bound))
    }

    fn scores(&self, plans: &[Solved]) -> Vec<i64> {
        plans.iter().zip(&self.cells).map(|(plan, cell)| cell.score(&plan.columns)).collect()
    }

    /// Where the work ran out: of all plans of the cells that are known the best that together keep the
    /// couplings, with what the multipliers alone bound.
    fn best_known(&self, aim: &Aim, mut tree: Tree<'_, '_>) -> Joint {
        if let Some((value, plans)) = tree.chosen() {
            let (bound, scores) = (aim.bound.max(value), self.scores(&plans));
            let cases = aim.cases.clone();
            return Joint::Plans { plans, scores, bound, proven: bound == value, open: false, cases };
        }
        // Any number of people in pools, under what the cells could be worth alone.
        let Some((_, plans)) = tree.chosen_of_any() else { return Joint::Unknown };
        let (scores, bound) = (self.scores(&plans), tree.alone());
        Joint::Plans { plans, scores, bound, proven: false, open: true, cases: Vec::new() }
    }

    /// The most that prices × counts can be within the limits of the quotas and pools. Cells pay for moves by the
    /// people they do not keep, which leaves out what all of them kept would be worth.
    pub(crate) fn support(&self, prices: &[i64], pooled: Option<u64>) -> i64 {
        let whole = |n: u64| i64::try_from(n).expect("a number of people");
        let before = || self.cells.iter().map(|cell| whole(cell.block.n_seated_before())).sum::<i64>();
        let single = |(coupling, &price): (&Coupling<'_>, &i64)| {
            let limit = if price > 0 { coupling.quota.max } else { coupling.quota.min };
            let common = if coupling.is_moves() { before() } else { 0 };
            price * (limit.map_or(0, whole) - common)
        };
        let all = || self.couplings.iter().zip(prices);
        let Some(mut left) = pooled else { return all().map(single).sum() };
        let mut sum: i64 = all().filter(|(coupling, _)| !coupling.is_pool).map(single).sum();
        // People in pools, the dearest pools first.
        let mut pools: Vec<(i64, u64)> = all()
            .filter(|(coupling, _)| coupling.is_pool)
            .map(|(coupling, &price)| (price, coupling.quota.max.unwrap_or(u64::MAX)))
            .collect();
        pools.sort_unstable_by(|a, b| b.cmp(a));
        for (price, seats) in pools {
            let here = seats.min(left);
            sum += price * whole(here);
            left -= here;
        }
        sum
    }
}
