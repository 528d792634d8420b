//! Why a unit has its seats, as text; and paradoxes over a range of totals.

use super::words::pick;
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_apportion::explain::{Change, Explanation};
use fordel_apportion::scan::Step;
use fordel_model::split::DivisorEnd;

/// An explanation as a table: each unit's quotients and what would give it a seat or cost it one.
pub fn explain_text(explanation: &Explanation, language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let columns = [
        (pick("Unit", "Enhed"), Align::Left),
        (pick("Last seat at", "Sidste plads ved"), Align::Right),
        (pick("Next seat at", "Næste plads ved"), Align::Right),
        (pick("Gains one with", "Får en mere ved"), Align::Right),
        (pick("from", "fra"), Align::Left),
        (pick("Loses one with", "Mister en ved"), Align::Right),
        (pick("to", "til"), Align::Left),
    ];
    let mut table = TextTable::new(width, &columns);
    let quotient = |end: &Option<DivisorEnd>| {
        end.as_ref().and_then(|end| end.to_decimal(3)).map_or(String::new(), |text| number(text, language))
    };
    let change = |change: &Option<Change>, sign: &str| match change {
        Some(change) => format!("{sign}{}", number(&change.change, language)),
        None if explanation.is_searched => pick("never", "aldrig").to_owned(),
        None => "–".to_owned(),
    };
    let other = |change: &Option<Change>| {
        change.as_ref().and_then(|c| c.other.as_deref()).map_or(String::new(), clean)
    };
    for unit in &explanation.units {
        table.row([
            clean(&unit.id),
            quotient(&unit.last_quotient),
            quotient(&unit.next_quotient),
            change(&unit.gains, "+"),
            other(&unit.gains),
            change(&unit.loses, "−"),
            other(&unit.loses),
        ]);
    }
    let mut text = wrapped(
        pick(
            "What each unit's own weight must change by, all else equal, for a seat to move (exact):",
            "Hvor meget enhedens egen vægt skal ændres, alt andet lige, før en plads flytter (præcist):",
        ),
        width,
        "  ",
    );
    text.push_str(&table.text());
    if !explanation.is_searched {
        text.push_str(&wrapped(
            pick(
                "The changes are not worked out for so many units by this method.",
                "Ændringerne er ikke regnet ud for så mange enheder med denne metode.",
            ),
            width,
            "  ",
        ));
    }
    if let Some((unit, change)) = explanation.closest() {
        let (amount, name) = (number(&change.change, language), clean(&unit.id));
        let rises = unit.gains.as_ref() == Some(change);
        let other = change.other.as_deref().map(clean).unwrap_or_default();
        let sentence = match (language, rises) {
            (Language::English, true) => format!(
                "The smallest change that moves a seat: {amount} more in {name} takes one from {other}."
            ),
            (Language::English, false) => format!(
                "The smallest change that moves a seat: {amount} fewer in {name} gives one to {other}."
            ),
            (Language::Danish, true) => format!(
                "Den mindste ændring, der flytter en plads: {amount} flere i {name} tager en fra {other}."
            ),
            (Language::Danish, false) => format!(
                "Den mindste ændring, der flytter en plads: {amount} færre i {name} giver en til {other}."
            ),
        };
        text.push_str(&wrapped(&sentence, width, "  "));
    }
    text
}

/// A scan as text: the totals at which somebody loses a seat although there is one more.
pub fn scan_text(steps: &[Step], language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let found: Vec<&Step> = steps.iter().filter(|step| !step.losers.is_empty()).collect();
    let mut text = String::new();
    if let (Some(first), Some(last)) = (steps.first(), steps.last()) {
        let sentence = format!(
            "{} {} {} {}: {}.",
            pick("Totals from", "Antal pladser fra"),
            number(first.from, language),
            pick("to", "til"),
            number(last.to, language),
            if found.is_empty() {
                pick(
                    "nobody ever loses a seat when there is one more",
                    "ingen mister en plads, når der kommer en mere",
                )
                .to_owned()
            } else {
                format!(
                    "{} {}",
                    pick(
                        "steps at which somebody loses a seat although there is one more:",
                        "skridt, hvor nogen mister en plads, selv om der kommer en mere:"
                    ),
                    number(found.len(), language)
                )
            }
        );
        text.push_str(&wrapped(&sentence, width, "  "));
    }
    for step in found {
        let losers: Vec<String> = step.losers.iter().map(|name| clean(name)).collect();
        let sentence = format!(
            "  {} → {}: {} {}",
            number(step.from, language),
            number(step.to, language),
            losers.join(", "),
            pick("loses one", "mister en")
        );
        text.push_str(&wrapped(&sentence, width, "    "));
    }
    text
}
