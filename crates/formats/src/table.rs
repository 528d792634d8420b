//! A table, whatever it came from: headings, rows and cells that know their place.
//!
//! A CSV file, a list in a JSON document and a sheet of a workbook all become this; nothing after
//! this knows which it was, save for the words of a [`Place`].

use crate::clean::clean;
use crate::code::Code;
use crate::cpr::holds_personal_number;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::list::split_list;
use crate::number::{Notation, Number, NumberError, Style, read_number};
use crate::options::{MAX_CELL_CHARS, ReadOptions};
use crate::place::{ColumnPlace, Place, Source, Spot};
use dashu_int::UBig;
use fordel_model::Weight;

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// The table's name: the file without its ending, the sheet, or the key of the JSON document.
    pub name: String,
    /// Where it comes from.
    pub source: Source,
    /// The headings as written, in order.
    pub headings: Vec<String>,
    /// The rows; each has as many cells as there are headings.
    pub rows: Vec<Row>,
    /// Whether it comes from a list of a JSON document, so that places are paths.
    pub is_json: bool,
    /// Where the headings stand (row and line, from 1), in a file or sheet.
    pub heading_row: (usize, usize),
    /// Numbers beside the rows that tell how a column writes them: the sum below, the mark that was asked
    /// for. One list a column; may be shorter.
    pub hints: Vec<Vec<String>>,
    /// The row of sums below the rows, which is none of them.
    pub sums: Option<Row>,
}

/// A row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The row as a spreadsheet counts, from 1; in a JSON list the position, from 0.
    pub number: usize,
    /// The line of the file where it begins, from 1; in a JSON list 0.
    pub line: usize,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell: its text, cleaned, and who wrote it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// The text, composed and trimmed; empty where nothing stands.
    pub text: String,
    /// Who wrote it: decides how a number is read.
    pub notation: Notation,
    /// The items, where the cell is a JSON array; `text` then joins them with `; `.
    pub items: Option<Vec<String>>,
}

impl Cell {
    /// A cell of text by people.
    pub fn human(text: impl Into<String>) -> Self {
        Self { text: text.into(), notation: Notation::Human, items: None }
    }

    /// A cell of text by a machine.
    pub fn machine(text: impl Into<String>) -> Self {
        Self { text: text.into(), notation: Notation::Machine, items: None }
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The items of a joined list: those of the array, or the parts between `;`, without empty
    /// ones; a part in quotes may hold `;`.
    pub fn list(&self) -> Vec<String> {
        match &self.items {
            Some(items) => items.iter().filter(|item| !item.is_empty()).cloned().collect(),
            None => split_list(&self.text),
        }
    }
}

impl Table {
    /// The position of a column by its heading; case, blanks, `_` and `-` do not count.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = squeeze(name);
        self.headings.iter().position(|heading| squeeze(heading) == name)
    }

    /// The cell at `row` and `column`, both positions from 0.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        &self.rows[row].cells[column]
    }

    /// The place of a cell, positions from 0.
    pub fn place(&self, row: usize, column: usize) -> Place {
        self.place_at(row, Some((column, self.headings[column].as_str())))
    }

    /// The place of a row, position from 0.
    pub fn row_place(&self, row: usize) -> Place {
        self.place_at(row, None)
    }

    /// The place of a field that `row` does not have.
    pub fn missing_place(&self, row: usize, field: &str) -> Place {
        if self.is_json { self.place_at(row, Some((usize::MAX, field))) } else { self.row_place(row) }
    }

    /// The place of a heading, position from 0.
    pub fn heading_place(&self, column: usize) -> Place {
        if self.is_json {
            return Place::path(&self.source, self.name.clone(), None, self.headings[column].clone());
        }
        let (row, line) = self.heading_row;
        let column = ColumnPlace { index: column, heading: self.headings[column].clone() };
        Place { source: self.source.clone(), spot: Spot::Cell { row, line, column: Some(column) } }
    }

    /// The place of the row of headings, or of the whole list.
    pub fn headings_place(&self) -> Place {
        if self.is_json {
            return Place::path(&self.source, self.name.clone(), None, "");
        }
        let (row, line) = self.heading_row;
        Place { source: self.source.clone(), spot: Spot::Cell { row, line, column: None } }
    }

    fn place_at(&self, row: usize, column: Option<(usize, &str)>) -> Place {
        let Row { number, line, .. } = self.rows[row];
        if self.is_json {
            let field = column.map_or("", |(_, heading)| heading);
            return Place::path(&self.source, self.name.clone(), Some(number), field);
        }
        let column = column.map(|(index, heading)| ColumnPlace { index, heading: heading.to_owned() });
        Place { source: self.source.clone(), spot: Spot::Cell { row: number, line, column } }
    }

    /// How people use `.` and `,` in a column.
    pub fn style(&self, column: usize) -> Style {
        Style::of(
            self.rows
                .iter()
                .map(|row| &row.cells[column])
                .filter(|cell| cell.notation == Notation::Human)
                .map(|c| c.text.as_str())
                .chain(self.hints.get(column).into_iter().flatten().map(String::as_str)),
        )
    }

    /// Reads the number in a cell, `None` where it is empty or a finding was added. `style` is the
    /// column's ([`Self::style`]).
    pub fn number(&self, row: usize, column: usize, style: Style, findings: &mut Findings) -> Option<Number> {
        let cell = self.cell(row, column);
        if cell.is_empty() {
            return None;
        }
        match read_number(&cell.text, cell.notation, style) {
            Ok(number) => Some(number),
            Err(error) => {
                findings.push(
                    number_finding(error, &cell.text, self.place(row, column)).about(&self.headings[column]),
                );
                None
            }
        }
    }

    /// Adds a warning where the row of sums says something else of a column than its rows add up to: a row is
    /// missing, or a cell was typed wrong. Sums of rounded decimals may differ by what rounding explains, half a
    /// unit of the last decimal a row. Says nothing of a column with a cell that is no number. Cost: linear.
    pub fn compare_with_sum(&self, column: usize, style: Style, findings: &mut Findings) {
        let Some(sums) = &self.sums else { return };
        let read = |cell: &Cell| {
            let number = read_number(&cell.text, cell.notation, style).ok()?;
            (!number.negative).then_some(number.magnitude)
        };
        let Some(said) = sums.cells.get(column).and_then(read) else { return };
        let cells = self.rows.iter().map(|row| &row.cells[column]).filter(|cell| !cell.is_empty());
        let Some(weights) = cells.map(read).collect::<Option<Vec<Weight>>>() else { return };
        let decimals = weights.iter().chain([&said]).map(Weight::decimals).max().unwrap_or(0);
        let sum: UBig = weights.iter().map(|weight| weight.scaled(decimals)).sum();
        let told = said.scaled(decimals);
        let apart = if sum > told { &sum - &told } else { &told - &sum };
        let explained = if decimals == 0 { UBig::ZERO } else { UBig::from(weights.len().div_ceil(2)) };
        if apart > explained {
            let heading = ColumnPlace { index: column, heading: self.headings[column].clone() };
            let (row, line) = (sums.number, sums.line);
            let place =
                Place { source: self.source.clone(), spot: Spot::Cell { row, line, column: Some(heading) } };
            let finding = Diagnostic::new(Code::SumDiffers, place).about(&self.headings[column]);
            let adds_up = Weight::from_scaled(sum, decimals).to_string();
            findings.push(finding.found(&sums.cells[column].text).expected(adds_up));
        }
    }

    /// Adds a finding for every cell shaped like a personal number, except in the columns that are
    /// declared to hold weights or numbers. Cost: linear in the text.
    pub fn refuse_personal_numbers(
        &self,
        number_columns: &[usize],
        options: &ReadOptions,
        findings: &mut Findings,
    ) {
        if options.allow_ten_digits {
            return;
        }
        for (column, heading) in self.headings.iter().enumerate() {
            // The headings of a file were searched with its title rows.
            if self.is_json && holds_personal_number(heading) {
                findings.push(Diagnostic::new(Code::PersonalNumber, self.heading_place(column)));
            }
        }
        for (at, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                if !number_columns.contains(&column) && holds_personal_number(&cell.text) {
                    findings.push(Diagnostic::new(Code::PersonalNumber, self.place(at, column)));
                }
            }
        }
    }
}

/// The finding for a text that is no number.
pub fn number_finding(error: NumberError, text: &str, place: Place) -> Diagnostic {
    // A text that is no number may be anything, a name put in the wrong column included: what has
    // letters but no digits is not repeated.
    let repeatable = text.chars().any(|c| c.is_ascii_digit()) && !holds_personal_number(text)
        || ["nan", "inf", "-inf", "infinity", "-infinity"].contains(&text.to_lowercase().as_str());
    let show = |finding: Diagnostic| if repeatable { finding.found(text) } else { finding };
    match error {
        NumberError::NotANumber => show(Diagnostic::new(Code::NotANumber, place)),
        NumberError::Ambiguous { whole, decimal } => Diagnostic::new(Code::AmbiguousNumber, place)
            .found(text)
            .expected(format!("{whole} or {decimal}")),
        NumberError::TooLong => {
            show(Diagnostic::new(Code::NotANumber, place)).expected("a number of at most 4000 digits")
        }
    }
}

/// Whether a text is surely as [`clean_cell`] would leave it: short, printable ASCII, no blanks around.
pub(crate) fn is_clean(text: &str) -> bool {
    text.len() <= MAX_CELL_CHARS
        && text.bytes().all(|b| (b' '..=b'~').contains(&b))
        && !text.starts_with(' ')
        && !text.ends_with(' ')
}

/// Cleans the text of one cell, adding a finding where it holds what no cell should.
pub(crate) fn clean_cell(text: &str, place: impl Fn() -> Place, findings: &mut Findings) -> String {
    if text.len() > MAX_CELL_CHARS && text.chars().nth(MAX_CELL_CHARS).is_some() {
        findings.push(
            Diagnostic::new(Code::TooLarge, place())
                .about("the cell")
                .expected(format!("{MAX_CELL_CHARS} characters")),
        );
        // What is left is read on, so that a refused cell is not called an empty one as well.
        return clean_text(&text.chars().take(100).collect::<String>());
    }
    let cleaned = clean(text);
    if let Some(c) = cleaned.forbidden {
        findings
            .push(Diagnostic::new(Code::ControlCharacter, place()).about(format!("U+{:04X}", u32::from(c))));
        return clean_text(text);
    }
    if cleaned.invisible {
        findings.push(Diagnostic::new(Code::InvisibleCharacter, place()));
    }
    cleaned.text.into_owned()
}

/// The text without what must not stand in it.
fn clean_text(text: &str) -> String {
    let allowed: String =
        text.chars().filter(|&c| !c.is_control() && !crate::clean::is_direction(c)).collect();
    clean(&allowed).text.into_owned()
}
