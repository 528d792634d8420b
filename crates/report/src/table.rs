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

/// Rows of words in common columns without a header, each as its own text of one line or more
/// (cells that the width has no room for wrap), after `indent` and ending in a line break.
pub(crate) fn columns_of(rows: &[Vec<String>], width: u16, indent: &str) -> Vec<String> {
    let widths = column_widths(rows, usize::from(width).saturating_sub(indent.len()));
    rows.iter()
        .map(|row| {
            let cells: Vec<Vec<String>> =
                row.iter().zip(&widths).map(|(cell, &width)| folded(cell, width)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            let line = |at: usize| {
                let mut line = indent.to_owned();
                for (cell, &width) in cells.iter().zip(&widths) {
                    line.push_str(&format!("{:<width$}  ", cell.get(at).map_or("", String::as_str)));
                }
                line.trim_end().to_owned() + "\n"
            };
            (0..height).map(line).collect()
        })
        .collect()
}

/// The least width at which a column of words can still be read.
const NARROWEST: usize = 8;

/// As wide as the widest cell of each column; the widest columns give way where `width` is too small.
fn column_widths(rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let mut widths: Vec<usize> = (0..n_columns).map(|at| widest(at).unwrap_or(0)).collect();
    let gaps = 2 * n_columns.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let Some(widest) = widths.iter_mut().filter(|width| **width > NARROWEST).max() else { break };
        *widest -= 1;
    }
    widths
}

/// A cell in lines of at most `width` characters, broken at blanks where there are any.
fn folded(cell: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in cell.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    // A word that is too long is cut.
    let cut = |line: String| {
        let letters: Vec<char> = line.chars().collect();
        letters.chunks(width.max(1)).map(|part| part.iter().collect()).collect::<Vec<String>>()
    };
    lines.into_iter().flat_map(cut).collect()
}

/// Prose in lines of at most `width` characters, the later ones indented; ends with a line break.
pub(crate) fn wrapped(text: &str, width: u16, indent: &str) -> String {
    let width = usize::from(width);
    let mut lines = String::new();
    let words = text.trim_start_matches(' ');
    let mut line = text[..text.len() - words.len()].to_owned();
    for word in words.split(' ') {
        if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = indent.to_owned();
        } else if !line.trim().is_empty() {
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
    fn the_widest_columns_give_way() {
        let rows = [["n1", "Øster Snede Sygehus", "region"], ["n2", "Bo", "region"]]
            .map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(columns_of(&rows, 40, "  ")[1], "  n2  Bo                   region\n");
        assert_eq!(columns_of(&rows, 25, "  ")[0], "  n1  Øster Snede  region\n      Sygehus\n");
    }

    #[test]
    fn prose_wraps_at_blanks() {
        assert_eq!(wrapped("one two three", 8, "  "), "one two\n  three\n");
        assert_eq!(wrapped("  one two", 6, "    "), "  one\n    two\n");
        assert_eq!(wrapped("a-very-long-word b", 5, ""), "a-very-long-word\nb\n");
    }
}
