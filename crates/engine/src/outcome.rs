//! How planning ended: data with ids, no words. Words come from a [`crate::Words`].

use crate::notyet::NotYet;
use crate::resolution::Resolution;
use fordel_apportion::Refusal;
use fordel_model::keep::Keep;
use fordel_model::plan::{Case, Objective, PlanStatus, Reason};
use fordel_model::{
    ClusterId, Column, IdVec, InitiativeId, Level, NomineeId, SectorId, Split, TeamRule, plan,
};
use fordel_solver::{Effort, Standing};

/// Why there is no plan to speak of.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Unplanned {
    /// The programme uses what cannot be planned yet.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    NotYet(Vec<NotYet>),
    /// The seats cannot be split.
    #[error("the seats cannot be split: {0}")]
    Split(#[from] Refusal),
    /// Pins to teams of an earlier plan that cannot be read.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Pins(Vec<PinAstray>),
}

/// A pin to a team of an earlier plan that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PinAstray {
    /// No earlier plan was given.
    #[error("the pin of `{nominee}` names team `{team}` of an earlier plan: give that plan with `--keep`")]
    NoPlan {
        /// Whose pin.
        nominee: String,
        /// The team.
        team: String,
    },
    /// The earlier plan has no such team.
    #[error("the pin of `{nominee}` names team `{team}`, which the earlier plan does not have")]
    UnknownTeam {
        /// Whose pin.
        nominee: String,
        /// The team.
        team: String,
    },
    /// The pin's initiative is not the team's.
    #[error(
        "the pin of `{nominee}` names initiative `{initiative}` and team `{team}`, which was of initiative `{expected}`"
    )]
    OtherInitiative {
        /// Whose pin.
        nominee: String,
        /// The team.
        team: String,
        /// The pin's.
        initiative: String,
        /// The team's.
        expected: String,
    },
}

/// A planned programme.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub status: PlanStatus,
    /// The method's own split.
    pub split: Split,
    /// What each cluster's filled seats are measured against.
    pub fair: IdVec<ClusterId, u64>,
    /// Each cluster's part.
    pub clusters: IdVec<ClusterId, ClusterPlan>,
    /// People using each pool's seats, in the programme's order.
    pub pool_filled: Vec<u64>,
    /// The levels, in order.
    pub objectives: Vec<Objective>,
    /// What no plan can be worth more than, given the levels above.
    pub bound: i64,
    /// The earlier plan that was kept.
    pub keep: Option<Keep>,
    /// Where a plan was kept: for each team, cluster by cluster, the earlier team it continues (by
    /// position).
    pub continues: Vec<Option<usize>>,
    /// Why each nominee without a team has none, in nominee order.
    pub left_out: Vec<LeftOut>,
    /// Each cluster's waiting list, next in line first.
    pub reserves: IdVec<ClusterId, Vec<NomineeId>>,
    /// Seats left empty.
    pub vacant: Vec<Vacant>,
    /// What cannot hold.
    pub clashes: Vec<Clash>,
    /// For some of the clashes: the demands they are made of, and what would resolve them.
    pub resolutions: Vec<Resolution>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// What proves the bounds.
    pub cases: Vec<Case>,
    /// Units of the cases' duals: 1/scale point.
    pub scale: i64,
    /// Columns listed.
    pub columns: u64,
    /// Work done.
    pub effort: Effort,
}

impl Outcome {
    /// Whether the work ran out before some block had any plan.
    pub fn is_unfinished(&self) -> bool {
        self.left_out.iter().any(|one| matches!(one.why, WhyLeftOut::NotSearched(_)))
    }
}

/// One cluster's part of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClusterPlan {
    /// How it ended.
    pub status: PlanStatus,
    /// Its teams, by initiative, then by their first members; those of a shared initiative stand under
    /// the first of its clusters.
    pub teams: Vec<TeamPlan>,
    /// People using its seats, in teams of whichever cluster.
    pub seats_filled: u64,
    /// Sum of their scores.
    pub score: i64,
    /// What no plan of the same seats can be worth more than.
    pub bound: i64,
}

impl ClusterPlan {
    /// People using its seats.
    pub fn filled(&self) -> u64 {
        self.seats_filled
    }
}

/// A team.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TeamPlan {
    /// What it works on.
    pub initiative: InitiativeId,
    /// Who, ascending.
    pub members: Vec<NomineeId>,
}

/// Somebody without a team.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Who.
    pub nominee: NomineeId,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why somebody has no team.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyLeftOut {
    /// Status, rule or pin.
    Standing(Standing),
    /// The cluster has no initiative they may join.
    NoInitiative,
    /// No legal team can hold them.
    NoLegalTeam,
    /// No team can hold the whole group they belong to; the others of the group.
    GroupNotPlaced(Vec<NomineeId>),
    /// Their cluster has no legal plan.
    ClusterClash(ClusterId),
    /// The search ended before their cluster had a plan.
    NotSearched(ClusterId),
    /// This person of their organisation has a smaller number and is not selected.
    Priority(NomineeId),
    /// This quota's largest number is reached, or it leaves no room.
    Quota(plan::Row),
    /// The cluster's seats (or teams) are better used.
    SeatsFull {
        /// Whose seats.
        cluster: ClusterId,
        /// Seats filled there.
        filled: u64,
        /// What selecting them would cost.
        price: Price,
    },
    /// The seats of the pool they use are taken, or better used.
    PoolFull {
        /// The pool, by position in the programme.
        pool: usize,
        /// Its seats filled.
        filled: u64,
        /// What selecting them would cost.
        price: Price,
    },
}

/// What it costs to select somebody, the seats filled being the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Price {
    /// The best plan with them is worth this much less.
    Exactly(i64),
    /// It is worth at least the first less, and at most the second.
    Between(i64, i64),
    /// It is worth at least this much less.
    AtLeast(i64),
    /// No plan that fills as many seats holds them.
    NoPlan,
    /// No plan that fills as many seats and is as good on the levels before the score (people moved from
    /// a kept plan, the worst team) holds them.
    NoPlanAsGood,
}

impl WhyLeftOut {
    /// The contract's word for it.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Standing(Standing::Status(status)) => {
                Reason::of_status(*status).unwrap_or(Reason::NotEligible)
            }
            Self::Standing(Standing::PinnedOut) => Reason::PinnedOut,
            Self::Standing(_) => Reason::NotEligible,
            Self::NoInitiative => Reason::NoInitiative,
            Self::NoLegalTeam | Self::ClusterClash(_) => Reason::NoLegalTeam,
            Self::GroupNotPlaced(_) => Reason::GroupNotPlaced,
            Self::Priority(_) => Reason::Priority,
            Self::Quota(_) => Reason::Quota,
            Self::SeatsFull { .. } | Self::PoolFull { .. } | Self::NotSearched(_) => Reason::SeatsFull,
        }
    }
}

/// Seats left empty in a cluster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vacant {
    /// Whose.
    pub cluster: ClusterId,
    /// How many.
    pub seats: u64,
    /// Why.
    pub why: WhyVacant,
    /// Clusters that could fill more, in the method's order.
    pub could_go_to: Vec<ClusterId>,
}

/// Why seats stay empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyVacant {
    /// The cluster has no initiative.
    NoInitiative,
    /// Fewer seats than the smallest team has people.
    SmallerThanATeam {
        /// Seats of the cluster.
        seats: u64,
        /// People of the smallest team.
        team: u64,
    },
    /// Only so many people can be placed in any team.
    TooFewPeople {
        /// How many.
        people: u64,
    },
    /// The initiatives' teams, all full, hold only so many.
    TeamsFull {
        /// How many.
        places: u64,
    },
    /// A quota over several clusters keeps them empty.
    WiderQuota,
    /// No more people may move from the kept plan.
    MaxMoves,
    /// The rules together allow no more.
    Rules,
    /// The cluster has no legal plan at all.
    Clash,
}

/// Something that cannot hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Clash {
    /// An initiative must have a team and none is possible.
    NoTeam {
        /// Which.
        initiative: InitiativeId,
        /// Why none.
        why: WhyNoTeam,
    },
    /// A pin wants somebody in who cannot be.
    Pin {
        /// Who.
        nominee: NomineeId,
        /// Why not.
        why: WhyLeftOut,
    },
    /// These demands cannot hold together; dropping any one resolves it.
    Together {
        /// Where.
        cluster: ClusterId,
        /// The demands.
        demands: Vec<Demand>,
    },
    /// `unfilled = "refuse"` and seats stay empty.
    Unfilled {
        /// Where.
        cluster: ClusterId,
        /// Its seats.
        seats: u64,
        /// As many as can be filled.
        filled: u64,
        /// Why not all.
        why: WhyVacant,
    },
    /// Quotas over several clusters cannot hold together with the clusters' own rules.
    WiderQuotas(Vec<plan::Row>),
    /// These demands on several clusters cannot hold together; dropping any one resolves it.
    Across {
        /// The clusters that have no plan.
        clusters: Vec<ClusterId>,
        /// The demands.
        demands: Vec<Demand>,
    },
    /// Every plan moves more people from the kept plan than may be moved.
    TooManyMoves {
        /// As many may be.
        most: u64,
        /// So many must be at least; `None` where that is not known.
        least: Option<u64>,
    },
    /// These clusters share initiatives: while one of them cannot be planned, none can.
    Shared(Vec<ClusterId>),
    /// An open tie in the split.
    Tie {
        /// Ids of the tied units.
        units: Vec<String>,
        /// Seats at stake.
        seats: u64,
    },
}

/// Why an initiative can have no team.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyNoTeam {
    /// `teams_max` is 0.
    NoneAllowed,
    /// Nobody may join it.
    Nobody,
    /// Fewer people may join it than its smallest team has.
    TooFew {
        /// Who may.
        people: u64,
        /// The smallest team.
        team: u64,
    },
    /// Those who may join it come from too few sectors.
    Sectors {
        /// Names of the sectors they come from.
        found: Vec<String>,
        /// How many different ones a team needs.
        needed: u32,
    },
    /// Nobody who may join it comes from this sector, which its teams must hold.
    MissingSector(String),
    /// Fewer of those who may join it have a value, or a skill, than a team needs.
    TooFewWith {
        /// The column.
        column: Column,
        /// The value.
        value: String,
        /// How many have it.
        found: u32,
        /// How many a team needs.
        needed: u32,
    },
    /// The rules together.
    Rules,
}

/// A demand that may clash with others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Demand {
    /// A pin wants this person in a team.
    PinIn(NomineeId),
    /// The initiative must have at least so many teams.
    TeamsMin(InitiativeId, i64),
    /// The initiative may have at most so many teams.
    TeamsMax(InitiativeId, i64),
    /// The quota's least number.
    QuotaMin(plan::Row, i64),
    /// The quota's largest number.
    QuotaMax(plan::Row, i64),
    /// The organisations' own order.
    Priority,
    /// The cluster has only so many seats.
    Seats(ClusterId, u64),
    /// The pool has only so many seats.
    PoolSeats(String, u64),
    /// Teams of the initiative have at least so many people.
    SizeMin(InitiativeId, u8),
    /// Teams of the initiative have at most so many people.
    SizeMax(InitiativeId, u8),
    /// Every team has people of at least so many sectors.
    MinSectors(u32),
    /// The initiative's teams have people of at least so many sectors.
    InitiativeSectors(InitiativeId, u32),
    /// The initiative's teams hold somebody of this sector.
    RequiredSector(InitiativeId, SectorId),
    /// The initiative's teams hold somebody of this level.
    RequiredLevel(InitiativeId, Level),
    /// Every team keeps this further rule.
    Further(TeamRule),
    /// At most so many people of one organisation in a team.
    SameOrganisation(u32),
    /// At most so many people of one profession in a team.
    SameProfession(u32),
    /// At least so many leaders of leaders in a team.
    Leaders(u32),
    /// Nobody is alone with what they have in this column.
    NobodyAlone(Column),
    /// These two are kept apart.
    Apart(NomineeId, NomineeId),
    /// These two belong together.
    Together(NomineeId, NomineeId),
    /// A rule `require_*` on this column.
    Requirement(Column),
    /// People are nominated to certain initiatives only.
    Nominations,
    /// A pin keeps this person out.
    PinOut(NomineeId),
    /// Somebody pinned in who is withdrawn, has declined or is a reserve.
    Standing(NomineeId),
    /// `unfilled` is `refuse`: no seat may stay empty.
    NoEmptySeats,
}

/// Something the reader should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Merit and balance count 0 where figures are missing: these initiatives.
    MeritNotUsed(Vec<InitiativeId>),
    /// No team can hold this together-group: it is out.
    GroupOut(Vec<NomineeId>),
    /// No legal team can hold these people; they block nobody in their organisation's order.
    DoNotBlock(Vec<NomineeId>),
    /// `teams_min` does not bind: fewer seats than a team has people.
    TeamsMinWaived(ClusterId),
    /// Reserved seats nobody uses: name, seats.
    PoolUnused(String, u64),
    /// Equally close splits, decided by the method's order.
    EquallyClose,
}
