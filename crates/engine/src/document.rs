//! The plan as it is published: ids and words instead of positions and data.

use crate::outcome::{Clash, Outcome};
use crate::published::{published_demand, published_step};
use crate::resolution::Relaxation;
use crate::words::Words;
use fordel_model::plan::{
    Certificate, Clash as PublishedClash, ClashRelaxation, ClusterOutcome, NotSelected, Plan,
    PlannedProgramme, ReservedSeats, Reserves, SolverReport, Team, Vacancy,
};
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme, fold};
use fordel_solver::Candidacy;
use fordel_solver::backend;
use fordel_solver::score::{mean_merits, team_parts};
use std::collections::BTreeMap;

/// Writes an outcome out. `digest` names the programme's contents.
pub fn document(programme: &Programme, digest: &str, outcome: &Outcome, words: &dyn Words) -> Plan {
    let person = |id: &NomineeId| programme.nominees[*id].id.clone();
    let cluster = |id: ClusterId| programme.clusters[id].id.clone();
    let teams = teams(programme, outcome);
    let filled: Vec<u64> = outcome.clusters.iter().map(|cluster| cluster.filled()).collect();
    Plan {
        programme: PlannedProgramme {
            name: programme.name.clone(),
            year: programme.year,
            digest: digest.to_owned(),
        },
        record: Vec::new(),
        keep: outcome.keep.clone(),
        status: outcome.status,
        objectives: outcome.objectives.clone(),
        score: teams.iter().map(|team| team.score).sum(),
        bound: outcome.bound,
        split: outcome.split.clone(),
        filled,
        reserved: programme
            .reserved
            .iter()
            .zip(&outcome.pool_filled)
            .map(|(pool, &filled)| ReservedSeats { name: pool.name.clone(), seats: pool.seats, filled })
            .collect(),
        clusters: outcome
            .clusters
            .enumerate()
            .map(|(id, own)| ClusterOutcome {
                cluster: cluster(id),
                status: own.status,
                score: own.score,
                bound: own.bound,
            })
            .collect(),
        teams,
        not_selected: outcome
            .left_out
            .iter()
            .map(|one| NotSelected {
                nominee: person(&one.nominee),
                reason: one.why.reason(),
                detail: words.left_out(programme, one),
            })
            .collect(),
        reserves: outcome
            .reserves
            .enumerate()
            .filter(|(_, nominees)| !nominees.is_empty())
            .map(|(id, nominees)| Reserves {
                cluster: cluster(id),
                nominees: nominees.iter().map(person).collect(),
            })
            .collect(),
        vacant: outcome
            .vacant
            .iter()
            .map(|one| Vacancy {
                cluster: cluster(one.cluster),
                seats: one.seats,
                reason: words.vacant(programme, one),
                could_go_to: one.could_go_to.iter().map(|&id| cluster(id)).collect(),
            })
            .collect(),
        clash: (0..outcome.clashes.len()).map(|at| published(programme, outcome, at, words)).collect(),
        warnings: outcome.notices.iter().map(|notice| words.notice(programme, notice)).collect(),
        solver: SolverReport {
            backend: backend::NAME.to_owned(),
            columns: outcome.columns,
            rounds: outcome.effort.rounds,
            nodes: outcome.effort.nodes,
            seed: programme.seed,
        },
        certificate: Certificate { scale: outcome.scale, cases: outcome.cases.clone() },
    }
}

fn teams(programme: &Programme, outcome: &Outcome) -> Vec<Team> {
    let means = mean_merits(programme, &Candidacy::of(programme));
    let mut numbers: BTreeMap<InitiativeId, usize> = BTreeMap::new();
    let mut continues = outcome.continues.iter();
    let old_teams = outcome.keep.as_ref().map_or(&[][..], |keep| &keep.old.teams);
    let mut teams = Vec::new();
    for (id, own) in outcome.clusters.enumerate() {
        for team in &own.teams {
            let initiative = &programme.initiatives[team.initiative];
            let old = continues.next().copied().flatten();
            let team_id = match old {
                Some(old) => old_teams[old].id.clone(),
                None => loop {
                    let number = numbers.entry(team.initiative).or_insert(0);
                    *number += 1;
                    let n = *number;
                    let id = if n == 1 { initiative.id.clone() } else { format!("{}-{n}", initiative.id) };
                    // A name that meant another team before is not given again.
                    if old_teams.iter().all(|old| fold(&old.id) != fold(&id)) {
                        break id;
                    }
                },
            };
            let mean = means[fordel_model::id::Id::index(team.initiative)];
            let parts = team_parts(programme, mean, team.initiative, &team.members);
            teams.push(Team {
                id: team_id,
                initiative: initiative.id.clone(),
                cluster: programme.clusters[id].id.clone(),
                members: team.members.iter().map(|&n| programme.nominees[n].id.clone()).collect(),
                score: parts.iter().sum(),
                parts,
                partner: None,
            });
        }
    }
    teams
}

fn published(programme: &Programme, outcome: &Outcome, at: usize, words: &dyn Words) -> PublishedClash {
    let clash = &outcome.clashes[at];
    let (kind, place) = clash_place(programme, clash);
    let resolution = outcome.resolutions.iter().find(|one| one.clash == at);
    let relaxed = |one: &Relaxation| ClashRelaxation {
        text: words.relaxation(programme, one),
        cost: one.cost,
        steps: one.steps.iter().map(|step| published_step(programme, step)).collect(),
    };
    let demands = resolution.map_or(&[][..], |one| &one.demands);
    PublishedClash {
        kind: kind.to_owned(),
        place,
        text: words.clash(programme, clash),
        demands: demands.iter().map(|demand| published_demand(programme, demand)).collect(),
        relaxations: resolution.map_or_else(Vec::new, |one| one.relaxations.iter().map(relaxed).collect()),
    }
}

/// The kind of a clash and the id it is about.
pub(crate) fn clash_place(programme: &Programme, clash: &Clash) -> (&'static str, String) {
    let cluster = |id: ClusterId| programme.clusters[id].id.clone();
    match clash {
        Clash::NoTeam { initiative, .. } => ("teams_min", programme.initiatives[*initiative].id.clone()),
        Clash::Pin { nominee, .. } => ("pin", programme.nominees[*nominee].id.clone()),
        Clash::Together { cluster: id, .. } => ("demands", cluster(*id)),
        Clash::Unfilled { cluster: id, .. } => ("unfilled", cluster(*id)),
        Clash::Shared(clusters) => {
            ("shared", clusters.iter().map(|&id| cluster(id)).collect::<Vec<_>>().join(", "))
        }
        Clash::WiderQuotas(_) | Clash::Across { .. } => ("quota", "quotas".to_owned()),
        Clash::TooManyMoves { .. } => ("max_moves", programme.name.clone()),
        Clash::Tie { units, .. } => ("tie", units.join(", ")),
    }
}
