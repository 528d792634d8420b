//! Seats left empty: why, and who could fill them.

use crate::fair;
use crate::ground::Ground;
use crate::options::Prices;
use crate::outcome::{ClusterPlan, Vacant, WhyVacant};
use fordel_model::plan::PlanStatus;
use fordel_model::{ClusterId, IdVec};
use fordel_solver::Effort;
use rayon::prelude::*;

/// Why a cluster's seats cannot all be filled.
pub(crate) fn why_vacant(
    ground: &Ground<'_>,
    cluster: ClusterId,
    (by_quota, by_moves): (bool, bool),
) -> WhyVacant {
    let cell = ground.cell(cluster);
    let at = cell.position(cluster).expect("a cluster is in its own cell");
    let (fair, people) = (cell.fair[at], cell.block.n_placeable(at));
    let own = ground.programme.initiatives.iter().filter(|one| one.clusters.contains(&cluster));
    let is_alone = cell.pools.is_empty() && own.clone().all(|one| one.clusters.len() == 1);
    let places = own.clone().map(|one| u64::from(one.teams_max) * u64::from(one.size.max())).sum();
    match own.map(|one| u64::from(one.size.min())).min() {
        None => WhyVacant::NoInitiative,
        Some(team) if fair < team && is_alone => WhyVacant::SmallerThanATeam { seats: fair, team },
        Some(_) if places < fair && places <= people => WhyVacant::TeamsFull { places },
        Some(_) if people < fair => WhyVacant::TooFewPeople { people },
        Some(_) if by_quota => WhyVacant::WiderQuota,
        Some(_) if by_moves => WhyVacant::MaxMoves,
        Some(_) => WhyVacant::Rules,
    }
}

/// Seats left empty, why, and who could fill them.
pub(crate) fn vacancies(
    ground: &Ground<'_>,
    clusters: &IdVec<ClusterId, ClusterPlan>,
    quota_bound: &[ClusterId],
    moves_bound: &[ClusterId],
    effort: &mut Effort,
) -> Vec<Vacant> {
    // Seats handed on are not empty: no more are listed than nobody uses.
    let used: u64 = clusters.iter().map(ClusterPlan::filled).sum();
    let mut left = ground.problem.seats.saturating_sub(used);
    let mut short: Vec<(ClusterId, u64)> = Vec::new();
    for (cluster, own) in clusters.enumerate() {
        let seats = ground.fair(cluster).saturating_sub(own.filled()).min(left);
        if seats > 0 {
            left -= seats;
            short.push((cluster, seats));
        }
    }
    if short.is_empty() {
        return Vec::new();
    }
    let empty: u64 = short.iter().map(|(_, seats)| seats).sum();
    let could = match ground.prices {
        Prices::Unasked | Prices::Moot => Vec::new(),
        Prices::Exact | Prices::Unknown => could_fill_more(ground, clusters, empty, effort),
    };
    short
        .into_iter()
        .map(|(cluster, seats)| {
            let why = if clusters[cluster].status == PlanStatus::Infeasible {
                WhyVacant::Clash
            } else {
                let bound = (quota_bound.contains(&cluster), moves_bound.contains(&cluster));
                why_vacant(ground, cluster, bound)
            };
            let could_go_to = could.iter().copied().filter(|&other| other != cluster).collect();
            Vacant { cluster, seats, why, could_go_to }
        })
        .collect()
}

/// Clusters that could fill more than they do, in the method's order of next claims.
fn could_fill_more(
    ground: &Ground<'_>,
    clusters: &IdVec<ClusterId, ClusterPlan>,
    empty: u64,
    effort: &mut Effort,
) -> Vec<ClusterId> {
    let ids: Vec<ClusterId> = clusters.ids().collect();
    let cells = if ground.whole.is_empty() { &ground.cells } else { &ground.whole };
    let able: Vec<(bool, Effort)> = ids
        .par_iter()
        .map(|&cluster| {
            let mut effort = Effort::default();
            let (own, cell) = (&clusters[cluster], &cells[ground.cell_of[cluster]]);
            let at = cell.position(cluster).expect("a cluster is in its own cell");
            let unit = &ground.problem.units[fordel_model::id::Id::index(cluster)];
            let cap = own.filled().saturating_add(empty).min(unit.bounds().1);
            // The others of its block keep what they have.
            let seats = |&id: &ClusterId| match id == cluster {
                true => (0, cap),
                false => (clusters[id].filled(), clusters[id].filled()),
            };
            let caps: Vec<u64> = cell.clusters().iter().map(|id| seats(id).1).collect();
            let able = own.status != PlanStatus::Infeasible
                && cell.reach(ground.programme, &caps)[at] > own.filled()
                && cell
                    .most_of(
                        ground.programme,
                        at,
                        cell.clusters().iter().map(seats).collect(),
                        u64::MAX,
                        &mut effort,
                    )
                    .known()
                    .is_some_and(|people| people > own.filled());
            (able, effort)
        })
        .collect();
    able.iter().for_each(|(_, own)| effort.add(own));
    let mut order: Vec<ClusterId> = Vec::new();
    for (cluster, nth) in fair::claims(&ground.problem) {
        let is_next = nth > clusters[cluster].filled();
        if is_next && able[fordel_model::id::Id::index(cluster)].0 && !order.contains(&cluster) {
            order.push(cluster);
        }
    }
    let later = clusters.ids();
    let missing: Vec<ClusterId> =
        later.filter(|id| able[fordel_model::id::Id::index(*id)].0 && !order.contains(id)).collect();
    order.extend(missing);
    order
}
