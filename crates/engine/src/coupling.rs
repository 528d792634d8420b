//! Quotas and pools over several blocks: solved exactly, block by block.
//!
//! Multipliers on the quotas (found by column generation over the cells' plans) make each cell's best
//! plan aim at the quotas; what the multipliers leave open is closed by listing, for every cell, the
//! patterns of counts that lose little, and combining them within a budget of losses that grows until
//! a combination keeps the quotas.
//!
//! Source: Lagrangian relaxation and Dantzig-Wolfe decomposition; Desaulniers, Desrosiers, Solomon
//! (eds.), *Column Generation*, 2005.

use crate::aim::{Aim, Aimed};
use crate::answer::{Answer, Solved};
use crate::cell::Cell;
use crate::combine::{Choice, Combination, combine};
use crate::patterns::{Part, Patterns, Side, counts, everything, shares};
use fordel_model::Programme;
use fordel_model::plan::Case;
use fordel_solver::{Effort, Quota};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A quota over people of several cells, or a pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coupling<'a> {
    /// The quota; for a pool, its seats as one.
    pub(crate) quota: &'a Quota,
    /// Whether it is a pool.
    pub(crate) is_pool: bool,
}

impl Coupling<'_> {
    /// At least and at most so many people.
    fn limits(&self) -> (u64, u64) {
        (self.quota.min.unwrap_or(0), self.quota.max.unwrap_or(u64::MAX))
    }

    /// Which counts others make superfluous, where people counted have no price. How many use a pool always
    /// matters.
    pub(crate) fn side(&self) -> Side {
        match self.is_pool {
            true => Side::Exact,
            false => Side::of(self.quota.min, self.quota.max),
        }
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

/// What the first budget of losses is, in points.
const FIRST_SLACK: i64 = 4;

impl<'a> Coupled<'a> {
    /// The cells with their parts of the quotas.
    pub(crate) fn new(programme: &'a Programme, cells: Vec<&'a Cell>, couplings: Vec<Coupling<'a>>) -> Self {
        let part = |cell: &Cell, coupling: &Coupling<'_>| Part {
            name: coupling.quota.name.clone(),
            people: cell.block.positions(&coupling.quota.people),
        };
        let parts = cells
            .iter()
            .map(|cell| couplings.iter().map(|coupling| part(cell, coupling)).collect())
            .collect();
        Self { programme, cells, couplings, parts }
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
        let sums = self.sums(plans);
        self.couplings.iter().zip(sums).filter(|(coupling, _)| coupling.is_pool).map(|(_, sum)| sum).sum()
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
                    let concerns = |(part, wanted): (&Part, &i64)| !part.people.is_empty() && *wanted != 0;
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
        let aim = match self.aim(seats, pooled, effort) {
            Aimed::At(aim) => *aim,
            Aimed::None => return Joint::None,
            Aimed::Unknown => return Joint::Unknown,
        };
        let least: Vec<i64> = self
            .cells
            .iter()
            .zip(seats)
            .map(|(cell, seats)| cell.block.program(&cell.joint_ask(seats, vec![])).least_value())
            .collect();
        if aim.bound < least.iter().sum() {
            return Joint::None;
        }
        // Counts are listed of what has a price and of pools; of other quotas once they are broken.
        let mut listed: Vec<bool> = self
            .couplings
            .iter()
            .zip(&aim.multipliers)
            .map(|(coupling, &price)| price != 0 || coupling.is_pool)
            .collect();
        if !listed.contains(&true) {
            listed.fill(true);
        }
        loop {
            match self.best_of(&listed, &aim, seats, pooled, effort) {
                Joint::Plans { plans, scores, bound, proven, open, cases } => {
                    let columns: Vec<&[usize]> = plans.iter().map(|plan| plan.columns.as_slice()).collect();
                    let sums = self.sums(&columns);
                    let broken: Vec<usize> =
                        (0..sums.len()).filter(|&at| !self.keeps(at, sums[at])).collect();
                    if broken.is_empty() {
                        return Joint::Plans { plans, scores, bound, proven, open, cases };
                    }
                    // Where the cells have nothing to meet them with, nobody can.
                    if broken.iter().all(|&at| listed[at]) {
                        return Joint::None;
                    }
                    broken.into_iter().for_each(|at| listed[at] = true);
                }
                other => return other,
            }
        }
    }

    /// The same with the counts of some of the couplings only; the others may come out broken.
    fn best_of(
        &self,
        listed: &[bool],
        aim: &Aim,
        seats: &[Vec<u64>],
        pooled: Option<u64>,
        effort: &mut Effort,
    ) -> Joint {
        let which: Vec<usize> = (0..listed.len()).filter(|&at| listed[at]).collect();
        let parts: Vec<Vec<Part>> =
            self.parts.iter().map(|parts| which.iter().map(|&at| parts[at].clone()).collect()).collect();
        let bonus: Vec<i64> = which.iter().map(|&at| aim.bonus[at]).collect();
        let side = |&at: &usize| match aim.multipliers[at] {
            0 => self.couplings[at].side(),
            _ => Side::Exact,
        };
        let sides: Vec<Side> = which.iter().map(side).collect();
        let nothing = || -> Vec<Patterns> {
            (0..self.cells.len()).map(|at| Patterns::new(&seats[at], &parts[at], &bonus)).collect()
        };
        if self.is_stopped() {
            return self.best_known(aim, &nothing(), pooled);
        }
        if let Joint::Plans { plans, scores, bound, proven, open, cases } =
            self.best_known(aim, &nothing(), pooled)
            && !open
            && (proven || self.is_enough(&plans, bound))
        {
            return Joint::Plans { plans, scores, bound, proven, open, cases };
        }
        let mut lists: Vec<Patterns> = (0..self.cells.len())
            .map(|at| Patterns::on_sides(&seats[at], &parts[at], &bonus, sides.clone()))
            .collect();
        let mut slack = FIRST_SLACK;
        loop {
            let efforts: Vec<Effort> = lists
                .par_iter_mut()
                .enumerate()
                .map(|(at, list)| {
                    let mut effort = Effort::default();
                    let threshold = aim.values[at].saturating_sub(slack);
                    list.extend(self.programme, self.cells[at], &parts[at], threshold, &mut effort);
                    effort
                })
                .collect();
            efforts.iter().for_each(|own| effort.add(own));
            if lists.iter().any(|patterns| patterns.incomplete) {
                return self.best_known(aim, &lists, pooled);
            }
            match self.combine(&which, &lists, aim, slack, pooled) {
                Combination::Best { loss, choice } => {
                    let chosen = || lists.iter().zip(&choice).map(|(list, &at)| &list.found[at]);
                    let plans: Vec<Solved> = chosen().map(|pattern| pattern.solved.clone()).collect();
                    let scores = self.scores(&plans);
                    let cases = lists.iter().flat_map(Patterns::cases).collect();
                    let (bound, proven, open) = (aim.bound - loss, true, false);
                    return Joint::Plans { plans, scores, bound, proven, open, cases };
                }
                Combination::TooMany => return self.best_known(aim, &lists, pooled),
                Combination::None if lists.iter().all(|list| !list.is_cut()) => return Joint::None,
                Combination::None => slack = slack.saturating_mul(3),
            }
        }
    }

    /// Whether the caller wants an end.
    pub(crate) fn is_stopped(&self) -> bool {
        self.cells.first().is_some_and(|cell| cell.work.is_stopped())
    }

    /// Whether plans are good enough under this bound of their sum.
    fn is_enough(&self, plans: &[Solved], bound: i64) -> bool {
        let worth = plans.iter().zip(&self.cells).map(|(plan, cell)| cell.joint_worth(&plan.columns)).sum();
        self.cells.first().is_some_and(|cell| cell.joint.1 == 0 && cell.work.is_enough(worth, bound))
    }

    fn scores(&self, plans: &[Solved]) -> Vec<i64> {
        plans.iter().zip(&self.cells).map(|(plan, cell)| cell.score(&plan.columns)).collect()
    }

    /// Where the work ran out: of all plans of the cells that are known the best that together keep the
    /// couplings, with what the multipliers alone bound.
    fn best_known(&self, aim: &Aim, lists: &[Patterns], pooled: Option<u64>) -> Joint {
        let known: Vec<Vec<(Choice, &Solved)>> = self
            .cells
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let of_list = lists[at].found.iter().map(|pattern| &pattern.solved);
                let mut best: BTreeMap<Vec<u64>, (i64, &Solved)> = BTreeMap::new();
                for solved in aim.known[at].iter().map(|known| &known.solved).chain(of_list) {
                    let counts = counts(cell, &self.parts[at], &solved.columns);
                    let worth = cell.joint_worth(&solved.columns) + bonus_of(&aim.bonus, &counts);
                    if best.get(&counts).is_none_or(|(other, _)| *other < worth) {
                        best.insert(counts, (worth, solved));
                    }
                }
                let choice = |(counts, (worth, solved)): (Vec<u64>, (i64, _))| {
                    (Choice { counts, loss: (aim.values[at] - worth).max(0) }, solved)
                };
                best.into_iter().map(choice).collect()
            })
            .collect();
        let choices: Vec<Vec<Choice>> =
            known.iter().map(|list| list.iter().map(|(choice, _)| choice.clone()).collect()).collect();
        let which: Vec<usize> = (0..self.couplings.len()).collect();
        let mut slack = FIRST_SLACK;
        while slack < i64::MAX / 8 {
            match self.combine_choices(&which, &choices, aim, slack, pooled) {
                Combination::Best { choice, .. } => {
                    let plans: Vec<Solved> =
                        known.iter().zip(&choice).map(|(list, &at)| list[at].1.clone()).collect();
                    let (scores, cases) = (self.scores(&plans), aim.cases.clone());
                    let worth =
                        plans.iter().zip(&self.cells).map(|(plan, cell)| cell.joint_worth(&plan.columns));
                    let proven = worth.sum::<i64>() == aim.bound;
                    let bound = aim.bound;
                    return Joint::Plans { plans, scores, bound, proven, open: false, cases };
                }
                Combination::TooMany => break,
                Combination::None => slack = slack.saturating_mul(4),
            }
        }
        if pooled.is_none() {
            return Joint::Unknown;
        }
        // Any number of people in pools, under what the cells could be worth alone.
        let limits: Vec<(u64, u64)> = self.couplings.iter().map(Coupling::limits).collect();
        let Combination::Best { choice, .. } = combine(&choices, &limits, i64::MAX / 8, |_| Some(0)) else {
            return Joint::Unknown;
        };
        let plans: Vec<Solved> = known.iter().zip(&choice).map(|(list, &at)| list[at].1.clone()).collect();
        let scores = self.scores(&plans);
        let bound = aim.known.iter().filter_map(|known| known.first()).map(|known| known.worth).sum();
        Joint::Plans { plans, scores, bound, proven: false, open: true, cases: Vec::new() }
    }

    /// For each cell one pattern, so that the quotas hold and the sum of losses is least, at most
    /// `slack`. Of the couplings `which` are counted.
    fn combine(
        &self,
        which: &[usize],
        lists: &[Patterns],
        aim: &Aim,
        slack: i64,
        pooled: Option<u64>,
    ) -> Combination {
        let choices: Vec<Vec<Choice>> = lists
            .iter()
            .zip(&aim.values)
            .map(|(list, value)| {
                let choice = |pattern: &crate::patterns::Pattern| Choice {
                    counts: pattern.counts.clone(),
                    loss: value - pattern.solved.value,
                };
                list.found.iter().map(choice).collect()
            })
            .collect();
        self.combine_choices(which, &choices, aim, slack, pooled)
    }

    fn combine_choices(
        &self,
        which: &[usize],
        choices: &[Vec<Choice>],
        aim: &Aim,
        slack: i64,
        pooled: Option<u64>,
    ) -> Combination {
        let couplings: Vec<&Coupling<'_>> = which.iter().map(|&at| &self.couplings[at]).collect();
        let prices: Vec<i64> = which.iter().map(|&at| aim.multipliers[at]).collect();
        let limits: Vec<(u64, u64)> = couplings.iter().map(|coupling| coupling.limits()).collect();
        let support = self.support(&aim.multipliers, pooled);
        let ending = |sums: &[u64]| {
            let in_pools = couplings.iter().zip(sums).filter(|(coupling, _)| coupling.is_pool);
            let total: u64 = in_pools.map(|(_, sum)| sum).sum();
            let fits = pooled.is_none_or(|pooled| total == pooled);
            fits.then(|| support - price_of(&prices, sums))
        };
        combine(choices, &limits, slack, ending)
    }

    /// The most that prices × counts can be within the limits of the quotas and pools.
    pub(crate) fn support(&self, prices: &[i64], pooled: Option<u64>) -> i64 {
        let whole = |n: u64| i64::try_from(n).expect("a number of people");
        let single = |quota: &Quota, price: i64| {
            let limit = if price > 0 { quota.max } else { quota.min };
            price * limit.map_or(0, whole)
        };
        let all = || self.couplings.iter().zip(prices);
        let Some(mut left) = pooled else {
            return all().map(|(coupling, &price)| single(coupling.quota, price)).sum();
        };
        let quotas = all().filter(|(coupling, _)| !coupling.is_pool);
        let mut sum: i64 = quotas.map(|(coupling, &price)| single(coupling.quota, price)).sum();
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

pub(crate) fn bonus_of(bonus: &[i64], counts: &[u64]) -> i64 {
    bonus.iter().zip(counts).map(|(b, &n)| b * i64::try_from(n).expect("a number of people")).sum()
}

fn price_of(prices: &[i64], sums: &[u64]) -> i64 {
    bonus_of(prices, sums)
}
