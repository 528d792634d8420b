//! The words that cells and settings may hold, English and Danish, and what they mean.

use crate::heading::squeeze;
use fordel_model::programme::{ObjectiveKind, Reply, Unfilled};
use fordel_model::split::{BoundRule, OnTie};
use fordel_model::{Level, PinSide, RelationKind, Status};

/// A list of meanings, each with the words for it; the first word is the one we write.
pub(crate) struct Vocabulary<T: 'static> {
    /// What a word of this list is called in a message.
    pub(crate) what: &'static str,
    words: &'static [(T, &'static [&'static str])],
}

impl<T: Copy + PartialEq> Vocabulary<T> {
    /// The meaning of a word; case, blanks and punctuation do not count.
    pub(crate) fn read(&self, text: &str) -> Option<T> {
        let text = squeeze(text);
        let known = |words: &[&str]| words.iter().any(|word| squeeze(word) == text);
        self.words.iter().find(|(_, words)| known(words)).map(|(meaning, _)| *meaning)
    }

    /// The word we write for a meaning.
    pub(crate) fn word(&self, meaning: T) -> &'static str {
        let found = self.words.iter().find(|(known, _)| *known == meaning);
        found.and_then(|(_, words)| words.first()).copied().expect("every meaning is in its vocabulary")
    }

    /// The words we write, in order.
    pub(crate) fn known(&self) -> Vec<&'static str> {
        self.words.iter().filter_map(|(_, words)| words.first().copied()).collect()
    }

    /// All words, for finding the nearest.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().flat_map(|(_, words)| words.iter().copied())
    }
}

pub(crate) static LEVELS: Vocabulary<Level> = Vocabulary {
    what: "level",
    words: &[
        (Level::LeaderOfLeaders, &["leader_of_leaders", "leder af ledere", "leders leder"]),
        (Level::MiddleManager, &["middle_manager", "mellemleder", "funktionsleder"]),
        (Level::AdministrativeLeader, &["administrative_leader", "administrativ leder", "stabsleder"]),
        (Level::PracticeConsultant, &["practice_consultant", "praksiskonsulent"]),
        (Level::Other, &["other", "andet", "anden", "øvrig", "øvrige"]),
    ],
};

pub(crate) static STATUSES: Vocabulary<Status> = Vocabulary {
    what: "status",
    words: &[
        (Status::Nominated, &["nominated", "indmeldt", "indstillet", "nomineret", "kandidat"]),
        (Status::Reserve, &["reserve", "venteliste", "på venteliste", "waiting list"]),
        (Status::Withdrawn, &["withdrawn", "frafaldet", "trukket", "trukket tilbage", "afmeldt", "udgået"]),
        (Status::Declined, &["declined", "takket nej", "afslået", "nej tak"]),
    ],
};

pub(crate) static RELATION_KINDS: Vocabulary<RelationKind> = Vocabulary {
    what: "relation",
    words: &[
        (RelationKind::Together, &["together", "sammen", "skal sammen"]),
        (
            RelationKind::Apart,
            &["apart", "adskilt", "hver for sig", "ikke sammen", "fra hinanden", "separate"],
        ),
        (RelationKind::Met, &["met", "tidligere sammen", "har mødtes", "mødt", "met before"]),
    ],
};

pub(crate) static PIN_SIDES: Vocabulary<PinSide> = Vocabulary {
    what: "pin",
    words: &[(PinSide::In, &["in", "ind", "inde", "med"]), (PinSide::Out, &["out", "ud", "ude", "ikke med"])],
};

pub(crate) static ON_TIES: Vocabulary<OnTie> = Vocabulary {
    what: "rule for ties",
    words: &[
        (OnTie::Report, &["report", "meld", "vis", "rapporter"]),
        (OnTie::LargerWeight, &["larger_weight", "større vægt", "største vægt"]),
        (OnTie::Lot, &["lot", "lodtrækning", "lod", "lottery"]),
        (OnTie::Order, &["order", "rækkefølge", "rækkefølgen"]),
    ],
};

pub(crate) static BOUND_RULES: Vocabulary<BoundRule> = Vocabulary {
    what: "bound rule",
    words: &[
        (BoundRule::FloorThenRaise, &["floor_then_raise"]),
        (BoundRule::FixAndRepeat, &["fix_and_repeat"]),
    ],
};

pub(crate) static OBJECTIVES: Vocabulary<ObjectiveKind> = Vocabulary {
    what: "objective",
    words: &[
        (ObjectiveKind::Total, &["total", "samlet", "sum"]),
        (ObjectiveKind::WorstTeamFirst, &["worst_team_first", "svageste team først", "dårligste team først"]),
        (
            ObjectiveKind::Leximin,
            &["leximin", "svageste team og så det næste", "weakest team, then the next"],
        ),
    ],
};

pub(crate) static UNFILLED: Vocabulary<Unfilled> = Vocabulary {
    what: "choice for unfilled seats",
    words: &[
        (Unfilled::LeaveEmpty, &["leave_empty", "lad stå tomme", "tomme", "empty"]),
        (Unfilled::Redistribute, &["redistribute", "omfordel", "fordel videre", "giv videre"]),
        (Unfilled::Refuse, &["refuse", "afvis", "stop"]),
    ],
};

pub(crate) static REPLIES: Vocabulary<Reply> = Vocabulary {
    what: "reply",
    words: &[
        (Reply::Waiting, &["waiting", "afventer", "venter", "mangler"]),
        (Reply::Answered, &["answered", "svaret", "besvaret", "ja"]),
        (Reply::NoCandidate, &["none", "ingen", "ingen kandidat", "ingen kandidater", "no candidate"]),
    ],
};

/// Among whom a quota counts, before the id is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScopeKind {
    Programme,
    Region,
    Cluster,
}

pub(crate) static SCOPES: Vocabulary<ScopeKind> = Vocabulary {
    what: "scope",
    words: &[
        (ScopeKind::Programme, &["programme", "program", "alle", "all", "hele programmet"]),
        (ScopeKind::Region, &["region", "regioner"]),
        (ScopeKind::Cluster, &["cluster", "klynge", "sundhedsklynge"]),
    ],
};

/// What a word for a sector means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SectorKind {
    Municipality,
    Region,
    /// A part of the region: hospital or psychiatry. The word itself is worth keeping.
    RegionPart,
    GeneralPractice,
    Patient,
}

pub(crate) static SECTORS: Vocabulary<SectorKind> = Vocabulary {
    what: "sector",
    words: &[
        (
            SectorKind::Municipality,
            &["municipality", "kommune", "kommunal", "kommunalt", "kommuner", "municipal", "kommunen"],
        ),
        (SectorKind::Region, &["region", "regional", "regionalt", "regionen", "regioner"]),
        (
            SectorKind::RegionPart,
            &[
                "hospital",
                "hospitaler",
                "hospitalet",
                "hospitals",
                "sygehus",
                "sygehuse",
                "sygehuset",
                "regionshospital",
                "universitetshospital",
                "psychiatry",
                "psykiatri",
                "psykiatrien",
                "regionspsykiatri",
                "somatik",
                "somatics",
            ],
        ),
        (
            SectorKind::GeneralPractice,
            &[
                "general_practice",
                "almen praksis",
                "almen lægepraksis",
                "gp",
                "praksis",
                "praksissektor",
                "general practitioner",
                "praktiserende læge",
                "praktiserende læger",
                "praksissektoren",
            ],
        ),
        (
            SectorKind::Patient,
            &[
                "patient",
                "patients",
                "patienter",
                "pårørende",
                "patient/pårørende",
                "patienter og pårørende",
                "patient og pårørende",
                "patients and relatives",
                "relatives",
                "relative",
            ],
        ),
    ],
};

/// The sectors of a programme that names none.
pub(crate) const DEFAULT_SECTORS: [&str; 4] = ["municipality", "region", "general_practice", "patient"];

/// Finds a word in a programme's list of sectors: as written there, else by what it means. Also says
/// whether the word names a part of the region and is worth keeping as the area.
pub(crate) fn sector(text: &str, list: &[String]) -> Option<(usize, bool)> {
    let wanted = squeeze(text);
    if let Some(at) = list.iter().position(|name| squeeze(name) == wanted) {
        return Some((at, false));
    }
    let meaning = SECTORS.read(text)?;
    let whole = if meaning == SectorKind::RegionPart { SectorKind::Region } else { meaning };
    let at = list.iter().position(|name| SECTORS.read(name) == Some(whole))?;
    Some((at, meaning == SectorKind::RegionPart))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        fn check<T: Copy + PartialEq>(vocabulary: &Vocabulary<T>) {
            let mut words: Vec<String> = vocabulary.all().map(squeeze).collect();
            let all = words.len();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), all, "{}", vocabulary.what);
        }
        check(&LEVELS);
        check(&STATUSES);
        check(&RELATION_KINDS);
        check(&PIN_SIDES);
        check(&ON_TIES);
        check(&OBJECTIVES);
        check(&UNFILLED);
        check(&REPLIES);
        check(&SCOPES);
        check(&SECTORS);
    }

    #[test]
    fn hospital_and_psychiatry_are_the_region() {
        let list: Vec<String> = DEFAULT_SECTORS.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(sector("Sygehus", &list), Some((1, true)));
        assert_eq!(sector("Region", &list), Some((1, false)));
        assert_eq!(sector("Almen praksis", &list), Some((2, false)));
        assert_eq!(sector("Patienter og pårørende", &list), Some((3, false)));
        assert_eq!(sector("hosptal", &list), None);
        let own = ["kommune".to_owned(), "hospital".to_owned()];
        assert_eq!(sector("Municipality", &own), Some((0, false)));
        assert_eq!(sector("hospital", &own), Some((1, false)));
        assert_eq!(sector("region", &own), None);
    }
}
