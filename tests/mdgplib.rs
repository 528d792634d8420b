//! P13: published instances of the maximally diverse grouping problem (MDGPLIB) with groups of at most
//! four: the exact values are reproduced and proven, and the judge re-proves them.
//!
//! The instances and their values lie beside the project, in `../shared/data/published`, with their source.

use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_model::plan::PlanStatus;
use fordel_report::Language;
use fordel_testkit::Grouping;
use fordel_verify::Claim;

fn instance(name: &str, scale: i64) -> Grouping {
    let path = format!("{}/../shared/data/published/mdgplib/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    Grouping::read(&text, scale)
}

/// The largest sum of distances within groups of these sizes, proven; `None` where that was not possible.
fn largest(grouping: &Grouping, sizes: &[usize]) -> Option<i64> {
    let programme = grouping.programme(sizes);
    let (outcome, written, review) = with_threads(2, || {
        let outcome = plan(&programme, &Options::default()).expect("it can be planned");
        let written = document(&programme, "sha256:0", &outcome, &Language::English);
        let review = review(&programme, "sha256:0", &written);
        (outcome, written, review)
    })
    .expect("threads");
    assert!(review.is_accepted(), "{:?}", review.findings);
    let place = |id: &String| id[1..].parse::<usize>().expect("a number");
    let groups: Vec<Vec<usize>> =
        written.teams.iter().map(|team| team.members.iter().map(place).collect()).collect();
    let sum = grouping.distance_of(written.score, sizes);
    assert_eq!(sum, grouping.distance_within(&groups), "the score is the sum of distances, and a constant");
    assert!(!review.unproved.contains(&Claim::Score), "the judge re-proves what is called optimal");
    (outcome.status == PlanStatus::Optimal && written.bound == written.score).then_some(sum)
}

/// The same over all choices of sizes within the instance's ranges.
fn optimum(grouping: &Grouping) -> i64 {
    let of = |sizes: &Vec<usize>| largest(grouping, sizes).expect("proven");
    grouping.size_choices().iter().map(of).max().expect("sizes that add up")
}

#[test]
fn p13_integer_distances_in_groups_of_three() {
    assert_eq!(optimum(&instance("RanInt_n012_ss_03", 1)), 993);
}

#[test]
fn p13_integer_distances_in_groups_of_different_sizes() {
    let grouping = instance("RanInt_n012_ds_01", 1);
    assert_eq!(grouping.size_choices(), [vec![3, 3, 3, 3], vec![4, 3, 3, 2]]);
    assert_eq!(optimum(&grouping), 1059);
}

#[test]
fn p13_points_in_the_plane_in_groups_of_three() {
    assert_eq!(optimum(&instance("Geo_n012_ss_01", 1_000)), 716_463);
}

#[test]
fn p13_decimal_distances_in_groups_of_three() {
    assert_eq!(optimum(&instance("RanReal_n012_ss_01", 1_000)), 956_430);
}
