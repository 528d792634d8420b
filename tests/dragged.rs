//! Coordinators drag a file or a folder onto the program: one argument, no options, and a Danish page and a workbook beside it.

use fordel_testkit::fixture;
use std::path::Path;
use std::process::{Command, Output};

fn fordel(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(arguments)
        .current_dir(folder)
        .env("FORDEL_LANG", "en")
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs the program and expects an ending.
fn done(folder: &Path, arguments: &[&str], ending: i32) -> String {
    let output = fordel(folder, arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(ending), "{arguments:?}:\n{said}");
    said
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn national() -> String {
    fixture("national-2022").display().to_string()
}

fn is_danish_page(path: &Path) {
    let page = text(path);
    assert!(page.contains("<html lang=\"da\""), "{}", path.display());
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    for outside in ["http://", "https://", "src=\"", "@import"] {
        assert!(!page.contains(outside), "{outside} in {}", path.display());
    }
}

fn is_workbook(path: &Path) {
    assert!(std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"PK")), "{}", path.display());
}

#[test]
fn a_workbook_dragged_onto_the_program_leaves_a_page_and_a_workbook() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    done(at, &["convert", &national(), "-o", "Hold 2022.xlsx", "--lang", "da"], 0);
    std::fs::write(at.join("Hold 2022-fejl.txt"), "of yesterday").expect("written");
    let said = done(at, &["Hold 2022.xlsx"], 0);
    assert!(
        said.starts_with(
            "Hele vejen: pladser, personer og teams (22 klynger, 54 initiativer, 309 kandidater)."
        )
    );
    is_danish_page(&at.join("Hold 2022-plan.html"));
    is_workbook(&at.join("Hold 2022-plan.xlsx"));
    assert!(!at.join("Hold 2022-fejl.txt").exists(), "what was wrong yesterday is still there");
}

#[test]
fn a_folder_of_replies_leaves_a_page_and_a_workbook_and_says_what_comes_next() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    std::fs::create_dir(at.join("svar")).expect("made");
    for entry in std::fs::read_dir(fixture("danish/svar")).expect("the fixture") {
        let entry = entry.expect("listed");
        std::fs::copy(entry.path(), at.join("svar").join(entry.file_name())).expect("copied");
    }
    let said = done(at, &["svar"], 0);
    assert!(said.contains("6 personer, 5 spørgsmål") && said.contains("Næste skridt:"), "{said}");
    is_danish_page(&at.join("svar-samlet.html"));
    assert!(text(&at.join("svar-samlet.html")).contains("Sønderborg Kommune"));
    is_workbook(&at.join("svar-samlet.xlsx"));
    assert!(!at.join("svar-plan.html").exists());
}

/// Replies, and in a workbook beside them everything else: the plan follows.
#[test]
fn a_folder_of_replies_with_the_rest_of_the_programme_is_planned() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    let whole: serde_json::Value =
        serde_json::from_str(&text(&fixture("small/fine.json"))).expect("a JSON document");
    let mut rest = whole.clone();
    rest["programme"]["deadline"] = "2022-05-31".into();
    let people = rest.as_object_mut().expect("an object").remove("nominees").expect("nominees");
    std::fs::write(at.join("rest.json"), rest.to_string()).expect("written");
    std::fs::create_dir(at.join("svar")).expect("made");
    done(at, &["convert", "rest.json", "-o", "svar/program.xlsx", "--lang", "da"], 0);
    let mut reply = "Navn;Organisation;Klynge;Sektor;Modtaget\n".to_owned();
    for (at, person) in people.as_array().expect("a list").iter().enumerate() {
        let of = |field: &str| person[field].as_str().unwrap_or_default().to_owned();
        let day = if at == 0 { "02-06-2022" } else { "30-05-2022" };
        let cells = [of("name"), of("organisation"), of("cluster"), of("sector"), day.to_owned()];
        reply.push_str(&format!("{}\n", cells.join(";")));
    }
    std::fs::write(at.join("svar/Alle.csv"), reply).expect("written");
    let said = done(at, &["svar"], 0);
    assert!(said.contains("Hele vejen"), "{said}");
    // The programme's own deadline.
    assert!(said.contains("Efter fristen: 1"), "{said}");
    is_danish_page(&at.join("svar-samlet-plan.html"));
    is_workbook(&at.join("svar-samlet-plan.xlsx"));
}

#[test]
fn what_is_wrong_is_left_in_a_file_and_a_folder_without_replies_is_said() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    std::fs::write(at.join("p.xlsx"), "no workbook").expect("written");
    done(at, &["p.xlsx"], 2);
    let left = text(&at.join("p-fejl.txt"));
    assert!(left.starts_with("\u{feff}fejl[F15]") && left.contains("\r\n"), "{left}");
    std::fs::create_dir(at.join("tom")).expect("made");
    done(at, &["tom"], 2);
    assert!(text(&at.join("tom-fejl.txt")).contains("der er ingen svar i"));
    assert!(!at.join("tom-samlet.xlsx").exists());
    let said =
        done(at, &["collect", &fixture("danish").display().to_string(), "-o", "x.xlsx", "--lang", "da"], 2);
    assert!(said.starts_with("fejl: der er ingen svar") && said.contains("nøgle.csv"), "{said}");
    assert!(!at.join("x.xlsx").exists());
}

#[test]
fn whoever_drags_the_wrong_thing_is_told_what_to_drag() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    std::fs::write(at.join("svar.csv"), "navn;organisation\nBo Modelby;Nordby\n").expect("written");
    std::fs::write(at.join("brev.txt"), "Kære klynge").expect("written");
    done(at, &["plan", &fixture("small/fine").display().to_string(), "-o", "plan.json", "-q"], 0);
    for (file, told) in [
        ("svar.csv", "læg svarene i én mappe"),
        ("brev.txt", "fejl[F03]"),
        ("plan.json", "en anden slags dokument fra fordel"),
    ] {
        let said = done(at, &[file], 2);
        assert!(said.contains(told) && said.matches("fejl[").count() == 1, "{file}\n{said}");
    }
    let said = done(at, &["svar.csv", "brev.txt"], 2);
    assert!(said.contains("flere filer på én gang"), "{said}");
    assert!(text(&at.join("svar-fejl.txt")).contains("træk den mappe ind"));
    let said = done(at, &["plan.json", "--report", "x.html"], 2);
    assert!(said.contains("a command goes first") && said.contains("fordel plan"), "{said}");
}

/// A console that was dragged to closes at once, so nothing may stand in it alone.
#[test]
fn how_it_was_read_and_what_could_not_be_written_is_left_in_files() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    done(at, &["convert", &national(), "-o", "hold.xlsx", "-q"], 0);
    std::fs::create_dir(at.join("svar")).expect("made");
    std::fs::write(at.join("svar/Nordby.csv"), "Liste\nnavn;organisation\nBo;Nordby\nI alt;1\n")
        .expect("written");
    done(at, &["svar"], 0);
    let notes = text(&at.join("svar-bemærkninger.txt"));
    assert!(notes.starts_with('\u{feff}') && notes.contains("T08") && notes.contains("\r\n"), "{notes}");
    std::fs::write(at.join("svar/Nordby.csv"), "navn,organisation\nBo,Nordby\n").expect("written");
    done(at, &["svar"], 0);
    std::fs::create_dir(at.join("hold-plan.xlsx")).expect("made");
    let said = done(at, &["hold.xlsx"], 2);
    assert!(text(&at.join("hold-fejl.txt")).contains("hold-plan.xlsx"), "{said}");
    std::fs::remove_dir(at.join("hold-plan.xlsx")).expect("removed");
    done(at, &["hold.xlsx"], 0);
    assert!(!at.join("hold-fejl.txt").exists() && at.join("hold-plan.xlsx").is_file());
}

/// The others are read; the page, a file beside it and the ending say which are not, and why.
#[test]
fn a_reply_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    std::fs::create_dir(at.join("svar")).expect("made");
    std::fs::write(at.join("svar/Nordby.csv"), "navn;organisation\nBo Modelby;Nordby\n").expect("written");
    std::fs::write(at.join("svar/Sydby.xlsx"), "no workbook").expect("written");
    std::fs::write(at.join("svar/Østby.csv"), "navn;organisation\nBo\n").expect("written");
    let said = done(at, &["svar"], 2);
    assert!(said.contains("1 person") && said.contains("IKKE LÆST") && said.contains("Sydby.xlsx"), "{said}");
    assert!(text(&at.join("svar-fejl.txt")).contains("Sydby.xlsx"));
    is_danish_page(&at.join("svar-samlet.html"));
    let page = text(&at.join("svar-samlet.html"));
    assert!(page.contains("Kunne ikke læses") && page.contains("Sydby.xlsx"), "the page says it");
    is_workbook(&at.join("svar-samlet.xlsx"));
    // As a command nothing is written, all of it is said, and how to go on.
    let said = done(at, &["collect", "svar", "-o", "alle.xlsx"], 2);
    assert!(said.contains("F15") && said.contains("T03") && said.contains("--skip-unreadable"), "{said}");
    assert!(!at.join("alle.xlsx").exists());
    let said = done(at, &["collect", "svar", "-o", "alle.xlsx", "--skip-unreadable"], 0);
    assert!(said.contains("NOT READ") && said.contains("Østby.csv"), "{said}");
    is_workbook(&at.join("alle.xlsx"));
    // A personal number is refused all the same.
    std::fs::write(at.join("svar/Vestby.csv"), "navn;organisation\nBo 010190-1234;Vestby\n")
        .expect("written");
    std::fs::remove_file(at.join("alle.xlsx")).expect("removed");
    let said = done(at, &["collect", "svar", "-o", "alle.xlsx", "--skip-unreadable"], 2);
    assert!(said.contains("V07") && !said.contains("010190") && !at.join("alle.xlsx").exists(), "{said}");
}

#[test]
fn one_of_a_thing_is_said_in_the_singular() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let one = r#"{"format":"fordel/programme/1","programme":{"name":"P","seats":2,"key":"w"},"clusters":[{"id":"a","name":"A","w":1}]}"#;
    std::fs::write(folder.path().join("p.json"), one).expect("written");
    let said = done(folder.path(), &["convert", "p.json", "-o", "p.xlsx"], 0);
    assert!(said.contains("1 cluster, 0 initiatives, 0 nominees"), "{said}");
    let said = done(folder.path(), &["convert", "p.json", "-o", "q.xlsx", "--lang", "da"], 0);
    assert!(said.contains("1 klynge, 0 initiativer, 0 kandidater"), "{said}");
}

/// Folder, workbook and document say the same, whichever way one is made from the other.
#[test]
fn clothes_can_be_changed_any_number_of_times() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = folder.path();
    done(at, &["convert", &national(), "-o", "a.json"], 0);
    for (step, (from, to)) in
        [("a.json", "b.xlsx"), ("b.xlsx", "c"), ("c", "d.xlsx"), ("d.xlsx", "e"), ("e", "f.json")]
            .iter()
            .enumerate()
    {
        let language = if step % 2 == 0 { "da" } else { "en" };
        done(at, &["convert", from, "-o", to, "--lang", language], 0);
    }
    assert!(text(&at.join("a.json")) == text(&at.join("f.json")), "something was lost");
}

#[test]
fn first_and_last_name_in_two_columns_are_a_name() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("program.csv", "felt;værdi\nnavn;Hold\npladser;1\nfordelingsnøgle;folketal\n");
    write("klynger.csv", "klynge_id;navn;folketal\nnord;Nord;10\n");
    write("kandidater.csv", "fornavn;efternavn;klynge;organisation;sektor\nIda;Prøve;nord;Nordby;kommune\n");
    done(folder.path(), &["convert", ".", "-o", "p.json", "-q"], 0);
    assert!(text(&folder.path().join("p.json")).contains("Ida Prøve"));
}
