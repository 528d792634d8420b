//! Whether some legal plan exists at all, without prices: the question behind clashes and what resolves
//! them, asked of a programme in which some demands are loosened.

use crate::blocks::{cells_of_clusters, only_cell, waives_teams_min};
use crate::fair;
use fordel_model::id::Id;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, NomineeId, Programme, Relation, RelationKind, fold, plan};
use fordel_solver::{
    Ask, Block, Candidacy, Effort, Goal, Outcome, Quota, Seat, Share, Work, pools, quotas, scale_for, solve,
};
use std::collections::BTreeSet;

/// Teams listed at most; where there are more, they are generated.
const MAX_LISTED: usize = 60_000;

/// Nodes for one question; one that is not answered counts as open.
const NODES: u64 = 300_000;

/// A programme with some of its limits loosened.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// The programme, its tables changed already.
    pub(crate) programme: Programme,
    /// Quotas, one row of the spelled-out table each, with other limits.
    pub(crate) quotas: Vec<(plan::Row, Option<u64>, Option<u64>)>,
    /// Clusters with as many seats as they like.
    pub(crate) free_seats: Vec<ClusterId>,
    /// Pools with as many seats as they like.
    pub(crate) free_pools: Vec<String>,
    /// The quotas in force, where no others are: a row of each value asks for no more values because more people
    /// may be selected.
    pub(crate) in_force: Option<Vec<plan::Row>>,
}

impl Variant {
    /// The programme as it is.
    pub(crate) fn of(programme: &Programme) -> Self {
        let programme = programme.clone();
        Self { programme, quotas: Vec::new(), free_seats: Vec::new(), free_pools: Vec::new(), in_force: None }
    }

    /// The same, in which nothing more is asked because something is loosened: no quotas but those in force now, no
    /// teams that so few seats do not ask for now, and nobody bound to somebody who is out now.
    pub(crate) fn as_it_stands(&self) -> Self {
        let mut same = self.clone();
        let candidacy = Candidacy::of(&self.programme);
        unbind(&mut same.programme.relations, &candidacy);
        let all = quotas(&self.programme, &candidacy);
        same.in_force = Some(all.into_iter().map(|quota| quota.name).collect());
        let split = fordel_apportion::split(&fair::problem(&self.programme)).ok();
        if let Some(fair) = split.as_ref().and_then(fair::seats_of) {
            for k in self.programme.initiatives.ids().filter(|&k| waives_teams_min(&self.programme, &fair, k))
            {
                same.programme.initiatives[k].teams_min = 0;
            }
        }
        same
    }

    /// Whether a quota is in force.
    pub(crate) fn is_in_force(&self, row: &plan::Row) -> bool {
        self.in_force.as_ref().is_none_or(|rows| rows.contains(row))
    }

    /// Gives a quota another least number or largest number.
    pub(crate) fn limit(
        &mut self,
        row: &plan::Row,
        own: (Option<u64>, Option<u64>),
        change: impl FnOnce(&mut (Option<u64>, Option<u64>)),
    ) {
        let at = self.quotas.iter().position(|(other, _, _)| other == row);
        let mut limits = at.map_or(own, |at| (self.quotas[at].1, self.quotas[at].2));
        change(&mut limits);
        match at {
            Some(at) => (self.quotas[at].1, self.quotas[at].2) = limits,
            None => self.quotas.push((row.clone(), limits.0, limits.1)),
        }
    }

    /// Whether the block of these clusters has a legal plan by itself; `None` where the split is open or the
    /// work ran out.
    pub(crate) fn has_plan(&self, clusters: &[ClusterId], work: Work, effort: &mut Effort) -> Option<bool> {
        let programme = &self.programme;
        let problem = fair::problem(programme);
        let split = fordel_apportion::split(&problem).ok()?;
        let fair = fair::seats_of(&split)?;
        let candidacy = Candidacy::of(programme);
        let cell_of = cells_of_clusters(programme);
        let at = cell_of[*clusters.first()?];
        let clusters: Vec<ClusterId> = programme.clusters.ids().filter(|&id| cell_of[id] == at).collect();
        let is_here = |nominee: &NomineeId| cell_of[programme.nominees[*nominee].cluster] == at;
        let own_quotas = quotas(programme, &candidacy).into_iter().filter_map(|quota| {
            let own = only_cell(programme, &cell_of, &quota) == Some(at);
            (own && self.is_in_force(&quota.name)).then(|| self.loosened(quota))
        });
        let own_pools = pools(programme, &candidacy).into_iter().filter_map(|pool| {
            let people: Vec<NomineeId> = pool.people.iter().copied().filter(is_here).collect();
            (!people.is_empty() && !self.is_free(programme, &pool)).then_some(Quota { people, ..pool })
        });
        let own: Vec<Quota> = own_quotas.chain(own_pools).collect();
        let mut block = Block::of_clusters(programme, &candidacy, &own, &clusters, MAX_LISTED).ok()?;
        for (k, initiative) in block.initiatives.clone().iter().enumerate() {
            if waives_teams_min(programme, &fair, *initiative) {
                block.waive_teams_min(k);
            }
        }
        let people = u64::try_from(block.people.len()).unwrap_or(u64::MAX);
        let seats = clusters.iter().map(|&id| {
            let most = problem.units[id.index()].bounds().1.min(problem.seats);
            match programme.unfilled {
                _ if self.free_seats.contains(&id) => (0, people),
                Unfilled::LeaveEmpty => (0, fair[id]),
                Unfilled::Redistribute => (0, most),
                Unfilled::Refuse => (fair[id], fair[id]),
            }
        });
        // Seats that are handed on are no more than there are.
        let users = (0..block.people.len()).filter(|&p| matches!(block.seat(p), Seat::Cluster(_))).collect();
        let total = Share {
            name: plan::Row::Quota { rule: 0, scope: String::new(), value: String::new() },
            people: users,
            min: 0,
            max: problem.seats,
            multiplier: 0,
        };
        let is_handed_on = programme.unfilled == Unfilled::Redistribute && self.free_seats.is_empty();
        let shares = if is_handed_on { vec![total] } else { Vec::new() };
        let ask = Ask { goal: Goal::Anything, seats: seats.collect(), shares, ..Ask::default() };
        let work = Work { nodes: NODES.min(work.nodes), scale: scale_for(0), ..work };
        let program = block.program(&ask);
        // Whoever must be in and whom no team can hold needs no search.
        let is_hopeless = (0..block.people.len())
            .any(|p| candidacy.pinned_in[block.people[p]] && !block.placeable[p])
            || (0..block.initiatives.len()).any(|k| {
                let row = program
                    .rows
                    .iter()
                    .find(|row| matches!(row.place, fordel_solver::program::Place::Teams(at) if at == k));
                row.is_some_and(|row| row.lo.unwrap_or(0) > 0) && !block.has_team(k)
            });
        if is_hopeless {
            return Some(false);
        }
        match solve(&program, work, effort) {
            Outcome::Optimal(_) | Outcome::Limit(Some(_), _) => Some(true),
            Outcome::Infeasible(_) => Some(false),
            Outcome::Limit(None, _) => None,
        }
    }

    fn loosened(&self, quota: Quota) -> Quota {
        match self.quotas.iter().find(|(row, _, _)| *row == quota.name) {
            Some((_, min, max)) => Quota { min: *min, max: *max, ..quota },
            None => quota,
        }
    }

    fn is_free(&self, programme: &Programme, pool: &Quota) -> bool {
        let name = pool.people.first().and_then(|&n| {
            let row = &programme.nominees[n];
            row.seat_pool.clone().or_else(|| {
                let of_sector = programme.reserved.iter().find(|pool| pool.sectors.contains(&row.sector));
                of_sector.map(|pool| pool.name.clone())
            })
        });
        name.is_some_and(|name| self.free_pools.iter().any(|free| fold(free) == fold(&name)))
    }
}

/// Takes away the ends of chains of `together` that are out, one by one: those between two who are not bind them still.
fn unbind(relations: &mut Vec<Relation>, candidacy: &Candidacy) {
    loop {
        let all: Vec<Relation> =
            relations.iter().copied().filter(|one| one.kind == RelationKind::Together).collect();
        let is_end = |n: NomineeId| {
            let others: BTreeSet<NomineeId> =
                all.iter().filter(|one| one.a == n || one.b == n).flat_map(|one| [one.a, one.b]).collect();
            !candidacy.is_candidate(n) && others.len() <= 2
        };
        let before = relations.len();
        relations.retain(|one| one.kind != RelationKind::Together || !(is_end(one.a) || is_end(one.b)));
        if relations.len() == before {
            return;
        }
    }
}
