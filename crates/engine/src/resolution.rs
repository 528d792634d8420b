//! What would resolve a clash: loosenings, each verified by solving. Data without words.

use crate::outcome::Demand;
use fordel_model::{ClusterId, Column, InitiativeId, Level, NomineeId, SectorId, TeamRule, plan};

/// A clash, what it is made of, and what would resolve it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolution {
    /// Which of the outcome's clashes.
    pub clash: usize,
    /// Demands that cannot hold together: with any one of them dropped, the rest can. All other demands
    /// may be dropped and they still cannot.
    pub demands: Vec<Demand>,
    /// The smallest loosenings that give the clusters a plan, cheapest first.
    pub relaxations: Vec<Relaxation>,
}

/// One or two steps that together give a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relaxation {
    /// The steps.
    pub steps: Vec<Step>,
    /// What they cost together (see [`Step`]).
    pub cost: u64,
}

/// One demand made weaker, or one thing more to build on. Costs, by which the smallest are chosen, stand in
/// `docs/reference.md`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// `teams_min` of an initiative becomes this.
    TeamsMin(InitiativeId, u32),
    /// `teams_max` of an initiative becomes this.
    TeamsMax(InitiativeId, u32),
    /// The least number of a quota becomes this.
    QuotaMin(plan::Row, u64),
    /// The largest number of a quota becomes this.
    QuotaMax(plan::Row, u64),
    /// `size_min` of an initiative becomes this.
    SizeMin(InitiativeId, u8),
    /// `size_max` of an initiative becomes this.
    SizeMax(InitiativeId, u8),
    /// The rule `min_sectors` becomes this.
    MinSectors(u32),
    /// `min_sectors` of an initiative becomes this.
    InitiativeSectors(InitiativeId, u32),
    /// An initiative's teams need not hold this sector.
    RequiredSector(InitiativeId, SectorId),
    /// An initiative's teams need not hold this level.
    RequiredLevel(InitiativeId, Level),
    /// A further rule on teams is taken away.
    Further(TeamRule),
    /// The rule `max_same_organisation` becomes this.
    SameOrganisation(u32),
    /// The rule `max_same_profession` becomes this.
    SameProfession(u32),
    /// The rule `min_leaders_of_leaders` becomes this.
    Leaders(u32),
    /// The rule `nobody_alone` leaves out this column.
    NobodyAlone(Column),
    /// These two need not be kept apart.
    Apart(NomineeId, NomineeId),
    /// These two need not be together.
    Together(NomineeId, NomineeId),
    /// The rule `require_*` on this column is dropped.
    Requirement(Column),
    /// `respect_priority` is set to false.
    Priority,
    /// Everybody may join any initiative of their cluster.
    Nominations,
    /// The pin that wants somebody in is taken away.
    PinIn(NomineeId),
    /// The pins that keep somebody out are taken away.
    PinOut(NomineeId),
    /// Somebody who is a reserve, or had withdrawn or declined, is nominated.
    Reinstate(NomineeId),
    /// An initiative is shared with one cluster more.
    Share(InitiativeId, ClusterId),
    /// A cluster's `min_seats` becomes this.
    MinSeats(ClusterId, u64),
    /// A cluster's `max_seats` becomes this.
    MaxSeats(ClusterId, u64),
    /// The programme's seats become this.
    Seats(u64),
    /// The seats kept out for a pool become this.
    PoolSeats(String, u64),
    /// Seats may stay empty: `unfilled` is `leave_empty`.
    LeaveEmpty,
    /// So many people may move from the earlier plan.
    MaxMoves(u64),
}
