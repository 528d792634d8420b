//! At most so many people may move from a kept plan: a bound that reaches over all clusters.
//!
//! How few each cluster's seats cost in moves tells which seats can be used at all; then each cluster's
//! curve, the best score for every number of moves, and the best sum within the bound.

use crate::answer::{Answer, KeptLevel, Solved};
use crate::cell::{Cell, exactly};
use crate::coupling::Coupled;
use crate::fair;
use crate::filling::fillings;
use crate::ground::Ground;
use crate::groups::groups;
use crate::notyet::NotYet;
use crate::outcome::Clash;
use crate::outer::{BlockChoices, Limits, Outer, Possible, TooMany};
use crate::patterns::{Part, shares};
use crate::plan::Seated;
use crate::seating::{Seating, may_fill, pooled, seats_of};
use fordel_model::keep::KeepOrder;
use fordel_model::plan::{Case, Decision, Row};
use fordel_solver::{Effort, Share};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Cells bound together by the number of moves have this number among the groups of coupled cells.
const GROUP: usize = usize::MAX;

/// Makes the clusters' plans together keep the bound on moves, if there is one.
///
/// # Errors
/// Where the plan as it is moves more people: pools whose seats not everybody has who could use one, or pools and
/// fewer seats; and quotas over several clusters that the best plan within the bound would break.
pub(crate) fn limit_moves(
    ground: &Ground<'_>,
    seating: &mut Seating,
    effort: &mut Effort,
) -> Result<(), NotYet> {
    let Some((kept, most)) = ground.kept.as_ref().and_then(|kept| Some((kept, kept.max_moves?))) else {
        return Ok(());
    };
    let allowance = Allowance { least_kept: number(kept.n_seated_before()) - number(most) };
    let kept_now = |seating: &Seating| -> i64 {
        planned(ground, seating).map(|(_, cell, solved)| cell.kept(&solved.columns)).sum()
    };
    if kept_now(seating) >= allowance.least_kept {
        return Ok(());
    }
    // As many in pools as before is the same people only where it is everybody.
    let is_full =
        |(_, cell, solved): (usize, &Cell, &Solved)| pooled(cell, solved) == everybody_in_pools(cell);
    if !planned(ground, seating).all(is_full) {
        return Err(with_pools(ground));
    }
    if !settle_seats(ground, seating, &allowance, most, effort)? {
        return Ok(());
    }
    if kept_now(seating) < allowance.least_kept {
        choose(ground, seating, &allowance, effort);
    }
    match holds_couplings(ground, seating) {
        true => Ok(()),
        false => Err(NotYet::MaxMovesWithQuotas),
    }
}

fn with_pools(ground: &Ground<'_>) -> NotYet {
    let name = ground.programme.reserved.first().map(|pool| pool.name.clone());
    NotYet::MaxMovesWithPools(name.unwrap_or_default())
}

/// Everybody of a cell who could use a pool's seat.
fn everybody_in_pools(cell: &Cell) -> u64 {
    pool_users(cell).iter().sum()
}

/// By pool: those who could use it.
fn pool_users(cell: &Cell) -> Vec<u64> {
    let placeable = |part: &Part| part.people.iter().filter(|&&p| cell.block.placeable[p]).count() as u64;
    cell.pools.iter().map(placeable).collect()
}

/// Limits that keep everybody in pools who could be there.
fn in_pools(cell: &Cell) -> Vec<Share> {
    shares(&cell.pools, &exactly(&pool_users(cell)), &vec![0; cell.pools.len()])
}

/// Whether the quotas and pools over several cells are kept.
fn holds_couplings(ground: &Ground<'_>, seating: &Seating) -> bool {
    groups(ground).into_iter().all(|(cells, couplings)| {
        let planned: Vec<(&Cell, &[usize])> = cells
            .iter()
            .filter_map(|&at| Some((&ground.cells[at], seating.seated[at].solved()?.columns.as_slice())))
            .collect();
        let (cells, columns): (Vec<&Cell>, Vec<&[usize]>) = planned.into_iter().unzip();
        cells.is_empty() || Coupled::new(ground.programme, cells, couplings).holds(&columns)
    })
}

/// The bound, as the least number of people kept in place (less people brought in).
struct Allowance {
    least_kept: i64,
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX >> 1)
}

fn planned<'a>(
    ground: &'a Ground<'_>,
    seating: &'a Seating,
) -> impl Iterator<Item = (usize, &'a Cell, &'a Solved)> {
    let solved = |(at, answer): (usize, &'a Seated)| answer.solved().map(|solved| (at, solved));
    seating.seated.iter().enumerate().filter_map(solved).map(|(at, solved)| (at, &ground.cells[at], solved))
}

/// The most people kept by each planned cell at its seats.
fn most_kept(ground: &Ground<'_>, seating: &Seating, effort: &mut Effort) -> Option<Vec<i64>> {
    let found: Vec<(Option<i64>, Effort)> = planned(ground, seating)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(_, cell, solved)| {
            let mut effort = Effort::default();
            if let (Some(KeepOrder::First), Some(level)) = (cell.keep, &solved.kept) {
                return (Some(level.value), effort);
            }
            let seats = seats_of(cell, solved);
            let most = match cell.most_kept(ground.programme, &seats, in_pools(cell), &mut effort) {
                Answer::Plan(most) => Some(most.value),
                Answer::None(_) | Answer::Unknown => None,
            };
            (most, effort)
        })
        .collect();
    found.iter().for_each(|(_, own)| effort.add(own));
    found.into_iter().map(|(most, _)| most).collect()
}

/// Sees to it that the seats used can be filled within the bound; false where that is impossible.
fn settle_seats(
    ground: &Ground<'_>,
    seating: &mut Seating,
    allowance: &Allowance,
    most: u64,
    effort: &mut Effort,
) -> Result<bool, NotYet> {
    let at: Vec<usize> = planned(ground, seating).map(|(at, _, _)| at).collect();
    let Some(reached) = most_kept(ground, seating, effort) else {
        at.into_iter().for_each(|at| seating.seated[at] = Seated::Unknown);
        return Ok(false);
    };
    if reached.iter().sum::<i64>() >= allowance.least_kept {
        return Ok(true);
    }
    if planned(ground, seating).any(|(_, cell, _)| !cell.pools.is_empty()) {
        return Err(with_pools(ground));
    }
    // For every number of seats, the fewest moves among the cell's own people.
    let listed: Vec<(Option<BlockChoices>, Effort)> = at
        .par_iter()
        .map(|&at| {
            let (mut effort, cell) = (Effort::default(), &ground.cells[at]);
            let before = number(cell.block.n_seated_before());
            let moves = |(_, seats): (u64, Vec<u64>)| match cell.most_kept(
                ground.programme,
                &seats,
                Vec::new(),
                &mut effort,
            ) {
                Answer::Plan(most) => {
                    let counts = vec![(before - most.value).unsigned_abs()];
                    Some(Possible { seats, pooled: 0, counts })
                }
                Answer::None(_) | Answer::Unknown => None,
            };
            let all = fillings(&may_fill(ground, at), 0..=u64::MAX);
            let possible = all.map(|all| all.into_iter().filter_map(moves).collect());
            (possible.map(|possible| (cell.clusters().to_vec(), possible)), effort)
        })
        .collect();
    listed.iter().for_each(|(_, own)| effort.add(own));
    let blocks: Option<Vec<BlockChoices>> = listed.into_iter().map(|(choices, _)| choices).collect();
    let Some(blocks) = blocks else {
        at.into_iter().for_each(|at| seating.seated[at] = Seated::Unknown);
        return Ok(false);
    };
    let of_block = |possible: &Possible| possible.counts[0];
    let fewest: u64 = blocks.iter().filter_map(|(_, possible)| possible.iter().map(of_block).min()).sum();
    let inside: i64 = at.iter().map(|&at| number(ground.cells[at].block.n_seated_before())).sum();
    let max = u64::try_from(inside - allowance.least_kept).ok();
    let claims = fair::claims(&ground.problem);
    let mut too_many = false;
    let chosen = max.and_then(|max| {
        let limits = [Limits { min: 0, max }];
        let (fair, seats) = (&seating.fair, ground.problem.seats);
        match (Outer { blocks: &blocks, fair, seats, limits: &limits, claims: &claims }).choose() {
            Ok(chosen) => chosen,
            Err(TooMany) => {
                too_many = true;
                None
            }
        }
    });
    if too_many {
        at.into_iter().for_each(|at| seating.seated[at] = Seated::Unknown);
        return Ok(false);
    }
    let Some(chosen) = chosen else {
        let outside = allowance.least_kept + number(most) - inside;
        let least = u64::try_from(number(fewest) + outside).ok();
        for at in at {
            seating.seated[at] = Seated::Clash(vec![Clash::TooManyMoves { most, least }]);
        }
        return Ok(false);
    };
    seating.equally_close |= chosen.decided;
    for (&at, seats) in at.iter().zip(&chosen.seats) {
        let cell = &ground.cells[at];
        let now = seating.seats(ground, at).unwrap_or_default();
        if now == *seats {
            continue;
        }
        let less = cell.clusters().iter().zip(now.iter().zip(seats)).filter(|(_, (now, seats))| seats < now);
        seating.moves_bound.extend(less.map(|(&cluster, _)| cluster));
        seating.seats_cases[at] = Vec::new();
        seating.joint_bound.remove(&at);
        seating.seated[at] = match cell.best(ground.programme, seats, Vec::new(), effort) {
            Answer::Plan(solved) => Seated::Plan(solved),
            Answer::None(_) | Answer::Unknown => Seated::Unknown,
        };
    }
    Ok(true)
}

/// A cell's best plans by the number of people they keep, and the leaves that together prove them.
#[derive(Default)]
struct Curve {
    points: Vec<Point>,
    cases: Vec<Case>,
}

/// The best plan that keeps so many people or more.
struct Point {
    kept: i64,
    solved: Solved,
}

/// The best sum of scores within the bound, and of those the one that keeps the most people.
fn choose(ground: &Ground<'_>, seating: &mut Seating, allowance: &Allowance, effort: &mut Effort) {
    let curves: Vec<(usize, Option<Curve>, Effort)> = planned(ground, seating)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(at, cell, solved)| {
            let mut effort = Effort::default();
            let curve = curve(ground, cell, solved, &mut effort);
            (at, curve, effort)
        })
        .collect();
    curves.iter().for_each(|(_, _, own)| effort.add(own));
    if curves.iter().any(|(_, curve, _)| curve.is_none()) {
        curves.iter().for_each(|(at, _, _)| seating.seated[*at] = Seated::Unknown);
        return;
    }
    let curves: Vec<(usize, Curve)> =
        curves.into_iter().filter_map(|(at, curve, _)| Some((at, curve?))).collect();
    // By people kept: the best sum of scores, and the points chosen.
    let mut reached: BTreeMap<i64, (i64, Vec<usize>)> = BTreeMap::from([(0, (0, Vec::new()))]);
    for (at, curve) in &curves {
        let cell = &ground.cells[*at];
        let mut next: BTreeMap<i64, (i64, Vec<usize>)> = BTreeMap::new();
        for (sum, (score, chosen)) in &reached {
            for (index, point) in curve.points.iter().enumerate() {
                let score = score + cell.score(&point.solved.columns);
                let sum = sum + point.kept;
                if next.get(&sum).is_none_or(|(known, _)| score > *known) {
                    let mut chosen = chosen.clone();
                    chosen.push(index);
                    next.insert(sum, (score, chosen));
                }
            }
        }
        reached = next;
    }
    let best = reached
        .into_iter()
        .filter(|(sum, _)| *sum >= allowance.least_kept)
        .max_by_key(|(sum, (score, _))| (*score, *sum));
    let Some((_, (score, chosen))) = best else {
        curves.iter().for_each(|(at, _)| seating.seated[*at] = Seated::Unknown);
        return;
    };
    for ((at, curve), index) in curves.into_iter().zip(chosen) {
        let cell = &ground.cells[at];
        seating.joint_bound.insert(at, (GROUP, score));
        seating.joint_cases.extend(curve.cases);
        if let Some(point) = curve.points.into_iter().nth(index) {
            let value = cell.score(&point.solved.columns);
            let level = KeptLevel { value: point.kept, bound: point.kept, case: None };
            // With a limit on moves the price of a person is more than the cell alone can tell.
            let kept = Some(Box::new(level));
            let solved = Solved { value, bound: value, kept, coupled: true, ..point.solved };
            seating.seated[at] = Seated::Plan(Box::new(solved));
        }
    }
}

/// The cell's best score for every number of people kept, from its best plan of all to the most it can
/// keep: only where the score changes. `None` where the work ran out.
fn curve(ground: &Ground<'_>, cell: &Cell, best: &Solved, effort: &mut Effort) -> Option<Curve> {
    let seats = seats_of(cell, best);
    let before = number(cell.block.n_seated_before());
    let moves = |kept: i64| (before - kept).unsigned_abs();
    let mut curve = Curve::default();
    let mut least: Option<i64> = None;
    loop {
        // The leaf speaks of the people of the cell who move.
        let most = least.map_or(u64::MAX, moves);
        let within = |case: &Case, fewest: u64| {
            let mut case = case.clone();
            case.decisions.push(Decision::Count { quota: Row::Kept, min: fewest, max: most });
            case
        };
        match cell.best_keeping(ground.programme, &seats, in_pools(cell), least, effort) {
            Answer::Plan(solved) if solved.value == solved.bound => {
                let kept = cell.kept(&solved.columns);
                curve.cases.extend(solved.cases.iter().map(|case| within(case, moves(kept))));
                curve.points.push(Point { kept, solved: *solved });
                least = Some(kept + 1);
            }
            Answer::None(case) => {
                curve.cases.push(within(&case, 0));
                return Some(curve);
            }
            Answer::Plan(_) | Answer::Unknown => return None,
        }
    }
}
