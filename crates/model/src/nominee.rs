//! A nominee: a person put forward for the programme.

use crate::{ClusterId, Column, InitiativeId, NomineeId, SectorId, fold};
use std::borrow::Cow;

/// One row of the table `nominees`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Nominee {
    /// The id as written, or made; unique in the programme (folded).
    pub id: String,
    /// The person's name. Never in a diagnostic.
    pub name: String,
    /// The nominating cluster, whose seat they use.
    pub cluster: ClusterId,
    /// The nominating organisation.
    pub organisation: String,
    /// The sector.
    pub sector: SectorId,
    /// The part of the sector, e.g. hospital or psychiatry.
    pub area: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Level of leadership.
    pub level: Option<Level>,
    /// Profession.
    pub profession: Option<String>,
    /// Their own manager, where that is a nominee too; never themselves, no cycles.
    pub manager: Option<NomineeId>,
    /// Their own manager as written.
    pub manager_text: Option<String>,
    /// The superior who backs them.
    pub sponsor: Option<String>,
    /// The initiatives they are nominated *to* (hard); empty means any of their cluster's.
    pub initiatives: Vec<InitiativeId>,
    /// Their preferences, best first (soft), without repetition.
    pub preferences: Vec<InitiativeId>,
    /// The organisation's own order, 1 first.
    pub priority: Option<u32>,
    /// Experience, competence and motivation, as far as given.
    pub merit: Merit,
    /// The reserved seats they use instead of their cluster's: the name of a pool.
    pub seat_pool: Option<String>,
    /// Where the nomination stands.
    pub status: Status,
    /// E-mail address.
    pub email: Option<String>,
    /// A remark; never printed.
    pub remark: Option<String>,
    /// Further columns' texts, aligned with `Programme::extra_columns`.
    pub extra: Vec<String>,
    /// The figures of `ScoreRule::diversity_columns`, aligned; empty where none are declared, and
    /// zero for people who are not `nominated` and have an empty cell.
    pub diversity: Vec<i64>,
}

/// Level of leadership.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// Leads leaders.
    LeaderOfLeaders,
    /// Middle manager.
    MiddleManager,
    /// Administrative staff leader.
    AdministrativeLeader,
    /// Practice consultant (general practice).
    PracticeConsultant,
    /// Something else.
    Other,
}

impl Level {
    /// All levels.
    pub const ALL: [Self; 5] = [
        Self::LeaderOfLeaders,
        Self::MiddleManager,
        Self::AdministrativeLeader,
        Self::PracticeConsultant,
        Self::Other,
    ];

    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::LeaderOfLeaders => "leader_of_leaders",
            Self::MiddleManager => "middle_manager",
            Self::AdministrativeLeader => "administrative_leader",
            Self::PracticeConsultant => "practice_consultant",
            Self::Other => "other",
        }
    }
}

/// Where a nomination stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Status {
    /// Put forward; may be selected.
    #[default]
    Nominated,
    /// Next in line only.
    Reserve,
    /// Taken back by the organisation.
    Withdrawn,
    /// Said no.
    Declined,
}

impl Status {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Nominated, Self::Reserve, Self::Withdrawn, Self::Declined];

    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nominated => "nominated",
            Self::Reserve => "reserve",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
        }
    }
}

/// The three figures of merit, each 0-5 where given.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Merit {
    /// Experience, 0-5.
    pub experience: Option<u8>,
    /// Competence, 0-5.
    pub competence: Option<u8>,
    /// Motivation, 0-5.
    pub motivation: Option<u8>,
}

impl Nominee {
    /// The text of a column, `None` where the cell is empty. `sectors` are the programme's sector
    /// names, `clusters` its cluster ids by row, `extra_columns` the headings behind `extra`.
    pub(crate) fn text<'a>(
        &'a self,
        column: &Column,
        sector: &'a str,
        cluster: &'a str,
        extra_columns: &[String],
    ) -> Option<Cow<'a, str>> {
        let figure = |value: Option<u32>| value.map(|v| Cow::Owned(v.to_string()));
        let optional = |value: &'a Option<String>| value.as_deref().map(Cow::Borrowed);
        let found = match column {
            Column::Cluster => Some(Cow::Borrowed(cluster)),
            Column::Organisation => Some(Cow::Borrowed(self.organisation.as_str())),
            Column::Sector => Some(Cow::Borrowed(sector)),
            Column::Area => optional(&self.area),
            Column::Title => optional(&self.title),
            Column::Level => self.level.map(|level| Cow::Borrowed(level.code())),
            Column::Profession => optional(&self.profession),
            Column::Manager => optional(&self.manager_text),
            Column::Sponsor => optional(&self.sponsor),
            Column::Priority => figure(self.priority),
            Column::Experience => figure(self.merit.experience.map(u32::from)),
            Column::Competence => figure(self.merit.competence.map(u32::from)),
            Column::Motivation => figure(self.merit.motivation.map(u32::from)),
            Column::Extra(heading) => extra_columns
                .iter()
                .position(|known| fold(known) == fold(heading))
                .and_then(|at| self.extra.get(at))
                .map(|text| Cow::Borrowed(text.as_str())),
        };
        found.filter(|text| !text.trim().is_empty())
    }
}
