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

/// The act of 1882: 325 seats, which largest remainders with a seat for every state give.
#[test]
fn the_us_house_of_1882() {
    let rows = rows(include_str!("../../../fixtures/published/seats/us-1880.csv"));
    let expect: Vec<u64> = rows.iter().map(|row| row[2].parse().unwrap()).collect();
    assert_eq!(seats(&split(&states_of_1880(325)).unwrap()), expect);
}

/// The US House after each census since 1930: Huntington-Hill with a seat for every state.
#[test]
fn the_us_house_since_1930() {
    let mut censuses: BTreeMap<String, Election> = BTreeMap::new();
    for row in rows(include_str!("../../../fixtures/published/seats/us-house.csv")) {
        let census = censuses.entry(row[0].clone()).or_default();
        census.0.push((row[1].clone(), row[2].parse().unwrap()));
        census.1.push(row[3].parse().unwrap());
    }
    assert_eq!(censuses.len(), 10);
    for (year, (states, expect)) in censuses {
        let n_states = if year.as_str() < "1960" { 48 } else { 50 };
        assert_eq!((states.len(), expect.iter().sum::<u64>()), (n_states, 435), "{year}");
        let result = split(&Problem::new(Method::HuntingtonHill, 435, states)).unwrap();
        assert_eq!(seats(&result), expect, "{year}");
        assert!(result.tie.is_none());
    }
}

/// The Dutch Tweede Kamer of 2023: D'Hondt over the lists above one quota of votes.
#[test]
fn the_tweede_kamer_of_2023() {
    let rows = rows(include_str!("../../../fixtures/published/seats/netherlands-2023.csv"));
    let lists = rows.iter().map(|row| (row[0].clone(), row[1].parse().unwrap()));
    let expect: Vec<u64> = rows.iter().map(|row| row[2].parse().unwrap()).collect();
    assert_eq!(seats(&split(&Problem::new(Method::DHondt, 150, lists)).unwrap()), expect);
}

/// The Danish Folketing of 2022: largest remainders over 175 seats, and one party keeps the 50
/// constituency seats that it won, more than its share: a minimum under either rule.
#[test]
fn the_folketing_of_2022_where_a_party_keeps_its_constituency_seats() {
    let rows = rows(include_str!("../../../fixtures/published/seats/denmark-2022.csv"));
    let parties = rows.iter().map(|row| (row[0].clone(), row[1].parse().unwrap()));
    let expect: Vec<u64> = rows.iter().map(|row| row[2].parse().unwrap()).collect();
    let mut problem = Problem::new(Method::Hamilton, 175, parties);
    assert!(seats(&split(&problem).unwrap())[0] < 50, "without the rule it would have fewer");
    problem.units[0].min = Some(50);
    for rule in [BoundRule::FloorThenRaise, BoundRule::FixAndRepeat] {
        problem.bound_rule = rule;
        assert_eq!(seats(&split(&problem).unwrap()), expect, "{rule:?}");
    }
}

/// The canton council of Zurich 2023: parties first, by votes over their district's seats; then both ways.
#[test]
fn the_kantonsrat_of_zurich_2023_parties_first_then_both_ways() {
    let text = include_str!("../../../fixtures/published/seats/zurich-2023.csv");
    let parties: Vec<String> = text.lines().next().unwrap().split(',').map(str::to_owned).collect();
    let parties = parties[2..11].to_vec();
    let rows = rows(text);
    let number = |row: &[String], at: usize| row[at].parse::<u64>().unwrap();
    let party_seats: Vec<u64> = (11..20).map(|at| number(&rows[0], at)).collect();
    let districts = &rows[1..];
    // Voters of a party: votes over seats, summed over the districts; 5040·143 is a multiple of every number of seats.
    let common = 5040 * 143;
    let voters = |party: usize| -> u64 {
        districts
            .iter()
            .map(|row| {
                assert_eq!(common % number(row, 1), 0, "{}", row[0]);
                number(row, 2 + party) * (common / number(row, 1))
            })
            .sum()
    };
    let upper = (0..9).map(|party| (parties[party].clone(), voters(party)));
    assert_eq!(seats(&split(&Problem::new(Method::SainteLague, 180, upper)).unwrap()), party_seats);
    let problem = TwoWay {
        method: Method::SainteLague,
        rows: districts.iter().map(|row| row[0].clone()).collect(),
        columns: parties,
        weights: districts
            .iter()
            .map(|row| (2..11).map(|at| Weight::from_integer(number(row, at))).collect())
            .collect(),
        row_seats: districts.iter().map(|row| number(row, 1)).collect(),
        column_seats: party_seats,
        cell_min: Vec::new(),
    };
    let result = split_two_way(&problem).unwrap();
    let expect: Vec<Vec<u64>> =
        districts.iter().map(|row| (11..20).map(|at| number(row, at)).collect()).collect();
    assert_eq!(result.cells, expect);
    assert!(result.tie.is_none());
}
