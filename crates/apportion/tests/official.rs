//! Official results, from `fixtures/published/seats` (sources in the README there).

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use fordel_apportion::biproportional::{TwoWay, split_two_way};
use fordel_apportion::{Problem, split};
use fordel_model::split::BoundRule;
use fordel_model::{Method, Split, Weight};
use std::collections::BTreeMap;

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn seats(result: &Split) -> Vec<u64> {
    result.units.iter().map(|unit| unit.seats.expect("no tie")).collect()
}

/// Lists with their votes, and the official seats.
type Election = (Vec<(String, u64)>, Vec<u64>);

#[test]
fn austrian_and_israeli_parliaments() {
    let mut elections: BTreeMap<String, Election> = BTreeMap::new();
    for row in rows(include_str!("../../../fixtures/published/seats/dhondt.csv")) {
        let election = elections.entry(row[0].clone()).or_default();
        election.0.push((row[1].clone(), row[2].parse().unwrap()));
        election.1.push(row[3].parse().unwrap());
    }
    assert_eq!(elections.len(), 13);
    for (name, (units, expect)) in elections {
        let result = split(&Problem::new(Method::DHondt, expect.iter().sum(), units)).unwrap();
        assert_eq!(seats(&result), expect, "{name}");
    }
}

#[test]
fn the_landrat_of_uri_both_ways() {
    let rows = rows(include_str!("../../../fixtures/published/seats/uri-2020.csv"));
    let number = |row: &Vec<String>, at: usize| row[at].parse::<u64>().unwrap();
    let expect: Vec<Vec<u64>> = rows.iter().map(|row| (5..9).map(|at| number(row, at)).collect()).collect();
    let problem = TwoWay {
        method: Method::SainteLague,
        rows: rows.iter().map(|row| row[0].clone()).collect(),
        columns: ["Altdorf", "Bürglen", "Erstfeld", "Schattdorf"].map(str::to_owned).to_vec(),
        weights: rows
            .iter()
            .map(|row| (1..5).map(|at| Weight::from_integer(number(row, at))).collect())
            .collect(),
        row_seats: expect.iter().map(|row| row.iter().sum()).collect(),
        column_seats: vec![15, 7, 6, 9],
        cell_min: Vec::new(),
    };
    let result = split_two_way(&problem).unwrap();
    assert_eq!(result.cells, expect);
    assert!(result.tie.is_none());
}

fn states_of_1880(seats: u64) -> Problem {
    let rows = rows(include_str!("../../../fixtures/published/seats/us-1880.csv"));
    let units = rows.iter().map(|row| (row[0].clone(), row[1].parse().unwrap()));
    let mut problem = Problem::new(Method::Hamilton, seats, units);
    problem.units.iter_mut().for_each(|unit| unit.min = Some(1));
    problem
}

/// Alabama has 8 of 299 seats and 7 of 300: with a seat for every state under floor-then-raise.
#[test]
fn the_alabama_paradox_of_1880_under_floor_then_raise() {
    let alabama = |seats| split(&states_of_1880(seats)).unwrap().units[0].clone();
    assert_eq!((alabama(299).quota.to_decimal(3), alabama(299).seats), ("7.646".into(), Some(8)));
    assert_eq!((alabama(300).quota.to_decimal(3), alabama(300).seats), ("7.671".into(), Some(7)));
    let mut fixed = states_of_1880(299);
    fixed.bound_rule = BoundRule::FixAndRepeat;
    let before = split(&fixed).unwrap().units[0].seats;
    fixed.seats = 300;
    assert!(before <= split(&fixed).unwrap().units[0].seats, "fix and repeat does not reproduce it");
}
