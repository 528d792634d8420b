//! A sheet of a workbook as a table of units.

use super::{Columns, SeatsDocument, table};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::nearest::nearest;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::schema::CLUSTERS;
use crate::view::shown_list;
use crate::xlsx::{Sheet, explains, read_workbook};

/// Reads the sheet that is named; else the only one with something in it; else the clusters' sheet;
/// else the only one that has the column of weights that is asked for. What is left is asked.
pub(super) fn read_sheet(
    source: &Source,
    bytes: &[u8],
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<SeatsDocument> {
    let mut sheets = read_workbook(source, bytes, options, findings)?;
    sheets.retain(|sheet| !sheet.is_empty());
    let sheet = match &columns.sheet {
        Some(name) => {
            let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
            match sheets.into_iter().find(|sheet| squeeze(&sheet.name) == squeeze(name)) {
                Some(sheet) => sheet,
                None => {
                    let finding = Diagnostic::new(Code::UnknownSheet, Place::whole(source)).found(name);
                    let near = nearest(name, names.iter().map(String::as_str));
                    findings.push(finding.expected(shown_list(&names)).nearest(near));
                    return None;
                }
            }
        }
        None => choose(source, sheets, columns, findings)?,
    };
    let table = sheet.into_table(&table::known_headings(columns), options, findings)?;
    let document = table::from_table(&table, columns, options, findings);
    findings.show_rows([&table]);
    document
}

fn choose(
    source: &Source,
    mut sheets: Vec<Sheet>,
    columns: &Columns,
    findings: &mut Findings,
) -> Option<Sheet> {
    if sheets.is_empty() {
        findings.push(Diagnostic::new(Code::EmptyTable, Place::whole(source)).about(&source.file));
        return None;
    }
    if sheets.len() > 1 {
        sheets.retain(|sheet| !sheet.is_hidden && !explains(&sheet.name));
    }
    if let Some(at) = sheets.iter().position(|sheet| CLUSTERS.is_called(&sheet.name)) {
        return Some(sheets.swap_remove(at));
    }
    if let (Some(key), true) = (&columns.key, sheets.len() > 1) {
        let key = squeeze(key);
        let has_key = |sheet: &Sheet| sheet.first_rows(20).iter().flatten().any(|text| squeeze(text) == key);
        if sheets.iter().any(has_key) {
            sheets.retain(has_key);
        }
    }
    if sheets.len() > 1 {
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let finding = Diagnostic::new(Code::AmbiguousSheet, Place::whole(source));
        findings.push(finding.expected(shown_list(&names)));
        return None;
    }
    sheets.pop()
}
