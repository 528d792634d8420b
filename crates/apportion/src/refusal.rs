//! Why there is no split: the call is wrong, or it cannot be.

use fordel_model::Method;

/// Why there is no split.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// Nobody to receive seats.
    #[error("there are no units to split seats over")]
    NoUnits,
    /// Every weight is zero.
    #[error("all weights are zero")]
    NoWeight,
    /// Two units of one name (in one group).
    #[error("the unit `{0}` stands there twice")]
    Twice(String),
    /// A unit's own bounds contradict each other.
    #[error("`{unit}`: at least {min} seats but at most {max}")]
    MinAboveMax {
        /// The unit.
        unit: String,
        /// Its least seats.
        min: u64,
        /// Its largest.
        max: u64,
    },
    /// A unit does not say its group at every level.
    #[error("`{unit}` does not name one group for each of the levels {}", .levels.join(", "))]
    Groups {
        /// The unit.
        unit: String,
        /// The levels.
        levels: Vec<String>,
    },
    /// The list of methods does not fit the levels.
    #[error("{methods} methods for {levels} levels: give one a level, then the units' own")]
    LevelMethods {
        /// Number of levels.
        levels: usize,
        /// Number of methods.
        methods: usize,
    },
    /// A method's parameter is outside the range in which the method makes sense.
    #[error("`{method}`: {why}")]
    Parameter {
        /// The method.
        method: Method,
        /// The range.
        why: &'static str,
    },
    /// The method is not defined with bounds.
    #[error("`{method}` knows no minimum or maximum (`{unit}` has one)")]
    NoBounds {
        /// The method.
        method: Method,
        /// A unit with a bound.
        unit: String,
    },
    /// The method has no divisors, so it has no two-way form.
    #[error("`{0}` is no divisor method; a two-way split needs one")]
    NoDivisors(Method),
    /// A row of the matrix has another number of cells than there are columns.
    #[error("`{row}` has {cells} cells, but there are {columns} columns")]
    Ragged {
        /// The row.
        row: String,
        /// Its cells.
        cells: usize,
        /// Columns there are.
        columns: usize,
    },
    /// Rows and columns have different sums.
    #[error("the seats of the rows add up to {rows}, those of the columns to {columns}")]
    MarginSums {
        /// Sum of the rows.
        rows: u128,
        /// Sum of the columns.
        columns: u128,
    },
    /// A row or column has fewer seats than its cells need.
    #[error("{} has {seats} seats, but its cells need {needed}", .lines.join(", "))]
    MarginBelowMinima {
        /// The row or column.
        lines: Vec<String>,
        /// Seats its cells need.
        needed: u128,
        /// Seats it has.
        seats: u64,
    },
    /// Rows need more than the columns in which they have a weight can give.
    #[error(
        "the rows {} need {needed} seats, but have a weight only in {}, where {available} are to be had",
        .rows.join(", "), if .columns.is_empty() { "no column".to_owned() } else { .columns.join(", ") }
    )]
    Margins {
        /// The rows.
        rows: Vec<String>,
        /// Seats they need.
        needed: i128,
        /// The columns in which they have a weight.
        columns: Vec<String>,
        /// Seats to be had there (and in minima elsewhere).
        available: i128,
    },
    /// Running totals of one split need the same weights every year.
    #[error(
        "the weights of {year} differ from the first year's; `cumulative` needs the same every year (try `cumulative_quota`)"
    )]
    WeightsDiffer {
        /// The first year with other weights.
        year: i64,
    },
    /// The minima need more than there is.
    #[error("{place}the minima add up to {needed}, but there are {seats} seats (too many already: {})", listed(.units))]
    MinAboveSeats {
        /// The group, with a colon, or nothing.
        place: String,
        /// Sum of the minima.
        needed: u128,
        /// Seats there are.
        seats: u64,
        /// The fewest units whose minima are too many already, and those; without any one of them they fit.
        units: Vec<(String, u64)>,
    },
    /// The maxima leave seats over.
    #[error("{place}the maxima add up to {room}, but there are {seats} seats ({}); a unit of weight zero takes its minimum only", listed(.units))]
    MaxBelowSeats {
        /// The group, with a colon, or nothing.
        place: String,
        /// Sum of the maxima.
        room: u128,
        /// Seats there are.
        seats: u64,
        /// Units and what they can take.
        units: Vec<(String, u64)>,
    },
    /// A method that gives every weight a seat has too few.
    #[error(
        "{place}`{method}` gives every unit with a weight a seat: {needed} are needed, but there are {seats}"
    )]
    TooFewSeats {
        /// The group, with a colon, or nothing.
        place: String,
        /// The method.
        method: Method,
        /// Seats needed, minima included.
        needed: u128,
        /// Seats there are.
        seats: u64,
    },
    /// Whole quotas (and minima) alone award more than there is.
    #[error("{place}`{method}` awards {awarded} seats before any remainder, but there are {seats}")]
    AwardsTooMuch {
        /// The group, with a colon, or nothing.
        place: String,
        /// The method.
        method: Method,
        /// Seats awarded.
        awarded: u128,
        /// Seats there are.
        seats: u64,
    },
    /// Fixing and splitting afresh has led to where the bounds of the rest cannot hold.
    #[error(
        "{place}fixing units at their bounds leaves {left} seats for a rest that takes {from} to {to}; use the rule floor_then_raise"
    )]
    RuleStuck {
        /// The group, with a colon, or nothing.
        place: String,
        /// Seats left (negative: that many too few).
        left: i128,
        /// What the rest needs.
        from: u128,
        /// What the rest can take.
        to: u128,
    },
    /// Ties met on the way have too many endings to follow each.
    #[error(
        "{place}ties on the way have more than {limit} endings; break them (larger_weight, lot) or use the rule floor_then_raise"
    )]
    TooManyEndings {
        /// The group, with a colon, or nothing.
        place: String,
        /// How many are followed.
        limit: usize,
    },
    /// A lottery cannot keep a unit's bound.
    #[error("{place}the lottery gives `{unit}` {floor} or {ceil} seats, outside its bounds {min} to {max}")]
    LotteryBound {
        /// The group, with a colon, or nothing.
        place: String,
        /// The unit.
        unit: String,
        /// Quota rounded down.
        floor: u64,
        /// Quota rounded up.
        ceil: u64,
        /// Its least seats.
        min: u64,
        /// Its largest.
        max: u64,
    },
}

impl Refusal {
    /// Whether the text or call is wrong (exit 2), rather than the answer being no (exit 1).
    pub fn is_wrong_call(&self) -> bool {
        match self {
            Self::NoUnits
            | Self::NoWeight
            | Self::Twice(_)
            | Self::MinAboveMax { .. }
            | Self::Groups { .. }
            | Self::LevelMethods { .. }
            | Self::Parameter { .. }
            | Self::NoBounds { .. }
            | Self::NoDivisors(_)
            | Self::Ragged { .. }
            | Self::WeightsDiffer { .. }
            | Self::MarginSums { .. } => true,
            Self::MarginBelowMinima { .. }
            | Self::Margins { .. }
            | Self::MinAboveSeats { .. }
            | Self::MaxBelowSeats { .. }
            | Self::TooFewSeats { .. }
            | Self::AwardsTooMuch { .. }
            | Self::RuleStuck { .. }
            | Self::TooManyEndings { .. }
            | Self::LotteryBound { .. } => false,
        }
    }
}

/// `A 3, B 2` and how many more; at most ten.
fn listed(units: &[(String, u64)]) -> String {
    let figure = |n: u64| if n == u64::MAX { "no limit".to_owned() } else { n.to_string() };
    let mut text: Vec<String> =
        units.iter().take(10).map(|(unit, n)| format!("{unit} {}", figure(*n))).collect();
    if units.len() > text.len() {
        text.push(format!("and {} more", units.len() - text.len()));
    }
    text.join(", ")
}
