//! A matrix of seats with exact divisors, and the residual graph in which seats move.
//!
//! With row divisors ρ and column divisors γ the seats x of a cell with weight w are right if
//! s(x−1) ≤ w/(ρ·γ) ≤ s(x). Adding a seat then costs ρ·γ·s(x)/w ≥ 1 and taking one w/(ρ·γ·s(x−1)) ≥ 1:
//! a graph from rows to columns (adding) and back (taking) whose costs multiply along paths. Moving a
//! seat along a cheapest path from where one is missing to where one is too many, and multiplying the
//! divisors by the distances, keeps every cell right. To stay in integers everything stands in k-th
//! powers, k the degree of the signposts, and without their common scale.

use super::guess::Divisors;
use super::ratio::{Ratio, log2};
use crate::certificate;
use crate::claim::count_reaching;
use crate::signpost::Signposts;
use dashu_int::UBig;
use fordel_model::Fraction;
use fordel_model::split::DivisorEnd;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

pub(super) struct Matrix<'a> {
    rule: Signposts,
    pub(super) n_rows: usize,
    pub(super) n_columns: usize,
    /// k-th powers of the weights, row by row.
    powers: Vec<UBig>,
    min: Vec<u64>,
    seats: Vec<u64>,
    row_seats: &'a [u64],
    column_seats: &'a [u64],
    /// ρ^k over the scale of the signposts.
    rows: Vec<Ratio>,
    /// γ^k.
    columns: Vec<Ratio>,
}

impl<'a> Matrix<'a> {
    pub(super) fn new(
        rule: Signposts,
        weights: &[Vec<UBig>],
        min: Vec<Vec<u64>>,
        row_seats: &'a [u64],
        column_seats: &'a [u64],
    ) -> Self {
        let power = |weight: &UBig| weight.pow(rule.degree() as usize);
        let min: Vec<u64> = min.into_iter().flatten().collect();
        Self {
            rule,
            n_rows: row_seats.len(),
            n_columns: column_seats.len(),
            powers: weights.iter().flatten().map(power).collect(),
            seats: min.clone(),
            min,
            row_seats,
            column_seats,
            rows: vec![Ratio::one(); row_seats.len()],
            columns: vec![Ratio::one(); column_seats.len()],
        }
    }

    pub(super) fn cells(&self) -> Vec<Vec<u64>> {
        self.seats.chunks(self.n_columns).map(<[u64]>::to_vec).collect()
    }

    /// Takes guessed divisors as exact ones and rounds every cell at them.
    pub(super) fn start(&mut self, guess: &Divisors) {
        self.take(guess);
        let (offset, gain) = self.rule.guess();
        for row in 0..self.n_rows {
            for column in 0..self.n_columns {
                let cell = row * self.n_columns + column;
                if self.powers[cell] == UBig::ZERO {
                    continue;
                }
                let log = log2(&self.powers[cell]) / f64::from(self.rule.degree());
                let quotient = (log - guess.rows[row] - guess.columns[column]).exp2();
                let guess = whole(quotient * gain - offset + 1.0);
                let divisor = self.rows[row].times(&self.columns[column]);
                let reaches = |held| self.claim(cell, held).compare(&divisor) != Ordering::Less;
                self.seats[cell] = count_reaching(guess, self.min[cell], u64::MAX / 4, reaches);
            }
        }
    }

    /// Divisors from their logarithms.
    fn take(&mut self, guess: &Divisors) {
        let degree = self.rule.degree() as usize;
        let scale = UBig::from(self.rule.scale());
        let power = |log: f64| {
            let ratio = dyadic(log);
            Ratio { above: ratio.above.pow(degree), below: ratio.below.pow(degree) }
        };
        self.rows = guess
            .rows
            .iter()
            .map(|&log| {
                let ratio = power(log);
                Ratio { above: ratio.above, below: ratio.below * &scale }
            })
            .collect();
        self.columns = guess.columns.iter().map(|&log| power(log)).collect();
    }

    /// (w / s(held))^k, without the scale.
    fn claim(&self, cell: usize, held: u64) -> Ratio {
        let power = &self.powers[cell];
        let above = match self.rule.denominator::<UBig>(held) {
            None => power.clone(),
            Some(denominator) => power * denominator,
        };
        Ratio { above, below: self.rule.numerator(held) }
    }

    /// The cost of one more seat in a cell, at least one; `None` where it may not have one.
    pub(super) fn adding(&self, row: usize, column: usize) -> Option<Ratio> {
        let cell = row * self.n_columns + column;
        if self.powers[cell] == UBig::ZERO {
            return None;
        }
        Some(self.rows[row].times(&self.columns[column]).over(&self.claim(cell, self.seats[cell])))
    }

    /// The cost of one seat less in a cell, at least one; `None` where it must keep it.
    pub(super) fn taking(&self, row: usize, column: usize) -> Option<Ratio> {
        let cell = row * self.n_columns + column;
        if self.powers[cell] == UBig::ZERO || self.seats[cell] <= self.min[cell] {
            return None;
        }
        Some(self.claim(cell, self.seats[cell] - 1).over(&self.rows[row].times(&self.columns[column])))
    }

    /// Moves seats until every margin is met; margins that some matrix meets are.
    pub(super) fn repair(&mut self) {
        loop {
            let (rows, columns) = self.missing();
            if rows.iter().chain(&columns).all(|&missing| missing == 0) {
                return;
            }
            self.move_one(&rows, &columns);
        }
    }

    /// Seats missing in each row and column (negative: too many).
    fn missing(&self) -> (Vec<i128>, Vec<i128>) {
        let mut rows: Vec<i128> = self.row_seats.iter().map(|&seats| i128::from(seats)).collect();
        let mut columns: Vec<i128> = self.column_seats.iter().map(|&seats| i128::from(seats)).collect();
        for (cell, &seats) in self.seats.iter().enumerate() {
            rows[cell / self.n_columns] -= i128::from(seats);
            columns[cell % self.n_columns] -= i128::from(seats);
        }
        (rows, columns)
    }

    /// Moves one seat along a cheapest path: from a row that lacks one or a column with one too many, to
    /// a column that lacks one or a row with one too many.
    fn move_one(&mut self, rows: &[i128], columns: &[i128]) {
        let n = self.n_rows + self.n_columns;
        let is_start = |node: usize| match node.checked_sub(self.n_rows) {
            None => rows[node] > 0,
            Some(column) => columns[column] < 0,
        };
        let is_end = |node: usize| match node.checked_sub(self.n_rows) {
            None => rows[node] < 0,
            Some(column) => columns[column] > 0,
        };
        let mut distance: Vec<Option<Ratio>> = vec![None; n];
        let mut from: Vec<usize> = vec![usize::MAX; n];
        let mut settled = vec![false; n];
        let mut queue = BinaryHeap::new();
        for node in (0..n).filter(|&node| is_start(node)) {
            distance[node] = Some(Ratio::one());
            queue.push(Reverse(Stop { distance: Ratio::one(), node }));
        }
        let end = loop {
            let Reverse(Stop { distance: here, node }) =
                queue.pop().expect("margins that some matrix meets are reached by a path");
            if settled[node] {
                continue;
            }
            if is_end(node) {
                break node;
            }
            settled[node] = true;
            let neighbours = if node < self.n_rows { self.n_rows..n } else { 0..self.n_rows };
            for other in neighbours {
                if settled[other] {
                    continue;
                }
                let cost = if node < self.n_rows {
                    self.adding(node, other - self.n_rows)
                } else {
                    self.taking(other, node - self.n_rows)
                };
                let Some(cost) = cost else { continue };
                let there = here.times(&cost);
                if distance[other].as_ref().is_none_or(|known| there.compare(known) == Ordering::Less) {
                    from[other] = node;
                    distance[other] = Some(there.clone());
                    queue.push(Reverse(Stop { distance: there, node: other }));
                }
            }
        };
        let reach = distance[end].clone().expect("the end was reached");
        for node in (0..n).filter(|&node| settled[node]) {
            let here = distance[node].as_ref().expect("settled nodes were reached");
            match node.checked_sub(self.n_rows) {
                None => self.rows[node] = self.rows[node].times(here).over(&reach).reduced(),
                Some(column) => {
                    self.columns[column] = self.columns[column].times(&reach).over(here).reduced();
                }
            }
        }
        let mut node = end;
        while from[node] != usize::MAX {
            let before = from[node];
            if before < self.n_rows {
                self.seats[before * self.n_columns + node - self.n_rows] += 1;
            } else {
                self.seats[node * self.n_columns + before - self.n_rows] -= 1;
            }
            node = before;
        }
    }

    /// Whether no cell stands on the edge of its rounding.
    fn is_strict(&self) -> bool {
        let inside = |cost: Option<Ratio>| cost.is_none_or(|cost| cost.compare_one() == Ordering::Greater);
        (0..self.n_rows).all(|row| {
            (0..self.n_columns)
                .all(|column| inside(self.adding(row, column)) && inside(self.taking(row, column)))
        })
    }

    /// Moves the divisors of a matrix without ties off the edges, and makes them short where that
    /// works. `levels`: for each row, then each column, how many edges lie behind it at most.
    pub(super) fn step_inside(&mut self) {
        let levels = super::ties::levels(self);
        let degree = f64::from(self.rule.degree());
        let scale = f64::from(u32::try_from(self.rule.scale()).unwrap_or(u32::MAX)).log2();
        let logs = Divisors {
            rows: self.rows.iter().map(|ratio| (ratio.log2() + scale) / degree).collect(),
            columns: self.columns.iter().map(|ratio| ratio.log2() / degree).collect(),
        };
        let exact = (self.rows.clone(), self.columns.clone());
        for bits in [7, 10, 14, 18, 22, 26, 30, 34, 38] {
            let step = 0.5f64.powi(bits);
            let moved = |log: &f64, level: usize, sign: f64| log + sign * step * level as f64;
            let (row_levels, column_levels) = levels.split_at(self.n_rows);
            self.take(&Divisors {
                rows: logs.rows.iter().zip(row_levels).map(|(log, &level)| moved(log, level, 1.0)).collect(),
                columns: logs
                    .columns
                    .iter()
                    .zip(column_levels)
                    .map(|(log, &level)| moved(log, level, -1.0))
                    .collect(),
            });
            if self.is_strict() {
                return;
            }
        }
        (self.rows, self.columns) = exact.clone();
        for bits in (40usize..100_000).step_by(40) {
            if self.is_strict() {
                return;
            }
            (self.rows, self.columns) = exact.clone();
            let step = Ratio { above: (UBig::ONE << bits) + UBig::ONE, below: UBig::ONE << bits };
            for (node, &level) in levels.iter().enumerate() {
                let factor = Ratio { above: step.above.pow(level), below: step.below.pow(level) };
                match node.checked_sub(self.n_rows) {
                    None => self.rows[node] = self.rows[node].times(&factor).reduced(),
                    Some(column) => self.columns[column] = self.columns[column].over(&factor).reduced(),
                }
            }
        }
        panic!("a matrix without ties has divisors off every edge");
    }

    /// The divisors, in the unit of the weights as written.
    pub(super) fn divisors(&self, decimals: u32) -> (Vec<DivisorEnd>, Vec<DivisorEnd>) {
        let degree = self.rule.degree();
        let written = UBig::from(10u8).pow(decimals as usize * degree as usize);
        let scale = UBig::from(self.rule.scale());
        let end = |above: UBig, below: UBig| certificate::root(degree, Fraction::new(above, below).reduced());
        let rows = self.rows.iter().map(|ratio| end(&ratio.above * &scale, &ratio.below * &written));
        let columns = self.columns.iter().map(|ratio| end(ratio.above.clone(), ratio.below.clone()));
        (rows.collect(), columns.collect())
    }
}

/// A node of the search and its distance.
struct Stop {
    distance: Ratio,
    node: usize,
}

impl Ord for Stop {
    fn cmp(&self, other: &Self) -> Ordering {
        self.distance.compare(&other.distance).then(self.node.cmp(&other.node))
    }
}
impl PartialOrd for Stop {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Stop {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Stop {}

/// A float as seats: never below zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess; the cast saturates")]
fn whole(value: f64) -> u64 {
    value as u64
}

/// 2^log as a fraction with at most 45 significant bits; one where the float is of no use.
#[expect(clippy::cast_possible_truncation, reason = "exponents of weights of at most 4000 digits")]
fn dyadic(log: f64) -> Ratio {
    if !log.is_finite() {
        return Ratio::one();
    }
    let exponent = log.floor();
    let mantissa = f64::from_bits((log - exponent).exp2().to_bits() & !0xff);
    let Some(ratio) = Ratio::of_float(mantissa) else { return Ratio::one() };
    let exponent = exponent as i64;
    let binary = UBig::ONE << usize::try_from(exponent.abs()).unwrap_or(0);
    if exponent >= 0 {
        Ratio { above: ratio.above * binary, below: ratio.below }.reduced()
    } else {
        Ratio { above: ratio.above, below: ratio.below * binary }.reduced()
    }
}
