//! The real program listing other plans: each written as a plan file that `fordel verify` accepts.

use fordel_testkit::fixture;
use serde_json::Value;
use std::path::Path;
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

fn check(name: &str, more: &[&str]) {
    let (programme, folder) = (fixture(name), tempfile::tempdir().expect("a folder"));
    let plans = folder.path().join("plans");
    let command = ["alternatives", path(&programme), "-o", path(&plans), "--format", "json"];
    let output = fordel(&[&command[..], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let listed = found["plans"].as_array().expect("plans");
    assert!(listed.len() > 1, "{name}");
    for (at, one) in listed.iter().enumerate() {
        let file = plans.join(format!("plan-{}.json", at + 1));
        let verified = fordel(&["verify", path(&programme), path(&file)]);
        assert_eq!(verified.status.code(), Some(0), "{name}, plan {}: {}", at + 1, said(&verified));
        let plan: Value =
            serde_json::from_str(&std::fs::read_to_string(&file).expect("a file")).expect("JSON");
        assert_eq!(plan["score"], one["score"]);
        let members = |plan: &Value| -> Vec<Value> {
            let teams = plan["teams"].as_array().expect("teams");
            teams.iter().map(|team| team["members"].clone()).collect()
        };
        assert_eq!(members(&plan), members(one));
        // What is not the best says how far from it.
        let is_best = plan["score"] == listed[0]["score"];
        assert_eq!(plan["status"], if is_best { "optimal" } else { "feasible" }, "{name}, plan {}", at + 1);
        assert_eq!(plan["bound"], listed[0]["score"]);
    }
    // A folder that holds something is left alone.
    let again = fordel(&[&command[..], more].concat());
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
}

#[test]
fn p7_each_alternative_is_a_plan_that_the_judge_accepts() {
    for name in [
        "small/fine",
        "small/unfilled-redistribute",
        "small/practice-pool",
        "small/programme-quota",
        "small/shared-initiative",
    ] {
        check(name, &["-n", "4"]);
    }
}

#[test]
fn far_alternatives_of_the_country_are_plans_that_the_judge_accepts() {
    check("national-2022", &["-n", "2", "--within", "1", "--apart", "10"]);
}
