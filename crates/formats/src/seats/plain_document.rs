//! Large JSON documents of one split whose units are plain, read in one pass.
//!
//! The document without all but the first of its units is read as every other; its units are read here where each is
//! flat and plain. Whatever is not (escapes, exponents, a key that is no field of a unit, a doubled name) sends the
//! whole document the long way. So this, too, only saves time.

use super::plain::{Names, WORTH_IT, decimal, digits, is_plain, is_plain_name};
use super::{Columns, SPLIT_FORMAT, UnitRow};
use crate::cpr::holds_personal_number;
use fordel_model::Weight;

/// A document cut in two.
pub(super) struct Cut<'a> {
    /// The document with its first unit only.
    pub(super) small: String,
    /// What stands between the brackets of the list of units.
    units: &'a str,
}

/// Cuts the units out of a large document; `None` where it is small, or no plain document of one split.
pub(super) fn cut<'a>(bytes: &'a [u8], columns: &Columns) -> Option<Cut<'a>> {
    if bytes.len() < WORTH_IT || *columns != Columns::default() {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader { text, at: 0 };
    reader.expect(b'{')?;
    let mut found: Option<(usize, usize, usize)> = None;
    loop {
        let key = reader.string()?;
        reader.expect(b':')?;
        if key == "units" {
            if found.is_some() {
                return None;
            }
            reader.expect(b'[')?;
            let start = reader.at;
            reader.skip_item()?;
            let first = reader.at;
            while reader.take(b',') {
                reader.skip_item()?;
            }
            let end = reader.at;
            reader.expect(b']')?;
            found = Some((start, first, end));
        } else {
            reader.skip_item()?;
        }
        if !reader.take(b',') {
            break;
        }
    }
    reader.expect(b'}')?;
    let (start, first, end) = found?;
    let small = format!("{}{}", &text[..first], &text[end..]);
    // Where the rest is large too, nothing is gained.
    let is_cut = small.len() < WORTH_IT && small.contains(SPLIT_FORMAT);
    (reader.blank_to_end() && is_cut).then_some(Cut { small, units: &text[start..end] })
}

impl Cut<'_> {
    /// The units, with a group for each of the levels; `None` where one of them is not plain.
    pub(super) fn units(&self, levels: &[String], allow_ten_digits: bool) -> Option<Vec<UnitRow>> {
        let mut reader = Reader { text: self.units, at: 0 };
        let mut units = Vec::with_capacity(self.units.len() / 24);
        let mut names = Names::with_capacity(self.units.len() / 24);
        loop {
            let row = reader.unit(levels, allow_ten_digits)?;
            names.note(&row);
            units.push(row);
            if !reader.take(b',') {
                break;
            }
        }
        (reader.blank_to_end() && names.all_differ()).then_some(units)
    }
}

/// How deep a document may be nested here.
const DEEPEST: usize = 32;

/// A place in a JSON text.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, wanted: u8) -> Option<()> {
        self.take(wanted).then_some(())
    }

    fn blank_to_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// A string without escapes and of plain characters.
    fn string(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let rest = &self.text[self.at..];
        let length = rest.bytes().position(|byte| byte == b'"')?;
        let found = &rest[..length];
        self.at += length + 1;
        found.chars().all(|c| is_plain(c) && c != '\\').then_some(found)
    }

    /// A number or a word.
    fn bare(&mut self) -> Option<&'a str> {
        self.peek()?;
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+')));
        let found = &rest[..length.unwrap_or(rest.len())];
        self.at += found.len();
        (!found.is_empty()).then_some(found)
    }

    /// A bare text that does not begin as no number in JSON does: with a zero before another digit.
    fn number(&mut self) -> Option<&'a str> {
        let text = self.bare()?;
        let bytes = text.as_bytes();
        let has_idle_zero = bytes[0] == b'0' && bytes.get(1).is_some_and(u8::is_ascii_digit);
        (!has_idle_zero).then_some(text)
    }

    /// Passes over one value.
    fn skip_item(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            match self.peek()? {
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                    if depth > DEEPEST {
                        return None;
                    }
                    continue;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                b'"' => {
                    self.string()?;
                }
                _ => {
                    self.bare()?;
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// A unit: each field once at most, the name and the weight at least once.
    fn unit(&mut self, levels: &[String], allow_ten_digits: bool) -> Option<UnitRow> {
        self.expect(b'{')?;
        let mut row = UnitRow { groups: vec![String::new(); levels.len()], ..UnitRow::default() };
        let (mut id, mut weight) = (false, false);
        let mut bounds = [false; 3];
        loop {
            let key = self.string()?;
            self.expect(b':')?;
            let mut bound = |at: usize, place: &mut Option<u64>| -> Option<()> {
                if std::mem::replace(&mut bounds[at], true) {
                    return None;
                }
                *place = Some(digits(self.number()?)?);
                Some(())
            };
            match key {
                "id" if !id => {
                    row.id = self.name(allow_ten_digits)?;
                    id = true;
                }
                "weight" if !weight => {
                    row.weight = self.weight()?;
                    weight = true;
                }
                "min_seats" => bound(0, &mut row.min)?,
                "max_seats" => bound(1, &mut row.max)?,
                "fixed_seats" => bound(2, &mut row.fixed)?,
                other => {
                    let level = levels.iter().position(|level| level == other)?;
                    if !row.groups[level].is_empty() {
                        return None;
                    }
                    row.groups[level] = self.name(allow_ten_digits)?;
                }
            }
            if !self.take(b',') {
                break;
            }
        }
        self.expect(b'}')?;
        (id && weight && row.groups.iter().all(|group| !group.is_empty())).then_some(row)
    }

    fn name(&mut self, allow_ten_digits: bool) -> Option<String> {
        let text = self.string()?;
        let is_fine = is_plain_name(text) && (allow_ten_digits || !holds_personal_number(text));
        is_fine.then(|| text.to_owned())
    }

    /// A number with or without decimals, or a string of digits.
    fn weight(&mut self) -> Option<Weight> {
        if self.peek() == Some(b'"') {
            return digits(self.string()?).map(Weight::from_integer);
        }
        let text = self.number()?;
        match text.split_once('.') {
            None => digits(text).map(Weight::from_integer),
            Some((whole, decimals)) if text.len() <= 19 => decimal(whole, decimals),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ReadOptions;
    use crate::seats::{SeatsDocument, read_seats};

    fn large(more: &str) -> String {
        let unit = |at: u64| {
            let bound = if at.is_multiple_of(9) { ",\"min_seats\":1 ,\"max_seats\": 7" } else { "" };
            let weight =
                if at.is_multiple_of(2) { format!("{}.{}", at % 977, at % 50) } else { format!("\"{at}\"") };
            format!("{{\"id\":\"Ærø {}\", \"region\":\"r{}\",\"weight\":{weight}{bound}}}", at / 2, at % 2)
        };
        let units: Vec<String> = (1..30_000).map(unit).collect();
        format!(
            "{{\"format\":\"fordel/seats-problem/1\",\"levels\":[\"region\"],\"units\":[\n{}{more}],\"seats\":900}}\n",
            units.join(",\n")
        )
    }

    fn fast(text: &str) -> Option<Vec<UnitRow>> {
        let cut = cut(text.as_bytes(), &Columns::default())?;
        cut.units(&["region".to_owned()], false)
    }

    #[test]
    fn a_large_plain_document_is_read_as_the_long_way_reads_it() {
        let text = large("");
        let units = fast(&text).expect("plain");
        // An escape sends the same document the long way.
        let long = text.replacen("\"r1\"", "\"\\u0072\\u0031\"", 1);
        assert_eq!(fast(&long), None);
        let read = |text: &str| {
            let read = read_seats("t.json", text.as_bytes(), &Columns::default(), &ReadOptions::default());
            let Ok((SeatsDocument::Split(draft), _)) = read else { panic!("a document of one split") };
            draft
        };
        assert_eq!(read(&text), read(&long));
        assert_eq!(read(&long).units, units);
        assert_eq!(read(&text).seats, Some(900));
    }

    #[test]
    fn what_is_not_plain_goes_the_long_way() {
        for more in [
            r#",{"id":"ærø 7","region":"r1","weight":1}"#,
            r#",{"id":"a","region":"r1","weight":1e3}"#,
            r#",{"id":"a","region":"r1","weight":-1}"#,
            r#",{"id":"a","region":"r1","weight":01}"#,
            r#",{"id":"a","region":"r1","weight":"1,5"}"#,
            r#",{"id":"a","region":"r1"}"#,
            r#",{"id":"a","weight":1}"#,
            r#",{"id":"a","region":"r1","weight":1,"weight":2}"#,
            r#",{"id":"a","region":"r1","weight":1,"min_seats":null}"#,
            r#",{"id":"a","region":"r1","weight":1,"remark":""}"#,
            r#",{"id":"0101901234","region":"r1","weight":1}"#,
            r#",{"id":" a","region":"r1","weight":1}"#,
            r#",{"id":"a","region":"r1","weight":[1]}"#,
            r#",{}"#,
            r#",7"#,
        ] {
            assert_eq!(fast(&large(more)), None, "{more}");
        }
    }
}
