//! Inputs that mean harm, or merely come from life: an answer or a clear finding, and never a
//! personal value in a message.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::{Findings, Loaded, ReadOptions, parse_programme_json, read_programme, render_text};
use std::path::Path;

const SETTINGS: &str = "name = \"Test\"\nseats = 8\nkey = \"weight\"\n";
const CLUSTERS: &str = "id;name;weight\nC1;Nord;60\nC2;Syd;40\n";

fn write(folder: &Path, files: &[(&str, &[u8])]) {
    std::fs::write(folder.join("programme.toml"), SETTINGS).unwrap();
    std::fs::write(folder.join("clusters.csv"), CLUSTERS).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

fn read(files: &[(&str, &[u8])]) -> Result<Loaded, Findings> {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("programme");
    std::fs::create_dir(&folder).unwrap();
    write(&folder, files);
    read_programme(&folder, &ReadOptions::default())
}

/// The codes of all findings, sorted by place; that semicolons stand between the cells is not the point here.
fn codes(result: &Result<Loaded, Findings>) -> Vec<&'static str> {
    let codes: Vec<&'static str> = match result {
        Ok(loaded) => loaded.notes.iter().map(|note| note.code.id()).collect(),
        Err(findings) => findings.iter().map(|finding| finding.code.id()).collect(),
    };
    codes.into_iter().filter(|code| *code != "T16").collect()
}

fn said(result: &Result<Loaded, Findings>) -> String {
    match result {
        Ok(loaded) => render_text(&loaded.notes, 1000),
        Err(findings) => format!("{}\n{}", findings.to_text(1000), findings.to_json()),
    }
}

fn check(files: &[(&str, &[u8])], expect: &[&str]) -> Result<Loaded, Findings> {
    let result = read(files);
    assert_eq!(codes(&result), expect, "{}", said(&result));
    result
}

#[test]
fn no_message_repeats_what_is_personal() {
    let nominees = "id;name;cluster;organisation;sector;manager;sponsor;email;remark;priority;experience;level;mobil\n\
        N-1;CANARY Prøve;C9;;municipalty;CANARY;CANARY;CANARY@x.dk;CANARY;first;9;none;CANARY\n\
        N-1;CANARY Prøve;C1;Nordby;kommune;N-2;;;CANARY\u{202e};1,5;-1;;CANARY\n\
        N-2;CANARY Prøve;C1;Nordby;kommune;CANARY Prøve;;;CANARY;0;;;CANARY\n\
        ;CANARY Prøve;C1;Nordby;kommune;N-2;;;CANARY\n";
    let pins = "nominee;initiative;pin\nN-3;;in\nCANARY Prøve;;in\nN-1;;in\nN-1;;out\n";
    let relations = "a;b;relation\nN-1;N-1;apart\nN-9;CANARY;sammen\n";
    let result = read(&[
        ("nominees.csv", nominees.as_bytes()),
        ("pins.csv", pins.as_bytes()),
        ("relations.csv", relations.as_bytes()),
    ]);
    let text = said(&result);
    assert!(!text.contains("CANARY"), "{text}");
    assert!(codes(&result).len() > 15, "{text}");
}

#[test]
fn a_personal_number_is_refused_wherever_it_stands_and_never_repeated() {
    let number = "010190-1234";
    let nominee = |row: &str| format!("id;name;cluster;organisation;sector;remark\n{row}\n");
    for row in [
        "010190-1234;Anna;C1;Nordby;kommune;",
        "N1;Anna 010190-1234;C1;Nordby;kommune;",
        "N1;Anna;C1;Nordby;kommune;se 010190-1234.",
        "N1;Anna;010190-1234;Nordby;010190-1234;",
    ] {
        let result = read(&[("nominees.csv", nominee(row).as_bytes())]);
        assert!(codes(&result).contains(&"V07"), "{row}: {}", said(&result));
        assert!(!said(&result).contains(number), "{}", said(&result));
    }
    let heading = format!("id;name;cluster;organisation;sector;{number}\nN1;Anna;C1;Nordby;kommune;x\n");
    let file = format!("{number}.csv");
    for files in [[("nominees.csv", heading.as_bytes())], [(file.as_str(), b"a;b\n".as_slice())]] {
        let result = read(&files);
        assert!(codes(&result).contains(&"V07"), "{}", said(&result));
        assert!(!said(&result).contains(number), "{}", said(&result));
    }
    let json = r#"{"format":"fordel/programme/1","programme":{"name":"Test 0101901234","seats":8,"key":"weight"},
        "clusters":[{"id":3112991234,"name":"Nord","weight":3112991234}]}"#;
    let result = parse_programme_json(json, "p.json", &ReadOptions::default());
    assert_eq!(codes(&result), ["V07", "V07"], "{}", said(&result));
    assert!(!said(&result).contains("1234"), "{}", said(&result));
    let options = ReadOptions { allow_ten_digits: true, ..ReadOptions::default() };
    assert!(parse_programme_json(json, "p.json", &options).is_ok());
}

#[test]
fn weights_of_ten_digits_are_weights() {
    check(&[("clusters.csv", b"id;name;weight\nC1;Nord;3112991234\nC2;Syd;0101901234\n")], &[]).unwrap();
}

#[test]
fn ids_that_look_alike_are_the_same() {
    let decomposed = "id;name;weight\nÅ1;Nord;60\nA\u{30a}1;Syd;40\n å1 ;Vest;1\n\u{200b}Å1;Øst;1\n";
    check(&[("clusters.csv", decomposed.as_bytes())], &["M01", "M01", "M01", "V09"]).unwrap_err();
}

#[test]
fn a_huge_cell_and_a_wide_row_are_findings() {
    let huge = format!("id;name;weight\nC1;{};60\n", "x".repeat(10 << 20));
    check(&[("clusters.csv", huge.as_bytes())], &["F13"]).unwrap_err();
    let wide = format!("id;name;weight\nC1;Nord;60{}\n", ";x".repeat(100_000));
    check(&[("clusters.csv", wide.as_bytes())], &["T03"]).unwrap_err();
}

#[test]
fn numbers_nobody_can_count_are_findings() {
    for text in ["NaN", "inf", "-inf", "1e999999", "0x10", "1/2", "½", "١٢"] {
        let table = format!("id;name;weight\nC1;Nord;60\nC2;Syd;{text}\n");
        check(&[("clusters.csv", table.as_bytes())], &["V02"]).unwrap_err();
    }
    check(
        &[(
            "clusters.csv",
            b"id;name;weight\nC1;Nord;-0\nC2;Syd;10000000000000000000000000000000000000000\n",
        )],
        &[],
    )
    .unwrap();
    check(&[("clusters.csv", b"id;name;weight\nC1;Nord;-0,1\n")], &["V05"]).unwrap_err();
}

#[test]
fn a_formula_stays_a_text_and_an_escape_is_refused() {
    let loaded = check(&[("clusters.csv", b"id;name;weight\nC1;=1+1;60\n")], &[]).unwrap();
    assert_eq!(loaded.programme.clusters.iter().next().unwrap().name, "=1+1");
    let result = check(&[("clusters.csv", b"id;name;weight\nC1;a\x1b[31mb;60\n")], &["V08"]);
    assert!(!said(&result).contains('\u{1b}'));
    let result = read(&[("clusters.csv", b"id;name;weight;a\x1b[2Jb\nC1;Nord;60;1\n")]);
    assert!(!said(&result).contains('\u{1b}'));
}

#[test]
fn a_deep_document_is_no_programme() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(codes(&parse_programme_json(&deep, "p.json", &ReadOptions::default())), ["F07"]);
}

#[test]
fn made_ids_stay_when_rows_move() {
    let head = "name;cluster;organisation;sector\n";
    let rows = ["Anna;C1;Nordby;kommune\n", "Bo;C2;Sydby;region\n", "Carl;Nord;Nordby;kommune\n"];
    let one = check(&[("nominees.csv", format!("{head}{}", rows.concat()).as_bytes())], &[]).unwrap();
    let mut moved = rows;
    moved.reverse();
    let other = check(&[("nominees.csv", format!("{head}{}", moved.concat()).as_bytes())], &[]).unwrap();
    let ids = |loaded: &Loaded| {
        let mut ids: Vec<String> =
            loaded.programme.nominees.iter().map(|nominee| nominee.id.clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&one), ids(&other));
    assert!(ids(&one).iter().all(|id| id.len() == 9), "{:?}", ids(&one));
}

#[test]
fn organisations_fill_in_what_nominees_leave_out() {
    let organisations =
        "navn;alias;klynge;sektor\nNordby Kommune;Nordby; NK;C2;kommune\n".replace("; NK", "");
    let nominees = "navn;organisation\nAnna;nordby\nBo;Sydby\n";
    let files: [(&str, &[u8]); 2] =
        [("organisationer.csv", organisations.as_bytes()), ("kandidater.csv", nominees.as_bytes())];
    check(&files, &["V01", "V01"]).unwrap_err();
    let files = [files[0], ("kandidater.csv", b"navn;organisation\nAnna;nordby\n".as_slice())];
    let loaded = check(&files, &[]).unwrap();
    let anna = loaded.programme.nominees.iter().next().unwrap();
    assert_eq!(anna.organisation, "Nordby Kommune");
    assert_eq!(loaded.programme.clusters[anna.cluster].id, "C2");
}

#[test]
fn settings_may_stand_under_programme_or_at_the_top() {
    let under = "[programme]\nnavn = \"Test\"\npladser = 8\nnøgle = \"weight\"\nteam_size = \"2-3\"\n\n[rules]\nmin_sectors = 3\n";
    let top =
        "name = \"Test\"\nseats = \"8\"\nkey = \"weight\"\nteam_size = [2, 3]\nrules = { min_sectors = 3 }\n";
    let under = under.replace("nøgle", "\"nøgle\"");
    let a = check(&[("programme.toml", under.as_bytes())], &[]).unwrap();
    let b = check(&[("programme.toml", top.as_bytes())], &[]).unwrap();
    assert_eq!(a.programme, b.programme);
    assert_eq!(a.digest, b.digest);
}

#[test]
fn a_text_shows_fifty_findings_and_json_all() {
    let rows: String = (0..120).map(|at| format!("C{at};Nord;mange\n")).collect();
    let findings = read(&[("clusters.csv", format!("id;name;weight\n{rows}").as_bytes())]).unwrap_err();
    let text = findings.to_string();
    assert_eq!(text.matches("error[V02]").count(), 50);
    assert!(text.ends_with("\nand 70 more"), "{text}");
    assert!(
        text.starts_with("error[V02]: this value is not a number\n  clusters.csv, row 2, column C `weight`"),
        "{text}"
    );
    // And the note on how the file is written.
    assert_eq!(findings.to_json()["findings"].as_array().unwrap().len(), 121);
}

#[test]
fn a_slip_in_a_heading_is_said_unless_the_column_is_meant() {
    let nominees = b"id;name;cluster;organisation;sector;prioity\nN1;Anna;C1;Nordby;kommune;1\n";
    check(&[("nominees.csv", nominees)], &["T07"]).unwrap();
    let quotas = b"attribute;value;max\nprioity;1;3\n";
    check(&[("nominees.csv", nominees), ("quotas.csv", quotas)], &[]).unwrap();
    check(&[("nominees.csv", b""), ("initiatives.csv", b"\n\n")], &[]).unwrap();
}

/// Says how long large tables take: `cargo test --release -p fordel-formats --test hostile -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn large_tables() {
    use fordel_formats::{Node, Source, csv, json};
    let mut table = "id;name;weight\n".to_owned();
    (0..1_000_000).for_each(|at| table.push_str(&format!("C{at};Klynge {at};{}\n", at * 7 + 1)));
    let start = std::time::Instant::now();
    let mut findings = Findings::new();
    let source = Source::file("t.csv");
    csv::read_csv("t", &source, table.as_bytes(), &["id", "weight"], &ReadOptions::default(), &mut findings)
        .unwrap();
    println!("a million rows of CSV: {:?}", start.elapsed());
    let rows: Vec<String> =
        (0..1_000_000).map(|at| format!("{{\"id\":\"C{at}\",\"weight\":{at}}}")).collect();
    let document = format!("[{}]", rows.join(","));
    let start = std::time::Instant::now();
    json::table_of("units", &source, &Node::parse(&document, &source).unwrap(), &mut findings);
    println!("a million rows of JSON: {:?}", start.elapsed());
    let mut nominees = "id;name;cluster;organisation;sector;manager;priority\n".to_owned();
    (0..10_000).for_each(|at| {
        nominees.push_str(&format!("N{at};Anna {at};C1;Nordby;kommune;{};{at}x\n", at + 1));
    });
    let start = std::time::Instant::now();
    let result = read(&[("nominees.csv", nominees.as_bytes())]);
    println!("ten thousand nominees, {} findings: {:?}", codes(&result).len(), start.elapsed());
    let start = std::time::Instant::now();
    let relations = (0..20_000).map(|at| format!("N{at}q;N{at};apart\n")).collect::<String>();
    let result = read(&[
        ("nominees.csv", nominees.replace("x\n", "\n").as_bytes()),
        ("relations.csv", format!("a;b;relation\n{relations}").as_bytes()),
    ]);
    println!("twenty thousand unknown people, {} findings: {:?}", codes(&result).len(), start.elapsed());
}
