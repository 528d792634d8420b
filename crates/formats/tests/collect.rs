//! A folder of replies as they come becomes one workbook and a list of questions.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::collect::{Ask, Collected, Day, Faulty, ReplyFile, State, collect};
use fordel_formats::{Language, ReadOptions};
use std::path::Path;

fn danish() -> Collected {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/danish/svar");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> = entries
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('~'))
        .map(|entry| (entry.file_name(), ReplyFile::read(&entry.path(), &ReadOptions::default())))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let files: Vec<ReplyFile> = files.into_iter().map(|(_, file)| file).collect();
    collect(&files, Day::read("2022-05-31"), Faulty::Refused, &ReadOptions::default())
        .unwrap_or_else(|f| panic!("{f}"))
}

#[test]
fn what_follows_is_filled_in_and_what_does_not_is_asked() {
    let collected = danish();
    assert_eq!(collected.replies.len(), 6);
    assert_eq!(collected.replies.iter().filter(|reply| reply.is_late).count(), 2);
    let state = |name: &str| collected.states.iter().find(|(known, _)| known == name).unwrap().1;
    assert_eq!(state("Tønder Kommune"), State::NoCandidate);
    assert_eq!(state("Sønderborg Kommune"), State::Waiting);
    assert_eq!(state("Aabenraa Kommune"), State::Answered(2));
    assert_eq!(state("Sygehus Sønderjylland"), State::Answered(2));
    let asked = |wanted: fn(&Ask) -> bool| collected.questions.iter().filter(|q| wanted(&q.ask)).count();
    assert_eq!(asked(|ask| matches!(ask, Ask::NoCluster)), 1);
    assert_eq!(
        asked(|ask| matches!(ask, Ask::UnknownOrganisation(Some(near)) if near == "Vejle Kommune")),
        1
    );
    assert_eq!(asked(|ask| matches!(ask, Ask::SameEmail(_))), 1);
    assert_eq!(asked(|ask| matches!(ask, Ask::SameName(_))), 1);
    let again = danish();
    let bytes = collected.to_workbook(Language::Danish).unwrap();
    assert!(bytes == again.to_workbook(Language::Danish).unwrap());
}

#[test]
fn a_name_in_two_columns_is_one_name() {
    let file = |name: &str, text: &str| ReplyFile::of(name, text.as_bytes().to_vec());
    let files = [
        file(
            "a.csv",
            "Indmelding 2022;;\nFornavn;Efternavn;Arbejdsplads\n Ole  Bo ;Opdigtsen;Nordby\n;Modelby;Nordby\n;;\n",
        ),
        file("b.csv", "navn;fornavn;efternavn;organisation\nIda Prøve;Ida;Prøve;Nordby\n"),
    ];
    let collected = collect(&files, None, Faulty::Refused, &ReadOptions::default()).unwrap();
    let bytes = collected.to_workbook(Language::Danish).unwrap();
    let mut findings = fordel_formats::Findings::new();
    let source = fordel_formats::Source::file("samlet.xlsx");
    let sheets =
        fordel_formats::xlsx::read_workbook(&source, &bytes, &ReadOptions::default(), &mut findings).unwrap();
    let rows = sheets[0].first_rows(9);
    let names: Vec<&str> = rows.iter().skip(1).map(|row| row[1]).collect();
    assert_eq!(names, ["Ole Bo Opdigtsen", "Modelby", "Ida Prøve"], "{rows:?}");
}
