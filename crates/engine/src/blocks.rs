//! Which clusters, quotas and initiatives belong together: what decides the blocks before any team is listed.

use fordel_model::id::Id;
use fordel_model::{ClusterId, IdVec, Initiative, InitiativeId, Programme};
use fordel_solver::Quota;
use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, BTreeSet};

/// By cluster: its cell. Clusters that share an initiative have the same.
pub(crate) fn cells_of_clusters(programme: &Programme) -> IdVec<ClusterId, usize> {
    let mut joined: UnionFind<usize> = UnionFind::new(programme.clusters.len());
    for initiative in programme.initiatives.iter() {
        for pair in initiative.clusters.windows(2) {
            joined.union(pair[0].index(), pair[1].index());
        }
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let number = |cluster: ClusterId| {
        let next = numbers.len();
        *numbers.entry(joined.find(cluster.index())).or_insert(next)
    };
    programme.clusters.ids().map(number).collect()
}

/// The only block whose people a quota counts or, where it counts nobody, that its scope names:
/// `None` where it reaches over several.
pub(crate) fn only_cell(
    programme: &Programme,
    cell_of: &IdVec<ClusterId, usize>,
    quota: &Quota,
) -> Option<usize> {
    let cells: BTreeSet<usize> =
        quota.people.iter().map(|&nominee| cell_of[programme.nominees[nominee].cluster]).collect();
    let scope: BTreeSet<usize> = quota.clusters.iter().map(|&id| cell_of[id]).collect();
    match (cells.first(), scope.first()) {
        (Some(&only), _) if cells.len() == 1 => Some(only),
        (None, Some(&only)) if scope.len() == 1 => Some(only),
        _ => None,
    }
}

/// Whether an initiative need not have its `teams_min`: its clusters together have fewer fair seats than
/// the smallest team of any of their initiatives has people.
pub(crate) fn waives_teams_min(
    programme: &Programme,
    fair: &IdVec<ClusterId, u64>,
    initiative: InitiativeId,
) -> bool {
    let clusters = &programme.initiatives[initiative].clusters;
    let seats: u64 = clusters.iter().map(|&cluster| fair[cluster]).sum();
    let touches = |other: &&Initiative| other.clusters.iter().any(|cluster| clusters.contains(cluster));
    let sizes = programme.initiatives.iter().filter(touches).map(|other| u64::from(other.size.min()));
    sizes.min().is_some_and(|size| seats < size)
}
