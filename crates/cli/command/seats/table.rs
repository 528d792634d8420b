//! How a table of seats is read: which columns mean what.

use super::words;
use clap::Args;
use fordel_formats::seats::Columns;
use fordel_model::Method;

/// Which columns of a table mean what; a document or programme says most of it itself.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct TableArgs {
    /// The column of weights.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) key: Option<String>,
    /// The column that names the units; without it `id`, or the first.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) id: Option<String>,
    /// The sheet of a workbook; needed only where several could be meant.
    #[arg(long, value_name = "SHEET")]
    pub(crate) sheet: Option<String>,
    /// Split over these columns first, from the top, e.g. `region`.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(crate) levels: Vec<String>,
    /// One method a level, then the units' own.
    #[arg(long, value_name = "METHODS", value_delimiter = ',', value_parser = words::method)]
    pub(crate) level_methods: Vec<Method>,
    /// Read the table as a matrix: the column that names the rows.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) rows: Option<String>,
    /// Read the table as a matrix: its columns of weights.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Seats of the rows, in order or as NAME=SEATS.
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    pub(crate) row_seats: Vec<String>,
    /// Seats of the columns, in order or as NAME=SEATS.
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    pub(crate) column_seats: Vec<String>,
}

impl TableArgs {
    /// The columns, with another one of weights if said.
    pub(super) fn columns(&self, key: Option<&String>) -> Columns {
        Columns {
            key: key.or(self.key.as_ref()).cloned(),
            id: self.id.clone(),
            levels: self.levels.clone(),
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            sheet: self.sheet.clone(),
        }
    }
}
