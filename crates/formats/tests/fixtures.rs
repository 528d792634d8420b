//! The programmes among the fixtures are read, and come back from their canonical JSON as they were.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::{ReadOptions, parse_programme_json, programme_to_json, read_programme};
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// All folders with settings below a folder, except the broken ones.
fn programmes(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() || path.file_name().is_some_and(|name| name == "broken") {
            continue;
        }
        if ["programme.toml", "program.toml"].iter().any(|name| path.join(name).exists()) {
            found.push(path.clone());
        }
        found.extend(programmes(&path));
    }
    found.sort();
    found
}

#[test]
fn every_programme_is_read_and_comes_back() {
    let options = ReadOptions::default();
    let all = programmes(&fixtures());
    assert!(!all.is_empty());
    let mut failed = Vec::new();
    for path in all {
        match read_programme(&path, &options) {
            Err(findings) => failed.push(format!("{}:\n{findings}", path.display())),
            Ok(loaded) => {
                for note in &loaded.notes {
                    println!("{}: {note}", path.display());
                }
                let json = programme_to_json(&loaded.programme);
                let again = parse_programme_json(&json, "programme.json", &options)
                    .unwrap_or_else(|findings| panic!("{}:\n{findings}\n{json}", path.display()));
                assert_eq!(again.programme, loaded.programme, "{}", path.display());
                assert_eq!(again.digest, loaded.digest, "{}", path.display());
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn a_document_and_a_folder_that_say_the_same_are_the_same_programme() {
    let options = ReadOptions::default();
    let folder = read_programme(&fixtures().join("small/fine"), &options).unwrap();
    let document = read_programme(&fixtures().join("small/fine.json"), &options).unwrap();
    assert_eq!(folder.programme, document.programme);
    assert_eq!(folder.digest, document.digest);
}
