//! The row that a finding is about, as a reader would look at it: cells side by side, the cell in question marked,
//! whatever says who somebody is left out.

use crate::code::Code;
use crate::cpr::holds_personal_number;
use crate::diagnostic::{Diagnostic, shown};
use crate::place::{Place, Source, Spot};
use crate::schema::{NOMINEES, ORGANISATIONS, PARTNERS, PINS, RELATIONS, Schema, TABLES};
use crate::table::{Cell, Table};
use std::collections::HashMap;

/// A row of a table in one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    /// The cells from left to right between bars; `…` stands for what is not shown.
    pub text: String,
    /// Where the cell in question stands in the text: its first character and how many.
    pub mark: Option<(usize, usize)>,
}

/// The longest excerpt, in characters, and the longest cell in it.
const WIDTH: usize = 90;
const CELL: usize = 28;

impl Excerpt {
    /// The text, and below it a mark under the cell in question.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("  | {}", self.text)];
        lines.extend(
            self.mark.map(|(at, width)| format!("  | {}{}", " ".repeat(at), "^".repeat(width.max(1)))),
        );
        lines
    }
}

/// The columns that may be shown; of tables about people only those that tell nothing about a person.
fn is_public(schema: Option<&Schema>, heading: &str) -> bool {
    let Some(schema) = schema else { return true };
    let name = crate::heading::squeeze(heading);
    let is = |field: &crate::schema::Field| {
        std::iter::once(&field.name).chain(field.also).any(|known| crate::heading::squeeze(known) == name)
    };
    let field = schema.fields.iter().find(|field| is(field)).map(|field| field.name);
    let hidden: &[&str] = match schema.name {
        name if name == NOMINEES.name => {
            // Columns of their own may hold anything about a person.
            let Some(field) = field else { return false };
            return [
                "id",
                "cluster",
                "organisation",
                "sector",
                "area",
                "level",
                "initiatives",
                "preferences",
                "seat_pool",
                "status",
            ]
            .contains(&field);
        }
        name if name == ORGANISATIONS.name => &["contact"],
        name if name == PARTNERS.name => &["name"],
        name if name == PINS.name => &["nominee"],
        name if name == RELATIONS.name => &["a", "b"],
        _ => &["contact_person"],
    };
    field.is_none_or(|field| !hidden.contains(&field))
}

/// Gives every finding about a row of these tables its excerpt. Cost: linear in rows with findings, and for a table
/// with one, in its rows.
pub(crate) fn attach<'a>(findings: &mut [Diagnostic], tables: impl IntoIterator<Item = &'a Table>) {
    let mut by_source: HashMap<&Source, (&Table, HashMap<usize, usize>)> = HashMap::new();
    for table in tables.into_iter().filter(|table| !table.is_json) {
        by_source.insert(&table.source, (table, HashMap::new()));
    }
    for finding in findings.iter_mut().filter(|finding| finding.excerpt.is_none()) {
        let Place { source, spot: Spot::Cell { row, column, .. } } = &finding.place else { continue };
        let Some((table, rows)) = by_source.get_mut(source) else { continue };
        if rows.is_empty() {
            rows.extend(table.rows.iter().enumerate().map(|(at, row)| (row.number, at)));
        }
        let Some(&at) = rows.get(row) else { continue };
        let schema = TABLES.iter().find(|schema| schema.is_called(&table.name)).copied();
        // In a row that has slipped a name may stand under any heading.
        if finding.code == Code::RaggedRow && schema.is_some_and(|schema| schema.name == NOMINEES.name) {
            continue;
        }
        // What the finding does not repeat, its row does not either.
        let is_told = finding.found.is_some();
        finding.excerpt = of_row(table, schema, at, column.as_ref().map(|column| column.index), is_told);
    }
}

/// The row, cut to the cells around the one in question where it is long.
fn of_row(
    table: &Table,
    schema: Option<&Schema>,
    row: usize,
    column: Option<usize>,
    is_told: bool,
) -> Option<Excerpt> {
    let cells = &table.rows[row].cells;
    if cells.iter().any(|cell| holds_personal_number(&cell.text)) {
        return None;
    }
    let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0).max(column.unwrap_or(0));
    let text = |(at, cell): (usize, &Cell)| {
        let shown = shown(&cell.text);
        let is_public = is_public(schema, &table.headings[at]) && (is_told || column != Some(at));
        match (cell.is_empty(), is_public) {
            (true, _) => String::new(),
            (false, false) => "…".to_owned(),
            (false, true) if shown.chars().count() > CELL => {
                shown.chars().take(CELL - 1).chain(['…']).collect()
            }
            (false, true) => shown,
        }
    };
    let texts: Vec<String> = cells.iter().take(last + 1).enumerate().map(text).collect();
    let width = |from: usize, to: usize| -> usize {
        texts[from..=to].iter().map(|text| text.chars().count() + 3).sum()
    };
    let focus = column.unwrap_or(0).min(texts.len().saturating_sub(1));
    let mut first = 0;
    while first < focus && width(first, focus) > WIDTH {
        first += 1;
    }
    let mut end = focus;
    while end + 1 < texts.len() && width(first, end + 1) <= WIDTH {
        end += 1;
    }
    let mut parts: Vec<String> = texts[first..=end].to_vec();
    let mut at = focus - first;
    if first > 0 {
        parts.insert(0, "…".to_owned());
        at += 1;
    }
    if end + 1 < texts.len() {
        parts.push("…".to_owned());
    }
    let start: usize = parts[..at].iter().map(|part| part.chars().count() + 3).sum();
    let mark = column.map(|_| (start, parts[at].chars().count()));
    Some(Excerpt { text: parts.join(" | "), mark })
}
