//! The house-monotone lottery: one drawn order of seats, from which the split of every house is cut.
//! At every house each unit has its quota on average, exactly, and never less than the quota rounded
//! down or more than rounded up; a larger house of the same draw costs nobody a seat.
//!
//! Seats are laid out in time: in step t one seat goes to some unit, and a unit's seats to date are its
//! quota at house t rounded. Written as a flow (step → unit at that step → the same unit a step later)
//! the exact quotas are a fractional flow whose inner nodes balance in whole numbers. It is rounded along
//! cycles of fractional arcs: as much as fits is pushed around one way or the other, the other way with
//! the probability that keeps every arc's mean, until no arc is fractional.
//!
//! Sources: Gölz, Peters and Procaccia, *In This Apportionment Lottery, the House Always Wins* (EC 2022),
//! cumulative rounding; Gandhi, Khuller, Parthasarathy and Srinivasan, *Dependent rounding and its
//! applications* (Journal of the ACM 53, 2006).

use crate::Refusal;
use crate::award::{Award, Evidence};
use crate::flat::Flat;
use crate::lottery::check_bounds;
use crate::tie::Lot;
use dashu_int::UBig;
use std::collections::VecDeque;

/// Steps times units that are drawn at most.
const MAX_CELLS: u64 = 4_000_000;
/// The fewest houses a draw is made for, where the call does not say.
const FEWEST_HOUSES: u64 = 1024;

/// Up to which house a draw is monotone where the call says `houses` (0: nothing).
pub(crate) fn horizon(houses: u64, seats: u64) -> u64 {
    if houses > 0 { houses } else { seats.checked_next_power_of_two().unwrap_or(seats).max(FEWEST_HOUSES) }
}

/// Draws one order of seats and cuts it at the seats there are.
pub(crate) fn award(houses: u64, flat: &Flat<'_>) -> Result<Award, Refusal> {
    let total: UBig = flat.weights.iter().sum();
    check_bounds(flat, &total, &UBig::from(flat.seats))?;
    let horizon = horizon(houses, flat.seats);
    let refuse = |why| Err(Refusal::Parameter { method: flat.method, why });
    if horizon < flat.seats {
        return refuse("the largest house of the draw is smaller than the number of seats");
    }
    // Units by name, so that a draw does not depend on the order in which they stand.
    let mut units: Vec<usize> =
        (0..flat.weights.len()).filter(|&unit| !flat.weights[unit].is_zero()).collect();
    units.sort_by_cached_key(|&unit| (flat.name)(unit));
    if horizon.saturating_mul(units.len() as u64) > MAX_CELLS {
        return refuse("houses times units come to more than 4000000; use `lottery`");
    }
    let weights: Vec<&UBig> = units.iter().map(|&unit| &flat.weights[unit]).collect();
    let n_steps = usize::try_from(horizon).expect("bounded above");
    let order = Rounding::new(&weights, total, n_steps, Lot::new(flat.seed, flat.stream)).order();
    let mut certain = vec![0; flat.weights.len()];
    let seats = usize::try_from(flat.seats).expect("at most the steps");
    order[..seats].iter().for_each(|&unit| certain[units[unit]] += 1);
    let next = order[seats..].iter().take(flat.told).map(|&unit| units[unit]).collect();
    Ok(Award { certain, open: None, evidence: Evidence::None, next })
}

/// An arc of the flow, with its value in parts of the total weight.
struct Arc {
    from: usize,
    to: usize,
    value: UBig,
}

/// The flow while it is rounded.
struct Rounding {
    total: UBig,
    n_units: usize,
    arcs: Vec<Arc>,
    /// Fractional arcs at each node that close no cycle: a forest.
    at_node: Vec<Vec<usize>>,
    lot: Lot,
}

/// The node behind the last step.
const END: usize = 0;

impl Rounding {
    fn new(weights: &[&UBig], total: UBig, n_steps: usize, lot: Lot) -> Self {
        let n_units = weights.len();
        let step_node = |step: usize| 1 + step * (n_units + 1);
        let mut rounding = Self {
            n_units,
            arcs: Vec::with_capacity(2 * n_steps * n_units),
            at_node: vec![Vec::new(); 1 + n_steps * (n_units + 1)],
            total,
            lot,
        };
        let mut carried = vec![UBig::ZERO; n_units];
        for step in 0..n_steps {
            for unit in 0..n_units {
                let here = step_node(step) + 1 + unit;
                let next = if step + 1 < n_steps { step_node(step + 1) + 1 + unit } else { END };
                carried[unit] = (&carried[unit] + weights[unit]) % &rounding.total;
                rounding.add(step_node(step), here, weights[unit].clone());
                rounding.add(here, next, carried[unit].clone());
            }
        }
        rounding
    }

    /// Adds an arc and rounds along the cycle that it closes, for as long as it is fractional and closes one.
    fn add(&mut self, from: usize, to: usize, value: UBig) {
        let arc = self.arcs.len();
        self.arcs.push(Arc { from, to, value });
        while self.is_fractional(arc) {
            let Some(path) = self.path(to, from) else {
                self.at_node[from].push(arc);
                self.at_node[to].push(arc);
                return;
            };
            self.push_around(arc, &path);
        }
    }

    fn is_fractional(&self, arc: usize) -> bool {
        let value = &self.arcs[arc].value;
        !value.is_zero() && *value < self.total
    }

    /// The arcs of the forest from one node to another, each with whether it is walked forwards.
    fn path(&self, start: usize, end: usize) -> Option<Vec<(usize, bool)>> {
        let mut reached_by = std::collections::HashMap::from([(start, usize::MAX)]);
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == end {
                break;
            }
            for &arc in &self.at_node[node] {
                let other = self.arcs[arc].from ^ self.arcs[arc].to ^ node;
                reached_by.entry(other).or_insert_with(|| {
                    queue.push_back(other);
                    arc
                });
            }
        }
        let mut node = end;
        let mut path = Vec::new();
        while node != start {
            let arc = *reached_by.get(&node)?;
            // Walked forwards where the arc leads to this node.
            path.push((arc, self.arcs[arc].to == node));
            node ^= self.arcs[arc].from ^ self.arcs[arc].to;
        }
        Some(path)
    }

    /// Pushes as much as fits around a cycle, along the arc or against it, so that every mean is kept.
    fn push_around(&mut self, arc: usize, path: &[(usize, bool)]) {
        let cycle = || path.iter().copied().chain([(arc, true)]);
        // The most that fits along, and against.
        let room = |along: bool| {
            let of_arc = |(arc, forwards): (usize, bool)| {
                let value = &self.arcs[arc].value;
                if forwards == along { &self.total - value } else { value.clone() }
            };
            cycle().map(of_arc).min().expect("a cycle has arcs")
        };
        let (along, against) = (room(true), room(false));
        let goes_along = self.lot.below_big(&(&along + &against)) < against;
        let amount = if goes_along { along } else { against };
        let cycle: Vec<(usize, bool)> = cycle().collect();
        for (arc, forwards) in cycle {
            let value = &mut self.arcs[arc].value;
            if forwards == goes_along {
                *value += &amount
            } else {
                *value -= &amount
            }
            if !self.is_fractional(arc) {
                let ends = [self.arcs[arc].from, self.arcs[arc].to];
                ends.iter().for_each(|&node| self.at_node[node].retain(|&other| other != arc));
            }
        }
    }

    /// The unit that each step's seat goes to.
    fn order(self) -> Vec<usize> {
        let steps = self.arcs.chunks(2 * self.n_units.max(1));
        let winner = |arcs: &[Arc]| arcs.iter().step_by(2).position(|arc| arc.value == self.total);
        steps.map(|arcs| winner(arcs).expect("a step whose arcs are whole has one winner")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(weights: &[u32], n_steps: usize, seed: u64) -> Vec<usize> {
        let weights: Vec<UBig> = weights.iter().map(|&weight| UBig::from(weight)).collect();
        let total = weights.iter().sum();
        Rounding::new(&weights.iter().collect::<Vec<_>>(), total, n_steps, Lot::new(seed, 0)).order()
    }

    /// Every prefix of every draw is within the quota.
    #[test]
    fn every_house_of_a_draw_is_within_the_quota() {
        for (weights, n_steps) in [(&[2, 3, 5][..], 25), (&[1, 1, 1, 1], 9), (&[1, 97], 60), (&[7], 4)] {
            let total: u32 = weights.iter().sum();
            for seed in 0..40 {
                let mut held = vec![0u64; weights.len()];
                for (step, unit) in draw(weights, n_steps, seed).into_iter().enumerate() {
                    held[unit] += 1;
                    for (&held, &weight) in held.iter().zip(weights) {
                        let quota = u64::from(weight) * (step as u64 + 1);
                        let (low, high) = (quota / u64::from(total), quota.div_ceil(u64::from(total)));
                        assert!((low..=high).contains(&held), "{weights:?} seed {seed} step {step}");
                    }
                }
            }
        }
    }

    /// The mean seats of a unit at every house are its quota.
    #[test]
    fn means_are_quotas() {
        const DRAWS: u32 = 4000;
        let mut sums = [[0u32; 3]; 4];
        for seed in 0..DRAWS {
            let mut held = [0; 3];
            for (step, unit) in draw(&[2, 3, 5], 4, u64::from(seed)).into_iter().enumerate() {
                held[unit] += 1;
                (0..3).for_each(|unit| sums[step][unit] += held[unit]);
            }
        }
        for (step, sums) in (1u32..).zip(sums) {
            for (sum, weight) in sums.into_iter().zip([2, 3, 5]) {
                let (mean, quota) = (f64::from(sum) / f64::from(DRAWS), f64::from(weight * step) / 10.0);
                assert!((mean - quota).abs() < 0.04, "house {step}: {mean} against {quota}");
            }
        }
    }
}
