//! What does not follow from the files and must be asked.

use crate::heading::squeeze;
use crate::text::Language;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// The reply does not say which organisation it is from.
    NoOrganisation,
    /// The organisation is not on the list; perhaps it is the nearest.
    UnknownOrganisation(Option<String>),
    /// The organisation has no cluster on the list, or several: which is the person's?
    NoCluster,
    /// The sector follows neither from the row nor from the list.
    NoSector,
    /// Another row has the same e-mail address: file and row.
    SameEmail(String),
    /// Another row has the same name, or nearly: file and row.
    SameName(String),
    /// An organisation that says it has no candidate sends one.
    NoneAndSome,
}

impl Ask {
    /// The kind of question, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NoOrganisation => "organisation",
            Self::UnknownOrganisation(_) => "unknown_organisation",
            Self::NoCluster => "cluster",
            Self::NoSector => "sector",
            Self::SameEmail(_) => "same_email",
            Self::SameName(_) => "same_name",
            Self::NoneAndSome => "none_and_some",
        }
    }
}

/// A question about a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// The id of the person.
    pub id: String,
    /// The file, and the sheet where there are several.
    pub file: String,
    /// The row, from 1.
    pub row: usize,
}

impl Question {
    /// In words. People are named by id and place.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::English => match &self.ask {
                Ask::NoOrganisation => "which organisation is this person from?".to_owned(),
                Ask::UnknownOrganisation(None) => {
                    "this organisation is not on the list: which one is it?".to_owned()
                }
                Ask::UnknownOrganisation(Some(near)) => {
                    format!("this organisation is not on the list: is it {near}?")
                }
                Ask::NoCluster => "which cluster does the person belong to?".to_owned(),
                Ask::NoSector => "which sector does the person belong to?".to_owned(),
                Ask::SameEmail(place) => format!("same e-mail address as {place}: is it the same person?"),
                Ask::SameName(place) => format!("nearly the same name as {place}: is it the same person?"),
                Ask::NoneAndSome => {
                    "the organisation says it has no candidate and sends one: which holds?".to_owned()
                }
            },
            Language::Danish => match &self.ask {
                Ask::NoOrganisation => "hvilken organisation kommer personen fra?".to_owned(),
                Ask::UnknownOrganisation(None) => {
                    "organisationen står ikke på listen: hvilken er det?".to_owned()
                }
                Ask::UnknownOrganisation(Some(near)) => {
                    format!("organisationen står ikke på listen: er det {near}?")
                }
                Ask::NoCluster => "hvilken klynge hører personen til?".to_owned(),
                Ask::NoSector => "hvilken sektor hører personen til?".to_owned(),
                Ask::SameEmail(place) => format!("samme e-mail som {place}: er det samme person?"),
                Ask::SameName(place) => format!("næsten samme navn som {place}: er det samme person?"),
                Ask::NoneAndSome => {
                    "organisationen skriver, at den ingen kandidat har, og sender en: hvad gælder?".to_owned()
                }
            },
        }
    }
}

/// Whether a text says that there is no candidate.
pub(super) fn says_none(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "ingenkandidat",
        "ingenkandidater",
        "ikkenogenkandidat",
        "haringenkandidat",
        "ingenindstillede",
        "ingenemner",
        "nocandidate",
        "nocandidates",
    ];
    let text = squeeze(text);
    text.len() < 200 && WORDS.iter().any(|word| text.contains(word))
}

/// A name as it is compared: letters and digits only, å, æ, ø as `aa`, `ae`, `oe`.
pub(super) fn key(text: &str) -> String {
    squeeze(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_have_two_spellings() {
        assert_eq!(key("Aabenraa Kommune"), key("Åbenrå kommune"));
        assert_eq!(key("Naestved"), key("Næstved"));
        assert!(says_none("Vi har desværre ingen kandidater i år"));
        assert!(!says_none("Kandidat"));
    }
}
