//! What was announced, held: the seats that clusters were told, and the people in the teams they were told.

use crate::fair;
use fordel_model::change::Bound;
use fordel_model::plan::Reason;
use fordel_model::{Change, Plan, Programme, fold};
use fordel_solver::Candidacy;

/// The changes that keep every cluster the seats it was told. None where the split gives them anyway.
pub fn locked_seats(programme: &Programme, announced: &Plan) -> Vec<Change> {
    let told = |id: &str| {
        let unit = announced.split.units.iter().find(|unit| fold(&unit.id) == fold(id))?;
        unit.seats
    };
    let split = fordel_apportion::split(&fair::problem(programme)).ok();
    let as_told = split.as_ref().is_some_and(|split| {
        split.tie.is_none()
            && split.units.iter().all(|unit| told(&unit.id).is_none_or(|seats| unit.seats >= Some(seats)))
    });
    if as_told {
        return Vec::new();
    }
    let held = |row: &fordel_model::Cluster| {
        let seats = told(&row.id)?;
        // Not fixed: a programme with more seats than were announced hands out the rest.
        Some(Change::Bound { cluster: row.id.clone(), bound: Bound::Min, seats: Some(seats) })
    };
    programme.clusters.iter().filter_map(held).collect()
}

/// The changes that keep everybody who is still eligible in the team they were told, but for those whom a
/// pin of the programme places, and those reopened (ids of nominees, clusters or teams).
pub fn locked_people(programme: &Programme, announced: &Plan, reopened: &[String]) -> Vec<Change> {
    let candidacy = Candidacy::of(programme);
    let is_open = |id: &str| reopened.iter().any(|one| fold(one) == fold(id));
    let mut changes = Vec::new();
    for team in announced.teams.iter().filter(|team| !is_open(&team.id) && !is_open(&team.cluster)) {
        let known =
            programme.initiatives.enumerate().find(|(_, row)| fold(&row.id) == fold(&team.initiative));
        let Some((k, _)) = known else { continue };
        for (id, row) in programme.nominees.enumerate() {
            let is_member = team.members.iter().any(|member| fold(member) == fold(&row.id));
            let is_pinned = programme.pins.iter().any(|pin| pin.nominee == id);
            let is_free = is_pinned
                || is_open(&row.id)
                || is_open(&programme.clusters[row.cluster].id)
                || !candidacy.may[id].contains(&k);
            if is_member && !is_free {
                changes.push(Change::PinTeam { nominee: row.id.clone(), team: team.id.clone() });
            }
        }
    }
    changes
}

/// People who were told a team and are still eligible, yet have another or none in `plan`.
pub fn displaced(plan: &Plan, announced: &Plan, reopened: &[String]) -> Vec<String> {
    let is_open = |id: &str| reopened.iter().any(|one| fold(one) == fold(id));
    let found = crate::difference(plan, announced);
    let gone = |reason: Option<Reason>| {
        matches!(
            reason,
            None | Some(
                Reason::Withdrawn
                    | Reason::Declined
                    | Reason::Reserve
                    | Reason::NotEligible
                    | Reason::PinnedOut
            )
        )
    };
    let out = found.people_out.iter().filter(|one| !gone(one.reason)).map(|one| &one.nominee);
    let moved = found.moved.iter().map(|one| &one.nominee);
    out.chain(moved).filter(|id| !is_open(id)).cloned().collect()
}
