//! A workbook with one sheet a table -> settings and tables.

use super::read_workbook;
use crate::clothes::{Clothes, is_settings, missing_settings, refuse_numbers_in};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::schema::TABLES;
use crate::settings_text::settings_of_table;

/// Sheets that explain and hold no table, in any spelling.
const EXPLAINING: [&str; 20] = [
    "spørgsmål",
    "svar",
    "questions",
    "replies",
    "vejledning",
    "læs mig",
    "instruktion",
    "instruktioner",
    "forside",
    "hjælp",
    "om",
    "noter",
    "lister",
    "instructions",
    "read me",
    "guide",
    "cover",
    "about",
    "notes",
    "lists",
];

/// The headings of the sheet of settings.
const SETTING_HEADINGS: [&str; 8] =
    ["field", "value", "setting", "felt", "værdi", "indstilling", "navn på felt", "forklaring"];

/// Reads the settings and tables of a workbook.
pub(crate) fn of_workbook(
    bytes: &[u8],
    source: &Source,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Clothes {
    let mut clothes = Clothes::default();
    let Some(sheets) = read_workbook(source, bytes, options, findings) else { return clothes };
    clothes.place = Some(Place::whole(source));
    let mut settings_found = false;
    let mut unknown = Vec::new();
    for sheet in sheets {
        let (name, source) = (sheet.name.clone(), sheet.source().clone());
        let schema = TABLES.iter().find(|schema| schema.is_called(&name));
        if is_settings(&name) {
            if settings_found {
                findings.push(Diagnostic::new(Code::TwoTables, Place::whole(&source)).about("programme"));
                continue;
            }
            settings_found = true;
            let table = sheet.into_table(&SETTING_HEADINGS, options, findings);
            let tree = table.map(|table| settings_of_table(&table, findings));
            if let Some(tree) = &tree {
                refuse_numbers_in(tree, options, findings);
            }
            clothes.settings = tree;
        } else if let Some(schema) = schema {
            // A sheet that is there and empty says nothing.
            if sheet.is_empty() {
                continue;
            }
            match sheet.into_table(&schema.headings(), options, findings) {
                Some(table) => clothes.add(schema, table, findings),
                None => clothes.unread.push(schema.name),
            }
        } else if !sheet.is_empty() && !sheet.is_hidden && !explains(&name) {
            unknown.push((name, source));
        }
    }
    for (name, source) in unknown {
        clothes.refuse(&name, Place::whole(&source), findings);
    }
    if !settings_found {
        missing_settings(Place::whole(source), "a sheet `Program`", findings);
    }
    clothes
}

/// Whether a sheet of this name explains and holds no table.
pub(crate) fn explains(name: &str) -> bool {
    EXPLAINING.iter().any(|known| squeeze(known) == squeeze(name))
}
