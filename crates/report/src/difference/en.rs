//! English.

use super::{Heading, Say, signed};
use crate::{Language, number};

pub(super) fn say(language: Language, say: Say<'_>) -> String {
    let count = |n: usize, one: &str, many: &str| {
        format!("{} {}", number(n, language), if n == 1 { one } else { many })
    };
    let seats = |n: Option<u64>| n.map_or("undecided".to_owned(), |n| number(n, language));
    match say {
        Say::Title(a, b) => format!("What `{a}` has against `{b}`"),
        Say::Same => "Nothing differs: the same seats, people and teams.".to_owned(),
        Say::Seats(unit, before, now) => {
            format!(
                "{unit}: {} seats instead of {}{}",
                seats(now),
                seats(before),
                change(before, now, language)
            )
        }
        Say::Filled(unit, before, now) => {
            format!(
                "{unit}: {} seats used instead of {}{}",
                seats(now),
                seats(before),
                change(before, now, language)
            )
        }
        Say::People(into, out, moved) => format!(
            "{} in, {} out, {} to another team.",
            number(into, language),
            number(out, language),
            number(moved, language)
        ),
        Say::In(person, team) => format!("in: {person}, to {team}"),
        Say::Out(person, team, reason) => {
            let why = reason.map(|reason| format!(": {}", language.reason(reason))).unwrap_or_default();
            format!("out: {person}, from {team}{why}")
        }
        Say::Moves(person, from, to) => format!("moves: {person}, from {from} to {to}"),
        Say::Teams(same, changed, new, gone) => format!(
            "{} unchanged, {} changed, {} new, {} gone.",
            count(same, "team", "teams"),
            number(changed, language),
            number(new, language),
            number(gone, language)
        ),
        Say::Team(team, joined, left) => match (joined, left) {
            ("", left) => format!("{team}: {left} out, nobody in"),
            (joined, "") => format!("{team}: {joined} in, nobody out"),
            (joined, left) => format!("{team}: {joined} in, {left} out"),
        },
        Say::NewTeam(team, members) => format!("new: {team} with {members}"),
        Say::GoneTeam(team, members) => format!("gone: {team}, which had {members}"),
        Say::Score(a, b) => format!(
            "{} instead of {} ({})",
            number(a, language),
            number(b, language),
            signed(a - b, language)
        ),
        Say::Part(criterion, change) => format!("{}: {}", criterion.code(), signed(change, language)),
        Say::Heading(Heading::Seats) => "Seats".to_owned(),
        Say::Heading(Heading::People) => "People".to_owned(),
        Say::Heading(Heading::Teams) => "Teams".to_owned(),
        Say::Heading(Heading::Score) => "Score".to_owned(),
    }
}

fn change(before: Option<u64>, now: Option<u64>, language: Language) -> String {
    let (Some(before), Some(now)) = (before, now) else { return String::new() };
    let signed_now = i64::try_from(now).unwrap_or(i64::MAX) - i64::try_from(before).unwrap_or(i64::MAX);
    format!(" ({})", signed(signed_now, language))
}
