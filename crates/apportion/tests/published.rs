//! Published and worked-out results: Danish health clusters, US House, textbook cases.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use fordel_apportion::{Problem, Unit, priority_order, split};
use fordel_model::split::OnTie;
use fordel_model::{Method, Weight};

const FIXTURE: &str = include_str!("../../../fixtures/seats/dk-clusters.csv");

/// The 22 clusters: name, region, inhabitants on 1 January of 2022, 2019, 2020, 2021, 2023, name of 21.
fn clusters() -> Vec<Vec<String>> {
    FIXTURE.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn weight(text: &str) -> Weight {
    Weight::parse(text).unwrap()
}

fn national(method: Method, seats: u64, levels: &[&str]) -> Problem {
    let unit = |row: Vec<String>| Unit {
        groups: levels.iter().map(|_| row[1].clone()).collect(),
        id: row[0].clone(),
        weight: weight(&row[2]),
        ..Unit::default()
    };
    Problem {
        method,
        seats,
        units: clusters().into_iter().map(unit).collect(),
        levels: levels.iter().map(|&level| level.to_owned()).collect(),
        ..Problem::default()
    }
}

fn midtjylland(method: Method, seats: u64, column: usize) -> Problem {
    let mut problem = national(method, seats, &[]);
    let rows: Vec<_> = clusters().into_iter().filter(|row| row[1] == "Midtjylland").collect();
    problem.units = rows
        .into_iter()
        .map(|row| Unit { id: row[0].clone(), weight: weight(&row[column]), ..Unit::default() })
        .collect();
    problem
}

fn seats(problem: &Problem) -> Vec<u64> {
    let result = split(problem).unwrap();
    result.units.iter().map(|unit| unit.seats.expect("no tie")).collect()
}

const SIX: [Method; 6] = [
    Method::Hamilton,
    Method::SainteLague,
    Method::HuntingtonHill,
    Method::Dean,
    Method::DHondt,
    Method::Adams,
];

#[test]
fn the_documented_split_of_midtjylland_in_every_year_and_method() {
    for column in [2, 4, 5, 6] {
        for method in SIX {
            assert_eq!(
                seats(&midtjylland(method, 41, column)),
                [9, 7, 7, 7, 11],
                "{method}, column {column}"
            );
        }
    }
}

#[test]
fn totals_that_tell_the_methods_apart() {
    let check = |total, near: [u64; 5], dhondt: [u64; 5], adams: [u64; 5]| {
        for method in &SIX[..4] {
            assert_eq!(seats(&midtjylland(*method, total, 2)), near, "{method} {total}");
        }
        assert_eq!(seats(&midtjylland(Method::DHondt, total, 2)), dhondt, "dhondt {total}");
        assert_eq!(seats(&midtjylland(Method::Adams, total, 2)), adams, "adams {total}");
    };
    check(30, [7, 5, 5, 5, 8], [7, 5, 5, 5, 8], [6, 5, 6, 5, 8]);
    check(32, [7, 5, 6, 5, 9], [7, 5, 6, 5, 9], [7, 6, 6, 5, 8]);
    check(35, [8, 6, 6, 6, 9], [7, 6, 6, 6, 10], [8, 6, 6, 6, 9]);
    check(39, [8, 7, 7, 7, 10], [8, 7, 7, 6, 11], [8, 7, 7, 7, 10]);
    check(40, [8, 7, 7, 7, 11], [8, 7, 7, 7, 11], [8, 7, 7, 7, 11]);
    check(42, [9, 7, 8, 7, 11], [9, 7, 7, 7, 12], [9, 7, 8, 7, 11]);
    check(45, [9, 8, 8, 8, 12], [10, 8, 8, 7, 12], [9, 8, 8, 8, 12]);
}

#[test]
fn twenty_two_clusters_in_one_go() {
    let hamilton_180 = [1, 23, 14, 10, 9, 6, 9, 7, 5, 14, 9, 7, 7, 9, 7, 7, 7, 11, 5, 8, 3, 2];
    let dhondt_180 = [1, 24, 15, 10, 9, 5, 9, 7, 4, 14, 9, 7, 7, 9, 7, 7, 7, 11, 5, 8, 3, 2];
    let adams_180 = [2, 22, 14, 10, 9, 6, 9, 7, 5, 13, 9, 7, 7, 9, 7, 7, 7, 11, 5, 8, 4, 2];
    let hamilton_200 = [1, 25, 16, 11, 10, 6, 10, 8, 5, 16, 10, 8, 8, 10, 8, 8, 8, 12, 5, 9, 4, 2];
    let dhondt_200 = [1, 26, 16, 11, 10, 6, 10, 8, 5, 16, 10, 8, 8, 10, 8, 8, 8, 12, 5, 9, 3, 2];
    let adams_200 = [2, 24, 15, 11, 10, 6, 10, 8, 5, 15, 10, 8, 8, 10, 8, 8, 8, 12, 6, 9, 4, 3];
    for method in &SIX[..4] {
        assert_eq!(seats(&national(*method, 180, &[])), hamilton_180, "{method}");
        assert_eq!(seats(&national(*method, 200, &[])), hamilton_200, "{method}");
    }
    assert_eq!(seats(&national(Method::DHondt, 180, &[])), dhondt_180);
    assert_eq!(seats(&national(Method::DHondt, 200, &[])), dhondt_200);
    assert_eq!(seats(&national(Method::Adams, 180, &[])), adams_180);
    assert_eq!(seats(&national(Method::Adams, 200, &[])), adams_200);
}

#[test]
fn regions_first_then_clusters() {
    let result = split(&national(Method::Hamilton, 180, &["region"])).unwrap();
    let regions: Vec<_> = result.nodes.iter().map(|node| (node.id.as_str(), node.seats)).collect();
    let expect =
        [("Hovedstaden", 57), ("Sjælland", 26), ("Syddanmark", 38), ("Midtjylland", 41), ("Nordjylland", 18)];
    assert_eq!(regions, expect.map(|(name, seats)| (name, Some(seats))));
    let two_stages = [1, 23, 14, 10, 9, 6, 9, 7, 4, 14, 10, 7, 7, 9, 7, 7, 7, 11, 5, 8, 3, 2];
    assert_eq!(seats(&national(Method::Hamilton, 180, &["region"])), two_stages);
    assert_eq!(
        seats(&national(Method::Hamilton, 200, &["region"])),
        seats(&national(Method::Hamilton, 200, &[]))
    );
}

/// In which totals 9/7/7/7/11 comes out, one go and two stages (validation figures of 2022).
#[test]
fn the_range_of_national_totals() {
    let documented = [9, 7, 7, 7, 11];
    let range = |method, levels: &[&str]| -> Vec<u64> {
        let fits = |total: &u64| seats(&national(method, *total, levels))[13..18] == documented;
        (150..=200).filter(fits).collect()
    };
    let check = |method, one_go: std::ops::RangeInclusive<u64>, two: std::ops::RangeInclusive<u64>| {
        assert_eq!(range(method, &[]), one_go.collect::<Vec<_>>(), "{method}");
        assert_eq!(range(method, &["region"]), two.collect::<Vec<_>>(), "{method}, two stages");
    };
    check(Method::Hamilton, 177..=180, 177..=181);
    check(Method::SainteLague, 177..=182, 177..=181);
    check(Method::HuntingtonHill, 177..=182, 177..=181);
    check(Method::Dean, 177..=181, 177..=181);
    check(Method::DHondt, 177..=184, 178..=181);
    check(Method::Adams, 178..=181, 178..=182);
}

#[test]
fn eight_municipal_seats_of_2019() {
    let councils = [
        ("Hovedstaden", 1835472),
        ("Sjælland", 836738),
        ("Syddanmark", 1223348),
        ("Midtjylland", 1320678),
        ("Nordjylland", 589755),
    ];
    for method in SIX {
        let expect = if method == Method::DHondt { [3, 1, 2, 2, 0] } else { [2, 1, 2, 2, 1] };
        assert_eq!(seats(&Problem::new(method, 8, councils)), expect, "{method}");
    }
}

/// Balinski and Young, *Fair Representation*, appendix A: the sizes of 26 seats under five methods.
#[test]
fn the_textbook_example_that_parts_all_methods() {
    let states = [("A", 9061), ("B", 7179), ("C", 5259), ("D", 3319), ("E", 1182)];
    let check =
        |method, expect: [u64; 5]| assert_eq!(seats(&Problem::new(method, 26, states)), expect, "{method}");
    check(Method::Adams, [9, 7, 5, 3, 2]);
    check(Method::Dean, [9, 7, 5, 4, 1]);
    check(Method::HuntingtonHill, [9, 7, 6, 3, 1]);
    check(Method::SainteLague, [9, 8, 5, 3, 1]);
    check(Method::DHondt, [10, 7, 5, 3, 1]);
}

#[test]
fn irrational_ties_are_found() {
    let result = split(&Problem::new(Method::HuntingtonHill, 10, [("small", 1), ("large", 6)])).unwrap();
    let tie = result.tie.expect("1·√(8·9) against 6·√(1·2)");
    assert_eq!((tie.units, tie.seats, tie.outcomes.as_str()), (vec!["small".into(), "large".into()], 1, "2"));
    let interval = result.divisor.expect("a divisor method");
    assert_eq!(
        (interval.from.to_string(), interval.to.to_string()),
        ("sqrt(1/2)".into(), "sqrt(1/2)".into())
    );
}

#[test]
fn a_cap_that_removes_the_choice_removes_the_tie() {
    let mut problem = Problem::new(Method::SainteLague, 3, [("a", 5), ("b", 5)]);
    assert!(split(&problem).unwrap().is_tied());
    problem.units[0].max = Some(1);
    assert_eq!(seats(&problem), [1, 2]);
}

#[test]
fn ties_are_broken_only_by_the_stated_rule_and_recorded() {
    let mut problem = Problem::new(Method::DHondt, 1, [("a", 5), ("b", 5), ("c", 5)]);
    assert_eq!(split(&problem).unwrap().tie.unwrap().outcomes, "3");
    problem.on_tie = OnTie::LargerWeight;
    assert!(split(&problem).unwrap().is_tied(), "equal weights stay tied");
    problem.on_tie = OnTie::Lot;
    let mut winners = std::collections::BTreeSet::new();
    for seed in 0..50 {
        problem.seed = seed;
        let result = split(&problem).unwrap();
        assert!(!result.is_tied());
        assert_eq!(result.broken_ties.len(), 1);
        assert_eq!(result.broken_ties[0].seed, Some(seed));
        assert_eq!(result, split(&problem).unwrap(), "the same seed, the same lot");
        let mut turned = problem.clone();
        turned.units.reverse();
        assert_eq!(split(&turned).unwrap().broken_ties[0].winners, result.broken_ties[0].winners);
        winners.insert(result.broken_ties[0].winners.clone());
    }
    assert_eq!(winners.len(), 3);
    let mut unequal = Problem::new(Method::DHondt, 3, [("a", 1), ("b", 2), ("c", 1)]);
    unequal.on_tie = OnTie::LargerWeight;
    let result = split(&unequal).unwrap();
    assert_eq!(result.units[1].seats, Some(2), "the larger first");
    assert_eq!(result.tie.unwrap().units, ["a", "c"]);
}

#[test]
fn an_open_tie_between_groups_reaches_every_unit_below() {
    // Two regions of equal weight and 3 seats: 1 or 2 each; a region with 1 seat is tied inside again.
    let mut problem = Problem::new(Method::SainteLague, 3, [("a", 5), ("b", 5), ("c", 7), ("d", 3)]);
    problem.levels = vec!["region".into()];
    for (unit, region) in problem.units.iter_mut().zip(["north", "north", "south", "south"]) {
        unit.groups = vec![region.into()];
    }
    let result = split(&problem).unwrap();
    let spans: Vec<_> = result.units.iter().map(|unit| (unit.lower, unit.upper)).collect();
    assert_eq!(spans, [(0, 1), (0, 1), (1, 1), (0, 1)]);
    let tie = result.tie.unwrap();
    // North 2 south 1: one way; north 1 south 2: two ways.
    assert_eq!((tie.outcomes.as_str(), tie.seats), ("3", 2));
    assert!(result.nodes.iter().all(|node| node.seats.is_none()));
}

#[test]
fn groups_can_always_fill_what_they_get() {
    let mut problem = Problem::new(Method::SainteLague, 10, [("a", 90), ("b", 0), ("c", 5), ("d", 5)]);
    problem.levels = vec!["region".into()];
    for (unit, region) in problem.units.iter_mut().zip(["north", "north", "south", "south"]) {
        unit.groups = vec![region.into()];
    }
    problem.units[0].max = Some(4);
    assert_eq!(seats(&problem)[..2], [4, 0], "north can take no more than a's maximum");
    problem.units[0].max = None;
    problem.level_methods = vec![Method::DHondt, Method::Adams];
    assert_eq!(seats(&problem)[2..], [1, 1], "Adams needs one seat for each of the south");
}

#[test]
fn the_priority_order_begins_with_the_split() {
    for method in SIX.into_iter().filter(|method| method.is_divisor()) {
        for levels in [&[][..], &["region"][..]] {
            let problem = national(method, 180, levels);
            let order = priority_order(&problem);
            assert_eq!(order.len(), 2 * 180 + 22);
            let mut counted = vec![0; 22];
            order[..180].iter().for_each(|&unit| counted[unit] += 1);
            assert_eq!(counted, seats(&problem), "{method} {levels:?}");
            let named = &problem.units[order[180]].id;
            assert_eq!(named, &split(&problem).unwrap().next[0], "{method} {levels:?}");
        }
    }
    let order = priority_order(&national(Method::Hamilton, 180, &[]));
    let mut counted = vec![0; 22];
    order[..180].iter().for_each(|&unit| counted[unit] += 1);
    assert_eq!(counted, seats(&national(Method::Hamilton, 180, &[])));
}

#[test]
fn size_does_not_matter() {
    for method in Method::ALL.into_iter().filter(|&method| !method.is_lottery() && method != Method::DroopLr)
    {
        let small = split(&national(method, 180, &[])).unwrap();
        for factor in ["000000000000000000000000000000000000000000", ".5", "e-40", "e900"] {
            let mut problem = national(method, 180, &[]);
            for (unit, row) in problem.units.iter_mut().zip(clusters()) {
                let text = if factor == ".5" {
                    format!("{}.5", row[2].parse::<u64>().unwrap() / 2 * 2)
                } else {
                    format!("{}{factor}", row[2])
                };
                unit.weight = weight(&text);
            }
            let large = split(&problem).unwrap();
            let of =
                |result: &fordel_model::Split| result.units.iter().map(|unit| unit.seats).collect::<Vec<_>>();
            assert_eq!(of(&small), of(&large), "{method} {factor}");
        }
    }
}

#[test]
fn a_lottery_keeps_the_quota_and_hits_it_on_average() {
    let weights = [("a", 2), ("b", 3), ("c", 5)];
    let mut sums = [0u64; 3];
    for seed in 0..3000 {
        let problem = Problem { seed, ..Problem::new(Method::Lottery, 7, weights) };
        for (sum, (seats, (low, high))) in
            sums.iter_mut().zip(seats(&problem).into_iter().zip([(1, 2), (2, 3), (3, 4)]))
        {
            assert!((low..=high).contains(&seats));
            *sum += seats;
        }
    }
    for (sum, mean) in sums.into_iter().zip([1.4, 2.1, 3.5]) {
        assert!((sum as f64 / 3000.0 - mean).abs() < 0.05, "{sum}");
    }
}
