//! Waiting lists: who is next in line in each cluster when somebody drops out.

use crate::ground::Ground;
use fordel_model::{ClusterId, IdVec, NomineeId, Status};

/// Each cluster's list: candidates some team can hold before people nominated as reserves, each by the
/// organisations' own order (people without a number last), then by table order.
pub(crate) fn lists(
    ground: &Ground<'_>,
    seated: &IdVec<NomineeId, bool>,
) -> IdVec<ClusterId, Vec<NomineeId>> {
    let programme = ground.programme;
    let list = |cluster: ClusterId| {
        let mut waiting: Vec<NomineeId> = programme
            .nominees
            .enumerate()
            .filter(|(id, nominee)| nominee.cluster == cluster && !seated[*id])
            .filter(|(id, nominee)| ground.is_placeable(*id) || nominee.status == Status::Reserve)
            .map(|(id, _)| id)
            .collect();
        waiting.sort_by_key(|&id| {
            let nominee = &programme.nominees[id];
            (nominee.status, nominee.priority.unwrap_or(u32::MAX), id)
        });
        waiting
    };
    programme.clusters.ids().map(list).collect()
}
