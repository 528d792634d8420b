//! Records -> table: title rows above, headings, ragged rows, examples, a sum below.
//!
//! A line of a CSV file and a row of a sheet are both records; from here on they are read alike.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::number::{Notation, Style, is_padded_thousands, read_number};
use crate::options::ReadOptions;
use crate::place::{ColumnPlace, Place, Source, Spot};
use crate::table::{Cell, Row, Table, clean_cell, is_clean};

/// A record before anything is known about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Record {
    /// The row as a spreadsheet counts, from 1.
    pub(crate) row: usize,
    /// The line of the file where it begins, from 1.
    pub(crate) line: usize,
    /// The cells as they were written.
    pub(crate) cells: Vec<Cell>,
}

impl Record {
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// How many cells hold something.
    pub(crate) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.text.trim().is_empty()).count()
    }

    /// The text of the first cell that holds something.
    fn first(&self) -> &str {
        self.cells.iter().map(|cell| cell.text.trim()).find(|text| !text.is_empty()).unwrap_or("")
    }

    /// Whether this row shows how to fill in a table and means nobody.
    fn is_example(&self) -> bool {
        let word = self.first().to_lowercase();
        ["eksempel:", "example:"].iter().any(|mark| word.starts_with(mark))
    }
}

/// A place in a table of this source.
pub(crate) fn cell_place(source: &Source, row: usize, line: usize, column: Option<ColumnPlace>) -> Place {
    Place { source: source.clone(), spot: Spot::Cell { row, line, column } }
}

/// Headings, rows and notes from the records. `known`: headings that tell the row of headings from a
/// title above it, in any spelling. Cost: linear.
pub(crate) fn build(
    name: &str,
    source: &Source,
    records: Vec<Record>,
    known: &[&str],
    options: &ReadOptions,
    findings: &mut Findings,
) -> Table {
    let mut table =
        Table { name: name.to_owned(), source: source.clone(), heading_row: (1, 1), ..Table::default() };
    let records: Vec<Record> = records.into_iter().filter(|record| !record.is_blank()).collect();
    let Some(at) = heading_record(&records, known) else { return table };
    if let (Some(first), true) = (records.first(), at > 0) {
        findings.push(Diagnostic::new(Code::TitleRow, cell_place(source, first.row, first.line, None)));
        refuse_in(&records[..at], source, options, findings);
    }
    let mut records = records.into_iter().skip(at);
    let Some(head) = records.next() else { return table };
    let mut rest: Vec<Record> = records.collect();
    table.heading_row = (head.row, head.line);
    table.headings = headings(&head, &rest, source, findings);
    refuse_in(std::slice::from_ref(&head), source, options, findings);
    let asked = options.decimal.map(|mark| format!("0{mark}5"));
    table.hints = vec![asked.into_iter().collect(); table.headings.len()];
    rest.retain(|record| {
        let keep = !record.is_example();
        if !keep {
            let place = cell_place(source, record.row, record.line, None);
            findings.push(Diagnostic::new(Code::ExampleRow, place));
        }
        keep
    });
    if let Some(at) = total_record(&rest) {
        let below = rest.split_off(at);
        refuse_in(&below, source, options, findings);
        let total = &below[0];
        // The sum is the largest number of its column, and often the only one that can be read in one way.
        for (hints, cell) in table.hints.iter_mut().zip(&total.cells) {
            if cell.notation == Notation::Human {
                hints.push(cell.text.trim().to_owned());
            }
        }
        let place = cell_place(source, total.row, total.line, None);
        findings.push(Diagnostic::new(Code::TotalRow, place).found(total.first()));
        table.sums = Some(Row { number: total.row, line: total.line, cells: total.cells.clone() });
    }
    hint_at_padding(&mut table, &rest, options);
    let width = table.headings.len();
    table.rows.reserve(rest.len());
    for record in rest {
        let filled =
            record.cells.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |last| last + 1);
        if record.cells.len() < width || filled > width {
            findings.push(
                Diagnostic::new(Code::RaggedRow, cell_place(source, record.row, record.line, None))
                    .found(record.cells.len().max(filled).to_string())
                    .expected(width.to_string()),
            );
        }
        let Record { row, line, cells } = record;
        let mut cells: Vec<Cell> = cells
            .into_iter()
            .take(width)
            .enumerate()
            .map(|(index, cell)| {
                let place = || {
                    let column = ColumnPlace { index, heading: table.headings[index].clone() };
                    cell_place(source, row, line, Some(column))
                };
                // Most cells are clean, and a table may be long: those are moved, not copied.
                if is_clean(&cell.text) {
                    cell
                } else {
                    Cell { text: clean_cell(&cell.text, place, findings), ..cell }
                }
            })
            .collect();
        cells.resize(width, Cell::default());
        table.rows.push(Row { number: row, line, cells });
    }
    say_styles(&table, findings);
    table
}

/// A number that was filled up with blanks to the width of its column, ` 644.431`, comes from a program that prints
/// whole numbers with thousands marks: nothing else pads and writes a point before three digits. An option that says
/// what a mark means wins.
fn hint_at_padding(table: &mut Table, records: &[Record], options: &ReadOptions) {
    if options.decimal.is_some() {
        return;
    }
    for (column, hints) in table.hints.iter_mut().enumerate() {
        let mut cells = records.iter().filter_map(|record| record.cells.get(column));
        let is_padded = |cell: &Cell| cell.notation == Notation::Human && is_padded_thousands(&cell.text);
        if cells.any(is_padded) {
            hints.push("1.234.567".to_owned());
        }
    }
}

/// One line for each column of numbers whose marks had to be understood, with the first such number.
fn say_styles(table: &Table, findings: &mut Findings) {
    for column in 0..table.headings.len() {
        let mut cells = table.rows.iter().map(|row| &row.cells[column]).filter(|cell| !cell.is_empty());
        let is_marked = |cell: &&Cell| {
            cell.notation == Notation::Human
                && cell.text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                && cell.text.contains([',', '.', ' ', '\u{a0}', '\u{202f}'])
        };
        if !cells.clone().any(|cell| is_marked(&cell)) {
            continue;
        }
        let style = table.style(column);
        let read = |cell: &Cell| read_number(&cell.text, cell.notation, style);
        // A point before decimals is how this program writes them itself.
        let as_ours = |cell: &Cell| read_number(&cell.text, Notation::Machine, Style::default());
        let Some(first) = cells.clone().filter(is_marked).find(|cell| read(cell) != as_ours(cell)) else {
            continue;
        };
        if let Ok(number) = read(first)
            && cells.all(|cell| read(cell).is_ok())
        {
            let sign = if number.negative { "-" } else { "" };
            let finding = Diagnostic::new(Code::NumberStyle, table.heading_place(column));
            let finding = finding.about(&table.headings[column]).found(&first.text);
            findings.push(finding.expected(format!("{sign}{}", number.magnitude)));
        }
    }
}

/// Which record holds the headings: the first of the first twenty with at least two known headings
/// (or one, where it has only one cell); else the first with as many filled cells as most rows
/// have, or half of that and at least two; else the first.
fn heading_record(records: &[Record], known: &[&str]) -> Option<usize> {
    const LOOKED_AT: usize = 20;
    let known: Vec<String> = known.iter().map(|name| squeeze(name)).collect();
    let hits =
        |record: &Record| record.cells.iter().filter(|cell| known.contains(&squeeze(&cell.text))).count();
    let first = &records[..records.len().min(LOOKED_AT)];
    if let Some(at) = first.iter().position(|record| hits(record) >= 2.min(record.filled())) {
        return Some(at);
    }
    let usual = records.iter().take(1000).map(Record::filled).max().unwrap_or(0);
    let enough = usual.div_ceil(2).max(2).min(usual);
    first.iter().position(|record| record.filled() >= enough).or((!records.is_empty()).then_some(0))
}

/// The headings, without empty ones at the end; an empty one above values is a finding.
fn headings(head: &Record, rest: &[Record], source: &Source, findings: &mut Findings) -> Vec<String> {
    let place = |index: usize, heading: &str| {
        cell_place(source, head.row, head.line, Some(ColumnPlace { index, heading: heading.to_owned() }))
    };
    let mut headings: Vec<String> = head
        .cells
        .iter()
        .enumerate()
        .map(|(index, cell)| clean_cell(&cell.text, || place(index, ""), findings))
        .collect();
    let holds = |index: usize| {
        rest.iter().any(|record| record.cells.get(index).is_some_and(|cell| !cell.text.trim().is_empty()))
    };
    // What stands to the right of a sheet's headings is lost if nobody says so; in a CSV file such a
    // row is ragged.
    let is_sheet = source.sheet.is_some();
    while headings.last().is_some_and(String::is_empty) && !(is_sheet && holds(headings.len() - 1)) {
        headings.pop();
    }
    let mut seen = std::collections::BTreeSet::new();
    for (index, heading) in headings.iter().enumerate() {
        if heading.is_empty() {
            if holds(index) {
                findings.push(Diagnostic::new(Code::NoHeading, place(index, "")));
            }
        } else if !seen.insert(squeeze(heading)) {
            findings.push(Diagnostic::new(Code::DuplicateColumn, place(index, heading)).about(heading));
        }
    }
    headings
}

/// Which record is a row of sums: the last, or one with nothing but remarks of one cell below it.
fn total_record(records: &[Record]) -> Option<usize> {
    const LOOKED_AT: usize = 6;
    let first = records.len().saturating_sub(LOOKED_AT);
    let at = first + records[first..].iter().position(is_total)?;
    records[at + 1..].iter().all(|record| record.filled() == 1).then_some(at)
}

/// Whether a record is a row of sums: it begins with such a word and has nothing but numbers after.
fn is_total(record: &Record) -> bool {
    let mut filled = record.cells.iter().filter(|cell| !cell.text.trim().is_empty());
    let is_word = filled.next().is_some_and(|cell| {
        ["ialt", "sum", "total", "totalt", "sumialt", "samlet", "tilsammen", "summa", "grandtotal"]
            .contains(&squeeze(&cell.text).as_str())
    });
    let lenient = Style::of(["1.234.567", "0,5"]);
    is_word && filled.all(|cell| read_number(cell.text.trim(), cell.notation, lenient).is_ok())
}

/// Personal numbers in rows that are not kept as cells.
fn refuse_in(records: &[Record], source: &Source, options: &ReadOptions, findings: &mut Findings) {
    if options.allow_ten_digits {
        return;
    }
    for record in records {
        if record.cells.iter().any(|cell| crate::cpr::holds_personal_number(&cell.text)) {
            findings.push(Diagnostic::new(
                Code::PersonalNumber,
                cell_place(source, record.row, record.line, None),
            ));
        }
    }
}
