//! Blocks whose teams are too many to list: generate columns, bound, search, fix, prove.

use crate::bound::Bound;
use crate::generate::{self, Generated};
use crate::local::Local;
use crate::neighbourhood::Neighbourhood;
use crate::pricing::{Wanted, price};
use crate::program::Program;
use crate::search::{Found, MAX_PEOPLE, Search};
use crate::solve::{Effort, Forced, Outcome, Work, budget, highest, solution};
use crate::watch::tell;

/// Columns within reach of the bound that are searched completely at most.
const MOST_SURVIVORS: usize = 150_000;

/// More people than this get their plan by local search alone, and a bound person by person.
const MOST_GENERATED: usize = 1_200;

/// Columns kept at hand around a plan.
const MOST_NEAR: usize = 30_000;

/// Solves a program over teams that are not listed, as far as `work` allows.
pub(crate) fn solve(program: &Program<'_>, work: Work, effort: &mut Effort) -> Outcome {
    if program.n_people > MOST_GENERATED {
        let bound = Bound::by_person(program, work.scale);
        tell(work.watch, program, None, Some(&bound));
        let top = highest(program, bound.floor());
        let shares = Vec::new();
        return match incumbent(program, &Generated { bound: bound.clone(), shares }, work) {
            Some(known) => whether_best(program, bound, known),
            None => Outcome::Limit(None, top),
        };
    }
    let generated = generate::lowest_bound(program, &[], work, effort);
    let bound = generated.bound.clone();
    if bound.total < i128::from(program.least_value()) * i128::from(bound.scale) {
        return Outcome::Infeasible(Some(Box::new(bound)));
    }
    let work = match settled_near(program, &bound, work, effort) {
        Ok(outcome) => return outcome,
        Err(left) => left,
    };
    match incumbent(program, &generated, work) {
        Some(known) => {
            tell(work.watch, program, Some(program.value(&known)), Some(&bound));
            let top = highest(program, bound.floor());
            if work.is_enough(program.value(&known), top) {
                return whether_best(program, bound, known);
            }
            let known = approach(program, &bound, known, work, effort);
            if work.is_enough(program.value(&known), top) {
                return whether_best(program, bound, known);
            }
            let target = program.value(&known) + program.grain;
            prove(program, bound, known, target, work, effort)
        }
        None => without_incumbent(program, bound, work, effort),
    }
}

/// Columns and nodes of one look just below the bound.
const NEAR: (usize, u64) = (4_000, 20_000);

/// Looks just below the bound, further and further down, for as long as few columns are within reach:
/// the linear program is often so tight that this ends the matter before any plan is known. Once a look
/// is too long to be finished, the next ones are for any plan. What is left of the work otherwise.
fn settled_near(
    program: &Program<'_>,
    bound: &Bound,
    work: Work,
    effort: &mut Effort,
) -> Result<Outcome, Work> {
    let mut left = work.nodes;
    if program.n_people > MAX_PEOPLE {
        return Err(work);
    }
    let least = program.least_value();
    let mut target = highest(program, bound.floor());
    let mut step = highest(program, target.abs() / 4_000).max(program.grain);
    let mut is_for_any = false;
    while target >= least && !work.is_stopped() {
        let reach = budget(bound, target);
        let Some(codes) = survivors(program, bound, reach, NEAR.0, work, effort) else { break };
        let listed = program.columns.listed(&codes);
        let restricted = program.restricted(&listed, &codes);
        let search = Search::new(&restricted, bound, reach).stopped_by(work.stop);
        let (found, used) =
            if is_for_any { any_plan(search, work.seed) } else { search.run(left.min(NEAR.1)) };
        effort.nodes += used;
        left = left.saturating_sub(used);
        let plan = |columns: Vec<usize>| sorted(columns.iter().map(|&at| codes[at]).collect());
        match found {
            Found::Best(columns) => {
                let plan = plan(columns);
                tell(work.watch, program, Some(program.value(&plan)), Some(bound));
                return Ok(Outcome::Optimal(solution(program, bound.clone(), plan)));
            }
            Found::Unfinished(Some(columns)) => {
                let known = plan(columns);
                tell(work.watch, program, Some(program.value(&known)), Some(bound));
                let target = program.value(&known) + program.grain;
                return Ok(prove(
                    program,
                    bound.clone(),
                    known,
                    target,
                    Work { nodes: left, ..work },
                    effort,
                ));
            }
            Found::Nothing | Found::Unfinished(None) if target == least => break,
            Found::Nothing | Found::Unfinished(None) => {
                is_for_any = found != Found::Nothing;
                target = target.saturating_sub(step).max(least);
                step = step.saturating_mul(2);
            }
        }
    }
    Err(Work { nodes: left, ..work })
}

/// Any plan that short searches find.
fn any_plan(mut search: Search<'_>, seed: u64) -> (Found, u64) {
    let (found, used) = search.probe(seed);
    (Found::Unfinished(found), used)
}

/// A plan is best if the bound says so, and the best known otherwise.
fn whether_best(program: &Program<'_>, bound: Bound, known: Vec<usize>) -> Outcome {
    let top = highest(program, bound.floor());
    let found = solution(program, bound, known);
    if found.value >= top { Outcome::Optimal(found) } else { Outcome::Limit(Some(found), top) }
}

/// Improves a plan by searching around it among the columns nearest to the bound.
fn approach(
    program: &Program<'_>,
    bound: &Bound,
    known: Vec<usize>,
    work: Work,
    effort: &mut Effort,
) -> Vec<usize> {
    let gap = budget(bound, program.value(&known) + program.grain);
    if gap < 0 || work.is_stopped() {
        return known;
    }
    let near = nearest(program, bound, gap, work, effort);
    Neighbourhood::new(program, bound, &near, known, work).search(effort)
}

/// Columns nearest to the bound: some tens of thousands, or all that a better plan can have.
fn nearest(program: &Program<'_>, bound: &Bound, gap: i64, work: Work, effort: &mut Effort) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    // From narrow to wide, so that no listing runs far beyond what is wanted.
    let mut reach = (gap / 256).max(1);
    loop {
        match survivors(program, bound, reach.min(gap), MOST_NEAR, work, effort) {
            Some(found) => best = found,
            None => return best,
        }
        if reach >= gap || best.len() * 2 > MOST_NEAR || work.is_stopped() {
            return best;
        }
        reach = reach.saturating_mul(2);
    }
}

/// No plan is known: searches below the bound, further and further down, until there is one or none
/// can be.
fn without_incumbent(program: &Program<'_>, bound: Bound, work: Work, effort: &mut Effort) -> Outcome {
    let least = program.least_value();
    let top = highest(program, bound.floor());
    let mut target = top;
    let mut step = highest(program, target.abs() / 4_000).max(program.grain);
    let mut left = work.nodes;
    while target >= least {
        let codes = survivors(program, &bound, budget(&bound, target), MOST_SURVIVORS, work, effort);
        let (Some(codes), true) = (codes, program.n_people <= MAX_PEOPLE) else {
            return Outcome::Limit(None, top);
        };
        let listed = program.columns.listed(&codes);
        let restricted = program.restricted(&listed, &codes);
        let search = Search::new(&restricted, &bound, budget(&bound, target)).stopped_by(work.stop);
        let (found, used) = search.run(left);
        effort.nodes += used;
        left -= used;
        let plan = |columns: Vec<usize>| sorted(columns.iter().map(|&at| codes[at]).collect());
        match found {
            Found::Best(columns) => return Outcome::Optimal(solution(program, bound, plan(columns))),
            Found::Unfinished(Some(columns)) => {
                return Outcome::Limit(Some(solution(program, bound, plan(columns))), top);
            }
            Found::Unfinished(None) => return Outcome::Limit(None, target),
            Found::Nothing if target == least => break,
            Found::Nothing => {
                target = target.saturating_sub(step).max(least);
                step = step.saturating_mul(2);
            }
        }
    }
    Outcome::Infeasible(Some(Box::new(bound)))
}

fn sorted(mut columns: Vec<usize>) -> Vec<usize> {
    columns.sort_unstable();
    columns
}

/// A good plan: the largest shares of the linear program that go together, filled up, annealed.
fn incumbent(program: &Program<'_>, generated: &Generated, work: Work) -> Option<Vec<usize>> {
    let mut taken = vec![false; program.n_people];
    let mut start = Vec::new();
    for &(code, share) in &generated.shares {
        if share > 0.3 && program.columns.members(code).all(|p| !taken[p]) {
            program.columns.members(code).for_each(|p| taken[p] = true);
            start.push(code);
        }
    }
    let people = u64::try_from(program.n_people).expect("fewer than 2^64");
    let top = highest(program, generated.bound.floor());
    (0..3).find_map(|attempt| {
        let start = if attempt == 0 { start.as_slice() } else { &[] };
        let mut local = Local::new(program, start, work.seed.wrapping_add(attempt));
        local.fill();
        let rough = local.roughness();
        let heat = (rough / 4.0, rough / 200.0);
        local.anneal(5_000 * people, heat, top, || work.is_stopped());
        if local.best().is_none() && work.is_stopped() {
            // A search that is stopped at once still looks for some plan, for a moment.
            local.anneal(2_000 * people.min(300), heat, top, || false);
        }
        local.best()
    })
}

/// All columns whose loss is within `budget`; `None` if they are too many.
pub(crate) fn survivors(
    program: &Program<'_>,
    bound: &Bound,
    budget: i64,
    most: usize,
    work: Work,
    effort: &mut Effort,
) -> Option<Vec<usize>> {
    let faces = generate::faces(program, &bound.prices, bound.scale);
    // Cheap to hit where they are far too many.
    let each = (most * 8 / program.n_people.max(1)).max(1_000);
    let wanted = Wanted { threshold: budget.saturating_neg(), each: usize::MAX, most: each };
    let found = price(&faces, wanted, work.pieces, work.stop);
    effort.columns += found.teams.len() as u64;
    (!found.cut && found.teams.len() <= most).then(|| generate::codes(program, &found.teams))
}

/// A plan is known; is there one worth at least `target`?
fn prove(
    program: &Program<'_>,
    bound: Bound,
    known: Vec<usize>,
    target: i64,
    work: Work,
    effort: &mut Effort,
) -> Outcome {
    let left = budget(&bound, target);
    if left < 0 {
        return Outcome::Optimal(solution(program, bound, known));
    }
    let highest = highest(program, bound.floor());
    let Some(codes) = survivors(program, &bound, left, MOST_SURVIVORS, work, effort) else {
        return Outcome::Limit(Some(solution(program, bound, known)), highest);
    };
    if program.n_people > MAX_PEOPLE {
        return Outcome::Limit(Some(solution(program, bound, known)), highest);
    }
    let listed = program.columns.listed(&codes);
    let restricted = program.restricted(&listed, &codes);
    let mut search = Search::new(&restricted, &bound, left).stopped_by(work.stop);
    let (probed, used) = search.probe(work.seed);
    effort.nodes += used;
    if let Some(columns) = probed {
        let better = sorted(columns.iter().map(|&at| codes[at]).collect());
        let target = program.value(&better) + program.grain;
        return prove(program, bound, better, target, work, effort);
    }
    let (found, used) = search.run(work.nodes);
    effort.nodes += used;
    let plan = |columns: Vec<usize>| sorted(columns.iter().map(|&at| codes[at]).collect());
    match found {
        Found::Best(columns) => Outcome::Optimal(solution(program, bound, plan(columns))),
        Found::Nothing => Outcome::Optimal(solution(program, bound, known)),
        Found::Unfinished(better) => {
            let best = better.map_or(known, plan);
            Outcome::Limit(Some(solution(program, bound, best)), highest)
        }
    }
}

/// What the best plan with `person` is worth, between two values: at least what it takes to put them
/// in somebody's place, at most what the duals leave.
pub(crate) fn price_of(program: &Program<'_>, bound: &Bound, person: usize, best: &[usize]) -> Forced {
    let value = program.value(best);
    let teams = program.columns.teams().expect("only teams that are not listed");
    let newcomer = u16::try_from(person).expect("at most 15 bits");
    let mut known: Option<i64> = None;
    for (at, &old) in best.iter().enumerate() {
        let initiative = program.columns.initiative(old);
        let members: Vec<u16> =
            program.columns.members(old).map(|p| u16::try_from(p).expect("at most 15 bits")).collect();
        for leaving in 0..members.len() {
            let mut new = members.clone();
            new[leaving] = newcomer;
            new.sort_unstable();
            if teams.score_of(initiative, &new).is_none() {
                continue;
            }
            let code = program.columns.code(initiative, &new);
            let other = value - program.value_of(old) + program.value_of(code);
            if known.is_none_or(|known| known < other) {
                let mut plan = best.to_vec();
                plan[at] = code;
                if program.is_feasible(&plan) {
                    known = Some(other);
                }
            }
        }
    }
    // Every plan with them spends what their own row would have saved.
    Forced::Between(known, highest(program, bound.floor()).min(value))
}
