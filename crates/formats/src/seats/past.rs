//! A table of earlier years: who had how many seats when, and what they counted with.

use super::YearRow;
use super::table::{column, weight_of};
use crate::code::Code;
use crate::csv::read_csv;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::json::table_of;
use crate::node::Node;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::schema::HISTORY;
use crate::table::Table;
use crate::view::shown_list;
use crate::xlsx::read_workbook;
use std::collections::{BTreeMap, HashSet};

/// Headings of the columns.
const UNIT: [&str; 6] = ["cluster", "unit", "id", "klynge", "sundhedsklynge", "enhed"];
const YEAR: [&str; 2] = ["year", "år"];
const SEATS: [&str; 2] = ["seats", "pladser"];
const WEIGHT: [&str; 4] = ["weight", "vægt", "nøgle", "key"];

/// Reads a table of earlier years (CSV, a sheet of a workbook, or a JSON list of objects): cluster, year, seats, weight. Years come
/// back in order. `file` is what places call it.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn read_past(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<(Vec<YearRow>, Vec<Diagnostic>), Findings> {
    let source = Source::file(file);
    let mut findings = Findings::new();
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let known = ["cluster", "year", "seats", "weight"];
    let table = if crate::xlsx::is_workbook(bytes) {
        sheet(&source, bytes, &known, options, &mut findings)
    } else if first == Some(&b'[') {
        let node = match crate::encoding::decode(bytes, &source) {
            Ok(text) => Node::parse(&text, &source),
            Err(finding) => Err(finding),
        };
        match node {
            Ok(node) => Some(table_of("history", &source, &node, &mut findings)),
            Err(finding) => {
                findings.push(*finding);
                None
            }
        }
    } else {
        read_csv("history", &source, bytes, &known, options, &mut findings)
    };
    let years = table.map(|table| rows(&table, options, &mut findings));
    findings.finish(years)
}

/// The sheet of earlier years of a workbook, or its only sheet.
fn sheet(
    source: &Source,
    bytes: &[u8],
    known: &[&str],
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<Table> {
    let mut sheets = read_workbook(source, bytes, options, findings)?;
    sheets.retain(|sheet| !sheet.is_empty());
    let named = sheets.iter().position(|sheet| HISTORY.is_called(&sheet.name));
    let sheet = match (named, sheets.len()) {
        (Some(at), _) => sheets.swap_remove(at),
        (None, 1) => sheets.swap_remove(0),
        (None, _) => {
            let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            let finding = Diagnostic::new(Code::AmbiguousSheet, Place::whole(source));
            findings.push(finding.expected(shown_list(&names)));
            return None;
        }
    };
    sheet.into_table(known, options, findings)
}

/// The years of a table, in order.
fn rows(table: &Table, options: &ReadOptions, findings: &mut Findings) -> Vec<YearRow> {
    let mut find = |names: &[&str]| {
        names.iter().find_map(|name| table.column(name)).or_else(|| column(table, names[0], None, findings))
    };
    let (unit, year, seats) = (find(&UNIT), find(&YEAR), find(&SEATS));
    let weight = WEIGHT.iter().find_map(|name| table.column(name));
    let (Some(unit), Some(year), Some(seats)) = (unit, year, seats) else { return Vec::new() };
    let numbers: Vec<usize> = [year, seats].into_iter().chain(weight).collect();
    table.refuse_personal_numbers(&numbers, options, findings);
    let (seats_style, weight_style) = (table.style(seats), weight.map(|weight| table.style(weight)));
    let mut years: BTreeMap<i64, YearRow> = BTreeMap::new();
    let mut seen = HashSet::new();
    for row in 0..table.rows.len() {
        let mut empty = false;
        for column in [unit, year, seats] {
            if table.cell(row, column).is_empty() {
                let heading = &table.headings[column];
                let place = table.missing_place(row, heading);
                findings.push(Diagnostic::new(Code::EmptyCell, place).about(heading));
                empty = true;
            }
        }
        if empty {
            continue;
        }
        let refuse = |code, column: usize, expected: &str, findings: &mut Findings| {
            let finding = Diagnostic::new(code, table.place(row, column)).about(&table.headings[column]);
            findings.push(finding.found(&table.cell(row, column).text).expected(expected));
        };
        let Ok(number) = table.cell(row, year).text.parse::<i64>() else {
            refuse(Code::NotANumber, year, "a year such as 2024", findings);
            continue;
        };
        let Some(held) = table.number(row, seats, seats_style, findings) else { continue };
        let held = match held.magnitude.to_string().parse::<u64>() {
            Ok(whole) if !held.negative => whole,
            _ => {
                refuse(Code::OutOfRange, seats, "a whole number of at least 0", findings);
                continue;
            }
        };
        let name = table.cell(row, unit).text.clone();
        if !seen.insert((fordel_model::fold(&name), number)) {
            refuse(Code::DuplicateId, unit, "each once a year", findings);
        }
        let entry = years.entry(number).or_insert_with(|| YearRow { year: number, ..YearRow::default() });
        entry.seats = entry.seats.saturating_add(held);
        if let (Some(weight), Some(style)) = (weight, weight_style)
            && !table.cell(row, weight).is_empty()
        {
            let read = table.number(row, weight, style, findings);
            let read = read.and_then(|number| weight_of(number, table, row, weight, findings));
            entry.weights.extend(read.map(|read| (name.clone(), read)));
        }
        entry.decided.push((name, held));
    }
    years.into_values().collect()
}
