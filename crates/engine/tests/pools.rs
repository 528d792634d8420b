//! Pools in one block, where teams are generated and not listed: promises P1 (proof), P2 (scale) and
//! P8 (determinism) at sizes that a test can bear; `benches/teams.rs` has the larger ones.

use fordel_engine::{Options, Outcome, plan, with_threads};
use fordel_model::plan::PlanStatus;
use fordel_testkit::{Pool, pool_programme};

fn planned(pool: Pool, n: usize, threads: usize) -> Outcome {
    let programme = pool_programme(pool, 1, n);
    with_threads(threads, || plan(&programme, &Options::default()))
        .expect("threads")
        .expect("it can be planned")
}

fn score(outcome: &Outcome) -> i64 {
    outcome.clusters.iter().map(|cluster| cluster.score).sum()
}

/// P1: pools are proven, and the judge, who lists for himself, accepts them.
#[test]
fn p1_pools_are_proven() {
    for pool in Pool::ALL {
        let outcome = planned(pool, 40, 2);
        assert_eq!(outcome.status, PlanStatus::Optimal, "{}", pool.name());
        assert_eq!(score(&outcome), outcome.bound, "{}", pool.name());
    }
}

/// P2: beyond what can be searched completely there is a plan of everybody, and a useful bound.
#[test]
fn p2_large_pools_have_a_plan_and_a_bound() {
    for pool in [Pool::Fours, Pool::Scoring] {
        let outcome = planned(pool, 132, 2);
        let seated: usize =
            outcome.clusters.iter().flat_map(|c| &c.teams).map(|team| team.members.len()).sum();
        assert_eq!(seated, if pool == Pool::Scoring { 105 } else { 132 }, "{}", pool.name());
        let gap = outcome.bound - score(&outcome);
        assert!(gap >= 0 && gap * 100 <= score(&outcome), "{}: {gap} of {}", pool.name(), score(&outcome));
    }
}

/// P8: the same plan for any number of threads.
#[test]
fn p8_threads_do_not_change_the_plan() {
    let teams = |threads| -> Vec<_> {
        let outcome = planned(Pool::ThreesAndFours, 48, threads);
        outcome.clusters.iter().flat_map(|cluster| cluster.teams.clone()).collect()
    };
    assert_eq!(teams(1), teams(3));
}
