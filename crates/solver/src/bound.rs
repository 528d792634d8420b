//! The bound in integers: duals rounded to fixed point, raised until no column is worth more than its
//! price, and added up again exactly.

use crate::dual::Dual;
use crate::program::{Place, Prices, Program};

/// Duals in fixed point under which every column's reduced cost is at most 0.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Duals and losses are in units of 1/`scale` point.
    pub scale: i64,
    /// One a row.
    pub duals: Vec<i64>,
    /// L: what no plan is worth more than, in units of 1/`scale` point.
    pub total: i128,
    /// The prices the duals amount to.
    pub prices: Prices<i64>,
}

/// The largest number a dual may become.
const LARGEST: i64 = 1 << 52;

impl Bound {
    /// Rounds `dual` to multiples of 1/`scale` and repairs what rounding broke. Cost: linear in columns.
    pub fn new(program: &Program<'_>, dual: &Dual, scale: i64) -> Self {
        let mut duals: Vec<i64> = dual
            .values
            .iter()
            .zip(&program.rows)
            .map(|(&value, row)| {
                let rounded = round(value, scale);
                let allowed = if rounded > 0 { row.hi.is_some() } else { row.lo.is_some() };
                if allowed { rounded } else { 0 }
            })
            .collect();
        let raise = raises(program, &program.prices(&duals), scale);
        for (row, dual) in program.rows.iter().zip(&mut duals) {
            if let Place::Teams(k) = row.place {
                *dual += raise[k];
            }
        }
        let total = program.rows.iter().zip(&duals).map(|(row, &dual)| row.support(dual)).sum();
        let prices = program.prices(&duals);
        Self { scale, duals, total, prices }
    }

    /// What no plan is worth more than, in points.
    pub fn floor(&self) -> i64 {
        i64::try_from(self.total.div_euclid(i128::from(self.scale))).expect("scores are below 10^12")
    }

    /// How far a column's price lies above its value, in units of 1/`scale` point; never negative.
    pub fn loss(&self, program: &Program<'_>, column: usize) -> i64 {
        self.prices.of(program.columns, column) - program.value_of(column) * self.scale
    }

    /// The losses of all columns, where they are listed.
    pub fn losses(&self, program: &Program<'_>) -> Vec<i64> {
        losses(program, &self.prices, self.scale)
    }
}

/// By initiative: the largest positive reduced cost of its columns.
fn raises(program: &Program<'_>, prices: &Prices<i64>, scale: i64) -> Vec<i64> {
    let mut raise = vec![0i64; program.n_initiatives];
    for (k, loss) in program.columns.initiatives().zip(losses(program, prices, scale)) {
        raise[k] = raise[k].max(-loss);
    }
    raise
}

/// By column: its price less its value, where columns are listed.
fn losses(program: &Program<'_>, prices: &Prices<i64>, scale: i64) -> Vec<i64> {
    let mut losses = prices.of_all(program.columns, |count| count);
    losses.iter_mut().zip(&program.values).for_each(|(loss, value)| *loss -= value * scale);
    losses
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "clamped well inside both")]
pub(crate) fn round(value: f64, scale: i64) -> i64 {
    let limit = LARGEST as f64;
    if value.is_nan() { 0 } else { (value * scale as f64).round().clamp(-limit, limit) as i64 }
}
