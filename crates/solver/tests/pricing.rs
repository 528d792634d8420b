//! Pricing against the listing: with no threshold it finds every team the listing has, at its reduced
//! cost; with one, exactly those that reach it; and the best of each first member without any.

use fordel_model::id::Id;
use fordel_model::{ClusterId, Programme};
use fordel_solver::pricing::{Face, Priced, Wanted, one_by_one, price};
use fordel_solver::program::{Prices, Worth};
use fordel_solver::{Ask, Block, Candidacy, Goal, Outcome, Work, solve};
use fordel_testkit::{Features, Pool, Size, medium_programme, pool_programme, small_programme};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn block(programme: &Programme, cluster: ClusterId, limit: usize) -> Block {
    let candidacy = Candidacy::of(programme);
    Block::of_clusters(programme, &candidacy, &[], &[cluster], limit).expect("few people")
}

type Reduced = BTreeMap<(usize, Vec<u16>), i64>;

fn agrees(programme: &Programme, duals: &[i64], factor: i64) -> Result<(), TestCaseError> {
    for cluster in programme.clusters.ids() {
        let listed = block(programme, cluster, 1_000_000);
        let coded = block(programme, cluster, 0);
        let Some(teams) = coded.columns.teams() else { continue };
        prop_assert_eq!(&listed.placeable, &coded.placeable);
        let n = listed.people.len();
        let scale = 10;
        let prices = Prices {
            person: (0..n).map(|p| duals[p % duals.len()]).collect(),
            initiative: (0..listed.initiatives.len()).map(|k| duals[(k + 3) % duals.len()] / 2).collect(),
            old_team: Vec::new(),
            kept: 0,
            points: 0,
        };
        let worth =
            Worth { factor, kept: 0, person: (0..n).map(|p| i64::try_from(p % 3).expect("small")).collect() };
        let mut all = Reduced::new();
        for column in 0..listed.columns.len() {
            let members: Vec<u16> =
                listed.columns.members(column).map(|p| u16::try_from(p).expect("small")).collect();
            let price: i64 = members.iter().map(|&p| prices.person[usize::from(p)]).sum();
            let k = listed.columns.initiative(column);
            let reduced_cost = scale * worth.of(&listed.columns, column) - price - prices.initiative[k];
            let code = coded.columns.code(k, &members);
            prop_assert_eq!(coded.columns.score(code), listed.columns.score(column));
            prop_assert_eq!(coded.columns.initiative(code), k);
            all.insert((k, members), reduced_cost);
        }
        let faces: Vec<Face<'_>> =
            (0..teams.n_initiatives()).map(|at| Face::new(teams, at, &worth, &prices, scale)).collect();
        let found = |threshold: i64, each: usize| -> Vec<Priced> {
            let wanted = Wanted { threshold, each, most: usize::MAX, looks: u64::MAX };
            let found = price(&faces, wanted, one_by_one, None);
            assert!(!found.cut);
            found.teams
        };
        let keyed = |teams: Vec<Priced>| -> Result<Reduced, TestCaseError> {
            let mut keyed = Reduced::new();
            for team in teams {
                let key = (team.initiative, team.members().to_vec());
                prop_assert_eq!(keyed.insert(key, team.reduced_cost), None, "each team once");
            }
            Ok(keyed)
        };
        prop_assert_eq!(keyed(found(i64::MIN / 8, usize::MAX))?, all.clone());
        for threshold in [-30_000, -3_000, 0, 1, 2_500, 9_000] {
            let mut expected = all.clone();
            expected.retain(|_, reduced_cost| *reduced_cost >= threshold);
            prop_assert_eq!(keyed(found(threshold, usize::MAX))?, expected);
        }
        let best = keyed(found(i64::MIN / 8, 1))?;
        for k in 0..listed.initiatives.len() {
            let of_it =
                |teams: &Reduced| teams.iter().filter(|((at, _), _)| *at == k).map(|(_, rc)| *rc).max();
            prop_assert_eq!(of_it(&best), of_it(&all));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pricing_without_a_threshold_is_the_listing(
        programme in small_programme(Size { clusters: 1..=2, ..Size::default() }, Features::ALL),
        duals in proptest::collection::vec(-4_000i64..9_000, 1..9),
        factor in 0i64..3,
    ) {
        agrees(&programme, &duals, factor)?;
    }

    #[test]
    fn pricing_pools_without_a_threshold_is_the_listing(
        seed in 0u64..1_000,
        kind in 0usize..5,
        duals in proptest::collection::vec(-4_000i64..9_000, 1..9),
    ) {
        agrees(&pool_programme(Pool::ALL[kind], seed, 12), &duals, 1)?;
    }
}

/// The same block, with its teams listed and generated: the same optimum.
fn same_optimum(programme: &Programme) {
    let candidacy = Candidacy::of(programme);
    let quotas = fordel_solver::quotas(programme, &candidacy);
    for cluster in programme.clusters.ids() {
        let of = |limit| {
            Block::of_clusters(programme, &candidacy, &quotas, &[cluster], limit).expect("few people")
        };
        let (listed, coded) = (of(1_000_000), of(0));
        for goal in [Goal::Score, Goal::People, Goal::Anything] {
            for seats in 0..=u64::try_from(listed.people.len()).expect("small") {
                let least = if goal == Goal::People { 0 } else { seats };
                let ask = Ask { goal, seats: vec![(least, seats)], ..Ask::default() };
                let value = |block: &Block| match solve(
                    &block.program(&ask),
                    Work::default(),
                    &mut Default::default(),
                ) {
                    Outcome::Optimal(solution) => {
                        let program = block.program(&ask);
                        assert!(program.is_feasible(&solution.columns));
                        assert!(solution.bound.floor() >= solution.value);
                        Some(solution.value)
                    }
                    Outcome::Infeasible(_) => None,
                    Outcome::Limit(..) => panic!("the search stopped on a small block"),
                };
                assert_eq!(value(&listed), value(&coded), "{goal:?} with {seats} seats");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_columns_have_the_optimum_of_listed_ones(
        programme in small_programme(Size { clusters: 1..=1, ..Size::default() }, Features::ALL),
    ) {
        same_optimum(&programme);
    }
}

#[test]
fn generated_columns_have_the_optimum_of_listed_ones_in_medium_blocks() {
    for seed in 0..4 {
        let programme = medium_programme(seed, 14);
        let candidacy = Candidacy::of(&programme);
        let cluster = ClusterId::from_index(0);
        let of =
            |limit| Block::of_clusters(&programme, &candidacy, &[], &[cluster], limit).expect("few people");
        for seats in [10, 11] {
            let ask = Ask { goal: Goal::Score, seats: vec![(seats, seats)], ..Ask::default() };
            let value =
                |block: Block| match solve(&block.program(&ask), Work::default(), &mut Default::default()) {
                    Outcome::Optimal(solution) => Some(solution.value),
                    Outcome::Infeasible(_) => None,
                    Outcome::Limit(..) => panic!("the search stopped on a medium block"),
                };
            assert_eq!(value(of(1_000_000)), value(of(0)), "seed {seed}, {seats} seats");
        }
    }
}
