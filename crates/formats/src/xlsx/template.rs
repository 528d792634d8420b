//! A workbook to fill in: how to, drop-down lists, and examples that are clearly examples.

use super::book::{Book, Column, Written};
use super::explain;
use super::write::number;
use crate::labels;
use crate::schema::{Holds, TABLES};
use crate::text::Language;
use rust_xlsxwriter::XlsxError;

/// The settings of the template, with what stands there until somebody changes it.
const SETTINGS: [(&str, &str); 27] = [
    ("name", ""),
    ("year", ""),
    ("seats", ""),
    ("key", "population"),
    ("key_source", ""),
    ("reserved", ""),
    ("deadline", ""),
    ("levels", ""),
    ("method", "sainte_lague"),
    ("on_tie", "report"),
    ("seed", "0"),
    ("min_seats", "2"),
    ("max_seats", ""),
    ("unfilled", "leave_empty"),
    ("objective", "total"),
    ("team_size.min", "2"),
    ("team_size.max", "4"),
    ("rules.min_sectors", "2"),
    ("rules.max_same_organisation", ""),
    ("rules.respect_priority", ""),
    ("score.preference_points", "100; 60; 30"),
    ("score.weights.preference", "3"),
    ("score.weights.sectors", "2"),
    ("score.weights.organisations", "1"),
    ("score.weights.professions", "1"),
    ("score.weights.chain", "2"),
    ("score.weights.merit", "0"),
];

/// The template in a language. Equal bytes whenever it is written.
///
/// # Errors
/// Where the writer refuses, which its tests rule out.
pub fn template(language: Language) -> Result<Vec<u8>, XlsxError> {
    let frame = explain::frame(language);
    let key = match language {
        Language::English => "population",
        Language::Danish => "folketal",
    };
    let mut book = Book::new(language);
    book.guide(key)?;
    book.settings(SETTINGS.iter().map(|&(name, value)| {
        let text = if name == "key" { key } else { labels::word(name, value, language) };
        let cell = match text {
            "" => Written::Empty,
            text if text.parse::<u32>().is_ok() => number(text),
            text => Written::Text(text.to_owned()),
        };
        (labels::setting(name, language), cell, explain::setting(name, language))
    }))?;
    for schema in TABLES {
        let mut columns = Vec::new();
        for field in schema.fields {
            columns.push(Column::of(field));
            if schema.name == "clusters" && field.name == "region" {
                columns.push(Column::key(key));
            }
        }
        let examples = explain::examples(schema.name, language);
        let rows = examples.iter().map(|example| {
            let mut mark = frame.example;
            let cell = |column: &Column| {
                let name = column.field.map_or("key", |field| field.name);
                let Some((_, text)) = example.iter().find(|(field, _)| *field == name) else {
                    return Written::Empty;
                };
                if !mark.is_empty() {
                    return Written::Text(format!("{}{text}", std::mem::take(&mut mark)));
                }
                let is_number = column.field.is_none_or(|field| field.holds == Holds::Numbers);
                if is_number { number(text) } else { Written::Text((*text).to_owned()) }
            };
            columns.iter().map(cell).collect()
        });
        book.table(schema, &columns, rows.collect(), examples.len())?;
    }
    book.bytes()
}
