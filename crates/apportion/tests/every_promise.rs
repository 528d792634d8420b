//! Which test keeps which promise of the engine, and those that stand nowhere else.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use fordel_apportion::account::accounts;
use fordel_apportion::compare::compare;
use fordel_apportion::years::DecidedYear;
use fordel_apportion::{Problem, Refusal, split};
use fordel_model::split::{BoundRule, OnTie};
use fordel_model::{Method, Weight};
use proptest::prelude::*;

/// A promise, the file of its test and the test's name.
const PROMISES: &[(&str, &str, &str)] = &[
    // What no other program has.
    ("integers of any size in every method, with true ties only", PROMISE, "big_weights_make_no_false_ties"),
    ("minimum and maximum in every method", HERE, "minimum_and_maximum_hold_in_every_method"),
    ("bounds that cannot hold: a smallest set", HERE, "bounds_that_cannot_hold_name_a_smallest_set"),
    (
        "separate code checks the certificate",
        JUDGED,
        "separate_code_accepts_every_split_and_draws_its_lots_again",
    ),
    (
        "how many people move the next seat",
        BEYOND,
        "the_smallest_change_moves_a_seat_and_no_smaller_one_does",
    ),
    ("several years: running totals and drift", BEYOND, "accounts_add_up_and_follow_the_entitlements"),
    ("several years: new and merged units", HERE, "new_and_merged_units_keep_their_accounts"),
    (
        "levels: what they cost, the quota at every node",
        BEYOND,
        "what_levels_cost_is_told_with_the_quota_at_every_node",
    ),
    ("a lottery with exact means", LOTTERY, "the_mean_of_the_lottery_is_the_quota_exactly"),
    ("a lottery with a recorded seed", JUDGED, "another_seed_or_another_winner_is_refused"),
    ("paradoxes over totals", YEARS, "the_alabama_paradox_of_21_clusters"),
    ("paradoxes over weights", BEYOND, "the_population_paradox_is_found_under_hamilton"),
    ("paradoxes over new units", BEYOND, "the_oklahoma_paradox_of_a_new_unit_is_found_under_hamilton"),
    ("all tied outcomes of a two-way problem", TWO_WAY, "every_two_way_split_is_one_of_the_best_matrices"),
    ("methods side by side with criteria", HERE, "methods_stand_side_by_side_with_their_criteria"),
    // Exact, deterministic.
    (
        "scale, names and order do not matter",
        PROMISE,
        "scaling_renaming_and_reordering_change_nothing_but_the_order",
    ),
    ("lots do not depend on the order", JUDGED, "lots_do_not_depend_on_the_order_of_the_units"),
    ("0.1 is 1/10", HERE, "a_tenth_is_a_tenth"),
    // Divisor methods.
    (
        "every divisor inside gives the seats; inner points iff no tie",
        PROMISE,
        "every_divisor_strictly_inside_the_interval_reproduces_the_seats",
    ),
    ("house monotone componentwise", PROMISE, "divisor_methods_are_house_monotone_unit_by_unit"),
    ("population monotone", PROMISE, "divisor_methods_are_population_monotone"),
    ("coherent on subsets", PROMISE, "divisor_methods_are_coherent_on_subsets"),
    ("the min-max inequality", PROMISE, "the_min_max_inequality_holds"),
    // Largest remainders.
    ("within quota", PROMISE, "hamilton_stays_within_the_quota"),
    (
        "the Alabama case of 1880 by the named rule",
        OFFICIAL,
        "the_alabama_paradox_of_1880_under_floor_then_raise",
    ),
    (
        "D'Hondt and the lower, Adams and the upper quota",
        PROMISE,
        "dhondt_is_never_below_the_lower_quota_and_adams_never_above_the_upper",
    ),
    ("other violations are listed", HERE, "every_unit_outside_its_quota_is_listed"),
    ("exact quotas are met exactly", PROMISE, "exact_quotas_are_met_exactly"),
    ("zero weight, zero seats", PROMISE, "zero_weight_has_zero_seats_unless_a_minimum_says_otherwise"),
    // Ties.
    ("a tie iff more than one outcome is right, units and seats exact", ORACLE, "divisor_methods_agree"),
    ("the same by remainders", ORACLE, "floor_then_raise_agrees"),
    ("outcomes can be counted", BEYOND, "a_hundred_thousand_tied_units_are_counted"),
    ("irrational ties", PUBLISHED, "irrational_ties_are_found"),
    ("a cap removes the tie", PUBLISHED, "a_cap_that_removes_the_choice_removes_the_tie"),
    ("the rule is explicit and recorded", PUBLISHED, "ties_are_broken_only_by_the_stated_rule_and_recorded"),
    ("a broken tie can be taken up again", HERE, "after_a_lot_the_losers_are_next_in_line"),
    // Two-way.
    ("margins met, divisors give every cell", TWO_WAY, "every_two_way_split_is_one_of_the_best_matrices"),
    ("tied cells named", TWO_WAY, "equal_cells_have_two_matrices"),
    ("infeasible margins named", TWO_WAY, "impossible_margins_are_named"),
    (
        "solvable or not as a maximum flow says, the cut named",
        TWO_WAY,
        "margins_that_cannot_be_met_are_those_of_a_maximum_flow_and_a_cut_says_why",
    ),
    ("solvable problems never refused", TWO_WAY, "larger_matrices_are_proven"),
    // Levels and years.
    ("children add up at every node", PROMISE, "children_add_up_at_every_node"),
    (
        "running totals within floor and ceiling",
        YEARS,
        "running_totals_within_floor_and_ceiling_of_the_running_entitlement",
    ),
    (
        "constant weights: one house-monotone sequence",
        YEARS,
        "with_constant_weights_the_years_are_differences_of_one_sequence",
    ),
    // Chance.
    ("within quota always", JUDGED, "separate_code_accepts_every_split_and_draws_its_lots_again"),
    ("a house-monotone lottery", BEYOND, "the_monotone_lottery_is_house_monotone_and_within_the_quota"),
    // Explanation.
    (
        "verified by re-running with the changed weight",
        YEARS,
        "explanations_are_verified_by_running_again_with_the_changed_weight",
    ),
    // Speed.
    ("work that does not depend on the seats", WORK, "the_work_does_not_depend_on_the_seats"),
    (
        "any number of seats in the whole program; figures in benches/apportion.rs",
        COMMAND,
        "the_whole_program_answers_for_any_number_of_seats",
    ),
    // Published results.
    ("published one-way results", SHOWN, "every_one_way_result_comes_out_of_the_command"),
    ("published two-way results", SHOWN, "every_two_way_result_comes_out_of_the_command"),
];

const HERE: &str = include_str!("every_promise.rs");
const PROMISE: &str = include_str!("promises.rs");
const BEYOND: &str = include_str!("beyond_one_split.rs");
const YEARS: &str = include_str!("years_and_explanations.rs");
const TWO_WAY: &str = include_str!("two_way.rs");
const ORACLE: &str = include_str!("against_the_oracle.rs");
const OFFICIAL: &str = include_str!("official.rs");
const PUBLISHED: &str = include_str!("published.rs");
const LOTTERY: &str = include_str!("../src/lottery.rs");
const JUDGED: &str = include_str!("../../../tests/seats_judged.rs");
const COMMAND: &str = include_str!("../../../tests/seats.rs");
const SHOWN: &str = include_str!("../../../tests/seats_published.rs");
const WORK: &str = include_str!("../src/divisor/work.rs");

#[test]
fn every_promise_has_its_test() {
    for (promise, file, test) in PROMISES {
        assert!(
            file.contains(&format!("    fn {test}(")) || file.contains(&format!("\nfn {test}(")),
            "{promise}: {test}"
        );
    }
}

fn problem(method: Method, weights: &[u64], seats: u64) -> Problem {
    Problem::new(method, seats, weights.iter().enumerate().map(|(at, &weight)| (format!("u{at}"), weight)))
}

fn weights(n: usize) -> impl Strategy<Value = Vec<u64>> {
    let weight = prop::sample::select(vec![0u64, 1, 1, 2, 3, 6, 6, 10, 15, 30]);
    prop::collection::vec(weight, 1..=n)
        .prop_filter("some weight", |list| list.iter().any(|&weight| weight > 0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn minimum_and_maximum_hold_in_every_method(
        method in prop::sample::select(Method::ALL.to_vec()), list in weights(7), seats in 0u64..40,
        bounds in prop::collection::vec((0u64..4, 0u64..9), 7),
        bound_rule in prop::sample::select(vec![BoundRule::FloorThenRaise, BoundRule::FixAndRepeat]),
    ) {
        let mut problem = Problem { bound_rule, ..problem(method, &list, seats) };
        for (unit, (min, more)) in problem.units.iter_mut().zip(bounds) {
            (unit.min, unit.max) = (Some(min), Some(min + more));
        }
        match split(&problem) {
            Ok(result) => for (unit, row) in problem.units.iter().zip(&result.units) {
                let (min, max) = unit.bounds();
                prop_assert!(min <= row.lower && row.upper <= max, "{:?} {:?}", problem, result);
            },
            // The quota method says that it knows none; the others that these cannot hold.
            Err(refusal) => prop_assert_eq!(refusal.is_wrong_call(), method == Method::QuotaMethod),
        }
    }

    #[test]
    fn bounds_that_cannot_hold_name_a_smallest_set(list in weights(7), mins in prop::collection::vec(0u64..5, 7), seats in 0u64..12) {
        let mut problem = problem(Method::SainteLague, &list, seats);
        problem.units.iter_mut().zip(&mins).for_each(|(unit, &min)| unit.min = Some(min));
        let sum: u64 = mins[..list.len()].iter().sum();
        match split(&problem) {
            Err(Refusal::MinAboveSeats { units, needed, .. }) => {
                prop_assert_eq!(needed, u128::from(sum));
                let all: u64 = units.iter().map(|(_, min)| min).sum();
                prop_assert!(all > seats);
                for (_, min) in &units {
                    prop_assert!(all - min <= seats, "without any one of them the others fit: {:?}", units);
                }
            }
            Err(other) => prop_assert!(false, "{}", other),
            Ok(_) => prop_assert!(sum <= seats),
        }
    }

    #[test]
    fn every_unit_outside_its_quota_is_listed(
        method in prop::sample::select(Method::ALL.to_vec()), list in weights(7), seats in 0u64..40,
    ) {
        prop_assume!(!method.is_lottery());
        let Ok(result) = split(&problem(method, &list, seats)) else { return Ok(()) };
        let outside = result.units.iter().filter(|unit| {
            let (floor, ceil) = (unit.quota.floor(), unit.quota.ceil());
            dashu_int::UBig::from(unit.upper) < floor || dashu_int::UBig::from(unit.lower) > ceil
        });
        prop_assert_eq!(outside.map(|unit| unit.id.clone()).collect::<Vec<_>>(), result.violations);
    }

    #[test]
    fn after_a_lot_the_losers_are_next_in_line(
        method in prop::sample::select(vec![Method::SainteLague, Method::DHondt, Method::Hamilton, Method::HuntingtonHill]),
        list in weights(7), seats in 1u64..30, seed in any::<u64>(),
    ) {
        let mut drawn = problem(method, &list, seats);
        let Ok(open) = split(&drawn) else { return Ok(()) };
        (drawn.on_tie, drawn.seed) = (OnTie::Lot, seed);
        let result = split(&drawn).unwrap();
        let Some(tie) = open.tie else {
            prop_assert_eq!(result, open);
            return Ok(());
        };
        prop_assert!(result.tie.is_none());
        let record = &result.broken_ties[0];
        prop_assert_eq!((&record.units, record.seats, record.seed), (&tie.units, tie.seats, Some(seed)));
        let losers: Vec<&String> = tie.units.iter().filter(|unit| !record.winners.contains(unit)).collect();
        prop_assert_eq!(result.next.iter().take(losers.len()).collect::<Vec<_>>(), losers);
    }
}

#[test]
fn a_tenth_is_a_tenth() {
    // In binary floating point 0.1 + 0.2 is not 0.3, and these would not tie.
    let mut tied = problem(Method::DHondt, &[0, 0, 0], 4);
    for (unit, text) in tied.units.iter_mut().zip(["0.1", "0.2", "0.3"]) {
        unit.weight = Weight::parse(text).unwrap();
    }
    let whole = split(&problem(Method::DHondt, &[1, 2, 3], 4)).unwrap();
    let result = split(&tied).unwrap();
    assert_eq!(result.tie, whole.tie);
    assert!(result.tie.is_some());
    assert_eq!(result.units[0].quota.clone().reduced(), whole.units[0].quota.clone().reduced());
}

#[test]
fn new_and_merged_units_keep_their_accounts() {
    let weight = |name: &str, weight: u64| (name.to_owned(), Weight::from_integer(weight));
    // Two units of last year stand under the name of the one they have become; another is new this year.
    let history = [DecidedYear {
        year: 2024,
        seats: vec![("merged".to_owned(), 2), ("merged".to_owned(), 1), ("old".to_owned(), 3)],
        weights: vec![weight("merged", 20), weight("merged", 15), weight("old", 25)],
    }];
    let this = Problem::new(Method::SainteLague, 7, [("old", 20), ("new", 20), ("merged", 30)]);
    let plain = split(&this).unwrap();
    let found = accounts(&this, &plain, 2025, &history).unwrap();
    let of = |name: &str| found.units.iter().find(|unit| unit.id == name).unwrap();
    assert_eq!(
        (of("merged").seats_before, of("merged").entitlement_before.to_decimal(2)),
        (3, "3.50".to_owned())
    );
    assert_eq!((of("new").seats_before, of("new").entitlement_before.to_decimal(2)), (0, "0.00".to_owned()));
    assert_eq!(of("old").entitlement.to_decimal(2), "4.50");
    assert_eq!(found.units.iter().map(|unit| unit.seats).sum::<u64>(), 7);
    assert!(found.outside.is_empty());
    // The half seat that it was short of is what the merged unit gets above its plain share.
    assert_eq!((of("merged").seats, of("merged").total), (4, 7), "6.5 in all");
}

#[test]
fn methods_stand_side_by_side_with_their_criteria() {
    let rows = compare(&problem(Method::SainteLague, &[53, 29, 18], 10)).unwrap();
    assert!(rows.len() >= 12);
    for row in rows {
        let measures = row.measures.expect("no tie in this problem");
        assert_eq!(measures.outside_quota, row.result.unwrap().violations.len());
    }
}
