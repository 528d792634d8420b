//! A sheet in the making: a table with a frozen header, a filter, widths, and cells that no spreadsheet takes for a formula.

use super::WorkbookError;
use crate::clean;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};
use std::collections::BTreeSet;

/// Characters a cell can hold.
const LONGEST: usize = 32_767;
/// A column is at most so many characters wide; longer texts wrap.
const WIDEST: usize = 52;
/// Points a line of text is high.
const LINE: f64 = 15.0;
/// Lines a row shows at most; Excel allows 409 points.
const MOST_LINES: usize = 26;
/// Whole numbers up to here are exact in a spreadsheet.
const EXACT: u64 = 1 << 53;
const INK: Color = Color::RGB(0x1B_4F7A);

/// What a cell holds.
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number with three decimals.
    Decimal(f64),
    /// A formula and what it comes to, with three decimals or none.
    Formula { formula: String, result: String, decimals: bool },
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}
impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        match i64::try_from(number) {
            Ok(exact) if number <= EXACT => Self::Number(exact),
            _ => Self::Text(number.to_string()),
        }
    }
}
impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        crate::statements::count(number).into()
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        if number.unsigned_abs() <= EXACT { Self::Number(number) } else { Self::Text(number.to_string()) }
    }
}

impl Cell {
    /// About how many characters it shows.
    fn length(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Text(text) => text.chars().count(),
            // Thousands are set apart.
            Self::Number(number) => number.to_string().len() * 4 / 3,
            Self::Decimal(number) => format!("{number:.0}").len() * 4 / 3 + 4,
            Self::Formula { result, decimals, .. } => {
                let whole = result.split('.').next().unwrap_or_default().len() * 4 / 3;
                whole + if *decimals { 4 } else { 0 }
            }
        }
    }
}

/// A small count as the number a spreadsheet measures in.
fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A number written with a decimal point, as a number where a spreadsheet holds it and as text otherwise.
pub(super) fn decimal(text: &str) -> Cell {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && text.len() <= 15 => Cell::Decimal(number),
        _ => Cell::Text(text.to_owned()),
    }
}

/// How headings look.
fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(INK)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A table on a sheet of its own.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    /// The headings.
    columns: Vec<String>,
    /// The columns that hold numbers: their headings stand above them, to the right.
    numbers: BTreeSet<u16>,
    /// Characters of the longest cell of each column.
    longest: Vec<usize>,
    /// The lengths of the wrapping rows: row, characters by column.
    wrapping: Vec<(u32, Vec<usize>)>,
    rows: u32,
}

impl<'a> Sheet<'a> {
    /// A new sheet with its header.
    pub(super) fn new(book: &'a mut Workbook, name: &str, columns: &[&str]) -> Result<Self, WorkbookError> {
        let header = header();
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        for (at, column) in (0u16..).zip(columns) {
            sheet.write_string_with_format(0, at, clean(column), &header)?;
        }
        // Room for the filter's button.
        let longest = columns.iter().map(|column| column.chars().count() + 4).collect();
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_footer("&L&A&R&P / &N");
        let columns = columns.iter().map(|column| clean(column)).collect();
        Ok(Self { sheet, columns, numbers: BTreeSet::new(), longest, wrapping: Vec::new(), rows: 0 })
    }

    /// Appends a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<(), WorkbookError> {
        self.rows += 1;
        self.write(self.rows, cells, &Format::new().set_align(FormatAlign::Top).set_text_wrap())
    }

    /// Appends a row of sums, set off from the others and outside the filter.
    fn write(
        &mut self,
        row: u32,
        cells: impl IntoIterator<Item = Cell>,
        format: &Format,
    ) -> Result<(), WorkbookError> {
        let whole = format.clone().set_num_format("#,##0");
        let decimals = format.clone().set_num_format("#,##0.000");
        let mut lengths = vec![0; self.longest.len()];
        for (at, cell) in (0u16..).zip(cells) {
            if let Some(length) = lengths.get_mut(usize::from(at)) {
                *length = cell.length();
                let longest = &mut self.longest[usize::from(at)];
                *longest = (*longest).max(*length);
            }
            if !matches!(cell, Cell::Empty | Cell::Text(_)) {
                self.numbers.insert(at);
            }
            match cell {
                Cell::Empty => self.sheet.write_blank(row, at, format)?,
                Cell::Text(text) => {
                    let text: String = clean(&text).chars().take(LONGEST).collect();
                    self.sheet.write_string_with_format(row, at, text, format)?
                }
                Cell::Number(number) => {
                    #[expect(clippy::cast_precision_loss, reason = "at most 2^53, which is exact")]
                    let number = number as f64;
                    self.sheet.write_number_with_format(row, at, number, &whole)?
                }
                Cell::Decimal(number) => self.sheet.write_number_with_format(row, at, number, &decimals)?,
                Cell::Formula { formula, result, decimals: with } => {
                    let formula = Formula::new(formula).set_result(result);
                    self.sheet.write_formula_with_format(
                        row,
                        at,
                        formula,
                        if with { &decimals } else { &whole },
                    )?
                }
            };
        }
        if lengths.iter().any(|&length| length > WIDEST) {
            self.wrapping.push((row, lengths));
        }
        Ok(())
    }

    /// The number of the next row as a spreadsheet shows it.
    pub(super) fn next_row(&self) -> u32 {
        self.rows + 2
    }

    /// Ends the sheet: filter and widths, then the sums below.
    pub(super) fn end(mut self, sums: Option<Vec<Cell>>) -> Result<&'a mut Worksheet, WorkbookError> {
        let columns = u16::try_from(self.longest.len()).unwrap_or(u16::MAX);
        if self.rows > 0 && columns > 0 {
            self.sheet.autofilter(0, 0, self.rows, columns - 1)?;
        }
        if let Some(sums) = sums {
            let format = Format::new().set_bold().set_border_top(FormatBorder::Thin);
            self.write(self.rows + 1, sums, &format)?;
            self.sheet.set_row_height(self.rows + 1, LINE * 1.3)?;
        }
        let right = header().set_align(FormatAlign::Right);
        for &at in &self.numbers {
            if let Some(column) = self.columns.get(usize::from(at)) {
                self.sheet.write_string_with_format(0, at, column, &right)?;
            }
        }
        for (at, &longest) in (0u16..).zip(&self.longest) {
            self.sheet.set_column_width(at, as_f64(longest.min(WIDEST)) + 2.0)?;
        }
        // A spreadsheet does not make room for wrapped lines by itself when it opens a file.
        for (row, lengths) in &self.wrapping {
            let lines = lengths.iter().map(|length| length.div_ceil(WIDEST - 4)).max().unwrap_or(1);
            self.sheet.set_row_height(*row, LINE * as_f64(lines.clamp(1, MOST_LINES)))?;
        }
        Ok(self.sheet)
    }
}
