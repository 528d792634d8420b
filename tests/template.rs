//! The template filled in with the national programme, cell by cell as somebody would type it, read back and planned.

use fordel_testkit::fixture;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn fordel(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_fordel")).args(arguments).output().expect("the program starts");
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{said}");
    said
}

/// A cell: its text, and whether it is a number.
type Cell = (String, bool);

/// A workbook taken apart: its parts by name, and the sheets' names with their parts.
struct Parts {
    files: BTreeMap<String, Vec<u8>>,
    strings: Vec<String>,
    sheets: Vec<(String, String)>,
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = text.find(from)? + from.len();
    Some(&text[start..start + text[start..].find(to)?])
}

fn plain(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

impl Parts {
    fn of(path: &Path) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(std::fs::read(path).expect("written"))).expect("a zip");
        let mut files = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            let name = file.name().expect("a name in UTF-8").into_owned();
            files.insert(name, bytes);
        }
        let text = |name: &str| String::from_utf8(files[name].clone()).expect("XML is text");
        let strings = text("xl/sharedStrings.xml")
            .split("<si>")
            .skip(1)
            .map(|item| {
                let texts = item.split("<t").skip(1);
                texts.map(|text| plain(between(text, ">", "</t>").unwrap_or_default())).collect()
            })
            .collect();
        let book = text("xl/workbook.xml");
        let sheets = book.split("<sheet ").skip(1).zip(1..);
        let sheets = sheets
            .map(|(sheet, at)| {
                let name = plain(between(sheet, "name=\"", "\"").expect("a name"));
                (name, format!("xl/worksheets/sheet{at}.xml"))
            })
            .collect();
        Self { files, strings, sheets }
    }

    fn sheet(&self, name: &str) -> Option<String> {
        let (_, part) = self.sheets.iter().find(|(known, _)| known == name)?;
        Some(String::from_utf8(self.files[part].clone()).expect("XML is text"))
    }

    /// The cells of a sheet: by row and column, from 0.
    fn cells(&self, name: &str) -> BTreeMap<(usize, usize), Cell> {
        let text = self.sheet(name).unwrap_or_default();
        let mut cells = BTreeMap::new();
        for cell in text.split("<c r=\"").skip(1) {
            let at = cell.split('"').next().expect("a reference");
            let letters = at.trim_end_matches(|c: char| c.is_ascii_digit());
            let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1) - 1;
            let row: usize = at[letters.len()..].parse().expect("a row");
            let tag = cell.split('>').next().expect("a tag");
            let Some(value) = between(cell.split("<c ").next().expect("this cell"), "<v>", "</v>") else {
                continue;
            };
            let is_text = tag.contains("t=\"s\"");
            let text = if is_text {
                self.strings[value.parse::<usize>().expect("an index")].clone()
            } else {
                value.to_owned()
            };
            cells.insert((row - 1, column), (text, !is_text));
        }
        cells
    }

    /// Types cells into a sheet, over what stands there.
    fn write(&mut self, name: &str, typed: &BTreeMap<(usize, usize), Cell>) {
        let mut all = self.cells(name);
        all.extend(typed.iter().map(|(at, cell)| (*at, cell.clone())));
        let mut data = String::new();
        let mut row = None;
        for ((at, column), (text, is_number)) in &all {
            if row != Some(*at) {
                data.push_str(if row.is_some() { "</row>" } else { "" });
                data.push_str(&format!("<row r=\"{}\">", at + 1));
                row = Some(*at);
            }
            let place = format!("{}{}", letters(*column), at + 1);
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            data.push_str(&match is_number {
                true => format!("<c r=\"{place}\"><v>{text}</v></c>"),
                false => format!(
                    "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                ),
            });
        }
        data.push_str("</row>");
        let (_, part) = self.sheets.iter().find(|(known, _)| known == name).expect("a sheet of the template");
        let text = String::from_utf8(self.files[part].clone()).expect("XML is text");
        let (before, rest) = text.split_once("<sheetData>").expect("rows");
        let (_, after) = rest.split_once("</sheetData>").expect("rows");
        self.files.insert(part.clone(), format!("{before}<sheetData>{data}</sheetData>{after}").into_bytes());
    }

    fn save(&self, path: &Path) {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.files {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("its bytes");
        }
        std::fs::write(path, zip.finish().expect("an archive").into_inner()).expect("written");
    }
}

fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).expect("below 26"));
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

/// The template in `path`, with every table of the workbook `from` typed in below its examples.
fn fill(template: &Path, from: &Path, to: &Path) {
    let (mut parts, source) = (Parts::of(template), Parts::of(from));
    for (name, _) in &source.sheets {
        let (rows, mut typed) = (source.cells(name), BTreeMap::new());
        let held = parts.cells(name);
        let n_rows =
            |cells: &BTreeMap<(usize, usize), Cell>| cells.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
        if name == "Program" {
            // A setting that the template lists is typed beside its name, others below.
            let mut below = n_rows(&held);
            for row in 1..n_rows(&rows) {
                let (Some(field), Some(value)) = (rows.get(&(row, 0)), rows.get(&(row, 1))) else { continue };
                let at = held.iter().find(|((_, column), cell)| *column == 0 && cell.0 == field.0);
                let at = at.map_or_else(
                    || {
                        below += 1;
                        below - 1
                    },
                    |((row, _), _)| *row,
                );
                typed.insert((at, 0), field.clone());
                typed.insert((at, 1), value.clone());
            }
        } else {
            let first = n_rows(&held);
            let mut columns: Vec<String> =
                (0..).map_while(|column| held.get(&(0, column)).map(|cell| cell.0.clone())).collect();
            let source_heading = |column: usize| rows.get(&(0, column)).map(|cell| cell.0.clone());
            if name == "Klynger" {
                let at = columns.iter().position(|heading| heading == "folketal").expect("the key's column");
                columns[at] = "population_2022".to_owned();
            }
            for heading in (0..).map_while(source_heading) {
                if !columns.contains(&heading) {
                    columns.push(heading);
                }
            }
            typed.extend(columns.iter().enumerate().map(|(at, text)| ((0, at), (text.clone(), false))));
            for ((row, column), cell) in rows.iter().filter(|((row, _), _)| *row > 0) {
                let heading = source_heading(*column).expect("a heading above every cell");
                let to = columns.iter().position(|known| *known == heading).expect("just added");
                typed.insert((first + row - 1, to), cell.clone());
            }
        }
        parts.write(name, &typed);
    }
    parts.save(to);
}

#[test]
fn the_template_filled_in_loses_nothing_and_is_planned_in_one_command() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let at = |name: &str| folder.path().join(name);
    let file = |name: &str| at(name).display().to_string();
    let national = fixture("national-2022").display().to_string();
    fordel(&["template", "--lang", "da", "-o", &file("skabelon.xlsx")]);
    fordel(&["convert", &national, "-o", &file("kilde.xlsx"), "--lang", "da"]);
    fill(&at("skabelon.xlsx"), &at("kilde.xlsx"), &at("Hold 2022.xlsx"));
    if let Some(keep) = std::env::var_os("FORDEL_KEEP_FILLED") {
        std::fs::copy(at("Hold 2022.xlsx"), keep).expect("copied");
    }
    let json = |from: &str, to: &str| {
        fordel(&["convert", from, "-o", &file(to)]);
        let text = std::fs::read_to_string(at(to)).expect("written");
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
    };
    let (before, after) = (json(&national, "før.json"), json(&file("Hold 2022.xlsx"), "efter.json"));
    for (table, rows) in before.as_object().expect("a document") {
        assert_eq!(Some(rows), after.get(table), "{table}");
    }
    assert_eq!(before.as_object().map(|whole| whole.len()), after.as_object().map(|whole| whole.len()));
    fordel(&[
        "plan",
        &file("Hold 2022.xlsx"),
        "--lang",
        "da",
        "-o",
        &file("plan.json"),
        "--report",
        &file("plan.html"),
        "--xlsx",
        &file("plan.xlsx"),
    ]);
    fordel(&["verify", &national, &file("plan.json")]);
    let page = std::fs::read_to_string(at("plan.html")).expect("written");
    assert!(page.contains("<html lang=\"da\"") && page.len() < 2_000_000, "{} bytes", page.len());
    assert!(Parts::of(&at("plan.xlsx")).sheets.len() >= 4);
}
