//! Exact non-negative fractions. Compared by cross-multiplication; never turned into floating point.

use dashu_int::UBig;
use std::cmp::Ordering;
use std::fmt;

/// `numerator / denominator`, non-negative, denominator above zero; not necessarily in lowest terms
/// (a quota keeps the total weight as its denominator). Equality and order are by value.
#[derive(Clone, Debug)]
pub struct Fraction {
    numerator: UBig,
    denominator: UBig,
}

impl Fraction {
    /// The fraction `numerator / denominator`.
    ///
    /// # Panics
    /// If the denominator is zero.
    pub fn new(numerator: impl Into<UBig>, denominator: impl Into<UBig>) -> Self {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        assert!(denominator != UBig::ZERO, "a fraction's denominator is zero (numerator {numerator})");
        Self { numerator, denominator }
    }

    /// The same number in lowest terms.
    pub fn reduced(self) -> Self {
        use dashu_int::ops::Gcd;
        if self.numerator == UBig::ZERO {
            return Self { numerator: UBig::ZERO, denominator: UBig::ONE };
        }
        let common = (&self.numerator).gcd(&self.denominator);
        Self { numerator: self.numerator / &common, denominator: self.denominator / common }
    }

    /// The sum, in lowest terms.
    pub fn plus(&self, other: &Self) -> Self {
        let above = &self.numerator * &other.denominator + &other.numerator * &self.denominator;
        Self { numerator: above, denominator: &self.denominator * &other.denominator }.reduced()
    }

    /// How far apart the two are, in lowest terms.
    pub fn distance(&self, other: &Self) -> Self {
        let (a, b) = (&self.numerator * &other.denominator, &other.numerator * &self.denominator);
        let above = if a >= b { a - b } else { b - a };
        Self { numerator: above, denominator: &self.denominator * &other.denominator }.reduced()
    }

    /// The smallest integer not below this.
    pub fn ceil(&self) -> UBig {
        let floor = self.floor();
        if self.is_integer() { floor } else { floor + UBig::ONE }
    }

    /// The part above the line.
    pub fn numerator(&self) -> &UBig {
        &self.numerator
    }

    /// The part below the line, above zero.
    pub fn denominator(&self) -> &UBig {
        &self.denominator
    }

    /// The largest integer not above this.
    pub fn floor(&self) -> UBig {
        &self.numerator / &self.denominator
    }

    /// Whether this is a whole number.
    pub fn is_integer(&self) -> bool {
        &self.numerator % &self.denominator == UBig::ZERO
    }

    /// This number with `places` digits after the point, rounded half up, decimal *point*.
    pub fn to_decimal(&self, places: usize) -> String {
        let scale = UBig::from(10u8).pow(places);
        let doubled = &self.numerator * &scale * UBig::from(2u8) + &self.denominator;
        let rounded = doubled / (&self.denominator * UBig::from(2u8));
        if places == 0 {
            return rounded.to_string();
        }
        let text = format!("{:0>width$}", rounded.to_string(), width = places + 1);
        let (whole, fraction) = text.split_at(text.len() - places);
        format!("{whole}.{fraction}")
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Fraction {}
impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

/// `12345/678`, as it stands (not reduced).
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_compare_by_value_and_round_half_up() {
        assert_eq!(Fraction::new(1u8, 2u8), Fraction::new(2u8, 4u8));
        assert!(Fraction::new(1u8, 3u8) < Fraction::new(1u8, 2u8));
        assert_eq!(Fraction::new(12345u32, 678u32).to_decimal(3), "18.208");
        assert_eq!(Fraction::new(1u8, 8u8).to_decimal(2), "0.13");
        assert_eq!(Fraction::new(5u8, 2u8).to_decimal(0), "3");
        let (half, third) = (Fraction::new(1u8, 2u8), Fraction::new(1u8, 3u8));
        assert_eq!(half.distance(&third), Fraction::new(1u8, 6u8));
        assert_eq!(third.distance(&half), half.distance(&third));
    }
}
