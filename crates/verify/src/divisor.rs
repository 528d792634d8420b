//! The divisor interval of a split against its seats (contract, section 2).

use crate::judge::Judge;
use crate::recount::{Quotient, degree};
use crate::split::SplitFault;
use dashu_int::UBig;
use fordel_model::Method;
use fordel_model::split::DivisorEnd;
use fordel_model::weight::to_integers;

impl Judge<'_> {
    /// `from` is the largest claim to one seat more, `to` the smallest claim to the last seat.
    pub(crate) fn divisor(&self, faults: &mut Vec<SplitFault>) {
        let (split, programme) = (&self.plan.split, self.facts.programme);
        let Some(interval) = split.divisor.as_ref().filter(|_| programme.levels.is_empty()) else { return };
        let (mut from, mut to): (Option<Quotient>, Option<Quotient>) = (None, None);
        let method = self.method_at(0);
        for ((id, _), weight) in programme.clusters.enumerate().zip(self.weights().iter()) {
            let (min, max) = self.facts.seat_bounds(id);
            let Some(seats) = self.stated(&[id]) else { return };
            if *weight == UBig::ZERO {
                continue;
            }
            if max.is_none_or(|max| seats < max) {
                let claim = Quotient::of(method, weight, seats);
                from = from.into_iter().chain(claim).max_by(Quotient::compare);
            }
            if seats > min {
                let claim = Quotient::of(method, weight, seats - 1);
                to = to.into_iter().chain(claim).min_by(Quotient::compare);
            }
        }
        // The weights counted with are whole: ends are in the weights' own units.
        let rows: Vec<_> = programme.clusters.iter().map(|row| row.weight.clone()).collect();
        let unit = UBig::from(10u8).pow(to_integers(&rows).1 as usize);
        for (end, found, expected) in [("from", &interval.from, from), ("to", &interval.to, to)] {
            let Some(expected) = expected else { continue };
            if !is_end(method, found, &unit, &expected) {
                faults.push(SplitFault::Divisor { end, expected: expected.to_string() });
            }
        }
    }
}

/// Whether the end stated is this claim; `unit` is what weights were multiplied by to be whole.
pub(crate) fn is_end(method: Method, found: &DivisorEnd, unit: &UBig, expected: &Quotient) -> bool {
    let degree = degree(method);
    let (part, fraction) = match found {
        DivisorEnd::Unbounded => return expected.is_infinite(),
        DivisorEnd::Rational(end) => (1, end),
        DivisorEnd::Root { degree, radicand } => (*degree as usize, radicand),
    };
    if expected.is_infinite() || part == 0 || !degree.is_multiple_of(part) {
        return false;
    }
    let power = degree / part;
    let above = fraction.numerator().pow(power) * unit.pow(degree);
    expected.equals(&above, &fraction.denominator().pow(power))
}
