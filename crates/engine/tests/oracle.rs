//! The planner against the oracle that tries every plan, on small programmes rich in rules.

mod no_words;

use fordel_engine::{Options, Outcome, Unplanned, Work, document, plan, review};
use fordel_model::id::Id;
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::programme::{ObjectiveKind, Unfilled};
use fordel_model::{ClusterId, Column, PeopleRule, Programme, Scope};
use fordel_testkit::{Features, Size, best_plan, small_programme};
use fordel_verify::{Facts, score};
use no_words::NoWords;
use proptest::prelude::*;

/// What the planner plans today.
const PLANNED: Features = Features { worst_team_first: false, ..Features::ALL };

fn infeasible(outcome: &Outcome) -> Vec<ClusterId> {
    outcome
        .clusters
        .enumerate()
        .filter(|(_, c)| c.status == PlanStatus::Infeasible)
        .map(|(id, _)| id)
        .collect()
}

/// What the judge says that each team scores, lowest first.
fn team_scores(programme: &Programme, outcome: &Outcome) -> Vec<i64> {
    let facts = Facts::of(programme);
    let teams = outcome.clusters.iter().flat_map(|cluster| &cluster.teams);
    let mut scores: Vec<i64> = teams.map(|team| score(&facts, team.initiative, &team.members)).collect();
    scores.sort_unstable();
    scores
}

/// Plans and compares level by level; says what kind of case it was.
fn check(programme: &Programme) -> Result<&'static str, TestCaseError> {
    let outcome = match plan(programme, &Options::default()) {
        Ok(outcome) => outcome,
        Err(Unplanned::Split(_)) => return Ok("split refused"),
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    if outcome.split.is_tied() {
        prop_assert_eq!(outcome.status, PlanStatus::Infeasible);
        return Ok("tie");
    }
    let fair: Vec<u64> = outcome.fair.iter().copied().collect();
    // The oracle waives `teams_min` by the seats it is given, the planner by the method's own split.
    let own: Vec<u64> = outcome.split.units.iter().map(|unit| unit.seats.unwrap_or(0)).collect();
    let waives = |seats: &[u64]| -> Vec<bool> {
        let facts = Facts::of(programme);
        let seats = seats.iter().copied().collect();
        programme.initiatives.ids().map(|id| !facts.teams_min_binds(id, &seats)).collect()
    };
    if waives(&own) != waives(&fair) {
        return Ok("handed on");
    }
    let answer = best_plan(programme, &fair, &[]);
    let filled: Vec<u64> = outcome.clusters.iter().map(|cluster| cluster.filled()).collect();
    let Some(best) = answer.best else {
        prop_assert!(
            infeasible(&outcome).len() > answer.infeasible.len()
                || outcome.status == PlanStatus::Infeasible
                // With a cluster out, a quota only its people could meet stops nobody else.
                || !answer.infeasible.is_empty() && outcome.status == PlanStatus::Partial,
            "the oracle finds no plan, the planner {:?}",
            outcome
        );
        return Ok("no plan");
    };
    if programme.unfilled == Unfilled::Refuse && !answer.infeasible.is_empty() {
        // What the others can do together depends on who is refused first.
        prop_assert!(!infeasible(&outcome).is_empty());
        return Ok("refused");
    }
    prop_assert_eq!(
        &infeasible(&outcome),
        &answer.infeasible,
        "clusters without a plan: {:?}",
        outcome.clashes
    );
    prop_assert_eq!(filled.iter().sum::<u64>(), best.seats_filled(), "{:?} against {:?}", filled, best);
    let pooled = |filled: &[u64]| filled.iter().sum::<u64>();
    prop_assert_eq!(
        pooled(&outcome.pool_filled),
        pooled(&best.pool_filled),
        "{:?} against {:?}",
        outcome.pool_filled,
        best
    );
    let distance = |filled: &[u64]| -> u64 {
        let planned = |at: &usize| !answer.infeasible.iter().any(|id| id.index() == *at);
        (0..filled.len()).filter(planned).map(|at| filled[at].abs_diff(fair[at]).pow(2)).sum()
    };
    prop_assert_eq!(distance(&filled), distance(&best.filled), "{:?} against {:?}", filled, best);
    if filled != best.filled {
        return Ok("equally close");
    }
    let sum: i64 = outcome.clusters.iter().map(|cluster| cluster.score).sum();
    if programme.objective != ObjectiveKind::Total {
        let level = outcome.objectives.iter().find(|level| level.name == ObjectiveName::WorstTeam);
        let level = level.expect("the programme asks for it");
        prop_assert_eq!(level.value, best.worst.unwrap_or(0), "{:?} against {:?}", outcome.clusters, best);
        prop_assert_eq!(level.value, level.bound);
    }
    if programme.objective == ObjectiveKind::Leximin {
        let level = outcome.objectives.iter().find(|level| level.name == ObjectiveName::Leximin);
        let level = level.expect("the programme asks for it");
        prop_assert_eq!((level.value, level.bound), (best.team_scores.len() as i64, level.value));
        prop_assert_eq!(team_scores(programme, &outcome), best.team_scores.clone(), "{:?}", best);
        let found = review(programme, "digest", &document(programme, "digest", &outcome, &NoWords)).findings;
        prop_assert_eq!(found, Vec::new());
    }
    prop_assert_eq!(sum, best.score, "{:?} against {:?}", outcome.clusters, best);
    prop_assert!(sum == outcome.bound || outcome.status == PlanStatus::Partial);
    Ok("equal")
}

/// Plans within a gap (in millionths): no level's bound is below what the best plan has, as long as the levels above
/// agree, and the judge accepts what is said.
fn check_gap(programme: &Programme, gap: u64) -> Result<(), TestCaseError> {
    let work = Work { gap, ..Work::default() };
    let Ok(exact) = plan(programme, &Options::default()) else { return Ok(()) };
    let near = plan(programme, &Options { work, ..Options::default() }).expect("as without a gap");
    for (exact, near) in exact.objectives.iter().zip(&near.objectives) {
        prop_assert_eq!(exact.name, near.name);
        let (said, best) = match near.name {
            ObjectiveName::SplitDistance | ObjectiveName::PeopleMoved => (-near.bound, -exact.value),
            _ => (near.bound, exact.value),
        };
        prop_assert!(said >= best, "{:?}: {} is best, {} is said to be the bound", near.name, best, said);
        if near.value != exact.value {
            break;
        }
    }
    let found = review(programme, "digest", &document(programme, "digest", &near, &NoWords)).findings;
    prop_assert_eq!(found, Vec::new());
    Ok(())
}

/// As many cases as the environment asks for, or else these.
fn runner(cases: u32) -> ProptestConfig {
    // What proptest runs where nothing is asked for.
    const UNASKED: u32 = 256;
    let asked = ProptestConfig::default().cases;
    let cases = if asked == UNASKED { cases } else { asked };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A quota over the programme or each region.
fn people_rule() -> impl Strategy<Value = PeopleRule> {
    let attribute = prop_oneof![
        Just(Column::Sector),
        Just(Column::Organisation),
        Just(Column::Profession),
        Just(Column::Extra("shift".to_owned())),
    ];
    let scope = prop_oneof![Just(Scope::Programme), Just(Scope::Region(None))];
    (attribute, scope, prop::option::weighted(0.25, 0u32..=1), 1u32..=4).prop_map(
        |(attribute, scope, min, max)| PeopleRule { attribute, value: None, scope, min, max: Some(max) },
    )
}

proptest! {
    #![proptest_config(runner(600))]

    #[test]
    fn the_plan_is_the_best_of_all_plans(programme in small_programme(Size::default(), PLANNED)) {
        check(&programme)?;
    }

    #[test]
    fn the_worst_team_is_the_best_of_all_worst_teams(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 1..=2, initiatives: 1..=2 },
            Features { worst_team_first: true, relations: true, wide_quotas: true, ..Features::NONE },
        )
    ) {
        let programme = Programme { objective: ObjectiveKind::WorstTeamFirst, ..programme };
        check(&programme)?;
    }

    #[test]
    fn the_worst_team_is_the_best_under_all_rules(programme in small_programme(Size::default(), PLANNED)) {
        let programme = Programme { objective: ObjectiveKind::WorstTeamFirst, ..programme };
        check(&programme)?;
    }

    #[test]
    fn every_team_is_as_good_as_can_be_the_worst_first(
        programme in small_programme(Size { nominees: 6..=9, clusters: 1..=2, initiatives: 1..=2 }, PLANNED)
    ) {
        let programme = Programme { objective: ObjectiveKind::Leximin, ..programme };
        check(&programme)?;
    }

    #[test]
    fn every_team_is_as_good_as_can_be_within_quotas_and_pools_over_clusters(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=1 },
            Features { wide_quotas: true, pools: true, ..Features::NONE },
        ),
        more in prop::collection::vec(people_rule(), 0..=2),
    ) {
        let mut programme = Programme { objective: ObjectiveKind::Leximin, ..programme };
        programme.people_rules.extend(more);
        check(&programme)?;
    }

    #[test]
    fn without_rules_too(programme in small_programme(Size::default(), Features::NONE)) {
        check(&programme)?;
    }

    #[test]
    fn many_quotas_over_clusters_are_solved_exactly(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=1 },
            Features { wide_quotas: true, pools: true, unfilled: true, ..Features::NONE },
        ),
        more in prop::collection::vec(people_rule(), 0..=6),
    ) {
        let mut programme = programme;
        programme.people_rules.extend(more);
        check(&programme)?;
    }

    #[test]
    fn a_gap_bounds_what_it_leaves_open(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=1 },
            Features { wide_quotas: true, pools: true, ..Features::NONE },
        ),
        more in prop::collection::vec(people_rule(), 0..=4),
        objective in prop::sample::select(vec![
            ObjectiveKind::Total, ObjectiveKind::Total, ObjectiveKind::WorstTeamFirst, ObjectiveKind::Leximin,
        ]),
        gap in prop::sample::select(vec![1_000, 100_000, 500_000]),
    ) {
        let mut programme = Programme { objective, ..programme };
        programme.people_rules.extend(more);
        check_gap(&programme, gap)?;
    }

    #[test]
    fn quotas_over_clusters_are_solved_exactly(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=1 },
            Features { wide_quotas: true, ..Features::NONE },
        )
    ) {
        check(&programme)?;
    }
}
