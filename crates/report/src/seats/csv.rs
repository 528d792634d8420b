//! Answers as CSV: what a spreadsheet or a script takes on.

use super::account::signed;
use super::words::pick;
use crate::{Language, csv_cell};
use fordel_apportion::account::Accounts;
use fordel_apportion::biproportional::{TwoWay, TwoWaySplit};
use fordel_apportion::compare::Compared;
use fordel_apportion::years::YearsSplit;
use fordel_model::Split;

/// Lines in the clothes of the language: Danish with byte order mark, `;`, decimal comma and CRLF.
struct Lines {
    language: Language,
    text: String,
}

impl Lines {
    fn new(language: Language) -> Self {
        Self { language, text: pick(language, "", "\u{feff}").to_owned() }
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = std::borrow::Cow<'a, str>>) {
        let separator = pick(self.language, ",", ";");
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push_str(separator);
            }
            // A negative number is no formula.
            let cell = if cell.parse::<i128>().is_ok() { cell.into_owned() } else { csv_cell(&cell) };
            if cell.contains(['"', ',', ';']) {
                self.text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                self.text.push_str(&cell);
            }
        }
        self.text.push_str(pick(self.language, "\n", "\r\n"));
    }

    /// A number with a decimal point, as the language's spreadsheets read it.
    fn decimal(&self, number: &str) -> String {
        number.replace('.', pick(self.language, ".", ","))
    }
}

/// A split: a header and a row a unit; an open tie leaves `seats` empty.
pub fn split_csv(split: &Split, language: Language) -> String {
    let mut lines = Lines::new(language);
    lines.row(["id", "weight", "quota", "quota_decimal", "seats", "lower", "upper"].map(Into::into));
    for unit in &split.units {
        let weight = lines.decimal(&unit.weight.to_string());
        let decimal = lines.decimal(&unit.quota.to_decimal(3));
        lines.row([
            unit.id.as_str().into(),
            weight.into(),
            unit.quota.to_string().into(),
            decimal.into(),
            unit.seats.map_or(String::new(), |seats| seats.to_string()).into(),
            unit.lower.to_string().into(),
            unit.upper.to_string().into(),
        ]);
    }
    lines.text
}

/// Methods side by side: a row a unit, a column a method; an open tie or no split leaves cells empty.
pub fn compare_csv(rows: &[Compared], language: Language) -> String {
    let mut lines = Lines::new(language);
    let mut header = vec!["id".into()];
    header.extend(rows.iter().map(|row| row.method.to_string().into()));
    lines.row(header);
    let Some(Ok(first)) = rows.iter().map(|row| &row.result).find(|result| result.is_ok()) else {
        return lines.text;
    };
    for (at, unit) in first.units.iter().enumerate() {
        let mut cells = vec![unit.id.as_str().into()];
        cells.extend(rows.iter().map(|row| {
            let seats = row.result.as_ref().ok().and_then(|split| split.units[at].seats);
            seats.map_or(String::new(), |seats| seats.to_string()).into()
        }));
        lines.row(cells);
    }
    lines.text
}

/// A two-way split: a row a row, a column a column; tied cells are empty.
pub fn two_way_csv(problem: &TwoWay, split: &TwoWaySplit, language: Language) -> String {
    let mut lines = Lines::new(language);
    let mut header = vec!["id".into()];
    header.extend(problem.columns.iter().map(|name| name.as_str().into()));
    lines.row(header);
    for (row, cells) in split.cells.iter().enumerate() {
        let mut line = vec![problem.rows[row].as_str().into()];
        line.extend(cells.iter().enumerate().map(|(column, seats)| {
            let tied = split.tie.as_ref().is_some_and(|tie| tie.cells.binary_search(&(row, column)).is_ok());
            if tied { "".into() } else { seats.to_string().into() }
        }));
        lines.row(line);
    }
    lines.text
}

/// Several years: a row a unit and year.
pub fn years_csv(split: &YearsSplit, language: Language) -> String {
    let mut lines = Lines::new(language);
    lines.row(["year", "id", "seats", "total", "entitlement"].map(Into::into));
    for year in &split.years {
        for unit in &year.units {
            lines.row([
                year.year.to_string().into(),
                unit.id.as_str().into(),
                unit.seats.map_or(String::new(), |seats| seats.to_string()).into(),
                unit.total.map_or(String::new(), |total| total.to_string()).into(),
                unit.entitlement.to_string().into(),
            ]);
        }
    }
    lines.text
}

/// Each unit's account: a row a unit.
pub fn accounts_csv(accounts: &Accounts, language: Language) -> String {
    let mut lines = Lines::new(language);
    let header =
        ["id", "seats_before", "entitlement_before", "plain", "seats", "total", "entitlement", "drift"];
    lines.row(header.map(Into::into));
    for unit in &accounts.units {
        lines.row([
            unit.id.as_str().into(),
            unit.seats_before.to_string().into(),
            unit.entitlement_before.to_string().into(),
            unit.plain.map_or(String::new(), |seats| seats.to_string()).into(),
            unit.seats.to_string().into(),
            unit.total.to_string().into(),
            unit.entitlement.to_string().into(),
            signed(&unit.drift).into(),
        ]);
    }
    lines.text
}
