//! What a workbook's parts really hold, looked at before the reader may trust what they say.
//!
//! A workbook is a zip archive of XML, and both can lie: sizes in headers, counts of strings, cell
//! references with a hundred letters. Every part is unpacked once, without being kept, under limits of
//! size, ratio and number; references and counts are checked; and what the cell reader does not tell
//! (hidden rows, merged cells) is noted on the way.

use crate::options::ReadOptions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// The most parts of a workbook.
const MAX_PARTS: u64 = 20_000;
/// The most sheets.
const MAX_SHEETS: u64 = 1_000;
/// The most cells, and the most shared strings.
const MAX_CELLS: u64 = 5_000_000;
/// A part larger than this, packed tighter than [`MAX_RATIO`], is a bomb.
const SMALL_PART: u64 = 16 << 20;
/// How many times larger than packed a part may become.
const MAX_RATIO: u64 = 400;
/// The rows and columns a spreadsheet has.
pub(super) const MAX_ROWS: u32 = 1_048_576;
const MAX_COLUMNS: u32 = 16_384;

/// Why a workbook is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// It is no archive, or a part is broken.
    Damaged,
    /// It unpacks to more than the limit, in megabytes.
    TooLarge(u64),
    /// It has more of something than anybody needs.
    TooMany(&'static str, u64),
}

/// Rows and columns of a block of cells, from 0, ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Block {
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

/// What a sheet holds besides its cells.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct SheetFacts {
    /// Hidden rows, from 1, in order.
    pub(super) hidden_rows: Vec<u32>,
    /// Merged cells.
    pub(super) merged: Vec<Block>,
}

/// Sheets by name.
pub(super) type Facts = HashMap<String, SheetFacts>;

/// What is gathered part by part.
#[derive(Default)]
struct Survey {
    parts: HashMap<String, SheetFacts>,
    /// Name and relation of each sheet.
    sheets: Vec<(String, String)>,
    /// Relation to part.
    targets: HashMap<String, String>,
    cells: u64,
    strings: u64,
}

/// Looks at every part. Cost: linear in the unpacked size, which is limited.
pub(super) fn look_through(bytes: &[u8], options: &ReadOptions) -> Result<Facts, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if count(archive.len()) > MAX_PARTS {
        return Err(Fault::TooMany("parts", MAX_PARTS));
    }
    let mut survey = Survey::default();
    let mut left = options.max_file_bytes;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::Damaged)?;
        let name = part.name().map_err(|_| Fault::Damaged)?.into_owned();
        let packed = part.compressed_size();
        let allowed = left.min(SMALL_PART.max(packed.saturating_mul(MAX_RATIO)));
        let mut counted = Counted { inner: part.take(allowed + 1), read: 0 };
        let scanned = survey.scan(&name, &mut counted);
        // What the scan left, or what is no XML, is unpacked all the same: sizes in headers may lie.
        std::io::copy(&mut counted, &mut std::io::sink()).map_err(|_| Fault::Damaged)?;
        if counted.read > allowed {
            return Err(Fault::TooLarge(allowed >> 20));
        }
        left -= counted.read;
        let promised = scanned?;
        // A part that promises more strings than it has bytes.
        if promised > counted.read.max(1_000_000) {
            return Err(Fault::Damaged);
        }
    }
    if count(survey.sheets.len()) > MAX_SHEETS {
        return Err(Fault::TooMany("sheets", MAX_SHEETS));
    }
    Ok(survey.facts())
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Counting what goes through.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.read += count(got);
        Ok(got)
    }
}

impl Survey {
    /// Reads one part as XML; what is no XML is no concern. Returns how many strings it promises.
    fn scan(&mut self, name: &str, part: &mut impl Read) -> Result<u64, Fault> {
        let mut reader = Reader::from_reader(BufReader::new(part));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.expand_empty_elements = true;
        let (mut buffer, mut promised) = (Vec::new(), 0);
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(element)) => promised = self.element(name, &element)?.unwrap_or(promised),
                Ok(Event::Eof) | Err(_) => return Ok(promised),
                Ok(_) => {}
            }
        }
    }

    /// One element. `Some` where it promises a number of strings.
    fn element(&mut self, part: &str, element: &BytesStart<'_>) -> Result<Option<u64>, Fault> {
        match element.local_name().as_ref() {
            "row" => {
                let row = attribute(element, "r")?;
                let row = row.map(|text| reference(&text).ok_or(Fault::Damaged)).transpose()?;
                if attribute(element, "hidden")?.is_some_and(|text| text == "1" || text == "true")
                    && let Some((row, _)) = row
                {
                    self.parts.entry(part.to_owned()).or_default().hidden_rows.push(row);
                }
            }
            "c" => {
                self.cells += 1;
                if self.cells > MAX_CELLS {
                    return Err(Fault::TooMany("cells", MAX_CELLS));
                }
                if let Some(text) = attribute(element, "r")? {
                    reference(&text).ok_or(Fault::Damaged)?;
                }
            }
            "si" => {
                self.strings += 1;
                if self.strings > MAX_CELLS {
                    return Err(Fault::TooMany("texts", MAX_CELLS));
                }
            }
            "dimension" | "f" | "mergeCell" => {
                if let Some(text) = attribute(element, "ref")? {
                    let block = block(&text).ok_or(Fault::Damaged)?;
                    if element.local_name().as_ref() == "mergeCell" {
                        self.parts.entry(part.to_owned()).or_default().merged.push(block);
                    }
                }
            }
            "sst" => {
                let count = attribute(element, "uniqueCount")?;
                return Ok(count.map(|text| text.trim().parse().unwrap_or(u64::MAX)));
            }
            "sheet" => {
                if let (Some(name), Some(relation)) = (attribute(element, "name")?, attribute(element, "id")?)
                {
                    self.sheets.push((name, relation));
                }
            }
            "Relationship" if part.ends_with("workbook.xml.rels") => {
                if let (Some(id), Some(target)) = (attribute(element, "Id")?, attribute(element, "Target")?) {
                    self.targets.insert(id, target);
                }
            }
            _ => {}
        }
        Ok(None)
    }

    fn facts(mut self) -> Facts {
        let mut facts = Facts::new();
        for (name, relation) in self.sheets {
            let Some(target) = self.targets.get(&relation) else { continue };
            let target = target.trim_start_matches('/');
            let part = self.parts.keys().find(|part| part.ends_with(target)).cloned();
            facts.insert(name, part.and_then(|part| self.parts.remove(&part)).unwrap_or_default());
        }
        facts
    }
}

/// The value of an attribute by its local name; broken attributes are a fault.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let text = quick_xml::escape::unescape(&attribute.value).map_err(|_| Fault::Damaged)?;
            return Ok(Some(text.into_owned()));
        }
    }
    Ok(None)
}

/// A cell (`D17`) or a row (`17`) as row and column, both from 1; the column of a row is 0.
fn reference(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = text.split_at(digits);
    if letters.len() > 3 || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column =
        letters.bytes().fold(0, |column, b| column * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    ((1..=MAX_ROWS).contains(&row) && column <= MAX_COLUMNS).then_some((row, column))
}

/// A block of cells (`A1:C3` or `A1`).
fn block(text: &str) -> Option<Block> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((first_row, first_column), (last_row, last_column)) = (reference(first)?, reference(last)?);
    let ordered = first_row <= last_row && first_column <= last_column && first_column > 0;
    ordered.then(|| Block { first: (first_row - 1, first_column - 1), last: (last_row - 1, last_column - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_within_a_sheet() {
        assert_eq!(reference("D17"), Some((17, 4)));
        assert_eq!(reference("17"), Some((17, 0)));
        for wrong in ["", "D", "AAAAAAA1", "A0", "A99999999", "XFE1", "A-1", "A1 ", "Å1"] {
            assert_eq!(reference(wrong), None, "{wrong}");
        }
        assert_eq!(block("A1:B3"), Some(Block { first: (0, 0), last: (2, 1) }));
        assert_eq!(block("B5:A1"), None);
    }
}
