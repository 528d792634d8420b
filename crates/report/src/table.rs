//! Text tables without borders: columns two blanks apart, a line below the header.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};

/// How a column stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table in the making.
pub(crate) struct TextTable {
    table: comfy_table::Table,
}

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

impl TextTable {
    /// An empty table of at most `width` characters; longer cells wrap.
    pub(crate) fn new(width: u16, columns: &[(&str, Align)]) -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width).set_header(columns.iter().map(|(heading, _)| *heading));
        for (at, (_, align)) in columns.iter().enumerate() {
            let column = table.column_mut(at).expect("the header made the column");
            column.set_padding((0, 1));
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        Self { table }
    }

    /// Appends a row; every cell is clean already.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.table.add_row(cells.into_iter().map(comfy_table::Cell::new_owned));
    }

    /// The lines, without blanks at their ends, each with a line break.
    pub(crate) fn text(&self) -> String {
        self.table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }
}

/// Prose in lines of at most `width` characters, the later ones indented; ends with a line break.
pub(crate) fn wrapped(text: &str, width: u16, indent: &str) -> String {
    let width = usize::from(width);
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = indent.to_owned();
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_wraps_at_blanks() {
        assert_eq!(wrapped("one two three", 8, "  "), "one two\n  three\n");
        assert_eq!(wrapped("a-very-long-word b", 5, ""), "a-very-long-word\nb\n");
    }
}
