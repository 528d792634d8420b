//! One block's best plan at a distance from earlier ones: exact, by losses.
//!
//! The distance of two plans is the number of people whose place differs, teams of the same initiative matched
//! so that as few as possible do. How many keep their place is a maximum, so it has a lower bound that
//! adds up over teams: of an earlier team's people in a new one, all count where they are most of both, half
//! where they are half. That bound gives prices (a multiplier for being close), and prunes; at the leaves the
//! matching is exact.

use crate::difference::matching;
use fordel_solver::program::{Program, grain};
use fordel_solver::search::{Found, Judge, Search};
use fordel_solver::solve::loose;
use fordel_solver::{Effort, Work};
use std::cell::Cell;

/// The part of an earlier plan in a block: initiative and people (one bit each) of each team.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Part {
    /// Its teams.
    pub(crate) teams: Vec<(usize, u128)>,
}

impl Part {
    /// The part that columns make.
    pub(crate) fn of(program: &Program<'_>, chosen: &[usize]) -> Self {
        let mut teams: Vec<(usize, u128)> =
            chosen.iter().map(|&c| (program.columns.initiative(c), mask(program, c))).collect();
        teams.sort_unstable();
        Self { teams }
    }

    fn people(&self) -> u128 {
        self.teams.iter().fold(0, |all, (_, team)| all | team)
    }

    /// People whose place differs.
    pub(crate) fn distance(&self, other: &Self) -> u64 {
        let mut initiatives: Vec<usize> = self.teams.iter().map(|(k, _)| *k).collect();
        initiatives.dedup();
        let mut kept = 0;
        for k in initiatives {
            let of = |part: &Self| -> Vec<u128> {
                part.teams.iter().filter(|(own, _)| *own == k).map(|(_, team)| *team).collect()
            };
            let (mine, theirs) = (of(self), of(other));
            let gain: Vec<Vec<usize>> =
                mine.iter().map(|a| theirs.iter().map(|b| (a & b).count_ones() as usize).collect()).collect();
            let pairs = matching(&gain);
            kept += pairs.into_iter().map(|(a, b)| gain[a][b]).sum::<usize>();
        }
        let either = u64::from((self.people() | other.people()).count_ones());
        either - u64::try_from(kept).unwrap_or(0)
    }

    /// Twice the people that a team surely keeps in their place.
    fn twice_kept(&self, k: usize, team: u128) -> i64 {
        let share = |overlap: u32, size: u32| match (2 * overlap).cmp(&size) {
            std::cmp::Ordering::Greater => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 0,
        };
        let size = team.count_ones();
        let of = |(own, other): &(usize, u128)| {
            let overlap = (team & other).count_ones();
            let weight = share(overlap, size).min(share(overlap, other.count_ones()));
            if *own == k { i64::from(weight) * i64::from(overlap) } else { 0 }
        };
        self.teams.iter().map(of).sum()
    }

    /// The same less twice those who are new.
    fn twice_close(&self, k: usize, team: u128) -> i64 {
        self.twice_kept(k, team) - 2 * i64::from((team & !self.people()).count_ones())
    }
}

fn mask(program: &Program<'_>, column: usize) -> u128 {
    program.columns.members(column).map(|p| 1u128 << p).sum()
}

/// What is wanted: at least so far from each of these.
pub(crate) struct Wanted<'a> {
    /// The earlier parts with the least distance from each.
    pub(crate) from: Vec<(&'a Part, u64)>,
    /// Scores below this are of no use.
    pub(crate) least: i64,
}

/// What came of it.
pub(crate) enum Far {
    /// The best plan: its columns and score.
    Best(Vec<usize>, i64),
    /// None of use.
    None,
    /// The work ran out.
    Unknown,
}

/// The best of the program's plans that is wanted. Columns are listed, and people fewer than 128.
pub(crate) fn best_apart(
    program: &Program<'_>,
    placed: u64,
    wanted: &Wanted<'_>,
    work: Work,
    effort: &mut Effort,
) -> Far {
    let asked: Vec<&(&Part, u64)> = wanted.from.iter().filter(|(_, least)| *least > 0).collect();
    let close: Vec<i64> = (0..program.columns.len())
        .map(|c| {
            let (k, team) = (program.columns.initiative(c), mask(program, c));
            asked.iter().map(|(part, _)| part.twice_close(k, team)).sum()
        })
        .collect();
    let people = |part: &Part| i64::from(part.people().count_ones());
    let most: i64 = asked
        .iter()
        .map(|(part, least)| 2 * (people(part) - i64::try_from(*least).unwrap_or(i64::MAX / 4)))
        .sum();
    // The multiplier that makes the bound lowest: each gives a true one.
    let priced = |multiplier: i64, effort: &mut Effort| {
        let values: Vec<i64> =
            program.values.iter().zip(&close).map(|(value, close)| value - multiplier * close).collect();
        let priced = Program { grain: grain(&values), values, ..program.clone() };
        let bound = loose(&priced, work, effort);
        let top = bound.floor().saturating_add(multiplier.saturating_mul(most));
        (top, priced, bound)
    };
    let floor = wanted.least.max(program.least_value());
    let largest = program.values.iter().map(|value| value.abs()).max().unwrap_or(0);
    let mut best = priced(0, effort);
    let mut multiplier = 0;
    if !asked.is_empty() {
        let mut step = (largest / 4).max(1);
        // A distance that cannot be drives the bound down for ever.
        while step > largest / 20 && best.0 >= floor {
            let mut moved = false;
            for next in [multiplier + step, multiplier - step] {
                if next >= 0 && next != multiplier {
                    let tried = priced(next, effort);
                    if tried.0 < best.0 {
                        (best, multiplier, moved) = (tried, next, true);
                        break;
                    }
                }
            }
            if !moved {
                step /= 2;
            }
        }
    }
    let (top, priced, bound) = best;
    let score = |chosen: &[usize]| chosen.iter().map(|&c| program.values[c]).sum::<i64>();
    // In units of the bound: what a plan of this score may lose.
    let budget = |target: i64| {
        let least = i128::from(target) - i128::from(multiplier) * i128::from(most);
        i64::try_from(bound.total - least * i128::from(bound.scale)).unwrap_or(i64::MAX / 4)
    };
    let mut target = top.div_euclid(program.grain) * program.grain;
    let mut step = (target.abs() / 2_000 / program.grain * program.grain).max(program.grain);
    let mut nodes = work.nodes;
    loop {
        if target < floor {
            return Far::None;
        }
        let judge = Distances {
            program,
            asked: &asked,
            placed: i64::try_from(placed).unwrap_or(i64::MAX / 4),
            best: Cell::new(None),
            budget: &|score| budget(score + program.grain),
            score: &score,
            least: target,
        };
        let search = Search::new(&priced, &bound, budget(target)).judged_by(&judge).stopped_by(work.stop);
        let (found, used) = search.run(nodes);
        effort.nodes += used;
        nodes -= used;
        match found {
            Found::Best(columns) => {
                let score = score(&columns);
                return Far::Best(columns, score);
            }
            Found::Unfinished(_) => return Far::Unknown,
            Found::Nothing if target <= floor => return Far::None,
            Found::Nothing => {
                target = (target - step).max(floor);
                step = step.saturating_mul(2);
            }
        }
    }
}

/// Judges plans by their distances and their own scores.
struct Distances<'a> {
    program: &'a Program<'a>,
    asked: &'a [&'a (&'a Part, u64)],
    placed: i64,
    best: Cell<Option<i64>>,
    budget: &'a dyn Fn(i64) -> i64,
    score: &'a dyn Fn(&[usize]) -> i64,
    least: i64,
}

impl Judge for Distances<'_> {
    fn may(&self, chosen: &[usize], decided: u128) -> bool {
        let all = if self.program.n_people >= 128 { u128::MAX } else { (1u128 << self.program.n_people) - 1 };
        let teams: Vec<(usize, u128)> =
            chosen.iter().map(|&c| (self.program.columns.initiative(c), mask(self.program, c))).collect();
        let in_teams = teams.iter().fold(0u128, |sum, (_, team)| sum | team);
        let open = all & !decided & !in_teams;
        let left = self.placed - i64::from(in_teams.count_ones());
        self.asked.iter().all(|(part, least)| {
            let before = part.people();
            let twice_kept: i64 = teams.iter().map(|&(k, team)| part.twice_kept(k, team)).sum();
            let fresh = i64::from((open & !before).count_ones());
            let both = i64::from((in_teams & before).count_ones()) + (left - fresh).max(0);
            // Twice the most that the distance can become.
            let most = 2 * (self.placed + i64::from(before.count_ones()) - both) - twice_kept;
            most >= 2 * i64::try_from(*least).unwrap_or(i64::MAX / 4)
        })
    }

    fn judge(&self, plan: &[usize]) -> Option<i64> {
        let score = (self.score)(plan);
        if score < self.least || self.best.get().is_some_and(|best| best >= score) {
            return None;
        }
        let part = Part::of(self.program, plan);
        if !self.asked.iter().all(|(other, least)| part.distance(other) >= *least) {
            return None;
        }
        self.best.set(Some(score));
        Some((self.budget)(score))
    }
}
