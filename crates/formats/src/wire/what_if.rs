//! What `fordel what-if` answers about scenarios. Written only; held to what is really written.

use super::diff::Moved;
use super::part::{Fraction, Nullable, raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Scenarios beside the base.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/what-if/1")]
pub(super) struct WhatIf {
    format: WhatIfFormat,
    base: WhatIfBase,
    scenarios: Vec<Scenario>,
}

struct WhatIfFormat;
shape!(WhatIfFormat, "WhatIfFormat", raw!({ "const": "fordel/what-if/1" }));

struct ScenarioStatus;
shape!(
    ScenarioStatus,
    "ScenarioStatus",
    raw!({ "enum": ["optimal", "feasible", "partial", "infeasible", "tie", "refused"] })
);

/// The plan without a change.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WhatIfBase {
    status: ScenarioStatus,
    filled: u64,
    score: i64,
    bound: i64,
    /// Points by criterion.
    parts: BTreeMap<String, i64>,
    seats: Vec<BaseSeats>,
    teams: u64,
}

/// A cluster's seats in the base.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BaseSeats {
    cluster: String,
    seats: Nullable<u64>,
    filled: u64,
}

/// A scenario; without a plan only its name, status and why.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Scenario {
    name: String,
    status: ScenarioStatus,
    /// Why there is no plan, in words.
    why: Nullable<String>,
    filled: Option<u64>,
    score: Option<i64>,
    bound: Option<i64>,
    score_difference: Option<i64>,
    parts: Option<BTreeMap<String, i64>>,
    clusters: Option<Vec<ScenarioSeats>>,
    #[schemars(rename = "in")]
    come_in: Option<Vec<String>>,
    out: Option<Vec<Out>>,
    moved: Option<Vec<Moved>>,
    teams_kept: Option<u64>,
    teams_gone: Option<Vec<PlainTeam>>,
    teams_new: Option<Vec<PlainTeam>>,
    clash: Option<Vec<ClashText>>,
    vacant: Option<Vec<VacantText>>,
}

/// A cluster's seats before and after, and why they differ.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScenarioSeats {
    cluster: String,
    seats: Nullable<u64>,
    seats_before: Nullable<u64>,
    filled: u64,
    filled_before: u64,
    why: Nullable<WhySeats>,
    /// The exact shares before and after.
    quotas: Nullable<[Fraction; 2]>,
    /// The reason in words.
    text: Nullable<String>,
}

struct WhySeats;
shape!(WhySeats, "WhySeats", raw!({ "enum": ["quota", "rules", "new", "gone", "tie"] }));

/// Somebody who is not selected any more.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Out {
    nominee: String,
    reason: Nullable<String>,
}

/// A team by its people.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PlainTeam {
    initiative: String,
    members: Vec<String>,
}

/// What cannot hold.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ClashText {
    kind: String,
    #[schemars(rename = "where")]
    place: String,
    text: String,
}

/// Seats that stay empty.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct VacantText {
    cluster: String,
    seats: u64,
    reason: String,
}
