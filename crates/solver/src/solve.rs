//! Price, bound, fix, prove: one program to its best plan with the evidence.

use crate::backend::{self, BackendError, Constraint, Model, Variable};
use crate::bound::Bound;
use crate::dual;
use crate::program::{Place, Program};
use crate::search::{Found, Search};
use std::sync::atomic::{AtomicBool, Ordering};

/// Limits of the search, counted in work, so that they are reproducible.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Nodes of the search at most, for one program.
    pub nodes: u64,
    /// Duals are rounded to multiples of 1/`scale` point (see [`scale_for`]).
    pub scale: i64,
    /// Once true, searches end as if their nodes had run out: how a caller with a clock stops them.
    pub stop: Option<&'static AtomicBool>,
}

/// The finest scale at which sums of duals stay exact in 64 bits, for scores up to `largest`.
pub fn scale_for(largest: i64) -> i64 {
    if largest <= 1_000_000_000 { 1_000_000 } else { 1_000 }
}

impl Default for Work {
    fn default() -> Self {
        Self { nodes: 20_000_000, scale: scale_for(0), stop: None }
    }
}

/// What was done.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Effort {
    /// Rounds of pricing.
    pub rounds: u64,
    /// Nodes of the search.
    pub nodes: u64,
}

impl Effort {
    /// Adds what somebody else did.
    pub fn add(&mut self, other: &Self) {
        self.rounds += other.rounds;
        self.nodes += other.nodes;
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

/// Solves a program to proven optimality, as far as `work` allows.
pub fn solve(program: &Program<'_>, work: Work, effort: &mut Effort) -> Outcome {
    if program.rows.iter().any(|row| matches!((row.lo, row.hi), (Some(lo), Some(hi)) if lo > hi)) {
        return Outcome::Infeasible(None);
    }
    let dual = match dual::lowest_bound(program) {
        Ok(dual) => dual,
        // A bound from no duals at all is weak but true; the search still proves.
        Err(_) => dual::Dual { values: vec![0.0; program.rows.len()], rounds: 0 },
    };
    effort.rounds += dual.rounds;
    let bound = Bound::new(program, &dual, work.scale);
    let least = program.least_value();
    let mut target = bound.floor();
    let mut step = (target.abs() / 4_000).max(1);
    let mut nodes_left = work.nodes;
    while target >= least {
        let budget = budget(&bound, target);
        let (found, used) = Search::new(program, &bound, budget).stopped_by(work.stop).run(nodes_left.min(FIRST_NODES));
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

fn budget(bound: &Bound, target: i64) -> i64 {
    let loss = bound.total - i128::from(target) * i128::from(bound.scale);
    i64::try_from(loss).unwrap_or(i64::MAX / 4)
}

fn solution(program: &Program<'_>, bound: Bound, columns: Vec<usize>) -> Solution {
    let value = program.value(&columns);
    let by_dual = bound.floor() <= value;
    Solution { columns, value, bound, by_dual }
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
    let from_program = if stopped { None } else { best_of_nearest(program, &bound) };
    let better = [best, from_program].into_iter().flatten().max_by_key(|columns| program.value(columns));
    let least_to_beat = better.as_ref().map_or(target, |columns| program.value(columns) + 1);
    let (found, used) = Search::new(program, &bound, budget(&bound, least_to_beat)).stopped_by(work.stop).run(work.nodes);
    effort.nodes += used;
    match (found, better) {
        (Found::Best(columns), _) => Outcome::Optimal(solution(program, bound, columns)),
        (Found::Nothing, Some(columns)) => Outcome::Optimal(solution(program, bound, columns)),
        (Found::Nothing, None) => Outcome::Limit(None, target - 1),
        (Found::Unfinished(found), better) => {
            let highest = bound.floor();
            let best = found.or(better).map(|columns| solution(program, bound, columns));
            Outcome::Limit(best, highest)
        }
    }
}

/// The best plan over the columns of least loss, by the backend; `None` where it finds none.
fn best_of_nearest(program: &Program<'_>, bound: &Bound) -> Option<Vec<usize>> {
    let mut columns: Vec<usize> = (0..program.columns.len()).collect();
    columns.sort_by_cached_key(|&column| (bound.loss(program, column), column));
    columns.truncate(MAX_MIP_COLUMNS);
    let chosen = choose(program, &columns).ok()?;
    program.is_feasible(&chosen).then_some(chosen)
}

/// The program over these columns only, as one mixed-integer program; the chosen columns, ascending.
/// What comes back is rounded; the caller checks it in integers.
///
/// # Errors
/// [`BackendError`]: no plan over these columns, or the backend failed.
pub fn choose(program: &Program<'_>, columns: &[usize]) -> Result<Vec<usize>, BackendError> {
    #[expect(clippy::cast_precision_loss, reason = "limits and scores are far below 2^53")]
    let real = |n: i64| n as f64;
    let variables = columns
        .iter()
        .map(|&c| Variable { cost: -real(program.values[c]), lower: 0.0, upper: 1.0, integer: true })
        .collect();
    let coefficient = |place: &Place, column: usize| -> i64 {
        let holds = |p: usize| i64::from(program.columns.members(column).any(|member| member == p));
        match place {
            Place::Person(p) => holds(*p),
            Place::Teams(k) => i64::from(program.columns.initiative(column) == *k),
            Place::Seats => i64::try_from(program.columns.members(column).len()).expect("at most 4"),
            Place::Count(people) => people.iter().map(|&p| holds(p)).sum(),
            Place::Order { later, earlier } => holds(*later) - holds(*earlier),
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
    let values = backend::minimise(&Model { variables, constraints })?;
    let mut chosen: Vec<usize> =
        columns.iter().zip(values).filter(|(_, value)| *value > 0.5).map(|(&column, _)| column).collect();
    chosen.sort_unstable();
    Ok(chosen)
}

/// What the best plan with one more person is worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forced {
    /// Exactly this.
    Best(i64),
    /// At most this; the nodes ran out.
    AtMost(i64),
    /// No plan holds them.
    Never,
}

/// The value of the best plan of `program` that holds `person`, searched under a known bound; `value`
/// is what the best plan without that demand is worth.
pub fn price_of(
    program: &Program<'_>,
    bound: &Bound,
    person: usize,
    value: i64,
    nodes: u64,
    effort: &mut Effort,
) -> Forced {
    let nearest = (0..program.columns.len())
        .filter(|&column| program.columns.members(column).any(|p| p == person))
        .map(|column| bound.loss(program, column))
        .min();
    let Some(nearest) = nearest else { return Forced::Never };
    let least = program.least_value();
    let highest = bound.total - i128::from(nearest);
    let highest = i64::try_from(highest.div_euclid(i128::from(bound.scale))).expect("scores are below 10^12");
    let mut proven = highest.min(value);
    let mut target = proven;
    let mut step = (value.abs() / 200).max(1);
    let mut nodes_left = nodes;
    while target >= least {
        let (found, used) =
            Search::new(program, bound, budget(bound, target)).holding(person).run(nodes_left);
        effort.nodes += used;
        nodes_left -= used;
        match found {
            Found::Best(columns) => return Forced::Best(program.value(&columns)),
            Found::Unfinished(_) => return Forced::AtMost(proven),
            Found::Nothing if target == least => break,
            Found::Nothing => {
                proven = target - 1;
                target = (target - step).max(least);
                step = step.saturating_mul(2);
            }
        }
    }
    Forced::Never
}
