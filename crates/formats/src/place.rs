//! Where something stands in the input: a file or sheet, and a cell, a line or a JSON path in it.

use crate::diagnostic::shown;

/// Where a table or a document comes from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Source {
    /// The file's name, without its folder.
    pub file: String,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<String>,
}

impl Source {
    /// A file without sheets.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), sheet: None }
    }
}

/// A place in the input. Places sort in reading order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The file or sheet.
    pub source: Source,
    /// Where in it.
    pub spot: Spot,
}

/// Where in a file or sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Spot {
    /// All of it.
    Whole,
    /// A key in a text of settings.
    Setting {
        /// The line, from 1.
        line: usize,
        /// The key with its tables, e.g. `rules.min_sectors`; empty where unknown.
        key: String,
    },
    /// A key or value in a text, to the character.
    Text {
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
        /// The key with what it stands in, e.g. `scenario[2].seats`; empty where unknown.
        key: String,
    },
    /// A row or cell of a table.
    Cell {
        /// The row, counted from 1 as a spreadsheet counts: blank rows count, and a line break
        /// inside quotes does not begin a new row.
        row: usize,
        /// The line of the file where the row begins, from 1.
        line: usize,
        /// The column; `None` means the whole row.
        column: Option<ColumnPlace>,
    },
    /// An item or field of a JSON document.
    Path {
        /// The top-level key.
        key: String,
        /// The position in that key's list, from 0.
        index: Option<usize>,
        /// The field inside, with its own positions; empty means the whole item.
        field: String,
    },
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ColumnPlace {
    /// The position, from 0.
    pub index: usize,
    /// The heading as written; empty where there is none.
    pub heading: String,
}

impl Place {
    /// A whole file or sheet.
    pub fn whole(source: &Source) -> Self {
        Self { source: source.clone(), spot: Spot::Whole }
    }

    /// A JSON path below a top-level key.
    pub fn path(
        source: &Source,
        key: impl Into<String>,
        index: Option<usize>,
        field: impl Into<String>,
    ) -> Self {
        Self { source: source.clone(), spot: Spot::Path { key: key.into(), index, field: field.into() } }
    }

    /// The row as a spreadsheet counts, where the place is in a table.
    pub fn row(&self) -> Option<usize> {
        match &self.spot {
            Spot::Cell { row, .. } => Some(*row),
            Spot::Setting { line, .. } | Spot::Text { line, .. } => Some(*line),
            Spot::Whole | Spot::Path { .. } => None,
        }
    }

    /// The heading, key or field, where the place names one.
    pub fn column(&self) -> Option<String> {
        let text = match &self.spot {
            Spot::Cell { column, .. } => column.as_ref().map_or("", |column| column.heading.as_str()),
            Spot::Setting { key, .. } | Spot::Text { key, .. } => key,
            Spot::Path { field, .. } => field,
            Spot::Whole => "",
        };
        (!text.is_empty()).then(|| shown(text))
    }

    /// The column's letter as a spreadsheet shows it, where the place is a cell.
    pub fn letter(&self) -> Option<String> {
        match &self.spot {
            Spot::Cell { column: Some(column), .. } => Some(letter(column.index)),
            _ => None,
        }
    }

    /// The character in the line, from 1, where the place is in a text and known so well.
    pub fn character(&self) -> Option<usize> {
        match &self.spot {
            Spot::Text { column, .. } => Some(*column),
            _ => None,
        }
    }

    /// The JSON path, e.g. `nominees[3].cluster`, where the place has one.
    pub fn json_path(&self) -> Option<String> {
        let Spot::Path { key, index, field } = &self.spot else { return None };
        let mut path = shown(key);
        if let Some(index) = index {
            path.push_str(&format!("[{index}]"));
        }
        if !field.is_empty() {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&shown(field));
        }
        Some(path)
    }
}

/// The letters a spreadsheet gives to column `index`, counted from 0: A, B, ..., Z, AA, ...
pub fn letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).expect("below 26");
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_past_z() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letter), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
