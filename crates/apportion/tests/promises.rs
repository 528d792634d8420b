//! Each promise that a method makes, as a property of its name. Generated weights are copied often, so
//! that ties are the rule; a promise about seats holds for certain and possible seats.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use dashu_int::UBig;
use fordel_apportion::{Problem, Unit, split};
use fordel_model::split::DivisorEnd;
use fordel_model::{Fraction, Method, Split, Weight};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn problem(method: Method, weights: &[u64], seats: u64) -> Problem {
    Problem::new(method, seats, weights.iter().enumerate().map(|(at, &weight)| (format!("u{at:02}"), weight)))
}

fn weights(n: usize) -> impl Strategy<Value = Vec<u64>> {
    let weight = prop_oneof![
        4 => prop::sample::select(vec![0u64, 1, 1, 2, 3, 6, 6, 10, 15, 30]),
        1 => 1u64..5000,
    ];
    prop::collection::vec(weight, 1..=n)
        .prop_filter("some weight", |list| list.iter().any(|&weight| weight > 0))
}

fn divisor_method() -> impl Strategy<Value = Method> {
    prop::sample::select(vec![
        Method::SainteLague,
        Method::DHondt,
        Method::Adams,
        Method::Dean,
        Method::HuntingtonHill,
        Method::Danish,
        Method::Imperiali,
        Method::ModifiedSainteLague { numerator: 7, denominator: 5 },
        Method::Stationary { numerator: 1, denominator: 3 },
        Method::PowerMean(3),
        Method::PowerMean(-3),
    ])
}

fn any_method() -> impl Strategy<Value = Method> {
    prop_oneof![
        3 => divisor_method(),
        2 => prop::sample::select(vec![
            Method::Hamilton, Method::DroopLr, Method::HagenbachBischoffLr, Method::QuotaMethod,
        ]),
    ]
}

/// What may come out, by unit: certain and possible seats.
fn ranges(split: &Split) -> BTreeMap<String, (u64, u64)> {
    split.units.iter().map(|unit| (unit.id.clone(), (unit.lower, unit.upper))).collect()
}

/// s(n) as a fraction, for signposts of degree one.
fn signpost(method: Method, n: u64) -> Option<Fraction> {
    Some(match method {
        Method::SainteLague => Fraction::new(2 * n + 1, 2u8),
        Method::DHondt => Fraction::new(n + 1, 1u8),
        Method::Adams => Fraction::new(n, 1u8),
        Method::Dean => Fraction::new(2 * n * (n + 1), 2 * n + 1),
        Method::Danish => Fraction::new(3 * n + 1, 3u8),
        Method::Imperiali => Fraction::new(n + 2, 2u8),
        _ => return None,
    })
}

/// The smallest n with quotient < s(n), so that the quotient, on no signpost, is rounded to n.
fn rounded(method: Method, quotient: &Fraction) -> Option<u64> {
    (0..10_000).find(|&n| signpost(method, n).is_some_and(|post| *quotient < post))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn scaling_renaming_and_reordering_change_nothing_but_the_order(
        method in any_method(), list in weights(7), seats in 0u64..40, factor in 2u64..1000, by_ten in any::<bool>(),
    ) {
        // Droop's quota is a whole number of votes, so it alone depends on the unit of the weights.
        prop_assume!(method != Method::DroopLr);
        let plain = split(&problem(method, &list, seats));
        let mut other = problem(method, &list, seats);
        for unit in &mut other.units {
            let scaled = unit.weight.scaled(0) * UBig::from(factor);
            unit.weight = Weight::from_scaled(scaled, if by_ten { 3 } else { 0 });
        }
        other.units.reverse();
        match (plain, split(&other)) {
            (Ok(plain), Ok(other)) => {
                prop_assert_eq!(ranges(&plain), ranges(&other));
                prop_assert_eq!(plain.tie.map(|tie| tie.outcomes), other.tie.map(|tie| tie.outcomes));
            }
            (plain, other) => prop_assert_eq!(plain.is_err(), other.is_err()),
        }
    }

    #[test]
    fn every_divisor_strictly_inside_the_interval_reproduces_the_seats(
        method in divisor_method(), list in weights(7), seats in 1u64..40,
        bounds in prop::collection::vec((0u64..4, 0u64..9), 7), part in 1u64..100, is_bounded in any::<bool>(),
    ) {
        prop_assume!(signpost(method, 0).is_some());
        let mut problem = problem(method, &list, seats);
        if is_bounded {
            for (unit, (min, more)) in problem.units.iter_mut().zip(bounds) {
                (unit.min, unit.max) = (Some(min), Some(min + more));
            }
        }
        let Ok(result) = split(&problem) else { return Ok(()) };
        let interval = result.divisor.clone().unwrap();
        let DivisorEnd::Rational(from) = interval.from else { panic!("signposts of degree one") };
        let to = match interval.to {
            DivisorEnd::Rational(to) => to,
            DivisorEnd::Unbounded => from.plus(&Fraction::new(1000u16, 1u8)),
            DivisorEnd::Root { .. } => panic!("signposts of degree one"),
        };
        // Inner points if and only if there is no tie.
        prop_assert_eq!(from < to, result.tie.is_none());
        if from < to {
            // from + (to − from) · part / 100
            let scaled = |fraction: &Fraction, times: u64| {
                Fraction::new(fraction.numerator() * UBig::from(times), fraction.denominator() * UBig::from(100u8))
            };
            let inside = scaled(&from, 100 - part).plus(&scaled(&to, part));
            for (unit, row) in problem.units.iter().zip(&result.units) {
                let weight = unit.weight.scaled(0);
                let quotient = Fraction::new(weight * inside.denominator(), inside.numerator().clone());
                let (min, max) = unit.bounds();
                let expect = rounded(method, &quotient).unwrap_or(u64::MAX);
                // Signposts at zero: a quotient of zero has no seat.
                let expect = if unit.weight.is_zero() { 0 } else { expect };
                prop_assert_eq!(row.seats, Some(expect.max(min).min(max)), "{:?} {:?}", problem, inside);
            }
        }
    }

    #[test]
    fn divisor_methods_are_house_monotone_unit_by_unit(
        method in divisor_method(), list in weights(7), seats in 1u64..40,
    ) {
        if let (Ok(fewer), Ok(more)) = (split(&problem(method, &list, seats)), split(&problem(method, &list, seats + 1))) {
            for (before, after) in fewer.units.iter().zip(&more.units) {
                prop_assert!(after.lower >= before.lower && after.upper >= before.upper);
                prop_assert!(before.seats.is_none() || after.lower >= before.lower);
            }
        }
    }

    #[test]
    fn the_quota_method_is_house_monotone_and_within_the_quota(list in weights(6), seats in 1u64..30) {
        let fewer = split(&problem(Method::QuotaMethod, &list, seats)).unwrap();
        let more = split(&problem(Method::QuotaMethod, &list, seats + 1)).unwrap();
        prop_assert!(fewer.violations.is_empty());
        for (before, after) in fewer.units.iter().zip(&more.units) {
            prop_assert!(after.lower >= before.lower && after.upper >= before.upper);
        }
    }

    #[test]
    fn divisor_methods_are_population_monotone(
        method in divisor_method(), list in weights(6), seats in 1u64..30, place in 0usize..6, more in 1u64..50,
    ) {
        let at = place % list.len();
        let mut grown = list.clone();
        grown[at] += more;
        prop_assume!(list[at] > 0);
        if let (Ok(before), Ok(after)) = (split(&problem(method, &list, seats)), split(&problem(method, &grown, seats))) {
            // The one that grew does not lose, and nobody else gains.
            prop_assert!(after.units[at].lower >= before.units[at].lower);
            for (unit, (old, new)) in before.units.iter().zip(&after.units).enumerate() {
                prop_assert!(unit == at || new.upper <= old.upper, "{:?} {:?}", before, after);
            }
        }
    }

    #[test]
    fn divisor_methods_are_coherent_on_subsets(
        method in divisor_method(), list in weights(7), seats in 1u64..40, subset in 1u32..127,
    ) {
        let Ok(whole) = split(&problem(method, &list, seats)) else { return Ok(()) };
        prop_assume!(whole.tie.is_none());
        let members: Vec<usize> = (0..list.len()).filter(|at| subset >> at & 1 == 1).collect();
        prop_assume!(members.iter().any(|&at| list[at] > 0));
        let part: Vec<u64> = members.iter().map(|&at| list[at]).collect();
        let shared: u64 = members.iter().map(|&at| whole.units[at].lower).sum();
        let result = split(&problem(method, &part, shared)).unwrap();
        for (row, &at) in result.units.iter().zip(&members) {
            prop_assert_eq!(row.seats, whole.units[at].seats);
        }
    }

    #[test]
    fn the_min_max_inequality_holds(method in divisor_method(), list in weights(7), seats in 1u64..40) {
        prop_assume!(signpost(method, 0).is_some());
        let Ok(result) = split(&problem(method, &list, seats)) else { return Ok(()) };
        // Every claim met is at least as large as every claim not met, whichever outcome.
        let value = |at: usize, held: u64| {
            let post = signpost(method, held).unwrap();
            (!post.numerator().is_zero())
                .then(|| Fraction::new(UBig::from(list[at]) * post.denominator(), post.numerator().clone()))
        };
        for (i, a) in result.units.iter().enumerate().filter(|(_, unit)| unit.lower > 0) {
            for (j, b) in result.units.iter().enumerate().filter(|(j, _)| list[*j] > 0) {
                if let (Some(met), Some(not_met)) = (value(i, a.lower - 1), value(j, b.upper)) {
                    prop_assert!(i == j || met >= not_met);
                }
            }
        }
    }

    #[test]
    fn hamilton_stays_within_the_quota(list in weights(7), seats in 0u64..40) {
        prop_assert!(split(&problem(Method::Hamilton, &list, seats)).unwrap().violations.is_empty());
    }

    #[test]
    fn dhondt_is_never_below_the_lower_quota_and_adams_never_above_the_upper(list in weights(7), seats in 0u64..40) {
        for unit in split(&problem(Method::DHondt, &list, seats)).unwrap().units {
            prop_assert!(UBig::from(unit.lower) >= unit.quota.floor());
        }
        if let Ok(result) = split(&problem(Method::Adams, &list, seats)) {
            for unit in result.units {
                prop_assert!(UBig::from(unit.upper) <= unit.quota.ceil());
            }
        }
    }

    #[test]
    fn exact_quotas_are_met_exactly(
        method in prop_oneof![
            Just(Method::Hamilton), Just(Method::SainteLague), Just(Method::DHondt), Just(Method::Adams),
            Just(Method::Dean), Just(Method::HuntingtonHill), Just(Method::Danish), Just(Method::QuotaMethod),
            Just(Method::Stationary { numerator: 2, denominator: 3 }), Just(Method::PowerMean(4)), Just(Method::Lottery),
        ],
        seats in prop::collection::vec(0u64..9, 1..7),
        factor in 1u64..1000,
    ) {
        prop_assume!(seats.iter().any(|&seats| seats > 0));
        let list: Vec<u64> = seats.iter().map(|seats| seats * factor).collect();
        let result = split(&problem(method, &list, seats.iter().sum())).unwrap();
        for (row, &expect) in result.units.iter().zip(&seats) {
            prop_assert_eq!(row.lower, expect, "{}", method);
        }
        // Under Adams and D'Hondt the first claim not met is exactly as large as the last one met nowhere.
        prop_assert!(result.tie.is_none() || matches!(method, Method::Adams | Method::DHondt));
    }

    #[test]
    fn zero_weight_has_zero_seats_unless_a_minimum_says_otherwise(
        method in any_method(), list in weights(6), seats in 0u64..40, min in 0u64..3,
    ) {
        let mut with_zero = problem(method, &list, seats);
        with_zero.units.push(Unit { id: "zero".into(), ..Unit::default() });
        if let Ok(result) = split(&with_zero) {
            prop_assert_eq!(result.units.last().unwrap().upper, 0);
        }
        if method != Method::QuotaMethod && min > 0 {
            with_zero.units.last_mut().unwrap().min = Some(min);
            if let Ok(result) = split(&with_zero) {
                prop_assert_eq!(result.units.last().unwrap().seats, Some(min));
            }
        }
    }

    #[test]
    fn children_add_up_at_every_node(
        methods in prop::collection::vec(divisor_method(), 3), list in weights(9), seats in 9u64..60, seed in any::<u64>(),
    ) {
        let mut nested = problem(methods[0], &list, seats);
        nested.levels = vec!["nation part".into(), "region".into()];
        nested.level_methods = methods;
        nested.on_tie = fordel_model::split::OnTie::Lot;
        nested.seed = seed;
        for (at, unit) in nested.units.iter_mut().enumerate() {
            unit.groups = vec![(at % 2).to_string(), (at % 3).to_string()];
        }
        let Ok(result) = split(&nested) else { return Ok(()) };
        prop_assert!(result.tie.is_none());
        for node in &result.nodes {
            let inside: u64 = nested.units.iter().zip(&result.units)
                .filter(|(unit, _)| {
                    let path = unit.groups.join(" / ");
                    path == node.id || path.starts_with(&format!("{} / ", node.id))
                })
                .map(|(_, row)| row.lower)
                .sum();
            prop_assert_eq!(node.seats, Some(inside));
        }
        prop_assert_eq!(result.units.iter().map(|unit| unit.lower).sum::<u64>(), seats);
    }

    /// Weights far beyond 64 bits that differ in the last digit only: no false tie, no missed one.
    #[test]
    fn big_weights_make_no_false_ties(method in divisor_method(), digits in 20usize..120, seats in 2u64..20) {
        let big = UBig::from(10u8).pow(digits);
        let with = |extra: u8| {
            let mut problem = problem(method, &[1, 1], seats * 2 - 1);
            problem.units[0].weight = Weight::from_integer(&big + UBig::from(extra));
            problem.units[1].weight = Weight::from_integer(big.clone());
            split(&problem).unwrap()
        };
        prop_assert_eq!(with(0).tie.unwrap().outcomes, "2");
        let result = with(1);
        prop_assert!(result.tie.is_none());
        prop_assert_eq!(result.units[0].seats, Some(seats));
    }

    /// A million millions of seats cost no more than a few.
    #[test]
    fn huge_houses_are_split_at_once(method in divisor_method(), list in weights(7), seats in 1u64 << 40..1 << 62) {
        prop_assume!(method != Method::PowerMean(-3) && method != Method::PowerMean(3));
        let result = split(&problem(method, &list, seats)).unwrap();
        let certain: u64 = result.units.iter().map(|unit| unit.lower).sum();
        prop_assert_eq!(certain + result.tie.map_or(0, |tie| tie.seats), seats);
    }
}
