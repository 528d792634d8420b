//! Workbooks as people keep them, and as nobody should send them.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::seats::{Columns, SeatsDocument, read_seats};
use fordel_formats::xlsx::read_workbook;
use fordel_formats::{Findings, ReadOptions, Source, read_programme, render_text};
use fordel_testkit::workbook::{SheetSketch, WorkbookSketch, archive};
use proptest::prelude::*;

const CLUSTERS: [&str; 5] = ["id", "name", "region", "min_seats", "weight"];

/// Reads the only sheet as a table: headings, rows, and what is said.
fn read(make: impl FnOnce(&mut SheetSketch)) -> (Vec<String>, Vec<Vec<String>>, Vec<String>) {
    let bytes = WorkbookSketch::new().sheet("Klynger", make).bytes();
    let mut findings = Findings::new();
    let options = ReadOptions::default();
    let sheets = read_workbook(&Source::file("b.xlsx"), &bytes, &options, &mut findings);
    let mut sheets = sheets.unwrap_or_else(|| panic!("{findings}"));
    let table = sheets.remove(0).into_table(&CLUSTERS, &options, &mut findings).unwrap();
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect());
    let said = findings.iter().map(|f| f.to_string().lines().take(2).collect::<Vec<_>>().join(" @"));
    (table.headings.clone(), rows.collect(), said.collect())
}

fn check(make: impl FnOnce(&mut SheetSketch), headings: &[&str], rows: &[&[&str]], said: &[&str]) {
    let (found, cells, findings) = read(make);
    assert_eq!(found, headings);
    assert_eq!(cells, rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
    assert_eq!(findings, said);
}

#[test]
fn titles_blank_rows_and_columns_and_sums() {
    check(
        |sheet| {
            sheet.text("B1", "Bloktilskudsnøgle 2022").text("B4", "id").text("D4", "weight");
            sheet.text("B5", "vest").number("D5", "286071").text("B7", "midt").number("D7", "239283.5");
            sheet.text("B9", "I alt").formula("D9", "SUM(D5:D7)", Some("525354.5"));
            sheet.text("B11", "Kilde: Danmarks Statistik");
        },
        &["", "id", "", "weight"],
        &[&["", "vest", "", "286071"], &["", "midt", "", "239283.5"]],
        &[
            "note[T08]: rows above the headings were passed over: b.xlsx, sheet Klynger, row 1",
            "note[T09]: the row `I alt` was passed over as a sum: b.xlsx, sheet Klynger, row 9",
        ],
    );
}

#[test]
fn dates_numbers_as_text_and_truths() {
    check(
        |sheet| {
            sheet.row(1, &["id", "name", "weight"]).text("A2", "0751").date("B2", "44712");
            sheet
                .text("C2", "1.234.567")
                .row(3, &["", "x"])
                .number("A3", "3.0")
                .raw("C3", " t=\"b\"><v>1</v>");
        },
        &["id", "name", "weight"],
        &[&["0751", "2022-05-31", "1.234.567"], &["3", "x", "true"]],
        &["warning[V14]: the zeros before this number in `id` seem to be lost @  b.xlsx, Klynger!A3 `id`"],
    );
    let bytes = WorkbookSketch::new()
        .from_1904()
        .sheet("K", |sheet| _ = sheet.row(1, &["id", "name"]).text("A2", "a").date("B2", "43250"))
        .bytes();
    let mut findings = Findings::new();
    let options = ReadOptions::default();
    let sheets = read_workbook(&Source::file("b.xlsx"), &bytes, &options, &mut findings).unwrap();
    assert!(sheets[0].first_rows(2)[1].contains(&"2022-05-31"));
}

#[test]
fn headings_in_two_storeys_and_merged_values() {
    // Klynge and Region stand over two rows beside a group of years.
    check(
        |sheet| {
            sheet.row(1, &["id", "region", "Befolkning"]).merge("A1:A2").merge("B1:B2").merge("C1:D1");
            sheet.row(2, &["", "", "2021", "weight"]);
            sheet.row(3, &["vest", "Midtjylland", "1", "2"]).row(4, &["midt", "", "3", "4"]).merge("B3:B4");
        },
        &["id", "region", "2021", "weight"],
        &[&["vest", "Midtjylland", "1", "2"], &["midt", "Midtjylland", "3", "4"]],
        &[
            "note[T08]: rows above the headings were passed over: b.xlsx, sheet Klynger, row 1",
            "note[T13]: cells under a merged cell that got its value (1): b.xlsx, sheet Klynger",
        ],
    );
    // A heading over two columns belongs to the one that holds something.
    check(
        |sheet| {
            sheet
                .row(1, &["id", "", "weight"])
                .merge("A1:B1")
                .row(2, &["", "vest", "1"])
                .row(3, &["", "midt", "2"]);
        },
        &["", "id", "weight"],
        &[&["", "vest", "1"], &["", "midt", "2"]],
        &[],
    );
}

#[test]
fn what_nobody_reads_may_be_broken() {
    check(
        |sheet| {
            sheet.row(1, &["id", "weight"]).row(2, &["vest", "1"]);
            sheet.row(3, &["Sum"]).formula("B3", "SUM(B2)", None);
        },
        &["id", "weight"],
        &[&["vest", "1"]],
        &["note[T09]: the row `Sum` was passed over as a sum: b.xlsx, sheet Klynger, row 3"],
    );
    // Except where it may be an answer in a column somebody forgot to name.
    let (_, _, said) = read(|sheet| {
        sheet.row(1, &["id", "weight"]).row(2, &["vest", "1", "", "glemt"]);
    });
    assert_eq!(said, ["error[T04]: there are values below an empty heading @  b.xlsx, Klynger!D1"]);
}

#[test]
fn errors_of_newer_programs_are_said() {
    let (_, rows, said) = read(|sheet| {
        sheet.row(1, &["id", "weight"]).row(2, &["vest", "1"]).error("B2", "#SPILL!").row(3, &["midt", "2"]);
    });
    assert_eq!(rows.len(), 2);
    assert_eq!(said, ["error[V11]: the spreadsheet shows an error here: `#SPILL!` @  b.xlsx, sheet Klynger"]);
}

#[test]
fn a_table_of_seats_may_be_a_workbook() {
    let bytes = WorkbookSketch::new()
        .sheet("Noter", |sheet| _ = sheet.row(1, &["Kilde"]))
        .sheet("Nøgle", |sheet| {
            sheet.row(1, &["klynge", "folketal"]).row(2, &["vest", "286071"]).row(3, &["midt", "239283"]);
        })
        .bytes();
    let columns = Columns { key: Some("folketal".to_owned()), ..Columns::default() };
    let (document, _) = read_seats("b.xlsx", &bytes, &columns, &ReadOptions::default()).unwrap();
    let SeatsDocument::Split(draft) = document else { panic!("{document:?}") };
    let units: Vec<_> = draft.units.iter().map(|unit| (unit.id.as_str(), unit.weight.to_string())).collect();
    assert_eq!(units, [("vest", "286071".to_owned()), ("midt", "239283".to_owned())]);
}

/// What a file that should not be read is answered with.
fn refusal(bytes: &[u8]) -> String {
    let mut findings = Findings::new();
    let options = ReadOptions { max_file_bytes: 64 << 20, ..ReadOptions::default() };
    let read = read_workbook(&Source::file("b.xlsx"), bytes, &options, &mut findings);
    if let Some(sheets) = read {
        for sheet in sheets {
            sheet.into_table(&CLUSTERS, &options, &mut findings);
        }
    }
    findings.iter().next().map(|f| f.to_string().lines().next().unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn hostile_workbooks_are_refused() {
    let table = |sheet: &mut SheetSketch| _ = sheet.row(1, &["id", "weight"]).row(2, &["vest", "1"]);
    let damaged = "error[F15]: the file is no workbook that can be read: it is damaged";
    let strings = |xml: &str| refusal(&WorkbookSketch::new().sheet("K", table).shared_strings(xml).bytes());
    // Strings that are promised and not there would be room for them.
    assert_eq!(strings("<sst uniqueCount=\"9000000000000000000\"/>"), damaged);
    assert_eq!(strings("<sst uniqueCount=\"x\"/>"), damaged);
    // Fifty million texts of nothing.
    let bomb = format!("<sst>{}</sst>", "<si/>".repeat(6_000_000));
    assert!(strings(&bomb).contains("too large"), "{}", strings(&bomb));
    // A part that is packed a thousand times tighter.
    let blanks = " ".repeat(60 << 20);
    assert!(strings(&blanks).contains("too large"), "{}", strings(&blanks));
    // References that count past the end of the alphabet.
    let cells = |xml: &str| {
        let mut bytes = WorkbookSketch::new().sheet("K", |sheet| _ = sheet.raw("A1", xml)).bytes();
        std::mem::take(&mut bytes)
    };
    for reference in ["ZZZZZZZZZZZZZZ1", "A99999999999999999999", "A0", "", "1A"] {
        let xml = format!("></c><c r=\"{reference}\"><v>1</v>");
        assert_eq!(refusal(&cells(&xml)), damaged, "{reference}");
    }
    let upside_down =
        WorkbookSketch::new().sheet("K", |sheet| _ = sheet.row(1, &["id"]).merge("C9:A1")).bytes();
    assert_eq!(refusal(&upside_down), damaged);
    assert!(refusal(b"").ends_with("it is empty"));
    assert!(refusal(b"\xd0\xcf\x11\xe0 something").ends_with("it is an old Excel file (.xls)"));
    let protected: Vec<u8> =
        [&b"\xd0\xcf\x11\xe0"[..], &"EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect::<Vec<_>>()]
            .concat();
    assert!(refusal(&protected).ends_with("it is protected by a password"));
    assert!(refusal(b"<html><table>").ends_with("it is a web page under a workbook's name"));
    assert!(refusal(&archive(&[("a.txt".to_owned(), "hello".to_owned())])).ends_with("without sheets"));
    assert_eq!(refusal(b"PK\x03\x04 and nothing more"), damaged);
}

#[test]
fn two_far_cells_are_two_cells() {
    let (headings, rows, said) = read(|sheet| {
        sheet.text("A1", "id").text("XFD1048576", "x");
    });
    assert_eq!((headings.len(), rows.len()), (16_384, 1));
    assert_eq!(said, ["error[T04]: there are values below an empty heading @  b.xlsx, Klynger!XFD1"]);
}

#[test]
fn numbers_beyond_reason() {
    let (_, rows, said) = read(|sheet| {
        sheet
            .row(1, &["id", "weight"])
            .row(2, &["a"])
            .number("B2", "NaN")
            .row(3, &["b"])
            .number("B3", "1e308");
        sheet.row(4, &["c"]).number("B4", "-0").row(5, &["d"]).number("B5", "0.1");
    });
    let weights: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(weights, ["NaN", "1e308", "0", "0.1"]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("warning[V13]"), "{said:?}");
}

#[test]
fn a_personal_number_in_a_sheets_name_is_not_repeated() {
    let bytes = WorkbookSketch::new().sheet("0101901234", |sheet| _ = sheet.row(1, &["id"])).bytes();
    let mut findings = Findings::new();
    read_workbook(&Source::file("b.xlsx"), &bytes, &ReadOptions::default(), &mut findings);
    let text = render_text(findings.iter(), 50);
    assert!(text.starts_with("error[V07]") && !text.contains("0101901234"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever the bytes, there is an answer.
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400), with_mark in any::<bool>()) {
        let bytes = if with_mark { [&b"PK\x03\x04"[..], &bytes].concat() } else { bytes };
        refusal(&bytes);
    }

    /// A good workbook with a few bytes of its parts changed.
    #[test]
    fn a_workbook_with_slips_is_answered(
        part in 0..4usize,
        slips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let book = WorkbookSketch::new().sheet("Klynger", |sheet| {
            sheet.row(1, &["id", "weight"]).row(2, &["a", "1.5"]).date("A3", "44712").error("B3", "#N/A");
            sheet.formula("B4", "1+1", Some("2")).merge("A3:A4").hide_row(4).raw("C2", " t=\"s\"><v>0</v>");
        });
        let bytes = book.shared_strings("<sst uniqueCount=\"1\"><si><t>x</t></si></sst>").bytes();
        let names = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"];
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut parts = Vec::new();
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
            if name == names[part] {
                let mut changed = text.into_bytes();
                for (at, byte) in &slips {
                    let at = at.index(changed.len());
                    changed[at] = byte % 128;
                }
                text = String::from_utf8_lossy(&changed).into_owned();
            }
            parts.push((name, text));
        }
        refusal(&archive(&parts));
    }
}

#[test]
fn a_programme_in_one_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("program.xlsx");
    let bytes = WorkbookSketch::new()
        .sheet("Vejledning", |sheet| _ = sheet.row(1, &["Udfyld arkene"]))
        .sheet("Program", |sheet| {
            sheet.row(1, &["Felt", "Værdi"]).row(2, &["navn", "Vest"]).row(3, &["pladser", "7"]);
            sheet.row(4, &["nøgle", "Folketal"]).text("A5", "frist").date("B5", "44712");
            sheet.row(6, &["regler.min_sectors", "2"]);
        })
        .sheet("Sundhedsklynger", |sheet| {
            sheet
                .row(1, &["id", "Sundhedsklynge", "Folketal"])
                .row(2, &["v", "Vest", "286071"])
                .row(3, &["m", "Midt", "239283"]);
        })
        .sheet("Deltagere", |sheet| {
            sheet.row(1, &["Navn", "Klynge", "Organisation", "Sektor"]);
            sheet.row(2, &["Anna Opdigtsen", "Vest", "Nordby Kommune", "kommune"]);
        })
        .bytes();
    std::fs::write(&path, bytes).unwrap();
    let loaded = read_programme(&path, &ReadOptions::default()).unwrap_or_else(|f| panic!("{f}"));
    assert_eq!(loaded.programme.deadline.as_deref(), Some("2022-05-31"));
    assert_eq!((loaded.programme.seats, loaded.programme.clusters.len()), (7, 2));
    assert_eq!(loaded.programme.nominees.len(), 1);
    assert_eq!(render_text(&loaded.notes, 50), "");
}
