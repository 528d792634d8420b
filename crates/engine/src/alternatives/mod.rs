//! Other plans: the best in order, or plans within a gap that are far apart.
//!
//! Each is the best plan of the same seats that is at least so many people from every one before it. A
//! block alone is searched exactly (the module `apart`); over blocks, the losses at each distance add up and
//! the least sum is found over all ways to share the distance out.

use crate::apart::{Far, Part, Wanted, best_apart};
use crate::cache::Cache;
use crate::document::document;
use crate::notyet::NotYet;
use crate::options::{Options, Prices};
use crate::outcome::Unplanned;
use crate::plan::{plan_of_teams, plan_with};
use crate::words::Words;
use fordel_model::plan::PlanStatus;
use fordel_model::programme::ObjectiveKind;
use fordel_model::{Plan, Programme};
use fordel_solver::Effort;
use rayon::prelude::*;
mod unit;
use std::collections::{BTreeMap, BTreeSet};
use unit::{Unit, columns_of, holds, shares_no_pool, teams_of, units};

/// Questions asked of one block for one plan at most.
const MOST_QUESTIONS: usize = 300;

/// Ways to share the distance out over blocks that are kept at most.
const MOST_WAYS: usize = 100_000;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Plans in all, the first included.
    pub plans: usize,
    /// How much less than the best one may score, as a fraction of it (numerator, denominator).
    pub within: Option<(u64, u64)>,
    /// The least distance between any two; `None` with a gap: as far as can be, one after the other.
    pub apart: Option<u64>,
}

/// Why there are none.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum NoAlternatives {
    /// There is no plan to begin with.
    #[error(transparent)]
    Unplanned(#[from] Unplanned),
    /// Nothing is planned, or it is not proven.
    #[error("there is no proven plan of every cluster to begin with")]
    NotPlanned,
    /// A block is too large: its clusters' ids.
    #[error(
        "`{0}` has too many people or possible teams for exact alternatives (128 people, 4 million teams)"
    )]
    TooLarge(String),
}

/// One plan of the list.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The plan; its bound is the first plan's.
    pub plan: Plan,
    /// People whose place differs, from each plan before it.
    pub apart: Vec<u64>,
    /// Whether it is proven that no plan so far from those before it scores more.
    pub proven: bool,
}

/// The list.
#[derive(Clone, Debug)]
pub struct Alternatives {
    /// The plans, best first, or the farthest after the best.
    pub plans: Vec<Alternative>,
    /// Whether it is proven that there are no more, where fewer than wished for were found.
    pub complete: bool,
    /// Scores below this were not wanted.
    pub least: Option<i64>,
}

/// A way to fill a block: its score, its distance from each earlier plan, its part and team columns.
#[derive(Clone, Debug)]
struct Way {
    score: i64,
    apart: Vec<u64>,
    columns: Vec<usize>,
}

/// Other plans of a programme.
///
/// # Errors
/// [`NoAlternatives`].
pub fn alternatives(
    programme: &Programme,
    wish: &Wish,
    options: &Options,
    words: &dyn Words,
) -> Result<Alternatives, NoAlternatives> {
    if programme.objective == ObjectiveKind::Leximin {
        return Err(Unplanned::NotYet(vec![NotYet::AlternativesWithLeximin]).into());
    }
    let options = Options { prices: Prices::Unknown, keep: None, ..options.clone() };
    let cache = Cache::default();
    let outcome = plan_with(programme, &options, Some(&cache))?;
    if outcome.status != PlanStatus::Optimal {
        return Err(NoAlternatives::NotPlanned);
    }
    let first = document(programme, "", &outcome, words);
    let units = units(programme, &outcome, options.work)?;
    let mut chosen: Vec<Vec<Vec<usize>>> =
        vec![units.iter().map(|unit| columns_of(unit, &outcome)).collect::<Vec<_>>()];
    let least = wish.within.map(|(a, b)| {
        let loss = i128::from(first.score.unsigned_abs()) * i128::from(a) / i128::from(b.max(1));
        first.score.saturating_sub(i64::try_from(loss).unwrap_or(i64::MAX))
    });
    let mut plans = vec![Alternative { plan: first, apart: Vec::new(), proven: true }];
    let mut complete = false;
    while plans.len() < wish.plans {
        let next = match wish.apart {
            Some(apart) => farther(&units, &chosen, apart.max(1), least),
            None if least.is_none() => farther(&units, &chosen, 1, least),
            None => farthest(&units, &chosen, least),
        };
        match next {
            Next::Plan(columns, _) if !holds(programme, &units, &columns) => break,
            Next::Plan(columns, proven) => {
                let outcome = plan_of_teams(programme, &options, &cache, &teams_of(&units, &columns))?;
                let plan = document(programme, "", &outcome, words);
                let apart = chosen.iter().map(|other| distance(&units, &columns, other)).collect();
                chosen.push(columns);
                plans.push(Alternative { plan, apart, proven: proven && shares_no_pool(programme) });
            }
            Next::None => {
                complete = true;
                break;
            }
            Next::Unknown => break,
        }
    }
    Ok(Alternatives { plans, complete, least })
}

/// The next plan.
enum Next {
    /// Its columns by block, and whether it is proven.
    Plan(Vec<Vec<usize>>, bool),
    /// There is none.
    None,
    /// The work ran out.
    Unknown,
}

/// The farthest plan that still scores enough: by halving the distance.
fn farthest(units: &[Unit], chosen: &[Vec<Vec<usize>>], least: Option<i64>) -> Next {
    let (mut low, mut high) = (0, 2 * units.iter().map(|unit| unit.placed).sum::<u64>());
    let (mut best, mut all_known) = (Next::None, true);
    while low < high {
        let middle = (low + high).div_ceil(2);
        match farther(units, chosen, middle, least) {
            Next::Plan(columns, proven) => {
                let reached =
                    chosen.iter().map(|other| distance(units, &columns, other)).min().unwrap_or(middle);
                low = reached.max(middle);
                all_known &= proven;
                best = Next::Plan(columns, all_known);
            }
            Next::None => high = middle - 1,
            Next::Unknown => {
                all_known = false;
                high = middle - 1;
            }
        }
    }
    match best {
        Next::Plan(columns, _) => Next::Plan(columns, all_known),
        Next::None if !all_known => Next::Unknown,
        other => other,
    }
}

/// The best plan at least `apart` people from each of those chosen.
fn farther(units: &[Unit], chosen: &[Vec<Vec<usize>>], apart: u64, least: Option<i64>) -> Next {
    if let [unit] = units {
        let asked = vec![apart; chosen.len()];
        let floor = least.unwrap_or(i64::MIN / 4);
        return match ask(unit, 0, chosen, &asked, floor, &mut Effort::default()) {
            Far::Best(columns, _) => Next::Plan(vec![columns], true),
            Far::None => Next::None,
            Far::Unknown => Next::Unknown,
        };
    }
    let best = |at: usize| score(&units[at], &chosen[0][at]);
    let top: i64 = (0..units.len()).map(best).sum();
    // A plan that changes one block only says how much need be lost at most.
    let alone: Vec<Option<i64>> = (0..units.len())
        .into_par_iter()
        .map(|at| {
            let asked: Vec<u64> = vec![apart; chosen.len()];
            let floor = least.map_or(i64::MIN / 4, |least| least - (top - best(at)));
            match ask(&units[at], at, chosen, &asked, floor, &mut Effort::default()) {
                Far::Best(_, score) => Some(best(at) - score),
                Far::None | Far::Unknown => None,
            }
        })
        .collect();
    let allowed = least.map_or(i64::MAX / 4, |least| top - least);
    let most_loss = alone.iter().flatten().min().copied().unwrap_or(allowed).min(allowed);
    if most_loss < 0 {
        return Next::None;
    }
    let found: Vec<(Vec<Way>, bool)> = (0..units.len())
        .into_par_iter()
        .map(|at| ways(&units[at], at, chosen, apart, best(at).saturating_sub(most_loss)))
        .collect();
    let all_known = found.iter().all(|(_, known)| *known);
    // By the distance reached from each (no more than is asked counts): the least loss, and the ways taken.
    let mut reached: BTreeMap<Vec<u64>, (i64, Vec<usize>)> =
        BTreeMap::from([(vec![0; chosen.len()], (0, Vec::new()))]);
    let mut is_cut = false;
    for (at, (own, _)) in found.iter().enumerate() {
        let mut next: BTreeMap<Vec<u64>, (i64, Vec<usize>)> = BTreeMap::new();
        for (sum, (loss, taken)) in &reached {
            for (index, way) in own.iter().enumerate() {
                let loss = loss + best(at) - way.score;
                if loss > most_loss {
                    continue;
                }
                let sum: Vec<u64> =
                    sum.iter().zip(&way.apart).map(|(sum, more)| (sum + more).min(apart)).collect();
                if next.get(&sum).is_none_or(|(known, _)| loss < *known) {
                    let mut taken = taken.clone();
                    taken.push(index);
                    next.insert(sum, (loss, taken));
                }
            }
        }
        if next.len() > MOST_WAYS {
            is_cut = true;
            let mut kept: Vec<_> = next.into_iter().collect();
            kept.sort_by_key(|(_, (loss, _))| *loss);
            kept.truncate(MOST_WAYS);
            next = kept.into_iter().collect();
        }
        reached = next;
    }
    let proven = all_known && !is_cut;
    match reached.get(&vec![apart; chosen.len()]) {
        Some((_, taken)) => {
            let columns = found.iter().zip(taken).map(|((own, _), &index)| own[index].columns.clone());
            Next::Plan(columns.collect(), proven)
        }
        None if proven => Next::None,
        None => Next::Unknown,
    }
}

/// A block's ways by their distances from the earlier plans, as far as each is the best at its own; and whether
/// all of use are known.
fn ways(unit: &Unit, at: usize, chosen: &[Vec<Vec<usize>>], apart: u64, floor: i64) -> (Vec<Way>, bool) {
    let program = unit.block.program(&unit.ask);
    let parts: Vec<Part> = chosen.iter().map(|plan| Part::of(&program, &plan[at])).collect();
    let way = |columns: Vec<usize>| {
        let own = Part::of(&program, &columns);
        let apart = parts.iter().map(|part| own.distance(part)).collect();
        Way { score: score(unit, &columns), apart, columns }
    };
    let mut known = true;
    let mut found: Vec<Way> = vec![way(chosen[0][at].clone())];
    let mut asked: BTreeSet<Vec<u64>> = BTreeSet::new();
    let mut open: Vec<Vec<u64>> = Vec::new();
    let mut open_after = |open: &mut Vec<Vec<u64>>, from: &[u64], reached: &[u64]| {
        for one in 0..parts.len() {
            // Earlier plans that agree here are one.
            if reached[one] >= apart || parts[..one].contains(&parts[one]) {
                continue;
            }
            let mut next = from.to_vec();
            for other in one..parts.len() {
                if parts[other] == parts[one] {
                    next[other] = reached[one] + 1;
                }
            }
            if asked.insert(next.clone()) {
                open.push(next);
            }
        }
    };
    let start = found[0].apart.clone();
    open_after(&mut open, &vec![0; parts.len()], &start);
    let mut questions = 0;
    while let Some(next) = open.pop() {
        questions += 1;
        if questions > MOST_QUESTIONS {
            known = false;
            break;
        }
        match ask(unit, at, chosen, &next, floor, &mut Effort::default()) {
            Far::Best(columns, _) => {
                let one = way(columns);
                let reached = one.apart.clone();
                found.push(one);
                open_after(&mut open, &next, &reached);
            }
            Far::None => {}
            Far::Unknown => known = false,
        }
    }
    (found, known)
}

fn ask(
    unit: &Unit,
    at: usize,
    chosen: &[Vec<Vec<usize>>],
    asked: &[u64],
    floor: i64,
    effort: &mut Effort,
) -> Far {
    let program = unit.block.program(&unit.ask);
    let parts: Vec<Part> = chosen.iter().map(|plan| Part::of(&program, &plan[at])).collect();
    let mut from: Vec<(&Part, u64)> = Vec::new();
    for (part, &least) in parts.iter().zip(asked) {
        match from.iter_mut().find(|(known, _)| *known == part) {
            Some((_, known)) => *known = least.max(*known),
            None => from.push((part, least)),
        }
    }
    best_apart(&program, unit.placed, &Wanted { from, least: floor }, unit.work, effort)
}

fn score(unit: &Unit, columns: &[usize]) -> i64 {
    columns.iter().map(|&column| unit.block.columns.score(column)).sum()
}

fn distance(units: &[Unit], a: &[Vec<usize>], b: &[Vec<usize>]) -> u64 {
    let of = |(at, unit): (usize, &Unit)| {
        let program = unit.block.program(&unit.ask);
        Part::of(&program, &a[at]).distance(&Part::of(&program, &b[at]))
    };
    units.iter().enumerate().map(of).sum()
}
