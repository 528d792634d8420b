//! What one split over a plain list of units comes to, before it gets names.

use crate::choice::binomial;
use crate::claim::Claim;
use dashu_int::UBig;
use fordel_model::Fraction;
use std::collections::HashSet;

/// Seats of a plain list of units, with what is left open and what proves it.
#[derive(Clone, Debug)]
pub(crate) struct Award {
    /// Seats each unit certainly has, in unit order.
    pub(crate) certain: Vec<u64>,
    /// What is left open by equal claims.
    pub(crate) open: Option<Open>,
    /// What proves it.
    pub(crate) evidence: Evidence,
    /// Units in line for further seats after the certain ones, at least as many as are told and one for
    /// every seat at stake; a unit stands there once a seat. Tied units come first.
    pub(crate) next: Vec<usize>,
}

/// How many units in line are told at most.
pub(crate) const IN_LINE: usize = 10;

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

impl Open {
    /// Different outcomes as one: where they are all choices of so many among some, that is what they are.
    /// At least two; every unit goes without in one of them.
    pub(crate) fn of(outcomes: Vec<Vec<u64>>) -> Self {
        let n = outcomes[0].len();
        let units: Vec<usize> = (0..n).filter(|&unit| outcomes.iter().any(|extra| extra[unit] > 0)).collect();
        let seats: u64 = outcomes[0].iter().sum();
        let is_any = outcomes.iter().flatten().all(|&extra| extra <= 1)
            && binomial(units.len() as u64, seats) == UBig::from(outcomes.len());
        if is_any { Self::Any { units, seats } } else { Self::OneOf(outcomes) }
    }
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
    /// Takes those out of the line who have got a seat that was at stake, and keeps `told` of the rest.
    pub(crate) fn shorten_line(&mut self, winners: &[usize], told: usize) {
        let mut served: HashSet<usize> = winners.iter().copied().collect();
        self.next.retain(|unit| !served.remove(unit));
        self.next.truncate(told);
    }

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
