//! Snapshots of a plan as text and as CSV, in both languages.

mod example;
mod page;
mod sentences;
mod workbook;

use example::{plan, programme};
use fordel_model::Plan;
use fordel_model::plan::PlanStatus;
use fordel_model::split::{BrokenTie, OnTie, Tie};
use fordel_report::{Language, TextOptions, plan_csv, plan_text};

#[test]
fn a_partial_plan_in_english() {
    insta::assert_snapshot!(plan_text(&programme(), &plan(), Language::English, &TextOptions::default()));
}

#[test]
fn a_partial_plan_in_danish_in_full() {
    let options = TextOptions { full: true, ..TextOptions::default() };
    insta::assert_snapshot!(plan_text(&programme(), &plan(), Language::Danish, &options));
}

#[test]
fn without_names_there_are_ids_only() {
    let options = TextOptions { names: false, full: true, ..TextOptions::default() };
    for language in Language::ALL {
        let text = plan_text(&programme(), &plan(), language, &options);
        let csv = plan_csv(&programme(), &plan(), language, false);
        for nominee in programme().nominees.iter() {
            assert!(!text.contains(&nominee.name) && !csv.contains(&nominee.name), "{text}{csv}");
        }
        assert!(!text.contains("Testrup") && !text.contains("Titel") && !text.contains("skjult"), "{text}");
    }
    insta::assert_snapshot!(plan_text(&programme(), &plan(), Language::English, &options));
}

#[test]
fn remarks_titles_and_addresses_are_never_shown() {
    let options = TextOptions { full: true, ..TextOptions::default() };
    for language in Language::ALL {
        let text = plan_text(&programme(), &plan(), language, &options)
            + &plan_csv(&programme(), &plan(), language, true);
        assert!(
            !text.contains("Bemærkning") && !text.contains("Titel") && !text.contains("skjult"),
            "{text}"
        );
    }
}

#[test]
fn a_terminal_is_obeyed_by_nobody_but_us() {
    let colour = TextOptions { colour: true, ..TextOptions::default() };
    let plain = plan_text(&programme(), &plan(), Language::English, &TextOptions::default());
    let coloured = plan_text(&programme(), &plan(), Language::English, &colour);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.starts_with("\u{1b}[1mPrøveprogrammet, 2022\u{1b}[0m\n"));
    assert!(!coloured.contains("\u{1b}[31mTestrup"));
}

#[test]
fn an_open_tie_names_the_units_and_the_ways_on() {
    let mut tied: Plan = plan();
    tied.status = PlanStatus::Infeasible;
    tied.teams.clear();
    tied.split.units[1].seats = None;
    tied.split.units[1].lower = 1;
    tied.split.tie =
        Some(Tie { units: vec!["v-by".to_owned(), "v-hav".to_owned()], seats: 1, outcomes: "2".to_owned() });
    tied.clash[0].kind = "tie".to_owned();
    insta::assert_snapshot!(plan_text(&programme(), &tied, Language::Danish, &TextOptions::default()));
}

#[test]
fn a_broken_tie_is_told() {
    let mut drawn: Plan = plan();
    drawn.split.broken_ties.push(BrokenTie {
        units: vec!["v-by".to_owned(), "v-hav".to_owned()],
        seats: 1,
        winners: vec!["v-by".to_owned()],
        rule: OnTie::Lot,
        seed: Some(1234),
    });
    let text = plan_text(&programme(), &drawn, Language::English, &TextOptions::default());
    assert!(
        text.contains("Byen [v-by], Havet stood equal for 1 seat; a lot (seed 1234) decided: Byen [v-by]."),
        "{text}"
    );
}

#[test]
fn a_table_for_a_spreadsheet() {
    insta::assert_snapshot!("csv_english", plan_csv(&programme(), &plan(), Language::English, true));
    let danish = plan_csv(&programme(), &plan(), Language::Danish, true);
    assert!(danish.starts_with('\u{feff}') && danish.ends_with("\r\n"));
    insta::assert_snapshot!("csv_danish", danish.replace(['\u{feff}', '\r'], ""));
}

#[test]
fn a_narrow_page_wraps() {
    let options = TextOptions { width: 60, ..TextOptions::default() };
    let text = plan_text(&programme(), &plan(), Language::Danish, &options);
    for line in text.lines() {
        assert!(line.chars().count() <= 60, "{line}");
    }
}
