//! What a divisor method costs, counted in comparisons of claims.

use super::{Guess, Race, exact};
use crate::flat::Flat;
use crate::number::Number;
use crate::signpost::Signposts;
use dashu_int::UBig;
use fordel_model::Method;
use fordel_model::split::BoundRule;
use std::cell::Cell;
use std::cmp::Ordering;

thread_local! {
    static COMPARISONS: Cell<u64> = const { Cell::new(0) };
}

/// A `u128` that counts how often products are compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Counted(u128);

impl Number for Counted {
    fn holds_bits(bits: usize) -> bool {
        u128::holds_bits(bits)
    }
    fn from_big(value: &UBig) -> Option<Self> {
        u128::from_big(value).map(Self)
    }
    fn from_u64(value: u64) -> Self {
        Self(value.into())
    }
    fn to_big(&self) -> UBig {
        self.0.to_big()
    }
    fn times(&self, other: &Self) -> Self {
        Self(self.0.times(&other.0))
    }
    fn plus(&self, other: &Self) -> Self {
        Self(self.0.plus(&other.0))
    }
    fn power(&self, exponent: u32) -> Self {
        Self(Number::power(&self.0, exponent))
    }
    fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        COMPARISONS.with(|count| count.set(count.get() + 1));
        u128::compare_products(&a.0, &b.0, &c.0, &d.0)
    }
    fn divide(&self, divisor: &Self) -> (Self, Self) {
        let (whole, rest) = self.0.divide(&divisor.0);
        (Self(whole), Self(rest))
    }
    fn saturating_u64(&self) -> u64 {
        self.0.saturating_u64()
    }
}

/// Splits and says how many comparisons that took.
fn comparisons(method: Method, weights: &[UBig], seats: u64) -> u64 {
    let rule = Signposts::of(method).expect("a parameter that makes sense").expect("a divisor method");
    let least = u64::from(rule.gives_everyone_a_seat());
    let (min, max) = (vec![least; weights.len()], vec![u64::MAX; weights.len()]);
    let flat = Flat {
        method,
        weights,
        decimals: 0,
        min: &min,
        max: &max,
        seats,
        bound_rule: BoundRule::default(),
        seed: 0,
        stream: 0,
        told: 10,
        place: "",
        name: &|unit| unit.to_string(),
    };
    let guess = Guess::new(rule, &flat);
    let divisor = exact::<Counted>(guess.divisor, rule.degree(), 53).expect("it fits into 128 bits");
    COMPARISONS.with(|count| count.set(0));
    let award = Race::<Counted>::new(rule, &flat).run(&guess, &divisor);
    let open = match award.open {
        Some(crate::award::Open::Any { seats, .. }) => seats,
        _ => 0,
    };
    assert_eq!(award.certain.iter().sum::<u64>() + open, seats);
    COMPARISONS.with(Cell::get)
}

/// A dozen comparisons a unit, be it two seats a unit or a million: the divisor is guessed so well
/// that a look around it settles each unit, and the few seats left go by a heap.
#[test]
fn the_work_does_not_depend_on_the_seats() {
    let weights: Vec<UBig> = (0..1000u64).map(|unit| UBig::from(1 + unit * 7919 % 100_003)).collect();
    for method in [Method::SainteLague, Method::DHondt, Method::Adams, Method::Danish, Method::HuntingtonHill]
    {
        for seats in [2_000u64, 100_000, 10_000_000, 1_000_000_000] {
            let counted = comparisons(method, &weights, seats);
            assert!(counted <= 12_000, "{method} {seats}: {counted}");
        }
    }
}
