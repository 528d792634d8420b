//! The words of a repair, one match a language.

use crate::Language;

/// A fixed text.
#[derive(Clone, Copy)]
pub(super) enum Word {
    CurveTitle,
    SubstitutesTitle,
    What,
    Plan,
    Substitute,
    MostMoves,
    Moved,
    Filled,
    Score,
    Price,
    Who,
    Ending,
    Any,
    In,
    Out,
    Elsewhere,
    Proven,
    NotProven,
    NoPlan,
    NotPossible,
    AsGood,
    Order,
    SameOrganisation,
    Reserve,
    Priority,
}

pub(super) fn word(word: Word, language: Language) -> &'static str {
    match language {
        Language::English => english(word),
        Language::Danish => danish(word),
    }
}

fn english(word: Word) -> &'static str {
    match word {
        Word::CurveTitle => {
            "The best plan that moves at most so many people (whoever dropped out does not count)"
        }
        Word::SubstitutesTitle => "Who could step in, next in line first, and the least it takes",
        Word::What => "What",
        Word::Plan => "plan",
        Word::Substitute => "substitute",
        Word::MostMoves => "At most",
        Word::Moved => "Moved",
        Word::Filled => "Filled",
        Word::Score => "Score",
        Word::Price => "Price",
        Word::Who => "Who",
        Word::Ending => "Proof",
        Word::Any => "any number",
        Word::In => "in",
        Word::Out => "out",
        Word::Elsewhere => "elsewhere",
        Word::Proven => "proven",
        Word::NotProven => "not proven",
        Word::NoPlan => "no plan of every cluster",
        Word::NotPossible => "not possible",
        Word::AsGood => "proven, as good as any",
        Word::Order => "Why here in the line",
        Word::SameOrganisation => "same organisation",
        Word::Reserve => "reserve",
        Word::Priority => "own order",
    }
}

fn danish(word: Word) -> &'static str {
    match word {
        Word::CurveTitle => {
            "Den bedste plan, der højst flytter så mange (den, der er faldet fra, tæller ikke)"
        }
        Word::SubstitutesTitle => {
            "Hvem kan træde til, den næste på ventelisten først, og det mindste, der skal til"
        }
        Word::What => "Hvad",
        Word::Plan => "plan",
        Word::Substitute => "afløser",
        Word::MostMoves => "Højst",
        Word::Moved => "Flyttede",
        Word::Filled => "Besat",
        Word::Score => "Point",
        Word::Price => "Pris",
        Word::Who => "Hvem",
        Word::Ending => "Bevis",
        Word::Any => "alle",
        Word::In => "ind",
        Word::Out => "ud",
        Word::Elsewhere => "andet team",
        Word::Proven => "bevist",
        Word::NotProven => "ikke bevist",
        Word::NoPlan => "ikke en plan for alle klynger",
        Word::NotPossible => "ikke muligt",
        Word::AsGood => "bevist, lige så god som den bedste",
        Word::Order => "Hvorfor her på listen",
        Word::SameOrganisation => "samme organisation",
        Word::Reserve => "reserve",
        Word::Priority => "egen rækkefølge",
    }
}
