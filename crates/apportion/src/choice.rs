//! How many ways there are to choose some of many.

use dashu_int::UBig;

/// Up to here factors are multiplied one by one.
const FEW: u64 = 256;

/// The number of ways to choose `k` of `n`.
///
/// Cost: for large numbers that of multiplying the powers of the primes up to `n` (Kummer's theorem) in
/// a balanced tree, so that half a million of a million takes a moment.
pub(crate) fn binomial(n: u64, k: u64) -> UBig {
    let k = k.min(n - k);
    if k > FEW
        && let Ok(size) = usize::try_from(n)
    {
        return product(&prime_powers(size, k));
    }
    let mut ways = UBig::ONE;
    for step in 1..=k {
        ways = ways * UBig::from(n - k + step) / UBig::from(step);
    }
    ways
}

/// The powers of primes that make up the number of ways to choose `k` of `n`.
fn prime_powers(n: usize, k: u64) -> Vec<UBig> {
    let mut is_composite = vec![false; n + 1];
    let mut powers = Vec::new();
    for prime in 2..=n {
        if is_composite[prime] {
            continue;
        }
        if let Some(square) = prime.checked_mul(prime).filter(|square| *square <= n) {
            (square..=n).step_by(prime).for_each(|multiple| is_composite[multiple] = true);
        }
        // The power in the result is the number of carries when k and n − k are added in base `prime`.
        let prime = prime as u64;
        let (mut a, mut b, mut carry, mut carries) = (k, n as u64 - k, 0, 0usize);
        while a > 0 || b > 0 {
            carry = u64::from(a % prime + b % prime + carry >= prime);
            carries += usize::from(carry > 0);
            (a, b) = (a / prime, b / prime);
        }
        if carries > 0 {
            powers.push(UBig::from(prime).pow(carries));
        }
    }
    powers
}

/// The product of some numbers, halves first, so that large factors have about the same length.
fn product(factors: &[UBig]) -> UBig {
    match factors {
        [] => UBig::ONE,
        [only] => only.clone(),
        more => {
            let (left, right) = more.split_at(more.len() / 2);
            product(left) * product(right)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_counted_exactly() {
        assert_eq!(binomial(5, 2), UBig::from(10u8));
        assert_eq!(binomial(5, 5), UBig::ONE);
        assert_eq!(binomial(100, 50).to_string(), "100891344545564193334812497256");
    }

    /// Pascal's rule joins numbers counted by primes with those counted one by one.
    #[test]
    fn large_choices_keep_pascals_rule() {
        for (n, k) in [(700, 257), (513, 257), (2000, 1000), (600, 300)] {
            assert_eq!(binomial(n, k), binomial(n - 1, k - 1) + binomial(n - 1, k), "{n} {k}");
        }
        assert_eq!(binomial(514, 257).to_string().len(), 154);
    }
}
