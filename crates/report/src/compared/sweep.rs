//! What all scenarios of a sweep come to together, as a page.

use super::charts::histogram;
use super::page;
use super::words::Compared;
use crate::page::ticked;
use crate::sweep::{QUANTILES, figures, why_words};
use crate::what_if::words::Word;
use crate::{Language, clean, number};
use fordel_engine::sweep::{ClusterSeats, Summary};
use fordel_model::Programme;
use maud::{Markup, html};

/// The summary of a sweep as a whole HTML document in UTF-8 that refers to nothing outside itself.
pub fn sweep_page(programme: &Programme, summary: &Summary, language: Language, names: bool) -> String {
    let say = |word: Compared| word.text(language);
    let word = |word: Word| language.what_if(word);
    let title = format!("{}: {}", clean(&programme.name), say(Compared::Sweep).to_lowercase());
    let header = html! {
        p.lead { (language.n_scenarios(summary.n)) "." }
        @if summary.planned > 0 { p { (robust(summary, language)) } }
    };
    let body = html! {
        section aria-labelledby="endings" {
            h2 #endings { (say(Compared::Endings)) }
            table {
                thead { tr {
                    th scope="col" { (word(Word::Ending)) }
                    th.n scope="col" { (say(Compared::Scenarios)) }
                    th.n scope="col" { "%" }
                } }
                tbody {
                    @for (&ending, &count) in &summary.endings {
                        tr {
                            th scope="row" { (language.ending(ending)) }
                            td.n { (number(count, language)) }
                            td.n { (language.per_cent(count, summary.n)) }
                        }
                    }
                }
            }
            @if !summary.why.is_empty() {
                h3 { (capital(word(Word::Clashes))) }
                ul.notes {
                    @for (why, &count) in summary.why.iter().take(20) { li { (ticked(&why_words(why, programme, &summary.refusals, language))) " (" (number(count, language)) ")" } }
                }
            }
        }
        section aria-labelledby="seats" {
            h2 #seats { (say(Compared::SeatsOften)) }
            p { (say(Compared::SeatsOftenText)) }
            div.multiples { @for cluster in &summary.clusters { (often(programme, summary, cluster, language)) } }
            (table(programme, summary, language))
        }
        (scores(summary, language))
        (people(programme, summary, language, names))
    };
    page(&title, language, names, &header, &body)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn robust(summary: &Summary, language: Language) -> String {
    let share = |count: u64| language.per_cent(count, summary.planned);
    let mut text = language.robust(&share(summary.same_people), &share(summary.same_teams), summary.planned);
    let (middle, most) = (summary.teams_changed.quantile(500), summary.teams_changed.quantile(1000));
    if let (Some(middle), Some(most)) = (middle, most) {
        text.push(' ');
        text.push_str(&language.teams_change(middle, most, summary.teams));
    }
    text
}

fn name_of(programme: &Programme, id: &str) -> String {
    let row = programme.clusters.iter().find(|cluster| cluster.id == id);
    clean(row.map_or(id, |cluster| &cluster.name))
}

fn often(programme: &Programme, summary: &Summary, cluster: &ClusterSeats, language: Language) -> Markup {
    let counts: Vec<(i64, u64)> = cluster.seats.counts().collect();
    let base = cluster.base.and_then(|base| i64::try_from(base).ok());
    let name = name_of(programme, &cluster.cluster);
    let shares: Vec<String> = counts
        .iter()
        .map(|&(seats, count)| {
            let seats = u64::try_from(seats).unwrap_or(0);
            format!("{}: {}", language.seats(seats), language.per_cent(count, summary.n))
        })
        .collect();
    html! {
        div.multiple {
            h3 { (name) }
            (histogram(&counts, base, summary.n, &shares.join("; "), language))
        }
    }
}

fn table(programme: &Programme, summary: &Summary, language: Language) -> Markup {
    let word = |word: Word| language.what_if(word);
    let dash = || "–".to_owned();
    html! {
        h3 { (Compared::Figures.text(language)) }
        table {
            thead { tr {
                th scope="col" { (word(Word::Cluster)) }
                th.n scope="col" { (word(Word::InBase)) }
                th.n scope="col" { (word(Word::AsBase)) }
                th.n.wide-only scope="col" { (word(Word::Mean)) }
                th.n scope="col" { (Compared::Range.text(language)) }
                th.n.wide-only scope="col" { (word(Word::Open)) }
            } }
            tbody {
                @for cluster in &summary.clusters {
                    @let shown = figures(&cluster.seats);
                    @let base = cluster.base.and_then(|base| i64::try_from(base).ok());
                    @let same = cluster.seats.counts().filter(|(seats, _)| Some(*seats) == base).map(|(_, count)| count).sum();
                    tr {
                        th scope="row" { (name_of(programme, &cluster.cluster)) }
                        td.n { (cluster.base.map_or_else(dash, |seats| number(seats, language))) }
                        td.n { (language.per_cent(same, summary.n)) }
                        td.n.wide-only { (shown.as_ref().map_or_else(dash, |(_, _, mean)| number(mean, language))) }
                        td.n { (shown.as_ref().map_or_else(dash, |(least, most, _)| format!("{}–{}", number(least, language), number(most, language)))) }
                        td.n.wide-only { (number(cluster.open, language)) }
                    }
                }
            }
        }
    }
}

fn scores(summary: &Summary, language: Language) -> Markup {
    let all: Option<Vec<i64>> = QUANTILES.iter().map(|&q| summary.score.quantile(q)).collect();
    let Some(all) = all.filter(|_| summary.planned > 0) else { return html! {} };
    let text = language.what_if(Word::Quantiles);
    let (title, names) = text.split_once(": ").unwrap_or((text, ""));
    html! {
        section aria-labelledby="scores" {
            h2 #scores { (title) }
            table {
                thead { tr { @for name in names.split(", ") { th.n scope="col" { (name) } } } }
                tbody { tr { @for score in &all { td.n { (number(score, language)) } } } }
            }
        }
    }
}

fn people(programme: &Programme, summary: &Summary, language: Language, names: bool) -> Markup {
    let word = |word: Word| language.what_if(word);
    let edge: Vec<_> = summary
        .selected
        .iter()
        .enumerate()
        .zip(programme.nominees.iter())
        .filter(|((_, (_, _, differs)), _)| *differs > 0)
        .collect();
    if edge.is_empty() || summary.planned == 0 {
        return html! {};
    }
    html! {
        section aria-labelledby="people" {
            h2 #people { (Compared::People.text(language)) }
            p { (Compared::PeopleText.text(language)) }
            table {
                thead { tr {
                    th scope="col" { (word(Word::Nominee)) }
                    th scope="col" { (word(Word::Cluster)) }
                    th scope="col" { (word(Word::InBase)) }
                    th.n scope="col" { (word(Word::Selected)) }
                } }
                tbody {
                    @for ((at, (id, in_base, _)), nominee) in &edge {
                        tr {
                            th scope="row" { @if names { (clean(&nominee.name)) } @else { (clean(id)) } }
                            td { (clean(&programme.clusters[nominee.cluster].name)) }
                            td { @if *in_base { (word(Word::Selected).to_lowercase()) } @else { "–" } }
                            td.n { (language.per_cent(summary.times_selected(*at), summary.planned)) }
                        }
                    }
                }
            }
        }
    }
}
