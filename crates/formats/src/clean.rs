//! What a cell's text becomes before anything reads it: composed, trimmed, nothing invisible.

use crate::heading::nfc;
use std::borrow::Cow;

/// A cleaned text and what was wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cleaned<'a> {
    /// The text, composed and without blanks around.
    pub text: Cow<'a, str>,
    /// Whether invisible characters were left out.
    pub invisible: bool,
    /// A character that must not stand in a text.
    pub forbidden: Option<char>,
}

/// Zero-width characters, byte order marks, soft hyphens: nobody sees them and nobody types them.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Characters that turn the direction of the text after them, and could make a name read as another.
pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Cleans one text. Line breaks and tabs inside stay; other control characters are forbidden.
pub fn clean(text: &str) -> Cleaned<'_> {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Cleaned { text: Cow::Borrowed(text.trim()), invisible: false, forbidden: None };
    }
    let forbidden =
        text.chars().find(|&c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_direction(c));
    let invisible = text.chars().any(is_invisible);
    let visible = if invisible {
        Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).collect())
    } else {
        Cow::Borrowed(text)
    };
    let text = match visible {
        Cow::Borrowed(text) => nfc(text.trim()),
        Cow::Owned(text) => Cow::Owned(nfc(text.trim()).into_owned()),
    };
    Cleaned { text, invisible, forbidden }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_goes_and_what_misleads_is_named() {
        assert_eq!(clean(" C01\u{200b} ").text, "C01");
        assert!(clean("C01\u{200b}").invisible);
        assert_eq!(clean("a\u{202e}b").forbidden, Some('\u{202e}'));
        assert_eq!(clean("a\0b").forbidden, Some('\0'));
        assert_eq!(
            clean("two\nlines"),
            Cleaned { text: "two\nlines".into(), invisible: false, forbidden: None }
        );
        assert_eq!(clean("\u{a0}12\u{a0}").text, "12");
    }
}
