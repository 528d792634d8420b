//! Seating: every cluster's best plan for the seats it can use, with what couples the clusters.

use crate::cell::{Answer, Cell, KeptLevel, Most, Solved};
use crate::clash::clashes;
use crate::coupling::{Coupled, Joint};
use crate::fair;
use crate::moves::limit_moves;
use crate::outcome::{Clash, Unplanned};
use crate::outer::{Limits, Outer, Possible};
use crate::patterns::patterns;
use crate::plan::{Ground, Seated, people};
use fordel_apportion::Problem;
use fordel_model::id::Id;
use fordel_model::plan::Case;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, IdVec, NomineeId, Programme, Split};
use fordel_solver::{Effort, Quota};
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What seating comes to.
pub(crate) struct Seating {
    /// What filled seats are measured against.
    pub(crate) fair: IdVec<ClusterId, u64>,
    /// By cluster.
    pub(crate) seated: Vec<Seated>,
    /// By cluster: the leaf that proves how many people it can place, where fewer than its seats.
    pub(crate) seats_cases: Vec<Option<Case>>,
    /// The leaves of coupled clusters.
    pub(crate) joint_cases: Vec<Case>,
    /// For each coupled cluster: its group, and the group's bound.
    pub(crate) joint_bound: BTreeMap<ClusterId, (usize, i64)>,
    /// Whether the method's order decided between equally close splits.
    pub(crate) equally_close: bool,
    /// Clusters that fill fewer seats because of a quota over several clusters.
    pub(crate) quota_bound: Vec<ClusterId>,
    /// Clusters that fill fewer seats because no more people may move.
    pub(crate) moves_bound: Vec<ClusterId>,
}

/// The only cluster whose people a quota counts or, where it counts nobody, that its scope names:
/// `None` where it reaches over several.
pub(crate) fn only_cluster(programme: &Programme, quota: &Quota) -> Option<ClusterId> {
    let clusters: BTreeSet<ClusterId> =
        quota.people.iter().map(|&nominee| programme.nominees[nominee].cluster).collect();
    match (clusters.first(), quota.clusters.as_slice()) {
        (Some(&only), _) if clusters.len() == 1 => Some(only),
        (None, [only]) => Some(*only),
        _ => None,
    }
}

/// A cluster's best plan for at most `cap` seats, and the leaf for how many it can fill.
fn settle(ground: &Ground<'_>, cell: &Cell, cap: u64, effort: &mut Effort) -> (Seated, Option<Case>) {
    let programme = ground.programme;
    let reach = cell.reach(programme, cap);
    let first = cell.best(programme, reach, Vec::new(), effort);
    if let (Answer::Plan(solved), true) = (&first, reach == cap) {
        return (Seated::Plan(solved.clone()), None);
    }
    let (seats, case) = match cell.most(programme, cap, effort) {
        Most::Clash => return (Seated::Clash(clashes(programme, &ground.candidacy, cell, effort)), None),
        Most::People(seats, case) => (seats, case.map(|case| *case)),
        Most::AtLeast(seats) => (seats, None),
    };
    let answer = match first {
        Answer::Plan(solved) if seats == reach => Answer::Plan(solved),
        _ => cell.best(programme, seats, Vec::new(), effort),
    };
    match answer {
        Answer::Plan(solved) => (Seated::Plan(solved), case),
        Answer::None(_) | Answer::Unknown => (Seated::Unknown, None),
    }
}

/// Seats every cluster.
///
/// # Errors
/// Where seats are handed on, the second split may be impossible.
pub(crate) fn seat(
    ground: &Ground<'_>,
    fair: &IdVec<ClusterId, u64>,
    effort: &mut Effort,
) -> Result<Seating, Unplanned> {
    let settled: Vec<((Seated, Option<Case>), Effort)> = ground
        .cells
        .par_iter()
        .map(|cell| {
            let mut effort = Effort::default();
            (settle(ground, cell, cell.fair, &mut effort), effort)
        })
        .collect();
    let mut seating = Seating {
        fair: fair.clone(),
        seated: Vec::new(),
        seats_cases: Vec::new(),
        joint_cases: Vec::new(),
        joint_bound: BTreeMap::new(),
        equally_close: false,
        quota_bound: Vec::new(),
        moves_bound: Vec::new(),
    };
    for ((seated, case), own) in settled {
        effort.add(&own);
        seating.seated.push(seated);
        seating.seats_cases.push(case);
    }
    if ground.programme.unfilled == Unfilled::Redistribute {
        hand_on(ground, &mut seating, effort)?;
    }
    couple(ground, &mut seating, effort);
    limit_moves(ground, &mut seating, effort);
    refuse_unmet(ground, &mut seating);
    Ok(seating)
}

/// Where clusters without a plan leave a least number over several clusters unmet, none of those
/// clusters has a legal plan.
fn refuse_unmet(ground: &Ground<'_>, seating: &mut Seating) {
    loop {
        let seated: BTreeSet<NomineeId> = ground
            .cells
            .iter()
            .zip(&seating.seated)
            .flat_map(|(cell, answer)| answer.solved().map_or_else(Vec::new, |solved| people(cell, solved)))
            .collect();
        let is_unmet = |quota: &&Quota| {
            let count = quota.people.iter().filter(|person| seated.contains(person)).count() as u64;
            quota.min.is_some_and(|min| count < min)
        };
        let hit = |quota: &Quota| -> Vec<usize> {
            // A scope without clusters is met nowhere.
            let all = 0..ground.cells.len();
            let reaches = |at: &usize| {
                quota.clusters.is_empty() || quota.clusters.contains(&ground.cells[*at].cluster())
            };
            all.filter(reaches).filter(|&at| seating.seated[at].solved().is_some()).collect()
        };
        let unmet = ground.quotas.iter().filter(is_unmet).map(|quota| (quota, hit(quota)));
        let Some((quota, clusters)) = unmet.into_iter().find(|(_, clusters)| !clusters.is_empty()) else {
            return;
        };
        for at in clusters {
            seating.seated[at] = Seated::Clash(vec![Clash::WiderQuotas(vec![quota.name.clone()])]);
            seating.joint_bound.remove(&ground.cells[at].cluster());
        }
    }
}

/// Hands on by the key what clusters cannot fill.
fn hand_on(ground: &Ground<'_>, seating: &mut Seating, effort: &mut Effort) -> Result<(), Unplanned> {
    let seats = |seating: &Seating, at: usize| {
        seating.seated[at].solved().map(|solved| people(&ground.cells[at], solved).len() as u64)
    };
    let is_short = |at: usize| seats(seating, at).is_none_or(|filled| filled < ground.cells[at].fair);
    if !(0..ground.cells.len()).any(is_short) {
        return Ok(());
    }
    let can_fill: Vec<(Option<u64>, Effort)> = ground
        .cells
        .par_iter()
        .enumerate()
        .map(|(at, cell)| {
            let mut effort = Effort::default();
            let cap = ground.problem.units[at].bounds().1.min(ground.problem.seats);
            let people = match cell.most(ground.programme, cap, &mut effort) {
                Most::Clash => None,
                Most::People(people, _) | Most::AtLeast(people) => Some(people),
            };
            (people, effort)
        })
        .collect();
    can_fill.iter().for_each(|(_, own)| effort.add(own));
    // A cluster without a legal plan for any number of seats can fill none.
    let has_plan: Vec<bool> = can_fill.iter().map(|(people, _)| people.is_some()).collect();
    let can_fill: IdVec<ClusterId, u64> =
        can_fill.into_iter().map(|(people, _)| people.unwrap_or(0)).collect();
    let narrowed = fair::narrowed(&ground.problem, &can_fill);
    let again = fordel_apportion::split(&narrowed)?;
    // A tie in the second split is decided by the method's order of claims, like equally close splits.
    seating.fair = match fair::seats_of(&again) {
        Some(fair) => fair,
        None => {
            seating.equally_close = true;
            decided(&narrowed, &again)
        }
    };
    let moved: Vec<usize> = (0..ground.cells.len())
        .filter(|&at| seats(seating, at) != Some(seating.fair[ClusterId::from_index(at)]))
        .collect();
    let answers: Vec<(usize, Answer, Effort)> = moved
        .into_par_iter()
        .filter(|&at| has_plan[at])
        .map(|at| {
            let mut effort = Effort::default();
            let target = seating.fair[ClusterId::from_index(at)];
            (at, ground.cells[at].best(ground.programme, target, Vec::new(), &mut effort), effort)
        })
        .collect();
    let mut every_one = true;
    for (at, answer, own) in answers {
        effort.add(&own);
        match answer {
            Answer::Plan(solved) => seating.seated[at] = Seated::Plan(solved),
            Answer::None(_) | Answer::Unknown => every_one = false,
        }
    }
    if !every_one {
        choose_near(ground, seating, &can_fill, &has_plan, effort);
    }
    Ok(())
}

/// Gives tied units their seats in the method's order of claims.
fn decided(problem: &Problem, split: &Split) -> IdVec<ClusterId, u64> {
    let mut seats: IdVec<ClusterId, u64> = split.units.iter().map(|unit| unit.lower).collect();
    let mut left = split.seats.saturating_sub(seats.iter().sum());
    let rest = seats.ids().map(|cluster| (cluster, u64::MAX));
    for (cluster, nth) in fair::claims(problem).into_iter().chain(rest) {
        let unit = &split.units[cluster.index()];
        if left > 0 && nth > seats[cluster] && seats[cluster] < unit.upper {
            seats[cluster] += 1;
            left -= 1;
        }
    }
    seats
}

/// Some cluster cannot fill exactly its share: all numbers each can fill, and the best choice of them.
fn choose_near(
    ground: &Ground<'_>,
    seating: &mut Seating,
    can_fill: &IdVec<ClusterId, u64>,
    has_plan: &[bool],
    effort: &mut Effort,
) {
    let possible: Vec<((ClusterId, Vec<Possible>), Effort)> = ground
        .cells
        .par_iter()
        .enumerate()
        .filter(|(at, _)| has_plan[*at])
        .map(|(_, cell)| {
            let mut effort = Effort::default();
            let works = |seats: &u64| {
                matches!(
                    cell.any(ground.programme, (*seats, *seats), Vec::new(), &mut effort),
                    Answer::Plan(_)
                )
            };
            let feasible: Vec<u64> = (0..=can_fill[cell.cluster()]).filter(works).collect();
            ((cell.cluster(), feasible.into_iter().map(|seats| (seats, Vec::new())).collect()), effort)
        })
        .collect();
    possible.iter().for_each(|(_, own)| effort.add(own));
    let possible: Vec<(ClusterId, Vec<Possible>)> = possible.into_iter().map(|(one, _)| one).collect();
    let outer = Outer {
        clusters: &possible,
        fair: &seating.fair,
        seats: ground.problem.seats,
        limits: &[],
        claims: &fair::claims(&ground.problem),
    };
    let Some((seats, decided)) = outer.choose() else { return };
    seating.equally_close |= decided;
    for ((cluster, _), seats) in possible.iter().zip(seats) {
        let cell = &ground.cells[cluster.index()];
        if let Answer::Plan(solved) = cell.best(ground.programme, seats, Vec::new(), effort) {
            seating.seated[cluster.index()] = Seated::Plan(solved);
        }
    }
}

/// Makes the clusters' plans keep the quotas that reach over several of them.
fn couple(ground: &Ground<'_>, seating: &mut Seating, effort: &mut Effort) {
    let wide: Vec<&Quota> =
        ground.quotas.iter().filter(|quota| only_cluster(ground.programme, quota).is_none()).collect();
    for (group, (clusters, quotas)) in groups(ground, &wide).into_iter().enumerate() {
        let planned: Vec<usize> =
            clusters.iter().copied().filter(|&at| seating.seated[at].solved().is_some()).collect();
        let cells: Vec<&Cell> = planned.iter().map(|&at| &ground.cells[at]).collect();
        let coupled = Coupled::new(ground.programme, cells, quotas.clone());
        let columns: Vec<&[usize]> = planned
            .iter()
            .filter_map(|&at| seating.seated[at].solved().map(|s| s.columns.as_slice()))
            .collect();
        if coupled.holds(&columns) {
            continue;
        }
        let seats: Vec<u64> = planned
            .iter()
            .map(|&at| {
                seating.seated[at].solved().map_or(0, |solved| people(&ground.cells[at], solved).len() as u64)
            })
            .collect();
        if let Some(plans) = coupled.equally_good(&seats, &columns, effort) {
            for (&at, columns) in planned.iter().zip(plans) {
                if let Seated::Plan(solved) = &mut seating.seated[at] {
                    solved.columns = columns;
                }
            }
            continue;
        }
        let mut joint = coupled.best(&seats, effort);
        if matches!(joint, Joint::None) {
            let other = fewer(ground, seating, &coupled, &planned, effort);
            match other {
                Fewer::Seats(fewer, decided) => {
                    seating.equally_close |= decided;
                    let less = |(at, (before, after)): (&usize, (&u64, &u64))| {
                        (after < before).then_some(ground.cells[*at].cluster())
                    };
                    seating.quota_bound.extend(planned.iter().zip(seats.iter().zip(&fewer)).filter_map(less));
                    joint = coupled.best(&fewer, effort);
                }
                Fewer::None => {}
                Fewer::Unknown => joint = Joint::Unknown,
            }
        }
        match joint {
            Joint::Plans { plans, scores, bound, cases } => {
                let total: i64 = scores.iter().sum();
                // With other levels in the sum, the best sum has the best score among those that keep as many.
                let keeps = ground.kept.is_some();
                let bound = if keeps { total } else { bound.max(total) };
                for ((&at, solved), score) in planned.iter().zip(plans).zip(scores) {
                    let value = ground.cells[at].kept(&solved.columns);
                    let kept = keeps.then(|| Box::new(KeptLevel { value, bound: value, case: None }));
                    let solved = Solved { value: score, bound: score, kept, ..solved };
                    seating.seated[at] = Seated::Plan(Box::new(solved));
                    seating.joint_bound.insert(ground.cells[at].cluster(), (group, bound));
                }
                // The leaves of such a sum are about no level by itself.
                seating.joint_cases.extend(cases.into_iter().filter(|_| !keeps));
            }
            Joint::None => {
                let rows: Vec<_> = quotas.iter().map(|quota| quota.name.clone()).collect();
                for &at in &planned {
                    seating.seated[at] = Seated::Clash(vec![Clash::WiderQuotas(rows.clone())]);
                }
            }
            Joint::Unknown => planned.iter().for_each(|&at| seating.seated[at] = Seated::Unknown),
        }
    }
}

/// Clusters that quotas join, each group with its quotas, by first cluster.
fn groups<'a>(ground: &Ground<'_>, wide: &[&'a Quota]) -> Vec<(Vec<usize>, Vec<&'a Quota>)> {
    let cluster_of = |n: &fordel_model::NomineeId| ground.programme.nominees[*n].cluster.index();
    let mut joined: UnionFind<usize> = UnionFind::new(ground.cells.len());
    for quota in wide {
        for pair in quota.people.windows(2) {
            joined.union(cluster_of(&pair[0]), cluster_of(&pair[1]));
        }
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<&Quota>)> = BTreeMap::new();
    for quota in wide {
        // A quota that counts nobody holds or clashes wherever it reaches; the first cluster stands for it.
        let at = quota.people.first().map(cluster_of).or(quota.clusters.first().map(|id| id.index()));
        let at = at.unwrap_or(0);
        groups.entry(joined.find(at)).or_default().1.push(quota);
    }
    for at in 0..ground.cells.len() {
        if let Some((clusters, _)) = groups.get_mut(&joined.find(at)) {
            clusters.push(at);
        }
    }
    groups.into_values().collect()
}

/// The most seats a cluster may fill: its share, unless seats are handed on.
pub(crate) fn may_fill(ground: &Ground<'_>, at: usize) -> u64 {
    match ground.programme.unfilled {
        Unfilled::LeaveEmpty | Unfilled::Refuse => ground.cells[at].fair,
        Unfilled::Redistribute => {
            let most = ground.problem.units[at].bounds().1.min(ground.problem.seats);
            ground.cells[at].reach(ground.programme, most)
        }
    }
}

/// Other seats for coupled clusters.
enum Fewer {
    /// These, by cell; whether the method's order decided.
    Seats(Vec<u64>, bool),
    /// None keep the quotas.
    None,
    /// The work ran out.
    Unknown,
}

/// The quotas cannot hold with the seats each cluster could fill: the most seats, closest to the fair
/// split, with which they can.
fn fewer(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Fewer {
    let listed: Vec<(Option<Vec<Possible>>, Effort)> = planned
        .par_iter()
        .enumerate()
        .map(|(index, &at)| {
            let mut effort = Effort::default();
            let cell = coupled.cells[index];
            let parts = &coupled.parts[index];
            let mut possible = Vec::new();
            for seats in 0..=may_fill(ground, at) {
                let none = vec![0; parts.len()];
                let found = patterns(ground.programme, cell, seats, parts, &none, None, &mut effort);
                if found.incomplete {
                    return (None, effort);
                }
                possible.extend(found.found.into_iter().map(|pattern| (pattern.seats, pattern.counts)));
            }
            (Some(possible), effort)
        })
        .collect();
    listed.iter().for_each(|(_, own)| effort.add(own));
    let clusters: Option<Vec<(ClusterId, Vec<Possible>)>> = coupled
        .cells
        .iter()
        .zip(listed)
        .map(|(cell, (possible, _))| possible.map(|possible| (cell.cluster(), possible)))
        .collect();
    let Some(clusters) = clusters else { return Fewer::Unknown };
    let limits: Vec<Limits> = coupled
        .quotas
        .iter()
        .map(|quota| Limits { min: quota.min.unwrap_or(0), max: quota.max.unwrap_or(u64::MAX) })
        .collect();
    let elsewhere: u64 = (0..ground.cells.len())
        .filter(|at| !planned.contains(at))
        .map(|at| match seating.seated[at].solved() {
            Some(solved) => people(&ground.cells[at], solved).len() as u64,
            None => 0,
        })
        .sum();
    let outer = Outer {
        clusters: &clusters,
        fair: &seating.fair,
        seats: ground.problem.seats.saturating_sub(elsewhere),
        limits: &limits,
        claims: &fair::claims(&ground.problem),
    };
    match outer.choose() {
        Some((seats, decided)) => Fewer::Seats(seats, decided),
        None => Fewer::None,
    }
}
