//! Bounds by the rule *fix and repeat*: split, fix the units outside their bounds at their bounds,
//! split the rest afresh, until none violates.
//!
//! In each pass units below their minimum are fixed at it and units above their maximum at that, all
//! at once. A tie on the way matters only where a tied unit's bound lies between its certain and its
//! possible seats: then each ending of the tie is followed, and the answers are put side by side.

use crate::Refusal;
use crate::award::{Award, Evidence, Open};
use crate::flat::Flat;
use crate::remainder::raise;
use crate::tie;

/// At most this many endings of ties are followed.
const MAX_ENDINGS: usize = 20_000;

/// Splits by a largest-remainder method under the rule.
pub(crate) fn fix_and_repeat(flat: &Flat<'_>) -> Result<Award, Refusal> {
    let n = flat.weights.len();
    // A weight of zero takes its minimum only.
    let start: Vec<Option<u64>> =
        (0..n).map(|unit| flat.weights[unit].is_zero().then_some(flat.min[unit])).collect();
    let mut waiting = vec![start];
    let mut endings: Vec<Award> = Vec::new();
    let mut refusal = None;
    let too_many = || Refusal::TooManyEndings { place: flat.place.to_owned(), limit: MAX_ENDINGS };
    let mut n_passes = 0;
    while let Some(fixed) = waiting.pop() {
        n_passes += 1;
        if n_passes > MAX_ENDINGS + n {
            return Err(too_many());
        }
        let award = match afresh(flat, &fixed) {
            Ok(award) => award,
            Err(stuck) => {
                refusal = Some(stuck);
                continue;
            }
        };
        if is_undecided(flat, &fixed, &award) {
            let outcomes = tie::outcomes(&award, MAX_ENDINGS).ok_or_else(too_many)?;
            for certain in outcomes {
                match fix(flat, &fixed, &certain) {
                    Some(more) => waiting.push(more),
                    None => endings.push(Award { certain, open: None, ..award.clone() }),
                }
            }
        } else {
            match fix(flat, &fixed, &award.certain) {
                Some(more) => waiting.push(more),
                None => endings.push(award),
            }
        }
    }
    match (endings.len(), refusal) {
        (0, refusal) => Err(refusal.expect("a way that has no ending was refused")),
        (1, _) => Ok(endings.remove(0)),
        _ => union(&endings).ok_or_else(too_many),
    }
}

/// Splits what the fixed units leave over the others; fixed units have their seats in the award.
fn afresh(flat: &Flat<'_>, fixed: &[Option<u64>]) -> Result<Award, Refusal> {
    let free: Vec<usize> = (0..fixed.len()).filter(|&unit| fixed[unit].is_none()).collect();
    let sum = |bounds: &[u64]| free.iter().map(|&unit| u128::from(bounds[unit])).sum::<u128>();
    let (from, to) = (sum(flat.min), sum(flat.max));
    let taken: u128 = fixed.iter().flatten().map(|&seats| u128::from(seats)).sum();
    let stuck = |left| Refusal::RuleStuck { place: flat.place.to_owned(), left, from, to };
    let wide = |n: u128| i128::try_from(n).expect("a sum of fewer than 2^63 numbers below 2^64");
    let left = wide(u128::from(flat.seats)) - wide(taken);
    let seats = u64::try_from(left).map_err(|_| stuck(left))?;
    if u128::from(seats) < from || u128::from(seats) > to {
        return Err(stuck(left));
    }
    let mut award = if free.is_empty() {
        let evidence = Evidence::Cut { inside: None, outside: None };
        Award { certain: vec![0; fixed.len()], open: None, evidence, next: Vec::new() }
    } else {
        raise(flat, &free, seats, false)?
    };
    award.next.retain(|&unit| award.certain[unit] < flat.max[unit]);
    for (unit, seats) in fixed.iter().enumerate() {
        if let Some(seats) = seats {
            award.certain[unit] = *seats;
        }
    }
    Ok(award)
}

/// Whether a tie decides who violates a bound.
fn is_undecided(flat: &Flat<'_>, fixed: &[Option<u64>], award: &Award) -> bool {
    let possible = award.possible();
    (0..fixed.len()).any(|unit| {
        let (low, high) = (award.certain[unit], possible[unit]);
        fixed[unit].is_none() && low < high && (low < flat.min[unit] || high > flat.max[unit])
    })
}

/// Fixes every free unit outside its bounds; `None` if there is none.
fn fix(flat: &Flat<'_>, fixed: &[Option<u64>], seats: &[u64]) -> Option<Vec<Option<u64>>> {
    let mut more = fixed.to_vec();
    for unit in 0..fixed.len() {
        if fixed[unit].is_none() {
            let inside = seats[unit].clamp(flat.min[unit], flat.max[unit]);
            if inside != seats[unit] {
                more[unit] = Some(inside);
            }
        }
    }
    (more != fixed).then_some(more)
}

/// The different outcomes of several endings as one award; `None` if there are too many.
fn union(endings: &[Award]) -> Option<Award> {
    let mut outcomes = Vec::new();
    for ending in endings {
        outcomes.extend(tie::outcomes(ending, MAX_ENDINGS)?);
    }
    outcomes.sort_unstable();
    outcomes.dedup();
    let n = outcomes[0].len();
    let certain: Vec<u64> =
        (0..n).map(|unit| outcomes.iter().map(|o| o[unit]).min().expect("an ending has outcomes")).collect();
    let open = (outcomes.len() > 1).then(|| {
        let extra = |outcome: Vec<u64>| outcome.iter().zip(&certain).map(|(all, sure)| all - sure).collect();
        Open::of(outcomes.into_iter().map(extra).collect())
    });
    Some(Award { certain, open, evidence: Evidence::None, next: endings[0].next.clone() })
}
