//! Numbers as the language writes them: `1,234.5` and `1.234,5`.

use crate::Language;
use std::fmt::Display;

/// A number as the language writes it.
///
/// * `number`: what its `Display` writes as digits, with an optional sign before and an optional
///   decimal *point* and decimals behind; integers, weights and [`fordel_model::Fraction::to_decimal`] do.
/// * returns the same digits with the language's separators; four digits are grouped too.
///
/// ```
/// # use fordel_report::{Language, number};
/// assert_eq!(number(1234, Language::English), "1,234");
/// assert_eq!(number("-1234567.50", Language::Danish), "-1.234.567,50");
/// ```
pub fn number(number: impl Display, language: Language) -> String {
    let text = number.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let mut written = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push(language.thousands());
        }
        written.push(digit);
    }
    if let Some(decimals) = decimals {
        written.push(language.decimal_mark());
        written.push_str(decimals);
    }
    written
}
