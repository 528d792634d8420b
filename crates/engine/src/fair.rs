//! The fair split: the programme's seats over its clusters by the stated method.

use fordel_apportion::{Problem, Unit};
use fordel_model::id::Id;
use fordel_model::{ClusterId, IdVec, Programme, Split};

/// The split problem of a programme: one unit a cluster, in cluster order; reserved seats are kept out.
pub fn problem(programme: &Programme) -> Problem {
    let unit = |cluster: &fordel_model::Cluster| Unit {
        id: cluster.id.clone(),
        weight: cluster.weight.clone(),
        min: cluster.min_seats.or(programme.min_seats),
        max: cluster.max_seats.or(programme.max_seats),
        fixed: cluster.fixed_seats,
        groups: cluster.groups.clone(),
    };
    Problem {
        method: programme.method,
        seats: programme.seats_to_split(),
        units: programme.clusters.iter().map(unit).collect(),
        bound_rule: programme.bound_rule,
        on_tie: programme.on_tie,
        seed: programme.seed,
        levels: programme.levels.clone(),
        level_methods: programme.level_methods.clone(),
    }
}

/// The same problem with each cluster's largest number lowered to what it can fill; its least number
/// yields only to that. Where all together can fill less than the seats, only so many are split.
pub(crate) fn narrowed(problem: &Problem, can_fill: &IdVec<ClusterId, u64>) -> Problem {
    let mut narrowed = problem.clone();
    for (unit, &most) in narrowed.units.iter_mut().zip(can_fill.iter()) {
        let (min, max) = unit.bounds();
        unit.fixed = None;
        unit.max = Some(max.min(most));
        unit.min = Some(min.min(most));
    }
    // A unit of weight zero takes its minimum only.
    let room = |unit: &Unit| {
        let (min, max) = unit.bounds();
        u128::from(if unit.weight.is_zero() { min } else { max })
    };
    let room: u128 = narrowed.units.iter().map(room).sum();
    narrowed.seats = narrowed.seats.min(u64::try_from(room).unwrap_or(u64::MAX));
    narrowed
}

/// The seats of a split without an open tie, by cluster.
pub(crate) fn seats_of(split: &Split) -> Option<IdVec<ClusterId, u64>> {
    split.units.iter().map(|unit| unit.seats).collect()
}

/// The seat claims in the method's order: (cluster, its n-th seat), the first claim first.
pub(crate) fn claims(problem: &Problem) -> Vec<(ClusterId, u64)> {
    let mut seats = vec![0u64; problem.units.len()];
    fordel_apportion::priority_order(problem)
        .into_iter()
        .map(|unit| {
            seats[unit] += 1;
            (ClusterId::from_index(unit), seats[unit])
        })
        .collect()
}
