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
