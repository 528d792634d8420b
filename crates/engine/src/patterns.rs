//! Patterns: how many people of wider quotas and pools a cell can hold, and the best plan for each.
//!
//! Boxes of counts are solved and split around the plan found (Lawler's partition). A box whose best
//! plan is worth less than the threshold stays as it is, and is taken up again when the threshold
//! falls; so at any time every pattern worth the threshold is known, and every box left is proven to
//! hold none.

use crate::cell::{Answer, Cell, Solved};
use fordel_model::Programme;
use fordel_model::plan::{Case, Decision, Row};
use fordel_solver::{Effort, Share};

/// A quota over several clusters or a pool, as one cell sees it.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name.
    pub name: Row,
    /// The cell's people it counts, by position, ascending.
    pub people: Vec<usize>,
}

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
    /// The patterns, in the order found.
    pub(crate) found: Vec<Pattern>,
    /// Leaves without a plan, and of the patterns found.
    closed: Vec<Case>,
    /// Boxes with their best plan, worth less than the threshold so far.
    below: Vec<(CountBox, Solved)>,
    /// Boxes nobody has looked into.
    open: Vec<CountBox>,
    n_solved: usize,
    /// Whether work or boxes ran out.
    pub(crate) incomplete: bool,
}

/// Boxes solved at most for one cell.
const MAX_BOXES: usize = 20_000;

/// A box of counts: least and most for each part.
type CountBox = Vec<(u64, u64)>;

/// How many of each part's people these columns hold.
pub(crate) fn counts(cell: &Cell, parts: &[Part], columns: &[usize]) -> Vec<u64> {
    let holds = |p: usize| columns.iter().any(|&column| cell.block.columns.members(column).any(|m| m == p));
    parts.iter().map(|part| part.people.iter().filter(|&&p| holds(p)).count() as u64).collect()
}

/// The shares that say "counts within this box" with these multipliers.
pub(crate) fn shares(parts: &[Part], within: &[(u64, u64)], multipliers: &[i64]) -> Vec<Share> {
    let share = |((part, &(min, max)), &multiplier): ((&Part, &(u64, u64)), &i64)| Share {
        name: part.name.clone(),
        people: part.people.clone(),
        min,
        max,
        multiplier,
    };
    parts.iter().zip(within).zip(multipliers).map(share).collect()
}

/// The box that allows everything.
pub(crate) fn everything(parts: &[Part]) -> Vec<(u64, u64)> {
    parts.iter().map(|part| (0, part.people.len() as u64)).collect()
}

impl Patterns {
    /// No pattern yet of exactly these seats; values will include these multipliers.
    pub(crate) fn new(seats: &[u64], parts: &[Part], multipliers: &[i64]) -> Self {
        Self {
            seats: seats.to_vec(),
            multipliers: multipliers.to_vec(),
            any: false,
            found: Vec::new(),
            closed: Vec::new(),
            below: Vec::new(),
            open: vec![everything(parts)],
            n_solved: 0,
            incomplete: false,
        }
    }

    /// All counts with which exactly these seats can be filled, whatever the plans are worth.
    pub(crate) fn feasible(
        programme: &Programme,
        cell: &Cell,
        seats: &[u64],
        parts: &[Part],
        effort: &mut Effort,
    ) -> Self {
        let mut all = Self { any: true, ..Self::new(seats, parts, &vec![0; parts.len()]) };
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
        let (again, below) =
            std::mem::take(&mut self.below).into_iter().partition(|(_, solved)| solved.value >= threshold);
        self.below = below;
        let again: Vec<(CountBox, Solved)> = again;
        again.into_iter().for_each(|(within, solved)| self.split(cell, parts, &within, solved));
        while let Some(within) = self.open.pop() {
            self.n_solved += 1;
            if self.n_solved > MAX_BOXES {
                self.incomplete = true;
            }
            if self.incomplete {
                return;
            }
            let shares = shares(parts, &within, &self.multipliers);
            let answer = if self.any {
                cell.any(programme, crate::cell::exactly(&self.seats), shares, effort)
            } else {
                cell.best_joint(programme, &self.seats, shares, effort)
            };
            match answer {
                Answer::Unknown => self.incomplete = true,
                Answer::None(case) => self.closed.push(*case),
                Answer::Plan(solved) if solved.value < solved.bound => self.incomplete = true,
                Answer::Plan(solved) if solved.value < threshold => self.below.push((within, *solved)),
                Answer::Plan(solved) => self.split(cell, parts, &within, *solved),
            }
        }
    }

    /// A box's best plan is a pattern; what is left of the box is open.
    fn split(&mut self, cell: &Cell, parts: &[Part], within: &[(u64, u64)], solved: Solved) {
        let counts = counts(cell, parts, &solved.columns);
        self.open.extend(around(within, &counts));
        let mut cases = solved.cases.clone();
        for (decision, &count) in cases.iter_mut().flat_map(|case| &mut case.decisions).zip(&counts) {
            if let Decision::Count { min, max, .. } = decision {
                (*min, *max) = (count, count);
            }
        }
        self.closed.extend(cases);
        self.found.push(Pattern { counts, solved });
    }

    /// The leaves of everything: together they cover all counts.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let below = self.below.iter().flat_map(|(_, solved)| solved.cases.iter().cloned());
        self.closed.iter().cloned().chain(below).collect()
    }

    /// Whether there are patterns below the threshold.
    pub(crate) fn is_cut(&self) -> bool {
        !self.below.is_empty()
    }
}

/// What is left of a box without one point, as boxes that do not overlap.
fn around(within: &[(u64, u64)], point: &[u64]) -> Vec<CountBox> {
    let mut rest = within.to_vec();
    let mut boxes = Vec::new();
    for (at, &count) in point.iter().enumerate() {
        let (min, max) = rest[at];
        if count > min {
            let mut below = rest.clone();
            below[at] = (min, count - 1);
            boxes.push(below);
        }
        if count < max {
            let mut above = rest.clone();
            above[at] = (count + 1, max);
            boxes.push(above);
        }
        rest[at] = (count, count);
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_a_point_every_other_point_is_in_exactly_one_box() {
        let within = vec![(0, 3), (1, 2), (0, 1)];
        let point = [2, 1, 1];
        let boxes = around(&within, &point);
        for a in 0..=3 {
            for b in 1..=2 {
                for c in 0..=1 {
                    let holds = |one: &CountBox| {
                        one.iter().zip([a, b, c]).all(|(&(min, max), x)| (min..=max).contains(&x))
                    };
                    let expect = usize::from([a, b, c] != point);
                    assert_eq!(boxes.iter().filter(|one| holds(one)).count(), expect, "{a} {b} {c}");
                }
            }
        }
    }
}
