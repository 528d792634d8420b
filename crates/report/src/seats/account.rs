//! Each unit's account over the years, beside the plain split of this year.

use super::words::pick;
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_apportion::account::Accounts;
use fordel_apportion::compare::Signed;
use serde_json::{Value, json};

/// A signed fraction as `-a/b`.
pub(super) fn signed(value: &Signed) -> String {
    format!("{}{}", if value.negative { "-" } else { "" }, value.magnitude)
}

/// A signed fraction with three decimals and its sign.
pub(super) fn signed_decimal(value: &Signed, language: Language) -> String {
    let digits = value.magnitude.to_decimal(3);
    let sign = match (value.negative, digits.bytes().all(|byte| matches!(byte, b'0' | b'.'))) {
        (_, true) => "",
        (true, false) => "−",
        (false, false) => "+",
    };
    format!("{sign}{}", number(digits, language))
}

/// The accounts as JSON.
pub fn accounts_json(accounts: &Accounts) -> Value {
    let units = accounts.units.iter().map(|unit| {
        json!({
            "id": unit.id,
            "seats_before": unit.seats_before,
            "entitlement_before": unit.entitlement_before.to_string(),
            "plain": unit.plain,
            "seats": unit.seats,
            "total": unit.total,
            "entitlement": unit.entitlement.to_string(),
            "drift": signed(&unit.drift),
            "plain_drift": unit.plain_drift.as_ref().map(signed),
        })
    });
    json!({
        "year": accounts.year,
        "mode": "cumulative_quota",
        "units": units.collect::<Vec<_>>(),
        "outside": accounts.outside,
    })
}

/// The accounts as a table, with what the columns mean.
pub fn accounts_text(accounts: &Accounts, language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let headings = [
        (pick("Unit", "Enhed"), Align::Left),
        (pick("Seats before", "Pladser før"), Align::Right),
        (pick("Entitled before", "Andel før"), Align::Right),
        (pick("This year alone", "Året alene"), Align::Right),
        (pick("Over the years", "Over årene"), Align::Right),
        (pick("To date", "Til dato"), Align::Right),
        (pick("Entitled to date", "Andel til dato"), Align::Right),
        (pick("Account", "Regnskab"), Align::Right),
    ];
    let mut table = TextTable::new(width, &headings);
    for unit in &accounts.units {
        table.row([
            clean(&unit.id),
            number(unit.seats_before, language),
            number(unit.entitlement_before.to_decimal(3), language),
            unit.plain.map_or_else(|| "–".to_owned(), |seats| number(seats, language)),
            number(unit.seats, language),
            number(unit.total, language),
            number(unit.entitlement.to_decimal(3), language),
            signed_decimal(&unit.drift, language),
        ]);
    }
    let mut text = wrapped(
        pick(
            "Earlier years counted in: seats of this year such that seats to date follow the entitlements to date, beside \
             this year alone. Account: seats to date less the entitlement; below zero the unit is owed.",
            "Med tidligere år: årets pladser, så pladserne til dato følger de beregnede andele til dato, ved siden af året \
             alene. Regnskab: pladser til dato minus andelen; under nul har enheden noget til gode.",
        ),
        width,
        "  ",
    );
    text.push_str(&table.text());
    if !accounts.outside.is_empty() {
        let names: Vec<String> = accounts.outside.iter().map(|name| clean(name)).collect();
        let lead = pick(
            "What earlier years (or bounds) decided cannot be made good this year, so their seats to date lie outside \
             the entitlement rounded down and up:",
            "Det, tidligere år (eller grænser) har afgjort, kan ikke rettes op i år, så deres pladser til dato ligger uden \
             for andelen rundet ned og op:",
        );
        text.push_str(&wrapped(&format!("{lead} {}.", names.join(", ")), width, "  "));
    }
    text
}
