//! The key to the pseudonyms: which id is whose. Made only where asked for; and texts that people typed, with ids.

use crate::csv_line::CsvClothes;
use crate::text::Word;
use crate::view::without_name;
use crate::{Language, clean};
use fordel_model::Programme;

/// A text with ids in the place of the nominees' names, where a name stands there in full.
pub fn without_names(text: &str, programme: &Programme) -> String {
    let nominees = programme.nominees.iter().filter(|nominee| !nominee.name.trim().is_empty());
    nominees.fold(text.to_owned(), |text, nominee| without_name(&text, &nominee.name, &nominee.id))
}

/// A CSV table of everybody's id and name, in the programme's order.
pub fn names_key(programme: &Programme, language: Language) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    let header = [Word::Nominee, Word::Name].map(|word| language.word(word).to_owned());
    clothes.texts(&mut text, header);
    for nominee in programme.nominees.iter() {
        clothes.texts(&mut text, [clean(&nominee.id), clean(&nominee.name)]);
    }
    text
}
