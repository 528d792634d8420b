//! Every code has a fixture that shows it, and the words of each stay as they are.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::{Code, Language, ReadOptions, read_programme, render_text, render_text_in};
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

#[test]
fn every_code_has_a_fixture_and_its_words() {
    let (mut all, mut danish) = (String::new(), String::new());
    for &code in Code::ALL {
        let path = fixture(code);
        let findings = match read_programme(&path, &ReadOptions::default()) {
            Ok(loaded) => loaded.notes,
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
