//! What commands answer about plans: findings, reviews, differences, scenarios, sweeps, alternatives, repairs.
//! They are written only; each is held to what is really written by a test of the command.

use super::part::{Fraction, Nullable, raw, shape};
use super::plan::{Level, Status};
use fordel_model::sweep::RecordEnding;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Everything that is wrong with an input.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/findings/1")]
pub(super) struct Findings {
    format: FindingsFormat,
    /// How many of the findings are errors.
    errors: u64,
    findings: Vec<Finding>,
}

struct FindingsFormat;
shape!(FindingsFormat, "FindingsFormat", raw!({ "const": "fordel/findings/1" }));

/// One finding; what does not apply is null.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Finding {
    /// A letter and two digits: an entry of docs/findings-en.md.
    code: Code,
    severity: Severity,
    file: Nullable<String>,
    sheet: Nullable<String>,
    /// From 1.
    row: Nullable<u64>,
    /// The heading.
    column: Nullable<String>,
    /// The column's letter in a spreadsheet.
    letter: Nullable<String>,
    /// Of a text without rows: the character, from 1.
    character: Option<u64>,
    /// Of JSON: the path.
    path: Nullable<String>,
    message: String,
    found: Nullable<String>,
    expected: Nullable<String>,
    help: Nullable<String>,
    /// The row as it stands, where it may be shown.
    text: Nullable<String>,
}

struct Code;
shape!(Code, "FindingCode", raw!({ "type": "string", "pattern": "^[A-Z][0-9]{2}$" }));

struct Severity;
shape!(Severity, "Severity", raw!({ "enum": ["error", "warning", "note"] }));

/// What the judge says of a plan or a seats result.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/review/1")]
pub(super) struct Review {
    format: ReviewFormat,
    /// Whether nothing was found.
    accepted: bool,
    findings: Vec<String>,
    /// Claims that were proved again.
    proved: Vec<String>,
    /// Claims that were neither proved nor refuted.
    unproved: Vec<String>,
}

struct ReviewFormat;
shape!(ReviewFormat, "ReviewFormat", raw!({ "const": "fordel/review/1" }));

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
    status: Status,
    moved: Nullable<i64>,
    filled: Nullable<i64>,
    score: i64,
    bound: i64,
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
