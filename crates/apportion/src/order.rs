//! In which order units claim seats.

use crate::Problem;
use crate::claim::{Claim, Claims, Ranked};
use crate::nested::{Children, Group, Tree};
use crate::signpost::Signposts;
use dashu_int::UBig;
use fordel_model::Method;
use std::collections::{BinaryHeap, VecDeque};

/// Units (positions in `problem.units`) in the order in which seats are claimed, one entry a seat, up
/// to twice the seats of the problem and one more for each unit; fewer where maxima leave no room.
///
/// Seats that minima ask for come first, round by round in unit order. Then, under a divisor method,
/// the method's own sequence: the first `seats` entries are its split of the seats. Under largest
/// remainders, the quota method and the lottery the k-th seat of a unit with quota q claims q − k + 1,
/// largest first, with q the quota in the problem's seats. Equal claims stand in unit order. With
/// levels the groups' order decides whose units come next. A unit of weight zero stands there only
/// for its minimum. A problem that [`Problem::check`] refuses has an empty order.
///
/// Cost: one heap step an entry.
///
/// # Example
/// D'Hondt's own kind of table (wahlrecht.de, 4160, 3380 and 2460 votes, ten seats): who takes each seat in turn.
/// ```
/// use fordel_apportion::{Problem, priority_order};
/// use fordel_model::Method;
///
/// let problem = Problem::new(Method::DHondt, 10, [("green", 4160), ("red", 3380), ("blue", 2460)]);
/// let order = priority_order(&problem);
/// assert_eq!(order[..10], [0, 1, 2, 0, 1, 0, 2, 1, 0, 1]);
/// let seats = |unit| order[..10].iter().filter(|&&taker| taker == unit).count();
/// assert_eq!([seats(0), seats(1), seats(2)], [4, 4, 2]);
/// ```
pub fn priority_order(problem: &Problem) -> Vec<usize> {
    if problem.check().is_err() {
        return Vec::new();
    }
    let n_units = problem.units.len() as u64;
    let entries = problem.seats.saturating_mul(2).saturating_add(n_units);
    let tree = Tree::new(problem);
    let mut order = below(problem, &tree.root, entries, problem.seats);
    order.truncate(usize::try_from(entries).unwrap_or(usize::MAX));
    order
}

/// The first `entries` seats of a group, by unit; `seats` is what remainder methods take quotas of.
fn below(problem: &Problem, group: &Group, entries: u64, seats: u64) -> Vec<usize> {
    let order = child_order(problem.method_at(group.depth), group, entries, seats);
    match &group.children {
        Children::Units(units) => order.into_iter().map(|child| units[child]).collect(),
        Children::Groups(children) => {
            let mut asked = vec![0u64; children.len()];
            let mut inside = vec![0u64; children.len()];
            for (at, &child) in order.iter().enumerate() {
                asked[child] += 1;
                if (at as u64) < seats {
                    inside[child] += 1;
                }
            }
            let mut lines: Vec<VecDeque<usize>> = children
                .iter()
                .enumerate()
                .map(|(child, group)| below(problem, group, asked[child], inside[child]).into())
                .collect();
            order.into_iter().filter_map(|child| lines[child].pop_front()).collect()
        }
    }
}

/// The first `entries` seats of a group, by child.
fn child_order(method: Method, group: &Group, entries: u64, seats: u64) -> Vec<usize> {
    let (weights, min, max) = group.parts();
    let n = weights.len();
    let mut order: Vec<usize> = Vec::new();
    let is_full = |order: &Vec<usize>| order.len() as u64 >= entries;
    let most = min.iter().copied().max().unwrap_or(0);
    for round in 0..most {
        order.extend((0..n).filter(|&child| min[child] > round));
        if is_full(&order) {
            return order;
        }
    }
    let mut held = min.to_vec();
    let may = |child: usize, held: u64| held < max[child] && !weights[child].is_zero();
    match Signposts::of(method) {
        Ok(Some(rule)) => {
            let claims = Claims::<UBig>::new(rule, weights);
            let claim = |child, held| Ranked { claim: Claim { unit: child, held }, claims: &claims };
            let mut line: BinaryHeap<_> = (0..n)
                .filter(|&child| may(child, held[child]))
                .map(|child| claim(child, held[child]))
                .collect();
            while !is_full(&order)
                && let Some(Ranked { claim: Claim { unit, .. }, .. }) = line.pop()
            {
                order.push(unit);
                held[unit] += 1;
                if may(unit, held[unit]) {
                    line.push(claim(unit, held[unit]));
                }
            }
        }
        _ => {
            // A claim q − held, times the total weight and shifted so that it is never negative.
            let total: UBig = weights.iter().sum();
            let shift = &total * UBig::from(entries.saturating_add(seats));
            let claim = |child: usize, held: u64| {
                let height = &weights[child] * UBig::from(seats) + &shift - &total * UBig::from(held);
                (height, std::cmp::Reverse(child))
            };
            let mut line: BinaryHeap<_> = (0..n)
                .filter(|&child| may(child, held[child]))
                .map(|child| claim(child, held[child]))
                .collect();
            while !is_full(&order)
                && let Some((_, std::cmp::Reverse(child))) = line.pop()
            {
                order.push(child);
                held[child] += 1;
                if may(child, held[child]) {
                    line.push(claim(child, held[child]));
                }
            }
        }
    }
    order
}
