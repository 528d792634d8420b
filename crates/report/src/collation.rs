//! The order of the alphabet: Danish has æ, ø and å last and reads Aa as Å; English reads accents as plain letters.

use crate::Language;

/// A key that sorts texts as the language's dictionaries do: case counts only between texts that are otherwise equal, and numbers
/// inside texts sort by value (`Team 2` before `Team 10`).
///
/// ```
/// # use fordel_report::{Language, sort_key};
/// let mut names = ["Åse", "Ærø", "Zita", "Aabenraa", "Ørsted", "anne"];
/// names.sort_by_cached_key(|name| sort_key(name, Language::Danish));
/// assert_eq!(names, ["anne", "Zita", "Ærø", "Ørsted", "Aabenraa", "Åse"]);
/// names.sort_by_cached_key(|name| sort_key(name, Language::English));
/// assert_eq!(names, ["Aabenraa", "Ærø", "anne", "Åse", "Ørsted", "Zita"]);
/// ```
pub fn sort_key(text: &str, language: Language) -> (Vec<u32>, String) {
    let mut key = Vec::with_capacity(text.len());
    let mut letters = text.trim().chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            let mut digits = String::from(letter);
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            number_key(&digits, &mut key);
            continue;
        }
        match (language, letter) {
            (Language::Danish, 'a') if letters.next_if_eq(&'a').is_some() => key.push(AA),
            (Language::Danish, 'å') => key.push(AA),
            (Language::Danish, 'æ' | 'ä') => key.push(AE),
            (Language::Danish, 'ø' | 'ö') => key.push(OE),
            (_, letter) => plain(letter, &mut key),
        }
    }
    (key, text.to_owned())
}

const LETTERS: u32 = 1000;
const AE: u32 = LETTERS + 'z' as u32 + 1;
const OE: u32 = AE + 1;
const AA: u32 = OE + 1;
const NUMBERS: u32 = 500;

/// A number by its length without leading zeros, then by its digits.
fn number_key(digits: &str, key: &mut Vec<u32>) {
    let digits = digits.trim_start_matches('0');
    let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
    key.extend([NUMBERS, length]);
    key.extend(digits.chars().map(u32::from));
}

/// A letter without its accent; other signs before letters, in the order of their code.
fn plain(letter: char, key: &mut Vec<u32>) {
    let letters: &str = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'æ' => "ae",
        'ç' => "c",
        'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        _ if letter.is_alphabetic() => return key.push(LETTERS + u32::from(letter)),
        // Blanks first, so that `Bo Ås` stands before `Boel`.
        ' ' | '\u{a0}' => return key.push(1),
        _ => return key.push(2 + u32::from(letter).min(NUMBERS - 3)),
    };
    key.extend(letters.chars().map(|letter| LETTERS + u32::from(letter)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut texts: Vec<&str>, language: Language) -> Vec<&str> {
        texts.sort_by_cached_key(|text| sort_key(text, language));
        texts
    }

    #[test]
    fn numbers_sort_by_value_and_blanks_come_first() {
        assert_eq!(
            sorted(vec!["team-10", "team-2", "Boel", "Bo Ås", "team-02x"], Language::Danish),
            ["Bo Ås", "Boel", "team-2", "team-02x", "team-10"]
        );
    }

    #[test]
    fn equal_but_for_case_is_still_a_fixed_order() {
        assert_eq!(sorted(vec!["bo", "Bo"], Language::Danish), ["Bo", "bo"]);
        assert_eq!(sorted(vec!["Müller", "Muller"], Language::English), ["Muller", "Müller"]);
    }

    #[test]
    fn danish_reads_aa_as_the_last_letter_wherever_it_stands() {
        assert_eq!(
            sorted(vec!["Kaas", "Kåre", "Kys", "Kærgaard", "Køge"], Language::Danish),
            ["Kys", "Kærgaard", "Køge", "Kåre", "Kaas"]
        );
    }
}
