//! Other seats than each block's own best: all that the blocks can do, and the best choice of it.

use crate::answer::{Answer, Most};
use crate::cell::{Cell, exactly};
use crate::coupling::{Coupled, Coupling};
use crate::fair;
use crate::filling::{exact_fillings, fillings};
use crate::ground::Ground;
use crate::outer::{BlockChoices, Chosen, Limits, Outer, Possible, TooMany, by_claims};
use crate::patterns::Patterns;
use crate::seated::{Seating, seats_of};
use crate::tree::{Aimed, Sought, Tree};
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, IdVec};
use fordel_solver::Effort;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Other seats for some blocks.
pub(crate) enum Other {
    /// These.
    Seats(Chosen),
    /// These, not known to be the best.
    Some {
        /// The seats.
        chosen: Chosen,
        /// Whether no more can be filled.
        is_most: bool,
    },
    /// None keep the quotas.
    None,
    /// The work ran out.
    Unknown,
}

/// The best seats for blocks without couplings, each cluster having at most `most`.
pub(crate) fn any_filling(
    ground: &Ground<'_>,
    seating: &Seating,
    planned: &[usize],
    most: &IdVec<ClusterId, u64>,
    effort: &mut Effort,
) -> Other {
    let listed: Vec<(Option<Vec<Possible>>, Effort)> = planned
        .par_iter()
        .map(|&at| {
            let mut effort = Effort::default();
            let cell = &ground.cells[at];
            let caps: Vec<u64> = cell.clusters().iter().map(|&id| most[id]).collect();
            let possible = fillings(&caps, 0..=u64::MAX).and_then(|all| {
                let mut possible = Vec::new();
                for (_, seats) in all {
                    if cell.work.is_stopped() {
                        return None;
                    }
                    possible.extend(one_filling(ground, cell, &seats, &mut effort)?);
                }
                Some(possible)
            });
            (possible, effort)
        })
        .collect();
    listed.iter().for_each(|(_, own)| effort.add(own));
    let blocks: Option<Vec<BlockChoices>> = planned
        .iter()
        .zip(listed)
        .map(|(&at, (possible, _))| possible.map(|all| (ground.cells[at].clusters().to_vec(), all)))
        .collect();
    let Some(blocks) = blocks else { return Other::Unknown };
    let outer = Outer {
        blocks: &blocks,
        fair: &seating.fair,
        seats: ground.problem.seats,
        limits: &[],
        claims: &fair::claims(&ground.problem),
    };
    match outer.choose() {
        Ok(chosen) => chosen.map_or(Other::None, Other::Seats),
        Err(TooMany) => Other::Unknown,
    }
}

/// Whether a filling is possible, with the most people in pools; `None` where the work runs out.
fn one_filling(
    ground: &Ground<'_>,
    cell: &Cell,
    seats: &[u64],
    effort: &mut Effort,
) -> Option<Option<Possible>> {
    let pooled = if cell.pools.is_empty() {
        match cell.any(ground.programme, exactly(seats), Vec::new(), effort) {
            Answer::Plan(_) => Some(0),
            Answer::None(_) => None,
            Answer::Unknown => return None,
        }
    } else {
        match cell.most_in_pools(ground.programme, seats, effort) {
            Most::People(pooled, _) => Some(pooled),
            Most::Clash => None,
            Most::AtLeast(_) => return None,
        }
    };
    Some(pooled.map(|pooled| Possible { seats: seats.to_vec(), pooled, counts: Vec::new() }))
}

/// More fillings than this are not tried for the closest that is possible.
const MAX_TRIED: usize = 300;

/// The quotas cannot hold with the seats each block would fill alone, and no seats are handed on: the most
/// seats with which they can, found by a tree, and of fillings of as many the first that can hold, the closest
/// to the fair split first, and then by the method's claims.
pub(crate) fn fewer_seats(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Other {
    if ground.programme.unfilled == Unfilled::Refuse {
        return Other::None;
    }
    let caps: Vec<Vec<u64>> = planned.iter().map(|&at| ground.may_fill(at)).collect();
    let mut tree = Tree::new(coupled, &caps, None, Sought::People);
    let aim = match tree.aim(effort) {
        Aimed::At(aim) => *aim,
        Aimed::None => return Other::None,
        Aimed::Unknown => return Other::Unknown,
    };
    let grown = tree.grow(&aim, effort);
    let (value, plans) = match (grown.best, grown.bound) {
        (Some(best), _) => best,
        (None, None) => return Other::None,
        (None, Some(_)) => match tree.chosen() {
            Some(best) => best,
            None => return Other::Unknown,
        },
    };
    let known: Vec<Vec<u64>> =
        coupled.cells.iter().zip(&plans).map(|(cell, plan)| seats_of(cell, plan)).collect();
    let total: u64 = known.iter().flatten().sum();
    let some = |seats: Vec<Vec<u64>>| Chosen { seats, pooled: 0, decided: false };
    let is_most = grown.bound == Some(value);
    let unproven = |chosen: Chosen| Other::Some { chosen, is_most };
    if !is_most {
        return unproven(some(known));
    }
    let clusters: Vec<ClusterId> = coupled.cells.iter().flat_map(|cell| cell.clusters()).copied().collect();
    let flat: Vec<u64> = caps.iter().flatten().copied().collect();
    let distance = |seats: &[u64]| -> u64 {
        clusters.iter().zip(seats).map(|(&id, seats)| seating.fair[id].abs_diff(*seats).pow(2)).sum()
    };
    let Some(mut all) = exact_fillings(&flat, total) else { return unproven(some(known)) };
    let claims = fair::claims(&ground.problem);
    all.sort_by(|a, b| distance(a).cmp(&distance(b)).then_with(|| by_claims(&clusters, &claims, a, b)));
    let mut found: Option<Chosen> = None;
    for seats in all.iter().take(MAX_TRIED) {
        if coupled.is_stopped() {
            return unproven(found.unwrap_or_else(|| some(known)));
        }
        let mut rest = &seats[..];
        let by_cell: Vec<Vec<u64>> = caps
            .iter()
            .map(|own| {
                let (here, after) = rest.split_at(own.len());
                rest = after;
                here.to_vec()
            })
            .collect();
        let is_later = |best: &Chosen| distance(seats) > distance(&best.seats.concat());
        if found.as_ref().is_some_and(is_later) {
            return found.map_or(Other::None, Other::Seats);
        }
        match (coupled.holds_at(&by_cell, None, effort), &mut found) {
            (Some(false), _) => (),
            (Some(true), Some(best)) => {
                best.decided = true;
                return found.map_or(Other::None, Other::Seats);
            }
            (Some(true), none) => *none = Some(some(by_cell)),
            (None, _) => return unproven(found.unwrap_or_else(|| some(known))),
        }
    }
    match found {
        Some(found) if all.len() <= MAX_TRIED => Other::Seats(found),
        found => unproven(found.unwrap_or_else(|| some(known))),
    }
}

/// Seats, none above these, with which the quotas and pools can hold, as many as a tree finds; nothing is said of
/// pools and of how close they are to the fair split.
pub(crate) fn some_seats(coupled: &Coupled<'_>, most: &[Vec<u64>], effort: &mut Effort) -> Other {
    let mut tree = Tree::new(coupled, most, None, Sought::People);
    let aim = match tree.aim(effort) {
        Aimed::At(aim) => *aim,
        // More seats of one block for fewer of another might do.
        Aimed::None | Aimed::Unknown => return Other::Unknown,
    };
    let Some((_, plans)) = tree.grow(&aim, effort).best else { return Other::Unknown };
    let columns: Vec<&[usize]> = plans.iter().map(|plan| plan.columns.as_slice()).collect();
    let seats = coupled.cells.iter().zip(&plans).map(|(cell, plan)| seats_of(cell, plan)).collect();
    let chosen = Chosen { seats, pooled: coupled.pooled(&columns), decided: false };
    Other::Some { chosen, is_most: false }
}

/// The quotas or pools cannot hold with the seats each block would fill alone, or not as well: the most
/// seats, then pool seats, then closest to the fair split, with which they can.
///
/// Blocks are looked at with few seats left empty first: a plan that leaves no more empty than was
/// looked at is the best of all.
pub(crate) fn other_seats(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Other {
    let hands_on = ground.programme.unfilled == Unfilled::Redistribute;
    let elsewhere = seating.used_elsewhere(ground, planned);
    let own: u64 = planned.iter().filter_map(|&at| seating.seats(ground, at)).flatten().sum();
    let limits = limits(coupled);
    let mut known: Vec<Known> = vec![BTreeMap::new(); planned.len()];
    let mut empty = if hands_on { u64::MAX } else { 0 };
    loop {
        let Some(everything) = list_all(ground, seating, (coupled, planned), &mut known, empty, effort)
        else {
            return Other::Unknown;
        };
        let blocks = choices(coupled, &known);
        let outer = Outer {
            blocks: &blocks,
            fair: &seating.fair,
            seats: ground.problem.seats.saturating_sub(elsewhere),
            limits: &limits,
            claims: &fair::claims(&ground.problem),
        };
        let Ok(chosen) = outer.choose() else { return Other::Unknown };
        match chosen {
            Some(chosen) if everything || chosen.seats.iter().flatten().sum::<u64>() + empty >= own => {
                return Other::Seats(chosen);
            }
            None if everything => return Other::None,
            _ => empty = (2 * empty).max(1),
        }
    }
}

/// The fewest people that any plan of these blocks moves, one of the couplings being a limit on them, and seats of
/// such a plan; `None` where there is no plan, or that is too much to look at.
pub(crate) fn fewest_moved(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Option<(Vec<Vec<u64>>, u64)> {
    let at = coupled.couplings.iter().position(Coupling::is_moves)?;
    let mut known: Vec<Known> = vec![BTreeMap::new(); planned.len()];
    list_all(ground, seating, (coupled, planned), &mut known, u64::MAX, effort)?;
    let limits = limits(coupled);
    let blocks = choices(coupled, &known);
    let outer = Outer {
        blocks: &blocks,
        fair: &seating.fair,
        seats: ground.problem.seats,
        limits: &limits,
        claims: &[],
    };
    let fewest = outer.fewest(at).ok()??;
    let mut within = limits.clone();
    within[at].max = fewest;
    let chosen = Outer { limits: &within, ..outer }.choose().ok()??;
    Some((chosen.seats, fewest))
}

/// By the seats it uses: what a block can do.
type Known = BTreeMap<Vec<u64>, Vec<Possible>>;

fn limits(coupled: &Coupled<'_>) -> Vec<Limits> {
    let limits = |coupling: &Coupling<'_>| Limits {
        min: coupling.quota.min.unwrap_or(0),
        max: coupling.quota.max.unwrap_or(u64::MAX),
    };
    coupled.couplings.iter().map(limits).collect()
}

fn choices(coupled: &Coupled<'_>, known: &[Known]) -> Vec<BlockChoices> {
    let of = |(cell, known): (&&Cell, &Known)| {
        (cell.clusters().to_vec(), known.values().flatten().cloned().collect())
    };
    coupled.cells.iter().zip(known).map(of).collect()
}

/// Adds what each block can do with at most so many seats empty, of those it fills now; whether that is everything
/// it can do. `None` where the work runs out.
fn list_all(
    ground: &Ground<'_>,
    seating: &Seating,
    (coupled, planned): (&Coupled<'_>, &[usize]),
    known: &mut [Known],
    empty: u64,
    effort: &mut Effort,
) -> Option<bool> {
    // No empty seats beyond these: where they are refused, there is nothing else to look at.
    let refuses = ground.programme.unfilled == Unfilled::Refuse;
    let empty = if refuses { 0 } else { empty };
    let listed: Vec<(Option<bool>, Effort)> = known
        .par_iter_mut()
        .enumerate()
        .map(|(index, known)| {
            let mut effort = Effort::default();
            let full: u64 = seating.seats(ground, planned[index]).iter().flatten().sum();
            let least = full.saturating_sub(empty);
            let all = fillings(&ground.may_fill(planned[index]), least..=u64::MAX);
            let done = all.and_then(|all| {
                list(coupled, index, &all, known, &mut effort).then_some(least == 0 || refuses)
            });
            (done, effort)
        })
        .collect();
    listed.iter().for_each(|(_, own)| effort.add(own));
    listed.into_iter().try_fold(true, |all, (done, _)| Some(all && done?))
}

/// Adds to `known` what a block can do with these fillings; false where the work runs out.
fn list(
    coupled: &Coupled<'_>,
    index: usize,
    fillings: &[(u64, Vec<u64>)],
    known: &mut Known,
    effort: &mut Effort,
) -> bool {
    let parts = &coupled.parts[index];
    for (_, seats) in fillings {
        if known.contains_key(seats) {
            continue;
        }
        if coupled.is_stopped() {
            return false;
        }
        let sides = coupled.couplings.iter().map(Coupling::side).collect();
        let cell = coupled.cells[index];
        let found = Patterns::feasible(coupled.programme, cell, seats, parts, sides, effort);
        if found.incomplete {
            return false;
        }
        let possible = found.found.into_iter().map(|pattern| {
            let in_pools = coupled.couplings.iter().zip(&pattern.counts).filter(|(c, _)| c.is_pool);
            let pooled = in_pools.map(|(_, count)| count).sum();
            Possible { seats: seats.clone(), pooled, counts: pattern.counts }
        });
        known.insert(seats.clone(), possible.collect());
    }
    true
}
