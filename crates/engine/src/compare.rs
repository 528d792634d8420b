//! Two plans side by side: what the second does otherwise than the first, by ids.

use fordel_model::plan::Reason;
use fordel_model::{Criterion, Fraction, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// What a plan does otherwise than a base plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// Every cluster of either, in the base plan's order, then the new ones.
    pub clusters: Vec<ClusterChange>,
    /// Who is selected now and was not, in the order of the teams.
    pub people_in: Vec<String>,
    /// Who was selected and is not now, and why not where the plan says.
    pub people_out: Vec<(String, Option<Reason>)>,
    /// Who is selected in both, for another initiative now: who, from, to.
    pub people_moved: Vec<(String, String, String)>,
    /// Teams that are in both.
    pub teams_kept: usize,
    /// Teams of the base plan that are no more: their initiative and members.
    pub teams_gone: Vec<(String, Vec<String>)>,
    /// Teams that are new.
    pub teams_new: Vec<(String, Vec<String>)>,
    /// Points by criterion, before and after, in the order of [`Criterion::ALL`].
    pub parts: [(i64, i64); 8],
    /// The scores.
    pub score: (i64, i64),
}

/// A cluster's seats before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClusterChange {
    /// Its id.
    pub cluster: String,
    /// The method's seats; `None` where tied or where the cluster is not there.
    pub seats: (Option<u64>, Option<u64>),
    /// Seats filled.
    pub filled: (u64, u64),
    /// Why the seats differ, where they do.
    pub why: Option<WhySeats>,
}

/// Why a cluster's seats differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhySeats {
    /// Its exact share is another: its weight, another's, or the number of seats changed.
    Quota(Fraction, Fraction),
    /// Its exact share is the same; the method, a bound or the levels make another number of it.
    Rules,
    /// It is new.
    New,
    /// It is no more.
    Gone,
    /// It is tied now, or was.
    Tie,
}

/// Compares `other` with `base`.
pub fn compare(base: &Plan, other: &Plan) -> Comparison {
    let (before, after) = (places(base), places(other));
    let reason: BTreeMap<&str, Reason> =
        other.not_selected.iter().map(|one| (one.nominee.as_str(), one.reason)).collect();
    let order =
        |plan: &Plan| -> Vec<String> { plan.teams.iter().flat_map(|team| team.members.clone()).collect() };
    let (teams_before, teams_after) = (teams(base), teams(other));
    let owned = |set: &BTreeSet<(&str, Vec<&str>)>, without: &BTreeSet<(&str, Vec<&str>)>| {
        set.difference(without)
            .map(|(initiative, members)| {
                ((*initiative).to_owned(), members.iter().map(|&id| id.to_owned()).collect())
            })
            .collect()
    };
    Comparison {
        clusters: clusters(base, other),
        people_in: order(other).into_iter().filter(|id| !before.contains_key(id.as_str())).collect(),
        people_out: order(base)
            .into_iter()
            .filter(|id| !after.contains_key(id.as_str()))
            .map(|id| {
                let why = reason.get(id.as_str()).copied();
                (id, why)
            })
            .collect(),
        people_moved: order(other)
            .into_iter()
            .filter_map(|id| {
                let (from, to) = (before.get(id.as_str())?, after.get(id.as_str())?);
                let (from, to) = ((*from).to_owned(), (*to).to_owned());
                (from != to).then_some((id, from, to))
            })
            .collect(),
        teams_kept: teams_before.intersection(&teams_after).count(),
        teams_gone: owned(&teams_before, &teams_after),
        teams_new: owned(&teams_after, &teams_before),
        parts: Criterion::ALL.map(|criterion| (points(base, criterion), points(other, criterion))),
        score: (base.score, other.score),
    }
}

/// The initiative of everybody selected.
fn places(plan: &Plan) -> BTreeMap<&str, &str> {
    plan.teams
        .iter()
        .flat_map(|team| team.members.iter().map(|id| (id.as_str(), team.initiative.as_str())))
        .collect()
}

/// The teams: initiative and members, whatever order they are listed in.
fn teams(plan: &Plan) -> BTreeSet<(&str, Vec<&str>)> {
    plan.teams
        .iter()
        .map(|team| {
            let mut members: Vec<&str> = team.members.iter().map(String::as_str).collect();
            members.sort_unstable();
            (team.initiative.as_str(), members)
        })
        .collect()
}

fn points(plan: &Plan, criterion: Criterion) -> i64 {
    plan.teams.iter().map(|team| team.part(criterion)).sum()
}

fn clusters(base: &Plan, other: &Plan) -> Vec<ClusterChange> {
    let after: BTreeMap<&str, usize> =
        other.split.units.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect();
    let known: BTreeSet<&str> = base.split.units.iter().map(|unit| unit.id.as_str()).collect();
    let filled = |plan: &Plan, at: usize| plan.filled.get(at).copied().unwrap_or(0);
    let mut changes: Vec<ClusterChange> = Vec::new();
    for (at, unit) in base.split.units.iter().enumerate() {
        let Some(&then) = after.get(unit.id.as_str()) else {
            changes.push(ClusterChange {
                cluster: unit.id.clone(),
                seats: (unit.seats, None),
                filled: (filled(base, at), 0),
                why: Some(WhySeats::Gone),
            });
            continue;
        };
        let new = &other.split.units[then];
        let why = if unit.seats == new.seats {
            None
        } else if unit.seats.is_none() || new.seats.is_none() {
            Some(WhySeats::Tie)
        } else if unit.quota != new.quota {
            Some(WhySeats::Quota(unit.quota.clone(), new.quota.clone()))
        } else {
            Some(WhySeats::Rules)
        };
        changes.push(ClusterChange {
            cluster: unit.id.clone(),
            seats: (unit.seats, new.seats),
            filled: (filled(base, at), filled(other, then)),
            why,
        });
    }
    for (at, unit) in other.split.units.iter().enumerate() {
        if !known.contains(unit.id.as_str()) {
            changes.push(ClusterChange {
                cluster: unit.id.clone(),
                seats: (None, unit.seats),
                filled: (0, filled(other, at)),
                why: Some(WhySeats::New),
            });
        }
    }
    changes
}
