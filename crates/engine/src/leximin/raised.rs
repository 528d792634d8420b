//! Where joined cells start from: a plan with the best worst team, which holds for all cells together and is found
//! sooner than one in which every team is as good as can be.

use crate::cell::Cell;
use crate::ground::Ground;
use crate::seated::Seating;
use crate::worst::{self, Level};
use fordel_solver::Effort;

/// A plan with the best worst team.
pub(super) struct Raised {
    /// By cell: its columns, as the ground's cells number them; `None` where it has no plan.
    columns: Vec<Option<Vec<usize>>>,
    /// The worst team's score, and the best that any plan could have.
    pub(super) score: Level,
}

impl Raised {
    /// At the same seats, keeping as many people where that comes first.
    pub(super) fn of(ground: &Ground<'_>, seating: &Seating, effort: &mut Effort) -> Self {
        let mut strong = ground.clone();
        let (raised, score) = worst::raise(&mut strong, seating.clone(), effort);
        let cells = ground.cells.iter().zip(&strong.cells);
        let columns = raised
            .seated
            .iter()
            .zip(cells)
            .map(|(answer, (whole, strong))| Some(numbered(whole, strong, &answer.solved()?.columns)))
            .collect();
        Self { columns, score }
    }

    /// The plans of these cells; `None` where one has none.
    pub(super) fn plans(&self, cells: &[usize]) -> Option<Vec<Vec<usize>>> {
        cells.iter().map(|&at| self.columns[at].clone()).collect()
    }
}

/// Columns of a cell with its better teams only, as the whole cell numbers them.
fn numbered(whole: &Cell, strong: &Cell, columns: &[usize]) -> Vec<usize> {
    let score = |cell: &Cell, column: usize| cell.block.columns.score(column);
    let least = (0..strong.block.columns.len()).map(|column| score(strong, column)).min();
    let stays: Vec<usize> = (0..whole.block.columns.len())
        .filter(|&column| least.is_some_and(|least| score(whole, column) >= least))
        .collect();
    columns.iter().map(|&column| stays[column]).collect()
}
