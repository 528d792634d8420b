//! What the answers of the meeting say, Danish and English.

use super::say::listed;
use crate::{Language, number};

/// A question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ask {
    WhyNot,
    Newer,
    History,
    First,
    Municipalities,
    Breadth,
    Joins,
    Drops,
    Lot,
}

/// An answer, or part of one.
#[derive(Debug)]
pub(super) enum Tell<'a> {
    /// A cluster's share and its seats.
    Share { cluster: &'a str, quota: &'a str, total: u64, method: &'a str, seats: Option<u64> },
    /// What would give it a seat, or cost it one, and whose it is.
    Step { cluster: &'a str, amount: &'a str, other: &'a str, is_gain: bool },
    /// Who is next.
    NextInLine(&'a [String]),
    /// One cluster has all seats.
    OneCluster,
    /// No answer.
    NotKnown,
    /// There is no other column of weights.
    NoOtherKey,
    /// A column gives a tie.
    KeyTied(&'a str),
    /// What a column would change.
    Key(&'a str, &'a [String]),
    /// No earlier years.
    NoHistory,
    /// The cluster farthest from its share over the years.
    Years { years: usize, cluster: &'a str, total: u64, entitlement: &'a str },
    /// The first of each waiting list.
    First(&'a [String]),
    /// Municipalities in all, and those without anybody.
    Municipalities { all: usize, without: &'a [String] },
    /// So many of so many, of something.
    Of(&'a str, &'a str, &'a str),
    /// By sector, and small professions.
    Breadth(&'a [String], &'a [String]),
    /// One case, and how many more there are.
    Example(&'a str, usize),
    /// Nobody waits.
    NobodyWaits,
    /// What happens when one drops out: a reserve comes in, others move too, the seat stays empty, no plan is left.
    Drops { all: usize, counts: [usize; 4] },
    /// For how many of them the search ended before its answer was proven.
    DropsOpen(usize),
    /// A lot: winners, tied, seed.
    Drawn(&'a str, &'a str, &'a str),
    /// The method draws lots.
    LotteryMethod(&'a str),
    /// A tie is open.
    TieOpen,
    /// No lot.
    NoLot,
}

impl Language {
    pub(super) fn meeting_ask(self, ask: Ask) -> String {
        let (english, danish) = match ask {
            Ask::WhyNot => ("Why not a seat more or fewer?", "Hvorfor ikke en plads mere eller færre?"),
            Ask::Newer => ("And by another column of weights?", "Og efter en anden fordelingsnøgle?"),
            Ask::History => ("And over the years?", "Og set over flere år?"),
            Ask::First => ("Who is first in line?", "Hvem er første reserve?"),
            Ask::Municipalities => ("One from each municipality?", "En fra hver kommune?"),
            Ask::Breadth => (
                "Are all sectors and the smaller professions there?",
                "Er alle sektorer og de mindre faggrupper med?",
            ),
            Ask::Joins => {
                ("If somebody more is to join, who leaves?", "Hvis en mere skal med, hvem må så ud?")
            }
            Ask::Drops => ("If somebody drops out, who moves?", "Hvis nogen falder fra, hvem flyttes så?"),
            Ask::Lot => ("Was a lot drawn?", "Er der trukket lod?"),
        };
        match self {
            Self::English => english.to_owned(),
            Self::Danish => danish.to_owned(),
        }
    }

    pub(super) fn meeting_tell(self, tell: Tell<'_>) -> String {
        match self {
            Self::English => english(self, tell),
            Self::Danish => danish(self, tell),
        }
    }
}

fn english(language: Language, tell: Tell<'_>) -> String {
    let n = |value: usize| number(value, language);
    let names = |all: &[String]| listed(all, "and", |more| format!("{more} more"));
    match tell {
        Tell::Share { cluster, quota, total, method, seats } => {
            let total = number(total, language);
            match seats {
                Some(seats) => format!(
                    "The share of {cluster} is {quota} of {total}, and {method} gives it {}.",
                    number(seats, language)
                ),
                None => {
                    format!("The share of {cluster} is {quota} of {total}, and a tie leaves its seats open.")
                }
            }
        }
        Tell::Step { cluster, amount, other: "", is_gain: true } => {
            format!("It takes {amount} more in {cluster} for one seat more.")
        }
        Tell::Step { cluster, amount, other, is_gain: true } => {
            format!("It takes {amount} more in {cluster} for one seat more, from {other}.")
        }
        Tell::Step { cluster, amount, other: "", is_gain: false } => {
            format!("With {amount} fewer {cluster} would lose one.")
        }
        Tell::Step { cluster, amount, other, is_gain: false } => {
            format!("With {amount} fewer {cluster} would lose one to {other}.")
        }
        Tell::NextInLine(line) => format!("Next in line for a seat: {}.", names(line)),
        Tell::OneCluster => "There is one cluster, and all seats are its own.".to_owned(),
        Tell::NotKnown => "Not worked out by this method for so many.".to_owned(),
        Tell::NoOtherKey => "The clusters have no other column of weights.".to_owned(),
        Tell::KeyTied(key) => format!("By {key} there would be a tie."),
        Tell::Key(key, []) => format!("By {key} nothing changes."),
        Tell::Key(key, changes) => format!("By {key}: {}.", names(changes)),
        Tell::NoHistory => "The programme holds no earlier years.".to_owned(),
        Tell::Years { years, cluster, total, entitlement } => format!(
            "Over {} years {cluster} is farthest from its share: {} seats to {entitlement}.",
            n(years),
            number(total, language)
        ),
        Tell::First([]) => "Nobody waits.".to_owned(),
        Tell::First(all) => format!("{}.", all.join("; ")),
        Tell::Municipalities { all: 0, .. } => "No municipality nominates.".to_owned(),
        Tell::Municipalities { all, without: [] } => format!("Yes, all {} have one.", n(all)),
        Tell::Municipalities { all, without } => {
            format!("No: {} of {} have nobody: {}.", n(without.len()), n(all), names(without))
        }
        Tell::Of(name, part, all) => format!("{name} {part} of {all}"),
        Tell::Breadth([], _) => "Nobody is nominated.".to_owned(),
        Tell::Breadth(sectors, []) => format!("Selected of those nominated: {}.", sectors.join(", ")),
        Tell::Breadth(sectors, small) => {
            format!(
                "Selected of those nominated: {}. Small professions: {}.",
                sectors.join(", "),
                small.join(", ")
            )
        }
        Tell::Example(sentence, 0) => format!("{sentence}."),
        Tell::Example(sentence, more) => {
            format!("{sentence}. For the {} other clusters with a waiting list: --cluster.", n(more))
        }
        Tell::NobodyWaits => "Nobody waits for a seat.".to_owned(),
        Tell::Drops { all: 0, .. } => "Nobody is selected.".to_owned(),
        Tell::Drops { all, counts } => {
            let what = [
                "a reserve comes in and nobody else moves",
                "others move too",
                "the seat stays empty",
                "no plan keeps every rule",
            ];
            let part = |(count, what): (usize, &str)| match count == all {
                true => format!("for each {what}"),
                false => format!("for {} {what}", n(count)),
            };
            format!("Of {} selected: {}.", n(all), counted(counts, what, part))
        }
        Tell::DropsOpen(open) => {
            format!("For {} of them the search ended before that was proven.", n(open))
        }
        Tell::Drawn(winners, tied, seed) => {
            format!("Yes: between {tied}; drawn {winners} (seed {seed}).")
        }
        Tell::LotteryMethod(seed) => format!("Yes, the method draws lots (seed {seed})."),
        Tell::TieOpen => "No; a tie is open.".to_owned(),
        Tell::NoLot => "No.".to_owned(),
    }
}

/// What happens to at least one, each with how many it happens to.
fn counted(counts: [usize; 4], what: [&str; 4], part: impl Fn((usize, &str)) -> String) -> String {
    let some = counts.into_iter().zip(what).filter(|(count, _)| *count > 0);
    some.map(part).collect::<Vec<_>>().join("; ")
}

fn danish(language: Language, tell: Tell<'_>) -> String {
    let n = |value: usize| number(value, language);
    let names = |all: &[String]| listed(all, "og", |more| format!("{more} mere"));
    match tell {
        Tell::Share { cluster, quota, total, method, seats } => {
            let total = number(total, language);
            match seats {
                Some(seats) => format!(
                    "Den beregnede andel for {cluster} er {quota} af {total}, og {method} giver {}.",
                    number(seats, language)
                ),
                None => {
                    format!(
                        "Den beregnede andel for {cluster} er {quota} af {total}, og antallet af pladser er åbent, fordi nogle står lige."
                    )
                }
            }
        }
        Tell::Step { cluster, amount, other: "", is_gain: true } => {
            format!("Der skal {amount} flere til i {cluster} for en plads mere.")
        }
        Tell::Step { cluster, amount, other, is_gain: true } => {
            format!("Der skal {amount} flere til i {cluster} for en plads mere, fra {other}.")
        }
        Tell::Step { cluster, amount, other: "", is_gain: false } => {
            format!("Med {amount} færre ville {cluster} miste en.")
        }
        Tell::Step { cluster, amount, other, is_gain: false } => {
            format!("Med {amount} færre ville {cluster} miste en til {other}.")
        }
        Tell::NextInLine(line) => format!("Næste i rækken til en plads: {}.", names(line)),
        Tell::OneCluster => "Der er én klynge, og alle pladser er dens.".to_owned(),
        Tell::NotKnown => "Er ikke regnet ud med denne metode for så mange.".to_owned(),
        Tell::NoOtherKey => "Sundhedsklyngerne har ingen anden fordelingsnøgle.".to_owned(),
        Tell::KeyTied(key) => format!("Efter {key} ville nogle stå lige."),
        Tell::Key(key, []) => format!("Efter {key} ændres intet."),
        Tell::Key(key, changes) => format!("Efter {key}: {}.", names(changes)),
        Tell::NoHistory => "Programmet rummer ingen tidligere år.".to_owned(),
        Tell::Years { years, cluster, total, entitlement } => format!(
            "Over {} år er {cluster} længst fra sin beregnede andel: {} pladser mod {entitlement}.",
            n(years),
            number(total, language)
        ),
        Tell::First([]) => "Ingen venter.".to_owned(),
        Tell::First(all) => format!("{}.", all.join("; ")),
        Tell::Municipalities { all: 0, .. } => "Ingen kommune indmelder.".to_owned(),
        Tell::Municipalities { all, without: [] } => format!("Ja, alle {} har en.", n(all)),
        Tell::Municipalities { all, without } => {
            format!("Nej: {} af {} har ingen: {}.", n(without.len()), n(all), names(without))
        }
        Tell::Of(name, part, all) => format!("{name} {part} af {all}"),
        Tell::Breadth([], _) => "Ingen er indmeldt.".to_owned(),
        Tell::Breadth(sectors, []) => format!("Udpeget af de indmeldte: {}.", sectors.join(", ")),
        Tell::Breadth(sectors, small) => {
            format!("Udpeget af de indmeldte: {}. Små faggrupper: {}.", sectors.join(", "), small.join(", "))
        }
        Tell::Example(sentence, 0) => format!("{sentence}."),
        Tell::Example(sentence, more) => {
            format!("{sentence}. For de {} andre klynger med venteliste: --cluster.", n(more))
        }
        Tell::NobodyWaits => "Ingen venter på en plads.".to_owned(),
        Tell::Drops { all: 0, .. } => "Ingen er udpeget.".to_owned(),
        Tell::Drops { all, counts } => {
            let what = [
                "kommer en reserve med, og ingen andre flyttes",
                "flyttes også andre",
                "står pladsen tom",
                "holder ingen plan alle regler",
            ];
            let part = |(count, what): (usize, &str)| match count == all {
                true => format!("for hver af dem {what}"),
                false => format!("for {} {what}", n(count)),
            };
            format!("Af {} udpegede: {}.", n(all), counted(counts, what, part))
        }
        Tell::DropsOpen(open) => {
            format!("For {} af dem stoppede søgningen, før det var bevist.", n(open))
        }
        Tell::Drawn(winners, tied, seed) => {
            format!("Ja: mellem {tied}; udtrukket {winners} (seed {seed}).")
        }
        Tell::LotteryMethod(seed) => format!("Ja, metoden trækker lod (seed {seed})."),
        Tell::TieOpen => "Nej; nogle står lige, og det er ikke afgjort.".to_owned(),
        Tell::NoLot => "Nej.".to_owned(),
    }
}
