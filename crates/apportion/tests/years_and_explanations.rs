//! Several years, paradoxes, sensitivity and methods side by side.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use dashu_int::UBig;
use fordel_apportion::compare::compare;
use fordel_apportion::explain::explain;
use fordel_apportion::scan::scan;
use fordel_apportion::years::{DecidedYear, Year, Years, split_years};
use fordel_apportion::{Problem, split};
use fordel_model::split::YearsMode;
use fordel_model::{Method, Weight};
use proptest::prelude::*;

fn weights(list: &[u64]) -> Vec<(String, Weight)> {
    list.iter().enumerate().map(|(at, &weight)| (format!("u{at}"), Weight::from_integer(weight))).collect()
}

fn years(method: Method, mode: YearsMode, rows: &[(u64, Vec<u64>)]) -> Years {
    let year = |(at, (seats, list)): (usize, &(u64, Vec<u64>))| Year {
        year: 2022 + at as i64,
        seats: *seats,
        weights: weights(list),
        bounds: Vec::new(),
    };
    Years { method, mode, years: rows.iter().enumerate().map(year).collect(), history: Vec::new() }
}

/// Totals within floor and ceiling of the entitlements, no negative year, years add up.
fn check_running_quota(problem: &Years) {
    let result = split_years(problem).unwrap();
    let mut totals = vec![0u64; result.years[0].units.len()];
    for (year, row) in problem.years.iter().zip(&result.years) {
        let sum: i128 = row.units.iter().map(|unit| unit.seats.unwrap()).sum();
        assert_eq!(sum, i128::from(year.seats), "{problem:?}");
        for (total, unit) in totals.iter_mut().zip(&row.units) {
            *total += u64::try_from(unit.seats.unwrap()).expect("no negative year");
            assert_eq!(unit.total, Some(*total));
            let total = UBig::from(*total);
            assert!(
                unit.entitlement.floor() <= total && total <= unit.entitlement.ceil(),
                "{problem:?} {result:?}"
            );
        }
    }
}

fn any_years() -> impl Strategy<Value = Vec<(u64, Vec<u64>)>> {
    (1usize..6).prop_flat_map(|n_units| {
        let weight = prop_oneof![3 => prop::sample::select(vec![0u64, 1, 2, 2, 5, 7]), 1 => 1u64..500];
        let list = prop::collection::vec(weight, n_units)
            .prop_filter("some weight", |list| list.iter().any(|&w| w > 0));
        prop::collection::vec((0u64..12, list), 1..7)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn running_totals_within_floor_and_ceiling_of_the_running_entitlement(rows in any_years()) {
        check_running_quota(&years(Method::SainteLague, YearsMode::CumulativeQuota, &rows));
    }

    #[test]
    fn with_constant_weights_the_years_are_differences_of_one_sequence(
        list in prop::collection::vec(1u64..40, 1..6),
        seats in prop::collection::vec(0u64..12, 1..7),
        method in prop::sample::select(vec![Method::SainteLague, Method::DHondt, Method::Danish]),
    ) {
        let rows: Vec<_> = seats.iter().map(|&seats| (seats, list.clone())).collect();
        let result = split_years(&years(method, YearsMode::Cumulative, &rows)).unwrap();
        let mut to_date = 0;
        for (row, seats) in result.years.iter().zip(seats) {
            to_date += seats;
            let units = weights(&list).into_iter().map(|(id, weight)| (id, u64::try_from(&weight.scaled(0)).unwrap()));
            let direct = split(&Problem::new(method, to_date, units)).unwrap();
            for (unit, direct) in row.units.iter().zip(&direct.units) {
                assert_eq!(unit.total, direct.seats);
                assert!(unit.seats.is_none_or(|seats| seats >= 0));
            }
        }
    }

    /// Every change an explanation names moves the seat, and one unit of weight less does not.
    #[test]
    fn explanations_are_verified_by_running_again_with_the_changed_weight(
        list in prop::collection::vec(prop_oneof![Just(6u64), Just(30), 1u64..400], 2..6),
        seats in 2u64..25,
        method in prop::sample::select(vec![
            Method::SainteLague, Method::DHondt, Method::HuntingtonHill, Method::Adams, Method::Dean,
            Method::Hamilton, Method::PowerMean(3), Method::QuotaMethod,
        ]),
        cap in prop::option::of(1u64..6),
    ) {
        let mut problem = Problem::new(method, seats, list.iter().enumerate().map(|(at, &w)| (format!("u{at}"), w)));
        if method != Method::QuotaMethod {
            problem.units[0].max = cap;
        }
        let Ok(result) = split(&problem) else { return Ok(()) };
        prop_assume!(!result.is_tied());
        let explained = explain(&problem, &result).unwrap();
        for (at, row) in explained.units.iter().enumerate() {
            let now = result.units[at].lower;
            let with = |weight: UBig| {
                let mut changed = problem.clone();
                changed.units[at].weight = Weight::from_integer(weight);
                split(&changed).map(|split| (split.units[at].lower, split.units[at].upper))
            };
            if let Some(gain) = &row.gains {
                let weight = gain.weight.scaled(0);
                assert!(with(weight.clone()).unwrap().0 > now, "{method} {list:?} {seats} gain {row:?}");
                assert!(with(weight - UBig::ONE).unwrap().0 <= now, "{method} {list:?} {seats} gain {row:?}");
            }
            if let Some(loss) = &row.loses {
                let weight = loss.weight.scaled(0);
                if weight > UBig::ZERO {
                    assert!(with(weight.clone()).unwrap().1 < now, "{method} {list:?} {seats} loss {row:?}");
                }
                if let Ok((_, upper)) = with(weight + UBig::ONE) {
                    assert!(upper >= now, "{method} {list:?} {seats} loss {row:?}");
                }
            }
        }
    }
}

#[test]
fn a_decided_past_is_kept_and_what_cannot_hold_is_named() {
    let mut problem =
        years(Method::SainteLague, YearsMode::CumulativeQuota, &[(4, vec![1, 1]), (4, vec![1, 1])]);
    let decided = |a, b| DecidedYear {
        year: 2021,
        seats: vec![("u0".into(), a), ("u1".into(), b)],
        weights: weights(&[1, 1]),
    };
    problem.history = vec![decided(4, 2)];
    let result = split_years(&problem).unwrap();
    let totals: Vec<_> = result.years.iter().map(|year| year.units[0].total.unwrap()).collect();
    assert_eq!(totals, [5, 7], "one seat ahead is made up for in the first year");
    problem.history = vec![decided(12, 0)];
    let result = split_years(&problem).unwrap();
    let first: Vec<_> = result.years[0].units.iter().map(|unit| unit.total.unwrap()).collect();
    assert_eq!(first, [12, 4]);
    assert!(result.warnings.iter().any(|warning| warning.contains("2022: u0 has 12 to date")));
}

#[test]
fn cumulative_years_need_one_key_and_show_negative_years() {
    let other = years(Method::SainteLague, YearsMode::Cumulative, &[(4, vec![1, 1]), (4, vec![1, 2])]);
    assert!(split_years(&other).unwrap_err().is_wrong_call());
    // The Alabama paradox in miniature: 10 to 11 seats over weights 6, 6, 2.
    let list = vec![6, 6, 2];
    let paradox = years(Method::Hamilton, YearsMode::Cumulative, &[(10, list.clone()), (1, list)]);
    let result = split_years(&paradox).unwrap();
    assert_eq!(result.years[1].units[2].seats, Some(-1));
    assert_eq!(result.warnings.len(), 1);
}

#[test]
fn the_alabama_paradox_of_21_clusters() {
    let fixture = include_str!("../../../fixtures/seats/dk-clusters.csv");
    let mut sums: Vec<(String, u64)> = Vec::new();
    for line in fixture.lines().skip(1) {
        let row: Vec<&str> = line.split(',').collect();
        let weight: u64 = row[2].parse().unwrap();
        match sums.iter_mut().find(|(name, _)| name == row[7]) {
            Some((_, sum)) => *sum += weight,
            None => sums.push((row[7].to_owned(), weight)),
        }
    }
    assert_eq!(sums.len(), 21);
    let problem = Problem::new(Method::Hamilton, 185, sums);
    let steps = scan(&problem, 150, 200).unwrap();
    assert_eq!(steps.len(), 51);
    let found: Vec<_> = steps.iter().filter(|step| !step.losers.is_empty()).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].from, found[0].to, found[0].losers.as_slice()),
        (184, 185, &["Midt (Midtjylland)".to_owned()][..])
    );
    let webster = Problem { method: Method::SainteLague, ..problem };
    assert!(scan(&webster, 150, 200).unwrap().iter().all(|step| step.losers.is_empty()));
}

#[test]
fn methods_side_by_side() {
    let states = [("A", 9061), ("B", 7179), ("C", 5259), ("D", 3319), ("E", 1182)];
    let rows = compare(&Problem::new(Method::Hamilton, 26, states)).unwrap();
    let dhondt = rows.iter().find(|row| row.method == Method::DHondt).unwrap();
    let measures = dhondt.measures.as_ref().unwrap();
    assert_eq!(measures.largest_deviation.to_decimal(3), "0.939");
    assert!(!measures.large_units_gain.negative);
    assert!(rows.iter().all(|row| row.result.is_ok()));
}
