//! Is the oracle one? Cases small enough to work out by hand, and a look at what the strategies make.

use fordel_model::programme::Unfilled;
use fordel_model::{Column, Scope};
use fordel_testkit::brute::{BestPlan, most_filled};
use fordel_testkit::{Features, ProgrammeBuilder, Size, best_plan, medium_programme, small_programme};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Two from a hospital, two from a town, one initiative.
fn four() -> ProgrammeBuilder {
    ProgrammeBuilder::new(4)
        .cluster("vest", 1)
        .initiative("copd", &["vest"])
        .nominee("n0", "vest", "Hospital", "region")
        .nominee("n1", "vest", "Hospital", "region")
        .nominee("n2", "vest", "Town", "municipality")
        .nominee("n3", "vest", "Clinic", "general_practice")
}

fn best(builder: ProgrammeBuilder, fair: &[u64]) -> BestPlan {
    best_plan(&builder.build(), fair, &[]).best.expect("a plan exists")
}

#[test]
fn scores_add_up_as_worked_out_by_hand() {
    // All four: preferences 3 × 400, sectors 2 × 200, organisations 1 × 200.
    let all = best(four(), &[4]);
    assert_eq!((all.filled.clone(), all.distance, all.score), (vec![4], 0, 1800));
    // Two seats: two people of two sectors. Nobody lists professions.
    let two = best(four(), &[2]);
    assert_eq!((two.filled.clone(), two.score), (vec![2], 600 + 200 + 100));
    // One seat holds no team, and the least number of teams does not bind there.
    let one = best(four(), &[1]);
    assert_eq!((one.filled, one.distance, one.score, one.worst), (vec![0], 1, 0, None));
}

#[test]
fn rules_between_people_hold() {
    let apart = best(four().apart("n0", "n2"), &[4]);
    assert_eq!(apart.filled, [3]);
    let in_order = four().programme(|p| p.rules.respect_priority = true);
    let in_order = in_order.with_nominee(|n| n.organisation = "Hospital".into()).priority(1);
    let in_order = best(in_order, &[2]);
    assert_eq!(in_order.filled, [2]);
    let quota = four().quota(Column::Sector, "Municipality", Scope::Programme, None, Some(0));
    assert_eq!(best(quota, &[4]).filled, [3]);
}

#[test]
fn a_clash_of_one_block_leaves_the_others() {
    let programme = four()
        .cluster("ost", 1)
        .initiative("wards", &["ost"])
        .nominee("m0", "ost", "A", "region")
        .nominee("m1", "ost", "B", "region")
        .build();
    let answer = best_plan(&programme, &[4, 2], &[]);
    assert_eq!(answer.infeasible, [programme.clusters.ids().nth(1).unwrap()]);
    assert_eq!(answer.best.unwrap().filled, [4, 0]);
    assert_eq!(most_filled(&programme), [4, 0]);
}

#[test]
fn refuse_and_redistribute_differ_from_leave_empty() {
    let with = |unfilled| four().programme(|p| p.unfilled = unfilled).build();
    assert_eq!(best_plan(&with(Unfilled::LeaveEmpty), &[5], &[]).best.unwrap().filled, [4]);
    assert_eq!(best_plan(&with(Unfilled::Refuse), &[5], &[]).best, None);
    assert_eq!(best_plan(&with(Unfilled::Redistribute), &[3], &[]).best.unwrap().filled, [4]);
}

#[test]
fn the_strategies_reach_plans_and_clashes() {
    let mut runner = TestRunner::deterministic();
    let strategy = small_programme(Size::default(), Features::ALL);
    let (mut plans, mut teams, mut clashes) = (0, 0, 0);
    for _ in 0..150 {
        let programme = strategy.new_tree(&mut runner).unwrap().current();
        let n = programme.clusters.len() as u64;
        let fair: Vec<u64> = (0..n).map(|c| (programme.seats_to_split() + c) / n).collect();
        let answer = best_plan(&programme, &fair, &[]);
        clashes += usize::from(!answer.infeasible.is_empty());
        plans += usize::from(answer.best.is_some());
        teams += answer.best.map_or(0, |best| best.teams.len());
    }
    println!("{plans} plans with {teams} teams, {clashes} with a clash");
    assert!(plans > 50 && teams > 50 && clashes > 10);
}

#[test]
fn medium_programmes_are_the_same_every_time() {
    assert_eq!(medium_programme(7, 24), medium_programme(7, 24));
    assert_ne!(medium_programme(7, 24), medium_programme(8, 24));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A rule fewer never lowers the best: without pins and quotas at least as many seats are filled.
    #[test]
    fn loosening_never_hurts(programme in small_programme(Size::default(), Features {
        unfilled: false, worst_team_first: false, ..Features::ALL
    })) {
        let n = programme.clusters.len() as u64;
        let fair: Vec<u64> = (0..n).map(|c| (programme.seats_to_split() + c) / n).collect();
        let strict = best_plan(&programme, &fair, &[]);
        let mut loose = programme.clone();
        loose.people_rules.clear();
        loose.rules.respect_priority = false;
        let loose = best_plan(&loose, &fair, &[]);
        if strict.infeasible.is_empty() && let Some(strict) = strict.best {
            let loose = loose.best.expect("loosening keeps every plan");
            prop_assert!(loose.seats_filled() >= strict.seats_filled());
        }
    }
}
