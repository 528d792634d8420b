//! The integers the core computes with: `u128` where everything is known to fit, [`UBig`] else.

use dashu_int::UBig;
use std::cmp::Ordering;

/// A non-negative integer type. `u128` overflows only where the caller has not checked the sizes
/// it is given; comparing two products never does.
pub(crate) trait Number: Clone + Ord {
    /// Whether every number of so many bits fits.
    fn holds_bits(bits: usize) -> bool;
    /// The same number, if it fits.
    fn from_big(value: &UBig) -> Option<Self>;
    /// The same number.
    fn from_u64(value: u64) -> Self;
    /// The same number.
    fn to_big(&self) -> UBig;
    /// Product; the caller knows that it fits.
    fn times(&self, other: &Self) -> Self;
    /// Sum; the caller knows that it fits.
    fn plus(&self, other: &Self) -> Self;
    /// Power; the caller knows that it fits.
    fn power(&self, exponent: u32) -> Self;
    /// `a·b` against `c·d`, whatever their size.
    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering;
    /// Whole part and remainder of `self / divisor`.
    fn divide(&self, divisor: &Self) -> (Self, Self);
    /// The same number, or `u64::MAX` if larger.
    fn saturating_u64(&self) -> u64;
}

impl Number for u128 {
    fn holds_bits(bits: usize) -> bool {
        bits <= 128
    }
    fn from_big(value: &UBig) -> Option<Self> {
        Self::try_from(value).ok()
    }
    fn from_u64(value: u64) -> Self {
        value.into()
    }
    fn to_big(&self) -> UBig {
        UBig::from(*self)
    }
    fn times(&self, other: &Self) -> Self {
        self * other
    }
    fn plus(&self, other: &Self) -> Self {
        self + other
    }
    fn power(&self, exponent: u32) -> Self {
        self.pow(exponent)
    }
    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        match (a.checked_mul(*b), c.checked_mul(*d)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => wide_product(*a, *b).cmp(&wide_product(*c, *d)),
        }
    }
    fn divide(&self, divisor: &Self) -> (Self, Self) {
        match (u64::try_from(*self), u64::try_from(*divisor)) {
            (Ok(above), Ok(below)) => (Self::from(above / below), Self::from(above % below)),
            _ => (self / divisor, self % divisor),
        }
    }
    fn saturating_u64(&self) -> u64 {
        u64::try_from(*self).unwrap_or(u64::MAX)
    }
}

/// `a·b` in two halves, high half first.
#[expect(clippy::cast_possible_truncation, reason = "halves are cut on purpose")]
fn wide_product(a: u128, b: u128) -> (u128, u128) {
    let halves = |x: u128| (u128::from((x >> 64) as u64), u128::from(x as u64));
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    let low = a_low * b_low;
    let middle_1 = a_high * b_low;
    let middle_2 = a_low * b_high;
    let (low_half_high, low_half_low) = halves(low);
    let ((m1_high, m1_low), (m2_high, m2_low)) = (halves(middle_1), halves(middle_2));
    let carry = low_half_high + m1_low + m2_low;
    let (carry_high, carry_low) = halves(carry);
    (a_high * b_high + m1_high + m2_high + carry_high, (carry_low << 64) | low_half_low)
}

impl Number for UBig {
    fn holds_bits(_: usize) -> bool {
        true
    }
    fn from_big(value: &UBig) -> Option<Self> {
        Some(value.clone())
    }
    fn from_u64(value: u64) -> Self {
        Self::from(value)
    }
    fn to_big(&self) -> UBig {
        self.clone()
    }
    fn times(&self, other: &Self) -> Self {
        self * other
    }
    fn plus(&self, other: &Self) -> Self {
        self + other
    }
    fn power(&self, exponent: u32) -> Self {
        self.pow(exponent as usize)
    }
    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        (a * b).cmp(&(c * d))
    }
    fn divide(&self, divisor: &Self) -> (Self, Self) {
        use dashu_int::ops::DivRem;
        self.div_rem(divisor)
    }
    fn saturating_u64(&self) -> u64 {
        u64::try_from(self).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_of_u128_compare_like_big_integers(
            a in any::<u128>(), b in any::<u128>(), c in any::<u128>(), d in any::<u128>(), shift in 0u32..127,
        ) {
            let (a, c) = (a >> shift, c >> (shift / 2));
            let big = |x: u128| UBig::from(x);
            prop_assert_eq!(
                u128::compare_products(&a, &b, &c, &d),
                (big(a) * big(b)).cmp(&(big(c) * big(d)))
            );
            prop_assert_eq!(u128::compare_products(&a, &b, &b, &a), Ordering::Equal);
        }
    }
}
