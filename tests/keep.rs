//! The real program staying close to an earlier plan: endings, levels, ids that stay, the judge.

use fordel_testkit::fixture;
use serde_json::Value;
use std::collections::BTreeMap;
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

fn plan(programme: &Path, more: &[&str]) -> Value {
    let output = fordel(&[&["plan", path(programme), "--format", "json"], more].concat());
    assert_eq!(ending(&output), 0, "{}", said(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn write(folder: &Path, name: &str, plan: &Value) -> String {
    let place = folder.join(name);
    std::fs::write(&place, plan.to_string()).expect("written");
    path(&place).to_owned()
}

/// The team of everybody who has one.
fn teams(plan: &Value) -> BTreeMap<String, String> {
    let mut place = BTreeMap::new();
    for team in plan["teams"].as_array().expect("teams") {
        for member in team["members"].as_array().expect("members") {
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            place.insert(text(member), text(&team["id"]));
        }
    }
    place
}

fn level(plan: &Value, name: &str) -> Option<i64> {
    let levels = plan["objectives"].as_array().expect("objectives");
    levels.iter().find(|level| level["name"] == name).map(|level| level["value"].as_i64().expect("a number"))
}

fn names(plan: &Value) -> Vec<&str> {
    let levels = plan["objectives"].as_array().expect("objectives");
    levels.iter().map(|level| level["name"].as_str().expect("a name")).collect()
}

/// The country with one selected person withdrawn.
fn with_withdrawal(folder: &Path, who: &str) {
    let national = fixture("national-2022");
    for entry in std::fs::read_dir(&national).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be listed");
        std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    let place = folder.join("nominees.csv");
    let before = std::fs::read_to_string(&place).expect("a table");
    let row = before.lines().find(|line| line.split([';', ',']).next() == Some(who)).expect("their row");
    let after = before.replace(row, &row.replace("nominated", "withdrawn"));
    assert_ne!(before, after, "the row says nominated: {row}");
    std::fs::write(place, after).expect("written");
}

#[test]
fn a_withdrawal_moves_as_few_people_as_can_be_and_teams_keep_their_names() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let old = plan(&fixture("national-2022"), &[]);
    let who = old["teams"][3]["members"][0].as_str().expect("somebody").to_owned();
    let old_file = write(folder.path(), "old.json", &old);
    let changed = folder.path().join("changed");
    std::fs::create_dir(&changed).expect("a folder");
    with_withdrawal(&changed, &who);

    let close = plan(&changed, &["--keep", &old_file]);
    assert_eq!(names(&close)[2..], ["split_distance", "people_moved", "score"]);
    let moved = level(&close, "people_moved").expect("a plan is kept");
    let (before, after) = (teams(&old), teams(&close));
    // Counted by the names of teams alone, which stay where a team goes on.
    let everybody: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = everybody.iter().filter(|id| **id != &who && before.get(**id) != after.get(**id)).count();
    assert_eq!(i64::try_from(differs), Ok(moved));
    assert!((1..=3).contains(&moved), "one seat to be filled again, {moved} moved");
    assert!(level(&close, "score") <= level(&plan(&changed, &[]), "score"));

    let new_file = write(folder.path(), "new.json", &close);
    let review = fordel(&["verify", path(&changed), &new_file, "--keep", &old_file]);
    assert_eq!(ending(&review), 0, "{}", said(&review));
    let without = fordel(&["verify", path(&changed), &new_file]);
    assert_eq!(ending(&without), 0, "{}", said(&without));
    let another = fordel(&["verify", path(&changed), &new_file, "--keep", &new_file]);
    assert_eq!(ending(&another), 1, "{}", said(&another));
}

#[test]
fn the_score_rises_with_the_people_who_may_move_up_to_the_free_plan() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let changed = folder.path().join("changed");
    std::fs::create_dir(&changed).expect("a folder");
    with_withdrawal(&changed, "h-bornholm-02");
    let old_file = write(folder.path(), "old.json", &plan(&fixture("national-2022"), &[]));
    let free = plan(&changed, &[]);
    let worth = |plan: &Value| (level(plan, "seats_filled"), level(plan, "score"));
    let mut last = None;
    for most in ["1", "2", "3", "200"] {
        let bounded = plan(&changed, &["--keep", &old_file, "--max-moves", most]);
        assert_eq!(names(&bounded)[2..], ["split_distance", "score", "people_moved"]);
        assert!(level(&bounded, "people_moved") <= most.parse().ok());
        assert!(worth(&bounded) >= last.unwrap_or(worth(&bounded)), "{most} moves are worth less than fewer");
        last = Some(worth(&bounded));
        let file = write(folder.path(), "bounded.json", &bounded);
        let review = fordel(&["verify", path(&changed), &file, "--keep", &old_file]);
        assert_eq!(ending(&review), 0, "{}", said(&review));
    }
    assert_eq!(last, Some(worth(&free)));
    let after = plan(&changed, &["--keep", &old_file, "--keep-last"]);
    assert_eq!(worth(&after), worth(&free));
}

#[test]
fn a_plan_that_is_changed_afterwards_is_refused() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let fine = fixture("small/fine");
    let old_file = write(folder.path(), "old.json", &plan(&fine, &[]));
    let same = plan(&fine, &["--keep", &old_file]);
    assert_eq!(level(&same, "people_moved"), Some(0));
    for (pointer, value) in [
        ("/objectives/2/value", Value::from(1)),
        ("/teams/0/id", Value::from("another")),
        ("/keep/teams/0/members", Value::from(Vec::<String>::new())),
    ] {
        let mut wrong = same.clone();
        *wrong.pointer_mut(pointer).expect("there") = value;
        let file = write(folder.path(), "wrong.json", &wrong);
        let review = fordel(&["verify", path(&fine), &file, "--keep", &old_file]);
        assert_eq!(ending(&review), 1, "{pointer}: {}", said(&review));
    }
}

#[test]
fn a_pin_to_an_earlier_team_needs_that_plan() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let fine = fixture("small/fine");
    let old = plan(&fine, &[]);
    let old_file = write(folder.path(), "old.json", &old);
    let (team, who) = (&old["teams"][0]["id"], &old["not_selected"][0]["nominee"]);
    let pinned = folder.path().join("pinned");
    std::fs::create_dir(&pinned).expect("a folder");
    for entry in std::fs::read_dir(&fine).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be listed");
        if entry.file_name() != "plan.json" {
            std::fs::copy(entry.path(), pinned.join(entry.file_name())).expect("copied");
        }
    }
    let pins =
        format!("nominee;team;pin\n{};{};in\n", who.as_str().unwrap_or(""), team.as_str().unwrap_or(""));
    std::fs::write(pinned.join("pins.csv"), pins).expect("written");
    let without = fordel(&["plan", path(&pinned)]);
    assert_eq!(ending(&without), 2, "{}", said(&without));
    assert!(said(&without).contains("--keep"), "{}", said(&without));
    let with = plan(&pinned, &["--keep", &old_file]);
    assert_eq!(teams(&with).get(who.as_str().unwrap_or("")).map(String::as_str), team.as_str());
}
