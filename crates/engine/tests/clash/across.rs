//! Quotas over several clusters that cannot hold: irreducible sets, and what resolves them, against the oracle.

use crate::loosened::{is_plain, take, weaker, with_only, without};
use fordel_engine::outcome::Clash;
use fordel_engine::{Options, plan};
use fordel_model::Programme;
use fordel_model::programme::Unfilled;
use fordel_model::rule::{PeopleRule, Scope};
use fordel_testkit::{Features, Size, best_plan, small_programme};
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

const WIDE: Features = Features { pools: false, worst_team_first: false, ..Features::ALL };

/// Whether all clusters have a plan together, by trying everything; `None` where the split is open. With `free`, the
/// seats of all clusters count for nothing.
fn has_plan(programme: &Programme, free: bool) -> Option<bool> {
    let split = fordel_apportion::split(&fordel_engine::seat_problem(programme)).ok()?;
    let mut fair: Vec<u64> = split.units.iter().map(|unit| unit.seats).collect::<Option<_>>()?;
    let mut programme = programme.clone();
    if free {
        fair.fill(programme.nominees.len() as u64);
        programme.seats = 1_000;
    }
    let answer = best_plan(&programme, &fair, &[]);
    Some(answer.infeasible.is_empty() && answer.best.is_some())
}

/// Checks the only clash of a programme, where it is one of quotas over several clusters; whether there was one.
fn check(programme: &Programme) -> Result<bool, TestCaseError> {
    let Ok(outcome) = plan(programme, &Options::default()) else { return Ok(false) };
    let [Clash::Across { clusters, demands }] = outcome.clashes.as_slice() else {
        let is_open = outcome.clashes.iter().any(|clash| matches!(clash, Clash::WiderQuotas(_)));
        prop_assert!(!is_open || outcome.clashes.len() > 1, "nothing is known of {:?}", outcome.clashes);
        return Ok(false);
    };
    if clusters.len() < programme.clusters.len() {
        return Ok(false);
    }
    prop_assert_eq!(has_plan(programme, false), Some(false));
    if is_plain(programme, demands) {
        let bare = with_only(programme, demands);
        prop_assert_eq!(has_plan(&bare, true), Some(false), "more than {:?} is needed", demands);
        for demand in demands {
            let mut changed = bare.clone();
            without(&mut changed, demand);
            prop_assert_eq!(has_plan(&changed, true), Some(true), "{:?} of {:?}", demand, demands);
        }
    }
    let [resolution] = outcome.resolutions.as_slice() else { return Ok(false) };
    for relaxation in &resolution.relaxations {
        let mut changed = programme.clone();
        let is_known =
            relaxation.steps.iter().all(|step| is_step_plain(programme, step) && take(&mut changed, step));
        if !is_known {
            continue;
        }
        prop_assert_eq!(has_plan(&changed, false), Some(true), "{:?} does not resolve it", relaxation);
        if let [step] = relaxation.steps.as_slice()
            && let Some(weaker) = weaker(programme, step)
        {
            let mut changed = programme.clone();
            take(&mut changed, &weaker);
            prop_assert_ne!(has_plan(&changed, false), Some(true), "{:?} would do for {:?}", weaker, step);
        }
    }
    prop_assert!(resolution.relaxations.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    Ok(true)
}

/// Whether a step on a quota is one on a whole row of the table.
fn is_step_plain(programme: &Programme, step: &fordel_engine::resolution::Step) -> bool {
    use fordel_engine::outcome::Demand;
    use fordel_engine::resolution::Step;
    match step {
        Step::QuotaMin(row, _) => is_plain(programme, &[Demand::QuotaMin(row.clone(), 0)]),
        Step::QuotaMax(row, _) => is_plain(programme, &[Demand::QuotaMax(row.clone(), 0)]),
        _ => true,
    }
}

/// Promise P4 where quotas bind over several clusters.
#[test]
fn p4_quotas_over_several_clusters_clash_irreducibly() {
    static FOUND: AtomicUsize = AtomicUsize::new(0);
    let config = ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() };
    let size = Size { nominees: 4..=7, clusters: 2..=3, initiatives: 2..=3 };
    proptest!(config, |(programme in small_programme(size, WIDE), least in 1u32..=5, of in 0usize..2, few: bool)| {
        let mut programme = programme;
        programme.unfilled = Unfilled::LeaveEmpty;
        if few {
            programme.initiatives.iter_mut().for_each(|row| row.teams_min = 0);
            programme.pins.clear();
        }
        let value = programme.sectors.get(of).cloned();
        let attribute = fordel_model::Column::Sector;
        programme.people_rules.push(PeopleRule {
            attribute,
            value,
            scope: Scope::Programme,
            min: Some(least),
            max: None,
        });
        if check(&programme)? {
            FOUND.fetch_add(1, Ordering::Relaxed);
        }
    });
    let found = FOUND.load(Ordering::Relaxed);
    assert!(found >= 20, "only {found} clashes over several clusters were met");
}
