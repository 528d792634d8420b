//! Seating: every block's best plan for the seats its clusters can use, with what couples the blocks.

use crate::cell::{Answer, Cell, KeptLevel, Solved};
use crate::choosing::{Other, any_filling, other_seats};
use crate::coupling::{Coupled, Coupling, Joint};
use crate::fair;
use crate::moves::limit_moves;
use crate::outcome::{Clash, Unplanned};
use crate::plan::{Ground, Seated, people, why_vacant};
use crate::settle::{best_with_pools, settle};
use fordel_apportion::Problem;
use fordel_model::id::Id;
use fordel_model::plan::Case;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, IdVec, NomineeId, Programme, Split};
use fordel_solver::{Effort, Quota, Seat};
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What seating comes to. Lists are by cell.
pub(crate) struct Seating {
    /// What filled seats are measured against.
    pub(crate) fair: IdVec<ClusterId, u64>,
    /// What came of each block.
    pub(crate) seated: Vec<Seated>,
    /// The leaves that prove how many people it can place, where fewer than its seats.
    pub(crate) seats_cases: Vec<Vec<Case>>,
    /// The leaves of coupled blocks.
    pub(crate) joint_cases: Vec<Case>,
    /// For each coupled cell: its group, and the group's bound.
    pub(crate) joint_bound: BTreeMap<usize, (usize, i64)>,
    /// Whether the method's order decided between equally close splits.
    pub(crate) equally_close: bool,
    /// Clusters that fill fewer seats because of a quota over several blocks.
    pub(crate) quota_bound: Vec<ClusterId>,
    /// Clusters that fill fewer seats because no more people may move.
    pub(crate) moves_bound: Vec<ClusterId>,
    /// Whether the work ran out before the levels of seats were settled.
    pub(crate) open: bool,
}

impl Seating {
    /// The seats a cell's plan uses, by cluster of its block.
    pub(crate) fn seats(&self, ground: &Ground<'_>, at: usize) -> Option<Vec<u64>> {
        self.seated[at].solved().map(|solved| seats_of(&ground.cells[at], solved))
    }
}

/// People who use the seats of each cluster of the block.
pub(crate) fn seats_of(cell: &Cell, solved: &Solved) -> Vec<u64> {
    let mut seats = vec![0; cell.clusters().len()];
    for p in solved.columns.iter().flat_map(|&column| cell.block.columns.members(column)) {
        if let Seat::Cluster(at) = cell.block.seat(p) {
            seats[at] += 1;
        }
    }
    seats
}

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
    couple(ground, &mut seating, true, effort);
    limit_moves(ground, &mut seating, effort);
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
                cell.clusters().iter().map(|&id| (0, most_seats(ground, id))).collect();
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
        Other::Seats(chosen) => {
            seating.equally_close |= chosen.decided;
            for (&at, seats) in planned.iter().zip(&chosen.seats) {
                let (answer, _) = best_with_pools(ground.programme, &ground.cells[at], seats, effort);
                if let Answer::Plan(solved) = answer {
                    seating.seated[at] = Seated::Plan(solved);
                }
            }
        }
        Other::None => (),
        Other::Unknown => planned.iter().for_each(|&at| seating.seated[at] = Seated::Unknown),
    }
    Ok(())
}

/// Whether everybody who could use a pool's seat does, as far as each block has room.
fn pools_are_full(ground: &Ground<'_>, seating: &Seating) -> bool {
    ground.cells.iter().zip(&seating.seated).all(|(cell, answer)| {
        cell.pools.is_empty()
            || answer.solved().is_none_or(|solved| pooled(cell, solved) == cell.most_pool_users())
    })
}

/// People in a cell's plan who use pools.
pub(crate) fn pooled(cell: &Cell, solved: &Solved) -> u64 {
    let members = solved.columns.iter().flat_map(|&column| cell.block.columns.members(column));
    members.filter(|&p| matches!(cell.block.seat(p), Seat::Pool(_))).count() as u64
}

/// The seats a cluster may have at most, whatever its fair share.
pub(crate) fn most_seats(ground: &Ground<'_>, cluster: ClusterId) -> u64 {
    ground.problem.units[cluster.index()].bounds().1.min(ground.problem.seats)
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

/// Makes the blocks' plans keep the quotas and pools that reach over several of them; where they cannot
/// at these seats, at others, if that is wanted.
pub(crate) fn couple(ground: &Ground<'_>, seating: &mut Seating, at_other_seats: bool, effort: &mut Effort) {
    for (group, (cells, couplings)) in groups(ground).into_iter().enumerate() {
        let planned: Vec<usize> =
            cells.iter().copied().filter(|&at| seating.seated[at].solved().is_some()).collect();
        let coupled =
            Coupled::new(ground.programme, planned.iter().map(|&at| &ground.cells[at]).collect(), couplings);
        // Without any plan there is nothing to settle; what a quota then leaves unmet is said of its clusters.
        if planned.is_empty() {
            continue;
        }
        let which = (group, at_other_seats);
        couple_group(ground, seating, which, &planned, &coupled, effort);
    }
}

/// One group of coupled blocks.
fn couple_group(
    ground: &Ground<'_>,
    seating: &mut Seating,
    (group, at_other_seats): (usize, bool),
    planned: &[usize],
    coupled: &Coupled<'_>,
    effort: &mut Effort,
) {
    let columns: Vec<&[usize]> =
        planned.iter().filter_map(|&at| seating.seated[at].solved().map(|s| s.columns.as_slice())).collect();
    if coupled.holds(&columns) {
        return;
    }
    let seats: Vec<Vec<u64>> = planned.iter().filter_map(|&at| seating.seats(ground, at)).collect();
    if let Some(plans) = coupled.equally_good(&seats, &columns, effort) {
        for (&at, columns) in planned.iter().zip(plans) {
            if let Seated::Plan(solved) = &mut seating.seated[at] {
                solved.columns = columns;
            }
        }
        return;
    }
    let has_pools = coupled.couplings.iter().any(|coupling| coupling.is_pool);
    let pooled = has_pools.then(|| coupled.most_pooled().min(coupled.pooled(&columns)));
    let mut joint = coupled.best(&seats, pooled, effort);
    if let Joint::Plans { open: true, .. } = &joint {
        seating.open = true;
    }
    let is_settled = match &joint {
        Joint::Plans { open: true, .. } => true,
        Joint::Plans { .. } => {
            // Elsewhere more people in pools, or a closer split with as many, might be possible.
            let is_full = pooled.is_none_or(|pooled| pooled == coupled.pooled(&columns)) && !hands_on(ground);
            let is_closest = |(&at, seats): (&usize, &Vec<u64>)| is_closest(ground, seating, at, seats);
            pooled.is_none()
                || is_full
                || pooled == Some(coupled.most_pooled()) && planned.iter().zip(&seats).all(is_closest)
        }
        Joint::None => false,
        Joint::Unknown => true,
    };
    if !is_settled && at_other_seats {
        match other_seats(ground, seating, coupled, planned, effort) {
            Other::Seats(chosen) => {
                seating.equally_close |= chosen.decided;
                for (&at, (before, after)) in planned.iter().zip(seats.iter().zip(&chosen.seats)) {
                    let rows = ground.cells[at].clusters().iter().zip(before.iter().zip(after));
                    let less = rows.filter(|(_, (before, after))| after < before).map(|(&id, _)| id);
                    seating.quota_bound.extend(less);
                }
                let pooled = has_pools.then_some(chosen.pooled);
                joint = coupled.best(&chosen.seats, pooled, effort);
            }
            Other::None => joint = Joint::None,
            Other::Unknown => {
                seating.open = true;
                // What holds at these seats is a plan, if not known to be the best.
                if matches!(joint, Joint::None) {
                    joint = Joint::Unknown;
                }
            }
        }
    }
    match joint {
        Joint::Plans { plans, scores, bound, proven, cases, open: _ } => {
            let total: i64 = scores.iter().sum();
            let keeps = ground.kept.is_some();
            let all: Vec<(&Cell, &[usize])> = planned
                .iter()
                .zip(&plans)
                .map(|(&at, plan)| (&ground.cells[at], &plan.columns[..]))
                .collect();
            let of_levels = JointBound::of(&all, bound, total, proven);
            let bound = of_levels.score;
            for ((&at, solved), score) in planned.iter().zip(plans).zip(scores) {
                let value = ground.cells[at].kept(&solved.columns);
                // What the first cell is said to keep more stands for all of them.
                let more = if Some(&at) == planned.first() { of_levels.more_kept } else { 0 };
                let kept = keeps.then(|| Box::new(KeptLevel { value, bound: value + more, case: None }));
                // Alone the cell could do no better than before.
                let alone = seating.seated[at].solved().map_or(score, |before| before.bound);
                let own = if proven { score } else { alone.max(score + 1) };
                let solved = Solved { value: score, bound: own, kept, coupled: true, ..solved };
                seating.seated[at] = Seated::Plan(Box::new(solved));
                seating.joint_bound.insert(at, (group, bound));
            }
            // The leaves of such a sum are about no level by itself.
            seating.joint_cases.extend(cases.into_iter().filter(|_| !keeps));
        }
        Joint::None => {
            // Pools ask for nobody; they are named where nothing else could be at fault.
            let name = |coupling: &Coupling<'_>| coupling.quota.name.clone();
            let quotas = coupled.couplings.iter().filter(|coupling| !coupling.is_pool);
            let mut rows: Vec<_> = quotas.map(name).collect();
            if rows.is_empty() {
                rows = coupled.couplings.iter().map(name).collect();
            }
            for &at in planned {
                seating.seated[at] = Seated::Clash(vec![Clash::WiderQuotas(rows.clone())]);
            }
        }
        Joint::Unknown => planned.iter().for_each(|&at| seating.seated[at] = Seated::Unknown),
    }
}

/// What the bound of coupled cells, all levels in one sum, says of each level.
struct JointBound {
    /// Of the score, given how many people are kept.
    score: i64,
    /// So many more people might be kept.
    more_kept: i64,
}

impl JointBound {
    fn of(plans: &[(&Cell, &[usize])], bound: i64, total: i64, proven: bool) -> Self {
        let (score_factor, kept_factor) = plans.first().map_or((1, 0), |(cell, _)| cell.joint);
        if kept_factor == 0 {
            return Self { score: bound.max(total), more_kept: 0 };
        }
        // The best sum has the best score among those that keep as many.
        if proven {
            return Self { score: total, more_kept: 0 };
        }
        let kept: i64 = plans.iter().map(|(cell, columns)| cell.kept(columns)).sum();
        let people: i64 =
            plans.iter().map(|(cell, _)| i64::try_from(cell.block.people.len()).unwrap_or(0)).sum();
        let (score, more_kept) = match plans.first().is_some_and(|(cell, _)| cell.keeps_first()) {
            true => (bound - kept_factor * kept, (bound + kept_factor).div_euclid(kept_factor) - kept),
            false => ((bound + people).div_euclid(score_factor), bound - score_factor * total - kept),
        };
        Self { score: score.max(total), more_kept: more_kept.max(0) }
    }
}

fn hands_on(ground: &Ground<'_>) -> bool {
    ground.programme.unfilled == Unfilled::Redistribute
}

/// Whether no other filling of as many seats of the block could be closer to the fair split.
fn is_closest(ground: &Ground<'_>, seating: &Seating, at: usize, seats: &[u64]) -> bool {
    let fair = ground.cells[at].clusters().iter().map(|&id| seating.fair[id]);
    fair.eq(seats.iter().copied()) || !hands_on(ground) && seats.len() == 1
}

/// Cells that quotas and pools join, each group with what couples it and all pools of its people.
fn groups<'a>(ground: &'a Ground<'_>) -> Vec<(Vec<usize>, Vec<Coupling<'a>>)> {
    let programme = ground.programme;
    let cell_of = |n: &NomineeId| ground.cell_of[programme.nominees[*n].cluster];
    let is_wide = |quota: &&Quota| only_cell(programme, &ground.cell_of, quota).is_none();
    let quotas = ground.quotas.iter().map(|quota| Coupling { quota, is_pool: false });
    let pools = ground.pools.iter().map(|quota| Coupling { quota, is_pool: true });
    let wide: Vec<Coupling<'a>> =
        quotas.chain(pools.clone()).filter(|coupling| is_wide(&coupling.quota)).collect();
    let mut joined: UnionFind<usize> = UnionFind::new(ground.cells.len());
    for coupling in &wide {
        for pair in coupling.quota.people.windows(2) {
            joined.union(cell_of(&pair[0]), cell_of(&pair[1]));
        }
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<Coupling<'a>>)> = BTreeMap::new();
    for coupling in wide {
        // A quota that counts nobody holds or clashes wherever it reaches; the first block stands for it.
        let quota = coupling.quota;
        let at = quota.people.first().map(cell_of).or(quota.clusters.first().map(|&id| ground.cell_of[id]));
        groups.entry(joined.find(at.unwrap_or(0))).or_default().1.push(coupling);
    }
    for coupling in pools.filter(|coupling| !is_wide(&coupling.quota)) {
        let at = coupling.quota.people.first().map(cell_of);
        if let Some((_, couplings)) = at.and_then(|at| groups.get_mut(&joined.find(at))) {
            couplings.push(coupling);
        }
    }
    for at in 0..ground.cells.len() {
        if let Some((cells, _)) = groups.get_mut(&joined.find(at)) {
            cells.push(at);
        }
    }
    groups.into_values().collect()
}

/// The most seats each cluster of a block may fill: its share, unless seats are handed on.
pub(crate) fn may_fill(ground: &Ground<'_>, at: usize) -> Vec<u64> {
    let cell = &ground.cells[at];
    match ground.programme.unfilled {
        Unfilled::LeaveEmpty | Unfilled::Refuse => cell.reach(ground.programme, &cell.fair),
        Unfilled::Redistribute => {
            let most: Vec<u64> = cell.clusters().iter().map(|&id| most_seats(ground, id)).collect();
            cell.reach(ground.programme, &most)
        }
    }
}
