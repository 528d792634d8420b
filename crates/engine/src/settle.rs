//! One block settled by itself: most seats of its clusters, then most seats of pools, then the closest
//! to the fair split, then the best teams, with the leaves that prove each step.

use crate::answer::{Answer, Most, Solved};
use crate::cell::Cell;
use crate::clash::clashes;
use crate::fair;
use crate::filling::exact_fillings;
use crate::ground::Ground;
use crate::outer::by_claims;
use crate::part::shares;
use crate::patterns::{Patterns, Side};
use crate::seated::Seated;
use fordel_model::Programme;
use fordel_model::keep::KeepOrder;
use fordel_model::plan::Case;
use fordel_solver::Effort;

/// A settled block.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    /// What came of it.
    pub(crate) seated: Seated,
    /// The leaves about its seats, where not all can be filled.
    pub(crate) seats_cases: Vec<Case>,
    /// Whether the method's order decided between equally close fillings.
    pub(crate) equally_close: bool,
    /// Whether the work ran out before its seats were settled.
    pub(crate) open: bool,
}

impl Settled {
    fn by(seated: Seated) -> Self {
        Self { seated, seats_cases: Vec::new(), equally_close: false, open: false }
    }
}

/// A block's best plan for at most `caps` seats of its clusters; where the work runs out some legal plan,
/// if one is found.
pub(crate) fn settle(ground: &Ground<'_>, cell: &Cell, caps: &[u64], effort: &mut Effort) -> Settled {
    let settled = settle_exactly(ground, cell, caps, effort);
    if !matches!(settled.seated, Seated::Unknown) {
        return settled;
    }
    let seated = match cell.some_plan(ground.programme, caps, effort) {
        Answer::Plan(solved) => Seated::Plan(solved),
        Answer::None(_) | Answer::Unknown => Seated::Unknown,
    };
    Settled { open: true, ..Settled::by(seated) }
}

fn settle_exactly(ground: &Ground<'_>, cell: &Cell, caps: &[u64], effort: &mut Effort) -> Settled {
    let programme = ground.programme;
    let reach = cell.reach(programme, caps);
    if reach == caps {
        let (answer, cases) = best_with_pools(programme, cell, caps, effort);
        if let Answer::Plan(solved) = answer {
            return Settled { seats_cases: cases, ..Settled::by(Seated::Plan(solved)) };
        }
    }
    let mut open = false;
    let (total, mut cases) = match cell.most(programme, caps, effort) {
        Most::Clash => {
            return Settled::by(Seated::Clash(clashes(programme, &ground.candidacy, cell, effort)));
        }
        Most::People(total, case) => (total, case.map(|case| *case).into_iter().collect::<Vec<_>>()),
        Most::AtLeast(total) => {
            open = true;
            (total, Vec::new())
        }
    };
    let Some(mut fillings) = exact_fillings(&reach, total) else { return Settled::by(Seated::Unknown) };
    let distance = |seats: &[u64]| -> u64 {
        cell.fair.iter().zip(seats).map(|(fair, seats)| fair.abs_diff(*seats).pow(2)).sum()
    };
    if fillings.len() > 1 {
        let claims = fair::claims(&ground.problem);
        fillings.sort_by(|a, b| {
            distance(a).cmp(&distance(b)).then_with(|| by_claims(cell.clusters(), &claims, a, b))
        });
    }
    // The first filling in this order with the most people in pools.
    let top = cell.most_pool_users();
    let mut chosen: Option<(&Vec<u64>, u64)> = None;
    let mut equally_close = false;
    for seats in &fillings {
        let is_later = |best: &&Vec<u64>| distance(best) < distance(seats);
        if chosen.as_ref().is_some_and(|(best, pooled)| *pooled == top && is_later(best)) {
            break;
        }
        let only = fillings.len() == 1;
        let pooled = match filling(programme, cell, seats, only, &mut cases, effort) {
            Filling::Possible(pooled) => pooled,
            Filling::Impossible => continue,
            Filling::Unknown => return Settled::by(Seated::Unknown),
        };
        match &chosen {
            Some((_, known)) if *known > pooled => {}
            Some((best, known)) if *known == pooled => equally_close |= distance(best) == distance(seats),
            _ => {
                chosen = Some((seats, pooled));
                equally_close = false;
            }
        }
    }
    let Some((seats, _)) = chosen else { return Settled::by(Seated::Unknown) };
    match best_with_pools(programme, cell, seats, effort) {
        (Answer::Plan(solved), more) => {
            cases.extend(more.into_iter().filter(|case| !cases.contains(case)).collect::<Vec<_>>());
            Settled { seated: Seated::Plan(solved), seats_cases: cases, equally_close, open }
        }
        (Answer::None(_) | Answer::Unknown, _) => Settled::by(Seated::Unknown),
    }
}

/// What can be said of one filling.
enum Filling {
    /// It is possible, with so many people in pools.
    Possible(u64),
    /// It is not.
    Impossible,
    /// The work ran out.
    Unknown,
}

/// Whether a filling is possible, with how many people in pools, and the leaf for it. Where it is the
/// `only` one there is, and nobody uses pools, it need not be asked.
fn filling(
    programme: &Programme,
    cell: &Cell,
    seats: &[u64],
    only: bool,
    cases: &mut Vec<Case>,
    effort: &mut Effort,
) -> Filling {
    if cell.pools.is_empty() || !only {
        match if only { return Filling::Possible(0) } else { cell.can_fill(programme, seats, effort) } {
            Answer::Plan(_) => (),
            Answer::None(case) => {
                cases.push(*case);
                return Filling::Impossible;
            }
            Answer::Unknown => return Filling::Unknown,
        }
        if cell.pools.is_empty() {
            return Filling::Possible(0);
        }
    }
    match cell.most_in_pools(programme, seats, effort) {
        Most::People(pooled, case) => {
            cases.extend(case.map(|case| *case));
            Filling::Possible(pooled)
        }
        Most::AtLeast(_) => Filling::Unknown,
        Most::Clash => Filling::Impossible,
    }
}

/// The best plan of exactly these seats among those with the most people in pools, and the leaf that
/// proves how many these are, where not everybody who could be is.
pub(crate) fn best_with_pools(
    programme: &Programme,
    cell: &Cell,
    seats: &[u64],
    effort: &mut Effort,
) -> (Answer, Vec<Case>) {
    if cell.pools.is_empty() {
        return (cell.best(programme, seats, Vec::new(), effort), Vec::new());
    }
    let top = cell.most_pool_users();
    if let Answer::Plan(solved) = with_pooled(programme, cell, seats, top, effort) {
        return (Answer::Plan(solved), Vec::new());
    }
    match cell.most_in_pools(programme, seats, effort) {
        Most::People(pooled, case) => {
            let cases = case.map(|case| *case).into_iter().collect();
            (with_pooled(programme, cell, seats, pooled, effort), cases)
        }
        Most::AtLeast(_) => (Answer::Unknown, Vec::new()),
        // The answer without pools says why there is none.
        Most::Clash => (cell.best(programme, seats, Vec::new(), effort), Vec::new()),
    }
}

/// The best plan of exactly these seats with `pooled` people in pools, all together, and leaves for
/// every other number of them.
fn with_pooled(
    programme: &Programme,
    cell: &Cell,
    seats: &[u64],
    pooled: u64,
    effort: &mut Effort,
) -> Answer {
    match cell.pools.as_slice() {
        [_] => with_one_pool(programme, cell, seats, pooled, effort),
        _ if cell.keep.is_some() => with_pools_keeping(programme, cell, seats, pooled, effort),
        _ => with_pools(programme, cell, seats, pooled, effort),
    }
}

fn with_one_pool(
    programme: &Programme,
    cell: &Cell,
    seats: &[u64],
    pooled: u64,
    effort: &mut Effort,
) -> Answer {
    let within = |least: u64, most: u64| shares(&cell.pools, &[(least, most)], &[0]);
    let mut answer = cell.best(programme, seats, within(pooled, pooled), effort);
    if let Answer::Plan(solved) = &mut answer {
        if let Some(fewer) = pooled.checked_sub(1) {
            let ask = cell.score_ask(seats, within(0, fewer));
            solved.cases.push(cell.loose_case(programme, &ask, effort));
        }
        let users = cell.pools[0].people.len() as u64;
        if pooled < users {
            // About the score, whatever level comes first where a plan is kept.
            let ask = cell.score_ask(seats, within(pooled + 1, users));
            solved.cases.push(match cell.answer(programme, ask.clone(), effort) {
                Answer::None(case) => *case,
                // More than are allowed, or the work ran out: what is not known to be impossible.
                Answer::Plan(_) | Answer::Unknown => cell.loose_case(programme, &ask, effort),
            });
        }
    }
    answer
}

/// Several pools: a premium for each person in a pool that no score can outweigh, and of the patterns
/// with the right sum the best.
fn with_pools(programme: &Programme, cell: &Cell, seats: &[u64], pooled: u64, effort: &mut Effort) -> Answer {
    let whole = |n: u64| i64::try_from(n).expect("a number of people");
    let reach = cell.block.columns.largest_score() * whole(cell.block.people.len() as u64);
    let premium = vec![reach + 1; cell.pools.len()];
    let mut patterns = Patterns::new(seats, &cell.pools, &premium);
    let threshold = (reach + 1) * whole(pooled) - reach / 2;
    patterns.extend(programme, cell, &cell.pools, threshold, effort);
    if patterns.incomplete {
        return Answer::Unknown;
    }
    let right = patterns.found.iter().filter(|pattern| pattern.counts.iter().sum::<u64>() == pooled);
    let Some(best) = right.max_by_key(|pattern| pattern.solved.value) else {
        return Answer::Unknown;
    };
    let value = best.solved.value - (reach + 1) * whole(pooled);
    let cases = patterns.cases();
    Answer::Plan(Box::new(Solved { value, bound: value, cases, ..best.solved.clone() }))
}

/// The same where a plan is kept: every way to share the people out over the pools, and the best of all.
fn with_pools_keeping(
    programme: &Programme,
    cell: &Cell,
    seats: &[u64],
    pooled: u64,
    effort: &mut Effort,
) -> Answer {
    let exact = vec![Side::Exact; cell.pools.len()];
    let all = Patterns::feasible(programme, cell, seats, &cell.pools, exact, effort);
    if all.incomplete {
        return Answer::Unknown;
    }
    let mut best: Option<(i64, i64, Box<Solved>)> = None;
    for counts in all.found.iter().map(|pattern| &pattern.counts) {
        if counts.iter().sum::<u64>() != pooled {
            continue;
        }
        let shares = shares(&cell.pools, &crate::cell::exactly(counts), &vec![0; counts.len()]);
        let Answer::Plan(solved) = cell.best(programme, seats, shares, effort) else {
            return Answer::Unknown;
        };
        let (score, kept) = (cell.score(&solved.columns), cell.kept(&solved.columns));
        let levels = match cell.keep {
            Some(KeepOrder::First) => (kept, score),
            Some(KeepOrder::Last) | None => (score, kept),
        };
        if best.as_ref().is_none_or(|(first, second, _)| levels > (*first, *second)) {
            best = Some((levels.0, levels.1, solved));
        }
    }
    match best {
        // Its leaves speak of one way only.
        Some((_, _, solved)) => {
            Answer::Plan(Box::new(Solved { cases: Vec::new(), coupled: true, ..*solved }))
        }
        None => Answer::Unknown,
    }
}
