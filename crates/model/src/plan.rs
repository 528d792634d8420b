//! A plan as it is published and read back (contract, section 6).
//!
//! Everything is named by the ids people wrote, because a plan may come from a file and be wrong:
//! `verify` judges it as it stands.

use crate::split::Split;
use crate::{Criterion, Keep, Status};

/// A whole plan.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// Which programme it is of.
    pub programme: PlannedProgramme,
    /// How far it has come, as it was recorded, the first stage first; empty: a draft.
    pub record: Vec<Stage>,
    /// The earlier plan it stays close to, and how; `None` where it was made without one.
    pub keep: Option<Keep>,
    /// How it ended.
    pub status: PlanStatus,
    /// The levels, in order.
    pub objectives: Vec<Objective>,
    /// Sum of the teams' scores.
    pub score: i64,
    /// Upper bound of the score given the levels above.
    pub bound: i64,
    /// The method's own split; `filled` has one entry a unit, aligned with `split.units`.
    pub split: Split,
    /// People using each unit's seats, in the split's unit order.
    pub filled: Vec<u64>,
    /// The pools.
    pub reserved: Vec<ReservedSeats>,
    /// How each cluster ended.
    pub clusters: Vec<ClusterOutcome>,
    /// The teams.
    pub teams: Vec<Team>,
    /// Everybody who sits in no team, in nominee order.
    pub not_selected: Vec<NotSelected>,
    /// Waiting lists.
    pub reserves: Vec<Reserves>,
    /// Seats left empty.
    pub vacant: Vec<Vacancy>,
    /// What cannot hold.
    pub clash: Vec<Clash>,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// How it was found.
    pub solver: SolverReport,
    /// What proves it.
    pub certificate: Certificate,
}

impl Plan {
    /// How far it has come.
    pub fn state(&self) -> PlanState {
        self.record.last().map_or(PlanState::Draft, |stage| stage.state)
    }
}

/// A stage of a plan: what it became, by whom and when, as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stage {
    /// What it became.
    pub state: PlanState,
    /// By whom.
    pub by: Option<String>,
    /// When: a day as `2022-06-15`.
    pub date: Option<String>,
}

/// How far a plan has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum PlanState {
    /// Nobody has decided anything.
    #[default]
    Draft,
    /// Put forward to be approved.
    Proposed,
    /// Approved.
    Approved,
    /// Told to the participants: seats and people are locked.
    Announced,
}

impl PlanState {
    /// All states, in order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Proposed, Self::Approved, Self::Announced];

    /// Its word in a plan.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Announced => "announced",
        }
    }
}

/// Which programme a plan is of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlannedProgramme {
    /// Its name.
    pub name: String,
    /// Its year.
    pub year: Option<i32>,
    /// A hash of its contents.
    pub digest: String,
}

/// How a plan, or a cluster's part of it, ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanStatus {
    /// Proven: nothing better exists.
    Optimal,
    /// Legal, with a bound that it does not reach.
    Feasible,
    /// Some clusters have no legal plan; the others are proven.
    Partial,
    /// No legal plan.
    Infeasible,
}

impl PlanStatus {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Optimal, Self::Feasible, Self::Partial, Self::Infeasible];

    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Partial => "partial",
            Self::Infeasible => "infeasible",
        }
    }
}

/// One level of the objective.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Objective {
    /// Which.
    pub name: ObjectiveName,
    /// What the plan reaches.
    pub value: i64,
    /// What no plan can beat, given the levels before.
    pub bound: i64,
}

/// The levels, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ObjectiveName {
    /// Cluster seats filled, most first.
    SeatsFilled,
    /// Pool seats filled, most first.
    PoolSeatsFilled,
    /// Squared distance from the fair split, least first.
    SplitDistance,
    /// People moved from a kept plan, fewest first.
    PeopleMoved,
    /// Score of the worst team, highest first.
    WorstTeam,
    /// Teams, from the lowest score on, whose scores no plan that is as good below can better.
    Leximin,
    /// Sum of scores, highest first.
    Score,
}

impl ObjectiveName {
    /// All levels.
    pub const ALL: [Self; 7] = [
        Self::SeatsFilled,
        Self::PoolSeatsFilled,
        Self::SplitDistance,
        Self::PeopleMoved,
        Self::WorstTeam,
        Self::Leximin,
        Self::Score,
    ];

    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::SeatsFilled => "seats_filled",
            Self::PoolSeatsFilled => "pool_seats_filled",
            Self::SplitDistance => "split_distance",
            Self::PeopleMoved => "people_moved",
            Self::WorstTeam => "worst_team",
            Self::Leximin => "leximin",
            Self::Score => "score",
        }
    }
}

/// A pool's seats.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReservedSeats {
    /// The pool.
    pub name: String,
    /// Its seats.
    pub seats: u64,
    /// People using them.
    pub filled: u64,
}

/// How a cluster ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClusterOutcome {
    /// The cluster's id.
    pub cluster: String,
    /// How it ended.
    pub status: PlanStatus,
    /// Sum of its teams' scores.
    pub score: i64,
    /// What no plan of its seats can beat, given the whole plan's levels and couplings.
    pub bound: i64,
}

/// A team.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Team {
    /// Its id: the initiative's id, and `-2`, `-3`, ... where an initiative has several teams. A team that
    /// continues a team of a kept plan has that one's id.
    pub id: String,
    /// The initiative's id.
    pub initiative: String,
    /// The cluster's id (the first, where shared).
    pub cluster: String,
    /// The members' ids, in nominee order.
    pub members: Vec<String>,
    /// Its score.
    pub score: i64,
    /// weight × value of each criterion, in the order of [`Criterion::ALL`]; adds up to `score`.
    pub parts: [i64; 8],
    /// The coaching partner's id.
    pub partner: Option<String>,
}

impl Team {
    /// weight × value of one criterion.
    pub fn part(&self, criterion: Criterion) -> i64 {
        self.parts[criterion as usize]
    }
}

/// Somebody without a seat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotSelected {
    /// The nominee's id.
    pub nominee: String,
    /// Why.
    pub reason: Reason,
    /// Why, in words.
    pub detail: String,
}

/// Why somebody is not selected.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// Taken back by the organisation.
    Withdrawn,
    /// Said no.
    Declined,
    /// Put forward as a reserve only.
    Reserve,
    /// Pinned out.
    PinnedOut,
    /// Misses a `require_*` rule.
    NotEligible,
    /// There is no initiative they may join.
    NoInitiative,
    /// No legal team can hold them.
    NoLegalTeam,
    /// The people they belong together with could not all be placed.
    GroupNotPlaced,
    /// Somebody before them in their organisation's own order is not selected.
    Priority,
    /// A quota on people stands in the way.
    Quota,
    /// The cluster's seats are better used.
    SeatsFull,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 11] = [
        Self::Withdrawn,
        Self::Declined,
        Self::Reserve,
        Self::PinnedOut,
        Self::NotEligible,
        Self::NoInitiative,
        Self::NoLegalTeam,
        Self::GroupNotPlaced,
        Self::Priority,
        Self::Quota,
        Self::SeatsFull,
    ];

    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
            Self::Reserve => "reserve",
            Self::PinnedOut => "pinned_out",
            Self::NotEligible => "not_eligible",
            Self::NoInitiative => "no_initiative",
            Self::NoLegalTeam => "no_legal_team",
            Self::GroupNotPlaced => "group_not_placed",
            Self::Priority => "priority",
            Self::Quota => "quota",
            Self::SeatsFull => "seats_full",
        }
    }

    /// The reason that follows from a status, if it is one.
    pub fn of_status(status: Status) -> Option<Self> {
        match status {
            Status::Nominated => None,
            Status::Reserve => Some(Self::Reserve),
            Status::Withdrawn => Some(Self::Withdrawn),
            Status::Declined => Some(Self::Declined),
        }
    }
}

/// A cluster's waiting list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reserves {
    /// The cluster's id.
    pub cluster: String,
    /// Nominees' ids, next in line first.
    pub nominees: Vec<String>,
}

/// Seats left empty in a cluster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vacancy {
    /// The cluster's id.
    pub cluster: String,
    /// How many.
    pub seats: u64,
    /// Why, in words.
    pub reason: String,
    /// Ids of clusters that could fill them, in the method's order.
    pub could_go_to: Vec<String>,
}

/// Something that cannot hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// A short code, e.g. `pin`, `teams_min`, `quota`, `tie`.
    pub kind: String,
    /// Where: a cluster's, initiative's or nominee's id, or the table row.
    pub place: String,
    /// In words.
    pub text: String,
    /// What it is made of: without any one of these the rest can hold. Empty where that was not worked out.
    pub demands: Vec<ClashDemand>,
    /// What would resolve it, cheapest first.
    pub relaxations: Vec<ClashRelaxation>,
}

/// A demand that cannot hold together with others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClashDemand {
    /// A short code, e.g. `teams_min`, `pin_in`, `quota_min`.
    pub kind: String,
    /// The id it is about; empty for a rule of the programme.
    pub place: String,
    /// Its value, e.g. a number or a second id; empty where it has none.
    pub value: String,
}

/// One or two changes that together resolve a clash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClashRelaxation {
    /// In words.
    pub text: String,
    /// What it costs; see the reference.
    pub cost: u64,
    /// The changes; the value is what it becomes.
    pub steps: Vec<ClashDemand>,
}

/// How a plan was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SolverReport {
    /// Which linear programming backend.
    pub backend: String,
    /// Legal teams looked at.
    pub columns: u64,
    /// Rounds of pricing.
    pub rounds: u64,
    /// Nodes of the searches.
    pub nodes: u64,
    /// The seed.
    pub seed: u64,
}

/// What proves the bounds: the leaves of each block's search, together covering everything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Certificate {
    /// Duals are integers in units of 1/`scale` point; above zero.
    pub scale: i64,
    /// The leaves.
    pub cases: Vec<Case>,
}

/// One leaf: what the block's plans in it cannot beat, and why.
///
/// Where a plan is kept, a team counts once for each team of the kept plan that it may continue, and once
/// for none; for the level `PeopleMoved` its value is what the row [`Row::Kept`] counts.
///
/// The block's program, with x_t = 1 for each team t chosen: for every row r,
/// lo_r ≤ Σ_t a_rt·x_t ≤ hi_r. Rows and their limits are those of [`Row`], a decision narrows a
/// row or forbids teams. The value of a team is its score (`Score`) or its number of people
/// (`SeatsFilled`), plus, for each multiplier, multiplier × how many members the quota counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The block: the id of its (first) cluster.
    pub block: String,
    /// The level that is proven: `SeatsFilled`, `PeopleMoved` or `Score`.
    pub objective: ObjectiveName,
    /// The seat row of each cluster: id, least and most people. For `Score` both are the seats
    /// filled; for `SeatsFilled` 0 and the cluster's fair share.
    pub seats: Vec<(String, u64, u64)>,
    /// What was decided on the way to this leaf.
    pub decisions: Vec<Decision>,
    /// Integers added to each team's value for every member that a quota coupling several blocks counts.
    pub multipliers: Vec<(Row, i64)>,
    /// One dual a row, in units of 1/`scale`; rows left out have zero.
    pub duals: Vec<(Row, i64)>,
    /// How the bound follows.
    pub proof: Proof,
    /// No plan in this leaf has a larger value.
    pub bound: i64,
}

/// How a leaf's bound follows from its duals.
///
/// With y the duals, the dual value is L(y) = Σ_r max(lo_r·y_r, hi_r·y_r), the reduced cost of team t
/// is scale × value_t − Σ_r a_rt·y_r, and no plan is worth more than
/// (L(y) + the largest sum of positive reduced costs that the row limits allow) / scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// Floored, that is at most `bound`.
    Dual,
    /// It is above `bound`, but of the teams whose reduced cost is not too small for a plan above
    /// `bound` no legal choice is worth more: to be seen by plain search.
    Enumerate,
}

/// What was decided on the way to a leaf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// The block's people counted by this quota are `min ..= max`.
    Count {
        /// The quota.
        quota: Row,
        /// At least.
        min: u64,
        /// At most.
        max: u64,
    },
    /// These two sit in one team.
    Together(String, String),
    /// These two do not sit in one team.
    Apart(String, String),
}

/// A row of a block's program, named by what people wrote.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Row {
    /// Teams that hold the nominee: at most 1; exactly 1 where pinned in.
    Person(String),
    /// Teams of the initiative: `teams_min ..= teams_max`.
    Teams(String),
    /// All teams of the block: at least as many as hold the people who must be in teams, if all have the largest size.
    AllTeams,
    /// People of the cluster in teams.
    Seats(String),
    /// Selected people counted by a row of the table `quotas`.
    Quota {
        /// Row of the table, from 1.
        rule: usize,
        /// The region's name or the cluster's id; empty for the programme.
        scope: String,
        /// The value, folded.
        value: String,
    },
    /// `later` selected minus `earlier` selected: at most 0.
    Priority {
        /// The nominee with the larger number.
        later: String,
        /// The nominee with the smaller number.
        earlier: String,
    },
    /// Teams that continue this team of the kept plan: at most 1. Only where a plan is kept.
    OldTeam(String),
    /// People of the block who sit in the team they sat in, less those who were out and are in a team:
    /// at least as many as the level `people_moved` reached, where that comes before.
    Kept,
    /// The sum of the block's scores: at least what the level `score` reached, where that comes before.
    Points,
}
