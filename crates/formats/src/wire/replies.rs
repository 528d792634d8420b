//! What `collect` answers: how far the replies are and what must be asked.

use super::part::{raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

/// How far the replies of a folder are.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/replies/1")]
pub(super) struct Replies {
    format: RepliesFormat,
    /// People put forward.
    people: u64,
    /// Those of them after the deadline.
    late: u64,
    organisations: Vec<Organisation>,
    questions: Vec<Question>,
    /// Files without a table of people.
    without_people: Vec<String>,
    /// Files that could not be read (`--skip-unreadable`).
    left_out: Vec<LeftOut>,
}

struct RepliesFormat;
shape!(RepliesFormat, "RepliesFormat", raw!({ "const": "fordel/replies/1" }));

/// An organisation of the list.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Organisation {
    name: String,
    reply: Reply,
    people: u64,
}

struct Reply;
shape!(Reply, "Reply", raw!({ "enum": ["waiting", "answered", "none"] }));

/// What must be asked about a row.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Question {
    kind: Kind,
    /// In words.
    text: String,
    nominee: String,
    file: String,
    /// From 1.
    row: u64,
}

struct Kind;
shape!(
    Kind,
    "QuestionKind",
    raw!({
        "enum": [
            "organisation", "unknown_organisation", "cluster", "sector", "same_email", "same_name", "none_and_some"
        ]
    })
);

/// A file that was left out, and why.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LeftOut {
    file: String,
    why: String,
}
