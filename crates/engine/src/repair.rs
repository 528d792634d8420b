//! Repair after a change: the best plan for at most 0, 1, 2, ... people moved from an earlier plan, each
//! proven; and who could step in for those who dropped out, with what it takes.

use crate::cache::Cache;
use crate::document::document;
use crate::options::{Options, Prices};
use crate::outcome::Unplanned;
use crate::parallel::review_keeping;
use crate::plan::plan_with;
use crate::words::Words;
use fordel_model::plan::{ObjectiveName, PlanStatus};
use fordel_model::{Keep, KeepOrder, NomineeId, OldPlan, Pin, PinSide, Plan, Programme, Status, fold};
use fordel_solver::{Candidacy, Standing};
use fordel_verify::Review;
use rayon::prelude::*;

/// Substitutes tried for one cluster at most.
const MOST_TRIED: usize = 40;

/// What a change can be repaired to.
#[derive(Clone, Debug)]
pub struct Repair {
    /// For each largest number of moves, from 0: the best plan.
    pub points: Vec<Point>,
    /// The best plan of all, however many move (and of those one that moves the fewest).
    pub free: Point,
    /// Who could step in, best placed first.
    pub substitutes: Vec<Substitute>,
}

/// The best plan within a number of moves.
#[derive(Clone, Debug)]
pub struct Point {
    /// At most so many may move; `None`: any number.
    pub most: Option<u64>,
    /// The plan; of no or of some clusters where not all have one within the moves.
    pub plan: Plan,
    /// What the judge says of it.
    pub review: Review,
}

impl Point {
    /// People who move.
    pub fn moved(&self) -> i64 {
        self.level(ObjectiveName::PeopleMoved)
    }

    /// What a level reaches; 0 where the plan has none.
    pub fn level(&self, name: ObjectiveName) -> i64 {
        self.plan.objectives.iter().find(|level| level.name == name).map_or(0, |level| level.value)
    }

    /// Whether there is a plan of every cluster.
    pub fn is_whole(&self) -> bool {
        matches!(self.plan.status, PlanStatus::Optimal | PlanStatus::Feasible)
    }

    /// Whether every cluster that has a plan when anybody may move (`free`) has one within these moves.
    pub fn is_possible(&self, free: &Self) -> bool {
        let lost = |id: &str| {
            let own = self.plan.clusters.iter().find(|one| one.cluster == id);
            own.is_none_or(|one| one.status == PlanStatus::Infeasible)
        };
        let planned = free.plan.clusters.iter().filter(|one| one.status != PlanStatus::Infeasible);
        !planned.into_iter().any(|one| lost(&one.cluster)) && (self.is_whole() || !self.plan.teams.is_empty())
    }

    /// What is better: seats filled, pool seats filled, the split, the score; larger is better.
    pub fn rank(&self) -> (bool, i64, i64, i64, i64, i64) {
        (
            self.is_whole(),
            self.level(ObjectiveName::SeatsFilled),
            self.level(ObjectiveName::PoolSeatsFilled),
            -self.level(ObjectiveName::SplitDistance),
            self.level(ObjectiveName::WorstTeam),
            self.plan.score,
        )
    }
}

/// Somebody who could step in for somebody who dropped out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Substitute {
    /// The cluster's id.
    pub cluster: String,
    /// Their id.
    pub nominee: String,
    /// Whether their own organisation is one that lost somebody.
    pub same_organisation: bool,
    /// Their number in the organisation's own order.
    pub priority: Option<u32>,
    /// Whether they were put forward as a reserve.
    pub is_reserve: bool,
    /// What it takes; `None` where no plan of the cluster holds them.
    pub taken: Option<Taken>,
}

/// What it takes that somebody steps in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// People who move in the plan that moves the fewest, themselves included.
    pub moved: i64,
    /// Seats filled.
    pub filled: i64,
    /// Score of that plan.
    pub score: i64,
    /// The score of the best plan that moves as many less theirs, where it fills as many seats.
    pub price: Option<i64>,
}

/// Works out the curve from 0 to `most` moves, the best plan of all, and the substitutes.
///
/// # Errors
/// As for [`plan`](crate::plan()).
pub fn repair(
    programme: &Programme,
    old: &OldPlan,
    most: u64,
    options: &Options,
    words: &(dyn Words + Sync),
) -> Result<Repair, Unplanned> {
    // Blocks that the change does not touch answer every question alike.
    let cache = Cache::default();
    let point = |most: Option<u64>| {
        let keep = Keep { old: old.clone(), order: KeepOrder::Last, max_moves: most };
        let options = Options { prices: Prices::Unknown, keep: Some(keep), ..options.clone() };
        let outcome = plan_with(programme, &options, Some(&cache))?;
        let plan = document(programme, "", &outcome, words);
        let review = review_keeping(programme, "", &plan, Some(old));
        Ok(Point { most, plan, review })
    };
    let limits: Vec<Option<u64>> = (0..=most).map(Some).chain([None]).collect();
    let mut points: Vec<Point> = limits.into_par_iter().map(point).collect::<Result<_, Unplanned>>()?;
    let free = points.pop().expect("the last is without a limit");
    let substitutes = substitutes(programme, old, (&points, &free), (options, &cache))?;
    Ok(Repair { points, free, substitutes })
}

/// People who sat in a team and can sit in none now.
fn dropped_out(programme: &Programme, old: &OldPlan) -> Vec<NomineeId> {
    let candidacy = Candidacy::of(programme);
    let sat: Vec<String> = old.teams.iter().flat_map(|team| &team.members).map(|id| fold(id)).collect();
    programme
        .nominees
        .enumerate()
        .filter(|(n, row)| sat.contains(&fold(&row.id)) && candidacy.standing[*n] != Standing::Candidate)
        .map(|(n, _)| n)
        .collect()
}

/// Who could step in: the waiting lists of the clusters that lost somebody. People of an organisation that lost
/// somebody come first, by its own order, people put forward as reserves after those nominated; then the
/// others alike.
fn substitutes(
    programme: &Programme,
    old: &OldPlan,
    (points, free): (&[Point], &Point),
    (options, cache): (&Options, &Cache),
) -> Result<Vec<Substitute>, Unplanned> {
    let lost = dropped_out(programme, old);
    let mut waiting: Vec<(NomineeId, bool)> = Vec::new();
    for (cluster, row) in programme.clusters.enumerate() {
        let here: Vec<NomineeId> =
            lost.iter().copied().filter(|&n| programme.nominees[n].cluster == cluster).collect();
        if here.is_empty() {
            continue;
        }
        let organisations: Vec<String> =
            here.iter().map(|&n| fold(&programme.nominees[n].organisation)).collect();
        // The list as it is while nobody has moved yet.
        let list = points.first().and_then(|point| point.plan.reserves.iter().find(|l| l.cluster == row.id));
        let ids = list.map_or(&[][..], |list| &list.nominees);
        let find =
            |id: &String| programme.nominees.enumerate().find(|(_, row)| row.id == *id).map(|(n, _)| n);
        let mut own: Vec<(NomineeId, bool)> = ids
            .iter()
            .filter_map(find)
            .map(|n| (n, organisations.contains(&fold(&programme.nominees[n].organisation))))
            .collect();
        own.sort_by_key(|(_, same)| !same);
        waiting.extend(own.into_iter().take(MOST_TRIED));
    }
    let tried = |(n, same): (NomineeId, bool)| {
        // Whoever has not been tried by a stop is not told of: no figure would be true.
        if options.work.is_stopped() {
            return Ok(None);
        }
        let row = &programme.nominees[n];
        let mut forced = programme.clone();
        forced.nominees[n].status = Status::Nominated;
        forced.pins.push(Pin { nominee: n, initiative: None, team: None, side: PinSide::In });
        let keep = Keep { old: old.clone(), order: KeepOrder::First, max_moves: None };
        let options = Options { prices: Prices::Unknown, keep: Some(keep), ..options.clone() };
        let outcome = plan_with(&forced, &options, Some(cache))?;
        let level = |name: ObjectiveName| {
            outcome.objectives.iter().find(|level| level.name == name).map_or(0, |level| level.value)
        };
        let is_planned = outcome.clusters[row.cluster].status != PlanStatus::Infeasible;
        let moved = level(ObjectiveName::PeopleMoved);
        let filled = level(ObjectiveName::SeatsFilled);
        let score: i64 = outcome.clusters.iter().map(|cluster| cluster.score).sum();
        let best = usize::try_from(moved).ok().and_then(|at| points.get(at)).unwrap_or(free);
        let comparable = best.is_whole() && best.level(ObjectiveName::SeatsFilled) == filled;
        let price = comparable.then_some(best.plan.score - score);
        Ok(Some(Substitute {
            cluster: programme.clusters[row.cluster].id.clone(),
            nominee: row.id.clone(),
            same_organisation: same,
            priority: row.priority,
            is_reserve: row.status == Status::Reserve,
            taken: is_planned.then_some(Taken { moved, filled, score, price }),
        }))
    };
    let found: Vec<Option<Substitute>> =
        waiting.into_par_iter().map(tried).collect::<Result<_, Unplanned>>()?;
    Ok(found.into_iter().flatten().collect())
}
