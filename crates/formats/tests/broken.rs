//! Every code has a fixture that shows it, and the words of each stay as they are.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::seats::{Columns, read_seats};
use fordel_formats::{
    Code, Diagnostic, Findings, Language, ReadOptions, read_programme, read_scenarios, read_sweep,
    render_text, render_text_in,
};
use fordel_testkit::workbook::{SheetSketch, WorkbookSketch};
use std::path::{Path, PathBuf};

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/broken")
}

/// The fixture of a code: the file or folder whose name begins with it. That of a file that is not
/// there is not there.
fn fixture(code: Code) -> PathBuf {
    if code == Code::Unreadable {
        return broken().join("F01-not-there");
    }
    let prefix = format!("{}-", code.id());
    let entries = std::fs::read_dir(broken()).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(&prefix)).collect();
    assert_eq!(found.len(), 1, "one fixture for {}: {found:?}", code.id());
    found.remove(0)
}

/// What is said about a fixture; two codes are about tables of seats, and the `W` about scenarios and
/// sweeps of a programme.
fn read(code: Code, path: &Path) -> Result<Vec<Diagnostic>, Findings> {
    let options = ReadOptions::default();
    if code.id().starts_with('W') {
        let national = read_programme(&broken().join("../national-2022"), &options).unwrap().programme;
        return match code {
            Code::SweepSize => read_sweep(path, &national, &options).map(|(_, notes)| notes),
            _ => read_scenarios(path, &national, &options).map(|scenarios| scenarios.notes),
        };
    }
    let sheet = match code {
        Code::AmbiguousSheet => None,
        Code::UnknownSheet => Some("Klyngr".to_owned()),
        _ => return read_programme(path, &options).map(|loaded| loaded.notes),
    };
    let name = path.file_name().unwrap().to_string_lossy();
    let columns = Columns { sheet, ..Columns::default() };
    read_seats(&name, &std::fs::read(path).unwrap(), &columns, &options).map(|(_, notes)| notes)
}

/// The workbooks among the fixtures, each with one thing wrong.
fn workbooks() -> Vec<(&'static str, Vec<u8>)> {
    let book = |make: &dyn Fn(&mut SheetSketch)| {
        let settings: &[[&str; 2]] =
            &[["Felt", "Værdi"], ["name", "Broken"], ["seats", "8"], ["key", "weight"]];
        WorkbookSketch::new()
            .sheet("Program", |sheet| {
                (1..).zip(settings).for_each(|(row, cells)| {
                    sheet.row(row, cells);
                });
            })
            .sheet("Klynger", |sheet| {
                sheet
                    .row(1, &["id", "name", "weight"])
                    .row(2, &["C1", "Nord", "60"])
                    .row(3, &["C2", "Syd", "40"]);
                make(sheet);
            })
    };
    let table = |sheet: &mut SheetSketch| {
        sheet.row(1, &["id", "weight"]).row(2, &["C1", "60"]);
    };
    let two = WorkbookSketch::new().sheet("Nord", table).sheet("Syd", table);
    let one = WorkbookSketch::new().sheet("Klynger", table).sheet("Syd", table);
    let of = |make: &dyn Fn(&mut SheetSketch)| book(make).bytes();
    vec![
        ("F16-two-sheets.xlsx", two.bytes()),
        ("F17-a-hidden-sheet.xlsx", of(&|sheet| _ = sheet.hide())),
        ("F18-no-such-sheet.xlsx", one.bytes()),
        ("T11-hidden-rows.xlsx", of(&|sheet| _ = sheet.hide_row(3))),
        ("T12-formulas.xlsx", of(&|sheet| _ = sheet.formula("C2", "30*2", Some("60")))),
        (
            "T13-merged-cells.xlsx",
            of(&|sheet| {
                sheet.text("D1", "region").text("D2", "Vest").merge("D2:D3");
            }),
        ),
        ("V11-an-error.xlsx", of(&|sheet| _ = sheet.error("C3", "#REF!"))),
        ("V12-a-formula-without-value.xlsx", of(&|sheet| _ = sheet.formula("C3", "30*2", None))),
        ("V13-too-many-digits.xlsx", of(&|sheet| _ = sheet.number("C3", "12345678901234567890"))),
        (
            "V14-lost-zeros.xlsx",
            of(&|sheet| {
                sheet.text("D1", "kommune").text("D2", "0751").number("D3", "101");
            }),
        ),
    ]
}

/// The workbooks are what this file writes; `FORDEL_WRITE_FIXTURES=1` writes them.
#[test]
fn workbooks_are_as_written_here() {
    for (name, bytes) in workbooks() {
        let path = broken().join(name);
        if std::env::var_os("FORDEL_WRITE_FIXTURES").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(std::fs::read(&path).is_ok_and(|held| held == bytes), "{name}");
    }
}

#[test]
fn every_code_has_a_fixture_and_its_words() {
    let (mut all, mut danish) = (String::new(), String::new());
    for &code in Code::ALL {
        let path = fixture(code);
        let findings = match read(code, &path) {
            Ok(notes) => notes,
            Err(findings) => {
                assert!(findings.has_errors(), "{}", path.display());
                findings.iter().cloned().collect()
            }
        };
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(
            findings.iter().any(|finding| finding.code == code),
            "{name}:\n{}",
            render_text(&findings, 50)
        );
        all.push_str(&format!("== {name}\n{}\n\n", render_text(&findings, 50)));
        danish.push_str(&format!("== {name}\n{}\n\n", render_text_in(&findings, 50, Language::Danish)));
    }
    insta::assert_snapshot!("broken", all);
    insta::assert_snapshot!("broken_danish", danish);
}

/// The pages of the findings are written from what is really said; `FORDEL_WRITE_DOCS=1` writes them.
#[test]
fn the_docs_have_an_entry_for_every_code() {
    for (language, name) in [(Language::English, "findings-en.md"), (Language::Danish, "findings-da.md")] {
        let mut page = opening(language).to_owned();
        for &code in Code::ALL {
            page.push_str(&entry(code, language));
        }
        let path = broken().join("../../docs").join(name);
        if std::env::var_os("FORDEL_WRITE_DOCS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let held = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(held == page, "docs/{name} is not what is said; FORDEL_WRITE_DOCS=1 writes it");
        for &code in Code::ALL {
            assert!(held.contains(&format!("\n## {}\n", code.id())), "{} has no entry", code.id());
        }
    }
}

fn opening(language: Language) -> &'static str {
    match language {
        Language::English => {
            "# Findings\n\nEverything `fordel` may say about an input, by its code: what is said where, and what to do. An \
             *error* stops the reading and nothing is\nwritten; a *warning* is read on, but is probably not what was meant; a *note* \
             says how something was understood. All examples are files in\n`fixtures/broken`; `--format json` gives the same in fields.\n"
        }
        Language::Danish => {
            "# Meddelelser\n\nAlt, hvad `fordel` kan sige om et input, efter kode: hvad der siges, hvor, og hvad man gør ved det. En \
             *fejl* standser læsningen, og intet\nbliver skrevet; ved en *advarsel* læses der videre, men det er nok ikke det, der var ment; \
             *bemærk* fortæller, hvordan noget er forstået.\nAlle eksempler er filer i `fixtures/broken`; `--format json` giver det samme i felter.\n"
        }
    }
}

fn entry(code: Code, language: Language) -> String {
    let path = fixture(code);
    let mut findings: Vec<Diagnostic> = match read(code, &path) {
        Ok(notes) => notes,
        Err(findings) => findings.iter().cloned().collect(),
    };
    findings.retain(|finding| finding.code == code);
    let said = render_text_in(&findings, 3, language);
    let name = path.file_name().unwrap().to_string_lossy();
    let meaning = meaning(code, language);
    format!("\n## {}\n\n{meaning}\n\n```text\n{said}\n```\n\n`fixtures/broken/{name}`\n", code.id())
}

/// How grave a code is and what it says, as the manual of the fixtures has it in both languages.
fn meaning(code: Code, language: Language) -> String {
    let manual = std::fs::read_to_string(broken().join("README.md")).unwrap();
    let line = manual.lines().find(|line| line.starts_with(&format!("| {} |", code.id()))).unwrap();
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let said = match language {
        Language::English => cells[3],
        Language::Danish => cells[5],
    };
    assert!(!said.is_empty(), "{} says nothing in {language:?}", code.id());
    format!("{}: {said}.", language.severity(code.severity()))
}

#[test]
fn the_manual_knows_every_code() {
    let manual = std::fs::read_to_string(broken().join("README.md")).unwrap();
    for &code in Code::ALL {
        let entry = format!("| {} | {} |", code.id(), code.severity().word());
        assert!(manual.contains(&entry), "{entry}");
    }
}

#[test]
fn codes_are_unique_and_say_their_gravity() {
    let mut ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), Code::ALL.len());
}
