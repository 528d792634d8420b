//! A split by levels, group by group.

use super::count::{Open, Tally, tally};
use super::fault::{SeatFault, SeatReview};
use super::group::{Counted, Group};
use super::tie::{choices, compare_ranges};
use super::{SeatClaim, SeatProblem, compare_line, told};
use crate::recount::{Claimant, Recount, recount};
use dashu_int::UBig;
use fordel_model::{Method, Split};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// A group of the problem: its path, its units, and what it is split over.
struct Part {
    path: Vec<String>,
    /// Its stream of lots: its place among all paths in order.
    stream: u64,
    units: Vec<usize>,
    /// Groups of the next level; empty where its units are next.
    groups: Vec<Part>,
}

impl Part {
    fn new(problem: &SeatProblem, path: Vec<String>, units: Vec<usize>) -> Self {
        let depth = path.len();
        let mut groups = Vec::new();
        if depth < problem.levels.len() {
            let mut order: Vec<&str> = Vec::new();
            let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
            for &unit in &units {
                let name = problem.units[unit].groups[depth].as_str();
                members
                    .entry(name)
                    .or_insert_with(|| {
                        order.push(name);
                        Vec::new()
                    })
                    .push(unit);
            }
            for name in order {
                let path = path.iter().cloned().chain([name.to_owned()]).collect();
                groups.push(Self::new(problem, path, members.remove(name).unwrap_or_default()));
            }
        }
        Self { path, stream: 0, units, groups }
    }

    /// Numbers the streams of lots: the whole first, then by the names of the paths.
    fn number(&mut self, paths: &[Vec<String>]) {
        self.stream = paths.partition_point(|path| *path < self.path) as u64;
        self.groups.iter_mut().for_each(|part| part.number(paths));
    }

    fn name(&self) -> String {
        self.path.join(" / ")
    }

    fn weight(&self, weights: &[UBig]) -> UBig {
        self.units.iter().map(|&unit| &weights[unit]).sum()
    }

    /// What takes part in the split over this group, with bounds as its own method sees them.
    fn claimants(&self, problem: &SeatProblem, weights: &[UBig]) -> Vec<Claimant> {
        let method = problem.method_at(self.path.len());
        let seen = |weight: UBig, min: u64, max: Option<u64>| {
            if weight == UBig::ZERO {
                return Claimant { weight, min, max: Some(min) };
            }
            let first = gives_first_seats(method) && max.is_none_or(|max| max > 0);
            Claimant { weight, min: if first { min.max(1) } else { min }, max }
        };
        if self.groups.is_empty() {
            let unit = |&unit: &usize| {
                let row = &problem.units[unit];
                seen(weights[unit].clone(), row.min, row.max)
            };
            return self.units.iter().map(unit).collect();
        }
        let group = |part: &Part| {
            let inside = part.claimants(problem, weights);
            let min = inside.iter().map(|claimant| claimant.min).sum();
            let max = inside.iter().map(|claimant| claimant.max).sum();
            seen(part.weight(weights), min, max)
        };
        self.groups.iter().map(group).collect()
    }

    /// Units of each child, and its name.
    fn children<'a>(&'a self, problem: &'a SeatProblem) -> Vec<(String, Vec<usize>)> {
        if self.groups.is_empty() {
            return self.units.iter().map(|&unit| (problem.units[unit].id.clone(), vec![unit])).collect();
        }
        self.groups.iter().map(|part| (part.name(), part.units.clone())).collect()
    }

    /// All groups below, level by level.
    fn below(&self) -> Vec<&Part> {
        let mut all: Vec<&Part> = Vec::new();
        let mut level: Vec<&Part> = self.groups.iter().collect();
        while !level.is_empty() {
            let next = level.iter().flat_map(|part| &part.groups).collect();
            all.append(&mut level);
            level = next;
        }
        all
    }
}

/// Whether a method gives every weight a seat before anybody gets a second.
fn gives_first_seats(method: Method) -> bool {
    crate::recount::signpost(method, 0).is_some_and(|(above, _)| above == UBig::ZERO)
}

/// Judges a split by levels.
pub(super) fn check(
    problem: &SeatProblem,
    split: &Split,
    weights: &[UBig],
    unit: &UBig,
    review: &mut SeatReview,
) {
    let mut whole = Part::new(problem, Vec::new(), (0..problem.units.len()).collect());
    let mut paths: Vec<Vec<String>> = whole.below().iter().map(|part| part.path.clone()).collect();
    paths.push(Vec::new());
    paths.sort();
    whole.number(&paths);
    let before = review.findings.len();
    let run = Run { problem, split, weights, unit };
    let mut ranges: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let is_counted = if split.tie.is_none() {
        run.settled(&whole, review, &mut ranges)
    } else {
        run.open(&whole, review, &mut ranges)
    };
    if is_counted {
        let groups = whole.below();
        if groups.len() != split.nodes.len() {
            review.fault(SeatFault::Nodes { found: split.nodes.len(), expected: groups.len() });
        }
        for (part, node) in groups.iter().zip(&split.nodes) {
            let id = part.name();
            let expected = ranges.get(&id).and_then(|(low, high)| (low == high).then_some(*low));
            let level = &problem.levels[part.path.len() - 1];
            if node.id != id || node.level != *level || node.seats != expected {
                review.fault(SeatFault::Node { id, found: node.seats, expected });
            }
        }
    }
    // With a tie open the units' final seats are not known, nor is the line below them.
    let line = if split.tie.is_none() { run.line(&whole, told(problem)) } else { None };
    let line = line.map(|line| line.into_iter().map(|unit| problem.units[unit].id.clone()).collect());
    compare_line(split, line, review);
    if review.findings.len() > before {
        return;
    }
    let claims = [SeatClaim::Seats, SeatClaim::Groups];
    if is_counted {
        review.proved.extend(claims)
    } else {
        review.unproved.extend(claims)
    }
    if split.tie.is_some() {
        if is_counted { review.proved.push(SeatClaim::Tie) } else { review.unproved.push(SeatClaim::Tie) }
    }
}

struct Run<'a> {
    problem: &'a SeatProblem,
    split: &'a Split,
    weights: &'a [UBig],
    unit: &'a UBig,
}

impl Run<'_> {
    /// Without an open tie: every group's children against its method, and ties on the record.
    fn settled(
        &self,
        part: &Part,
        review: &mut SeatReview,
        ranges: &mut BTreeMap<String, (u64, u64)>,
    ) -> bool {
        let children = part.children(self.problem);
        let stated: Vec<u64> = children
            .iter()
            .map(|(_, units)| units.iter().map(|&unit| self.split.units[unit].lower).sum())
            .collect();
        let seats = stated.iter().sum();
        ranges.insert(part.name(), (seats, seats));
        let group = Group {
            method: self.problem.method_at(part.path.len()),
            rule: self.problem.bound_rule,
            names: children.into_iter().map(|(name, _)| name).collect(),
            claimants: part.claimants(self.problem, self.weights),
            unit: self.unit,
            is_open: false,
            stream: part.stream,
        };
        let mut is_counted = true;
        match group.count(seats, &stated) {
            Counted::Seats { certain, open, .. } => {
                group.settled(self.problem, self.split, &open, &certain, &stated, review);
            }
            Counted::Wrong { unit, found, expected } => {
                review.fault(SeatFault::Seats { unit, found, expected });
            }
            Counted::Drawn => {
                group.draw_again(seats, &stated, self.split.seed, review);
            }
            Counted::Unknown => is_counted = false,
        }
        part.groups
            .iter()
            .fold(is_counted, |is_counted, part| self.settled(part, review, ranges) && is_counted)
    }

    /// The units in line below a group, from the seats there are.
    fn line(&self, part: &Part, told: usize) -> Option<Vec<usize>> {
        let held = |units: &[usize]| units.iter().map(|&unit| self.split.units[unit].lower).sum::<u64>();
        let children = part.children(self.problem);
        let stated: Vec<u64> = children.iter().map(|(_, units)| held(units)).collect();
        let group = Group {
            method: self.problem.method_at(part.path.len()),
            rule: self.problem.bound_rule,
            names: children.iter().map(|(name, _)| name.as_str()).collect(),
            claimants: part.claimants(self.problem, self.weights),
            unit: self.unit,
            is_open: false,
            stream: part.stream,
        };
        let line = group.line(stated.iter().sum(), &stated, told)?;
        if part.groups.is_empty() {
            return Some(line.into_iter().map(|child| part.units[child]).collect());
        }
        let mut below: BTreeMap<usize, std::vec::IntoIter<usize>> = BTreeMap::new();
        let mut units = Vec::new();
        for child in line {
            if let Entry::Vacant(free) = below.entry(child) {
                free.insert(self.line(&part.groups[child], told)?.into_iter());
            }
            units.extend(below.get_mut(&child).and_then(Iterator::next));
        }
        Some(units)
    }

    /// With an open tie: certain and possible seats of every unit over all outcomes.
    fn open(&self, whole: &Part, review: &mut SeatReview, ranges: &mut BTreeMap<String, (u64, u64)>) -> bool {
        if !self.split.broken_ties.is_empty() {
            return false;
        }
        let mut units = vec![(u64::MAX, 0); self.problem.units.len()];
        let Some(outcomes) = self.ways(whole, self.split.seats, &mut units, ranges) else { return false };
        if let Some(tie) = &self.split.tie {
            compare_ranges(self.split, &units, &outcomes, tie, review);
        }
        true
    }

    /// In how many ways a group can hold so many seats; notes what each unit may have. `None` if too much.
    fn ways(
        &self,
        part: &Part,
        seats: u64,
        units: &mut [(u64, u64)],
        ranges: &mut BTreeMap<String, (u64, u64)>,
    ) -> Option<UBig> {
        let widen = |range: &mut (u64, u64), seats: u64| {
            *range = (range.0.min(seats), range.1.max(seats));
        };
        widen(ranges.entry(part.name()).or_insert((u64::MAX, 0)), seats);
        let claimants = part.claimants(self.problem, self.weights);
        let (certain, tied, at_stake) = self.count(part.path.len(), seats, &claimants)?;
        let possible = |child: usize| certain[child] + u64::from(tied.contains(&child));
        if part.groups.is_empty() {
            for (child, &unit) in part.units.iter().enumerate() {
                widen(&mut units[unit], certain[child]);
                widen(&mut units[unit], possible(child));
            }
            return choices(tied.len() as u64, at_stake);
        }
        let mut fixed = UBig::ONE;
        // won[k]: ways in which k of the tied groups looked at have the further seat.
        let mut won = vec![UBig::ONE];
        for (child, group) in part.groups.iter().enumerate() {
            let low = self.ways(group, certain[child], units, ranges)?;
            if !tied.contains(&child) {
                fixed *= low;
                continue;
            }
            let high = self.ways(group, certain[child] + 1, units, ranges)?;
            let mut next = vec![UBig::ZERO; won.len() + 1];
            for (k, ways) in won.iter().enumerate() {
                next[k] += ways * &low;
                next[k + 1] += ways * &high;
            }
            won = next;
        }
        Some(fixed * won.get(usize::try_from(at_stake).ok()?)?)
    }

    /// Certain seats, tied children and seats at stake.
    fn count(&self, depth: usize, seats: u64, claimants: &[Claimant]) -> Option<(Vec<u64>, Vec<usize>, u64)> {
        /// Seats counted one by one at most.
        const MANY: u64 = 200_000;
        let (method, rule) = (self.problem.method_at(depth), self.problem.bound_rule);
        if claimants.iter().all(|claimant| claimant.weight == UBig::ZERO) {
            return Some((claimants.iter().map(|claimant| claimant.min).collect(), Vec::new(), 0));
        }
        if method.is_divisor() {
            if seats > MANY {
                return None;
            }
            return match recount(method, rule, seats, claimants) {
                Recount::Seats { certain, tied, at_stake } => Some((certain, tied, at_stake)),
                _ => None,
            };
        }
        match tally(method, rule, seats, claimants, self.unit) {
            Tally::Seats { certain, open: Open::None, .. } => Some((certain, Vec::new(), 0)),
            Tally::Seats { certain, open: Open::Any { tied, at_stake }, .. } => {
                Some((certain, tied, at_stake))
            }
            _ => None,
        }
    }
}
