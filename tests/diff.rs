//! The real program on two plans, and on two splits: what differs, in every format.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

fn fordel(words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(words)
        .args(["--lang", "en"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn file(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// The plan of `fixtures/small/fine.json`, and the plan after the first person selected has withdrawn.
fn two_plans(folder: &Path) -> (String, String, String) {
    let (old, new, programme) =
        (file(folder, "old.json"), file(folder, "new.json"), file(folder, "programme.json"));
    assert_eq!(fordel(&["plan", "fixtures/small/fine.json", "-o", &old, "--quiet"]).0, Some(0));
    let plan: Value = serde_json::from_str(&std::fs::read_to_string(&old).unwrap()).unwrap();
    let gone = plan["teams"][0]["members"][0].as_str().unwrap().to_owned();
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/small/fine.json"));
    let mut document: Value = serde_json::from_str(&text.unwrap()).unwrap();
    for nominee in document["nominees"].as_array_mut().unwrap() {
        if nominee["id"] == json!(gone) {
            nominee["status"] = json!("withdrawn");
        }
    }
    std::fs::write(&programme, document.to_string()).unwrap();
    assert_eq!(fordel(&["plan", &programme, "-o", &new, "--quiet"]).0, Some(0));
    (new, old, gone)
}

#[test]
fn a_plan_has_nothing_against_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (new, _, _) = two_plans(folder.path());
    let (code, out) = fordel(&["diff", &new, &new, "--format", "json"]);
    assert_eq!(code, Some(0));
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["format"], "fordel/diff/1");
    assert_eq!(found["same"], true);
    assert_eq!(found["people"]["differ"], 0);
}

#[test]
fn somebody_who_withdrew_is_out_with_the_reason_and_the_sums_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let (new, old, gone) = two_plans(folder.path());
    let (_, out) = fordel(&["diff", &new, &old, "--format", "json"]);
    let found: Value = serde_json::from_str(&out).unwrap();
    let out_of = found["people"]["out"].as_array().unwrap();
    let row = out_of.iter().find(|row| row["nominee"] == json!(gone)).unwrap();
    assert_eq!(row["reason"], "withdrawn");
    let size = |side: &str| found[side]["people"].as_i64().unwrap();
    let people_in = i64::try_from(found["people"]["in"].as_array().unwrap().len()).unwrap();
    let people_out = i64::try_from(out_of.len()).unwrap();
    assert_eq!(size("a") - size("b"), people_in - people_out);
    let parts: i64 = found["score"]["parts"]
        .as_object()
        .unwrap()
        .values()
        .map(|p| p["difference"].as_i64().unwrap())
        .sum();
    assert_eq!(found["score"]["difference"].as_i64().unwrap(), parts);

    let (_, text) = fordel(&["diff", &new, &old]);
    assert!(text.contains(&gone), "{text}");
    let (_, table) = fordel(&["diff", &new, &old, "--format", "csv"]);
    assert!(table.starts_with("what,id,name,a,b\n") && table.contains(&format!("out,{gone},")), "{table}");
}

#[test]
fn two_splits_side_by_side_and_a_plan_beside_a_split_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let split = |name: &str, seats: &str| {
        let words =
            ["seats", "fixtures/midtjylland/clusters.csv", "--key", "population_2022", "--seats", seats];
        let (code, out) = fordel(&[&words[..], &["--method", "hamilton", "--format", "json"]].concat());
        assert_eq!(code, Some(0));
        let path = file(folder.path(), name);
        std::fs::write(&path, out).unwrap();
        path
    };
    let (a, b) = (split("a.json", "43"), split("b.json", "41"));
    let found: Value = serde_json::from_str(&fordel(&["diff", &a, &b, "--format", "json"]).1).unwrap();
    assert_eq!(found["of"], "splits");
    let more: i64 =
        found["seats"].as_array().unwrap().iter().map(|row| row["difference"].as_i64().unwrap()).sum();
    assert_eq!(more, 2);
    let (new, _, _) = two_plans(folder.path());
    assert_eq!(fordel(&["diff", &new, &a]).0, Some(2));
}
