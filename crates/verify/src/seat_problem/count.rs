//! Remainder methods and the quota method, counted again from their definitions.

use crate::recount::Claimant;
use dashu_int::UBig;
use fordel_model::split::BoundRule;
use fordel_model::{Fraction, Method};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What a count comes to.
#[derive(Clone, Debug)]
pub(super) enum Tally {
    /// Seats, and what a tie leaves open.
    Seats {
        certain: Vec<u64>,
        open: Open,
        /// The smallest remainder with a seat and the largest without.
        cut: Cut,
    },
    /// There is no such split.
    Impossible,
    /// Too much to count.
    Unknown,
}

/// The smallest remainder with a seat and the largest without, where one cut says it all.
pub(super) type Cut = Option<(Option<Fraction>, Option<Fraction>)>;

/// What a tie leaves open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Open {
    None,
    /// So many of these have one more.
    Any {
        tied: Vec<usize>,
        at_stake: u64,
    },
    /// One of these whole outcomes; at least two.
    Sets(Vec<Vec<u64>>),
}

/// Outcomes followed at most.
const MANY: usize = 20_000;

/// Counts a split that has no divisors.
pub(super) fn tally(
    method: Method,
    rule: BoundRule,
    seats: u64,
    claimants: &[Claimant],
    unit: &UBig,
) -> Tally {
    match (method, rule) {
        (Method::QuotaMethod, _) => quota_method(seats, claimants),
        (_, BoundRule::FloorThenRaise) => floor_then_raise(method, seats, claimants, unit),
        (_, BoundRule::FixAndRepeat) => fix_and_repeat(method, seats, claimants, unit),
    }
}

/// Weight over the method's quota of votes, as whole part and remainder (over the second number).
pub(super) fn shares(
    method: Method,
    seats: u64,
    claimants: &[Claimant],
    unit: &UBig,
) -> (Vec<(u64, UBig)>, UBig) {
    let total: UBig = claimants.iter().map(|claimant| &claimant.weight).sum();
    if total == UBig::ZERO {
        return (vec![(0, UBig::ZERO); claimants.len()], UBig::ONE);
    }
    let (times, over) = match method {
        Method::DroopLr => {
            let votes = &total / (unit * (UBig::from(seats) + UBig::ONE)) + UBig::ONE;
            (UBig::ONE, votes * unit)
        }
        Method::HagenbachBischoffLr => (UBig::from(seats) + UBig::ONE, total),
        _ => (UBig::from(seats), total),
    };
    let share = |claimant: &Claimant| {
        let part = &claimant.weight * &times;
        (u64::try_from(&part / &over).unwrap_or(u64::MAX), part % &over)
    };
    (claimants.iter().map(share).collect(), over)
}

/// max(min, whole quota) cut at max; then rounds of one seat each, the last by the largest remainders.
fn floor_then_raise(method: Method, seats: u64, claimants: &[Claimant], unit: &UBig) -> Tally {
    let (shares, over) = shares(method, seats, claimants, unit);
    let most = |at: usize| {
        let claimant = &claimants[at];
        if claimant.weight == UBig::ZERO { claimant.min } else { claimant.max.unwrap_or(u64::MAX) }
    };
    let mut held: Vec<u64> =
        (0..claimants.len()).map(|at| shares[at].0.max(claimants[at].min).min(most(at))).collect();
    let start: u128 = held.iter().map(|&held| u128::from(held)).sum();
    let Some(mut left) = u128::from(seats).checked_sub(start).and_then(|left| u64::try_from(left).ok())
    else {
        return Tally::Impossible;
    };
    let is_raised = |at: usize| claimants[at].min > shares[at].0;
    while left > 0 {
        let with_room = |held: &[u64]| -> Vec<usize> {
            let takes = |at: &usize| held[*at] < most(*at) && claimants[*at].weight != UBig::ZERO;
            (0..claimants.len()).filter(takes).collect()
        };
        let mut line: Vec<usize> = with_room(&held).into_iter().filter(|&at| !is_raised(at)).collect();
        if line.is_empty() {
            // Those raised by their minimum are asked when nobody else has room.
            line = with_room(&held);
        }
        if line.is_empty() {
            return Tally::Impossible;
        }
        let rounds = left / line.len() as u64;
        if rounds > 0 {
            let room = line.iter().map(|&at| most(at) - held[at]).min().unwrap_or(0).min(rounds);
            line.iter().for_each(|&at| held[at] += room);
            left -= room * line.len() as u64;
            continue;
        }
        line.sort_by(|&a, &b| shares[b].1.cmp(&shares[a].1));
        let n = usize::try_from(left).unwrap_or(usize::MAX);
        let (inside, outside) = (&shares[line[n - 1]].1, &shares[line[n]].1);
        let fraction = |part: &UBig| Some(Fraction::new(part.clone(), over.clone()));
        let cut = Some((fraction(inside), fraction(outside)));
        let open = if inside == outside {
            let mut tied: Vec<usize> = line.iter().copied().filter(|&at| shares[at].1 == *inside).collect();
            let above = line.iter().filter(|&&at| shares[at].1 > *inside);
            let n_above = above.map(|&at| held[at] += 1).count();
            tied.sort_unstable();
            Open::Any { tied, at_stake: left - n_above as u64 }
        } else {
            line[..n].iter().for_each(|&at| held[at] += 1);
            Open::None
        };
        return Tally::Seats { certain: held, open, cut };
    }
    // Nobody got a seat by a remainder: what is left is the largest remainder without.
    let mut line: Vec<usize> = (0..claimants.len())
        .filter(|&at| held[at] < most(at) && claimants[at].weight != UBig::ZERO && !is_raised(at))
        .collect();
    if line.is_empty() {
        line = (0..claimants.len())
            .filter(|&at| held[at] < most(at) && claimants[at].weight != UBig::ZERO)
            .collect();
    }
    let outside = line.iter().map(|&at| &shares[at].1).max();
    let cut = (None, outside.map(|part| Fraction::new(part.clone(), over.clone())));
    Tally::Seats { certain: held, open: Open::None, cut: Some(cut) }
}

/// All ways to give one more to so many of the tied; `None` if too many.
fn outcomes(certain: &[u64], open: &Open) -> Option<Vec<Vec<u64>>> {
    match open {
        Open::None => Some(vec![certain.to_vec()]),
        Open::Sets(sets) => Some(sets.clone()),
        Open::Any { tied, at_stake } => {
            let mut all = vec![(certain.to_vec(), *at_stake)];
            for (place, &at) in tied.iter().enumerate() {
                let behind = (tied.len() - place - 1) as u64;
                let mut more = Vec::new();
                for (held, left) in all {
                    if left > 0 {
                        let mut with = held.clone();
                        with[at] += 1;
                        more.push((with, left - 1));
                    }
                    if left <= behind {
                        more.push((held, left));
                    }
                }
                all = more;
                if all.len() > MANY {
                    return None;
                }
            }
            Some(all.into_iter().map(|(held, _)| held).collect())
        }
    }
}

/// Split; fix those outside their bounds at them; split the rest afresh; every ending of every tie.
fn fix_and_repeat(method: Method, seats: u64, claimants: &[Claimant], unit: &UBig) -> Tally {
    let start: Vec<Option<u64>> =
        claimants.iter().map(|row| (row.weight == UBig::ZERO).then_some(row.min)).collect();
    let mut waiting = vec![start];
    let mut endings: BTreeSet<Vec<u64>> = BTreeSet::new();
    let mut only: Option<(Open, Cut, Vec<u64>)> = None;
    let mut passes = 0;
    while let Some(fixed) = waiting.pop() {
        passes += 1;
        if passes > MANY || endings.len() > MANY {
            return Tally::Unknown;
        }
        let free: Vec<usize> = (0..claimants.len()).filter(|&at| fixed[at].is_none()).collect();
        let taken: u128 = fixed.iter().flatten().map(|&held| u128::from(held)).sum();
        let least: u128 = free.iter().map(|&at| u128::from(claimants[at].min)).sum();
        let most: u128 = free.iter().map(|&at| u128::from(claimants[at].max.unwrap_or(u64::MAX))).sum();
        let Some(left) = u128::from(seats).checked_sub(taken).filter(|left| (least..=most).contains(left))
        else {
            continue;
        };
        let rest: Vec<Claimant> = free
            .iter()
            .map(|&at| Claimant { weight: claimants[at].weight.clone(), min: 0, max: None })
            .collect();
        let left = u64::try_from(left).unwrap_or(u64::MAX);
        let (certain, open, cut) = match floor_then_raise(method, left, &rest, unit) {
            Tally::Seats { certain, open, cut } => (certain, open, cut),
            Tally::Impossible => continue,
            Tally::Unknown => return Tally::Unknown,
        };
        let Some(all) = outcomes(&certain, &open) else { return Tally::Unknown };
        let mut last: BTreeSet<Vec<u64>> = BTreeSet::new();
        let n_outcomes = all.len();
        for held in all {
            let mut next = fixed.clone();
            let mut whole: Vec<u64> = fixed.iter().map(|fixed| fixed.unwrap_or(0)).collect();
            let mut violates = false;
            for (&at, &held) in free.iter().zip(&held) {
                let row = &claimants[at];
                let inside = held.max(row.min).min(row.max.unwrap_or(u64::MAX));
                whole[at] = held;
                if inside != held {
                    next[at] = Some(inside);
                    violates = true;
                }
            }
            if violates {
                waiting.push(next);
            } else {
                last.insert(whole);
            }
        }
        if last.len() == n_outcomes && endings.is_empty() && only.is_none() {
            let open = match open {
                Open::Any { tied, at_stake } => {
                    Open::Any { tied: tied.iter().map(|&place| free[place]).collect(), at_stake }
                }
                other => other,
            };
            let mut whole: Vec<u64> = fixed.iter().map(|fixed| fixed.unwrap_or(0)).collect();
            free.iter().zip(&certain).for_each(|(&at, &held)| whole[at] = held);
            only = Some((open, cut, whole));
        }
        endings.append(&mut last);
    }
    match (endings.len(), only) {
        (0, _) => Tally::Impossible,
        (n, Some((open, cut, certain))) if outcomes(&certain, &open).is_some_and(|all| all.len() == n) => {
            Tally::Seats { certain, open, cut }
        }
        (1, _) => {
            let certain = endings.pop_first().unwrap_or_default();
            Tally::Seats { certain, open: Open::None, cut: None }
        }
        _ => Tally::Seats { certain: Vec::new(), open: Open::Sets(endings.into_iter().collect()), cut: None },
    }
}

/// Seat by seat to the largest w/(s+1) among those below their upper quota at that house, every tie followed.
fn quota_method(seats: u64, claimants: &[Claimant]) -> Tally {
    /// Steps followed at most, over all outcomes.
    const STEPS: u64 = 3_000_000;
    let total: UBig = claimants.iter().map(|claimant| &claimant.weight).sum();
    let mut states: BTreeSet<Vec<u64>> = BTreeSet::from([vec![0; claimants.len()]]);
    let mut steps = 0;
    for house in 1..=seats {
        let mut after = BTreeSet::new();
        for state in states {
            steps += claimants.len() as u64;
            if steps > STEPS {
                return Tally::Unknown;
            }
            let may =
                |at: &usize| UBig::from(state[*at]) * &total < &claimants[*at].weight * UBig::from(house);
            let claim = |a: usize, b: usize| -> Ordering {
                let (left, right) = (&claimants[a].weight, &claimants[b].weight);
                (left * UBig::from(state[b] + 1)).cmp(&(right * UBig::from(state[a] + 1)))
            };
            let line: Vec<usize> = (0..claimants.len()).filter(may).collect();
            let Some(best) = line.iter().copied().max_by(|&a, &b| claim(a, b)) else {
                return Tally::Impossible;
            };
            for at in line.into_iter().filter(|&at| claim(at, best) == Ordering::Equal) {
                let mut next = state.clone();
                next[at] += 1;
                after.insert(next);
            }
        }
        if after.len() > MANY {
            return Tally::Unknown;
        }
        states = after;
    }
    let mut all: Vec<Vec<u64>> = states.into_iter().collect();
    if all.len() == 1 {
        return Tally::Seats { certain: all.remove(0), open: Open::None, cut: None };
    }
    Tally::Seats { certain: Vec::new(), open: Open::Sets(all), cut: None }
}
