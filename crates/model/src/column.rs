//! Columns of the nominee table, as rules and quotas name them.

use std::fmt;

/// A column of the table `nominees` that a rule, a quota or a criterion may read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Column {
    /// The nominating cluster (its id).
    Cluster,
    /// The nominating organisation.
    Organisation,
    /// The sector.
    Sector,
    /// The part of the sector, e.g. hospital or psychiatry.
    Area,
    /// Job title.
    Title,
    /// Level of leadership.
    Level,
    /// Profession.
    Profession,
    /// Their own manager (the text as written).
    Manager,
    /// The superior who backs the nominee.
    Sponsor,
    /// The organisation's own order, 1 first.
    Priority,
    /// Experience, 0-5.
    Experience,
    /// Competence, 0-5.
    Competence,
    /// Motivation, 0-5.
    Motivation,
    /// Any further column, by its heading as written.
    Extra(String),
}

impl Column {
    /// The standard columns, in table order.
    pub const STANDARD: [Self; 13] = [
        Self::Cluster,
        Self::Organisation,
        Self::Sector,
        Self::Area,
        Self::Title,
        Self::Level,
        Self::Profession,
        Self::Manager,
        Self::Sponsor,
        Self::Priority,
        Self::Experience,
        Self::Competence,
        Self::Motivation,
    ];
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cluster => "cluster",
            Self::Organisation => "organisation",
            Self::Sector => "sector",
            Self::Area => "area",
            Self::Title => "title",
            Self::Level => "level",
            Self::Profession => "profession",
            Self::Manager => "manager",
            Self::Sponsor => "sponsor",
            Self::Priority => "priority",
            Self::Experience => "experience",
            Self::Competence => "competence",
            Self::Motivation => "motivation",
            Self::Extra(heading) => heading,
        })
    }
}

/// How texts are compared everywhere: case, leading, trailing and doubled blanks do not count.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
