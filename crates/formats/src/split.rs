//! A split <-> JSON, exactly as it is published (`fordel/seats/1`).

use fordel_model::split::{BoundRule, BrokenTie, Cut, DivisorEnd, DivisorInterval, OnTie, Tie};
use fordel_model::{Fraction, Split, Weight};
use serde_json::{Map, Number, Value, json};

/// The format's name.
pub const FORMAT: &str = "fordel/seats/1";

/// A split as JSON. An open tie leaves the tied units' `seats` null; ties that a rule broke stand
/// in `broken_ties`, which is absent where there are none.
pub fn split_to_json(split: &Split) -> Value {
    split_with_filled(split, None)
}

/// The same with `filled` for each unit, aligned with `split.units`, where given.
pub(crate) fn split_with_filled(split: &Split, filled: Option<&[u64]>) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("format", json!(FORMAT));
    put("method", json!(split.method.to_string()));
    put("seats", json!(split.seats));
    put("status", json!(if split.is_tied() { "tie" } else { "unique" }));
    if let Some(rule) = split.bound_rule {
        put("bound_rule", json!(bound_rule_word(rule)));
    }
    let units = split.units.iter().enumerate().map(|(index, unit)| {
        let mut row = Map::new();
        row.insert("id".to_owned(), json!(unit.id));
        row.insert("weight".to_owned(), weight_to_json(&unit.weight));
        row.insert("quota".to_owned(), json!(unit.quota.to_string()));
        row.insert("quota_decimal".to_owned(), json!(unit.quota.to_decimal(3)));
        row.insert("seats".to_owned(), json!(unit.seats));
        row.insert("lower".to_owned(), json!(unit.lower));
        row.insert("upper".to_owned(), json!(unit.upper));
        if let Some(filled) = filled {
            row.insert("filled".to_owned(), json!(filled.get(index)));
        }
        Value::Object(row)
    });
    put("units", units.collect());
    put("tie", split.tie.as_ref().map_or(Value::Null, tie_to_json));
    if !split.broken_ties.is_empty() {
        put("broken_ties", split.broken_ties.iter().map(broken_tie_to_json).collect());
    }
    if let Some(seed) = split.seed {
        put("seed", json!(seed));
    }
    put("divisor", split.divisor.as_ref().map_or(Value::Null, divisor_to_json));
    put("cut", split.cut.as_ref().map_or(Value::Null, cut_to_json));
    put("next", json!(split.next));
    put("violations", json!(split.violations));
    let nodes =
        split.nodes.iter().map(|node| json!({ "level": node.level, "id": node.id, "seats": node.seats }));
    put("nodes", nodes.collect());
    put("warnings", json!(split.warnings));
    Value::Object(object)
}

/// The word for a bound rule.
pub fn bound_rule_word(rule: BoundRule) -> &'static str {
    match rule {
        BoundRule::FloorThenRaise => "floor_then_raise",
        BoundRule::FixAndRepeat => "fix_and_repeat",
    }
}

/// The word for what to do with a tie.
pub fn on_tie_word(rule: OnTie) -> &'static str {
    match rule {
        OnTie::Report => "report",
        OnTie::LargerWeight => "larger_weight",
        OnTie::Lot => "lot",
        OnTie::Order => "order",
    }
}

/// A weight: a whole number digit for digit, a decimal number as a text.
pub fn weight_to_json(weight: &Weight) -> Value {
    let text = weight.to_string();
    match text.parse::<Number>() {
        Ok(number) if weight.is_integer() => Value::Number(number),
        _ => Value::String(text),
    }
}

/// `a/b`, `sqrt(a/b)`, `root(3, a/b)`, or null where there is no end.
pub fn divisor_end_to_json(end: &DivisorEnd) -> Value {
    match end {
        DivisorEnd::Rational(fraction) => json!(fraction.to_string()),
        DivisorEnd::Root { degree: 2, radicand } => json!(format!("sqrt({radicand})")),
        DivisorEnd::Root { degree, radicand } => json!(format!("root({degree}, {radicand})")),
        DivisorEnd::Unbounded => Value::Null,
    }
}

fn divisor_to_json(divisor: &DivisorInterval) -> Value {
    json!({ "from": divisor_end_to_json(&divisor.from), "to": divisor_end_to_json(&divisor.to) })
}

fn cut_to_json(cut: &Cut) -> Value {
    let end = |end: &Option<Fraction>| json!(end.as_ref().map(ToString::to_string));
    json!({ "remainder_in": end(&cut.remainder_in), "remainder_out": end(&cut.remainder_out) })
}

fn tie_to_json(tie: &Tie) -> Value {
    json!({ "units": tie.units, "seats": tie.seats, "outcomes": tie.outcomes })
}

fn broken_tie_to_json(tie: &BrokenTie) -> Value {
    json!({
        "units": tie.units,
        "seats": tie.seats,
        "winners": tie.winners,
        "rule": on_tie_word(tie.rule),
        "seed": tie.seed,
    })
}
