//! English.

use super::figure;
use super::say::{Effect, Head, Say, Verdict, listed};
use crate::Language;
use fordel_model::Criterion;

pub(super) fn say(language: Language, say: Say<'_>) -> String {
    let n = |value: i64| figure(value, language);
    match say {
        Say::Head(Head::Seats) => "Why so many seats:".to_owned(),
        Say::Head(Head::Why) => "Why together:".to_owned(),
        Say::Head(Head::Else) => "What else there could be:".to_owned(),
        Say::Head(Head::Drops) => "If somebody drops out:".to_owned(),
        Say::Head(Head::Swaps) => "One swap away:".to_owned(),
        Say::Head(Head::Rules) => "What the rules cost:".to_owned(),
        Say::NomineeIn(person, cluster, team, []) => format!("{person} of {cluster} is in {team}."),
        Say::NomineeIn(person, cluster, team, others) => {
            format!("{person} of {cluster} is in {team}, with {}.", names(others))
        }
        Say::NomineeOut(person, cluster, "") => format!("{person} of {cluster} is not selected."),
        Say::NomineeOut(person, cluster, why) => format!("{person} of {cluster} is not selected: {why}."),
        Say::Team(team, cluster, members) => format!("{team} of {cluster}: {}.", names(members)),
        Say::Filled(cluster, filled, Some(seats)) => {
            let word = if seats == 1 { "seat" } else { "seats" };
            format!(
                "{cluster} has filled {} of {} {word}.",
                figure(filled, language),
                figure(seats, language)
            )
        }
        Say::Filled(cluster, ..) => format!("The seats of {cluster} are open."),
        Say::Wish(person, true, _) => format!("{person} takes any initiative"),
        Say::Wish(person, _, Some(1)) => format!("the first choice of {person}"),
        Say::Wish(person, _, Some(rank)) => format!("choice number {rank} of {person}"),
        Say::Wish(person, _, None) => format!("not among the choices of {person}"),
        Say::Chain(pair) => format!("{} are manager and own report", names(pair)),
        Say::Different(_, []) => String::new(),
        Say::Different(criterion, what) => {
            let (one, many) = match criterion {
                Criterion::Sectors => ("sector", "sectors"),
                Criterion::Professions => ("profession", "professions"),
                _ => ("organisation", "organisations"),
            };
            format!("{} {}: {}", what.len(), if what.len() == 1 { one } else { many }, names(what))
        }
        Say::Criterion(criterion) => criterion_word(criterion).to_owned(),
        Say::Points(points) if points.abs() == 1 => format!("{} point", n(points)),
        Say::Points(points) => format!("{} points", n(points)),
        Say::Sum(points) => format!("{} points in all", n(points)),
        Say::Same => "nothing changes".to_owned(),
        Say::Impossible("") => "that cannot be".to_owned(),
        Say::Impossible(why) => format!("that cannot be: {why}"),
        Say::Unplanned(why) => format!("not worked out: {why}"),
        Say::Stopped => "not worked out: stopped before that".to_owned(),
        Say::Effect(effect) => self::effect(language, effect),
        Say::Verdict(verdict) => self::verdict(language, verdict),
        Say::Price(now, before) => format!("{} points instead of {}", n(now), n(before)),
        Say::NotProven => "The search ended before this was proven.".to_owned(),
        Say::CostNothing(rules) => format!("Without one of these no plan is better: {}", rules.join(", ")),
        Say::NoSwap(tried) => format!("none of the {tried} nearest swaps keeps the rules"),
        Say::AskIn(person) => format!("The best plan with {person}"),
        Say::AskJoins(has, person) => format!("{has}. If {person} is to join"),
        Say::AskOn(person, initiative) => format!("With {person} on {initiative}"),
        Say::AskWithout(person, None) => format!("Without {person}"),
        Say::AskWithout(person, Some(initiative)) => format!("Without {person} on {initiative}"),
        Say::AskDrops(person) => format!("If {person} drops out"),
        Say::AskSwap(person, other) => format!("{person} and {other} change places"),
        Say::AskInstead(person, other) => format!("{other} instead of {person}"),
        Say::AskRule(rule) => format!("Without the rule `{rule}`"),
        Say::AskSeat(cluster, true) => format!("With one seat more for {cluster}"),
        Say::AskSeat(cluster, false) => format!("With one seat fewer for {cluster}"),
    }
}

fn names(all: &[String]) -> String {
    listed(all, "and", |more| format!("{more} more"))
}

fn effect(language: Language, effect: &Effect) -> String {
    let verb = |all: &[String], one: &str, many: &str| {
        (!all.is_empty()).then(|| format!("{} {}", names(all), if all.len() == 1 { one } else { many }))
    };
    let seats = effect.seats.iter().map(|(name, before, now)| {
        format!("{name} has {} instead of {}", figure(now, language), figure(before, language))
    });
    let own = effect.own_team.as_ref().map(|team| format!("they join {team}"));
    let mut parts: Vec<String> = seats.chain(own).collect();
    parts.extend(verb(&effect.comes, "comes in", "come in"));
    parts.extend(verb(&effect.leaves, "leaves", "leave"));
    match verb(&effect.moves, "moves to another team", "move to other teams") {
        Some(moves) => parts.push(moves),
        None if effect.comes.is_empty() && effect.leaves.is_empty() => {
            parts.push("nobody has to come, leave or move".to_owned());
        }
        None => parts.push("nobody else moves".to_owned()),
    }
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

fn verdict(language: Language, verdict: &Verdict) -> String {
    let list = |all: &[Criterion]| {
        let words: Vec<String> = all.iter().map(|&one| criterion_word(one).to_owned()).collect();
        listed(&words, "and", |more| format!("{more} more"))
    };
    let two = |what: &str, first: &[Criterion], but: &str, last: &[Criterion]| match (first, last) {
        ([], _) => format!("{what} on the whole"),
        (first, []) => format!("{what} in {}", list(first)),
        (first, last) => format!("{what} in {}, {but} in {}", list(first), list(last)),
    };
    let seats = |n: u64| format!("{} {}", figure(n, language), if n == 1 { "seat" } else { "seats" });
    match verdict {
        Verdict::AsGood => "just as good".to_owned(),
        Verdict::Weaker(down, up) => two("weaker", down, "stronger", up),
        Verdict::Stronger(up, down) => two("better", up, "weaker", down),
        Verdict::FewerSeats(n) => format!("{} more would stay empty", seats(*n)),
        Verdict::MoreSeats(n) => format!("{} more would be filled", seats(*n)),
    }
}

/// A criterion, in plain words.
fn criterion_word(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Preference => "wishes",
        Criterion::Sectors => "different sectors",
        Criterion::Organisations => "different organisations",
        Criterion::Professions => "different professions",
        Criterion::Chain => "leadership chains",
        Criterion::Merit => "merit",
        Criterion::Balance => "balance between teams",
        Criterion::Diversity => "difference between members",
    }
}
