//! What the reader of a plan should know beside it.

use crate::outcome::Notice;
use crate::plan::Ground;
use fordel_model::{Criterion, InitiativeId, NomineeId};
use fordel_solver::merit::mean_merit;

/// All notices, in a fixed order.
pub(crate) fn notices(ground: &Ground<'_>, equally_close: bool) -> Vec<Notice> {
    let programme = ground.programme;
    let mut notices = Vec::new();
    let weighs = |criterion: Criterion| programme.score.weight(criterion) > 0;
    let some_figure =
        programme.nominees.iter().any(|nominee| nominee.merit != fordel_model::Merit::default());
    if some_figure && (weighs(Criterion::Merit) || weighs(Criterion::Balance)) {
        let without: Vec<InitiativeId> = programme
            .initiatives
            .enumerate()
            .filter(|(_, initiative)| mean_merit(programme, &ground.candidacy, initiative).is_none())
            .map(|(id, _)| id)
            .collect();
        if !without.is_empty() {
            notices.push(Notice::MeritNotUsed(without));
        }
    }
    let placeable = |nominee: NomineeId| {
        let cell = &ground.cells[fordel_model::id::Id::index(programme.nominees[nominee].cluster)];
        cell.block.people.binary_search(&nominee).is_ok_and(|p| cell.block.placeable[p])
    };
    for group in &ground.candidacy.groups {
        if !group.iter().any(|&nominee| placeable(nominee)) {
            notices.push(Notice::GroupOut(group.clone()));
        }
    }
    if programme.rules.respect_priority {
        let blocking_nobody: Vec<NomineeId> = programme
            .nominees
            .enumerate()
            .filter(|(id, nominee)| {
                nominee.priority.is_some()
                    && ground.candidacy.is_candidate(*id)
                    && !ground.candidacy.pinned_in[*id]
                    && !placeable(*id)
            })
            .map(|(id, _)| id)
            .collect();
        if !blocking_nobody.is_empty() {
            notices.push(Notice::DoNotBlock(blocking_nobody));
        }
    }
    for cell in &ground.cells {
        let wants_team = cell.block.initiatives.iter().any(|&k| programme.initiatives[k].teams_min > 0);
        if wants_team && cell.waives_teams_min() {
            notices.push(Notice::TeamsMinWaived(cell.cluster()));
        }
    }
    let unused = programme.reserved.iter().filter(|pool| pool.seats > 0);
    notices.extend(unused.map(|pool| Notice::PoolUnused(pool.name.clone(), pool.seats)));
    if equally_close {
        notices.push(Notice::EquallyClose);
    }
    notices
}
