//! A two-way problem: weights by row and column, and the seats of each.

use super::document::{method, without};
use super::table::{column, weight_of};
use super::{Columns, SeatsDocument, TwoWayDraft};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::node::Node;
use crate::number::{Notation, Style, read_number};
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::table::{Table, number_finding};
use crate::tree::Tree;
use fordel_model::Weight;
use std::collections::HashMap;

const FIELDS: [&str; 6] = ["format", "method", "weights", "row_seats", "column_seats", "cell_min"];

pub(super) fn document(root: &Node, source: &Source, findings: &mut Findings) -> Option<SeatsDocument> {
    let tree = Tree::of_node(&without(root, &FIELDS[2..]), source, "", findings);
    let mut fields = tree.fields("the document", findings)?;
    let method = method(&mut fields, findings);
    fields.take(&["format"], findings);
    fields.refuse_rest(Code::UnknownSetting, &FIELDS, findings);
    let row_seats = numbers(root, source, "row_seats", findings);
    let column_seats = numbers(root, source, "column_seats", findings);
    let rows: Vec<String> = row_seats.iter().map(|(name, _)| name.clone()).collect();
    let columns: Vec<String> = column_seats.iter().map(|(name, _)| name.clone()).collect();
    let weights = cells(root, source, "weights", (&rows, &columns), findings, |node, place, findings| {
        weight_of_node(node, place, findings).map(Some)
    });
    let mut complete = Vec::with_capacity(rows.len());
    for (row, cells) in rows.iter().zip(weights) {
        for (name, _) in columns.iter().zip(&cells).filter(|(_, cell)| cell.is_none()) {
            let place = Place::path(source, "weights", None, format!("{row}.{name}"));
            findings.push(Diagnostic::new(Code::EmptyCell, place).about(name));
        }
        complete.push(cells.into_iter().map(Option::unwrap_or_default).collect());
    }
    let cell_min = match root.get("cell_min") {
        None | Some(Node::Null) => Vec::new(),
        Some(_) => cells(root, source, "cell_min", (&rows, &columns), findings, seats_of_node),
    };
    Some(SeatsDocument::TwoWay(TwoWayDraft {
        method,
        weights: complete,
        row_seats: row_seats.into_iter().map(|(_, seats)| seats).collect(),
        column_seats: column_seats.into_iter().map(|(_, seats)| seats).collect(),
        rows,
        columns,
        cell_min,
    }))
}

/// An object of seats by name, in order.
fn numbers(root: &Node, source: &Source, key: &str, findings: &mut Findings) -> Vec<(String, u64)> {
    let place = |field: &str| Place::path(source, key, None, field);
    match root.get(key) {
        Some(Node::Object(fields)) if !fields.is_empty() => fields
            .iter()
            .map(|(name, node)| (name.clone(), seats_of_node(node, place(name), findings).unwrap_or(0)))
            .collect(),
        Some(Node::Object(_)) => {
            findings.push(Diagnostic::new(Code::EmptyTable, place("")).about(key));
            Vec::new()
        }
        None => {
            let finding = Diagnostic::new(Code::MissingSetting, place("")).about(key);
            findings.push(finding.expected(format!("\"{key}\": {{name: seats}}")));
            Vec::new()
        }
        Some(other) => {
            let finding = Diagnostic::new(Code::WrongShape, place("")).about(key);
            findings.push(finding.found(other.kind()).expected("an object"));
            Vec::new()
        }
    }
}

/// An object of objects as a matrix; cells that are not there have the default. Names that are no
/// row or column are findings.
fn cells<T: Clone + Default>(
    root: &Node,
    source: &Source,
    key: &str,
    (rows, columns): (&[String], &[String]),
    findings: &mut Findings,
    read: impl Fn(&Node, Place, &mut Findings) -> Option<T>,
) -> Vec<Vec<T>> {
    let index = |names: &[String]| -> HashMap<String, usize> {
        names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect()
    };
    let (row_at, column_at) = (index(rows), index(columns));
    let mut matrix = vec![vec![T::default(); columns.len()]; rows.len()];
    let empty = Vec::new();
    let object = |node: &'_ Node| -> Option<Vec<(String, Node)>> {
        match node {
            Node::Object(fields) => Some(fields.clone()),
            _ => None,
        }
    };
    let top = match root.get(key) {
        Some(Node::Object(fields)) => fields,
        other => {
            let found = other.map_or("nothing", Node::kind);
            let place = Place::path(source, key, None, "");
            findings.push(
                Diagnostic::new(Code::WrongShape, place)
                    .about(key)
                    .found(found)
                    .expected("an object of objects"),
            );
            &empty
        }
    };
    let unknown = |what: &str, name: &str, field: String, known: &[String]| {
        Diagnostic::new(Code::UnknownScope, Place::path(source, key, None, field))
            .about(what)
            .found(name)
            .expected(known.join(", "))
    };
    for (row, node) in top {
        let Some(&at) = row_at.get(row) else {
            findings.push(unknown("row", row, row.clone(), rows));
            continue;
        };
        let Some(fields) = object(node) else {
            let place = Place::path(source, key, None, row.clone());
            findings.push(
                Diagnostic::new(Code::WrongShape, place).about(row).found(node.kind()).expected("an object"),
            );
            continue;
        };
        for (name, value) in &fields {
            let field = format!("{row}.{name}");
            match column_at.get(name) {
                None => findings.push(unknown("column", name, field, columns)),
                Some(&column) => {
                    if let Some(value) = read(value, Place::path(source, key, None, field), findings) {
                        matrix[at][column] = value;
                    }
                }
            }
        }
    }
    matrix
}

/// A JSON number or text as a weight.
pub(super) fn weight_of_node(node: &Node, place: Place, findings: &mut Findings) -> Option<Weight> {
    let text = match node {
        Node::Number(text) | Node::Text(text) => text.trim(),
        other => {
            findings.push(
                Diagnostic::new(Code::WrongShape, place)
                    .found(other.kind())
                    .about("a weight")
                    .expected("a number"),
            );
            return None;
        }
    };
    match read_number(text, Notation::Machine, Style::default()) {
        Ok(number) if number.negative => {
            findings.push(Diagnostic::new(Code::OutOfRange, place).found(text).expected("0 or more"));
            None
        }
        Ok(number) => Some(number.magnitude),
        Err(error) => {
            findings.push(number_finding(error, text, place).about("a weight"));
            None
        }
    }
}

/// A JSON number or text as seats.
pub(super) fn seats_of_node(node: &Node, place: Place, findings: &mut Findings) -> Option<u64> {
    let tree = Tree {
        place,
        value: match node {
            Node::Number(text) => crate::tree::Value::Number(text.clone()),
            Node::Text(text) => crate::tree::Value::Text(text.clone()),
            Node::Null => crate::tree::Value::Empty,
            Node::Bool(value) => crate::tree::Value::Bool(*value),
            Node::List(_) => crate::tree::Value::List(Vec::new()),
            Node::Object(_) => crate::tree::Value::Map(Vec::new()),
        },
    };
    if tree.is_empty() {
        findings.push(Diagnostic::new(Code::EmptyCell, tree.place).about("seats"));
        return None;
    }
    tree.integer("seats", 0..=u64::MAX, findings)
}

/// A table as a matrix: one column names the rows, others hold the weights.
pub(super) fn from_table(
    table: &Table,
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<SeatsDocument> {
    let name = match &columns.rows {
        Some(name) => column(table, name, Some("--rows"), findings)?,
        None => 0,
    };
    let places: Vec<usize> = if columns.columns.is_empty() {
        (0..table.headings.len()).filter(|&place| place != name).collect()
    } else {
        columns
            .columns
            .iter()
            .map(|heading| column(table, heading, Some("--columns"), findings))
            .collect::<Option<_>>()?
    };
    table.refuse_personal_numbers(&places, options, findings);
    let styles: Vec<Style> = places.iter().map(|&place| table.style(place)).collect();
    let mut draft = TwoWayDraft {
        columns: places.iter().map(|&place| table.headings[place].clone()).collect(),
        ..TwoWayDraft::default()
    };
    let mut seen = std::collections::HashSet::new();
    for row in 0..table.rows.len() {
        let id = table.cell(row, name).text.clone();
        if !seen.insert(fordel_model::fold(&id)) {
            findings.push(
                Diagnostic::new(Code::DuplicateId, table.place(row, name))
                    .about(&table.headings[name])
                    .found(&id),
            );
        }
        draft.rows.push(id);
        let mut weights = Vec::with_capacity(places.len());
        for (&place, &style) in places.iter().zip(&styles) {
            if table.cell(row, place).is_empty() {
                let missing = table.missing_place(row, &table.headings[place]);
                findings.push(Diagnostic::new(Code::EmptyCell, missing).about(&table.headings[place]));
            }
            let number = table.number(row, place, style, findings);
            let weight = number.and_then(|number| weight_of(number, table, row, place, findings));
            weights.push(weight.unwrap_or_default());
        }
        draft.weights.push(weights);
    }
    Some(SeatsDocument::TwoWay(draft))
}
