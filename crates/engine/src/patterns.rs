//! Patterns: how many people of wider quotas a cell can hold, and the best plan for each.
//!
//! Boxes of counts are solved and split around the plan found (Lawler's partition), until every
//! pattern worth at least a threshold is known and every box left is proven to hold none.

use crate::cell::{Answer, Cell, Solved};
use fordel_model::Programme;
use fordel_model::plan::{Case, Decision, Row};
use fordel_solver::{Effort, Share};

/// A quota over several clusters, as one cell sees it.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its name.
    pub(crate) name: Row,
    /// The cell's people it counts, by position, ascending.
    pub(crate) people: Vec<usize>,
}

/// One pattern: the counts of each part, and the best plan that has them.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// People in teams.
    pub(crate) seats: u64,
    /// People each part counts.
    pub(crate) counts: Vec<u64>,
    /// The plan; its value includes the multipliers.
    pub(crate) solved: Solved,
}

/// All patterns worth at least a threshold, and the leaves that prove there are no others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    /// The patterns, in the order found.
    pub(crate) found: Vec<Pattern>,
    /// The leaves.
    pub(crate) cases: Vec<Case>,
    /// Whether there may be feasible patterns below the threshold.
    pub(crate) cut: bool,
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

/// All patterns of `cell` with exactly `seats` people whose best plan is worth at least `threshold`
/// (with multipliers); `None` for the threshold asks for every feasible pattern, whatever its worth.
pub(crate) fn patterns(
    programme: &Programme,
    cell: &Cell,
    seats: u64,
    parts: &[Part],
    multipliers: &[i64],
    threshold: Option<i64>,
    effort: &mut Effort,
) -> Patterns {
    let mut all = Patterns::default();
    let mut open: Vec<CountBox> = vec![everything(parts)];
    let mut solved_boxes = 0;
    while let Some(within) = open.pop() {
        solved_boxes += 1;
        if solved_boxes > MAX_BOXES {
            all.incomplete = true;
            return all;
        }
        let shares = shares(parts, &within, multipliers);
        let answer = match threshold {
            Some(_) => cell.best_joint(programme, seats, shares, effort),
            None => cell.any(programme, (seats, seats), shares, effort),
        };
        match answer {
            Answer::Unknown => all.incomplete = true,
            Answer::None(case) => all.cases.push(*case),
            Answer::Plan(solved) if solved.value < solved.bound => all.incomplete = true,
            Answer::Plan(solved) if threshold.is_some_and(|threshold| solved.value < threshold) => {
                all.cases.push(solved.case);
                all.cut = true;
            }
            Answer::Plan(solved) => {
                let counts = counts(cell, parts, &solved.columns);
                open.extend(around(&within, &counts));
                let mut case = solved.case.clone();
                for (decision, &count) in case.decisions.iter_mut().zip(&counts) {
                    if let Decision::Count { min, max, .. } = decision {
                        (*min, *max) = (count, count);
                    }
                }
                all.cases.push(case);
                all.found.push(Pattern { seats, counts, solved: *solved });
            }
        }
    }
    all
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
