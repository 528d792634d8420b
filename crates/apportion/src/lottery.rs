//! The systematic lottery: quotas laid end to end in a drawn order, and seats at equal steps from a
//! drawn start. Every unit gets its quota on average, exactly, and never less than its quota rounded
//! down or more than rounded up. Source: Grimmett, *Stochastic apportionment* (American Mathematical
//! Monthly 111, 2004).
//!
//! With weights w and total V the start is a whole number r below V, each equally likely: on the line
//! of the w·S the seats stand at r, r + V, r + 2V, ..., so a unit's mean number of seats is w·S / V.

use crate::Refusal;
use crate::award::{Award, Evidence};
use crate::flat::Flat;
use crate::tie::Lot;
use dashu_int::UBig;
use dashu_int::ops::DivRem;

/// Draws one split.
pub(crate) fn award(flat: &Flat<'_>) -> Result<Award, Refusal> {
    let total: UBig = flat.weights.iter().sum();
    let house = UBig::from(flat.seats);
    check_bounds(flat, &total, &house)?;
    let mut lot = Lot::new(flat.seed, flat.stream);
    let mut order: Vec<usize> = (0..flat.weights.len()).collect();
    order.sort_by_cached_key(|&unit| (flat.name)(unit));
    lot.shuffle(&mut order);
    let start = lot.below_big(&total);
    let certain = standing(flat.weights, &order, &total, &house, &start);
    Ok(Award { certain, open: None, evidence: Evidence::None, next: Vec::new() })
}

/// The seats of units laid end to end in this order, with the first seat at `start`.
fn standing(weights: &[UBig], order: &[usize], total: &UBig, house: &UBig, start: &UBig) -> Vec<u64> {
    let mut seats = vec![0; weights.len()];
    let mut end = UBig::ZERO;
    let mut passed = UBig::ZERO;
    for &unit in order {
        end += &weights[unit] * house;
        // Seats standing before `end`.
        let before = (&end + total - UBig::ONE - start) / total;
        seats[unit] = u64::try_from(&before - &passed).expect("no unit has more than all seats");
        passed = before;
    }
    seats
}

/// Whether each quota rounded down and up lies within the unit's bounds.
pub(crate) fn check_bounds(flat: &Flat<'_>, total: &UBig, house: &UBig) -> Result<(), Refusal> {
    for (unit, weight) in flat.weights.iter().enumerate() {
        let (floor, remainder) = (weight * house).div_rem(total);
        let floor = u64::try_from(&floor).unwrap_or(u64::MAX);
        let ceil = floor + u64::from(!remainder.is_zero());
        let (min, max) = (flat.min[unit], flat.max[unit]);
        if floor < min || ceil > max {
            let (place, unit) = (flat.place.to_owned(), (flat.name)(unit));
            return Err(Refusal::LotteryBound { place, unit, floor, ceil, min, max });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Every start is equally likely, so the mean over all of them is the mean of the lottery: the quota.
        #[test]
        fn the_mean_of_the_lottery_is_the_quota_exactly(
            order in Just((0..5usize).collect::<Vec<_>>()).prop_shuffle(),
            list in prop::collection::vec(prop::sample::select(vec![0u64, 1, 1, 2, 3, 6, 17]), 5),
            house in 0u64..30,
        ) {
            let weights: Vec<UBig> = list.iter().map(|&weight| UBig::from(weight)).collect();
            let total: u64 = list.iter().sum();
            prop_assume!(total > 0);
            let mut sums = [0u64; 5];
            for start in 0..total {
                let (total, house) = (UBig::from(total), UBig::from(house));
                let seats = standing(&weights, &order, &total, &house, &UBig::from(start));
                prop_assert_eq!(UBig::from(seats.iter().sum::<u64>()), house);
                for (sum, seats) in sums.iter_mut().zip(&seats) {
                    *sum += seats;
                }
            }
            for (sum, weight) in sums.iter().zip(&list) {
                prop_assert_eq!(*sum, weight * house);
            }
        }
    }
}
