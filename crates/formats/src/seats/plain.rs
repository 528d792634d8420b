//! Large tables that hold nothing but plain text and digits, read in one pass.
//!
//! Whatever is not plain (quotes, letters beyond western Europe's, decimals, sums, levels, a doubled name, anything
//! shaped like a personal number) is not read here but by the table layer, which knows what to make of
//! it and where to point. So this only saves time: it never decides what a cell means.

use super::table::{FIXED, ID, MAX, MIN, WEIGHT};
use super::{Columns, UnitRow};
use crate::cpr::holds_personal_number;
use crate::heading::squeeze;
use fordel_model::Weight;
use std::hash::{DefaultHasher, Hasher};

/// Smaller files gain nothing.
const WORTH_IT: usize = 1 << 20;
/// Rows at the end in which a row of sums may stand.
const TAIL: usize = 6;

/// The units of a large plain table; `None` where the table layer must read it.
pub(super) fn units(bytes: &[u8], columns: &Columns, allow_ten_digits: bool) -> Option<Vec<UnitRow>> {
    let is_plain_call = columns.levels.is_empty() && columns.rows.is_none() && columns.columns.is_empty();
    if bytes.len() < WORTH_IT || !is_plain_call {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Letters of western Europe are one character each, whoever wrote them.
    let is_plain =
        |c: char| matches!(c, ' '..='~' | '\n' | '\r' | '\t' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ') && c != '"';
    if !text.chars().all(is_plain) {
        return None;
    }
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let head = lines.next()?;
    let mut separators = [',', ';', '\t'].into_iter().filter(|&separator| head.contains(separator));
    let separator = separators.next()?;
    if separators.next().is_some() || head.starts_with("sep=") {
        return None;
    }
    let headings: Vec<String> = head.split(separator).map(squeeze).collect();
    let layout = Layout::new(&headings, columns)?;
    let mut units = Vec::with_capacity(bytes.len() / 16);
    let mut hashes = Vec::with_capacity(bytes.len() / 16);
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() && lines.peek().is_none() {
            break;
        }
        let mut row = UnitRow::default();
        let mut n_cells = 0;
        for (at, cell) in line.split(separator).enumerate() {
            n_cells += 1;
            if at == layout.weight {
                row.weight = Weight::from_integer(digits(cell)?);
            } else if let Some(bound) = layout.bounds.iter().position(|&column| column == Some(at)) {
                let value = if cell.is_empty() { None } else { Some(digits(cell)?) };
                match bound {
                    0 => row.min = value,
                    1 => row.max = value,
                    _ => row.fixed = value,
                }
            } else if !allow_ten_digits && holds_personal_number(cell) {
                return None;
            }
            if at == layout.id {
                if cell.is_empty() || cell != cell.trim() || cell.contains("  ") {
                    return None;
                }
                row.id = cell.to_owned();
                let mut hasher = DefaultHasher::new();
                hasher.write(
                    if cell.is_ascii() { cell.to_ascii_lowercase() } else { cell.to_lowercase() }.as_bytes(),
                );
                hashes.push(hasher.finish());
            }
        }
        if n_cells != headings.len() {
            return None;
        }
        units.push(row);
    }
    // Names that begin like a sum, or that may be doubled: let the table layer look.
    let is_sum =
        |row: &UnitRow| row.id.parse::<u64>().is_err() && !row.id.contains(|c: char| c.is_ascii_digit());
    if units.len() < TAIL || units[units.len() - TAIL..].iter().any(is_sum) {
        return None;
    }
    hashes.sort_unstable();
    hashes.windows(2).all(|pair| pair[0] != pair[1]).then_some(units)
}

/// Where the columns stand.
struct Layout {
    id: usize,
    weight: usize,
    bounds: [Option<usize>; 3],
}

impl Layout {
    fn new(headings: &[String], columns: &Columns) -> Option<Self> {
        let find = |name: &str| headings.iter().position(|heading| *heading == squeeze(name));
        let any = |names: &[&str]| names.iter().find_map(|name| find(name));
        let mut sorted = headings.to_vec();
        sorted.sort_unstable();
        let is_doubled = sorted.windows(2).any(|pair| pair[0] == pair[1]);
        if is_doubled || headings.iter().any(|heading| heading.is_empty() || heading.parse::<u64>().is_ok()) {
            return None;
        }
        let weight = match &columns.key {
            Some(key) => find(key)?,
            None => any(&WEIGHT)?,
        };
        let id = match &columns.id {
            Some(name) => find(name)?,
            None => any(&ID).unwrap_or(0),
        };
        let bounds = [any(&MIN), any(&MAX), any(&FIXED)];
        (id != weight).then_some(Self { id, weight, bounds })
    }
}

/// Up to eighteen digits and nothing else.
fn digits(cell: &str) -> Option<u64> {
    let is_number = (1..=18).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { cell.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ReadOptions;
    use crate::seats::{SeatsDocument, read_seats};

    fn large(more: &str) -> String {
        let mut text = "name;weight;min_seats;remark\n".to_owned();
        for unit in 0..80_000 {
            text.push_str(&format!(
                "u{unit};{};{};x\r\n",
                unit * 7 % 1000,
                if unit % 9 == 0 { "1" } else { "" }
            ));
        }
        text + more
    }

    #[test]
    fn large_plain_tables_are_read_as_the_table_layer_reads_them() {
        let text = large("");
        let fast = units(text.as_bytes(), &Columns::default(), false).expect("plain");
        // A quoted heading sends the same table the long way.
        let long = text.replacen("remark", "\"remark\"", 1);
        assert_eq!(units(long.as_bytes(), &Columns::default(), false), None);
        let read = read_seats("t.csv", long.as_bytes(), &Columns::default(), &ReadOptions::default());
        let Ok((SeatsDocument::Split(draft), _)) = read else { panic!("a table of units") };
        assert_eq!(fast, draft.units);
    }

    #[test]
    fn danish_letters_and_a_byte_order_mark_are_plain() {
        let danish = large("").replace("u7", "Ærø å7");
        let text = format!("\u{feff}{danish}");
        let fast = units(text.as_bytes(), &Columns::default(), false).expect("plain");
        let long = text.replacen("remark", "\"remark\"", 1);
        let read = read_seats("t.csv", long.as_bytes(), &Columns::default(), &ReadOptions::default());
        let Ok((SeatsDocument::Split(draft), _)) = read else { panic!("a table of units") };
        assert_eq!(fast, draft.units);
        let doubled = format!("{text}ærø Å7;3;;x\n");
        assert_eq!(units(doubled.as_bytes(), &Columns::default(), false), None);
        assert_eq!(units(format!("{text}a\u{a0}b;3;;x\n").as_bytes(), &Columns::default(), false), None);
    }

    #[test]
    fn what_is_not_plain_goes_the_long_way() {
        for more in [
            "U7;3;;x\n",
            "a;1,5;;x\n",
            "a;-1;;x\n",
            "Sum;9;;x\n",
            "0101901234;9;;x\n",
            "a;1;;\"x\"\n",
            "a;1;x\n",
            "\n\n",
        ] {
            assert_eq!(units(large(more).as_bytes(), &Columns::default(), false), None, "{more}");
        }
    }
}
