//! Staying close to an earlier plan, against the oracle that tries every plan and every way to say
//! which team continues which.

mod no_words;

use fordel_engine::{Keep, KeepOrder, OldPlan, Options, Outcome, Unplanned, document, plan, review};
use fordel_model::id::Id;
use fordel_model::keep::OldTeam;
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::programme::ObjectiveKind;
use fordel_model::{Pin, PinSide, Programme, Status};
use fordel_testkit::{Features, Size, best_plan_keeping, small_programme};
use fordel_verify::Claim;
use no_words::NoWords;
use proptest::prelude::*;

const PLANNED: Features = Features { shared_initiatives: false, pools: false, ..Features::ALL };

/// The places of an outcome's people.
fn places(programme: &Programme, outcome: &Outcome) -> OldPlan {
    let mut numbers = vec![0; programme.initiatives.len()];
    let mut old = OldPlan::default();
    for team in outcome.clusters.iter().flat_map(|cluster| &cluster.teams) {
        let initiative = &programme.initiatives[team.initiative];
        numbers[team.initiative.index()] += 1;
        old.teams.push(OldTeam {
            id: format!("{}-{}", initiative.id, numbers[team.initiative.index()]),
            initiative: initiative.id.clone(),
            members: team.members.iter().map(|&n| programme.nominees[n].id.clone()).collect(),
        });
    }
    old.out = outcome.left_out.iter().map(|one| programme.nominees[one.nominee].id.clone()).collect();
    old
}

/// What changes between the earlier plan and the new one.
#[derive(Clone, Debug)]
struct Change {
    /// People who withdraw, by position.
    withdrawn: Vec<prop::sample::Index>,
    /// People the earlier plan does not know.
    unknown: Vec<prop::sample::Index>,
    /// A swap of two people's places, so that the earlier plan is not the best.
    swapped: Option<(prop::sample::Index, prop::sample::Index)>,
    /// Another order of scores.
    preference: i64,
    /// A pin to or out of an earlier team.
    pin: Option<(prop::sample::Index, prop::sample::Index, bool)>,
    order: KeepOrder,
    max_moves: Option<u64>,
    objective: ObjectiveKind,
}

fn change() -> impl Strategy<Value = Change> {
    let who = any::<prop::sample::Index>;
    (
        prop::collection::vec(who(), 0..3),
        prop::collection::vec(who(), 0..2),
        prop::option::of((who(), who())),
        0i64..6,
        prop::option::weighted(0.3, (who(), who(), any::<bool>())),
        prop_oneof![Just(KeepOrder::First), Just(KeepOrder::Last)],
        prop::option::of(0u64..5),
        prop_oneof![
            2 => Just(ObjectiveKind::Total),
            1 => Just(ObjectiveKind::WorstTeamFirst),
            1 => Just(ObjectiveKind::Leximin),
        ],
    )
        .prop_map(|(withdrawn, unknown, swapped, preference, pin, order, max_moves, objective)| Change {
            withdrawn,
            unknown,
            swapped,
            preference,
            pin,
            order,
            max_moves,
            objective,
        })
}

/// The programme after the change, and what is kept.
fn changed(programme: &Programme, mut old: OldPlan, change: &Change) -> (Programme, Keep) {
    let mut new = programme.clone();
    let ids: Vec<_> = new.nominees.ids().collect();
    for who in change.withdrawn.iter().filter(|_| !ids.is_empty()) {
        new.nominees[*who.get(&ids)].status = Status::Withdrawn;
    }
    for who in change.unknown.iter().filter(|_| !ids.is_empty()) {
        let id = new.nominees[*who.get(&ids)].id.clone();
        old.out.retain(|other| *other != id);
        old.teams.iter_mut().for_each(|team| team.members.retain(|other| *other != id));
    }
    let mut slots: Vec<&mut String> =
        old.teams.iter_mut().flat_map(|team| &mut team.members).chain(&mut old.out).collect();
    if let (Some((a, b)), true) = (&change.swapped, slots.len() > 1) {
        let (a, b) = (a.index(slots.len()), b.index(slots.len()));
        let (first, second) = (slots[a].clone(), slots[b].clone());
        (*slots[a], *slots[b]) = (second, first);
    }
    new.score.weights[0] = change.preference;
    new.objective = change.objective;
    if let (Some((who, team, within)), false, false) = (&change.pin, ids.is_empty(), old.teams.is_empty()) {
        let side = if *within { PinSide::In } else { PinSide::Out };
        let team = Some(team.get(&old.teams).id.clone());
        new.pins.push(Pin { nominee: *who.get(&ids), initiative: None, team, side });
    }
    (new, Keep { old, order: change.order, max_moves: change.max_moves })
}

fn level(outcome: &Outcome, name: ObjectiveName) -> Option<(i64, i64)> {
    outcome.objectives.iter().find(|level| level.name == name).map(|level| (level.value, level.bound))
}

fn check(programme: &Programme, change: &Change) -> Result<&'static str, TestCaseError> {
    let Ok(first) = plan(programme, &Options::default()) else { return Ok("no first plan") };
    if first.split.is_tied() {
        return Ok("tie");
    }
    let (new, keep) = changed(programme, places(programme, &first), change);
    let options = Options { keep: Some(keep.clone()), ..Options::default() };
    let outcome = match plan(&new, &options) {
        Ok(outcome) => outcome,
        Err(Unplanned::Split(_)) => return Ok("no split"),
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    let fair: Vec<u64> = outcome.fair.iter().copied().collect();
    let answer = best_plan_keeping(&new, &fair, &[], Some(&keep));
    let infeasible: Vec<_> = outcome
        .clusters
        .enumerate()
        .filter(|(_, cluster)| cluster.status == PlanStatus::Infeasible)
        .map(|(id, _)| id)
        .collect();
    let Some(best) = answer.best else {
        prop_assert!(
            infeasible.len() > answer.infeasible.len()
                || outcome.status == PlanStatus::Infeasible
                || !answer.infeasible.is_empty() && outcome.status == PlanStatus::Partial,
            "the oracle finds no plan, the planner {:?}",
            outcome
        );
        return Ok("no plan");
    };
    if !answer.infeasible.is_empty() || new.unfilled != fordel_model::programme::Unfilled::LeaveEmpty {
        return Ok("partial or handed on");
    }
    prop_assert_eq!(&infeasible, &answer.infeasible, "clusters without a plan");
    let filled: Vec<u64> = outcome.clusters.iter().map(|cluster| cluster.filled()).collect();
    prop_assert_eq!(filled.iter().sum::<u64>(), best.seats_filled(), "{:?} against {:?}", filled, best);
    let pooled = |filled: &[u64]| filled.iter().sum::<u64>();
    prop_assert_eq!(pooled(&outcome.pool_filled), pooled(&best.pool_filled), "people in pools: {:?}", best);
    let distance =
        |filled: &[u64]| -> u64 { filled.iter().zip(&fair).map(|(a, b)| a.abs_diff(*b).pow(2)).sum() };
    prop_assert_eq!(distance(&filled), best.distance, "{:?} against {:?}", filled, best);
    if filled != best.filled {
        return Ok("equally close");
    }
    let worst = level(&outcome, ObjectiveName::WorstTeam);
    if new.objective != ObjectiveKind::Total {
        let value = best.worst.unwrap_or(0);
        prop_assert_eq!(worst, Some((value, value)), "{:?} against {:?}", outcome.clusters, best);
    }
    if new.objective == ObjectiveKind::Leximin {
        let n = i64::try_from(best.team_scores.len()).expect("few teams");
        prop_assert_eq!(level(&outcome, ObjectiveName::Leximin), Some((n, n)));
    }
    let moved = level(&outcome, ObjectiveName::PeopleMoved).expect("a plan is kept");
    let score: i64 = outcome.clusters.iter().map(|cluster| cluster.score).sum();
    prop_assert_eq!(
        (score, moved.0),
        (best.score, i64::try_from(best.moved.expect("a plan is kept")).expect("few people")),
        "score and people moved: {:?} against {:?}",
        outcome.clusters,
        best
    );
    prop_assert_eq!(moved.0, moved.1);
    prop_assert_eq!(outcome.bound, score);
    prop_assert_eq!(outcome.status, PlanStatus::Optimal);
    // Where the judge proves again that no plan moves fewer, none does.
    let plan_file = document(&new, "digest", &outcome, &NoWords);
    let judged = review(&new, "digest", &plan_file);
    prop_assert_eq!(&judged.findings, &[], "{:?}", outcome.clusters);
    let proved = judged.proved.contains(&Claim::PeopleMoved);
    if proved && keep.max_moves.is_none() {
        let fewest =
            Options { keep: Some(Keep { order: KeepOrder::First, ..keep.clone() }), ..Options::default() };
        let fewest = plan(&new, &fewest).ok().and_then(|other| level(&other, ObjectiveName::PeopleMoved));
        prop_assert_eq!(Some(moved), fewest);
    }
    Ok(match (keep.order, keep.max_moves) {
        (_, Some(_)) => "bounded",
        (KeepOrder::First, None) => "first",
        (KeepOrder::Last, None) => "last",
    })
}

/// As many cases as the environment asks for, or else these.
fn runner(cases: u32) -> ProptestConfig {
    // What proptest runs where nothing is asked for.
    const UNASKED: u32 = 256;
    let asked = ProptestConfig::default().cases;
    let cases = if asked == UNASKED { cases } else { asked };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(runner(300))]

    #[test]
    fn the_closest_plan_is_the_closest_of_all_plans(
        programme in small_programme(Size::default(), Features { wide_quotas: false, unfilled: false, ..PLANNED }),
        change in change(),
    ) {
        check(&programme, &change)?;
    }

    #[test]
    fn with_pools(
        programme in small_programme(Size::default(), Features { pools: true, ..Features::NONE }),
        change in change(),
    ) {
        check(&programme, &change)?;
    }

    #[test]
    fn with_quotas_over_clusters(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=1 },
            Features { wide_quotas: true, ..Features::NONE },
        ),
        change in change(),
    ) {
        check(&programme, &change)?;
    }

    #[test]
    fn with_pools_and_quotas_over_clusters(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=1 },
            Features { wide_quotas: true, pools: true, ..Features::NONE },
        ),
        change in change(),
    ) {
        check(&programme, &change)?;
    }

    #[test]
    fn with_shared_initiatives_pools_and_quotas(
        programme in small_programme(
            Size { nominees: 6..=9, clusters: 2..=3, initiatives: 1..=2 },
            Features { wide_quotas: true, pools: true, shared_initiatives: true, pins: true, ..Features::NONE },
        ),
        change in change(),
    ) {
        check(&programme, &change)?;
    }

    #[test]
    fn with_several_teams_an_initiative(
        programme in small_programme(
            Size { nominees: 7..=9, clusters: 1..=1, initiatives: 1..=2 }, Features { relations: true, ..Features::NONE },
        ),
        change in change(),
    ) {
        let mut programme = programme;
        programme.initiatives.iter_mut().for_each(|initiative| initiative.teams_max = 4);
        check(&programme, &change)?;
    }
}
