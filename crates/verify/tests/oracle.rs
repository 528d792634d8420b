//! Plans found by brute force are accepted, and everything they claim is proved again.

use fordel_testkit::{DIGEST, Features, Size, best_plan, document, small_programme};
use fordel_verify::{Claim, Judge, check, fair_seats};
use proptest::prelude::*;

/// What the method leaves to be proved elsewhere.
fn is_elsewhere(claim: &Claim) -> bool {
    matches!(claim, Claim::SplitOrder)
}

fn accepts(programme: &fordel_model::Programme) -> Result<(), TestCaseError> {
    let Some(fair) = fair_seats(programme) else { return Ok(()) };
    let answer = best_plan(programme, &fair, &[]);
    let Some(plan) = document(programme, &fair, &answer) else { return Ok(()) };
    let review = check(programme, DIGEST, &plan);
    let findings: Vec<String> = review.findings.iter().map(ToString::to_string).collect();
    prop_assert!(review.is_accepted(), "{findings:#?}");
    let open: Vec<_> = review.unproved.iter().filter(|claim| !is_elsewhere(claim)).collect();
    prop_assert!(open.is_empty(), "{open:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn best_plans_are_accepted_and_proved(programme in small_programme(Size::default(), Features {
        wide_quotas: false, unfilled: false, pools: false, ..Features::ALL
    })) {
        accepts(&programme)?;
    }
}

/// Where blocks share a pool or a quota, block by block is no proof; the rules hold all the same.
#[test]
fn coupled_plans_keep_the_rules() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let strategy = small_programme(Size::default(), Features { unfilled: false, ..Features::ALL });
    let result = runner.run(&strategy, |programme| {
        let Some(fair) = fair_seats(&programme) else { return Ok(()) };
        let answer = best_plan(&programme, &fair, &[]);
        let Some(plan) = document(&programme, &fair, &answer) else { return Ok(()) };
        let review = Judge::new(&programme, DIGEST, &plan).rules();
        let findings: Vec<String> = review.findings.iter().map(ToString::to_string).collect();
        prop_assert!(review.is_accepted(), "{findings:#?}");
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// The property above would say nothing if hardly a programme had a plan.
#[test]
fn many_programmes_have_plans() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = small_programme(Size::default(), Features { unfilled: false, ..Features::ALL });
    let (mut plans, mut teams, mut partial, mut empty_seats) = (0, 0, 0, 0);
    for _ in 0..400 {
        let programme = strategy.new_tree(&mut runner).unwrap().current();
        let Some(fair) = fair_seats(&programme) else { continue };
        let answer = best_plan(&programme, &fair, &[]);
        let Some(best) = &answer.best else { continue };
        plans += 1;
        teams += best.teams.len();
        partial += usize::from(!answer.infeasible.is_empty());
        empty_seats += usize::from(best.filled != fair);
    }
    println!("{plans} plans, {teams} teams, {partial} partial, {empty_seats} with empty seats");
    assert!(plans > 100 && teams > 100 && partial > 20 && empty_seats > 20);
}
