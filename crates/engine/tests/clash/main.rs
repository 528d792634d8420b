//! Clashes against the oracle: irreducible, and what is said to resolve them does, by the least.

mod across;
mod cheapest;
mod loosened;

use cheapest::cheaper;
use fordel_engine::outcome::{Clash, Demand};
use fordel_engine::resolution::Resolution;
use fordel_engine::{Options, Outcome, plan};
use fordel_model::id::Id;
use fordel_model::plan::PlanStatus;
use fordel_model::programme::{Reserved, Unfilled};
use fordel_model::{ClusterId, Column, Programme, Scope, SectorId, TeamRule};
use fordel_testkit::{Features, ProgrammeBuilder, Size, small_programme};
use loosened::{Loosened, take, with_only};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Rules of one cluster's block, with pools of seats, shared initiatives, groups, pins and orders; quotas over several
/// clusters are another kind of clash.
const PLANNED: Features = Features { wide_quotas: false, worst_team_first: false, ..Features::ALL };

/// The only clash there is, and its cluster.
fn lone(programme: &Programme, outcome: &Outcome) -> Option<(ClusterId, Resolution)> {
    let ([_], [resolution]) = (outcome.clashes.as_slice(), outcome.resolutions.as_slice()) else {
        return None;
    };
    let cluster = match &outcome.clashes[resolution.clash] {
        Clash::NoTeam { initiative, .. } => programme.initiatives[*initiative].clusters[0],
        Clash::Pin { nominee, .. } => programme.nominees[*nominee].cluster,
        Clash::Together { cluster, .. } | Clash::Unfilled { cluster, .. } => *cluster,
        _ => return None,
    };
    Some((cluster, resolution.clone()))
}

/// Checks the only clash of a programme; says what was found.
fn check(programme: &Programme) -> Result<&'static str, TestCaseError> {
    let Ok(outcome) = plan(programme, &Options::default()) else { return Ok("refused") };
    let Some((cluster, found)) = lone(programme, &outcome) else { return Ok("no lone clash") };
    if Loosened::of(programme.clone()).block(cluster) != Some(false) {
        return Ok("clashes elsewhere");
    }
    let block = |only: &[fordel_engine::outcome::Demand]| with_only(programme, only).block(cluster);
    prop_assert_eq!(block(&found.demands), Some(false), "more than {:?} is needed", found.demands);
    for (at, demand) in found.demands.iter().enumerate() {
        let mut others = found.demands.clone();
        others.remove(at);
        prop_assert_eq!(
            block(&others),
            Some(true),
            "{:?} need not be dropped of {:?}",
            demand,
            found.demands
        );
    }
    let had_plan: Vec<ClusterId> = programme
        .clusters
        .ids()
        .filter(|&id| outcome.clusters[id].status != PlanStatus::Infeasible)
        .collect();
    let block_of = fordel_testkit::brute::blocks(programme);
    let own = block_of.into_iter().find(|block| block.contains(&cluster)).expect("a block");
    let resolves = |changed: &Loosened| {
        let Some(possible) = changed.possible() else { return false };
        !possible.without.contains(&cluster)
            && possible.together
            && had_plan.iter().all(|id| own.contains(id) || !possible.without.contains(id))
    };
    for relaxation in &found.relaxations {
        let changed = Loosened::of(take(programme, &relaxation.steps));
        prop_assert_eq!(changed.block(cluster), Some(true), "{:?} does not resolve it", relaxation);
        prop_assert!(resolves(&changed), "{:?} costs another cluster its plan", relaxation);
    }
    prop_assert!(found.relaxations.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    let least = found.relaxations.first().map_or(9, |one| one.cost);
    let better = cheaper(programme, &own, least, resolves);
    prop_assert!(
        better.is_none(),
        "{:?} costs less than {:?} of {:?}",
        better,
        found.relaxations,
        found.demands
    );
    Ok(match (&found.relaxations[..], found.demands.len()) {
        ([], _) => "nothing resolves it",
        ([first, ..], _) if first.steps.len() == 2 => "a pair resolves it",
        (_, 1) => "one demand",
        (_, _) => "several demands",
    })
}

/// Promise P4.
#[test]
fn p4_a_clash_is_irreducible_and_its_cheapest_relaxations_resolve_it() {
    let kinds: Mutex<BTreeMap<&'static str, u32>> = Mutex::default();
    let cases = ProptestConfig::default().cases.max(400);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let size = Size { nominees: 4..=7, clusters: 1..=2, initiatives: 1..=2 };
    proptest!(config, |(programme in small_programme(size, PLANNED))| {
        let kind = check(&programme)?;
        *kinds.lock().expect("no panic inside").entry(kind).or_default() += 1;
    });
    let kinds = kinds.into_inner().expect("no panic inside");
    for kind in ["one demand", "several demands"] {
        assert!(kinds.contains_key(kind), "no such case: {kind}, of {kinds:?}");
    }
}

/// Two limits of one for each sector keep a third seat empty, and the pin's team is barred by a sector nobody has: the
/// cheapest pair is found although each limit could be raised step by step for as long as questions last.
#[test]
fn the_cheapest_first_step_is_tried_before_many_dear_ones() {
    let programme = ProgrammeBuilder::new(3)
        .programme(|programme| {
            (programme.unfilled, programme.rules.min_sectors) = (Unfilled::Refuse, 0);
            programme.rules.further.push(TeamRule::Sector(SectorId::from_index(0)));
        })
        .cluster("c0", 100)
        .initiative("k0", &["c0"])
        .teams(0, 1)
        .size(2, 2)
        .nominee("n0", "c0", "Org0", "general_practice")
        .nominee("n1", "c0", "Org0", "region")
        .nominee("n2", "c0", "Org0", "general_practice")
        .nominee("n3", "c0", "Org0", "region")
        .pin_in("n0", None)
        .quota(Column::Sector, "*", Scope::Cluster(None), None, Some(1))
        .build();
    let outcome = plan(&programme, &Options::default()).expect("a programme");
    let cheapest = |one: &Resolution| one.relaxations.first().map(|found| (found.steps.len(), found.cost));
    // No seat need be filled, and the pin goes.
    assert_eq!(outcome.resolutions.first().and_then(cheapest), Some((2, 3 + 4)));
    // What else clashes is told, too.
    let pin = Demand::PinIn(programme.nominees.ids().next().expect("somebody"));
    assert!(outcome.resolutions.len() == 2 && outcome.resolutions[1].demands.contains(&pin));
}

/// A row of quotas that stands for a limit of each profession: without a nurse c0 needs both of its cooks, and with them
/// the pool's last seat, which c1 cannot do without.
#[test]
fn one_limit_of_a_row_of_quotas_is_not_loosened_at_another_clusters_cost() {
    let cook = |nominee: &mut fordel_model::Nominee| nominee.seat_pool = Some("practice".to_owned());
    let programme = ProgrammeBuilder::new(5)
        .programme(|programme| {
            let sectors = vec![SectorId::from_index(2)];
            programme.reserved.push(Reserved { name: "practice".to_owned(), seats: 2, sectors });
            (programme.rules.min_sectors, programme.rules.max_same_organisation) = (0, None);
        })
        .cluster("c0", 100)
        .cluster("c1", 200)
        .initiative("k0", &["c0"])
        .initiative("k1", &["c1"])
        .nominee("n0", "c0", "Town", "municipality")
        .profession("nurse")
        .nominee("n1", "c1", "Town", "municipality")
        .nominee("n3", "c0", "Town", "municipality")
        .profession("cook")
        .with_nominee(cook)
        .nominee("n4", "c1", "Town", "general_practice")
        .nominee("n5", "c0", "Town", "municipality")
        .profession("cook")
        .with_nominee(cook)
        .apart("n0", "n3")
        .apart("n0", "n5")
        .quota(Column::Profession, "*", Scope::Cluster(None), Some(1), None)
        .build();
    assert_eq!(check(&programme).expect("irreducible, and the cheapest"), "several demands");
}
