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
    /// The clusters have no such column.
    UnknownKey(String),
    /// No sector has this name.
    UnknownSector(String),
    /// The clusters have no such level.
    UnknownLevel(String),
    /// The id is taken.
    IdTaken(String),
    /// A cluster's cell in the new key's column is no weight.
    NoFigure {
        /// The column.
        key: String,
        /// The cluster.
        cluster: String,
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
    /// It says the opposite of another change, by its position.
    Contradicts(usize),
}
