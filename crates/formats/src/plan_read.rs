//! JSON -> plan. Strict in what each field is; whether the plan is right is for `verify` to say.

use crate::certificate_read;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::node::Node;
use crate::place::{Place, Source};
use crate::plan::FORMAT;
use crate::split_read::{count, ignore_rest, optional_count, required, split, text};
use crate::tree::{Tree, Value};
use fordel_model::plan::{
    Clash, ClashDemand, ClashRelaxation, ClusterOutcome, NotSelected, Objective, ObjectiveName, Plan,
    PlanState, PlanStatus, PlannedProgramme, Reason, ReservedSeats, Reserves, SolverReport, Stage, Team,
    Vacancy,
};
use fordel_model::{Criterion, Keep, KeepOrder, OldPlan, OldTeam};

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
    let record = rows(&fields.take(&["record"], findings), "record", findings, stage);
    let keep = fields.take(&["keep"], findings);
    let keep = if keep.is_empty() { None } else { kept(&keep, findings) };
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
    let certificate =
        if certificate.is_empty() { None } else { certificate_read::certificate(&certificate, findings) };
    ignore_rest(&mut fields, &["format", "gap", "state"], findings);
    let (split, filled) = seats?;
    Some(Plan {
        programme: programme?,
        record,
        keep,
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

fn stage(tree: &Tree, findings: &mut Findings) -> Option<Stage> {
    let mut fields = tree.fields("record", findings)?;
    let state = required(&fields.take(&["state"], findings), "state", findings, |tree, findings| {
        let read = |text: &str| PlanState::ALL.into_iter().find(|state| state.code() == text);
        tree.word(Code::UnknownValue, "state", &PlanState::ALL.map(PlanState::code), read, findings)
    });
    let by = fields.take(&["by"], findings).text("by", findings);
    let date = fields.take(&["date"], findings).text("date", findings);
    ignore_rest(&mut fields, &[], findings);
    Some(Stage { state: state?, by, date })
}

fn kept(tree: &Tree, findings: &mut Findings) -> Option<Keep> {
    let mut fields = tree.fields("keep", findings)?;
    let digest = text(&fields.take(&["plan"], findings), "plan", findings);
    let order = required(&fields.take(&["order"], findings), "order", findings, |tree, findings| {
        let read = |text: &str| KeepOrder::ALL.into_iter().find(|order| order.code() == text);
        tree.word(Code::UnknownValue, "order", &KeepOrder::ALL.map(KeepOrder::code), read, findings)
    });
    let max_moves = optional_count(&fields.take(&["max_moves"], findings), "max_moves", findings);
    let teams = rows(&fields.take(&["teams"], findings), "teams", findings, old_team);
    let out = fields.take(&["out"], findings).texts("out", findings);
    ignore_rest(&mut fields, &[], findings);
    Some(Keep { old: OldPlan { digest, teams, out }, order: order?, max_moves })
}

fn old_team(tree: &Tree, findings: &mut Findings) -> Option<OldTeam> {
    let mut fields = tree.fields("team", findings)?;
    let team = OldTeam {
        id: text(&fields.take(&["id"], findings), "id", findings),
        initiative: text(&fields.take(&["initiative"], findings), "initiative", findings),
        members: fields.take(&["members"], findings).texts("members", findings),
    };
    ignore_rest(&mut fields, &[], findings);
    Some(team)
}

fn status(tree: &Tree, findings: &mut Findings) -> Option<PlanStatus> {
    let read = |text: &str| PlanStatus::ALL.into_iter().find(|status| status.code() == text);
    tree.word(Code::UnknownValue, "status", &PlanStatus::ALL.map(PlanStatus::code), read, findings)
}

/// The level of an objective or case.
pub(crate) fn objective_name(tree: &Tree, findings: &mut Findings) -> Option<ObjectiveName> {
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
        demands: rows(&fields.take(&["demands"], findings), "demands", findings, clash_demand),
        relaxations: rows(
            &fields.take(&["relaxations"], findings),
            "relaxations",
            findings,
            clash_relaxation,
        ),
    })
}

fn clash_demand(tree: &Tree, findings: &mut Findings) -> Option<ClashDemand> {
    let mut fields = tree.fields("demand", findings)?;
    Some(ClashDemand {
        kind: text(&fields.take(&["kind"], findings), "kind", findings),
        place: fields.take(&["where"], findings).text("where", findings).unwrap_or_default(),
        value: fields.take(&["value"], findings).text("value", findings).unwrap_or_default(),
    })
}

fn clash_relaxation(tree: &Tree, findings: &mut Findings) -> Option<ClashRelaxation> {
    let mut fields = tree.fields("relaxation", findings)?;
    Some(ClashRelaxation {
        text: fields.take(&["text"], findings).text("text", findings).unwrap_or_default(),
        cost: count(&fields.take(&["cost"], findings), "cost", findings),
        steps: rows(&fields.take(&["steps"], findings), "steps", findings, clash_demand),
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

/// The items of a list of rows, read one by one.
pub(crate) fn rows<T>(
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

/// A whole number that must be there; zero where it is not.
pub(crate) fn integer(tree: &Tree, what: &str, findings: &mut Findings) -> i64 {
    required(tree, what, findings, |tree, findings| tree.integer(what, i64::MIN..=i64::MAX, findings))
        .unwrap_or(0)
}
