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
