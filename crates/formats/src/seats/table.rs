//! A table of units: names, weights, bounds and groups by column.

use super::{Columns, SeatsDocument, SplitDraft, UnitRow, matrix};
use crate::code::Code;
use crate::csv::read_csv;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::nearest::nearest;
use crate::number::{Number, NumberError, Style, read_number};
use crate::options::ReadOptions;
use crate::place::Source;
use crate::table::Table;
use fordel_model::Weight;
use std::collections::HashMap;

/// Headings of the columns of bounds.
pub(super) const MIN: [&str; 6] =
    ["min_seats", "min", "minimum", "min_pladser", "mindste antal pladser", "mindst"];
pub(super) const MAX: [&str; 7] =
    ["max_seats", "max", "maximum", "max_pladser", "maks_pladser", "største antal pladser", "højst"];
pub(super) const FIXED: [&str; 5] = ["fixed_seats", "fixed", "faste_pladser", "fast", "faste"];
/// Headings of the column of names.
pub(super) const ID: [&str; 2] = ["id", "nr"];
/// Headings of the column of weights where none is named.
pub(super) const WEIGHT: [&str; 4] = ["weight", "vægt", "nøgle", "key"];

pub(super) fn read_csv_table(
    source: &Source,
    bytes: &[u8],
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<SeatsDocument> {
    let table = read_csv("units", source, bytes, &known_headings(columns), options, findings)?;
    let document = from_table(&table, columns, options, findings);
    findings.show_rows([&table]);
    document
}

/// Headings that tell the row of headings from a title above it.
pub(super) fn known_headings(columns: &Columns) -> Vec<&str> {
    let mut known: Vec<&str> = vec!["id", "weight", "min_seats", "max_seats", "fixed_seats"];
    known.extend(columns.key.as_deref());
    known.extend(columns.id.as_deref());
    known.extend(columns.rows.as_deref());
    known.extend(columns.levels.iter().chain(&columns.columns).map(String::as_str));
    known
}

pub(super) fn from_table(
    table: &Table,
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<SeatsDocument> {
    if columns.rows.is_some() || !columns.columns.is_empty() {
        return matrix::from_table(table, columns, options, findings);
    }
    let units = units(table, columns, options, findings);
    Some(SeatsDocument::Split(SplitDraft { levels: columns.levels.clone(), units, ..SplitDraft::default() }))
}

/// The units of a table, one a row. Every cell that is wrong is a finding. Cost: linear.
pub(super) fn units(
    table: &Table,
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Vec<UnitRow> {
    if table.rows.is_empty() {
        if !findings.has_errors() {
            findings.push(Diagnostic::new(Code::EmptyTable, table.headings_place()).about(&table.name));
        }
        return Vec::new();
    }
    let id = match &columns.id {
        Some(name) => column(table, name, Some("--id"), findings),
        None => ID.iter().find_map(|name| table.column(name)).or(Some(0)),
    };
    let bound = |names: &[&str]| names.iter().find_map(|name| table.column(name));
    let bounds = [bound(&MIN), bound(&MAX), bound(&FIXED)];
    let levels: Vec<Option<usize>> =
        columns.levels.iter().map(|name| column(table, name, Some("--levels"), findings)).collect();
    let taken: Vec<usize> = bounds.iter().chain(&levels).copied().flatten().chain(id).collect();
    let weight = key_column(table, columns.key.as_deref(), &taken, findings);
    let (Some(id), Some(weight)) = (id, weight) else { return Vec::new() };
    let numbers: Vec<usize> = bounds.iter().copied().flatten().chain([weight]).collect();
    table.refuse_personal_numbers(&numbers, options, findings);
    let weight_style = table.style(weight);
    let bounds_and_styles = bounds.map(|column| column.map(|column| (column, table.style(column))));
    let mut units = Vec::with_capacity(table.rows.len());
    let mut first: HashMap<(Vec<String>, String), usize> = HashMap::with_capacity(table.rows.len());
    for row in 0..table.rows.len() {
        let unit_weight = if table.cell(row, weight).is_empty() {
            findings.push(
                Diagnostic::new(Code::EmptyCell, table.missing_place(row, &table.headings[weight]))
                    .about(&table.headings[weight]),
            );
            None
        } else {
            let number = table.number(row, weight, weight_style, findings);
            number.and_then(|number| weight_of(number, table, row, weight, findings))
        };
        let [min, max, fixed] = bounds_and_styles.map(|column| whole(table, row, column, findings));
        let name = table.cell(row, id).text.clone();
        if name.is_empty() {
            let place = table.missing_place(row, &table.headings[id]);
            findings.push(Diagnostic::new(Code::EmptyCell, place).about(&table.headings[id]));
        }
        let groups: Vec<String> = levels.iter().map(|level| group(table, row, *level, findings)).collect();
        let path = (groups.clone(), fordel_model::fold(&name));
        if !name.is_empty()
            && let Some(earlier) = first.insert(path, row)
        {
            let finding = Diagnostic::new(Code::DuplicateId, table.place(row, id)).about(&table.headings[id]);
            findings.push(finding.found(&name).other(table.place(earlier, id)));
        }
        let weight = unit_weight.unwrap_or_default();
        units.push(UnitRow { id: name, weight, min, max, fixed, groups });
    }
    table.compare_with_sum(weight, weight_style, findings);
    units
}

/// A column that was named, by an option or by custom; a finding where it is not there.
pub(super) fn column(
    table: &Table,
    name: &str,
    option: Option<&str>,
    findings: &mut Findings,
) -> Option<usize> {
    let found = table.column(name);
    if found.is_none() {
        let near = nearest(name, table.headings.iter().map(String::as_str));
        let finding = Diagnostic::new(Code::MissingColumn, table.headings_place()).about(name);
        let finding = option.into_iter().fold(finding, |finding, option| finding.found(option));
        findings.push(finding.expected(table.headings.join(", ")).nearest(near));
    }
    found
}

/// The column of weights: the one named, else `weight`, else the only column of numbers.
fn key_column(table: &Table, key: Option<&str>, taken: &[usize], findings: &mut Findings) -> Option<usize> {
    if let Some(key) = key {
        return column(table, key, Some("--key"), findings);
    }
    if let Some(found) = WEIGHT.iter().find_map(|name| table.column(name)) {
        return Some(found);
    }
    let is_number = |column: usize| {
        let style = table.style(column);
        let mut cells =
            table.rows.iter().map(|row| &row.cells[column]).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some()
            && cells.all(|cell| {
                // A number that can be read in two ways is a number all the same.
                let read = read_number(&cell.text, cell.notation, style);
                matches!(read, Ok(_) | Err(NumberError::Ambiguous { .. }))
            })
    };
    let candidates: Vec<usize> =
        (0..table.headings.len()).filter(|column| !taken.contains(column) && is_number(*column)).collect();
    match candidates.as_slice() {
        [only] => Some(*only),
        _ => {
            let finding = Diagnostic::new(Code::MissingSetting, table.headings_place()).about("--key");
            let names: Vec<&str> = candidates.iter().map(|&column| table.headings[column].as_str()).collect();
            let names = if names.is_empty() { table.headings.join(", ") } else { names.join(", ") };
            findings.push(finding.expected(format!("the name of the column of weights: {names}")));
            None
        }
    }
}

/// A number as a weight; a finding where it is below zero.
pub(super) fn weight_of(
    number: Number,
    table: &Table,
    row: usize,
    column: usize,
    findings: &mut Findings,
) -> Option<Weight> {
    if number.negative {
        let finding =
            Diagnostic::new(Code::OutOfRange, table.place(row, column)).about(&table.headings[column]);
        findings.push(finding.found(&table.cell(row, column).text).expected("0 or more"));
        return None;
    }
    Some(number.magnitude)
}

/// A whole number of seats, `None` where the cell is empty or wrong; the column comes with its style.
fn whole(table: &Table, row: usize, column: Option<(usize, Style)>, findings: &mut Findings) -> Option<u64> {
    let (column, style) = column?;
    let cell = table.cell(row, column);
    if cell.is_empty() {
        return None;
    }
    let number = table.number(row, column, style, findings)?;
    let mut refuse = |code, expected: &str| {
        let finding = Diagnostic::new(code, table.place(row, column)).about(&table.headings[column]);
        findings.push(finding.found(&cell.text).expected(expected));
        None
    };
    if number.negative {
        return refuse(Code::OutOfRange, "0 or more");
    }
    if !number.magnitude.is_integer() {
        return refuse(Code::NotAnInteger, "");
    }
    match number.magnitude.to_string().parse() {
        Ok(seats) => Some(seats),
        Err(_) => refuse(Code::OutOfRange, "0 to 18446744073709551615"),
    }
}

fn group(table: &Table, row: usize, column: Option<usize>, findings: &mut Findings) -> String {
    let Some(column) = column else { return String::new() };
    let text = table.cell(row, column).text.clone();
    if text.is_empty() {
        let place = table.missing_place(row, &table.headings[column]);
        findings.push(Diagnostic::new(Code::MissingGroup, place).about(&table.headings[column]));
    }
    text
}
