//! Answers to seat problems as JSON.
//!
//! A plain split is written straight into the text, one unit a line: a million units need no tree.

use dashu_int::UBig;
use fordel_model::Split;
use fordel_model::split::UnitSeats;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// A split as JSON, exactly as [`crate::split_to_json`] has it; `more` adds fields at the end.
pub fn split_to_text(split: &Split, more: &Map<String, Value>) -> String {
    let mut text = String::new();
    let whole: Result<(), std::convert::Infallible> = split_in_pieces(split, more, |piece| {
        text.push_str(piece);
        Ok(())
    });
    match whole {
        Ok(()) => text,
    }
}

/// How large a piece grows, in bytes.
const PIECE: usize = 1 << 18;

/// The same in pieces of whole lines, so that a million units need no text of their own.
///
/// # Errors
/// Those of `write`.
pub fn split_in_pieces<E>(
    split: &Split,
    more: &Map<String, Value>,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let Value::Object(mut fields) = crate::split::split_to_json(&split_without_units(split)) else {
        return Ok(());
    };
    fields.extend(more.clone());
    let n_fields = fields.len();
    let mut text = String::with_capacity(PIECE + 1000);
    text.push_str("{\n");
    for (at, (key, value)) in fields.iter().enumerate() {
        push_quoted(&mut text, "  ", key);
        text.push_str(": ");
        match (key.as_str(), value) {
            ("units", _) => {
                text.push_str("[\n");
                let total = Total::of(split);
                for (at, unit) in split.units.iter().enumerate() {
                    total.push_unit(&mut text, unit);
                    text.push_str(if at + 1 < split.units.len() { ",\n" } else { "\n" });
                    if text.len() > PIECE {
                        write(&text)?;
                        text.clear();
                    }
                }
                text.push_str("  ]");
            }
            // Long lists one item a line, short ones in one line.
            (_, Value::Array(items)) if items.iter().any(Value::is_object) => {
                text.push_str("[\n");
                for (at, item) in items.iter().enumerate() {
                    let end = if at + 1 < items.len() { ",\n" } else { "\n" };
                    let _ = write!(text, "    {item}{end}");
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
    write(&text)
}

fn split_without_units(split: &Split) -> Split {
    Split {
        method: split.method,
        seats: split.seats,
        bound_rule: split.bound_rule,
        units: Vec::new(),
        tie: split.tie.clone(),
        broken_ties: split.broken_ties.clone(),
        seed: split.seed,
        divisor: split.divisor.clone(),
        cut: split.cut.clone(),
        next: split.next.clone(),
        violations: split.violations.clone(),
        nodes: split.nodes.clone(),
        warnings: split.warnings.clone(),
    }
}

/// The total weight, which is every quota's denominator.
struct Total {
    text: String,
    small: Option<u128>,
}

impl Total {
    fn of(split: &Split) -> Self {
        let total = split.units.first().map_or(UBig::ONE, |unit| unit.quota.denominator().clone());
        let small = u128::try_from(&total).ok().filter(|total| *total < 1 << 100);
        Self { text: total.to_string(), small }
    }

    fn push_unit(&self, text: &mut String, unit: &UnitSeats) {
        push_quoted(text, "    {\"id\":", &unit.id);
        text.push_str(",\"weight\":");
        let digits = unit.weight.scaled(unit.weight.decimals());
        match u128::try_from(&digits) {
            Ok(weight) if unit.weight.is_integer() => push_digits(text, weight),
            _ if unit.weight.is_integer() => text.push_str(&unit.weight.to_string()),
            _ => {
                let _ = write!(text, "\"{}\"", unit.weight);
            }
        }
        text.push_str(",\"quota\":\"");
        let above = unit.quota.numerator();
        match (self.small, u128::try_from(above).ok().filter(|above| *above < 1 << 110)) {
            (Some(total), Some(above)) => {
                push_digits(text, above);
                text.push('/');
                text.push_str(&self.text);
                text.push_str("\",\"quota_decimal\":\"");
                let (above, below) = (above * 2000 + total, total * 2);
                let thousandths = match (u64::try_from(above), u64::try_from(below)) {
                    (Ok(above), Ok(below)) => u128::from(above / below),
                    _ => above / below,
                };
                push_digits(text, thousandths / 1000);
                text.push('.');
                let rest = 1000 + thousandths % 1000;
                let start = text.len();
                push_digits(text, rest);
                text.remove(start);
            }
            _ => {
                let _ =
                    write!(text, "{above}/{}\",\"quota_decimal\":\"{}", self.text, unit.quota.to_decimal(3));
            }
        }
        text.push_str("\",\"seats\":");
        match unit.seats {
            Some(seats) => push_digits(text, seats.into()),
            None => text.push_str("null"),
        }
        text.push_str(",\"lower\":");
        push_digits(text, unit.lower.into());
        text.push_str(",\"upper\":");
        push_digits(text, unit.upper.into());
        text.push('}');
    }
}

/// Appends a number; some three times as fast as formatting it.
fn push_digits(text: &mut String, number: u128) {
    let Ok(mut rest) = u64::try_from(number) else {
        let _ = write!(text, "{number}");
        return;
    };
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Appends something and a JSON text behind it.
fn push_quoted(text: &mut String, before: &str, quoted: &str) {
    text.push_str(before);
    if quoted.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        text.push('"');
        text.push_str(quoted);
        text.push('"');
    } else {
        text.push_str(&Value::from(quoted).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
            seed: Some(7),
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
