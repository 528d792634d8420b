//! Large tables that hold nothing but plain text and plain numbers, read in one pass.
//!
//! Whatever is not plain (quotes, letters beyond western Europe's, thousands marks, decimals that could be read in two
//! ways, sums, a doubled name, anything shaped like a personal number) is not read here but by the table layer, which
//! knows what to make of it and where to point. So this only saves time: it never decides what a cell means.

use super::table::{FIXED, ID, MAX, MIN, WEIGHT};
use super::{Columns, UnitRow};
use crate::cpr::holds_personal_number;
use crate::heading::squeeze;
use fordel_model::Weight;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Smaller files gain nothing.
pub(super) const WORTH_IT: usize = 1 << 20;
/// Rows at the end in which a row of sums may stand.
const TAIL: usize = 6;

/// The units of a large plain table; `None` where the table layer must read it.
pub(super) fn units(bytes: &[u8], columns: &Columns, allow_ten_digits: bool) -> Option<Vec<UnitRow>> {
    let is_plain_call = columns.rows.is_none() && columns.columns.is_empty();
    if bytes.len() < WORTH_IT || !is_plain_call {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.chars().all(|c| (is_plain(c) || matches!(c, '\n' | '\r' | '\t')) && c != '"') {
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
    let mut names = Names::with_capacity(bytes.len() / 16);
    let mut decimals = Decimals::default();
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() && lines.peek().is_none() {
            break;
        }
        let mut row = UnitRow { groups: vec![String::new(); layout.levels.len()], ..UnitRow::default() };
        let mut n_cells = 0;
        for (at, cell) in line.split(separator).enumerate() {
            n_cells += 1;
            if at == layout.weight {
                row.weight = decimals.read(cell)?;
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
                row.id = is_plain_name(cell).then(|| cell.to_owned())?;
            }
            if let Some(level) = layout.levels.iter().position(|&column| column == at) {
                row.groups[level] = is_plain_name(cell).then(|| cell.to_owned())?;
            }
        }
        if n_cells != headings.len() {
            return None;
        }
        names.note(&row);
        units.push(row);
    }
    // Names that begin like a sum, or that may be doubled: let the table layer look.
    let is_sum =
        |row: &UnitRow| row.id.parse::<u64>().is_err() && !row.id.contains(|c: char| c.is_ascii_digit());
    if units.len() < TAIL || units[units.len() - TAIL..].iter().any(is_sum) {
        return None;
    }
    names.all_differ().then_some(units)
}

/// Whether a character is one character whoever wrote it: ASCII, and the letters of western Europe.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// Whether a text is a name as it stands, with nothing to clean.
pub(super) fn is_plain_name(text: &str) -> bool {
    !text.is_empty() && text == text.trim() && !text.contains("  ")
}

/// The names of the units seen so far, by a hash of group and folded name.
pub(super) struct Names(Vec<u64>);

impl Names {
    pub(super) fn with_capacity(units: usize) -> Self {
        Self(Vec::with_capacity(units))
    }

    pub(super) fn note(&mut self, row: &UnitRow) {
        let mut hasher = DefaultHasher::new();
        row.groups.hash(&mut hasher);
        let name = &row.id;
        let folded = if name.is_ascii() { name.to_ascii_lowercase() } else { name.to_lowercase() };
        hasher.write(folded.as_bytes());
        self.0.push(hasher.finish());
    }

    /// Whether no two can be the same.
    pub(super) fn all_differ(mut self) -> bool {
        self.0.sort_unstable();
        self.0.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// A column of plain numbers: digits, or digits with one mark, the same in every cell, that can only mean decimals. A
/// cell like `1.234` is not plain: what its column makes of it is said in a line.
#[derive(Default)]
struct Decimals {
    mark: Option<u8>,
}

impl Decimals {
    fn read(&mut self, cell: &str) -> Option<Weight> {
        if let Some(whole) = digits(cell) {
            return Some(Weight::from_integer(whole));
        }
        let at = cell.bytes().position(|byte| matches!(byte, b'.' | b','))?;
        let (whole, decimals) = (&cell[..at], &cell[at + 1..]);
        let mark = cell.as_bytes()[at];
        let is_ambiguous = decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
        if *self.mark.get_or_insert(mark) != mark || is_ambiguous || whole.len() + decimals.len() > 18 {
            return None;
        }
        decimal(whole, decimals)
    }
}

/// The number of these digits before and after the point, together up to eighteen.
pub(super) fn decimal(whole: &str, decimals: &str) -> Option<Weight> {
    let (whole, digits_after) = (digits(whole)?, digits(decimals)?);
    let places = u32::try_from(decimals.len()).ok()?;
    let scaled = whole.checked_mul(10u64.checked_pow(places)?)?.checked_add(digits_after)?;
    Some(Weight::from_scaled(scaled.into(), places))
}

/// Where the columns stand.
struct Layout {
    id: usize,
    weight: usize,
    bounds: [Option<usize>; 3],
    levels: Vec<usize>,
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
        let levels: Vec<usize> = columns.levels.iter().map(|name| find(name)).collect::<Option<_>>()?;
        let is_taken = |column: usize| column == weight || column == id || bounds.contains(&Some(column));
        let repeats = (1..levels.len()).any(|at| levels[..at].contains(&levels[at]));
        let is_clear = id != weight && !repeats && !levels.iter().any(|&column| is_taken(column));
        is_clear.then_some(Self { id, weight, bounds, levels })
    }
}

/// Up to eighteen digits and nothing else.
pub(super) fn digits(cell: &str) -> Option<u64> {
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

    /// Both readers, given a table with levels and decimals; the long way is forced by a quoted heading.
    fn both(text: &str, columns: &Columns) -> (Option<Vec<UnitRow>>, Vec<UnitRow>) {
        let long = text.replacen("remark", "\"remark\"", 1);
        let read = |text: &str| {
            let read = read_seats("t.csv", text.as_bytes(), columns, &ReadOptions::default());
            let Ok((SeatsDocument::Split(draft), _)) = read else { panic!("a table of units") };
            draft
        };
        let draft = read(&long);
        assert_eq!(read(text), draft);
        (units(text.as_bytes(), columns, false), draft.units)
    }

    #[test]
    fn decimals_are_plain_where_they_can_be_nothing_else() {
        for more in ["a1;1,5;;x\n", "a1;1.25;;x\n", "a1;0,125;;x\n", "a1;1234.567;;x\na2;1.5000;;x\n"] {
            let (fast, long) = both(&large(more), &Columns::default());
            assert_eq!(fast.as_ref(), Some(&long), "{more}");
        }
    }

    #[test]
    fn groups_are_plain_and_part_of_a_units_name() {
        let columns = Columns { levels: vec!["region".to_owned()], ..Columns::default() };
        let mut text = "name;weight;region;remark\n".to_owned();
        for unit in 0..80_000 {
            text.push_str(&format!("u{};{};r{};x\n", unit / 2, unit % 1000, unit % 2));
        }
        let (fast, long) = both(&text, &columns);
        assert_eq!(fast, Some(long));
        for more in ["U7;3;r1;x\n", "a1;3;;x\n", "a1;3; r1;x\n"] {
            assert_eq!(units(format!("{text}{more}").as_bytes(), &columns, false), None, "{more}");
        }
    }

    #[test]
    fn what_is_not_plain_goes_the_long_way() {
        for more in [
            "U7;3;;x\n",
            "a1;1,500;;x\n",
            "a1;1,500;;x\na2;0,125;;x\n",
            "a1;1,5;;x\na2;1.5;;x\n",
            "a1;1.234.567;;x\n",
            "a1;1,;;x\n",
            "a1;,5;;x\n",
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
