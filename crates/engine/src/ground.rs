//! Everything known about a programme before its teams are chosen: its blocks, quotas and pools.

use crate::blocks::{only_cell, waives_teams_min};
use crate::cache::Cache;
use crate::cell::Cell;
use crate::content;
use crate::kept::Kept;
use crate::notyet::NotYet;
use crate::options::Prices;
use crate::outcome::Unplanned;
use crate::parallel::pieces;
use crate::part::Part;
use fordel_apportion::Problem;
use fordel_model::id::Id;
use fordel_model::programme::{ObjectiveKind, Unfilled};
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, Programme};
use fordel_solver::column::TooMany;
use fordel_solver::{Block, Candidacy, Quota, Work, scale_for};
use rayon::prelude::*;
use std::sync::Arc;

/// Teams listed at most in one cluster for the sum of scores; where there are more, they are generated.
const MAX_LISTED: usize = 60_000;

/// Teams listed at most where generating them is not enough.
const MAX_COLUMNS: usize = 20_000_000;

/// Everything known about a programme before its teams are chosen.
#[derive(Clone)]
pub(crate) struct Ground<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) candidacy: Candidacy,
    pub(crate) problem: Problem,
    /// Quotas on people.
    pub(crate) quotas: Vec<Quota>,
    /// Pools of reserved seats that somebody may use, as quotas.
    pub(crate) pools: Vec<Quota>,
    /// One a block.
    pub(crate) cells: Vec<Cell>,
    /// The cells with all their teams, where `cells` hold the better ones only.
    pub(crate) whole: Vec<Cell>,
    pub(crate) kept: Option<Kept>,
    pub(crate) prices: Prices,
    /// By cluster: its cell.
    pub(crate) cell_of: IdVec<ClusterId, usize>,
}

impl Ground<'_> {
    /// The cell whose block holds this cluster.
    pub(crate) fn cell(&self, cluster: ClusterId) -> &Cell {
        &self.cells[self.cell_of[cluster]]
    }

    /// A cluster's seats by the method's own split.
    pub(crate) fn fair(&self, cluster: ClusterId) -> u64 {
        let cell = self.cell(cluster);
        cell.position(cluster).map_or(0, |at| cell.fair[at])
    }

    /// The seats a cluster may have at most, whatever its fair share.
    pub(crate) fn most_seats(&self, cluster: ClusterId) -> u64 {
        self.problem.units[cluster.index()].bounds().1.min(self.problem.seats)
    }

    /// Whether seats that stay empty are handed on by the key.
    pub(crate) fn hands_on(&self) -> bool {
        self.programme.unfilled == Unfilled::Redistribute
    }

    /// The most seats each cluster of a block may fill: its share, unless seats are handed on.
    pub(crate) fn may_fill(&self, at: usize) -> Vec<u64> {
        let cell = &self.cells[at];
        match self.programme.unfilled {
            Unfilled::LeaveEmpty | Unfilled::Refuse => cell.reach(self.programme, &cell.fair),
            Unfilled::Redistribute => {
                let most: Vec<u64> = cell.clusters().iter().map(|&id| self.most_seats(id)).collect();
                cell.reach(self.programme, &most)
            }
        }
    }

    /// Whether some team can hold this person.
    pub(crate) fn is_placeable(&self, nominee: NomineeId) -> bool {
        let block = &self.cell(self.programme.nominees[nominee].cluster).block;
        block.people.binary_search(&nominee).is_ok_and(|p| block.placeable[p])
    }
}

/// One cell a block, their teams listed in parallel.
pub(crate) fn cells(
    programme: &Programme,
    candidacy: &Candidacy,
    (quotas, pools): (&[Quota], &[Quota]),
    cell_of: &IdVec<ClusterId, usize>,
    kept: Option<&Kept>,
    fair: &IdVec<ClusterId, u64>,
    (work, cache): (Work, Option<&Cache>),
) -> Result<Vec<Cell>, Unplanned> {
    let n_cells = cell_of.iter().max().map_or(0, |last| last + 1);
    let home_of_quota: Vec<Option<usize>> =
        quotas.iter().map(|quota| only_cell(programme, cell_of, quota)).collect();
    let waived: Vec<InitiativeId> = programme
        .initiatives
        .enumerate()
        .filter(|(k, row)| row.teams_min > 0 && waives_teams_min(programme, fair, *k))
        .map(|(k, _)| k)
        .collect();
    let cell = |at: usize| {
        let clusters: Vec<ClusterId> =
            programme.clusters.ids().filter(|&cluster| cell_of[cluster] == at).collect();
        let is_here = |nominee: &NomineeId| cell_of[programme.nominees[*nominee].cluster] == at;
        // A pool's limit holds for part of its people too.
        let here = |pool: &Quota| {
            let people: Vec<NomineeId> = pool.people.iter().copied().filter(is_here).collect();
            (!people.is_empty()).then(|| Quota { people, ..pool.clone() })
        };
        let own_pools: Vec<Quota> = pools.iter().filter_map(here).collect();
        let own: Vec<Quota> = quotas
            .iter()
            .zip(&home_of_quota)
            .filter(|(_, home)| **home == Some(at))
            .map(|(quota, _)| quota)
            .chain(&own_pools)
            .cloned()
            .collect();
        let limit = match programme.objective {
            ObjectiveKind::Total if kept.is_none() => MAX_LISTED,
            _ => MAX_COLUMNS,
        };
        let list = || -> Result<Block, TooMany> {
            let mut block = Block::of_clusters(programme, candidacy, &own, &clusters, limit)?;
            for (k, initiative) in block.initiatives.clone().iter().enumerate() {
                if waived.contains(initiative) {
                    block.waive_teams_min(k);
                }
            }
            Ok(block)
        };
        let memo = cache.map(|cache| {
            (cache.clone(), content::of_block(programme, candidacy, &own, &clusters, &waived, limit))
        });
        let block = match &memo {
            Some((cache, digest)) => cache.block(*digest, list),
            None => list().map(Arc::new),
        };
        // What a kept plan asks of a block is no part of its content, but of its answers.
        let memo = memo.map(|(cache, digest)| match kept {
            Some(kept) => (cache, content::keeping(programme, digest, kept, &clusters)),
            None => (cache, digest),
        });
        let names = || {
            let name = |&cluster: &ClusterId| programme.clusters[cluster].id.clone();
            clusters.iter().map(name).collect::<Vec<_>>().join(", ")
        };
        let Ok(mut block) = block else { return Err(NotYet::TooManyTeams(names())) };
        if programme.objective != ObjectiveKind::Total && block.columns.teams().is_some() {
            return Err(NotYet::TooManyTeams(names()));
        }
        if kept.is_some() && block.columns.teams().is_some() {
            return Err(NotYet::KeepInLargePool(names()));
        }
        if let Some(kept) = kept {
            let keeping = || Ok(Arc::unwrap_or_clone(block).keeping(&kept.places, &kept.teams, &kept.pins));
            let kept_block: Result<Arc<Block>, TooMany> = match &memo {
                Some((cache, digest)) => cache.block(*digest, keeping),
                None => keeping().map(Arc::new),
            };
            let Ok(own) = kept_block else { return Err(NotYet::TooManyTeams(names())) };
            block = own;
        }
        let part = |pool: &Quota| Part::of(pool.name.clone(), block.positions(&pool.people));
        Ok(Cell {
            fair: clusters.iter().map(|&cluster| fair[cluster]).collect(),
            pools: own_pools.iter().map(part).filter(|part| !part.people.is_empty()).collect(),
            pool_seats: own_pools
                .iter()
                .filter(|pool| !block.positions(&pool.people).is_empty())
                .map(|pool| pool.max.unwrap_or(u64::MAX))
                .collect(),
            keep: kept.map(|kept| kept.order),
            joint: (1, 0),
            plain: Arc::default(),
            block,
            memo,
            work,
        })
    };
    let ids: Vec<usize> = (0..n_cells).collect();
    let built: Vec<Result<Cell, NotYet>> = ids.into_par_iter().map(cell).collect();
    let (mut cells, mut too_many) = (Vec::new(), Vec::new());
    for result in built {
        match result {
            Ok(cell) => cells.push(cell),
            Err(problem) => too_many.push(problem),
        }
    }
    if !too_many.is_empty() {
        return Err(Unplanned::NotYet(too_many));
    }
    // All duals of a certificate have one scale: the finest that the largest score allows.
    let largest = cells.iter().map(|cell| cell.block.columns.largest_score()).max().unwrap_or(0);
    for cell in &mut cells {
        cell.work.scale = scale_for(largest);
        cell.work.pieces = pieces;
        cell.work.seed = programme.seed;
    }
    Ok(cells)
}
