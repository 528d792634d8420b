//! The planner, which takes clusters apart and puts together what couples them, against one integer program over
//! all columns of all clusters: quotas and pools over several clusters, shared initiatives. Larger than what the
//! oracle can try out.

use fordel_engine::{Options, Outcome, Unplanned, plan};
use fordel_model::plan::{ObjectiveName, PlanStatus, Row};
use fordel_model::{ClusterId, Programme};
use fordel_solver::solve::choose;
use fordel_solver::{Ask, Block, Candidacy, Goal, Seat, Share, pools, quotas};
use fordel_testkit::{Features, Size, small_programme};
use fordel_verify::Facts;
use proptest::prelude::*;

/// All clusters as one block.
fn whole(programme: &Programme, fair: &[u64]) -> Block {
    let candidacy = Candidacy::of(programme);
    let all = [quotas(programme, &candidacy), pools(programme, &candidacy)].concat();
    let clusters: Vec<ClusterId> = programme.clusters.ids().collect();
    let mut block = Block::of_clusters(programme, &candidacy, &all, &clusters, 200_000).expect("few columns");
    let facts = Facts::of(programme);
    let fair = fair.iter().copied().collect();
    for (at, &initiative) in block.initiatives.clone().iter().enumerate() {
        if !facts.teams_min_binds(initiative, &fair) {
            block.waive_teams_min(at);
        }
    }
    block
}

/// Most by one integer program; `None` where there is no plan.
fn most(block: &Block, ask: &Ask) -> Option<i64> {
    let program = block.program(ask);
    let all: Vec<usize> = (0..program.columns.len()).collect();
    let chosen = choose(&program, &all, None).ok().filter(|chosen| program.is_feasible(chosen));
    // No column at all is a plan too, where the rows allow it.
    let chosen = chosen.or_else(|| program.is_feasible(&[]).then(Vec::new));
    chosen.map(|chosen| program.value(&chosen))
}

/// People who use pools, at least and at most so many.
fn pooled(block: &Block, min: u64, max: u64) -> Share {
    Share { name: Row::Seats("*".to_owned()), people: block.pool_users(), min, max, multiplier: 0 }
}

/// All fillings of these seats, no cluster above its fair share.
fn fillings(fair: &[u64], total: u64) -> Vec<Vec<u64>> {
    let mut all = vec![Vec::new()];
    for &cap in fair {
        all = all
            .into_iter()
            .flat_map(|filling: Vec<u64>| (0..=cap).map(move |n| [filling.clone(), vec![n]].concat()))
            .collect();
    }
    all.retain(|filling| filling.iter().sum::<u64>() == total);
    all
}

fn number(n: u64) -> i64 {
    i64::try_from(n).expect("small")
}

fn level(outcome: &Outcome, name: ObjectiveName) -> i64 {
    outcome.objectives.iter().find(|level| level.name == name).map_or(0, |level| level.value)
}

fn check(programme: &Programme) -> Result<&'static str, TestCaseError> {
    let outcome = match plan(programme, &Options::default()) {
        Ok(outcome) => outcome,
        Err(Unplanned::Split(_)) => return Ok("split refused"),
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    if outcome.split.is_tied() {
        return Ok("tie");
    }
    let fair: Vec<u64> = outcome.fair.iter().copied().collect();
    let block = whole(programme, &fair);
    let caps: Vec<(u64, u64)> = fair.iter().map(|&fair| (0, fair)).collect();
    let people = most(&block, &Ask { goal: Goal::People, seats: caps.clone(), ..Ask::default() });
    if outcome.status == PlanStatus::Infeasible || outcome.status == PlanStatus::Partial {
        prop_assert_eq!(people, None, "{:?}", outcome.clashes);
        return Ok("no plan");
    }
    prop_assert_eq!(outcome.status, PlanStatus::Optimal);
    let Some(people) = people else { return Err(TestCaseError::fail("the one program has no plan")) };
    prop_assert_eq!(level(&outcome, ObjectiveName::SeatsFilled), people);
    let in_cluster = |&p: &usize| matches!(block.seat(p), Seat::Cluster(_));
    let seated = Share {
        name: Row::Seats("all".to_owned()),
        people: (0..block.people.len()).filter(in_cluster).collect(),
        min: people.unsigned_abs(),
        max: people.unsigned_abs(),
        multiplier: 0,
    };
    let ask = Ask { goal: Goal::PoolPeople, seats: caps, shares: vec![seated], ..Ask::default() };
    let users = most(&block, &ask).unwrap_or(0);
    prop_assert_eq!(level(&outcome, ObjectiveName::PoolSeatsFilled), users);
    let filled: Vec<u64> = outcome.clusters.iter().map(|cluster| cluster.filled()).collect();
    let distance =
        |filled: &[u64]| -> u64 { filled.iter().zip(&fair).map(|(a, b)| a.abs_diff(*b).pow(2)).sum() };
    let at = |filling: &[u64]| {
        let seats = filling.iter().map(|&n| (n, n)).collect();
        let shares = vec![pooled(&block, users.unsigned_abs(), users.unsigned_abs())];
        most(&block, &Ask { goal: Goal::Score, seats, shares, ..Ask::default() })
    };
    prop_assert_eq!(level(&outcome, ObjectiveName::SplitDistance), number(distance(&filled)));
    for closer in fillings(&fair, people.unsigned_abs()) {
        if distance(&closer) < distance(&filled) {
            prop_assert_eq!(at(&closer), None, "{:?} is closer than {:?}", closer, filled);
        }
    }
    prop_assert_eq!(Some(level(&outcome, ObjectiveName::Score)), at(&filled));
    Ok("equal")
}

fn runner(cases: u32) -> ProptestConfig {
    // What proptest runs where nothing is asked for.
    const UNASKED: u32 = 256;
    let asked = ProptestConfig::default().cases;
    let cases = if asked == UNASKED { cases } else { asked };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(runner(60))]

    #[test]
    fn quotas_over_clusters(
        programme in small_programme(
            Size { nominees: 12..=18, clusters: 3..=4, initiatives: 1..=1 },
            Features { wide_quotas: true, team_rules: true, ..Features::NONE },
        )
    ) {
        // Another case is drawn where there is nothing to compare: too many of these fail the test.
        prop_assume!(check(&programme)? == "equal");
    }

    #[test]
    fn pools_and_shared_initiatives_too(
        programme in small_programme(
            Size { nominees: 10..=14, clusters: 2..=3, initiatives: 1..=2 },
            Features { wide_quotas: true, pools: true, shared_initiatives: true, ..Features::NONE },
        )
    ) {
        // Another case is drawn where there is nothing to compare: too many of these fail the test.
        prop_assume!(check(&programme)? == "equal");
    }
}
