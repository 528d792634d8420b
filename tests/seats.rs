//! The real program on seat problems: figures, formats, endings.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const CLUSTERS: &str = "fixtures/seats/dk-clusters.csv";

/// Runs `fordel seats` with these words; `input` goes to standard input.
fn seats(words: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .env("FORDEL_LANG", "en")
        .arg("seats")
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A call refused before it reads leaves the pipe closed.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn answer(words: &[&str], input: &str) -> Value {
    let (code, out, err) = seats(&[words, &["--format", "json"]].concat(), input);
    assert_eq!(code, Some(0), "{words:?} {input} {err}");
    serde_json::from_str(&out).unwrap()
}

/// A run that fails gives no result: what is wrong with the input comes as findings, all else is silent.
fn ending(input: &str) -> (Option<i32>, String) {
    let (code, out, err) = seats(&["-", "--format", "json"], input);
    if !out.is_empty() {
        let findings: Value = serde_json::from_str(&out).unwrap();
        assert!(code == Some(2) && findings["format"] == "fordel/findings/1", "{out}");
        assert!(findings["errors"].as_u64() > Some(0), "{out}");
    }
    assert!(err.starts_with("error") && !err.contains("panicked"), "{err}");
    (code, err)
}

fn problem(fields: &str) -> String {
    format!(r#"{{"format":"fordel/seats-problem/1",{fields}}}"#)
}

#[test]
fn midtjylland_has_its_documented_seats() {
    let table = "Klynge;Indbyggere\r\nVest;286071\r\nHorsens;229164\r\nMidt;239283\r\nRanders;228385\r\nAarhus;358954\r\nI alt;1341857\r\n";
    for method in ["hamilton", "Webster", "D'Hondt", "huntington-hill", "adams", "dean"] {
        let result = answer(&["-", "--key", "indbyggere", "--seats", "41", "--method", method], table);
        let seats: Vec<_> =
            result["units"].as_array().unwrap().iter().map(|unit| unit["seats"].clone()).collect();
        assert_eq!(json!(seats), json!([9, 7, 7, 7, 11]), "{method}");
        assert_eq!(result["status"], "unique");
    }
    let result = answer(&["-", "--key", "Indbyggere", "--seats", "41"], table);
    assert_eq!(result["units"][0]["quota"], "11728911/1341857");
    assert_eq!(result["units"][0]["quota_decimal"], "8.741");
    let (code, text, _) = seats(&["-", "--key", "Indbyggere", "--seats", "41", "--lang", "da"], table);
    assert_eq!(code, Some(0));
    for word in ["8,741", "358.954", "Næste i rækken", "Enhver divisor mellem"] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn the_paradox_of_184_and_185_seats_is_found() {
    let scan = ["--key", "population_2022", "--method", "hamilton", "--scan", "183..186"];
    // With 21 clusters (two counted as one), one more seat takes one from Midtklyngen in Midtjylland.
    let clusters = std::fs::read_to_string(CLUSTERS).unwrap();
    let mut sums = std::collections::BTreeMap::<&str, u64>::new();
    for row in clusters.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>()) {
        *sums.entry(row[7]).or_default() += row[2].parse::<u64>().unwrap();
    }
    assert_eq!(sums.len(), 21);
    let rows: String = sums.iter().map(|(id, weight)| format!("{id},{weight}\n")).collect();
    let merged = answer(&[&["-"][..], &scan].concat(), &format!("cluster,population_2022\n{rows}"));
    let losing: Vec<&Value> =
        merged["scan"].as_array().unwrap().iter().filter(|step| step["losers"] != json!([])).collect();
    assert_eq!(losing, [&json!({"from": 184, "to": 185, "losers": ["Midt (Midtjylland)"]})]);
    // With 22 nobody loses one.
    let by_cluster = answer(&[&[CLUSTERS][..], &scan].concat(), "");
    assert_eq!(by_cluster["scan"].as_array().unwrap().len(), 4);
    assert!(by_cluster["scan"].as_array().unwrap().iter().all(|step| step["losers"] == json!([])));
}

#[test]
fn regions_first_adds_up_and_differs_from_one_go() {
    let call = [CLUSTERS, "--key", "population_2022", "--seats", "180", "--method", "hamilton"];
    let direct = answer(&call, "");
    let nested = answer(&[&call[..], &["--levels", "region"]].concat(), "");
    let seats = |result: &Value, id: &str| {
        let units = result["units"].as_array().unwrap();
        units.iter().find(|unit| unit["id"] == id).unwrap()["seats"].clone()
    };
    assert_eq!((seats(&direct, "Nykøbing F."), seats(&nested, "Nykøbing F.")), (json!(5), json!(4)));
    assert_eq!((seats(&direct, "Lillebælt"), seats(&nested, "Lillebælt")), (json!(9), json!(10)));
    assert_eq!(nested["nodes"][0], json!({"level": "region", "id": "Hovedstaden", "seats": 57}));
    assert_eq!(direct["nodes"], json!([]));
}

#[test]
fn ties_are_named_and_broken_only_when_told() {
    let tied = problem(
        r#""method":"huntington_hill","seats":10,"units":[{"id":"a","weight":1},{"id":"b","weight":6}]"#,
    );
    let result = answer(&["-"], &tied);
    assert_eq!(result["status"], "tie");
    assert_eq!(result["tie"], json!({"units": ["a", "b"], "seats": 1, "outcomes": "2"}));
    assert_eq!(result["units"][0]["seats"], Value::Null);
    assert_eq!((&result["units"][0]["lower"], &result["units"][0]["upper"]), (&json!(1), &json!(2)));
    assert_eq!(result["divisor"], json!({"from": "sqrt(1/2)", "to": "sqrt(1/2)"}));
    let broken = answer(&["-", "--on-tie", "larger_weight"], &tied);
    assert_eq!(broken["units"][1]["seats"], 9);
    assert_eq!(broken["broken_ties"][0]["winners"], json!(["b"]));
    let lot = answer(&["-", "--on-tie", "lot", "--seed", "5"], &tied);
    assert_eq!(lot["broken_ties"][0]["seed"], 5);
    assert_eq!(lot, answer(&["-", "--on-tie", "lot", "--seed", "5"], &tied));
}

#[test]
fn weights_are_read_and_written_exactly() {
    let big = "123456789012345678901234567890";
    let input = problem(&format!(
        r#""method":"sainte_lague","seats":3,"units":[{{"id":"a","weight":{big}}},{{"id":"b","weight":"{big}.5"}}]"#
    ));
    let (code, text, _) = seats(&["-", "--format", "json"], &input);
    assert_eq!(code, Some(0));
    assert!(text.contains(&format!("\"weight\":{big},")), "{text}");
    assert!(text.contains(&format!("\"weight\":\"{big}.5\"")), "{text}");
    assert!(text.contains("\"status\": \"unique\""), "half a vote decides: {text}");
}

#[test]
fn bounds_hold_in_every_method() {
    let units = r#""seats":20,"units":[{"id":"a","weight":90,"max_seats":8},{"id":"b","weight":9},{"id":"c","weight":1,"min_seats":3},{"id":"d","weight":5,"fixed_seats":2}]"#;
    for method in ["hamilton", "sainte_lague", "dhondt", "adams", "danish", "power_mean:3"] {
        let result = answer(&["-"], &problem(&format!(r#""method":"{method}",{units}"#)));
        let seats: Vec<_> =
            result["units"].as_array().unwrap().iter().map(|unit| unit["seats"].as_u64().unwrap()).collect();
        assert!(
            seats[0] <= 8 && seats[2] >= 3 && seats[3] == 2 && seats.iter().sum::<u64>() == 20,
            "{method} {seats:?}"
        );
    }
}

#[test]
fn what_cannot_be_ends_with_one() {
    for fields in [
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":1,"min_seats":2},{"id":"b","weight":1,"min_seats":2}]"#,
        r#""method":"hamilton","seats":9,"units":[{"id":"a","weight":1,"max_seats":2},{"id":"b","weight":1,"max_seats":2}]"#,
        r#""method":"adams","seats":1,"units":[{"id":"a","weight":1},{"id":"b","weight":1}]"#,
        r#""method":"hagenbach_bischoff_lr","seats":1,"units":[{"id":"a","weight":1},{"id":"b","weight":1}]"#,
    ] {
        assert_eq!(ending(&problem(fields)).0, Some(1), "{fields}");
    }
    let margins = r#"{"format":"fordel/biproportional-problem/1","method":"dhondt","weights":{"n":{"x":5,"y":0},"s":{"x":5,"y":5}},"row_seats":{"n":3,"s":1},"column_seats":{"x":2,"y":2}}"#;
    let (code, said) = ending(margins);
    assert_eq!(code, Some(1));
    assert!(said.contains("the rows n need 3 seats") && said.contains("only in x, where 2"), "{said}");
}

#[test]
fn what_is_wrong_ends_with_two() {
    for fields in [
        r#""method":"sainte_lague","seats":3,"units":[]"#,
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a"}]"#,
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":-1}]"#,
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":"NaN"}]"#,
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":0}]"#,
        r#""method":"sainte_lague","seats":-3,"units":[{"id":"a","weight":1}]"#,
        r#""method":"sainte_lague","seats":2.5,"units":[{"id":"a","weight":1}]"#,
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":1,"min_seats":3,"max_seats":2}]"#,
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":1},{"id":"A","weight":1}]"#,
        r#""method":"webstre","seats":3,"units":[{"id":"a","weight":1}]"#,
        r#""method":"stationary:3/2","seats":3,"units":[{"id":"a","weight":1}]"#,
        r#""method":"sainte_lague","seats":3,"chairs":3,"units":[{"id":"a","weight":1}]"#,
        r#""method":"sainte_lague","seats":3,"levels":["region"],"units":[{"id":"a","weight":1}]"#,
    ] {
        assert_eq!(ending(&problem(fields)).0, Some(2), "{fields}");
    }
    let sums = r#"{"format":"fordel/biproportional-problem/1","method":"dhondt","weights":{"n":{"x":5}},"row_seats":{"n":3},"column_seats":{"x":2}}"#;
    assert_eq!(ending(sums).0, Some(2));
    let other_key = r#"{"format":"fordel/years-problem/1","method":"dhondt","mode":"cumulative","years":[{"year":1,"seats":1,"weights":{"a":1}},{"year":2,"seats":1,"weights":{"a":2}}]}"#;
    assert_eq!(ending(other_key).0, Some(2));
    assert_eq!(ending("no table").0, Some(2));
    let (code, _, said) =
        seats(&[CLUSTERS, "--key", "population_2022", "--seats", "9", "--method", "webstr"], "");
    assert!(code == Some(2) && said.contains("Webster"), "{said}");
}

#[test]
fn both_ways_and_over_the_years() {
    let two_way = r#"{"format":"fordel/biproportional-problem/1","method":"sainte_lague","weights":{"north":{"m":50,"r":30},"south":{"m":20,"r":60}},"row_seats":{"north":8,"south":8},"column_seats":{"m":7,"r":9}}"#;
    let result = answer(&["-"], two_way);
    assert_eq!(result["cells"], json!({"north": {"m": 5, "r": 3}, "south": {"m": 2, "r": 6}}));
    assert_eq!(result["tie"], Value::Null);
    let table = "id,m,r\nnorth,50,30\nsouth,20,60\n";
    let same = answer(
        &["-", "--rows", "id", "--columns", "m,r", "--row-seats", "8,8", "--column-seats", "r=9,m=7"],
        table,
    );
    assert_eq!(same, result);
    let years = r#"{"format":"fordel/years-problem/1","method":"sainte_lague","mode":"cumulative_quota","years":[{"year":2022,"seats":1,"weights":{"a":1,"b":1}},{"year":2023,"seats":1,"weights":{"a":1,"b":1}}]}"#;
    let result = answer(&["-"], years);
    assert_eq!(result["years"][1]["units"][0]["total"], 1);
    assert_eq!(result["years"][1]["units"][0]["entitlement"], "1/1");
}

#[test]
fn methods_side_by_side_and_listed() {
    let rows = answer(&[CLUSTERS, "--key", "population_2022", "--seats", "180", "--compare"], "");
    let methods = rows["methods"].as_array().unwrap();
    let dhondt = methods.iter().find(|row| row["method"] == "dhondt").unwrap();
    assert_eq!(dhondt["seats"]["Byen"], 24);
    assert_eq!(dhondt["violations"], json!(["Byen"]));
    let (code, text, _) = seats(&["--methods"], "");
    assert!(code == Some(0) && text.contains("huntington_hill") && text.contains("Webster"));
    let (code, csv, _) =
        seats(&[CLUSTERS, "--key", "population_2022", "--seats", "180", "--format", "csv"], "");
    assert_eq!(code, Some(0));
    assert!(csv.starts_with("id,weight,quota,quota_decimal,seats,lower,upper\nBornholm,39545,"), "{csv}");
}

#[test]
fn explanations_give_the_exact_step() {
    let input = problem(
        r#""method":"sainte_lague","seats":3,"units":[{"id":"a","weight":50},{"id":"b","weight":31}]"#,
    );
    let result = answer(&["-", "--explain"], &input);
    // a has 2 seats, b 1; the second seats of both tie where b has as much as a.
    let b = &result["explain"]["units"][1];
    assert_eq!(b["gains_one"], json!({"weight": 51, "change": 20, "threshold": "50/1", "other": "a"}));
    assert_eq!(result["explain"]["first_to_lose"][0], "a");
}

/// Writes a file into a fresh folder and says where.
fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn verify(problem: &str, result: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(["verify", problem, result])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn verify_judges_a_seats_result_beside_its_table_or_problem() {
    let folder = tempfile::tempdir().unwrap();
    let call =
        [CLUSTERS, "--key", "population_2022", "--seats", "180", "--levels", "region", "--format", "json"];
    let (code, out, _) = seats(&call, "");
    assert_eq!(code, Some(0));
    let right = file(&folder, "right.json", &out);
    let words = ["verify", CLUSTERS, &right, "--key", "population_2022"];
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fordel"));
        command.args(words).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap().status.code()
    };
    assert_eq!(run(&words), Some(0));
    let wrong = file(&folder, "wrong.json", &out.replace("\"seats\":41}", "\"seats\":40}"));
    assert_eq!(run(&["verify", CLUSTERS, &wrong, "--key", "population_2022"]), Some(1));
    let tied = problem(
        r#""method":"huntington_hill","seats":10,"units":[{"id":"a","weight":1},{"id":"b","weight":6}]"#,
    );
    let (_, out, _) = seats(&["-", "--format", "json"], &tied);
    let (tied, result) = (file(&folder, "tied.json", &tied), file(&folder, "result.json", &out));
    assert_eq!(verify(&tied, &result).0, Some(0));
    let changed = file(&folder, "changed.json", &out.replace("sqrt(1/2)", "sqrt(1/3)"));
    let (code, said) = verify(&tied, &changed);
    assert!(code == Some(1) && said.contains("divisor interval"), "{said}");
}

#[test]
fn earlier_years_stand_beside_the_plain_split() {
    let folder = tempfile::tempdir().unwrap();
    let history = file(&folder, "history.csv", "cluster,year,seats,weight\na,2024,1,1\nb,2024,0,1\n");
    let table = "id,weight\na,1\nb,1\n";
    let call = ["-", "--key", "weight", "--seats", "1", "--on-tie", "order", "--history", &history];
    let result = answer(&call, table);
    assert_eq!(result["units"][0]["seats"], 1, "alone the year goes to the first in the table");
    let accounts = &result["history"];
    assert_eq!(accounts["year"], 2025);
    assert_eq!((&accounts["units"][0]["seats"], &accounts["units"][1]["seats"]), (&json!(0), &json!(1)));
    assert_eq!(accounts["units"][1]["drift"], "0/1");
    let (code, text, _) = seats(&[&call[..], &["--lang", "da"]].concat(), table);
    assert!(code == Some(0) && text.contains("Regnskab"), "{text}");
}

#[test]
fn another_key_shows_what_it_moves() {
    let call = [CLUSTERS, "--key", "population_2022", "--seats", "180", "--against", "population_2019"];
    let result = answer(&call, "");
    assert_eq!(result["against"]["key"], "population_2019");
    assert_eq!(result["against"]["paradoxes"], json!([]), "a divisor method knows none");
    let (code, _, said) = seats(&[&call[..6], &["population_1919"]].concat(), "");
    assert!(code == Some(2) && said.contains("population_1919"), "{said}");
}

#[test]
fn a_programme_is_split_before_it_has_nominees() {
    let result = answer(&["fixtures/midtjylland"], "");
    let seats: Vec<_> =
        result["units"].as_array().unwrap().iter().map(|unit| unit["seats"].clone()).collect();
    assert_eq!(json!(seats), json!([9, 7, 7, 7, 11]));
}

#[test]
fn a_draw_is_house_monotone_and_on_record() {
    let table = "id,weight\na,3\nb,5\nc,7\n";
    let call = |seats: &str| {
        let words =
            ["-", "--key", "weight", "--seats", seats, "--method", "monotone_lottery:64", "--seed", "7"];
        answer(&words, table)
    };
    let mut before = vec![0; 3];
    for total in 1..20u64 {
        let result = call(&total.to_string());
        assert!(result["warnings"][0].as_str().unwrap().contains("seed 7"));
        let units = result["units"].as_array().unwrap();
        let now: Vec<u64> = units.iter().map(|unit| unit["seats"].as_u64().unwrap()).collect();
        assert!(now.iter().zip(&before).all(|(now, before)| now >= before), "{before:?} {now:?}");
        before = now;
    }
}

/// Whole processes, table in and JSON out. What a split costs is counted in `crates/apportion/src/divisor/work.rs` and
/// timed by `benches/apportion.rs`; what took a step a seat would not end here.
#[test]
fn the_whole_program_answers_for_any_number_of_seats() {
    for (n, seats) in [(10_000u64, 50_000u64), (100_000, 1_000_000), (1000, u64::MAX / 4)] {
        let mut table = "id;weight\n".to_owned();
        (0..n).for_each(|at| table.push_str(&format!("u{at};{}\n", 1 + at * 7919 % 100_003)));
        for method in ["sainte_lague", "huntington_hill", "hamilton"] {
            let words = ["-", "--seats", &seats.to_string(), "--method", method, "--format", "json"];
            let (code, out, err) = self::seats(&words, &table);
            assert_eq!(code, Some(0), "{err}");
            let result: Value = serde_json::from_str(&out).unwrap();
            let lower =
                result["units"].as_array().unwrap().iter().map(|unit| unit["lower"].as_u64().unwrap());
            let at_stake = result["tie"]["seats"].as_u64().unwrap_or(0);
            assert_eq!(lower.sum::<u64>() + at_stake, seats, "{method} {n}");
        }
    }
}

/// The same table as CSV from standard input, as a JSON list and as a sheet of a workbook.
#[test]
fn a_table_has_three_clothes() {
    let rows = [("a", "53"), ("b", "29"), ("c", "18")];
    let csv: String = rows.iter().map(|(id, weight)| format!("{id};{weight}\n")).collect();
    let call = ["--key", "weight", "--seats", "10"];
    let expect = answer(&[&["-"], &call[..]].concat(), &format!("id;weight\n{csv}"));
    let list: Vec<Value> = rows.iter().map(|(id, weight)| json!({"id": id, "weight": weight})).collect();
    assert_eq!(answer(&[&["-"], &call[..]].concat(), &json!(list).to_string()), expect);
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("programme.xlsx").display().to_string();
    let converted = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(["convert", "fixtures/national-2022", "-o", &book])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(converted.status.success());
    let call = ["--key", "population_2021", "--seats", "180"];
    let sheet = answer(&[&[book.as_str(), "--sheet", "clusters"], &call[..]].concat(), "");
    let table = answer(&[&["fixtures/national-2022/clusters.csv"], &call[..]].concat(), "");
    assert_eq!(sheet, table);
    assert_eq!(answer(&[&book], "")["units"], answer(&["fixtures/national-2022"], "")["units"]);
    let (code, _, err) = seats(&[CLUSTERS, "--key", "populatoin_2022", "--seats", "180"], "");
    assert_eq!(code, Some(2));
    assert!(err.contains("--key population_2022"), "{err}");
}
