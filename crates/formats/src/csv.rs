//! CSV text -> table: separator, title rows above, headings, ragged rows, a sum below.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::encoding::decode;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::number::{Notation, Style, read_number};
use crate::options::ReadOptions;
use crate::place::{ColumnPlace, Place, Source, Spot};
use crate::table::{Cell, Row, Table, clean_cell, is_clean};

/// A record before anything is known about it.
struct Record {
    row: usize,
    line: usize,
    cells: Vec<String>,
}

impl Record {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// Reads a CSV file.
///
/// * `name`: the table's name; `source`: what places say.
/// * `known`: headings that tell the row of headings from a title above it, in any spelling.
///
/// Returns `None` only where the file is no text; other findings leave a table with the rows that
/// could be read. Title rows, blank rows and a row of sums are passed over; the first and the last
/// are said in a note. Cost: linear in the bytes.
pub fn read_csv(
    name: &str,
    source: &Source,
    bytes: &[u8],
    known: &[&str],
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<Table> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > options.max_file_bytes {
        let limit = format!("{} megabytes", options.max_file_bytes >> 20);
        findings
            .push(Diagnostic::new(Code::TooLarge, Place::whole(source)).about("the file").expected(limit));
        return None;
    }
    let text = match decode(bytes, source) {
        Ok(text) => text,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let (separator, skipped) = match separator_line(&text) {
        Some((separator, length)) => (separator, length),
        None => (guess_separator(&text), 0),
    };
    let records = records(&text[skipped..], separator, usize::from(skipped > 0), source, findings);
    Some(build(name, source, records, known, options, findings))
}

/// The line `sep=;` that spreadsheets put first, and its length.
fn separator_line(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let mark = line.trim().strip_prefix("sep=")?;
    let [separator] = mark.as_bytes() else { return None };
    Some((*separator, line.len()))
}

/// The separator under which most of the first rows have the same number of cells, more than one;
/// of equals the one that gives more cells, then `;` before tab before `,`.
fn guess_separator(text: &str) -> u8 {
    const LOOKED_AT: usize = 200;
    let score = |separator: u8| {
        let mut widths: Vec<usize> = Vec::new();
        let mut reader = reader(text, separator);
        let mut record = csv::StringRecord::new();
        while widths.len() < LOOKED_AT && reader.read_record(&mut record).unwrap_or(false) {
            widths.push(record.len());
        }
        let of = |width: usize| widths.iter().filter(|&&w| w == width).count();
        widths
            .iter()
            .copied()
            .filter(|&width| width > 1)
            .map(|width| (of(width), width))
            .max()
            .unwrap_or((0, 0))
    };
    let mut best = (b';', score(b';'));
    for separator in [b'\t', b','] {
        let found = score(separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    best.0
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// All records with the row and line where each begins. `before`: lines that came before the text.
fn records(
    text: &str,
    separator: u8,
    before: usize,
    source: &Source,
    findings: &mut Findings,
) -> Vec<Record> {
    let mut reader = reader(text, separator);
    let mut record = csv::StringRecord::new();
    let mut records: Vec<Record> = Vec::new();
    let (mut line, mut inner) = (1 + before, 0);
    let mut start = 0;
    // The text is valid UTF-8 and rows may be ragged: no failure is left but the end.
    while let Ok(true) = reader.read_record(&mut record) {
        let mut end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        // The reader stops between CR and LF.
        if text.as_bytes()[..end].ends_with(b"\r") && text.as_bytes().get(end) == Some(&b'\n') {
            end += 1;
        }
        let raw = &text.as_bytes()[start..end];
        // Blank lines before the record belong to nothing.
        let blank = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        line += breaks(&raw[..blank]);
        let body = &raw[blank..];
        let inside = breaks(body.trim_ascii_end_breaks());
        records.push(Record { row: line - inner, line, cells: record.iter().map(str::to_owned).collect() });
        if inside > 0 && end == text.len() && body.iter().filter(|&&b| b == b'"').count() % 2 == 1 {
            findings.push(Diagnostic::new(Code::UnclosedQuote, cell_place(source, line - inner, line, None)));
        }
        line += breaks(body);
        inner += inside;
        start = end;
    }
    records
}

/// Cutting the line break at the end of a record.
trait TrimBreaks {
    fn trim_ascii_end_breaks(&self) -> &[u8];
}

impl TrimBreaks for [u8] {
    fn trim_ascii_end_breaks(&self) -> &[u8] {
        let end = self.iter().rposition(|b| !matches!(b, b'\r' | b'\n')).map_or(0, |at| at + 1);
        &self[..end]
    }
}

/// Line breaks: LF, CR LF or CR.
fn breaks(bytes: &[u8]) -> usize {
    let lf = bytes.iter().filter(|&&b| b == b'\n').count();
    let cr =
        bytes.iter().enumerate().filter(|&(at, &b)| b == b'\r' && bytes.get(at + 1) != Some(&b'\n')).count();
    lf + cr
}

fn cell_place(source: &Source, row: usize, line: usize, column: Option<ColumnPlace>) -> Place {
    Place { source: source.clone(), spot: Spot::Cell { row, line, column } }
}

/// Headings, rows and notes from the records.
fn build(
    name: &str,
    source: &Source,
    records: Vec<Record>,
    known: &[&str],
    options: &ReadOptions,
    findings: &mut Findings,
) -> Table {
    let mut table =
        Table { name: name.to_owned(), source: source.clone(), heading_row: (1, 1), ..Table::default() };
    let records: Vec<Record> = records.into_iter().filter(|record| !record.is_blank()).collect();
    let Some(at) = heading_record(&records, known) else { return table };
    if let (Some(first), true) = (records.first(), at > 0) {
        findings.push(Diagnostic::new(Code::TitleRow, cell_place(source, first.row, first.line, None)));
        refuse_in(&records[..at], source, options, findings);
    }
    let mut records = records.into_iter().skip(at);
    let Some(head) = records.next() else { return table };
    let mut rest: Vec<Record> = records.collect();
    table.heading_row = (head.row, head.line);
    table.headings = headings(&head, &rest, source, findings);
    refuse_in(std::slice::from_ref(&head), source, options, findings);
    if let Some(at) = total_record(&rest) {
        let below = rest.split_off(at);
        refuse_in(&below, source, options, findings);
        let total = &below[0];
        let word = total.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or("");
        let place = cell_place(source, total.row, total.line, None);
        findings.push(Diagnostic::new(Code::TotalRow, place).found(word));
    }
    let width = table.headings.len();
    table.rows.reserve(rest.len());
    for record in rest {
        let filled = record.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if record.cells.len() < width || filled > width {
            findings.push(
                Diagnostic::new(Code::RaggedRow, cell_place(source, record.row, record.line, None))
                    .found(record.cells.len().max(filled).to_string())
                    .expected(width.to_string()),
            );
        }
        let Record { row, line, cells } = record;
        let mut cells: Vec<Cell> = cells
            .into_iter()
            .take(width)
            .enumerate()
            .map(|(index, text)| {
                let place = || {
                    let column = ColumnPlace { index, heading: table.headings[index].clone() };
                    cell_place(source, row, line, Some(column))
                };
                // Most cells are clean, and a table may be long: those are moved, not copied.
                if is_clean(&text) {
                    Cell::human(text)
                } else {
                    Cell::human(clean_cell(&text, place, findings))
                }
            })
            .collect();
        cells.resize(width, Cell::default());
        table.rows.push(Row { number: row, line, cells });
    }
    table
}

/// Which record holds the headings: the first of the first twenty with at least two known headings
/// (or one, where it has only one cell); else the first with as many filled cells as most rows
/// have, or half of that and at least two; else the first.
fn heading_record(records: &[Record], known: &[&str]) -> Option<usize> {
    const LOOKED_AT: usize = 20;
    let known: Vec<String> = known.iter().map(|name| squeeze(name)).collect();
    let hits = |record: &Record| record.cells.iter().filter(|cell| known.contains(&squeeze(cell))).count();
    let first = &records[..records.len().min(LOOKED_AT)];
    if let Some(at) = first.iter().position(|record| hits(record) >= 2.min(record.filled())) {
        return Some(at);
    }
    let usual = records.iter().take(1000).map(Record::filled).max().unwrap_or(0);
    let enough = usual.div_ceil(2).max(2).min(usual);
    first.iter().position(|record| record.filled() >= enough).or((!records.is_empty()).then_some(0))
}

/// The headings, without empty ones at the end; an empty one above values is a finding.
fn headings(head: &Record, rest: &[Record], source: &Source, findings: &mut Findings) -> Vec<String> {
    let place = |index: usize, heading: &str| {
        cell_place(source, head.row, head.line, Some(ColumnPlace { index, heading: heading.to_owned() }))
    };
    let mut headings: Vec<String> = head
        .cells
        .iter()
        .enumerate()
        .map(|(index, text)| clean_cell(text, || place(index, ""), findings))
        .collect();
    while headings.last().is_some_and(String::is_empty) {
        headings.pop();
    }
    let mut seen = std::collections::BTreeSet::new();
    for (index, heading) in headings.iter().enumerate() {
        if heading.is_empty() {
            if rest.iter().any(|record| record.cells.get(index).is_some_and(|cell| !cell.trim().is_empty())) {
                findings.push(Diagnostic::new(Code::NoHeading, place(index, "")));
            }
        } else if !seen.insert(squeeze(heading)) {
            findings.push(Diagnostic::new(Code::DuplicateColumn, place(index, heading)).about(heading));
        }
    }
    headings
}

/// Which record is a row of sums: the last, or one with nothing but remarks of one cell below it.
fn total_record(records: &[Record]) -> Option<usize> {
    const LOOKED_AT: usize = 6;
    let first = records.len().saturating_sub(LOOKED_AT);
    let at = first + records[first..].iter().position(is_total)?;
    records[at + 1..].iter().all(|record| record.filled() == 1).then_some(at)
}

/// Whether a record is a row of sums: it begins with such a word and has nothing but numbers after.
fn is_total(record: &Record) -> bool {
    let mut filled = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let is_word = filled.next().is_some_and(|word| {
        ["ialt", "sum", "total", "totalt", "sumialt", "samlet", "tilsammen", "summa", "grandtotal"]
            .contains(&squeeze(word).as_str())
    });
    let lenient = Style::of(["1.234.567", "0,5"]);
    is_word && filled.all(|cell| read_number(cell, Notation::Human, lenient).is_ok())
}

/// Personal numbers in rows that are not kept as cells.
fn refuse_in(records: &[Record], source: &Source, options: &ReadOptions, findings: &mut Findings) {
    if options.allow_ten_digits {
        return;
    }
    for record in records {
        if record.cells.iter().any(|cell| crate::cpr::holds_personal_number(cell)) {
            findings.push(Diagnostic::new(
                Code::PersonalNumber,
                cell_place(source, record.row, record.line, None),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Table, Vec<String>) {
        let mut findings = Findings::new();
        let table = read_csv(
            "t",
            &Source::file("t.csv"),
            text,
            &["id", "weight"],
            &ReadOptions::default(),
            &mut findings,
        );
        let said = findings
            .iter()
            .map(|f| {
                format!("{} {}", f.code.id(), crate::text::place(&f.place, crate::text::Language::English))
            })
            .collect();
        (table.unwrap_or_default(), said)
    }

    fn check(text: &[u8], headings: &[&str], rows: &[(usize, &[&str])], said: &[&str]) {
        let (table, findings) = read(text);
        assert_eq!(table.headings, headings);
        let found: Vec<(usize, Vec<&str>)> = table
            .rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(|cell| cell.text.as_str()).collect()))
            .collect();
        assert_eq!(found, rows.iter().map(|(row, cells)| (*row, cells.to_vec())).collect::<Vec<_>>());
        assert_eq!(findings, said);
    }

    #[test]
    fn separators_encodings_and_line_ends() {
        let rows: &[(usize, &[&str])] = &[(2, &["Århus", "1,5"]), (3, &["b", "2,5"])];
        check("id;weight\nÅrhus;1,5\nb;2,5\n".as_bytes(), &["id", "weight"], rows, &[]);
        check("\u{feff}id;weight\r\nÅrhus;1,5\r\nb;2,5".as_bytes(), &["id", "weight"], rows, &[]);
        check(b"id\tweight\r\xc5rhus\t1,5\rb\t2,5\r", &["id", "weight"], rows, &[]);
        check("id,weight\nÅrhus,\"1,5\"\nb,\"2,5\"\n".as_bytes(), &["id", "weight"], rows, &[]);
        check("sep=;\nid;weight\nÅrhus;1,5\n".as_bytes(), &["id", "weight"], &[(3, &["Århus", "1,5"])], &[]);
    }

    #[test]
    fn titles_blank_rows_and_sums_are_passed_over_and_said() {
        check(
            "Nøgle 2022;;\n\nid;weight;\n;;\na;1;\n\nb;2;\nI alt;3;\n".as_bytes(),
            &["id", "weight"],
            &[(5, &["a", "1"]), (7, &["b", "2"])],
            &["T08 t.csv, row 1", "T09 t.csv, row 8"],
        );
        check(
            b"id;weight\na;1\nSum;1\nKilde: Danmarks Statistik;\n",
            &["id", "weight"],
            &[(2, &["a", "1"])],
            &["T09 t.csv, row 3"],
        );
        // A person called Sum is not a sum.
        check(b"id;name\nSum;Anna\n", &["id", "name"], &[(2, &["Sum", "Anna"])], &[]);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let (table, said) = read(b"id;weight\n\"a\nb\";1\nc;2;9\n");
        assert_eq!((table.rows[1].number, table.rows[1].line), (3, 4));
        assert_eq!(said, ["T03 t.csv, row 3 (line 4 of the file)"]);
    }

    #[test]
    fn ragged_rows_and_bad_headings_are_findings() {
        check(
            b"id;;weight;Weight\na;x;1;1\nb\n",
            &["id", "", "weight", "Weight"],
            &[(2, &["a", "x", "1", "1"]), (3, &["b", "", "", ""])],
            &["T04 t.csv, row 1, column B", "T02 t.csv, row 1, column D `Weight`", "T03 t.csv, row 3"],
        );
    }

    #[test]
    fn an_open_quote_is_a_finding() {
        let (_, said) = read(b"id;weight\n\"a;1\nb;2\n");
        assert_eq!(said[0], "F05 t.csv, row 2");
    }
}
