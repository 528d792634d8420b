//! Paradoxes of changed weights and of new units, in words and as JSON.

use super::words::pick;
use crate::table::wrapped;
use crate::{Language, clean, number};
use fordel_apportion::paradox::{NewUnit, Population};
use fordel_model::Split;
use serde_json::{Value, json};

/// Sentences shown; more are counted.
const SHOWN: usize = 50;

/// The same seats by another key: `key`, its split, and who loses to whom although it grew as fast.
pub fn against_json(key: &str, other: &Split, found: &[Population]) -> Value {
    let units = other
        .units
        .iter()
        .map(|unit| json!({ "id": unit.id, "seats": unit.seats, "lower": unit.lower, "upper": unit.upper }));
    let pairs = found.iter().map(|pair| json!({ "loses": pair.loses, "gains": pair.gains }));
    json!({ "key": key, "units": units.collect::<Vec<_>>(), "paradoxes": pairs.collect::<Vec<_>>() })
}

/// New-units paradoxes as JSON; null where they were not looked for.
pub fn new_units_json(found: Option<&[NewUnit]>) -> Value {
    let Some(found) = found else { return Value::Null };
    let row = |new: &NewUnit| {
        let moved =
            new.moved.iter().map(|(id, without, with)| json!({ "id": id, "without": without, "with": with }));
        json!({ "unit": new.unit, "seats": new.seats, "moved": moved.collect::<Vec<_>>() })
    };
    found.iter().map(row).collect()
}

/// What the other key changes, and the paradoxes among it.
pub fn against_text(
    key: &str,
    this: &Split,
    other: &Split,
    found: &[Population],
    language: Language,
    width: u16,
) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let moved: Vec<String> = this
        .units
        .iter()
        .zip(&other.units)
        .filter(|(this, other)| (this.lower, this.upper) != (other.lower, other.upper))
        .map(|(this, other)| {
            let seats = |lower: u64, upper: u64| {
                if lower == upper { number(lower, language) } else { format!("{lower}-{upper}") }
            };
            format!(
                "{} {} → {}",
                clean(&this.id),
                seats(other.lower, other.upper),
                seats(this.lower, this.upper)
            )
        })
        .collect();
    let lead = format!("{} {}:", pick("Against the key", "Over for nøglen"), clean(key));
    let changes = if moved.is_empty() {
        pick("nobody's seats differ", "ingens pladser er anderledes").to_owned()
    } else {
        moved.join(", ")
    };
    let mut text = wrapped(&format!("{lead} {changes}."), width, "  ");
    if found.is_empty() {
        text.push_str(&wrapped(
            pick(
                "No population paradox: nobody loses a seat to one that grew less.",
                "Intet befolkningsparadoks: ingen mister en plads til en, der er vokset mindre.",
            ),
            width,
            "  ",
        ));
    }
    for pair in found.iter().take(SHOWN) {
        let sentence = match language {
            Language::English => format!(
                "Population paradox: {} loses a seat and {} gains one, although {} grew at least as fast.",
                clean(&pair.loses),
                clean(&pair.gains),
                clean(&pair.loses)
            ),
            Language::Danish => format!(
                "Befolkningsparadoks: {} mister en plads, og {} får en, selv om {} er vokset mindst lige så meget.",
                clean(&pair.loses),
                clean(&pair.gains),
                clean(&pair.loses)
            ),
        };
        text.push_str(&wrapped(&sentence, width, "  "));
    }
    text
}

/// New-units paradoxes as sentences.
pub fn new_units_text(found: Option<&[NewUnit]>, language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let Some(found) = found else { return String::new() };
    if found.is_empty() {
        return wrapped(
            pick(
                "New units: whoever came in with exactly its seats, seats of the others would stay.",
                "Nye enheder: hvem der end kom til med netop sine pladser, ville de andres pladser blive.",
            ),
            width,
            "  ",
        );
    }
    let mut text = String::new();
    for new in found.iter().take(SHOWN) {
        let moved: Vec<String> =
            new.moved.iter().map(|(id, without, with)| format!("{} {without} → {with}", clean(id))).collect();
        let sentence = match language {
            Language::English => format!(
                "New-units paradox: if {} came in with its {}, seats of others would move: {}.",
                clean(&new.unit),
                number(new.seats, language),
                moved.join(", ")
            ),
            Language::Danish => format!(
                "Paradokset om nye enheder: kom {} til med sine {}, ville de andres pladser flytte sig: {}.",
                clean(&new.unit),
                number(new.seats, language),
                moved.join(", ")
            ),
        };
        text.push_str(&wrapped(&sentence, width, "  "));
    }
    text
}
