//! What the judge found and what was refused, in words: English is each one's own text, Danish stands here.
//!
//! One `match` a kind, so that a text that is missing does not compile.

mod misfit;
mod parts;
mod plan;
mod refusal;
mod seats;

use crate::Language;
use fordel_apportion::Refusal;
use fordel_engine::Unplanned;
use fordel_engine::alternatives::NoAlternatives;
use fordel_engine::explain::Unforced;
use fordel_model::WhyMisfit;
use fordel_verify::seat_problem::{SeatClaim, SeatFault};
use fordel_verify::{Claim, Finding};

/// Something that is said to people in their language.
pub trait InWords {
    /// The sentence, without a full stop.
    fn in_words(&self, language: Language) -> String;
}

macro_rules! in_words {
    ($($kind:ty => $danish:path),* $(,)?) => {$(
        impl InWords for $kind {
            fn in_words(&self, language: Language) -> String {
                match language {
                    Language::English => self.to_string(),
                    Language::Danish => $danish(self),
                }
            }
        }
    )*};
}

impl InWords for Unforced {
    fn in_words(&self, language: Language) -> String {
        match self {
            Self::Misfit(all) => all.iter().map(|why| why.in_words(language)).collect::<Vec<_>>().join("; "),
            Self::Unplanned(why) => why.in_words(language),
        }
    }
}

impl InWords for WhyMisfit {
    fn in_words(&self, language: Language) -> String {
        match language {
            Language::English => misfit::english(self),
            Language::Danish => misfit::danish(self),
        }
    }
}

in_words! {
    Finding => plan::finding,
    Claim => plan::claim,
    SeatFault => seats::fault,
    SeatClaim => seats::claim,
    Refusal => refusal::refusal,
    Unplanned => refusal::unplanned,
    NoAlternatives => refusal::no_alternatives,
}
