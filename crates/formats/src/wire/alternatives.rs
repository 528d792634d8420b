//! What `fordel alternatives` answers. Written only; held to what is really written.

use super::diff::{Moved, Placed};
use super::part::{Nullable, raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Other plans.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/alternatives/1")]
pub(super) struct Alternatives {
    format: AlternativesFormat,
    best: i64,
    bound: Nullable<i64>,
    least_score: Nullable<i64>,
    /// Whether there are no more.
    complete: bool,
    plans: Vec<Alternative>,
}

struct AlternativesFormat;
shape!(AlternativesFormat, "AlternativesFormat", raw!({ "const": "fordel/alternatives/1" }));

/// One of them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Alternative {
    rank: u64,
    score: i64,
    below_best: i64,
    proven: bool,
    /// People in other places, from each plan before.
    apart: Vec<u64>,
    parts: BTreeMap<String, PartBeside>,
    #[schemars(rename = "in")]
    come_in: Vec<Placed>,
    out: Vec<Placed>,
    elsewhere: Vec<Moved>,
    teams: Vec<ScoredTeam>,
}

/// The points of a criterion, against the plan compared with.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PartBeside {
    value: i64,
    difference: i64,
}

/// A team with its score.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScoredTeam {
    id: String,
    initiative: String,
    cluster: String,
    members: Vec<String>,
    score: i64,
}
