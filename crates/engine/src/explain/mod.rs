//! Why a plan is as it is, by asking what else there could be: something is forced, the programme is
//! planned again, and the two plans are compared. No figure here is a guess.
//!
//! Each reason carries what was forced, so that one command (`fordel plan PROGRAMME --pin-in N17 ...`)
//! gives the same plan. The pieces a team's score is made of stand in [`contribution`].

mod cluster;
pub mod contribution;
mod force;
mod meeting;
mod nominee;
mod rules;
mod swap;
mod team;

pub use contribution::{Contribution, Piece};
pub use force::{Came, Explainer, Forced, ForcedPlan, Stay, Unforced};
pub use meeting::{Meeting, OtherKey};

use fordel_apportion::explain::UnitExplanation;
use fordel_model::plan::{NotSelected, Team};

/// Somebody, a team or a cluster, explained.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// Whom or what it is about.
    pub subject: Subject,
    /// The teams it concerns, with what their scores are made of.
    pub teams: Vec<(Team, Vec<Contribution>)>,
    /// Why the person is not selected.
    pub not_selected: Option<NotSelected>,
    /// Why the cluster has its seats.
    pub seats: Option<Seats>,
    /// What else there could be, each with what comes of it.
    pub because: Vec<Because>,
    /// Swaps looked at before those shown were found, and how many were legal.
    pub swaps_tried: usize,
}

/// Whom or what an explanation is about, by its id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A nominee.
    Nominee(String),
    /// A team of the plan.
    Team(String),
    /// A cluster.
    Cluster(String),
}

/// A question, and what comes of forcing it.
#[derive(Clone, PartialEq, Debug)]
pub struct Because {
    /// What is asked.
    pub question: Question,
    /// What is forced, and what comes of it.
    pub forced: Forced,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// The best plan with this person in a team.
    In(String),
    /// The person in a team, and as few others moved as can be.
    Joins(String),
    /// The best plan with the person on this initiative.
    On(String, String),
    /// The best plan without the person in a team of this initiative; of any where none is named.
    Without(String, Option<String>),
    /// The person drops out, and as few others move as can be.
    DropsOut(String),
    /// The two change places; the other sits in no team where the last is `None`.
    Swap(String, String, Option<String>),
    /// The best plan without this rule.
    Rule(String),
    /// The cluster has one seat more.
    OneMore(String),
    /// The cluster has one seat fewer.
    OneFewer(String),
}

/// Why a cluster has its seats.
#[derive(Clone, PartialEq, Debug)]
pub struct Seats {
    /// Its position among the split's units.
    pub unit: usize,
    /// By how much its weight must change to gain or lose one.
    pub change: UnitExplanation,
    /// Ids in the order in which units would lose a seat.
    pub first_to_lose: Vec<String>,
}
