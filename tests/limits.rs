//! The real program at national size with quotas and a pool over all clusters: proven, and honest where a
//! limit or a signal ends it.

use fordel_testkit::fixture;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fordel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fordel")).args(arguments).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The country with more quotas, and with general practice as a pool where that is wanted.
fn country(folder: &Path, quotas: &[&str], pool: bool) -> PathBuf {
    for entry in std::fs::read_dir(fixture("national-2022")).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be listed");
        std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    let table = folder.join("quotas.csv");
    let mut rows = std::fs::read_to_string(&table).expect("a table");
    for quota in quotas {
        rows.push_str(quota);
        rows.push('\n');
    }
    std::fs::write(table, rows).expect("written");
    if pool {
        let settings = folder.join("programme.toml");
        let text = std::fs::read_to_string(&settings).expect("a text");
        let with = text.replace("\nseats = 20\n", "\nseats = 20\nsectors = [\"general_practice\"]\n");
        assert_ne!(text, with);
        std::fs::write(settings, with).expect("written");
    }
    folder.to_path_buf()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no JSON: {}", said(output)))
}

/// Value and bound of a level.
fn level(plan: &Value, name: &str) -> (i64, i64) {
    let levels = plan["objectives"].as_array().expect("objectives");
    let level = levels.iter().find(|level| level["name"] == name).expect("the level is there");
    let number = |key: &str| level[key].as_i64().expect("a number");
    (number("value"), number("bound"))
}

#[test]
fn quotas_over_the_whole_country_are_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let quotas =
        ["profession,sygeplejerske,programme,,50,", "profession,praksissygeplejerske,programme,,14,"];
    let country = country(folder.path(), &quotas, false);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    assert_eq!(plan["status"], "optimal");
    assert_eq!(level(&plan, "seats_filled"), (180, 180));
    assert_eq!(level(&plan, "score"), (96_180, 96_180));
}

#[test]
fn general_practice_as_a_pool_of_the_whole_country_is_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &[], true);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    assert_eq!(level(&plan, "seats_filled"), (180, 180));
    assert_eq!(level(&plan, "pool_seats_filled"), (20, 20));
    assert_eq!(level(&plan, "score"), (103_110, 103_110));
}

#[test]
fn a_limit_ends_with_a_plan_and_its_bound_and_never_with_a_fault() {
    for (quotas, pool) in
        [(&[][..], false), (&["profession,sygeplejerske,programme,,50,"][..], false), (&[], true)]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let country = country(folder.path(), quotas, pool);
        for limit in [["--time-limit", "0.0001"], ["--time-limit", "0.2"], ["--work-limit", "50"]] {
            let output = fordel(&[&["plan", path(&country), "--format", "json"], &limit[..]].concat());
            let ending = output.status.code();
            assert!(matches!(ending, Some(0 | 3)), "{quotas:?} {pool} {limit:?}: {}", said(&output));
            if !output.stdout.is_empty() {
                let plan = json(&output);
                let (score, bound) = level(&plan, "score");
                assert!(score <= bound);
                assert_eq!(ending == Some(0), plan["status"] == "optimal");
            }
        }
    }
}

#[test]
fn a_gap_ends_the_search_early_and_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &["profession,sygeplejerske,programme,,50,"], false);
    let output = fordel(&["plan", path(&country), "--format", "json", "--gap", "0.02"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    let (score, bound) = level(&plan, "score");
    assert!((96_180..=bound).contains(&bound), "no bound is below the best plan: {bound}");
    assert!((bound - score) * 50 <= score, "{score} {bound}");
}
