//! Answers that are no plain split, as JSON.

use super::account::signed;
use super::methods::written;
use super::words::{favours, how, promises};
use super::years::mode_word;
use crate::Language;
use fordel_apportion::biproportional::{Outcomes, TwoWay, TwoWaySplit};
use fordel_apportion::compare::{Compared, Measures};
use fordel_apportion::explain::{Change, Explanation};
use fordel_apportion::scan::Step;
use fordel_apportion::years::YearsSplit;
use fordel_model::split::{DivisorEnd, Tie};
use fordel_model::{Fraction, Method, Weight};
use serde_json::{Map, Number, Value, json};

/// A two-way split. Tied cells are null; `tie.examples` are whole tables.
pub fn two_way_json(problem: &TwoWay, split: &TwoWaySplit) -> Value {
    let tied = |row: usize, column: usize| {
        split.tie.as_ref().is_some_and(|tie| tie.cells.binary_search(&(row, column)).is_ok())
    };
    let table = |cells: &[Vec<u64>], open: &dyn Fn(usize, usize) -> bool| -> Value {
        let rows = cells.iter().enumerate().map(|(row, cells)| {
            let cells = cells.iter().enumerate().map(|(column, seats)| {
                let seats = if open(row, column) { Value::Null } else { json!(seats) };
                (problem.columns[column].clone(), seats)
            });
            (problem.rows[row].clone(), Value::Object(cells.collect()))
        });
        Value::Object(rows.collect())
    };
    let divisors = |names: &[String], ends: &[DivisorEnd]| -> Value {
        Value::Object(names.iter().zip(ends).map(|(name, end)| (name.clone(), end_json(end))).collect())
    };
    let tie = split.tie.as_ref().map(|tie| {
        let cells =
            tie.cells.iter().map(|&(row, column)| json!([problem.rows[row], problem.columns[column]]));
        let outcomes = match &tie.outcomes {
            Outcomes::Exactly(count) => count.to_string(),
            Outcomes::AtLeast(count) => format!("at least {count}"),
        };
        json!({
            "cells": cells.collect::<Vec<_>>(),
            "outcomes": outcomes,
            "examples": tie.examples.iter().map(|cells| table(cells, &|_, _| false)).collect::<Vec<_>>(),
        })
    });
    json!({
        "format": "fordel/seats/1",
        "method": split.method.to_string(),
        "seats": problem.row_seats.iter().map(|&seats| u128::from(seats)).sum::<u128>().to_string().parse::<Number>().ok(),
        "status": if split.tie.is_some() { "tie" } else { "unique" },
        "cells": table(&split.cells, &tied),
        "row_divisors": divisors(&problem.rows, &split.row_divisors),
        "column_divisors": divisors(&problem.columns, &split.column_divisors),
        "tie": tie,
        "warnings": [],
    })
}

/// Several years.
pub fn years_json(split: &YearsSplit) -> Value {
    let years = split.years.iter().map(|year| {
        let units = year.units.iter().map(|unit| {
            json!({
                "id": unit.id,
                "seats": unit.seats.map_or(Value::Null, |seats| integer(&seats.to_string())),
                "total": unit.total,
                "entitlement": unit.entitlement.to_string(),
            })
        });
        let mut row = json!({ "year": year.year, "units": units.collect::<Vec<_>>() });
        if let (Some(tie), Value::Object(row)) = (&year.tie, &mut row) {
            row.insert("tie".to_owned(), tie_json(tie));
        }
        row
    });
    // How each unit's account stands at the end.
    let last = split.years.last().map_or(&[][..], |year| &year.units);
    let drift = last.iter().map(|unit| {
        json!({
            "id": unit.id,
            "total": unit.total,
            "entitlement": unit.entitlement.to_string(),
            "drift": unit.drift().as_ref().map(signed),
        })
    });
    json!({
        "format": "fordel/seats/1",
        "method": split.method.to_string(),
        "status": if split.years.iter().any(|year| year.tie.is_some()) { "tie" } else { "unique" },
        "mode": mode_word(split.mode),
        "years": years.collect::<Vec<_>>(),
        "drift": drift.collect::<Vec<_>>(),
        "outside": split.outside.iter().map(|(year, id)| json!({ "year": year, "id": id })).collect::<Vec<_>>(),
        "warnings": split.warnings,
    })
}

/// A scan: one entry a total, against the one before.
pub fn scan_json(steps: &[Step]) -> Value {
    steps.iter().map(|step| json!({ "from": step.from, "to": step.to, "losers": step.losers })).collect()
}

/// An explanation; `around`: the total and its neighbours.
pub fn explain_json(explanation: &Explanation, around: &[Step]) -> Map<String, Value> {
    let change = |change: &Option<Change>| {
        change.as_ref().map(|change| {
            json!({
                "weight": weight_json(&change.weight),
                "change": weight_json(&change.change),
                "threshold": change.threshold.as_ref().map(end_json),
                "other": change.other,
            })
        })
    };
    let units = explanation.units.iter().map(|unit| {
        json!({
            "id": unit.id,
            "last_quotient": unit.last_quotient.as_ref().map(end_json),
            "next_quotient": unit.next_quotient.as_ref().map(end_json),
            "gains_one": change(&unit.gains),
            "loses_one": change(&unit.loses),
        })
    });
    let closest = explanation.closest().map(|(unit, change)| {
        let rises = unit.gains.as_ref() == Some(change);
        json!({ "unit": unit.id, "rises": rises, "change": weight_json(&change.change), "other": change.other })
    });
    let mut fields = Map::new();
    fields.insert("first_to_lose".to_owned(), json!(explanation.first_to_lose));
    fields.insert("changes_worked_out".to_owned(), json!(explanation.is_searched));
    fields.insert("units".to_owned(), units.collect());
    fields.insert("smallest_change".to_owned(), json!(closest));
    fields.insert("around".to_owned(), scan_json(around));
    fields
}

/// Methods side by side.
pub fn compare_json(seats: u64, rows: &[Compared]) -> Value {
    let methods = rows.iter().map(|row| match &row.result {
        Err(refusal) => {
            json!({ "method": row.method.to_string(), "status": "impossible", "reason": refusal.to_string() })
        }
        Ok(split) => {
            let units: Map<String, Value> =
                split.units.iter().map(|unit| (unit.id.clone(), json!(unit.seats))).collect();
            json!({
                "method": row.method.to_string(),
                "status": if split.is_tied() { "tie" } else { "unique" },
                "seats": units,
                "tie": split.tie.as_ref().map(tie_json),
                "violations": split.violations,
                "measures": row.measures.as_ref().map(measures_json),
            })
        }
    });
    json!({ "format": "fordel/comparison/1", "seats": seats, "methods": methods.collect::<Vec<_>>() })
}

fn measures_json(measures: &Measures) -> Value {
    let text = Fraction::to_string;
    let sign = if measures.large_units_gain.negative { "-" } else { "" };
    json!({
        "largest_deviation": text(&measures.largest_deviation),
        "total_deviation": text(&measures.total_deviation),
        "worst_ratio": text(&measures.worst_ratio),
        "gini": text(&measures.gini),
        "large_units_gain": format!("{sign}{}", measures.large_units_gain.magnitude),
        "outside_quota": measures.outside_quota,
    })
}

/// The methods there are.
pub fn methods_json(language: Language) -> Value {
    let methods = Method::ALL.into_iter().map(|method| {
        json!({
            "method": written(method),
            "synonyms": method.synonyms(),
            "how": how(method, language),
            "favours": favours(method, language),
            "promises": promises(method, language),
            "bounds": method != Method::QuotaMethod,
        })
    });
    json!({ "format": "fordel/methods/1", "methods": methods.collect::<Vec<_>>() })
}

fn tie_json(tie: &Tie) -> Value {
    json!({ "units": tie.units, "seats": tie.seats, "outcomes": tie.outcomes })
}

fn end_json(end: &DivisorEnd) -> Value {
    match end {
        DivisorEnd::Unbounded => Value::Null,
        end => json!(end.to_string()),
    }
}

fn weight_json(weight: &Weight) -> Value {
    if weight.is_integer() { integer(&weight.to_string()) } else { json!(weight.to_string()) }
}

/// An integer digit for digit.
fn integer(digits: &str) -> Value {
    digits.parse::<Number>().map_or_else(|_| json!(digits), Value::Number)
}
