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
        (&[("LANG", "da_DK")][..], "mente du `plan`?"),
    ] {
        let output = fordel(&["plam"], variables);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(near), "{}", said(&output));
    }
    for (language, near) in [("en", "'run'"), ("da", "mente du `run`?")] {
        let output = fordel(&["sweep", "rn", "--lang", language], &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(near), "{}", said(&output));
    }
    // One argument that can only be a file: what is missing is the file, not a command.
    for (variables, near) in [(&[][..], "there is no file"), (&[("LANG", "da_DK")][..], "der er ingen fil")] {
        let output = fordel(&["Hold 2022.xlsx"], variables);
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
    assert!(said(&fordel(&["--help"], &[("FORDEL_LANG", "da")])).contains("Brug: fordel [TILVALG]"));
    for english in ["Usage:", "[OPTIONS]", "Options:", "Print help", "possible values"] {
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
    assert!(folder.path().join("fordel-sweep-run.1").is_file());
}

#[test]
fn the_help_is_asked_for_in_the_other_language_and_a_wrong_call_shows_its_own_usage() {
    let danish = [("FORDEL_LANG", "da")];
    let help = said(&fordel(&["help", "plan", "--lang", "en"], &danish));
    assert!(help.contains("Usage: fordel plan") && help.contains("Examples:"), "{help}");
    let help = said(&fordel(&["help", "sweep", "run", "--lang", "en"], &danish));
    assert!(help.contains("Usage: fordel sweep run"), "{help}");
    for command in ["convert", "collect"] {
        let help = said(&fordel(&[command, "--help"], &danish));
        assert!(!help.contains("Nothing is lost") && !help.contains("Every workbook"), "{help}");
    }
    let complaint = said(&fordel(&["plan", "x", "--raport", "y"], &danish));
    assert!(complaint.contains("Brug: fordel plan [TILVALG] <PROGRAM>"), "{complaint}");
    // A name with blanks and no quotes; a command that is not there; the edition, of a command too.
    for (language, tip) in [("en", "in quotes"), ("da", "anførselstegn")] {
        let complaint = said(&fordel(&["plan", "Mine", "svar.xlsx", "--lang", language], &[]));
        assert!(complaint.contains(tip), "{complaint}");
        let output = fordel(&["help", "planer", "--lang", language], &[]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let output = fordel(&["plan", "--version", "--lang", language], &[]);
        assert!(output.status.success() && said(&output).contains(env!("CARGO_PKG_VERSION")));
    }
    let alone = fordel(&["sweep"], &danish);
    assert_eq!(alone.status.code(), Some(2));
    assert!(said(&alone).contains("[TILVALG]") && !said(&alone).contains("[OPTIONS]"), "{}", said(&alone));
}

#[test]
fn replies_are_collected_without_names_and_what_is_no_table_is_told() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let replies = folder.path().join("svar");
    std::fs::create_dir_all(replies.join("arkiv")).expect("made");
    let write = |name: &str, text: &str| std::fs::write(replies.join(name), text).expect("written");
    write(
        "Nordby.csv",
        "navn;organisation;titel;e-mail;mobil\r\n\"Bo\r\nModelby\";Nordby Kommune;Chef;bo@x.invalid;12345678\r\n",
    );
    write(
        "organisationer.csv",
        "navn;klynge;sektor;kontakt\r\nNordby Kommune;nord;kommune;Ida Opdigtsen\r\n",
    );
    write("brev.docx", "et brev");
    write("program.csv", "felt;værdi\r\nnavn;Hold\r\nfrist;5/6/22\r\n");
    let book = folder.path().join("samlet.xlsx");
    let call = ["collect", path(&replies), "-o", path(&book), "--lang", "da"];
    let text = said(&fordel(&call, &[]));
    assert!(text.contains("arkiv/; brev.docx"), "{text}");
    assert!(text.contains("Fristen `5/6/22`"), "{text}");
    let said_when = said(&fordel(&[&call[..], &["--deadline", "2022-06-05"]].concat(), &[]));
    assert!(!said_when.contains("Fristen"), "{said_when}");
    let whole = contents(&book);
    assert!(whole.contains("Bo Modelby") && whole.contains("Ida Opdigtsen"), "the line break is a blank");
    let text = said(&fordel(&[&call[..], &["--no-names"]].concat(), &[]));
    let without = contents(&book);
    for told in ["Bo Modelby", "Chef", "bo@x.invalid", "12345678", "Ida Opdigtsen"] {
        assert!(!without.contains(told) && !text.contains(told), "{told}");
    }
    assert!(without.contains("Nordby Kommune"));
}

#[test]
fn how_far_each_organisation_is_can_be_had_as_csv() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let (replies, book) = (fixture("danish/svar"), folder.path().join("samlet.xlsx"));
    let call = ["collect", path(&replies), "-o", path(&book), "--lang", "da", "--format", "csv"];
    let output = fordel(&call, &[]);
    let lines = "\u{feff}Organisation;Svar;Personer\r\nAabenraa Kommune;har svaret;2\r\n\
        Sønderborg Kommune;har ikke svaret;\r\nTønder Kommune;ingen kandidat;\r\n";
    assert!(String::from_utf8_lossy(&output.stdout).starts_with(lines), "{output:?}");
}

#[test]
fn without_names_replies_are_called_by_numbers_for_a_file_may_be_called_after_somebody() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let replies = folder.path().join("svar");
    std::fs::create_dir_all(replies.join("Opdigtsen, Ida")).expect("made");
    let write = |name: &str, text: &str| std::fs::write(replies.join(name), text).expect("written");
    write("Nordby Opdigtsen, Ida.csv", "navn;sektor\r\nIda Opdigtsen;kommune\r\nIda Opdigtsen;kommune\r\n");
    write("Ansøgning Ida Opdigtsen.docx", "et brev");
    write("Opdigtsen.csv", "klynge;sektor\r\nnord;kommune\r\n");
    write("Opdigtsen i stykker.xlsx", "ingen projektmappe");
    write("organisationer.csv", "navn;klynge;sektor\r\nNordby;nord;kommune\r\n");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Ida Opdigtsen").expect("a name");
    for (column, text) in ["navn", "organisation"].into_iter().enumerate() {
        let column = u16::try_from(column).expect("small");
        sheet.write(0, column, text).and_then(|sheet| sheet.write(1, column, "Bo Nordby")).expect("written");
    }
    book.save(replies.join("Ida O.xlsx")).expect("written");
    let book = folder.path().join("samlet.xlsx");
    let call = ["collect", path(&replies), "-o", path(&book), "--lang", "da"];
    let refused = fordel(&[&call[..], &["--no-names"]].concat(), &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!said(&refused).contains("Opdigtsen") && said(&refused).contains("--skip-unreadable"));
    for format in ["text", "json"] {
        let more = ["--no-names", "--skip-unreadable", "--format", format];
        let output = fordel(&[&call[..], &more].concat(), &[]);
        let text = said(&output);
        assert!(output.status.success(), "{text}");
        // The sender is known from the file's name all the same.
        assert!(contents(&book).contains("Nordby"));
        for told in ["Opdigtsen", "Ida"] {
            assert!(!text.contains(told) && !contents(&book).contains(told), "{told} in {text}");
        }
        assert!(text.contains("fil 1.docx") && text.contains("mappe"), "{text}");
    }
    let with = said(&fordel(&[&call[..], &["--skip-unreadable"]].concat(), &[]));
    assert!(
        with.contains("Opdigtsen i stykker.xlsx") && with.contains("Ida O.xlsx, Ida Opdigtsen"),
        "{with}"
    );
}

#[test]
fn a_personal_number_in_the_name_of_a_file_is_refused_by_every_command_and_not_repeated() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let number = "010190-1234";
    let table = at(&format!("k {number}.csv"));
    std::fs::write(&table, "id,weight\na,4\nb,5\n").expect("written");
    let replies = at("svar");
    std::fs::create_dir(&replies).expect("made");
    std::fs::write(folder.path().join(format!("svar/{number}.csv")), "navn;organisation\nBo;Nordby\n")
        .expect("written");
    let named = at(&format!("svar {number}"));
    std::fs::create_dir(&named).expect("made");
    let fine = fixture("small/fine");
    let (plan, book) = (at(&format!("plan {number}.json")), at("samlet.xlsx"));
    for call in [
        &["seats", &table, "--key", "weight", "--seats", "3"][..],
        &["collect", &replies, "-o", &book],
        &["collect", &named, "-o", &book],
        &["plan", path(&fine), "-o", &plan],
        &["diff", &plan, &plan],
        &["what-if", path(&fine), &plan],
        &[&table],
        &[&named],
        &[&table, "--report", "x.html"],
        &["plan", "x", &table],
    ] {
        let output = fordel(call, &[]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{call:?}\n{text}");
        assert!(text.contains("V07") && !text.contains(number), "{call:?}\n{text}");
    }
    assert!(!Path::new(&book).exists() && !Path::new(&plan).exists());
    // Somebody who knows that it is none says so.
    let allowed = ["seats", &table, "--key", "weight", "--seats", "3", "--allow-ten-digits"];
    assert_eq!(fordel(&allowed, &[]).status.code(), Some(0));
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

/// A workbook has no comments, hidden sheets or properties of its own, and names neither a person nor a folder of the
/// machine it was made on.
fn says_nothing_of_its_making(path: &Path, folder: &Path) {
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return;
    }
    let bytes = std::fs::read(path).expect("written");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let parts: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    for part in &parts {
        let is_known = ["comment", "custom", "externalLink", "vmlDrawing", "persons"];
        assert!(!is_known.iter().any(|known| part.contains(known)), "{part} in {}", path.display());
        let mut text = String::new();
        archive.by_name(part).expect("a part").read_to_string(&mut text).expect("text");
        let folder = folder.to_str().expect("UTF-8");
        assert!(!text.contains(folder) && !text.contains("/home/"), "{part} of {}", path.display());
        match part.as_str() {
            "xl/workbook.xml" => assert!(!text.contains("state=\"hidden") && !text.contains("veryHidden")),
            "docProps/core.xml" => {
                assert!(text.contains("<dc:creator>fordel</dc:creator>"), "{text}");
                assert!(text.contains("<cp:lastModifiedBy>fordel</cp:lastModifiedBy>"), "{text}");
            }
            _ => {}
        }
    }
    assert!(parts.iter().any(|part| part == "docProps/core.xml"));
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
        says_nothing_of_its_making(&path, folder.path());
    }
    assert!(texts.len() > 40, "{} outputs", texts.len());
    for (place, text) in &texts {
        assert!(!text.is_empty(), "{place} is empty");
        for name in &names {
            assert!(!text.contains(name.as_str()), "{name} in {place}");
        }
    }
    // A name that somebody typed, or called a scenario by, is not repeated either.
    let typed = "Lærke Mønsterskov";
    for format in ["text", "json", "csv"] {
        let call = ["what-if", input, "--withdraw", typed, "--no-names", "--format", format];
        let text = said(&fordel(&call, &[]));
        assert!(text.contains("h-byen-01") && !text.contains(typed), "{format}\n{text}");
    }
    // And with names they are there: the test can fail.
    let with = said(&fordel(&["plan", input, "--full"], &[]));
    assert!(names.iter().any(|name| with.contains(name.as_str())));
}

/// Words that only an English text has.
fn is_english(text: &str) -> bool {
    let words = [
        "the", "cannot", "expected", "is", "of", "and", "with", "has", "there", "proved", "refused", "error",
    ];
    let plain = text.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    plain || text.contains("did you mean")
}

/// What stands between back-quotes is a name or a value, not a word of ours.
fn without_quoted(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

#[test]
fn wrong_calls_and_files_are_answered_in_danish() {
    let fine = fixture("small/fine");
    let fine = path(&fine);
    let table = fixture("seats/dk-clusters.csv");
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let scenarios = file("tomt.toml", "");
    let taken = file("optaget.jsonl", "noget helt andet\n");
    let plan = folder.path().join("plan.json");
    let plan = path(&plan);
    assert_eq!(fordel(&["plan", fine, "-o", plan], &[]).status.code(), Some(0));
    let sweep = fixture("scenarios/sweep-seats.toml");
    let national = fixture("national-2022");
    let calls: Vec<Vec<&str>> = vec![
        vec!["verify", fine, "findes-ikke.json"],
        vec!["verify", fine, folder.path().to_str().expect("UTF-8")],
        vec!["plan", fine, "--gap", "x"],
        vec!["plan", fine, "--time-limit", "0"],
        vec!["plan", fine, "--threads", "tre"],
        vec!["plan", fine, "-o", plan, "--xlsx", plan],
        vec!["plan", fine, "-o", "/findes/ikke/plan.json"],
        vec!["plan", fine, "-o", folder.path().to_str().expect("UTF-8")],
        vec!["seats", path(&table), "--key", "population", "--method", "vebster", "--seats", "10"],
        vec!["seats", path(&table), "--scan", "5"],
        vec!["seats", "findes-ikke.csv", "--seats", "10"],
        vec!["seats"],
        vec!["seats", fine, "--key", "x", "--seats", "10"],
        vec!["seats", path(&table), "--key", "population_2022", "--method", "adams", "--seats", "3"],
        vec!["what-if", fine],
        vec!["what-if", fine, &scenarios, "--curve"],
        vec!["alternatives", fine, "--within", "x"],
        vec!["collect", "findes-ikke", "-o", "samlet.xlsx"],
        vec!["collect", fine, "-o", "samlet.xlsx", "--deadline", "i morgen"],
        vec!["convert", fine, "-o", "x.pdf"],
        vec!["convert", fine, "-o", folder.path().to_str().expect("UTF-8")],
        vec!["schema", "plam"],
        vec!["sweep", "run", path(&national), path(&sweep), "--shard", "9/4"],
        vec!["sweep", "run", path(&national), path(&sweep), "--shards", "4"],
        vec!["sweep", "run", path(&national), path(&sweep), "-o", &taken],
        vec!["announce", plan, "--state", "approved", "--date", "i morgen"],
        vec!["diff", plan, &taken],
        vec!["plan", fine, "Mine", "filer.xlsx"],
        vec!["plan", fine, "--quiet", "--quiet"],
        vec!["plan", fine, "--quiet=3"],
        vec!["help", "planer"],
        vec!["help", "sweep", "planer"],
    ];
    for call in calls {
        let output = fordel(&[&call[..], &["--lang", "da"]].concat(), &[]);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            matches!(output.status.code(), Some(1 | 2)),
            "{call:?}: {:?}\n{complaint}",
            output.status.code()
        );
        assert!(complaint.contains("fejl"), "{call:?}\n{complaint}");
        assert!(!is_english(&without_quoted(&complaint)), "{call:?}\n{complaint}");
    }
}

#[test]
fn the_judge_speaks_danish() {
    let fine = fixture("small/fine");
    let folder = tempfile::tempdir().expect("a folder for a test");
    let plan = folder.path().join("plan.json");
    let planned = fordel(&["plan", path(&fine), "-o", path(&plan)], &[]);
    assert_eq!(planned.status.code(), Some(0), "{}", said(&planned));
    let whole: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&plan).expect("written")).expect("JSON");
    let team = whole["teams"][0]["members"].as_array().expect("members").clone();
    let changes: Vec<(&str, serde_json::Value)> = vec![
        ("/programme/digest", "0".into()),
        ("/programme/name", "En anden".into()),
        ("/status", "feasible".into()),
        ("/score", 1.into()),
        ("/bound", 0.into()),
        ("/teams/0/score", 7.into()),
        ("/teams/0/parts/sectors", 7.into()),
        ("/teams/0/members", team[..1].to_vec().into()),
        ("/teams/0/members", [team.clone(), team[..1].to_vec()].concat().into()),
        ("/teams/0/initiative", "ukendt".into()),
        ("/seats/units/0/seats", 99.into()),
        ("/seats/units/0/quota", "1/7".into()),
        ("/seats/units/0/filled", 99.into()),
        ("/objectives/0/value", 99.into()),
        ("/not_selected", serde_json::json!([])),
        ("/certificate/scale", 0.into()),
    ];
    let mut n_findings = 0;
    for (pointer, value) in changes {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        let broken = folder.path().join("broken.json");
        std::fs::write(&broken, changed.to_string()).expect("written");
        let output = fordel(&["verify", path(&fine), path(&broken), "--lang", "da"], &[]);
        let text = said(&output);
        assert!(matches!(output.status.code(), Some(0..=2)), "{pointer}\n{text}");
        assert!(!is_english(&without_quoted(&text)), "{pointer}\n{text}");
        n_findings += text.lines().filter(|line| line.starts_with("  ")).count();
    }
    assert!(n_findings > 20, "{n_findings} lines");
    let accepted = said(&fordel(&["verify", path(&fine), path(&plan), "--lang", "da"], &[]));
    assert!(accepted.starts_with("godkendt"), "{accepted}");
}
