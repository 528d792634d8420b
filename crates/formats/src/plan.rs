//! A plan -> JSON, exactly as it is published (`fordel/plan/1`).

use crate::layout::lay_out;
use crate::split::split_with_filled;
use fordel_model::plan::{
    Case, Certificate, Clash, ClashDemand, ClashRelaxation, Decision, Objective, Proof, Row, Stage, Team,
    Vacancy,
};
use fordel_model::{Criterion, Fraction, Keep, OldTeam, Plan};
use serde_json::{Map, Number, Value, json};
use sha2::{Digest, Sha256};

/// The format's name.
pub const FORMAT: &str = "fordel/plan/1";

/// A plan as JSON text, one line a unit, team, person and certificate row; equal plans give equal bytes.
pub fn plan_to_json(plan: &Plan) -> String {
    lay_out(&plan_value(plan))
}

/// A plan as a JSON value.
pub fn plan_value(plan: &Plan) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("format", json!(FORMAT));
    let programme = &plan.programme;
    put("programme", json!({ "name": programme.name, "year": programme.year, "digest": programme.digest }));
    if !plan.record.is_empty() {
        put("state", json!(plan.state().code()));
        put("record", plan.record.iter().map(stage).collect());
    }
    if let Some(keep) = &plan.keep {
        put("keep", kept(keep));
    }
    put("status", json!(plan.status.code()));
    put("objectives", plan.objectives.iter().map(objective).collect());
    put("score", json!(plan.score));
    put("bound", json!(plan.bound));
    put("gap", gap(plan.score, plan.bound));
    put("seats", split_with_filled(&plan.split, Some(&plan.filled)));
    let pools = &plan.reserved;
    put(
        "reserved",
        pools.iter().map(|p| json!({ "name": p.name, "seats": p.seats, "filled": p.filled })).collect(),
    );
    let clusters = plan.clusters.iter().map(|cluster| {
        let status = cluster.status.code();
        json!({ "cluster": cluster.cluster, "status": status, "score": cluster.score, "bound": cluster.bound })
    });
    put("clusters", clusters.collect());
    put("teams", plan.teams.iter().map(team).collect());
    let not_selected = plan.not_selected.iter();
    put(
        "not_selected",
        not_selected
            .map(|n| json!({ "nominee": n.nominee, "reason": n.reason.code(), "detail": n.detail }))
            .collect(),
    );
    let reserves = plan.reserves.iter();
    put(
        "reserves",
        reserves.map(|list| json!({ "cluster": list.cluster, "nominees": list.nominees })).collect(),
    );
    put("vacant", plan.vacant.iter().map(vacancy).collect());
    put("clash", plan.clash.iter().map(clash).collect());
    put("warnings", json!(plan.warnings));
    let solver = &plan.solver;
    put(
        "solver",
        json!({
            "backend": solver.backend, "columns": solver.columns, "rounds": solver.rounds,
            "nodes": solver.nodes, "seed": solver.seed,
        }),
    );
    put("certificate", certificate(&plan.certificate));
    Value::Object(object)
}

fn stage(stage: &Stage) -> Value {
    json!({ "state": stage.state.code(), "by": stage.by, "date": stage.date })
}

fn kept(keep: &Keep) -> Value {
    let team =
        |team: &OldTeam| json!({ "id": team.id, "initiative": team.initiative, "members": team.members });
    json!({
        "plan": keep.old.digest,
        "order": keep.order.code(),
        "max_moves": keep.max_moves,
        "teams": keep.old.teams.iter().map(team).collect::<Vec<_>>(),
        "out": keep.old.out,
    })
}

/// A hash of a plan as it is published, by which a later plan that keeps it knows it: the first sixteen
/// hexadecimal digits of the SHA-256 of its JSON. How far it has come makes it no other plan.
pub fn plan_digest(plan: &Plan) -> String {
    let bare = Plan { record: Vec::new(), ..plan.clone() };
    Sha256::digest(plan_to_json(&bare)).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn objective(objective: &Objective) -> Value {
    json!({ "name": objective.name.code(), "value": objective.value, "bound": objective.bound })
}

/// (bound − score) / max(1, |score|), with nine digits after the point at most.
fn gap(score: i64, bound: i64) -> Value {
    let distance = i128::from(bound) - i128::from(score);
    let fraction = Fraction::new(distance.unsigned_abs(), score.unsigned_abs().max(1));
    let digits = fraction.to_decimal(9);
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    let sign = if distance < 0 && digits != "0" { "-" } else { "" };
    let number: Number =
        format!("{sign}{digits}").parse().expect("digits with at most one point are a number");
    Value::Number(number)
}

fn team(team: &Team) -> Value {
    let parts: Map<String, Value> = Criterion::ALL
        .into_iter()
        .map(|criterion| (criterion.code().to_owned(), json!(team.part(criterion))))
        .collect();
    json!({
        "id": team.id,
        "initiative": team.initiative,
        "cluster": team.cluster,
        "members": team.members,
        "score": team.score,
        "parts": parts,
        "partner": team.partner,
    })
}

fn vacancy(vacancy: &Vacancy) -> Value {
    json!({
        "cluster": vacancy.cluster,
        "seats": vacancy.seats,
        "reason": vacancy.reason,
        "could_go_to": vacancy.could_go_to,
    })
}

fn clash(clash: &Clash) -> Value {
    let demand = |one: &ClashDemand| json!({ "kind": one.kind, "where": one.place, "value": one.value });
    let list = |all: &[ClashDemand]| all.iter().map(demand).collect::<Vec<_>>();
    let mut value = json!({ "kind": clash.kind, "where": clash.place, "text": clash.text });
    if !clash.demands.is_empty() {
        value["demands"] = json!(list(&clash.demands));
    }
    if !clash.relaxations.is_empty() {
        let one =
            |one: &ClashRelaxation| json!({ "text": one.text, "cost": one.cost, "steps": list(&one.steps) });
        value["relaxations"] = clash.relaxations.iter().map(one).collect();
    }
    value
}

fn certificate(certificate: &Certificate) -> Value {
    json!({ "scale": certificate.scale, "cases": certificate.cases.iter().map(case).collect::<Vec<_>>() })
}

fn case(case: &Case) -> Value {
    let valued = |rows: &[(Row, i64)]| -> Vec<Value> {
        rows.iter().map(|(row, value)| extended(row_words(row), [json!(value)])).collect()
    };
    json!({
        "block": case.block,
        "objective": case.objective.code(),
        "seats": case.seats.iter().map(|(id, least, most)| json!([id, least, most])).collect::<Vec<_>>(),
        "decisions": case.decisions.iter().map(decision).collect::<Vec<_>>(),
        "multipliers": valued(&case.multipliers),
        "duals": valued(&case.duals),
        "proof": match case.proof {
            Proof::Dual => "dual",
            Proof::Enumerate => "enumerate",
        },
        "bound": case.bound,
    })
}

fn decision(decision: &Decision) -> Value {
    match decision {
        Decision::Count { quota, min, max } => {
            extended(vec![json!("count")], row_words(quota).into_iter().chain([json!(min), json!(max)]))
        }
        Decision::Together(a, b) => json!(["together", a, b]),
        Decision::Apart(a, b) => json!(["apart", a, b]),
    }
}

/// A row's name as the words before its value: `["person", "N01"]`, `["quota", 1, "scope", "value"]`.
fn row_words(row: &Row) -> Vec<Value> {
    match row {
        Row::Person(id) => vec![json!("person"), json!(id)],
        Row::Teams(id) => vec![json!("teams"), json!(id)],
        Row::Seats(id) => vec![json!("seats"), json!(id)],
        Row::Quota { rule, scope, value } => vec![json!("quota"), json!(rule), json!(scope), json!(value)],
        Row::Priority { later, earlier } => vec![json!("priority"), json!(later), json!(earlier)],
        Row::OldTeam(id) => vec![json!("old_team"), json!(id)],
        Row::Kept => vec![json!("kept")],
        Row::Points => vec![json!("points")],
        Row::AllTeams => vec![json!("all_teams")],
    }
}

fn extended(mut words: Vec<Value>, more: impl IntoIterator<Item = Value>) -> Value {
    words.extend(more);
    Value::Array(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_exact_enough_and_zero_when_proven() {
        assert_eq!(gap(839, 839).to_string(), "0");
        assert_eq!(gap(0, 5).to_string(), "5");
        assert_eq!(gap(-400, -300).to_string(), "0.25");
        assert_eq!(gap(3, 4).to_string(), "0.333333333");
    }
}
