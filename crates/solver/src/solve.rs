//! Price, bound, fix, prove: one program to its best plan with the evidence.

use crate::backend::{self, Backend, BackendError, Constraint, Model, Variable};
use crate::bound::Bound;
use crate::dual;
use crate::generate;
use crate::near;
use crate::pool;
use crate::pricing::{Pieces, one_by_one};
use crate::program::{Place, Program};
use crate::search::{Found, Search};
use crate::staying;
use crate::watch::{Watch, unwatched};
use std::sync::atomic::{AtomicBool, Ordering};

/// Limits of the search, counted in work, so that they are reproducible.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Nodes of the search at most, for one program.
    pub nodes: u64,
    /// Duals are rounded to multiples of 1/`scale` point (see [`scale_for`]).
    pub scale: i64,
    /// Seed of the search's shuffles.
    pub seed: u64,
    /// A plan whose bound is above it by no more than so many millionths of its value is good enough.
    pub gap: u64,
    /// Once true, searches end as if their nodes had run out: how a caller with a clock stops them.
    pub stop: Option<&'static AtomicBool>,
    /// Runs independent pieces of pricing: one after another, or however the caller can.
    pub pieces: Pieces,
    /// Solves linear and mixed-integer programs.
    pub backend: Backend,
    /// Is told how the search of a large block gets on.
    pub watch: Watch,
}

impl Work {
    /// Whether the caller wants an end.
    pub fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    /// Whether a plan of this value is good enough under this bound.
    pub fn is_enough(&self, value: i64, bound: i64) -> bool {
        let apart = i128::from(bound) - i128::from(value);
        self.gap > 0 && apart * 1_000_000 <= i128::from(self.gap) * i128::from(value.saturating_abs().max(1))
    }
}

impl Work {
    /// The least value that is good enough under this bound.
    pub(crate) fn enough(&self, bound: i64) -> i64 {
        let (all, more) = (1_000_000, i128::from(self.gap));
        let least = (i128::from(bound) * all + all + more - 1).div_euclid(all + more);
        let least = i64::try_from(least).unwrap_or(bound).min(bound);
        if self.is_enough(least, bound) { least } else { bound }
    }

    /// Steps of a search that are cheap beside its nodes, of so many wished for.
    pub(crate) fn steps(&self, wished: u64) -> u64 {
        wished.min(self.nodes.saturating_mul(STEPS_A_NODE))
    }
}

/// Steps of annealing that take about as long as a node.
const STEPS_A_NODE: u64 = 64;

/// The finest scale at which sums of duals stay exact in 64 bits, for scores up to `largest`.
pub fn scale_for(largest: i64) -> i64 {
    if largest <= 1_000_000_000 { 1_000_000 } else { 1_000 }
}

impl Default for Work {
    fn default() -> Self {
        Self {
            nodes: 20_000_000,
            scale: scale_for(0),
            seed: 0,
            gap: 0,
            stop: None,
            pieces: one_by_one,
            backend: backend::minimise,
            watch: unwatched,
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Effort {
    /// Rounds of pricing.
    pub rounds: u64,
    /// Nodes of the search.
    pub nodes: u64,
    /// Columns found by pricing.
    pub columns: u64,
}

impl Effort {
    /// Adds what somebody else did.
    pub fn add(&mut self, other: &Self) {
        self.rounds += other.rounds;
        self.nodes += other.nodes;
        self.columns += other.columns;
    }
}

/// How a program ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Proven: this plan is best.
    Optimal(Solution),
    /// Proven: there is no plan; the duals the proof started from, where any were needed.
    Infeasible(Option<Box<Bound>>),
    /// The work ran out: the best plan so far, if any, and what none can beat.
    Limit(Option<Solution>, i64),
}

/// A plan of a program with its evidence.
#[derive(Clone, Debug)]
pub struct Solution {
    /// The chosen columns, ascending.
    pub columns: Vec<usize>,
    /// What they are worth.
    pub value: i64,
    /// The bound that the search started from.
    pub bound: Bound,
    /// Whether the duals alone show that nothing is worth more.
    pub by_dual: bool,
}

/// Nodes of one search before the mixed-integer program is asked.
const FIRST_NODES: u64 = 400_000;

/// Columns the mixed-integer program gets at most.
const MAX_MIP_COLUMNS: usize = 1_500;

/// Nodes the mixed-integer program gets: it only looks for a good plan, and cannot be stopped meanwhile.
const MIP_NODES: u64 = 200;

/// Solves a program to proven optimality, as far as `work` allows.
pub fn solve(program: &Program<'_>, work: Work, effort: &mut Effort) -> Outcome {
    if program.rows.iter().any(|row| matches!((row.lo, row.hi), (Some(lo), Some(hi)) if lo > hi)) {
        return Outcome::Infeasible(None);
    }
    if program.columns.teams().is_some() {
        return pool::solve(program, work, effort);
    }
    match staying::solve(program, work, effort) {
        Some(solution) => Outcome::Optimal(solution),
        None => from_below(program, work, effort),
    }
}

/// Lowers what a plan may be worth from the bound until there is one.
pub(crate) fn from_below(program: &Program<'_>, work: Work, effort: &mut Effort) -> Outcome {
    let bound = loose(program, work, effort);
    let losses = bound.losses(program);
    let least = program.least_wanted();
    // Every plan's value is a multiple of the grain, so is the highest that the bound allows.
    let mut target = highest(program, bound.floor());
    let mut step = highest(program, target.abs() / 4_000).max(program.grain);
    let mut nodes_left = work.nodes;
    while target >= least {
        let budget = budget(&bound, target);
        let mut search = Search::among(program, &bound, &losses, budget).stopped_by(work.stop);
        let (near, used) = near::plan(program, target);
        effort.nodes += used;
        let (probed, used) = if near.is_some() { (near, 0) } else { search.probe(work.seed) };
        effort.nodes += used;
        if let Some(columns) = probed {
            // Anything better lies strictly above this plan.
            target = program.value(&columns) + program.grain;
            return improve(program, bound, columns, target, Work { nodes: nodes_left, ..work }, effort);
        }
        let (found, used) = search.run(nodes_left.min(FIRST_NODES));
        effort.nodes += used;
        nodes_left -= used;
        match found {
            Found::Best(columns) => return Outcome::Optimal(solution(program, bound, columns)),
            Found::Nothing if target == least => break,
            Found::Nothing => {
                target = (target - step).max(least);
                step = step.saturating_mul(2);
            }
            Found::Unfinished(best) => {
                return close(program, bound, best, target, Work { nodes: nodes_left, ..work }, effort);
            }
        }
    }
    Outcome::Infeasible(Some(Box::new(bound)))
}

/// The bound that duals alone give a program whose rows are not contradictory by themselves.
pub fn loose(program: &Program<'_>, work: Work, effort: &mut Effort) -> Bound {
    if program.columns.teams().is_some() {
        return generate::lowest_bound(program, &[], work, effort).bound;
    }
    // A backend that fails is no reason to do without: our own simplex finds duals too.
    let dual = dual::lowest_bound(program, work.backend)
        .unwrap_or_else(|_| dual::by_own_simplex(program, work.seed));
    effort.rounds += dual.rounds;
    Bound::new(program, &dual, work.scale)
}

/// The largest multiple of the grain that is not above `value`.
pub(crate) fn highest(program: &Program<'_>, value: i64) -> i64 {
    value.div_euclid(program.grain) * program.grain
}

pub(crate) fn budget(bound: &Bound, target: i64) -> i64 {
    let loss = bound.total - i128::from(target) * i128::from(bound.scale);
    i64::try_from(loss).unwrap_or(i64::MAX / 4)
}

pub(crate) fn solution(program: &Program<'_>, bound: Bound, columns: Vec<usize>) -> Solution {
    let value = program.value(&columns);
    let by_dual = highest(program, bound.floor()) <= value;
    Solution { columns, value, bound, by_dual }
}

/// A plan is known; is there a better one, worth at least `target`?
fn improve(
    program: &Program<'_>,
    bound: Bound,
    known: Vec<usize>,
    target: i64,
    work: Work,
    effort: &mut Effort,
) -> Outcome {
    if budget(&bound, target) < 0 {
        return Outcome::Optimal(solution(program, bound, known));
    }
    let top = highest(program, bound.floor());
    if work.is_enough(program.value(&known), top) {
        return Outcome::Limit(Some(solution(program, bound, known)), top);
    }
    let nodes = work.nodes.min(FIRST_NODES);
    let (found, used) = Search::new(program, &bound, budget(&bound, target)).stopped_by(work.stop).run(nodes);
    effort.nodes += used;
    match found {
        Found::Best(columns) => Outcome::Optimal(solution(program, bound, columns)),
        Found::Nothing => Outcome::Optimal(solution(program, bound, known)),
        Found::Unfinished(better) => {
            let best = better.unwrap_or(known);
            close(program, bound, Some(best), target, Work { nodes: work.nodes - used, ..work }, effort)
        }
    }
}

/// The quick search did not finish: a mixed-integer program over the columns nearest to the bound
/// gives a good plan, and the search, with what that plan leaves of the budget, the proof.
fn close(
    program: &Program<'_>,
    bound: Bound,
    best: Option<Vec<usize>>,
    target: i64,
    work: Work,
    effort: &mut Effort,
) -> Outcome {
    let stopped = work.stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
    let from_program = match (&best, stopped) {
        (Some(_), true) => None,
        (None, true) => any(program, &bound, target, work, effort),
        (_, false) => best_of_nearest(program, &bound, work.backend),
    };
    let better = [best, from_program].into_iter().flatten().max_by_key(|columns| program.value(columns));
    let top = highest(program, bound.floor());
    if let Some(known) = better.as_ref().filter(|known| work.is_enough(program.value(known), top)) {
        return Outcome::Limit(Some(solution(program, bound, known.clone())), top);
    }
    let least_to_beat = better.as_ref().map_or(target, |columns| program.value(columns) + program.grain);
    let (found, used) =
        Search::new(program, &bound, budget(&bound, least_to_beat)).stopped_by(work.stop).run(work.nodes);
    effort.nodes += used;
    match (found, better) {
        (Found::Best(columns), _) => Outcome::Optimal(solution(program, bound, columns)),
        (Found::Nothing, Some(columns)) => Outcome::Optimal(solution(program, bound, columns)),
        (Found::Nothing, None) => Outcome::Limit(None, target - program.grain),
        (Found::Unfinished(found), better) => {
            let highest = highest(program, bound.floor());
            let best = found.or(better).map(|columns| solution(program, bound, columns));
            Outcome::Limit(best, highest)
        }
    }
}

/// Any plan, by short searches further and further below the bound: what a search that is stopped at
/// once still finds.
fn any(
    program: &Program<'_>,
    bound: &Bound,
    mut target: i64,
    work: Work,
    effort: &mut Effort,
) -> Option<Vec<usize>> {
    let least = program.least_value();
    let mut step = highest(program, target.abs() / 500).max(program.grain);
    loop {
        let (found, used) = Search::new(program, bound, budget(bound, target)).probe(work.seed);
        effort.nodes += used;
        if found.is_some() || target <= least {
            return found;
        }
        target = target.saturating_sub(step).max(least);
        step = step.saturating_mul(4);
    }
}

/// The best plan over the columns of least loss, by the backend; `None` where it finds none.
fn best_of_nearest(program: &Program<'_>, bound: &Bound, backend: Backend) -> Option<Vec<usize>> {
    let mut columns: Vec<usize> = (0..program.columns.len()).collect();
    columns.sort_by_cached_key(|&column| (bound.loss(program, column), column));
    columns.truncate(MAX_MIP_COLUMNS);
    let chosen = choose_with(program, &columns, Some(MIP_NODES), backend).ok()?;
    program.is_feasible(&chosen).then_some(chosen)
}

/// The program over these columns only, as one mixed-integer program; the chosen columns, ascending.
/// What comes back is rounded; the caller checks it in integers. With a limit of `nodes` it is the best
/// found by then.
///
/// # Errors
/// [`BackendError`]: no plan over these columns, or none within the nodes, or the backend failed.
pub fn choose(
    program: &Program<'_>,
    columns: &[usize],
    nodes: Option<u64>,
) -> Result<Vec<usize>, BackendError> {
    choose_with(program, columns, nodes, backend::minimise)
}

/// The same by another backend.
///
/// # Errors
/// As for [`choose`].
pub fn choose_with(
    program: &Program<'_>,
    columns: &[usize],
    nodes: Option<u64>,
    backend: Backend,
) -> Result<Vec<usize>, BackendError> {
    #[expect(clippy::cast_precision_loss, reason = "limits and scores are far below 2^53")]
    let real = |n: i64| n as f64;
    let variables = columns
        .iter()
        .map(|&c| Variable { cost: -real(program.value_of(c)), lower: 0.0, upper: 1.0, integer: true })
        .collect();
    let coefficient = |place: &Place, column: usize| -> i64 {
        let holds = |p: usize| i64::from(program.columns.members(column).any(|member| member == p));
        match place {
            Place::Person(p) => holds(*p),
            Place::Teams(k) => i64::from(program.columns.initiative(column) == *k),
            Place::Seats => i64::try_from(program.columns.members(column).len()).expect("at most 4"),
            Place::AllTeams => 1,
            Place::Count(people) => people.iter().map(|&p| holds(p)).sum(),
            Place::Order { later, earlier } => holds(*later) - holds(*earlier),
            Place::OldTeam(team) => i64::from(program.columns.continues(column) == Some(*team)),
            Place::Kept => program.columns.kept(column),
            Place::Points => program.columns.score(column),
        }
    };
    let mut constraints = Vec::new();
    for row in &program.rows {
        let terms: Vec<(usize, i64)> = columns
            .iter()
            .enumerate()
            .map(|(at, &column)| (at, coefficient(&row.place, column)))
            .filter(|&(_, coefficient)| coefficient != 0)
            .collect();
        if let Some(hi) = row.hi {
            let terms = terms.iter().map(|&(at, c)| (at, -real(c))).collect();
            constraints.push(Constraint { terms, least: -real(hi) });
        }
        if let Some(lo) = row.lo {
            let terms = terms.iter().map(|&(at, c)| (at, real(c))).collect();
            constraints.push(Constraint { terms, least: real(lo) });
        }
    }
    let values = backend(&Model { variables, constraints, nodes })?;
    let mut chosen: Vec<usize> =
        columns.iter().zip(values).filter(|(_, value)| *value > 0.5).map(|(&column, _)| column).collect();
    chosen.sort_unstable();
    Ok(chosen)
}

/// What the best plan with one more person is worth.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Forced {
    /// Exactly this, and a plan that has it: its columns.
    Best(i64, Vec<usize>),
    /// At least the first where a plan is known, and at most the second; the nodes ran out.
    Between(Option<i64>, i64),
    /// No plan holds them.
    Never,
}

/// The value of the best plan of `program` that holds `person`, searched under a known bound, with the
/// `losses` of all columns under it. `best` are the columns of the best plan without that demand.
pub fn price_of(
    program: &Program<'_>,
    bound: &Bound,
    losses: &[i64],
    person: usize,
    best: &[usize],
    work: Work,
    effort: &mut Effort,
) -> Forced {
    if program.columns.teams().is_some() {
        if work.is_stopped() {
            return Forced::Between(None, highest(program, bound.floor()).min(program.value(best)));
        }
        return pool::price_of(program, bound, person, best);
    }
    let columns = program.columns.holding(person);
    let Some(nearest) = columns.iter().map(|&column| losses[column]).min() else {
        return Forced::Never;
    };
    let value = program.value(best);
    let known = by_replacement(program, person, best, &columns);
    let above = (bound.total - i128::from(nearest)).div_euclid(i128::from(bound.scale));
    let above = i64::try_from(above).expect("scores are below 10^12");
    let mut proven = highest(program, above).min(value);
    let mut step = highest(program, value.abs() / 200).max(program.grain);
    let known_value = known.as_ref().map(|(value, _)| *value);
    let least = known_value.map_or_else(|| program.least_value(), |known| known + program.grain);
    let mut nodes_left = work.nodes;
    let mut target = proven;
    while target >= least {
        let search = Search::among(program, bound, losses, budget(bound, target));
        let search = search.holding(person).stopped_by(work.stop);
        let (found, used) = search.run(nodes_left);
        effort.nodes += used;
        nodes_left -= used;
        match found {
            Found::Best(columns) => return Forced::Best(program.value(&columns), columns),
            Found::Unfinished(found) => {
                let found = found.map(|columns| program.value(&columns));
                return Forced::Between(known_value.max(found), proven);
            }
            Found::Nothing => {
                proven = target - program.grain;
                if target == least {
                    break;
                }
                target = (target - step).max(least);
                step = step.saturating_mul(2);
            }
        }
    }
    known.map_or(Forced::Never, |(value, columns)| Forced::Best(value, columns))
}

/// The value of the best plan that differs from `best` by `person` in another's place.
fn by_replacement(
    program: &Program<'_>,
    person: usize,
    best: &[usize],
    columns: &[usize],
) -> Option<(i64, Vec<usize>)> {
    let mut team_of = vec![usize::MAX; program.n_people];
    for (at, &column) in best.iter().enumerate() {
        program.columns.members(column).for_each(|p| team_of[p] = at);
    }
    let shape = |column: usize| (program.columns.initiative(column), program.columns.members(column).len());
    let mut known: Option<(i64, Vec<usize>)> = None;
    for &new in columns {
        // All but the newcomer sit in one team, which loses one for them.
        let mut others = program.columns.members(new).filter(|&p| p != person);
        let Some(at) = others.next().map(|p| team_of[p]).filter(|&at| at != usize::MAX) else { continue };
        if others.any(|p| team_of[p] != at) || shape(new) != shape(best[at]) {
            continue;
        }
        let value = program.value(best) - program.value_of(best[at]) + program.value_of(new);
        if known.as_ref().is_some_and(|(known, _)| *known >= value) {
            continue;
        }
        let mut plan = best.to_vec();
        plan[at] = new;
        if program.is_feasible(&plan) {
            known = Some((value, plan));
        }
    }
    known
}
