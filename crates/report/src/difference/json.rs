//! A difference as JSON (`fordel/diff/1`): ids and figures, every difference `a` minus `b`.

use fordel_engine::difference::{Difference, SeatDifference, TeamDifference};
use fordel_model::{Criterion, Plan};
use serde_json::{Map, Value, json};

/// `a` minus `b` of two plans.
pub fn difference_json(found: &Difference, plans: [&Plan; 2]) -> Value {
    let side = |at: usize| {
        let plan = plans[at];
        json!({
            "name": plan.programme.name, "year": plan.programme.year, "digest": plan.programme.digest,
            "status": found.status[at].code(), "score": found.score[at], "bound": plan.bound,
            "people": plan.teams.iter().map(|team| team.members.len()).sum::<usize>(), "teams": plan.teams.len(),
        })
    };
    let parts: Map<String, Value> = Criterion::ALL
        .into_iter()
        .zip(found.parts)
        .map(|(criterion, [a, b])| {
            (criterion.code().to_owned(), json!({ "a": a, "b": b, "difference": a - b }))
        })
        .collect();
    json!({
        "format": "fordel/diff/1",
        "of": "plans",
        "meaning": "a minus b",
        "same": found.is_empty() && found.score[0] == found.score[1],
        "a": side(0),
        "b": side(1),
        "seats": found.seats.iter().map(seats).collect::<Vec<_>>(),
        "people": {
            "differ": found.people(),
            "in": found.people_in.iter()
                .map(|one| json!({ "nominee": one.nominee, "team": one.team, "initiative": one.initiative }))
                .collect::<Vec<_>>(),
            "out": found.people_out.iter()
                .map(|one| json!({
                    "nominee": one.nominee, "team": one.team, "initiative": one.initiative,
                    "reason": one.reason.map(fordel_model::plan::Reason::code),
                }))
                .collect::<Vec<_>>(),
            "moved": found.moved.iter()
                .map(|one| json!({
                    "nominee": one.nominee, "from": one.from, "to": one.to, "other_initiative": one.other_initiative,
                }))
                .collect::<Vec<_>>(),
        },
        "teams": found.teams.iter().map(team).collect::<Vec<_>>(),
        "score": { "a": found.score[0], "b": found.score[1], "difference": found.score[0] - found.score[1], "parts": parts },
    })
}

fn minus(pair: [Option<u64>; 2]) -> Value {
    match pair {
        [Some(a), Some(b)] => json!(i128::from(a) - i128::from(b)),
        _ => Value::Null,
    }
}

fn seats(row: &SeatDifference) -> Value {
    json!({
        "unit": row.unit, "a": row.seats[0], "b": row.seats[1], "difference": minus(row.seats),
        "filled_a": row.filled[0], "filled_b": row.filled[1], "filled_difference": minus(row.filled),
    })
}

fn team(team: &TeamDifference) -> Value {
    let change = match team.ids {
        [Some(_), None] => "new",
        [None, _] => "gone",
        _ if team.is_same() => "same",
        _ => "changed",
    };
    json!({
        "id": team.id, "change": change, "id_a": team.ids[0], "id_b": team.ids[1], "initiative": team.initiative,
        "cluster": team.cluster, "stayed": team.stayed, "joined": team.joined, "left": team.left,
        "score_a": team.score[0], "score_b": team.score[1],
    })
}
