//! What couples cells, as one of them sees it: whom it counts there, and how a program is told.

use fordel_model::plan::Row;
use fordel_solver::{Block, Share};

/// A quota over several clusters or a pool, as one cell sees it.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name.
    pub name: Row,
    /// The cell's people it counts, by position, ascending.
    pub people: Vec<usize>,
    /// Where it counts people who move from a kept plan instead: as many as can at most.
    pub moved: Option<u64>,
}

impl Part {
    /// A quota's or pool's part: these people.
    pub(crate) fn of(name: Row, people: Vec<usize>) -> Self {
        Self { name, people, moved: None }
    }

    /// The part of a block in a largest number of moves.
    pub(crate) fn moves(block: &Block) -> Self {
        Self { name: Row::Kept, people: Vec::new(), moved: Some(block.most_moved()) }
    }

    /// As much as it can count.
    fn most(&self) -> u64 {
        self.moved.unwrap_or(self.people.len() as u64)
    }

    /// Whether it never counts anything here.
    pub(crate) fn is_empty(&self) -> bool {
        self.most() == 0
    }
}

/// The shares that say "counts within this box" with these multipliers.
pub(crate) fn shares(parts: &[Part], within: &[(u64, u64)], multipliers: &[i64]) -> Vec<Share> {
    let share = |((part, &(min, max)), &multiplier): ((&Part, &(u64, u64)), &i64)| Share {
        name: part.name.clone(),
        people: part.people.clone(),
        min,
        max,
        multiplier,
    };
    parts.iter().zip(within).zip(multipliers).map(share).collect()
}

/// The box that allows everything.
pub(crate) fn everything(parts: &[Part]) -> Vec<(u64, u64)> {
    parts.iter().map(|part| (0, part.most())).collect()
}
