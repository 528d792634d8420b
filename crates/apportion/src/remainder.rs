//! Largest remainders: whole quotas first, then one seat each to the largest remainders.
//!
//! Bounds come by one of two rules. *Floor then raise*: start with max(min, floor(quota)) cut at max;
//! the seats left go one each to the largest remainders among units not raised by their minimum and
//! below their maximum, in rounds; a unit raised by its minimum is asked only when nobody else has
//! room. *Fix and repeat*: split; fix units below their minimum and units above their maximum; split
//! the rest afresh; until none violates.
//! Sources: Balinski and Young, *Fair Representation* (2001), appendix A; Pukelsheim, *Proportional
//! Representation* (2017), ch. 5 (the quotas of Hare, Droop, Hagenbach-Bischoff) and ch. 12.

use crate::Refusal;
use crate::award::{self, Award, Evidence, IN_LINE, Open};
use crate::flat::Flat;
use crate::number::Number;
use crate::repeat::fix_and_repeat;
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use fordel_model::split::BoundRule;
use fordel_model::{Fraction, Method};

/// Splits by a largest-remainder method.
pub(crate) fn award(flat: &Flat<'_>) -> Result<Award, Refusal> {
    let everyone: Vec<usize> = (0..flat.weights.len()).collect();
    match flat.bound_rule {
        BoundRule::FloorThenRaise => raise(flat, &everyone, flat.seats, true),
        BoundRule::FixAndRepeat => fix_and_repeat(flat),
    }
}

/// Each unit's share is `parts / whole`: weight over the method's quota of votes per seat.
struct Shares<N> {
    parts: Vec<N>,
    whole: N,
}

impl<N: Number> Shares<N> {
    /// The shares of some units in some seats; `None` if `N` is too small.
    fn new(flat: &Flat<'_>, units: &[usize], seats: u64) -> Option<Self> {
        let total: UBig = units.iter().map(|&unit| &flat.weights[unit]).sum();
        let (factor, whole) = match flat.method {
            Method::DroopLr => {
                let unit = UBig::from(10u8).pow(flat.decimals as usize);
                let quota = &total / (&unit * (UBig::from(seats) + UBig::ONE)) + UBig::ONE;
                (UBig::ONE, quota * unit)
            }
            Method::HagenbachBischoffLr => (UBig::from(seats) + UBig::ONE, total.clone()),
            _ => (UBig::from(seats), total.clone()),
        };
        let bits = total.bit_len() + factor.bit_len();
        let (factor, whole) = (N::from_big(&factor)?, N::from_big(&whole)?);
        if !N::holds_bits(bits) {
            return None;
        }
        let part = |&unit: &usize| N::from_big(&flat.weights[unit]).map(|weight| weight.times(&factor));
        Some(Self { parts: units.iter().map(part).collect::<Option<_>>()?, whole })
    }
}

/// Floor then raise over some of the units; `bounded` says whether their bounds count.
/// The award has one entry for every unit of the list (those left out have none).
pub(crate) fn raise(flat: &Flat<'_>, units: &[usize], seats: u64, bounded: bool) -> Result<Award, Refusal> {
    match Shares::<u128>::new(flat, units, seats) {
        Some(shares) => raise_by(flat, units, seats, bounded, &shares),
        None => {
            let shares = Shares::<UBig>::new(flat, units, seats).expect("a big integer holds any share");
            raise_by(flat, units, seats, bounded, &shares)
        }
    }
}

/// A unit's way through one split.
struct Seat<N> {
    unit: usize,
    remainder: N,
    /// Whether its minimum lifted it above its whole quota.
    raised: bool,
    room: u64,
}

fn raise_by<N: Number>(
    flat: &Flat<'_>,
    units: &[usize],
    seats: u64,
    bounded: bool,
    shares: &Shares<N>,
) -> Result<Award, Refusal> {
    let mut certain = vec![0; flat.weights.len()];
    let mut takers: Vec<Seat<N>> = Vec::with_capacity(units.len());
    let mut awarded = 0u128;
    for (&unit, part) in units.iter().zip(&shares.parts) {
        let (min, max) = if bounded { (flat.min[unit], flat.max[unit]) } else { (0, u64::MAX) };
        let (floor, remainder) = part.divide(&shares.whole);
        let floor = floor.saturating_u64();
        let start = floor.max(min).min(max);
        certain[unit] = start;
        awarded += u128::from(start);
        if !flat.weights[unit].is_zero() {
            takers.push(Seat { unit, remainder, raised: min > floor, room: max - start });
        }
    }
    if awarded > u128::from(seats) {
        return Err(Refusal::AwardsTooMuch {
            place: flat.place.to_owned(),
            method: flat.method,
            awarded,
            seats,
        });
    }
    let mut left = seats - u64::try_from(awarded).expect("not above the seats");
    // Full rounds: everybody asked gets one; several at once while nobody reaches a maximum.
    let (mut asked, mut spare): (Vec<_>, Vec<_>) =
        takers.into_iter().filter(|taker| taker.room > 0).partition(|taker| !taker.raised);
    loop {
        if asked.is_empty() {
            asked.append(&mut spare);
        }
        let n = asked.len() as u64;
        if left == 0 || left < n {
            break;
        }
        assert!(n > 0, "{}the maxima leave room for {seats} seats", flat.place);
        let room = asked.iter().map(|taker| taker.room).min().unwrap_or(0);
        let rounds = (left / n).min(room);
        for taker in &mut asked {
            certain[taker.unit] += rounds;
            taker.room -= rounds;
        }
        left -= rounds * n;
        asked.retain(|taker| taker.room > 0);
    }
    // The last round: the largest remainders.
    let by_remainder = |a: &Seat<N>, b: &Seat<N>| b.remainder.cmp(&a.remainder).then(a.unit.cmp(&b.unit));
    let left_over = usize::try_from(left).expect("fewer than the units");
    if left_over > 0 {
        asked.select_nth_unstable_by(left_over - 1, by_remainder);
    }
    let (winners, losers) = asked.split_at_mut(left_over);
    let smallest_in = winners.iter().map(|taker| taker.remainder.clone()).min();
    let largest_out = losers.iter().map(|taker| taker.remainder.clone()).max();
    for taker in winners.iter() {
        certain[taker.unit] += 1;
    }
    let mut open = None;
    if smallest_in.is_some() && smallest_in == largest_out {
        let is_tied = |taker: &&Seat<N>| Some(&taker.remainder) == largest_out.as_ref();
        let mut tied: Vec<usize> = winners.iter().filter(is_tied).map(|taker| taker.unit).collect();
        tied.iter().for_each(|&unit| certain[unit] -= 1);
        let at_stake = tied.len() as u64;
        tied.extend(losers.iter().filter(is_tied).map(|taker| taker.unit));
        tied.sort_unstable();
        open = Some(Open::Any { units: tied, seats: at_stake });
    }
    let cut =
        |remainder: Option<N>| remainder.map(|r| Fraction::new(r.to_big(), shares.whole.to_big()).reduced());
    let evidence = Evidence::Cut { inside: cut(smallest_in), outside: cut(largest_out.clone()) };
    let mut next = Vec::new();
    if let Some(Open::Any { units, .. }) = &open {
        next.extend(units);
        let rest = losers.iter().filter(|taker| Some(&taker.remainder) != largest_out.as_ref());
        next.extend(in_line(rest, by_remainder));
    } else {
        next.extend(in_line(losers.iter(), by_remainder));
    }
    next.extend(in_line(winners.iter().filter(|taker| taker.room > 1), by_remainder));
    next.truncate(award::in_line(certain.len()));
    Ok(Award { certain, open, evidence, next })
}

/// The first few takers in order.
fn in_line<'a, N: Number + 'a>(
    takers: impl Iterator<Item = &'a Seat<N>>,
    compare: impl Fn(&Seat<N>, &Seat<N>) -> std::cmp::Ordering,
) -> Vec<usize> {
    let mut takers: Vec<&Seat<N>> = takers.collect();
    if takers.len() > IN_LINE {
        takers.select_nth_unstable_by(IN_LINE, |a, b| compare(a, b));
        takers.truncate(IN_LINE);
    }
    takers.sort_unstable_by(|a, b| compare(a, b));
    takers.into_iter().map(|taker| taker.unit).collect()
}
