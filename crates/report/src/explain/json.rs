//! An explanation as JSON (`fordel/explanation/1`): ids and figures.

use super::{Asked, command, price};
use crate::{InWords, Language};
use fordel_apportion::explain::Change as WeightChange;
use fordel_engine::explain::{Because, Came, Contribution, Explanation, Question, Seats, Subject};
use fordel_model::plan::Team;
use fordel_model::{Plan, Programme};
use serde_json::{Map, Value, json};

/// The format's name.
pub(super) const FORMAT: &str = "fordel/explanation/1";

/// An explanation as JSON.
pub fn explanation_json(programme: &Programme, plan: &Plan, found: &Explanation, asked: &Asked<'_>) -> Value {
    let (kind, id) = match &found.subject {
        Subject::Nominee(id) => ("nominee", id),
        Subject::Team(id) => ("team", id),
        Subject::Cluster(id) => ("cluster", id),
    };
    let mut whole = head(programme, plan);
    let mut put = |key: &str, value: Value| whole.insert(key.to_owned(), value);
    put("subject", json!({ "kind": kind, "id": id }));
    put("teams", found.teams.iter().map(|(team, parts)| self::team(team, parts)).collect());
    put(
        "not_selected",
        found.not_selected.as_ref().map_or(
            Value::Null,
            |row| json!({ "nominee": row.nominee, "reason": row.reason.code(), "detail": row.detail }),
        ),
    );
    put("seats", found.seats.as_ref().map_or(Value::Null, |own| seats(plan, own, asked)));
    put("because", found.because.iter().map(|one| because(plan, one, asked)).collect());
    put("swaps_tried", json!(found.swaps_tried));
    Value::Object(whole)
}

/// What every document of this format begins with.
pub(super) fn head(programme: &Programme, plan: &Plan) -> Map<String, Value> {
    let mut whole = Map::new();
    whole.insert("format".to_owned(), json!(FORMAT));
    let own = &plan.programme;
    whole.insert(
        "programme".to_owned(),
        json!({ "name": programme.name, "year": programme.year, "digest": own.digest }),
    );
    whole.insert("score".to_owned(), json!(plan.score));
    whole
}

fn team(team: &Team, contributions: &[Contribution]) -> Value {
    let contributions = contributions.iter().map(|own| {
        let pieces = own
            .pieces
            .iter()
            .map(|piece| json!({ "who": piece.who, "what": piece.what, "points": piece.points }));
        json!({
            "criterion": own.criterion.code(), "points": own.points, "pieces": pieces.collect::<Vec<_>>(),
        })
    });
    json!({
        "id": team.id, "initiative": team.initiative, "cluster": team.cluster, "members": team.members,
        "score": team.score, "contributions": contributions.collect::<Vec<_>>(),
    })
}

/// Why a cluster has its seats.
pub(super) fn seats(plan: &Plan, seats: &Seats, asked: &Asked<'_>) -> Value {
    let unit = &plan.split.units[seats.unit];
    let change = |change: &Option<WeightChange>| {
        change.as_ref().map_or(Value::Null, |change| {
            json!({
                "weight": change.weight.to_string(), "change": change.change.to_string(), "other": change.other,
                "command": command::weight(asked, &unit.id, change),
            })
        })
    };
    json!({
        "id": unit.id, "weight": unit.weight.to_string(), "seats": unit.seats,
        "quota": unit.quota.to_string(), "quota_decimal": unit.quota.to_decimal(3),
        "method": plan.split.method.to_string(), "next": plan.split.next, "first_to_lose": seats.first_to_lose,
        "gains": change(&seats.change.gains), "loses": change(&seats.change.loses),
    })
}

/// A question's name, and whom or what it is about.
pub(super) fn about(question: &Question) -> (&'static str, Vec<(&'static str, Option<&String>)>) {
    match question {
        Question::In(id) => ("in", vec![("nominee", Some(id))]),
        Question::Joins(id) => ("joins", vec![("nominee", Some(id))]),
        Question::On(id, k) => ("on", vec![("nominee", Some(id)), ("initiative", Some(k))]),
        Question::Without(id, k) => ("without", vec![("nominee", Some(id)), ("initiative", k.as_ref())]),
        Question::DropsOut(id) => ("drops_out", vec![("nominee", Some(id))]),
        Question::Swap(id, other, team) => {
            ("swap", vec![("nominee", Some(id)), ("other", Some(other)), ("team", team.as_ref())])
        }
        Question::Rule(rule) => ("rule", vec![("rule", Some(rule))]),
        Question::OneMore(id) => ("one_more_seat", vec![("cluster", Some(id))]),
        Question::OneFewer(id) => ("one_seat_fewer", vec![("cluster", Some(id))]),
    }
}

/// A question with what comes of forcing it.
pub(super) fn because(plan: &Plan, because: &Because, asked: &Asked<'_>) -> Value {
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
    let (code, about) = about(&because.question);
    put("question", json!(code));
    about.into_iter().for_each(|(key, text)| {
        put(key, json!(text));
    });
    put("command", json!(command::of(asked, plan, &because.forced)));
    match &because.forced.came {
        Came::Plan(forced) => {
            put("possible", json!(true));
            put("status", json!(forced.status.code()));
            put("proven", json!(forced.is_proven()));
            put("score", json!(forced.score));
            put("price", json!(price(plan, &because.forced)));
            let before =
                |name| plan.objectives.iter().find(|level| level.name == name).map(|level| level.value);
            let levels = forced.objectives.iter().map(|level| {
                json!({ "name": level.name.code(), "value": level.value, "plan": before(level.name) })
            });
            put("objectives", levels.collect());
            let found = &forced.difference;
            let seats = found.seats.iter().map(|row| {
                json!({ "cluster": row.unit, "seats": row.seats[0], "plan": row.seats[1], "filled": row.filled[0],
                    "plan_filled": row.filled[1] })
            });
            put("seats", seats.collect());
            let of_in = |one: &fordel_engine::difference::Placed| json!({ "nominee": one.nominee, "team": one.team, "initiative": one.initiative });
            put("come_in", found.people_in.iter().map(of_in).collect());
            let of_out = |one: &fordel_engine::difference::Left| json!({ "nominee": one.nominee, "team": one.team, "initiative": one.initiative });
            put("leave", found.people_out.iter().map(of_out).collect());
            let of_moved = |one: &fordel_engine::difference::Moved| json!({ "nominee": one.nominee, "from": one.from, "to": one.to });
            put("move", found.moved.iter().map(of_moved).collect());
        }
        Came::Clash(clashes) => {
            put("possible", json!(false));
            let rows = clashes
                .iter()
                .map(|clash| json!({ "kind": clash.kind, "where": clash.place, "text": clash.text }));
            put("clash", rows.collect());
        }
        Came::Unplanned(why) => {
            put("possible", Value::Null);
            put("unplanned", json!(why.in_words(Language::English)));
        }
        Came::Stopped => {
            put("possible", Value::Null);
            put("unplanned", json!("stopped"));
        }
    }
    Value::Object(row)
}
