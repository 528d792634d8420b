//! Groups of cells that quotas and pools over several of them join: their plans made to keep these.

use crate::answer::{KeptLevel, Solved};
use crate::blocks::only_cell;
use crate::cell::Cell;
use crate::choosing::{Other, fewer_seats, fewest_moved, other_seats, some_seats};
use crate::closest::Closest;
use crate::coupling::{Coupled, Coupling, Joint};
use crate::ground::Ground;
use crate::options::Prices;
use crate::outcome::Clash;
use crate::seated::{Seated, Seating, seats_of};
use crate::stages::by_stages;
use fordel_model::NomineeId;
use fordel_solver::{Effort, Quota};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// Of more couplings than these all are priced at once: to look among equally good plans of each cell would take
/// longer.
const FEW_COUPLINGS: usize = 4;

/// Blocks joined by moves have this number among the groups.
const MOVES: usize = usize::MAX;

/// So many people can be looked at in every way even then.
const FEW_PEOPLE: usize = 40;

/// The fillings of so many blocks can be tried one after the other.
const FEW_CELLS: usize = 8;

fn people(coupled: &Coupled<'_>) -> usize {
    coupled.cells.iter().map(|cell| cell.block.people.len()).sum()
}

/// Which seats coupled blocks may use.
#[derive(Clone, Copy)]
pub(crate) enum Use<'a> {
    /// Others, where these will not do.
    Any,
    /// These, with so many people in pools by block, which blocks of a group may share otherwise.
    These(&'a [u64]),
}

/// Makes the blocks' plans keep the quotas and pools that reach over several of them; where they cannot
/// at these seats, at others, if that is wanted.
pub(crate) fn couple(ground: &Ground<'_>, seating: &mut Seating, seats: Use<'_>, effort: &mut Effort) {
    let mut groups = groups(ground);
    // A seat that one group must leave empty is anybody's where seats are handed on.
    if ground.hands_on() && matches!(seats, Use::Any) && !all_hold(ground, seating, &groups, effort) {
        groups = vec![whole(ground)];
    }
    for (group, (cells, couplings)) in groups.into_iter().enumerate() {
        let planned: Vec<usize> =
            cells.iter().copied().filter(|&at| seating.seated[at].solved().is_some()).collect();
        let coupled =
            Coupled::new(ground.programme, planned.iter().map(|&at| &ground.cells[at]).collect(), couplings);
        // Without any plan there is nothing to settle; what a quota then leaves unmet is said of its clusters.
        if planned.is_empty() {
            continue;
        }
        if !couple_group(ground, seating, (group, seats), &planned, &coupled, effort) {
            // Pools ask for nobody; they are named where nothing else could be at fault.
            let name = |coupling: &Coupling<'_>| coupling.quota.name.clone();
            let quotas = coupled.couplings.iter().filter(|coupling| !coupling.is_pool);
            let mut rows: Vec<_> = quotas.map(name).collect();
            if rows.is_empty() {
                rows = coupled.couplings.iter().map(name).collect();
            }
            for at in planned {
                seating.seated[at] = Seated::Clash(vec![Clash::WiderQuotas(rows.clone())]);
            }
        }
    }
}

/// Makes the plans of these blocks together keep a largest number of moves, beside all quotas and pools; false where
/// none do.
pub(crate) fn couple_by_moves(
    ground: &Ground<'_>,
    seating: &mut Seating,
    planned: &[usize],
    (moves, seats): (&Quota, Use<'_>),
    effort: &mut Effort,
) -> bool {
    let coupled = by_moves(ground, planned, moves);
    couple_group(ground, seating, (MOVES, seats), planned, &coupled, effort)
}

/// The fewest people that any plan of these blocks moves; `None` where that is too much to look at.
pub(crate) fn fewest_moves(
    ground: &Ground<'_>,
    seating: &Seating,
    planned: &[usize],
    moves: &Quota,
    effort: &mut Effort,
) -> Option<u64> {
    let coupled = by_moves(ground, planned, moves);
    let loose = coupled.without_quotas();
    let (chosen, fewest) = fewest_moved(ground, seating, &loose, planned, effort)?;
    if loose.couplings.len() == coupled.couplings.len() {
        return Some(fewest);
    }
    // With the quotas more may have to move.
    let within = Quota { max: Some(fewest), ..moves.clone() };
    let holds = by_moves(ground, planned, &within).holds_at(&chosen, None, effort);
    (holds == Some(true)).then_some(fewest)
}

fn by_moves<'a>(ground: &'a Ground<'_>, planned: &[usize], moves: &'a Quota) -> Coupled<'a> {
    let cells = planned.iter().map(|&at| &ground.cells[at]).collect();
    Coupled::new(ground.programme, cells, all_couplings(ground, moves))
}

/// All that couples any blocks, all pools, and a largest number of moves.
pub(crate) fn all_couplings<'a>(ground: &'a Ground<'_>, moves: &'a Quota) -> Vec<Coupling<'a>> {
    let (_, mut couplings) = whole(ground);
    couplings.push(Coupling { quota: moves, is_pool: false });
    couplings
}

/// Cells that quotas and pools join, and these.
type Group<'a> = (Vec<usize>, Vec<Coupling<'a>>);

/// All cells with all that couples any, and all pools.
fn whole<'a>(ground: &'a Ground<'_>) -> Group<'a> {
    let (mut couplings, own_pools) = couplings(ground);
    couplings.extend(own_pools);
    ((0..ground.cells.len()).collect(), couplings)
}

/// The quotas and pools that reach over several cells, and the pools of a single one.
fn couplings<'a>(ground: &'a Ground<'_>) -> (Vec<Coupling<'a>>, Vec<Coupling<'a>>) {
    let is_wide = |quota: &Quota| only_cell(ground.programme, &ground.cell_of, quota).is_none();
    let quotas = ground.quotas.iter().map(|quota| Coupling { quota, is_pool: false });
    let pools = ground.pools.iter().map(|quota| Coupling { quota, is_pool: true });
    let (wide, own): (Vec<_>, Vec<_>) = quotas.chain(pools).partition(|coupling| is_wide(coupling.quota));
    (wide, own.into_iter().filter(|coupling| coupling.is_pool).collect())
}

/// Whether every group keeps its quotas, and its pools as they are, at the seats its blocks fill.
fn all_hold(ground: &Ground<'_>, seating: &Seating, groups: &[Group<'_>], effort: &mut Effort) -> bool {
    groups.iter().all(|(cells, couplings)| {
        let planned: Vec<(&Cell, &Solved)> =
            cells.iter().filter_map(|&at| Some((&ground.cells[at], seating.seated[at].solved()?))).collect();
        let columns: Vec<&[usize]> = planned.iter().map(|(_, solved)| solved.columns.as_slice()).collect();
        let has_pools = couplings.iter().any(|coupling| coupling.is_pool);
        let cells = planned.iter().map(|(cell, _)| *cell).collect();
        let coupled = Coupled::new(ground.programme, cells, couplings.clone());
        let seats: Vec<Vec<u64>> = planned.iter().map(|(cell, solved)| seats_of(cell, solved)).collect();
        planned.is_empty()
            || coupled.holds(&columns)
            || !has_pools && coupled.holds_at(&seats, None, effort) == Some(true)
    })
}

/// One group of coupled blocks; false where no plans of theirs keep what couples them.
fn couple_group(
    ground: &Ground<'_>,
    seating: &mut Seating,
    (group, wanted): (usize, Use<'_>),
    planned: &[usize],
    coupled: &Coupled<'_>,
    effort: &mut Effort,
) -> bool {
    let columns: Vec<&[usize]> =
        planned.iter().filter_map(|&at| seating.seated[at].solved().map(|s| s.columns.as_slice())).collect();
    let in_pools = match wanted {
        Use::Any => None,
        Use::These(pooled) => Some(planned.iter().map(|&at| pooled[at]).sum::<u64>()),
    };
    let now = coupled.pooled(&columns);
    let is_as_many = in_pools.is_none_or(|pooled| pooled == now);
    if is_as_many && coupled.holds(&columns) {
        return true;
    }
    let seats: Vec<Vec<u64>> = planned.iter().filter_map(|&at| seating.seats(ground, at)).collect();
    let few = coupled.couplings.len() <= FEW_COUPLINGS;
    if let Some(plans) = (few && is_as_many).then(|| coupled.equally_good(&seats, &columns, effort)).flatten()
    {
        for (&at, columns) in planned.iter().zip(plans) {
            if let Seated::Plan(solved) = &mut seating.seated[at] {
                solved.columns = columns;
            }
        }
        return true;
    }
    let has_moves = coupled.couplings.iter().any(Coupling::is_moves);
    let has_pools = coupled.couplings.iter().any(|coupling| coupling.is_pool);
    let pooled = has_pools.then(|| in_pools.unwrap_or_else(|| coupled.most_pooled().min(now)));
    let Closest { mut joint, mut fewest } = coupled.closest(&seats, pooled, effort);
    if let Joint::Plans { open: true, .. } = &joint {
        seating.open = true;
    }
    let is_settled = match &joint {
        Joint::Plans { open: true, .. } => true,
        Joint::Plans { .. } => {
            // Elsewhere more people in pools, or a closer split with as many, might be possible.
            let is_full =
                pooled.is_none_or(|pooled| pooled == coupled.pooled(&columns)) && !ground.hands_on();
            let is_closest = |(&at, seats): (&usize, &Vec<u64>)| is_closest(ground, seating, at, seats);
            pooled.is_none()
                || is_full
                // These seats are the best there are for any number of moves.
                || has_moves
                || pooled == Some(coupled.most_pooled()) && planned.iter().zip(&seats).all(is_closest)
        }
        Joint::None => false,
        Joint::Unknown => true,
    };
    if !is_settled && matches!(wanted, Use::Any) {
        let is_none = matches!(joint, Joint::None);
        let other = other(ground, seating, coupled, planned, (&seats, is_none), effort);
        if let Other::Some { is_most, .. } = &other {
            seating.open |= !is_most;
            seating.distance_open |= *is_most;
        }
        match other {
            Other::Seats(chosen) | Other::Some { chosen, .. } => {
                seating.equally_close |= chosen.decided;
                for (&at, (before, after)) in planned.iter().zip(seats.iter().zip(&chosen.seats)) {
                    let rows = ground.cells[at].clusters().iter().zip(before.iter().zip(after));
                    let less = rows.filter(|(_, (before, after))| after < before).map(|(&id, _)| id);
                    match has_moves {
                        true => seating.moves_bound.extend(less),
                        false => seating.quota_bound.extend(less),
                    }
                }
                let pooled = has_pools.then_some(chosen.pooled);
                Closest { joint, fewest } = coupled.closest(&chosen.seats, pooled, effort);
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
            let moved: u64 =
                planned.iter().zip(&plans).map(|(&at, plan)| ground.cells[at].moved(&plan.columns)).sum();
            let more_kept = i64::try_from(moved.saturating_sub(fewest)).unwrap_or(0);
            let bound = bound.max(total);
            for ((&at, solved), score) in planned.iter().zip(plans).zip(scores) {
                let value = ground.cells[at].kept(&solved.columns);
                // What the first cell is said to keep more stands for all of them.
                let more = if Some(&at) == planned.first() { more_kept } else { 0 };
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
        Joint::None => return false,
        Joint::Unknown => planned.iter().for_each(|&at| seating.seated[at] = Seated::Unknown),
    }
    true
}

/// Other seats for coupled blocks than these, with which they cannot keep the quotas (`is_none`), or not as well.
fn other(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    (seats, is_none): (&[Vec<u64>], bool),
    effort: &mut Effort,
) -> Other {
    let has_pools = coupled.couplings.iter().any(|coupling| coupling.is_pool);
    let few = coupled.couplings.len() <= FEW_COUPLINGS;
    let is_listed = has_pools || ground.hands_on();
    let mut found = Other::Unknown;
    // Where few may move, what each block can do is listed with the quotas left out first.
    if coupled.couplings.iter().any(Coupling::is_moves) {
        return match seats_by_moves(ground, seating, coupled, planned, effort) {
            Other::Unknown if is_none => some_seats(coupled, seats, effort),
            found => found,
        };
    }
    // To list what each block can do takes long where much is counted.
    if is_listed && few {
        found = other_seats(ground, seating, coupled, planned, effort);
    }
    if matches!(found, Other::Unknown) && !coupled.is_stopped() {
        found = by_stages(ground, seating, coupled, planned, effort);
    }
    let is_open = matches!(found, Other::Some { .. } | Other::Unknown) && !coupled.is_stopped();
    let again = match is_listed {
        true if is_open && !few && people(coupled) <= FEW_PEOPLE => {
            other_seats(ground, seating, coupled, planned, effort)
        }
        false if is_open && coupled.cells.len() <= FEW_CELLS => {
            fewer_seats(ground, seating, coupled, planned, effort)
        }
        _ => Other::Unknown,
    };
    if !matches!(again, Other::Unknown) {
        found = again;
    }
    // Who only asks whether there is a plan does not wait for some.
    match found {
        Other::Unknown if is_none && ground.prices != Prices::Moot => some_seats(coupled, seats, effort),
        found => found,
    }
}

/// Other seats by listing what each block can do: too much where much is counted.
fn listed_seats(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Other {
    match coupled.couplings.len() > FEW_COUPLINGS && people(coupled) > FEW_PEOPLE {
        true => Other::Unknown,
        false => other_seats(ground, seating, coupled, planned, effort),
    }
}

/// The same with the quotas left out first: seats that they allow are the best of all.
fn seats_by_moves(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Other {
    let loose = coupled.without_quotas();
    match listed_seats(ground, seating, &loose, planned, effort) {
        Other::Seats(chosen) => {
            let is_same = loose.couplings.len() == coupled.couplings.len();
            let has_pools = coupled.couplings.iter().any(|coupling| coupling.is_pool);
            let pooled = has_pools.then_some(chosen.pooled);
            match is_same || coupled.holds_at(&chosen.seats, pooled, effort) == Some(true) {
                true => Other::Seats(chosen),
                false => listed_seats(ground, seating, coupled, planned, effort),
            }
        }
        Other::None => Other::None,
        Other::Some { .. } | Other::Unknown => listed_seats(ground, seating, coupled, planned, effort),
    }
}

/// Whether no other filling of as many seats of the block could be closer to the fair split.
pub(crate) fn is_closest(ground: &Ground<'_>, seating: &Seating, at: usize, seats: &[u64]) -> bool {
    let fair = ground.cells[at].clusters().iter().map(|&id| seating.fair[id]);
    fair.eq(seats.iter().copied()) || !ground.hands_on() && seats.len() == 1
}

/// Cells that quotas and pools join, each group with what couples it and all pools of its people.
pub(crate) fn groups<'a>(ground: &'a Ground<'_>) -> Vec<Group<'a>> {
    let programme = ground.programme;
    let cell_of = |n: &NomineeId| ground.cell_of[programme.nominees[*n].cluster];
    let (wide, own_pools) = couplings(ground);
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
    for coupling in own_pools {
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
