//! What one split has against another.

use super::{Known, Say};
use crate::csv_line::CsvClothes;
use crate::table::wrapped;
use crate::{Language, clean};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A split as its document says it: units (or `row / column`, `year / unit`) and their seats.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SplitDocument {
    /// The method.
    pub method: String,
    /// Units in their order; `None` where a tie leaves the seats open.
    pub units: Vec<(String, Option<u64>)>,
}

impl SplitDocument {
    /// Reads the document that `fordel seats --format json` writes; `None` where it is none.
    pub fn of(document: &Value) -> Option<Self> {
        if document["format"] != "fordel/seats/1" {
            return None;
        }
        let method = document["method"].as_str().unwrap_or_default().to_owned();
        let unit = |prefix: &str, row: &Value| {
            let id = row["id"].as_str()?;
            let id = if prefix.is_empty() { id.to_owned() } else { format!("{prefix} / {id}") };
            Some((id, row["seats"].as_u64()))
        };
        let mut units = Vec::new();
        if let Some(rows) = document["cells"].as_object() {
            for (row, cells) in rows {
                let cells = cells.as_object()?;
                units.extend(
                    cells.iter().map(|(column, seats)| (format!("{row} / {column}"), seats.as_u64())),
                );
            }
        } else if let Some(years) = document["years"].as_array() {
            for year in years {
                let name = year["year"].to_string();
                units.extend(year["units"].as_array()?.iter().filter_map(|row| unit(&name, row)));
            }
        } else {
            units.extend(document["units"].as_array()?.iter().filter_map(|row| unit("", row)));
        }
        Some(Self { method, units })
    }

    /// Every unit of `self` and `other` with its seats there: (id, seats of self, seats of other).
    fn beside<'a>(&'a self, other: &'a Self) -> Vec<(&'a str, Option<u64>, Option<u64>)> {
        let of = |split: &'a Self| -> BTreeMap<&'a str, Option<u64>> {
            split.units.iter().map(|(id, seats)| (id.as_str(), *seats)).collect()
        };
        let (mine, theirs) = (of(self), of(other));
        let own = self.units.iter().map(|(id, _)| id.as_str());
        let only_there = other.units.iter().map(|(id, _)| id.as_str()).filter(|id| !mine.contains_key(id));
        let seats = |of: &BTreeMap<&str, Option<u64>>, id: &str| of.get(id).copied().flatten();
        own.chain(only_there).map(|id| (id, seats(&mine, id), seats(&theirs, id))).collect()
    }
}

/// `a` minus `b` as text: units whose seats differ, or that nothing does.
pub fn split_difference_text(
    a: &SplitDocument,
    b: &SplitDocument,
    labels: [&str; 2],
    language: Language,
    width: u16,
) -> String {
    let known = Known { programme: None, names: false };
    let labels = labels.map(clean);
    let mut text = wrapped(&language.differs(Say::Title(&labels[0], &labels[1])), width, "");
    let mut differ = a.beside(b);
    differ.retain(|(_, now, before)| now != before);
    if differ.is_empty() {
        text.push_str(&wrapped(&language.differs(Say::Same), width, ""));
    }
    for (id, now, before) in differ {
        let line = language.differs(Say::Seats(&known.unit(id), before, now));
        text.push_str(&wrapped(&format!("  {line}"), width, "    "));
    }
    text
}

/// `a` minus `b` as JSON (`fordel/diff/1`).
pub fn split_difference_json(a: &SplitDocument, b: &SplitDocument) -> Value {
    let rows = a.beside(b);
    let differ = rows.iter().filter(|(_, now, before)| now != before).count();
    let row = |&(id, now, before): &(&str, Option<u64>, Option<u64>)| {
        let difference = now.zip(before).map(|(now, before)| i128::from(now) - i128::from(before));
        json!({ "unit": id, "a": now, "b": before, "difference": difference })
    };
    json!({
        "format": "fordel/diff/1",
        "of": "splits",
        "meaning": "a minus b",
        "same": differ == 0,
        "a": { "method": a.method },
        "b": { "method": b.method },
        "seats": rows.iter().filter(|(_, now, before)| now != before).map(row).collect::<Vec<_>>(),
    })
}

/// `a` and `b` side by side as CSV, every unit.
pub fn split_difference_csv(a: &SplitDocument, b: &SplitDocument, language: Language) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    let heading = match language {
        Language::English => ["unit", "a", "b", "difference"],
        Language::Danish => ["enhed", "a", "b", "forskel"],
    };
    clothes.line(&mut text, heading.map(str::to_owned));
    let figure = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    for (id, now, before) in a.beside(b) {
        let difference = now.zip(before).map(|(now, before)| i128::from(now) - i128::from(before));
        let difference = difference.map_or(String::new(), |difference| difference.to_string());
        clothes.line(&mut text, [id.to_owned(), figure(now), figure(before), difference]);
    }
    text
}
