//! What `fordel explain` answers. Written only; held to what is really written.

use super::diff::{Moved, Placed};
use super::part::{Fraction, Nullable, raw, shape};
use super::plan::{Level, Status};
use super::what_if::ClashText;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

/// Why the plan is as it is, and what forcing something else would cost.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/explanation/1")]
pub(super) struct Explanation {
    format: ExplanationFormat,
    programme: ExplainedProgramme,
    score: i64,
    subject: Subject,
    teams: Option<Vec<ExplainedTeam>>,
    not_selected: Option<NotSelectedRow>,
    seats: Option<ExplainedSeats>,
    because: Vec<Because>,
    swaps_tried: Option<u64>,
    /// Of a meeting: its questions and answers.
    meeting: Option<Vec<MeetingLine>>,
    /// Of a meeting: the cluster nearest to another seat.
    closest: Option<ExplainedSeats>,
    /// Of a meeting: what other keys would give.
    other_keys: Option<Vec<OtherKey>>,
}

struct ExplanationFormat;
shape!(ExplanationFormat, "ExplanationFormat", raw!({ "const": "fordel/explanation/1" }));

/// Which programme.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ExplainedProgramme {
    name: String,
    year: Nullable<i32>,
    digest: String,
}

/// What is explained.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Subject {
    kind: SubjectKind,
    id: Option<String>,
}

struct SubjectKind;
shape!(SubjectKind, "SubjectKind", raw!({ "enum": ["nominee", "team", "cluster", "meeting"] }));

/// A team with what each criterion counts.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ExplainedTeam {
    id: String,
    initiative: String,
    cluster: String,
    members: Vec<String>,
    score: i64,
    contributions: Vec<Contribution>,
}

/// A criterion, piece by piece.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Contribution {
    criterion: String,
    points: i64,
    pieces: Vec<Piece>,
}

/// What some members bring.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Piece {
    who: Vec<String>,
    what: Vec<String>,
    points: i64,
}

/// Why somebody has no seat.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct NotSelectedRow {
    nominee: String,
    reason: String,
    detail: String,
}

/// Why a cluster has its seats.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ExplainedSeats {
    id: String,
    weight: String,
    seats: Nullable<u64>,
    quota: Fraction,
    quota_decimal: String,
    method: String,
    next: Vec<String>,
    first_to_lose: Vec<String>,
    gains: Nullable<WeightChange>,
    loses: Nullable<WeightChange>,
}

/// The smallest change of the weight that moves a seat.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WeightChange {
    weight: String,
    change: String,
    other: Nullable<String>,
    command: Nullable<String>,
}

/// A question with what comes of forcing it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Because {
    question: String,
    nominee: Option<String>,
    initiative: Option<String>,
    other: Option<String>,
    team: Option<String>,
    rule: Option<String>,
    cluster: Option<String>,
    /// The call that gives the same.
    command: Nullable<String>,
    possible: Nullable<bool>,
    status: Option<Status>,
    proven: Option<bool>,
    score: Option<i64>,
    price: Option<i64>,
    objectives: Option<Vec<LevelBeside>>,
    seats: Option<Vec<SeatsBeside>>,
    come_in: Option<Vec<Placed>>,
    leave: Option<Vec<Placed>>,
    #[schemars(rename = "move")]
    moved: Option<Vec<Moved>>,
    clash: Option<Vec<ClashText>>,
    unplanned: Option<String>,
}

/// A level beside the plan's.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LevelBeside {
    name: Level,
    value: i64,
    plan: Nullable<i64>,
}

/// A cluster's seats beside the plan's.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SeatsBeside {
    cluster: String,
    seats: Nullable<u64>,
    plan: Nullable<u64>,
    filled: Nullable<u64>,
    plan_filled: Nullable<u64>,
}

/// A question of the meeting.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct MeetingLine {
    code: String,
    question: String,
    answer: String,
}

/// What another key would give; null where it cannot be split.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OtherKey {
    key: String,
    changes: Nullable<Vec<KeyChange>>,
}

/// A cluster with other seats.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct KeyChange {
    cluster: String,
    seats: u64,
    plan: u64,
}
