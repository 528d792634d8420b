//! Plans that could be better and say that they could not: legal in every rule, and refused by `fordel verify`. Each is
//! the best plan of the programme with one quota more, handed in for the programme itself; quotas over several
//! clusters join these throughout, so that no cluster by itself tells what is wrong.

use fordel_engine::{Options, document, plan};
use fordel_formats::{Loaded, ReadOptions, parse_programme_json, plan_to_json};
use fordel_model::Plan;
use fordel_model::plan::{ObjectiveName, PlanStatus, Reason};
use fordel_report::Language;
use fordel_verify::{CertificateFault, Finding, check};
use serde_json::{Value, json};
use std::process::Command;

/// Three clusters of four people from municipalities and four from regions, teams of two across sectors; of those with
/// a small number teams are worth most.
fn programme(seats: u64, unfilled: &str, quotas: &Value) -> (String, Loaded) {
    let clusters = ["c0", "c1", "c2"];
    let person = |cluster: &str, n: usize| {
        let sector = if n < 4 { "municipality" } else { "region" };
        let id = format!("{cluster}-{n}");
        json!({
            "id": id, "name": id, "cluster": cluster, "organisation": format!("{cluster} {sector}"), "sector": sector,
            "profession": if n.is_multiple_of(4) { "nurse" } else { "" }, "preferences": if n % 4 < 2 { json!([format!("k-{cluster}")]) } else { json!(["k-other"]) },
        })
    };
    let mut initiatives: Vec<Value> = clusters
        .iter()
        .map(|id| json!({ "id": format!("k-{id}"), "cluster": [id], "title": id, "teams_min": 0, "teams_max": 4, "size_min": 2, "size_max": 2 }))
        .collect();
    initiatives.push(json!({ "id": "k-other", "cluster": ["c0"], "title": "other", "teams_min": 0, "teams_max": 0, "size_min": 2, "size_max": 2 }));
    let text = json!({
        "format": "fordel/programme/1",
        "programme": { "name": "Altered", "seats": seats, "key": "population", "unfilled": unfilled, "seed": 0 },
        "clusters": clusters.map(|id| json!({ "id": id, "name": id, "population": 100 })),
        "initiatives": initiatives,
        "nominees": clusters.iter().flat_map(|id| (0..8).map(move |n| person(id, n))).collect::<Vec<_>>(),
        "quotas": quotas,
    })
    .to_string();
    let loaded = parse_programme_json(&text, "altered.json", &ReadOptions::default()).expect("it reads");
    (text, loaded)
}

/// The best plan of one programme, handed in for another.
fn handed_in(of: &Loaded, to: &Loaded) -> Plan {
    let outcome = plan(&of.programme, &Options::default()).expect("it can be planned");
    let mut plan = document(&to.programme, &to.digest, &outcome, &Language::English);
    // Whom the quota more kept out, seats or quotas keep out.
    for row in &mut plan.not_selected {
        if row.reason == Reason::Quota {
            row.reason = Reason::SeatsFull;
        }
    }
    // Its arguments are about another programme.
    plan.certificate.cases.clear();
    plan
}

/// What the judge says of the plan of `of` for `to`, and how the command ends.
fn refused(of: &Loaded, (text, to): &(String, Loaded)) -> Vec<Finding> {
    let plan = handed_in(of, to);
    assert_eq!(plan.status, PlanStatus::Optimal);
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["programme.json", "plan.json"].map(|name| folder.path().join(name));
    std::fs::write(&files[0], text).expect("written");
    std::fs::write(&files[1], plan_to_json(&plan)).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_fordel")).arg("verify").args(&files).output();
    let output = output.expect("the program starts");
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{said}");
    let review = check(&to.programme, &to.digest, &plan);
    assert!(!review.is_accepted());
    review.findings
}

/// Only that something better is legal is wrong.
fn are_beaten(findings: &[Finding]) {
    let is_beaten =
        |finding: &Finding| matches!(finding, Finding::Certificate(CertificateFault::Beaten { .. }));
    let other: Vec<&Finding> =
        findings.iter().filter(|finding| !matches!(finding, Finding::Certificate(_))).collect();
    assert!(other.is_empty(), "{other:?}");
    assert!(findings.iter().any(is_beaten), "{findings:?}");
}

fn level(plan: &Plan, name: ObjectiveName) -> i64 {
    plan.objectives.iter().find(|level| level.name == name).expect("the level").value
}

/// At most so many from municipalities, and what is said more.
fn quotas(most: u64, more: &[Value]) -> Value {
    let all = json!({ "attribute": "sector", "value": "municipality", "scope": "programme", "max": most });
    Value::from([&[all][..], more].concat())
}

fn itself(seats: u64, unfilled: &str, most: u64) -> (String, Loaded) {
    let to = programme(seats, unfilled, &quotas(most, &[]));
    let best = handed_in(&to.1, &to.1);
    let review = check(&to.1.programme, &to.1.digest, &best);
    assert!(review.is_accepted(), "{:?}", review.findings);
    to
}

#[test]
fn a_plan_whose_seats_could_be_filled_better_is_refused() {
    for unfilled in ["leave_empty", "redistribute"] {
        let to = itself(12, unfilled, 5);
        let (_, of) = programme(12, unfilled, &quotas(4, &[]));
        assert_eq!(level(&handed_in(&of, &to.1), ObjectiveName::SeatsFilled), 8);
        are_beaten(&refused(&of, &to));
    }
}

#[test]
fn a_plan_that_could_be_closer_to_the_fair_split_is_refused() {
    let to = itself(12, "leave_empty", 4);
    let none = json!({ "attribute": "sector", "value": "municipality", "scope": "cluster", "scope_id": "c2", "max": 0 });
    let (_, of) = programme(12, "leave_empty", &quotas(4, &[none]));
    let distance = |loaded: &Loaded| level(&handed_in(loaded, &to.1), ObjectiveName::SplitDistance);
    assert_eq!((distance(&of), distance(&to.1)), (16, 8));
    are_beaten(&refused(&of, &to));
}

#[test]
fn a_plan_whose_score_is_not_the_best_is_refused() {
    let to = itself(12, "leave_empty", 6);
    let none = json!({ "attribute": "profession", "value": "nurse", "scope": "cluster", "scope_id": "c1", "max": 0 });
    let (_, of) = programme(12, "leave_empty", &quotas(6, &[none]));
    let score = |loaded: &Loaded| handed_in(loaded, &to.1).score;
    assert!(score(&of) < score(&to.1));
    are_beaten(&refused(&of, &to));
}
