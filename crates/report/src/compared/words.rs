//! The words of pages that compare.

use crate::Language;

/// A heading, a label or another fixed text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Compared {
    /// What the page of scenarios is called.
    Scenarios,
    /// What it shows.
    ScenariosLead,
    /// The overview.
    Overview,
    /// Seats by cluster, a picture a scenario.
    SeatsBeside,
    /// How to read these pictures.
    SeatsBesideText,
    /// No cluster has other seats.
    SameSeats,
    /// No cluster has other seats in this scenario.
    SeatsAsIs,
    /// Each scenario by itself.
    OneByOne,
    /// What the page of a sweep is called.
    Sweep,
    /// How the scenarios ended.
    Endings,
    /// The distribution of each cluster's seats.
    SeatsOften,
    /// How to read these pictures.
    SeatsOftenText,
    /// The figures behind the pictures.
    Figures,
    /// The least and most.
    Range,
    /// People who are not selected in every scenario, or in none.
    People,
    /// What that table leaves out.
    PeopleText,
}

impl Compared {
    /// In the language.
    pub(super) fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english(),
            Language::Danish => self.danish(),
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::Scenarios => "Scenarios",
            Self::ScenariosLead => "Each scenario beside the plan as it is.",
            Self::Overview => "At a glance",
            Self::SeatsBeside => "Seats, scenario by scenario",
            Self::SeatsBesideText => {
                "One picture a scenario, all to the same scale: seats more (to the right) or fewer (to the left) than as it \
                 is. Clusters whose seats are the same everywhere are left out."
            }
            Self::SameSeats => "Every cluster has the same seats in all scenarios.",
            Self::SeatsAsIs => "the same seats as it is",
            Self::OneByOne => "One by one",
            Self::Sweep => "Many scenarios",
            Self::Endings => "How they ended",
            Self::SeatsOften => "How often each cluster gets how many seats",
            Self::SeatsOftenText => {
                "The height of a bar is the share of scenarios with that many seats; the strong bar and the bold number are as it is."
            }
            Self::Figures => "The figures",
            Self::Range => "Least to most",
            Self::People => "People on the edge",
            Self::PeopleText => "Whoever is selected in every scenario, or in none, is not listed.",
        }
    }

    fn danish(self) -> &'static str {
        match self {
            Self::Scenarios => "Scenarier",
            Self::ScenariosLead => "Hvert scenarie ved siden af planen, som den er nu.",
            Self::Overview => "Overblik",
            Self::SeatsBeside => "Pladser, scenarie for scenarie",
            Self::SeatsBesideText => {
                "Ét billede for hvert scenarie, alle i samme skala: flere pladser (til højre) eller færre (til venstre) end \
                 i udgangspunktet. Sundhedsklynger med de samme pladser overalt er udeladt."
            }
            Self::SameSeats => "Alle sundhedsklynger har de samme pladser i alle scenarier.",
            Self::SeatsAsIs => "de samme pladser som i udgangspunktet",
            Self::OneByOne => "Et for et",
            Self::Sweep => "Mange scenarier",
            Self::Endings => "Hvordan de endte",
            Self::SeatsOften => "Hvor ofte hver sundhedsklynge får hvor mange pladser",
            Self::SeatsOftenText => {
                "Søjlens højde er andelen af scenarier med det antal pladser; den kraftige søjle og det fede tal er udgangspunktet."
            }
            Self::Figures => "Tallene",
            Self::Range => "Mindst til mest",
            Self::People => "Personer på vippen",
            Self::PeopleText => "Den, der er udpeget i alle scenarier eller i ingen, står her ikke.",
        }
    }
}

/// More and fewer seats, for those who do not see the picture.
pub(super) fn seats_label(cluster: &str, apart: i64, language: Language) -> String {
    let n = crate::number(apart.unsigned_abs(), language);
    match (language, apart) {
        (Language::English, 1..) => format!("{cluster} {n} more"),
        (Language::English, _) => format!("{cluster} {n} fewer"),
        (Language::Danish, 1..) => format!("{cluster} {n} flere"),
        (Language::Danish, _) => format!("{cluster} {n} færre"),
    }
}
