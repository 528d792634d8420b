//! CSV in the clothes of a language's spreadsheets.

use crate::{Language, csv_cell};

/// How the lines of a language look.
pub(crate) struct CsvClothes {
    /// What stands before the first line.
    pub(crate) mark: &'static str,
    separator: char,
    line_end: &'static str,
}

impl CsvClothes {
    pub(crate) fn of(language: Language) -> Self {
        match language {
            Language::English => Self { mark: "", separator: ',', line_end: "\n" },
            Language::Danish => Self { mark: "\u{feff}", separator: ';', line_end: "\r\n" },
        }
    }

    /// Appends a line, its texts harmless and quoted where they must be. What is a number stays one.
    pub(crate) fn line(&self, text: &mut String, cells: impl IntoIterator<Item = String>) {
        let harmless = |cell: String| if cell.parse::<i64>().is_ok() { cell } else { csv_cell(&cell) };
        self.append(text, cells.into_iter().map(harmless));
    }

    /// Appends a line of texts: no cell of it is taken for a formula, or for a number below zero.
    pub(crate) fn texts(&self, text: &mut String, cells: impl IntoIterator<Item = String>) {
        self.append(text, cells.into_iter().map(|cell| csv_cell(&cell)));
    }

    fn append(&self, text: &mut String, cells: impl Iterator<Item = String>) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                text.push(self.separator);
            }
            if cell.contains([self.separator, '"']) {
                text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str(self.line_end);
    }
}
