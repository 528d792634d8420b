//! A two-way result: margins, divisors, and ties.
//!
//! Divisors that give every cell prove that the matrix is one of the right ones. Right matrices differ by
//! moves of seats on the edge of their rounding, around cycles: where no such cycle is, no other is right.

use super::fault::{SeatClaim, SeatFault, SeatReview};
use crate::recount::{degree, signpost};
use dashu_int::UBig;
use fordel_model::split::DivisorEnd;
use fordel_model::weight::to_integers;
use fordel_model::{Method, Weight};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A two-way problem.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TwoWayProblem {
    /// A divisor method.
    pub method: Method,
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Weights, row by row.
    pub weights: Vec<Vec<Weight>>,
    /// Seats of each row.
    pub row_seats: Vec<u64>,
    /// Seats of each column.
    pub column_seats: Vec<u64>,
    /// Least seats of each cell; empty: none.
    pub cell_min: Vec<Vec<u64>>,
}

/// A two-way result as stated.
#[derive(Clone, PartialEq, Debug)]
pub struct TwoWayResult {
    /// The method.
    pub method: Method,
    /// Seats, row by row; `None` in an open tie.
    pub cells: Vec<Vec<Option<u64>>>,
    /// Row divisors.
    pub row_divisors: Vec<DivisorEnd>,
    /// Column divisors.
    pub column_divisors: Vec<DivisorEnd>,
    /// The tie left open.
    pub tie: Option<TwoWayTied>,
}

/// A tie as stated.
#[derive(Clone, PartialEq, Debug)]
pub struct TwoWayTied {
    /// The tied cells, positions from 0.
    pub cells: Vec<(usize, usize)>,
    /// How many outcomes there are, as written.
    pub outcomes: String,
    /// Some of them, whole.
    pub examples: Vec<Vec<Vec<u64>>>,
}

/// A cell's claim, to the power of the degree: above / below.
type Claim = (UBig, UBig);

/// Judges a two-way result. Cost: linear in the cells; with ties a walk from each tied cell.
pub fn check_two_way(problem: &TwoWayProblem, result: &TwoWayResult) -> SeatReview {
    let mut review = SeatReview::default();
    let (n_rows, n_columns) = (problem.rows.len(), problem.columns.len());
    let is_shaped = result.cells.len() == n_rows
        && result.cells.iter().all(|row| row.len() == n_columns)
        && result.row_divisors.len() == n_rows
        && result.column_divisors.len() == n_columns
        && result
            .tie
            .iter()
            .flat_map(|tie| &tie.examples)
            .all(|example| example.len() == n_rows && example.iter().all(|row| row.len() == n_columns));
    if !is_shaped {
        review.fault(SeatFault::Shape);
        return review;
    }
    if result.method != problem.method {
        review.fault(SeatFault::Method { found: result.method, expected: problem.method });
        return review;
    }
    let judge = Judge::new(problem, result);
    let Some(judge) = judge else {
        review.fault(SeatFault::Shape);
        return review;
    };
    // With a tie every example must be right; without one the cells.
    let tables: Vec<Vec<Vec<u64>>> = match &result.tie {
        Some(tie) => tie.examples.clone(),
        None => {
            let whole = |row: &Vec<Option<u64>>| row.iter().copied().collect::<Option<Vec<u64>>>();
            match result.cells.iter().map(whole).collect::<Option<Vec<_>>>() {
                Some(cells) => vec![cells],
                None => {
                    review.fault(SeatFault::TieAndSeats);
                    return review;
                }
            }
        }
    };
    for cells in &tables {
        judge.margins(cells, &mut review);
        judge.rounding(cells, &mut review);
    }
    let Some(first) = tables.first().filter(|_| review.is_accepted()) else {
        if tables.is_empty() {
            review.fault(SeatFault::TieAndSeats);
        }
        return review;
    };
    review.proved.extend([SeatClaim::Margins, SeatClaim::Divisors]);
    let tied = judge.tied(first);
    let stated: BTreeSet<(usize, usize)> =
        result.tie.iter().flat_map(|tie| tie.cells.iter().copied()).collect();
    if tied != stated {
        let named = |cells: &BTreeSet<(usize, usize)>| {
            let name = |&(row, column): &(usize, usize)| {
                format!("{}, {}", problem.rows[row], problem.columns[column])
            };
            cells.iter().map(name).collect::<Vec<_>>().join("; ")
        };
        review.fault(SeatFault::Tie { found: named(&stated), expected: named(&tied) });
        return review;
    }
    let Some(tie) = &result.tie else {
        review.proved.push(SeatClaim::Unique);
        return review;
    };
    judge.open_cells(&tied, first, &mut review);
    let distinct: BTreeSet<&Vec<Vec<u64>>> = tie.examples.iter().collect();
    match judge.outcomes(first, &tied) {
        Some(outcomes) if tie.outcomes == outcomes.to_string() && distinct.len() == tie.examples.len() => {
            review.proved.push(SeatClaim::Tie);
        }
        Some(outcomes) => review.fault(SeatFault::Tie {
            found: format!("{} outcomes, {} different examples", tie.outcomes, distinct.len()),
            expected: format!("{outcomes} outcomes"),
        }),
        None => review.unproved.push(SeatClaim::Outcomes),
    }
    review
}

struct Judge<'a> {
    problem: &'a TwoWayProblem,
    result: &'a TwoWayResult,
    /// Each cell's weight over its divisors, to the power of the degree.
    quotients: Vec<Vec<Claim>>,
}

impl<'a> Judge<'a> {
    /// `None` where a divisor is no positive number of the method's kind.
    fn new(problem: &'a TwoWayProblem, result: &'a TwoWayResult) -> Option<Self> {
        let method = problem.method;
        signpost(method, 1)?;
        let degree = degree(method);
        let power = |end: &DivisorEnd| -> Option<Claim> {
            let (part, fraction) = match end {
                DivisorEnd::Unbounded => return None,
                DivisorEnd::Rational(fraction) => (1, fraction),
                DivisorEnd::Root { degree, radicand } => (*degree as usize, radicand),
            };
            if part == 0 || !degree.is_multiple_of(part) || *fraction.numerator() == UBig::ZERO {
                return None;
            }
            let power = degree / part;
            Some((fraction.numerator().pow(power), fraction.denominator().pow(power)))
        };
        let rows: Vec<Claim> = result.row_divisors.iter().map(power).collect::<Option<_>>()?;
        let columns: Vec<Claim> = result.column_divisors.iter().map(power).collect::<Option<_>>()?;
        let flat: Vec<Weight> = problem.weights.iter().flatten().cloned().collect();
        let (weights, decimals) = to_integers(&flat);
        let unit = UBig::from(10u8).pow(decimals as usize * degree);
        let n_columns = columns.len();
        let quotient = |at: usize, weight: &UBig| -> Claim {
            let (row, column) = (&rows[at / n_columns], &columns[at % n_columns]);
            (weight.pow(degree) * &row.1 * &column.1, &row.0 * &column.0 * &unit)
        };
        let all: Vec<Claim> = weights.iter().enumerate().map(|(at, weight)| quotient(at, weight)).collect();
        Some(Self { problem, result, quotients: all.chunks(n_columns).map(<[Claim]>::to_vec).collect() })
    }

    fn min(&self, row: usize, column: usize) -> u64 {
        let stated = self.problem.cell_min.get(row).map_or(0, |row| row[column]);
        let first = signpost(self.problem.method, 0).is_some_and(|(above, _)| above == UBig::ZERO);
        if first && !self.problem.weights[row][column].is_zero() { stated.max(1) } else { stated }
    }

    /// A cell's quotient against the signpost between `n` and `n + 1` seats.
    fn against(&self, row: usize, column: usize, n: u64) -> Ordering {
        let (above, below) = &self.quotients[row][column];
        match signpost(self.problem.method, n) {
            Some((post_above, post_below)) => (above * post_below).cmp(&(post_above * below)),
            None => Ordering::Less,
        }
    }

    /// Whether one more (or one fewer) stands exactly on the edge of the cell's rounding.
    fn is_free(&self, row: usize, column: usize, held: u64, more: bool) -> bool {
        if self.problem.weights[row][column].is_zero() {
            return false;
        }
        if more {
            self.against(row, column, held) == Ordering::Equal
        } else {
            held > self.min(row, column) && self.against(row, column, held - 1) == Ordering::Equal
        }
    }

    fn margins(&self, cells: &[Vec<u64>], review: &mut SeatReview) {
        let problem = self.problem;
        let mut check = |line: &String, found: u128, expected: u64| {
            if found != u128::from(expected) {
                review.fault(SeatFault::Margin { line: line.clone(), found, expected });
            }
        };
        for ((line, row), &seats) in problem.rows.iter().zip(cells).zip(&problem.row_seats) {
            check(line, row.iter().map(|&cell| u128::from(cell)).sum(), seats);
        }
        for (column, (line, &seats)) in problem.columns.iter().zip(&problem.column_seats).enumerate() {
            check(line, cells.iter().map(|row| u128::from(row[column])).sum(), seats);
        }
    }

    fn rounding(&self, cells: &[Vec<u64>], review: &mut SeatReview) {
        for (row, line) in cells.iter().enumerate() {
            for (column, &held) in line.iter().enumerate() {
                let min = self.min(row, column);
                let is_right = if self.problem.weights[row][column].is_zero() {
                    held == min
                } else {
                    held >= min
                        && self.against(row, column, held) != Ordering::Greater
                        && (held == min || self.against(row, column, held - 1) != Ordering::Less)
                };
                if !is_right {
                    review.fault(SeatFault::Cell {
                        row: self.problem.rows[row].clone(),
                        column: self.problem.columns[column].clone(),
                        seats: held,
                    });
                }
            }
        }
    }

    /// Cells on the edge of their rounding that a cycle of such cells runs through.
    fn tied(&self, cells: &[Vec<u64>]) -> BTreeSet<(usize, usize)> {
        let (n_rows, n_columns) = (cells.len(), self.problem.columns.len());
        // Nodes: rows, then columns. One more leads from row to column, one fewer back.
        let mut edges: Vec<Vec<usize>> = vec![Vec::new(); n_rows + n_columns];
        let mut moves = Vec::new();
        for (row, line) in cells.iter().enumerate() {
            for (column, &held) in line.iter().enumerate() {
                for more in [true, false] {
                    if self.is_free(row, column, held, more) {
                        let (from, to) = if more { (row, n_rows + column) } else { (n_rows + column, row) };
                        edges[from].push(to);
                        moves.push((row, column, from, to));
                    }
                }
            }
        }
        let reaches = |start: usize, end: usize| {
            let mut seen = vec![false; edges.len()];
            let mut stack = vec![start];
            while let Some(node) = stack.pop() {
                if node == end {
                    return true;
                }
                if !std::mem::replace(&mut seen[node], true) {
                    stack.extend(&edges[node]);
                }
            }
            false
        };
        let on_cycle = moves.into_iter().filter(|&(_, _, from, to)| reaches(to, from));
        on_cycle.map(|(row, column, _, _)| (row, column)).collect()
    }

    /// Tied cells are open, all others have the seats of every outcome.
    fn open_cells(&self, tied: &BTreeSet<(usize, usize)>, first: &[Vec<u64>], review: &mut SeatReview) {
        for (row, line) in self.result.cells.iter().enumerate() {
            for (column, &stated) in line.iter().enumerate() {
                let expected = (!tied.contains(&(row, column))).then_some(first[row][column]);
                if stated != expected {
                    review.fault(SeatFault::Cell {
                        row: self.problem.rows[row].clone(),
                        column: self.problem.columns[column].clone(),
                        seats: stated.unwrap_or(0),
                    });
                }
            }
        }
    }

    /// How many matrices are right: each tied cell moves or not, rows and columns keep their seats.
    /// `None` where there are too many to go through.
    fn outcomes(&self, first: &[Vec<u64>], tied: &BTreeSet<(usize, usize)>) -> Option<u64> {
        const MANY: usize = 18;
        if tied.len() > MANY {
            return None;
        }
        let moves: Vec<(usize, usize, i64)> = tied
            .iter()
            .flat_map(|&(row, column)| {
                let held = first[row][column];
                [(true, 1), (false, -1)]
                    .into_iter()
                    .filter(move |&(more, _)| self.is_free(row, column, held, more))
                    .map(move |(_, change)| (row, column, change))
            })
            .collect();
        let mut count = 0;
        for set in 0u64..1 << moves.len() {
            let mut rows = vec![0i64; first.len()];
            let mut columns = vec![0i64; self.problem.columns.len()];
            for (place, &(row, column, change)) in moves.iter().enumerate() {
                if set >> place & 1 == 1 {
                    rows[row] += change;
                    columns[column] += change;
                }
            }
            count += u64::from(rows.iter().chain(&columns).all(|&change| change == 0));
        }
        Some(count)
    }
}
