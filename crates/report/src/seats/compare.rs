//! Methods side by side, as text.

use super::words::pick;
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_apportion::compare::Compared;
use std::collections::BTreeMap;

/// Units shown; more are counted.
const SHOWN: usize = 200;

/// Methods side by side: one column for each different split with the methods that give it, one row a
/// unit, and the measures below.
pub fn compare_text(rows: &[Compared], language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let cell = |seats: Option<u64>, lower: u64, upper: u64| match seats {
        Some(seats) => number(seats, language),
        None => format!("{lower}-{upper}"),
    };
    // Methods with the same split share a column, in the order in which they stand.
    let mut columns: Vec<(Vec<String>, Vec<&Compared>)> = Vec::new();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for row in rows {
        let Ok(split) = &row.result else { continue };
        let seats: Vec<String> =
            split.units.iter().map(|unit| cell(unit.seats, unit.lower, unit.upper)).collect();
        let at = *known.entry(seats.clone()).or_insert_with(|| {
            columns.push((seats, Vec::new()));
            columns.len() - 1
        });
        columns[at].1.push(row);
    }
    let mut text = String::new();
    for (at, (_, methods)) in columns.iter().enumerate() {
        let names: Vec<String> = methods.iter().map(|row| row.method.to_string()).collect();
        text.push_str(&wrapped(&format!("{}: {}", letter(at), names.join(", ")), width, "   "));
    }
    for row in rows {
        if let Err(refusal) = &row.result {
            text.push_str(&wrapped(
                &format!("–: {}: {}", row.method, clean(&refusal.to_string())),
                width,
                "   ",
            ));
        }
    }
    text.push('\n');
    if let Some(Ok(split)) = rows.iter().map(|row| &row.result).find(|result| result.is_ok()) {
        let letters: Vec<String> = (0..columns.len()).map(letter).collect();
        let mut headings =
            vec![(pick("Unit", "Enhed"), Align::Left), (pick("Quota", "Beregnet andel"), Align::Right)];
        headings.extend(letters.iter().map(|letter| (letter.as_str(), Align::Right)));
        let mut table = TextTable::new(width, &headings);
        for (at, unit) in split.units.iter().take(SHOWN).enumerate() {
            let mut row = vec![clean(&unit.id), number(unit.quota.to_decimal(3), language)];
            row.extend(columns.iter().map(|(seats, _)| seats[at].clone()));
            table.row(row);
        }
        if split.units.len() > SHOWN {
            let mut row = vec![format!(
                "... {} {}",
                number(split.units.len() - SHOWN, language),
                pick("more", "flere")
            )];
            row.resize(columns.len() + 2, String::new());
            table.row(row);
        }
        text.push_str(&table.text());
        text.push('\n');
    }
    text.push_str(&measures(rows, language, width));
    text
}

fn measures(rows: &[Compared], language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let headings = [
        (pick("Method", "Metode"), Align::Left),
        (pick("Largest deviation", "Største afvigelse"), Align::Right),
        (pick("Seats moved", "Flyttede pladser"), Align::Right),
        (pick("Worst ratio", "Værste forhold"), Align::Right),
        (pick("Gini", "Gini"), Align::Right),
        (pick("Larger half", "Største halvdel"), Align::Right),
        (pick("Outside quota", "Uden for andel"), Align::Right),
    ];
    let mut table = TextTable::new(width, &headings);
    for row in rows {
        let Some(measures) = &row.measures else { continue };
        let decimal = |fraction: &fordel_model::Fraction| number(fraction.to_decimal(3), language);
        let gain = &measures.large_units_gain;
        table.row([
            row.method.to_string(),
            decimal(&measures.largest_deviation),
            decimal(&measures.total_deviation),
            decimal(&measures.worst_ratio),
            decimal(&measures.gini),
            format!("{}{}", if gain.negative { "−" } else { "+" }, decimal(&gain.magnitude)),
            number(measures.outside_quota, language),
        ]);
    }
    let mut text = table.text();
    text.push_str(&wrapped(
        pick(
            "Largest deviation: seats against quota, largest. Seats moved: half the sum of all deviations. Worst ratio: \
             least over most seats per weight, 1 is best. Gini: unequal seats per weight, 0 is best. Larger half: seats the larger half of the units has above its quotas.",
            "Største afvigelse: pladser mod beregnet andel, den største. Flyttede pladser: halvdelen af summen af alle \
             afvigelser. Værste forhold: færrest over flest pladser pr. vægt, 1 er bedst. Gini: ulige pladser pr. vægt, 0 er bedst. Største halvdel: pladser, som den \
             største halvdel af enhederne har over sine andele.",
        ),
        width,
        "  ",
    ));
    text
}

/// A, B, ..., Z, then AA, ...
fn letter(at: usize) -> String {
    let digit = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { digit(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), digit(at)) }
}
