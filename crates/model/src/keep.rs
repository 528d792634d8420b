//! An earlier plan that a new one is to stay close to: where people sat, and how much that counts
//! (contract, section 3).
//!
//! *Moved* are the people the earlier plan names, still eligible, whose place differs: the team they
//! sat in, or out. Each new team continues at most one earlier team of the same initiative, each
//! earlier team is continued at most once, and of all such pairings the one that moves the fewest
//! people counts. So somebody who was out and is selected now has moved, and somebody who has withdrawn,
//! or whom the earlier plan does not know, has not.

use crate::plan::Plan;

/// Where people sat in an earlier plan, by the ids it was written with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OldPlan {
    /// A hash of the earlier plan as it was published.
    pub digest: String,
    /// Its teams, in its order.
    pub teams: Vec<OldTeam>,
    /// The ids of those it did not select, in its order.
    pub out: Vec<String>,
}

/// A team of an earlier plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OldTeam {
    /// Its id.
    pub id: String,
    /// The initiative's id.
    pub initiative: String,
    /// The members' ids, in its order.
    pub members: Vec<String>,
}

/// What is to be kept of an earlier plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keep {
    /// The earlier plan.
    pub old: OldPlan,
    /// Where fewest people moved stands among the levels.
    pub order: KeepOrder,
    /// No more people than this may move, whatever it costs; comes before every level.
    pub max_moves: Option<u64>,
}

/// Where fewest people moved stands among the levels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum KeepOrder {
    /// Before the score (and the worst team).
    #[default]
    First,
    /// After the score: among the best plans, one that moves the fewest.
    Last,
}

impl KeepOrder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::First, Self::Last];

    /// Its word in a plan.
    pub fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
        }
    }
}

impl OldPlan {
    /// What `plan`, whose published text has this `digest`, says about places.
    pub fn of(plan: &Plan, digest: String) -> Self {
        let team = |team: &crate::plan::Team| OldTeam {
            id: team.id.clone(),
            initiative: team.initiative.clone(),
            members: team.members.clone(),
        };
        Self {
            digest,
            teams: plan.teams.iter().map(team).collect(),
            out: plan.not_selected.iter().map(|row| row.nominee.clone()).collect(),
        }
    }
}
