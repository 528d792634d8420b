//! The plan: split, blocks, best teams for each, what couples them, what stays empty and why.

use crate::cache::Cache;
use crate::cell::{Cell, Solved};
use crate::content;
use crate::fair;
use crate::kept::Kept;
use crate::notyet::NotYet;
use crate::outcome::{
    Clash, ClusterPlan, LeftOut, Outcome, PinAstray, TeamPlan, Unplanned, Vacant, WhyLeftOut, WhyVacant,
};
use crate::pairing::{kept_in_place, pairing};
use crate::parallel::pieces;
use crate::patterns::Part;
use crate::seating::{self, cells_of_clusters};
use crate::{leftout, notices, resolve, waiting, worst};
use fordel_apportion::Problem;
use fordel_model::keep::{Keep, KeepOrder};
use fordel_model::plan::{Case, Objective, ObjectiveName, PlanStatus};
use fordel_model::programme::ObjectiveKind;
use fordel_model::{ClusterId, IdVec, Initiative, InitiativeId, NomineeId, Programme, Split, fold};
use fordel_solver::column::TooMany;
use fordel_solver::{Block, Candidacy, Effort, Quota, Work, pools, quotas, scale_for};
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
    /// Quotas on people.
    pub(crate) quotas: Vec<Quota>,
    /// Pools of reserved seats that somebody may use, as quotas.
    pub(crate) pools: Vec<Quota>,
    /// One a block.
    pub(crate) cells: Vec<Cell>,
    /// The cells with all their teams, where `cells` hold the better ones only.
    pub(crate) whole: Vec<Cell>,
    pub(crate) kept: Option<Kept>,
    pub(crate) prices: Prices,
    /// By cluster: its cell.
    pub(crate) cell_of: IdVec<ClusterId, usize>,
}

impl Ground<'_> {
    /// The cell whose block holds this cluster.
    pub(crate) fn cell(&self, cluster: ClusterId) -> &Cell {
        &self.cells[self.cell_of[cluster]]
    }

    /// A cluster's seats by the method's own split.
    pub(crate) fn fair(&self, cluster: ClusterId) -> u64 {
        let cell = self.cell(cluster);
        cell.position(cluster).map_or(0, |at| cell.fair[at])
    }

    /// Whether some team can hold this person.
    pub(crate) fn is_placeable(&self, nominee: NomineeId) -> bool {
        let block = &self.cell(self.programme.nominees[nominee].cluster).block;
        block.people.binary_search(&nominee).is_ok_and(|p| block.placeable[p])
    }
}

impl Outcome {
    /// Whether the work ran out before some block had any plan.
    pub fn is_unfinished(&self) -> bool {
        self.left_out.iter().any(|one| matches!(one.why, WhyLeftOut::NotSearched(_)))
    }
}

/// What came of one block.
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
    let pools = pools(programme, &candidacy);
    let limits_moves = options.keep.as_ref().is_some_and(|keep| keep.max_moves.is_some());
    let used = programme.nominees.ids().filter(|&id| candidacy.is_candidate(id));
    if let Some(pool) = used.filter_map(|id| candidacy.pool[id]).min().filter(|_| limits_moves) {
        let name = programme.reserved[pool].name.clone();
        return Err(Unplanned::NotYet(vec![NotYet::MaxMovesWithPools(name)]));
    }
    let cell_of = cells_of_clusters(programme);
    let kept = options.keep.as_ref().map(|keep| Kept::of(programme, &candidacy, keep));
    let tables = (&quotas[..], &pools[..]);
    let cells = cells(programme, &candidacy, tables, &cell_of, kept.as_ref(), &fair, (options.work, cache))?;
    let (whole, prices) = (Vec::new(), options.prices);
    let mut ground =
        Ground { programme, candidacy, problem, quotas, pools, cells, whole, cell_of, kept, prices };
    let mut effort = Effort::default();
    let seating = seating::seat(&ground, &fair, &mut effort)?;
    let (seating, worst) = worst::raise(&mut ground, seating, &mut effort);
    let mut outcome =
        Outcome { keep: options.keep.clone(), ..assemble(&ground, split, seating, worst, effort) };
    if options.prices == Prices::Exact && !outcome.clashes.is_empty() {
        resolve::resolve(programme, options, &mut outcome);
    }
    Ok(outcome)
}

/// A plan over an open tie: nothing but the tie.
fn tied(programme: &Programme, split: Split) -> Outcome {
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

/// One cell a block, their teams listed in parallel.
fn cells(
    programme: &Programme,
    candidacy: &Candidacy,
    (quotas, pools): (&[Quota], &[Quota]),
    cell_of: &IdVec<ClusterId, usize>,
    kept: Option<&Kept>,
    fair: &IdVec<ClusterId, u64>,
    (work, cache): (Work, Option<&Cache>),
) -> Result<Vec<Cell>, Unplanned> {
    let n_cells = cell_of.iter().max().map_or(0, |last| last + 1);
    let home_of_quota: Vec<Option<usize>> =
        quotas.iter().map(|quota| seating::only_cell(programme, cell_of, quota)).collect();
    let waived: Vec<InitiativeId> = programme
        .initiatives
        .enumerate()
        .filter(|(k, row)| row.teams_min > 0 && waives_teams_min(programme, fair, *k))
        .map(|(k, _)| k)
        .collect();
    let cell = |at: usize| {
        let clusters: Vec<ClusterId> =
            programme.clusters.ids().filter(|&cluster| cell_of[cluster] == at).collect();
        let is_here = |nominee: &NomineeId| cell_of[programme.nominees[*nominee].cluster] == at;
        // A pool's limit holds for part of its people too.
        let here = |pool: &Quota| {
            let people: Vec<NomineeId> = pool.people.iter().copied().filter(is_here).collect();
            (!people.is_empty()).then(|| Quota { people, ..pool.clone() })
        };
        let own_pools: Vec<Quota> = pools.iter().filter_map(here).collect();
        let own: Vec<Quota> = quotas
            .iter()
            .zip(&home_of_quota)
            .filter(|(_, home)| **home == Some(at))
            .map(|(quota, _)| quota)
            .chain(&own_pools)
            .cloned()
            .collect();
        let limit = match programme.objective {
            ObjectiveKind::Total if kept.is_none() => MAX_LISTED,
            ObjectiveKind::Total | ObjectiveKind::WorstTeamFirst => MAX_COLUMNS,
        };
        let list = || -> Result<Block, TooMany> {
            let mut block = Block::of_clusters(programme, candidacy, &own, &clusters, limit)?;
            for (k, initiative) in block.initiatives.clone().iter().enumerate() {
                if waived.contains(initiative) {
                    block.waive_teams_min(k);
                }
            }
            Ok(block)
        };
        let memo = cache.map(|cache| {
            (cache.clone(), content::of_block(programme, candidacy, &own, &clusters, &waived, limit))
        });
        let block = match &memo {
            Some((cache, digest)) => cache.block(*digest, list),
            None => list().map(Arc::new),
        };
        // What a kept plan asks of a block is no part of its content, but of its answers.
        let memo = memo.map(|(cache, digest)| match kept {
            Some(kept) => (cache, content::keeping(programme, digest, kept, &clusters)),
            None => (cache, digest),
        });
        let names = || {
            let name = |&cluster: &ClusterId| programme.clusters[cluster].id.clone();
            clusters.iter().map(name).collect::<Vec<_>>().join(", ")
        };
        let Ok(mut block) = block else { return Err(NotYet::TooManyTeams(names())) };
        if programme.objective == ObjectiveKind::WorstTeamFirst && block.columns.teams().is_some() {
            return Err(NotYet::TooManyTeams(names()));
        }
        if kept.is_some() && block.columns.teams().is_some() {
            return Err(NotYet::KeepInLargePool(names()));
        }
        if let Some(kept) = kept {
            block = Arc::new(Arc::unwrap_or_clone(block).keeping(&kept.places, &kept.teams, &kept.pins));
        }
        let part = |pool: &Quota| Part { name: pool.name.clone(), people: block.positions(&pool.people) };
        Ok(Cell {
            fair: clusters.iter().map(|&cluster| fair[cluster]).collect(),
            pools: own_pools.iter().map(part).filter(|part| !part.people.is_empty()).collect(),
            pool_seats: own_pools
                .iter()
                .filter(|pool| !block.positions(&pool.people).is_empty())
                .map(|pool| pool.max.unwrap_or(u64::MAX))
                .collect(),
            keep: kept.map(|kept| kept.order),
            joint: (1, 0),
            block,
            memo,
            work,
        })
    };
    let ids: Vec<usize> = (0..n_cells).collect();
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

/// Whether an initiative need not have its `teams_min`: its clusters together have fewer fair seats than
/// the smallest team of any of their initiatives has people.
pub(crate) fn waives_teams_min(
    programme: &Programme,
    fair: &IdVec<ClusterId, u64>,
    initiative: InitiativeId,
) -> bool {
    let clusters = &programme.initiatives[initiative].clusters;
    let seats: u64 = clusters.iter().map(|&cluster| fair[cluster]).sum();
    let touches = |other: &&Initiative| other.clusters.iter().any(|cluster| clusters.contains(cluster));
    let sizes = programme.initiatives.iter().filter(touches).map(|other| u64::from(other.size.min()));
    sizes.min().is_some_and(|size| seats < size)
}

/// Puts the cells' answers together: teams, reasons, vacancies, statuses, objectives.
fn assemble(
    ground: &Ground<'_>,
    split: Split,
    seating: seating::Seating,
    worst: Option<worst::Level>,
    mut effort: Effort,
) -> Outcome {
    let Ground { programme, candidacy, cells, .. } = ground;
    let seating::Seating {
        fair,
        seated,
        seats_cases,
        joint_cases,
        joint_bound,
        equally_close,
        quota_bound,
        moves_bound,
        open: seats_open,
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
        || score < bound
        || moved.is_some_and(|(value, bound)| value > bound)
        || worst.is_some_and(|(value, bound)| value < bound);
    let status = status(&clusters, open);
    let pooled = pool_filled.iter().sum();
    let objectives =
        objectives(ground, (&fair, seats_open), &clusters, pooled, (moved, worst), (score, bound));
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
        .zip(seating::seats_of(cell, solved))
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
    (fair, seats_open): (&IdVec<ClusterId, u64>, bool),
    clusters: &IdVec<ClusterId, ClusterPlan>,
    in_pools: u64,
    (moved, worst): (Option<(i64, i64)>, Option<worst::Level>),
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
        false => (filled, in_pools, distance),
    };
    let mut levels = vec![level(ObjectiveName::SeatsFilled, number(filled), number(most))];
    if !ground.programme.reserved.is_empty() {
        levels.push(level(ObjectiveName::PoolSeatsFilled, number(in_pools), number(most_pooled)));
    }
    levels.push(level(ObjectiveName::SplitDistance, number(distance), number(least_apart)));
    let before = levels.len();
    levels.extend(worst.map(|(value, bound)| level(ObjectiveName::WorstTeam, value, bound)));
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

/// Why a cluster's seats cannot all be filled.
pub(crate) fn why_vacant(
    ground: &Ground<'_>,
    cluster: ClusterId,
    (by_quota, by_moves): (bool, bool),
) -> WhyVacant {
    let cell = ground.cell(cluster);
    let at = cell.position(cluster).expect("a cluster is in its own cell");
    let (fair, people) = (cell.fair[at], cell.block.n_placeable(at));
    let own = ground.programme.initiatives.iter().filter(|one| one.clusters.contains(&cluster));
    let is_alone = cell.pools.is_empty() && own.clone().all(|one| one.clusters.len() == 1);
    let places = own.clone().map(|one| u64::from(one.teams_max) * u64::from(one.size.max())).sum();
    match own.map(|one| u64::from(one.size.min())).min() {
        None => WhyVacant::NoInitiative,
        Some(team) if fair < team && is_alone => WhyVacant::SmallerThanATeam { seats: fair, team },
        Some(_) if places < fair && places <= people => WhyVacant::TeamsFull { places },
        Some(_) if people < fair => WhyVacant::TooFewPeople { people },
        Some(_) if by_quota => WhyVacant::WiderQuota,
        Some(_) if by_moves => WhyVacant::MaxMoves,
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
    for (cluster, own) in clusters.enumerate() {
        let seats = ground.fair(cluster).saturating_sub(own.filled()).min(left);
        if seats > 0 {
            left -= seats;
            short.push((cluster, seats));
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
            let why = if clusters[cluster].status == PlanStatus::Infeasible {
                WhyVacant::Clash
            } else {
                let bound = (quota_bound.contains(&cluster), moves_bound.contains(&cluster));
                why_vacant(ground, cluster, bound)
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
    let ids: Vec<ClusterId> = clusters.ids().collect();
    let cells = if ground.whole.is_empty() { &ground.cells } else { &ground.whole };
    let able: Vec<(bool, Effort)> = ids
        .par_iter()
        .map(|&cluster| {
            let mut effort = Effort::default();
            let (own, cell) = (&clusters[cluster], &cells[ground.cell_of[cluster]]);
            let at = cell.position(cluster).expect("a cluster is in its own cell");
            let unit = &ground.problem.units[fordel_model::id::Id::index(cluster)];
            let cap = own.filled().saturating_add(empty).min(unit.bounds().1);
            // The others of its block keep what they have.
            let seats = |&id: &ClusterId| match id == cluster {
                true => (0, cap),
                false => (clusters[id].filled(), clusters[id].filled()),
            };
            let caps: Vec<u64> = cell.clusters().iter().map(|id| seats(id).1).collect();
            let able = own.status != PlanStatus::Infeasible
                && cell.reach(ground.programme, &caps)[at] > own.filled()
                && cell
                    .most_of(
                        ground.programme,
                        at,
                        cell.clusters().iter().map(seats).collect(),
                        u64::MAX,
                        &mut effort,
                    )
                    .known()
                    .is_some_and(|people| people > own.filled());
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
    let later = clusters.ids();
    let missing: Vec<ClusterId> =
        later.filter(|id| able[fordel_model::id::Id::index(*id)].0 && !order.contains(id)).collect();
    order.extend(missing);
    order
}
