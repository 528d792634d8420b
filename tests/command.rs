//! The real program: endings, bytes, files, and what it says about bad input.

use fordel_testkit::fixture;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fordel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(arguments)
        .env("FORDEL_LANG", "en")
        .output()
        .expect("the program starts")
}

fn ending(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A copy of a fixture folder with one file changed.
fn changed(name: &str, file: &str, change: impl FnOnce(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for a test");
    for entry in std::fs::read_dir(fixture(name)).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be listed");
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
    }
    let place = folder.path().join(file);
    let before = std::fs::read_to_string(&place).unwrap_or_default();
    std::fs::write(place, change(before)).expect("written");
    folder
}

fn national() -> PathBuf {
    fixture("national-2022")
}

#[test]
fn the_national_plan_is_the_same_bytes_for_any_number_of_threads_and_verifies() {
    let national = national();
    let run = |threads| fordel(&["plan", path(&national), "--format", "json", "--threads", threads]);
    let (one, two, again) = (run("1"), run("2"), run("2"));
    assert_eq!(ending(&one), 0, "{}", text(&one.stderr));
    assert!(one.stdout == two.stdout && two.stdout == again.stdout, "the bytes differ");
    let folder = tempfile::tempdir().expect("a folder for a test");
    let plan = folder.path().join("plan.json");
    std::fs::write(&plan, &one.stdout).expect("written");
    let verified = fordel(&["verify", path(&national), path(&plan)]);
    assert_eq!(ending(&verified), 0, "{}", text(&verified.stdout));
    assert!(text(&verified.stdout).starts_with("accepted"));
}

#[test]
fn every_cluster_of_the_national_plan_is_proven() {
    let national = national();
    let output = fordel(&["plan", path(&national), "--format", "json"]);
    let plan: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(plan["status"], "optimal");
    assert_eq!(plan["score"], plan["bound"]);
    let clusters = plan["clusters"].as_array().expect("clusters");
    assert_eq!(clusters.len(), 22);
    assert!(clusters.iter().all(|c| c["status"] == "optimal" && c["score"] == c["bound"]));
}

#[test]
fn a_changed_plan_is_refused() {
    let fine = fixture("small/fine");
    let output = fordel(&["plan", path(&fine), "--format", "json"]);
    let folder = tempfile::tempdir().expect("a folder for a test");
    let plan = folder.path().join("plan.json");
    let better = text(&output.stdout).replacen("\"preference\":", "\"preference\":1", 1);
    std::fs::write(&plan, better).expect("written");
    let verified = fordel(&["verify", path(&fine), path(&plan)]);
    assert_eq!(ending(&verified), 1, "{}", text(&verified.stdout));
    assert!(text(&verified.stdout).contains("preference"), "{}", text(&verified.stdout));
}

#[test]
fn a_plan_is_written_whole_and_only_where_asked() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let plan = folder.path().join("plan.json");
    let fine = fixture("small/fine");
    let output = fordel(&["plan", path(&fine), "-o", path(&plan)]);
    assert_eq!(ending(&output), 0);
    let direct = fordel(&["plan", path(&fine), "--format", "json"]);
    assert_eq!(std::fs::read(&plan).expect("written"), direct.stdout);
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing else is left behind");
    let nowhere = fordel(&["plan", path(&fine), "-o", path(&folder.path().join("no/such/plan.json"))]);
    assert_eq!(ending(&nowhere), 2);
    assert!(text(&nowhere.stderr).contains("cannot write"), "{}", text(&nowhere.stderr));
}

/// Bad input ends with 2, says where, and prints no result.
fn check_refused(output: &Output, says: &[&str]) {
    let complaint = text(&output.stderr);
    assert_eq!(ending(output), 2, "{complaint}");
    assert!(output.stdout.is_empty(), "a result beside an error");
    for words in says {
        assert!(complaint.contains(words), "no {words:?} in\n{complaint}");
    }
    assert!(!complaint.contains("panicked"), "{complaint}");
}

#[test]
fn bad_input_is_refused_with_its_place() {
    let plan = |folder: &tempfile::TempDir| fordel(&["plan", path(folder.path())]);
    check_refused(&fordel(&["plan", "no-such-folder"]), &["no-such-folder"]);
    check_refused(&fordel(&["plam"]), &["plam"]);
    let wrong_column = changed("small/fine", "clusters.csv", |t| t.replacen("name", "nam", 1));
    check_refused(&plan(&wrong_column), &["clusters.csv"]);
    let negative = changed("small/fine", "programme.toml", |t| t.replace("seats = ", "seats = -"));
    check_refused(&plan(&negative), &["programme.toml", "seats"]);
    let unknown = changed("small/fine", "initiatives.csv", |t| t.replace(",syd,", ",nord,"));
    check_refused(&plan(&unknown), &["initiatives.csv", "nord"]);
    let twice = changed("small/fine", "clusters.csv", |t| {
        let row = t.lines().nth(1).expect("a cluster").to_owned();
        format!("{}\n{row}\n", t.trim_end())
    });
    check_refused(&plan(&twice), &["clusters.csv", "row 3"]);
    let empty = changed("small/fine", "clusters.csv", |_| String::new());
    check_refused(&plan(&empty), &["clusters"]);
}

#[test]
fn ten_to_the_thirtieth_inhabitants_are_counted_exactly() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let table = folder.path().join("units.csv");
    std::fs::write(
        &table,
        "id,population\na,1000000000000000000000000000000\nb,2000000000000000000000000000000\n",
    )
    .expect("written");
    let output = fordel(&["seats", path(&table), "--key", "population", "--seats", "3", "--format", "json"]);
    assert_eq!(ending(&output), 0, "{}", text(&output.stderr));
    let split: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&split["units"][0]["seats"], &split["units"][1]["seats"]), (&1.into(), &2.into()));
}

#[test]
fn the_published_seats_of_midtjylland() {
    let table = fixture("midtjylland/clusters.csv");
    for method in ["hamilton", "sainte-lague", "d'hondt", "Huntington-Hill", "adams", "DEAN"] {
        let output = fordel(&[
            "seats",
            path(&table),
            "--key",
            "population_2022",
            "--seats",
            "41",
            "--method",
            method,
            "--format",
            "json",
        ]);
        assert_eq!(ending(&output), 0, "{method}: {}", text(&output.stderr));
        let split: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let seats: Vec<i64> = split["units"]
            .as_array()
            .expect("units")
            .iter()
            .filter_map(|unit| unit["seats"].as_i64())
            .collect();
        assert_eq!(seats, [9, 7, 7, 7, 11], "{method}");
    }
}

#[test]
fn without_names_no_name_is_in_any_output() {
    let fine = fixture("small/fine");
    let nominees = std::fs::read_to_string(fine.join("nominees.csv")).expect("the fixture");
    let names: Vec<&str> = nominees.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    for format in ["text", "json", "csv"] {
        let output = fordel(&["plan", path(&fine), "--no-names", "--format", format]);
        assert_eq!(ending(&output), 0);
        let shown = text(&output.stdout);
        assert!(names.iter().all(|name| !shown.contains(name)), "{format} names somebody");
    }
}
