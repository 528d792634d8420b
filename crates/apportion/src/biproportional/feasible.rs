//! Whether any matrix meets the margins: a flow from rows to columns through cells with a weight.
//!
//! petgraph has maximum flows, and the tests hold this one against them. The flow here is written out because its
//! answer is the cut: the last search for a path, when it fails, has reached just the rows and columns that contradict
//! each other, while `ford_fulkerson` and `dinics` give the flow alone, so that the search would follow all the same.
//! And the network is the matrix itself: filled row by row nearly everything is placed before the first search, without
//! an arc for each of a thousand times fifty cells. (The flow through the years, `flow.rs`, has costs, which petgraph's
//! maximum flows do not.)

use super::TwoWay;
use crate::Refusal;
use dashu_int::UBig;
use std::collections::VecDeque;

/// Whether some matrix meets the margins and the minima; if not, which rows and columns forbid it.
pub(super) fn check(problem: &TwoWay, weights: &[Vec<UBig>], min: &[Vec<u64>]) -> Result<(), Refusal> {
    let (n_rows, n_columns) = (problem.rows.len(), problem.columns.len());
    // What is left of each margin once every minimum is met.
    let column_of = |column: usize| min.iter().map(move |row| u128::from(row[column]));
    let mut row_left = Vec::with_capacity(n_rows);
    for (row, cells) in min.iter().enumerate() {
        let needed: u128 = cells.iter().map(|&cell| u128::from(cell)).sum();
        let name = || vec![problem.rows[row].clone()];
        row_left.push(left(problem.row_seats[row], needed).ok_or_else(|| Refusal::MarginBelowMinima {
            lines: name(),
            needed,
            seats: problem.row_seats[row],
        })?);
    }
    let mut column_left = Vec::with_capacity(n_columns);
    for column in 0..n_columns {
        let needed: u128 = column_of(column).sum();
        column_left.push(left(problem.column_seats[column], needed).ok_or_else(|| {
            Refusal::MarginBelowMinima {
                lines: vec![problem.columns[column].clone()],
                needed,
                seats: problem.column_seats[column],
            }
        })?);
    }
    let mut flow = Flow { weights, row_left, column_left, cells: vec![vec![0; n_columns]; n_rows] };
    flow.fill();
    while let Some(row) = (0..n_rows).find(|&row| flow.row_left[row] > 0) {
        let (rows, columns) = match flow.augment(row) {
            Ok(()) => continue,
            Err(reached) => reached,
        };
        return Err(blocked(problem, min, &rows, &columns));
    }
    Ok(())
}

fn left(seats: u64, needed: u128) -> Option<u64> {
    u64::try_from(u128::from(seats).checked_sub(needed)?).ok()
}

/// The rows reached need more than the columns open to them have.
fn blocked(problem: &TwoWay, min: &[Vec<u64>], rows: &[bool], columns: &[bool]) -> Refusal {
    let pick = |names: &[String], reached: &[bool]| {
        names.iter().zip(reached).filter(|(_, reached)| **reached).map(|(name, _)| name.clone()).collect()
    };
    let sum = |seats: &[u64], reached: &[bool]| {
        seats
            .iter()
            .zip(reached)
            .filter(|(_, reached)| **reached)
            .map(|(&seats, _)| i128::from(seats))
            .sum::<i128>()
    };
    let mut available = sum(&problem.column_seats, columns);
    for (row, cells) in min.iter().enumerate() {
        for (column, &cell) in cells.iter().enumerate() {
            // Minima elsewhere serve the rows; minima of other rows in these columns do not.
            match (rows[row], columns[column]) {
                (true, false) => available += i128::from(cell),
                (false, true) => available -= i128::from(cell),
                _ => {}
            }
        }
    }
    Refusal::Margins {
        rows: pick(&problem.rows, rows),
        needed: sum(&problem.row_seats, rows),
        columns: pick(&problem.columns, columns),
        available,
    }
}

struct Flow<'a> {
    weights: &'a [Vec<UBig>],
    row_left: Vec<u64>,
    column_left: Vec<u64>,
    cells: Vec<Vec<u64>>,
}

impl Flow<'_> {
    fn is_open(&self, row: usize, column: usize) -> bool {
        !self.weights[row][column].is_zero()
    }

    /// Gives each row what the columns still have, in order: nearly all of it where few weights are zero.
    fn fill(&mut self) {
        for row in 0..self.row_left.len() {
            for column in 0..self.column_left.len() {
                if self.is_open(row, column) {
                    let move_ = self.row_left[row].min(self.column_left[column]);
                    self.cells[row][column] += move_;
                    self.row_left[row] -= move_;
                    self.column_left[column] -= move_;
                }
            }
        }
    }

    /// Places more of a row along a shortest path; the rows and columns reached if there is none.
    fn augment(&mut self, start: usize) -> Result<(), (Vec<bool>, Vec<bool>)> {
        let n_rows = self.row_left.len();
        let mut row_from: Vec<Option<usize>> = vec![None; n_rows];
        let mut column_from: Vec<Option<usize>> = vec![None; self.column_left.len()];
        let mut queue = VecDeque::from([start]);
        let mut seen = vec![false; n_rows];
        seen[start] = true;
        let mut end = None;
        'search: while let Some(row) = queue.pop_front() {
            for (column, from) in column_from.iter_mut().enumerate() {
                if from.is_some() || !self.is_open(row, column) {
                    continue;
                }
                *from = Some(row);
                if self.column_left[column] > 0 {
                    end = Some(column);
                    break 'search;
                }
                for other in 0..n_rows {
                    if !seen[other] && self.cells[other][column] > 0 {
                        seen[other] = true;
                        row_from[other] = Some(column);
                        queue.push_back(other);
                    }
                }
            }
        }
        let Some(end) = end else {
            return Err((seen, column_from.iter().map(Option::is_some).collect()));
        };
        // Back along the path: how much fits, then move it.
        let mut amount = self.row_left[start].min(self.column_left[end]);
        let mut path = Vec::new();
        let mut column = end;
        loop {
            let row = column_from[column].expect("columns on the path were reached from a row");
            match row_from[row] {
                Some(before) => {
                    amount = amount.min(self.cells[row][before]);
                    path.push((row, column, Some(before)));
                    column = before;
                }
                None => {
                    path.push((row, column, None));
                    break;
                }
            }
        }
        for (row, column, before) in path {
            self.cells[row][column] += amount;
            if let Some(before) = before {
                self.cells[row][before] -= amount;
            }
        }
        self.row_left[start] -= amount;
        self.column_left[end] -= amount;
        Ok(())
    }
}
