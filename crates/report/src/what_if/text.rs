//! Scenarios side by side, as text.

use super::words::Word;
use super::{Beside, cluster, ending_of, filled, has_plan, signed, why_seats, with_difference};
use crate::table::{Align, TextTable, wrapped};
use crate::view::View;
use crate::{Language, TextOptions, clean, number};
use fordel_engine::Tried;
use fordel_engine::compare::Comparison;
use fordel_model::plan::Clash;
use fordel_model::{Criterion, Plan, Programme};

/// The base and all scenarios in one table, then what each does otherwise.
pub fn what_if_text(
    programme: &Programme,
    base: &Plan,
    tried: &[Tried],
    language: Language,
    options: &TextOptions,
) -> String {
    let beside = Beside::all(base, tried, language);
    let word = |word: Word| language.what_if(word);
    let mut text = format!("{}\n\n", clean(&programme.name));
    let mut table = TextTable::new(
        options.width,
        &[
            (word(Word::Scenario), Align::Left),
            (word(Word::Ending), Align::Left),
            (word(Word::Filled), Align::Right),
            (word(Word::Score), Align::Right),
            (word(Word::In), Align::Right),
            (word(Word::Out), Align::Right),
            (word(Word::TeamsChanged), Align::Right),
        ],
    );
    let (ending, _) = ending_of(base);
    table.row([
        word(Word::Base).to_owned(),
        word(ending).to_owned(),
        number(filled(base), language),
        number(base.score, language),
        String::new(),
        String::new(),
        String::new(),
    ]);
    for one in &beside {
        let cells = match one.figures() {
            Some((plan, comparison)) => [
                with_difference(Some(filled(base)), Some(filled(plan)), language),
                match comparison.score.1 - comparison.score.0 {
                    0 => number(plan.score, language),
                    apart => format!("{} ({})", number(plan.score, language), signed(apart, language)),
                },
                number(comparison.people_in.len(), language),
                number(comparison.people_out.len(), language),
                number(comparison.teams_gone.len(), language),
            ],
            None => Default::default(),
        };
        table.row([clean(one.name), one.ending.clone()].into_iter().chain(cells));
    }
    text.push_str(&table.text());
    let base_view = View::new(programme, base, language, options.names);
    for one in &beside {
        text.push_str(&format!("\n{}\n", clean(one.name)));
        let lines = details(one, &base_view, options);
        if lines.is_empty() {
            text.push_str(&format!("  {}\n", word(Word::NothingChanges)));
        }
        for line in lines {
            text.push_str(&wrapped(&format!("  {line}"), options.width, "    "));
        }
    }
    text
}

/// What a scenario does otherwise, a line each.
fn details(one: &Beside<'_>, base: &View<'_>, options: &TextOptions) -> Vec<String> {
    let language = base.language;
    let word = |word: Word| language.what_if(word);
    let Some((programme, plan, comparison)) = &one.planned else {
        return vec![one.why.as_deref().map_or_else(|| one.ending.clone(), clean)];
    };
    let view = View::new(programme, plan, language, options.names);
    let clash = |clash: &Clash| {
        format!("{}: {}: {}", word(Word::Clashes), view.place(&clash.place), view.words(&clash.text))
    };
    let mut lines: Vec<String> = plan.clash.iter().map(clash).collect();
    lines.extend(differences((programme, plan, comparison), base, options));
    lines
}

/// Seats, people, teams and points that differ, a line each.
pub(crate) fn differences(
    (programme, plan, comparison): (&Programme, &Plan, &Comparison),
    base: &View<'_>,
    options: &TextOptions,
) -> Vec<String> {
    let language = base.language;
    let word = |word: Word| language.what_if(word);
    let view = View::new(programme, plan, language, options.names);
    let mut lines = Vec::new();
    for change in comparison.clusters.iter() {
        if let Some(why) = &change.why {
            lines.push(format!(
                "{} {}: {}",
                cluster(&view, base, &change.cluster),
                with_difference(change.seats.0, change.seats.1, language),
                why_seats(why, language)
            ));
        } else if has_plan(plan) && change.filled.0 != change.filled.1 {
            let vacancy = plan.vacant.iter().find(|vacancy| vacancy.cluster == change.cluster);
            let reason = vacancy.map(|vacancy| format!(": {}", view.words(&vacancy.reason)));
            lines.push(format!(
                "{}: {} {}{}",
                cluster(&view, base, &change.cluster),
                word(Word::Filled).to_lowercase(),
                with_difference(Some(change.filled.0), Some(change.filled.1), language),
                reason.unwrap_or_default()
            ));
        }
    }
    if !has_plan(plan) {
        return lines;
    }
    lines.extend(
        comparison.people_in.iter().map(|id| format!("{}: {}", word(Word::ComesIn), view.person(id))),
    );
    for (id, reason) in &comparison.people_out {
        let why = reason.map(|reason| format!(" ({})", language.reason(reason)));
        lines.push(format!("{}: {}{}", word(Word::GoesOut), base.person(id), why.unwrap_or_default()));
    }
    for (id, from, to) in &comparison.people_moved {
        let (from, to) = (base.initiative(from), view.initiative(to));
        lines.push(format!("{}: {}: {from} → {to}", word(Word::Moves), view.person(id)));
    }
    let team = |view: &View<'_>, (initiative, members): &(String, Vec<String>)| {
        let members: Vec<String> = members.iter().map(|id| view.person(id)).collect();
        format!("{}: {}", view.initiative(initiative), members.join(", "))
    };
    const TEAMS: usize = 6;
    if options.full || comparison.teams_gone.len() <= TEAMS {
        let gone =
            comparison.teams_gone.iter().map(|one| format!("{}: {}", word(Word::GoneTeam), team(base, one)));
        lines.extend(gone);
    }
    if options.full || comparison.teams_new.len() <= TEAMS {
        let new =
            comparison.teams_new.iter().map(|one| format!("{}: {}", word(Word::NewTeam), team(&view, one)));
        lines.extend(new);
    }
    let parts: Vec<String> = Criterion::ALL
        .into_iter()
        .zip(comparison.parts)
        .filter(|(_, (before, after))| before != after)
        .map(|(criterion, (before, after))| {
            format!("{} {}", language.criterion(criterion).0, signed(after - before, language))
        })
        .collect();
    if !parts.is_empty() {
        lines.push(format!("{}: {}", word(Word::Criteria), parts.join(", ")));
    }
    lines
}
