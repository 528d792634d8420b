//! Several years as text.

use super::account::signed_decimal;
use super::words::{method_title, pick};
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_apportion::years::YearsSplit;

/// Years as text: for each year the seats, the total to date and the entitlement of every unit.
pub fn years_text(split: &YearsSplit, language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let mut text =
        wrapped(&format!("{}, {}.", method_title(split.method), mode_word(split.mode)), width, "  ");
    for year in &split.years {
        text.push_str(&format!("\n{}\n", year.year));
        let headings = [
            (pick("Unit", "Enhed"), Align::Left),
            (pick("Seats", "Pladser"), Align::Right),
            (pick("To date", "Til dato"), Align::Right),
            (pick("Entitlement to date", "Beregnet andel til dato"), Align::Right),
            (pick("Account", "Regnskab"), Align::Right),
        ];
        let mut table = TextTable::new(width, &headings);
        for unit in &year.units {
            let open = || pick("open", "åben").to_owned();
            table.row([
                clean(&unit.id),
                unit.seats.map_or_else(open, |seats| number(seats, language)),
                unit.total.map_or_else(open, |total| number(total, language)),
                number(unit.entitlement.to_decimal(3), language),
                unit.drift().map_or_else(open, |drift| signed_decimal(&drift, language)),
            ]);
        }
        text.push_str(&table.text());
        if let Some(tie) = &year.tie {
            let names: Vec<String> = tie.units.iter().map(|name| clean(name)).collect();
            let sentence = format!("{} {}", pick("A tie:", "De står lige:"), names.join(", "));
            text.push_str(&wrapped(&sentence, width, "  "));
        }
    }
    for warning in &split.warnings {
        text.push('\n');
        text.push_str(&wrapped(&format!("{} {}.", pick("Note:", "Bemærk:"), clean(warning)), width, "  "));
    }
    text
}

/// The word of a mode.
pub(super) fn mode_word(mode: fordel_model::split::YearsMode) -> &'static str {
    use fordel_model::split::YearsMode;
    match mode {
        YearsMode::Cumulative => "cumulative",
        YearsMode::CumulativeQuota => "cumulative_quota",
        YearsMode::Yearly => "yearly",
    }
}
