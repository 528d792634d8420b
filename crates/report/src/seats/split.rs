//! A split as a page of text, for somebody who must defend it.

use super::words::{how, method_title, pick};
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_model::Split;
use fordel_model::split::{BoundRule, DivisorEnd, OnTie};

/// Units shown; more are counted.
const SHOWN: usize = 200;
/// Names listed in a sentence.
const LISTED: usize = 10;

/// A split as text: the method, a table of weight, quota and seats, and below it what proves the split,
/// who is next, who would lose a seat first, ties with the ways on, and units outside their quota.
///
/// * `groups`: for each unit the group it belongs to; empty without levels.
/// * `first_to_lose`: units in the order in which they would lose a seat.
/// * returns lines of at most `width` characters; a million units show their first 200.
pub fn split_text(
    split: &Split,
    groups: &[String],
    first_to_lose: &[String],
    language: Language,
    width: u16,
) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let figure = |value: &dyn std::fmt::Display| number(value, language);
    let mut text = String::new();
    let mut say = |sentence: String| text.push_str(&wrapped(&sentence, width, "  "));
    say(format!(
        "{} {} {} {}: {}.",
        figure(&split.seats),
        pick("seats over", "pladser på"),
        figure(&split.units.len()),
        pick("units", "enheder"),
        method_title(split.method)
    ));
    say(format!("  {}", how(split.method, language)));
    if !split.nodes.is_empty() {
        let mut levels: Vec<&str> = split.nodes.iter().map(|node| node.level.as_str()).collect();
        levels.dedup();
        say(format!("  {} {}", pick("split first over:", "fordelt først på:"), clean(&levels.join(", "))));
    }
    text.push('\n');
    if !split.nodes.is_empty() {
        let mut nodes = TextTable::new(
            width,
            &[(pick("Group", "Gruppe"), Align::Left), (pick("Seats", "Pladser"), Align::Right)],
        );
        for node in &split.nodes {
            nodes.row([
                clean(&node.id),
                node.seats.map_or(pick("open", "åben").to_owned(), |seats| figure(&seats)),
            ]);
        }
        text.push_str(&nodes.text());
        text.push('\n');
    }
    text.push_str(&table(split, groups, language, width));
    text.push('\n');
    let mut say = |sentence: String| text.push_str(&wrapped(&sentence, width, "  "));
    for sentence in proof(split, language) {
        say(sentence);
    }
    let names = |list: &[String]| {
        let names: Vec<String> = list.iter().take(LISTED).map(|name| clean(name)).collect();
        names.join(", ")
    };
    if !split.next.is_empty() {
        say(format!(
            "{} {}.",
            pick("Next in line for a further seat:", "Næste i rækken til en plads mere:"),
            names(&split.next)
        ));
    }
    if !first_to_lose.is_empty() {
        say(format!(
            "{} {}.",
            pick("First to lose one if there were fewer:", "Først til at miste en, hvis der var færre:"),
            names(first_to_lose)
        ));
    }
    if let Some(tie) = &split.tie {
        let outcomes = figure(&tie.outcomes);
        let tied = names(&tie.units);
        let more = match tie.units.len().saturating_sub(LISTED) {
            0 => String::new(),
            n => format!(" {} {}", pick("and more:", "og flere:"), figure(&n)),
        };
        say(match language {
            Language::English => format!(
                "A tie: {tied}{more} have equal claims to {} of the seats; {outcomes} splits are equally right.",
                figure(&tie.seats)
            ),
            Language::Danish => format!(
                "De står lige: {tied}{more} har lige ret til {} af pladserne; {outcomes} fordelinger er lige rigtige.",
                figure(&tie.seats)
            ),
        });
        say(pick(
            "  Ways on: decide it and give one of them fixed_seats; --on-tie larger_weight; --on-tie order; --on-tie lot --seed N; or \
             another number of seats.",
            "  Muligheder: afgør det, og giv en af dem fixed_seats; --on-tie larger_weight (største vægt); \
             --on-tie order (rækkefølgen); --on-tie lot --seed N (lodtrækning); eller et andet antal pladser.",
        )
        .to_owned());
    }
    for tie in &split.broken_ties {
        let rule = match (tie.rule, tie.seed) {
            (OnTie::Lot, Some(seed)) => {
                format!("{} {seed}", pick("by lot with seed", "ved lodtrækning med seed"))
            }
            (OnTie::Lot, None) => pick("by lot", "ved lodtrækning").to_owned(),
            (OnTie::Order, _) => {
                pick("by the order in which they stand", "efter den rækkefølge, de står i").to_owned()
            }
            _ => pick("for the larger weight", "for den største vægt").to_owned(),
        };
        say(format!(
            "{} {}; {} {}: {}.",
            pick("A tie was broken between", "Der stod lige mellem"),
            names(&tie.units),
            pick("decided", "afgjort"),
            rule,
            names(&tie.winners)
        ));
    }
    if !split.violations.is_empty() {
        say(format!(
            "{}:",
            pick("Outside the quota rounded down or up", "Uden for andelen rundet ned eller op")
        ));
        let outside = split.units.iter().filter(|unit| split.violations.contains(&unit.id));
        for unit in outside.take(LISTED) {
            let seats = match unit.seats {
                Some(seats) => figure(&seats),
                None => format!("{}-{}", figure(&unit.lower), figure(&unit.upper)),
            };
            let quota = number(unit.quota.to_decimal(3), language);
            say(format!("  {}: {seats} ({} {quota})", clean(&unit.id), pick("quota", "beregnet andel")));
        }
        if split.violations.len() > LISTED {
            say(format!(
                "  {} {}",
                pick("and more:", "og flere:"),
                figure(&(split.violations.len() - LISTED))
            ));
        }
    }
    for warning in &split.warnings {
        say(format!("{} {}.", pick("Note:", "Bemærk:"), clean(warning)));
    }
    text
}

fn table(split: &Split, groups: &[String], language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let figure = |value: &dyn std::fmt::Display| number(value, language);
    let mut columns = vec![(pick("Unit", "Enhed"), Align::Left)];
    if !groups.is_empty() {
        columns.push((pick("Group", "Gruppe"), Align::Left));
    }
    columns.extend([
        (pick("Weight", "Vægt"), Align::Right),
        (pick("Quota", "Beregnet andel"), Align::Right),
        (pick("Seats", "Pladser"), Align::Right),
    ]);
    let mut table = TextTable::new(width, &columns);
    for (at, unit) in split.units.iter().take(SHOWN).enumerate() {
        let mut row = vec![clean(&unit.id)];
        row.extend(groups.get(at).map(|group| clean(group)));
        row.push(figure(&unit.weight));
        row.push(figure(&unit.quota.to_decimal(3)));
        row.push(match unit.seats {
            Some(seats) => figure(&seats),
            None => format!("{} {} {}", figure(&unit.lower), pick("or", "eller"), figure(&unit.upper)),
        });
        table.row(row);
    }
    let rest = split.units.len().saturating_sub(SHOWN);
    let blanks = columns.len() - 2;
    if rest > 0 {
        let mut row = vec![format!("... {} {}", figure(&rest), pick("more", "flere"))];
        row.resize(blanks + 2, String::new());
        table.row(row);
    }
    let mut total = vec![pick("Total", "I alt").to_owned()];
    total.resize(blanks + 1, String::new());
    total.push(figure(&split.seats));
    table.row(total);
    table.text()
}

/// What proves the split: the divisors, or the remainders around the cut, and how bounds were kept.
fn proof(split: &Split, language: Language) -> Vec<String> {
    let pick = |english, danish| pick(language, english, danish);
    let mut sentences = Vec::new();
    let end = |end: &DivisorEnd| {
        end.to_decimal(3).map(|decimal| {
            let exact = end.to_string();
            match exact.strip_suffix("/1") {
                Some(whole) => number(whole, language),
                None => format!("{} ({exact})", number(decimal, language)),
            }
        })
    };
    if let Some(divisor) = &split.divisor {
        sentences.push(match (end(&divisor.from), end(&divisor.to)) {
            (Some(from), Some(to)) => {
                format!(
                    "{} {from} {} {to} {}",
                    pick("Every divisor between", "Enhver divisor mellem"),
                    pick("and", "og"),
                    pick("gives these seats.", "giver disse pladser.")
                )
            }
            (from, _) => format!(
                "{} {} {}",
                pick("Every divisor above", "Enhver divisor over"),
                from.unwrap_or_default(),
                pick("gives these seats.", "giver disse pladser.")
            ),
        });
    }
    if let Some(cut) = &split.cut {
        let decimal = |fraction: &fordel_model::Fraction| number(fraction.to_decimal(6), language);
        match (&cut.remainder_in, &cut.remainder_out) {
            (Some(inside), Some(outside)) => sentences.push(format!(
                "{} {}; {} {}.",
                pick("The smallest remainder that got a seat:", "Den mindste rest, der gav en plads:"),
                decimal(inside),
                pick("the largest that got none:", "den største, der ingen gav:"),
                decimal(outside)
            )),
            (None, Some(outside)) => sentences.push(format!(
                "{} {}.",
                pick(
                    "No seat was left for remainders; the largest:",
                    "Ingen pladser var tilbage til rester; den største:"
                ),
                decimal(outside)
            )),
            _ => {}
        }
    }
    match split.bound_rule {
        Some(BoundRule::FloorThenRaise) => sentences.push(
            pick(
                "Bounds: whole quotas are raised to the minimum and cut at the maximum before remainders count.",
                "Grænser: hele andele løftes til minimum og skæres ved maksimum, før resterne tæller.",
            )
            .to_owned(),
        ),
        Some(BoundRule::FixAndRepeat) => sentences.push(
            pick(
                "Bounds: units outside are fixed at their bound and the rest is split afresh.",
                "Grænser: enheder udenfor låses ved grænsen, og resten fordeles igen.",
            )
            .to_owned(),
        ),
        None => {}
    }
    sentences
}
