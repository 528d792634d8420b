//! The best worst team first: how good the worst team of the whole programme can be, the seats (and the
//! people kept) being what the levels before made them; then only teams at least as good are left.
//!
//! The level does not add over cells: the best worst team that each could have alone is found by halving
//! among all scores; it bounds the programme's, and what couples cells is asked once that is known.

use crate::answer::{Answer, Solved};
use crate::cell::Cell;
use crate::ground::Ground;
use crate::groups::{Use, couple};
use crate::moves::limit_moves;
use crate::seated::{Seated, Seating, pooled, seats_of};
use crate::settle::best_with_pools;
use fordel_solver::Effort;
use rayon::prelude::*;

/// Nodes for the question whether a cell has any plan of good teams: where they run out the level is not
/// proven, and says so.
const ASKING_NODES: u64 = 200_000;

/// Nodes for one program when everything is settled again with good teams only.
const SETTLING_NODES: u64 = 2_000_000;

/// Score of the worst team: the one reached, and the best that any plan could have.
pub(crate) type Level = (i64, i64);

/// What came of the worst team, where the programme asks for it.
pub(crate) struct Worst {
    /// Its score.
    pub(crate) score: Level,
    /// Where every team is to be as good as can be: as many as are proven to be so, and all.
    pub(crate) teams: Option<Level>,
}

impl Worst {
    /// Whether a better worst team, or a better team after it, is not shown to be impossible.
    pub(crate) fn is_open(&self) -> bool {
        self.score.0 < self.score.1 || self.teams.is_some_and(|(proven, all)| proven < all)
    }
}

/// Raises the worst team as far as can be. Afterwards the ground's cells hold the teams left only, and `ground.whole` all of them.
pub(crate) fn raise(ground: &mut Ground<'_>, seating: Seating, effort: &mut Effort) -> (Seating, Level) {
    let worst = |seating: &Seating, ground: &Ground<'_>| {
        planned(ground, seating).filter_map(|(_, cell, solved)| own_worst(cell, solved)).min()
    };
    let Some(reached) = worst(&seating, ground) else { return (seating, (0, 0)) };
    let (possible, bound) = alone(ground, &seating, reached, effort);
    // What couples cells may leave less than each could have alone.
    let (mut low, mut candidates) = (reached, between(ground, &seating, reached, possible));
    let mut best: Option<(Seating, Vec<Cell>)> = None;
    let mut is_proven = possible == bound;
    match attempt(ground, &seating, possible, effort) {
        Attempt::Settled(found) => {
            (low, best) = (possible, Some(found));
            candidates.clear();
        }
        failed => {
            candidates.retain(|&score| score < possible);
            is_proven = matches!(failed, Attempt::Impossible);
        }
    }
    while !candidates.is_empty() {
        let middle = candidates.len() / 2;
        let score = candidates[middle];
        match attempt(ground, &seating, score, effort) {
            Attempt::Settled(found) => {
                (low, best) = (score, Some(found));
                candidates.drain(..=middle);
            }
            failed => {
                candidates.truncate(middle);
                is_proven &= matches!(failed, Attempt::Impossible);
            }
        }
    }
    let found = match best {
        Some(found) => Attempt::Settled(found),
        None => attempt(ground, &seating, reached, effort),
    };
    let Attempt::Settled((seating, cells)) = found else { return (seating, (reached, bound)) };
    ground.whole = std::mem::replace(&mut ground.cells, cells);
    let value = worst(&seating, ground).unwrap_or(low);
    (seating, (value, if is_proven { value } else { bound.max(value) }))
}

fn planned<'a>(
    ground: &'a Ground<'_>,
    seating: &'a Seating,
) -> impl Iterator<Item = (usize, &'a Cell, &'a Solved)> {
    let solved = |(at, answer): (usize, &'a Seated)| answer.solved().map(|solved| (at, solved));
    seating.seated.iter().enumerate().filter_map(solved).map(|(at, solved)| (at, &ground.cells[at], solved))
}

/// All different scores above `low`, up to `high`, ascending.
fn between(ground: &Ground<'_>, seating: &Seating, low: i64, high: i64) -> Vec<i64> {
    let mut scores: Vec<i64> =
        planned(ground, seating).flat_map(|(_, cell, _)| scores_above(cell, low)).collect();
    scores.retain(|&score| score <= high);
    scores.sort_unstable();
    scores.dedup();
    scores
}

fn scores_above(cell: &Cell, low: i64) -> Vec<i64> {
    let columns = &cell.block.columns;
    let mut scores: Vec<i64> =
        (0..columns.len()).map(|column| columns.score(column)).filter(|&score| score > low).collect();
    scores.sort_unstable();
    scores.dedup();
    scores
}

/// The best worst team if no cell minded the others: one that is possible, and what is not shown to be
/// impossible. By halving among all scores: a score that one cell cannot do is nobody's, so what the others
/// could do above it is not asked.
fn alone(ground: &Ground<'_>, seating: &Seating, reached: i64, effort: &mut Effort) -> Level {
    let mut cells: Vec<(i64, &Cell, &Solved)> = planned(ground, seating)
        .filter_map(|(_, cell, solved)| Some((own_worst(cell, solved)?, cell, solved)))
        .collect();
    // The weakest first: it says no soonest.
    cells.sort_by_key(|&(worst, ..)| worst);
    let scores = between(ground, seating, reached, i64::MAX);
    // Below `possible` every score is; from `open` on none is known to be.
    let (mut possible, mut open, mut impossible) = (0, 0, scores.len());
    while open < impossible {
        let middle = open + (impossible - open) / 2;
        match all_reach(ground, &cells, scores[middle], effort) {
            Some(true) => (possible, open) = (middle + 1, middle + 1),
            Some(false) => impossible = middle,
            // Not settled: what is possible below stands, and what is impossible above.
            None => open = middle + 1,
        }
    }
    let at = |n: usize| n.checked_sub(1).map_or(reached, |at| scores[at]);
    (at(possible), at(impossible))
}

/// The score of a cell's worst team.
fn own_worst(cell: &Cell, solved: &Solved) -> Option<i64> {
    solved.columns.iter().map(|&column| cell.block.columns.score(column)).min()
}

/// Whether each of these cells, with its worst team so far, has a plan of its seats with teams of at least this
/// score only; `None` where the work ran out.
fn all_reach(
    ground: &Ground<'_>,
    cells: &[(i64, &Cell, &Solved)],
    least: i64,
    effort: &mut Effort,
) -> Option<bool> {
    let strong: Vec<(Cell, Vec<u64>, &Solved)> = cells
        .iter()
        .filter(|&&(worst, ..)| worst < least)
        .map(|&(_, cell, solved)| (cell.with_teams_from(least, ASKING_NODES), seats_of(cell, solved), solved))
        .collect();
    let adds_up = |(cell, seats, _): &(Cell, Vec<u64>, &Solved)| {
        !cell.pools.is_empty() || cell.block.adds_up_to(seats.iter().sum())
    };
    if !strong.iter().all(adds_up) {
        return Some(false);
    }
    let mut is_settled = true;
    for (cell, seats, solved) in strong {
        // Where cells are coupled, what one keeps less another may keep more.
        let is_own = cell.keeps_first() && !solved.coupled;
        let kept = solved.kept.as_ref().filter(|_| is_own).map(|level| level.value);
        match cell.any_keeping(ground.programme, &seats, kept, effort) {
            Answer::Plan(_) => (),
            Answer::None(_) => return Some(false),
            Answer::Unknown => is_settled = false,
        }
    }
    is_settled.then_some(true)
}

/// What came of settling the programme with better teams only.
enum Attempt {
    /// A plan, and the cells it is of.
    Settled((Seating, Vec<Cell>)),
    /// There is none.
    Impossible,
    /// The work ran out.
    Open,
}

/// The programme settled again with teams of at least this score, at the same seats, keeping as many
/// people where that comes first.
fn attempt(ground: &mut Ground<'_>, before: &Seating, least: i64, effort: &mut Effort) -> Attempt {
    let strong: Vec<Cell> =
        ground.cells.iter().map(|cell| cell.with_teams_from(least, SETTLING_NODES)).collect();
    let weak = std::mem::replace(&mut ground.cells, strong);
    let found = settled(ground, before, &weak, effort);
    let strong = std::mem::replace(&mut ground.cells, weak);
    match found {
        Ok(seating) => Attempt::Settled((seating, strong)),
        Err(Failed::Impossible) => Attempt::Impossible,
        Err(Failed::Open) => Attempt::Open,
    }
}

/// Why there is nothing settled.
#[derive(Clone, Copy)]
enum Failed {
    Impossible,
    Open,
}

fn settled(
    ground: &Ground<'_>,
    before: &Seating,
    weak: &[Cell],
    effort: &mut Effort,
) -> Result<Seating, Failed> {
    let answers: Vec<(Result<Seated, Failed>, Effort)> = before
        .seated
        .par_iter()
        .zip(&ground.cells)
        .zip(weak)
        .map(|((answer, cell), weak)| {
            let mut effort = Effort::default();
            let Some(solved) = answer.solved() else { return (Ok(answer.clone()), effort) };
            let seats = seats_of(weak, solved);
            let again = match best_with_pools(ground.programme, cell, &seats, &mut effort).0 {
                Answer::Plan(solved) => Ok(Seated::Plan(solved)),
                Answer::None(_) => Err(Failed::Impossible),
                Answer::Unknown => Err(Failed::Open),
            };
            (again, effort)
        })
        .collect();
    answers.iter().for_each(|(_, own)| effort.add(own));
    let mut seating = Seating {
        fair: before.fair.clone(),
        seated: answers.into_iter().map(|(answer, _)| answer).collect::<Result<_, _>>()?,
        seats_cases: before.seats_cases.clone(),
        joint_cases: Vec::new(),
        joint_bound: Default::default(),
        equally_close: before.equally_close,
        quota_bound: before.quota_bound.clone(),
        moves_bound: before.moves_bound.clone(),
        open: before.open,
        distance_open: before.distance_open,
    };
    let in_pools = |seating: &Seating, cells: &[Cell]| -> Vec<u64> {
        let one = |(answer, cell): (&Seated, &Cell)| answer.solved().map_or(0, |solved| pooled(cell, solved));
        seating.seated.iter().zip(cells).map(one).collect()
    };
    let pooled_before = in_pools(before, weak);
    couple(ground, &mut seating, Use::These(&pooled_before), effort);
    limit_moves(ground, &mut seating, Use::These(&pooled_before), effort);
    let same_seats = before.seated.iter().zip(&seating.seated).zip(ground.cells.iter().zip(weak)).all(
        |((old, new), (strong, weak))| match (old.solved(), new.solved()) {
            (Some(old), Some(new)) => seats_of(weak, old) == seats_of(strong, new),
            (None, None) => true,
            _ => false,
        },
    );
    let kept = |seating: &Seating, cells: &[Cell]| -> i64 {
        let one = |(answer, cell): (&Seated, &Cell)| answer.solved().map_or(0, |s| cell.kept(&s.columns));
        seating.seated.iter().zip(cells).map(one).sum()
    };
    let keeps_first = weak.iter().any(Cell::keeps_first);
    let as_many = !keeps_first || kept(&seating, &ground.cells) >= kept(before, weak);
    let as_pooled = in_pools(&seating, &ground.cells).iter().sum::<u64>() == pooled_before.iter().sum();
    match same_seats && as_pooled && as_many {
        true => Ok(seating),
        false if seating.seated.iter().any(|answer| matches!(answer, Seated::Unknown)) => Err(Failed::Open),
        false => Err(Failed::Impossible),
    }
}
