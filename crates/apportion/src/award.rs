//! What one split over a plain list of units comes to, before it gets names.

use crate::claim::Claim;
use fordel_model::Fraction;

/// Seats of a plain list of units, with what is left open and what proves it.
#[derive(Clone, Debug)]
pub(crate) struct Award {
    /// Seats each unit certainly has, in unit order.
    pub(crate) certain: Vec<u64>,
    /// What is left open by equal claims.
    pub(crate) open: Option<Open>,
    /// What proves it.
    pub(crate) evidence: Evidence,
    /// Units in line for further seats, at most [`IN_LINE`]; a unit stands there once a seat.
    pub(crate) next: Vec<usize>,
}

/// How many units in line are told at most.
pub(crate) const IN_LINE: usize = 10;

/// How many units in line are told of a list of `n_units`: no more than there are units.
pub(crate) fn in_line(n_units: usize) -> usize {
    n_units.min(IN_LINE)
}

/// Equal claims, not broken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Open {
    /// Any `seats` of `units` (in order, fewer seats than units) get one more each.
    Any {
        /// Positions of the tied units.
        units: Vec<usize>,
        /// Seats at stake.
        seats: u64,
    },
    /// One of these: what each unit gets on top of its certain seats, in unit order. At least two.
    OneOf(Vec<Vec<u64>>),
}

/// What proves an award.
#[derive(Clone, Debug)]
pub(crate) enum Evidence {
    /// Nothing short.
    None,
    /// The largest claim not met and the smallest that was met above a minimum.
    Divisor {
        /// Largest claim not met.
        from: Option<Claim>,
        /// Smallest claim met.
        to: Option<Claim>,
    },
    /// The remainders around the cut.
    Cut {
        /// Smallest remainder with a seat.
        inside: Option<Fraction>,
        /// Largest without.
        outside: Option<Fraction>,
    },
}

impl Award {
    /// The most seats each unit may get, in unit order.
    pub(crate) fn possible(&self) -> Vec<u64> {
        let mut possible = self.certain.clone();
        match &self.open {
            None => {}
            Some(Open::Any { units, .. }) => units.iter().for_each(|&unit| possible[unit] += 1),
            Some(Open::OneOf(outcomes)) => {
                for (unit, seats) in possible.iter_mut().enumerate() {
                    *seats += outcomes.iter().map(|extra| extra[unit]).max().unwrap_or(0);
                }
            }
        }
        possible
    }
}
