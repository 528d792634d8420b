//! Danish.

use super::{Heading, Say, signed};
use crate::{Language, number};
use fordel_model::Criterion;

pub(super) fn say(language: Language, say: Say<'_>) -> String {
    let seats = |n: Option<u64>| n.map_or("åbent antal".to_owned(), |n| number(n, language));
    match say {
        Say::Title(a, b) => format!("Sådan adskiller `{a}` sig fra `{b}`"),
        Say::Same => "Ingen forskel: de samme pladser, personer og teams.".to_owned(),
        Say::Seats(unit, before, now) => {
            format!(
                "{unit}: {} pladser i stedet for {}{}",
                seats(now),
                seats(before),
                change(before, now, language)
            )
        }
        Say::Filled(unit, before, now) => format!(
            "{unit}: {} besatte pladser i stedet for {}{}",
            seats(now),
            seats(before),
            change(before, now, language)
        ),
        Say::People(into, out, moved) => format!(
            "{} ind, {} ud, {} til et andet team.",
            number(into, language),
            number(out, language),
            number(moved, language)
        ),
        Say::In(person, team) => format!("ind: {person}, i {team}"),
        Say::Out(person, team, reason) => {
            let why = reason.map(|reason| format!(": {}", language.reason(reason))).unwrap_or_default();
            format!("ud: {person}, fra {team}{why}")
        }
        Say::Moves(person, from, to) => format!("flytter: {person}, fra {from} til {to}"),
        Say::Teams(same, changed, new, gone) => format!(
            "{} {}, {} ændret, {} {}, {} {}.",
            number(same, language),
            if same == 1 { "uændret team" } else { "uændrede teams" },
            number(changed, language),
            number(new, language),
            if new == 1 { "nyt" } else { "nye" },
            number(gone, language),
            if gone == 1 { "nedlagt" } else { "nedlagte" },
        ),
        Say::Team(team, joined, left) => match (joined, left) {
            ("", left) => format!("{team}: {left} ud, ingen ind"),
            (joined, "") => format!("{team}: {joined} ind, ingen ud"),
            (joined, left) => format!("{team}: {joined} ind, {left} ud"),
        },
        Say::NewTeam(team, members) => format!("nyt: {team} med {members}"),
        Say::GoneTeam(team, members) => format!("nedlagt: {team}, som havde {members}"),
        Say::Score(a, b) => format!(
            "{} i stedet for {} ({})",
            number(a, language),
            number(b, language),
            signed(a - b, language)
        ),
        Say::Part(criterion, change) => {
            format!("{}: {}", criterion_word(criterion), signed(change, language))
        }
        Say::Heading(Heading::Seats) => "Pladser".to_owned(),
        Say::Heading(Heading::People) => "Personer".to_owned(),
        Say::Heading(Heading::Teams) => "Teams".to_owned(),
        Say::Heading(Heading::Score) => "Point".to_owned(),
    }
}

/// A criterion, as a civil servant says it.
pub(crate) fn criterion_word(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Preference => "ønsker",
        Criterion::Sectors => "sektorer",
        Criterion::Organisations => "organisationer",
        Criterion::Professions => "faggrupper",
        Criterion::Chain => "ledelseskæde",
        Criterion::Merit => "kvalifikationer",
        Criterion::Balance => "balance",
        Criterion::Diversity => "forskellighed",
    }
}

fn change(before: Option<u64>, now: Option<u64>, language: Language) -> String {
    let (Some(before), Some(now)) = (before, now) else { return String::new() };
    let signed_now = i64::try_from(now).unwrap_or(i64::MAX) - i64::try_from(before).unwrap_or(i64::MAX);
    format!(" ({})", signed(signed_now, language))
}
