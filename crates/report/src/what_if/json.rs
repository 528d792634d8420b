//! Scenarios side by side, as JSON.

use super::{Beside, ending_of, filled, why_seats};
use crate::Language;
use fordel_engine::Tried;
use fordel_engine::compare::WhySeats;
use fordel_model::{Criterion, Plan};
use serde_json::{Map, Value, json};

/// All scenarios as `fordel/what-if/1`; people are named by id.
pub fn what_if_json(base: &Plan, tried: &[Tried], language: Language) -> Value {
    let parts = |plan: &Plan| -> Map<String, Value> {
        let sum = |criterion: Criterion| plan.teams.iter().map(|team| team.part(criterion)).sum::<i64>();
        Criterion::ALL
            .into_iter()
            .map(|criterion| (criterion.code().to_owned(), json!(sum(criterion))))
            .collect()
    };
    let seats = base
        .split
        .units
        .iter()
        .zip(&base.filled)
        .map(|(unit, filled)| json!({ "cluster": unit.id, "seats": unit.seats, "filled": filled }));
    let scenarios: Vec<Value> =
        Beside::all(base, tried, language).iter().map(|one| scenario(one, &parts, language)).collect();
    json!({
        "format": "fordel/what-if/1",
        "base": {
            "status": ending_of(base).1,
            "filled": filled(base),
            "score": base.score,
            "bound": base.bound,
            "parts": parts(base),
            "seats": seats.collect::<Vec<_>>(),
            "teams": base.teams.len(),
        },
        "scenarios": scenarios,
    })
}

fn scenario(one: &Beside<'_>, parts: &dyn Fn(&Plan) -> Map<String, Value>, language: Language) -> Value {
    let mut object = Map::new();
    object.insert("name".to_owned(), json!(one.name));
    object.insert("status".to_owned(), json!(one.code));
    object.insert("why".to_owned(), json!(one.why));
    let Some((_, plan, comparison)) = &one.planned else { return Value::Object(object) };
    let clusters: Vec<Value> = comparison
        .clusters
        .iter()
        .map(|change| {
            let (kind, shares) = match &change.why {
                None => (None, Value::Null),
                Some(WhySeats::Quota(before, after)) => {
                    (Some("quota"), json!([before.to_string(), after.to_string()]))
                }
                Some(WhySeats::Rules) => (Some("rules"), Value::Null),
                Some(WhySeats::New) => (Some("new"), Value::Null),
                Some(WhySeats::Gone) => (Some("gone"), Value::Null),
                Some(WhySeats::Tie) => (Some("tie"), Value::Null),
            };
            json!({
                "cluster": change.cluster,
                "seats": change.seats.1,
                "seats_before": change.seats.0,
                "filled": change.filled.1,
                "filled_before": change.filled.0,
                "why": kind,
                "quotas": shares,
                "text": change.why.as_ref().map(|why| why_seats(why, language)),
            })
        })
        .collect();
    let teams = |teams: &[(String, Vec<String>)]| -> Vec<Value> {
        teams
            .iter()
            .map(|(initiative, members)| json!({ "initiative": initiative, "members": members }))
            .collect()
    };
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    let clash = plan.clash.iter();
    let clash = clash.map(|one| json!({ "kind": one.kind, "where": one.place, "text": one.text }));
    put("clash", Value::Array(clash.collect()));
    put("clusters", Value::Array(clusters));
    if one.figures().is_none() {
        return Value::Object(object);
    }
    put("filled", json!(filled(plan)));
    put("score", json!(plan.score));
    put("bound", json!(plan.bound));
    put("score_difference", json!(comparison.score.1 - comparison.score.0));
    put("parts", Value::Object(parts(plan)));
    put("in", json!(comparison.people_in));
    let out = comparison
        .people_out
        .iter()
        .map(|(id, reason)| json!({ "nominee": id, "reason": reason.map(fordel_model::plan::Reason::code) }));
    put("out", Value::Array(out.collect()));
    let moved = comparison.people_moved.iter();
    let moved = moved.map(|(id, from, to)| json!({ "nominee": id, "from": from, "to": to }));
    put("moved", Value::Array(moved.collect()));
    put("teams_kept", json!(comparison.teams_kept));
    put("teams_gone", json!(teams(&comparison.teams_gone)));
    put("teams_new", json!(teams(&comparison.teams_new)));
    let vacant = plan.vacant.iter();
    let vacant =
        vacant.map(|one| json!({ "cluster": one.cluster, "seats": one.seats, "reason": one.reason }));
    put("vacant", Value::Array(vacant.collect()));
    Value::Object(object)
}
