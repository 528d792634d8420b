//! What the reader of a plan should know beside it.

use crate::blocks::waives_teams_min;
use crate::ground::Ground;
use crate::outcome::Notice;
use fordel_model::{ClusterId, Criterion, IdVec, InitiativeId, NomineeId};
use fordel_solver::merit::mean_merit;
use std::collections::BTreeSet;

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
    let placeable = |nominee: NomineeId| ground.is_placeable(nominee);
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
    let fair: IdVec<ClusterId, u64> = programme.clusters.ids().map(|id| ground.fair(id)).collect();
    let waived = programme
        .initiatives
        .enumerate()
        .filter(|(k, initiative)| initiative.teams_min > 0 && waives_teams_min(programme, &fair, *k));
    let clusters: BTreeSet<ClusterId> = waived.flat_map(|(_, one)| one.clusters.iter().copied()).collect();
    notices.extend(clusters.into_iter().map(Notice::TeamsMinWaived));
    for (at, pool) in programme.reserved.iter().enumerate().filter(|(_, pool)| pool.seats > 0) {
        // Seats that nobody may use are a remark; those nobody does use show in the plan.
        if !programme.nominees.ids().any(|id| ground.candidacy.pool[id] == Some(at)) {
            notices.push(Notice::PoolUnused(pool.name.clone(), pool.seats));
        }
    }
    if equally_close {
        notices.push(Notice::EquallyClose);
    }
    notices
}
