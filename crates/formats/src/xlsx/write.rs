//! A programme -> a workbook with one sheet a table, from which the same programme is read.

use super::book::{Book, Column, Written};
use super::value::number_text;
use crate::further::line_of;
use crate::labels;
use crate::list::{join_list, quote};
use crate::schema::{Holds, Schema, TABLES};
use crate::text::Language;
use crate::tree::yes_or_no;
use crate::words::DEFAULT_SECTORS;
use crate::write::programme_value;
use fordel_model::Programme;
use rust_xlsxwriter::XlsxError;
use serde_json::{Map, Value};

/// The programme as a workbook, headings and words in the language. The same bytes for the same
/// programme, whenever it is written. Sheets have the drop-down lists of the template.
///
/// # Errors
/// Where a text is longer than a cell may be, or a table longer than a sheet.
pub fn programme_to_workbook(programme: &Programme, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(language);
    let words = Words { language, sectors_are_ours: programme.sectors == DEFAULT_SECTORS };
    let Value::Object(document) = programme_value(programme) else { return book.bytes() };
    if let Some(Value::Object(fields)) = document.get("programme") {
        let mut rows = Vec::new();
        flatten("", fields, words, &mut rows);
        // The sectors that everybody has need no list.
        rows.retain(|(name, _)| name != "sectors" || !words.sectors_are_ours);
        book.settings(rows.into_iter().map(|(name, value)| (labels::setting(&name, language), value, "")))?;
    }
    for schema in TABLES {
        let Some(Value::Array(rows)) = document.get(schema.name) else { continue };
        let columns = columns(schema, rows, &programme.key);
        let cells = rows
            .iter()
            .filter_map(Value::as_object)
            .map(|row| columns.iter().map(|column| written(schema, column, row, words)).collect());
        book.table(schema, &columns, cells.collect(), 0)?;
    }
    book.bytes()
}

/// The words of one workbook.
#[derive(Clone, Copy)]
struct Words {
    language: Language,
    /// Whether the programme has the sectors that everybody has: others keep the names they were given.
    sectors_are_ours: bool,
}

impl Words {
    fn word<'a>(&self, field: &str, text: &'a str) -> &'a str {
        let is_sector = ["sector", "sectors", "required_sectors"].contains(&field);
        if is_sector && !self.sectors_are_ours { text } else { labels::word(field, text, self.language) }
    }
}

/// The columns that some row fills: ours in the schema's order, the key after the region, then the others.
fn columns(schema: &'static Schema, rows: &[Value], key: &str) -> Vec<Column> {
    let mut others: Vec<&String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for row in rows.iter().filter_map(Value::as_object) {
        others.extend(row.keys().filter(|name| seen.insert(name.as_str())));
    }
    let mut columns = Vec::new();
    for field in schema.fields {
        if seen.contains(field.name) {
            columns.push(Column::of(field));
        }
        if schema.name == "clusters" && field.name == "region" {
            columns.push(Column::key(key));
        }
    }
    others.retain(|name| !columns.iter().any(|column| column.key == **name));
    columns.extend(others.into_iter().map(|name| Column::further(name)));
    columns
}

/// A cell of a row.
fn written(schema: &Schema, column: &Column, row: &Map<String, Value>, words: Words) -> Written {
    let key = column.key.as_str();
    let Some(value) = row.get(key) else { return Written::Empty };
    // The value of a quota on sectors or levels is one of their words; an attribute is a heading.
    let counted = match (schema.name, key) {
        ("quotas", "value") => row.get("attribute").and_then(Value::as_str).unwrap_or(key),
        _ => key,
    };
    match (value, column.field) {
        (Value::Null, _) => Written::Empty,
        (Value::Array(items), _) => {
            let texts = items.iter().map(|item| words.word(key, text_of(item)));
            Written::Text(join_list(texts))
        }
        (Value::String(text), Some(_)) if schema.name == "quotas" && key == "attribute" => {
            Written::Text(column_name(text, words.language))
        }
        (Value::String(text), Some(field)) if field.holds == Holds::Text => {
            Written::Text(words.word(counted, text).to_owned())
        }
        (Value::String(text), Some(_)) => number(text),
        (Value::String(text), None) if column.is_key || is_whole(text) => number(text),
        // Other columns keep their text.
        (Value::String(text), None) => Written::Text(text.clone()),
        (other, _) => number(&other.to_string()),
    }
}

/// Whether a text is a whole number that a spreadsheet keeps, as a machine writes it.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = digits == "0" && text == "0" || !digits.is_empty() && !digits.starts_with('0');
    canonical && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A number as a machine writes it: a number of the sheet where a spreadsheet keeps all its digits, else
/// a text that can be read in one way only.
pub(crate) fn number(text: &str) -> Written {
    if let Ok(value) = text.parse::<f64>()
        && value.is_finite()
        && number_text(value) == text
        && value.abs() < 1e15
    {
        return Written::Number(value);
    }
    match text.split_once('.') {
        Some((whole, decimals)) => Written::Text(format!("{whole},{decimals}000")),
        None => Written::Text(text.to_owned()),
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// A nominee's column as people call it.
fn column_name(name: &str, language: Language) -> String {
    let field = crate::schema::NOMINEES.fields.iter().find(|field| field.name == name);
    field
        .map_or_else(|| name.to_owned(), |field| labels::heading("nominees", field.name, language).to_owned())
}

/// Settings, one a row, sections joined by `.`.
fn flatten(section: &str, fields: &Map<String, Value>, words: Words, rows: &mut Vec<(String, Written)>) {
    for (key, value) in fields {
        let name = if section.is_empty() { key.clone() } else { format!("{section}.{key}") };
        let cell = match value {
            Value::Object(fields) => {
                flatten(&name, fields, words, rows);
                continue;
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                let line = |item: &Value| line_of(item, |column| column_name(column, words.language));
                if name.starts_with("rules.")
                    && let Some(lines) = items.iter().map(line).collect::<Option<Vec<_>>>()
                {
                    rows.push((name, Written::Text(lines.join("; "))));
                    continue;
                }
                if name == "reserved"
                    && let Some(text) = plain_pools(items)
                {
                    rows.push((name, Written::Text(text)));
                    continue;
                }
                for (number, item) in (1..).zip(items.iter().filter_map(Value::as_object)) {
                    flatten(&format!("{name}.{number}"), item, words, rows);
                }
                continue;
            }
            Value::Array(items) => Written::Text(list(&name, items, words)),
            Value::Bool(value) => Written::Text(
                match (value, words.language) {
                    (true, Language::Danish) => "ja",
                    (false, Language::Danish) => "nej",
                    (true, Language::English) => "true",
                    (false, Language::English) => "false",
                }
                .to_owned(),
            ),
            Value::String(text) => Written::Text(words.word(key, text).to_owned()),
            Value::Null => Written::Empty,
            Value::Number(digits) => match number(&digits.to_string()) {
                // A text of digits is read as a whole number.
                Written::Text(_) => Written::Text(digits.to_string()),
                cell => cell,
            },
        };
        rows.push((name, cell));
    }
}

/// `name=seats; name=seats`, where that says all.
fn plain_pools(items: &[Value]) -> Option<String> {
    let pool = |item: &Value| {
        let name = item.get("name")?.as_str()?;
        let is_plain = item.get("sectors").is_none() && !name.contains(['=', ';', '"']);
        is_plain.then(|| format!("{name}={}", item["seats"]))
    };
    items.iter().map(pool).collect::<Option<Vec<_>>>().map(|pools| pools.join("; "))
}

fn list(name: &str, items: &[Value], words: Words) -> String {
    let of_columns = ["rules.nobody_alone", "rules.same", "rules.different", "score.diversity_columns"];
    let is_columns = of_columns.contains(&name);
    let texts: Vec<String> = items
        .iter()
        .map(|item| match item {
            Value::String(text) if is_columns => column_name(text, words.language),
            Value::String(text) if name == "rules.required_sectors" || name == "rules.required_levels" => {
                words.word(name.trim_start_matches("rules."), text).to_owned()
            }
            Value::String(text) if name.ends_with(".sectors") => words.word("sectors", text).to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect();
    match texts.as_slice() {
        // An empty cell would say nothing.
        [] => "[]".to_owned(),
        // One word of a rule that could be a number or a yes is a word in quotes.
        [only] if name.contains("require_") && (only.parse::<i64>().is_ok() || yes_or_no(only).is_some()) => {
            format!("\"{}\"", only.replace('"', "\"\""))
        }
        [only] => quote(only),
        _ => join_list(texts),
    }
}
