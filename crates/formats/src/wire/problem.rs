//! Seat problems: one split, both ways, several years.

use super::part::{BoundRuleWord, List, Method, OnTieWord, Weight, Whole, raw, shape};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A problem of one split.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/seats-problem/1")]
pub(super) struct SeatsProblem {
    format: SplitFormat,
    /// The method; `--method` wins.
    method: Option<Method>,
    /// Seats to split; `--seats` wins.
    seats: Option<Whole>,
    /// Who receives seats.
    units: Vec<Unit>,
    bound_rule: Option<BoundRuleWord>,
    on_tie: Option<OnTieWord>,
    /// Seed of lots.
    seed: Option<Whole>,
    /// Columns of the units to split over first, from the top.
    levels: Option<List>,
    /// One method a level and, last, the units' own.
    level_methods: Option<List>,
}

/// A unit that receives seats; further fields are its groups.
#[derive(JsonSchema)]
struct Unit {
    /// Its name.
    id: UnitName,
    /// What it counts with.
    weight: Weight,
    min_seats: Option<Whole>,
    max_seats: Option<Whole>,
    fixed_seats: Option<Whole>,
}

/// A name.
struct UnitName;
shape!(UnitName, "UnitName", raw!({ "type": ["string", "number"], "minLength": 1 }));

struct SplitFormat;
shape!(SplitFormat, "SplitFormat", raw!({ "const": crate::seats::SPLIT_FORMAT }));

/// A two-way problem.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/biproportional-problem/1")]
pub(super) struct BiproportionalProblem {
    format: TwoWayFormat,
    method: Option<Method>,
    /// Weights by row and column: one for each.
    weights: BTreeMap<String, BTreeMap<String, Weight>>,
    /// Seats of each row.
    #[schemars(extend("minProperties" = 1))]
    row_seats: BTreeMap<String, Seats>,
    /// Seats of each column.
    #[schemars(extend("minProperties" = 1))]
    column_seats: BTreeMap<String, Seats>,
    /// The least seats of cells, by row and column.
    cell_min: Option<BTreeMap<String, BTreeMap<String, Seats>>>,
}

/// A number of seats.
struct Seats;
shape!(Seats, "SeatCount", raw!({ "type": ["integer", "string"], "minimum": 0, "minLength": 1 }));

struct TwoWayFormat;
shape!(TwoWayFormat, "TwoWayFormat", raw!({ "const": crate::seats::TWO_WAY_FORMAT }));

/// A problem of several years.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "fordel/years-problem/1")]
pub(super) struct YearsProblem {
    format: YearsFormat,
    method: Option<Method>,
    mode: Option<Mode>,
    /// The years to split, in any order.
    #[schemars(extend("minItems" = 1))]
    years: Vec<Year>,
    /// Years already decided.
    history: Option<Vec<Decided>>,
    /// Units of earlier years whose account another unit takes over.
    successors: Option<BTreeMap<String, String>>,
}

/// A year.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Year {
    year: i64,
    seats: Seats,
    /// Weights by unit.
    weights: BTreeMap<String, Weight>,
}

/// A unit's seats in a year already decided; the unit is called `cluster`, `unit` or `id`.
struct Decided;
shape!(
    Decided,
    "Decided",
    raw!({
        "type": "object",
        "properties": {
            "cluster": { "type": "string" }, "unit": { "type": "string" }, "id": { "type": "string" },
            "year": { "type": ["integer", "string"] },
            "seats": { "type": ["integer", "string"], "minimum": 0 },
            "weight": { "type": ["number", "string", "null"], "minimum": 0 }
        },
        "required": ["year", "seats"],
        "anyOf": [{ "required": ["cluster"] }, { "required": ["unit"] }, { "required": ["id"] }]
    })
);

struct YearsFormat;
shape!(YearsFormat, "YearsFormat", raw!({ "const": crate::seats::YEARS_FORMAT }));

/// How years hang together.
struct Mode;
shape!(Mode, "Mode", raw!({ "enum": crate::seats::MODES }));
