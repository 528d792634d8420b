//! The certificate of a divisor method: all divisors that reproduce the seats, exactly.

use crate::claim::Claim;
use crate::signpost::Signposts;
use dashu_int::UBig;
use fordel_model::Fraction;
use fordel_model::split::DivisorEnd;

/// A claim's value w / s(held) as a divisor, in the unit of the weights as written.
pub(crate) fn value(rule: Signposts, weights: &[UBig], decimals: u32, claim: Claim) -> DivisorEnd {
    let degree = rule.degree();
    let scale = UBig::from(rule.scale());
    let denominator = rule.denominator::<UBig>(claim.held).unwrap_or(UBig::ONE);
    let above = weights[claim.unit].pow(degree as usize) * denominator * scale;
    let written = UBig::from(10u8).pow(decimals as usize * degree as usize);
    let below = rule.numerator::<UBig>(claim.held) * written;
    if below == UBig::ZERO {
        return DivisorEnd::Unbounded;
    }
    root(degree, Fraction::new(above, below).reduced())
}

/// The `degree`-th root of a fraction in lowest terms, with the smallest degree that says the same.
pub(crate) fn root(degree: u32, radicand: Fraction) -> DivisorEnd {
    for part in (2..=degree).rev().filter(|part| degree.is_multiple_of(*part)) {
        let exact = |n: &UBig| {
            let root = n.nth_root(part as usize);
            (root.pow(part as usize) == *n).then_some(root)
        };
        if let (Some(above), Some(below)) = (exact(radicand.numerator()), exact(radicand.denominator())) {
            let simpler = Fraction::new(above, below);
            return if part == degree {
                DivisorEnd::Rational(simpler)
            } else {
                DivisorEnd::Root { degree: degree / part, radicand: simpler }
            };
        }
    }
    if degree == 1 { DivisorEnd::Rational(radicand) } else { DivisorEnd::Root { degree, radicand } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_written_as_simply_as_they_can_be() {
        let check = |degree, a: u32, b: u32, expect: &str| {
            assert_eq!(root(degree, Fraction::new(a, b).reduced()).to_string(), expect);
        };
        check(1, 6, 4, "3/2");
        check(2, 8, 18, "2/3");
        check(2, 1, 2, "sqrt(1/2)");
        check(4, 9, 4, "sqrt(3/2)");
        check(4, 16, 81, "2/3");
        check(3, 2, 1, "root(3, 2/1)");
    }
}
