//! The words of seat answers, in both languages.

use crate::Language;
use fordel_model::Method;

/// A sentence or heading in two languages.
pub(super) fn pick(language: Language, english: &'static str, danish: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Danish => danish,
    }
}

/// A method's name for people: canonical name, and who it is named for elsewhere.
pub(super) fn method_title(method: Method) -> String {
    let known_as = match method {
        Method::Hamilton => "Hamilton, Hare/Niemeyer",
        Method::DroopLr => "Droop",
        Method::HagenbachBischoffLr => "Hagenbach-Bischoff",
        Method::SainteLague => "Sainte-Laguë, Webster",
        Method::DHondt => "D'Hondt, Jefferson",
        Method::HuntingtonHill => "Huntington-Hill",
        Method::QuotaMethod => "Balinski-Young",
        Method::Lottery => "Grimmett",
        Method::MonotoneLottery { .. } => "Gölz-Peters-Procaccia",
        _ => return method.to_string(),
    };
    format!("{method} ({known_as})")
}

/// How a method works, in one line.
pub(super) fn how(method: Method, language: Language) -> &'static str {
    let pick = |english, danish| pick(language, english, danish);
    match method {
        Method::Hamilton => pick(
            "whole quotas first, then one seat each to the largest remainders",
            "først hele andele, så en plads hver til de største rester",
        ),
        Method::DroopLr => pick(
            "largest remainders with the quota floor(V/(S+1)) + 1",
            "største rester med kvoten floor(V/(S+1)) + 1",
        ),
        Method::HagenbachBischoffLr => {
            pick("largest remainders with the quota V/(S+1)", "største rester med kvoten V/(S+1)")
        }
        Method::SainteLague => pick(
            "weights over one common divisor, rounded at the half",
            "vægte delt med én fælles divisor, afrundet ved en halv",
        ),
        Method::DHondt => pick(
            "weights over one common divisor, rounded down",
            "vægte delt med én fælles divisor, rundet ned",
        ),
        Method::HuntingtonHill => pick(
            "weights over one common divisor, rounded at the geometric mean",
            "vægte delt med én fælles divisor, afrundet ved det geometriske gennemsnit",
        ),
        Method::Adams => {
            pick("weights over one common divisor, rounded up", "vægte delt med én fælles divisor, rundet op")
        }
        Method::Dean => pick(
            "weights over one common divisor, rounded at the harmonic mean",
            "vægte delt med én fælles divisor, afrundet ved det harmoniske gennemsnit",
        ),
        Method::Danish => pick("divisors 1, 4, 7, ...", "divisorerne 1, 4, 7, ..."),
        Method::Imperiali => pick("divisors 2, 3, 4, ...", "divisorerne 2, 3, 4, ..."),
        Method::ModifiedSainteLague { .. } => pick(
            "Sainte-Laguë with a larger first divisor (1.4 unless said)",
            "Sainte-Laguë med en større første divisor (1,4 hvis intet er sagt)",
        ),
        Method::Stationary { .. } => pick(
            "weights over one common divisor, rounded where the fraction reaches A/B",
            "vægte delt med én fælles divisor, afrundet ved brøken A/B",
        ),
        Method::PowerMean(_) => pick(
            "weights over one common divisor, rounded at the power mean of exponent P",
            "vægte delt med én fælles divisor, afrundet ved potensgennemsnittet med eksponent P",
        ),
        Method::QuotaMethod => pick(
            "seat by seat to the largest w/(s+1) among those below their upper quota",
            "plads for plads til største v/(p+1) blandt dem under deres øvre andel",
        ),
        Method::Lottery => pick(
            "quotas laid end to end in a drawn order, a seat at each equal step from a drawn start",
            "andelene lagt efter hinanden i en lodtrukket orden, en plads ved hvert lige skridt fra en lodtrukket start",
        ),
        Method::MonotoneLottery { .. } => pick(
            "one drawn order of seats, cut at the number of seats; every cut within the quota",
            "én lodtrukket rækkefølge af pladser, skåret over ved antallet af pladser; hvert snit inden for andelen",
        ),
    }
}

/// Whom a method favours.
pub(super) fn favours(method: Method, language: Language) -> &'static str {
    let pick = |english, danish| pick(language, english, danish);
    match method {
        Method::Hamilton
        | Method::SainteLague
        | Method::QuotaMethod
        | Method::Lottery
        | Method::MonotoneLottery { .. } => pick("nobody on average", "ingen i gennemsnit"),
        Method::HuntingtonHill | Method::Dean => pick("small units, slightly", "små enheder, lidt"),
        Method::Adams => pick("small units", "små enheder"),
        Method::Danish => pick("small units", "små enheder"),
        Method::DHondt => pick("large units", "store enheder"),
        Method::Imperiali => pick("large units, strongly", "store enheder, stærkt"),
        Method::DroopLr | Method::HagenbachBischoffLr => pick("large units, slightly", "store enheder, lidt"),
        Method::ModifiedSainteLague { .. } => {
            pick("nobody, but hinders the smallest", "ingen, men hæmmer de mindste")
        }
        Method::Stationary { .. } => {
            pick("small units below 1/2, large above", "små enheder under 1/2, store over")
        }
        Method::PowerMean(_) => pick("small units below 1, large above", "små enheder under 1, store over"),
    }
}

/// Which promises a method keeps.
pub(super) fn promises(method: Method, language: Language) -> &'static str {
    let pick = |english, danish| pick(language, english, danish);
    match method {
        Method::Hamilton => pick(
            "within quota; more seats may cost a unit one",
            "inden for andelen; flere pladser kan koste en enhed en",
        ),
        Method::DroopLr | Method::HagenbachBischoffLr => {
            pick("more seats may cost a unit one", "flere pladser kan koste en enhed en")
        }
        Method::QuotaMethod => pick(
            "within quota; never loses by more seats; knows no bounds",
            "inden for andelen; taber aldrig ved flere pladser; kender ingen grænser",
        ),
        Method::Lottery => pick("within quota; exact on average", "inden for andelen; præcis i gennemsnit"),
        Method::MonotoneLottery { .. } => pick(
            "within quota; exact on average; never loses by more seats of the same draw (up to the house after the colon)",
            "inden for andelen; præcis i gennemsnit; taber aldrig ved flere pladser i samme lodtrækning (op til tallet efter kolon)",
        ),
        Method::DHondt => pick(
            "never below the lower quota; never loses by more seats or more weight",
            "aldrig under den nedre andel; taber aldrig ved flere pladser eller mere vægt",
        ),
        Method::Adams => pick(
            "never above the upper quota; a seat for everyone; never loses by more seats or more weight",
            "aldrig over den øvre andel; en plads til alle; taber aldrig ved flere pladser eller mere vægt",
        ),
        Method::HuntingtonHill | Method::Dean => pick(
            "a seat for everyone; never loses by more seats or more weight",
            "en plads til alle; taber aldrig ved flere pladser eller mere vægt",
        ),
        _ => {
            pick("never loses by more seats or more weight", "taber aldrig ved flere pladser eller mere vægt")
        }
    }
}
