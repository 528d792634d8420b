//! A programme -> a folder of CSV tables with `programme.toml`, from which the same programme is read.

use crate::shield::shield;
use crate::write::programme_value;
use fordel_model::Programme;
use serde_json::{Map, Value};

/// The files of the folder: name and text. Tables have `;`, a byte order mark and CR LF, as
/// spreadsheets like them; a decimal weight has a decimal comma and at least four decimals, so that it
/// can be read in one way only. An item of a list that holds `;` stands in
/// quotes, and an apostrophe before what a spreadsheet would take for a formula.
pub fn programme_to_folder(programme: &Programme) -> Vec<(String, String)> {
    let Value::Object(document) = programme_value(programme) else { return Vec::new() };
    let mut files = Vec::new();
    for (name, part) in &document {
        match part {
            Value::Object(settings) => files.push((format!("{name}.toml"), settings_text(settings))),
            Value::Array(rows) => {
                let key = if name == "clusters" { programme.key.as_str() } else { "weight" };
                files.push((format!("{name}.csv"), table_text(rows, key)));
            }
            _ => {}
        }
    }
    files
}

/// Settings as TOML: plain ones first, then a section for each table.
fn settings_text(settings: &Map<String, Value>) -> String {
    let is_section = |key: &str| ["rules", "score"].contains(&key);
    let (mut text, mut sections) = (String::new(), String::new());
    for (key, value) in settings {
        match value {
            Value::Object(fields) if is_section(key) => {
                sections.push_str(&format!("\n[{}]\n", toml_key(key)));
                for (key, value) in fields {
                    sections.push_str(&format!("{} = {}\n", toml_key(key), toml_value(value)));
                }
            }
            value => text.push_str(&format!("{} = {}\n", toml_key(key), toml_value(value))),
        }
    }
    text + &sections
}

fn toml_key(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if is_bare { key.to_owned() } else { Value::from(key).to_string() }
}

/// What JSON writes is TOML too, save for objects.
fn toml_value(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(toml_value).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields =
                fields.iter().map(|(key, value)| format!("{} = {}", toml_key(key), toml_value(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A table as CSV. `weight`: the column whose decimal numbers get a decimal comma.
fn table_text(rows: &[Value], weight: &str) -> String {
    let mut headings: Vec<&str> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for row in rows.iter().filter_map(Value::as_object) {
        headings.extend(row.keys().map(String::as_str).filter(|key| known.insert(*key)));
    }
    let mut text = "\u{feff}".to_owned();
    push_row(headings.iter().map(|heading| (*heading).to_owned()), &mut text);
    for row in rows.iter().filter_map(Value::as_object) {
        let cell = |heading: &&str| {
            let cell = cell_text(row.get(*heading));
            if *heading == weight && cell.contains('.') {
                format!("{}000", cell.replace('.', ","))
            } else {
                cell
            }
        };
        push_row(headings.iter().map(cell), &mut text);
    }
    text
}

fn cell_text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => crate::list::join_list(items.iter().map(|item| cell_text(Some(item)))),
        Some(other) => other.to_string(),
    }
}

fn push_row(cells: impl Iterator<Item = String>, text: &mut String) {
    let cells: Vec<String> = cells
        .map(|cell| {
            let cell = shield(&cell);
            if cell.contains([';', '"', '\n', '\r', '\t', ',']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.into_owned()
            }
        })
        .collect();
    // A row of one empty cell would be no row at all.
    text.push_str(if cells == [""] { "\"\"" } else { "" });
    text.push_str(&cells.join(";"));
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_read_as_people_write_them() {
        let settings = json!({"name": "Vest \"1\"", "seats": 9, "rules": {"min_sectors": 2}, "team_size": {"min": 2, "max": 4}});
        let expect = "name = \"Vest \\\"1\\\"\"\nseats = 9\nteam_size = { min = 2, max = 4 }\n\n[rules]\nmin_sectors = 2\n";
        assert_eq!(settings_text(settings.as_object().unwrap()), expect);
    }

    #[test]
    fn a_table_is_quoted_where_it_must_be() {
        let rows = [json!({"id": "C1", "weight": "0.5"}), json!({"id": "a;b", "list": ["x", "y"]})];
        assert_eq!(
            table_text(&rows, "weight"),
            "\u{feff}id;weight;list\r\nC1;\"0,5000\";\r\n\"a;b\";;\"x; y\"\r\n"
        );
    }
}
