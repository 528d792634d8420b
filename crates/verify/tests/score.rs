//! The eight criteria on teams worked out by hand (contract, section 4).

use fordel_model::{Column, Criterion, NomineeId, Programme, Status};
use fordel_testkit::ProgrammeBuilder;
use fordel_verify::{Facts, score_parts};

/// Weights of 1, so that parts are values.
fn base() -> ProgrammeBuilder {
    ProgrammeBuilder::new(4)
        .programme(|p| {
            p.score.weights = [1; 8];
            p.score.diversity_columns = vec![Column::Extra("age".to_owned())];
            p.extra_columns = vec!["age".to_owned()];
        })
        .cluster("vest", 1)
        .initiative("copd", &["vest"])
        .initiative("frail", &["vest"])
        .initiative("falls", &["vest"])
        .nominee("a", "vest", "Hospital", "region")
        .profession("Nurse")
        .merit(5, 4, 4)
        .with_nominee(|row| row.diversity = vec![30])
        .nominee("b", "vest", "hospital ", "region")
        .profession("nurse")
        .merit(1, 0, 0)
        .manager("a")
        .prefers(&["frail", "copd"])
        .with_nominee(|row| row.diversity = vec![50])
        .nominee("c", "vest", "Town", "municipality")
        .merit(3, 3, 2)
        .manager("b")
        .prefers(&["falls", "frail", "copd"])
        .with_nominee(|row| row.diversity = vec![35])
}

fn check(programme: &Programme, members: &[&str], criterion: Criterion, expect: i64) {
    let facts = Facts::of(programme);
    let id = |name: &&str| programme.nominees.enumerate().find(|(_, row)| row.id == **name).expect("known").0;
    let members: Vec<NomineeId> = members.iter().map(id).collect();
    let copd = programme.initiatives.ids().next().expect("copd");
    let found = score_parts(&facts, copd, &members)[criterion as usize];
    assert_eq!(found, expect, "{} of {members:?}", criterion.code());
}

#[test]
fn each_criterion_as_worked_out_by_hand() {
    let programme = base().build();
    let all = &["a", "b", "c"];
    // No preferences 100; second of two 60; third of three 30.
    check(&programme, all, Criterion::Preference, 190);
    check(&programme, all, Criterion::Sectors, 100);
    check(&programme, &["a", "b"], Criterion::Sectors, 0);
    check(&programme, all, Criterion::Organisations, 100);
    // An empty profession is none; one profession is no further one; none at all is not minus one.
    check(&programme, all, Criterion::Professions, 0);
    check(&programme, &["c"], Criterion::Professions, 0);
    check(&programme, all, Criterion::Chain, 200);
    check(&programme, &["a", "c"], Criterion::Chain, 0);
    // 20 × 13 / 3 = 86, 20 × 1 / 3 = 6, 20 × 8 / 3 = 53; their mean is 48.
    check(&programme, all, Criterion::Merit, 86 + 6 + 53);
    check(&programme, all, Criterion::Balance, -(86 + 6 + 53 - 3 * 48));
    check(&programme, &["b", "c"], Criterion::Balance, -(2 * 48 - 6 - 53));
    check(&programme, all, Criterion::Diversity, 20 + 5 + 15);
}

#[test]
fn merit_counts_where_every_eligible_nominee_has_all_figures() {
    let withdrawn = |row: &mut fordel_model::Nominee| row.status = Status::Withdrawn;
    // Somebody not eligible neither has to have figures nor counts in the mean.
    let programme = base().nominee("d", "vest", "Town", "region").with_nominee(withdrawn).build();
    check(&programme, &["a", "b", "c"], Criterion::Merit, 145);
    let programme =
        base().nominee("d", "vest", "Town", "region").merit(0, 0, 0).with_nominee(withdrawn).build();
    check(&programme, &["a", "b", "c"], Criterion::Balance, -1);
    let programme = base().nominee("d", "vest", "Town", "region").build();
    check(&programme, &["a", "b", "c"], Criterion::Merit, 0);
    check(&programme, &["a", "b", "c"], Criterion::Balance, 0);
    // Another cluster's people do not matter.
    let programme = base().cluster("ost", 1).nominee("d", "ost", "Town", "region").build();
    check(&programme, &["a", "b", "c"], Criterion::Merit, 145);
}
