//! Clashes against the oracle: irreducible, and what is said to resolve them does, by the least.

mod across;
mod loosened;

use fordel_engine::outcome::Clash;
use fordel_engine::resolution::Resolution;
use fordel_engine::{Options, Outcome, plan};
use fordel_model::{ClusterId, Programme};
use fordel_testkit::{Features, Size, best_plan, small_programme};
use loosened::{is_plain, take, weaker, with_only, without};
use proptest::prelude::*;

/// Rules of one cluster's block; quotas over several are another kind of clash.
const PLANNED: Features =
    Features { wide_quotas: false, pools: false, worst_team_first: false, ..Features::ALL };

/// Whether the block of a cluster has a plan by itself, by trying everything; `None` where the split is
/// open. With `free`, the seats of all clusters count for nothing.
fn has_plan(programme: &Programme, cluster: ClusterId, free: bool) -> Option<bool> {
    let split = fordel_apportion::split(&fordel_engine::seat_problem(programme)).ok()?;
    let mut fair: Vec<u64> = split.units.iter().map(|unit| unit.seats).collect::<Option<_>>()?;
    let mut programme = programme.clone();
    if free {
        fair.fill(programme.nominees.len() as u64);
        programme.seats = 1_000;
    }
    Some(!best_plan(&programme, &fair, &[]).infeasible.contains(&cluster))
}

/// The only clash there is, and its cluster.
fn lone(programme: &Programme, outcome: &Outcome) -> Option<(ClusterId, Resolution)> {
    let [resolution] = outcome.resolutions.as_slice() else { return None };
    let cluster = match &outcome.clashes[resolution.clash] {
        Clash::NoTeam { initiative, .. } => programme.initiatives[*initiative].clusters[0],
        Clash::Pin { nominee, .. } => programme.nominees[*nominee].cluster,
        Clash::Together { cluster, .. } => *cluster,
        _ => return None,
    };
    Some((cluster, resolution.clone()))
}

fn check(programme: &Programme) -> Result<&'static str, TestCaseError> {
    let Ok(outcome) = plan(programme, &Options::default()) else { return Ok("refused") };
    let Some((cluster, found)) = lone(programme, &outcome) else { return Ok("no lone clash") };
    if has_plan(programme, cluster, false) != Some(false) {
        return Ok("clashes elsewhere");
    }
    let has_room = outcome.fair.iter().all(|&seats| seats >= 4);
    if is_plain(programme, &found.demands) && has_room {
        let bare = with_only(programme, &found.demands);
        prop_assert_eq!(
            has_plan(&bare, cluster, true),
            Some(false),
            "more than {:?} is needed",
            found.demands
        );
        for demand in &found.demands {
            let mut changed = bare.clone();
            without(&mut changed, demand);
            prop_assert_eq!(
                has_plan(&changed, cluster, true),
                Some(true),
                "{:?} need not be dropped of {:?}",
                demand,
                found.demands
            );
        }
    }
    if !is_plain(programme, &found.demands) {
        return Ok("wider rows");
    }
    for relaxation in &found.relaxations {
        let mut changed = programme.clone();
        if !relaxation.steps.iter().all(|step| take(&mut changed, step)) {
            continue;
        }
        prop_assert_eq!(
            has_plan(&changed, cluster, false),
            Some(true),
            "{:?} does not resolve it",
            relaxation
        );
        // Neither step of a pair does by itself.
        for step in relaxation.steps.iter().filter(|_| relaxation.steps.len() > 1) {
            let mut changed = programme.clone();
            take(&mut changed, step);
            let lone_cost =
                found.relaxations.iter().filter(|one| one.steps.len() == 1).map(|one| one.cost).min();
            prop_assert!(
                has_plan(&changed, cluster, false) != Some(true)
                    || lone_cost.is_some_and(|cost| cost <= relaxation.cost),
                "{:?} resolves it alone: {:?}",
                step,
                found.relaxations
            );
        }
        if let [step] = relaxation.steps.as_slice()
            && let Some(weaker) = weaker(programme, step)
        {
            let mut changed = programme.clone();
            take(&mut changed, &weaker);
            prop_assert_ne!(
                has_plan(&changed, cluster, false),
                Some(true),
                "{:?} would do for {:?}",
                weaker,
                step
            );
        }
    }
    prop_assert!(found.relaxations.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    Ok("resolved")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Promise P4.
    #[test]
    fn p4_a_clash_is_irreducible_and_its_relaxations_resolve_it(
        programme in small_programme(Size { nominees: 4..=7, clusters: 1..=2, initiatives: 1..=2 }, PLANNED),
    ) {
        check(&programme)?;
    }
}
