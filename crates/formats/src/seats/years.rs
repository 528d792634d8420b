//! Several years: seats and weights of each, and the years already decided.

use super::document::{count, method, without};
use super::matrix::{seats_of_node, weight_of_node};
use super::{MODES, SeatsDocument, YearRow, YearsDraft, mode};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::node::Node;
use crate::place::{Place, Source};
use crate::tree::Tree;
use std::collections::BTreeMap;

const FIELDS: [&str; 6] = ["format", "method", "mode", "years", "history", "successors"];
const YEAR_FIELDS: [&str; 3] = ["year", "seats", "weights"];

pub(super) fn document(root: &Node, source: &Source, findings: &mut Findings) -> Option<SeatsDocument> {
    let tree = Tree::of_node(&without(root, &FIELDS[3..]), source, "", findings);
    let mut fields = tree.fields("the document", findings)?;
    let method = method(&mut fields, findings);
    let mode = fields.take(&["mode"], findings).word(Code::UnknownValue, "mode", &MODES, mode, findings);
    fields.take(&["format"], findings);
    fields.refuse_rest(Code::UnknownSetting, &FIELDS, findings);
    let years = list(root, source, "years", findings);
    let years: Vec<YearRow> =
        years.iter().enumerate().filter_map(|(at, node)| year(node, source, at, findings)).collect();
    if years.is_empty() && !findings.has_errors() {
        findings
            .push(Diagnostic::new(Code::EmptyTable, Place::path(source, "years", None, "")).about("years"));
    }
    let mut seen = std::collections::BTreeSet::new();
    for (at, row) in years.iter().enumerate() {
        if !seen.insert(row.year) {
            let place = Place::path(source, "years", Some(at), "year");
            findings
                .push(Diagnostic::new(Code::DuplicateId, place).about("year").found(row.year.to_string()));
        }
    }
    let mut history = history(root, source, findings);
    let successors = successors(root, source, findings);
    for year in &mut history {
        let named = year.decided.iter_mut().map(|(unit, _)| unit);
        for unit in named.chain(year.weights.iter_mut().map(|(unit, _)| unit)) {
            if let Some(successor) = successors.get(unit) {
                unit.clone_from(successor);
            }
        }
    }
    Some(SeatsDocument::Years(YearsDraft { method, mode, years, history }))
}

fn list<'a>(root: &'a Node, source: &Source, key: &str, findings: &mut Findings) -> &'a [Node] {
    match root.get(key) {
        Some(Node::List(items)) => items,
        None | Some(Node::Null) => &[],
        Some(other) => {
            let place = Place::path(source, key, None, "");
            let finding = Diagnostic::new(Code::WrongShape, place).about(key).found(other.kind());
            findings.push(finding.expected("a list of objects"));
            &[]
        }
    }
}

/// Units of earlier years whose account another unit takes over, as after a merger: `{"old": "new"}`.
fn successors(root: &Node, source: &Source, findings: &mut Findings) -> BTreeMap<String, String> {
    let place = |field: &str| Place::path(source, "successors", None, field);
    let mut wrong = |found: &Node, field: &str, expected: &str| {
        let finding = Diagnostic::new(Code::WrongShape, place(field)).about("successors").found(found.kind());
        findings.push(finding.expected(expected));
    };
    let mut pairs = BTreeMap::new();
    match root.get("successors") {
        None | Some(Node::Null) => {}
        Some(Node::Object(fields)) => {
            for (old, new) in fields {
                match new.as_text() {
                    Some(new) => drop(pairs.insert(old.clone(), new.to_owned())),
                    None => wrong(new, old, "the id of a unit"),
                }
            }
        }
        Some(other) => wrong(other, "", "an object"),
    }
    pairs
}

fn year(node: &Node, source: &Source, at: usize, findings: &mut Findings) -> Option<YearRow> {
    let tree = Tree::of_node(&without(node, &["weights"]), source, &format!("years[{at}]"), findings);
    let mut fields = tree.fields("a year", findings)?;
    let number = fields.take(&["year"], findings).integer("year", i64::MIN..=i64::MAX, findings);
    let seats = count(&mut fields, "seats", findings);
    fields.refuse_rest(Code::UnknownSetting, &YEAR_FIELDS, findings);
    let place = |field: &str| Place::path(source, "years", Some(at), field);
    for (name, missing) in [("year", number.is_none()), ("seats", seats.is_none())] {
        if missing && node.get(name).is_none() {
            findings.push(Diagnostic::new(Code::EmptyCell, place(name)).about(name));
        }
    }
    let mut weights = Vec::new();
    match node.get("weights") {
        Some(Node::Object(cells)) => {
            for (unit, cell) in cells {
                let place = place(&format!("weights.{unit}"));
                weights.push((unit.clone(), weight_of_node(cell, place, findings).unwrap_or_default()));
            }
        }
        other => {
            let finding = Diagnostic::new(Code::WrongShape, place("weights")).about("weights");
            findings.push(finding.found(other.map_or("nothing", Node::kind)).expected("an object"));
        }
    }
    Some(YearRow { year: number.unwrap_or(0), seats: seats.unwrap_or(0), weights, decided: Vec::new() })
}

/// Decided years: rows of `{"cluster"|"unit"|"id", "year", "seats", "weight"}`, gathered by year.
fn history(root: &Node, source: &Source, findings: &mut Findings) -> Vec<YearRow> {
    let mut years: BTreeMap<i64, YearRow> = BTreeMap::new();
    for (at, node) in list(root, source, "history", findings).iter().enumerate() {
        let place = |field: &str| Place::path(source, "history", Some(at), field);
        let tree = Tree::of_node(node, source, &format!("history[{at}]"), findings);
        let Some(mut fields) = tree.fields("a decided year", findings) else { continue };
        let unit = fields.take(&["cluster", "unit", "id"], findings).text("unit", findings);
        let year = fields.take(&["year"], findings).integer("year", i64::MIN..=i64::MAX, findings);
        let seats = node.get("seats").and_then(|seats| seats_of_node(seats, place("seats"), findings));
        let weight = match node.get("weight") {
            None | Some(Node::Null) => None,
            Some(weight) => weight_of_node(weight, place("weight"), findings),
        };
        let (Some(unit), Some(year), Some(seats)) = (unit, year, seats) else {
            findings.push(Diagnostic::new(Code::EmptyCell, place("")).about("cluster, year or seats"));
            continue;
        };
        let row = years.entry(year).or_insert_with(|| YearRow { year, ..YearRow::default() });
        row.seats = row.seats.saturating_add(seats);
        row.weights.extend(weight.map(|weight| (unit.clone(), weight)));
        row.decided.push((unit, seats));
    }
    years.into_values().collect()
}
