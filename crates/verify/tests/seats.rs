//! The judge of seats results: a right one is accepted, each changed figure refused for its own reason.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use dashu_int::UBig;
use fordel_model::split::{
    BrokenTie, Cut, DivisorEnd, DivisorInterval, Node, OnTie, Tie, UnitSeats, YearsMode,
};
use fordel_model::{Fraction, Method, Split, Weight};
use fordel_verify::seat_problem::{
    SeatClaim, SeatFault, SeatProblem, SeatUnit, TwoWayProblem, TwoWayResult, TwoWayTied, YearProblem,
    YearRow, YearsProblem, YearsResult, check_split, check_two_way, check_years,
};

fn problem(method: Method, weights: &[u64], seats: u64) -> SeatProblem {
    let unit = |(at, &weight): (usize, &u64)| SeatUnit {
        id: format!("u{at}"),
        weight: Weight::from_integer(weight),
        ..SeatUnit::default()
    };
    SeatProblem {
        method,
        seats,
        units: weights.iter().enumerate().map(unit).collect(),
        ..SeatProblem::default()
    }
}

/// A split written down by hand: certain seats, and who may have one more.
fn written(problem: &SeatProblem, lower: &[u64], tied: &[usize]) -> Split {
    let weights: Vec<UBig> = problem.units.iter().map(|unit| unit.weight.scaled(0)).collect();
    let total: UBig = weights.iter().sum();
    let units = (0..lower.len()).map(|at| UnitSeats {
        id: problem.units[at].id.clone(),
        weight: problem.units[at].weight.clone(),
        quota: Fraction::new(&weights[at] * UBig::from(problem.seats), total.clone()),
        seats: (!tied.contains(&at)).then_some(lower[at]),
        lower: lower[at],
        upper: lower[at] + u64::from(tied.contains(&at)),
    });
    Split {
        method: problem.method,
        seats: problem.seats,
        bound_rule: None,
        units: units.collect(),
        tie: None,
        seed: None,
        broken_ties: Vec::new(),
        divisor: None,
        cut: None,
        next: Vec::new(),
        violations: Vec::new(),
        nodes: Vec::new(),
        warnings: Vec::new(),
    }
}

fn rational(above: u64, below: u64) -> DivisorEnd {
    DivisorEnd::Rational(Fraction::new(above, below))
}

/// 53, 29 and 18 in 10 seats by Sainte-Laguë: 5, 3, 2; divisors from 53/5.5 to 18/1.5.
fn right() -> (SeatProblem, Split) {
    let problem = problem(Method::SainteLague, &[53, 29, 18], 10);
    let mut split = written(&problem, &[5, 3, 2], &[]);
    split.divisor = Some(DivisorInterval { from: rational(106, 11), to: rational(58, 5) });
    (problem, split)
}

#[test]
fn a_right_split_is_accepted_with_its_proof() {
    let (problem, split) = right();
    let review = check_split(&problem, &split);
    assert_eq!(review.findings, []);
    assert_eq!(review.proved, [SeatClaim::Seats, SeatClaim::Unique, SeatClaim::Certificate]);
}

#[test]
fn every_changed_figure_is_refused_for_its_own_reason() {
    let check = |change: &dyn Fn(&mut Split), is_reason: fn(&SeatFault) -> bool| {
        let (problem, mut split) = right();
        change(&mut split);
        let findings = check_split(&problem, &split).findings;
        assert!(findings.iter().any(is_reason), "{findings:?}");
    };
    let set = |split: &mut Split, at: usize, seats: u64| {
        let unit = &mut split.units[at];
        (unit.seats, unit.lower, unit.upper) = (Some(seats), seats, seats);
    };
    check(
        &|split| {
            set(split, 0, 6);
            set(split, 1, 2);
        },
        |fault| matches!(fault, SeatFault::Seats { .. }),
    );
    check(&|split| set(split, 0, 6), |fault| matches!(fault, SeatFault::Sum { .. }));
    check(&|split| split.units[1].lower = 2, |fault| matches!(fault, SeatFault::Range { .. }));
    check(&|split| split.seats = 11, |fault| matches!(fault, SeatFault::Total { .. }));
    check(&|split| split.method = Method::DHondt, |fault| matches!(fault, SeatFault::Method { .. }));
    check(&|split| split.units.swap(0, 1), |fault| matches!(fault, SeatFault::Units { .. }));
    check(&|split| split.units[0].weight = Weight::from_integer(54u8), |fault| {
        matches!(fault, SeatFault::Weight { .. })
    });
    check(&|split| split.units[0].quota = Fraction::new(54u8, 10u8), |fault| {
        matches!(fault, SeatFault::Quota { .. })
    });
    check(&|split| split.divisor.as_mut().unwrap().from = rational(9, 1), |fault| {
        matches!(fault, SeatFault::Divisor { end: "from", .. })
    });
    check(&|split| split.divisor.as_mut().unwrap().to = DivisorEnd::Unbounded, |fault| {
        matches!(fault, SeatFault::Divisor { end: "to", .. })
    });
    check(&|split| split.divisor = None, |fault| matches!(fault, SeatFault::Divisor { .. }));
    check(&|split| split.violations.push("u0".into()), |fault| matches!(fault, SeatFault::Violations { .. }));
    check(
        &|split| {
            let units = vec!["u0".to_owned(), "u1".to_owned()];
            let winners = vec!["u0".to_owned()];
            split.broken_ties.push(BrokenTie { units, seats: 1, winners, rule: OnTie::Lot, seed: Some(1) });
        },
        |fault| matches!(fault, SeatFault::Tie { .. }),
    );
}

#[test]
fn a_tie_must_be_the_one_there_is_and_its_end_on_record() {
    let tied = problem(Method::DHondt, &[5, 5, 5], 2);
    let mut open = written(&tied, &[0, 0, 0], &[0, 1, 2]);
    open.divisor = Some(DivisorInterval { from: rational(5, 1), to: rational(5, 1) });
    let units: Vec<String> = (0..3).map(|at| format!("u{at}")).collect();
    open.tie = Some(Tie { units: units.clone(), seats: 2, outcomes: "3".into() });
    assert_eq!(check_split(&tied, &open).findings, []);
    for (seats, outcomes) in [(2, "4"), (1, "3")] {
        let mut wrong = open.clone();
        wrong.tie = Some(Tie { units: units.clone(), seats, outcomes: outcomes.into() });
        assert!(!check_split(&tied, &wrong).is_accepted());
    }
    let mut broken = written(&tied, &[1, 1, 0], &[]);
    broken.divisor.clone_from(&open.divisor);
    assert!(
        check_split(&tied, &broken)
            .findings
            .iter()
            .any(|fault| matches!(fault, SeatFault::Unrecorded { .. }))
    );
    let winners = vec!["u0".to_owned(), "u1".to_owned()];
    broken.broken_ties = vec![BrokenTie { units, seats: 2, winners, rule: OnTie::Order, seed: None }];
    assert_eq!(check_split(&tied, &broken).findings, []);
    broken.broken_ties[0].rule = OnTie::LargerWeight;
    assert!(!check_split(&tied, &broken).is_accepted(), "equal weights are no reason");
}

#[test]
fn remainders_are_counted_again_and_the_cut_compared() {
    let problem = problem(Method::Hamilton, &[53, 29, 18], 10);
    let mut split = written(&problem, &[5, 3, 2], &[]);
    let part = |above: u64| Some(Fraction::new(above, 10u8));
    split.cut = Some(Cut { remainder_in: part(8), remainder_out: part(3) });
    assert_eq!(check_split(&problem, &split).findings, []);
    split.cut = Some(Cut { remainder_in: part(9), remainder_out: part(3) });
    assert!(matches!(
        check_split(&problem, &split).findings[..],
        [SeatFault::Cut { end: "remainder_in", .. }]
    ));
}

#[test]
fn groups_add_up_and_follow_their_method() {
    let mut nested = problem(Method::SainteLague, &[50, 30, 80], 4);
    nested.levels = vec!["region".into()];
    for (unit, region) in nested.units.iter_mut().zip(["n", "n", "s"]) {
        unit.groups = vec![region.into()];
    }
    let node = |id: &str, seats| Node { level: "region".into(), id: id.into(), seats: Some(seats) };
    let mut split = written(&nested, &[1, 1, 2], &[]);
    split.nodes = vec![node("n", 2), node("s", 2)];
    assert_eq!(check_split(&nested, &split).findings, []);
    split.nodes[0].seats = Some(3);
    assert!(matches!(check_split(&nested, &split).findings[..], [SeatFault::Node { .. }]));
    let mut other = written(&nested, &[1, 0, 3], &[]);
    other.nodes = vec![node("n", 1), node("s", 3)];
    assert!(!check_split(&nested, &other).is_accepted());
}

fn two_way() -> (TwoWayProblem, TwoWayResult) {
    let weights = [[50u64, 30], [20, 60]].map(|row| row.map(Weight::from_integer).to_vec()).to_vec();
    let names = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    let problem = TwoWayProblem {
        method: Method::SainteLague,
        rows: names(["n", "s"]),
        columns: names(["m", "r"]),
        weights,
        row_seats: vec![8, 8],
        column_seats: vec![7, 9],
        cell_min: Vec::new(),
    };
    let result = TwoWayResult {
        method: Method::SainteLague,
        cells: vec![vec![Some(5), Some(3)], vec![Some(2), Some(6)]],
        row_divisors: vec![rational(10, 1), rational(10, 1)],
        column_divisors: vec![rational(1, 1), rational(1, 1)],
        tie: None,
    };
    (problem, result)
}

#[test]
fn a_two_way_result_is_proved_by_its_divisors() {
    let (problem, right) = two_way();
    let review = check_two_way(&problem, &right);
    assert_eq!(review.findings, []);
    assert!(review.proved.contains(&SeatClaim::Unique));
    let mut moved = right.clone();
    moved.cells = vec![vec![Some(4), Some(4)], vec![Some(3), Some(5)]];
    assert!(
        check_two_way(&problem, &moved).findings.iter().any(|fault| matches!(fault, SeatFault::Cell { .. }))
    );
    let mut short = right.clone();
    short.cells[0][0] = Some(4);
    assert!(
        check_two_way(&problem, &short)
            .findings
            .iter()
            .any(|fault| matches!(fault, SeatFault::Margin { .. }))
    );
    let mut other = right;
    other.row_divisors[0] = rational(20, 1);
    assert!(!check_two_way(&problem, &other).is_accepted());
}

#[test]
fn a_two_way_tie_must_be_whole() {
    let (mut problem, mut result) = two_way();
    problem.weights = vec![vec![Weight::from_integer(1u8); 2]; 2];
    (problem.row_seats, problem.column_seats) = (vec![1, 1], vec![1, 1]);
    result.row_divisors = vec![rational(2, 1), rational(2, 1)];
    result.cells = vec![vec![Some(1), Some(0)], vec![Some(0), Some(1)]];
    assert!(
        check_two_way(&problem, &result).findings.iter().any(|fault| matches!(fault, SeatFault::Tie { .. })),
        "another matrix is as right"
    );
    result.cells = vec![vec![None; 2]; 2];
    let tie = TwoWayTied {
        cells: vec![(0, 0), (0, 1), (1, 0), (1, 1)],
        outcomes: "2".into(),
        examples: vec![vec![vec![1, 0], vec![0, 1]], vec![vec![0, 1], vec![1, 0]]],
    };
    result.tie = Some(tie.clone());
    assert_eq!(check_two_way(&problem, &result).findings, []);
    result.tie = Some(TwoWayTied { outcomes: "3".into(), ..tie.clone() });
    assert!(!check_two_way(&problem, &result).is_accepted());
    result.tie = Some(TwoWayTied { cells: tie.cells[..3].to_vec(), ..tie });
    assert!(!check_two_way(&problem, &result).is_accepted());
}

#[test]
fn years_keep_the_running_entitlement() {
    let weights =
        || vec![("a".to_owned(), Weight::from_integer(1u8)), ("b".to_owned(), Weight::from_integer(1u8))];
    let year = |year| YearProblem { year, seats: 1, weights: weights() };
    let problem = YearsProblem {
        method: Method::SainteLague,
        mode: YearsMode::CumulativeQuota,
        years: vec![year(2024), year(2025)],
        history: Vec::new(),
    };
    let row = |id: &str, seats, total, halves: u64| YearRow {
        id: id.into(),
        seats: Some(seats),
        total: Some(total),
        entitlement: Fraction::new(halves, 2u8),
    };
    let right = YearsResult {
        years: vec![
            (2024, vec![row("a", 1, 1, 1), row("b", 0, 0, 1)]),
            (2025, vec![row("a", 0, 1, 2), row("b", 1, 1, 2)]),
        ],
        outside: Vec::new(),
    };
    let review = check_years(&problem, &right);
    assert_eq!(review.findings, []);
    assert!(review.proved.contains(&SeatClaim::RunningQuota));
    let mut greedy = right.clone();
    greedy.years[1].1 = vec![row("a", 1, 2, 2), row("b", 0, 0, 2)];
    assert!(!check_years(&problem, &greedy).is_accepted());
    let mut wrong = right;
    wrong.years[1].1[0].entitlement = Fraction::new(3u8, 2u8);
    assert!(!check_years(&problem, &wrong).is_accepted());
}
