//! The rules on teams by the real program: in every clothes, in scenarios, from an earlier plan.

use fordel_testkit::fixture;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn fordel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .expect("the program starts")
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

fn plan(programme: &str, more: &[&str]) -> Value {
    let output = fordel(&[&["plan", programme, "--format", "json", "--quiet"], more].concat());
    assert!([0, 1].contains(&ending(&output)), "{}", said(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn teams(plan: &Value) -> Vec<Vec<&str>> {
    let teams = plan["teams"].as_array().expect("teams").iter();
    let ids = teams.map(|team| team["members"].as_array().expect("members").iter());
    ids.map(|ids| ids.map(|id| id.as_str().expect("an id")).collect()).collect()
}

/// The fixture's settings with other rules, beside its tables.
fn with_rules(folder: &Path, rules: &str) -> String {
    let from = fixture("rules");
    for entry in std::fs::read_dir(&from).expect("the fixture") {
        let entry = entry.expect("a file");
        std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    let settings = std::fs::read_to_string(from.join("programme.toml")).expect("the settings");
    let (head, _) = settings.split_once("[rules]").expect("its rules");
    std::fs::write(folder.join("programme.toml"), format!("{head}[rules]\n{rules}\n")).expect("written");
    path(folder).to_owned()
}

/// The examples of the reference's table of rules, first column and third.
fn examples() -> Vec<(String, String)> {
    let manual = include_str!("../docs/reference.md");
    let rows = manual.lines().filter(|line| line.starts_with("| `") && line.matches(" | ").count() == 3);
    let cell = |row: &str, at: usize| {
        row.split(" | ").nth(at).expect("four").trim_matches(['|', ' ', '`']).to_owned()
    };
    rows.map(|row| (cell(row, 0), cell(row, 2))).filter(|(_, example)| example.contains(" = ")).collect()
}

#[test]
fn every_rule_of_the_reference_is_read_and_kept() {
    let examples = examples();
    assert_eq!(examples.len(), 15, "{examples:?}");
    for (rule, example) in examples {
        let folder = tempfile::tempdir().expect("a folder");
        let programme = with_rules(folder.path(), &example);
        let place = folder.path().join("plan.json");
        let output = fordel(&["plan", &programme, "-o", path(&place), "--quiet"]);
        assert_eq!(ending(&output), 0, "{rule}: {}", said(&output));
        let output = fordel(&["verify", &programme, path(&place)]);
        assert_eq!(ending(&output), 0, "{rule}: {}", said(&output));
    }
}

#[test]
fn an_unknown_rule_names_the_nearest() {
    for (wrong, near) in [
        ("skils = []", "skills"),
        ("require_sectors = 1", "required_sectors"),
        ("avoid_mett = true", "avoid_met"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let output = fordel(&["check", &with_rules(folder.path(), wrong)]);
        assert_eq!(ending(&output), 2, "{}", said(&output));
        assert!(said(&output).contains(&format!("did you mean `{near}`?")), "{}", said(&output));
    }
}

#[test]
fn what_a_rule_says_wrong_is_said_at_once() {
    let rules = r#"
mix = [{column = "gender", value = "k", min = 3, max = 2}, {column = "gendre", value = "k", min = 1}, {column = "gender", value = "x", min = 1}, {column = "gender", value = "m"}, {column = "gender", value = "m", min = 5}, {colum = "gender", value = "m", min = 1}]
mean = [{column = "campus", min = 1}]
required_levels = ["leader_of_leader"]
skills = [{column = "skills"}]
avoid_met = "perhaps""#;
    let folder = tempfile::tempdir().expect("a folder");
    let output = fordel(&["check", &with_rules(folder.path(), rules)]);
    assert_eq!(ending(&output), 2);
    let said = said(&output);
    for code in ["M07", "M14", "M25", "S05", "V05", "S01", "M19", "V06", "V10"] {
        assert!(said.contains(&format!("[{code}]")), "{code}: {said}");
    }
}

#[test]
fn the_rules_survive_every_clothes() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = fixture("rules");
    let first = plan(path(&programme), &[]);
    for name in ["r.xlsx", "r.json", "r"] {
        for language in ["en", "da"] {
            let place = folder.path().join(format!("{language}-{name}"));
            let output = fordel(&["convert", path(&programme), "-o", path(&place), "--lang", language]);
            assert_eq!(ending(&output), 0, "{}", said(&output));
            assert_eq!(plan(path(&place), &[]), first, "{name} in {language}");
        }
    }
}

#[test]
fn who_has_met_in_an_earlier_plan_does_not_meet_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = with_rules(folder.path(), "");
    let old = folder.path().join("old.json");
    assert_eq!(ending(&fordel(&["plan", &programme, "-o", path(&old), "--quiet"])), 0);
    let before = plan(&programme, &[]);
    let after = plan(&programme, &["--met", path(&old)]);
    let pairs = |plan: &Value| -> Vec<(String, String)> {
        let of = |team: &Vec<&str>| -> Vec<(String, String)> {
            let pair = |(at, a): (usize, &&str)| {
                team[at + 1..].iter().map(|b| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
            };
            team.iter().enumerate().flat_map(pair).collect()
        };
        teams(plan).iter().flat_map(of).collect()
    };
    let met = pairs(&before);
    assert!(!met.is_empty() && !pairs(&after).is_empty());
    assert!(pairs(&after).iter().all(|pair| !met.contains(pair)), "{after}");
    let new = folder.path().join("new.json");
    std::fs::write(&new, after.to_string()).expect("written");
    let verify = |more: &[&str]| ending(&fordel(&[&["verify", &programme, path(&new)], more].concat()));
    assert_eq!(verify(&["--met", path(&old)]), 0);
    assert_eq!(verify(&[]), 1, "without the earlier plan it is another programme");
    // Written into the programme once and for all.
    let converted = folder.path().join("with-met.json");
    assert_eq!(ending(&fordel(&["convert", &programme, "--met", path(&old), "-o", path(&converted)])), 0);
    assert_eq!(plan(path(&converted), &[]), after);
    let output = fordel(&["plan", &programme, "--met", path(&old), "-o", path(&old)]);
    assert_eq!(ending(&output), 2, "an earlier plan is not written over: {}", said(&output));
}

#[test]
fn scenarios_set_and_take_away_rules() {
    let programme = fixture("rules");
    let without = "required_levels required_sectors mix skills mean same different avoid_met";
    let mut typed = vec![
        "what-if".to_owned(),
        path(&programme).to_owned(),
        "--format".to_owned(),
        "json".to_owned(),
        "--afresh".to_owned(),
    ];
    for rule in without.split(' ') {
        typed.extend(["--set".to_owned(), format!("rules.{rule}=none")]);
    }
    let output = fordel(&typed.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ending(&output), 0, "{}", said(&output));
    let folder = tempfile::tempdir().expect("a folder");
    let plain = plan(&with_rules(folder.path(), ""), &[]);
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["scenarios"][0]["score"], plain["score"], "{result}");
    assert_ne!(result["base"]["score"], plain["score"]);
}

/// Three and four who belong together sit in one team, or are all out.
#[test]
fn together_holds_groups_of_more_than_two() {
    for (size, chain) in
        [(3, "n1,n2,together\nn2,n3,together\n"), (4, "n1,n2,together\nn3,n2,together\nn3,n4,together\n")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let programme = with_rules(folder.path(), "");
        std::fs::write(folder.path().join("relations.csv"), format!("a,b,relation\n{chain}"))
            .expect("written");
        let group = &["n1", "n2", "n3", "n4"][..size];
        let plan = plan(&programme, &[]);
        let with = |team: &Vec<&str>| team.iter().filter(|id| group.contains(id)).count();
        let counts: Vec<usize> = teams(&plan).iter().map(with).filter(|&n| n > 0).collect();
        assert_eq!(counts, [size], "{plan}");
    }
}
