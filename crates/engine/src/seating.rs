//! Seating: every block's best plan for the seats its clusters can use, with what couples the blocks.

use crate::answer::{Answer, Solved};
use crate::cell::Cell;
use crate::choosing::{Other, any_filling};
use crate::fair;
use crate::ground::Ground;
use crate::groups::{Use, couple};
use crate::moves::limit_moves;
use crate::outcome::{Clash, Unplanned};
use crate::patterns::counts;
use crate::seated::{Seated, Seating, people, seats_of};
use crate::settle::{best_with_pools, settle};
use crate::vacancies::why_vacant;
use fordel_apportion::Problem;
use fordel_model::id::Id;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, IdVec, NomineeId, Split};
use fordel_solver::{Effort, Quota};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Seats every block.
///
/// # Errors
/// Where seats are handed on, the second split may be impossible.
pub(crate) fn seat(
    ground: &Ground<'_>,
    fair: &IdVec<ClusterId, u64>,
    effort: &mut Effort,
) -> Result<Seating, Unplanned> {
    let settled: Vec<_> = ground
        .cells
        .par_iter()
        .map(|cell| {
            let mut effort = Effort::default();
            (settle(ground, cell, &cell.fair, &mut effort), effort)
        })
        .collect();
    let mut seating = Seating {
        fair: fair.clone(),
        seated: Vec::new(),
        seats_cases: Vec::new(),
        joint_cases: Vec::new(),
        joint_bound: BTreeMap::new(),
        equally_close: false,
        quota_bound: Vec::new(),
        moves_bound: Vec::new(),
        open: false,
        distance_open: false,
    };
    for (settled, own) in settled {
        effort.add(&own);
        seating.seated.push(settled.seated);
        seating.seats_cases.push(settled.seats_cases);
        seating.equally_close |= settled.equally_close;
        seating.open |= settled.open;
    }
    match ground.programme.unfilled {
        Unfilled::LeaveEmpty => (),
        Unfilled::Redistribute => hand_on(ground, &mut seating, effort)?,
        Unfilled::Refuse => refuse_unfilled(ground, &mut seating),
    }
    couple(ground, &mut seating, Use::Any, effort);
    limit_moves(ground, &mut seating, Use::Any, effort);
    refuse_unmet(ground, &mut seating);
    Ok(seating)
}

/// Where empty seats are refused, a block that cannot fill all of its own has no plan.
fn refuse_unfilled(ground: &Ground<'_>, seating: &mut Seating) {
    for (cell, answer) in ground.cells.iter().zip(&mut seating.seated) {
        let Some(filled) = answer.solved().map(|solved| seats_of(cell, solved)) else { continue };
        let refused: Vec<Clash> = cell
            .clusters()
            .iter()
            .zip(cell.fair.iter().zip(filled))
            .filter(|(_, (fair, filled))| filled < fair)
            .map(|(&cluster, (&seats, filled))| {
                let why = why_vacant(ground, cluster, (false, false));
                Clash::Unfilled { cluster, seats, filled, why }
            })
            .collect();
        if !refused.is_empty() {
            *answer = Seated::Clash(refused);
        }
    }
}

/// Where clusters without a plan leave a least number over several clusters unmet, none of those
/// clusters has a legal plan.
fn refuse_unmet(ground: &Ground<'_>, seating: &mut Seating) {
    loop {
        let seated: BTreeSet<NomineeId> = ground
            .cells
            .iter()
            .zip(&seating.seated)
            .flat_map(|(cell, answer)| answer.solved().map_or_else(Vec::new, |solved| people(cell, solved)))
            .collect();
        let is_unmet = |quota: &&Quota| {
            let count = quota.people.iter().filter(|person| seated.contains(person)).count() as u64;
            quota.min.is_some_and(|min| count < min)
        };
        let hit = |quota: &Quota| -> Vec<usize> {
            // A scope without clusters is met nowhere.
            let all = 0..ground.cells.len();
            let reaches = |at: &usize| {
                quota.clusters.is_empty() || quota.clusters.iter().any(|&id| ground.cell_of[id] == *at)
            };
            all.filter(reaches).filter(|&at| seating.seated[at].solved().is_some()).collect()
        };
        let unmet = ground.quotas.iter().filter(is_unmet).map(|quota| (quota, hit(quota)));
        let Some((quota, cells)) = unmet.into_iter().find(|(_, cells)| !cells.is_empty()) else {
            return;
        };
        for at in cells {
            seating.seated[at] = Seated::Clash(vec![Clash::WiderQuotas(vec![quota.name.clone()])]);
            seating.joint_bound.remove(&at);
        }
    }
}

/// Hands on by the key what clusters cannot fill.
fn hand_on(ground: &Ground<'_>, seating: &mut Seating, effort: &mut Effort) -> Result<(), Unplanned> {
    let is_short = |at: usize| {
        let seats = seating.seats(ground, at);
        seats.is_none_or(|seats| seats.iter().zip(&ground.cells[at].fair).any(|(filled, fair)| filled < fair))
    };
    if !(0..ground.cells.len()).any(is_short) && pools_are_full(ground, seating) {
        return Ok(());
    }
    let can_fill: Vec<(Vec<Option<u64>>, Effort)> = ground
        .cells
        .par_iter()
        .map(|cell| {
            let mut effort = Effort::default();
            let most: Vec<(u64, u64)> =
                cell.clusters().iter().map(|&id| (0, ground.most_seats(id))).collect();
            let all = ground.problem.seats;
            let of_cluster =
                |at: usize| cell.most_of(ground.programme, at, most.clone(), all, &mut effort).known();
            ((0..cell.clusters().len()).map(of_cluster).collect(), effort)
        })
        .collect();
    can_fill.iter().for_each(|(_, own)| effort.add(own));
    // A block without a legal plan for any number of seats can fill none.
    let has_plan: Vec<bool> = can_fill.iter().map(|(most, _)| most.iter().all(Option::is_some)).collect();
    let mut most: IdVec<ClusterId, u64> = IdVec::filled(0, ground.problem.units.len());
    for (cell, (own, _)) in ground.cells.iter().zip(&can_fill) {
        for (&id, own) in cell.clusters().iter().zip(own) {
            most[id] = own.unwrap_or(0);
        }
    }
    let narrowed = fair::narrowed(&ground.problem, &most);
    let again = fordel_apportion::split(&narrowed)?;
    // A tie in the second split is decided by the method's order of claims, like equally close splits.
    seating.fair = match fair::seats_of(&again) {
        Some(fair) => fair,
        None => {
            seating.equally_close = true;
            decided(&narrowed, &again)
        }
    };
    let target = |at: usize, fair: &IdVec<ClusterId, u64>| -> Vec<u64> {
        ground.cells[at].clusters().iter().map(|&id| fair[id]).collect()
    };
    let moved: Vec<usize> = (0..ground.cells.len())
        .filter(|&at| seating.seats(ground, at).as_ref() != Some(&target(at, &seating.fair)))
        .collect();
    let answers: Vec<(usize, Answer, Effort)> = moved
        .into_par_iter()
        .filter(|&at| has_plan[at])
        .map(|at| {
            let mut effort = Effort::default();
            let target = target(at, &seating.fair);
            (at, best_with_pools(ground.programme, &ground.cells[at], &target, &mut effort).0, effort)
        })
        .collect();
    let mut every_one = true;
    for (at, answer, own) in answers {
        effort.add(&own);
        match answer {
            Answer::Plan(solved) => seating.seated[at] = Seated::Plan(solved),
            Answer::None(_) | Answer::Unknown => every_one = false,
        }
    }
    if every_one && pools_are_full(ground, seating) {
        return Ok(());
    }
    let planned: Vec<usize> = (0..ground.cells.len()).filter(|&at| has_plan[at]).collect();
    match any_filling(ground, seating, &planned, &most, effort) {
        Other::Seats(chosen) | Other::Some { chosen, .. } => {
            seating.equally_close |= chosen.decided;
            for (&at, seats) in planned.iter().zip(&chosen.seats) {
                let (answer, _) = best_with_pools(ground.programme, &ground.cells[at], seats, effort);
                if let Answer::Plan(solved) = answer {
                    seating.seated[at] = Seated::Plan(solved);
                }
            }
        }
        Other::None => (),
        // What the blocks have is a plan, if not known to be of the most seats.
        Other::Unknown => seating.open = true,
    }
    Ok(())
}

/// Whether as many people use each pool's seats as could in any plan: all its seats, or everybody who can be placed.
/// Blocks that share a pool may use more than it has until they are coupled.
fn pools_are_full(ground: &Ground<'_>, seating: &Seating) -> bool {
    let planned: Vec<(&Cell, &Solved)> = ground
        .cells
        .iter()
        .zip(&seating.seated)
        .filter_map(|(cell, answer)| Some((cell, answer.solved()?)))
        .collect();
    ground.pools.iter().all(|pool| {
        let (mut used, mut possible) = (0, 0);
        for (cell, solved) in &planned {
            let Some(part) = cell.pools.iter().find(|part| part.name == pool.name) else { continue };
            used += counts(cell, std::slice::from_ref(part), &solved.columns)[0];
            possible += part.people.iter().filter(|&&p| cell.block.placeable[p]).count() as u64;
        }
        used >= possible.min(pool.max.unwrap_or(u64::MAX))
    })
}

/// Gives tied units their seats in the method's order of claims.
fn decided(problem: &Problem, split: &Split) -> IdVec<ClusterId, u64> {
    let mut seats: IdVec<ClusterId, u64> = split.units.iter().map(|unit| unit.lower).collect();
    let mut left = split.seats.saturating_sub(seats.iter().sum());
    let rest = seats.ids().map(|cluster| (cluster, u64::MAX));
    for (cluster, nth) in fair::claims(problem).into_iter().chain(rest) {
        let unit = &split.units[cluster.index()];
        if left > 0 && nth > seats[cluster] && seats[cluster] < unit.upper {
            seats[cluster] += 1;
            left -= 1;
        }
    }
    seats
}
