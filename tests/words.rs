//! How the command speaks: its languages, its help, what a shell asks of it, and what it leaves out.

use fordel_testkit::fixture;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn fordel(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fordel"));
    command.args(arguments);
    ["FORDEL_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"].iter().for_each(|name| {
        command.env_remove(name);
    });
    command.envs(variables.iter().copied()).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn alone_it_shows_the_way() {
    let output = fordel(&[], &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("fordel plan PROGRAMME"));
    assert!(said(&fordel(&[], &[("LC_ALL", "da_DK.UTF-8")])).contains("Sådan kommer du i gang"));
}

#[test]
fn the_language_is_typed_or_set_or_the_systems() {
    let fine = fixture("small/fine");
    let plan = |more: &[&str], variables: &[(&str, &str)]| {
        said(&fordel(&[&["plan", path(&fine)], more].concat(), variables))
    };
    let danish = |text: String| text.contains("Bevist bedst mulig");
    assert!(!danish(plan(&[], &[])));
    assert!(danish(plan(&["--lang", "da"], &[("FORDEL_LANG", "en")])));
    assert!(danish(plan(&[], &[("FORDEL_LANG", "da"), ("LC_ALL", "en_GB.UTF-8")])));
    assert!(danish(plan(&[], &[("LANG", "da_DK.UTF-8")])));
    assert!(!danish(plan(&[], &[("LANG", "da_DK.UTF-8"), ("LC_ALL", "en_US.UTF-8")])));
    assert!(!danish(plan(&[], &[("LANG", "xx_YY.UTF-8")])));
}

#[test]
fn a_slip_of_the_finger_is_met_with_what_is_near() {
    for (variables, near) in [
        (&[][..], "similar subcommands exist: 'explain', 'plan'"),
        (&[("LANG", "da_DK")][..], "eller `plan`?"),
    ] {
        let output = fordel(&["plam"], variables);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(near), "{}", said(&output));
    }
    let output = fordel(&["plan", "--lang", "da", "x", "--no-name"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("mente du `--no-names`?"), "{}", said(&output));
}

#[test]
fn help_is_in_the_language_and_shells_and_manuals_are_served() {
    let help = said(&fordel(&["help", "plan", "--lang", "da"], &[]));
    assert!(help.contains("Brug:") && help.contains("Eksempler:"), "{help}");
    for english in ["Usage:", "Options:", "Print help", "possible values"] {
        assert!(!help.contains(english), "{english} in\n{help}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = fordel(&["completions", shell], &[]);
        assert_eq!(script.status.code(), Some(0));
        assert!(said(&script).contains("mailmerge"), "{shell}");
    }
    assert!(said(&fordel(&["man"], &[])).contains(".TH fordel 1"));
    let folder = tempfile::tempdir().expect("a folder for a test");
    assert_eq!(fordel(&["man", "-o", path(folder.path())], &[]).status.code(), Some(0));
    assert!(folder.path().join("fordel-plan.1").is_file());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let national = fixture("national-2022");
    for arguments in
        [&["plan", path(&national), "--format", "json"][..], &["plan", path(&national)], &["--help"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fordel"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let status = child.wait().expect("it ends");
        let mut complaint = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut complaint).expect("text");
        assert_eq!(status.code(), Some(0), "{complaint}");
        assert!(complaint.is_empty(), "{complaint}");
    }
}

/// Every name and title of a programme's nominees that a reader could recognise.
fn names(folder: &Path) -> Vec<String> {
    let mut table = csv::Reader::from_path(folder.join("nominees.csv")).expect("the fixture");
    let header = table.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|heading| heading == name);
    let wanted: Vec<usize> = ["name", "title", "email"].iter().filter_map(|name| column(name)).collect();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let cells = rows.iter().flat_map(|row| wanted.iter().filter_map(|&at| row.get(at).map(str::to_owned)));
    cells.filter(|text| text.chars().count() > 5).collect()
}

/// A file's contents as text; of a workbook all its parts.
fn contents(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("written");
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("a part").read_to_string(&mut text).expect("text");
    }
    text
}

#[test]
fn without_names_no_output_of_any_command_names_anybody() {
    let national = fixture("national-2022");
    let names = names(&national);
    assert!(names.len() > 800, "the fixture has people: {}", names.len());
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (page, book, plan) = (file("plan.html"), file("plan.xlsx"), file("plan.json"));
    let input = path(&national);
    let mut outputs = vec![fordel(
        &[
            "plan",
            input,
            "--no-names",
            "--full",
            "--report",
            &page,
            "--xlsx",
            &book,
            "--split-by",
            "cluster",
            "-o",
            &plan,
            "-v",
        ],
        &[],
    )];
    for language in ["en", "da"] {
        for format in ["text", "json", "csv"] {
            let common = ["--no-names", "--format", format, "--lang", language];
            for command in [
                &["plan", input][..],
                &["check", input],
                &["verify", input, &plan],
                &["report", input, &plan],
            ] {
                outputs.push(fordel(&[command, &common].concat(), &[]));
            }
        }
    }
    let mut texts: Vec<(String, String)> =
        outputs.iter().enumerate().map(|(at, output)| (format!("output {at}"), said(output))).collect();
    for entry in std::fs::read_dir(folder.path()).expect("listed") {
        let path = entry.expect("listed").path();
        texts.push((path.display().to_string(), contents(&path)));
    }
    assert!(texts.len() > 40, "{} outputs", texts.len());
    for (place, text) in &texts {
        assert!(!text.is_empty(), "{place} is empty");
        for name in &names {
            assert!(!text.contains(name.as_str()), "{name} in {place}");
        }
    }
    // And with names they are there: the test can fail.
    let with = said(&fordel(&["plan", input, "--full"], &[]));
    assert!(names.iter().any(|name| with.contains(name.as_str())));
}
