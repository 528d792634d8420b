//! Scenario files: what good ones mean, and every finding of bad ones with line and column.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::{
    Language, ReadOptions, Typed, inline_scenario, read_programme, read_scenarios, read_sweep,
};
use fordel_model::{Change, Programme, apply};
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn national() -> Programme {
    read_programme(&fixtures().join("national-2022"), &ReadOptions::default()).unwrap().programme
}

#[test]
fn scenarios_of_every_kind_are_read_and_fit() {
    let programme = national();
    let path = fixtures().join("scenarios/national.toml");
    let read = read_scenarios(&path, &programme, &ReadOptions::default());
    let list = read.unwrap_or_else(|findings| panic!("{}", findings.to_text(50))).list;
    assert_eq!(list.len(), 15);
    for scenario in &list {
        assert!(!scenario.changes.is_empty(), "{}", scenario.name);
        assert_ne!(apply(&programme, &scenario.changes).unwrap(), programme, "{}", scenario.name);
    }
    let combined = list.iter().find(|one| one.name.starts_with("fewer seats")).unwrap();
    assert_eq!(combined.changes.len(), 3);
}

#[test]
fn a_danish_table_says_the_same() {
    let programme = national();
    let path = fixtures().join("scenarios/national.csv");
    let read = read_scenarios(&path, &programme, &ReadOptions::default());
    let list = read.unwrap_or_else(|findings| panic!("{}", findings.to_text(50))).list;
    let names: Vec<(&str, usize)> = list.iter().map(|one| (one.name.as_str(), one.changes.len())).collect();
    assert_eq!(
        names,
        [
            ("190 pladser", 1),
            ("Folketal 2023", 1),
            ("To frafald", 2),
            ("Mindst 4 pladser", 1),
            ("Højere folketal i Byen", 1),
            ("Begge dele", 2)
        ]
    );
    let Change::Weight { weight, .. } = &list[4].changes[0] else { panic!("{:?}", list[4]) };
    assert_eq!(weight.to_string(), "760000.5");
}

#[test]
fn every_finding_has_its_line_and_column() {
    let programme = national();
    let mut said = String::new();
    for name in ["broken.toml", "broken.json", "broken.csv"] {
        let read =
            read_scenarios(&fixtures().join("scenarios").join(name), &programme, &ReadOptions::default());
        let findings = read.unwrap_err();
        for language in [Language::English, Language::Danish] {
            said.push_str(&format!("== {name}\n{}\n\n", findings.to_text_in(50, language)));
        }
    }
    insta::assert_snapshot!("broken_scenarios", said);
}

#[test]
fn changes_typed_on_the_command_line_are_changes() {
    let programme = national();
    let typed = |change: &str, target: &str, value: &str| Typed {
        change: change.into(),
        target: target.into(),
        value: value.into(),
        typed: format!("--{change}"),
    };
    let changes = [
        typed("withdraw", "h-byen-01", ""),
        typed("seats", "", "190"),
        typed("rules.min_sectors", "", "3"),
        typed("bounds.max", "h-byen", "20"),
        typed("pin_in", "h-byen-02", "h-byen-psykisk"),
    ];
    let scenario = inline_scenario("typed", &changes, &programme).unwrap();
    assert_eq!(scenario.changes.len(), 5);
    let findings = inline_scenario("typed", &[typed("withdraw", "h-byen-101", "")], &programme).unwrap_err();
    assert!(findings.to_text(5).contains("--withdraw"), "{}", findings.to_text(5));
}

#[test]
fn sweeps_are_read() {
    let programme = national();
    for (name, n) in [("sweep-seats.toml", 100_000), ("sweep-withdrawals.toml", 279)] {
        let read = read_sweep(&fixtures().join("scenarios").join(name), &programme, &ReadOptions::default());
        let (sweep, _) = read.unwrap_or_else(|findings| panic!("{}", findings.to_text(50)));
        assert_eq!(sweep.n_scenarios(), Some(n), "{name}");
    }
}

#[test]
fn a_part_of_a_row_of_quotas_is_changed_by_its_name() {
    let mut programme = national();
    let rule = fordel_model::PeopleRule {
        attribute: fordel_model::Column::Sector,
        value: None,
        scope: fordel_model::Scope::Region(None),
        min: Some(2),
        max: None,
    };
    programme.people_rules.push(rule);
    let row = programme.people_rules.len();
    let set = |change: &str, value: &str| Typed {
        change: change.to_owned(),
        target: format!("{row}:Hovedstaden:{value}"),
        value: "1".to_owned(),
        typed: "--set".to_owned(),
    };
    let changed = |typed: &[Typed]| inline_scenario("typed", typed, &programme);
    let crossed = changed(&[set("quotas.min", "Municipality"), set("quotas.max", "region")]).unwrap_err();
    assert!(
        crossed.to_text(50).contains(&format!("quotas:{row}:hovedstaden:region")),
        "{}",
        crossed.to_text(50)
    );
    let now = apply(&programme, &changed(&[set("quotas.min", "Municipality")]).unwrap().changes).unwrap();
    let parts: Vec<_> =
        now.people_rules[row..].iter().map(|rule| (rule.value.as_deref(), rule.min)).collect();
    assert_eq!(now.people_rules[row - 1].min, None);
    assert!(parts.len() >= 10, "{parts:?}");
    let lowered: Vec<_> = parts.iter().filter(|(_, min)| *min != Some(2)).collect();
    assert_eq!(lowered, [&(Some("municipality"), Some(1))], "{parts:?}");
    let findings = changed(&[set("quotas.min", "municipalty")]).unwrap_err().to_text(50);
    assert!(findings.contains(&format!("quotas:{row}:Hovedstaden:municipality")), "{findings}");
}

#[test]
fn initiatives_that_become_one_of_themselves_contradict_nothing() {
    let programme = national();
    let text = b"format = \"fordel/scenarios/1\"\n[[scenario]]\nname = \"one\"\nmerge_initiatives = [{ from = [\"h-byen-akut\", \"h-byen-psykisk\"], into = \"h-byen-akut\" }]\n";
    let read = fordel_formats::parse_scenarios(text, "one.toml", &programme, &ReadOptions::default());
    let list = read.unwrap_or_else(|findings| panic!("{}", findings.to_text(50))).list;
    let merged = apply(&programme, &list[0].changes).unwrap();
    assert_eq!(merged.initiatives.len(), programme.initiatives.len() - 1);
}
