//! Promises about every plan: hard is hard, the same answer on any machine, and no value that depends on
//! how rows are named or raised by a demand more.

mod no_words;

use fordel_engine::explain::{Came, Explanation, Stay};
use fordel_engine::{Explainer, Keep, KeepOrder, OldPlan, Options, Outcome, document, plan, with_threads};
use fordel_model::id::Id;
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::{NomineeId, Plan, Programme, apply};
use fordel_testkit::{Features, Size, best_plan_keeping, small_programme};
use no_words::NoWords;
use proptest::prelude::*;

/// What the oracle knows to keep close to an earlier plan.
const EXPLAINED: Features = Features {
    shared_initiatives: false,
    pools: false,
    wide_quotas: false,
    unfilled: false,
    worst_team_first: false,
    ..Features::ALL
};

/// The values of all levels, the best largest; `None` where there is no whole plan.
fn levels(outcome: &Outcome) -> Option<Vec<i64>> {
    let value = |level: &fordel_model::plan::Objective| match level.name {
        ObjectiveName::SplitDistance | ObjectiveName::PeopleMoved => -level.value,
        _ => level.value,
    };
    (outcome.status == PlanStatus::Optimal).then(|| outcome.objectives.iter().map(value).collect())
}

fn planned(programme: &Programme) -> Option<Outcome> {
    plan(programme, &Options::default()).ok()
}

/// Every "because" carries the value of the forced alternative: the oracle, which tries every plan of the forced
/// programme, finds the same.
fn check_reasons(programme: &Programme, base: &Plan, found: &Explanation) -> Result<(), TestCaseError> {
    for (team, contributions) in &found.teams {
        let sum: i64 = contributions.iter().map(|own| own.points).sum();
        prop_assert_eq!(sum, team.score, "what contributes to {:?}", team);
        for own in contributions {
            prop_assert_eq!(own.pieces.iter().map(|piece| piece.points).sum::<i64>(), own.points);
        }
    }
    for because in &found.because {
        let forced = apply(programme, &because.forced.force).expect("what was forced once");
        let (order, max_moves) = match because.forced.stay {
            Stay::AsPlanned | Stay::Best => (KeepOrder::Last, None),
            Stay::Fewest => (KeepOrder::First, None),
            Stay::AtMost(most) => (KeepOrder::Last, Some(most)),
        };
        let keep = Keep { old: OldPlan::of(base, String::new()), order, max_moves };
        let Ok(afresh) = plan(&forced, &Options::default()) else { continue };
        if afresh.split.is_tied() {
            continue;
        }
        let fair: Vec<u64> = afresh.fair.iter().copied().collect();
        let keep = (because.forced.stay != Stay::AsPlanned).then_some(&keep);
        let answer = best_plan_keeping(&forced, &fair, &[], keep);
        match (&because.forced.came, &answer.best) {
            (Came::Plan(own), Some(best)) if answer.infeasible.is_empty() => {
                prop_assert!(own.is_proven(), "{:?}", because);
                let level = |name| own.level(name).map(|value| value.unsigned_abs());
                prop_assert_eq!(
                    level(ObjectiveName::SeatsFilled),
                    Some(best.seats_filled()),
                    "{:?}",
                    because
                );
                prop_assert_eq!(level(ObjectiveName::SplitDistance), Some(best.distance), "{:?}", because);
                // Equally close splits are told apart by the method's order alone.
                if best.filled.iter().zip(&fair).all(|(filled, fair)| filled == fair) {
                    prop_assert_eq!(own.score, best.score, "{:?}", because);
                }
            }
            (Came::Clash(_), best) => {
                prop_assert!(
                    best.is_none() || !answer.infeasible.is_empty(),
                    "the oracle finds a plan of {because:?}"
                );
            }
            (Came::Plan(_), None) => prop_assert!(false, "the oracle finds no plan of {because:?}"),
            (Came::Plan(_) | Came::Unplanned(_) | Came::Stopped, _) => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p3_hard_is_hard(programme in small_programme(Size::default(), Features::ALL)) {
        let Some(outcome) = planned(&programme) else { return Ok(()) };
        let is_out = |status| matches!(status, PlanStatus::Infeasible | PlanStatus::Partial);
        prop_assert!(!is_out(outcome.status) || !outcome.clashes.is_empty(), "{:?}", outcome);
        // A cluster without a legal plan has no team that breaks a demand instead.
        for (cluster, own) in outcome.clusters.enumerate() {
            if own.status == PlanStatus::Infeasible {
                prop_assert!(own.teams.is_empty(), "{cluster:?}");
            }
        }
    }

    #[test]
    fn p6_every_because_carries_the_value_of_the_forced_alternative(
        programme in small_programme(Size { nominees: 4..=7, clusters: 1..=2, initiatives: 1..=2 }, EXPLAINED)
    ) {
        let Some(outcome) = planned(&programme).filter(|outcome| outcome.status == PlanStatus::Optimal) else {
            return Ok(());
        };
        let base = document(&programme, "", &outcome, &NoWords);
        let explainer = Explainer::new(&programme, &base, String::new(), &Options::default(), &NoWords);
        let selected = base.teams.first().and_then(|team| team.members.first());
        let people = selected.into_iter().chain(base.not_selected.first().map(|row| &row.nominee));
        let people: Vec<Explanation> = people.filter_map(|id| explainer.nominee(id)).collect();
        let team = base.teams.last().and_then(|team| explainer.team(&team.id));
        let cluster = base.clusters.first().and_then(|row| explainer.cluster(&row.cluster));
        for found in people.iter().chain(&team).chain(&cluster) {
            check_reasons(&programme, &base, found)?;
        }
    }

    #[test]
    fn p8_the_same_answer_for_any_number_of_threads(
        programme in small_programme(Size::default(), Features::ALL)
    ) {
        let with = |threads| with_threads(threads, || format!("{:?}", planned(&programme))).unwrap();
        prop_assert_eq!(with(1), with(3));
    }

    #[test]
    fn p9_renamed_people_are_worth_the_same(
        programme in small_programme(Size::default(), Features { worst_team_first: false, ..Features::ALL })
    ) {
        let mut renamed = programme.clone();
        let n = renamed.nominees.len();
        for at in 0..n {
            let row = &mut renamed.nominees[NomineeId::from_index(at)];
            row.id = format!("person {:03}", n - at);
            row.name = row.id.clone();
        }
        let (before, after) = (planned(&programme), planned(&renamed));
        prop_assert_eq!(before.as_ref().and_then(levels), after.as_ref().and_then(levels));
    }

    #[test]
    fn p9_a_demand_more_never_raises_the_value(
        programme in small_programme(
            Size::default(),
            Features {
                worst_team_first: false,
                priorities: false,
                relations: false,
                unfilled: false,
                ..Features::ALL
            },
        ),
        (one, other) in (0usize..9, 0usize..9),
    ) {
        let n = programme.nominees.len();
        prop_assume!(one % n != other % n);
        // Without `together`: whom a pin keeps out no longer binds the others of the group.
        let mut stricter = programme.clone();
        stricter.people_rules.iter_mut().for_each(|rule| rule.max = rule.max.map(|max| max.saturating_sub(1)));
        let id = |at: usize| NomineeId::from_index(at % n);
        stricter.pins.push(fordel_model::Pin {
            nominee: id(one.max(other)),
            initiative: None,
            team: None,
            side: fordel_model::PinSide::Out,
        });
        let (free, bound) = (planned(&programme), planned(&stricter));
        // Of equally close splits the method's order takes one whatever it scores, and a demand more may leave another.
        let filled = |outcome: &Outcome| outcome.clusters.iter().map(|own| own.filled()).collect::<Vec<_>>();
        let same_seats = free.as_ref().map(filled) == bound.as_ref().map(filled);
        if let (Some(free), Some(bound)) = (free.as_ref().and_then(levels), bound.as_ref().and_then(levels)) {
            let n = if same_seats { free.len() } else { free.len() - 1 };
            prop_assert!(bound[..n] <= free[..n], "{bound:?} above {free:?}");
        }
    }
}
