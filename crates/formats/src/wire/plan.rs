//! A plan.

use super::part::{Nullable, raw, shape};
use super::seats::Split;
use fordel_model::plan::{ObjectiveName, PlanStatus, Reason};
use fordel_model::{Criterion, KeepOrder};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

/// Seats, people and teams, with the proof.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/plan/1")]
pub(super) struct Plan {
    format: PlanFormat,
    programme: PlannedProgramme,
    /// What was kept of an earlier plan.
    keep: Option<Keep>,
    status: Status,
    /// The levels, each proven before the next.
    objectives: Vec<Objective>,
    /// Sum of the teams' scores.
    score: i64,
    /// No plan scores more, given the levels above.
    bound: i64,
    /// (bound − score) / max(1, |score|).
    gap: f64,
    seats: Split,
    reserved: Vec<Pool>,
    clusters: Vec<Cluster>,
    teams: Vec<Team>,
    not_selected: Vec<NotSelected>,
    reserves: Vec<Reserves>,
    vacant: Vec<Vacancy>,
    clash: Vec<Clash>,
    warnings: Vec<String>,
    solver: Solver,
    certificate: Certificate,
    /// How far the plan has come; absent where it is as it was made.
    state: Option<String>,
    /// Each step on the way.
    record: Option<Vec<Stage>>,
}

/// A step on the way from proposal to announced.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Stage {
    state: String,
    by: Nullable<String>,
    date: Nullable<String>,
}

struct PlanFormat;
shape!(PlanFormat, "PlanFormat", raw!({ "const": crate::plan::FORMAT }));

/// Which programme was planned.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PlannedProgramme {
    name: String,
    year: Nullable<i32>,
    /// A hash of its content.
    digest: String,
}

/// The earlier plan and its places.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Keep {
    /// A hash of the earlier plan.
    plan: String,
    order: KeepOrderWord,
    max_moves: Nullable<u64>,
    teams: Vec<OldTeam>,
    /// Who had no team.
    out: Vec<String>,
}

struct KeepOrderWord;
shape!(KeepOrderWord, "KeepOrder", raw!({ "enum": KeepOrder::ALL.map(KeepOrder::code) }));

/// A team of the earlier plan.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OldTeam {
    id: String,
    initiative: String,
    members: Vec<String>,
}

pub(super) struct Status;
shape!(Status, "PlanStatus", raw!({ "enum": PlanStatus::ALL.map(PlanStatus::code) }));

pub(super) struct Level;
shape!(Level, "ObjectiveName", raw!({ "enum": ObjectiveName::ALL.map(ObjectiveName::code) }));

/// A level: what it reached and what nothing can beat.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Objective {
    name: Level,
    value: i64,
    bound: i64,
}

/// Reserved seats.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Pool {
    name: String,
    seats: u64,
    filled: u64,
}

/// What came of a cluster.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Cluster {
    cluster: String,
    status: Status,
    score: i64,
    bound: i64,
}

/// A team.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Team {
    id: String,
    initiative: String,
    cluster: String,
    /// Ids of nominees.
    members: Vec<String>,
    score: i64,
    parts: Parts,
    partner: Nullable<String>,
}

/// weight × value of each criterion.
struct Parts;
shape!(Parts, "Parts", {
    let names = Criterion::ALL.map(Criterion::code);
    let each: serde_json::Map<String, serde_json::Value> =
        names.iter().map(|name| ((*name).to_owned(), serde_json::json!({ "type": "integer" }))).collect();
    raw!({ "type": "object", "properties": each, "required": names, "additionalProperties": false })
});

/// Somebody without a team.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct NotSelected {
    nominee: String,
    reason: ReasonWord,
    detail: String,
}

struct ReasonWord;
shape!(ReasonWord, "Reason", raw!({ "enum": Reason::ALL.map(Reason::code) }));

/// Who comes next when somebody drops out.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Reserves {
    cluster: String,
    nominees: Vec<String>,
}

/// Empty seats.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Vacancy {
    cluster: String,
    seats: u64,
    reason: String,
    could_go_to: Vec<String>,
}

/// What cannot hold.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Clash {
    kind: String,
    #[schemars(rename = "where")]
    place: String,
    text: String,
    /// The smallest set of demands that cannot hold together.
    demands: Option<Vec<ClashDemand>>,
    /// What would resolve it, the cheapest first.
    relaxations: Option<Vec<Relaxation>>,
}

/// A demand, or a step away from one.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClashDemand {
    kind: String,
    #[schemars(rename = "where")]
    place: String,
    value: String,
}

/// Steps that together resolve a clash.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Relaxation {
    text: String,
    cost: u64,
    steps: Vec<ClashDemand>,
}

/// What the search took.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Solver {
    backend: String,
    columns: u64,
    rounds: u64,
    nodes: u64,
    seed: u64,
}

/// The leaves of the search.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Certificate {
    /// Duals are in units of 1/scale point.
    scale: i64,
    cases: Vec<Case>,
}

/// A leaf.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Case {
    /// The first cluster of its block.
    block: String,
    objective: Level,
    /// Cluster, least and most seats.
    seats: Vec<(String, u64, u64)>,
    /// What the leaf decides: `["together", a, b]`, `["apart", a, b]`, `["count", row..., min, max]`.
    decisions: Vec<Row>,
    /// Multipliers by row.
    multipliers: Vec<Row>,
    /// Duals by row: `["person", "N01", 7]`, `["quota", 1, "scope", "value", 7]`.
    duals: Vec<Row>,
    proof: Proof,
    bound: i64,
}

/// A row's name and its figures.
struct Row;
shape!(
    Row,
    "Row",
    raw!({
        "type": "array", "minItems": 2,
        "prefixItems": [{
            "enum": [
                "person", "teams", "all_teams", "seats", "quota", "priority", "old_team", "kept",
                "points", "together", "apart", "count"
            ]
        }],
        "items": { "type": ["string", "integer", "null"] }
    })
);

struct Proof;
shape!(Proof, "Proof", raw!({ "enum": ["dual", "enumerate"] }));
