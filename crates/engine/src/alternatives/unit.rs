//! What alternatives choose from: blocks joined by quotas, each with all its teams.

use super::NoAlternatives;
use crate::blocks::{cells_of_clusters, waives_teams_min};
use crate::outcome::Outcome;
use fordel_model::id::Id;
use fordel_model::plan::{ObjectiveName, Row};
use fordel_model::programme::ObjectiveKind;
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme};
use fordel_solver::{Ask, Block, Candidacy, Quota, Share, Work, pools, quotas, scale_for};
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Teams listed at most in one block, and people.
const MOST_TEAMS: usize = 4_000_000;
const MOST_PEOPLE: usize = 128;

/// One block with what is asked of it.
pub(crate) struct Unit {
    pub(crate) block: Block,
    pub(crate) ask: Ask,
    pub(crate) placed: u64,
    pub(crate) work: Work,
}

/// The blocks, those that quotas or pools join as one, each asked for the seats it has.
pub(crate) fn units(
    programme: &Programme,
    outcome: &Outcome,
    work: Work,
) -> Result<Vec<Unit>, NoAlternatives> {
    let candidacy = Candidacy::of(programme);
    let all: Vec<Quota> =
        quotas(programme, &candidacy).into_iter().chain(pools(programme, &candidacy)).collect();
    let cell_of = cells_of_clusters(programme);
    let mut joined: UnionFind<usize> = UnionFind::new(programme.clusters.len());
    for pair in programme.clusters.ids().collect::<Vec<_>>().windows(2) {
        for other in programme.clusters.ids().filter(|&other| cell_of[other] == cell_of[pair[1]]) {
            joined.union(pair[1].index(), other.index());
        }
    }
    let is_within = |clusters: &BTreeSet<usize>| clusters.len() < 2;
    let cells_of = |quota: &Quota| -> BTreeSet<usize> {
        quota.people.iter().map(|&n| cell_of[programme.nominees[n].cluster]).collect()
    };
    let n_people = programme.nominees.ids().filter(|&n| candidacy.is_candidate(n)).count();
    // What reaches over blocks joins them, where all together are few; else every plan found is held against it.
    let joins = n_people <= MOST_PEOPLE;
    for quota in all.iter().filter(|_| joins) {
        let clusters: Vec<usize> =
            quota.people.iter().map(|&n| programme.nominees[n].cluster.index()).collect();
        clusters.windows(2).for_each(|pair| _ = joined.union(pair[0], pair[1]));
    }
    let mut groups: BTreeMap<usize, Vec<ClusterId>> = BTreeMap::new();
    for cluster in programme.clusters.ids() {
        groups.entry(joined.find(cluster.index())).or_default().push(cluster);
    }
    let worst = outcome.objectives.iter().find(|level| level.name == ObjectiveName::WorstTeam);
    let unit = |clusters: Vec<ClusterId>| {
        let own: Vec<Quota> = all
            .iter()
            .filter(|quota| quota.people.iter().any(|&n| clusters.contains(&programme.nominees[n].cluster)))
            .filter(|quota| joins || is_within(&cells_of(quota)))
            .cloned()
            .collect();
        let name = || {
            let ids = clusters.iter().map(|&id| programme.clusters[id].id.clone());
            NoAlternatives::TooLarge(ids.collect::<Vec<_>>().join(", "))
        };
        let people = programme.nominees.iter().filter(|row| clusters.contains(&row.cluster)).count();
        if people > MOST_PEOPLE {
            return Err(name());
        }
        let mut block =
            Block::of_clusters(programme, &candidacy, &own, &clusters, MOST_TEAMS).map_err(|_| name())?;
        if block.columns.teams().is_some() {
            return Err(name());
        }
        for (k, initiative) in block.initiatives.clone().iter().enumerate() {
            let own = outcome.split.units.iter().map(|unit| unit.seats.unwrap_or(0)).collect();
            if waives_teams_min(programme, &own, *initiative) {
                block.waive_teams_min(k);
            }
        }
        if let (Some(level), ObjectiveKind::WorstTeamFirst) = (worst, programme.objective) {
            block = block.with_teams_from(level.value);
        }
        let seats: Vec<u64> = clusters.iter().map(|&id| outcome.clusters[id].filled()).collect();
        let users = block.pool_users();
        let is_seated = |n: &NomineeId| {
            outcome.clusters.iter().flat_map(|plan| &plan.teams).any(|team| team.members.contains(n))
        };
        let pooled = users.iter().filter(|&&p| is_seated(&block.people[p])).count() as u64;
        let share = Share {
            name: Row::Quota { rule: 0, scope: String::new(), value: String::new() },
            people: users.clone(),
            min: pooled,
            max: pooled,
            multiplier: 0,
        };
        let shares = if users.is_empty() { Vec::new() } else { vec![share] };
        let placed = seats.iter().sum::<u64>() + pooled;
        let ask = Ask { seats: seats.iter().map(|&n| (n, n)).collect(), shares, ..Ask::default() };
        let work = Work { scale: scale_for(block.columns.largest_score()), seed: programme.seed, ..work };
        Ok(Unit { block, ask, placed, work })
    };
    groups.into_values().collect::<Vec<_>>().into_par_iter().map(unit).collect()
}

/// Whether nobody could change places with somebody of another block on a pool's seats; where blocks are joined,
/// nobody can.
pub(crate) fn shares_no_pool(programme: &Programme) -> bool {
    let candidacy = Candidacy::of(programme);
    let cell_of = cells_of_clusters(programme);
    let cell = |&n: &NomineeId| cell_of[programme.nominees[n].cluster];
    let few = programme.nominees.ids().filter(|&n| candidacy.is_candidate(n)).count() <= MOST_PEOPLE;
    let is_wide = |pool: &Quota| pool.people.iter().map(cell).collect::<BTreeSet<_>>().len() > 1;
    few || !pools(programme, &candidacy).iter().any(is_wide)
}

/// Whether a plan keeps every quota, those over several blocks too.
pub(crate) fn holds(programme: &Programme, units: &[Unit], chosen: &[Vec<usize>]) -> bool {
    let candidacy = Candidacy::of(programme);
    let seated: BTreeSet<NomineeId> = units
        .iter()
        .zip(chosen)
        .flat_map(|(unit, columns)| {
            let members = columns.iter().flat_map(|&column| unit.block.columns.members(column));
            members.map(|p| unit.block.people[p]).collect::<Vec<_>>()
        })
        .collect();
    quotas(programme, &candidacy).iter().chain(&pools(programme, &candidacy)).all(|quota| {
        let count = quota.people.iter().filter(|person| seated.contains(person)).count() as u64;
        quota.min.is_none_or(|min| min <= count) && quota.max.is_none_or(|max| count <= max)
    })
}

/// The columns of a unit that the plan has.
pub(crate) fn columns_of(unit: &Unit, outcome: &Outcome) -> Vec<usize> {
    let mut teams: BTreeSet<(InitiativeId, Vec<NomineeId>)> = BTreeSet::new();
    for team in outcome.clusters.iter().flat_map(|plan| &plan.teams) {
        teams.insert((team.initiative, team.members.clone()));
    }
    let columns = &unit.block.columns;
    (0..columns.len())
        .filter(|&column| {
            let members: Vec<NomineeId> = columns.members(column).map(|p| unit.block.people[p]).collect();
            teams.contains(&(unit.block.initiatives[columns.initiative(column)], members))
        })
        .collect()
}

/// The teams of these columns.
pub(crate) fn teams_of(units: &[Unit], chosen: &[Vec<usize>]) -> Vec<(InitiativeId, Vec<NomineeId>)> {
    let teams = units.iter().zip(chosen).flat_map(|(unit, columns)| {
        let team = |&column: &usize| {
            let k = unit.block.initiatives[unit.block.columns.initiative(column)];
            (k, unit.block.columns.members(column).map(|p| unit.block.people[p]).collect())
        };
        columns.iter().map(team)
    });
    teams.collect()
}
