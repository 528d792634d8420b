//! A programme: its settings, and its tables by the columns that their readers know.

use super::part::{BoundRuleWord, List, Method, OnTieWord, Whole, Word, YesOrNo, raw, shape, words};
use crate::clothes::FORMAT;
use crate::schema::{Holds, Schema as TableSchema, TABLES};
use crate::words::{LEVELS, OBJECTIVES, PIN_SIDES, RELATION_KINDS, REPLIES, SCOPES, STATUSES, UNFILLED};
use fordel_model::Criterion;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// One document: settings beside tables.
pub(super) struct Programme;

impl JsonSchema for Programme {
    fn schema_name() -> Cow<'static, str> {
        "Programme".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = Map::new();
        properties.insert("format".to_owned(), json!({ "const": FORMAT }));
        properties.insert("$schema".to_owned(), json!({ "type": "string" }));
        properties.insert("programme".to_owned(), generator.subschema_for::<Settings>().to_value());
        for table in TABLES {
            properties.insert(table.name.to_owned(), rows(table));
        }
        raw!({
            "title": "fordel/programme/1",
            "description": "A programme: settings beside tables. Lists may be texts of parts between `;`, numbers may be texts, and absent, null and \"\" are the same.",
            "type": "object",
            "properties": properties,
            "required": ["format", "programme", "clusters"],
        })
    }
}

/// A table: its rows, with further columns as they come.
fn rows(table: &TableSchema) -> Value {
    let cell = json!({
        "type": ["string", "number", "boolean", "null", "array"],
        "items": { "type": ["string", "number", "boolean", "null"] }
    });
    let property = |field: &crate::schema::Field| {
        let schema = match (table.name, field.name) {
            ("nominees", "level") => words(&LEVELS).to_value(),
            ("nominees", "status") => words(&STATUSES).to_value(),
            ("organisations", "reply") => words(&REPLIES).to_value(),
            ("relations", "relation") => words(&RELATION_KINDS).to_value(),
            ("pins", "pin") => words(&PIN_SIDES).to_value(),
            ("quotas", "scope") => words(&SCOPES).to_value(),
            _ if field.holds == Holds::Numbers => json!({ "type": ["number", "string", "null"] }),
            _ => cell.clone(),
        };
        (field.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = table.fields.iter().map(property).collect();
    // What an organisation's row says fills in what its nominees leave out.
    let left_out = |name: &str| table.name == "nominees" && ["cluster", "sector"].contains(&name);
    let required: Vec<&str> = table
        .fields
        .iter()
        .filter(|field| field.required && !left_out(field.name))
        .map(|field| field.name)
        .collect();
    json!({
        "type": ["array", "null"],
        "items": {
            "type": "object", "properties": properties, "required": required, "additionalProperties": cell
        }
    })
}

/// The settings.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Settings {
    name: String,
    year: Option<Whole>,
    /// Places at most, the reserved ones included.
    seats: Whole,
    /// Pools of seats kept out of the split: a list of `{name, seats, sectors}`, or `{name: seats}`.
    reserved: Option<Pools>,
    /// The name of the weight column.
    key: Option<Word>,
    key_source: Option<Word>,
    method: Option<Method>,
    bound_rule: Option<BoundRuleWord>,
    min_seats: Option<Whole>,
    max_seats: Option<Whole>,
    levels: Option<List>,
    level_methods: Option<List>,
    on_tie: Option<OnTieWord>,
    seed: Option<Whole>,
    team_size: Option<TeamSize>,
    objective: Option<Objective>,
    unfilled: Option<Unfilled>,
    rules: Option<Rules>,
    score: Option<Score>,
    deadline: Option<Word>,
    sectors: Option<List>,
}

struct Pools;
shape!(
    Pools,
    "Reserved",
    raw!({
        "type": ["array", "object", "string", "null"],
        "items": {
            "type": "object",
            "properties": {
                "name": { "type": "string" },
                "seats": { "type": ["integer", "string"], "minimum": 0 },
                "sectors": { "type": ["array", "string", "null"], "items": { "type": "string" } }
            },
            "required": ["name", "seats"],
            "additionalProperties": false
        }
    })
);

struct TeamSize;
shape!(
    TeamSize,
    "TeamSize",
    raw!({
        "anyOf": [
            {
                "type": "object",
                "properties": {
                    "min": { "type": ["integer", "string", "null"], "minimum": 2, "maximum": 4 },
                    "max": { "type": ["integer", "string", "null"], "minimum": 2, "maximum": 4 }
                },
                "additionalProperties": false
            },
            { "type": "array", "items": { "type": "integer", "minimum": 2, "maximum": 4 }, "maxItems": 2 },
            { "type": "integer", "minimum": 2, "maximum": 4 },
            { "type": ["string", "null"] }
        ]
    })
);

struct Objective;
shape!(Objective, "Objective", words(&OBJECTIVES));

struct Unfilled;
shape!(Unfilled, "Unfilled", words(&UNFILLED));

/// What every team keeps. A rule `require_<column>` says who is eligible.
#[derive(JsonSchema)]
#[schemars(extend(
    "patternProperties" = { "^require_.": { "type": ["boolean", "string", "number", "array", "null"] } },
    "additionalProperties" = false
))]
struct Rules {
    min_sectors: Option<Whole>,
    max_same_organisation: Option<Whole>,
    max_same_profession: Option<Whole>,
    min_leaders_of_leaders: Option<Whole>,
    nobody_alone: Option<List>,
    respect_priority: Option<YesOrNo>,
    required_sectors: Option<List>,
    required_levels: Option<List>,
    mix: Option<Lines<Mix>>,
    skills: Option<Lines<Skills>>,
    mean: Option<Lines<Mean>>,
    same: Option<List>,
    different: Option<List>,
    avoid_met: Option<YesOrNo>,
}

/// A list of tables, one table, or a line of text.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Lines<T> {
    One(T),
    Several(Vec<T>),
    Text(Word),
}

/// How many people of a team have a value.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Mix {
    column: String,
    /// The value; `*` means each.
    value: Word,
    min: Option<Whole>,
    max: Option<Whole>,
}

/// Skills that each team must hold.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Skills {
    column: String,
    values: Option<List>,
    value: Option<Word>,
    min: Option<Whole>,
}

/// The mean of a column of integers.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Mean {
    column: String,
    min: Option<Figure>,
    max: Option<Figure>,
}

struct Figure;
shape!(Figure, "Figure", raw!({ "type": ["integer", "string", "null"] }));

/// What a team is worth.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Score {
    weights: Option<Weights>,
    preference_points: Option<List>,
    diversity_columns: Option<List>,
}

struct Weights;
shape!(Weights, "Weights", {
    let weight = json!({ "type": ["integer", "string", "null"], "minimum": 0, "maximum": 1_000_000 });
    let each = Criterion::ALL.map(|criterion| (criterion.code().to_owned(), weight.clone()));
    let each: Map<String, Value> = each.into_iter().collect();
    raw!({ "type": ["object", "null"], "properties": each, "additionalProperties": false })
});

#[cfg(test)]
mod tests {
    use crate::wire::Document;
    use serde_json::Value;

    fn properties(schema: &Value, of: &str) -> Vec<String> {
        let fields = schema["$defs"][of]["properties"].as_object().expect("properties");
        let mut names: Vec<String> = fields.keys().cloned().collect();
        names.sort();
        names
    }

    /// The settings and rules that the readers name in their messages are those of the schema.
    #[test]
    fn settings_and_rules_are_those_that_are_read() {
        let schema = Document::Programme.schema();
        let sorted = |known: &[&str], but: &str| {
            let mut names: Vec<String> =
                known.iter().filter(|name| **name != but).map(|name| (*name).to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(properties(&schema, "Settings"), sorted(&crate::settings::KNOWN, "programme"));
        assert_eq!(properties(&schema, "Rules"), sorted(&crate::rules::KNOWN, "require_<column>"));
    }

    #[test]
    fn every_document_has_its_own_schema() {
        for document in Document::ALL {
            let schema = document.schema();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert_eq!(schema["title"], document.format());
            assert_eq!(Document::of_name(document.name()), Some(document));
        }
    }
}
