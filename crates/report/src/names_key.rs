//! The key to the pseudonyms: which id is whose. Made only where asked for.

use crate::csv_line::CsvClothes;
use crate::text::Word;
use crate::{Language, clean};
use fordel_model::Programme;

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
