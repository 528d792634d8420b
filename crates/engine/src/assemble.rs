//! The cells' answers put together: teams, reasons, vacancies, statuses and objectives.

use crate::cell::Cell;
use crate::ground::Ground;
use crate::outcome::{Clash, ClusterPlan, LeftOut, Outcome, TeamPlan, WhyLeftOut};
use crate::pairing::{kept_in_place, pairing};
use crate::seated::{Seated, Seating, people, seats_of};
use crate::vacancies::vacancies;
use crate::worst::Worst;
use crate::{leftout, notices, waiting};
use fordel_model::keep::KeepOrder;
use fordel_model::plan::{Case, Objective, ObjectiveName, PlanStatus};
use fordel_model::{ClusterId, IdVec, NomineeId, Programme, Split};
use fordel_solver::{Candidacy, Effort, Quota};
use rayon::prelude::*;

/// A plan over an open tie: nothing but the tie.
pub(crate) fn tied(programme: &Programme, split: Split) -> Outcome {
    let tie = split.tie.clone().expect("a split without seats for everybody has a tie");
    let candidacy = Candidacy::of(programme);
    let n = programme.clusters.len();
    let nothing = nothing(PlanStatus::Infeasible);
    let left_out = programme
        .nominees
        .enumerate()
        .map(|(nominee, row)| LeftOut {
            nominee,
            why: match candidacy.is_candidate(nominee) {
                true => WhyLeftOut::ClusterClash(row.cluster),
                false => leftout::why_unplaceable(&candidacy, nominee),
            },
        })
        .collect();
    Outcome {
        status: PlanStatus::Infeasible,
        fair: split.units.iter().map(|unit| unit.lower).collect(),
        split,
        clusters: IdVec::filled(nothing, n),
        pool_filled: vec![0; programme.reserved.len()],
        objectives: Vec::new(),
        bound: 0,
        keep: None,
        continues: Vec::new(),
        left_out,
        reserves: IdVec::filled(Vec::new(), n),
        vacant: Vec::new(),
        clashes: vec![Clash::Tie { units: tie.units, seats: tie.seats }],
        resolutions: Vec::new(),
        notices: Vec::new(),
        cases: Vec::new(),
        scale: 1,
        columns: 0,
        effort: Effort::default(),
    }
}

/// Puts the cells' answers together: teams, reasons, vacancies, statuses, objectives.
pub(crate) fn assemble(
    ground: &Ground<'_>,
    split: Split,
    seating: Seating,
    worst: Option<Worst>,
    mut effort: Effort,
) -> Outcome {
    let Ground { programme, candidacy, cells, .. } = ground;
    let Seating {
        fair,
        seated,
        seats_cases,
        joint_cases,
        joint_bound,
        equally_close,
        quota_bound,
        moves_bound,
        open: seats_open,
        distance_open,
    } = seating;
    let has_unknown = seated.iter().any(|answer| matches!(answer, Seated::Unknown));
    let seats_open = seats_open || has_unknown;
    let mut clashes: Vec<Clash> = Vec::new();
    let seated_people: Vec<Vec<NomineeId>> = cells
        .iter()
        .zip(&seated)
        .map(|(cell, answer)| answer.solved().map_or_else(Vec::new, |solved| people(cell, solved)))
        .collect();
    let mut is_seated = IdVec::filled(false, programme.nominees.len());
    seated_people.iter().flatten().for_each(|&n| is_seated[n] = true);
    let counted: Vec<(&Quota, u64)> = ground
        .quotas
        .iter()
        .chain(&ground.pools)
        .map(|quota| {
            let is_in = |n: &&NomineeId| is_seated[**n];
            (quota, quota.people.iter().filter(is_in).count() as u64)
        })
        .collect();
    let reasons: Vec<(Vec<LeftOut>, Effort)> = cells
        .par_iter()
        .enumerate()
        .map(|(at, cell)| {
            let mut effort = Effort::default();
            let found = match seated[at].solved() {
                Some(solved) => {
                    leftout::of_block(ground, cell, solved, &seated_people[at], &counted, &mut effort)
                }
                None => Vec::new(),
            };
            (found, effort)
        })
        .collect();
    let mut why: IdVec<NomineeId, Option<WhyLeftOut>> = IdVec::filled(None, programme.nominees.len());
    for (found, own) in reasons {
        effort.add(&own);
        found.into_iter().for_each(|one| why[one.nominee] = Some(one.why));
    }
    let left_out: Vec<LeftOut> = programme
        .nominees
        .enumerate()
        .filter(|(nominee, _)| !is_seated[*nominee])
        .map(|(nominee, row)| {
            let placeable = ground.is_placeable(nominee);
            let at = ground.cell_of[row.cluster];
            let why = match why[nominee].take() {
                Some(why) => why,
                None if placeable && matches!(seated[at], Seated::Unknown) => {
                    WhyLeftOut::NotSearched(row.cluster)
                }
                None if placeable => WhyLeftOut::ClusterClash(row.cluster),
                None => leftout::why_unplaceable(candidacy, nominee),
            };
            LeftOut { nominee, why }
        })
        .collect();

    let mut clusters: IdVec<ClusterId, ClusterPlan> =
        IdVec::filled(nothing(PlanStatus::Infeasible), programme.clusters.len());
    for (at, (cell, answer)) in cells.iter().zip(&seated).enumerate() {
        for (cluster, plan) in cluster_plans(programme, cell, answer, joint_bound.contains_key(&at)) {
            clusters[cluster] = plan;
        }
    }
    for (cell, answer) in cells.iter().zip(&seated) {
        if let (Seated::Clash(found), [_, _, ..]) = (answer, cell.clusters())
            && !found.iter().all(|clash| matches!(clash, Clash::WiderQuotas(_)))
        {
            clashes.push(Clash::Shared(cell.clusters().to_vec()));
        }
    }
    for answer in &seated {
        if let Seated::Clash(found) = answer {
            let fresh: Vec<Clash> = found.iter().filter(|clash| !clashes.contains(clash)).cloned().collect();
            clashes.extend(fresh);
        }
    }
    let vacant = vacancies(ground, &clusters, &quota_bound, &moves_bound, &mut effort);
    let notices = notices::notices(ground, equally_close);
    // What proves a cluster's part says nothing once the cluster has no plan.
    let has_plan = |case: &Case| {
        let first = |cell: &Cell| cell.clusters().first().map(|&id| programme.clusters[id].id.clone());
        let of_it = |cell: &&Cell| first(cell).as_ref() == Some(&case.block);
        let at = cells.iter().position(|cell| of_it(&cell));
        at.is_none_or(|at| seated[at].solved().is_some())
    };
    let cases: Vec<Case> = seated
        .iter()
        .zip(&seats_cases)
        .enumerate()
        .flat_map(|(at, (answer, seats_cases))| {
            let joint = joint_bound.contains_key(&at);
            let own = answer.solved().filter(|_| !joint).map_or(&[][..], |solved| &solved.cases);
            let seats_cases = answer.solved().map_or(&[][..], |_| seats_cases);
            let kept = answer.solved().and_then(|solved| solved.kept.as_ref()?.case.as_ref());
            seats_cases.iter().chain(kept.filter(|_| !joint)).chain(own).cloned().collect::<Vec<_>>()
        })
        .chain(joint_cases.into_iter().filter(has_plan))
        .collect();
    let scale = cells.first().map_or(1, |cell| cell.work.scale);
    let score: i64 = clusters.iter().map(|cluster| cluster.score).sum();
    let bound: i64 = clusters
        .enumerate()
        .filter(|(id, _)| !joint_bound.contains_key(&ground.cell_of[*id]))
        .map(|(_, cluster)| cluster.bound)
        .sum::<i64>()
        + distinct_sum(joint_bound.values());
    let reserves = waiting::lists(ground, &is_seated);
    let mut pool_filled = vec![0; programme.reserved.len()];
    for nominee in programme.nominees.ids().filter(|&nominee| is_seated[nominee]) {
        if let Some(pool) = candidacy.pool[nominee] {
            pool_filled[pool] += 1;
        }
    }
    let continues = match &ground.kept {
        Some(kept) => {
            let teams: Vec<&TeamPlan> = clusters.iter().flat_map(|cluster| &cluster.teams).collect();
            pairing(kept, &teams)
        }
        None => Vec::new(),
    };
    let moved = moved(ground, &seated, &clusters, &continues);
    let open = seats_open
        || distance_open
        || score < bound
        || moved.is_some_and(|(value, bound)| value > bound)
        || worst.as_ref().is_some_and(Worst::is_open);
    let status = status(&clusters, open);
    let pooled = pool_filled.iter().sum();
    let objectives = objectives(
        ground,
        (&fair, seats_open, distance_open),
        &clusters,
        pooled,
        (moved, worst),
        (score, bound),
    );
    Outcome {
        status,
        split,
        fair,
        clusters,
        pool_filled,
        objectives,
        bound,
        keep: None,
        continues,
        left_out,
        reserves,
        vacant,
        clashes,
        resolutions: Vec::new(),
        notices,
        cases,
        scale,
        columns: cells.iter().map(|cell| cell.block.columns.len() as u64).sum::<u64>() + effort.columns,
        effort,
    }
}

/// Each coupled group's bound counts once, however many clusters it has.
fn distinct_sum<'a>(groups: impl Iterator<Item = &'a (usize, i64)>) -> i64 {
    groups.copied().collect::<std::collections::BTreeMap<usize, i64>>().values().sum()
}

fn nothing(status: PlanStatus) -> ClusterPlan {
    ClusterPlan { status, teams: Vec::new(), seats_filled: 0, score: 0, bound: 0 }
}

/// Each of a block's clusters with its part: a shared initiative's teams stand under its first cluster.
fn cluster_plans(
    programme: &Programme,
    cell: &Cell,
    answer: &Seated,
    joint: bool,
) -> Vec<(ClusterId, ClusterPlan)> {
    let Some(solved) = answer.solved() else {
        let is_unknown = matches!(answer, Seated::Unknown);
        let status = if is_unknown { PlanStatus::Feasible } else { PlanStatus::Infeasible };
        // Nobody knows a plan: as many teams as there are pairs, each of the best, are more than any has.
        let pairs = i64::try_from(cell.block.people.len() / 2).unwrap_or(i64::MAX);
        let most = cell.block.columns.largest_score().max(0).saturating_mul(pairs);
        let bound = |at: usize| if is_unknown && at == 0 { most } else { 0 };
        let nothing = |(at, &cluster)| (cluster, ClusterPlan { bound: bound(at), ..nothing(status) });
        return cell.clusters().iter().enumerate().map(nothing).collect();
    };
    let columns = &cell.block.columns;
    let status = if solved.value == solved.bound { PlanStatus::Optimal } else { PlanStatus::Feasible };
    let mut plans: Vec<(ClusterId, ClusterPlan)> = cell
        .clusters()
        .iter()
        .zip(seats_of(cell, solved))
        .map(|(&cluster, seats_filled)| (cluster, ClusterPlan { seats_filled, ..nothing(status) }))
        .collect();
    for &column in &solved.columns {
        let initiative = cell.block.initiatives[columns.initiative(column)];
        let first = programme.initiatives[initiative].clusters.first();
        let at = first.and_then(|&cluster| cell.position(cluster)).unwrap_or(0);
        let members = columns.members(column).map(|p| cell.block.people[p]).collect();
        plans[at].1.teams.push(TeamPlan { initiative, members });
        plans[at].1.score += columns.score(column);
    }
    let score: i64 = plans.iter().map(|(_, plan)| plan.score).sum();
    // A coupled block's own best may lie above what the couplings leave it.
    let above = if joint && solved.value == solved.bound { 0 } else { solved.bound - score };
    for (at, (_, plan)) in plans.iter_mut().enumerate() {
        plan.teams.sort();
        plan.bound = plan.score + if at == 0 { above } else { 0 };
    }
    plans
}

fn status(clusters: &IdVec<ClusterId, ClusterPlan>, gap: bool) -> PlanStatus {
    let has = |status: PlanStatus| clusters.iter().any(|cluster| cluster.status == status);
    if has(PlanStatus::Infeasible) {
        if clusters.iter().all(|cluster| cluster.status == PlanStatus::Infeasible) {
            PlanStatus::Infeasible
        } else {
            PlanStatus::Partial
        }
    } else if has(PlanStatus::Feasible) || gap {
        PlanStatus::Feasible
    } else {
        PlanStatus::Optimal
    }
}

/// Where a plan is kept: people moved, and the fewest that any plan could move.
fn moved(
    ground: &Ground<'_>,
    seated: &[Seated],
    clusters: &IdVec<ClusterId, ClusterPlan>,
    continues: &[Option<usize>],
) -> Option<(i64, i64)> {
    let kept = ground.kept.as_ref()?;
    let teams: Vec<&TeamPlan> = clusters.iter().flat_map(|cluster| &cluster.teams).collect();
    let before = i64::try_from(kept.n_seated_before()).expect("a number of people");
    let value = before - kept_in_place(kept, &teams, continues);
    // Where the search for it was cut short, nobody is known to have to move.
    let most: Option<i64> = seated
        .iter()
        .filter_map(Seated::solved)
        .map(|solved| solved.kept.as_ref().map(|level| level.bound))
        .sum();
    let fewest = most.map_or(0, |most| (before - most).max(0));
    Some((value, fewest.min(value)))
}

fn objectives(
    ground: &Ground<'_>,
    (fair, seats_open, distance_open): (&IdVec<ClusterId, u64>, bool, bool),
    clusters: &IdVec<ClusterId, ClusterPlan>,
    in_pools: u64,
    (moved, worst): (Option<(i64, i64)>, Option<Worst>),
    (score, bound): (i64, i64),
) -> Vec<Objective> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let filled: u64 = clusters.iter().map(ClusterPlan::filled).sum();
    let distance: u64 = clusters
        .enumerate()
        .map(|(id, cluster)| {
            let apart = fair[id].abs_diff(cluster.filled());
            apart * apart
        })
        .sum();
    let level = |name, value, bound| Objective { name, value, bound };
    // Where the work ran out before the seats were settled, what there is of them is the bound.
    let (most, most_pooled, least_apart) = match seats_open {
        true => {
            let pools: u64 = ground.programme.reserved.iter().map(|pool| pool.seats).sum();
            (ground.problem.seats.max(filled), pools.max(in_pools), 0)
        }
        false if distance_open => (filled, in_pools, 0),
        false => (filled, in_pools, distance),
    };
    let mut levels = vec![level(ObjectiveName::SeatsFilled, number(filled), number(most))];
    if !ground.programme.reserved.is_empty() {
        levels.push(level(ObjectiveName::PoolSeatsFilled, number(in_pools), number(most_pooled)));
    }
    levels.push(level(ObjectiveName::SplitDistance, number(distance), number(least_apart)));
    let before = levels.len();
    if let Some(worst) = worst {
        levels.push(level(ObjectiveName::WorstTeam, worst.score.0, worst.score.1));
        levels.extend(worst.teams.map(|(value, bound)| level(ObjectiveName::Leximin, value, bound)));
    }
    levels.push(level(ObjectiveName::Score, score, bound));
    if let (Some((value, bound)), Some(kept)) = (moved, &ground.kept) {
        let at = match kept.order {
            KeepOrder::First => before,
            KeepOrder::Last => levels.len(),
        };
        levels.insert(at, level(ObjectiveName::PeopleMoved, value, bound));
    }
    levels
}
