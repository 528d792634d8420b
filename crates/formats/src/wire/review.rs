//! What `fordel verify` answers. Written only; held to what is really written.

use super::part::{raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

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
