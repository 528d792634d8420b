//! The plan: split, blocks, best teams for each, what couples them, what stays empty and why.

use crate::cache::Cache;
use crate::cell::{Cell, Most, Solved};
use crate::content;
use crate::fair;
use crate::kept::Kept;
use crate::notyet::{NotYet, not_yet};
use crate::outcome::{
    Clash, ClusterPlan, LeftOut, Outcome, PinAstray, TeamPlan, Unplanned, Vacant, WhyLeftOut, WhyVacant,
};
use crate::pairing::{kept_in_place, pairing};
use crate::parallel::pieces;
use crate::seating;
use crate::{leftout, notices, waiting};
use fordel_apportion::Problem;
use fordel_model::keep::{Keep, KeepOrder};
use fordel_model::plan::{Case, Objective, ObjectiveName, PlanStatus};
use fordel_model::programme::{ObjectiveKind, Unfilled};
use fordel_model::{ClusterId, IdVec, NomineeId, Programme, Split, fold};
use fordel_solver::{Block, Candidacy, Effort, Quota, Work, quotas, scale_for};
use rayon::prelude::*;
use std::sync::Arc;

/// Teams listed at most in one cluster for the sum of scores; where there are more, they are generated.
const MAX_LISTED: usize = 60_000;

/// Teams listed at most where generating them is not enough.
const MAX_COLUMNS: usize = 20_000_000;

/// How planning may go about it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Work allowed for one program.
    pub work: Work,
    /// An earlier plan to stay close to.
    pub keep: Option<Keep>,
    /// Whether everybody without a seat is told what giving them one would cost.
    pub prices: Prices,
}

/// Whether the prices of those without a seat are worked out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Prices {
    /// Exactly, each by a search of its own.
    #[default]
    Exact,
    /// Not at all: they are told as "at least 0". For many plans of which only the teams are read.
    Unknown,
}

/// Everything known about a programme before its teams are chosen.
pub(crate) struct Ground<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) candidacy: Candidacy,
    pub(crate) problem: Problem,
    pub(crate) quotas: Vec<Quota>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) kept: Option<Kept>,
    pub(crate) prices: Prices,
}

/// What came of one cluster.
#[derive(Clone, Debug)]
pub(crate) enum Seated {
    /// A plan.
    Plan(Box<Solved>),
    /// No legal plan.
    Clash(Vec<Clash>),
    /// Nothing found in the work allowed.
    Unknown,
}

impl Seated {
    pub(crate) fn solved(&self) -> Option<&Solved> {
        match self {
            Self::Plan(solved) => Some(solved),
            Self::Clash(_) | Self::Unknown => None,
        }
    }
}

/// Plans a programme.
///
/// # Errors
/// [`Unplanned`]: the programme uses what cannot be planned yet, or the seats cannot be split.
pub fn plan(programme: &Programme, options: &Options) -> Result<Outcome, Unplanned> {
    plan_with(programme, options, None)
}

/// The same plan, with what has been solved before: blocks that are what they were are not solved again.
///
/// # Errors
/// As for [`plan`].
pub fn plan_with(
    programme: &Programme,
    options: &Options,
    cache: Option<&Cache>,
) -> Result<Outcome, Unplanned> {
    let missing = not_yet(programme);
    if !missing.is_empty() {
        return Err(Unplanned::NotYet(missing));
    }
    let astray = pins_astray(programme, options.keep.as_ref());
    if !astray.is_empty() {
        return Err(Unplanned::Pins(astray));
    }
    let problem = fair::problem(programme);
    let split = fordel_apportion::split(&problem)?;
    let Some(fair) = fair::seats_of(&split) else {
        return Ok(Outcome { keep: options.keep.clone(), ..tied(programme, split) });
    };
    let candidacy = Candidacy::of(programme);
    let quotas = quotas(programme, &candidacy);
    let kept = options.keep.as_ref().map(|keep| Kept::of(programme, &candidacy, keep));
    let cells = cells(programme, &candidacy, &quotas, kept.as_ref(), &fair, options.work, cache)?;
    let ground = Ground { programme, candidacy, problem, quotas, cells, kept, prices: options.prices };
    let mut effort = Effort::default();
    let seating = seating::seat(&ground, &fair, &mut effort)?;
    Ok(Outcome { keep: options.keep.clone(), ..assemble(&ground, split, seating, effort) })
}

/// A plan over an open tie: nothing but the tie.
fn tied(programme: &Programme, split: Split) -> Outcome {
    let tie = split.tie.clone().expect("a split without seats for everybody has a tie");
    let candidacy = Candidacy::of(programme);
    let n = programme.clusters.len();
    let nothing = ClusterPlan { status: PlanStatus::Infeasible, teams: Vec::new(), score: 0, bound: 0 };
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
        objectives: Vec::new(),
        bound: 0,
        keep: None,
        continues: Vec::new(),
        left_out,
        reserves: IdVec::filled(Vec::new(), n),
        vacant: Vec::new(),
        clashes: vec![Clash::Tie { units: tie.units, seats: tie.seats }],
        notices: Vec::new(),
        cases: Vec::new(),
        scale: 1,
        columns: 0,
        effort: Effort::default(),
    }
}

/// One cell a cluster, blocks listed in parallel.
fn cells(
    programme: &Programme,
    candidacy: &Candidacy,
    quotas: &[Quota],
    kept: Option<&Kept>,
    fair: &IdVec<ClusterId, u64>,
    work: Work,
    cache: Option<&Cache>,
) -> Result<Vec<Cell>, Unplanned> {
    let cell = |cluster: ClusterId| {
        let own: Vec<Quota> = quotas
            .iter()
            .filter(|quota| seating::only_cluster(programme, quota) == Some(cluster))
            .cloned()
            .collect();
        let limit = match programme.objective {
            ObjectiveKind::Total if kept.is_none() => MAX_LISTED,
            ObjectiveKind::Total | ObjectiveKind::WorstTeamFirst => MAX_COLUMNS,
        };
        let list = || Block::of_cluster(programme, candidacy, &own, cluster, limit);
        // What a kept plan asks of a block is no part of its content.
        let memo = cache
            .filter(|_| kept.is_none())
            .map(|cache| (cache.clone(), content::of_block(programme, candidacy, &own, cluster, limit)));
        let block = match &memo {
            Some((cache, digest)) => cache.block(*digest, list),
            None => list().map(Arc::new),
        };
        match block {
            Ok(block) if kept.is_some() && block.columns.teams().is_some() => {
                Err(NotYet::KeepInLargePool(programme.clusters[cluster].id.clone()))
            }
            Ok(block) => {
                let block = match kept {
                    Some(kept) => {
                        Arc::new(Arc::unwrap_or_clone(block).keeping(&kept.places, &kept.teams, &kept.pins))
                    }
                    None => block,
                };
                let keep = kept.map(|kept| kept.order);
                Ok(Cell { block, memo, fair: fair[cluster], work, keep, joint: (1, 0) })
            }
            Err(_) => Err(NotYet::TooManyTeams(programme.clusters[cluster].id.clone())),
        }
    };
    let ids: Vec<ClusterId> = programme.clusters.ids().collect();
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
    let joint = joint_factors(&cells, kept);
    let largest = (largest.saturating_mul(joint.0)).saturating_add(joint.1.saturating_mul(4));
    for cell in &mut cells {
        cell.joint = joint;
        cell.work.scale = scale_for(largest);
        cell.work.pieces = pieces;
        cell.work.seed = programme.seed;
    }
    Ok(cells)
}

/// How many times a point and a person kept count in one sum, so that the first level always decides.
fn joint_factors(cells: &[Cell], kept: Option<&Kept>) -> (i64, i64) {
    let people: i64 = cells.iter().map(|cell| i64::try_from(cell.block.people.len()).unwrap_or(0)).sum();
    let largest = cells.iter().map(|cell| cell.block.columns.largest_score()).max().unwrap_or(0);
    match kept.map(|kept| kept.order) {
        None => (1, 0),
        // No plan has more teams than half its people.
        Some(KeepOrder::First) => (1, largest.saturating_mul(people) + 1),
        Some(KeepOrder::Last) => (2 * people + 1, 1),
    }
}

/// Pins to teams of an earlier plan that cannot be read.
fn pins_astray(programme: &Programme, keep: Option<&Keep>) -> Vec<PinAstray> {
    let mut astray = Vec::new();
    for pin in &programme.pins {
        let Some(team) = &pin.team else { continue };
        let nominee = programme.nominees[pin.nominee].id.clone();
        let Some(keep) = keep else {
            astray.push(PinAstray::NoPlan { nominee, team: team.clone() });
            continue;
        };
        let known = keep.old.teams.iter().find(|old| fold(&old.id) == fold(team));
        let own = pin.initiative.map(|k| programme.initiatives[k].id.clone());
        match known {
            None => astray.push(PinAstray::UnknownTeam { nominee, team: team.clone() }),
            Some(old) => {
                let initiative = own.filter(|own| fold(own) != fold(&old.initiative));
                let differs = |initiative| PinAstray::OtherInitiative {
                    nominee,
                    team: team.clone(),
                    initiative,
                    expected: old.initiative.clone(),
                };
                astray.extend(initiative.map(differs));
            }
        }
    }
    astray
}

/// Puts the cells' answers together: teams, reasons, vacancies, statuses, objectives.
fn assemble(ground: &Ground<'_>, split: Split, seating: seating::Seating, mut effort: Effort) -> Outcome {
    let Ground { programme, candidacy, cells, .. } = ground;
    let seating::Seating {
        fair,
        mut seated,
        seats_cases,
        joint_cases,
        joint_bound,
        equally_close,
        quota_bound,
        moves_bound,
    } = seating;
    let mut clashes: Vec<Clash> = Vec::new();
    let filled = |seated: &[Seated]| -> Vec<u64> {
        cells
            .iter()
            .zip(seated)
            .map(|(cell, s)| s.solved().map_or(0, |s| people(cell, s).len() as u64))
            .collect()
    };
    if programme.unfilled == Unfilled::Refuse {
        let now = filled(&seated);
        for ((cell, filled), answer) in cells.iter().zip(now).zip(&mut seated) {
            let cluster = cell.cluster();
            if filled < fair[cluster] && answer.solved().is_some() {
                let why = why_vacant(ground, cell, &quota_bound, &moves_bound);
                *answer = Seated::Clash(vec![Clash::Unfilled { cluster, seats: fair[cluster], filled, why }]);
            }
        }
    }
    let seated_people: Vec<Vec<NomineeId>> = cells
        .iter()
        .zip(&seated)
        .map(|(cell, answer)| answer.solved().map_or_else(Vec::new, |solved| people(cell, solved)))
        .collect();
    let counted: Vec<(&Quota, u64)> = ground
        .quotas
        .iter()
        .map(|quota| {
            let is_in = |n: &&NomineeId| seated_people.iter().any(|people| people.binary_search(n).is_ok());
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
                    leftout::of_cluster(ground, cell, solved, &seated_people[at], &counted, &mut effort)
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
    let mut is_seated = IdVec::filled(false, programme.nominees.len());
    seated_people.iter().flatten().for_each(|&n| is_seated[n] = true);
    let left_out: Vec<LeftOut> = programme
        .nominees
        .enumerate()
        .filter(|(nominee, _)| !is_seated[*nominee])
        .map(|(nominee, row)| {
            let cell = &cells[fordel_model::id::Id::index(row.cluster)];
            let placeable = cell.block.people.binary_search(&nominee).is_ok_and(|p| cell.block.placeable[p]);
            let why = match why[nominee].take() {
                Some(why) => why,
                None if placeable => WhyLeftOut::ClusterClash(row.cluster),
                None => leftout::why_unplaceable(candidacy, nominee),
            };
            LeftOut { nominee, why }
        })
        .collect();

    let clusters: IdVec<ClusterId, ClusterPlan> = cells
        .iter()
        .zip(&seated)
        .map(|(cell, answer)| cluster_plan(cell, answer, joint_bound.contains_key(&cell.cluster())))
        .collect();
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
        let of_it = |cell: &&Cell| programme.clusters[cell.cluster()].id == case.block;
        let at = cells.iter().position(|cell| of_it(&cell));
        at.is_none_or(|at| seated[at].solved().is_some())
    };
    let cases: Vec<Case> = seated
        .iter()
        .zip(cells)
        .zip(&seats_cases)
        .flat_map(|((answer, cell), seats_case)| {
            let joint = joint_bound.contains_key(&cell.cluster());
            let own = answer.solved().filter(|_| !joint).map(|solved| solved.case.clone());
            let seats_case = answer.solved().and(seats_case.clone());
            let kept = answer.solved().and_then(|solved| solved.kept.as_ref()?.case.clone());
            seats_case.into_iter().chain(kept.filter(|_| !joint)).chain(own)
        })
        .chain(joint_cases.into_iter().filter(has_plan))
        .collect();
    let scale = cells.first().map_or(1, |cell| cell.work.scale);
    let score: i64 = clusters.iter().map(|cluster| cluster.score).sum();
    let bound: i64 = clusters
        .enumerate()
        .filter(|(id, _)| !joint_bound.contains_key(id))
        .map(|(_, cluster)| cluster.bound)
        .sum::<i64>()
        + distinct_sum(joint_bound.values());
    let reserves = waiting::lists(ground, &is_seated);
    let continues = match &ground.kept {
        Some(kept) => {
            let teams: Vec<&TeamPlan> = clusters.iter().flat_map(|cluster| &cluster.teams).collect();
            pairing(kept, &teams)
        }
        None => Vec::new(),
    };
    let moved = moved(ground, &seated, &clusters, &continues);
    let open = score < bound || moved.is_some_and(|(value, bound)| value > bound);
    let status = status(&clusters, open);
    let objectives = objectives(ground, &fair, &clusters, moved, (score, bound));
    Outcome {
        status,
        split,
        fair,
        clusters,
        objectives,
        bound,
        keep: None,
        continues,
        left_out,
        reserves,
        vacant,
        clashes,
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

/// Everybody in the chosen teams, ascending.
pub(crate) fn people(cell: &Cell, solved: &Solved) -> Vec<NomineeId> {
    let mut people: Vec<NomineeId> = solved
        .columns
        .iter()
        .flat_map(|&column| cell.block.columns.members(column))
        .map(|p| cell.block.people[p])
        .collect();
    people.sort_unstable();
    people
}

fn cluster_plan(cell: &Cell, answer: &Seated, joint: bool) -> ClusterPlan {
    let Some(solved) = answer.solved() else {
        let status = match answer {
            Seated::Unknown => PlanStatus::Feasible,
            _ => PlanStatus::Infeasible,
        };
        return ClusterPlan { status, teams: Vec::new(), score: 0, bound: 0 };
    };
    let columns = &cell.block.columns;
    let mut teams: Vec<TeamPlan> = solved
        .columns
        .iter()
        .map(|&column| TeamPlan {
            initiative: cell.block.initiatives[columns.initiative(column)],
            members: columns.members(column).map(|p| cell.block.people[p]).collect(),
        })
        .collect();
    teams.sort();
    let score: i64 = solved.columns.iter().map(|&column| columns.score(column)).sum();
    // A coupled cluster's own best may lie above what the couplings leave it.
    let bound = if joint { score } else { solved.bound };
    let status = if solved.value == solved.bound { PlanStatus::Optimal } else { PlanStatus::Feasible };
    ClusterPlan { status, teams, score, bound }
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
    fair: &IdVec<ClusterId, u64>,
    clusters: &IdVec<ClusterId, ClusterPlan>,
    moved: Option<(i64, i64)>,
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
    let mut levels = vec![level(ObjectiveName::SeatsFilled, number(filled), number(filled))];
    if !ground.programme.reserved.is_empty() {
        levels.push(level(ObjectiveName::PoolSeatsFilled, 0, 0));
    }
    levels.push(level(ObjectiveName::SplitDistance, number(distance), number(distance)));
    levels.push(level(ObjectiveName::Score, score, bound));
    if let (Some((value, bound)), Some(kept)) = (moved, &ground.kept) {
        let at = match kept.order {
            KeepOrder::First => levels.len() - 1,
            KeepOrder::Last => levels.len(),
        };
        levels.insert(at, level(ObjectiveName::PeopleMoved, value, bound));
    }
    levels
}

/// Why a cluster's seats cannot all be filled.
fn why_vacant(
    ground: &Ground<'_>,
    cell: &Cell,
    quota_bound: &[ClusterId],
    moves_bound: &[ClusterId],
) -> WhyVacant {
    let places = cell.places(ground.programme);
    let people = cell.block.n_placeable();
    match cell.block.smallest_team() {
        None => WhyVacant::NoInitiative,
        Some(team) if cell.fair < team => WhyVacant::SmallerThanATeam { seats: cell.fair, team },
        Some(_) if places < cell.fair && places <= people => WhyVacant::TeamsFull { places },
        Some(_) if people < cell.fair => WhyVacant::TooFewPeople { people },
        Some(_) if quota_bound.contains(&cell.cluster()) => WhyVacant::WiderQuota,
        Some(_) if moves_bound.contains(&cell.cluster()) => WhyVacant::MaxMoves,
        Some(_) => WhyVacant::Rules,
    }
}

/// Seats left empty, why, and who could fill them.
fn vacancies(
    ground: &Ground<'_>,
    clusters: &IdVec<ClusterId, ClusterPlan>,
    quota_bound: &[ClusterId],
    moves_bound: &[ClusterId],
    effort: &mut Effort,
) -> Vec<Vacant> {
    // Seats handed on are not empty: no more are listed than nobody uses.
    let used: u64 = clusters.iter().map(ClusterPlan::filled).sum();
    let mut left = ground.problem.seats.saturating_sub(used);
    let mut short: Vec<(ClusterId, u64)> = Vec::new();
    for cell in &ground.cells {
        let seats = cell.fair.saturating_sub(clusters[cell.cluster()].filled()).min(left);
        if seats > 0 {
            left -= seats;
            short.push((cell.cluster(), seats));
        }
    }
    if short.is_empty() {
        return Vec::new();
    }
    let empty: u64 = short.iter().map(|(_, seats)| seats).sum();
    let could = could_fill_more(ground, clusters, empty, effort);
    short
        .into_iter()
        .map(|(cluster, seats)| {
            let cell = &ground.cells[fordel_model::id::Id::index(cluster)];
            let why = if clusters[cluster].status == PlanStatus::Infeasible {
                WhyVacant::Clash
            } else {
                why_vacant(ground, cell, quota_bound, moves_bound)
            };
            let could_go_to = could.iter().copied().filter(|&other| other != cluster).collect();
            Vacant { cluster, seats, why, could_go_to }
        })
        .collect()
}

/// Clusters that could fill more than they do, in the method's order of next claims.
fn could_fill_more(
    ground: &Ground<'_>,
    clusters: &IdVec<ClusterId, ClusterPlan>,
    empty: u64,
    effort: &mut Effort,
) -> Vec<ClusterId> {
    let able: Vec<(bool, Effort)> = ground
        .cells
        .par_iter()
        .map(|cell| {
            let mut effort = Effort::default();
            let own = &clusters[cell.cluster()];
            let unit = &ground.problem.units[fordel_model::id::Id::index(cell.cluster())];
            let cap = own.filled().saturating_add(empty).min(unit.bounds().1);
            let able = own.status != PlanStatus::Infeasible
                && cell.reach(ground.programme, cap) > own.filled()
                && match cell.most(ground.programme, cap, &mut effort) {
                    Most::People(people, _) | Most::AtLeast(people) => people > own.filled(),
                    Most::Clash => false,
                };
            (able, effort)
        })
        .collect();
    able.iter().for_each(|(_, own)| effort.add(own));
    let mut order: Vec<ClusterId> = Vec::new();
    for (cluster, nth) in fair::claims(&ground.problem) {
        let is_next = nth > clusters[cluster].filled();
        if is_next && able[fordel_model::id::Id::index(cluster)].0 && !order.contains(&cluster) {
            order.push(cluster);
        }
    }
    let later = ground.cells.iter().map(Cell::cluster);
    let missing: Vec<ClusterId> =
        later.filter(|id| able[fordel_model::id::Id::index(*id)].0 && !order.contains(id)).collect();
    order.extend(missing);
    order
}
