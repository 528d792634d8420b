//! Promises about every plan: hard is hard, the same answer on any machine, and no value that depends on
//! how rows are named or raised by a demand more.

use fordel_engine::{Options, Outcome, plan, with_threads};
use fordel_model::id::Id;
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::{NomineeId, Programme};
use fordel_testkit::{Features, Size, small_programme};
use proptest::prelude::*;

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
        if let (Some(free), Some(bound)) = (free.as_ref().and_then(levels), bound.as_ref().and_then(levels)) {
            prop_assert!(bound <= free, "{bound:?} above {free:?}");
        }
    }
}
