//! One plain list of units to split seats over: a whole problem without levels, or one node of it.

use crate::award::{Award, Evidence};
use crate::signpost::Signposts;
use crate::{Refusal, divisor, lottery, monotone_lottery, quota_method, remainder};
use dashu_int::UBig;
use fordel_model::Method;
use fordel_model::split::BoundRule;

/// A plain list of units, with bounds as the method sees them (see [`implied_bounds`]).
pub(crate) struct Flat<'a> {
    /// The method.
    pub(crate) method: Method,
    /// Integer weights, one a unit.
    pub(crate) weights: &'a [UBig],
    /// Weights were multiplied by 10^decimals to become integers.
    pub(crate) decimals: u32,
    /// Least seats, one a unit.
    pub(crate) min: &'a [u64],
    /// Largest seats, one a unit.
    pub(crate) max: &'a [u64],
    /// Seats to split.
    pub(crate) seats: u64,
    /// How largest remainders keep bounds.
    pub(crate) bound_rule: BoundRule,
    /// Seed of lots.
    pub(crate) seed: u64,
    /// This node's own stream of lots.
    pub(crate) stream: u64,
    /// How many units in line are told.
    pub(crate) told: usize,
    /// Where in the problem this is, for messages: `Midtjylland: ` or nothing.
    pub(crate) place: &'a str,
    /// A unit's name, for messages.
    pub(crate) name: &'a dyn Fn(usize) -> String,
}

/// Whether a method's parameter makes sense.
pub(crate) fn check_method(method: Method) -> Result<(), Refusal> {
    Signposts::of(method).map(drop)
}

/// Whether a method gives every unit with a weight a first seat before anyone gets a second.
pub(crate) fn gives_everyone_a_seat(method: Method) -> bool {
    matches!(Signposts::of(method), Ok(Some(rule)) if rule.gives_everyone_a_seat())
}

/// A unit's bounds as its method sees them: a weight of zero takes its minimum only, and a method
/// that gives every weight a seat needs room for it.
pub(crate) fn implied_bounds(method: Method, has_weight: bool, (min, max): (u64, u64)) -> (u64, u64) {
    if !has_weight {
        (min, min)
    } else if gives_everyone_a_seat(method) {
        (min.max(max.min(1)), max)
    } else {
        (min, max)
    }
}

impl Flat<'_> {
    /// Splits.
    ///
    /// # Errors
    /// A [`Refusal`] that says why it cannot be.
    pub(crate) fn award(&self) -> Result<Award, Refusal> {
        self.check_room()?;
        if self.weights.iter().all(UBig::is_zero) {
            // A group below others may be without any weight: its units have their minima, which is all there is.
            let evidence = Evidence::None;
            return Ok(Award { certain: self.min.to_vec(), open: None, evidence, next: Vec::new() });
        }
        if let Some(rule) = Signposts::of(self.method)? {
            return Ok(divisor::award(rule, self));
        }
        match self.method {
            Method::QuotaMethod => quota_method::award(self),
            Method::Lottery => lottery::award(self),
            Method::MonotoneLottery { houses } => monotone_lottery::award(houses, self),
            _ => remainder::award(self),
        }
    }

    /// Whether the bounds leave room for the seats there are.
    fn check_room(&self) -> Result<(), Refusal> {
        let sum = |bounds: &[u64]| bounds.iter().map(|&bound| u128::from(bound)).sum::<u128>();
        let seats = u128::from(self.seats);
        let place = self.place.to_owned();
        let needed = sum(self.min);
        if needed > seats {
            if gives_everyone_a_seat(self.method) {
                let weighted = self.weights.iter().filter(|weight| !weight.is_zero()).count() as u128;
                if weighted > seats || self.min.iter().all(|&min| min <= 1) {
                    return Err(Refusal::TooFewSeats {
                        place,
                        method: self.method,
                        needed,
                        seats: self.seats,
                    });
                }
            }
            // The fewest that are too many already: the largest minima, as far as needed.
            let mut by_size: Vec<usize> = (0..self.min.len()).collect();
            by_size.sort_by_key(|&unit| std::cmp::Reverse(self.min[unit]));
            let mut sum = 0u128;
            let blocking = by_size.iter().take_while(|&&unit| {
                let is_needed = sum <= seats;
                sum += u128::from(self.min[unit]);
                is_needed
            });
            let mut blocking: Vec<usize> = blocking.copied().collect();
            blocking.sort_unstable();
            let units = blocking.into_iter().map(|unit| ((self.name)(unit), self.min[unit])).collect();
            return Err(Refusal::MinAboveSeats { place, needed, seats: self.seats, units });
        }
        let room = sum(self.max);
        if room < seats {
            // Every unit is needed to show that there is no more room.
            let named = |(unit, &max): (usize, &u64)| ((self.name)(unit), max);
            let units = self.max.iter().enumerate().map(named).collect();
            return Err(Refusal::MaxBelowSeats { place, room, seats: self.seats, units });
        }
        Ok(())
    }
}
