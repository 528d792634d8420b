//! Scenarios by the real program: side by side, every way of writing them, and bad ones.

use fordel_testkit::fixture;
use std::path::Path;
use std::process::{Command, Output};

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn what_if(programme: &str, scenarios: Option<&str>, more: &[&str], ending: i32) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fordel"));
    command.arg("what-if").arg(fixture(programme));
    command.args(scenarios.map(fixture)).args(more);
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(ending), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_scenario_is_a_row_whatever_becomes_of_it() {
    let list = Some("scenarios/national.toml");
    let told = json(&what_if("national-2022", list, &["--format", "json", "--threads", "1"], 0));
    assert_eq!(told, json(&what_if("national-2022", list, &["--format", "json", "--threads", "2"], 0)));
    let scenarios = told["scenarios"].as_array().expect("scenarios");
    assert_eq!(scenarios.len(), 15);
    let find = |name: &str| scenarios.iter().find(|one| one["name"] == name).expect("it is there");
    let fewer = find("190 seats in all");
    assert_eq!((fewer["filled"].as_u64(), fewer["status"].as_str()), (Some(170), Some("optimal")));
    let fyn = fewer["clusters"].as_array().expect("clusters").iter().find(|one| one["cluster"] == "sd-fyn");
    let fyn = fyn.expect("Fyn is there");
    assert_eq!((fyn["seats_before"].as_u64(), fyn["seats"].as_u64()), (Some(14), Some(13)));
    assert_eq!(fyn["why"], "quota");
    let clash = find("a pin that cannot hold");
    assert_eq!(clash["status"], "infeasible");
    assert!(!clash["clash"].as_array().expect("clashes").is_empty());
    // Of no plan there are no figures, and nobody goes out of it.
    assert!(clash.get("out").is_none() && clash.get("score").is_none(), "{clash}");
    assert_eq!(find("Midt and Vest become one")["status"], "optimal");
    // Points by criterion add up to the score.
    for one in scenarios.iter().filter(|one| one.get("parts").is_some()) {
        let parts = one["parts"].as_object().expect("parts").values();
        assert_eq!(
            parts.filter_map(serde_json::Value::as_i64).sum::<i64>(),
            one["score"].as_i64().expect("a score")
        );
    }
    let text = String::from_utf8(what_if("national-2022", list, &[], 0).stdout).expect("UTF-8");
    assert!(text.contains("cannot hold: Bornholm [h-bornholm]: "), "a clash says where: {text}");
    let text = what_if("national-2022", list, &["--lang", "da", "--no-names"], 0).stdout;
    let text = String::from_utf8(text).expect("UTF-8");
    for words in
        ["den beregnede andel går fra 14,164 til 13,377", "nogle klynger uden", "kommer ind: m-aarhus-99"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("Eksempelsen"), "{text}");
    let csv =
        String::from_utf8(what_if("national-2022", list, &["--format", "csv"], 0).stdout).expect("UTF-8");
    assert!(csv.starts_with("scenario,kind,which,before,after,why\n"), "{csv}");
    assert!(csv.contains("190 seats in all,score,,96680,91220,\n"), "{csv}");
}

#[test]
fn a_scenario_is_what_planning_the_changed_programme_gives() {
    // The programme with one row changed, planned by itself.
    let folder = tempfile::tempdir().expect("a folder for a test");
    for entry in std::fs::read_dir(fixture("national-2022")).expect("the fixture is there") {
        let entry = entry.expect("it can be listed");
        let text = std::fs::read_to_string(entry.path()).expect("text");
        let text = match entry.file_name().to_str() {
            Some("nominees.csv") => text
                .lines()
                .map(|line| match line.starts_with("m-midt-03,") {
                    true => line.replace(",nominated,", ",withdrawn,") + "\n",
                    false => line.to_owned() + "\n",
                })
                .collect(),
            Some("programme.toml") => text.replace("seats = 200", "seats = 195"),
            _ => text,
        };
        std::fs::write(folder.path().join(entry.file_name()), text).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_fordel"));
    let planned =
        command.args(["plan", path(folder.path()), "--format", "json"]).output().expect("it starts");
    let planned = json(&planned);
    let more = ["--withdraw", "m-midt-03", "--seats", "195", "--afresh", "--format", "json"];
    let told = json(&what_if("national-2022", None, &more, 0));
    let one = &told["scenarios"][0];
    assert_eq!((&one["score"], &one["bound"]), (&planned["score"], &planned["bound"]));
    let seats = |list: &serde_json::Value| -> Vec<Option<u64>> {
        list.as_array().expect("a list").iter().map(|one| one["seats"].as_u64()).collect()
    };
    assert_eq!(seats(&one["clusters"]), seats(&planned["seats"]["units"]));
    let out = one["out"].as_array().expect("people who go out");
    let gone = out.iter().find(|row| row["nominee"] == "m-midt-03").expect("who withdrew is out");
    assert_eq!(gone["reason"], "withdrawn");
}

#[test]
fn a_tie_is_a_row_with_its_reason() {
    let more = ["--seats", "8", "--format", "json"];
    let told = json(&what_if("small/tie", None, &["--set", "on_tie=lot", "--format", "json"], 0));
    assert_eq!(told["base"]["status"], "tie");
    assert_eq!(told["scenarios"][0]["status"], "optimal");
    let told = json(&what_if("small/tie", None, &more, 0));
    assert_eq!(told["scenarios"].as_array().map(Vec::len), Some(1));
}

#[test]
fn bad_scenarios_run_nothing_and_say_everything() {
    for (file, places) in [
        (
            "scenarios/broken.toml",
            &["line 5, column 1", "line 10, column 26", "line 15, column 11", "line 20"][..],
        ),
        ("scenarios/broken.json", &["line 6, column 7", "line 11, column 9", "line 17, column 9"]),
        (
            "scenarios/broken.csv",
            &["row 2, column B", "row 3, column C", "row 5, column C", "row 6, column D"],
        ),
    ] {
        let output = what_if("national-2022", Some(file), &[], 2);
        assert!(output.stdout.is_empty(), "{file}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        for place in places {
            assert!(said.contains(place), "{place}\n{said}");
        }
    }
    let output = what_if("national-2022", None, &["--withdraw", "nobody", "--set", "rules.min_sector=3"], 2);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("--withdraw") && said.contains("min_sectors"), "{said}");
    what_if("national-2022", None, &[], 2);
}

#[test]
fn a_withdrawal_moves_nobody_who_need_not_be() {
    let moved = |more: &[&str]| -> (u64, i64) {
        let more = [&["--withdraw", "n-midt-02", "--format", "json"], more].concat();
        let one = &json(&what_if("national-2022", None, &more, 0))["scenarios"][0];
        assert_eq!(one["filled"].as_u64(), Some(180));
        let teams = one["teams_gone"].as_array().expect("teams").len();
        (teams as u64, one["score"].as_i64().expect("a score"))
    };
    let (kept, afresh) = (moved(&[]), moved(&["--afresh"]));
    assert_eq!(kept.0, 1, "only the team of whoever withdraws");
    assert!(kept.0 <= afresh.0 && kept.1 <= afresh.1, "{kept:?} {afresh:?}");
}

#[test]
fn the_worst_team_first_is_proven_for_the_whole_country() {
    let more = ["--set", "objective=worst_team_first", "--afresh", "--format", "json"];
    let told = json(&what_if("national-2022", None, &more, 0));
    let one = &told["scenarios"][0];
    assert_eq!(one["status"], "optimal");
    assert_eq!(one["score"], one["bound"]);
}

#[test]
fn every_team_as_good_as_can_be_is_proven_for_the_whole_country() {
    let more = ["--set", "objective=leximin", "--afresh", "--format", "json"];
    let told = json(&what_if("national-2022", None, &more, 0));
    let one = &told["scenarios"][0];
    assert_eq!(one["status"], "optimal");
    assert_eq!(one["score"], one["bound"]);
}

/// A team of two that loses one: the other must leave or a third come in, so that no plan moves nobody.
#[test]
fn p5_moves_too_few_for_any_plan_are_said_to_be_no_plan() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let programme = folder.path().join("two.json");
    let person = |id: &str, sector: &str| serde_json::json!({ "id": id, "name": format!("Prøve {id}"), "cluster": "vest", "organisation": sector, "sector": sector });
    let document = serde_json::json!({
        "format": "fordel/programme/1",
        "programme": { "name": "Two", "seats": 2, "key": "population" },
        "clusters": [{ "id": "vest", "name": "Vest", "population": 100 }],
        "initiatives": [{ "id": "k1", "cluster": "vest", "title": "KOL" }],
        "nominees": [person("a1", "municipality"), person("a2", "region"), person("a3", "general_practice")],
        "pins": [{ "nominee": "a2", "pin": "in" }, { "nominee": "a1", "pin": "in" }],
    });
    std::fs::write(&programme, document.to_string()).expect("written");
    let tell = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fordel"));
        command.arg("what-if").arg(&programme);
        command.args(["--set", "unpin=a1", "--withdraw", "a1", "--curve", "3", "--format", format]);
        let output = command.output().expect("the program starts");
        assert!(output.status.code().is_some_and(|code| code <= 1), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let told: serde_json::Value = serde_json::from_str(&tell("json")).expect("JSON");
    let curve = told["curve"].as_array().expect("a curve");
    let none = &curve[0];
    assert_eq!((none["possible"].as_bool(), none["status"].as_str()), (Some(false), Some("infeasible")));
    for figure in ["moved", "filled", "score", "bound"] {
        assert!(none[figure].is_null(), "{figure}: {none}");
    }
    assert_eq!((&none["in"], &none["out"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(none["clash"][0]["kind"], "max_moves", "{none}");
    for point in &curve[1..] {
        assert_eq!((point["possible"].as_bool(), point["moved"].as_u64()), (Some(true), Some(1)), "{point}");
        assert_eq!((point["filled"].as_u64(), &point["in"][0]["nominee"]), (Some(2), &"a3".into()));
    }
    let (text, csv) = (tell("text"), tell("csv"));
    assert!(!text.contains("cannot hold"), "{text}");
    assert!(text.contains("not possible") && !text.contains("out: Prøve a1 [a1], Prøve a2"), "{text}");
    assert!(csv.contains("\nplan,0,,,,,not possible,"), "{csv}");
    assert!(csv.contains("\nplan,1,1,2,"), "{csv}");
}
