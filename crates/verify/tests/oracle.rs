//! Plans found by brute force are accepted, and everything they claim is proved again.

use fordel_testkit::{DIGEST, Features, Size, best_plan, document, small_programme};
use fordel_verify::{Claim, check, fair_seats};
use proptest::prelude::*;

/// What the method leaves to be proved elsewhere.
fn is_elsewhere(claim: &Claim) -> bool {
    matches!(claim, Claim::WorstTeam | Claim::PoolSeatsFilled | Claim::SplitDistance)
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
        wide_quotas: false, unfilled: false, ..Features::ALL
    })) {
        accepts(&programme)?;
    }
}
