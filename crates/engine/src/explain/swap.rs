//! One swap away: two people change places, and nothing else. Candidates are ranked by what the swap
//! would change in the two teams' scores; those shown have been planned with just that swap forced.

use super::contribution::nominee;
use super::force::{Explainer, Stay};
use super::{Because, Question};
use fordel_model::id::Id;
use fordel_model::plan::{PlanStatus, Team};
use fordel_model::{Change, InitiativeId, NomineeId, PinSide};
use fordel_solver::Candidacy;
use fordel_solver::score::{mean_merits, team_parts};

/// Swaps shown.
const SHOWN: usize = 3;

/// Swaps tried at most.
const TRIED: usize = 12;

/// A swap that may be legal.
struct Swap {
    score: i64,
    other: NomineeId,
    /// The other's team; `None` where the other sits in none.
    team: Option<usize>,
}

impl Explainer<'_> {
    /// The best swaps of this person of this team, and how many were tried.
    pub(super) fn swaps(&self, id: &str, at: usize) -> (Vec<Because>, usize) {
        let mut found = Vec::new();
        let mut tried = 0;
        // A plan that is not whole has no seat to compare with.
        if self.plan.status == PlanStatus::Infeasible || self.plan.keep.is_some() {
            return (found, tried);
        }
        let team = &self.plan.teams[at];
        for swap in self.ranked(id, at).into_iter().take(TRIED) {
            if found.len() == SHOWN {
                break;
            }
            tried += 1;
            let other = self.programme.nominees[swap.other].id.clone();
            let into = |nominee: &str, team: &Team| Change::PinTeam {
                nominee: nominee.to_owned(),
                team: team.id.clone(),
            };
            let away = match swap.team {
                Some(to) => into(id, &self.plan.teams[to]),
                None => Change::Pin { nominee: id.to_owned(), initiative: None, side: PinSide::Out },
            };
            let forced = self.force(vec![away, into(&other, team)], Stay::AtMost(2));
            // What breaks a rule comes back as a clash, or as a plan with fewer seats filled.
            if forced.plan().is_some_and(|plan| plan.score == swap.score) {
                let to = swap.team.map(|to| self.plan.teams[to].id.clone());
                found.push(Because { question: Question::Swap(id.to_owned(), other, to), forced });
            }
        }
        (found, tried)
    }

    /// All swaps that status, pins and initiatives allow, the best first.
    fn ranked(&self, id: &str, at: usize) -> Vec<Swap> {
        let (programme, plan) = (self.programme, self.plan);
        let Some(own) = nominee(programme, id) else { return Vec::new() };
        let candidacy = Candidacy::of(programme);
        let means = mean_merits(programme, &candidacy);
        let initiative = |team: &Team| -> Option<InitiativeId> {
            programme.initiatives.enumerate().find(|(_, row)| row.id == team.initiative).map(|(k, _)| k)
        };
        let members = |team: &Team| -> Option<Vec<NomineeId>> {
            team.members.iter().map(|id| nominee(programme, id)).collect()
        };
        let score = |k: InitiativeId, members: &[NomineeId]| -> i64 {
            team_parts(programme, means[k.index()], k, members).iter().sum()
        };
        let replaced = |members: &[NomineeId], from: NomineeId, to: NomineeId| -> Vec<NomineeId> {
            let mut members: Vec<NomineeId> =
                members.iter().map(|&n| if n == from { to } else { n }).collect();
            members.sort_unstable();
            members
        };
        let here = &plan.teams[at];
        let (Some(k), Some(team)) = (initiative(here), members(here)) else { return Vec::new() };
        let mut swaps = Vec::new();
        for (other_at, there) in plan.teams.iter().enumerate().filter(|(other, _)| *other != at) {
            let (Some(to), Some(theirs)) = (initiative(there), members(there)) else { continue };
            if !candidacy.may[own].contains(&to) {
                continue;
            }
            for &other in theirs.iter().filter(|&&other| candidacy.may[other].contains(&k)) {
                let new = score(k, &replaced(&team, own, other)) + score(to, &replaced(&theirs, other, own));
                let score = plan.score - here.score - there.score + new;
                swaps.push(Swap { score, other, team: Some(other_at) });
            }
        }
        let sits =
            |n: NomineeId| plan.teams.iter().any(|team| team.members.contains(&programme.nominees[n].id));
        let same_seat = |n: NomineeId| {
            programme.nominees[n].cluster == programme.nominees[own].cluster
                && candidacy.pool[n] == candidacy.pool[own]
        };
        for other in programme.nominees.ids() {
            if candidacy.may[other].contains(&k) && !sits(other) && same_seat(other) {
                let score = plan.score - here.score + score(k, &replaced(&team, own, other));
                swaps.push(Swap { score, other, team: None });
            }
        }
        swaps.sort_by_key(|swap| (std::cmp::Reverse(swap.score), swap.other, swap.team));
        swaps
    }
}
