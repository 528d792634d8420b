//! The workbook itself: sheets, formats, drop-down lists. What stands in it comes from elsewhere.

use super::explain::{self, Frame};
use crate::labels;
use crate::schema::{Field, Holds, Schema, TABLES};
use crate::text::Language;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

/// Rows of a table that have drop-down lists.
const PREPARED: u32 = 2_000;

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Written {
    Empty,
    Text(String),
    Number(f64),
}

/// A column of a table: one of ours, the key, or a further one.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Its name in the contract, or its heading.
    pub(crate) key: String,
    pub(crate) field: Option<&'static Field>,
    pub(crate) is_key: bool,
}

impl Column {
    pub(crate) fn of(field: &'static Field) -> Self {
        Self { key: field.name.to_owned(), field: Some(field), is_key: false }
    }

    pub(crate) fn key(heading: &str) -> Self {
        Self { key: heading.to_owned(), field: None, is_key: true }
    }

    pub(crate) fn further(heading: &str) -> Self {
        Self { key: heading.to_owned(), field: None, is_key: false }
    }

    fn heading(&self, table: &str, language: Language) -> &str {
        self.field.map_or(self.key.as_str(), |field| labels::heading(table, field.name, language))
    }
}

/// A workbook in the making.
pub(crate) struct Book {
    workbook: Workbook,
    language: Language,
    frame: &'static Frame,
}

impl Book {
    pub(crate) fn new(language: Language) -> Self {
        let mut workbook = Workbook::new();
        // No clock: the same input gives the same bytes.
        let created = ExcelDateTime::from_ymd(2022, 1, 1).expect("a day of the calendar");
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        Self { workbook, language, frame: explain::frame(language) }
    }

    pub(crate) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }

    /// The sheet that explains how to fill in the others; `key`: the heading of the key.
    pub(crate) fn guide(&mut self, key: &str) -> Result<(), XlsxError> {
        let (frame, language) = (self.frame, self.language);
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(frame.guide)?;
        for (column, width) in (0..).zip([18.0, 24.0, 14.0, 78.0]) {
            sheet.set_column_width(column, width)?;
        }
        let title = Format::new().set_bold().set_font_size(16).set_font_color(DARK);
        sheet.write_string_with_format(0, 0, frame.title, &title)?;
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut row = 2;
        for step in frame.steps {
            sheet.merge_range(row, 0, row, 3, step, &text)?;
            // A merged cell does not grow by itself: about 125 characters fit in a line.
            let lines = u32::try_from(step.chars().count().div_ceil(125)).unwrap_or(1);
            sheet.set_row_height(row, 16 * lines)?;
            row += 1;
        }
        row += 1;
        let head = heading(DARK).set_font_color(Color::White);
        for (column, word) in (0..).zip(frame.list) {
            sheet.write_string_with_format(row, column, word, &head)?;
        }
        row += 1;
        for schema in TABLES {
            for field in schema.fields {
                sheet.write_string_with_format(row, 0, labels::sheet(schema.name, language), &text)?;
                sheet.write_string_with_format(
                    row,
                    1,
                    labels::heading(schema.name, field.name, language),
                    &text,
                )?;
                sheet.write_string_with_format(
                    row,
                    2,
                    if is_needed(field) { frame.yes } else { "" },
                    &text,
                )?;
                let explained = explain::column(schema.name, field.name, language);
                sheet.write_string_with_format(row, 3, explained, &text)?;
                // Nor does a row when a spreadsheet opens the file: about 75 characters fit in a line of this column.
                let lines = u32::try_from(explained.chars().count().div_ceil(75)).unwrap_or(1);
                sheet.set_row_height(row, 15 * lines)?;
                row += 1;
                if schema.name == "clusters" && field.name == "region" {
                    sheet.write_string_with_format(row, 0, labels::sheet(schema.name, language), &text)?;
                    sheet.write_string_with_format(row, 1, key, &text)?;
                    sheet.write_string_with_format(row, 2, frame.yes, &text)?;
                    sheet.write_string_with_format(
                        row,
                        3,
                        explain::column("clusters", "key", language),
                        &text,
                    )?;
                    row += 1;
                }
            }
        }
        print_on_paper(sheet);
        Ok(())
    }

    /// The sheet of settings: name, value and explanation, one a row.
    pub(crate) fn settings<'a>(
        &mut self,
        rows: impl Iterator<Item = (String, Written, &'a str)>,
    ) -> Result<(), XlsxError> {
        let (frame, language) = (self.frame, self.language);
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(labels::sheet("programme", language))?;
        let head = heading(DARK).set_font_color(Color::White);
        for (column, word) in (0..).zip(frame.settings) {
            sheet.write_string_with_format(0, column, word, &head)?;
        }
        for (column, width) in (0..).zip([32.0, 48.0, 84.0]) {
            sheet.set_column_width(column, width)?;
        }
        let name_format = Format::new().set_bold().set_align(FormatAlign::Top);
        let value_format = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Left)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF));
        let quiet = Format::new().set_font_color(Color::RGB(0x0059_5959)).set_align(FormatAlign::Top);
        for (row, (name, value, explanation)) in (1..).zip(rows) {
            sheet.write_string_with_format(row, 0, &name, &name_format)?;
            write(sheet, row, 1, &value, &value_format)?;
            sheet.write_string_with_format(row, 2, explanation, &quiet)?;
            let bare = SETTINGS_WITH_WORDS.iter().find(|bare| labels::setting(bare, language) == name);
            if let Some(bare) = bare {
                let words = words(bare).iter().map(|word| labels::word(bare, word, language));
                let choice = DataValidation::new().allow_list_strings(&words.collect::<Vec<_>>())?;
                sheet.add_data_validation(row, 1, row, 1, &choice)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        print_on_paper(sheet);
        Ok(())
    }

    /// A table of texts and numbers, without lists to choose from.
    pub(crate) fn plain(
        &mut self,
        name: &str,
        headings: &[&str],
        rows: Vec<Vec<Written>>,
    ) -> Result<(), XlsxError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        let plain = Format::new();
        for (at, text) in (0..).zip(headings) {
            sheet.write_string_with_format(0, at, *text, &heading(LIGHT))?;
            let longest = rows.iter().map(|row| length(&row[usize::from(at)])).max().unwrap_or(0);
            let width = longest.max(text.chars().count() + 4).clamp(10, 80);
            sheet.set_column_width(at, u32::try_from(width).unwrap_or(20))?;
        }
        for (row, cells) in (1..).zip(&rows) {
            for (at, cell) in (0..).zip(cells) {
                write(sheet, row, at, cell, &plain)?;
            }
        }
        let last = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(0);
        sheet.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(0).max(1), last)?;
        sheet.set_freeze_panes(1, 0)?;
        print_on_paper(sheet);
        Ok(())
    }

    /// A table with its headings in the first row; the first `examples` rows are examples.
    pub(crate) fn table(
        &mut self,
        schema: &'static Schema,
        columns: &[Column],
        rows: Vec<Vec<Written>>,
        examples: usize,
    ) -> Result<(), XlsxError> {
        let language = self.language;
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(labels::sheet(schema.name, language))?;
        let first = 1 + u32::try_from(examples).unwrap_or(0);
        for (at, column) in (0..).zip(columns) {
            let needed = column.is_key || column.field.is_some_and(is_needed);
            let head = if needed { heading(DARK).set_font_color(Color::White) } else { heading(LIGHT) };
            let text = column.heading(schema.name, language);
            sheet.write_string_with_format(0, at, text, &head)?;
            let longest = rows.iter().map(|row| length(&row[usize::from(at)])).max().unwrap_or(0);
            let width = longest.max(text.chars().count() + 4).clamp(10, 44);
            sheet.set_column_width(at, u32::try_from(width).unwrap_or(20))?;
            // Codes stay texts, so that a spreadsheet does not take their zeros away.
            if column.key == "id" {
                sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
            }
            let explained = if column.is_key { "key" } else { column.key.as_str() };
            if let Some(check) = validation(schema.name, column, language, self.frame)? {
                sheet.add_data_validation(first, at, PREPARED, at, &check)?;
            } else if column.field.is_some() || column.is_key {
                let check = with_message(
                    DataValidation::new().allow_any_value(),
                    text,
                    explain::column(schema.name, explained, language),
                )?;
                sheet.add_data_validation(first, at, PREPARED, at, &check)?;
            }
        }
        let plain = Format::new();
        let code = Format::new().set_num_format("@");
        let quiet =
            Format::new().set_italic().set_font_color(Color::RGB(0x0059_5959)).set_background_color(PALE);
        for (row, cells) in (1..).zip(&rows) {
            for ((at, cell), column) in (0..).zip(cells).zip(columns) {
                let format = match (row < first, column.key == "id") {
                    (true, _) => &quiet,
                    (false, true) => &code,
                    (false, false) => &plain,
                };
                write(sheet, row, at, cell, format)?;
            }
        }
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        let last_row = u32::try_from(rows.len()).unwrap_or(0).max(1);
        if examples == 0 {
            sheet.autofilter(0, 0, last_row, last)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        print_on_paper(sheet);
        Ok(())
    }
}

const DARK: Color = Color::RGB(0x001F_4E79);
const LIGHT: Color = Color::RGB(0x00DD_EBF7);
const PALE: Color = Color::RGB(0x00FF_F8E1);

fn heading(colour: Color) -> Format {
    Format::new().set_bold().set_background_color(colour).set_border(FormatBorder::Thin).set_text_wrap()
}

/// Landscape A4, as wide as the paper, headings on every page.
fn print_on_paper(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
}

/// Whether a person must fill it in; ids of people are made where they are missing.
fn is_needed(field: &Field) -> bool {
    field.required
}

fn length(cell: &Written) -> usize {
    match cell {
        Written::Empty => 0,
        Written::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0) + 2,
        Written::Number(_) => 10,
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Written,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Written::Empty => {}
        // Always a text, also where it begins with `=`.
        Written::Text(text) => _ = sheet.write_string_with_format(row, column, text, format)?,
        Written::Number(number) => _ = sheet.write_number_with_format(row, column, *number, format)?,
    }
    Ok(())
}

/// The settings whose values are words.
const SETTINGS_WITH_WORDS: [&str; 3] = ["on_tie", "objective", "unfilled"];

/// The words a column or setting may hold; empty where any text may stand.
fn words(field: &str) -> &'static [&'static str] {
    match field {
        "sector" => &["municipality", "region", "hospital", "general_practice", "patient"],
        "level" => {
            &["leader_of_leaders", "middle_manager", "administrative_leader", "practice_consultant", "other"]
        }
        "status" => &["nominated", "reserve", "withdrawn", "declined"],
        "reply" => &["waiting", "answered", "none"],
        "relation" => &["together", "apart"],
        "pin" => &["in", "out"],
        "scope" => &["programme", "region", "cluster"],
        "on_tie" => &["report", "larger_weight", "lot"],
        "objective" => &["total", "worst_team_first", "leximin"],
        "unfilled" => &["leave_empty", "redistribute", "refuse"],
        _ => &[],
    }
}

/// What a column's cells may hold: a word of a list, an id of another sheet, a whole number.
fn validation(
    table: &str,
    column: &Column,
    language: Language,
    frame: &Frame,
) -> Result<Option<DataValidation>, XlsxError> {
    let Some(field) = column.field else { return Ok(None) };
    let (heading, explanation) =
        (labels::heading(table, field.name, language), explain::column(table, field.name, language));
    let known = words(field.name);
    if !known.is_empty() {
        let words: Vec<&str> = known.iter().map(|word| labels::word(field.name, word, language)).collect();
        let check = DataValidation::new().allow_list_strings(&words)?;
        // A programme may have sectors of its own: those are warned of, not refused.
        let style = if field.name == "sector" {
            DataValidationErrorStyle::Warning
        } else {
            DataValidationErrorStyle::Stop
        };
        let check = check.set_error_style(style).set_error_title(frame.choose)?;
        let check = check.set_error_message(frame.other_word)?;
        return with_message(check, heading, explanation).map(Some);
    }
    let ids = match (table, field.name) {
        ("clusters", _) => None,
        (_, "cluster") => Some("clusters"),
        (_, "initiative" | "initiatives" | "preferences") => Some("initiatives"),
        _ => None,
    };
    if let Some(other) = ids {
        let sheet = labels::sheet(other, language);
        let check = DataValidation::new()
            .allow_list_formula(Formula::new(format!("={sheet}!$A$2:$A${PREPARED}")))
            // Several may be joined, and a name may stand for an id.
            .show_error_message(false);
        return with_message(check, heading, explanation).map(Some);
    }
    let limits = match field.name {
        "experience" | "competence" | "motivation" => Some((0, 5)),
        "priority" => Some((1, 1_000_000)),
        "teams_min" | "teams_max" => Some((0, 1_000)),
        "size_min" | "size_max" => Some((2, 4)),
        "min_seats" | "max_seats" | "fixed_seats" | "seats" => Some((0, 1_000_000_000)),
        _ => None,
    };
    if let (Some((low, high)), Holds::Numbers) = (limits, field.holds) {
        let check = DataValidation::new()
            .allow_whole_number(DataValidationRule::Between(low, high))
            .set_error_title(heading)?
            .set_error_message(frame.other_number)?;
        return with_message(check, heading, explanation).map(Some);
    }
    Ok(None)
}

/// With what stands beside the cell while it is being filled in.
fn with_message(check: DataValidation, title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    if message.is_empty() {
        return Ok(check);
    }
    let title: String = title.chars().take(32).collect();
    let message: String = message.chars().take(255).collect();
    check.set_input_title(title)?.set_input_message(message)
}
