//! A day as people write it.

use crate::{Language, clean};

/// A day as the language writes it, `2022-05-31` in Danish `31.5.2022`; what is no day stays as it is.
///
/// ```
/// # use fordel_report::{Language, day};
/// assert_eq!(day("2022-05-31", Language::Danish), "31.5.2022");
/// assert_eq!(day("2022-05-31", Language::English), "2022-05-31");
/// assert_eq!(day("a-b-c", Language::Danish), "a-b-c");
/// ```
pub fn day(text: &str, language: Language) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match (language, parts.as_slice()) {
        (Language::Danish, [year, month, day]) if parts.iter().all(is_number) => {
            let plain = |part: &str| part.trim_start_matches('0').to_owned();
            format!("{}.{}.{year}", plain(day), plain(month))
        }
        _ => clean(text),
    }
}
