//! A what-if as a value: named changes to a programme, by the ids that people write.
//!
//! Changes hold ids as text, because a later change may name what an earlier one adds; they are looked
//! up when they are applied ([`apply`](crate::apply())).

use crate::programme::{ObjectiveKind, Unfilled};
use crate::split::{BoundRule, OnTie};
use crate::{
    Column, Criterion, Initiative, Level, Method, Nominee, PinSide, TeamRule, TeamRuleName, TeamSize, Weight,
};

/// A named list of changes; without any it is the base case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scenario {
    /// What people call it; unique in its list (folded).
    pub name: String,
    /// The changes, applied in order.
    pub changes: Vec<Change>,
}

/// One change to a programme.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Change {
    /// Seats follow another column of the clusters.
    Key(String),
    /// A cluster counts with this instead of what its table says.
    Weight {
        /// The cluster.
        cluster: String,
        /// What it counts with.
        weight: Weight,
    },
    /// Places at most, the reserved ones included.
    Seats(u64),
    /// Seats kept out of the split under a name; 0 takes the pool away.
    Reserved {
        /// The pool.
        pool: String,
        /// Its seats.
        seats: u64,
    },
    /// How seats follow the key.
    Method(Method),
    /// Methods of the levels and the clusters.
    LevelMethods(Vec<Method>),
    /// How largest remainders keep bounds.
    BoundRule(BoundRule),
    /// Columns to split over first; none: all clusters in one split.
    Levels(Vec<String>),
    /// Least seats of a cluster that says nothing itself.
    MinSeats(Option<u64>),
    /// Most seats of a cluster that says nothing itself.
    MaxSeats(Option<u64>),
    /// One bound of one cluster.
    Bound {
        /// The cluster.
        cluster: String,
        /// Which bound.
        bound: Bound,
        /// Its value; `None` takes it away.
        seats: Option<u64>,
    },
    /// What to do with a tie in the split.
    OnTie(OnTie),
    /// Seed of lots and searches.
    Seed(u64),
    /// Team size of every initiative that has the programme's own now.
    TeamSize(TeamSize),
    /// What the teams are chosen for.
    Objective(ObjectiveKind),
    /// What happens to seats that cannot be filled.
    Unfilled(Unfilled),
    /// One rule.
    Rule(RuleChange),
    /// The weight of one criterion.
    ScoreWeight(Criterion, i64),
    /// Points for the first, second, ... preference.
    PreferencePoints(Vec<i64>),
    /// Somebody withdraws.
    Withdraw(String),
    /// Somebody who was a reserve, or had withdrawn or declined, is nominated.
    Reinstate(String),
    /// Somebody is nominated who was not in the table. The ids inside are texts in [`NewNominee`].
    Add(Box<NewNominee>),
    /// Somebody is nominated by another cluster.
    Move {
        /// Who.
        nominee: String,
        /// The cluster.
        cluster: String,
    },
    /// One initiative more.
    AddInitiative(Box<NewInitiative>),
    /// An initiative is given up: whoever was nominated to it alone may join any of their cluster.
    DropInitiative(String),
    /// Initiatives become one: whoever was nominated to, or preferred, any of them means the one left.
    MergeInitiatives {
        /// Those that end.
        from: Vec<String>,
        /// The one that is left.
        into: String,
    },
    /// How many teams an initiative has.
    Teams {
        /// The initiative.
        initiative: String,
        /// At least; `None` leaves it.
        min: Option<u32>,
        /// At most; `None` leaves it.
        max: Option<u32>,
    },
    /// One limit of a row of the table `quotas`.
    Quota {
        /// The row, from 1.
        row: usize,
        /// One of the parts it stands for, by its name ([`QuotaPart`](crate::QuotaPart)); `None`: the whole row.
        part: Option<String>,
        /// Which limit: least or most.
        bound: Bound,
        /// Its value; `None` takes it away.
        people: Option<u32>,
    },
    /// One field of an initiative.
    Initiative {
        /// The initiative.
        initiative: String,
        /// The field with its new value.
        field: InitiativeField,
    },
    /// A pin more.
    Pin {
        /// Who.
        nominee: String,
        /// The initiative, where one is meant.
        initiative: Option<String>,
        /// In or out.
        side: PinSide,
    },
    /// Somebody must be in the team that continues this team of a kept plan; their other pins go.
    PinTeam {
        /// Who.
        nominee: String,
        /// The team's id in the kept plan.
        team: String,
    },
    /// All pins of somebody are taken away.
    Unpin(String),
    /// A hard rule is left out, by its name ([`Waiver`](crate::Waiver)).
    Waive(String),
    /// Clusters become one, at the place of the first.
    MergeClusters {
        /// Which: two or more.
        from: Vec<String>,
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// A cluster becomes several.
    SplitCluster {
        /// Which.
        cluster: String,
        /// The parts: two or more. People and initiatives that no part names stay with the first.
        into: Vec<Part>,
    },
}

/// A field of an initiative with its new value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum InitiativeField {
    /// Its teams have at least so many people.
    SizeMin(u8),
    /// Its teams have at most so many people.
    SizeMax(u8),
    /// Its teams have people of at least so many sectors.
    MinSectors(u32),
    /// Names of the sectors that each of its teams must hold.
    RequiredSectors(Vec<String>),
    /// Levels that each of its teams must hold.
    RequiredLevels(Vec<Level>),
    /// One cluster more that has it, by its id.
    SharedWith(String),
}

/// Which bound of a cluster.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bound {
    /// At least.
    Min,
    /// At most.
    Max,
    /// Exactly.
    Fixed,
}

/// A rule with its new value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum RuleChange {
    /// Different sectors in a team, at least.
    MinSectors(u32),
    /// People of one organisation in a team, at most.
    MaxSameOrganisation(Option<u32>),
    /// People of one profession in a team, at most.
    MaxSameProfession(Option<u32>),
    /// Leaders of leaders in a team, at least.
    MinLeadersOfLeaders(u32),
    /// Columns in whose values nobody is alone.
    NobodyAlone(Vec<Column>),
    /// Whether the organisations' own order binds.
    RespectPriority(bool),
    /// All further rules of one name.
    Further(TeamRuleName, Vec<TeamRule>),
}

/// Somebody to be added. Positions in `row` mean nothing; the texts beside it do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NewNominee {
    /// Everything that needs no looking up.
    pub row: Nominee,
    /// The cluster's id.
    pub cluster: String,
    /// The sector's name.
    pub sector: String,
    /// The initiatives nominated to.
    pub initiatives: Vec<String>,
    /// The preferences, best first.
    pub preferences: Vec<String>,
    /// The manager's id, where that is a nominee.
    pub manager: Option<String>,
    /// Further columns: heading and text.
    pub extra: Vec<(String, String)>,
}

/// An initiative to be added. Positions in `row` mean nothing; the texts beside it do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NewInitiative {
    /// Everything that needs no looking up.
    pub row: Initiative,
    /// Its own team size; `None`: the programme's.
    pub size: Option<TeamSize>,
    /// The clusters' ids.
    pub clusters: Vec<String>,
    /// Names of the sectors each of its teams must hold.
    pub required_sectors: Vec<String>,
}

/// A part of a cluster that is split.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Part {
    /// Its id; the first part may keep the cluster's own.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it counts with.
    pub weight: Weight,
    /// Its people, by id.
    pub nominees: Vec<String>,
    /// Its initiatives, by id.
    pub initiatives: Vec<String>,
}

impl Change {
    /// Whether it concerns the split of the seats only, so that no nominee or initiative is looked at.
    pub fn is_about_seats(&self) -> bool {
        matches!(
            self,
            Self::Key(_)
                | Self::Weight { .. }
                | Self::Seats(_)
                | Self::Reserved { .. }
                | Self::Method(_)
                | Self::LevelMethods(_)
                | Self::BoundRule(_)
                | Self::Levels(_)
                | Self::MinSeats(_)
                | Self::MaxSeats(_)
                | Self::Bound { .. }
                | Self::OnTie(_)
                | Self::Seed(_)
        )
    }
}
