//! Paradoxes of changed weights and of new units. Those of a further seat stand in [`crate::scan`].
//!
//! * *Population paradox*: a unit loses a seat to another although its weight grew at least as fast.
//! * *New-units paradox*: a unit comes in with exactly the seats that it is given, and seats of the others
//!   move all the same.
//!
//! Divisor methods without bounds know neither (Balinski and Young, *Fair Representation*, 2001, ch. 8 and
//! appendix A); largest remainders know both.

use crate::{Problem, Refusal, split};
use fordel_model::{Split, Weight};
use std::collections::HashMap;

/// One unit that loses a seat to another although its weight grew at least as fast.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Population {
    /// The unit that loses, in every outcome.
    pub loses: String,
    /// The unit that gains, in every outcome.
    pub gains: String,
}

/// Population paradoxes between the splits of the same seats by earlier and by later weights, in unit
/// order; units are matched by id. Cost: linear, and a comparison for each pair of loser and gainer.
pub fn population(earlier: &Split, later: &Split) -> Vec<Population> {
    let before: HashMap<&str, usize> =
        earlier.units.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect();
    let moved = |rises: bool| -> Vec<(&str, &Weight, &Weight)> {
        let rows = later.units.iter().filter_map(|new| {
            let old = &earlier.units[*before.get(new.id.as_str())?];
            let is_moved = if rises { new.lower > old.upper } else { new.upper < old.lower };
            is_moved.then_some((new.id.as_str(), &old.weight, &new.weight))
        });
        rows.collect()
    };
    let (losers, gainers) = (moved(false), moved(true));
    let mut found = Vec::new();
    for (loses, loser_old, loser_new) in losers {
        for &(gains, gainer_old, gainer_new) in &gainers {
            // new/old of the loser against new/old of the gainer.
            if product(loser_new, gainer_old) >= product(gainer_new, loser_old) {
                found.push(Population { loses: loses.to_owned(), gains: gains.to_owned() });
            }
        }
    }
    found
}

/// a·b as a pair that compares by value: digits brought to one scale.
fn product(a: &Weight, b: &Weight) -> fordel_model::Fraction {
    let digits = a.scaled(a.decimals()) * b.scaled(b.decimals());
    let scale = dashu_int::UBig::from(10u8).pow((a.decimals() + b.decimals()) as usize);
    fordel_model::Fraction::new(digits, scale)
}

/// A unit whose coming in with its own seats moves seats of others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewUnit {
    /// The unit.
    pub unit: String,
    /// Its seats.
    pub seats: u64,
    /// Others whose seats differ in every outcome: id, seats without the unit, seats with it.
    pub moved: Vec<(String, u64, u64)>,
}

/// Problems with more units are not looked through: each unit costs a split.
pub const MAX_UNITS: usize = 500;

/// New-units paradoxes of a split, in unit order; `None` where the problem has levels, is drawn by lot or
/// has more than [`MAX_UNITS`] units. Units in an open tie are passed over. Cost: one split a unit.
///
/// # Errors
/// A wrong problem. A problem that cannot be split without one of its units is passed over.
pub fn new_units(problem: &Problem, result: &Split) -> Result<Option<Vec<NewUnit>>, Refusal> {
    if !problem.levels.is_empty() || problem.method_at(0).is_lottery() || problem.units.len() > MAX_UNITS {
        return Ok(None);
    }
    problem.check()?;
    let mut found = Vec::new();
    for (at, unit) in result.units.iter().enumerate() {
        let Some(seats) = unit.seats else { continue };
        let mut without = problem.clone();
        without.units.remove(at);
        without.seats -= seats;
        let Ok(without) = split(&without) else { continue };
        let others = result.units.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, unit)| unit);
        let moved: Vec<_> = others
            .zip(&without.units)
            .filter_map(|(with, without)| {
                let (with_seats, without_seats) = (with.seats?, without.seats?);
                (with_seats != without_seats).then(|| (with.id.clone(), without_seats, with_seats))
            })
            .collect();
        if !moved.is_empty() {
            found.push(NewUnit { unit: unit.id.clone(), seats, moved });
        }
    }
    Ok(Some(found))
}
