//! The page in a real browser and the workbooks in a real spreadsheet program: nothing complains, nothing is asked of the
//! network. `FORDEL_CHROMIUM` and `FORDEL_LIBREOFFICE` name the programs; without them the tests say that they were skipped.

use fordel_testkit::fixture;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn program(variable: &str) -> Option<PathBuf> {
    let found = std::env::var_os(variable).map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: {variable} names no program");
    }
    found
}

/// The national plan as a page, a workbook and letters, in a folder.
fn made(folder: &Path) {
    let file = |name: &str| folder.join(name).display().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(["plan", &fixture("national-2022").display().to_string(), "--lang", "da", "--quiet"])
        .args([
            "--report",
            &file("plan.html"),
            "--xlsx",
            &file("plan.xlsx"),
            "--mailmerge",
            &file("breve.xlsx"),
        ])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn browser(chromium: &Path, folder: &Path, more: &[&str]) -> Output {
    let profile = tempfile::tempdir().expect("a folder for the browser");
    Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--log-net-log={}", folder.join("net.json").display()))
        .args(more)
        .arg(format!("file://{}", folder.join("plan.html").display()))
        .output()
        .expect("the browser starts")
}

#[test]
fn a_browser_shows_the_page_without_complaint_or_request() {
    let Some(chromium) = program("FORDEL_CHROMIUM") else { return };
    let folder = tempfile::tempdir().expect("a folder for a test");
    made(folder.path());
    let shown = browser(&chromium, folder.path(), &["--dump-dom"]);
    let (page, talk) = (
        String::from_utf8_lossy(&shown.stdout).into_owned(),
        String::from_utf8_lossy(&shown.stderr).into_owned(),
    );
    // The script has run: the filter is no longer hidden.
    let form = &page[page.find("<form").expect("the filter")..];
    assert!(!form[..form.find('>').expect("a tag")].contains("hidden"), "the script did not run");
    assert!(!talk.contains("CONSOLE"), "{talk}");
    let net = std::fs::read_to_string(folder.path().join("net.json")).unwrap_or_default();
    // The browser asks its maker for the time and for updates by itself; the page is not to blame for that.
    let own = ["google.com/", "googleapis.com/"];
    for url in net.split("\"url\":\"http").skip(1) {
        let url = url.split('"').next().unwrap_or_default();
        assert!(own.iter().any(|host| url.contains(host)), "a request left the page: http{url}");
    }
    let printed = folder.path().join("plan.pdf");
    browser(&chromium, folder.path(), &[&format!("--print-to-pdf={}", printed.display())]);
    assert!(std::fs::read(printed).expect("printed").starts_with(b"%PDF"));
}

/// A page that refers to nothing outside itself, in Danish.
fn standing_alone(path: &Path) -> String {
    let page = std::fs::read_to_string(path).expect("written");
    assert!(page.contains("<html lang=\"da\""), "{}", path.display());
    for outside in ["http://", "https://", "src=\"", "@import", "<script src"] {
        assert!(!page.contains(outside), "{outside} in {}", path.display());
    }
    page
}

fn fordel(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_fordel"))
        .args(arguments)
        .args(["--lang", "da", "--quiet"])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_page_is_a_proposal_until_it_is_approved_and_says_when_it_was() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = |name: &str| folder.path().join(name).display().to_string();
    let fine = fixture("small/fine").display().to_string();
    fordel(&["plan", &fine, "-o", &file("plan.json"), "--report", &file("plan.html")]);
    let page = standing_alone(&folder.path().join("plan.html"));
    assert!(page.contains("<span class=\"mark\">Forslag, ikke godkendt</span>"));
    let approved = ["--state", "approved", "--by", "Styregruppen", "--date", "2022-06-08"];
    fordel(&[&["announce", &file("plan.json")][..], &approved].concat());
    fordel(&["report", &fine, &file("plan.json"), "-o", &file("plan.html"), "--xlsx", &file("plan.xlsx")]);
    let page = standing_alone(&folder.path().join("plan.html"));
    assert!(!page.contains("ikke godkendt"));
    assert!(page.contains("<span class=\"mark settled\">Godkendt</span>"));
    assert!(page.contains("8.6.2022, Styregruppen"));
    fordel(&["report", &fine, &file("plan.json"), "-o", &file("uden.html"), "--no-names"]);
    assert!(!standing_alone(&folder.path().join("uden.html")).contains("Styregruppen"));
}

#[test]
fn scenarios_and_sweeps_are_pages_too() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = |name: &str| folder.path().join(name).display().to_string();
    let national = fixture("national-2022").display().to_string();
    let scenarios = fixture("scenarios/national.toml").display().to_string();
    fordel(&["what-if", &national, &scenarios, "--report", &file("scenarier.html")]);
    let page = standing_alone(&folder.path().join("scenarier.html"));
    // What unfolds on a screen stands open on paper.
    assert!(page.contains("<details class=\"further\">"));
    assert!(page.contains("details::details-content{content-visibility:visible"));
    let text = std::fs::read_to_string(fixture("scenarios/national.toml")).expect("the fixture");
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"')))
        .collect();
    assert!(names.len() > 2, "{names:?}");
    names.iter().for_each(|name| assert!(page.contains(name), "{name}"));
    assert!(page.contains("<svg role=\"img\" aria-label=\""), "no picture");
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    let (small, sweep) = (fixture("small/fine"), fixture("scenarios/sweep-small.toml"));
    let (small, sweep) = (small.display().to_string(), sweep.display().to_string());
    fordel(&["sweep", "run", &small, &sweep, "-o", &file("alle.jsonl")]);
    fordel(&["sweep", "merge", &small, &sweep, &file("alle.jsonl"), "--report", &file("alle.html")]);
    let page = standing_alone(&folder.path().join("alle.html"));
    assert!(page.contains("Hvor ofte hver sundhedsklynge får hvor mange pladser"));
    assert!(page.contains("font-weight=\"700\""), "the base is not marked");
}

#[test]
fn a_spreadsheet_program_opens_the_workbooks() {
    let Some(office) = program("FORDEL_LIBREOFFICE") else { return };
    let folder = tempfile::tempdir().expect("a folder for a test");
    made(folder.path());
    for (book, holds) in [("plan", "Sundhedsklynge"), ("breve", "udpeget")] {
        let output = Command::new(&office)
            .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
            .args(["--headless", "--convert-to", "html", "--outdir"])
            .arg(folder.path())
            .arg(folder.path().join(format!("{book}.xlsx")))
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = std::fs::read(folder.path().join(format!("{book}.html"))).expect("converted");
        let text = String::from_utf8_lossy(&text);
        assert!(text.contains(holds), "{book} lost its rows");
        for wrong in ["#REF!", "#NAME?", "#VALUE!", "Err:5"] {
            assert!(!text.contains(wrong), "{wrong} in {book}");
        }
    }
}
