//! The key to the pseudonyms: which id is whose. Made only where asked for.

use crate::plan_csv::Clothes;
use crate::text::Word;
use crate::{Language, clean};
use fordel_model::Programme;

/// A CSV table of everybody's id and name, in the programme's order.
pub fn names_key(programme: &Programme, language: Language) -> String {
    let clothes = Clothes::of(language);
    let mut text = clothes.mark.to_owned();
    let header = [Word::Nominee, Word::Name].map(|word| language.word(word).to_owned());
    clothes.line(&mut text, header.into_iter());
    for nominee in programme.nominees.iter() {
        clothes.line(&mut text, [clean(&nominee.id), clean(&nominee.name)].into_iter());
    }
    text
}
