//! How headings, keys and words are compared: case, blanks, `_`, `-` and marks around do not count, and the
//! Danish letters may be spelt out.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A heading or word as it is compared: composed (NFC), lower case, letters and digits only, `å` as `aa`,
/// `æ` as `ae` and `ø` as `oe`.
pub fn squeeze(text: &str) -> String {
    let composed = nfc(text);
    let mut squeezed = String::with_capacity(composed.len());
    for c in composed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        match c {
            'å' => squeezed.push_str("aa"),
            'æ' => squeezed.push_str("ae"),
            'ø' => squeezed.push_str("oe"),
            other => squeezed.push(other),
        }
    }
    squeezed
}

/// A name as it is compared where its own spelling finds nothing: composed, folded, the Danish letters spelt out.
pub(crate) fn spelt_out(text: &str) -> String {
    fordel_model::fold(&nfc(text)).replace('å', "aa").replace('æ', "ae").replace('ø', "oe")
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
        assert_eq!(squeeze("A\u{30a}r"), squeeze("år"));
        assert_eq!(squeeze("Område"), squeeze("omraade"));
        assert_eq!(squeeze("ØNSKER"), squeeze("Oensker"));
        assert_eq!(spelt_out("A\u{30a}rhus  Syd"), "aarhus syd");
        assert_eq!(spelt_out("Ærø"), spelt_out("aeroe"));
    }
}
