//! Replies of many organisations, each in a file of its own shape -> one list of nominees, and what must
//! be asked.
//!
//! A file named as a table (organisations, clusters, initiatives, programme) is that table; every other
//! table with a heading for names is a reply. Nothing is guessed: what does not follow from the files is
//! a [`Question`].

mod ask;
mod day;
mod file;
mod pseudonyms;
mod reply;
mod workbook;

use crate::clothes::shown_name;
use crate::code::{Code, Severity};
use crate::csv::read_csv;
use crate::diagnostic::{Diagnostic, shown};
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::options::ReadOptions;
use crate::place::Source;
use crate::schema::{NOMINEES, ORGANISATIONS, SETTINGS, TABLES};
use crate::table::Table;
use crate::two_names;
use crate::xlsx::{is_workbook, read_workbook};

pub(crate) use workbook::is_of_collect;

use std::path::Path;

pub use ask::{Ask, Question};
pub use day::Day;
pub use file::ReplyFile;
pub use reply::{Collected, Reply, State};

/// A table, the text around it that says "no candidate", if any does, and the file's name without its ending.
struct Sheet {
    table: Table,
    says_none: bool,
    stem: String,
}

/// What becomes of a file that cannot be read, or holds errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Faulty {
    /// Nothing is collected.
    #[default]
    Refused,
    /// It is left out and listed, and the others are collected. A personal number is refused all the same.
    LeftOut,
}

/// Merges the files. `deadline`: replies dated later are marked.
///
/// # Errors
/// All findings of all files together, where one of them is an error: a file that cannot be read (unless such are
/// left out), a personal number.
pub fn collect(
    files: &[ReplyFile],
    deadline: Option<Day>,
    faulty: Faulty,
    options: &ReadOptions,
) -> Result<Collected, Findings> {
    let mut findings = Findings::new();
    let (mut base, mut replies, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for file in files {
        // A file is named in questions and in the workbook, so its name holds no personal number either.
        if shown_name(Path::new(&file.name), options, &mut findings) != file.name {
            continue;
        }
        let mut own = Findings::new();
        let sheets = sheets_of(file, options, &mut own);
        if file.is_pseudonymous() {
            own.forget_sheets();
        }
        let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
        let is_left_out = faulty == Faulty::LeftOut
            && own.has_errors()
            && own.iter().filter(is_error).all(|finding| finding.code != Code::PersonalNumber);
        if is_left_out {
            left_out.push((file.shown.clone(), own.iter().filter(is_error).cloned().collect()));
            continue;
        }
        findings.append(own);
        for mut sheet in sheets {
            let name = sheet.table.name.clone();
            let known = TABLES.iter().find(|schema| schema.is_called(&name) && schema.name != NOMINEES.name);
            if SETTINGS.iter().any(|settings| squeeze(settings) == squeeze(&name)) {
                base.push(("programme", sheet.table));
            } else if let Some(schema) = known {
                base.push((schema.name, sheet.table));
            } else {
                two_names::join(&mut sheet.table);
                replies.push(sheet);
            }
        }
    }
    let organisations = base.iter().find(|(name, _)| *name == ORGANISATIONS.name).map(|(_, table)| table);
    let own = own_deadline(&base);
    let unread_deadline = match (deadline, &own) {
        (None, Some(text)) if Day::read(text).is_none() => Some(shown(text)),
        _ => None,
    };
    let deadline = deadline.or_else(|| own.as_deref().and_then(Day::read));
    let collected = reply::merge(organisations, &replies, deadline, options, &mut findings);
    let (mut collected, notes) = findings.finish(Some(collected))?;
    collected.unread_deadline = unread_deadline;
    collected.base = base;
    collected.left_out = left_out;
    collected.notes = notes;
    Ok(collected)
}

/// The deadline that the programme's settings name, where they came along.
fn own_deadline(base: &[(&'static str, Table)]) -> Option<String> {
    let (_, settings) = base.iter().find(|(name, _)| *name == "programme")?;
    let is_deadline = |row: &&crate::table::Row| {
        row.cells.first().is_some_and(|cell| ["deadline", "frist"].contains(&squeeze(&cell.text).as_str()))
    };
    let row = settings.rows.iter().find(is_deadline)?;
    // The value, not what stands beside it to explain.
    row.cells.get(1).map(|cell| cell.text.clone()).filter(|text| !text.is_empty())
}

/// The tables of one file. What a workbook says about its sheets is not repeated for each reply.
fn sheets_of(file: &ReplyFile, options: &ReadOptions, findings: &mut Findings) -> Vec<Sheet> {
    let bytes = match &file.bytes {
        Ok(bytes) => bytes,
        Err(unread) => {
            findings.extend(unread.iter().cloned());
            return Vec::new();
        }
    };
    let source = Source::file(&file.shown);
    let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
    let is_sheet = ["xlsx", "xlsm", "xls", "xlsb", "ods"].contains(&ending.to_lowercase().as_str());
    let headings_of = |name: &str| {
        if SETTINGS.iter().any(|settings| squeeze(settings) == squeeze(name)) {
            return vec!["field", "value", "felt", "værdi"];
        }
        let schema = TABLES.iter().find(|schema| schema.is_called(name)).copied();
        let own = two_names::FIRST.into_iter().chain(two_names::LAST).filter(|_| schema.is_none());
        schema.unwrap_or(&NOMINEES).headings().into_iter().chain(own).collect()
    };
    if is_workbook(bytes) || is_sheet {
        let mut sheets = read_workbook(&source, bytes, options, findings).unwrap_or_default();
        if file.is_pseudonymous() {
            pseudonyms::number_sheets(&mut sheets);
        }
        let sheets = sheets.into_iter().filter(|sheet| !sheet.is_empty());
        return sheets
            .filter_map(|sheet| {
                let texts = sheet.first_rows(30);
                let says_none = texts.iter().flatten().any(|text| ask::says_none(text));
                let name = sheet.name.clone();
                let mut table = sheet.into_table(&headings_of(&name), options, findings)?;
                // `Ark1` says nothing; the file's name does.
                if !TABLES.iter().any(|schema| schema.is_called(&name))
                    && TABLES.iter().any(|s| s.is_called(stem))
                {
                    table.name = stem.to_owned();
                }
                Some(Sheet { table, says_none, stem: stem.to_owned() })
            })
            .collect();
    }
    let says_none = |table: &Table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
        table.headings.iter().map(String::as_str).chain(cells).any(ask::says_none)
    };
    // A table of ours is known by its file's name; any other is called what the file may be called.
    let is_ours = TABLES.iter().any(|schema| schema.is_called(stem))
        || SETTINGS.iter().any(|settings| squeeze(settings) == squeeze(stem));
    let name = if is_ours { stem } else { file.shown.rsplit_once('.').map_or(stem, |(shown, _)| shown) };
    let table = read_csv(name, &source, bytes, &headings_of(stem), options, findings);
    let sheet = |table| Sheet { says_none: says_none(&table), table, stem: stem.to_owned() };
    table.map(sheet).into_iter().collect()
}
