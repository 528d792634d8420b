//! An improvement initiative: what a team works on.

use crate::{ClusterId, Level, SectorId};

/// One row of the table `initiatives`, with the programme's defaults filled in.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Initiative {
    /// The id as written; unique in the programme (folded).
    pub id: String,
    /// The clusters it belongs to: one, or several where it is shared.
    pub clusters: Vec<ClusterId>,
    /// The title for people.
    pub title: String,
    /// At least this many teams (0: only an idea).
    pub teams_min: u32,
    /// At most this many teams; not below `teams_min`.
    pub teams_max: u32,
    /// How many people its teams have.
    pub size: TeamSize,
    /// At least this many different sectors in each of its teams; wins over the programme's rule.
    pub min_sectors: Option<u32>,
    /// Sectors that each of its teams must hold.
    pub required_sectors: Vec<SectorId>,
    /// Levels that each of its teams must hold.
    pub required_levels: Vec<Level>,
}

/// How many people a team has: 2 ≤ min ≤ max ≤ 4.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TeamSize {
    min: u8,
    max: u8,
}

impl TeamSize {
    /// The smallest team there is.
    pub const SMALLEST: u8 = 2;
    /// The largest team there is.
    pub const LARGEST: u8 = 4;

    /// `min..=max` people; `None` unless 2 ≤ min ≤ max ≤ 4.
    pub fn new(min: u8, max: u8) -> Option<Self> {
        (Self::SMALLEST <= min && min <= max && max <= Self::LARGEST).then_some(Self { min, max })
    }

    /// People at least.
    pub fn min(self) -> u8 {
        self.min
    }

    /// People at most.
    pub fn max(self) -> u8 {
        self.max
    }

    /// Whether a team of `n` people has this size.
    pub fn allows(self, n: usize) -> bool {
        (usize::from(self.min)..=usize::from(self.max)).contains(&n)
    }
}

impl Default for TeamSize {
    fn default() -> Self {
        Self { min: Self::SMALLEST, max: Self::LARGEST }
    }
}
