//! Quotas over several clusters that cannot hold: irreducible sets, and what resolves them, against the oracle.

use crate::cheapest::cheaper;
use crate::loosened::{Loosened, take, with_only};
use fordel_engine::outcome::Clash;
use fordel_engine::{Options, plan};
use fordel_model::programme::Unfilled;
use fordel_model::rule::{PeopleRule, Scope};
use fordel_model::{ClusterId, Programme};
use fordel_testkit::{Features, Size, small_programme};
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

const WIDE: Features = Features { worst_team_first: false, ..Features::ALL };

/// Checks the only clash of a programme, where it is one of quotas or pools over several clusters; whether there was one.
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
    prop_assert_eq!(Loosened::of(programme.clone()).everywhere(), Some(false));
    let only = |demands: &[_]| with_only(programme, demands).everywhere();
    prop_assert_eq!(only(demands), Some(false), "more than {:?} is needed", demands);
    for (at, demand) in demands.iter().enumerate() {
        let mut others = demands.clone();
        others.remove(at);
        prop_assert_eq!(only(&others), Some(true), "{:?} of {:?}", demand, demands);
    }
    let [resolution] = outcome.resolutions.as_slice() else { return Ok(false) };
    for relaxation in &resolution.relaxations {
        let changed = Loosened::of(take(programme, &relaxation.steps));
        prop_assert_eq!(changed.everywhere(), Some(true), "{:?} does not resolve it", relaxation);
    }
    prop_assert!(resolution.relaxations.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    let all: Vec<ClusterId> = programme.clusters.ids().collect();
    let least = resolution.relaxations.first().map_or(9, |one| one.cost);
    let better = cheaper(programme, &all, least, |changed| changed.everywhere() == Some(true));
    prop_assert!(
        better.is_none(),
        "{:?} costs less than {:?} of {:?}",
        better,
        resolution.relaxations,
        demands
    );
    Ok(true)
}

/// Promise P4 where quotas bind over several clusters.
#[test]
fn p4_quotas_over_several_clusters_clash_irreducibly() {
    static FOUND: AtomicUsize = AtomicUsize::new(0);
    let cases = ProptestConfig::default().cases.max(500);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let size = Size { nominees: 4..=7, clusters: 2..=3, initiatives: 2..=3 };
    proptest!(config, |(programme in small_programme(size, WIDE), least in 1u32..=5, of in 0usize..2, few: bool, refuse in prop::bool::weighted(0.2))| {
        let mut programme = programme;
        programme.unfilled = if refuse { Unfilled::Refuse } else { Unfilled::LeaveEmpty };
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
    assert!(found >= 5, "only {found} clashes over several clusters were met");
}
