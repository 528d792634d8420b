//! The real program announcing a plan, holding to it, and opening it again.

use fordel_testkit::fixture;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn fordel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fordel")).args(arguments).output().expect("the program starts")
}

fn ending(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON")
}

#[test]
fn a_plan_is_announced_held_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = fixture("national-2022");
    let (programme, old, new) =
        (path(&programme), folder.path().join("plan.json"), folder.path().join("new.json"));
    assert_eq!(ending(&fordel(&["plan", programme, "-o", path(&old), "--quiet"])), 0);

    // A plan that was never announced holds nothing.
    let early = fordel(&["plan", programme, "--announced", path(&old), "--lang", "en"]);
    assert_eq!(ending(&early), 2, "{}", said(&early));
    let wrong = fordel(&["announce", path(&old), "--date", "2022-02-30", "--lang", "en"]);
    assert_eq!(ending(&wrong), 2, "{}", said(&wrong));

    let approved =
        fordel(&["announce", path(&old), "--state", "approved", "--by", "Styregruppen", "--lang", "da"]);
    assert!(said(&approved).contains("godkendt af Styregruppen"), "{}", said(&approved));
    let announced = fordel(&["announce", path(&old), "--date", "2022-06-15", "--lang", "en"]);
    assert_eq!(ending(&announced), 0, "{}", said(&announced));
    assert!(said(&announced).contains("announced on 2022-06-15"), "{}", said(&announced));
    let record = read(&old);
    assert_eq!(record["state"], "announced");
    assert_eq!(record["record"].as_array().map(Vec::len), Some(2));
    assert_eq!(record["record"][0]["by"], "Styregruppen");
    let back = fordel(&["announce", path(&old), "--state", "draft", "--lang", "en"]);
    assert_eq!(ending(&back), 1, "{}", said(&back));

    // It stays readable, and is not written over.
    assert_eq!(ending(&fordel(&["verify", programme, path(&old)])), 0);
    let over = fordel(&["plan", programme, "-o", path(&old), "--lang", "en"]);
    assert_eq!(ending(&over), 2, "{}", said(&over));

    // Somebody withdraws, and everybody else stays where they were told.
    let gone = record["teams"][0]["members"][0].as_str().expect("a member");
    let held =
        ["plan", programme, "--announced", path(&old), "--withdraw", gone, "-o", path(&new), "--quiet"];
    let held = fordel(&held);
    assert!([0, 1].contains(&ending(&held)), "{}", said(&held));
    let diff = fordel(&["diff", path(&new), "--format", "json"]);
    assert_eq!(ending(&diff), 0, "{}", said(&diff));
    let diff: Value = serde_json::from_slice(&diff.stdout).expect("JSON");
    assert_eq!(diff["people"]["moved"].as_array().map(Vec::len), Some(0), "{diff:#}");
    let out = diff["people"]["out"].as_array().expect("a list");
    assert!(out.iter().all(|one| one["nominee"] == gone), "{out:?}");
    assert!(
        diff["seats"].as_array().is_some_and(|rows| rows.iter().all(|row| row["difference"] == 0)),
        "{diff:#}"
    );
    let verified = fordel(&[
        "verify",
        programme,
        path(&new),
        "--withdraw",
        gone,
        "--announced",
        path(&old),
        "--lang",
        "en",
    ]);
    assert_eq!(ending(&verified), 0, "{}", said(&verified));
}

#[test]
fn seats_that_were_told_are_held_though_the_key_has_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = fixture("national-2022");
    let (programme, old, new) =
        (path(&programme), folder.path().join("plan.json"), folder.path().join("new.json"));
    assert_eq!(ending(&fordel(&["plan", programme, "-o", path(&old), "--quiet"])), 0);
    assert_eq!(ending(&fordel(&["announce", path(&old), "--quiet"])), 0);
    let seats = |plan: &Value| -> Vec<Value> {
        plan["seats"]["units"].as_array().expect("units").iter().map(|unit| unit["seats"].clone()).collect()
    };
    let plan = |more: &[&str]| {
        let fixed = ["plan", programme, "--set", "weights:m-aarhus=500000", "-o", path(&new), "--quiet"];
        let output = fordel(&[&fixed, more].concat());
        assert_eq!(ending(&output), 0, "{}", said(&output));
        read(&new)
    };
    assert_eq!(seats(&plan(&["--announced", path(&old)])), seats(&read(&old)));
    let verified = [
        "verify",
        programme,
        path(&new),
        "--set",
        "weights:m-aarhus=500000",
        "--announced",
        path(&old),
        "--lang",
        "en",
    ];
    let verified = fordel(&verified);
    assert_eq!(ending(&verified), 0, "{}", said(&verified));
    assert_ne!(seats(&plan(&["--announced", path(&old), "--reopen"])), seats(&read(&old)));
    // What nobody is called cannot be opened.
    let misspelt =
        fordel(&["plan", programme, "--announced", path(&old), "--reopen", "h-byenn", "--lang", "en"]);
    assert_eq!(ending(&misspelt), 2);
    assert!(said(&misspelt).contains("`h-byenn`; did you mean `h-byen`?"), "{}", said(&misspelt));
}
