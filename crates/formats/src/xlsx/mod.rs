//! Excel workbooks -> sheets -> tables: cells are streamed one by one and never laid out before it is
//! known how many they are; what the file says about itself is not believed (`guard`).
//!
//! Numbers arrive as binary fractions and are written with the fifteen digits a spreadsheet keeps;
//! formulas stand for their last computed value, which is said.

pub(crate) mod book;
pub(crate) mod clothes;
mod explain;
mod guard;
mod sheet;
mod template;
mod value;
mod write;

use crate::code::Code;
use crate::cpr::holds_personal_number;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use guard::Fault;
use std::io::Cursor;

pub(crate) use clothes::{explains, of_workbook};
pub use sheet::Sheet;
pub(crate) use sheet::cell_name;
pub use template::template;
pub(crate) use write::number;
pub use write::programme_to_workbook;

/// Whether the bytes are, or claim to be, a workbook of any kind.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&OLD_EXCEL)
}

/// How files of Excel 97-2003, and files behind a password, begin.
const OLD_EXCEL: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Reads all sheets of a workbook; sheets of charts and macros are passed over. `source`: the file.
///
/// Returns `None`, with a finding, where the file is no workbook that can be read. What there is to say
/// about a sheet is said when it becomes a table ([`Sheet::into_table`]). Cost: linear in the unpacked
/// bytes, which are limited.
pub fn read_workbook(
    source: &Source,
    bytes: &[u8],
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<Vec<Sheet>> {
    if let Err(finding) = is_sound(source, bytes) {
        findings.push(*finding);
        return None;
    }
    let mut facts = match guard::look_through(bytes, options) {
        Ok(facts) => facts,
        Err(fault) => {
            findings.push(refusal(source, fault));
            return None;
        }
    };
    let mut workbook: Xlsx<_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(error) => {
            findings.push(unreadable(source, &error));
            return None;
        }
    };
    let listed = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for listed in listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if holds_personal_number(&listed.name) && !options.allow_ten_digits {
            findings.push(Diagnostic::new(Code::PersonalNumber, Place::whole(source)));
            continue;
        }
        let is_hidden = listed.visible != SheetVisible::Visible;
        let facts = facts.remove(&listed.name).unwrap_or_default();
        let mut sheet = Sheet::new(&listed.name, source, is_hidden, facts);
        if let Err(error) = read_cells(&mut workbook, &mut sheet) {
            findings.push(unreadable(sheet.source(), &error));
            continue;
        }
        sheets.push(sheet);
    }
    Some(sheets)
}

/// Streams the cells of a sheet.
fn read_cells(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let mut reader = match workbook.worksheet_cells_reader(&sheet.name.clone()) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        reader => reader?,
    };
    loop {
        match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => {
                sheet.add(record.pos, value::value_of(&record.value), record.formula.is_some());
            }
            Ok(None) => return Ok(()),
            // Errors of newer programs (`#SPILL!`): the rest of the sheet can be read.
            Err(XlsxError::CellError(text)) => sheet.refuse_cell(&text),
            Err(error) => return Err(error),
        }
    }
}

/// Whether the first bytes are those of a workbook; otherwise what they are.
fn is_sound(source: &Source, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    let not = |what: &str| Box::new(Diagnostic::new(Code::NotAWorkbook, Place::whole(source)).about(what));
    if bytes.is_empty() {
        return Err(not("it is empty"));
    }
    if bytes.starts_with(&OLD_EXCEL) {
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        let is_protected = bytes.windows(name.len()).any(|part| part == name.as_slice());
        return Err(not(if is_protected {
            "it is protected by a password"
        } else {
            "it is an old Excel file (.xls)"
        }));
    }
    let start: Vec<u8> = bytes.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(300).collect();
    let start = String::from_utf8_lossy(&start).to_lowercase();
    if start.contains("<html") || start.contains("<table") || start.contains("<!doctypehtml") {
        return Err(not("it is a web page under a workbook's name"));
    }
    Err(not("it is something else under a workbook's name"))
}

fn refusal(source: &Source, fault: Fault) -> Diagnostic {
    let place = Place::whole(source);
    match fault {
        Fault::Damaged => Diagnostic::new(Code::NotAWorkbook, place).about("it is damaged"),
        Fault::TooLarge(limit) => Diagnostic::new(Code::TooLarge, place)
            .about("the unpacked workbook")
            .expected(format!("{limit} megabytes")),
        Fault::TooMany(what, limit) => {
            Diagnostic::new(Code::TooLarge, place).about("the workbook").expected(format!("{limit} {what}"))
        }
    }
}

fn unreadable(source: &Source, error: &XlsxError) -> Diagnostic {
    let why = match error {
        XlsxError::Password => "it is protected by a password",
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => "it is a zip archive without sheets",
        _ => "it is damaged",
    };
    Diagnostic::new(Code::NotAWorkbook, Place::whole(source)).about(why)
}
