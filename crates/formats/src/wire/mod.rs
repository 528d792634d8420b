//! The JSON documents that are read and written, as JSON Schemas (draft 2020-12).
//!
//! The shapes are types of their own, from which the schemas are derived; they hold no values, for documents
//! are read value by value so that every finding has its place. What can come from the tables that the
//! readers themselves use does: the columns of a programme's tables, the words of each vocabulary, the
//! names of states, reasons and criteria. Tests hold the rest to what is written and refused.
//!
//! Names and words are described as they are written; the Danish and other synonyms that are read too
//! are not.

#![expect(dead_code, reason = "shapes, never values")]

mod alternatives;
mod diff;
mod explanation;
mod findings;
mod part;
mod plan;
mod problem;
mod programme;
mod repair;
mod replies;
mod review;
mod seats;
mod sweep;
mod what_if;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;

/// A document that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Document {
    /// A programme (read and written).
    Programme,
    /// A plan (written, and read by `verify`, `diff`, `--keep`).
    Plan,
    /// A seat problem of one split (read).
    SeatsProblem,
    /// A two-way problem (read).
    BiproportionalProblem,
    /// A problem of several years (read).
    YearsProblem,
    /// An answer to a seat problem (written, and read by `verify` and `diff`).
    Seats,
    /// Everything that is wrong with an input (written).
    Findings,
    /// What the judge says of a plan or a seats result (written).
    Review,
    /// What one plan or split has against another (written).
    Diff,
    /// Scenarios beside the base (written).
    WhatIf,
    /// The best plans that move few people (written).
    Repair,
    /// What a sweep would run (written).
    SweepPlan,
    /// A line of a sweep (written, and read by `sweep merge`).
    SweepRecord,
    /// What a sweep comes to (written).
    SweepSummary,
    /// Other plans (written).
    Alternatives,
    /// Why the plan is as it is (written).
    Explanation,
    /// How far the replies are (written).
    Replies,
}

impl Document {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Programme,
        Self::Plan,
        Self::SeatsProblem,
        Self::BiproportionalProblem,
        Self::YearsProblem,
        Self::Seats,
        Self::Findings,
        Self::Review,
        Self::Diff,
        Self::WhatIf,
        Self::Repair,
        Self::SweepPlan,
        Self::SweepRecord,
        Self::SweepSummary,
        Self::Alternatives,
        Self::Explanation,
        Self::Replies,
    ];

    /// Its name in `format`, without `fordel/` and the version.
    pub fn name(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Plan => "plan",
            Self::SeatsProblem => "seats-problem",
            Self::BiproportionalProblem => "biproportional-problem",
            Self::YearsProblem => "years-problem",
            Self::Seats => "seats",
            Self::Findings => "findings",
            Self::Review => "review",
            Self::Diff => "diff",
            Self::WhatIf => "what-if",
            Self::Repair => "repair",
            Self::SweepPlan => "sweep-plan",
            Self::SweepRecord => "sweep-record",
            Self::SweepSummary => "sweep-summary",
            Self::Alternatives => "alternatives",
            Self::Explanation => "explanation",
            Self::Replies => "replies",
        }
    }

    /// The document of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.name() == name)
    }

    /// What its field `format` says.
    pub fn format(self) -> String {
        format!("fordel/{}/1", self.name())
    }

    /// Its JSON Schema.
    pub fn schema(self) -> Value {
        match self {
            Self::Programme => schema_of::<programme::Programme>(),
            Self::Plan => schema_of::<plan::Plan>(),
            Self::SeatsProblem => schema_of::<problem::SeatsProblem>(),
            Self::BiproportionalProblem => schema_of::<problem::BiproportionalProblem>(),
            Self::YearsProblem => schema_of::<problem::YearsProblem>(),
            Self::Seats => schema_of::<seats::Seats>(),
            Self::Findings => schema_of::<findings::Findings>(),
            Self::Review => schema_of::<review::Review>(),
            Self::Diff => schema_of::<diff::Diff>(),
            Self::WhatIf => schema_of::<what_if::WhatIf>(),
            Self::Repair => schema_of::<repair::Repair>(),
            Self::SweepPlan => schema_of::<sweep::SweepPlan>(),
            Self::SweepRecord => schema_of::<sweep::SweepRecord>(),
            Self::SweepSummary => schema_of::<sweep::SweepSummary>(),
            Self::Alternatives => schema_of::<alternatives::Alternatives>(),
            Self::Explanation => schema_of::<explanation::Explanation>(),
            Self::Replies => schema_of::<replies::Replies>(),
        }
    }

    /// The schema as text.
    pub fn schema_text(self) -> String {
        format!("{:#}\n", self.schema())
    }
}

fn schema_of<T: JsonSchema>() -> Value {
    let generator: SchemaGenerator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}
