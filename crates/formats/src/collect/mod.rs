//! Replies of many organisations, each in a file of its own shape -> one list of nominees, and what must
//! be asked.
//!
//! A file named as a table (organisations, clusters, initiatives, programme) is that table; every other
//! table with a heading for names is a reply. Nothing is guessed: what does not follow from the files is
//! a [`Question`].

mod ask;
mod day;
mod pseudonyms;
mod reply;
mod workbook;

use crate::clothes::shown_name;
use crate::csv::read_csv;
use crate::diagnostic::shown;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::options::ReadOptions;
use crate::place::Source;
use crate::schema::{NOMINEES, ORGANISATIONS, SETTINGS, TABLES};
use crate::table::Table;
use crate::xlsx::{is_workbook, read_workbook};

pub(crate) use workbook::is_of_collect;

use std::path::Path;

pub use ask::{Ask, Question};
pub use day::Day;
pub use reply::{Collected, Reply, State};

/// A file of the folder: its name and what stands in it.
#[derive(Clone, Debug)]
pub struct ReplyFile {
    /// The name, without the folder.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A table and the text around it that says "no candidate", if any does.
struct Sheet {
    table: Table,
    says_none: bool,
}

/// Merges the files. `deadline`: replies dated later are marked.
///
/// # Errors
/// All findings together, where one of them is an error: a file that cannot be read, a personal number.
pub fn collect(
    files: &[ReplyFile],
    deadline: Option<Day>,
    options: &ReadOptions,
) -> Result<Collected, Findings> {
    let mut findings = Findings::new();
    let (mut base, mut replies) = (Vec::new(), Vec::new());
    for file in files {
        // A file is named in questions and in the workbook, so its name holds no personal number either.
        if shown_name(Path::new(&file.name), options, &mut findings) != file.name {
            continue;
        }
        for sheet in sheets_of(file, options, &mut findings) {
            let name = sheet.table.name.clone();
            let known = TABLES.iter().find(|schema| schema.is_called(&name) && schema.name != NOMINEES.name);
            if SETTINGS.iter().any(|settings| squeeze(settings) == squeeze(&name)) {
                base.push(("programme", sheet.table));
            } else if let Some(schema) = known {
                base.push((schema.name, sheet.table));
            } else {
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
    let source = Source::file(&file.name);
    let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
    let is_sheet = ["xlsx", "xlsm", "xls", "xlsb", "ods"].contains(&ending.to_lowercase().as_str());
    let headings_of = |name: &str| {
        if SETTINGS.iter().any(|settings| squeeze(settings) == squeeze(name)) {
            return vec!["field", "value", "felt", "værdi"];
        }
        let schema = TABLES.iter().find(|schema| schema.is_called(name)).copied();
        schema.unwrap_or(&NOMINEES).headings()
    };
    if is_workbook(&file.bytes) || is_sheet {
        let sheets = read_workbook(&source, &file.bytes, options, findings).unwrap_or_default();
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
                Some(Sheet { table, says_none })
            })
            .collect();
    }
    let says_none = |table: &Table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
        table.headings.iter().map(String::as_str).chain(cells).any(ask::says_none)
    };
    let table = read_csv(stem, &source, &file.bytes, &headings_of(stem), options, findings);
    table.map(|table| Sheet { says_none: says_none(&table), table }).into_iter().collect()
}
