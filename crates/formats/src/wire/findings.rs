//! What `fordel check` answers, and every command given wrong input. Written only; held to what is really written.

use super::part::{Nullable, raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

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
