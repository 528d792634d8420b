//! Answers to seat problems (`fordel/seats/1`) read back, as they were written.

use super::document::without;
use super::matrix::seats_of_node;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::node::Node;
use crate::place::{Place, Source};
use crate::plan_read::check_format;
use crate::split_read::{divisor_end, fraction, required, split, text};
use crate::tree::Tree;
use fordel_model::split::DivisorEnd;
use fordel_model::{Fraction, Method, Split};

/// An answer.
#[derive(Clone, PartialEq, Debug)]
pub enum SeatsResult {
    /// One split.
    Split(Box<Split>),
    /// A two-way split.
    TwoWay(TwoWayAnswer),
    /// Several years.
    Years(YearsAnswer),
}

/// Values by name, in the order in which they stand.
pub type Named<T> = Vec<(String, T)>;

/// A two-way split as written.
#[derive(Clone, PartialEq, Debug)]
pub struct TwoWayAnswer {
    /// The method.
    pub method: Method,
    /// Seats by row and column; `None` in an open tie.
    pub cells: Named<Named<Option<u64>>>,
    /// Divisors of the rows.
    pub row_divisors: Named<DivisorEnd>,
    /// Divisors of the columns.
    pub column_divisors: Named<DivisorEnd>,
    /// The tie left open: cells by name, outcomes as written, whole tables.
    pub tie: Option<TwoWayTieAnswer>,
}

/// A tie of a two-way split as written.
#[derive(Clone, PartialEq, Debug)]
pub struct TwoWayTieAnswer {
    /// Row and column of each tied cell.
    pub cells: Vec<(String, String)>,
    /// How many outcomes.
    pub outcomes: String,
    /// Some of them.
    pub examples: Vec<Named<Named<Option<u64>>>>,
}

/// Several years as written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct YearsAnswer {
    /// Each year's rows.
    pub years: Vec<(i64, Vec<YearAnswer>)>,
    /// Units said to lie outside their entitlement.
    pub outside: Vec<(i64, String)>,
}

/// A unit's row of one year.
#[derive(Clone, PartialEq, Debug)]
pub struct YearAnswer {
    /// The unit.
    pub id: String,
    /// Seats of the year; `None` in an open tie.
    pub seats: Option<i64>,
    /// Seats to date.
    pub total: Option<u64>,
    /// Quotas to date.
    pub entitlement: Fraction,
}

/// Whether a text is an answer to a seat problem rather than a plan.
pub fn is_seats_result(text: &str) -> bool {
    let Ok(node) = Node::parse(text, &Source::file("")) else { return false };
    node.get("format").and_then(Node::as_text) == Some(crate::split::FORMAT)
}

/// Reads an answer from `source`, whose name the places say, with notes on fields that were not read.
///
/// # Errors
/// All findings together: not JSON, another format, a field that is missing or wrong.
pub fn read_result(json: &str, source: &Source) -> Result<(SeatsResult, Vec<Diagnostic>), Findings> {
    let node = Node::parse(json, source).map_err(|finding| Findings::from(*finding))?;
    let mut findings = Findings::new();
    check_format(&node, crate::split::FORMAT, source, &mut findings);
    node.refuse_duplicate_keys(source, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let result = if node.get("cells").is_some() {
        two_way(&node, source, &mut findings).map(SeatsResult::TwoWay)
    } else if node.get("years").is_some() {
        Some(SeatsResult::Years(years(&node, source, &mut findings)))
    } else {
        // What stands beside the split (scans, explanations, accounts) is not judged here.
        let own = without(&node, &["scan", "explain", "against", "history"]);
        let tree = Tree::of_node(&own, source, "", &mut findings);
        split(&tree, &mut findings).map(|(split, _)| SeatsResult::Split(Box::new(split)))
    };
    findings.finish(result)
}

fn wrong(node: Option<&Node>, place: Place, expected: &str, findings: &mut Findings) {
    let found = node.map_or("nothing", Node::kind);
    findings.push(Diagnostic::new(Code::WrongShape, place).found(found).expected(expected));
}

/// The fields of an object.
fn object<'a>(node: Option<&'a Node>, place: Place, findings: &mut Findings) -> &'a [(String, Node)] {
    match node {
        Some(Node::Object(fields)) => fields,
        other => {
            wrong(other, place, "an object", findings);
            &[]
        }
    }
}

/// The items of a list; none where it is absent.
fn items<'a>(node: Option<&'a Node>, place: Place, findings: &mut Findings) -> &'a [Node] {
    match node {
        Some(Node::List(items)) => items,
        None | Some(Node::Null) => &[],
        other => {
            wrong(other, place, "a list", findings);
            &[]
        }
    }
}

fn table(
    node: Option<&Node>,
    source: &Source,
    key: &str,
    findings: &mut Findings,
) -> Named<Named<Option<u64>>> {
    let mut rows = Vec::new();
    for (row, cells) in object(node, Place::path(source, key, None, ""), findings) {
        let mut line = Vec::new();
        for (column, cell) in object(Some(cells), Place::path(source, key, None, row.clone()), findings) {
            let place = Place::path(source, key, None, format!("{row}.{column}"));
            let seats = match cell {
                Node::Null => None,
                cell => seats_of_node(cell, place, findings),
            };
            line.push((column.clone(), seats));
        }
        rows.push((row.clone(), line));
    }
    rows
}

fn divisors(node: &Node, source: &Source, key: &str, findings: &mut Findings) -> Named<DivisorEnd> {
    let fields = object(node.get(key), Place::path(source, key, None, ""), findings);
    let mut ends = Vec::with_capacity(fields.len());
    for (name, end) in fields {
        let tree = Tree::of_node(end, source, &format!("{key}.{name}"), findings);
        ends.push((name.clone(), divisor_end(&tree, findings)));
    }
    ends
}

fn two_way(node: &Node, source: &Source, findings: &mut Findings) -> Option<TwoWayAnswer> {
    let method = node.get("method").and_then(Node::as_text).and_then(|text| text.parse().ok());
    if method.is_none() {
        wrong(node.get("method"), Place::path(source, "method", None, ""), "a method", findings);
    }
    let tie = match node.get("tie") {
        None | Some(Node::Null) => None,
        Some(tie) => {
            let place = || Place::path(source, "tie", None, "");
            let mut cells = Vec::new();
            for cell in items(tie.get("cells"), place(), findings) {
                match cell {
                    Node::List(names) if names.len() == 2 => {
                        let name = |at: usize| names[at].as_text().unwrap_or_default().to_owned();
                        cells.push((name(0), name(1)));
                    }
                    other => wrong(Some(other), place(), "[row, column]", findings),
                }
            }
            let examples = items(tie.get("examples"), place(), findings);
            let examples =
                examples.iter().map(|example| table(Some(example), source, "tie.examples", findings));
            let examples = examples.collect();
            let outcomes = tie.get("outcomes").and_then(Node::as_text).unwrap_or_default().to_owned();
            Some(TwoWayTieAnswer { cells, outcomes, examples })
        }
    };
    Some(TwoWayAnswer {
        method: method?,
        cells: table(node.get("cells"), source, "cells", findings),
        row_divisors: divisors(node, source, "row_divisors", findings),
        column_divisors: divisors(node, source, "column_divisors", findings),
        tie,
    })
}

fn years(node: &Node, source: &Source, findings: &mut Findings) -> YearsAnswer {
    let mut answer = YearsAnswer::default();
    for (at, year) in
        items(node.get("years"), Place::path(source, "years", None, ""), findings).iter().enumerate()
    {
        let path = format!("years[{at}]");
        let tree = Tree::of_node(&without(year, &["units", "tie"]), source, &path, findings);
        let Some(mut fields) = tree.fields("a year", findings) else { continue };
        let number = fields.take(&["year"], findings).integer("year", i64::MIN..=i64::MAX, findings);
        let mut rows = Vec::new();
        let units = items(year.get("units"), Place::path(source, "years", Some(at), "units"), findings);
        for (place, unit) in units.iter().enumerate() {
            let tree = Tree::of_node(unit, source, &format!("{path}.units[{place}]"), findings);
            let Some(mut fields) = tree.fields("a unit", findings) else { continue };
            let entitlement =
                required(&fields.take(&["entitlement"], findings), "entitlement", findings, fraction);
            rows.push(YearAnswer {
                id: text(&fields.take(&["id"], findings), "id", findings),
                seats: fields.take(&["seats"], findings).integer("seats", i64::MIN..=i64::MAX, findings),
                total: fields.take(&["total"], findings).integer("total", 0..=u64::MAX, findings),
                entitlement: entitlement.unwrap_or_else(|| Fraction::new(0u8, 1u8)),
            });
        }
        answer.years.push((number.unwrap_or(0), rows));
    }
    let outside = Place::path(source, "outside", None, "");
    for (at, row) in items(node.get("outside"), outside, findings).iter().enumerate() {
        let tree = Tree::of_node(row, source, &format!("outside[{at}]"), findings);
        let Some(mut fields) = tree.fields("a unit outside", findings) else { continue };
        let year = fields.take(&["year"], findings).integer("year", i64::MIN..=i64::MAX, findings);
        answer.outside.push((year.unwrap_or(0), text(&fields.take(&["id"], findings), "id", findings)));
    }
    answer
}
