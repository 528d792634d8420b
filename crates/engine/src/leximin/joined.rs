//! Cells that quotas, pools or a largest number of moves join: of each the best plan for every pattern of counts that may be
//! of use, and of all choices of one pattern a cell the best that keeps what joins them.
//!
//! Numbers of teams of each score add up over cells, and plans are ordered by them. So with a pattern of counts given
//! for each cell, the best of each makes the best of all, and no sum of costs is needed that keeps many levels at
//! once. Boxes of counts are asked for their best plan and split around it. A box is of use as long as its cell's
//! best plan there, with all other cells at their best, would be better than the best plan known.
//!
//! Source: the partition of Lawler, *A procedure for computing the K best solutions to discrete optimization
//! problems*, Management Science 18(7), 1972; and [`crate::multichoice`].

use super::Found;
use super::levels::Levels;
use super::tally::Tally;
use crate::answer::Answer;
use crate::cell::Cell;
use crate::coupling::{Coupled, Coupling};
use crate::multichoice::{Choices, TooMany};
use crate::part::{Part, everything, shares};
use crate::patterns::{CountBox, Side, around, counts};
use fordel_model::keep::KeepOrder;
use fordel_solver::Effort;
use rayon::prelude::*;
use std::cmp::Reverse;

/// Boxes looked into for one cell at most.
const MOST_BOXES: usize = 2_000;

/// Nodes for one question about a box, the first time and where that was not enough.
const NODES: [u64; 2] = [200_000, 4_000_000];

/// Boxes of one cell looked into between two choices.
const AT_ONCE: usize = 2;

/// What a plan comes to, the least first: people not kept where that comes first, the teams, and people not kept where
/// that comes last. It adds up over cells.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Rank {
    moved_first: i64,
    teams: Reverse<Tally>,
    moved_last: i64,
}

impl Rank {
    fn nothing() -> Self {
        Self { moved_first: 0, teams: Reverse(Tally::of(Vec::new())), moved_last: 0 }
    }

    fn with(&self, other: &Self) -> Self {
        Self {
            moved_first: self.moved_first + other.moved_first,
            teams: Reverse(self.teams.0.with(&other.teams.0)),
            moved_last: self.moved_last + other.moved_last,
        }
    }
}

/// A plan of one cell.
struct Plan {
    counts: Vec<u64>,
    rank: Rank,
    columns: Vec<usize>,
}

/// A box of counts in which there may be better plans than those found.
struct Unseen {
    within: CountBox,
    /// What nothing in it is better than; `None` where nobody knows.
    hope: Option<Rank>,
    /// How often it was looked into in vain.
    tried: usize,
}

/// What comes of looking into a box.
enum Seen {
    /// Its best plan.
    Best(Plan),
    /// It has none.
    Nothing,
    /// The work ran out: with a plan, if one was found, and what nothing in the box is better than, if that is known.
    Open(Option<Plan>, Option<Rank>),
}

/// What is known of one cell.
#[derive(Default)]
struct Known {
    found: Vec<Plan>,
    unseen: Vec<Unseen>,
    /// What nothing is better than that it could do alone.
    alone: Option<Rank>,
    n_seen: usize,
}

impl Known {
    /// Boxes to look into, in which nothing is better than `hope`.
    fn divide(&mut self, boxes: &[CountBox], hope: Option<&Rank>) {
        let unseen = |within: &CountBox| Unseen { within: within.clone(), hope: hope.cloned(), tried: 0 };
        self.unseen.extend(boxes.iter().map(unseen));
    }
}

/// Cells whose seats are given, with what joins them.
pub(super) struct Joined<'a> {
    coupled: Coupled<'a>,
    /// By cell, by cluster: seats used.
    seats: Vec<Vec<u64>>,
    /// People in pools, where there are any.
    pooled: Option<u64>,
    /// Which counts make others superfluous.
    sides: Vec<Side>,
    /// The best plan found: by cell, its columns.
    columns: Vec<Vec<usize>>,
    rank: Rank,
}

impl<'a> Joined<'a> {
    /// From a plan of these seats.
    pub(super) fn new(coupled: Coupled<'a>, seats: Vec<Vec<u64>>, columns: Vec<Vec<usize>>) -> Self {
        let plans: Vec<&[usize]> = columns.iter().map(Vec::as_slice).collect();
        let has_pools = coupled.couplings.iter().any(|coupling| coupling.is_pool);
        let pooled = has_pools.then(|| coupled.pooled(&plans));
        let sides = coupled.couplings.iter().map(Coupling::side).collect();
        let mut joined = Self { coupled, seats, pooled, sides, columns, rank: Rank::nothing() };
        joined.rank = joined.rank_of(&joined.columns);
        joined
    }

    /// The best plan, and how far it is proven.
    pub(super) fn settle(mut self, effort: &mut Effort) -> Found {
        let whole = |parts: &Vec<Part>| Unseen { within: everything(parts), hope: None, tried: 0 };
        // As much work as one program has.
        let most_nodes = self.coupled.cells.first().map_or(0, |cell| cell.work.nodes);
        let nodes_before = effort.nodes;
        let first: Vec<(usize, Unseen)> = self.coupled.parts.iter().map(whole).enumerate().collect();
        let mut known: Vec<Known> = first.iter().map(|_| Known::default()).collect();
        self.look(&mut known, first, effort);
        for cell in &mut known {
            // Looked into in vain, the whole is all that is left.
            let left = cell.unseen.iter().find(|unseen| unseen.tried > 0);
            let found = || cell.found.first().map(|plan| plan.rank.clone());
            cell.alone = left.map_or_else(found, |unseen| unseen.hope.clone());
        }
        loop {
            let is_best_choice = self.choose(&known);
            self.drop_useless(&mut known);
            let mut next = Vec::new();
            for (at, cell) in known.iter_mut().enumerate() {
                // The most hopeful last.
                cell.unseen.sort_by(|a, b| (b.tried, &b.hope).cmp(&(a.tried, &a.hope)));
                let rest = cell.unseen.len().saturating_sub(AT_ONCE);
                next.extend(cell.unseen.drain(rest..).map(|unseen| (at, unseen)));
            }
            if next.is_empty() {
                return if is_best_choice { self.proven() } else { self.open(&known) };
            }
            let is_long =
                known.iter().any(|cell| cell.n_seen > MOST_BOXES) || effort.nodes - nodes_before > most_nodes;
            let is_over = next.iter().all(|(_, unseen)| unseen.tried >= NODES.len());
            if is_long || is_over || self.coupled.is_stopped() {
                next.into_iter().for_each(|(at, unseen)| known[at].unseen.push(unseen));
                return self.open(&known);
            }
            self.look(&mut known, next, effort);
        }
    }

    /// Looks into boxes of cells.
    fn look(&self, known: &mut [Known], boxes: Vec<(usize, Unseen)>, effort: &mut Effort) {
        let found: Vec<(usize, Unseen, Option<Seen>, Effort)> = boxes
            .into_par_iter()
            .map(|(at, unseen)| {
                let mut effort = Effort::default();
                let nodes = NODES.get(unseen.tried);
                let seen = nodes.map(|&nodes| self.best(at, &unseen.within, nodes, &mut effort));
                (at, unseen, seen, effort)
            })
            .collect();
        found.iter().for_each(|(_, _, _, own)| effort.add(own));
        for (at, unseen, seen, _) in found {
            let cell = &mut known[at];
            let Some(seen) = seen else {
                cell.unseen.push(unseen);
                continue;
            };
            cell.n_seen += 1;
            let Unseen { within, hope, tried } = unseen;
            match seen {
                Seen::Best(plan) => {
                    let sides = self.sides.iter().zip(&within).zip(&plan.counts);
                    let own: CountBox =
                        sides.map(|((side, &limits), &count)| side.spoken_for(limits, count)).collect();
                    cell.divide(&around(&within, &own), Some(&plan.rank));
                    cell.found.push(plan);
                }
                Seen::Nothing => (),
                Seen::Open(plan, bound) => {
                    let hope = bound.max(hope);
                    let is_wide = within.iter().any(|(least, most)| least < most);
                    match &plan {
                        // What is too much at once may not be piece by piece.
                        Some(plan) if tried > 0 && is_wide => {
                            let own: CountBox = plan.counts.iter().map(|&n| (n, n)).collect();
                            cell.divide(&around(&within, &own), hope.as_ref());
                            cell.divide(&[own], hope.as_ref());
                        }
                        _ => cell.unseen.push(Unseen { within, hope, tried: tried + 1 }),
                    }
                    cell.found.extend(plan);
                }
            }
        }
    }

    /// A cell's best plan within a box.
    fn best(&self, at: usize, within: &CountBox, nodes: u64, effort: &mut Effort) -> Seen {
        let (programme, cell) = (self.coupled.programme, &self.coupled.cells[at].with_nodes(nodes));
        let (seats, parts) = (&self.seats[at], &self.coupled.parts[at]);
        let shares = shares(parts, within, &vec![0; parts.len()]);
        let first = match cell.keeps_first() {
            true => cell.best(programme, seats, shares.clone(), effort),
            false => cell.answer(programme, cell.score_ask(seats, shares.clone()), effort),
        };
        let first = match first {
            Answer::Plan(solved) => solved,
            Answer::None(_) => return Seen::Nothing,
            Answer::Unknown => return Seen::Open(None, None),
        };
        let most_kept = first.kept.as_ref().map(|kept| kept.bound);
        let settled = Levels::new(programme, cell, seats, shares, first.columns).settle(effort);
        let columns = settled.columns;
        let rank = self.rank_in(at, &columns);
        let mut bound = rank.clone();
        if let Some(open_from) = settled.open_from {
            bound.teams.0.keep_below(open_from);
        }
        match cell.keep {
            Some(KeepOrder::First) => match most_kept {
                Some(most_kept) if most_kept <= cell.kept(&columns) => (),
                // Of those who keep more nobody knows the teams.
                Some(most_kept) => bound = Rank { moved_first: -most_kept, ..Rank::nothing() },
                None => return Seen::Open(None, None),
            },
            Some(KeepOrder::Last) => bound.moved_last = bound.moved_last.min(-settled.most_kept),
            None => (),
        }
        let is_best = bound == rank;
        let plan = Plan { counts: counts(cell, parts, &columns), rank, columns };
        if is_best { Seen::Best(plan) } else { Seen::Open(Some(plan), Some(bound)) }
    }

    /// What a cell's plan comes to.
    fn rank_in(&self, at: usize, columns: &[usize]) -> Rank {
        let cell = self.coupled.cells[at];
        let scores = columns.iter().map(|&column| cell.block.columns.score(column)).collect();
        let kept = -cell.kept(columns);
        let (moved_first, moved_last) = match cell.keep {
            Some(KeepOrder::First) => (kept, 0),
            Some(KeepOrder::Last) => (0, kept),
            None => (0, 0),
        };
        Rank { moved_first, teams: Reverse(Tally::of(scores)), moved_last }
    }

    fn rank_of(&self, columns: &[Vec<usize>]) -> Rank {
        let ranks = columns.iter().enumerate().map(|(at, columns)| self.rank_in(at, columns));
        ranks.fold(Rank::nothing(), |sum, rank| sum.with(&rank))
    }

    /// The best choice of plans found, if it is better than the plan known; whether no other is better.
    fn choose(&mut self, known: &[Known]) -> bool {
        let of_cell = |cell: &Known| cell.found.iter().map(|b| (b.counts.clone(), b.rank.clone())).collect();
        let lists: Vec<Vec<(Vec<u64>, Rank)>> = known.iter().map(of_cell).collect();
        // After each cell: what the cells after it could be at best.
        let mut rest = vec![Some(Rank::nothing())];
        for cell in known.iter().skip(1).rev() {
            let after = rest.last().and_then(Option::as_ref);
            rest.push(after.zip(cell.alone.as_ref()).map(|(after, alone)| after.with(alone)));
        }
        rest.reverse();
        let add = |cell: usize, before: &Rank, own: &Rank| {
            let sum = before.with(own);
            let is_of_use = rest[cell].as_ref().is_none_or(|rest| sum.with(rest) < self.rank);
            is_of_use.then_some(sum)
        };
        let nothing = Rank::nothing();
        let couplings = &self.coupled.couplings;
        let matter = |at: usize| couplings[at].is_pool;
        let choices = Choices::of(couplings, &lists, matter, nothing, TooMany::KeepBest, add);
        let Some(choices) = choices else { return false };
        let is_wanted =
            |counts: &[u64]| self.pooled.is_none_or(|pooled| self.coupled.in_pools(counts) == pooled);
        let wanted = choices.whole().enumerate().filter(|(_, (counts, _))| is_wanted(counts));
        let best = wanted.min_by(|(_, (_, a)), (_, (_, b))| a.cmp(b));
        if let Some((at, (_, rank))) = best.filter(|(_, (_, rank))| **rank < self.rank) {
            self.rank = rank.clone();
            let patterns = known.iter().zip(choices.patterns(at));
            self.columns = patterns.map(|(cell, pattern)| cell.found[pattern].columns.clone()).collect();
        }
        choices.is_complete()
    }

    /// Forgets boxes that cannot be part of a better plan.
    fn drop_useless(&self, known: &mut [Known]) {
        for at in 0..known.len() {
            let others: Option<Vec<&Rank>> = known.iter().map(|cell| cell.alone.as_ref()).collect();
            let Some(mut all) = others else { return };
            all.remove(at);
            let others = all.into_iter().fold(Rank::nothing(), |sum, rank| sum.with(rank));
            let rank = &self.rank;
            let is_of_use =
                |unseen: &Unseen| unseen.hope.as_ref().is_none_or(|hope| others.with(hope) < *rank);
            known[at].unseen.retain(is_of_use);
        }
    }

    /// The plan known, where more would be too much to look at: proven as far as it is as good as what the cells could
    /// do alone.
    fn open(self, known: &[Known]) -> Found {
        let nothing = Tally::of(Vec::new());
        let alone: Option<Vec<&Rank>> = known.iter().map(|cell| cell.alone.as_ref()).collect();
        let best = alone.map(|alone| alone.into_iter().fold(Rank::nothing(), |sum, rank| sum.with(rank)));
        let best = best.filter(|best| best.moved_first == self.rank.moved_first);
        let best = best.as_ref().map_or(&nothing, |best| &best.teams.0);
        let open_from = best.first_difference(&self.rank.teams.0);
        let worst = best.worst().or_else(|| self.scores().max()).unwrap_or(0);
        let before = |cell: &Cell| i64::try_from(cell.block.n_seated_before()).unwrap_or(i64::MAX);
        let most_kept = match self.coupled.cells.first().and_then(|cell| cell.keep) {
            Some(KeepOrder::Last) => self.coupled.cells.iter().map(|cell| before(cell)).sum(),
            Some(KeepOrder::First) | None => self.n_kept(),
        };
        Found { columns: self.columns, open_from, worst_bound: worst, most_kept, cases: Vec::new() }
    }

    /// The plan known is the best of all.
    fn proven(self) -> Found {
        let worst_bound = self.rank.teams.0.worst().unwrap_or(0);
        let most_kept = self.n_kept();
        Found { columns: self.columns, open_from: None, worst_bound, most_kept, cases: Vec::new() }
    }

    /// People whom the plan known keeps in their place, less those it brings in; 0 where no plan is kept.
    fn n_kept(&self) -> i64 {
        -self.rank.moved_first - self.rank.moved_last
    }

    /// The scores of all teams there are.
    fn scores(&self) -> impl Iterator<Item = i64> {
        let columns = self.coupled.cells.iter().map(|cell| &cell.block.columns);
        columns.flat_map(|columns| (0..columns.len()).map(|column| columns.score(column)))
    }
}
