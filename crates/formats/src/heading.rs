//! How headings, keys and words are compared: case, blanks, `_`, `-` and marks around do not count.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A heading or word as it is compared: composed (NFC), lower case, letters and digits only.
pub fn squeeze(text: &str) -> String {
    nfc(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The text with composed characters (`å` as one character, however it was typed).
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_habits_do_not_count() {
        assert_eq!(squeeze("Min. Seats:"), squeeze("min_seats"));
        assert_eq!(squeeze("A\u{30a}r"), "år");
    }
}
