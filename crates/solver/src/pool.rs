//! Blocks whose teams are too many to list: generate columns, bound, search, fix, prove.
//!
//! What is left between plan and bound is closed by better plans and by searching what survives fixing, not
//! by a lower bound of the linear program: that was tried and does not pay. Where most is left, the
//! programme's scoring in teams of exactly four, the first bounds for 96 and 200 people are 56 039.7 and
//! 118 840.3. Rows on triples (of any three people at most one team holds two or more; Jepsen and others
//! 2008), added until nothing more is gained, lower them to 56 023.5 and 118 838.6, with 69 and 163 rows in
//! thirteen and twenty more rounds. Branching on pairs, together or apart (Ryan and Foster 1981), best bound first, forty
//! nodes: 56 014.3 and 118 836.3, in eight to eleven times the rounds of the first bound. The best plan of 96 is worth
//! 55 974 and is proven by searching 9 000 columns in less time; for 200, a longer search for plans took
//! the gap from 129 points to 45.

use crate::bound::Bound;
use crate::generate::{self, Generated, LARGE};
use crate::local::Local;
use crate::neighbourhood::{Neighbourhood, Patience};
use crate::pricing::{Wanted, price};
use crate::program::Program;
use crate::search::{Found, MAX_PEOPLE, Search};
use crate::solve::{Effort, Forced, Outcome, Work, budget, highest, solution};
use crate::swap;
use crate::watch::tell;

/// Columns within reach of the bound that are searched completely at most.
const MOST_SURVIVORS: usize = 150_000;

/// More people than this get a bound person by person.
const MOST_GENERATED: usize = 2_500;

/// A bound that is this part of a plan's value above it, in a large block, is not made closer.
const NEAR_ENOUGH: i128 = 200;

/// Columns kept at hand around a plan.
const MOST_NEAR: usize = 30_000;

/// Solves a program over teams that are not listed, as far as `work` allows.
pub(crate) fn solve(program: &Program<'_>, work: Work, effort: &mut Effort) -> Outcome {
    // In a large block the bound takes long: first a plan, so that there is one at any time.
    let plain = (program.n_people > LARGE).then(|| Bound::by_person(program, work.scale));
    let first = plain.as_ref().and_then(|bound| {
        tell(work.watch, program, None, Some(bound));
        incumbent(program, bound, &[], work).inspect(|known| {
            tell(work.watch, program, Some(program.value(known)), Some(bound));
        })
    });
    let generated = match (plain, &first) {
        (Some(bound), first) if is_close(program, &bound, first.as_deref()) => {
            Generated { bound, shares: Vec::new(), near: Vec::new() }
        }
        _ => generate::lowest_bound(program, &[], work, effort),
    };
    let bound = generated.bound.clone();
    if bound.total < i128::from(program.least_wanted()) * i128::from(bound.scale) {
        return Outcome::Infeasible(Some(Box::new(bound)));
    }
    // Where swaps do, they are sooner there.
    let work = if swap::may_improve(program) {
        work
    } else {
        match settled_near(program, &bound, work, effort) {
            Ok(outcome) => return outcome,
            Err(left) => left,
        }
    };
    let from_shares = match &first {
        Some(_) if generated.shares.is_empty() || work.is_stopped() => None,
        _ => incumbent(program, &bound, &generated.shares, work),
    };
    match [first, from_shares].into_iter().flatten().max_by_key(|known| program.value(known)) {
        Some(known) => {
            tell(work.watch, program, Some(program.value(&known)), Some(&bound));
            let top = highest(program, bound.floor());
            if work.is_enough(program.value(&known), top) {
                return whether_best(program, bound, known);
            }
            let mut known = known;
            if program.n_people <= MAX_PEOPLE {
                // A short search may end the matter as soon as the plan is close to the best.
                for is_improved in [false, true] {
                    if is_improved {
                        known = approach(program, &generated, known, Patience::SHORT, work, effort);
                    }
                    known = match whether_near(program, &bound, known, work, effort) {
                        Ok(outcome) => return outcome,
                        Err(known) => known,
                    };
                }
            }
            let known =
                approach(program, &generated, known, Patience::for_people(program.n_people), work, effort);
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
    let least = program.least_wanted();
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
            Found::Nothing if target == least => {
                return Ok(Outcome::Infeasible(Some(Box::new(bound.clone()))));
            }
            Found::Unfinished(None) if target == least => break,
            Found::Nothing | Found::Unfinished(None) => {
                is_for_any = found != Found::Nothing;
                target = target.saturating_sub(step).max(least);
                step = step.saturating_mul(2);
            }
        }
    }
    Err(Work { nodes: left, ..work })
}

/// Whether a short search among few columns shows which plan is best; the best plan so far otherwise.
fn whether_near(
    program: &Program<'_>,
    bound: &Bound,
    known: Vec<usize>,
    work: Work,
    effort: &mut Effort,
) -> Result<Outcome, Vec<usize>> {
    let left = budget(bound, program.value(&known) + program.grain);
    if left < 0 || program.n_people > MAX_PEOPLE {
        return Err(known);
    }
    let Some(codes) = survivors(program, bound, left, NEAR.0, work, effort) else { return Err(known) };
    let listed = program.columns.listed(&codes);
    let restricted = program.restricted(&listed, &codes);
    let (found, used) =
        Search::new(&restricted, bound, left).stopped_by(work.stop).run(work.nodes.min(NEAR.1));
    effort.nodes += used;
    let plan = |columns: Vec<usize>| sorted(columns.iter().map(|&at| codes[at]).collect());
    match found {
        Found::Best(columns) => Ok(Outcome::Optimal(solution(program, bound.clone(), plan(columns)))),
        Found::Nothing => Ok(Outcome::Optimal(solution(program, bound.clone(), known))),
        Found::Unfinished(better) => Err(better.map_or(known, plan)),
    }
}

/// Any plan that short searches find.
fn any_plan(mut search: Search<'_>, seed: u64) -> (Found, u64) {
    let (found, used) = search.probe(seed);
    (Found::Unfinished(found), used)
}

/// Whether a bound person by person has to do: people are too many for a closer one, or a plan is as close to it.
fn is_close(program: &Program<'_>, bound: &Bound, known: Option<&[usize]>) -> bool {
    let is_near = |known: &[usize]| {
        let value = program.value(known);
        i128::from(bound.floor() - value) * NEAR_ENOUGH <= i128::from(value.abs())
    };
    program.n_people > MOST_GENERATED || known.is_some_and(is_near)
}

/// A plan is best if the bound says so, and the best known otherwise.
fn whether_best(program: &Program<'_>, bound: Bound, known: Vec<usize>) -> Outcome {
    let top = highest(program, bound.floor());
    let found = solution(program, bound, known);
    if found.value >= top { Outcome::Optimal(found) } else { Outcome::Limit(Some(found), top) }
}

/// Improves a plan by searching around it: among the columns nearest to the bound where people are few.
fn approach(
    program: &Program<'_>,
    generated: &Generated,
    known: Vec<usize>,
    patience: Patience,
    work: Work,
    effort: &mut Effort,
) -> Vec<usize> {
    let bound = &generated.bound;
    let gap = budget(bound, program.value(&known) + program.grain);
    if gap < 0 || program.n_people > MOST_GENERATED || work.is_stopped() {
        return known;
    }
    if program.n_people > MAX_PEOPLE {
        return Neighbourhood::new(program, bound, &generated.near, known, work).search(patience, effort);
    }
    let near = nearest(program, bound, gap, work, effort);
    Neighbourhood::new(program, bound, &near, known, work).search(patience, effort)
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
    let least = program.least_wanted();
    let top = highest(program, bound.floor());
    if program.n_people > MAX_PEOPLE {
        return Outcome::Limit(None, top);
    }
    let mut target = top;
    let mut step = highest(program, target.abs() / 4_000).max(program.grain);
    let mut left = work.nodes;
    while target >= least {
        let codes = survivors(program, &bound, budget(&bound, target), MOST_SURVIVORS, work, effort);
        let Some(codes) = codes else { return Outcome::Limit(None, top) };
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
fn incumbent(
    program: &Program<'_>,
    bound: &Bound,
    shares: &[(usize, f64)],
    work: Work,
) -> Option<Vec<usize>> {
    let is_large = program.n_people > LARGE;
    let least = if is_large { 0.0 } else { 0.3 };
    let mut taken = vec![false; program.n_people];
    let mut start = Vec::new();
    for &(code, share) in shares {
        if share > least && program.columns.members(code).all(|p| !taken[p]) {
            program.columns.members(code).for_each(|p| taken[p] = true);
            start.push(code);
        }
    }
    let people = u64::try_from(program.n_people).expect("fewer than 2^64");
    let top = work.enough(highest(program, bound.floor()));
    (0..3).find_map(|attempt| {
        let start = if attempt == 0 { start.as_slice() } else { &[] };
        let mut local = Local::new(program, start, work.seed.wrapping_add(attempt));
        local.fill();
        let rough = local.roughness();
        // Hot enough to forget the start, unless that is close to the best already.
        let hot = if is_large && !start.is_empty() { rough / 40.0 } else { rough / 4.0 };
        // Where swaps go on from it, a rough plan will do; and where people are very many, it has to.
        let is_rough = swap::may_improve(program) && !(LARGE..=MOST_GENERATED).contains(&program.n_people);
        let steps = if is_rough { 500 } else { 5_000 };
        local.anneal(work.steps(steps * people), (hot, rough / 200.0), top, || work.is_stopped());
        if local.best().is_none() && (work.is_stopped() || work.steps(u64::MAX) < steps * people) {
            // A search that is stopped at once still looks for some plan, for a moment.
            local.anneal(2_000 * people.min(300), (rough / 4.0, rough / 200.0), top, || false);
        }
        local.best().map(|plan| swap::improve(program, plan, top, work))
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
    let wanted = Wanted { threshold: budget.saturating_neg(), each: usize::MAX, most: each, looks: u64::MAX };
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
    if program.n_people > MAX_PEOPLE {
        return Outcome::Limit(Some(solution(program, bound, known)), highest);
    }
    let Some(codes) = survivors(program, &bound, left, MOST_SURVIVORS, work, effort) else {
        return Outcome::Limit(Some(solution(program, bound, known)), highest);
    };
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
