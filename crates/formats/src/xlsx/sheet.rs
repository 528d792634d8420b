//! One sheet: its cells as records, merged cells spread, and what is worth saying about it.

use super::guard::{Block, SheetFacts};
use super::value::{Kind, Value};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::number::Notation;
use crate::options::ReadOptions;
use crate::place::{ColumnPlace, Place, Source, Spot, letter};
use crate::record::{Record, build, cell_place};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// The most cells, empty ones between others included: beyond this a sheet is laid out to exhaust us.
const MAX_LAID_OUT: usize = 20_000_000;

/// A sheet that was read.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden in the spreadsheet.
    pub is_hidden: bool,
    source: Source,
    rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    facts: SheetFacts,
    /// What is wrong with cells, said where they become part of a table.
    cells: Vec<((u32, u32), Diagnostic)>,
    /// What is wrong with cells whose place is not known.
    elsewhere: Vec<Diagnostic>,
    formulas: Vec<(u32, u32)>,
    kept_merges: usize,
}

impl Sheet {
    pub(super) fn new(name: &str, file: &Source, is_hidden: bool, facts: SheetFacts) -> Self {
        Self {
            name: name.to_owned(),
            is_hidden,
            source: Source { file: file.file.clone(), sheet: Some(name.to_owned()) },
            rows: BTreeMap::new(),
            facts,
            cells: Vec::new(),
            elsewhere: Vec::new(),
            formulas: Vec::new(),
            kept_merges: 0,
        }
    }

    /// Calls the sheet something else, also in what there is to say about it.
    pub(crate) fn call(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        self.source.sheet = Some(name.to_owned());
        let cells = self.cells.iter_mut().map(|(_, finding)| finding);
        cells
            .chain(&mut self.elsewhere)
            .for_each(|finding| finding.place.source.sheet = Some(name.to_owned()));
    }

    /// Where the sheet stands.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sheet's first rows as texts, at most `limit`: enough to tell what it is about.
    pub fn first_rows(&self, limit: usize) -> Vec<Vec<&str>> {
        self.rows
            .values()
            .take(limit)
            .map(|row| row.values().map(|cell| cell.text.as_str()).collect())
            .collect()
    }

    fn place(&self, row: u32, column: u32) -> Place {
        let (row, index) = (position(row) + 1, position(column));
        cell_place(&self.source, row, row, Some(ColumnPlace { index, heading: String::new() }))
    }

    /// Adds a cell of the stream.
    pub(super) fn add(&mut self, (row, column): (u32, u32), value: Value, has_formula: bool) {
        if has_formula {
            self.formulas.push((row, column));
        }
        let finding = |code| Diagnostic::new(code, self.place(row, column));
        let finding = match value.kind {
            Kind::Empty if has_formula => Some(finding(Code::FormulaWithoutValue)),
            Kind::Error => Some(finding(Code::ErrorCell).found(&value.cell.text)),
            Kind::LongNumber => Some(finding(Code::LongNumber)),
            Kind::Empty | Kind::Text | Kind::Number | Kind::Date => None,
        };
        self.cells.extend(finding.map(|finding| ((row, column), finding)));
        if !value.cell.text.trim().is_empty() {
            self.rows.entry(row).or_default().insert(column, value.cell);
        }
    }

    /// A cell that the reader refuses; where it stands is not known.
    pub(super) fn refuse_cell(&mut self, text: &str) {
        let finding = Diagnostic::new(Code::ErrorCell, Place::whole(&self.source)).found(text);
        self.elsewhere.push(finding);
    }

    /// The sheet as a table, with what there is to say about it. `known`: headings that tell the row of
    /// headings from a title above it.
    pub fn into_table(
        mut self,
        known: &[&str],
        options: &ReadOptions,
        findings: &mut Findings,
    ) -> Option<Table> {
        let width =
            self.rows.values().filter_map(|row| row.last_key_value()).map(|(column, _)| column + 1).max();
        let width = position(width.unwrap_or(0));
        if width.saturating_mul(self.rows.len()) > MAX_LAID_OUT {
            let limit = format!("{MAX_LAID_OUT} cells");
            let finding = Diagnostic::new(Code::TooLarge, Place::whole(&self.source)).about("the sheet");
            findings.push(finding.expected(limit));
            return None;
        }
        self.spread_merged();
        let records = self.rows.iter().map(|(row, cells)| {
            let row = position(*row) + 1;
            let mut laid_out = vec![Cell::default(); width];
            for (column, cell) in cells {
                laid_out[position(*column)] = cell.clone();
            }
            Record { row, line: row, cells: laid_out }
        });
        let table = build(&self.name, &self.source, records.collect(), known, options, findings);
        self.say(&table, findings);
        say_lost_zeros(&table, findings);
        Some(table)
    }

    /// Everything worth saying about the sheet: of cells only what stands in the table, for nobody reads
    /// a remark or a sum beside it.
    fn say(&mut self, table: &Table, findings: &mut Findings) {
        let is_read = |&(row, column): &(u32, u32)| {
            position(column) < table.headings.len()
                && table.rows.binary_search_by_key(&(position(row) + 1), |row| row.number).is_ok()
        };
        let mut cells = std::mem::take(&mut self.cells);
        cells.retain(|(at, _)| is_read(at));
        for ((_, column), mut finding) in cells {
            if let Spot::Cell { column: Some(place), .. } = &mut finding.place.spot {
                place.heading.clone_from(&table.headings[position(column)]);
            }
            findings.push(finding);
        }
        findings.extend(std::mem::take(&mut self.elsewhere));
        if self.is_hidden {
            findings.push(Diagnostic::new(Code::HiddenSheet, Place::whole(&self.source)));
        }
        let mut formulas = self.formulas.iter().filter(|at| is_read(at)).peekable();
        if let Some(&&(row, column)) = formulas.peek() {
            let finding = Diagnostic::new(Code::FormulaValues, self.place(row, column));
            findings.push(finding.found(formulas.count().to_string()));
        }
        let hidden: Vec<String> = self
            .facts
            .hidden_rows
            .iter()
            .filter(|row| row.checked_sub(1).is_some_and(|row| self.rows.contains_key(&row)))
            .map(u32::to_string)
            .collect();
        if !hidden.is_empty() {
            let finding = Diagnostic::new(Code::HiddenRows, Place::whole(&self.source));
            findings.push(finding.found_list(&hidden.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        if self.kept_merges > 0 {
            let finding = Diagnostic::new(Code::MergedCells, Place::whole(&self.source));
            findings.push(finding.found(self.kept_merges.to_string()));
        }
    }

    /// Lets merged cells mean what they look like: a heading over two rows stands in the lower one, a
    /// heading over several columns above the one that holds something, and a value over several rows
    /// in each of them.
    fn spread_merged(&mut self) {
        let mut merged = std::mem::take(&mut self.facts.merged);
        merged.sort_by_key(|block| block.first);
        for block in &merged {
            let Some(cell) = self.cell(block.first).cloned() else { continue };
            let (row, column) = block.first;
            if block.last.0 > row {
                if self.is_double_heading(block, &merged) {
                    self.remove(block.first);
                    self.rows.entry(block.last.0).or_default().entry(column).or_insert(cell);
                    continue;
                }
                // Only rows that hold something else: a title over empty rows stays one title.
                let rows: Vec<u32> = self.rows.range(row + 1..=block.last.0).map(|(row, _)| *row).collect();
                for below in rows {
                    self.rows.entry(below).or_default().entry(column).or_insert_with(|| cell.clone());
                    self.kept_merges += 1;
                }
            } else if block.last.1 > column && !self.holds_below(row, column) {
                let mut filled = (column + 1..=block.last.1).filter(|&column| self.holds_below(row, column));
                if let (Some(only), None) = (filled.next(), filled.next()) {
                    self.remove(block.first);
                    self.rows.entry(row).or_default().entry(only).or_insert(cell);
                }
            }
        }
    }

    /// Whether a block of several rows is part of a row of headings in two storeys: every cell beside it
    /// is merged too, downwards as far or sideways.
    fn is_double_heading(&self, block: &Block, merged: &[Block]) -> bool {
        let row = block.first.0;
        let Some(cells) = self.rows.get(&row) else { return false };
        let of = |column: u32| merged.iter().find(|other| other.first == (row, column));
        let mut sideways = false;
        let all = cells.keys().all(|&column| {
            of(column).is_some_and(|other| {
                sideways |= other.last.0 == row;
                other.last.0 == row || other.last.0 == block.last.0
            })
        });
        all && sideways
    }

    /// Whether something stands in this column below this row.
    fn holds_below(&self, row: u32, column: u32) -> bool {
        self.rows.range(row + 1..).any(|(_, cells)| cells.contains_key(&column))
    }

    fn cell(&self, (row, column): (u32, u32)) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }

    fn remove(&mut self, (row, column): (u32, u32)) {
        if let Some(cells) = self.rows.get_mut(&row) {
            cells.remove(&column);
            if cells.is_empty() {
                self.rows.remove(&row);
            }
        }
    }
}

/// A position as this machine counts; a sheet has at most a million rows.
fn position(at: u32) -> usize {
    usize::try_from(at).expect("a sheet's rows and columns fit in memory")
}

/// Says where numbers stand among codes that begin with zeros: a spreadsheet has taken the zeros away.
fn say_lost_zeros(table: &Table, findings: &mut Findings) {
    for column in 0..table.headings.len() {
        let cells = || table.rows.iter().enumerate().map(|(row, cells)| (row, &cells.cells[column]));
        let digits = |cell: &Cell| !cell.is_empty() && cell.text.bytes().all(|b| b.is_ascii_digit());
        let codes = cells().filter(|(_, cell)| cell.notation == Notation::Human && digits(cell));
        let mut codes = codes.filter(|(_, cell)| cell.text.starts_with('0')).peekable();
        let Some((_, code)) = codes.peek() else { continue };
        let length = code.text.len();
        let lost = cells()
            .find(|(_, cell)| cell.notation == Notation::Machine && digits(cell) && cell.text.len() < length);
        if let Some((row, cell)) = lost
            && codes.all(|(_, cell)| cell.text.len() == length)
        {
            let finding = Diagnostic::new(Code::LostZeros, table.place(row, column));
            findings
                .push(finding.about(&table.headings[column]).expected(format!("{:0>length$}", cell.text)));
        }
    }
}

/// A cell's name in a sheet, e.g. `Deltagere!D17`; a name with other characters than letters and
/// digits is quoted as a spreadsheet quotes it. `column` from 0, `row` from 1.
pub(crate) fn cell_name(sheet: &str, column: usize, row: usize) -> String {
    format!("{}!{}{row}", quoted(sheet), letter(column))
}

/// A sheet's name as it stands before a `!`.
fn quoted(sheet: &str) -> String {
    let plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !sheet.starts_with(|c: char| c.is_numeric());
    if plain { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}
