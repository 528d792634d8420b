//! Numbers as people and machines write them, read exactly or not at all.
//!
//! A machine writes `1234.5`: the point is decimal. People write `1.234.567`, `1 234`, `12,5`, and
//! also `1.234`, which is twelve hundred in Copenhagen and a bit more than one in London. How `.`
//! and `,` are used is decided by the whole column ([`Style::of`]): a cell that can be read in one
//! way only (`1.234.567`, `1.234,5`, `0.5`, `12.25`) settles the mark for the column, and what one
//! mark means settles the other (if `,` is decimal then `.` is not). Where no cell settles it, or
//! two cells contradict, an ambiguous cell is not guessed.

use fordel_model::Weight;
use fordel_model::weight::WeightError;

/// How a text was written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Notation {
    /// By people: decimal comma or point, thousands marks.
    #[default]
    Human,
    /// By machines: a point is decimal, exponents are allowed.
    Machine,
}

/// An exact number with its sign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// Whether it is below zero; never for zero itself.
    pub negative: bool,
    /// Its distance from zero.
    pub magnitude: Weight,
}

/// Why a text is no number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NumberError {
    /// No number at all.
    NotANumber,
    /// Two readings, both written out: without thousands mark, and with decimals.
    Ambiguous {
        /// The reading as a whole number, e.g. `1234`.
        whole: String,
        /// The reading as a decimal number, e.g. `1,2340`.
        decimal: String,
    },
    /// More digits than anybody counts.
    TooLong,
}

/// What a mark means in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Thousands,
    Decimal,
}

/// How a column uses `.` and `,`; `None` where nothing settles it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Style {
    point: Option<Role>,
    comma: Option<Role>,
}

/// The shape of one human number: digits, and what the marks in it mean.
struct Shape {
    negative: bool,
    /// Digits and decimals joined by a point.
    plain: String,
    point: Option<Role>,
    comma: Option<Role>,
    /// The single mark of an ambiguous number.
    ambiguous: Option<char>,
}

impl Style {
    /// What the cells of a column settle together. Cost: linear in the cells.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut point, mut comma) = (Seen::default(), Seen::default());
        for shape in cells.into_iter().filter_map(shape) {
            point.note(shape.point);
            comma.note(shape.comma);
        }
        let contradiction = point.both() || comma.both();
        let other = |role: Option<Role>| match role {
            Some(Role::Decimal) => Some(Role::Thousands),
            Some(Role::Thousands) => Some(Role::Decimal),
            None => None,
        };
        if contradiction || (point.one().is_some() && point.one() == comma.one()) {
            return Self::default();
        }
        Self { point: point.one().or(other(comma.one())), comma: comma.one().or(other(point.one())) }
    }
}

/// Which meanings of a mark a column shows.
#[derive(Default)]
struct Seen {
    thousands: bool,
    decimal: bool,
}

impl Seen {
    fn note(&mut self, role: Option<Role>) {
        match role {
            Some(Role::Thousands) => self.thousands = true,
            Some(Role::Decimal) => self.decimal = true,
            None => {}
        }
    }

    fn both(&self) -> bool {
        self.thousands && self.decimal
    }

    fn one(&self) -> Option<Role> {
        match (self.thousands, self.decimal) {
            (true, false) => Some(Role::Thousands),
            (false, true) => Some(Role::Decimal),
            _ => None,
        }
    }
}

/// Reads one number.
///
/// # Errors
/// [`NumberError`]: not a number, ambiguous in this style, or too long.
pub fn read_number(text: &str, notation: Notation, style: Style) -> Result<Number, NumberError> {
    if notation == Notation::Machine && is_machine_number(text) {
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        return number(negative, magnitude);
    }
    let shape = shape(text).ok_or(NumberError::NotANumber)?;
    let Some(mark) = shape.ambiguous else { return number(shape.negative, &shape.plain) };
    let role = if mark == '.' { style.point } else { style.comma };
    match role {
        Some(Role::Decimal) => number(shape.negative, &shape.plain),
        Some(Role::Thousands) => number(shape.negative, &shape.plain.replace('.', "")),
        None => Err(NumberError::Ambiguous {
            whole: shape.plain.replace('.', ""),
            decimal: format!("{}0", shape.plain.replace('.', ",")),
        }),
    }
}

fn number(negative: bool, plain: &str) -> Result<Number, NumberError> {
    match Weight::parse(plain) {
        Ok(magnitude) => Ok(Number { negative: negative && !magnitude.is_zero(), magnitude }),
        Err(WeightError::TooLong) => Err(NumberError::TooLong),
        Err(WeightError::NotANumber | WeightError::Negative) => Err(NumberError::NotANumber),
    }
}

/// Whether the text is a number as JSON writes it (`-0.5`, `12`, `1e6`).
fn is_machine_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
        && Weight::parse(text) != Err(WeightError::NotANumber)
}

/// Takes a human number apart; `None` if it is none.
fn shape(text: &str) -> Option<Shape> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    if !text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',' || blank(c)) {
        return None;
    }
    let found = |plain: String, point, comma| Some(Shape { negative, plain, point, comma, ambiguous: None });
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    if text.contains(blank) {
        let (whole, decimals) = match text.find(['.', ',']) {
            Some(at) => (&text[..at], Some((&text[at..=at], &text[at + 1..]))),
            None => (text, None),
        };
        let whole = ungroup(whole, blank)?;
        return match decimals {
            None => found(whole, None, None),
            Some((".", digits)) if is_digits(digits) => {
                found(format!("{whole}.{digits}"), Some(Role::Decimal), None)
            }
            Some((",", digits)) if is_digits(digits) => {
                found(format!("{whole}.{digits}"), None, Some(Role::Decimal))
            }
            Some(_) => None,
        };
    }
    let grouped = |mark: char, decimal: char| {
        let (whole, digits) = match text.split_once(decimal) {
            Some((whole, digits)) if is_digits(digits) => (whole, Some(digits)),
            Some(_) => return None,
            None => (text, None),
        };
        let whole = ungroup(whole, |c| c == mark)?;
        Some((digits.map_or(whole.clone(), |digits| format!("{whole}.{digits}")), digits.is_some()))
    };
    match (points, commas) {
        (0, 0) => found(text.to_owned(), None, None),
        (1, 0) | (0, 1) => {
            let mark = if points == 1 { '.' } else { ',' };
            let (whole, decimals) = text.split_once(mark)?;
            if !is_digits(decimals) || !(whole.is_empty() || is_digits(whole)) {
                return None;
            }
            let plain = format!("{whole}.{decimals}");
            if decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
                return Some(Shape { negative, plain, point: None, comma: None, ambiguous: Some(mark) });
            }
            let role = |wanted| (mark == wanted).then_some(Role::Decimal);
            found(plain, role('.'), role(','))
        }
        (_, 0 | 1) if commas == 0 || text.rfind(',') > text.rfind('.') => {
            let (plain, decimal) = grouped('.', ',')?;
            found(plain, Some(Role::Thousands), decimal.then_some(Role::Decimal))
        }
        (0 | 1, _) if points == 0 || text.rfind('.') > text.rfind(',') => {
            let (plain, decimal) = grouped(',', '.')?;
            found(plain, decimal.then_some(Role::Decimal), Some(Role::Thousands))
        }
        _ => None,
    }
}

/// Whether a text is blanks, then a number with one point before three digits: `  644.431`.
pub(crate) fn is_padded_thousands(text: &str) -> bool {
    text.starts_with([' ', '\u{a0}', '\u{202f}'])
        && shape(text).is_some_and(|shape| shape.ambiguous == Some('.'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Joins groups of three digits; `None` unless the first has one to three and the others three.
fn ungroup(text: &str, is_mark: impl Fn(char) -> bool) -> Option<String> {
    let groups: Vec<&str> = text.split(is_mark).collect();
    let (first, rest) = groups.split_first()?;
    let right = is_digits(first)
        && (rest.is_empty()
            || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && is_digits(group))));
    right.then(|| groups.concat())
}

impl Number {
    /// The number as an `i128`, if it is one.
    pub fn to_i128(&self) -> Option<i128> {
        let magnitude = self.magnitude.is_integer().then(|| self.magnitude.scaled(0))?;
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The number as an `i64`, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        i64::try_from(self.to_i128()?).ok()
    }

    /// Whether this is a whole number, of any size.
    pub fn is_integer(&self) -> bool {
        self.magnitude.is_integer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: &[&str], expect: &[Option<&str>]) {
        let style = Style::of(column.iter().copied());
        for (text, expect) in column.iter().zip(expect) {
            let found = read_number(text, Notation::Human, style)
                .ok()
                .map(|number| format!("{}{}", if number.negative { "-" } else { "" }, number.magnitude));
            assert_eq!(found.as_deref(), *expect, "`{text}` in {column:?}");
        }
    }

    #[test]
    fn numbers_with_one_reading_are_read() {
        for (text, expect) in [
            ("286071", "286071"),
            ("1.234.567", "1234567"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1 234 567", "1234567"),
            ("1\u{a0}234", "1234"),
            ("1\u{202f}234,25", "1234.25"),
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            ("0,123", "0.123"),
            ("0.123", "0.123"),
            ("1234.567", "1234.567"),
            ("1.2345", "1.2345"),
            (",5", "0.5"),
            ("-0", "0"),
            ("-3", "-3"),
            ("\u{2212}3", "-3"),
            ("+7", "7"),
            ("10000000000000000000000000000000000000000", "10000000000000000000000000000000000000000"),
        ] {
            check(&[text], &[Some(expect)]);
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "NaN",
            "inf",
            "1e6",
            "1e999999",
            "",
            "-",
            "12 34",
            "1.23.456",
            "1,2,3",
            "1.234.56",
            "5 kr",
            "0x10",
            "1.",
            "1,",
            "1..2",
            "1.234,567.8",
            "\u{0661}",
            "--1",
            "1-2",
            "½",
        ] {
            check(&[text], &[None]);
        }
    }

    #[test]
    fn an_ambiguous_number_is_settled_by_its_column_or_asked_about() {
        check(&["1.234"], &[None]);
        check(&["1,234"], &[None]);
        check(&["1.234", "39545"], &[None, Some("39545")]);
        check(&["1.234", "1.234.567"], &[Some("1234"), Some("1234567")]);
        check(&["1.234", "0,5"], &[Some("1234"), Some("0.5")]);
        check(&["1.234", "12.5"], &[Some("1.234"), Some("12.5")]);
        check(&["1,234", "12.5"], &[Some("1234"), Some("12.5")]);
        check(&["1.234", "12.5", "1.234.567"], &[None, Some("12.5"), Some("1234567")]);
        check(&["1.234", "12.5", "12,5"], &[None, Some("12.5"), Some("12.5")]);
    }

    #[test]
    fn machines_write_points_and_exponents() {
        let read = |text| {
            read_number(text, Notation::Machine, Style::default()).ok().map(|n| n.magnitude.to_string())
        };
        assert_eq!(read("1.234").as_deref(), Some("1.234"));
        assert_eq!(read("1e3").as_deref(), Some("1000"));
        assert_eq!(read("12,5").as_deref(), Some("12.5"));
        assert_eq!(read("1.234.567").as_deref(), Some("1234567"));
        assert_eq!(read_number("1e999999", Notation::Machine, Style::default()), Err(NumberError::TooLong));
        assert_eq!(read("NaN"), None);
    }
}
