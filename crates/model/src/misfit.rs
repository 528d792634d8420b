//! Why a change does not fit the programme it is made to.

/// A change that cannot be made, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    /// Which change, by its position in the list.
    pub change: usize,
    /// Why not.
    pub why: WhyMisfit,
}

/// Why a change cannot be made. Ids of people are never repeated in messages; see `formats`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyMisfit {
    /// No cluster has this id.
    UnknownCluster(String),
    /// No initiative has this id.
    UnknownInitiative(String),
    /// No nominee has this id.
    UnknownNominee(String),
    /// No hard rule in force has this name.
    UnknownRule(String),
    /// The row of the table `quotas` (from 1) has no such part.
    UnknownQuotaPart(usize, String),
    /// The clusters have no such column.
    UnknownKey(String),
    /// No sector has this name.
    UnknownSector(String),
    /// The clusters have no such level.
    UnknownLevel(String),
    /// The id is taken.
    IdTaken(String),
    /// A cell that must hold a number does not: of a cluster in the new key's column, or of somebody
    /// new in a column of the score.
    NoFigure {
        /// The column.
        column: String,
        /// What stands there, where it may be repeated.
        text: Option<String>,
    },
    /// A cluster does not say its group of a level.
    NoGroup {
        /// The level.
        level: String,
        /// The cluster.
        cluster: String,
    },
    /// All weights are zero.
    NoWeight(String),
    /// Another number of level methods than levels.
    LevelMethods {
        /// Methods given.
        methods: usize,
        /// Levels there are.
        levels: usize,
    },
    /// More seats kept out of the split than there are.
    ReservedAboveSeats {
        /// Kept out.
        reserved: u64,
        /// All.
        seats: u64,
    },
    /// A least number above the largest.
    MinAboveMax {
        /// Of what.
        what: String,
        /// The least.
        min: u64,
        /// The largest.
        max: u64,
    },
    /// Clusters of different groups cannot become one.
    DifferentGroups(String),
    /// Fewer than two to merge or split into, or one of them twice.
    NotSeveral(String),
    /// An initiative that belongs to none of the person's or part's clusters.
    ForeignInitiative(String),
    /// A team's score could pass the limit.
    ScoreTooLarge,
    /// It says the opposite of another change, by its position.
    Contradicts(usize),
}
