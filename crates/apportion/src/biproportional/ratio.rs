//! Positive fractions of big integers, multiplied along paths.

use dashu_int::UBig;
use dashu_int::ops::{BitTest, Gcd};
use std::cmp::Ordering;

/// `above / below`, both above zero.
#[derive(Clone, Debug)]
pub(super) struct Ratio {
    pub(super) above: UBig,
    pub(super) below: UBig,
}

impl Ratio {
    pub(super) fn one() -> Self {
        Self { above: UBig::ONE, below: UBig::ONE }
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self { above: &self.above * &other.above, below: &self.below * &other.below }
    }

    pub(super) fn over(&self, other: &Self) -> Self {
        Self { above: &self.above * &other.below, below: &self.below * &other.above }
    }

    pub(super) fn reduced(self) -> Self {
        let common = (&self.above).gcd(&self.below);
        Self { above: self.above / &common, below: self.below / common }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        (&self.above * &other.below).cmp(&(&other.above * &self.below))
    }

    /// Against one.
    pub(super) fn compare_one(&self) -> Ordering {
        self.above.cmp(&self.below)
    }

    /// The value of a positive normal float, exactly; `None` for any other.
    pub(super) fn of_float(value: f64) -> Option<Self> {
        if !value.is_normal() || value < 0.0 {
            return None;
        }
        let bits = value.to_bits();
        let mantissa = (bits & ((1 << 52) - 1)) | (1 << 52);
        let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
        let binary = UBig::ONE << usize::try_from(exponent.abs()).ok()?;
        let ratio = if exponent >= 0 {
            Self { above: UBig::from(mantissa) * binary, below: UBig::ONE }
        } else {
            Self { above: UBig::from(mantissa), below: binary }
        };
        Some(ratio.reduced())
    }

    /// About this value's logarithm to base 2; only used to guess.
    pub(super) fn log2(&self) -> f64 {
        log2(&self.above) - log2(&self.below)
    }
}

/// About the logarithm to base 2 of a number above zero; only used to guess.
pub(super) fn log2(value: &UBig) -> f64 {
    let shift = value.bit_len().saturating_sub(64);
    let top: UBig = value >> shift;
    top.to_f64().value().log2() + shift as f64
}
