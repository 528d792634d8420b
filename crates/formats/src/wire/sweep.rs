//! What `fordel sweep` answers: the plan of a sweep, its lines and their summary. Written only; held to what is really written.

use super::part::{Nullable, raw, shape};
use fordel_model::sweep::RecordEnding;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A line of a sweep: one scenario.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/sweep-record/1")]
pub(super) struct SweepRecord {
    /// From 0.
    index: u64,
    /// A hash of input, specification, seed and index.
    id: String,
    /// What the grid sets, field by field.
    set: BTreeMap<String, String>,
    withdrawn: Option<Vec<String>>,
    dropped: Option<Vec<String>>,
    ending: Ending,
    /// One a cluster, in order; null where tied or without a split.
    seats: Vec<Option<u64>>,
    filled: Option<Vec<u64>>,
    score: Option<i64>,
    bound: Option<i64>,
    /// Against the base plan.
    #[schemars(rename = "in")]
    come_in: Option<Vec<String>>,
    /// Against the base plan.
    out: Option<Vec<String>>,
    teams_changed: Option<u64>,
    why: Option<Vec<String>>,
}

struct Ending;
shape!(Ending, "RecordEnding", raw!({ "enum": RecordEnding::ALL.map(RecordEnding::code) }));

/// What a sweep would run.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/sweep-plan/1")]
pub(super) struct SweepPlan {
    format: SweepPlanFormat,
    /// A hash of the programme.
    programme: String,
    seed: u64,
    random: String,
    /// Whether teams are asked for, not seats alone.
    teams: bool,
    axes: Vec<Axis>,
    draws: u64,
    scenarios: u64,
    /// The first scenario's id.
    first: String,
    /// The last one's.
    last: String,
    base: Nullable<BaseRecord>,
}

struct SweepPlanFormat;
shape!(SweepPlanFormat, "SweepPlanFormat", raw!({ "const": "fordel/sweep-plan/1" }));

/// An axis of the grid.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Axis {
    field: String,
    settings: Vec<String>,
}

/// The base.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BaseRecord {
    ending: Ending,
    seats: Vec<Option<u64>>,
    score: Nullable<i64>,
}

/// What all scenarios come to together.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/sweep-summary/1")]
pub(super) struct SweepSummary {
    format: SweepSummaryFormat,
    scenarios: u64,
    /// How many ended how.
    endings: BTreeMap<String, u64>,
    /// What stood in the way, and how often.
    why: BTreeMap<String, u64>,
    clusters: Vec<ClusterOften>,
    /// Scenarios with a plan: what the figures below count.
    planned: u64,
    base: SummaryBase,
    robustness: Robustness,
    score: ScoreOften,
    selected: Vec<SelectedOften>,
}

struct SweepSummaryFormat;
shape!(SweepSummaryFormat, "SweepSummaryFormat", raw!({ "const": "fordel/sweep-summary/1" }));

/// A cluster over all scenarios; how often it has a number of seats, by the number.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClusterOften {
    cluster: String,
    base: Nullable<u64>,
    seats: BTreeMap<String, u64>,
    open: u64,
    filled: BTreeMap<String, u64>,
}

/// The base plan's figures.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SummaryBase {
    score: Nullable<i64>,
    teams: u64,
}

/// How the base plan holds.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Robustness {
    same_people: u64,
    same_teams: u64,
    teams_changed: BTreeMap<String, u64>,
    people_out: BTreeMap<String, u64>,
}

/// The scores' quantiles, by thousandths; numbers less than `width` apart may not be told from each other.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScoreOften {
    n: u64,
    width: i64,
    quantiles_per_mille: BTreeMap<String, Option<i64>>,
}

/// How often somebody is selected.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SelectedOften {
    nominee: String,
    base: bool,
    selected: u64,
}
