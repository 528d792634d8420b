//! What all scenarios of a sweep come to together, as text, CSV and JSON.

use crate::csv_line::CsvClothes;
use crate::table::{Align, TextTable, wrapped};
use crate::what_if::words::Word;
use crate::{Language, TextOptions, clean, number};
use fordel_engine::sweep::{Histogram, Summary};
use fordel_model::{Nominee, Programme};
use serde_json::{Map, Value, json};

mod plan;
mod why;

pub(crate) use why::why_words;

pub use plan::{sweep_plan_json, sweep_plan_text};

/// The quantiles shown, in thousandths.
pub(crate) const QUANTILES: [u64; 7] = [0, 50, 250, 500, 750, 950, 1000];

/// Figures of a distribution that a table shows.
pub(crate) fn figures(histogram: &Histogram) -> Option<(i64, i64, String)> {
    let least = histogram.quantile(0)?;
    let most = histogram.quantile(1000)?;
    let sum: i128 = histogram.counts().map(|(number, count)| i128::from(number) * i128::from(count)).sum();
    let n = i128::from(histogram.n());
    // Two decimals, rounded half up.
    let hundredths = (sum * 200 + n).div_euclid(2 * n);
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.unsigned_abs();
    Some((least, most, format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)))
}

/// The summary as text.
pub fn sweep_text(
    programme: &Programme,
    summary: &Summary,
    language: Language,
    options: &TextOptions,
) -> String {
    let word = |word: Word| language.what_if(word);
    let cluster_name = |id: &str| {
        let row = programme.clusters.iter().find(|cluster| cluster.id == id);
        clean(row.map_or(id, |cluster| &cluster.name))
    };
    let person = |nominee: &Nominee| match options.names {
        true => format!("{} [{}]", clean(&nominee.name), clean(&nominee.id)),
        false => clean(&nominee.id),
    };
    let mut text = format!("{}: {}\n", clean(&programme.name), language.n_scenarios(summary.n));
    for (&ending, &count) in &summary.endings {
        let share = language.per_cent(count, summary.n);
        text.push_str(&format!("  {}: {} ({share})\n", language.ending(ending), number(count, language)));
    }
    for (why, &count) in summary.why.iter().take(if options.full { usize::MAX } else { 10 }) {
        text.push_str(&format!(
            "  {}: {} × {}\n",
            word(Word::Clashes),
            number(count, language),
            why_words(why, programme, &summary.refusals, language)
        ));
    }
    text.push_str(&format!("\n{}\n", word(Word::Seats)));
    let mut table = TextTable::new(
        options.width,
        &[
            (word(Word::Cluster), Align::Left),
            (word(Word::InBase), Align::Right),
            (word(Word::AsBase), Align::Right),
            (word(Word::Mean), Align::Right),
            (word(Word::Least), Align::Right),
            (word(Word::Most), Align::Right),
            (word(Word::Open), Align::Right),
            (word(Word::Distribution), Align::Left),
        ],
    );
    for cluster in &summary.clusters {
        let same: u64 = cluster
            .seats
            .counts()
            .filter(|(seats, _)| cluster.base.is_some_and(|base| i64::try_from(base) == Ok(*seats)))
            .map(|(_, count)| count)
            .sum();
        let (least, most, mean) = figures(&cluster.seats).map_or_else(
            || ("–".to_owned(), "–".to_owned(), "–".to_owned()),
            |(least, most, mean)| (number(least, language), number(most, language), number(mean, language)),
        );
        // The numbers of seats it has most often, in order.
        let mut often: Vec<(i64, u64)> = cluster.seats.counts().collect();
        often.sort_by_key(|&(seats, count)| (std::cmp::Reverse(count), seats));
        often.truncate(4);
        often.sort_unstable();
        let often = often.iter().map(|&(seats, count)| {
            // A share stays beside its number of seats when the cell wraps.
            let share = language.per_cent(count, summary.n).replace(' ', "\u{a0}");
            format!("{}:\u{a0}{share}", number(seats, language))
        });
        table.row([
            cluster_name(&cluster.cluster),
            cluster.base.map_or_else(|| "–".to_owned(), |seats| number(seats, language)),
            language.per_cent(same, summary.n),
            mean,
            least,
            most,
            number(cluster.open, language),
            often.collect::<Vec<_>>().join("  "),
        ]);
    }
    text.push_str(&table.text());
    if summary.planned == 0 {
        return text;
    }
    text.push_str(&format!("\n{}\n", word(Word::Robustness)));
    let share = |count: u64| language.per_cent(count, summary.planned);
    let line = language.robust(&share(summary.same_people), &share(summary.same_teams), summary.planned);
    text.push_str(&wrapped(&format!("  {line}"), options.width, "  "));
    if let (Some(middle), Some(most)) =
        (summary.teams_changed.quantile(500), summary.teams_changed.quantile(1000))
    {
        text.push_str(&format!("  {}\n", language.teams_change(middle, most, summary.teams)));
    }
    let quantiles: Option<Vec<String>> =
        QUANTILES.iter().map(|&q| summary.score.quantile(q).map(|score| number(score, language))).collect();
    if let Some(quantiles) = quantiles {
        let coarse = match summary.score.width() {
            1 => String::new(),
            width => format!(" ({})", language.within(width)),
        };
        text.push_str(&format!("\n{}{coarse}\n  {}\n", word(Word::Quantiles), quantiles.join("  ")));
    }
    let mut table = TextTable::new(
        options.width,
        &[
            (word(Word::Nominee), Align::Left),
            (word(Word::Cluster), Align::Left),
            (word(Word::InBase), Align::Left),
            (word(Word::Selected), Align::Right),
        ],
    );
    let mut any = false;
    for (at, ((_, in_base, differs), nominee)) in
        summary.selected.iter().zip(programme.nominees.iter()).enumerate()
    {
        // Whoever is in, or out, in every scenario needs no row.
        if *differs == 0 && !options.full {
            continue;
        }
        any = true;
        table.row([
            person(nominee),
            cluster_name(&programme.clusters[nominee.cluster].id),
            if *in_base { word(Word::Selected).to_lowercase() } else { "–".to_owned() },
            language.per_cent(summary.times_selected(at), summary.planned),
        ]);
    }
    if any {
        text.push_str(&format!("\n{}\n{}", word(Word::People), table.text()));
    }
    text
}

/// The summary as CSV, a row a fact: kind, which, value, count. Kinds are words for programs:
/// `ending`, `seats` (cluster, number of seats), `filled`, `selected`, `score` (thousandths of the scenarios), `why`.
pub fn sweep_csv(summary: &Summary, language: Language) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    clothes.line(&mut text, ["kind", "which", "value", "count"].map(str::to_owned));
    let mut row = |kind: &str, which: &str, value: String, count: u64| {
        clothes.line(&mut text, [kind.to_owned(), which.to_owned(), value, count.to_string()]);
    };
    for (ending, &count) in &summary.endings {
        row("ending", ending.code(), String::new(), count);
    }
    for cluster in &summary.clusters {
        for (seats, count) in cluster.seats.counts() {
            row("seats", &cluster.cluster, seats.to_string(), count);
        }
        for (filled, count) in cluster.filled.counts() {
            row("filled", &cluster.cluster, filled.to_string(), count);
        }
    }
    if summary.planned > 0 {
        for (at, (id, ..)) in summary.selected.iter().enumerate() {
            row("selected", id, String::new(), summary.times_selected(at));
        }
    }
    for q in QUANTILES {
        if let Some(score) = summary.score.quantile(q) {
            row("score", &q.to_string(), score.to_string(), summary.score.n());
        }
    }
    for (why, &count) in &summary.why {
        row("why", why, String::new(), count);
    }
    text
}

/// The summary as `fordel/sweep-summary/1`.
pub fn sweep_json(summary: &Summary) -> Value {
    let counts = |histogram: &Histogram| -> Value {
        Value::Object(histogram.counts().map(|(number, count)| (number.to_string(), json!(count))).collect())
    };
    let clusters: Vec<Value> = summary
        .clusters
        .iter()
        .map(|cluster| {
            json!({
                "cluster": cluster.cluster,
                "base": cluster.base,
                "seats": counts(&cluster.seats),
                "open": cluster.open,
                "filled": counts(&cluster.filled),
            })
        })
        .collect();
    let selected: Vec<Value> = summary
        .selected
        .iter()
        .enumerate()
        .map(|(at, (id, in_base, _))| {
            json!({ "nominee": id, "base": in_base, "selected": summary.times_selected(at) })
        })
        .collect();
    let quantiles: Map<String, Value> =
        QUANTILES.iter().map(|&q| (q.to_string(), json!(summary.score.quantile(q)))).collect();
    json!({
        "format": "fordel/sweep-summary/1",
        "scenarios": summary.n,
        "endings": summary.endings.iter().map(|(ending, count)| (ending.code().to_owned(), json!(count))).collect::<Map<_, _>>(),
        "why": summary.why.iter().map(|(why, count)| (why.clone(), json!(count))).collect::<Map<_, _>>(),
        "clusters": clusters,
        "planned": summary.planned,
        "base": { "score": summary.base_score, "teams": summary.teams },
        "robustness": {
            "same_people": summary.same_people,
            "same_teams": summary.same_teams,
            "teams_changed": counts(&summary.teams_changed),
            "people_out": counts(&summary.people_out),
        },
        "score": { "n": summary.score.n(), "width": summary.score.width(), "quantiles_per_mille": quantiles },
        "selected": selected,
    })
}
