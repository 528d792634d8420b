//! Divisor methods with bounds: seats = median(min, w/d rounded, max) for one common divisor d.
//!
//! A good floating-point divisor is guessed, turned into an exact fraction, and every unit is rounded
//! at it in integers; the few seats then missing or too many go by a heap of claims. Cost: linear in
//! the units, independent of the seats. The idea of jumping near the answer: Cheng and Eppstein,
//! *Linear-time algorithms for proportional apportionment* (2014); bounds as in Pukelsheim,
//! *Proportional Representation* (2017), ch. 12.

use crate::award::{Award, Evidence, Open};
use crate::claim::{Claim, Claims, Divisor, Ranked, count_reaching, fits_u128};
use crate::flat::Flat;
use crate::number::Number;
use crate::signpost::Signposts;
use dashu_int::UBig;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Splits by a divisor method; the list's bounds can hold and include a first seat for everyone
/// where the method gives one.
pub(crate) fn award(rule: Signposts, flat: &Flat<'_>) -> Award {
    let least: u128 = flat.min.iter().map(|&min| u128::from(min)).sum();
    if least == u128::from(flat.seats) {
        return Race::<UBig>::new(rule, flat).judge(flat.min.to_vec());
    }
    let guess = Guess::new(rule, flat);
    // The guess needs as many bits as the seats have, or too many seats are left to be settled.
    let bits = (u64::from(64 - flat.seats.leading_zeros()) + 10).min(53);
    if fits_u128(rule, flat.weights, flat.seats)
        && let Some(divisor) = exact::<u128>(guess.divisor, rule.degree(), bits)
    {
        return Race::new(rule, flat).run(&guess, &divisor);
    }
    let divisor = exact::<UBig>(guess.divisor, rule.degree(), bits).unwrap_or_else(|| standard(rule, flat));
    Race::new(rule, flat).run(&guess, &divisor)
}

/// The total weight over the seats: a divisor for weights that no float can tell apart.
fn standard(rule: Signposts, flat: &Flat<'_>) -> Divisor<UBig> {
    let degree = rule.degree() as usize;
    let total: UBig = flat.weights.iter().sum();
    Divisor { above: total.pow(degree), below: UBig::from(flat.seats).pow(degree) * UBig::from(rule.scale()) }
}

#[cfg(test)]
mod work;

struct Race<'a, N> {
    flat: &'a Flat<'a>,
    claims: Claims<N>,
}

impl<'a, N: Number> Race<'a, N> {
    fn new(rule: Signposts, flat: &'a Flat<'a>) -> Self {
        Self { flat, claims: Claims::new(rule, flat.weights) }
    }

    fn run(&self, guess: &Guess, divisor: &Divisor<N>) -> Award {
        let flat = self.flat;
        let rounded = |unit: usize| {
            let (min, max) = (flat.min[unit], flat.max[unit].min(flat.seats).max(flat.min[unit]));
            self.rounded(unit, guess.seats(unit), min, max, divisor)
        };
        let mut seats: Vec<u64> = (0..flat.weights.len()).map(rounded).collect();
        self.settle(&mut seats);
        self.judge(seats)
    }

    /// The number of claims (from `min` to `max`) that reach the divisor, looked for around a guess.
    fn rounded(&self, unit: usize, guess: u64, min: u64, max: u64, divisor: &Divisor<N>) -> u64 {
        count_reaching(guess, min, max, |held| self.claims.reaches(Claim { unit, held }, divisor))
    }

    /// Gives the seats still missing to the largest claims, or takes those too many from the smallest.
    fn settle(&self, seats: &mut [u64]) {
        let flat = self.flat;
        let given: u128 = seats.iter().map(|&s| u128::from(s)).sum();
        let wanted = u128::from(flat.seats);
        if given < wanted {
            let missing = wanted - given;
            let next = (0..seats.len()).filter_map(|unit| self.next(seats, unit));
            // Whoever is not among the best so many has no chance of any of these seats.
            let mut line: BinaryHeap<_> = best(next, missing).into();
            for _ in 0..missing {
                let Ranked { claim, .. } = line.pop().expect("the maxima leave room for every seat");
                seats[claim.unit] += 1;
                line.extend(self.next(seats, claim.unit));
            }
        } else if given > wanted {
            let excess = given - wanted;
            let last = |seats: &[u64], unit| self.last(seats, unit).map(Reverse);
            let mut line: BinaryHeap<_> =
                best((0..seats.len()).filter_map(|unit| last(seats, unit)), excess).into();
            for _ in 0..excess {
                let Reverse(Ranked { claim, .. }) = line.pop().expect("the minima fit into the seats");
                seats[claim.unit] -= 1;
                line.extend(last(seats, claim.unit));
            }
        }
    }

    /// A unit's claim to one more seat, if it may have one.
    fn next(&self, seats: &[u64], unit: usize) -> Option<Ranked<'_, N>> {
        let may = seats[unit] < self.flat.max[unit] && !self.flat.weights[unit].is_zero();
        may.then(|| Ranked { claim: Claim { unit, held: seats[unit] }, claims: &self.claims })
    }

    /// The claim that gave a unit its last seat, if it was not owed anyway.
    fn last(&self, seats: &[u64], unit: usize) -> Option<Ranked<'_, N>> {
        (seats[unit] > self.flat.min[unit])
            .then(|| Ranked { claim: Claim { unit, held: seats[unit] - 1 }, claims: &self.claims })
    }

    /// Finds the tie, the divisor interval and who is next in line.
    fn judge(&self, mut seats: Vec<u64>) -> Award {
        let n = seats.len();
        let equal = |a: Claim, b: Claim| self.claims.compare(a, b) == Ordering::Equal;
        let first_out = (0..n).filter_map(|unit| self.next(&seats, unit)).max().map(|ranked| ranked.claim);
        let last_in = (0..n).filter_map(|unit| self.last(&seats, unit)).min().map(|ranked| ranked.claim);
        let mut open = None;
        if let (Some(out), Some(inside)) = (first_out, last_in)
            && equal(out, inside)
        {
            let mut tied = Vec::new();
            let mut at_stake = 0;
            for unit in 0..n {
                if self.last(&seats, unit).is_some_and(|ranked| equal(ranked.claim, inside)) {
                    at_stake += 1;
                    seats[unit] -= 1;
                    tied.push(unit);
                } else if self.next(&seats, unit).is_some_and(|ranked| equal(ranked.claim, out)) {
                    tied.push(unit);
                }
            }
            open = Some(Open::Any { units: tied, seats: at_stake });
        }
        let at_stake = match open {
            Some(Open::Any { seats, .. }) => usize::try_from(seats).unwrap_or(usize::MAX),
            _ => 0,
        };
        let next = self.in_line(&seats, self.flat.told.saturating_add(at_stake));
        Award { certain: seats, open, evidence: Evidence::Divisor { from: first_out, to: last_in }, next }
    }

    /// Who gets the next seats after the certain ones (the tied units first, then seat by seat).
    fn in_line(&self, seats: &[u64], told: usize) -> Vec<usize> {
        let next = (0..seats.len()).filter_map(|unit| self.next(seats, unit));
        let mut line: BinaryHeap<Ranked<'_, N>> = best(next, told as u128).into();
        let mut order = Vec::new();
        while order.len() < told
            && let Some(Ranked { claim, .. }) = line.pop()
        {
            order.push(claim.unit);
            if claim.held + 1 < self.flat.max[claim.unit] {
                let claim = Claim { unit: claim.unit, held: claim.held + 1 };
                line.push(Ranked { claim, claims: &self.claims });
            }
        }
        order
    }
}

/// The `n` largest of some items, in any order. Cost: linear while `n` is small.
fn best<T: Ord>(items: impl Iterator<Item = T>, n: u128) -> Vec<T> {
    const SMALL: u128 = 4096;
    if n > SMALL {
        return items.collect();
    }
    let mut kept: BinaryHeap<Reverse<T>> = BinaryHeap::new();
    for item in items {
        if (kept.len() as u128) < n {
            kept.push(Reverse(item));
        } else if kept.peek().is_some_and(|Reverse(least)| item > *least) {
            kept.pop();
            kept.push(Reverse(item));
        }
    }
    kept.into_iter().map(|Reverse(item)| item).collect()
}

/// A divisor guessed in floating point. It decides nothing: the seats are settled in integers after it.
struct Guess {
    weights: Vec<f64>,
    /// The weights were divided by 2^shift.
    offset: f64,
    gain: f64,
    divisor: (f64, i64),
    scaled: f64,
}

impl Guess {
    fn new(rule: Signposts, flat: &Flat<'_>) -> Self {
        use dashu_int::ops::BitTest;
        let bits = flat.weights.iter().map(|weight| weight.bit_len()).max().unwrap_or(0);
        let shift = bits.saturating_sub(900);
        let float = |weight: &UBig| {
            if shift == 0 { weight.to_f64().value() } else { (weight >> shift).to_f64().value() }
        };
        let weights: Vec<f64> = flat.weights.iter().map(float).collect();
        let (offset, gain) = rule.guess();
        let mut guess = Self { weights, offset, gain, divisor: (1.0, 0), scaled: 1.0 };
        guess.scaled = guess.search(flat);
        // The divisor as the claims see it: without the common scale of the signposts.
        let root = (rule.scale() as f64).powf(1.0 / f64::from(rule.degree()));
        let shift = i64::try_from(shift).expect("a weight has fewer than 2^63 bits");
        guess.divisor = (guess.scaled / root, shift);
        guess
    }

    /// Seats of a unit at the guessed divisor.
    fn seats(&self, unit: usize) -> u64 {
        whole(self.weights[unit] * self.gain / self.scaled - self.offset + 1.0)
    }

    /// A divisor at which about the right number of seats is given.
    fn search(&self, flat: &Flat<'_>) -> f64 {
        let n = self.weights.iter().filter(|&&weight| weight > 0.0).count() as f64;
        let total: f64 = self.weights.iter().sum();
        let seats = flat.seats as f64;
        let mut divisor = self.gain * total / (seats + n * (self.offset - 0.5)).max(0.5);
        let (mut small, mut large) = (0.0f64, f64::INFINITY);
        for round in 0..80 {
            // Equal weights step together and may never come near: then near enough is enough.
            let enough = if round < 12 { 64.0 } else { (n / 64.0).max(64.0) };
            if !divisor.is_normal() {
                break;
            }
            let given = self.given(flat, divisor);
            if (given - seats).abs() <= enough {
                break;
            }
            if given > seats {
                small = divisor
            } else {
                large = divisor
            }
            let proposed = divisor * ((given + 1.0) / (seats + 1.0)).clamp(1e-9, 1e9);
            let inside = proposed > small * 1.000_000_1 && proposed < large * 0.999_999_9;
            divisor = match (inside, small > 0.0, large.is_finite()) {
                (true, _, _) => proposed,
                (false, true, true) => (small.ln() * 0.5 + large.ln() * 0.5).exp(),
                (false, true, false) => small * 2.0,
                (false, false, _) => large / 2.0,
            };
        }
        divisor
    }

    /// About how many seats a divisor gives.
    fn given(&self, flat: &Flat<'_>, divisor: f64) -> f64 {
        let factor = self.gain / divisor;
        let bounds = flat.min.iter().zip(flat.max);
        self.weights
            .iter()
            .zip(bounds)
            .map(|(&weight, (&min, &max))| {
                let rounded = (weight * factor - self.offset + 1.0).floor();
                rounded.min(max as f64).max(min as f64)
            })
            .sum()
    }
}

/// A float as seats: never below zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess; the cast saturates")]
fn whole(value: f64) -> u64 {
    value as u64
}

/// (float · 2^shift)^degree with `bits` significant bits of the float, as an exact fraction; `None` if
/// the float is of no use or the number type too small.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to the bits kept")]
fn exact<N: Number>((float, shift): (f64, i64), degree: u32, bits: u64) -> Option<Divisor<N>> {
    if !float.is_normal() || float <= 0.0 {
        return None;
    }
    // float = mantissa · 2^exponent
    let exponent = (float.log2().floor() as i64) - i64::try_from(bits).ok()? + 1;
    let mantissa = (scaled_by(float, -exponent).round() as u64).max(1);
    let exponent = (exponent + shift) * i64::from(degree);
    let power = UBig::from(mantissa).pow(degree as usize);
    let binary = UBig::ONE << usize::try_from(exponent.abs()).ok()?;
    let (above, below) = if exponent >= 0 { (power * binary, UBig::ONE) } else { (power, binary) };
    Some(Divisor { above: N::from_big(&above)?, below: N::from_big(&below)? })
}

/// value · 2^exponent, in two steps so that neither overflows on the way.
#[expect(clippy::cast_possible_truncation, reason = "exponents of floats are small")]
fn scaled_by(value: f64, exponent: i64) -> f64 {
    let half = exponent / 2;
    value * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32)
}
