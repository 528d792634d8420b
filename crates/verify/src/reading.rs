//! A plan read against its programme: names become ids, and who sits where is written down once.
//! What cannot be read is a finding of [`crate::document`]; the rest is judged without it.

use crate::Facts;
use fordel_model::id::Id;
use fordel_model::plan::PlanStatus;
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, Plan, Programme, fold};
use std::collections::BTreeMap;

/// The programme's ids by their folded text.
#[derive(Debug)]
pub(crate) struct Names {
    clusters: BTreeMap<String, ClusterId>,
    initiatives: BTreeMap<String, InitiativeId>,
    nominees: BTreeMap<String, NomineeId>,
}

impl Names {
    pub(crate) fn of(programme: &Programme) -> Self {
        Self {
            clusters: index(&programme.clusters, |row| &row.id),
            initiatives: index(&programme.initiatives, |row| &row.id),
            nominees: index(&programme.nominees, |row| &row.id),
        }
    }

    pub(crate) fn cluster(&self, text: &str) -> Option<ClusterId> {
        self.clusters.get(&fold(text)).copied()
    }

    pub(crate) fn initiative(&self, text: &str) -> Option<InitiativeId> {
        self.initiatives.get(&fold(text)).copied()
    }

    pub(crate) fn nominee(&self, text: &str) -> Option<NomineeId> {
        self.nominees.get(&fold(text)).copied()
    }
}

fn index<I: Id, T>(rows: &IdVec<I, T>, text: impl Fn(&T) -> &String) -> BTreeMap<String, I> {
    rows.enumerate().map(|(id, row)| (fold(text(row)), id)).collect()
}

/// A team of the plan, as far as it could be read.
#[derive(Debug)]
pub(crate) struct ReadTeam {
    /// Its initiative, if known.
    pub(crate) initiative: Option<InitiativeId>,
    /// Its known members, each once, in nominee order.
    pub(crate) members: Vec<NomineeId>,
}

/// The plan, read.
#[derive(Debug)]
pub(crate) struct Reading {
    /// One a team, in plan order.
    pub(crate) teams: Vec<ReadTeam>,
    /// The first team that holds the person.
    pub(crate) place: IdVec<NomineeId, Option<usize>>,
    /// Clusters that the plan calls infeasible; all, if it calls itself so.
    pub(crate) infeasible: IdVec<ClusterId, bool>,
    /// Each cluster's seats in the plan's split; 0 where open or missing.
    pub(crate) fair: IdVec<ClusterId, u64>,
    /// People using each cluster's seats, counted.
    pub(crate) filled: IdVec<ClusterId, u64>,
    /// People using each pool's seats, counted, in the programme's order.
    pub(crate) pool_filled: Vec<u64>,
}

impl Reading {
    pub(crate) fn of(facts: &Facts<'_>, names: &Names, plan: &Plan) -> Self {
        let programme = facts.programme;
        let mut place = IdVec::filled(None, programme.nominees.len());
        let mut filled = IdVec::filled(0, programme.clusters.len());
        let mut pool_filled = vec![0; programme.reserved.len()];
        let mut teams = Vec::new();
        for (at, team) in plan.teams.iter().enumerate() {
            let mut members: Vec<NomineeId> =
                team.members.iter().filter_map(|id| names.nominee(id)).collect();
            members.sort_unstable();
            members.dedup();
            for &member in members.iter() {
                if place[member].is_some() {
                    continue;
                }
                place[member] = Some(at);
                match facts.people[member].pool {
                    Some(pool) => pool_filled[pool] += 1,
                    None => filled[programme.nominees[member].cluster] += 1,
                }
            }
            teams.push(ReadTeam { initiative: names.initiative(&team.initiative), members });
        }
        let everywhere = plan.status == PlanStatus::Infeasible;
        let mut infeasible = IdVec::filled(everywhere, programme.clusters.len());
        for outcome in &plan.clusters {
            if let Some(cluster) = names.cluster(&outcome.cluster) {
                infeasible[cluster] |= outcome.status == PlanStatus::Infeasible;
            }
        }
        let mut fair = IdVec::filled(0, programme.clusters.len());
        for unit in &plan.split.units {
            if let Some(cluster) = names.cluster(&unit.id) {
                fair[cluster] = unit.seats.unwrap_or(0);
            }
        }
        Self { teams, place, infeasible, fair, filled, pool_filled }
    }

    /// Number of teams of the initiative.
    pub(crate) fn n_teams(&self, initiative: InitiativeId) -> u32 {
        self.teams.iter().map(|team| u32::from(team.initiative == Some(initiative))).sum()
    }

    /// Whether the plan has teams for this initiative's clusters at all.
    pub(crate) fn is_judged(&self, programme: &Programme, initiative: InitiativeId) -> bool {
        !programme.initiatives[initiative].clusters.iter().any(|&cluster| self.infeasible[cluster])
    }
}
