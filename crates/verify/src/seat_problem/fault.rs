//! What is wrong with a seats result, and what was proved of it.

use fordel_model::Method;

/// The judge's answer about one seats result.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SeatReview {
    /// Everything that is wrong; empty if the result is accepted.
    pub findings: Vec<SeatFault>,
    /// What was proved again.
    pub proved: Vec<SeatClaim>,
    /// What was neither proved nor refuted.
    pub unproved: Vec<SeatClaim>,
}

impl SeatReview {
    /// Whether nothing is wrong.
    pub fn is_accepted(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn fault(&mut self, fault: SeatFault) {
        self.findings.push(fault);
    }

    /// Notes a claim as proved, once.
    pub(super) fn prove(&mut self, claim: SeatClaim) {
        if !self.proved.contains(&claim) {
            self.proved.push(claim);
        }
    }
}

/// Something a seats result claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SeatClaim {
    /// The seats are the method's own.
    #[error("the seats are the method's own, within every bound")]
    Seats,
    /// No other split is right.
    #[error("no other split is right")]
    Unique,
    /// The tied units, the seats at stake and the number of outcomes.
    #[error("the tie: its units, the seats at stake, the number of outcomes")]
    Tie,
    /// The divisor interval, or the remainders around the cut.
    #[error("the divisor interval, or the remainders at the cut")]
    Certificate,
    /// Groups' seats are the sums of their units'.
    #[error("every group's seats are the sum of its units'")]
    Groups,
    /// Every unit is within its quota rounded down and up.
    #[error("every unit is within its quota rounded down and up")]
    WithinQuota,
    /// Who is in line for the next seats.
    #[error("the line for the next seats")]
    Line,
    /// The lot itself.
    #[error("the lot that was drawn")]
    Draw,
    /// Rows and columns have their seats.
    #[error("every row and every column has its seats")]
    Margins,
    /// The row and column divisors give every cell.
    #[error("the row and column divisors give every cell")]
    Divisors,
    /// How many outcomes there are.
    #[error("the number of equally right outcomes")]
    Outcomes,
    /// Totals to date and entitlements.
    #[error("totals to date and entitlements of every year")]
    Accounts,
    /// Totals to date within floor and ceiling of the running entitlement.
    #[error("totals to date within floor and ceiling of the running entitlement")]
    RunningQuota,
    /// Where earlier years forbid that: as near as can be.
    #[error("that no plan comes nearer to the running entitlements")]
    Nearest,
}

/// Something wrong with a seats result.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SeatFault {
    /// Another number of seats.
    #[error("{found} seats are split, expected {expected}")]
    Total {
        /// The result's.
        found: u64,
        /// The problem's.
        expected: u64,
    },
    /// Another method.
    #[error("the split is by `{found}`, expected `{expected}`")]
    Method {
        /// The result's.
        found: Method,
        /// The problem's.
        expected: Method,
    },
    /// Not the problem's units in order.
    #[error("the units are not the problem's, in its order ({found} rows, expected {expected})")]
    Units {
        /// Rows of the result.
        found: usize,
        /// Rows of the problem.
        expected: usize,
    },
    /// Another weight.
    #[error("`{unit}` has weight {found}, expected {expected}")]
    Weight {
        /// The unit.
        unit: String,
        /// The result's.
        found: String,
        /// The problem's.
        expected: String,
    },
    /// Another quota.
    #[error("`{unit}` has quota {found}, expected {expected}")]
    Quota {
        /// The unit.
        unit: String,
        /// The result's.
        found: String,
        /// weight × seats / total weight.
        expected: String,
    },
    /// Certain and possible seats that do not fit the seats.
    #[error("`{unit}`: lower {lower} and upper {upper} do not fit its seats ({})", seats.map_or("open".to_owned(), |n| n.to_string()))]
    Range {
        /// The unit.
        unit: String,
        /// Its seats.
        seats: Option<u64>,
        /// Certain.
        lower: u64,
        /// Possible.
        upper: u64,
    },
    /// Seats outside the unit's bounds.
    #[error("`{unit}`: {lower} to {upper} seats lie outside its bounds")]
    Bounds {
        /// The unit.
        unit: String,
        /// Certain.
        lower: u64,
        /// Possible.
        upper: u64,
    },
    /// Open seats without a tie, or a tie without open seats.
    #[error("units without a number of seats and the field `tie` do not fit together")]
    TieAndSeats,
    /// Seats that do not add up.
    #[error("the seats add up to {found}, expected {expected}")]
    Sum {
        /// Of the rows.
        found: u128,
        /// Stated.
        expected: u64,
    },
    /// Seats that are not the method's.
    #[error("`{unit}` has {found} seats, expected {expected}")]
    Seats {
        /// The unit or group.
        unit: String,
        /// The result's.
        found: u64,
        /// What the method says.
        expected: String,
    },
    /// A tie that is not the one there is.
    #[error("the tie stated is {found}, expected {expected}")]
    Tie {
        /// The result's.
        found: String,
        /// The one there is.
        expected: String,
    },
    /// A tie was broken without the rule, or is not recorded.
    #[error("{units:?} stand equal for {seats} seats; `broken_ties` does not record how that was settled")]
    Unrecorded {
        /// The tied units or groups.
        units: Vec<String>,
        /// Seats at stake.
        seats: u64,
    },
    /// An end of the divisor interval.
    #[error("the divisor interval's `{end}` is not the one that the seats give, {expected}")]
    Divisor {
        /// `from` or `to`.
        end: &'static str,
        /// The claim, to the power that makes it rational.
        expected: String,
    },
    /// A remainder at the cut.
    #[error("`cut.{end}` is not the remainder that the seats give, {expected}")]
    Cut {
        /// `remainder_in` or `remainder_out`.
        end: &'static str,
        /// The remainder.
        expected: String,
    },
    /// Units outside their quota.
    #[error("units outside their quota: {found:?}, expected {expected:?}")]
    Violations {
        /// As stated.
        found: Vec<String>,
        /// As counted.
        expected: Vec<String>,
    },
    /// A line that is not the one there is.
    #[error("`next` is {found:?}, expected {expected:?}")]
    Line {
        /// As stated.
        found: Vec<String>,
        /// As worked out from the seats.
        expected: Vec<String>,
    },
    /// A lot that the recorded seed does not draw.
    #[error("the seed {seed} does not draw {found:?} among {units:?}, but {expected:?}")]
    Lot {
        /// The recorded seed.
        seed: u64,
        /// Who took part.
        units: Vec<String>,
        /// Who won, as stated.
        found: Vec<String>,
        /// Who wins.
        expected: Vec<String>,
    },
    /// Seats that the recorded seed of a lottery does not draw.
    #[error("`{unit}` has {found} seats, but the seed {seed} draws {expected}")]
    Drawn {
        /// The recorded seed.
        seed: u64,
        /// The unit.
        unit: String,
        /// The result's.
        found: u64,
        /// What the seed draws.
        expected: u64,
    },
    /// A group's row.
    #[error("the group `{id}` has {} seats in `nodes`, expected {}", shown(found), shown(expected))]
    Node {
        /// The group.
        id: String,
        /// As stated.
        found: Option<u64>,
        /// The sum of its units.
        expected: Option<u64>,
    },
    /// Not the groups there are.
    #[error("`nodes` lists {found} groups, expected {expected}, level by level")]
    Nodes {
        /// Rows.
        found: usize,
        /// Groups.
        expected: usize,
    },
    /// A row or column does not have its seats.
    #[error("`{line}` has {found} seats, expected {expected}")]
    Margin {
        /// The row or column.
        line: String,
        /// The sum of its cells.
        found: u128,
        /// Its seats.
        expected: u64,
    },
    /// A cell that the divisors do not give.
    #[error("the divisors do not give {seats} seats in the cell {row}, {column}")]
    Cell {
        /// The row.
        row: String,
        /// The column.
        column: String,
        /// Its seats.
        seats: u64,
    },
    /// A row or column without a divisor, or the matrix has another shape.
    #[error("rows, columns and divisors are not the problem's")]
    Shape,
    /// A figure of a year.
    #[error("{year}, `{unit}`: {what} is {found}, expected {expected}")]
    Year {
        /// The year.
        year: i64,
        /// The unit.
        unit: String,
        /// Which figure.
        what: &'static str,
        /// As stated.
        found: String,
        /// As counted.
        expected: String,
    },
}

fn shown(seats: &Option<u64>) -> String {
    seats.map_or_else(|| "open".to_owned(), |seats| seats.to_string())
}
