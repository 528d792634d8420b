//! The real program explaining: every price is what its command gives, contributions add up, both languages.

use fordel_testkit::fixture;
use serde_json::Value;
use std::path::{Path, PathBuf};
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

/// A programme and its plan in a folder of its own.
struct Planned {
    _folder: tempfile::TempDir,
    programme: PathBuf,
    file: PathBuf,
    plan: Value,
}

fn planned(programme: PathBuf) -> Planned {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.json");
    let output = fordel(&["plan", path(&programme), "-o", path(&file), "--lang", "en"]);
    assert!([0, 1].contains(&ending(&output)), "{}", said(&output));
    let plan = serde_json::from_str(&std::fs::read_to_string(&file).expect("a plan")).expect("JSON");
    Planned { _folder: folder, programme, file, plan }
}

impl Planned {
    fn explain(&self, more: &[&str]) -> Output {
        fordel(&[&["explain", path(&self.programme), path(&self.file)], more].concat())
    }

    fn explained(&self, more: &[&str]) -> Value {
        let output = self.explain(&[more, &["--format", "json"]].concat());
        assert_eq!(ending(&output), 0, "{}", said(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The words of a printed command; a shell would give the same.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

/// Runs a printed command and holds what it gives against what the explanation says.
fn check_command(because: &Value) {
    let command = text(because, "command");
    assert!(command.starts_with("fordel plan "), "{because:#}");
    let words = words(command);
    let mut arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
    arguments.extend(["--format", "json", "--quiet"]);
    let output = fordel(&arguments);
    match &because["possible"] {
        Value::Bool(true) => {
            let plan: Value = serde_json::from_slice(&output.stdout).expect(command);
            assert_eq!(plan["score"], because["score"], "{command}");
            assert_eq!(plan["status"], because["status"], "{command}");
            let values = |of: &Value| -> Vec<(String, i64)> {
                list(of, "objectives")
                    .iter()
                    .map(|level| (text(level, "name").to_owned(), level["value"].as_i64().expect("a value")))
                    .collect()
            };
            assert_eq!(values(&plan), values(because), "{command}");
        }
        Value::Bool(false) => assert_eq!(ending(&output), 1, "{command}: {}", said(&output)),
        _ => assert_ne!(ending(&output), 0, "{command}: {}", said(&output)),
    }
}

/// Pieces add up to the criterion, criteria to the team's score.
fn check_sums(explained: &Value) {
    let sum = |rows: &[Value]| rows.iter().map(|row| row["points"].as_i64().expect("points")).sum::<i64>();
    for team in list(explained, "teams") {
        let contributions = list(team, "contributions");
        assert_eq!(Some(sum(contributions)), team["score"].as_i64(), "{team:#}");
        for own in contributions {
            assert_eq!(Some(sum(list(own, "pieces"))), own["points"].as_i64(), "{own:#}");
        }
    }
}

fn check(planned: &Planned, more: &[&str], commands: usize) {
    let explained = planned.explained(more);
    assert_eq!(explained["format"], "fordel/explanation/1");
    check_sums(&explained);
    let score = planned.plan["score"].as_i64().expect("a score");
    for because in list(&explained, "because") {
        if let (Some(price), Some(own)) = (because["price"].as_i64(), because["score"].as_i64()) {
            assert_eq!(price, score - own, "{because:#}");
        }
    }
    let all = list(&explained, "because");
    let step = (all.len() / commands.max(1)).max(1);
    all.iter().step_by(step).for_each(check_command);
}

#[test]
fn p6_every_price_is_what_its_command_gives_in_small_programmes() {
    for name in
        ["fine", "pins", "shared-initiative", "together", "three-teams", "practice-pool", "programme-quota"]
    {
        let planned = planned(fixture(&format!("small/{name}")));
        // Its block is the largest: a few commands of each explanation do.
        let commands = if name == "three-teams" { 4 } else { 40 };
        let first = |key: &str| list(&planned.plan, key).first().cloned();
        if let Some(team) = first("teams") {
            check(&planned, &["--team", text(&team, "id")], commands);
            let member = team["members"][0].as_str().expect("a member");
            check(&planned, &["--nominee", member], commands);
            check(&planned, &["--cluster", text(&team, "cluster")], commands);
        }
        for left in list(&planned.plan, "not_selected").iter().take(2) {
            check(&planned, &["--nominee", text(left, "nominee")], commands);
        }
    }
}

#[test]
fn p6_every_price_is_what_its_command_gives_in_the_country() {
    let planned = planned(fixture("national-2022"));
    let full = list(&planned.plan, "not_selected").iter().find(|row| text(row, "reason") == "seats_full");
    check(&planned, &["--nominee", text(full.expect("somebody waits"), "nominee")], 4);
    check(&planned, &["--nominee", planned.plan["teams"][0]["members"][0].as_str().expect("a member")], 4);
    check(&planned, &["--cluster", "h-bornholm"], 4);
}

#[test]
fn contributions_add_up_to_the_score_of_the_whole_plan() {
    let planned = planned(fixture("small/fine"));
    let mut sum = 0;
    for cluster in list(&planned.plan, "clusters") {
        let explained = planned.explained(&["--cluster", text(cluster, "cluster")]);
        for team in list(&explained, "teams") {
            sum += list(team, "contributions").iter().filter_map(|own| own["points"].as_i64()).sum::<i64>();
        }
    }
    assert_eq!(Some(sum), planned.plan["score"].as_i64());
}

#[test]
fn what_moves_a_seat_moves_it() {
    let planned = planned(fixture("national-2022"));
    let explained = planned.explained(&["--cluster", "m-aarhus"]);
    let seats = &explained["seats"];
    let now = seats["seats"].as_u64().expect("seats");
    for (key, wanted) in [("gains", now + 1), ("loses", now - 1)] {
        let words = words(text(&seats[key], "command"));
        let mut arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        arguments.extend(["--format", "json", "--quiet"]);
        let plan: Value = serde_json::from_slice(&fordel(&arguments).stdout).expect("JSON");
        let units = list(&plan["seats"], "units");
        let own = units.iter().find(|unit| unit["id"] == "m-aarhus").expect("the cluster");
        assert_eq!(own["seats"].as_u64(), Some(wanted), "{key}");
    }
}

#[test]
fn both_languages_speak_plainly_without_points_and_without_names() {
    let planned = planned(fixture("national-2022"));
    let member = planned.plan["teams"][0]["members"][0].as_str().expect("a member").to_owned();
    let left = text(&list(&planned.plan, "not_selected")[0], "nominee").to_owned();
    let programme = std::fs::read_to_string(planned.programme.join("nominees.csv")).expect("nominees");
    let name = |id: &str| {
        let row = programme.lines().find(|row| row.starts_with(&format!("{id},"))).expect("a row");
        row.split(',').nth(1).expect("a name").to_owned()
    };
    for id in [&member, &left] {
        let english = said(&planned.explain(&["--nominee", id, "--lang", "en"]));
        let danish = said(&planned.explain(&["--nominee", id, "--lang", "da"]));
        assert!(
            english.contains("What else there could be:") && english.contains("fordel plan "),
            "{english}"
        );
        assert!(danish.contains("Hvad der ellers kunne være:") && !danish.contains("What"), "{danish}");
        assert!(!english.contains(" points") && !danish.contains(" point "), "{english}{danish}");
        assert!(english.contains(&name(id)), "{english}");
        let nameless = said(&planned.explain(&["--nominee", id, "--lang", "en", "--no-names"]));
        assert!(!nameless.contains(&name(id)) && nameless.contains(id.as_str()), "{nameless}");
    }
}

#[test]
fn the_meeting_has_a_line_for_each_question() {
    let planned = planned(fixture("small/fine"));
    let explained = planned.explained(&["--lang", "en"]);
    let codes: Vec<&str> = list(&explained, "meeting").iter().map(|line| text(line, "code")).collect();
    for code in [
        "why_not",
        "newer_key",
        "history",
        "first_reserve",
        "municipalities",
        "breadth",
        "joins",
        "drops_out",
        "lot",
        "empty_seats",
        "not_replied",
        "why_seats",
        "initiatives",
        "changed",
    ] {
        assert!(codes.contains(&code), "{code} of {codes:?}");
    }
    list(&explained, "because").iter().for_each(check_command);
    let danish = said(&planned.explain(&["--meeting", "--lang", "da"]));
    assert!(danish.contains("Er der trukket lod? Nej."), "{danish}");
}

/// The rows of a table in English clothes, by heading.
fn rows(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.expect("a row as wide as its heading")).collect()
}

#[test]
fn as_a_table_an_explanation_has_the_figures_of_the_json() {
    let planned = planned(fixture("small/fine"));
    let member = planned.plan["teams"][0]["members"][0].as_str().expect("a member").to_owned();
    for more in
        [&["--nominee", &member][..], &["--cluster", text(&planned.plan["clusters"][0], "cluster")], &[]]
    {
        let explained = planned.explained(more);
        let csv = said(&planned.explain(&[more, &["--format", "csv", "--lang", "en"]].concat()));
        let rows = rows(&csv);
        let points: Vec<i64> = list(&explained, "teams")
            .iter()
            .flat_map(|team| list(team, "contributions"))
            .filter_map(|own| own["points"].as_i64())
            .collect();
        let own = rows.iter().filter(|row| row["kind"] == "contribution");
        assert_eq!(own.map(|row| row["score"].parse().expect("points")).collect::<Vec<i64>>(), points);
        let meeting = rows.iter().filter(|row| row["kind"] == "meeting").map(|row| row["about"].as_str());
        let codes = list(&explained, "meeting").iter().map(|line| text(line, "code"));
        assert_eq!(meeting.collect::<Vec<_>>(), codes.collect::<Vec<_>>());
        let because = rows.iter().filter(|row| !["contribution", "meeting"].contains(&row["kind"].as_str()));
        let because: Vec<_> = because.collect();
        assert_eq!(because.len(), list(&explained, "because").len(), "{csv}");
        for (row, one) in because.iter().zip(list(&explained, "because")) {
            assert_eq!(row["kind"], text(one, "question"));
            assert_eq!(row["command"], text(one, "command"));
            assert_eq!(row["price"].parse().ok(), one["price"].as_i64(), "{row:?}");
            assert_eq!(row["score"].parse().ok(), one["score"].as_i64(), "{row:?}");
        }
        let danish = said(&planned.explain(&[more, &["--format", "csv", "--lang", "da"]].concat()));
        assert!(danish.starts_with("\u{feff}slags;om;"), "{danish}");
    }
}

#[test]
fn a_foreign_plan_and_unknown_names_end_with_two() {
    let own = planned(fixture("small/fine"));
    let other = fordel(&["explain", path(&fixture("small/pins")), path(&own.file), "--lang", "en"]);
    assert_eq!(ending(&other), 2, "{}", said(&other));
    assert!(said(&other).contains("not of this programme"), "{}", said(&other));
    for option in ["--nominee", "--team", "--cluster"] {
        let unknown = own.explain(&[option, "nobody-knows", "--lang", "en"]);
        assert_eq!(ending(&unknown), 2, "{option}");
        assert!(said(&unknown).contains("there is no "), "{}", said(&unknown));
    }
    let team = text(&own.plan["teams"][0], "id").to_owned();
    let near = own.explain(&["--team", &format!("{team}x"), "--lang", "en"]);
    assert_eq!(ending(&near), 2);
    assert!(said(&near).contains(&format!("did you mean `{team}`?")) || team.len() < 4, "{}", said(&near));
    let rule = fordel(&["plan", path(&own.programme), "--without-rule", "min_sektor", "--lang", "en"]);
    assert_eq!(ending(&rule), 2);
    assert!(said(&rule).contains("did you mean `min_sectors`?"), "{}", said(&rule));
}
