//! JSON -> certificate: the leaves, their decisions and their duals.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::plan_read::{integer, objective_name, rows};
use crate::split_read::{count, ignore_rest, required, text};
use crate::tree::{Tree, Value};
use fordel_model::plan::{Case, Certificate, Decision, Proof, Row};

/// Reads a certificate.
pub(crate) fn certificate(tree: &Tree, findings: &mut Findings) -> Option<Certificate> {
    let mut fields = tree.fields("certificate", findings)?;
    let scale = integer(&fields.take(&["scale"], findings), "scale", findings);
    let cases = rows(&fields.take(&["cases"], findings), "cases", findings, case);
    ignore_rest(&mut fields, &[], findings);
    Some(Certificate { scale, cases })
}

fn case(tree: &Tree, findings: &mut Findings) -> Option<Case> {
    let mut fields = tree.fields("case", findings)?;
    let block = text(&fields.take(&["block"], findings), "block", findings);
    let objective = required(&fields.take(&["objective"], findings), "objective", findings, objective_name);
    let seats = rows(&fields.take(&["seats"], findings), "seats", findings, |row, findings| {
        let [id, least, most] = exactly(row, "[cluster, least, most]", findings)?;
        Some((
            text(&id, "cluster", findings),
            count(&least, "least", findings),
            count(&most, "most", findings),
        ))
    });
    let decisions = rows(&fields.take(&["decisions"], findings), "decisions", findings, decision);
    let multipliers = rows(&fields.take(&["multipliers"], findings), "multipliers", findings, valued_row);
    let duals = rows(&fields.take(&["duals"], findings), "duals", findings, valued_row);
    let proof = required(&fields.take(&["proof"], findings), "proof", findings, |tree, findings| {
        let read = |text: &str| match text {
            "dual" => Some(Proof::Dual),
            "enumerate" => Some(Proof::Enumerate),
            _ => None,
        };
        tree.word(Code::UnknownValue, "proof", &["dual", "enumerate"], read, findings)
    });
    let bound = integer(&fields.take(&["bound"], findings), "bound", findings);
    ignore_rest(&mut fields, &[], findings);
    Some(Case { block, objective: objective?, seats, decisions, multipliers, duals, proof: proof?, bound })
}

/// A row's name followed by an integer.
fn valued_row(tree: &Tree, findings: &mut Findings) -> Option<(Row, i64)> {
    let words = words(tree, findings)?;
    let (last, name) = words.split_last()?;
    let value = integer(last, "value", findings);
    Some((row(tree, name, findings)?, value))
}

fn decision(tree: &Tree, findings: &mut Findings) -> Option<Decision> {
    let words = words(tree, findings)?;
    let kind = words.first().and_then(|word| word.text("decision", findings)).unwrap_or_default();
    match (kind.as_str(), words.as_slice()) {
        ("together", [_, a, b]) => {
            Some(Decision::Together(text(a, "nominee", findings), text(b, "nominee", findings)))
        }
        ("apart", [_, a, b]) => {
            Some(Decision::Apart(text(a, "nominee", findings), text(b, "nominee", findings)))
        }
        ("count", [_, name @ .., min, max]) => {
            let (min, max) = (count(min, "min", findings), count(max, "max", findings));
            Some(Decision::Count { quota: row(tree, name, findings)?, min, max })
        }
        _ => wrong_row(tree, "a decision: together, apart or count", findings),
    }
}

fn row(tree: &Tree, name: &[Tree], findings: &mut Findings) -> Option<Row> {
    let kind = name.first().and_then(|word| word.text("row", findings)).unwrap_or_default();
    // A scope or value may be empty.
    let word = |tree: &Tree, findings: &mut Findings| tree.text("row", findings).unwrap_or_default();
    match (kind.as_str(), name) {
        ("person", [_, id]) => Some(Row::Person(text(id, "nominee", findings))),
        ("teams", [_, id]) => Some(Row::Teams(text(id, "initiative", findings))),
        ("seats", [_, id]) => Some(Row::Seats(text(id, "cluster", findings))),
        ("priority", [_, later, earlier]) => Some(Row::Priority {
            later: text(later, "nominee", findings),
            earlier: text(earlier, "nominee", findings),
        }),
        ("old_team", [_, id]) => Some(Row::OldTeam(text(id, "team", findings))),
        ("kept", [_]) => Some(Row::Kept),
        ("points", [_]) => Some(Row::Points),
        ("all_teams", [_]) => Some(Row::AllTeams),
        ("quota", [_, rule, scope, value]) => {
            let rule = usize::try_from(count(rule, "quota", findings)).unwrap_or(usize::MAX);
            Some(Row::Quota { rule, scope: word(scope, findings), value: word(value, findings) })
        }
        _ => wrong_row(
            tree,
            "a row: person, teams, seats, quota, priority, old_team, kept, points or all_teams",
            findings,
        ),
    }
}

fn wrong_row<T>(tree: &Tree, expected: &str, findings: &mut Findings) -> Option<T> {
    let finding = Diagnostic::new(Code::WrongShape, tree.place.clone()).about("the row");
    findings.push(finding.found(tree.kind()).expected(expected));
    None
}

fn words(tree: &Tree, findings: &mut Findings) -> Option<Vec<Tree>> {
    match &tree.value {
        Value::List(items) => Some(items.clone()),
        _ => wrong_row(tree, "a list", findings),
    }
}

fn exactly<const N: usize>(tree: &Tree, expected: &str, findings: &mut Findings) -> Option<[Tree; N]> {
    match <[Tree; N]>::try_from(words(tree, findings)?) {
        Ok(items) => Some(items),
        Err(_) => wrong_row(tree, expected, findings),
    }
}
