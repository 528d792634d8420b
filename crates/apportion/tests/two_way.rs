//! Two-way splits: against all matrices there are, published examples, ties and impossible margins.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use dashu_int::UBig;
use fordel_apportion::Refusal;
use fordel_apportion::biproportional::{Outcomes, TwoWay, TwoWaySplit, split_two_way};
use fordel_model::split::DivisorEnd;
use fordel_model::{Fraction, Method, Weight};
use proptest::prelude::*;

fn problem(method: Method, weights: &[Vec<u64>], row_seats: &[u64], column_seats: &[u64]) -> TwoWay {
    TwoWay {
        method,
        rows: (0..row_seats.len()).map(|row| format!("r{row}")).collect(),
        columns: (0..column_seats.len()).map(|column| format!("c{column}")).collect(),
        weights: weights
            .iter()
            .map(|row| row.iter().map(|&weight| Weight::from_integer(weight)).collect())
            .collect(),
        row_seats: row_seats.to_vec(),
        column_seats: column_seats.to_vec(),
        cell_min: Vec::new(),
    }
}

/// s(n)^k as numerator and denominator.
fn signpost(method: Method, n: u64) -> (u64, u64, usize) {
    match method {
        Method::SainteLague => (2 * n + 1, 2, 1),
        Method::DHondt => (n + 1, 1, 1),
        Method::Adams => (n, 1, 1),
        Method::HuntingtonHill => (n * (n + 1), 1, 2),
        Method::Dean => (2 * n * (n + 1), 2 * n + 1, 1),
        other => panic!("{other}"),
    }
}

/// All matrices with these margins and minima that minimise the product of s(k)/w over all seats: by
/// theory exactly the two-way splits.
fn oracle(problem: &TwoWay, weights: &[Vec<u64>]) -> Vec<Vec<Vec<u64>>> {
    fn rows(left: &[u64], row: &[u64], min: &[u64], seats: u64) -> Vec<Vec<u64>> {
        let Some((&weight, rest)) = row.split_first() else {
            return if seats == 0 { vec![vec![]] } else { vec![] };
        };
        let mut all = Vec::new();
        let most = if weight == 0 { min[0] } else { seats };
        for cell in min[0]..=most.min(left[0]).min(seats) {
            for mut tail in rows(&left[1..], rest, &min[1..], seats - cell) {
                tail.insert(0, cell);
                all.push(tail);
            }
        }
        all
    }
    let zero_first = signpost(problem.method, 0).0 == 0;
    let min = |row: usize, column: usize| {
        let stated = problem.cell_min.get(row).map_or(0, |cells| cells[column]);
        if zero_first && weights[row][column] > 0 { stated.max(1) } else { stated }
    };
    let mut partial: Vec<(Vec<u64>, Vec<Vec<u64>>)> = vec![(problem.column_seats.clone(), vec![])];
    for (row, cells) in weights.iter().enumerate() {
        let least: Vec<u64> = (0..cells.len()).map(|column| min(row, column)).collect();
        let mut more = Vec::new();
        for (left, matrix) in partial {
            for next in rows(&left, cells, &least, problem.row_seats[row]) {
                let left = left.iter().zip(&next).map(|(left, cell)| left - cell).collect();
                let mut matrix = matrix.clone();
                matrix.push(next);
                more.push((left, matrix));
            }
        }
        partial = more;
    }
    let value = |matrix: &Vec<Vec<u64>>| {
        let (mut above, mut below) = (UBig::ONE, UBig::ONE);
        for (row, cells) in matrix.iter().enumerate() {
            for (column, &seats) in cells.iter().enumerate() {
                for held in min(row, column)..seats {
                    let (numerator, denominator, k) = signpost(problem.method, held);
                    above *= UBig::from(numerator);
                    below *= UBig::from(denominator) * UBig::from(weights[row][column]).pow(k);
                }
            }
        }
        Fraction::new(above, below)
    };
    let complete = partial.into_iter().filter(|(left, _)| left.iter().all(|&left| left == 0));
    let mut best: Vec<(Fraction, Vec<Vec<u64>>)> =
        complete.map(|(_, matrix)| (value(&matrix), matrix)).collect();
    let least = best.iter().map(|(value, _)| value).min().cloned();
    best.retain(|(value, _)| Some(value) == least.as_ref());
    let mut matrices: Vec<_> = best.into_iter().map(|(_, matrix)| matrix).collect();
    matrices.sort();
    matrices
}

/// A divisor to the power of the degree.
fn power(end: &DivisorEnd, degree: usize) -> Fraction {
    match end {
        DivisorEnd::Rational(fraction) => {
            Fraction::new(fraction.numerator().pow(degree), fraction.denominator().pow(degree))
        }
        DivisorEnd::Root { radicand, degree: root } => {
            assert_eq!(*root as usize, degree);
            radicand.clone()
        }
        DivisorEnd::Unbounded => panic!("divisors are numbers"),
    }
}

/// The divisors reproduce every cell; strictly where there is no tie.
fn check_certificate(problem: &TwoWay, result: &TwoWaySplit) {
    let (_, _, degree) = signpost(problem.method, 1);
    for (row, cells) in result.cells.iter().enumerate() {
        assert_eq!(cells.iter().sum::<u64>(), problem.row_seats[row]);
        let rho = power(&result.row_divisors[row], degree);
        for (column, &seats) in cells.iter().enumerate() {
            let gamma = power(&result.column_divisors[column], degree);
            let weight = problem.weights[row][column].scaled(0);
            if weight == UBig::ZERO {
                continue;
            }
            let quotient = Fraction::new(
                weight.pow(degree) * rho.denominator() * gamma.denominator(),
                rho.numerator() * gamma.numerator(),
            );
            let edge = |n: u64| {
                let (above, below, _) = signpost(problem.method, n);
                Fraction::new(above, below)
            };
            assert!(quotient <= edge(seats), "{row},{column}: {problem:?} {result:?}");
            let stated = problem.cell_min.get(row).map_or(0, |cells| cells[column]);
            if seats > stated {
                assert!(edge(seats - 1) <= quotient, "{row},{column}: {problem:?} {result:?}");
                if result.tie.is_none() {
                    assert!(edge(seats - 1) < quotient && quotient < edge(seats));
                }
            }
        }
    }
    for (column, &seats) in problem.column_seats.iter().enumerate() {
        assert_eq!(result.cells.iter().map(|row| row[column]).sum::<u64>(), seats);
    }
}

fn check(problem: &TwoWay, weights: &[Vec<u64>]) {
    let expect = oracle(problem, weights);
    match split_two_way(problem) {
        Err(refusal) => {
            assert!(!refusal.is_wrong_call(), "{refusal} {problem:?}");
            assert!(expect.is_empty(), "{refusal} {problem:?}: {expect:?}");
        }
        Ok(result) => {
            check_certificate(problem, &result);
            assert!(expect.contains(&result.cells), "{problem:?} {result:?} {expect:?}");
            match &result.tie {
                None => assert_eq!(expect.len(), 1, "{problem:?} {expect:?}"),
                Some(tie) => {
                    assert_eq!(
                        tie.outcomes,
                        Outcomes::Exactly(UBig::from(expect.len())),
                        "{problem:?} {expect:?}"
                    );
                    let differs = |row: usize, column: usize| {
                        expect.iter().any(|m| m[row][column] != expect[0][row][column])
                    };
                    let cells: Vec<(usize, usize)> = (0..problem.rows.len())
                        .flat_map(|row| (0..problem.columns.len()).map(move |column| (row, column)))
                        .filter(|&(row, column)| differs(row, column))
                        .collect();
                    assert_eq!(tie.cells, cells, "{problem:?} {expect:?}");
                    assert_eq!(tie.examples.len(), expect.len().min(10));
                    assert!(tie.examples.iter().all(|example| expect.contains(example)));
                }
            }
        }
    }
}

type Cells = Vec<Vec<u64>>;

/// Weights, seats that make the margins, and minima.
fn matrices() -> impl Strategy<Value = (Cells, Cells, Cells)> {
    let weight = || prop_oneof![5 => prop::sample::select(vec![0u64, 1, 1, 2, 3, 6, 10]), 1 => 1u64..90];
    (1usize..4, 1usize..4).prop_flat_map(move |(rows, columns)| {
        let of =
            move |cell: BoxedStrategy<u64>| prop::collection::vec(prop::collection::vec(cell, columns), rows);
        (
            of(weight().boxed()),
            of((0u64..3).boxed()),
            of(prop_oneof![4 => Just(0u64), 1 => Just(1u64)].boxed()),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_two_way_split_is_one_of_the_best_matrices(
        (weights, seats, minima) in matrices(),
        method in prop::sample::select(vec![Method::SainteLague, Method::DHondt, Method::Adams, Method::HuntingtonHill, Method::Dean]),
        is_possible in any::<bool>(),
        with_minima in any::<bool>(),
    ) {
        prop_assume!(weights.iter().flatten().any(|&weight| weight > 0));
        // Margins of some matrix, most often one that the weights allow.
        let allowed = |row: usize, column: usize| if is_possible && weights[row][column] == 0 { 0 } else { seats[row][column] };
        let (n_rows, n_columns) = (weights.len(), weights[0].len());
        let row_seats: Vec<u64> = (0..n_rows).map(|row| (0..n_columns).map(|column| allowed(row, column)).sum()).collect();
        let column_seats: Vec<u64> = (0..n_columns).map(|column| (0..n_rows).map(|row| allowed(row, column)).sum()).collect();
        let mut problem = problem(method, &weights, &row_seats, &column_seats);
        if with_minima {
            problem.cell_min = minima;
        }
        check(&problem, &weights);
    }
}

#[test]
fn equal_cells_have_two_matrices() {
    let problem = problem(Method::SainteLague, &[vec![1, 1], vec![1, 1]], &[1, 1], &[1, 1]);
    let tie = split_two_way(&problem).unwrap().tie.unwrap();
    assert_eq!(tie.outcomes, Outcomes::Exactly(UBig::from(2u8)));
    assert_eq!(tie.cells, [(0, 0), (0, 1), (1, 0), (1, 1)]);
}

#[test]
fn many_tied_cells_are_counted() {
    // One seat in each of six equal rows and columns: as many matrices as permutations.
    let problem = problem(Method::DHondt, &vec![vec![3; 6]; 6], &[1; 6], &[1; 6]);
    let tie = split_two_way(&problem).unwrap().tie.unwrap();
    assert_eq!(tie.outcomes, Outcomes::Exactly(UBig::from(720u16)));
    assert_eq!(tie.examples.len(), 10);
}

#[test]
fn impossible_margins_are_named() {
    let problem = problem(Method::SainteLague, &[vec![5, 0], vec![5, 5]], &[3, 1], &[2, 2]);
    let refusal = split_two_way(&problem).unwrap_err();
    let expect =
        Refusal::Margins { rows: vec!["r0".into()], needed: 3, columns: vec!["c0".into()], available: 2 };
    assert_eq!(refusal, expect);
    assert!(!refusal.is_wrong_call());
}

/// Whether some matrix meets the margins, by petgraph's maximum flow.
fn is_possible(problem: &TwoWay) -> bool {
    let mut graph = petgraph::Graph::<(), u64>::new();
    let (source, sink) = (graph.add_node(()), graph.add_node(()));
    let rows: Vec<_> = problem.row_seats.iter().map(|_| graph.add_node(())).collect();
    let columns: Vec<_> = problem.column_seats.iter().map(|_| graph.add_node(())).collect();
    for (row, weights) in problem.weights.iter().enumerate() {
        graph.add_edge(source, rows[row], problem.row_seats[row]);
        for (column, _) in weights.iter().enumerate().filter(|(_, weight)| !weight.is_zero()) {
            graph.add_edge(rows[row], columns[column], problem.row_seats[row]);
        }
    }
    for (column, &seats) in problem.column_seats.iter().enumerate() {
        graph.add_edge(columns[column], sink, seats);
    }
    let (sent, _) = petgraph::algo::ford_fulkerson(&graph, source, sink);
    sent == problem.row_seats.iter().sum()
}

proptest! {
    /// Whether margins can be met is what petgraph's maximum flow says, and where they cannot the rows and columns
    /// named are a cut: the rows' seats against those of all columns in which they have a weight.
    #[test]
    fn margins_that_cannot_be_met_are_those_of_a_maximum_flow_and_a_cut_says_why(
        weights in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0u64, 0, 1, 2, 5]), 4), 4),
        shares in prop::collection::vec((0usize..4, 0usize..4), 1..14),
    ) {
        let (mut row_seats, mut column_seats) = ([0u64; 4], [0u64; 4]);
        for (row, column) in shares {
            row_seats[row] += 1;
            column_seats[column] += 1;
        }
        prop_assume!(weights.iter().flatten().any(|&weight| weight > 0));
        let problem = problem(Method::SainteLague, &weights, &row_seats, &column_seats);
        match split_two_way(&problem) {
            Ok(_) => prop_assert!(is_possible(&problem)),
            Err(Refusal::Margins { rows, needed, columns, available }) => {
                prop_assert!(!is_possible(&problem));
                let is_named = |names: &[String], name: &String| names.contains(name);
                let of_rows = (0..4).filter(|&row| is_named(&rows, &problem.rows[row]));
                prop_assert_eq!(of_rows.clone().map(|row| i128::from(row_seats[row])).sum::<i128>(), needed);
                let open: Vec<usize> =
                    (0..4).filter(|&column| of_rows.clone().any(|row| weights[row][column] > 0)).collect();
                let names: Vec<String> = open.iter().map(|&column| problem.columns[column].clone()).collect();
                prop_assert_eq!(&names, &columns);
                let seats: i128 = open.iter().map(|&column| i128::from(column_seats[column])).sum();
                prop_assert_eq!(seats, available);
                prop_assert!(needed > available);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}

#[test]
fn sums_that_differ_are_a_wrong_call() {
    let problem = problem(Method::SainteLague, &[vec![5, 1], vec![5, 5]], &[3, 2], &[2, 2]);
    assert!(split_two_way(&problem).unwrap_err().is_wrong_call());
}

/// Pseudo-random weights, the same everywhere.
fn generated(n_rows: usize, n_columns: usize, seats_a_cell: u64) -> TwoWay {
    let mut state = 88172645463325252u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let weights: Vec<Vec<u64>> =
        (0..n_rows).map(|_| (0..n_columns).map(|_| next() % 10_000 * (1 + next() % 30)).collect()).collect();
    let seats = seats_a_cell * (n_rows * n_columns) as u64;
    let sums = |lines: Vec<u64>| {
        let units = lines.into_iter().enumerate().map(|(at, sum)| (at.to_string(), sum));
        let result =
            fordel_apportion::split(&fordel_apportion::Problem::new(Method::DHondt, seats, units)).unwrap();
        result.units.iter().map(|unit| unit.seats.unwrap()).collect::<Vec<_>>()
    };
    let rows = sums(weights.iter().map(|row| row.iter().sum()).collect());
    let columns = sums((0..n_columns).map(|column| weights.iter().map(|row| row[column]).sum()).collect());
    problem(Method::SainteLague, &weights, &rows, &columns)
}

#[test]
fn larger_matrices_are_proven() {
    for method in [Method::SainteLague, Method::DHondt] {
        for (rows, columns, seats) in [(20, 7, 2), (60, 20, 1), (40, 5, 1000)] {
            let problem = TwoWay { method, ..generated(rows, columns, seats) };
            let result = split_two_way(&problem).unwrap();
            check_certificate(&problem, &result);
        }
    }
}
