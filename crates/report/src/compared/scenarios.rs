//! Scenarios beside the base: a table, a small picture each, and what each does otherwise.

use super::charts::differences;
use super::page;
use super::words::Compared;
use crate::page::ticked;
use crate::statements::count;
use crate::text::Message;
use crate::view::View;
use crate::what_if::words::Word;
use crate::what_if::{Beside, cluster, differences as lines_of, ending_of, filled, signed, with_difference};
use crate::{Language, TextOptions, clean, number};
use fordel_engine::Tried;
use fordel_model::{Plan, Programme};
use maud::{Markup, html};

/// Scenarios as a whole HTML document in UTF-8 that refers to nothing outside itself.
///
/// * `base`: the plan of `programme` as it is; `tried`: the scenarios, in the order shown.
/// * `names`: whether people are named; without, by id only.
pub fn what_if_page(
    programme: &Programme,
    base: &Plan,
    tried: &[Tried],
    language: Language,
    names: bool,
) -> String {
    let beside = Beside::all(base, tried, language);
    let say = |word: Compared| word.text(language);
    let title = format!("{}: {}", clean(&programme.name), say(Compared::Scenarios).to_lowercase());
    let view = View::new(programme, base, language, names);
    let header = html! {
        p.lead { (say(Compared::ScenariosLead)) }
        ul.figures {
            li.figure { b { (number(beside.len(), language)) } span { (plain_scenarios(beside.len(), language)) } }
            li.figure { b { (number(filled(base), language)) } span { (language.what_if(Word::Filled).to_lowercase()) ", " (language.what_if(Word::Base)) } }
        }
    };
    let body = html! {
        section aria-labelledby="overview" {
            h2 #overview { (say(Compared::Overview)) }
            (overview(base, &beside, language))
        }
        section aria-labelledby="seats" {
            h2 #seats { (say(Compared::SeatsBeside)) }
            (multiples(&view, &beside))
        }
        section aria-labelledby="each" {
            h2 #each { (say(Compared::OneByOne)) }
            @for (at, one) in beside.iter().enumerate() { (alone(at, one, &view)) }
        }
    };
    page(&title, language, names, &header, &body)
}

/// The noun alone, for a figure above it.
fn plain_scenarios(n: usize, language: Language) -> String {
    let text = language.n_scenarios(u64::try_from(n).unwrap_or(u64::MAX));
    text.split_once(' ').map_or(text.clone(), |(_, noun)| noun.to_owned())
}

fn overview(base: &Plan, beside: &[Beside<'_>], language: Language) -> Markup {
    let word = |word: Word| language.what_if(word);
    html! {
        table {
            thead { tr {
                th scope="col" { (word(Word::Scenario)) }
                th.ending scope="col" { (word(Word::Ending)) }
                th.n scope="col" { (word(Word::Filled)) }
                th.n.wide-only scope="col" { (word(Word::Score)) }
                th.n scope="col" { (word(Word::In)) }
                th.n scope="col" { (word(Word::Out)) }
                th.n.wide-only scope="col" { (word(Word::TeamsChanged)) }
            } }
            tbody {
                tr {
                    th scope="row" { (word(Word::Base)) }
                    td { (word(ending_of(base).0)) }
                    td.n { (number(filled(base), language)) }
                    td.n.wide-only { (number(base.score, language)) }
                    td.n {} td.n {} td.n.wide-only {}
                }
                @for (at, one) in beside.iter().enumerate() {
                    tr {
                        th scope="row" { a href={ "#scenario-" (at + 1) } { (clean(one.name)) } }
                        td { (one.ending) }
                        @match one.figures() {
                            Some((plan, comparison)) => {
                                @let apart = comparison.score.1 - comparison.score.0;
                                td.n { (with_difference(Some(filled(base)), Some(filled(plan)), language)) }
                                td.n.wide-only {
                                    (number(plan.score, language))
                                    @if apart != 0 { " (" (signed(apart, language)) ")" }
                                }
                                td.n { (number(comparison.people_in.len(), language)) }
                                td.n { (number(comparison.people_out.len(), language)) }
                                td.n.wide-only { (number(comparison.teams_gone.len(), language)) }
                            }
                            None => { td.n {} td.n.wide-only {} td.n {} td.n {} td.n.wide-only {} }
                        }
                    }
                }
            }
        }
    }
}

/// A picture a scenario, of the clusters whose seats differ in any.
fn multiples(base: &View<'_>, beside: &[Beside<'_>]) -> Markup {
    let language = base.language;
    let apart = |before: Option<u64>, after: Option<u64>| {
        let signed = |n: Option<u64>| i64::try_from(n.unwrap_or(0)).unwrap_or(i64::MAX);
        signed(after).saturating_sub(signed(before))
    };
    // Every cluster of the base or of a scenario, in order, where its seats differ somewhere.
    let mut ids: Vec<(&str, String)> = Vec::new();
    for one in beside {
        let Some((programme, plan, comparison)) = &one.planned else { continue };
        let view = View::new(programme, plan, language, base.names);
        for change in comparison.clusters.iter().filter(|change| apart(change.seats.0, change.seats.1) != 0) {
            if !ids.iter().any(|(id, _)| *id == change.cluster) {
                ids.push((&change.cluster, cluster(&view, base, &change.cluster)));
            }
        }
    }
    let order = |id: &str| base.plan.split.units.iter().position(|unit| unit.id == id).unwrap_or(usize::MAX);
    ids.sort_by_key(|(id, _)| order(id));
    let rows_of = |one: &Beside<'_>| -> Option<Vec<(String, i64)>> {
        let (_, _, comparison) = one.planned.as_ref()?;
        let of = |id: &str| comparison.clusters.iter().find(|change| change.cluster == id);
        let row = |(id, name): &(&str, String)| {
            (name.clone(), of(id).map_or(0, |change| apart(change.seats.0, change.seats.1)))
        };
        Some(ids.iter().map(row).collect())
    };
    let all: Vec<_> = beside.iter().map(rows_of).collect();
    let most = all.iter().flatten().flatten().map(|(_, apart)| apart.abs()).max().unwrap_or(0);
    if most == 0 {
        return html! { p { (Compared::SameSeats.text(language)) } };
    }
    html! {
        p { (Compared::SeatsBesideText.text(language)) }
        div.multiples {
            @for (one, rows) in beside.iter().zip(&all) {
                div.multiple {
                    h3 { (clean(one.name)) }
                    @match rows {
                        Some(rows) if rows.iter().any(|(_, apart)| *apart != 0) => { (differences(rows, most, language)) }
                        Some(_) if one.code != "infeasible" => { p.small.soft { (Compared::SeatsAsIs.text(language)) } }
                        _ => { p.small.soft { (one.ending) } }
                    }
                }
            }
        }
    }
}

/// So many lines of a scenario stand open; the others unfold, for a scenario without any plan has hundreds. On paper
/// all stand open.
const LINES: usize = 24;

/// One scenario in sentences; what cannot hold stands first.
fn alone(at: usize, one: &Beside<'_>, base: &View<'_>) -> Markup {
    let options = TextOptions { names: base.names, full: false, width: u16::MAX, colour: false };
    let lines = match &one.planned {
        Some((programme, plan, comparison)) => lines_of((programme, plan, comparison), base, &options),
        None => one.why.iter().map(|why| clean(why)).collect(),
    };
    html! {
        section id={ "scenario-" (at + 1) } {
            h3 { (clean(one.name)) }
            p.soft { (one.ending) }
            @if let Some((programme, plan, _)) = &one.planned {
                @if !plan.clash.is_empty() {
                    @let view = View::new(programme, plan, base.language, base.names);
                    ul.notes.warn {
                        @for clash in &plan.clash {
                            li {
                                (ticked(&view.words(&clash.text)))
                                @for way in &clash.relaxations { br; span.small { (ticked(&view.words(&way.text))) } }
                            }
                        }
                    }
                }
            }
            @if lines.is_empty() {
                p { (base.language.what_if(Word::NothingChanges)) }
            } @else {
                ul.notes { @for line in lines.iter().take(LINES) { li { (line) } } }
                @if lines.len() > LINES {
                    details.further {
                        summary { (base.language.say(Message::AndMore(count(lines.len() - LINES)))) }
                        ul.notes { @for line in lines.iter().skip(LINES) { li { (line) } } }
                    }
                }
            }
        }
    }
}
