//! Published results through the real command: every file of `fixtures/published/seats` (sources in the README there)
//! goes in as a problem in JSON, and the official seats come out.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// The answer of `fordel seats - --format json` to a problem.
fn answer(problem: &Value) -> Value {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(["seats", "-", "--format", "json"])
        .env("FORDEL_LANG", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(problem.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn table(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/fixtures/published/seats/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// A unit of a published split: its name, weight, minimum (0: none) and official seats.
type Row = (String, String, u64, u64);

/// Splits as many seats as were published and compares unit by unit.
fn check(name: &str, method: &str, rows: &[Row]) {
    let units: Vec<Value> = rows
        .iter()
        .map(|(id, weight, min, _)| json!({"id": id, "weight": weight, "min_seats": min}))
        .collect();
    let total: u64 = rows.iter().map(|row| row.3).sum();
    let result = answer(
        &json!({"format": "fordel/seats-problem/1", "method": method, "seats": total, "units": units}),
    );
    let seats: Vec<_> =
        result["units"].as_array().unwrap().iter().map(|unit| unit["seats"].clone()).collect();
    let official: Vec<u64> = rows.iter().map(|row| row.3).collect();
    assert_eq!(json!(seats), json!(official), "{name} by {method}");
    assert_eq!((&result["status"], &result["tie"]), (&json!("unique"), &Value::Null), "{name} by {method}");
}

fn number(text: &str) -> u64 {
    if text.is_empty() { 0 } else { text.parse().unwrap() }
}

#[test]
fn every_one_way_result_comes_out_of_the_command() {
    let mut cases: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    let mut add = |case: &str, method: &str, row: Row| {
        cases.entry((case.to_owned(), method.to_owned())).or_default().push(row);
    };
    for row in &table("one-way.csv")[1..] {
        add(&row[0], &row[1], (row[2].clone(), row[3].clone(), number(&row[4]), number(&row[5])));
    }
    for row in &table("dhondt.csv")[1..] {
        add(&row[0], "dhondt", (row[1].clone(), row[2].clone(), 0, number(&row[3])));
    }
    for row in &table("us-house.csv")[1..] {
        add(&row[0], "huntington_hill", (row[1].clone(), row[2].clone(), 0, number(&row[3])));
    }
    for row in &table("us-1880.csv")[1..] {
        add("US 1880", "hamilton", (row[0].clone(), row[1].clone(), 1, number(&row[2])));
    }
    for row in &table("netherlands-2023.csv")[1..] {
        add("Netherlands 2023", "dhondt", (row[0].clone(), row[1].clone(), 0, number(&row[2])));
    }
    for row in &table("denmark-2022.csv")[1..] {
        let kept = if row[0] == "Socialdemokratiet" { 50 } else { 0 };
        add("Denmark 2022", "hamilton", (row[0].clone(), row[1].clone(), kept, number(&row[2])));
    }
    assert_eq!(cases.len(), 64);
    for ((case, method), rows) in &cases {
        check(case, method, rows);
    }
}

/// Compares cell by cell; in Zug and Graubünden the strongest list of a district, if it is one alone, keeps a seat there.
fn two_way(file: &str, strongest_keeps_one: bool) {
    let rows = table(file);
    let n = (rows[0].len() - 2) / 2;
    let lists = &rows[0][2..2 + n];
    let totals: Vec<u64> = rows[1][2 + n..].iter().map(|text| number(text)).collect();
    let object = |keys: &[String], values: &[u64]| -> Value {
        let pairs = keys.iter().zip(values).map(|(key, &value)| (key.clone(), json!(value)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let (mut weights, mut official, mut row_seats, mut cell_min) =
        (Map::new(), Map::new(), Map::new(), Map::new());
    for row in &rows[2..] {
        let votes = &row[2..2 + n];
        let pairs = lists.iter().cloned().zip(votes.iter().map(|vote| json!(vote)));
        weights.insert(row[0].clone(), Value::Object(pairs.collect()));
        row_seats.insert(row[0].clone(), json!(number(&row[1])));
        let seats: Vec<u64> = row[2 + n..].iter().map(|text| number(text)).collect();
        official.insert(row[0].clone(), object(lists, &seats));
        if strongest_keeps_one {
            let figures: Vec<u64> = votes.iter().map(|vote| number(vote)).collect();
            let most = figures.iter().max();
            let strongest: Vec<usize> = (0..n).filter(|&at| Some(&figures[at]) == most).collect();
            if let [at] = strongest[..] {
                cell_min.insert(row[0].clone(), json!({lists[at].clone(): 1}));
            }
        }
    }
    let result = answer(&json!({
        "format": "fordel/biproportional-problem/1", "method": "sainte_lague", "weights": weights,
        "row_seats": row_seats, "column_seats": object(lists, &totals), "cell_min": cell_min,
    }));
    assert_eq!(result["cells"], Value::Object(official), "{file}");
    assert_eq!(result["tie"], Value::Null, "{file}");
}

#[test]
fn every_two_way_result_comes_out_of_the_command() {
    for (file, strongest_keeps_one) in [
        ("zug-2018.csv", true),
        ("zug-2018.csv", false),
        ("zurich-2019.csv", false),
        ("zurich-2023.csv", false),
        ("aargau-2020.csv", false),
        ("graubuenden-2022.csv", true),
    ] {
        two_way(file, strongest_keeps_one);
    }
}

/// The lists' seats in the whole canton come first: each list's votes over the seats of their district, as everybody
/// there has as many votes as seats; Aargau publishes the numbers of voters themselves.
#[test]
fn the_seats_of_the_lists_in_the_whole_canton_come_out_first() {
    for file in
        ["zug-2018.csv", "zurich-2019.csv", "zurich-2023.csv", "graubuenden-2022.csv", "aargau-2020.csv"]
    {
        let rows = table(file);
        let n = (rows[0].len() - 2) / 2;
        let is_counted_in_voters = file.starts_with("aargau");
        // The least common multiple of 1 to 22, so of every district's seats.
        let common = 232_792_560;
        let voters = |list: usize| -> u128 {
            let parts = rows[2..].iter().map(|row| {
                let (whole, hundredths) = row[2 + list].split_once('.').unwrap_or((&row[2 + list], ""));
                let figure: u128 = format!("{whole}{hundredths:0<2}").parse().unwrap();
                let seats = if is_counted_in_voters { 1 } else { number(&row[1]) };
                assert_eq!(common % seats, 0);
                figure * u128::from(common / seats)
            });
            parts.sum()
        };
        let list =
            |at: usize| (rows[0][2 + at].clone(), voters(at).to_string(), 0, number(&rows[1][2 + n + at]));
        check(file, "sainte_lague", &(0..n).map(list).collect::<Vec<_>>());
    }
}
