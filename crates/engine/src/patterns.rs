//! Patterns: how many people of wider quotas and pools a cell can hold, and the best plan for each.
//!
//! Boxes of counts are solved and split around the plan found (Lawler's partition). A box whose best
//! plan is worth less than the threshold stays as it is, and is taken up again when the threshold
//! falls; so at any time every pattern worth the threshold is known, and every box left is proven to
//! hold none.

use crate::answer::{Answer, Solved};
use crate::cell::Cell;
use crate::part::{Part, everything, shares};
use fordel_model::Programme;
use fordel_model::plan::{Case, Decision};
use fordel_solver::Effort;

/// One pattern: the counts of each part, and the best plan that has them.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// People each part counts.
    pub(crate) counts: Vec<u64>,
    /// The plan; its value includes the multipliers.
    pub(crate) solved: Solved,
}

/// The patterns of one cell for given seats and multipliers, as far as they have been asked for.
#[derive(Clone, Debug)]
pub(crate) struct Patterns {
    seats: Vec<u64>,
    multipliers: Vec<i64>,
    /// Whether only feasibility is asked for, whatever a plan is worth.
    any: bool,
    /// By part: which other counts a plan found makes superfluous.
    sides: Vec<Side>,
    /// The patterns, in the order found.
    pub(crate) found: Vec<Pattern>,
    /// Leaves without a plan, and of the patterns found.
    closed: Vec<Case>,
    /// Boxes with the leaf of their best plan, worth less than the threshold so far.
    below: Vec<(CountBox, Case)>,
    /// Boxes nobody has looked into.
    open: Vec<CountBox>,
    n_solved: usize,
    /// Boxes solved at most.
    pub(crate) most: usize,
    /// Whether work or boxes ran out.
    pub(crate) incomplete: bool,
}

/// Which counts of a part are no better than a plan's own, if they are worth no more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// No others: the exact count matters.
    Exact,
    /// Smaller ones: the part only asks for enough.
    Fewer,
    /// Larger ones: the part only has a largest number.
    More,
}

impl Side {
    /// For a limit whose people have no price beside the score.
    pub(crate) fn of(min: Option<u64>, max: Option<u64>) -> Self {
        match (min, max) {
            (Some(_), None) => Self::Fewer,
            (None, Some(_)) => Self::More,
            _ => Self::Exact,
        }
    }

    /// The counts within these limits that a plan with `count` speaks for.
    pub(crate) fn spoken_for(self, (min, max): (u64, u64), count: u64) -> (u64, u64) {
        match self {
            Self::Exact => (count, count),
            Self::Fewer => (min, count),
            Self::More => (count, max),
        }
    }
}

/// Boxes solved at most for one cell.
const MAX_BOXES: usize = 20_000;

/// A box of counts: least and most for each part.
pub(crate) type CountBox = Vec<(u64, u64)>;

/// How many of each part's people these columns hold.
pub(crate) fn counts(cell: &Cell, parts: &[Part], columns: &[usize]) -> Vec<u64> {
    let holds = |p: usize| columns.iter().any(|&column| cell.block.columns.members(column).any(|m| m == p));
    let count = |part: &Part| match part.moved {
        None => part.people.iter().filter(|&&p| holds(p)).count() as u64,
        Some(_) => cell.moved(columns),
    };
    parts.iter().map(count).collect()
}

impl Patterns {
    /// No pattern yet of exactly these seats; values will include these multipliers.
    pub(crate) fn new(seats: &[u64], parts: &[Part], multipliers: &[i64]) -> Self {
        Self::on_sides(seats, parts, multipliers, vec![Side::Exact; parts.len()])
    }

    /// The same, where some counts make others superfluous.
    pub(crate) fn on_sides(seats: &[u64], parts: &[Part], multipliers: &[i64], sides: Vec<Side>) -> Self {
        Self {
            sides,
            seats: seats.to_vec(),
            multipliers: multipliers.to_vec(),
            any: false,
            found: Vec::new(),
            closed: Vec::new(),
            below: Vec::new(),
            open: vec![everything(parts)],
            n_solved: 0,
            most: MAX_BOXES,
            incomplete: false,
        }
    }

    /// All counts with which exactly these seats can be filled, whatever the plans are worth; of counts
    /// that others make superfluous only some.
    pub(crate) fn feasible(
        programme: &Programme,
        cell: &Cell,
        seats: &[u64],
        parts: &[Part],
        sides: Vec<Side>,
        effort: &mut Effort,
    ) -> Self {
        let better = |side: &Side| match side {
            Side::Exact => 0,
            Side::Fewer => 1,
            Side::More => -1,
        };
        let multipliers: Vec<i64> = sides.iter().map(better).collect();
        let mut all = Self { any: true, ..Self::on_sides(seats, parts, &multipliers, sides) };
        all.extend(programme, cell, parts, i64::MIN, effort);
        all
    }

    /// Finds every pattern whose best plan is worth at least `threshold`, multipliers included.
    pub(crate) fn extend(
        &mut self,
        programme: &Programme,
        cell: &Cell,
        parts: &[Part],
        threshold: i64,
        effort: &mut Effort,
    ) {
        // What may now be worth enough is looked into once more.
        let (again, below): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.below).into_iter().partition(|(_, case)| case.bound >= threshold);
        self.below = below;
        self.open.extend(again.into_iter().map(|(within, _)| within));
        while let Some(within) = self.open.pop() {
            self.n_solved += 1;
            if self.n_solved > self.most || cell.work.is_stopped() {
                self.incomplete = true;
            }
            if self.incomplete {
                return;
            }
            let shares = shares(parts, &within, &self.multipliers);
            let answer = if self.any {
                cell.most_counted(programme, &self.seats, shares, effort)
            } else {
                cell.best_joint(programme, &self.seats, shares, threshold, effort)
            };
            match answer {
                Answer::Unknown => self.incomplete = true,
                Answer::None(case) if self.any => self.closed.push(*case),
                Answer::None(case) => self.below.push((within, *case)),
                Answer::Plan(solved) if solved.value < solved.bound && !self.any => {
                    // Not the best of its box for certain, but a plan.
                    let counts = counts(cell, parts, &solved.columns);
                    self.found.push(Pattern { counts, solved: *solved });
                    self.incomplete = true;
                }
                Answer::Plan(solved) if solved.value < threshold => {
                    self.below.extend(solved.cases.into_iter().map(|case| (within.clone(), case)));
                }
                // The best of these counts that can be shown; the counts are what matters.
                Answer::Plan(solved) => self.split(cell, parts, &within, *solved),
            }
        }
    }

    /// The only part whose count has a price, where feasibility is asked for: a best plan then has its best count.
    fn only_priced(&self) -> Option<(usize, Side)> {
        let mut priced = (0..self.sides.len()).filter(|&at| self.multipliers[at] != 0);
        let at = priced.next()?;
        priced.next().is_none().then_some((at, self.sides[at]))
    }

    /// A box's best plan is a pattern; what it does not speak for of the box is open.
    fn split(&mut self, cell: &Cell, parts: &[Part], within: &[(u64, u64)], solved: Solved) {
        let counts = counts(cell, parts, &solved.columns);
        let own: CountBox = (self.sides.iter().zip(within).zip(&counts))
            .map(|((side, &limits), &count)| side.spoken_for(limits, count))
            .collect();
        let is_best = self.any && solved.value == solved.bound;
        let beaten = self.only_priced().filter(|_| is_best);
        let is_open = |open: &CountBox| {
            beaten.is_none_or(|(at, side)| match side {
                Side::Exact => true,
                Side::Fewer => open[at].0 <= counts[at],
                Side::More => open[at].1 >= counts[at],
            })
        };
        self.open.extend(around(within, &own).into_iter().filter(is_open));
        let mut cases = solved.cases.clone();
        for (decision, &own) in cases.iter_mut().flat_map(|case| &mut case.decisions).zip(&own) {
            if let Decision::Count { min, max, .. } = decision {
                (*min, *max) = own;
            }
        }
        self.closed.extend(cases);
        self.found.push(Pattern { counts, solved });
    }

    /// The leaves of everything: together they cover all counts.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let below = self.below.iter().map(|(_, case)| case.clone());
        self.closed.iter().cloned().chain(below).collect()
    }
}

/// What is left of a box without a smaller one in it, as boxes that do not overlap.
pub(crate) fn around(within: &[(u64, u64)], without: &[(u64, u64)]) -> Vec<CountBox> {
    let mut rest = within.to_vec();
    let mut boxes = Vec::new();
    for (at, &(least, most)) in without.iter().enumerate() {
        let (min, max) = rest[at];
        if least > min {
            let mut below = rest.clone();
            below[at] = (min, least - 1);
            boxes.push(below);
        }
        if most < max {
            let mut above = rest.clone();
            above[at] = (most + 1, max);
            boxes.push(above);
        }
        rest[at] = (least, most);
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_a_box_every_other_point_is_in_exactly_one_box() {
        let within = vec![(0, 3), (1, 2), (0, 1)];
        let without = [(1, 2), (1, 1), (1, 1)];
        let boxes = around(&within, &without);
        for a in 0..=3 {
            for b in 1..=2 {
                for c in 0..=1 {
                    let holds = |one: &CountBox| {
                        one.iter().zip([a, b, c]).all(|(&(min, max), x)| (min..=max).contains(&x))
                    };
                    let is_without = without.iter().zip([a, b, c]).all(|(&(lo, hi), x)| lo <= x && x <= hi);
                    let expect = usize::from(!is_without);
                    assert_eq!(boxes.iter().filter(|one| holds(one)).count(), expect, "{a} {b} {c}");
                }
            }
        }
    }
}
