//! Every plan of a random programme passes the judge, and comes back from its JSON as it was written.

use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_formats::{
    ReadOptions, parse_programme_json, plan_from_json, plan_to_json, programme_digest, read_programme,
};
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::programme::ObjectiveKind;
use fordel_model::{Plan, Programme};
use fordel_report::Language;
use fordel_testkit::{Features, Size, fixture, small_programme};
use fordel_verify::{Claim, Review};
use proptest::prelude::*;
use serde_json::json;

/// What can be planned today.
const PLANNED: Features = Features { worst_team_first: false, ..Features::ALL };

/// As many cases as the environment asks for, or these.
fn runner(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

/// The plan of a programme with these clusters (id, population), initiatives and nominees (cluster, pinned
/// in), and what the judge says of it.
fn judged(
    seats: u64,
    clusters: &[(&str, u64)],
    initiatives: &[(&str, &str, u64)],
    nominees: &[(&str, bool)],
) -> (Plan, Review) {
    let (mut people, mut pins) = (Vec::new(), Vec::new());
    for (at, (cluster, is_pinned)) in nominees.iter().enumerate() {
        let id = format!("n{at}");
        people.push(json!({
            "id": id, "name": id, "cluster": cluster, "organisation": "Org", "sector": "municipality",
        }));
        pins.extend(is_pinned.then(|| json!({"nominee": id, "pin": "in"})));
    }
    let cluster = |(id, population): &(&str, u64)| json!({"id": id, "name": id, "population": population});
    let initiative = |(id, cluster, least): &(&str, &str, u64)| json!({"id": id, "cluster": cluster, "title": id, "teams_min": least});
    let text = json!({
        "format": "fordel/programme/1",
        "programme": {
            "name": "Few seats", "seats": seats, "key": "population", "unfilled": "redistribute",
            "rules": {"min_sectors": 0},
        },
        "clusters": clusters.iter().map(cluster).collect::<Vec<_>>(),
        "initiatives": initiatives.iter().map(initiative).collect::<Vec<_>>(),
        "nominees": people,
        "pins": pins,
    });
    let loaded = parse_programme_json(&text.to_string(), "few.json", &ReadOptions::default());
    let loaded = loaded.expect("a right programme");
    let outcome = plan(&loaded.programme, &Options::default()).expect("seats can be split");
    let written = document(&loaded.programme, &loaded.digest, &outcome, &Language::English);
    let review = review(&loaded.programme, &loaded.digest, &written);
    (written, review)
}

/// Two clusters that share an initiative could each have two seats, and the programme has three: where
/// seats are handed on, neither has a plan, and the judge agrees.
#[test]
fn clusters_of_a_block_have_no_more_seats_together_than_there_are() {
    let (plan, review) = judged(
        3,
        &[("c0", 100), ("c1", 100), ("c2", 1000)],
        &[("k0", "c0", 0), ("k1", "c1;c2", 1), ("k2", "c2", 1)],
        &[("c2", false), ("c2", false), ("c1", false), ("c1", false)],
    );
    assert_eq!(plan.status, PlanStatus::Partial);
    assert!(review.is_accepted(), "{:?}", review.findings);
}

/// Two blocks need two seats each of three: the one without a plan could have had one if the other had
/// none, which is no proof and no refutation.
#[test]
fn what_the_others_use_is_neither_proof_nor_refutation() {
    let (plan, review) = judged(
        3,
        &[("c0", 100), ("c1", 100), ("c2", 100)],
        &[("k0", "c0;c1", 1), ("k3", "c2", 0)],
        &[("c0", false), ("c0", false), ("c0", false), ("c2", false), ("c2", true)],
    );
    assert_eq!(plan.status, PlanStatus::Partial);
    assert!(review.is_accepted(), "{:?}", review.findings);
    assert!(review.unproved.contains(&Claim::Infeasible { cluster: "c2".to_owned() }), "{review:?}");
}

/// Every level of every cluster's teams, the worst first: what the certificate argues is proved again, also where
/// clusters are large.
#[test]
fn the_teams_of_the_country_are_proved_again_level_by_level() {
    let loaded = read_programme(&fixture("national-2022"), &ReadOptions::default()).expect("it reads");
    let programme = Programme { objective: ObjectiveKind::Leximin, ..loaded.programme };
    let outcome = with_threads(2, || plan(&programme, &Options::default())).expect("threads");
    let written = document(&programme, "", &outcome.expect("it can be planned"), &Language::English);
    assert_eq!(written.status, PlanStatus::Optimal);
    let whole = review(&programme, "", &written);
    assert!(whole.is_accepted(), "{:?}", whole.findings);
    assert_eq!(whole.unproved, []);
    // Without the arguments only the small clusters are settled, and what that proves together is said.
    let mut silent = written.clone();
    silent.certificate.cases.retain(|case| case.objective != ObjectiveName::Leximin);
    let short = review(&programme, "", &silent);
    assert!(short.is_accepted(), "{:?}", short.findings);
    assert!(short.unproved.contains(&Claim::Leximin));
    let lowest = short.proved.iter().find_map(|claim| match claim {
        Claim::LowestTeams { teams } => Some(*teams),
        _ => None,
    });
    let n_teams = written.teams.len();
    assert!(lowest.is_none_or(|teams| teams < n_teams), "{lowest:?} of {n_teams}");
}

proptest! {
    #![proptest_config(runner(400))]

    #[test]
    fn the_judge_accepts_every_plan(programme in small_programme(Size::default(), PLANNED)) {
        let Ok(outcome) = plan(&programme, &Options::default()) else { return Ok(()) };
        let digest = programme_digest(&programme);
        let written = document(&programme, &digest, &outcome, &Language::English);
        let review = review(&programme, &digest, &written);
        prop_assert!(review.is_accepted(), "{:?}", review.findings);
        let back = plan_from_json(&plan_to_json(&written)).expect("our own JSON reads back");
        prop_assert_eq!(plan_to_json(&back), plan_to_json(&written));
        prop_assert!(fordel_verify::check(&programme, &digest, &back).is_accepted());
    }

    #[test]
    fn threads_do_not_change_a_byte(programme in small_programme(Size::default(), PLANNED)) {
        let written = |threads| {
            with_threads(threads, || {
                plan(&programme, &Options::default())
                    .map(|outcome| plan_to_json(&document(&programme, "", &outcome, &Language::Danish)))
            })
            .expect("a machine gives two threads")
        };
        prop_assert_eq!(written(1), written(2));
    }
}
