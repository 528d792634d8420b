//! Cells that a spreadsheet would take for a formula: an apostrophe goes before them when a CSV file is
//! written, and away when it is read.
//!
//! A CSV file has no types: a spreadsheet computes whatever begins with `=`, `+`, `-`, `@`, a tab or a
//! carriage return, and a name or remark could send data away.

use std::borrow::Cow;

/// Whether a text, after apostrophes, begins like a formula. Numbers with a sign are numbers.
fn is_like_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let is_number =
        || bare.len() > 1 && bare[1..].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    bare.starts_with(['=', '+', '-', '@', '\t', '\r']) && !(bare.starts_with(['-', '+']) && is_number())
}

/// The text as it stands in a CSV file.
pub fn shield(text: &str) -> Cow<'_, str> {
    if is_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`shield`] was given.
pub fn unshield(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_like_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_texts_and_come_back() {
        for text in ["=SUM(A1)", "+45 12", "@x", "-", "\tx", "'=1", "''=1"] {
            assert_eq!(shield(text), format!("'{text}"));
            assert_eq!(unshield(&shield(text)), text);
        }
        for text in ["-5", "+1,5", "a=b", "'t", "", "'"] {
            assert_eq!(shield(text), text);
            assert_eq!(unshield(text), text);
        }
    }
}
