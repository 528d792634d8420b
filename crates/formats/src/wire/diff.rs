//! What `fordel diff` answers. Written only; held to what is really written.

use super::part::{Nullable, raw, shape};
use super::plan::Status;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What one plan, or one split, has against another: `a` minus `b`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/diff/1")]
pub(super) struct Diff {
    format: DiffFormat,
    of: DiffOf,
    meaning: DiffMeaning,
    same: bool,
    a: Side,
    b: Side,
    seats: Vec<SeatsApart>,
    /// Of plans.
    people: Option<PeopleApart>,
    /// Of plans.
    teams: Option<Vec<TeamApart>>,
    /// Of plans.
    score: Option<ScoreApart>,
}

struct DiffFormat;
shape!(DiffFormat, "DiffFormat", raw!({ "const": "fordel/diff/1" }));
struct DiffOf;
shape!(DiffOf, "DiffOf", raw!({ "enum": ["plans", "splits"] }));
struct DiffMeaning;
shape!(DiffMeaning, "DiffMeaning", raw!({ "const": "a minus b" }));

/// One of the two.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Side {
    name: Option<String>,
    year: Option<i32>,
    digest: Option<String>,
    status: Option<Status>,
    score: Option<i64>,
    bound: Option<i64>,
    people: Option<u64>,
    teams: Option<u64>,
    /// Of a split.
    method: Option<String>,
}

/// A unit whose seats, or filled seats, differ.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SeatsApart {
    unit: String,
    a: Nullable<u64>,
    b: Nullable<u64>,
    difference: Nullable<i64>,
    filled_a: Option<u64>,
    filled_b: Option<u64>,
    filled_difference: Option<i64>,
}

/// People whose place differs.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PeopleApart {
    differ: u64,
    #[schemars(rename = "in")]
    come_in: Vec<Placed>,
    out: Vec<Placed>,
    moved: Vec<Moved>,
}

/// Somebody with a place in one of the two.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Placed {
    nominee: String,
    team: String,
    initiative: Option<String>,
    /// Why they have none in the other, as a plan's word.
    reason: Option<String>,
}

/// Somebody in another team.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Moved {
    nominee: String,
    from: String,
    to: String,
    other_initiative: Option<bool>,
}

/// A team of either.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TeamApart {
    id: String,
    change: TeamChange,
    id_a: Nullable<String>,
    id_b: Nullable<String>,
    initiative: String,
    cluster: String,
    stayed: Vec<String>,
    joined: Vec<String>,
    left: Vec<String>,
    score_a: Nullable<i64>,
    score_b: Nullable<i64>,
}

struct TeamChange;
shape!(TeamChange, "TeamChange", raw!({ "enum": ["new", "gone", "same", "changed"] }));

/// The scores.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScoreApart {
    a: i64,
    b: i64,
    difference: i64,
    /// By criterion.
    parts: BTreeMap<String, PartApart>,
}

/// The points of a criterion.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PartApart {
    a: i64,
    b: i64,
    difference: i64,
}
