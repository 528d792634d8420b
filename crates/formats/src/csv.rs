//! CSV text -> table: separator, title rows above, headings, ragged rows, a sum below.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::encoding::{UTF_8, decode_named};
use crate::findings::Findings;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::record::{Record, build, cell_place};
use crate::shield::unshield;
use crate::table::{Cell, Table};

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
    let (text, encoding) = match decode_named(bytes, source) {
        Ok(decoded) => decoded,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let (separator, skipped) = match separator_line(&text) {
        Some((separator, length)) => (separator, length),
        None => (guess_separator(&text), 0),
    };
    if encoding != UTF_8 || separator != b',' {
        let separator = match separator {
            b';' => "semicolons",
            b'\t' => "tabs",
            b',' => "commas",
            _ => "another separator",
        };
        let finding = Diagnostic::new(Code::ReadAs, Place::whole(source)).about(separator);
        findings.push(finding.found(encoding));
    }
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
        // Behind a comma a blank is a habit of writing; elsewhere it fills a number up to its column's width.
        let cell = |text: &str| match separator {
            b',' => Cell::human(unshield(text.trim_start_matches(' '))),
            _ => Cell::human(unshield(text)),
        };
        let cells = record.iter().map(cell).collect();
        records.push(Record { row: line - inner, line, cells });
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
        // How each of these texts is written is not the point.
        let said = findings
            .iter()
            .filter(|finding| finding.code != Code::ReadAs)
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
    fn a_number_padded_to_its_column_is_whole_and_nothing_else_is_guessed() {
        let read = |text: &str, decimal: Option<char>| {
            let options = ReadOptions { decimal, ..ReadOptions::default() };
            let mut findings = Findings::new();
            let table =
                read_csv("t", &Source::file("t.csv"), text.as_bytes(), &["id", "w"], &options, &mut findings)
                    .expect("a table");
            let number = table.number(0, 1, table.style(1), &mut findings);
            number.map(|number| number.magnitude.to_string())
        };
        assert_eq!(read("id;w\na; 644.431\n", None).as_deref(), Some("644431"));
        assert_eq!(read("id;w\na;\u{a0}644.431\n", None).as_deref(), Some("644431"));
        assert_eq!(read("id\tw\na\t 167.293\nb\t39.545\n", None).as_deref(), Some("167293"));
        assert_eq!(read("id;w\na; 644.431\n", Some('.')).as_deref(), Some("644.431"));
        // Without the blank, behind a comma, or beside a number with another mark it is asked.
        assert_eq!(read("id;w\na;644.431\n", None), None);
        assert_eq!(read("id, w\na, 644.431\n", None), None);
        assert_eq!(read("id;w\na; 644,431\n", None), None);
        assert_eq!(read("id;w\na; 644.431\nb;12.5\n", None), None);
    }

    #[test]
    fn an_open_quote_is_a_finding() {
        let (_, said) = read(b"id;weight\n\"a;1\nb;2\n");
        assert_eq!(said[0], "F05 t.csv, row 2");
    }
}
