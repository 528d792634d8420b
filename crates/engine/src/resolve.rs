//! The demands behind each clash, and the smallest loosenings that would resolve it, each tried by solving.

use crate::across::clusters_of;
use crate::cache::Cache;
use crate::demands::{demands, irreducible};
use crate::ladders::{Ladder, further, ladder};
use crate::outcome::{Clash, Demand, Outcome, WhyLeftOut, WhyNoTeam};
use crate::plan::{Options, Prices, plan_with};
use crate::resolution::{Relaxation, Resolution, Step};
use crate::seating::cells_of_clusters;
use crate::variant::Variant;
use fordel_model::plan::PlanStatus;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, Programme};
use fordel_solver::{Effort, Work};
use std::collections::BTreeSet;

/// Loosenings shown for one clash.
const SHOWN: usize = 5;

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
        Self { clusters, options, work, left, effort, across: None }
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
        let mut all = demands(programme, &clusters, true);
        if programme.unfilled == Unfilled::Refuse {
            // More seats than can be filled are no freedom then.
            all.iter_mut().for_each(|kind| kind.retain(|one| !matches!(one, Demand::Seats(..))));
        }
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
    let own: Vec<Option<Demand>> = mine.iter().map(|&at| primary(programme, &outcome.clashes[at])).collect();
    let without = |skip: Option<usize>, more: &[Demand]| {
        let mut variant = Variant::of(programme);
        let others = own.iter().enumerate().filter(|(other, _)| Some(*other) != skip);
        others
            .filter_map(|(_, demand)| demand.as_ref())
            .chain(more)
            .for_each(|one| one.drop_from(&mut variant));
        variant
    };
    for (at, &clash) in mine.iter().enumerate() {
        if own[at].is_none() && matches!(outcome.clashes[clash], Clash::Together { .. }) {
            continue;
        }
        let start = without(Some(at), &[]);
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
        }
        add(programme, clusters, asker, outcome, (clash, &start, set, &all));
    }
    // What is left cannot hold together: as many sets as have nothing in common.
    let mut told: Vec<Demand> = Vec::new();
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
        let start = without(None, &told);
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
    let relaxations = relaxations(programme, clusters, asker, (start, &set, all));
    let relaxations =
        relaxations.into_iter().filter(|one| keeps_others(programme, clusters, asker, outcome, one));
    let relaxations = relaxations.take(SHOWN).collect();
    outcome.resolutions.push(Resolution { clash, demands: set, relaxations });
}

/// The cheapest single steps and, where none is as cheap, the cheapest pair; cheapest first.
fn relaxations(
    programme: &Programme,
    clusters: &[ClusterId],
    asker: &mut Asker<'_>,
    (start, set, all): (&Variant, &[Demand], &[Vec<Demand>]),
) -> Vec<Relaxation> {
    let mut ladders: Vec<Ladder> = set.iter().map(|demand| ladder(programme, demand)).collect();
    ladders.retain(|ladder| !ladder.is_empty());
    let n_own = ladders.len();
    // Where dropping a demand uncovers another clash, that one's demands are part of the pairs.
    let mut more: Vec<Demand> = Vec::new();
    for demand in set {
        let mut variant = start.clone();
        demand.drop_from(&mut variant);
        if let Some(next) = irreducible_if_none(&variant, all, asker) {
            more.extend(next.into_iter().filter(|one| !set.contains(one)));
        }
    }
    more.dedup();
    let singles_too = further(programme, clusters, set);
    ladders.extend(singles_too);
    let n_single = ladders.len();
    let mut known: Vec<Demand> = Vec::new();
    for demand in more {
        if !known.contains(&demand) {
            ladders.push(ladder(programme, &demand));
            known.push(demand);
        }
    }
    ladders.retain(|ladder| !ladder.is_empty());
    let mut found: Vec<Relaxation> = Vec::new();
    for ladder in ladders.iter().take(n_single) {
        let resolves = |asker: &mut Asker<'_>, step: usize| {
            let mut variant = start.clone();
            ladder[step].0.take(&mut variant);
            asker.resolves(&variant)
        };
        if !resolves(asker, ladder.len() - 1) {
            continue;
        }
        let step = first_that(ladder.len() - 1, &mut |step| resolves(asker, step));
        found.push(Relaxation { steps: vec![ladder[step].0.clone()], cost: ladder[step].1 });
    }
    let mut least = found.iter().map(|one| one.cost).min().unwrap_or(u64::MAX);
    let mut pair: Option<Relaxation> = None;
    for a in 0..n_own {
        for b in a + 1..ladders.len() {
            // Two steps where one would do are no answer.
            if let Some(best) = cheapest_pair(start, asker, (&ladders[a], &ladders[b]), least) {
                least = best.cost;
                pair = Some(best);
            }
        }
    }
    found.extend(pair);
    found.sort_by_key(|one| one.cost);
    found
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

/// The cheapest step of each of two ladders that together resolve it, for less than `least`.
fn cheapest_pair(
    start: &Variant,
    asker: &mut Asker<'_>,
    (a, b): (&Ladder, &Ladder),
    least: u64,
) -> Option<Relaxation> {
    let resolves = |asker: &mut Asker<'_>, first: usize, second: usize| {
        let mut variant = start.clone();
        a[first].0.take(&mut variant);
        b[second].0.take(&mut variant);
        asker.resolves(&variant)
    };
    if a[0].1 + b[0].1 >= least || !resolves(asker, a.len() - 1, b.len() - 1) {
        return None;
    }
    let mut pairs: Vec<(u64, usize, usize)> = (0..a.len())
        .flat_map(|first| (0..b.len()).map(move |second| (first, second)))
        .map(|(first, second)| (a[first].1 + b[second].1, first, second))
        .filter(|(cost, _, _)| *cost < least)
        .collect();
    pairs.sort_unstable();
    let (cost, first, second) =
        pairs.into_iter().take(64).find(|&(_, first, second)| resolves(asker, first, second))?;
    Some(Relaxation { steps: vec![a[first].0.clone(), b[second].0.clone()], cost })
}

/// Whether a loosening that reaches further leaves every other cluster the plan it has.
fn keeps_others(
    programme: &Programme,
    clusters: &[ClusterId],
    asker: &mut Asker<'_>,
    outcome: &Outcome,
    relaxation: &Relaxation,
) -> bool {
    if !relaxation.steps.iter().any(Step::reaches_others) {
        return true;
    }
    let mut variant = Variant::of(programme);
    relaxation.steps.iter().for_each(|step| step.take(&mut variant));
    // Any plan will do, so scores count nothing.
    variant.programme.score.weights.iter_mut().for_each(|weight| *weight = 0);
    let options = Options { prices: Prices::Unknown, work: asker.work, ..asker.options.clone() };
    let Ok(tried) = plan_with(&variant.programme, &options, Some(&Cache::default())) else { return false };
    let had_one = |id: &ClusterId| outcome.clusters[*id].status != PlanStatus::Infeasible;
    let others = programme.clusters.ids().filter(|id| !clusters.contains(id)).filter(had_one);
    !tried.split.is_tied() && others.into_iter().all(|id| tried.clusters[id].status != PlanStatus::Infeasible)
}
