//! A weight: what seats are counted by. A non-negative decimal number of any size, kept exactly.

use dashu_int::UBig;
use std::fmt;

/// A non-negative exact decimal: `digits` / 10^`decimals`. `0.10` and `0.1` are equal in value
/// and stored alike (no trailing zeros after the point).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Weight {
    digits: UBig,
    decimals: u32,
}

/// Why a text is no weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WeightError {
    /// Not a plain number such as `12`, `0.5`, `1e6`.
    #[error("not a number")]
    NotANumber,
    /// A number below zero.
    #[error("below zero")]
    Negative,
    /// More than 4 000 digits once written out.
    #[error("longer than 4000 digits")]
    TooLong,
}

/// The longest number accepted, in digits before or after the point.
const MAX_DIGITS: i64 = 4000;

impl Weight {
    /// The weight zero.
    pub const ZERO: Self = Self { digits: UBig::ZERO, decimals: 0 };

    /// An integer weight.
    pub fn from_integer(value: impl Into<UBig>) -> Self {
        Self { digits: value.into(), decimals: 0 }
    }

    /// The weight `digits` / 10^`decimals`.
    pub fn from_scaled(digits: UBig, decimals: u32) -> Self {
        Self { digits, decimals }.reduced()
    }

    /// Reads `12`, `12.5`, `1.2e3`: digits, at most one decimal *point*, an optional exponent.
    /// Blanks, thousands separators and decimal commas are the caller's business.
    ///
    /// # Errors
    /// [`WeightError`]: not such a number, below zero, or too long.
    pub fn parse(text: &str) -> Result<Self, WeightError> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => {
                let written = &text[at + 1..];
                let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
                if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(WeightError::NotANumber);
                }
                (
                    &text[..at],
                    written.trim_start_matches('+').parse::<i64>().map_err(|_| WeightError::TooLong)?,
                )
            }
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(WeightError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        let joined = format!("{whole}{fraction}");
        let significant = joined.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Self::ZERO);
        }
        if negative {
            return Err(WeightError::Negative);
        }
        let decimals = i64::try_from(fraction.len()).expect("a text is shorter than 2^63") - exponent;
        let length = i64::try_from(significant.len()).expect("a text is shorter than 2^63");
        if length > MAX_DIGITS || decimals > MAX_DIGITS || length - decimals > MAX_DIGITS {
            return Err(WeightError::TooLong);
        }
        let digits = UBig::from_str_radix(significant, 10).map_err(|_| WeightError::NotANumber)?;
        if decimals <= 0 {
            let zeros = usize::try_from(-decimals).expect("bounded above");
            return Ok(Self { digits: digits * UBig::from(10u8).pow(zeros), decimals: 0 });
        }
        Ok(Self { digits, decimals: u32::try_from(decimals).expect("bounded above") }.reduced())
    }

    /// Drops trailing zeros after the point.
    fn reduced(mut self) -> Self {
        let ten = UBig::from(10u8);
        while self.decimals > 0 && (&self.digits % &ten) == UBig::ZERO {
            self.digits /= &ten;
            self.decimals -= 1;
        }
        self
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        self.digits == UBig::ZERO
    }

    /// Whether this is an integer.
    pub fn is_integer(&self) -> bool {
        self.decimals == 0
    }

    /// Digits after the point.
    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// This weight × 10^`decimals`, an integer.
    ///
    /// # Panics
    /// If `decimals` is less than [`Self::decimals`].
    pub fn scaled(&self, decimals: u32) -> UBig {
        assert!(
            decimals >= self.decimals,
            "scale {decimals} would cut a weight with {} decimals",
            self.decimals
        );
        if decimals == self.decimals {
            return self.digits.clone();
        }
        &self.digits * UBig::from(10u8).pow((decimals - self.decimals) as usize)
    }
}

/// Brings weights to one scale: integers in the same proportions, with the power of ten they were
/// multiplied by. Cost linear in the number of weights.
pub fn to_integers(weights: &[Weight]) -> (Vec<UBig>, u32) {
    let decimals = weights.iter().map(Weight::decimals).max().unwrap_or(0);
    (weights.iter().map(|weight| weight.scaled(decimals)).collect(), decimals)
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decimals == 0 {
            return write!(f, "{}", self.digits);
        }
        let decimals = self.decimals as usize;
        let text = format!("{:0>width$}", self.digits.to_string(), width = decimals + 1);
        let (whole, fraction) = text.split_at(text.len() - decimals);
        write!(f, "{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&str, WeightError>) {
        assert_eq!(Weight::parse(text).map(|w| w.to_string()), expect.map(str::to_owned), "{text}");
    }

    #[test]
    fn weights_are_read_exactly() {
        check("286071", Ok("286071"));
        check("0.10", Ok("0.1"));
        check(".5", Ok("0.5"));
        check("1e30", Ok("1000000000000000000000000000000"));
        check("1.25E-3", Ok("0.00125"));
        check("-0", Ok("0"));
        check("-1", Err(WeightError::Negative));
        check("NaN", Err(WeightError::NotANumber));
        check("1e999999999999", Err(WeightError::TooLong));
        check("1,5", Err(WeightError::NotANumber));
        check("", Err(WeightError::NotANumber));
        check("1e", Err(WeightError::NotANumber));
    }

    #[test]
    fn one_scale_keeps_proportions() {
        let weights = ["0.1", "2", "3.25"].map(|t| Weight::parse(t).unwrap());
        let (integers, decimals) = to_integers(&weights);
        assert_eq!((integers, decimals), (vec![UBig::from(10u8), UBig::from(200u8), UBig::from(325u16)], 2));
    }
}
