//! Bytes of a text file -> text: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::place::{Place, Source};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// The name of the encoding that is taken for granted.
pub(crate) const UTF_8: &str = "UTF-8";

/// Decodes a text file.
///
/// # Errors
/// [`Code::NotText`] for workbooks, pictures and whatever else holds NUL bytes.
pub fn decode<'a>(bytes: &'a [u8], source: &Source) -> Result<Cow<'a, str>, Box<Diagnostic>> {
    decode_named(bytes, source).map(|(text, _)| text)
}

/// The same, with the name of the encoding.
pub(crate) fn decode_named<'a>(
    bytes: &'a [u8],
    source: &Source,
) -> Result<(Cow<'a, str>, &'static str), Box<Diagnostic>> {
    let not_text = |what: &str| Box::new(Diagnostic::new(Code::NotText, Place::whole(source)).about(what));
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(not_text("it is a workbook or a zip archive"));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(not_text("it is an old or a password-protected Excel file"));
    }
    let (text, name) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let (text, failed) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if failed {
                return Err(not_text(&format!("it says it is {} and is not", encoding.name())));
            }
            (text, encoding.name())
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), UTF_8),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, "Windows-1252"),
        },
    };
    if text.contains('\0') {
        return Err(not_text("it holds NUL characters"));
    }
    Ok((text, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: Option<&str>) {
        assert_eq!(decode(bytes, &Source::file("t.csv")).ok().as_deref(), expect);
    }

    #[test]
    fn the_same_word_in_four_encodings() {
        check("blåbær".as_bytes(), Some("blåbær"));
        check("\u{feff}blåbær".as_bytes(), Some("blåbær"));
        check(b"bl\xe5b\xe6r", Some("blåbær"));
        check(b"\xff\xfeb\0l\0\xe5\0b\0\xe6\0r\0", Some("blåbær"));
        check(b"PK\x03\x04rest", None);
        check(b"a\0b", None);
    }
}
