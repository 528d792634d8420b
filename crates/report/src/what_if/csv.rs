//! Scenarios side by side, as one table for a spreadsheet: a row a fact.

use super::words::Word;
use super::{Beside, cluster, filled, why_seats};
use crate::Language;
use crate::csv_line::CsvClothes;
use crate::view::View;
use fordel_engine::Tried;
use fordel_model::{Criterion, Plan, Programme};

/// All scenarios as CSV: scenario, kind, which, before, after, why. Kinds are words for programs:
/// `ending`, `filled`, `score`, `seats`, `criterion`, `in`, `out`, `moved`, `clash`.
pub fn what_if_csv(
    programme: &Programme,
    base: &Plan,
    tried: &[Tried],
    language: Language,
    names: bool,
) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    let headings = [Word::Scenario, Word::Kind, Word::Which, Word::Before, Word::After, Word::Why];
    clothes.line(&mut text, headings.map(|word| language.what_if(word).to_lowercase()));
    let base_view = View::new(programme, base, language, names);
    let (_, base_code) = super::ending_of(base);
    for one in Beside::all(base, tried, language) {
        let mut row = |kind: &str, which: String, before: String, after: String, why: String| {
            clothes.line(&mut text, [one.name.to_owned(), kind.to_owned(), which, before, after, why]);
        };
        let why = one.why.clone().unwrap_or_default();
        row("ending", String::new(), base_code.to_owned(), one.code.to_owned(), why);
        let Some((programme, plan, comparison)) = &one.planned else { continue };
        let view = View::new(programme, plan, language, names);
        let nothing = String::new;
        let is_planned = one.figures().is_some();
        if is_planned {
            row("filled", nothing(), filled(base).to_string(), filled(plan).to_string(), nothing());
            row("score", nothing(), base.score.to_string(), plan.score.to_string(), nothing());
        }
        for change in &comparison.clusters {
            let seats = |seats: Option<u64>| seats.map(|seats| seats.to_string()).unwrap_or_default();
            let why = change.why.as_ref().map(|why| why_seats(why, language)).unwrap_or_default();
            let name = cluster(&view, &base_view, &change.cluster);
            row("seats", name, seats(change.seats.0), seats(change.seats.1), why);
        }
        for clash in &plan.clash {
            row("clash", view.place(&clash.place), nothing(), nothing(), view.words(&clash.text));
        }
        if !is_planned {
            continue;
        }
        for (criterion, (before, after)) in Criterion::ALL.into_iter().zip(comparison.parts) {
            let name = language.criterion(criterion).0.to_owned();
            row("criterion", name, before.to_string(), after.to_string(), nothing());
        }
        for id in &comparison.people_in {
            row("in", view.person(id), nothing(), nothing(), nothing());
        }
        for (id, reason) in &comparison.people_out {
            let why = reason.map(|reason| language.reason(reason).to_owned()).unwrap_or_default();
            row("out", base_view.person(id), nothing(), nothing(), why);
        }
        for (id, from, to) in &comparison.people_moved {
            row("moved", view.person(id), base_view.initiative(from), view.initiative(to), nothing());
        }
    }
    text
}
