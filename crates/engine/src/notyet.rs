//! What the contract knows and the planner does not plan yet: said clearly, never planned wrongly.

use fordel_model::programme::ObjectiveKind;
use fordel_model::{NomineeId, Programme};
use std::fmt;

/// Something a programme uses that cannot be planned yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotYet {
    /// `objective = "worst_team_first"`.
    WorstTeamFirst,
    /// An initiative of several clusters; its id.
    SharedInitiative(String),
    /// A pool of reserved seats with people in it; its name.
    SeatPool(String),
    /// More people or teams in one cluster than can be listed; its id.
    TooManyTeams(String),
    /// A kept plan with a cluster whose teams are too many to list; its id.
    KeepInLargePool(String),
}

impl fmt::Display for NotYet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorstTeamFirst => {
                f.write_str("the objective `worst_team_first` cannot be planned yet; use `total`")
            }
            Self::SharedInitiative(id) => write!(
                f,
                "initiative `{id}` belongs to several clusters: shared initiatives cannot be planned yet; name one cluster"
            ),
            Self::SeatPool(name) => write!(
                f,
                "the reserved seats `{name}` have nominees who use them: seat pools cannot be planned yet; leave out \
                 `sectors` of the reserved seats and `seat_pool` of nominees"
            ),
            Self::KeepInLargePool(cluster) => write!(
                f,
                "cluster `{cluster}` has more people or possible teams than can be listed (128 people, 20 million teams): \
                 such a large pool cannot be kept close to an earlier plan yet; plan it without `--keep`"
            ),
            Self::TooManyTeams(cluster) => write!(
                f,
                "cluster `{cluster}` has more people or possible teams than can be listed here: \
                 such large pools cannot be planned so yet; tighten the rules or name initiatives for the nominees"
            ),
        }
    }
}

/// Everything a programme uses that cannot be planned yet, in table order.
pub(crate) fn not_yet(programme: &Programme) -> Vec<NotYet> {
    let mut found = Vec::new();
    if programme.objective == ObjectiveKind::WorstTeamFirst {
        found.push(NotYet::WorstTeamFirst);
    }
    let shared = programme.initiatives.iter().filter(|initiative| initiative.clusters.len() > 1);
    found.extend(shared.map(|initiative| NotYet::SharedInitiative(initiative.id.clone())));
    let uses = |id: NomineeId, pool: &fordel_model::programme::Reserved| {
        let nominee = &programme.nominees[id];
        match &nominee.seat_pool {
            Some(own) => fordel_model::fold(own) == fordel_model::fold(&pool.name),
            None => pool.sectors.contains(&nominee.sector),
        }
    };
    let pools = programme.reserved.iter().filter(|pool| programme.nominees.ids().any(|id| uses(id, pool)));
    found.extend(pools.map(|pool| NotYet::SeatPool(pool.name.clone())));
    found
}
