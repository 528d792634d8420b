//! Two-way splits: a matrix of seats that meets the seats of every row and every column, each cell
//! weight / (row divisor · column divisor) rounded by a divisor method.
//!
//! Floating-point scaling guesses the divisors; they are made exact, every cell is rounded at them in
//! integers, and what margins then miss is moved along cheapest paths of an exact residual graph, whose
//! potentials are the divisors. So the result always carries divisors that prove it, problems that
//! make alternating scaling stall included, and a solvable problem is never refused.
//!
//! The variants in which the strongest row of a column keeps a seat there ("least one winner", as for the
//! Grand Council of Graubünden) are no methods of their own: they are a least number of 1 in that cell
//! ([`TwoWay::cell_min`]), and the divisors prove the rest as ever.
//!
//! Sources: Balinski and Demange, *Algorithms for proportional matrices in reals and integers*
//! (Mathematical Programming 45, 1989); Gaffke and Pukelsheim, *Divisor methods for proportional
//! representation systems: an optimization approach to vector and matrix apportionment problems*
//! (Mathematical Social Sciences 56, 2008); Pukelsheim, *Proportional Representation* (2017), ch. 14-15.

mod feasible;
mod guess;
mod ratio;
mod residual;
mod ties;

use crate::Refusal;
use crate::signpost::Signposts;
use dashu_int::UBig;
use fordel_model::split::DivisorEnd;
use fordel_model::{Method, Weight};
use residual::Matrix;

/// A two-way problem.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TwoWay {
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
    /// Seats of each column; the same sum.
    pub column_seats: Vec<u64>,
    /// Least seats of each cell, row by row; empty: none.
    pub cell_min: Vec<Vec<u64>>,
}

/// A two-way split with what proves it.
#[derive(Clone, PartialEq, Debug)]
pub struct TwoWaySplit {
    /// The method.
    pub method: Method,
    /// Seats of each cell, row by row; with an open tie one of the outcomes.
    pub cells: Vec<Vec<u64>>,
    /// Row divisors: seats are weight / (row divisor · column divisor) rounded, or the cell's minimum.
    pub row_divisors: Vec<DivisorEnd>,
    /// Column divisors.
    pub column_divisors: Vec<DivisorEnd>,
    /// The tie left open, if any. Without one no cell stands on the edge of its rounding, which proves
    /// that no other matrix is right.
    pub tie: Option<TwoWayTie>,
}

/// Equally right matrices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TwoWayTie {
    /// Cells (row, column; positions from 0) that differ between outcomes, row by row.
    pub cells: Vec<(usize, usize)>,
    /// How many matrices are equally right.
    pub outcomes: Outcomes,
    /// Some of them, row by row; all if there are no more than ten.
    pub examples: Vec<Vec<Vec<u64>>>,
}

/// A count of outcomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcomes {
    /// Exactly so many.
    Exactly(UBig),
    /// At least so many; the rest was not counted.
    AtLeast(UBig),
}

/// Splits both ways.
///
/// * Cells with weight zero have no seats but their minimum; a method that gives everyone a first seat
///   (Adams, Dean, Huntington-Hill) gives one to every cell with a weight.
/// * An open tie is part of the answer.
///
/// Cost: some passes over the matrix, plus one search for a path for each seat that scaling leaves
/// misplaced.
///
/// # Errors
/// [`Refusal::is_wrong_call`]: sums that differ, a method without divisors, a matrix of another shape.
/// Otherwise [`Refusal::Margins`] names rows and columns that contradict each other.
///
/// # Example
/// The Landrat of the canton of Uri 2020: four lists in four municipalities, both sums given beforehand.
/// ```
/// use fordel_apportion::biproportional::{TwoWay, split_two_way};
/// use fordel_model::{Method, Weight};
///
/// let votes = [[11471, 2822, 2309, 4794], [11908, 1606, 1705, 2600], [9213, 1567, 946, 2961], [7756, 2945, 1573, 3498]];
/// let names = |names: [&str; 4]| names.map(str::to_owned).to_vec();
/// let problem = TwoWay {
///     method: Method::SainteLague,
///     rows: names(["CVP", "SPGB", "FDP", "SVP"]),
///     columns: names(["Altdorf", "Bürglen", "Erstfeld", "Schattdorf"]),
///     weights: votes.iter().map(|row| row.iter().map(|&w: &u64| Weight::from_integer(w)).collect()).collect(),
///     row_seats: vec![12, 9, 7, 9],
///     column_seats: vec![15, 7, 6, 9],
///     cell_min: Vec::new(),
/// };
/// let result = split_two_way(&problem)?;
/// assert_eq!(result.cells, [[5, 2, 2, 3], [4, 1, 2, 2], [3, 1, 1, 2], [3, 3, 1, 2]]);
/// assert!(result.tie.is_none());
/// # Ok::<(), fordel_apportion::Refusal>(())
/// ```
pub fn split_two_way(problem: &TwoWay) -> Result<TwoWaySplit, Refusal> {
    let rule = problem.check()?;
    let (weights, decimals) = problem.integer_weights();
    let min = problem.minima(rule, &weights);
    feasible::check(problem, &weights, &min)?;
    let mut matrix = Matrix::new(rule, &weights, min, &problem.row_seats, &problem.column_seats);
    matrix.start(&guess::divisors(rule, problem, &weights));
    matrix.repair();
    let tie = ties::tie(&matrix);
    if tie.is_none() {
        matrix.step_inside();
    }
    let (row_divisors, column_divisors) = matrix.divisors(decimals);
    Ok(TwoWaySplit { method: problem.method, cells: matrix.cells(), row_divisors, column_divisors, tie })
}

impl TwoWay {
    /// Whether the problem makes sense.
    fn check(&self) -> Result<Signposts, Refusal> {
        let Some(rule) = Signposts::of(self.method)? else {
            return Err(Refusal::NoDivisors(self.method));
        };
        let (n_rows, n_columns) = (self.rows.len(), self.columns.len());
        if n_rows == 0 || n_columns == 0 {
            return Err(Refusal::NoUnits);
        }
        let fits =
            |matrix: &[Vec<u64>]| matrix.len() == n_rows && matrix.iter().all(|row| row.len() == n_columns);
        let shape = self.weights.len() == n_rows
            && self.row_seats.len() == n_rows
            && self.column_seats.len() == n_columns
            && (self.cell_min.is_empty() || fits(&self.cell_min));
        let ragged = self.weights.iter().position(|row| row.len() != n_columns);
        if let Some(row) = ragged {
            return Err(Refusal::Ragged {
                row: self.rows[row].clone(),
                cells: self.weights[row].len(),
                columns: n_columns,
            });
        }
        if !shape {
            let row = "the seats".to_owned();
            return Err(Refusal::Ragged {
                row,
                cells: self.row_seats.len() + self.column_seats.len(),
                columns: n_rows + n_columns,
            });
        }
        for names in [&self.rows, &self.columns] {
            let mut seen = std::collections::HashSet::new();
            if let Some(twice) = names.iter().find(|name| !seen.insert(name.as_str())) {
                return Err(Refusal::Twice(twice.clone()));
            }
        }
        if self.weights.iter().flatten().all(Weight::is_zero) {
            return Err(Refusal::NoWeight);
        }
        let sum = |seats: &[u64]| seats.iter().map(|&seats| u128::from(seats)).sum::<u128>();
        let (rows, columns) = (sum(&self.row_seats), sum(&self.column_seats));
        if rows != columns {
            return Err(Refusal::MarginSums { rows, columns });
        }
        Ok(rule)
    }

    fn integer_weights(&self) -> (Vec<Vec<UBig>>, u32) {
        let decimals = self.weights.iter().flatten().map(Weight::decimals).max().unwrap_or(0);
        let scaled = |row: &Vec<Weight>| row.iter().map(|weight| weight.scaled(decimals)).collect();
        (self.weights.iter().map(scaled).collect(), decimals)
    }

    /// Least seats of each cell as the method sees them.
    fn minima(&self, rule: Signposts, weights: &[Vec<UBig>]) -> Vec<Vec<u64>> {
        let first = u64::from(rule.gives_everyone_a_seat());
        let cell = |row: usize, column: usize| {
            let stated = self.cell_min.get(row).map_or(0, |row| row[column]);
            if weights[row][column].is_zero() { stated } else { stated.max(first) }
        };
        (0..self.rows.len())
            .map(|row| (0..self.columns.len()).map(|column| cell(row, column)).collect())
            .collect()
    }
}
