//! What came of the blocks: their plans, and what was settled of their seats on the way.

use crate::answer::Solved;
use crate::cell::Cell;
use crate::ground::Ground;
use crate::outcome::Clash;
use fordel_model::plan::Case;
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId};
use fordel_solver::Seat;
use std::collections::BTreeMap;

/// What came of one block.
#[derive(Clone, Debug)]
pub(crate) enum Seated {
    /// A plan.
    Plan(Box<Solved>),
    /// No legal plan.
    Clash(Vec<Clash>),
    /// Nothing found in the work allowed.
    Unknown,
}

impl Seated {
    pub(crate) fn solved(&self) -> Option<&Solved> {
        match self {
            Self::Plan(solved) => Some(solved),
            Self::Clash(_) | Self::Unknown => None,
        }
    }
}

/// What seating comes to. Lists are by cell.
#[derive(Clone)]
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
    /// Whether it ran out after the number of seats, before the closest split was.
    pub(crate) distance_open: bool,
}

impl Seating {
    /// Puts these teams in the place of those chosen. What coupled the blocks has been settled, so no price of one
    /// block alone is told of them.
    pub(crate) fn take_teams(&mut self, ground: &Ground<'_>, teams: &[(InitiativeId, Vec<NomineeId>)]) {
        for (cell, seated) in ground.cells.iter().zip(&mut self.seated) {
            let Seated::Plan(solved) = seated else { continue };
            let mut columns: Vec<usize> = teams.iter().filter_map(|(k, who)| cell.column(*k, who)).collect();
            columns.sort_unstable();
            solved.value = cell.score(&columns);
            solved.columns = columns;
            solved.coupled = true;
        }
    }

    /// Seats that the plans of other cells than these use.
    pub(crate) fn used_elsewhere(&self, ground: &Ground<'_>, cells: &[usize]) -> u64 {
        let others = (0..ground.cells.len()).filter(|at| !cells.contains(at));
        others.filter_map(|at| self.seats(ground, at)).flatten().sum()
    }

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

/// People in a cell's plan who use pools.
pub(crate) fn pooled(cell: &Cell, solved: &Solved) -> u64 {
    let members = solved.columns.iter().flat_map(|&column| cell.block.columns.members(column));
    members.filter(|&p| matches!(cell.block.seat(p), Seat::Pool(_))).count() as u64
}

/// Everybody in the chosen teams, ascending.
pub(crate) fn people(cell: &Cell, solved: &Solved) -> Vec<NomineeId> {
    let mut people: Vec<NomineeId> = solved
        .columns
        .iter()
        .flat_map(|&column| cell.block.columns.members(column))
        .map(|p| cell.block.people[p])
        .collect();
    people.sort_unstable();
    people
}
