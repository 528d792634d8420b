//! What the command says about a programme and a plan it has looked through: `check`, `verify` and what is said beside results.

use crate::statements::count;
use crate::text::Word;
use crate::view::View;
use crate::{Language, clean, number};
use fordel_model::plan::PlanStatus;
use fordel_model::{Plan, Programme};

/// What was read, in a sentence.
pub fn read_sentence(programme: &Programme, language: Language) -> String {
    let n = |value: usize| number(value, language);
    let (clusters, initiatives, nominees) =
        (n(programme.clusters.len()), n(programme.initiatives.len()), n(programme.nominees.len()));
    let name = clean(&programme.name);
    match language {
        Language::English => {
            format!("{name}: {clusters} clusters, {initiatives} initiatives, {nominees} nominees; no errors")
        }
        Language::Danish => format!(
            "{name}: {clusters} sundhedsklynger, {initiatives} forbedringsinitiativer, {nominees} kandidater; ingen fejl"
        ),
    }
}

/// What `check` found: what was read, whether a plan exists, what cannot hold and which seats stay empty.
pub fn check_text(programme: &Programme, plan: &Plan, language: Language, names: bool) -> String {
    let view = View::new(programme, plan, language, names);
    let mut text = read_sentence(programme, language) + "\n";
    let danish = language == Language::Danish;
    text.push_str(match (plan.status, danish) {
        (PlanStatus::Optimal | PlanStatus::Feasible, false) => "a plan exists\n",
        (PlanStatus::Optimal | PlanStatus::Feasible, true) => "der findes en plan\n",
        (PlanStatus::Partial, false) => "some clusters have no legal plan\n",
        (PlanStatus::Partial, true) => "nogle sundhedsklynger har ingen lovlig plan\n",
        (PlanStatus::Infeasible, false) => "no legal plan exists\n",
        (PlanStatus::Infeasible, true) => "der findes ingen lovlig plan\n",
    });
    for clash in &plan.clash {
        text.push_str(&format!(
            "  {} ({}): {}\n",
            view.place(&clash.place),
            clean(&clash.kind),
            view.words(&clash.text)
        ));
        if !clash.relaxations.is_empty() {
            text.push_str(&format!("    {}:\n", language.word(Word::Relaxations)));
        }
        for one in &clash.relaxations {
            text.push_str(&format!("    - {}\n", view.words(&one.text)));
        }
    }
    for vacancy in &plan.vacant {
        let empty = if danish { "står tomme" } else { "empty" };
        text.push_str(&format!(
            "  {}: {} {empty}: {}\n",
            view.cluster(&vacancy.cluster),
            language.seats(vacancy.seats),
            view.words(&vacancy.reason)
        ));
    }
    text
}

/// The head of a judgement: accepted or refused, and how much was proven again.
pub fn judged_sentences(findings: usize, proved: usize, language: Language) -> (String, String) {
    let (found, claims) = (number(count(findings), language), number(count(proved), language));
    match (language, findings) {
        (Language::English, 0) => (
            "accepted: every rule, seat and score holds".to_owned(),
            format!("proved again: {claims} claims"),
        ),
        (Language::English, n) => (
            format!("refused: {found} finding{}", if n == 1 { "" } else { "s" }),
            format!("proved again: {claims} claims"),
        ),
        (Language::Danish, 0) => (
            "godkendt: alle regler, pladser og point holder".to_owned(),
            format!("bevist igen: {claims} påstande"),
        ),
        (Language::Danish, _) => (format!("afvist: {found} fund"), format!("bevist igen: {claims} påstande")),
    }
}

/// The head of a judgement of seats, a line, and what stands above what was and was not proved again.
pub fn seats_judged(findings: usize, language: Language) -> (String, [&'static str; 2]) {
    let found = number(count(findings), language);
    match (language, findings) {
        (Language::English, 0) => {
            ("accepted: every figure holds\n".to_owned(), ["proved again", "not proved again"])
        }
        (Language::English, n) => (
            format!("refused: {found} finding{}\n", if n == 1 { "" } else { "s" }),
            ["proved again", "not proved again"],
        ),
        (Language::Danish, 0) => {
            ("godkendt: alle tal holder\n".to_owned(), ["bevist igen", "ikke bevist igen"])
        }
        (Language::Danish, _) => (format!("afvist: {found} fund\n"), ["bevist igen", "ikke bevist igen"]),
    }
}

/// What is said where a plan to report does not pass the check.
pub fn refused(language: Language) -> &'static str {
    match language {
        Language::English => "the plan does not pass the check, so no page is made of it:",
        Language::Danish => "planen består ikke kontrollen, så der laves ingen side af den:",
    }
}
