//! The catalogue: everything a report of a plan says, as a type, and one `match` a language.
//!
//! A text that is missing in one language does not compile.

mod da;
mod en;

use crate::Language;
use fordel_model::plan::{ObjectiveName, Reason};
use fordel_model::{Column, Method};

/// A heading, the name of a column or another fixed text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Word {
    /// The section on what cannot hold.
    Clashes,
    /// The section on an open tie.
    Tie,
    /// The section on the split.
    Seats,
    /// The section on seats left empty.
    Vacant,
    /// The section on the teams.
    Teams,
    /// The section on people without a seat.
    NotSelected,
    /// The section on the waiting lists.
    WaitingLists,
    /// The section on what the reader should know.
    Warnings,
    /// The section on the proof.
    Proof,
    /// Column: the cluster.
    Cluster,
    /// Column: weight × seats / total.
    Quota,
    /// Column: seats of the split.
    SeatsOfSplit,
    /// Column: people using them.
    Filled,
    /// Last row of the split.
    Total,
    /// Column: the team and its initiative.
    Team,
    /// Column: the initiative.
    Initiative,
    /// Column: the nominee's id.
    Nominee,
    /// Column: a name.
    Name,
    /// Column: the organisation.
    Organisation,
    /// Column: the sector.
    Sector,
    /// Column: the seat somebody uses.
    Seat,
    /// Column: how many people.
    People,
    /// Column: why.
    Reason,
    /// Column: to whom seats could go.
    CouldGoTo,
    /// Column: the level of the objective.
    Objective,
    /// Column: what the plan reaches.
    Reached,
    /// Column: what no plan can beat.
    Bound,
    /// The seat of one's own cluster.
    ClusterSeat,
    /// Seats that a tie leaves open.
    Undecided,
    /// Nobody and nothing.
    Nobody,
    /// What to do about an open tie.
    WaysOnWithTie,
    /// What would resolve a clash.
    Relaxations,
    /// A cluster whose part is proven.
    Proven,
    /// A cluster whose part is legal but not proven.
    NotProven,
    /// A cluster without a legal plan.
    NoLegalPlan,
    /// Why people of such a cluster are not selected.
    ClusterHasNoPlan,
    /// The verdict where a tie keeps the split open.
    NoPlanForTie,
    /// The verdict before anybody is nominated.
    NobodyNominated,
}

/// A sentence about figures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Message<'a> {
    /// The verdict of a proven plan.
    Optimal(Summary),
    /// The verdict of a legal plan that is not proven.
    Feasible(Summary, i64),
    /// The verdict where some clusters have no plan.
    Partial {
        /// The figures.
        summary: Summary,
        /// Clusters without a legal plan.
        without: u64,
        /// Clusters with a legal plan that is not proven.
        unproven: u64,
        /// All clusters.
        clusters: u64,
    },
    /// The verdict where there is no plan.
    Infeasible,
    /// The method and the key.
    HowSplit {
        /// The method.
        method: Method,
        /// Columns split over first, from the top, joined.
        levels: &'a str,
        /// The column of weights.
        key: &'a str,
        /// Where it comes from.
        source: Option<&'a str>,
    },
    /// Seats handed on by the key: the clusters with what they have fewer or more.
    HandedOn(&'a str),
    /// A cluster has so many fewer (below zero) or more seats than the split gave it.
    Change(&'a str, i64),
    /// A team's heading: title, id, score, coaching partner.
    TeamLine {
        /// The initiative's title.
        title: &'a str,
        /// The team's id.
        id: &'a str,
        /// Its score.
        score: i64,
        /// Its coaching partner.
        partner: Option<&'a str>,
    },
    /// Who would get the next seats.
    NextInLine(&'a str),
    /// Units outside their quota.
    OutsideQuota(&'a str),
    /// Seats kept out of the split: name, seats, filled.
    Reserved(&'a str, u64, u64),
    /// A tie that a rule broke: winners, all tied, seats.
    BrokenByWeight(&'a str, &'a str, u64),
    /// A tie that the order of the table broke: winners, all tied, seats.
    BrokenByOrder(&'a str, &'a str, u64),
    /// A tie that a lot broke: winners, all tied, seats, seed.
    BrokenByLot(&'a str, &'a str, u64, Option<u64>),
    /// An open tie: units, seats, outcomes.
    OpenTie(&'a str, u64, &'a str),
    /// A cluster's heading: name and id, filled, seats, teams, score.
    ClusterLine {
        /// Name and id.
        cluster: &'a str,
        /// People using its seats.
        filled: u64,
        /// Its seats; `None` where undecided.
        seats: Option<u64>,
        /// Its teams.
        teams: u64,
        /// Their score.
        score: i64,
        /// How it ended.
        ending: Word,
    },
    /// People on a waiting list beyond those shown.
    AndMore(u64),
    /// How the search went: backend, teams looked at, rounds, nodes, seed.
    Search {
        /// Which linear programming backend.
        backend: &'a str,
        /// Legal teams looked at.
        columns: u64,
        /// Rounds of pricing.
        rounds: u64,
        /// Nodes of the searches.
        nodes: u64,
        /// The seed.
        seed: u64,
    },
    /// Leaves of the certificate.
    Leaves(u64),
}

/// The figures of a verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Summary {
    pub(crate) filled: u64,
    pub(crate) seats: u64,
    pub(crate) teams: u64,
    pub(crate) score: i64,
}

impl Language {
    /// A fixed text.
    pub(crate) fn word(self, word: Word) -> &'static str {
        match self {
            Self::English => en::word(word),
            Self::Danish => da::word(word),
        }
    }

    /// A sentence.
    pub(crate) fn say(self, message: Message<'_>) -> String {
        match self {
            Self::English => en::message(message),
            Self::Danish => da::message(message),
        }
    }

    /// So many seats.
    pub(crate) fn seats(self, seats: u64) -> String {
        match self {
            Self::English => en::seats_(seats),
            Self::Danish => da::seats_(seats),
        }
    }

    /// Why somebody is not selected.
    pub(crate) fn reason(self, reason: Reason) -> &'static str {
        match self {
            Self::English => en::reason(reason),
            Self::Danish => da::reason(reason),
        }
    }

    /// A level of the objective.
    pub(crate) fn objective(self, name: ObjectiveName) -> &'static str {
        match self {
            Self::English => en::objective(name),
            Self::Danish => da::objective(name),
        }
    }

    /// A column of the nominees.
    pub(crate) fn column(self, column: &Column) -> String {
        match self {
            Self::English => crate::clean(&column.to_string()),
            Self::Danish => da::column(column),
        }
    }

    /// A sector or area by its code; other words as they are.
    pub(crate) fn sector(self, code: &str) -> &str {
        match self {
            Self::English => en::sector(code),
            Self::Danish => da::sector(code),
        }
    }
}

/// A method's name as the field writes it, the same in both languages.
pub(crate) fn method_name(method: Method) -> String {
    match method {
        Method::Hamilton => "Hamilton".to_owned(),
        Method::DroopLr => "Droop".to_owned(),
        Method::HagenbachBischoffLr => "Hagenbach-Bischoff".to_owned(),
        Method::SainteLague => "Sainte-Laguë".to_owned(),
        Method::DHondt => "D'Hondt".to_owned(),
        Method::HuntingtonHill => "Huntington-Hill".to_owned(),
        Method::Adams => "Adams".to_owned(),
        Method::Dean => "Dean".to_owned(),
        Method::Imperiali => "Imperiali".to_owned(),
        Method::Danish
        | Method::ModifiedSainteLague { .. }
        | Method::Stationary { .. }
        | Method::PowerMean(_)
        | Method::QuotaMethod
        | Method::Lottery
        | Method::MonotoneLottery { .. } => method.to_string(),
    }
}
