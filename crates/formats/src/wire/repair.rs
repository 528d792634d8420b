//! What `fordel what-if --withdraw` answers. Written only; held to what is really written.

use super::diff::{Moved, Placed};
use super::part::{Nullable, raw, shape};
use super::plan::Status;
use super::what_if::ClashText;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

/// The best plans that move few people.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/repair/1")]
pub(super) struct Repair {
    format: RepairFormat,
    name: String,
    base: RepairBase,
    curve: Vec<Point>,
    /// Without a bound on moves.
    free: Point,
    substitutes: Vec<Substitute>,
}

struct RepairFormat;
shape!(RepairFormat, "RepairFormat", raw!({ "const": "fordel/repair/1" }));

/// The plan repaired.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RepairBase {
    score: i64,
    filled: u64,
}

/// The best plan that moves at most so many.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Point {
    most_moves: Nullable<u64>,
    /// Whether every cluster that has a plan at all has one within so many moves. Where not, there are no figures and
    /// nobody comes in or leaves: `clash` says why.
    possible: bool,
    status: Status,
    moved: Nullable<i64>,
    filled: Nullable<i64>,
    score: Nullable<i64>,
    bound: Nullable<i64>,
    equals_free: bool,
    #[schemars(rename = "in")]
    come_in: Vec<Placed>,
    out: Vec<Placed>,
    elsewhere: Vec<Moved>,
    clash: Vec<ClashText>,
}

/// Who could step in, and what it would cost.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Substitute {
    cluster: String,
    nominee: String,
    same_organisation: bool,
    priority: Nullable<i64>,
    reserve: bool,
    moved: Nullable<i64>,
    filled: Nullable<i64>,
    score: Nullable<i64>,
    price: Nullable<i64>,
}
