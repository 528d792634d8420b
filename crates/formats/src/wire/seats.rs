//! Answers to seat problems.

use super::part::{BoundRuleWord, End, Fraction, Method, Nullable, OnTieWord, Weight, raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An answer: one split, a two-way split, or several years.
#[derive(JsonSchema)]
#[schemars(untagged, title = "fordel/seats/1")]
pub(super) enum Seats {
    /// One split, with what was asked for beside it.
    Split(Box<SplitAnswer>),
    /// Both ways.
    TwoWay(TwoWay),
    /// Several years.
    Years(Years),
}

/// A split, and what was asked for beside it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SplitAnswer {
    format: SeatsFormat,
    method: Method,
    seats: u64,
    status: Status,
    bound_rule: Option<BoundRuleWord>,
    units: Vec<Unit>,
    tie: Nullable<Tie>,
    broken_ties: Option<Vec<BrokenTie>>,
    divisor: Nullable<Divisor>,
    cut: Nullable<Cut>,
    /// Who is next in line.
    next: Vec<String>,
    /// Units outside the quota rule.
    violations: Vec<String>,
    nodes: Vec<Node>,
    warnings: Vec<String>,
    /// Each total against the one before (`--scan`).
    scan: Option<Vec<Step>>,
    /// Why (`--explain`).
    explain: Option<Value>,
    /// Against another key (`--against`).
    against: Option<Value>,
    /// Accounts over earlier years (`--history`).
    history: Option<Value>,
}

/// The split within a plan: the same, with the seats filled.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Split {
    format: SeatsFormat,
    method: Method,
    seats: u64,
    status: Status,
    bound_rule: Option<BoundRuleWord>,
    units: Vec<FilledUnit>,
    tie: Nullable<Tie>,
    broken_ties: Option<Vec<BrokenTie>>,
    divisor: Nullable<Divisor>,
    cut: Nullable<Cut>,
    next: Vec<String>,
    violations: Vec<String>,
    nodes: Vec<Node>,
    warnings: Vec<String>,
}

struct SeatsFormat;
shape!(SeatsFormat, "SeatsFormat", raw!({ "const": crate::split::FORMAT }));

/// Whether there is one outcome.
struct Status;
shape!(Status, "Status", raw!({ "enum": ["unique", "tie"] }));

/// A unit's seats.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Unit {
    id: String,
    weight: Weight,
    /// weight × seats / total weight.
    quota: Fraction,
    /// The same with three digits.
    quota_decimal: Digits,
    /// Null where an open tie leaves them open.
    seats: Nullable<u64>,
    /// Seats in every outcome.
    lower: u64,
    /// Seats in some outcome.
    upper: u64,
}

/// A unit's seats in a plan.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct FilledUnit {
    id: String,
    weight: Weight,
    quota: Fraction,
    quota_decimal: Digits,
    seats: Nullable<u64>,
    lower: u64,
    upper: u64,
    /// People using the unit's seats.
    filled: u64,
}

struct Digits;
shape!(Digits, "Digits", raw!({ "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$" }));

/// An open tie.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Tie {
    units: Vec<String>,
    /// Seats at stake.
    seats: u64,
    /// How many outcomes, as text: they may be very many.
    outcomes: String,
}

/// A tie that a rule broke.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BrokenTie {
    units: Vec<String>,
    seats: u64,
    winners: Vec<String>,
    rule: OnTieWord,
    seed: Nullable<u64>,
}

/// All divisors that give the split; an end that is null is open.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Divisor {
    from: Nullable<End>,
    to: Nullable<End>,
}

/// The last remainder in and the first out.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Cut {
    remainder_in: Nullable<Fraction>,
    remainder_out: Nullable<Fraction>,
}

/// The seats of a group.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Node {
    level: String,
    id: String,
    seats: Nullable<u64>,
}

/// Who loses a seat although there is one more, or one fewer.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Step {
    from: u64,
    to: u64,
    losers: Vec<String>,
}

/// Seats by row and column; null in an open tie.
type Table = BTreeMap<String, BTreeMap<String, Nullable<u64>>>;

/// A two-way split.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct TwoWay {
    format: SeatsFormat,
    method: Method,
    seats: u64,
    status: Status,
    cells: Table,
    row_divisors: BTreeMap<String, Nullable<End>>,
    column_divisors: BTreeMap<String, Nullable<End>>,
    tie: Nullable<TwoWayTie>,
    warnings: Vec<String>,
}

/// A tie of a two-way split.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TwoWayTie {
    /// Row and column of each tied cell.
    cells: Vec<(String, String)>,
    outcomes: String,
    /// Some whole tables.
    examples: Vec<Table>,
}

/// Several years.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Years {
    format: SeatsFormat,
    method: Method,
    status: Status,
    mode: String,
    years: Vec<Year>,
    /// How each unit's account stands at the end.
    drift: Vec<Drift>,
    /// Units outside floor and ceiling of their entitlement.
    outside: Vec<Outside>,
    warnings: Vec<String>,
}

/// A year.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Year {
    year: i64,
    units: Vec<YearUnit>,
    tie: Option<Tie>,
}

/// A unit's seats of a year.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct YearUnit {
    id: String,
    /// Seats of the year; below zero where a method is not house monotone.
    seats: Nullable<i64>,
    /// Seats to date.
    total: Nullable<u64>,
    /// Quotas to date.
    entitlement: Fraction,
}

/// A unit's account.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Drift {
    id: String,
    total: Nullable<u64>,
    entitlement: Fraction,
    /// Seats less quotas.
    drift: Nullable<String>,
}

/// A unit outside.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Outside {
    year: i64,
    id: String,
}
