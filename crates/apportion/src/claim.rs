//! Claims to seats under a divisor method, compared exactly.

use crate::number::Number;
use crate::signpost::Signposts;
use dashu_int::UBig;
use std::cmp::Ordering;

/// A unit's claim to its seat number `held + 1`: weight / s(held).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Claim {
    /// Position of the unit, from 0.
    pub(crate) unit: usize,
    /// Seats it has when it makes the claim.
    pub(crate) held: u64,
}

/// The k-th power of a divisor, over the signposts' scale: claims at least as large are met.
pub(crate) struct Divisor<N> {
    pub(crate) above: N,
    pub(crate) below: N,
}

/// All claims of a list of units: what is needed to compare any two of them.
pub(crate) struct Claims<N> {
    pub(crate) rule: Signposts,
    /// k-th powers of the weights.
    powers: Vec<N>,
}

/// Whether `u128` holds every factor of a comparison of claims.
pub(crate) fn fits_u128(rule: Signposts, weights: &[UBig], seats: u64) -> bool {
    use dashu_int::ops::BitTest;
    let weight_bits = weights.iter().map(|weight| weight.bit_len()).max().unwrap_or(0) as u64;
    let denominator_bits = match rule {
        Signposts::InversePower(_) => rule.bits(seats),
        _ => 0,
    };
    u64::from(rule.degree()) * weight_bits + denominator_bits <= 127 && rule.bits(seats) <= 127
}

impl<N: Number> Claims<N> {
    /// The claims of units with these weights; `N` must hold their powers.
    pub(crate) fn new(rule: Signposts, weights: &[UBig]) -> Self {
        let power = |weight: &UBig| {
            N::from_big(weight).expect("the number type was chosen to hold the weights").power(rule.degree())
        };
        Self { rule, powers: weights.iter().map(power).collect() }
    }

    /// Compares two claims; a claim on s(0) = 0 is above all others.
    pub(crate) fn compare(&self, a: Claim, b: Claim) -> Ordering {
        N::compare_products(
            &self.top(a),
            &self.rule.numerator(b.held),
            &self.top(b),
            &self.rule.numerator(a.held),
        )
    }

    /// Whether a claim is at least as large as the divisor.
    pub(crate) fn reaches(&self, claim: Claim, divisor: &Divisor<N>) -> bool {
        let top = self.top(claim);
        let bottom = self.rule.numerator(claim.held);
        N::compare_products(&top, &divisor.below, &divisor.above, &bottom) != Ordering::Less
    }

    fn top(&self, claim: Claim) -> N {
        let power = &self.powers[claim.unit];
        match self.rule.denominator::<N>(claim.held) {
            None => power.clone(),
            Some(denominator) => power.times(&denominator),
        }
    }
}

/// A claim that knows how to compare itself, for a heap; equal claims rank the earlier unit higher.
pub(crate) struct Ranked<'a, N> {
    pub(crate) claim: Claim,
    pub(crate) claims: &'a Claims<N>,
}

impl<N: Number> Ord for Ranked<'_, N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.claims
            .compare(self.claim, other.claim)
            .then_with(|| other.claim.unit.cmp(&self.claim.unit))
            .then_with(|| other.claim.held.cmp(&self.claim.held))
    }
}
impl<N: Number> PartialOrd for Ranked<'_, N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<N: Number> PartialEq for Ranked<'_, N> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<N: Number> Eq for Ranked<'_, N> {}

/// The number of claims (from `min` to `max`) that reach a divisor, looked for around a guess; claims
/// fall with the seats held. Cost: logarithmic in the error of the guess.
pub(crate) fn count_reaching(guess: u64, min: u64, max: u64, reaches: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (min, max);
    let guess = guess.clamp(min, max);
    let mut stride = 1;
    if guess < max && reaches(guess) {
        low = guess + 1;
        while low < high {
            let probe = low.saturating_add(stride - 1).min(high - 1);
            if !reaches(probe) {
                high = probe;
                break;
            }
            low = probe + 1;
            stride *= 2;
        }
    } else {
        high = guess;
        while low < high {
            let probe = high - stride.min(high - low);
            if reaches(probe) {
                low = probe + 1;
                break;
            }
            high = probe;
            stride *= 2;
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if reaches(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
