//! Which language to speak: what was typed, else `FORDEL_LANG`, else the system's locale, else English.

use fordel_report::Language;
use std::ffi::OsString;

/// The language of a run. `typed` are the arguments as they came: the language is needed before they are understood.
pub(crate) fn language(typed: &[OsString]) -> Language {
    said(typed)
        .or_else(|| std::env::var("FORDEL_LANG").ok().and_then(|text| of(&text)))
        .or_else(|| sys_locale::get_locales().find_map(|locale| of(&locale)))
        .unwrap_or_default()
}

/// The language of `--lang da` or `--lang=da`, the last one where it stands there twice.
fn said(typed: &[OsString]) -> Option<Language> {
    let texts: Vec<&str> =
        typed.iter().filter_map(|text| text.to_str()).take_while(|text| *text != "--").collect();
    let behind = texts.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let within = texts.iter().filter_map(|text| text.strip_prefix("--lang="));
    behind.chain(within).filter_map(of).next_back()
}

/// The language a code or a locale names: `da`, `da-DK`, `da_DK.UTF-8`.
fn of(text: &str) -> Option<Language> {
    let code = text.split(['-', '_', '.', '@']).next().unwrap_or_default().to_lowercase();
    match code.as_str() {
        "da" | "dansk" | "danish" => Some(Language::Danish),
        "en" | "english" | "engelsk" | "c" | "posix" => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(of("da_DK.UTF-8"), Some(Language::Danish));
        assert_eq!(of("da-DK"), Some(Language::Danish));
        assert_eq!(of("C"), Some(Language::English));
        assert_eq!(of("de_DE"), None);
    }

    #[test]
    fn what_is_typed_wins() {
        let typed = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(said(&typed("fordel plan x --lang da")), Some(Language::Danish));
        assert_eq!(said(&typed("fordel --lang=en plan x")), Some(Language::English));
        assert_eq!(said(&typed("fordel plan -- --lang da")), None);
    }
}
