//! The demands behind each clash, and the smallest loosenings that would resolve it, each tried by solving.

use crate::across::clusters_of;
use crate::blocks::cells_of_clusters;
use crate::cache::Cache;
use crate::demands::{demands, irreducible};
use crate::ladders::{Ladder, further, ladder};
use crate::options::{Options, Prices};
use crate::outcome::{Clash, Demand, Outcome, WhyLeftOut, WhyNoTeam};
use crate::planned::planned;
use crate::resolution::{Relaxation, Resolution, Step};
use crate::variant::Variant;
use fordel_model::plan::PlanStatus;
use fordel_model::rule::{PeopleRule, Scope};
use fordel_model::{ClusterId, Programme};
use fordel_solver::{Effort, Work};
use std::collections::BTreeSet;

/// Loosenings shown for one clash.
const SHOWN: usize = 5;

/// Steps of one ladder, from the first that resolves a clash on, of which it is asked what they cost others.
const MOST_TRIED: usize = 12;

/// What a step costs at least.
const CHEAPEST: u64 = 2;

/// Questions asked about one clash at most: fewer where each takes long.
const QUESTIONS: [(usize, u32); 3] = [(48, 4_000), (128, 600), (usize::MAX, 40)];

/// Works out what the clashes of an outcome are made of and what would resolve them. A clash of rules together
/// is told by its smallest set of demands; further clashes of the same clusters are added.
pub(crate) fn resolve(programme: &Programme, options: &Options, outcome: &mut Outcome) {
    let mut effort = Effort::default();
    let cell_of = cells_of_clusters(programme);
    let cells: BTreeSet<usize> = outcome
        .clashes
        .iter()
        .filter_map(|clash| cluster_of(programme, clash))
        .map(|cluster| cell_of[cluster])
        .collect();
    for &at in &cells {
        let clusters: Vec<ClusterId> = programme.clusters.ids().filter(|&id| cell_of[id] == at).collect();
        let mut asker = Asker::new(programme, &clusters, options, &mut effort);
        of_cell(programme, &clusters, &mut asker, outcome);
    }
    of_quotas(programme, &cells, options, outcome, &mut effort);
    for (clash, one) in outcome.clashes.iter().enumerate() {
        if let Clash::TooManyMoves { least: Some(least), .. } = one {
            let relaxations = vec![Relaxation { steps: vec![Step::MaxMoves(*least)], cost: 1 }];
            outcome.resolutions.push(Resolution { clash, demands: Vec::new(), relaxations });
        }
    }
    outcome.effort.add(&effort);
}

/// The cluster whose block a clash is about.
fn cluster_of(programme: &Programme, clash: &Clash) -> Option<ClusterId> {
    match clash {
        Clash::NoTeam { initiative, .. } => programme.initiatives[*initiative].clusters.first().copied(),
        Clash::Pin { nominee, .. } => Some(programme.nominees[*nominee].cluster),
        Clash::Together { cluster, .. } | Clash::Unfilled { cluster, .. } => Some(*cluster),
        Clash::WiderQuotas(_)
        | Clash::Across { .. }
        | Clash::TooManyMoves { .. }
        | Clash::Shared(_)
        | Clash::Tie { .. } => None,
    }
}

/// Asks whether variants have a plan, up to a number of questions.
struct Asker<'a> {
    clusters: &'a [ClusterId],
    options: &'a Options,
    work: Work,
    left: u32,
    effort: &'a mut Effort,
    /// For several blocks together: where what has been solved is held.
    across: Option<Cache>,
    /// Blocks solved while asking what a loosening costs other clusters.
    others: Cache,
}

impl<'a> Asker<'a> {
    fn new(
        programme: &Programme,
        clusters: &'a [ClusterId],
        options: &'a Options,
        effort: &'a mut Effort,
    ) -> Self {
        let people = programme.nominees.iter().filter(|row| clusters.contains(&row.cluster)).count();
        let left = QUESTIONS.iter().find(|(most, _)| people <= *most).map_or(0, |(_, questions)| *questions);
        let work = Work { seed: programme.seed, pieces: crate::parallel::pieces, ..options.work };
        Self { clusters, options, work, left, effort, across: None, others: Cache::default() }
    }

    fn has_plan(&mut self, variant: &Variant) -> Option<bool> {
        self.left = self.left.checked_sub(1)?;
        if self.work.is_stopped() {
            return None;
        }
        match &self.across {
            Some(cache) => variant.has_plan_across(self.clusters, self.options, (self.work, cache)),
            None => variant.has_plan(self.clusters, self.work, self.effort),
        }
    }

    fn resolves(&mut self, variant: &Variant) -> bool {
        self.has_plan(variant) == Some(true)
    }
}

/// Questions asked about a clash over several blocks at most.
const QUESTIONS_ACROSS: [(usize, u32); 3] = [(48, 2_000), (128, 400), (usize::MAX, 120)];

/// Clashes of quotas over several blocks that have a plan each by themselves. `own` are the blocks that have none.
fn of_quotas(
    programme: &Programme,
    own: &BTreeSet<usize>,
    options: &Options,
    outcome: &mut Outcome,
    effort: &mut Effort,
) {
    let mut told: Vec<Demand> = Vec::new();
    for at in 0..outcome.clashes.len() {
        let Clash::WiderQuotas(rows) = &outcome.clashes[at] else { continue };
        let clusters = clusters_of(programme, outcome, rows, own);
        let mut asker = Asker::new(programme, &clusters, options, effort);
        asker.left = QUESTIONS_ACROSS
            .iter()
            .find(|(most, _)| programme.nominees.len() <= *most)
            .map_or(0, |(_, questions)| *questions);
        asker.across = Some(Cache::default());
        let all = demands(programme, &clusters, true);
        let mut start = Variant::of(programme);
        told.iter().for_each(|demand| demand.drop_from(&mut start));
        let Some(set) = irreducible_if_none(&start, &all, &mut asker) else { continue };
        told.extend(set.iter().cloned());
        outcome.clashes[at] = Clash::Across { clusters: clusters.clone(), demands: set.clone() };
        add(programme, &clusters, &mut asker, outcome, (at, &start, set, &all));
    }
}

/// The clashes of one block.
fn of_cell(programme: &Programme, clusters: &[ClusterId], asker: &mut Asker<'_>, outcome: &mut Outcome) {
    let all = demands(programme, clusters, false);
    let cell_of = cells_of_clusters(programme);
    let here = |clash: &Clash| {
        cluster_of(programme, clash).is_some_and(|cluster| cell_of[cluster] == cell_of[clusters[0]])
    };
    let mine: Vec<usize> = (0..outcome.clashes.len()).filter(|&at| here(&outcome.clashes[at])).collect();
    // What a clash is about by itself.
    let mut own: Vec<Option<Demand>> =
        mine.iter().map(|&at| primary(programme, &outcome.clashes[at])).collect();
    let without = |own: &[Option<Demand>], skip: Option<usize>, more: &[Demand]| {
        let mut variant = Variant::of(programme);
        let others = own.iter().enumerate().filter(|(other, _)| Some(*other) != skip);
        others
            .filter_map(|(_, demand)| demand.as_ref())
            .chain(more)
            .for_each(|one| one.drop_from(&mut variant));
        variant
    };
    let mut told: Vec<Demand> = Vec::new();
    for (at, &clash) in mine.iter().enumerate() {
        if own[at].is_none() && matches!(outcome.clashes[clash], Clash::Together { .. }) {
            continue;
        }
        let start = without(&own, Some(at), &[]);
        let Some(set) = irreducible(&start, &all, &mut |variant| asker.has_plan(variant)) else { continue };
        if set.is_empty() {
            continue;
        }
        let is_vague = matches!(
            outcome.clashes[clash],
            Clash::NoTeam { why: WhyNoTeam::Rules, .. } | Clash::Pin { why: WhyLeftOut::NoLegalTeam, .. }
        );
        if is_vague {
            outcome.clashes[clash] = Clash::Together { cluster: clusters[0], demands: set.clone() };
            // What it seemed to be about is told by another set, if by any.
            if own[at].as_ref().is_some_and(|demand| !set.contains(demand)) {
                own[at] = None;
                told.extend(set.iter().cloned());
            }
        }
        add(programme, clusters, asker, outcome, (clash, &start, set, &all));
    }
    // What is left cannot hold together: as many sets as have nothing in common.
    let mut places = mine
        .iter()
        .copied()
        .filter(|&at| matches!(outcome.clashes[at], Clash::Together { .. }))
        .filter(|&at| !outcome.resolutions.iter().any(|one| one.clash == at))
        .collect::<Vec<_>>()
        .into_iter();
    if own.iter().all(Option::is_some)
        && mine.iter().any(|&at| matches!(outcome.clashes[at], Clash::Unfilled { .. }))
    {
        return;
    }
    for _ in 0..8 {
        let start = without(&own, None, &told);
        let Some(set) = irreducible_if_none(&start, &all, asker) else { return };
        let clash = Clash::Together { cluster: clusters[0], demands: set.clone() };
        let at = match places.next() {
            Some(at) => {
                outcome.clashes[at] = clash;
                at
            }
            None => {
                outcome.clashes.push(clash);
                outcome.clashes.len() - 1
            }
        };
        told.extend(set.iter().cloned());
        add(programme, clusters, asker, outcome, (at, &start, set, &all));
    }
}

/// An irreducible set of a variant that has no plan; `None` where it has one, or that is not known.
fn irreducible_if_none(start: &Variant, all: &[Vec<Demand>], asker: &mut Asker<'_>) -> Option<Vec<Demand>> {
    if asker.has_plan(start)? {
        return None;
    }
    irreducible(start, all, &mut |variant| asker.has_plan(variant)).filter(|set| !set.is_empty())
}

/// The demand that a clash is about by itself.
fn primary(programme: &Programme, clash: &Clash) -> Option<Demand> {
    match clash {
        Clash::NoTeam { initiative, .. } => {
            let least = i64::from(programme.initiatives[*initiative].teams_min);
            Some(Demand::TeamsMin(*initiative, least))
        }
        Clash::Pin { nominee, .. } => Some(Demand::PinIn(*nominee)),
        Clash::Unfilled { .. } => Some(Demand::NoEmptySeats),
        _ => None,
    }
}

/// Adds what a clash is made of and what resolves it.
fn add(
    programme: &Programme,
    clusters: &[ClusterId],
    asker: &mut Asker<'_>,
    outcome: &mut Outcome,
    (clash, start, set, all): (usize, &Variant, Vec<Demand>, &[Vec<Demand>]),
) {
    let is_coupled = is_coupled(programme);
    let search = Loosening { programme, clusters, outcome, start, is_coupled };
    let mut relaxations = search.smallest(asker, &set, all);
    relaxations.truncate(SHOWN);
    outcome.resolutions.push(Resolution { clash, demands: set, relaxations });
}

/// The search for the smallest loosenings of one clash.
struct Loosening<'a> {
    programme: &'a Programme,
    clusters: &'a [ClusterId],
    outcome: &'a Outcome,
    /// The programme without its other clashes.
    start: &'a Variant,
    /// Whether quotas or pools reach over several blocks.
    is_coupled: bool,
}

/// Whether a quota or a pool may count people of several blocks, so that what one block uses another lacks.
fn is_coupled(programme: &Programme) -> bool {
    let blocks: BTreeSet<usize> = cells_of_clusters(programme).iter().copied().collect();
    let is_wide = |rule: &PeopleRule| !matches!(rule.scope, Scope::Cluster(_));
    blocks.len() > 1 && (!programme.reserved.is_empty() || programme.people_rules.iter().any(is_wide))
}

impl Loosening<'_> {
    /// The cheapest single steps and, where none is as cheap, the cheapest pair; cheapest first.
    fn smallest(&self, asker: &mut Asker<'_>, set: &[Demand], all: &[Vec<Demand>]) -> Vec<Relaxation> {
        let own: Vec<Ladder> = set.iter().map(|demand| ladder(self.programme, demand)).collect();
        let mut more = further(self.programme, self.clusters, set);
        more.retain(|ladder| !ladder.is_empty());
        let singles = own.iter().filter(|ladder| !ladder.is_empty()).chain(&more);
        let mut found: Vec<Relaxation> = singles.filter_map(|ladder| self.single(asker, ladder)).collect();
        // Two steps where one would do are no answer.
        let mut least = found.iter().map(|one| one.cost).min().unwrap_or(u64::MAX);
        let mut pair: Option<Relaxation> = None;
        // With one step taken, what still clashes names the other, or it is something more to build on. The cheapest
        // first: questions may run out.
        let of_set = set.iter().map(Some).zip(&own).chain(more.iter().map(|ladder| (None, ladder)));
        let mut firsts: Vec<(usize, Option<&Demand>, &(Step, u64))> = of_set
            .enumerate()
            .flat_map(|(at, (demand, ladder))| ladder.iter().map(move |first| (at, demand, first)))
            .collect();
        firsts.sort_by_key(|(_, _, first)| first.1);
        for (at, demand, first) in firsts {
            if first.1 + CHEAPEST >= least {
                break;
            }
            let mut variant = self.start.clone();
            first.0.take(&mut variant);
            let mut next = irreducible_if_none(&variant, all, asker).unwrap_or_default();
            if next.is_empty() && self.is_coupled {
                // What this block may have, another lacks.
                next.extend(all.iter().flatten().filter(|one| matches!(one, Demand::PoolSeats(..))).cloned());
            }
            let others = next.iter().filter(|other| Some(*other) != demand);
            let partners: Vec<Ladder> = others.map(|other| ladder(self.programme, other)).collect();
            // Two things more to build on are tried once.
            let later = &more[(at + 1).saturating_sub(set.len())..];
            for partner in partners.iter().filter(|ladder| !ladder.is_empty()).chain(later) {
                if let Some(best) = self.pair(asker, first, partner, least) {
                    least = best.cost;
                    pair = Some(best);
                }
            }
        }
        found.extend(pair);
        found.sort_by_key(|one| one.cost);
        found
    }

    /// Whether the block has a plan once these steps are taken.
    fn resolves(&self, asker: &mut Asker<'_>, steps: &[&Step]) -> bool {
        let mut variant = self.start.clone();
        steps.iter().for_each(|step| step.take(&mut variant));
        let reserved = variant.programme.reserved.iter().map(|pool| pool.seats).fold(0, u64::saturating_add);
        reserved <= variant.programme.seats && asker.resolves(&variant)
    }

    /// Whether that costs no other cluster the plan it has.
    fn keeps_others(&self, asker: &mut Asker<'_>, steps: &[&Step]) -> bool {
        !(self.is_coupled || steps.iter().any(|step| step.reaches_others()))
            || keeps_others(self.programme, self.clusters, asker, self.outcome, steps)
    }

    /// The first step of a ladder that resolves it.
    fn single(&self, asker: &mut Asker<'_>, ladder: &Ladder) -> Option<Relaxation> {
        let last = ladder.len() - 1;
        let first = if ladder[0].0.is_of_seats() {
            0
        } else {
            if !self.resolves(asker, &[&ladder[last].0]) {
                return None;
            }
            first_that(last, &mut |step| self.resolves(asker, &[&ladder[step].0]))
        };
        // What the others lose, they may lose less of further on.
        let (step, cost) = ladder[first..].iter().take(MOST_TRIED).find(|(step, _)| {
            (!step.is_of_seats() || self.resolves(asker, &[step])) && self.keeps_others(asker, &[step])
        })?;
        Some(Relaxation { steps: vec![step.clone()], cost: *cost })
    }

    /// The first step of a ladder that together with another step resolves it, for less than `least`.
    fn pair(
        &self,
        asker: &mut Asker<'_>,
        first: &(Step, u64),
        ladder: &Ladder,
        least: u64,
    ) -> Option<Relaxation> {
        let cheap: Vec<&(Step, u64)> = ladder.iter().take_while(|(_, cost)| first.1 + cost < least).collect();
        let last = cheap.len().checked_sub(1)?;
        let resolves = |asker: &mut Asker<'_>, at: usize| self.resolves(asker, &[&first.0, &cheap[at].0]);
        let is_of_seats = first.0.is_of_seats() || cheap[0].0.is_of_seats();
        let from = match is_of_seats {
            true => 0,
            false if resolves(asker, last) => first_that(last, &mut |at| resolves(asker, at)),
            false => return None,
        };
        let at = (from..=last).take(MOST_TRIED).find(|&at| {
            (!is_of_seats || resolves(asker, at)) && self.keeps_others(asker, &[&first.0, &cheap[at].0])
        })?;
        Some(Relaxation { steps: vec![first.0.clone(), cheap[at].0.clone()], cost: first.1 + cheap[at].1 })
    }
}

/// The first of the steps before `last` that does, or `last` itself: what a step does, looser ones do too.
fn first_that(last: usize, does: &mut impl FnMut(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, last);
    while low < high {
        let middle = low + (high - low) / 2;
        if does(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

/// Whether a loosening that reaches further leaves every other cluster the plan it has.
fn keeps_others(
    programme: &Programme,
    clusters: &[ClusterId],
    asker: &mut Asker<'_>,
    outcome: &Outcome,
    steps: &[&Step],
) -> bool {
    let Some(left) = asker.left.checked_sub(1) else { return false };
    asker.left = left;
    let mut variant = Variant::of(programme);
    steps.iter().for_each(|step| step.take(&mut variant));
    let Some(mut loosened) = variant.spelled_out() else { return false };
    // Any plan will do, so scores count nothing.
    loosened.score.weights.iter_mut().for_each(|weight| *weight = 0);
    let options = Options { prices: Prices::Moot, work: asker.work, ..asker.options.clone() };
    let Ok(tried) = planned(&loosened, &options, Some(&asker.others), None) else { return false };
    let had_one = |id: &ClusterId| outcome.clusters[*id].status != PlanStatus::Infeasible;
    let others = programme.clusters.ids().filter(|id| !clusters.contains(id)).filter(had_one);
    !tried.split.is_tied()
        && !tried.is_unfinished()
        && others.into_iter().all(|id| tried.clusters[id].status != PlanStatus::Infeasible)
}
