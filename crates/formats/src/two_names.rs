//! Tables of people that have the name in two columns.

use crate::heading::squeeze;
use crate::schema::NOMINEES;
use crate::table::{Cell, Table};

/// Headings of the first names and of the last.
pub(crate) const FIRST: [&str; 4] = ["fornavn", "fornavne", "first_name", "given_name"];
pub(crate) const LAST: [&str; 5] = ["efternavn", "efternavne", "last_name", "surname", "family_name"];

/// Puts first and last name together in one column, where there is none for the whole name.
pub(crate) fn join(table: &mut Table) {
    let Some(field) = NOMINEES.fields.iter().find(|field| field.name == "name") else { return };
    let column = |names: &[&str]| {
        table.headings.iter().position(|heading| names.iter().any(|name| squeeze(name) == squeeze(heading)))
    };
    let whole = column(&[field.name]).or_else(|| column(field.also));
    let (None, Some(first), Some(last)) = (whole, column(&FIRST), column(&LAST)) else { return };
    for row in &mut table.rows {
        let names = [&row.cells[first].text, &row.cells[last].text];
        let names: Vec<&str> =
            names.into_iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
        let whole = names.join(" ");
        row.cells[first] = if whole.is_empty() { Cell::default() } else { Cell::human(&whole) };
        row.cells[last] = Cell::default();
    }
    field.name.clone_into(&mut table.headings[first]);
    // The column stays, so that every other keeps its letter, and nobody reads it.
    table.headings[last].clear();
}
