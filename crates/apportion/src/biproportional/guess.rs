//! Divisors guessed in floating point: proportional fitting, then rounding rows and columns in turn.
//! They decide nothing: every cell is rounded again in integers, and what is missed is repaired exactly.

use super::TwoWay;
use super::ratio::log2;
use crate::signpost::Signposts;
use dashu_int::UBig;

/// Row and column divisors as logarithms to base 2.
pub(super) struct Divisors {
    pub(super) rows: Vec<f64>,
    pub(super) columns: Vec<f64>,
}

/// Rounds of fitting and of rounding.
const FITTING: usize = 60;
const ROUNDING: usize = 60;

pub(super) fn divisors(rule: Signposts, problem: &TwoWay, weights: &[Vec<UBig>]) -> Divisors {
    let logs: Vec<Vec<f64>> = weights
        .iter()
        .map(|row| {
            row.iter().map(|weight| if weight.is_zero() { f64::NEG_INFINITY } else { log2(weight) }).collect()
        })
        .collect();
    let largest = logs.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    // Weights relative to the largest, so that sums stay in range.
    let scaled: Vec<Vec<f64>> =
        logs.iter().map(|row| row.iter().map(|log| (log - largest).exp2()).collect()).collect();
    let mut fit = Fit {
        rule,
        problem,
        weights: scaled,
        rows: vec![1.0; problem.rows.len()],
        columns: vec![1.0; problem.columns.len()],
    };
    fit.fit();
    fit.round();
    Divisors {
        rows: fit.rows.iter().map(|divisor| divisor.log2() + largest).collect(),
        columns: fit.columns.iter().map(|divisor| divisor.log2()).collect(),
    }
}

struct Fit<'a> {
    rule: Signposts,
    problem: &'a TwoWay,
    weights: Vec<Vec<f64>>,
    rows: Vec<f64>,
    columns: Vec<f64>,
}

impl Fit<'_> {
    /// Scales rows and columns in turn to their seats (iterative proportional fitting).
    fn fit(&mut self) {
        let quarter = |seats: u64| (seats as f64).max(0.25);
        for _ in 0..FITTING {
            let mut change = 0.0f64;
            for row in 0..self.rows.len() {
                let sum: f64 =
                    self.weights[row].iter().zip(&self.columns).map(|(weight, column)| weight / column).sum();
                let divisor = sum / quarter(self.problem.row_seats[row]);
                if divisor.is_normal() {
                    change = change.max((divisor / self.rows[row]).ln().abs());
                    self.rows[row] = divisor;
                }
            }
            for column in 0..self.columns.len() {
                let sum: f64 =
                    self.weights.iter().zip(&self.rows).map(|(cells, row)| cells[column] / row).sum();
                let divisor = sum / quarter(self.problem.column_seats[column]);
                if divisor.is_normal() {
                    self.columns[column] = divisor;
                }
            }
            if change < 1e-3 {
                break;
            }
        }
    }

    /// Rounds rows and columns in turn, each with a divisor of its own, until both fit.
    fn round(&mut self) {
        let (n_rows, n_columns) = (self.rows.len(), self.columns.len());
        for _ in 0..ROUNDING {
            let mut misplaced = 0u64;
            for row in 0..n_rows {
                let quotients: Vec<f64> =
                    (0..n_columns).map(|column| self.weights[row][column] / self.columns[column]).collect();
                let seats = self.problem.row_seats[row];
                misplaced += self.settle(&quotients, |column| self.min(row, column), seats, self.rows[row]).1;
                self.rows[row] =
                    self.settle(&quotients, |column| self.min(row, column), seats, self.rows[row]).0;
            }
            for column in 0..n_columns {
                let quotients: Vec<f64> =
                    (0..n_rows).map(|row| self.weights[row][column] / self.rows[row]).collect();
                let seats = self.problem.column_seats[column];
                let (divisor, missed) =
                    self.settle(&quotients, |row| self.min(row, column), seats, self.columns[column]);
                misplaced += missed;
                self.columns[column] = divisor;
            }
            if misplaced == 0 {
                break;
            }
        }
    }

    fn min(&self, row: usize, column: usize) -> f64 {
        self.problem.cell_min.get(row).map_or(0.0, |cells| cells[column] as f64)
    }

    /// A divisor near `divisor` at which a line has its seats, and by how many the old one missed.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a guess; the cast saturates"
    )]
    fn settle(&self, quotients: &[f64], min: impl Fn(usize) -> f64, seats: u64, divisor: f64) -> (f64, u64) {
        let mut held: Vec<f64> = quotients
            .iter()
            .enumerate()
            .map(
                |(at, quotient)| {
                    if *quotient > 0.0 { self.seats(quotient / divisor).max(min(at)) } else { min(at) }
                },
            )
            .collect();
        let given: f64 = held.iter().sum();
        let missed = (given - seats as f64).abs() as u64;
        if missed == 0 {
            return (divisor, 0);
        }
        if missed > 10_000 {
            // Too far to walk: scale.
            return (divisor * (given.max(0.5) / (seats as f64).max(0.5)), missed);
        }
        let next = |held: &[f64], at: usize| quotients[at] / self.signpost(held[at]);
        let last = |held: &[f64], at: usize| {
            if held[at] > min(at) && held[at] > 0.0 {
                quotients[at] / self.signpost(held[at] - 1.0)
            } else {
                f64::INFINITY
            }
        };
        let largest = |held: &[f64]| (0..held.len()).max_by(|&a, &b| next(held, a).total_cmp(&next(held, b)));
        let smallest =
            |held: &[f64]| (0..held.len()).min_by(|&a, &b| last(held, a).total_cmp(&last(held, b)));
        for _ in 0..missed {
            if given < seats as f64 {
                if let Some(at) = largest(&held) {
                    held[at] += 1.0;
                }
            } else if let Some(at) = smallest(&held)
                && last(&held, at).is_finite()
            {
                held[at] -= 1.0;
            }
        }
        let from = largest(&held).map_or(0.0, |at| next(&held, at));
        let to = smallest(&held).map_or(f64::INFINITY, |at| last(&held, at));
        let divisor = match (from > 0.0, to.is_finite()) {
            (true, true) => (from * to).sqrt(),
            (true, false) => from * 2.0,
            (false, true) => to / 2.0,
            (false, false) => divisor,
        };
        (if divisor.is_normal() { divisor } else { 1.0 }, missed)
    }

    /// About s(n).
    fn signpost(&self, n: f64) -> f64 {
        match self.rule {
            Signposts::Linear { first, scale, .. } if n == 0.0 => first as f64 / scale as f64,
            Signposts::Linear { step, start, scale, .. } => (n * step as f64 + start as f64) / scale as f64,
            Signposts::Geometric => (n * (n + 1.0)).sqrt(),
            Signposts::Power(k) => {
                let k = f64::from(k);
                ((n + 1.0).powf(k) / 2.0 + n.powf(k) / 2.0).powf(1.0 / k)
            }
            Signposts::InversePower(_) if n == 0.0 => 0.0,
            Signposts::InversePower(k) => {
                let k = f64::from(k);
                ((n + 1.0).powf(-k) / 2.0 + n.powf(-k) / 2.0).powf(-1.0 / k)
            }
        }
    }

    /// About how many signposts lie at or below a quotient.
    fn seats(&self, quotient: f64) -> f64 {
        let (offset, gain) = self.rule.guess();
        let mut n = (quotient * gain - offset + 1.0).floor().max(0.0);
        for _ in 0..4 {
            if self.signpost(n) <= quotient {
                n += 1.0;
            } else if n > 0.0 && self.signpost(n - 1.0) > quotient {
                n -= 1.0;
            } else {
                break;
            }
        }
        n
    }
}
