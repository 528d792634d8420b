//! Every method, with bounds and copied weights, against the naive oracle: same outcomes, same ties.

mod oracle;

use fordel_apportion::{Problem, Unit, split};
use fordel_model::split::BoundRule;
use fordel_model::{Method, Weight};
use oracle::{Outcomes, Row};
use proptest::prelude::*;

fn problem(method: Method, rows: &[Row], seats: u64) -> Problem {
    let unit = |(at, &(weight, min, max)): (usize, &Row)| Unit {
        id: format!("u{at}"),
        weight: Weight::from_integer(weight),
        min: (min > 0).then_some(min),
        max: (max < u64::MAX).then_some(max),
        ..Unit::default()
    };
    Problem { method, seats, units: rows.iter().enumerate().map(unit).collect(), ..Problem::default() }
}

/// What the crate says must be exactly what the set of outcomes says.
fn check(problem: &Problem, expect: &Outcomes) {
    match (split(problem), expect) {
        (Ok(result), Some(outcomes)) => {
            let n_outcomes = result.tie.as_ref().map_or("1".to_owned(), |tie| tie.outcomes.clone());
            assert_eq!(n_outcomes, outcomes.len().to_string(), "outcomes of {problem:?}: {outcomes:?}");
            for (at, unit) in result.units.iter().enumerate() {
                let seats = || outcomes.iter().map(|outcome| outcome[at]);
                assert_eq!(Some(unit.lower), seats().min(), "{problem:?}");
                assert_eq!(Some(unit.upper), seats().max(), "{problem:?}");
                assert_eq!(unit.seats, (unit.lower == unit.upper).then_some(unit.lower));
            }
        }
        (Err(refusal), None) => assert!(!refusal.is_wrong_call(), "{refusal} for {problem:?}"),
        (result, expect) => panic!("{problem:?}\n gave {result:?}\n expected {expect:?}"),
    }
}

/// Weights are copied often, bounds are tight often.
fn rows(n: usize) -> impl Strategy<Value = Vec<Row>> {
    let weight =
        prop_oneof![4 => prop::sample::select(vec![0u64, 1, 2, 3, 6, 6, 10, 14, 30]), 1 => 1u64..200];
    let bounds = prop_oneof![
        3 => Just((0, u64::MAX)),
        1 => (0u64..4).prop_map(|min| (min, u64::MAX)),
        1 => (0u64..3, 0u64..4).prop_map(|(min, more)| (min, min + more)),
    ];
    prop::collection::vec((weight, bounds).prop_map(|(w, (min, max))| (w, min, max)), 1..=n)
        .prop_filter("some weight", |rows| rows.iter().any(|row| row.0 > 0))
}

fn divisor_method() -> impl Strategy<Value = Method> {
    prop::sample::select(vec![
        Method::SainteLague,
        Method::DHondt,
        Method::Adams,
        Method::Danish,
        Method::Imperiali,
        Method::Dean,
        Method::HuntingtonHill,
        Method::PowerMean(-2),
        Method::PowerMean(2),
        Method::PowerMean(3),
        Method::PowerMean(0),
        Method::Stationary { numerator: 2, denominator: 5 },
        Method::ModifiedSainteLague { numerator: 7, denominator: 5 },
        Method::ModifiedSainteLague { numerator: 0, denominator: 1 },
        Method::ModifiedSainteLague { numerator: 5, denominator: 2 },
    ])
}

fn remainder_method() -> impl Strategy<Value = Method> {
    prop::sample::select(vec![Method::Hamilton, Method::DroopLr, Method::HagenbachBischoffLr])
}

fn without_room(rows: &[Row], seats: u64) -> bool {
    let room: u128 = rows.iter().map(|&(w, min, max)| u128::from(if w == 0 { min } else { max })).sum();
    room < u128::from(seats)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn divisor_methods_agree(method in divisor_method(), rows in rows(7), seats in 0u64..40) {
        let expect = if without_room(&rows, seats) { None } else { oracle::divisor(method, &rows, seats) };
        check(&problem(method, &rows, seats), &expect);
    }

    #[test]
    fn floor_then_raise_agrees(method in remainder_method(), rows in rows(7), seats in 0u64..40) {
        let expect = if without_room(&rows, seats) { None } else { oracle::floor_then_raise(method, &rows, seats) };
        check(&problem(method, &rows, seats), &expect);
    }

    #[test]
    fn the_quota_method_agrees(rows in rows(7), seats in 0u64..40) {
        let plain: Vec<Row> = rows.iter().map(|row| (row.0, 0, u64::MAX)).collect();
        check(&problem(Method::QuotaMethod, &plain, seats), &oracle::quota_method(&plain, seats));
    }

    #[test]
    fn fix_and_repeat_agrees(method in remainder_method(), rows in rows(6), seats in 0u64..40) {
        let expect = if without_room(&rows, seats) || rows.iter().map(|r| r.1).sum::<u64>() > seats {
            None
        } else {
            oracle::fix_and_repeat(method, &rows, seats)
        };
        let problem = Problem { bound_rule: BoundRule::FixAndRepeat, ..problem(method, &rows, seats) };
        check(&problem, &expect);
    }
}
