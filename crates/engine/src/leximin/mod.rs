//! Leximin: the best worst team, then as few teams of that score as can be, then the best worst of the others, and
//! so on to the best team. Of two plans the better one has fewer teams of the lowest score that they have not
//! equally often; so no team is better than any.
//!
//! With the seats of each cell given, cells do not mind each other: the best of each makes the best of all. Where
//! quotas or pools over several cells are not kept so, these cells are settled together.
//!
//! Source: Ogryczak, *On the lexicographic minimax approach to location problems*, European Journal of Operational
//! Research 100(3), 1997.

mod joined;
mod levels;
mod raised;
mod tally;

use crate::answer::{KeptLevel, Solved};
use crate::cell::Cell;
use crate::coupling::{Coupled, Coupling};
use crate::ground::Ground;
use crate::groups::{all_couplings, groups};
use crate::moves::{Excess, excess, limit_of};
use crate::seated::{Seated, Seating, seats_of};
use crate::worst::{Level, Worst};
use fordel_model::keep::KeepOrder;
use fordel_model::plan::Case;
use fordel_solver::Effort;
use joined::Joined;
use levels::{Levels, Settled};
use raised::Raised;
use rayon::prelude::*;

/// Nodes for one question about a cell by itself: where they run out the level is not proven, and says so.
const NODES: u64 = 200_000;

/// What comes of cells settled together.
struct Found {
    /// The best plan found: by cell, its columns.
    columns: Vec<Vec<usize>>,
    /// The lowest score whose number of teams is not proven; `None` where all are.
    open_from: Option<i64>,
    /// The worst team's score cannot be above this.
    worst_bound: i64,
    /// Where a plan is kept: the most people that any plan as good keeps, less those brought in.
    most_kept: i64,
    /// For scores of a single cell's teams the leaf that there is no plan with a team of it less.
    cases: Vec<Case>,
}

impl From<Settled> for Found {
    fn from(settled: Settled) -> Self {
        let Settled { columns, open_from, worst_bound, most_kept, cases } = settled;
        Self { columns: vec![columns], open_from, worst_bound, most_kept, cases }
    }
}

/// Makes every team as good as can be, the worst first. The seats, and people moved where that comes first, are
/// what the levels before made them.
pub(crate) fn level(ground: &Ground<'_>, mut seating: Seating, effort: &mut Effort) -> (Seating, Worst) {
    let planned = |at: &usize| seating.seated[*at].solved().is_some();
    let (mut joined, mut alone) =
        (Vec::new(), (0..ground.cells.len()).filter(planned).collect::<Vec<usize>>());
    let joins: Vec<(Vec<usize>, Vec<Coupling<'_>>)> = groups(ground)
        .into_iter()
        .map(|(cells, couplings)| (cells.into_iter().filter(planned).collect(), couplings))
        .collect();
    // Where a group of cells has been settled together, what each has of pools and people kept is no limit of its own.
    for (cells, couplings) in &joins {
        if cells.iter().any(|at| seating.joint_bound.contains_key(at)) {
            joined.push((cells.clone(), couplings.clone()));
            alone.retain(|at| !cells.contains(at));
        }
    }
    let alone = alone.into_iter().map(|at| (vec![at], Vec::new()));
    let mut settled = settle_all(ground, &seating, None, alone, effort);
    for (cells, couplings) in joins {
        if !joined.iter().any(|(other, _)| *other == cells) && !holds(ground, &cells, &couplings, &settled) {
            settled.retain(|(own, _)| !cells.contains(&own[0]));
            joined.push((cells, couplings));
        }
    }
    let mut raised = None;
    if !joined.is_empty() {
        let start = raised.insert(Raised::of(ground, &seating, effort));
        settled.extend(settle_all(ground, &seating, Some(start), joined.into_iter(), effort));
    }
    // A largest number of moves joins all.
    let columns = |at: usize| {
        let (cells, found) = settled.iter().find(|(cells, _)| cells.contains(&at))?;
        let own = cells.iter().position(|&cell| cell == at)?;
        found.columns.get(own).map(Vec::as_slice)
    };
    if let Some(Excess { most, outside, at }) = excess(ground, columns) {
        let limit = limit_of(most.saturating_sub(outside));
        let everything = [(at, all_couplings(ground, &limit))].into_iter();
        let start = raised.get_or_insert_with(|| Raised::of(ground, &seating, effort));
        settled = settle_all(ground, &seating, Some(start), everything, effort);
    }
    let mut worst = of_all(ground, &seating, &settled);
    if let Some(raised) = &raised {
        worst.score.1 = worst.score.1.min(raised.score.1).max(worst.score.0);
    }
    // Leaves about levels that other cells leave open argue for nothing.
    let open_from = settled.iter().filter_map(|(_, found)| found.open_from).min();
    for (_, found) in &mut settled {
        found.cases.retain(|case| open_from.is_none_or(|open| case.bound < open));
    }
    for (cells, settled) in settled {
        take(ground, &mut seating, &cells, settled);
    }
    if !worst.is_open() {
        // Leaves about the sum say nothing of teams.
        seating.joint_cases.clear();
    }
    (seating, worst)
}

/// Cells settled together, each group by itself; those that are joined from what was raised before.
fn settle_all<'a>(
    ground: &Ground<'_>,
    seating: &Seating,
    raised: Option<&Raised>,
    groups: impl Iterator<Item = (Vec<usize>, Vec<Coupling<'a>>)>,
    effort: &mut Effort,
) -> Vec<(Vec<usize>, Found)> {
    let groups: Vec<(Vec<usize>, Vec<Coupling<'a>>)> = groups.collect();
    let found: Vec<(Vec<usize>, Found, Effort)> = groups
        .into_par_iter()
        .map(|(at, couplings)| {
            let mut effort = Effort::default();
            let now: Vec<(&Cell, &Solved)> = solved_of(ground, seating, &at).collect();
            let seats: Vec<Vec<u64>> = now.iter().map(|(cell, solved)| seats_of(cell, solved)).collect();
            let found = match (&now[..], couplings.is_empty()) {
                (&[(cell, solved)], true) => {
                    let (cell, columns) = (cell.with_nodes(NODES), solved.columns.clone());
                    let levels = Levels::new(ground.programme, &cell, &seats[0], Vec::new(), columns);
                    Found::from(levels.settle(&mut effort))
                }
                _ => {
                    let cells = now.iter().map(|(cell, _)| *cell).collect();
                    let coupled = Coupled::new(ground.programme, cells, couplings);
                    let holds = |plans: &Vec<Vec<usize>>| {
                        coupled.holds(&plans.iter().map(Vec::as_slice).collect::<Vec<_>>())
                    };
                    let columns = raised.and_then(|raised| raised.plans(&at)).filter(holds);
                    let known = || now.iter().map(|(_, solved)| solved.columns.clone()).collect();
                    let columns = columns.unwrap_or_else(known);
                    Joined::new(coupled, seats, columns).settle(&mut effort)
                }
            };
            (at, found, effort)
        })
        .collect();
    found.iter().for_each(|(_, _, own)| effort.add(own));
    found.into_iter().map(|(at, settled, _)| (at, settled)).collect()
}

fn solved_of<'a>(
    ground: &'a Ground<'_>,
    seating: &'a Seating,
    cells: &'a [usize],
) -> impl Iterator<Item = (&'a Cell, &'a Solved)> {
    cells.iter().filter_map(|&at| Some((&ground.cells[at], seating.seated[at].solved()?)))
}

/// Whether cells that were settled by themselves keep what joins them.
fn holds(
    ground: &Ground<'_>,
    cells: &[usize],
    couplings: &[Coupling<'_>],
    settled: &[(Vec<usize>, Found)],
) -> bool {
    let of =
        |at: &usize| settled.iter().find(|(own, _)| own == &[*at]).map(|(_, found)| &found.columns[0][..]);
    let plans: Vec<&[usize]> = cells.iter().filter_map(of).collect();
    let own = cells.iter().map(|&at| &ground.cells[at]).collect();
    plans.is_empty() || Coupled::new(ground.programme, own, couplings.to_vec()).holds(&plans)
}

/// What all cells come to together.
fn of_all(ground: &Ground<'_>, seating: &Seating, settled: &[(Vec<usize>, Found)]) -> Worst {
    let mut scores: Vec<i64> = Vec::new();
    for (cells, found) in settled {
        for (&at, columns) in cells.iter().zip(&found.columns) {
            scores.extend(columns.iter().map(|&column| ground.cells[at].block.columns.score(column)));
        }
    }
    let open_from = settled.iter().filter_map(|(_, found)| found.open_from).min();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let proven = scores.iter().filter(|&&score| open_from.is_none_or(|open| score < open)).count();
    let value = scores.iter().copied().min().unwrap_or(0);
    // Of cells that nobody could search nothing is known.
    let unknown = seating.seated.iter().any(|answer| matches!(answer, Seated::Unknown));
    let bound = settled.iter().map(|(_, found)| found.worst_bound).min().unwrap_or(value).max(value);
    let bound = if scores.is_empty() && !unknown { value } else { bound };
    let teams: Level = (number(proven), number(scores.len()));
    Worst { score: (value, bound), teams: Some(teams) }
}

/// The plan found takes the place of the one with the best sum.
fn take(ground: &Ground<'_>, seating: &mut Seating, cells: &[usize], mut settled: Found) {
    let is_proven = settled.open_from.is_none();
    let own = |at: usize, columns: &[usize]| ground.cells[at].kept(columns);
    let kept: i64 = cells.iter().zip(&settled.columns).map(|(&at, columns)| own(at, columns)).sum();
    // What the first cell is said to keep more stands for all of them.
    let mut more = (settled.most_kept - kept).max(0);
    for (&at, columns) in cells.iter().zip(std::mem::take(&mut settled.columns)) {
        let cell = &ground.cells[at];
        let Seated::Plan(solved) = &mut seating.seated[at] else { continue };
        let value = cell.score(&columns);
        if let Some(level) = &mut solved.kept {
            let now = cell.kept(&columns);
            let case = level.case.take().filter(|_| cell.keep == Some(KeepOrder::First));
            **level = KeptLevel { value: now, bound: now + std::mem::take(&mut more), case };
        }
        // Plans whose teams are as good, team by team, have the same sum.
        if is_proven {
            solved.bound = value;
            solved.cases = Vec::new();
        }
        solved.bound = solved.bound.max(value);
        solved.cases.append(&mut settled.cases);
        (solved.value, solved.columns, solved.coupled) = (value, columns, true);
    }
    if is_proven {
        seating.joint_bound.retain(|at, _| !cells.contains(at));
    }
}
