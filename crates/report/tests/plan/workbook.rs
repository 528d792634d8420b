//! The workbooks: the same bytes every time, no other people's rows, no formula in what people wrote.

use crate::example::{plan, programme};
use fordel_report::{
    Language, Recipient, SplitBy, WorkbookError, WorkbookOptions, mail_merge, names_key, plan_workbook,
    recipient_workbooks,
};
use std::io::{Cursor, Read};

/// All parts of a workbook as one text.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        text.push_str(&part.name().expect("a name in UTF-8"));
        text.push('\n');
        part.read_to_string(&mut text).expect("in UTF-8");
        text.push('\n');
    }
    text
}

/// The workbooks of all recipients.
fn of_recipients(language: Language, options: &WorkbookOptions<'_>, by: SplitBy) -> Vec<Recipient> {
    let mut books = Vec::new();
    let each = &mut |book, total: usize| -> Result<(), WorkbookError> {
        books.push(book);
        assert!(books.len() <= total, "more than announced");
        Ok(())
    };
    recipient_workbooks(&programme(), &plan(), language, options, by, each).expect("made");
    books
}

#[test]
fn the_same_plan_is_the_same_bytes() {
    let make =
        || plan_workbook(&programme(), &plan(), Language::Danish, &WorkbookOptions::default()).expect("made");
    assert!(make() == make());
    assert!(parts(&make()).contains("2000-01-01"), "the time of making is fixed");
}

#[test]
fn sums_are_formulas_and_texts_are_not() {
    let book = plan_workbook(&programme(), &plan(), Language::English, &WorkbookOptions::default());
    let text = parts(&book.expect("made"));
    assert!(text.contains("<f>SUM(E2:E4)</f>"), "the seats add up by a formula");
    assert!(text.contains("=SUM(A1:A9)</t>"), "a hostile name is a text");
    assert!(!text.contains("<f>SUM(A1:A9)"), "a hostile name is no formula");
    assert!(!text.contains('\u{1b}'), "no escape of a terminal");
}

#[test]
fn a_recipient_sees_nobody_else() {
    let options = WorkbookOptions::default();
    let books = of_recipients(Language::Danish, &options, SplitBy::Cluster);
    assert_eq!(books.len(), 3);
    let files: std::collections::BTreeSet<&str> = books.iter().map(|book| book.file_name.as_str()).collect();
    assert_eq!(files.len(), 3, "every recipient has a file of their own: {files:?}");
    let programme = programme();
    for (cluster, book) in programme.clusters.ids().zip(&books) {
        let text = parts(&book.bytes);
        for nominee in programme.nominees.iter() {
            let name = nominee.name.split('\u{1b}').next().unwrap_or_default();
            if nominee.cluster == cluster {
                assert!(text.contains(name.trim_start_matches('=')), "{name} misses in their own workbook");
            } else if name.len() > 3
                && !programme
                    .nominees
                    .iter()
                    .any(|own| own.cluster == cluster && own.organisation.contains(name))
            {
                assert!(!text.contains(name), "{name} is in the workbook of {}", book.file_name);
            }
        }
    }
}

#[test]
fn without_names_no_workbook_has_one() {
    let options = WorkbookOptions { names: false, ..WorkbookOptions::default() };
    for language in Language::ALL {
        let whole = plan_workbook(&programme(), &plan(), language, &options).expect("made");
        let split = [SplitBy::Cluster, SplitBy::Region, SplitBy::Organisation]
            .map(|by| of_recipients(language, &options, by));
        let books = split.into_iter().flatten().map(|book| book.bytes).chain([whole]);
        for book in books {
            let text = parts(&book);
            for nominee in programme().nominees.iter() {
                let name = nominee.name.split('\u{1b}').next().unwrap_or_default();
                assert!(name.len() < 4 || !text.contains(name), "{name}");
            }
            assert!(!text.contains("Titel, som"), "a title");
        }
    }
}

#[test]
fn every_nominee_gets_one_letter() {
    let text = parts(&mail_merge(&programme(), &plan(), Language::Danish).expect("made"));
    for kind in ["udpeget", "reserve"] {
        assert!(text.contains(&format!(">{kind}<")), "no letter of the kind {kind}");
    }
    assert!(text.contains("Agnes Prøvesen"));
}

#[test]
fn the_key_to_the_pseudonyms_names_everybody_once() {
    let key = names_key(&programme(), Language::Danish);
    assert_eq!(key.lines().count(), 1 + programme().nominees.len());
    assert!(key.contains("n1;Agnes Prøvesen"));
    assert!(key.contains("n2;'=SUM(A1:A9)"), "{key}");
}
