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
use crate::award::{Award, Evidence, Open};
use crate::flat::Flat;
use crate::number::Number;
use crate::repeat::fix_and_repeat;
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use fordel_model::split::BoundRule;
use fordel_model::{Fraction, Method};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
    /// Its seats before the rounds of one seat each.
    start: u64,
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
            takers.push(Seat { unit, remainder, raised: min > floor, start, room: max - start });
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
    let at_stake = match &open {
        Some(Open::Any { seats, .. }) => usize::try_from(*seats).unwrap_or(usize::MAX),
        _ => 0,
    };
    asked.append(&mut spare);
    let next = in_line(&asked, &certain, flat.told.saturating_add(at_stake), |unit| {
        if bounded { flat.max[unit] } else { u64::MAX }
    });
    Ok(Award { certain, open, evidence, next })
}

/// Who is asked next, in order: the rounds go on as they came, those raised by their minimum last.
fn in_line<N: Number>(
    takers: &[Seat<N>],
    certain: &[u64],
    told: usize,
    max: impl Fn(usize) -> u64,
) -> Vec<usize> {
    let key = |at: usize, held: u64| {
        let taker = &takers[at];
        (taker.raised, held - taker.start, Reverse(&taker.remainder), taker.unit)
    };
    let now = |at: &usize| key(*at, certain[takers[*at].unit]);
    let has_room = |at: &usize| certain[takers[*at].unit] < max(takers[*at].unit);
    let mut first: Vec<usize> = (0..takers.len()).filter(has_room).collect();
    // Whoever is not among the first so many has no chance of being told.
    if first.len() > told && told > 0 {
        first.select_nth_unstable_by(told - 1, |a, b| now(a).cmp(&now(b)));
        first.truncate(told);
    }
    let mut line: BinaryHeap<_> = first.iter().map(|at| Reverse((now(at), *at))).collect();
    let mut order = Vec::new();
    while order.len() < told
        && let Some(Reverse(((_, extra, ..), at))) = line.pop()
    {
        let taker = &takers[at];
        order.push(taker.unit);
        let held = taker.start + extra + 1;
        if held < max(taker.unit) {
            line.push(Reverse((key(at, held), at)));
        }
    }
    order
}
