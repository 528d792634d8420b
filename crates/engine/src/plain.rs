//! A block that stays close to an earlier plan, asked what has nothing to do with that plan: its teams once each, and
//! of the answer's teams each the continuation under which the most people keep their place.

use crate::difference::matching;
use fordel_model::plan::Row;
use fordel_solver::{Ask, Block, Goal};

/// The block without the teams that continue an earlier one where they need not.
#[derive(Debug)]
pub(crate) struct Plain {
    /// The block of these teams.
    pub(crate) block: Block,
    /// They, as the whole block has them.
    stays: Vec<usize>,
}

impl Plain {
    /// Of a block that keeps a plan; `None` where nothing can be left out.
    pub(crate) fn of(block: &Block) -> Option<Self> {
        let columns = &block.columns;
        if !block.keeps() || columns.teams().is_some() {
            return None;
        }
        // A team that continues none stands before the same team that continues one.
        let mut stays = Vec::new();
        for column in 0..columns.len() {
            let is_spare = columns.continues(column).is_some()
                && stays.last().is_some_and(|&last| {
                    columns.continues(last).is_none() && is_same_team(block, last, column)
                });
            if !is_spare {
                stays.push(column);
            }
        }
        (stays.len() < columns.len())
            .then(|| Self { block: block.with_teams_valued(&stays, |score| score), stays })
    }

    /// Whether a question has nothing to do with the earlier plan.
    pub(crate) fn answers(&self, ask: &Ask) -> bool {
        let is_free = |share: &&fordel_solver::Share| {
            share.multiplier == 0 && share.min == 0 && share.max >= self.block.most_moved()
        };
        ask.goal != Goal::Kept
            && ask.kept == (None, None)
            && ask.kept_factor == 0
            && ask.shares.iter().filter(|share| share.name == Row::Kept).all(|share| is_free(&share))
    }

    /// Columns of the plain block as the whole block has them, each with its best continuation.
    pub(crate) fn whole(&self, block: &Block, chosen: &[usize]) -> Vec<usize> {
        let columns = &block.columns;
        let mut all: Vec<usize> = chosen.iter().map(|&column| self.stays[column]).collect();
        // Those that may continue no team or any; what others continue is taken.
        let (free, bound): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|&&column| columns.continues(column).is_none());
        let is_taken = |team: usize| bound.iter().any(|&column| columns.continues(column) == Some(team));
        let options = |column: usize| {
            (column + 1..columns.len())
                .take_while(move |&other| is_same_team(block, column, other))
                .filter_map(move |other| Some((other, columns.continues(other)?)))
        };
        let gain: Vec<Vec<usize>> = free
            .iter()
            .map(|&column| {
                let mut gain = vec![0; columns.n_old_teams()];
                for (other, team) in options(column).filter(|(_, team)| !is_taken(*team)) {
                    gain[team] = usize::try_from(columns.kept(other) - columns.kept(column)).unwrap_or(0);
                }
                gain
            })
            .collect();
        if columns.n_old_teams() > 0 {
            for (row, team) in matching(&gain) {
                let continued = options(free[row]).find(|(_, other)| *other == team);
                if let (Some((column, _)), Some(place)) =
                    (continued, all.iter_mut().find(|column| **column == free[row]))
                {
                    *place = column;
                }
            }
        }
        all.sort_unstable();
        all
    }
}

fn is_same_team(block: &Block, a: usize, b: usize) -> bool {
    let columns = &block.columns;
    columns.initiative(a) == columns.initiative(b) && columns.members(a).eq(columns.members(b))
}
