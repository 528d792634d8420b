//! JSON -> plan. Strict in what each field is; whether the plan is right is for `verify` to say.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::node::Node;
use crate::place::{Place, Source};
use crate::plan::FORMAT;
use crate::split_read::{count, ignore_rest, optional_count, required, split, text};
use crate::tree::{Tree, Value};
use fordel_model::Criterion;
use fordel_model::plan::{
    Case, Certificate, Clash, ClusterOutcome, Decision, NotSelected, Objective, ObjectiveName, Plan,
    PlanStatus, PlannedProgramme, Proof, Reason, ReservedSeats, Reserves, Row, SolverReport, Team, Vacancy,
};

/// Reads a plan.
///
/// # Errors
/// All findings, where one is an error: not JSON, another format, a field that is missing or wrong.
pub fn plan_from_json(json: &str) -> Result<Plan, Findings> {
    plan_with_notes(json, &Source::file("plan")).map(|(plan, _)| plan)
}

/// Reads a plan from `source` (whose name the places say), with notes on fields that were not read.
///
/// # Errors
/// As [`plan_from_json`].
pub fn plan_with_notes(json: &str, source: &Source) -> Result<(Plan, Vec<Diagnostic>), Findings> {
    let node = Node::parse(json, source).map_err(|finding| Findings::from(*finding))?;
    let mut findings = Findings::new();
    check_format(&node, FORMAT, source, &mut findings);
    node.refuse_duplicate_keys(source, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let tree = Tree::of_node(&node, source, "", &mut findings);
    let plan = plan(&tree, &mut findings);
    findings.finish(plan)
}

/// Adds a finding unless the document is an object that says this format.
pub(crate) fn check_format(node: &Node, format: &str, source: &Source, findings: &mut Findings) {
    if !matches!(node, Node::Object(_)) {
        let finding = Diagnostic::new(Code::WrongShape, Place::whole(source)).about("the document");
        findings.push(finding.found(node.kind()).expected("an object"));
        return;
    }
    let found = node.get("format").and_then(Node::as_text);
    if found != Some(format) {
        let finding = Diagnostic::new(Code::WrongFormat, Place::path(source, "", None, "format"));
        findings.push(finding.found(found.unwrap_or("missing")).expected(format));
    }
}

fn plan(tree: &Tree, findings: &mut Findings) -> Option<Plan> {
    let mut fields = tree.fields("plan", findings)?;
    let programme = required(&fields.take(&["programme"], findings), "programme", findings, programme);
    let status = required(&fields.take(&["status"], findings), "status", findings, status);
    let objectives = fields.take(&["objectives"], findings);
    let score = integer(&fields.take(&["score"], findings), "score", findings);
    let bound = integer(&fields.take(&["bound"], findings), "bound", findings);
    let seats = required(&fields.take(&["seats"], findings), "seats", findings, split);
    let objectives = rows(&objectives, "objectives", findings, objective);
    let reserved = rows(&fields.take(&["reserved"], findings), "reserved", findings, pool);
    let clusters = rows(&fields.take(&["clusters"], findings), "clusters", findings, cluster);
    let teams = rows(&fields.take(&["teams"], findings), "teams", findings, team);
    let not_selected =
        rows(&fields.take(&["not_selected"], findings), "not_selected", findings, not_selected);
    let reserves = rows(&fields.take(&["reserves"], findings), "reserves", findings, reserve_list);
    let vacant = rows(&fields.take(&["vacant"], findings), "vacant", findings, vacancy);
    let clash = rows(&fields.take(&["clash"], findings), "clash", findings, clash);
    let warnings = fields.take(&["warnings"], findings).texts("warnings", findings);
    let solver = fields.take(&["solver"], findings);
    let solver = if solver.is_empty() { None } else { self::solver(&solver, findings) };
    let certificate = fields.take(&["certificate"], findings);
    let certificate = if certificate.is_empty() { None } else { self::certificate(&certificate, findings) };
    ignore_rest(&mut fields, &["format", "gap"], findings);
    let (split, filled) = seats?;
    Some(Plan {
        programme: programme?,
        status: status?,
        objectives,
        score,
        bound,
        split,
        filled,
        reserved,
        clusters,
        teams,
        not_selected,
        reserves,
        vacant,
        clash,
        warnings,
        solver: solver.unwrap_or_default(),
        certificate: certificate.unwrap_or_default(),
    })
}

fn programme(tree: &Tree, findings: &mut Findings) -> Option<PlannedProgramme> {
    let mut fields = tree.fields("programme", findings)?;
    Some(PlannedProgramme {
        name: text(&fields.take(&["name"], findings), "name", findings),
        year: fields.take(&["year"], findings).integer("year", i32::MIN..=i32::MAX, findings),
        digest: fields.take(&["digest"], findings).text("digest", findings).unwrap_or_default(),
    })
}

fn status(tree: &Tree, findings: &mut Findings) -> Option<PlanStatus> {
    let read = |text: &str| PlanStatus::ALL.into_iter().find(|status| status.code() == text);
    tree.word(Code::UnknownValue, "status", &PlanStatus::ALL.map(PlanStatus::code), read, findings)
}

fn objective_name(tree: &Tree, findings: &mut Findings) -> Option<ObjectiveName> {
    let read = |text: &str| ObjectiveName::ALL.into_iter().find(|name| name.code() == text);
    tree.word(Code::UnknownValue, "objective", &ObjectiveName::ALL.map(ObjectiveName::code), read, findings)
}

fn objective(tree: &Tree, findings: &mut Findings) -> Option<Objective> {
    let mut fields = tree.fields("objective", findings)?;
    let name = required(&fields.take(&["name"], findings), "name", findings, objective_name);
    let value = integer(&fields.take(&["value"], findings), "value", findings);
    let bound = integer(&fields.take(&["bound"], findings), "bound", findings);
    ignore_rest(&mut fields, &[], findings);
    Some(Objective { name: name?, value, bound })
}

fn pool(tree: &Tree, findings: &mut Findings) -> Option<ReservedSeats> {
    let mut fields = tree.fields("pool", findings)?;
    Some(ReservedSeats {
        name: text(&fields.take(&["name"], findings), "name", findings),
        seats: count(&fields.take(&["seats"], findings), "seats", findings),
        filled: count(&fields.take(&["filled"], findings), "filled", findings),
    })
}

fn cluster(tree: &Tree, findings: &mut Findings) -> Option<ClusterOutcome> {
    let mut fields = tree.fields("cluster", findings)?;
    let id = text(&fields.take(&["cluster"], findings), "cluster", findings);
    let status = required(&fields.take(&["status"], findings), "status", findings, status);
    let score = integer(&fields.take(&["score"], findings), "score", findings);
    let bound = integer(&fields.take(&["bound"], findings), "bound", findings);
    Some(ClusterOutcome { cluster: id, status: status?, score, bound })
}

fn team(tree: &Tree, findings: &mut Findings) -> Option<Team> {
    let mut fields = tree.fields("team", findings)?;
    let mut parts = [0; 8];
    let written = fields.take(&["parts"], findings);
    if let Some(mut of) = required(&written, "parts", findings, |_, _| Some(()))
        .and_then(|()| written.fields("parts", findings))
    {
        for (part, criterion) in parts.iter_mut().zip(Criterion::ALL) {
            *part = integer(&of.take(&[criterion.code()], findings), criterion.code(), findings);
        }
        of.refuse_rest(Code::UnknownCriterion, &Criterion::ALL.map(Criterion::code), findings);
    }
    let team = Team {
        id: text(&fields.take(&["id"], findings), "id", findings),
        initiative: text(&fields.take(&["initiative"], findings), "initiative", findings),
        cluster: text(&fields.take(&["cluster"], findings), "cluster", findings),
        members: fields.take(&["members"], findings).texts("members", findings),
        score: integer(&fields.take(&["score"], findings), "score", findings),
        parts,
        partner: fields.take(&["partner"], findings).text("partner", findings),
    };
    ignore_rest(&mut fields, &[], findings);
    Some(team)
}

fn not_selected(tree: &Tree, findings: &mut Findings) -> Option<NotSelected> {
    let mut fields = tree.fields("not selected", findings)?;
    let nominee = text(&fields.take(&["nominee"], findings), "nominee", findings);
    let reason = required(&fields.take(&["reason"], findings), "reason", findings, |tree, findings| {
        let read = |text: &str| Reason::ALL.into_iter().find(|reason| reason.code() == text);
        tree.word(Code::UnknownValue, "reason", &Reason::ALL.map(Reason::code), read, findings)
    });
    let detail = fields.take(&["detail"], findings).text("detail", findings).unwrap_or_default();
    ignore_rest(&mut fields, &[], findings);
    Some(NotSelected { nominee, reason: reason?, detail })
}

fn reserve_list(tree: &Tree, findings: &mut Findings) -> Option<Reserves> {
    let mut fields = tree.fields("reserves", findings)?;
    Some(Reserves {
        cluster: text(&fields.take(&["cluster"], findings), "cluster", findings),
        nominees: fields.take(&["nominees"], findings).texts("nominees", findings),
    })
}

fn vacancy(tree: &Tree, findings: &mut Findings) -> Option<Vacancy> {
    let mut fields = tree.fields("vacant", findings)?;
    Some(Vacancy {
        cluster: text(&fields.take(&["cluster"], findings), "cluster", findings),
        seats: count(&fields.take(&["seats"], findings), "seats", findings),
        reason: fields.take(&["reason"], findings).text("reason", findings).unwrap_or_default(),
        could_go_to: fields.take(&["could_go_to"], findings).texts("could_go_to", findings),
    })
}

fn clash(tree: &Tree, findings: &mut Findings) -> Option<Clash> {
    let mut fields = tree.fields("clash", findings)?;
    Some(Clash {
        kind: text(&fields.take(&["kind"], findings), "kind", findings),
        place: fields.take(&["where"], findings).text("where", findings).unwrap_or_default(),
        text: fields.take(&["text"], findings).text("text", findings).unwrap_or_default(),
    })
}

fn solver(tree: &Tree, findings: &mut Findings) -> Option<SolverReport> {
    let mut fields = tree.fields("solver", findings)?;
    let mut figure = |name: &str, findings: &mut Findings| {
        optional_count(&fields.take(&[name], findings), name, findings).unwrap_or(0)
    };
    let (columns, rounds) = (figure("columns", findings), figure("rounds", findings));
    let (nodes, seed) = (figure("nodes", findings), figure("seed", findings));
    let backend = fields.take(&["backend"], findings).text("backend", findings).unwrap_or_default();
    Some(SolverReport { backend, columns, rounds, nodes, seed })
}

fn certificate(tree: &Tree, findings: &mut Findings) -> Option<Certificate> {
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
        ("quota", [_, rule, scope, value]) => {
            let rule = usize::try_from(count(rule, "quota", findings)).unwrap_or(usize::MAX);
            Some(Row::Quota { rule, scope: word(scope, findings), value: word(value, findings) })
        }
        _ => wrong_row(tree, "a row: person, teams, seats, quota or priority", findings),
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

/// The items of a list of rows, read one by one.
fn rows<T>(
    tree: &Tree,
    what: &str,
    findings: &mut Findings,
    read: impl Fn(&Tree, &mut Findings) -> Option<T>,
) -> Vec<T> {
    match &tree.value {
        Value::Empty => Vec::new(),
        Value::List(items) => items.iter().filter_map(|item| read(item, findings)).collect(),
        _ => {
            let finding = Diagnostic::new(Code::WrongShape, tree.place.clone()).about(what);
            findings.push(finding.found(tree.kind()).expected("a list"));
            Vec::new()
        }
    }
}

fn integer(tree: &Tree, what: &str, findings: &mut Findings) -> i64 {
    required(tree, what, findings, |tree, findings| tree.integer(what, i64::MIN..=i64::MAX, findings))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan_to_json;
    use fordel_model::split::{Cut, DivisorEnd, DivisorInterval, Node as Group, OnTie, Tie, UnitSeats};
    use fordel_model::{Fraction, Method, Split, Weight};

    fn example() -> Plan {
        let unit = |id: &str, weight: &str, seats| UnitSeats {
            id: id.to_owned(),
            weight: Weight::parse(weight).unwrap(),
            quota: Fraction::new(7u8, 3u8),
            seats,
            lower: 2,
            upper: 3,
        };
        let quota = Row::Quota { rule: 1, scope: String::new(), value: "nurse".to_owned() };
        let split = Split {
            method: Method::HuntingtonHill,
            seats: 7,
            bound_rule: None,
            units: vec![unit("C01", "100000000000000000000000", Some(3)), unit("C; 2", "0.5", None)],
            tie: Some(Tie { units: vec!["C01".into()], seats: 1, outcomes: "2".into() }),
            broken_ties: vec![fordel_model::split::BrokenTie {
                units: vec!["C01".into(), "C; 2".into()],
                seats: 1,
                winners: vec!["C01".into()],
                rule: OnTie::Lot,
                seed: Some(u64::MAX),
            }],
            divisor: Some(DivisorInterval {
                from: DivisorEnd::Root { degree: 2, radicand: Fraction::new(1u8, 2u8) },
                to: DivisorEnd::Unbounded,
            }),
            cut: Some(Cut { remainder_in: Some(Fraction::new(1u8, 3u8)), remainder_out: None }),
            next: vec!["C01".into()],
            violations: vec![],
            nodes: vec![Group { level: "region".into(), id: "Nord".into(), seats: Some(3) }],
            warnings: vec![],
        };
        Plan {
            programme: PlannedProgramme { name: "Prøve".into(), year: Some(2026), digest: "ab".into() },
            status: PlanStatus::Feasible,
            objectives: vec![Objective { name: ObjectiveName::Score, value: -3, bound: 9 }],
            score: -3,
            bound: 9,
            split,
            filled: vec![2, 0],
            reserved: vec![ReservedSeats { name: "almen praksis".into(), seats: 3, filled: 1 }],
            clusters: vec![ClusterOutcome {
                cluster: "C01".into(),
                status: PlanStatus::Optimal,
                score: 1,
                bound: 1,
            }],
            teams: vec![Team {
                id: "K1-2".into(),
                initiative: "K1".into(),
                cluster: "C01".into(),
                members: vec!["N1".into(), "N2".into()],
                score: 36,
                parts: [1, 2, 3, 4, 5, 6, 7, 8],
                partner: None,
            }],
            not_selected: vec![NotSelected {
                nominee: "N3".into(),
                reason: Reason::SeatsFull,
                detail: "9 of 9".into(),
            }],
            reserves: vec![Reserves { cluster: "C01".into(), nominees: vec!["N3".into()] }],
            vacant: vec![Vacancy {
                cluster: "C01".into(),
                seats: 1,
                reason: "no team".into(),
                could_go_to: vec![],
            }],
            clash: vec![Clash { kind: "pin".into(), place: "N9".into(), text: "not eligible".into() }],
            warnings: vec!["one; two".into()],
            solver: SolverReport { backend: "microlp".into(), columns: 1, rounds: 2, nodes: 3, seed: 4 },
            certificate: Certificate {
                scale: 1000,
                cases: vec![Case {
                    block: "C01".into(),
                    objective: ObjectiveName::SeatsFilled,
                    seats: vec![("C01".into(), 0, 7)],
                    decisions: vec![
                        Decision::Together("N1".into(), "N2".into()),
                        Decision::Count { quota: quota.clone(), min: 0, max: 2 },
                    ],
                    multipliers: vec![(quota, 5)],
                    duals: vec![
                        (Row::Person("N1".into()), 123),
                        (Row::Teams("K1".into()), -5),
                        (Row::Seats("C01".into()), -3),
                        (Row::Priority { later: "N2".into(), earlier: "N1".into() }, 4),
                    ],
                    proof: Proof::Enumerate,
                    bound: 7,
                }],
            },
        }
    }

    #[test]
    fn a_plan_comes_back_as_it_went() {
        let plan = example();
        let text = plan_to_json(&plan);
        assert_eq!(plan_from_json(&text).unwrap_or_else(|findings| panic!("{findings}\n{text}")), plan);
        assert!(text.contains("\n     [\"priority\",\"N2\",\"N1\",4]\n"), "{text}");
    }

    #[test]
    fn all_that_is_wrong_with_a_plan_is_said_at_once() {
        let text = plan_to_json(&example())
            .replace("\"score\":36", "\"score\":\"many\"")
            .replace("\"seats_full\"", "\"seats_ful\"")
            .replace("\"person\"", "\"persona\"")
            .replace("\"warnings\": [\"one; two\"]", "\"remarks\": []");
        let findings = plan_from_json(&text).unwrap_err();
        let said: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        assert_eq!(said, ["F08", "V06", "F12", "V02"], "{findings}");
        assert_eq!(plan_from_json("[]").unwrap_err().errors(), 1);
        assert_eq!(plan_from_json("{").unwrap_err().errors(), 1);
    }
}
