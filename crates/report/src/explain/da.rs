//! Danish, as a civil servant writes it.

use super::figure;
use super::say::{Effect, Head, Say, Verdict, listed};
use crate::Language;
use fordel_model::Criterion;

pub(super) fn say(language: Language, say: Say<'_>) -> String {
    let n = |value: i64| figure(value, language);
    match say {
        Say::Head(Head::Seats) => "Hvorfor så mange pladser:".to_owned(),
        Say::Head(Head::Why) => "Hvorfor sammen:".to_owned(),
        Say::Head(Head::Else) => "Hvad der ellers kunne være:".to_owned(),
        Say::Head(Head::Drops) => "Hvis nogen falder fra:".to_owned(),
        Say::Head(Head::Swaps) => "Ét bytte herfra:".to_owned(),
        Say::Head(Head::Rules) => "Hvad reglerne koster:".to_owned(),
        Say::NomineeIn(person, cluster, team, []) => format!("{person} fra {cluster} er i {team}."),
        Say::NomineeIn(person, cluster, team, others) => {
            format!("{person} fra {cluster} er i {team} sammen med {}.", names(others))
        }
        Say::NomineeOut(person, cluster, "") => format!("{person} fra {cluster} er ikke udpeget."),
        Say::NomineeOut(person, cluster, why) => format!("{person} fra {cluster} er ikke udpeget: {why}."),
        Say::Team(team, cluster, members) => format!("{team} i {cluster}: {}.", names(members)),
        Say::Filled(cluster, filled, Some(seats)) => {
            let word = if seats == 1 { "plads" } else { "pladser" };
            format!("{cluster} har besat {} af {} {word}.", figure(filled, language), figure(seats, language))
        }
        Say::Filled(cluster, ..) => format!("Antallet af pladser til {cluster} er åbent."),
        Say::Wish(person, true, _) => format!("{person} indgår i ethvert initiativ"),
        Say::Wish(person, _, Some(1)) => format!("førsteønsket for {person}"),
        Say::Wish(person, _, Some(rank)) => format!("ønske nummer {rank} for {person}"),
        Say::Wish(person, _, None) => format!("ikke blandt ønskerne fra {person}"),
        Say::Chain(pair) => format!("{} er leder og egen medarbejder", names(pair)),
        Say::Different(_, []) => String::new(),
        Say::Different(criterion, what) => {
            let (one, many) = match criterion {
                Criterion::Sectors => ("sektor", "sektorer"),
                Criterion::Professions => ("faggruppe", "faggrupper"),
                _ => ("organisation", "organisationer"),
            };
            format!("{} {}: {}", what.len(), if what.len() == 1 { one } else { many }, names(what))
        }
        Say::Criterion(criterion) => criterion_word(criterion).to_owned(),
        Say::Points(points) => format!("{} point", n(points)),
        Say::Sum(points) => format!("{} point i alt", n(points)),
        Say::Same => "intet ændres".to_owned(),
        Say::Impossible("") => "det kan ikke lade sig gøre".to_owned(),
        Say::Impossible(why) => format!("det kan ikke lade sig gøre: {why}"),
        Say::Unplanned(why) => format!("er ikke regnet ud: {why}"),
        Say::Stopped => "er ikke regnet ud: standset inden".to_owned(),
        Say::Effect(effect) => self::effect(language, effect),
        Say::Verdict(verdict) => self::verdict(language, verdict),
        Say::Price(now, before) => format!("{} point i stedet for {}", n(now), n(before)),
        Say::NotProven => "Søgningen sluttede, før dette var bevist.".to_owned(),
        Say::CostNothing(rules) => {
            format!("Uden en af disse er ingen plan bedre: {}", rules.join(", "))
        }
        Say::NoSwap(tried) => format!("ingen af de {tried} nærmeste bytter overholder reglerne"),
        Say::AskIn(person) => format!("Den bedste plan med {person}"),
        Say::AskJoins(has, person) => format!("{has}. Skal {person} med"),
        Say::AskOn(person, initiative) => format!("Med {person} på {initiative}"),
        Say::AskWithout(person, None) => format!("Uden {person}"),
        Say::AskWithout(person, Some(initiative)) => format!("Uden {person} på {initiative}"),
        Say::AskDrops(person) => format!("Hvis {person} falder fra"),
        Say::AskSwap(person, other) => format!("{person} og {other} bytter plads"),
        Say::AskInstead(person, other) => format!("{other} i stedet for {person}"),
        Say::AskRule(rule) => format!("Uden reglen `{rule}`"),
        Say::AskSeat(cluster, true) => format!("Med én plads mere til {cluster}"),
        Say::AskSeat(cluster, false) => format!("Med én plads færre til {cluster}"),
    }
}

fn names(all: &[String]) -> String {
    listed(all, "og", |more| format!("{more} mere"))
}

fn effect(language: Language, effect: &Effect) -> String {
    let verb = |all: &[String], what: &str| (!all.is_empty()).then(|| format!("{} {what}", names(all)));
    let seats = effect.seats.iter().map(|(name, before, now)| {
        format!("{name} har {} i stedet for {}", figure(now, language), figure(before, language))
    });
    let own = effect.own_team.as_ref().map(|team| format!("pladsen er på {team}"));
    let mut parts: Vec<String> = seats.chain(own).collect();
    parts.extend(verb(&effect.comes, "kommer med"));
    parts.extend(verb(&effect.leaves, "må ud"));
    match verb(&effect.moves, "skifter team") {
        Some(moves) => parts.push(moves),
        None if effect.comes.is_empty() && effect.leaves.is_empty() => {
            parts.push("ingen skal ind, ud eller flyttes".to_owned());
        }
        None => parts.push("ingen andre flyttes".to_owned()),
    }
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} og {last}", first.join(", ")),
        None => String::new(),
    }
}

fn verdict(language: Language, verdict: &Verdict) -> String {
    let list = |all: &[Criterion]| {
        let words: Vec<String> = all.iter().map(|&one| criterion_word(one).to_owned()).collect();
        listed(&words, "og", |more| format!("{more} mere"))
    };
    let two = |what: &str, first: &[Criterion], but: &str, last: &[Criterion]| match (first, last) {
        ([], _) => format!("{what} samlet set"),
        (first, []) => format!("{what} på {}", list(first)),
        (first, last) => format!("{what} på {}, {but} på {}", list(first), list(last)),
    };
    let seats = |n: u64| format!("{} {} mere", figure(n, language), if n == 1 { "plads" } else { "pladser" });
    match verdict {
        Verdict::AsGood => "lige så god".to_owned(),
        Verdict::Weaker(down, up) => two("svagere", down, "stærkere", up),
        Verdict::Stronger(up, down) => two("bedre", up, "svagere", down),
        Verdict::FewerSeats(n) => format!("{} ville stå tom", seats(*n)),
        Verdict::MoreSeats(n) => format!("{} ville blive besat", seats(*n)),
    }
}

/// A criterion, in plain words.
fn criterion_word(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Preference => "ønsker",
        Criterion::Sectors => "forskellige sektorer",
        Criterion::Organisations => "forskellige organisationer",
        Criterion::Professions => "forskellige faggrupper",
        Criterion::Chain => "ledelseskæder",
        Criterion::Merit => "kvalifikationer",
        Criterion::Balance => "balance mellem teams",
        Criterion::Diversity => "forskellighed mellem medlemmer",
    }
}
