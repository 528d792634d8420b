//! The judge and the splits of the engine: every right one is accepted whatever the method, bounds, levels and
//! rule for ties, lots are drawn again from their seed, and what is changed is refused.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use fordel_apportion::{Problem, Unit, split};
use fordel_model::split::{BoundRule, OnTie};
use fordel_model::{Method, Split, Weight};
use fordel_verify::seat_problem::{SeatClaim, SeatFault, SeatProblem, SeatUnit, check_split};
use proptest::prelude::*;

fn methods() -> impl Strategy<Value = Method> {
    prop::sample::select(vec![
        Method::Hamilton,
        Method::DroopLr,
        Method::HagenbachBischoffLr,
        Method::SainteLague,
        Method::DHondt,
        Method::HuntingtonHill,
        Method::Adams,
        Method::Dean,
        Method::Danish,
        Method::Imperiali,
        Method::ModifiedSainteLague { numerator: 7, denominator: 5 },
        Method::Stationary { numerator: 1, denominator: 3 },
        Method::PowerMean(3),
        Method::PowerMean(-2),
        Method::QuotaMethod,
        Method::Lottery,
        Method::MonotoneLottery { houses: 40 },
    ])
}

prop_compose! {
    /// Weights that are often copied, so that ties are the rule; bounds and groups now and then.
    fn problems()(
        method in methods(),
        rows in prop::collection::vec(
            (prop::sample::select(vec![0u64, 1, 1, 2, 3, 3, 6, 6, 10, 15]), 0u64..3, 0u64..6, 0usize..3), 1..8),
        seats in 0u64..30,
        is_bounded in any::<bool>(),
        is_nested in prop::bool::weighted(0.3),
        bound_rule in prop::sample::select(vec![BoundRule::FloorThenRaise, BoundRule::FixAndRepeat]),
        on_tie in prop::sample::select(vec![OnTie::Report, OnTie::Lot, OnTie::Lot, OnTie::Order, OnTie::LargerWeight]),
        seed in 0u64..1000,
    ) -> Problem {
        let unit = |(at, &(weight, min, more, group)): (usize, &(u64, u64, u64, usize))| Unit {
            // Names that do not stand in order.
            id: format!("u{}", at * 7 % 10),
            weight: Weight::from_integer(weight),
            min: is_bounded.then_some(min),
            max: (is_bounded && more < 5).then_some(min + more),
            groups: if is_nested { vec![format!("g{}", 2 - group)] } else { Vec::new() },
            ..Unit::default()
        };
        Problem {
            method,
            seats,
            units: rows.iter().enumerate().map(unit).collect(),
            bound_rule,
            on_tie,
            seed,
            levels: if is_nested { vec!["group".to_owned()] } else { Vec::new() },
            ..Problem::default()
        }
    }
}

fn beside(problem: &Problem) -> SeatProblem {
    let unit = |unit: &Unit| SeatUnit {
        id: unit.id.clone(),
        weight: unit.weight.clone(),
        min: unit.min.unwrap_or(0),
        max: unit.max,
        groups: unit.groups.clone(),
    };
    SeatProblem {
        method: problem.method,
        seats: problem.seats,
        bound_rule: problem.bound_rule,
        on_tie: Some(problem.on_tie),
        levels: problem.levels.clone(),
        level_methods: problem.level_methods.clone(),
        units: problem.units.iter().map(unit).collect(),
    }
}

/// What may come out, by name.
fn by_name(result: &Split) -> Vec<(String, u64, u64)> {
    let mut rows: Vec<_> =
        result.units.iter().map(|unit| (unit.id.clone(), unit.lower, unit.upper)).collect();
    rows.sort();
    rows
}

fn runner() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(1500), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(runner())]

    #[test]
    fn separate_code_accepts_every_split_and_draws_its_lots_again(problem in problems()) {
        let Ok(result) = split(&problem) else { return Ok(()) };
        let review = check_split(&beside(&problem), &result);
        prop_assert!(review.is_accepted(), "{:?}\n{problem:?}\n{result:?}", review.findings);
        if problem.method.is_lottery() {
            prop_assert!(review.proved.contains(&SeatClaim::Draw), "{review:?}\n{problem:?}\n{result:?}");
        }
        if !result.broken_ties.is_empty() && result.broken_ties[0].rule == OnTie::Lot && result.tie.is_none() {
            prop_assert!(review.proved.contains(&SeatClaim::Draw), "{review:?}\n{problem:?}\n{result:?}");
        }
    }

    #[test]
    fn lots_do_not_depend_on_the_order_of_the_units(problem in problems()) {
        if !matches!(problem.on_tie, OnTie::Lot | OnTie::LargerWeight) {
            return Ok(());
        }
        let Ok(result) = split(&problem) else { return Ok(()) };
        let mut turned = problem.clone();
        turned.units.reverse();
        prop_assert_eq!(by_name(&result), by_name(&split(&turned).unwrap()), "{:?}", problem);
    }

    #[test]
    fn a_line_that_goes_another_way_is_refused(problem in problems(), at in 0usize..10, other in 0usize..8) {
        let Ok(mut result) = split(&problem) else { return Ok(()) };
        let other = problem.units[other % problem.units.len()].id.clone();
        if at >= result.next.len() || result.next[at] == other {
            return Ok(());
        }
        result.next[at] = other;
        let review = check_split(&beside(&problem), &result);
        let is_refused = review.findings.iter().any(|fault| matches!(fault, SeatFault::Line { .. }));
        prop_assert!(is_refused || review.unproved.contains(&SeatClaim::Line), "{problem:?}\n{result:?}");
    }
}

#[test]
fn another_seed_or_another_winner_is_refused() {
    let mut refused = 0;
    for seed in 0..20 {
        let tied = Problem {
            on_tie: OnTie::Lot,
            seed,
            ..Problem::new(Method::DHondt, 2, [("b", 5), ("a", 5), ("c", 5)])
        };
        let mut result = split(&tied).unwrap();
        assert!(check_split(&beside(&tied), &result).is_accepted());
        result.broken_ties[0].seed = Some(seed + 1);
        let findings = check_split(&beside(&tied), &result).findings;
        refused += usize::from(findings.iter().any(|fault| matches!(fault, SeatFault::Lot { .. })));
        for method in [Method::Lottery, Method::MonotoneLottery { houses: 0 }] {
            other_winner(Problem { seed, ..Problem::new(method, 1, [("a", 1), ("b", 1)]) });
        }
    }
    assert!(refused > 5, "two seeds draw the same in one case of three: {refused}");
}

/// A unit without weight has its minimum before the quotas of the others are reckoned.
#[test]
fn the_line_behind_a_unit_fixed_without_weight_is_accepted() {
    let mut problem = Problem {
        bound_rule: BoundRule::FixAndRepeat,
        ..Problem::new(Method::HagenbachBischoffLr, 5, [("u0", 1), ("u7", 3), ("u4", 0)])
    };
    (problem.units[2].min, problem.units[2].max) = (Some(1), Some(1));
    let result = split(&problem).unwrap();
    assert_eq!(result.next, ["u7", "u0", "u7"]);
    let review = check_split(&beside(&problem), &result);
    assert!(review.is_accepted(), "{:?}", review.findings);
    assert!(review.proved.contains(&SeatClaim::Line));
}

/// The other of two winners is refused.
fn other_winner(drawn: Problem) {
    let mut result = split(&drawn).unwrap();
    let review = check_split(&beside(&drawn), &result);
    assert!(review.is_accepted() && review.proved.contains(&SeatClaim::Draw));
    for unit in &mut result.units {
        let seats = 1 - unit.lower;
        (unit.seats, unit.lower, unit.upper) = (Some(seats), seats, seats);
    }
    let findings = check_split(&beside(&drawn), &result).findings;
    assert!(matches!(findings[..], [SeatFault::Drawn { .. }]), "{findings:?}");
}
