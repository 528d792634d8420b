//! A best plan found by brute force, written out as a whole document with a certificate that
//! states nothing but its bounds: all duals zero, to be seen by search.

use crate::brute::{Answer, BestPlan};
use fordel_model::id::Id;
use fordel_model::plan::{
    Case, Certificate, ClusterOutcome, NotSelected, Objective, ObjectiveName, PlanStatus, PlannedProgramme,
    Proof, Reason, ReservedSeats, SolverReport, Team, Vacancy,
};
use fordel_model::programme::ObjectiveKind;
use fordel_model::split::{Split, UnitSeats};
use fordel_model::weight::to_integers;
use fordel_model::{ClusterId, Fraction, InitiativeId, NomineeId, Plan, Programme};
use fordel_verify::{Facts, score_parts, team_faults};

/// The digest that the plans of [`document`] carry.
pub const DIGEST: &str = "test";

/// The whole plan for an answer of [`crate::best_plan`]; `None` if it has none. `fair` is the split.
///
/// Everybody out gets the plainest true reason. Every block has a case for the score and, where
/// seats stay empty, one for the seats filled.
pub fn document(programme: &Programme, fair: &[u64], answer: &Answer) -> Option<Plan> {
    let best = answer.best.as_ref()?;
    let facts = Facts::of(programme);
    let is_infeasible = |id: ClusterId| answer.infeasible.contains(&id);
    let teams = teams(&facts, best);
    let clusters: Vec<ClusterOutcome> = programme
        .clusters
        .enumerate()
        .map(|(id, row)| {
            let score = teams.iter().filter(|team| team.cluster == row.id).map(|team| team.score).sum();
            let status = if is_infeasible(id) { PlanStatus::Infeasible } else { PlanStatus::Optimal };
            ClusterOutcome { cluster: row.id.clone(), status, score, bound: score }
        })
        .collect();
    let vacant = programme.clusters.enumerate().filter_map(|(id, row)| {
        let seats = fair[id.index()].checked_sub(best.filled[id.index()])?;
        let reason = "nobody left".to_owned();
        (seats > 0).then(|| Vacancy { cluster: row.id.clone(), seats, reason, could_go_to: Vec::new() })
    });
    let status = if answer.infeasible.is_empty() { PlanStatus::Optimal } else { PlanStatus::Partial };
    Some(Plan {
        programme: PlannedProgramme {
            name: programme.name.clone(),
            year: programme.year,
            digest: DIGEST.to_owned(),
        },
        record: Vec::new(),
        keep: None,
        status,
        objectives: objectives(programme, fair, best),
        score: best.score,
        bound: best.score,
        split: split(programme, fair),
        filled: best.filled.clone(),
        reserved: programme
            .reserved
            .iter()
            .zip(&best.pool_filled)
            .map(|(pool, &filled)| ReservedSeats { name: pool.name.clone(), seats: pool.seats, filled })
            .collect(),
        clusters,
        not_selected: not_selected(&facts, best),
        reserves: Vec::new(),
        vacant: vacant.collect(),
        clash: Vec::new(),
        warnings: Vec::new(),
        solver: SolverReport::default(),
        certificate: certificate(programme, fair, answer, best, &teams),
        teams,
    })
}

/// The whole plan with these teams, legal or not: everything about it is consistent with them.
pub fn document_of(programme: &Programme, fair: &[u64], teams: &[(&str, &[&str])]) -> Plan {
    let facts = Facts::of(programme);
    let initiative = |id: &str| {
        let found = programme.initiatives.enumerate().find(|(_, row)| row.id == id);
        found.unwrap_or_else(|| panic!("no initiative `{id}`")).0
    };
    let nominee = |id: &&str| {
        let found = programme.nominees.enumerate().find(|(_, row)| row.id == *id);
        found.unwrap_or_else(|| panic!("no nominee `{id}`")).0
    };
    let teams: Vec<(InitiativeId, Vec<NomineeId>)> =
        teams.iter().map(|(k, members)| (initiative(k), members.iter().map(nominee).collect())).collect();
    let mut filled = vec![0; programme.clusters.len()];
    let mut pool_filled = vec![0; programme.reserved.len()];
    for &id in teams.iter().flat_map(|(_, members)| members) {
        match facts.people[id].pool {
            Some(pool) => pool_filled[pool] += 1,
            None => filled[programme.nominees[id].cluster.index()] += 1,
        }
    }
    let scores = teams.iter().map(|(k, members)| fordel_verify::score(&facts, *k, members));
    let mut team_scores: Vec<i64> = scores.collect();
    team_scores.sort_unstable();
    let distance =
        filled.iter().zip(fair).map(|(filled, fair): (&u64, &u64)| filled.abs_diff(*fair).pow(2)).sum();
    let (worst, score) = (team_scores.first().copied(), team_scores.iter().sum());
    let best = BestPlan { filled, pool_filled, distance, moved: None, worst, team_scores, score, teams };
    let answer = Answer { infeasible: Vec::new(), best: Some(best) };
    document(programme, fair, &answer).expect("a plan was given")
}

/// The split with these seats: nothing tied, nothing broken.
pub fn split(programme: &Programme, fair: &[u64]) -> Split {
    let weights: Vec<_> = programme.clusters.iter().map(|row| row.weight.clone()).collect();
    let integers = to_integers(&weights).0;
    let total = integers.iter().fold(dashu_int::UBig::ZERO, |sum, weight| sum + weight);
    let seats = programme.seats_to_split();
    let unit = |((row, &own), weight): ((&fordel_model::Cluster, &u64), &dashu_int::UBig)| UnitSeats {
        id: row.id.clone(),
        weight: row.weight.clone(),
        quota: Fraction::new(weight * dashu_int::UBig::from(seats), total.clone()),
        seats: Some(own),
        lower: own,
        upper: own,
    };
    let units: Vec<UnitSeats> = programme.clusters.iter().zip(fair).zip(&integers).map(unit).collect();
    let is_outside = |unit: &&UnitSeats| {
        let own = Fraction::new(unit.seats.unwrap_or(0), 1u8);
        let (floor, one) = (unit.quota.floor(), dashu_int::UBig::ONE);
        let ceiling = if unit.quota.is_integer() { floor.clone() } else { &floor + &one };
        own < Fraction::new(floor, 1u8) || own > Fraction::new(ceiling, 1u8)
    };
    let violations = units.iter().filter(is_outside).map(|unit| unit.id.clone()).collect();
    Split {
        method: programme.method,
        seats,
        bound_rule: None,
        units,
        tie: None,
        seed: None,
        broken_ties: Vec::new(),
        divisor: None,
        cut: None,
        next: Vec::new(),
        violations,
        nodes: Vec::new(),
        warnings: Vec::new(),
    }
}

fn teams(facts: &Facts<'_>, best: &BestPlan) -> Vec<Team> {
    let programme = facts.programme;
    let mut numbers = vec![0; programme.initiatives.len()];
    let mut teams: Vec<Team> = Vec::new();
    for (initiative, members) in &best.teams {
        let row = &programme.initiatives[*initiative];
        let number = &mut numbers[initiative.index()];
        *number += 1;
        let id = if *number == 1 { row.id.clone() } else { format!("{}-{number}", row.id) };
        let parts = score_parts(facts, *initiative, members);
        teams.push(Team {
            id,
            initiative: row.id.clone(),
            cluster: programme.clusters[row.clusters[0]].id.clone(),
            members: members.iter().map(|&id| programme.nominees[id].id.clone()).collect(),
            score: parts.iter().sum(),
            parts,
            partner: None,
        });
    }
    teams
}

fn objectives(programme: &Programme, fair: &[u64], best: &BestPlan) -> Vec<Objective> {
    let seats = |n: u64| i64::try_from(n).expect("few seats");
    let distance = best.filled.iter().zip(fair).map(|(filled, fair)| filled.abs_diff(*fair).pow(2)).sum();
    let mut levels = vec![(ObjectiveName::SeatsFilled, seats(best.seats_filled()))];
    if !programme.reserved.is_empty() {
        levels.push((ObjectiveName::PoolSeatsFilled, seats(best.pool_filled.iter().sum())));
    }
    levels.push((ObjectiveName::SplitDistance, seats(distance)));
    if programme.objective != ObjectiveKind::Total {
        levels.push((ObjectiveName::WorstTeam, best.worst.unwrap_or(0)));
    }
    if programme.objective == ObjectiveKind::Leximin {
        levels.push((ObjectiveName::Leximin, seats(best.team_scores.len() as u64)));
    }
    levels.push((ObjectiveName::Score, best.score));
    levels.into_iter().map(|(name, value)| Objective { name, value, bound: value }).collect()
}

fn not_selected(facts: &Facts<'_>, best: &BestPlan) -> Vec<NotSelected> {
    let programme = facts.programme;
    let is_placed = |id: NomineeId| best.teams.iter().any(|(_, members)| members.contains(&id));
    let row = |id: NomineeId| NotSelected {
        nominee: programme.nominees[id].id.clone(),
        reason: reason(facts, id),
        detail: String::new(),
    };
    programme.nominees.ids().filter(|&id| !is_placed(id)).map(row).collect()
}

/// The plainest reason true of somebody who is out.
fn reason(facts: &Facts<'_>, id: NomineeId) -> Reason {
    let person = &facts.people[id];
    if let Some(reason) = Reason::of_status(facts.programme.nominees[id].status) {
        return reason;
    }
    match () {
        () if person.pinned_out => Reason::PinnedOut,
        () if !person.eligible => Reason::NotEligible,
        () if person.may_join.is_empty() => Reason::NoInitiative,
        () if !has_team(facts, id) => Reason::NoLegalTeam,
        () => Reason::SeatsFull,
    }
}

/// Whether any legal team holds the person: all sets of two to four are tried.
fn has_team(facts: &Facts<'_>, id: NomineeId) -> bool {
    fn grows(facts: &Facts<'_>, k: InitiativeId, rest: &[NomineeId], members: &mut Vec<NomineeId>) -> bool {
        let is_legal = members.len() >= 2 && team_faults(facts, k, members).is_empty();
        is_legal
            || (members.len() < 4
                && rest.iter().enumerate().any(|(at, &next)| {
                    members.push(next);
                    let found = grows(facts, k, &rest[at + 1..], members);
                    members.pop();
                    found
                }))
    }
    facts.programme.initiatives.ids().any(|k| {
        let people = facts.candidates(k);
        let others: Vec<NomineeId> = people.iter().copied().filter(|&other| other != id).collect();
        people.contains(&id) && grows(facts, k, &others, &mut vec![id])
    })
}

fn certificate(
    programme: &Programme,
    fair: &[u64],
    answer: &Answer,
    best: &BestPlan,
    teams: &[Team],
) -> Certificate {
    let mut cases = Vec::new();
    for block in crate::brute::blocks(programme) {
        let case = |objective, seats, bound| Case {
            block: programme.clusters[block[0]].id.clone(),
            objective,
            seats,
            decisions: Vec::new(),
            multipliers: Vec::new(),
            duals: Vec::new(),
            proof: Proof::Enumerate,
            bound,
        };
        let id = |cluster: &ClusterId| programme.clusters[*cluster].id.clone();
        let up_to_fair = || block.iter().map(|cluster| (id(cluster), 0, fair[cluster.index()])).collect();
        if block.iter().any(|cluster| answer.infeasible.contains(cluster)) {
            cases.push(case(ObjectiveName::SeatsFilled, up_to_fair(), -1));
            continue;
        }
        let filled: u64 = block.iter().map(|cluster| best.filled[cluster.index()]).sum();
        let all: u64 = block.iter().map(|cluster| fair[cluster.index()]).sum();
        if filled < all {
            let bound = i64::try_from(filled).expect("few seats");
            cases.push(case(ObjectiveName::SeatsFilled, up_to_fair(), bound));
        }
        let as_filled = |cluster: &ClusterId| {
            let filled = best.filled[cluster.index()];
            (id(cluster), filled, filled)
        };
        let of_block = |team: &&Team| block.iter().any(|cluster| id(cluster) == team.cluster);
        let score = teams.iter().filter(of_block).map(|team| team.score).sum();
        cases.push(case(ObjectiveName::Score, block.iter().map(as_filled).collect(), score));
    }
    Certificate { scale: 1, cases }
}
