//! Repair after a withdrawal against the oracle, for every number of moves.

mod no_words;

use fordel_engine::repair::repair;
use fordel_engine::{Keep, KeepOrder, OldPlan, Options, document, plan};
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::{Programme, Status};
use fordel_testkit::{Features, Size, best_plan_keeping, small_programme};
use no_words::NoWords;
use proptest::prelude::*;

const PLANNED: Features = Features {
    shared_initiatives: false,
    pools: false,
    wide_quotas: false,
    unfilled: false,
    worst_team_first: false,
    ..Features::ALL
};

fn check(programme: &Programme, who: &prop::sample::Index) -> Result<(), TestCaseError> {
    let Ok(first) = plan(programme, &Options::default()) else { return Ok(()) };
    if first.split.is_tied() || first.status != PlanStatus::Optimal {
        return Ok(());
    }
    let base = document(programme, "", &first, &NoWords);
    let seated: Vec<&String> = base.teams.iter().flat_map(|team| &team.members).collect();
    if seated.is_empty() {
        return Ok(());
    }
    let withdrawn = (*who.get(&seated)).clone();
    let mut new = programme.clone();
    new.nominees.iter_mut().filter(|row| row.id == withdrawn).for_each(|row| row.status = Status::Withdrawn);
    let old = OldPlan::of(&base, String::new());
    let Ok(found) = repair(&new, &old, 5, &Options::default(), &NoWords) else { return Ok(()) };
    let fair: Vec<u64> = first.fair.iter().copied().collect();
    let mut before = None;
    for point in found.points.iter().chain([&found.free]) {
        prop_assert!(point.review.is_accepted(), "{:?}", point.review.findings);
        let keep = Keep { old: old.clone(), order: KeepOrder::Last, max_moves: point.most };
        let answer = best_plan_keeping(&new, &fair, &[], Some(&keep));
        if let (Some(best), true) = (&answer.best, answer.infeasible.is_empty()) {
            prop_assert!(point.is_whole(), "at most {:?}: {:?}", point.most, point.plan.clash);
            prop_assert_eq!(point.plan.status, PlanStatus::Optimal);
            let seats = u64::try_from(point.level(ObjectiveName::SeatsFilled)).expect("a number of seats");
            prop_assert_eq!(seats, best.seats_filled(), "at most {:?}", point.most);
            let distance = u64::try_from(point.level(ObjectiveName::SplitDistance)).expect("a distance");
            prop_assert_eq!(distance, best.distance);
            if point.plan.filled == best.filled {
                prop_assert_eq!(point.plan.score, best.score, "at most {:?}", point.most);
                prop_assert_eq!(u64::try_from(point.moved()).ok(), best.moved);
            }
        } else if answer.best.is_none() {
            prop_assert!(!point.is_whole(), "the oracle finds no plan within {:?}", point.most);
        }
        // The withdrawn person's own move is not counted.
        prop_assert!(point.most.is_none_or(|most| !point.is_whole() || point.moved() <= most.cast_signed()));
        let rank = point.rank();
        prop_assert!(before.is_none_or(|before| before <= rank), "{:?} after {:?}", rank, before);
        before = Some(rank);
    }
    // With as many moves as there are people the curve ends at the best plan of all.
    let all = new.nominees.len() as u64;
    let Ok(last) = repair(&new, &old, all, &Options::default(), &NoWords) else { return Ok(()) };
    prop_assert_eq!(last.points.last().map(|point| point.rank()), Some(found.free.rank()));
    for one in &found.substitutes {
        let Some(taken) = one.taken else { continue };
        // A reserve is nobody the curve could choose, and a pin is exempt from the organisations' own order.
        let is_free = one.is_reserve || new.rules.respect_priority;
        prop_assert!(is_free || taken.price.is_none_or(|price| price >= 0), "{:?}", one);
        prop_assert!(taken.moved >= 1 || !old.out.contains(&one.nominee) || one.is_reserve, "{:?}", one);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// Promise P5.
    #[test]
    fn p5_the_best_plan_for_every_number_of_moves(
        programme in small_programme(Size { nominees: 5..=8, clusters: 1..=2, initiatives: 1..=2 }, PLANNED),
        who in any::<prop::sample::Index>(),
    ) {
        check(&programme, &who)?;
    }

    /// Promise P5, where initiatives have several teams.
    #[test]
    fn p5_with_several_teams_an_initiative(
        programme in small_programme(
            Size { nominees: 7..=8, clusters: 1..=1, initiatives: 1..=1 }, Features { relations: true, ..Features::NONE },
        ),
        who in any::<prop::sample::Index>(),
    ) {
        let mut programme = programme;
        programme.initiatives.iter_mut().for_each(|initiative| initiative.teams_max = 4);
        check(&programme, &who)?;
    }
}
