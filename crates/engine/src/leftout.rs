//! Why somebody has no team, and what it would cost to give them one.

use crate::answer::Solved;
use crate::cell::Cell;
use crate::ground::Ground;
use crate::options::Prices;
use crate::outcome::{LeftOut, Price, WhyLeftOut};
use fordel_model::plan::Row;
use fordel_model::programme::ObjectiveKind;
use fordel_model::{NomineeId, Programme, fold};
use fordel_solver::solve::{Forced, price_of};
use fordel_solver::{Candidacy, Effort, Quota, Seat, Standing, Work};
use rayon::prelude::*;

/// Nodes for the price of one person; where they run out the price is a lower bound.
const NODES: u64 = 3_000;

/// Why nobody can place `nominee`, whoever else is chosen: status, pins, rules.
pub(crate) fn why_unplaceable(candidacy: &Candidacy, nominee: NomineeId) -> WhyLeftOut {
    let standing = &candidacy.standing[nominee];
    if *standing != Standing::Candidate {
        return WhyLeftOut::Standing(standing.clone());
    }
    if candidacy.may[nominee].is_empty() {
        return WhyLeftOut::NoInitiative;
    }
    match candidacy.group[nominee] {
        Some(group) => {
            let others = candidacy.groups[group].iter().copied().filter(|&other| other != nominee);
            WhyLeftOut::GroupNotPlaced(others.collect())
        }
        None => WhyLeftOut::NoLegalTeam,
    }
}

/// Why the people of a planned block who sit in no team do not, in nominee order.
///
/// `counted` tells, for each quota, how many people of the whole plan it counts.
pub(crate) fn of_block(
    ground: &Ground<'_>,
    cell: &Cell,
    solved: &Solved,
    seated: &[NomineeId],
    counted: &[(&Quota, u64)],
    effort: &mut Effort,
) -> Vec<LeftOut> {
    let programme = ground.programme;
    let waiting: Vec<usize> = (0..cell.block.people.len())
        .filter(|&p| cell.block.placeable[p] && !seated.contains(&cell.block.people[p]))
        .collect();
    // What else the couplings ask for would make a price of this block alone untrue.
    let ask = &solved.ask;
    let keeps = ask.kept.0.is_some();
    let is_alone = !solved.coupled && ask.shares.iter().all(|share| share.multiplier == 0);
    let is_priced = ground.prices == Prices::Exact && is_alone && !waiting.is_empty();
    let priced = is_priced.then(|| {
        let program = cell.block.program(ask);
        let losses = solved.evidence.losses(&program);
        let own_score: i64 = program.value(&solved.columns);
        (program, losses, own_score)
    });
    let work = Work { nodes: NODES, ..cell.work };
    let reason = |p: usize, effort: &mut Effort| {
        let nominee = cell.block.people[p];
        let why = if let Some(earlier) = earlier_unseated(programme, cell, p, seated) {
            WhyLeftOut::Priority(earlier)
        } else if let Some(quota) = full_quota(nominee, counted) {
            WhyLeftOut::Quota(quota)
        } else {
            let price = if let Some((program, losses, own_score)) = &priced {
                match price_of(program, &solved.evidence, losses, p, &solved.columns, work, effort) {
                    Forced::Best(value, columns)
                        if keeps_wider_quotas(cell, &solved.columns, &columns, counted) =>
                    {
                        Price::Exactly(own_score - value)
                    }
                    // A quota over several clusters may ask for more.
                    Forced::Best(value, _) => Price::AtLeast(own_score - value),
                    Forced::Between(_, most) if is_coupled(cell, counted) => Price::AtLeast(own_score - most),
                    Forced::Between(Some(least), most) => Price::Between(own_score - most, own_score - least),
                    Forced::Between(None, most) => Price::AtLeast(own_score - most),
                    Forced::Never if keeps || programme.objective != ObjectiveKind::Total => {
                        Price::NoPlanAsGood
                    }
                    Forced::Never => Price::NoPlan,
                }
            } else {
                Price::AtLeast(0)
            };
            let with_seat = |other: &&NomineeId| {
                let q = cell.block.people.binary_search(other);
                q.is_ok_and(|q| cell.block.seat(q) == cell.block.seat(p))
            };
            match cell.block.seat(p) {
                Seat::Cluster(at) => {
                    let filled = seated.iter().filter(with_seat).count() as u64;
                    WhyLeftOut::SeatsFull { cluster: cell.clusters()[at], filled, price }
                }
                Seat::Pool(pool) => {
                    let of_pool = |quota: &Quota| quota.people.binary_search(&nominee).is_ok();
                    let used = counted.iter().rev().find(|(quota, _)| of_pool(quota));
                    WhyLeftOut::PoolFull { pool, filled: used.map_or(0, |(_, used)| *used), price }
                }
            }
        };
        LeftOut { nominee, why }
    };
    let found: Vec<(LeftOut, Effort)> = waiting
        .into_par_iter()
        .map(|p| {
            let mut effort = Effort::default();
            (reason(p, &mut effort), effort)
        })
        .collect();
    found.iter().for_each(|(_, own)| effort.add(own));
    found.into_iter().map(|(one, _)| one).collect()
}

/// Somebody of the same organisation with a smaller number who counts in the order and is not seated.
fn earlier_unseated(programme: &Programme, cell: &Cell, p: usize, seated: &[NomineeId]) -> Option<NomineeId> {
    if !programme.rules.respect_priority {
        return None;
    }
    let row = &programme.nominees[cell.block.people[p]];
    let number = row.priority?;
    let counts = |&q: &usize| {
        let other = &programme.nominees[cell.block.people[q]];
        cell.block.counts_in_order(q)
            && other.priority.is_some_and(|own| own < number)
            && other.cluster == row.cluster
            && fold(&other.organisation) == fold(&row.organisation)
            && !seated.contains(&cell.block.people[q])
    };
    (0..cell.block.people.len())
        .filter(counts)
        .min_by_key(|&q| (programme.nominees[cell.block.people[q]].priority, q))
        .map(|q| cell.block.people[q])
}

/// Whether a quota counts people of this cluster and of others.
fn is_coupled(cell: &Cell, counted: &[(&Quota, u64)]) -> bool {
    counted.iter().any(|(quota, _)| {
        let here = cell.block.positions(&quota.people).len();
        here > 0 && here < quota.people.len()
    })
}

/// Whether every quota still holds when the cluster's plan is `new` instead of `old`, all others being
/// as they are.
fn keeps_wider_quotas(cell: &Cell, old: &[usize], new: &[usize], counted: &[(&Quota, u64)]) -> bool {
    counted.iter().all(|(quota, count)| {
        let people = cell.block.positions(&quota.people);
        let holds = |plan: &[usize]| {
            let placed = plan.iter().flat_map(|&column| cell.block.columns.members(column));
            placed.filter(|p| people.binary_search(p).is_ok()).count() as u64
        };
        let count = (count + holds(new)).saturating_sub(holds(old));
        quota.min.is_none_or(|min| min <= count) && quota.max.is_none_or(|max| count <= max)
    })
}

/// A quota that counts this person and has no room left.
fn full_quota(nominee: NomineeId, counted: &[(&Quota, u64)]) -> Option<Row> {
    counted
        .iter()
        .find(|(quota, count)| {
            let is_pool = matches!(quota.name, Row::Seats(_) | Row::Quota { rule: 0, .. });
            let is_full = quota.max.is_some_and(|max| *count >= max);
            !is_pool && is_full && quota.people.binary_search(&nominee).is_ok()
        })
        .map(|(quota, _)| quota.name.clone())
}
