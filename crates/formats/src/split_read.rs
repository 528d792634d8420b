//! JSON -> split, as it was written.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::split::{bound_rule_word, on_tie_word};
use crate::tree::{Fields, Tree, Value};
use dashu_int::UBig;
use fordel_model::split::{
    BoundRule, BrokenTie, Cut, DivisorEnd, DivisorInterval, Node, OnTie, Tie, UnitSeats,
};
use fordel_model::{Fraction, Method, Split, Weight};

/// Reads a split and the units' `filled`, where given. What is missing or wrong is a finding and
/// leaves a default, so that all findings come together.
pub(crate) fn split(tree: &Tree, findings: &mut Findings) -> Option<(Split, Vec<u64>)> {
    let mut fields = tree.fields("seats", findings)?;
    fields.take(&["format"], findings);
    fields.take(&["status"], findings);
    let method = required(&fields.take(&["method"], findings), "method", findings, |tree, findings| {
        tree.word(Code::UnknownMethod, "method", &[], |text| text.parse::<Method>().ok(), findings)
    });
    let seats = count(&fields.take(&["seats"], findings), "seats", findings);
    let bound_rule = fields.take(&["bound_rule"], findings).word(
        Code::UnknownValue,
        "bound rule",
        &[bound_rule_word(BoundRule::FloorThenRaise), bound_rule_word(BoundRule::FixAndRepeat)],
        |text| {
            [BoundRule::FloorThenRaise, BoundRule::FixAndRepeat]
                .into_iter()
                .find(|rule| bound_rule_word(*rule) == text)
        },
        findings,
    );
    let (mut units, mut filled) = (Vec::new(), Vec::new());
    for row in fields.take(&["units"], findings).items("units", findings) {
        let Some(mut row) = row.fields("unit", findings) else { continue };
        units.push(unit(&mut row, findings));
        filled.push(optional_count(&row.take(&["filled"], findings), "filled", findings).unwrap_or(0));
        ignore_rest(&mut row, &["quota_decimal"], findings);
    }
    let tie = fields.take(&["tie"], findings);
    let tie = if tie.is_empty() { None } else { self::tie(&tie, findings) };
    let broken = fields.take(&["broken_ties"], findings).items("broken_ties", findings);
    let broken_ties = broken.iter().filter_map(|row| broken_tie(row, findings)).collect();
    let seed = optional_count(&fields.take(&["seed"], findings), "seed", findings);
    let divisor = fields.take(&["divisor"], findings);
    let divisor = if divisor.is_empty() { None } else { self::divisor(&divisor, findings) };
    let cut = fields.take(&["cut"], findings);
    let cut = if cut.is_empty() { None } else { self::cut(&cut, findings) };
    let next = fields.take(&["next"], findings).texts("next", findings);
    let violations = fields.take(&["violations"], findings).texts("violations", findings);
    let nodes = fields.take(&["nodes"], findings).items("nodes", findings);
    let nodes = nodes.iter().filter_map(|row| node(row, findings)).collect();
    let warnings = fields.take(&["warnings"], findings).texts("warnings", findings);
    ignore_rest(&mut fields, &[], findings);
    let split = Split {
        method: method?,
        seats,
        bound_rule,
        units,
        tie,
        broken_ties,
        seed,
        divisor,
        cut,
        next,
        violations,
        nodes,
        warnings,
    };
    Some((split, filled))
}

fn unit(row: &mut Fields<'_>, findings: &mut Findings) -> UnitSeats {
    let weight = required(&row.take(&["weight"], findings), "weight", findings, weight).unwrap_or_default();
    let quota = required(&row.take(&["quota"], findings), "quota", findings, fraction);
    UnitSeats {
        id: text(&row.take(&["id"], findings), "id", findings),
        weight,
        quota: quota.unwrap_or_else(|| Fraction::new(0u8, 1u8)),
        seats: optional_count(&row.take(&["seats"], findings), "seats", findings),
        lower: count(&row.take(&["lower"], findings), "lower", findings),
        upper: count(&row.take(&["upper"], findings), "upper", findings),
    }
}

fn tie(tree: &Tree, findings: &mut Findings) -> Option<Tie> {
    let mut fields = tree.fields("tie", findings)?;
    Some(Tie {
        units: fields.take(&["units"], findings).texts("units", findings),
        seats: count(&fields.take(&["seats"], findings), "seats", findings),
        outcomes: text(&fields.take(&["outcomes"], findings), "outcomes", findings),
    })
}

fn broken_tie(tree: &Tree, findings: &mut Findings) -> Option<BrokenTie> {
    let mut fields = tree.fields("broken tie", findings)?;
    let rules = [OnTie::Report, OnTie::LargerWeight, OnTie::Lot, OnTie::Order];
    Some(BrokenTie {
        units: fields.take(&["units"], findings).texts("units", findings),
        seats: count(&fields.take(&["seats"], findings), "seats", findings),
        winners: fields.take(&["winners"], findings).texts("winners", findings),
        rule: required(&fields.take(&["rule"], findings), "rule", findings, |tree, findings| {
            let read = |text: &str| rules.into_iter().find(|rule| on_tie_word(*rule) == text);
            tree.word(Code::UnknownValue, "rule for ties", &rules.map(on_tie_word), read, findings)
        })
        .unwrap_or_default(),
        seed: optional_count(&fields.take(&["seed"], findings), "seed", findings),
    })
}

fn divisor(tree: &Tree, findings: &mut Findings) -> Option<DivisorInterval> {
    let mut fields = tree.fields("divisor", findings)?;
    let from = divisor_end(&fields.take(&["from"], findings), findings);
    let to = divisor_end(&fields.take(&["to"], findings), findings);
    Some(DivisorInterval { from, to })
}

pub(crate) fn divisor_end(tree: &Tree, findings: &mut Findings) -> DivisorEnd {
    let Some(text) = tree.text("divisor", findings) else { return DivisorEnd::Unbounded };
    let inner = |open: &str| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(')'));
    let end = if let Some(radicand) = inner("sqrt(") {
        parse_fraction(radicand).map(|radicand| DivisorEnd::Root { degree: 2, radicand })
    } else if let Some((degree, radicand)) = inner("root(").and_then(|inner| inner.split_once(',')) {
        let radicand = parse_fraction(radicand.trim());
        degree
            .trim()
            .parse()
            .ok()
            .zip(radicand)
            .map(|(degree, radicand)| DivisorEnd::Root { degree, radicand })
    } else {
        parse_fraction(&text).map(DivisorEnd::Rational)
    };
    end.unwrap_or_else(|| {
        findings.push(
            Diagnostic::new(Code::NotANumber, tree.place.clone()).found(&text).expected("a/b or sqrt(a/b)"),
        );
        DivisorEnd::Unbounded
    })
}

fn cut(tree: &Tree, findings: &mut Findings) -> Option<Cut> {
    let mut fields = tree.fields("cut", findings)?;
    let remainder_in = fraction(&fields.take(&["remainder_in"], findings), findings);
    let remainder_out = fraction(&fields.take(&["remainder_out"], findings), findings);
    Some(Cut { remainder_in, remainder_out })
}

fn node(tree: &Tree, findings: &mut Findings) -> Option<Node> {
    let mut fields = tree.fields("node", findings)?;
    Some(Node {
        level: text(&fields.take(&["level"], findings), "level", findings),
        id: text(&fields.take(&["id"], findings), "id", findings),
        seats: optional_count(&fields.take(&["seats"], findings), "seats", findings),
    })
}

/// A weight written as a number or a text.
fn weight(tree: &Tree, findings: &mut Findings) -> Option<Weight> {
    let (Value::Number(text) | Value::Text(text)) = &tree.value else {
        findings.push(Diagnostic::new(Code::NotANumber, tree.place.clone()));
        return None;
    };
    match Weight::parse(text) {
        Ok(weight) => Some(weight),
        Err(_) => {
            findings.push(Diagnostic::new(Code::NotANumber, tree.place.clone()).found(text));
            None
        }
    }
}

/// A fraction `a/b`; `None` where empty or wrong.
pub(crate) fn fraction(tree: &Tree, findings: &mut Findings) -> Option<Fraction> {
    let text = tree.text("fraction", findings)?;
    let fraction = parse_fraction(&text);
    if fraction.is_none() {
        findings.push(
            Diagnostic::new(Code::NotANumber, tree.place.clone()).found(&text).expected("a fraction a/b"),
        );
    }
    fraction
}

fn parse_fraction(text: &str) -> Option<Fraction> {
    let (numerator, denominator) = text.split_once('/')?;
    let digits = |text: &str| {
        (!text.is_empty() && text.len() <= 20_000 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| UBig::from_str_radix(text, 10).ok())
            .flatten()
    };
    let denominator = digits(denominator).filter(|denominator| *denominator != UBig::ZERO)?;
    Some(Fraction::new(digits(numerator)?, denominator))
}

/// A value that must be there.
pub(crate) fn required<T>(
    tree: &Tree,
    what: &str,
    findings: &mut Findings,
    read: impl FnOnce(&Tree, &mut Findings) -> Option<T>,
) -> Option<T> {
    if tree.is_empty() {
        let finding = Diagnostic::new(Code::MissingSetting, tree.place.clone()).about(what);
        findings.push(finding.expected(format!("a value for `{what}`")));
        return None;
    }
    read(tree, findings)
}

/// A text that must be there; empty where it is not.
pub(crate) fn text(tree: &Tree, what: &str, findings: &mut Findings) -> String {
    required(tree, what, findings, |tree, findings| tree.text(what, findings)).unwrap_or_default()
}

/// A count that must be there; zero where it is not.
pub(crate) fn count(tree: &Tree, what: &str, findings: &mut Findings) -> u64 {
    required(tree, what, findings, |tree, findings| optional_count(tree, what, findings)).unwrap_or(0)
}

/// A count that may be missing.
pub(crate) fn optional_count(tree: &Tree, what: &str, findings: &mut Findings) -> Option<u64> {
    tree.integer(what, 0..=u64::MAX, findings)
}

/// Fields that are derived from others are passed over, and unknown ones are said in a note each.
pub(crate) fn ignore_rest(fields: &mut Fields<'_>, derived: &[&str], findings: &mut Findings) {
    for name in derived {
        fields.take(&[name], findings);
    }
    for (key, value) in fields.rest() {
        let mut finding = Diagnostic::new(Code::TableNotRead, value.place.clone()).found(key);
        finding.severity = crate::code::Severity::Note;
        findings.push(finding);
    }
}
