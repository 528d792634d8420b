//! Answers to seat problems as JSON.
//!
//! A plain split is written straight into the text, one unit a line: a million units need no tree.

use dashu_int::UBig;
use fordel_model::Split;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// A split as JSON, exactly as [`crate::split_to_json`] has it; `more` adds fields at the end.
pub fn split_to_text(split: &Split, more: &Map<String, Value>) -> String {
    let whole = crate::split::split_to_json(&Split { units: Vec::new(), ..split_without_units(split) });
    let mut text = String::with_capacity(200 * split.units.len() + 1000);
    text.push_str("{\n");
    let Value::Object(mut fields) = whole else { return text };
    fields.extend(more.clone());
    let n_fields = fields.len();
    for (at, (key, value)) in fields.iter().enumerate() {
        let _ = write!(text, "  {}: ", quoted(key));
        match (key.as_str(), value) {
            ("units", _) => write_units(split, &mut text),
            // Long lists one item a line, short ones in one line.
            (_, Value::Array(items)) if items.iter().any(Value::is_object) => {
                text.push_str("[\n");
                for (at, item) in items.iter().enumerate() {
                    let _ = write!(text, "    {item}{}", if at + 1 < items.len() { ",\n" } else { "\n" });
                }
                text.push_str("  ]");
            }
            _ => {
                let _ = write!(text, "{value}");
            }
        }
        text.push_str(if at + 1 < n_fields { ",\n" } else { "\n" });
    }
    text.push_str("}\n");
    text
}

fn split_without_units(split: &Split) -> Split {
    Split {
        method: split.method,
        seats: split.seats,
        bound_rule: split.bound_rule,
        units: Vec::new(),
        tie: split.tie.clone(),
        broken_ties: split.broken_ties.clone(),
        divisor: split.divisor.clone(),
        cut: split.cut.clone(),
        next: split.next.clone(),
        violations: split.violations.clone(),
        nodes: split.nodes.clone(),
        warnings: split.warnings.clone(),
    }
}

fn write_units(split: &Split, text: &mut String) {
    text.push_str("[\n");
    // One denominator serves every quota.
    let total = split.units.first().map(|unit| unit.quota.denominator().clone()).unwrap_or(UBig::ONE);
    let total_text = total.to_string();
    let small_total = u128::try_from(&total).ok().filter(|total| *total < 1 << 100);
    for (at, unit) in split.units.iter().enumerate() {
        text.push_str("    {\"id\":");
        text.push_str(&quoted(&unit.id));
        text.push_str(",\"weight\":");
        if unit.weight.is_integer() {
            let _ = write!(text, "{}", unit.weight);
        } else {
            let _ = write!(text, "\"{}\"", unit.weight);
        }
        let above = unit.quota.numerator();
        let _ = write!(text, ",\"quota\":\"{above}/{total_text}\",\"quota_decimal\":\"");
        match (small_total, u128::try_from(above).ok().filter(|above| *above < 1 << 110)) {
            (Some(total), Some(above)) => {
                let thousandths = (above * 2000 + total) / (total * 2);
                let _ = write!(text, "{}.{:03}", thousandths / 1000, thousandths % 1000);
            }
            _ => text.push_str(&unit.quota.to_decimal(3)),
        }
        text.push_str("\",\"seats\":");
        match unit.seats {
            Some(seats) => {
                let _ = write!(text, "{seats}");
            }
            None => text.push_str("null"),
        }
        let _ = write!(text, ",\"lower\":{},\"upper\":{}}}", unit.lower, unit.upper);
        text.push_str(if at + 1 < split.units.len() { ",\n" } else { "\n" });
    }
    text.push_str("  ]");
}

fn quoted(text: &str) -> String {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        return format!("\"{text}\"");
    }
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fordel_model::split::UnitSeats;
    use fordel_model::{Fraction, Method, Weight};

    #[test]
    fn the_text_says_what_the_tree_says() {
        let unit = |id: &str, weight: &str, above: &str, seats| UnitSeats {
            id: id.to_owned(),
            weight: Weight::parse(weight).unwrap(),
            quota: Fraction::new(UBig::from_str_radix(above, 10).unwrap(), 700u16),
            seats,
            lower: 1,
            upper: 2,
        };
        let split = Split {
            method: Method::SainteLague,
            seats: 3,
            bound_rule: None,
            units: vec![
                unit("a \"b\"\n", "12.5", "350", Some(1)),
                unit("æ", "7e30", "70000000000000000000000000000000000000001", None),
            ],
            tie: None,
            broken_ties: Vec::new(),
            divisor: None,
            cut: None,
            next: vec!["æ".to_owned()],
            violations: Vec::new(),
            nodes: Vec::new(),
            warnings: Vec::new(),
        };
        let text = split_to_text(&split, &Map::new());
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), crate::split::split_to_json(&split));
    }
}
