//! Signposts: where the rounding of a divisor method steps from n to n + 1 seats.
//!
//! A unit of weight w claims its (n+1)-th seat with w / s(n). To stay in integers the k-th power of
//! s(n) is written as `numerator(n) / (denominator(n) · scale)`, where k is [`Signposts::degree`] and
//! the scale is common to all n, so that it drops out of comparisons.
//! Sources: Balinski and Young, *Fair Representation* (2001), ch. 9 and appendix A; Pukelsheim,
//! *Proportional Representation* (2017), ch. 3 (stationary and power-mean signposts).

use crate::Refusal;
use crate::number::Number;
use fordel_model::Method;

/// The signposts of one divisor method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Signposts {
    /// s(n) = (step·n + start) / scale, but s(0) = first / scale.
    Linear {
        /// Growth from n to n + 1.
        step: u64,
        /// Numerator at n = 0 had it no first of its own.
        start: u64,
        /// Numerator at n = 0.
        first: u64,
        /// Common denominator.
        scale: u64,
    },
    /// s(n)² = n(n+1).
    Geometric,
    /// s(n)^k = (n^k + (n+1)^k) / 2 with k > 0.
    Power(u32),
    /// s(n)^k = 2·n^k·(n+1)^k / (n^k + (n+1)^k), the power mean of exponent −k.
    InversePower(u32),
}

/// Above this the power of a mean is refused: the numbers would only get long.
const MAX_EXPONENT: u32 = 1000;
/// Above this a ratio's terms are refused, so that products stay in 64 bits.
const MAX_TERM: u64 = 1_000_000_000;

impl Signposts {
    /// The signposts of a divisor method; `None` if the method has none.
    ///
    /// # Errors
    /// [`Refusal::Parameter`]: the parameter makes no sense.
    pub(crate) fn of(method: Method) -> Result<Option<Self>, Refusal> {
        let refuse = |why| Err(Refusal::Parameter { method, why });
        let linear = |step, start, scale| Self::Linear { step, start, first: start, scale };
        Ok(Some(match method {
            Method::SainteLague => linear(2, 1, 2),
            Method::DHondt => linear(1, 1, 1),
            Method::Adams => linear(1, 0, 1),
            Method::Danish => linear(3, 1, 3),
            Method::Imperiali => linear(1, 2, 2),
            Method::Dean => Self::InversePower(1),
            Method::HuntingtonHill => Self::Geometric,
            Method::ModifiedSainteLague { numerator, denominator } => {
                if numerator >= 3 * u128::from(denominator).min(1 << 60) as u64
                    || numerator > MAX_TERM
                    || denominator > MAX_TERM
                {
                    return refuse(
                        "the first divisor is at least 0 and below 3, with terms up to 1000000000",
                    );
                }
                Self::Linear {
                    step: 2 * denominator,
                    start: denominator,
                    first: numerator,
                    scale: 2 * denominator,
                }
            }
            Method::Stationary { numerator, denominator } => {
                if numerator > denominator || denominator > MAX_TERM {
                    return refuse("the ratio lies between 0 and 1, with terms up to 1000000000");
                }
                linear(denominator, numerator, denominator)
            }
            Method::PowerMean(exponent) => match exponent.unsigned_abs() {
                0 => Self::Geometric,
                k if k > MAX_EXPONENT => return refuse("the exponent lies between -1000 and 1000"),
                k if exponent > 0 => Self::Power(k),
                k => Self::InversePower(k),
            },
            Method::Hamilton
            | Method::DroopLr
            | Method::HagenbachBischoffLr
            | Method::QuotaMethod
            | Method::Lottery
            | Method::MonotoneLottery { .. } => return Ok(None),
        }))
    }

    /// The power k that makes signposts rational.
    pub(crate) fn degree(self) -> u32 {
        match self {
            Self::Linear { .. } => 1,
            Self::Geometric => 2,
            Self::Power(k) | Self::InversePower(k) => k,
        }
    }

    /// The factor left out of every denominator.
    pub(crate) fn scale(self) -> u64 {
        match self {
            Self::Linear { scale, .. } => scale,
            Self::Power(_) => 2,
            Self::Geometric | Self::InversePower(_) => 1,
        }
    }

    /// Numerator of s(n)^k.
    pub(crate) fn numerator<N: Number>(self, n: u64) -> N {
        let here = || N::from_u64(n);
        let next = || N::from_u64(n).plus(&N::from_u64(1));
        match self {
            Self::Linear { first, .. } if n == 0 => N::from_u64(first),
            Self::Linear { step, start, .. } => here().times(&N::from_u64(step)).plus(&N::from_u64(start)),
            Self::Geometric => here().times(&next()),
            Self::Power(k) => here().power(k).plus(&next().power(k)),
            Self::InversePower(k) => here().power(k).times(&next().power(k)).times(&N::from_u64(2)),
        }
    }

    /// Denominator of s(n)^k, without the scale; `None` stands for one.
    pub(crate) fn denominator<N: Number>(self, n: u64) -> Option<N> {
        match self {
            Self::Linear { .. } | Self::Geometric | Self::Power(_) => None,
            Self::InversePower(k) => {
                let next = N::from_u64(n).plus(&N::from_u64(1));
                Some(N::from_u64(n).power(k).plus(&next.power(k)))
            }
        }
    }

    /// Whether s(0) = 0: everyone with a weight gets a first seat before anyone gets a second.
    pub(crate) fn gives_everyone_a_seat(self) -> bool {
        match self {
            Self::Linear { first, .. } => first == 0,
            Self::Geometric | Self::InversePower(_) => true,
            Self::Power(_) => false,
        }
    }

    /// About where s(n) lies above n when n is large, and how many seats one step of w/d is worth:
    /// only used to guess.
    pub(crate) fn guess(self) -> (f64, f64) {
        match self {
            Self::Linear { step, start, scale, .. } => {
                (start as f64 / step as f64, scale as f64 / step as f64)
            }
            _ => (0.5, 1.0),
        }
    }

    /// Bits that numerators and denominators need for up to `n` seats.
    pub(crate) fn bits(self, n: u64) -> u64 {
        let bits = u64::from(128 - (u128::from(n) + 2).leading_zeros());
        match self {
            Self::Linear { step, start, .. } => bits + u64::from(64 - step.max(start).leading_zeros()) + 1,
            Self::Geometric => 2 * bits,
            Self::Power(k) => u64::from(k) * bits + 1,
            Self::InversePower(k) => 2 * u64::from(k) * bits + 1,
        }
    }
}
