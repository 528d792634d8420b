//! Further rules on each team, one enum: who must be in it, how its people are mixed, who goes with
//! whom. A column's cells are compared folded, and an empty cell neither fulfils nor breaks a rule.

use crate::id::Id;
use crate::{Column, Level, SectorId};

/// A rule that every team keeps, beside the eight that have a field of their own in [`crate::Rules`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TeamRule {
    /// Somebody of this sector (`required_sectors`).
    Sector(SectorId),
    /// Somebody of this level (`required_levels`).
    Level(Level),
    /// How many people have a value of a column (`mix`).
    Mix {
        /// The column.
        column: Column,
        /// The value; `None` (written `*`) means each value that somebody has who may sit in the
        /// initiative's teams.
        value: Option<String>,
        /// At least.
        min: u32,
        /// At most; not below `min`.
        max: Option<u32>,
    },
    /// How many people have a skill, where a cell holds several between `;` (`skills`).
    Skill {
        /// The column.
        column: Column,
        /// The skill.
        value: String,
        /// At least.
        min: u32,
    },
    /// The mean of a column of integers, over the people who have a figure (`mean`).
    Mean {
        /// The column.
        column: Column,
        /// At least.
        min: Option<i64>,
        /// At most; not below `min`.
        max: Option<i64>,
    },
    /// No two people with different values of a column (`same`).
    Same(Column),
    /// No two people with the same value of a column (`different`).
    Different(Column),
    /// No two people with the relation `met` (`avoid_met`).
    NotMet,
}

/// What a further rule is called in a programme.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TeamRuleName {
    /// `required_sectors`
    RequiredSectors,
    /// `required_levels`
    RequiredLevels,
    /// `mix`
    Mix,
    /// `skills`
    Skills,
    /// `mean`
    Mean,
    /// `same`
    Same,
    /// `different`
    Different,
    /// `avoid_met`
    AvoidMet,
}

impl TeamRuleName {
    /// All names, in the order in which rules stand in [`crate::Rules::further`].
    pub const ALL: [Self; 8] = [
        Self::RequiredSectors,
        Self::RequiredLevels,
        Self::Mix,
        Self::Skills,
        Self::Mean,
        Self::Same,
        Self::Different,
        Self::AvoidMet,
    ];

    /// The name as written.
    pub fn code(self) -> &'static str {
        match self {
            Self::RequiredSectors => "required_sectors",
            Self::RequiredLevels => "required_levels",
            Self::Mix => "mix",
            Self::Skills => "skills",
            Self::Mean => "mean",
            Self::Same => "same",
            Self::Different => "different",
            Self::AvoidMet => "avoid_met",
        }
    }
}

impl TeamRule {
    /// What the rule is called.
    pub fn name(&self) -> TeamRuleName {
        match self {
            Self::Sector(_) => TeamRuleName::RequiredSectors,
            Self::Level(_) => TeamRuleName::RequiredLevels,
            Self::Mix { .. } => TeamRuleName::Mix,
            Self::Skill { .. } => TeamRuleName::Skills,
            Self::Mean { .. } => TeamRuleName::Mean,
            Self::Same(_) => TeamRuleName::Same,
            Self::Different(_) => TeamRuleName::Different,
            Self::NotMet => TeamRuleName::AvoidMet,
        }
    }

    /// The rule as it is typed in one line, e.g. `gender=k: 1..2`; `sectors` are the programme's.
    pub fn line(&self, sectors: &[String]) -> String {
        let end = |end: Option<String>| end.unwrap_or_default();
        match self {
            Self::Sector(sector) => sectors[sector.index()].clone(),
            Self::Level(level) => level.code().to_owned(),
            Self::Mix { column, value, min, max } => {
                let least = if *min > 0 { min.to_string() } else { String::new() };
                let value = value.as_deref().unwrap_or("*");
                format!("{column}={value}: {least}..{}", end(max.map(|max| max.to_string())))
            }
            Self::Skill { column, value, min } => format!("{column}={value}: {min}.."),
            Self::Mean { column, min, max } => {
                let (min, max) = (min.map(|min| min.to_string()), max.map(|max| max.to_string()));
                format!("{column}: {}..{}", end(min), end(max))
            }
            Self::Same(column) | Self::Different(column) => column.to_string(),
            Self::NotMet => "true".to_owned(),
        }
    }

    /// The column it looks at, where it looks at one that the programme names.
    pub fn column(&self) -> Option<&Column> {
        match self {
            Self::Sector(_) | Self::Level(_) | Self::NotMet => None,
            Self::Mix { column, .. } | Self::Skill { column, .. } | Self::Mean { column, .. } => Some(column),
            Self::Same(column) | Self::Different(column) => Some(column),
        }
    }
}
