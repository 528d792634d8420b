//! At most so many people may move from a kept plan: a bound that reaches over all clusters, kept like a quota whose
//! counts are the people who move.

use crate::ground::Ground;
use crate::groups::{Use, couple_by_moves, fewest_moves};
use crate::outcome::Clash;
use crate::seated::{Seated, Seating};
use fordel_model::plan::Row;
use fordel_solver::{Effort, Quota};

/// Makes the clusters' plans together keep the bound on moves, if there is one.
pub(crate) fn limit_moves(ground: &Ground<'_>, seating: &mut Seating, seats: Use<'_>, effort: &mut Effort) {
    let columns = |at: usize| seating.seated[at].solved().map(|solved| solved.columns.as_slice());
    let Some(Excess { most, outside, at }) = excess(ground, columns) else { return };
    let is_kept = most
        .checked_sub(outside)
        .is_some_and(|room| couple_by_moves(ground, seating, &at, (&limit_of(room), seats), effort));
    if is_kept {
        return;
    }
    // Where nobody knows a cluster's plan yet, fewer may have to move.
    let is_known = !seating.seated.iter().any(|answer| matches!(answer, Seated::Unknown));
    let least = match seats {
        Use::Any if is_known => fewest_moves(ground, seating, &at, &limit_of(u64::MAX), effort),
        _ => None,
    };
    let least = least.map(|least| least + outside);
    for at in at {
        seating.seated[at] = match is_known {
            true => Seated::Clash(vec![Clash::TooManyMoves { most, least }]),
            false => Seated::Unknown,
        };
    }
}

/// A plan that moves more people than it may.
pub(crate) struct Excess {
    /// As many as may move.
    pub(crate) most: u64,
    /// Who sat in a cluster without a plan: they move in any case.
    pub(crate) outside: u64,
    /// The blocks planned.
    pub(crate) at: Vec<usize>,
}

/// Whether a plan, by block its columns, moves more people than it may.
pub(crate) fn excess<'a>(
    ground: &Ground<'_>,
    columns: impl Fn(usize) -> Option<&'a [usize]>,
) -> Option<Excess> {
    let kept = ground.kept.as_ref()?;
    let most = kept.max_moves?;
    let at: Vec<usize> = (0..ground.cells.len()).filter(|&at| columns(at).is_some()).collect();
    let inside: u64 = at.iter().map(|&at| ground.cells[at].block.n_seated_before()).sum();
    let outside = kept.n_seated_before() - inside;
    let moved: u64 = at.iter().filter_map(|&at| Some(ground.cells[at].moved(columns(at)?))).sum();
    (!at.is_empty() && moved + outside > most).then_some(Excess { most, outside, at })
}

/// At most so many moves, as a quota.
pub(crate) fn limit_of(max: u64) -> Quota {
    Quota { name: Row::Kept, clusters: Vec::new(), people: Vec::new(), min: None, max: Some(max) }
}
