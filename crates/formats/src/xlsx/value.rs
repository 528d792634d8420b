//! What stands in one cell of a sheet -> text.

use crate::number::Notation;
use crate::table::Cell;
use calamine::{DataRef, ExcelDateTime};

/// A value of a cell, and what is worth saying about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Value {
    pub(super) cell: Cell,
    pub(super) kind: Kind,
}

/// What a cell held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Empty,
    Text,
    Number,
    /// A whole number of more digits than a spreadsheet keeps.
    LongNumber,
    Date,
    /// `#REF!` and the like.
    Error,
}

/// The text of a value. Numbers are written as a machine writes them, with the fifteen digits that a
/// spreadsheet keeps and shows; dates as `2022-05-31`.
pub(super) fn value_of(data: &DataRef<'_>) -> Value {
    let value = |text: String, notation, kind| Value { cell: Cell { text, notation, items: None }, kind };
    let text = |text: &str| value(text.to_owned(), Notation::Human, Kind::Text);
    match data {
        DataRef::Empty => value(String::new(), Notation::Human, Kind::Empty),
        DataRef::String(found) => text(found),
        DataRef::SharedString(found) => text(found),
        DataRef::Int(number) => value(number.to_string(), Notation::Machine, Kind::Number),
        DataRef::Float(number) => number_value(*number),
        DataRef::Bool(truth) => value(truth.to_string(), Notation::Machine, Kind::Text),
        DataRef::DateTime(date) => match date_text(date) {
            Some(text) => value(text, Notation::Human, Kind::Date),
            None => number_value(date.as_f64()),
        },
        DataRef::DateTimeIso(date) => {
            let date = date.strip_suffix("T00:00:00").unwrap_or(date);
            value(date.replacen('T', " ", 1), Notation::Human, Kind::Date)
        }
        DataRef::DurationIso(duration) => text(duration),
        DataRef::Error(error) => value(error.to_string(), Notation::Human, Kind::Error),
    }
}

fn number_value(number: f64) -> Value {
    let is_long = number.is_finite() && number.fract() == 0.0 && number.abs() >= 1e15;
    let cell = Cell { text: number_text(number), notation: Notation::Machine, items: None };
    Value { cell, kind: if is_long { Kind::LongNumber } else { Kind::Number } }
}

/// Fifteen significant digits, without zeros at the end.
pub(super) fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return if number.is_nan() { "NaN" } else { "Infinity" }.to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e').expect("scientific notation has an exponent");
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let count = i32::try_from(digits.len()).expect("at most fifteen");
    if !(-20..=30).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}e{exponent}");
    }
    if exponent < 0 {
        let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0));
        return format!("{sign}0.{zeros}{digits}");
    }
    if count <= exponent + 1 {
        let zeros = "0".repeat(usize::try_from(exponent + 1 - count).unwrap_or(0));
        return format!("{sign}{digits}{zeros}");
    }
    let (whole, decimals) = digits.split_at(usize::try_from(exponent + 1).unwrap_or(0));
    format!("{sign}{whole}.{decimals}")
}

/// `2022-05-31`, with the time of day where there is one; `None` for durations and what is no date.
fn date_text(date: &ExcelDateTime) -> Option<String> {
    let serial = date.as_f64();
    if !date.is_datetime() || !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = match (hour, minute, second) {
        (0, 0, 0) => String::new(),
        (hour, minute, 0) => format!("{hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if serial < 1.0 && !time.is_empty() {
        return Some(time);
    }
    let blank = if time.is_empty() { "" } else { " " };
    Some(format!("{year:04}-{month:02}-{day:02}{blank}{time}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_what_a_spreadsheet_shows() {
        for (number, text) in [
            (286_071.0, "286071"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.3"),
            (1.1 * 1.1, "1.21"),
            (12.5, "12.5"),
            (-1234.5678, "-1234.5678"),
            (1e-7, "0.0000001"),
            (123_456_789_012_345_678.0, "123456789012346000"),
            (1e308, "1e308"),
            (1.5e-30, "1.5e-30"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn dates_in_both_systems() {
        let date =
            |serial, is_1904| date_text(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904));
        assert_eq!(date(44_712.0, false).as_deref(), Some("2022-05-31"));
        assert_eq!(date(43_250.0, true).as_deref(), Some("2022-05-31"));
        assert_eq!(date(44_712.5, false).as_deref(), Some("2022-05-31 12:00"));
        assert_eq!(date(0.5, false).as_deref(), Some("12:00"));
        assert_eq!(date(1e300, false), None);
        assert_eq!(date(f64::NAN, false), None);
    }
}
