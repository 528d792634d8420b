//! A tie: who is in it, what it leaves open, and by which rule it was settled.

use super::count::Open;
use super::fault::{SeatFault, SeatReview};
use super::group::{Counted, Group};
use super::lot::Lots;
use super::{SeatClaim, SeatProblem};
use dashu_int::UBig;
use fordel_model::Split;
use fordel_model::split::{BrokenTie, OnTie, Tie};
use std::collections::BTreeSet;

impl<N: AsRef<str>> Group<'_, N> {
    /// The tie that is right against the tie stated and those recorded as broken.
    pub(super) fn compare_open(
        &self,
        problem: &SeatProblem,
        split: &Split,
        counted: &Counted,
        review: &mut SeatReview,
    ) {
        let Counted::Seats { certain, open, .. } = counted else { return };
        let stated: Vec<u64> = split.units.iter().map(|unit| unit.lower).collect();
        match (open, &split.tie) {
            (_, None) => {
                let settled = self.settled(problem, split, open, certain, &stated, review);
                if !settled && !split.broken_ties.is_empty() {
                    review.fault(SeatFault::Tie {
                        found: format!("{:?} in `broken_ties`", split.broken_ties[0].units),
                        expected: "none".to_owned(),
                    });
                }
            }
            (Open::None, Some(tie)) => review.fault(SeatFault::Tie {
                found: format!("{:?} for {}", tie.units, tie.seats),
                expected: "none".to_owned(),
            }),
            (Open::Sets(sets), Some(tie)) => {
                if !split.broken_ties.is_empty() {
                    review.unproved.push(SeatClaim::Outcomes);
                    return;
                }
                let range = |at: usize| {
                    let of_unit = || sets.iter().map(|set| set[at]);
                    (of_unit().min().unwrap_or(0), of_unit().max().unwrap_or(0))
                };
                let ranges: Vec<(u64, u64)> = (0..self.names.len()).map(range).collect();
                compare_ranges(split, &ranges, &UBig::from(sets.len()), tie, review);
            }
            (Open::Any { tied, at_stake }, Some(tie)) => {
                let (mut certain, mut tied, mut at_stake) = (certain.clone(), tied.clone(), *at_stake);
                if let Some(broken) = split.broken_ties.first() {
                    // The larger weight decided as far as weights differ.
                    let winners: Vec<usize> =
                        tied.iter().copied().filter(|&at| broken.winners.contains(&self.name(at))).collect();
                    let weight = |at: usize| &self.claimants[at].weight;
                    let best_left =
                        tied.iter().filter(|at| !winners.contains(at)).map(|&at| weight(at)).max().cloned();
                    let is_rule = broken.rule == OnTie::LargerWeight
                        && problem.on_tie.is_none_or(|rule| rule == OnTie::LargerWeight)
                        && best_left.as_ref().is_some_and(|best| winners.iter().all(|&at| weight(at) > best));
                    if !is_rule || winners.len() as u64 > at_stake {
                        review.fault(SeatFault::Unrecorded { units: self.named(&tied), seats: at_stake });
                        return;
                    }
                    winners.iter().for_each(|&at| certain[at] += 1);
                    at_stake -= winners.len() as u64;
                    tied.retain(|&at| !winners.contains(&at) && Some(weight(at)) == best_left.as_ref());
                }
                let range = |at: usize| (certain[at], certain[at] + u64::from(tied.contains(&at)));
                let ranges: Vec<(u64, u64)> = (0..certain.len()).map(range).collect();
                match choices(tied.len() as u64, at_stake) {
                    Some(outcomes) => compare_ranges(split, &ranges, &outcomes, tie, review),
                    None => review.unproved.push(SeatClaim::Outcomes),
                }
            }
        }
    }

    /// Whether there was a tie, and how it was settled is recorded by the rule; a finding where it is not.
    pub(super) fn settled(
        &self,
        problem: &SeatProblem,
        split: &Split,
        open: &Open,
        certain: &[u64],
        stated: &[u64],
        review: &mut SeatReview,
    ) -> bool {
        match open {
            Open::None => false,
            Open::Sets(sets) => {
                let is_record = |broken: &&BrokenTie| {
                    problem.on_tie.is_none_or(|rule| rule == broken.rule)
                        && match self.ends_among(broken, sets) {
                            Some(end) => end == *stated,
                            None => self.ends_in(broken, sets).is_some_and(|end| end == stated),
                        }
                };
                if !split.broken_ties.iter().any(|broken| is_record(&broken)) {
                    review.fault(SeatFault::Unrecorded { units: Vec::new(), seats: 0 });
                } else if split.broken_ties.iter().any(|broken| broken.rule == OnTie::Lot) {
                    review.prove(SeatClaim::Draw);
                }
                true
            }
            Open::Any { tied, at_stake } => {
                let winners: Vec<usize> =
                    tied.iter().copied().filter(|&at| stated[at] > certain[at]).collect();
                let is_record = |broken: &BrokenTie| {
                    self.is_set(&broken.units, tied)
                        && broken.seats == *at_stake
                        && self.is_set(&broken.winners, &winners)
                        && problem.on_tie.is_none_or(|rule| rule == broken.rule)
                        && self.follows(broken, tied, &winners)
                };
                let record = split.broken_ties.iter().find(|broken| is_record(broken));
                match record {
                    Some(broken) if winners.len() as u64 == *at_stake => {
                        if let (OnTie::Lot, Some(seed)) = (broken.rule, broken.seed) {
                            self.draw_tie_again(seed, tied, &winners, review);
                        }
                    }
                    _ => review.fault(SeatFault::Unrecorded { units: self.named(tied), seats: *at_stake }),
                }
                true
            }
        }
    }

    /// A lot among tied units, drawn again.
    fn draw_tie_again(&self, seed: u64, tied: &[usize], winners: &[usize], review: &mut SeatReview) {
        let names: Vec<&str> = tied.iter().map(|&at| self.names[at].as_ref()).collect();
        let drawn = Lots::of(seed, self.stream).winners(&names, winners.len() as u64);
        let drawn: Vec<usize> = drawn.into_iter().map(|place| tied[place]).collect();
        if drawn == winners {
            review.prove(SeatClaim::Draw);
        } else {
            let (units, found, expected) = (self.named(tied), self.named(winners), self.named(&drawn));
            review.fault(SeatFault::Lot { seed, units, found, expected });
        }
    }

    /// Where the outcomes are all choices of so many among some: the one that a lot among those draws.
    fn ends_among(&self, broken: &BrokenTie, sets: &[Vec<u64>]) -> Option<Vec<u64>> {
        if broken.rule != OnTie::Lot {
            return None;
        }
        let least = |at: usize| sets.iter().map(|set| set[at]).min().unwrap_or(0);
        let most = |at: usize| sets.iter().map(|set| set[at]).max().unwrap_or(0);
        let mut end: Vec<u64> = (0..self.names.len()).map(least).collect();
        let tied: Vec<usize> = (0..end.len()).filter(|&at| most(at) > end[at]).collect();
        let at_stake = sets.first()?.iter().sum::<u64>() - end.iter().sum::<u64>();
        let is_any = tied.iter().all(|&at| most(at) == end[at] + 1)
            && choices(tied.len() as u64, at_stake) == Some(UBig::from(sets.len()));
        if !is_any {
            return None;
        }
        let names: Vec<&str> = tied.iter().map(|&at| self.names[at].as_ref()).collect();
        let drawn = Lots::of(broken.seed?, self.stream).winners(&names, at_stake);
        drawn.into_iter().for_each(|place| end[tied[place]] += 1);
        Some(end)
    }

    /// The one of several outcomes that a recorded rule leads to, if it leads to one.
    fn ends_in<'s>(&self, broken: &BrokenTie, sets: &'s [Vec<u64>]) -> Option<&'s Vec<u64>> {
        match broken.rule {
            OnTie::Report => None,
            OnTie::Order => sets.iter().max(),
            OnTie::Lot => {
                // Outcomes in the order of what they give by name.
                let mut by_name: Vec<usize> = (0..self.names.len()).collect();
                by_name.sort_by_key(|&at| self.names[at].as_ref());
                let mut sets: Vec<&Vec<u64>> = sets.iter().collect();
                sets.sort_by_key(|set| by_name.iter().map(|&at| set[at]).collect::<Vec<_>>());
                Some(sets[Lots::of(broken.seed?, self.stream).one_of(sets.len())])
            }
            OnTie::LargerWeight => {
                // Most to the largest weights together, then to the next.
                let mut by_weight: Vec<usize> = (0..self.names.len()).collect();
                by_weight.sort_by(|&a, &b| self.claimants[b].weight.cmp(&self.claimants[a].weight));
                let classes: Vec<&[usize]> = by_weight
                    .chunk_by(|&a, &b| self.claimants[a].weight == self.claimants[b].weight)
                    .collect();
                let gains = |set: &Vec<u64>| -> Vec<u64> {
                    classes.iter().map(|class| class.iter().map(|&at| set[at]).sum()).collect()
                };
                let best = sets.iter().map(gains).max()?;
                let mut ends = sets.iter().filter(|set| gains(set) == best);
                ends.next().filter(|_| ends.next().is_none())
            }
        }
    }

    /// Whether the rule recorded leads to these winners.
    fn follows(&self, broken: &BrokenTie, tied: &[usize], winners: &[usize]) -> bool {
        let weight = |at: usize| &self.claimants[at].weight;
        let losers = || tied.iter().copied().filter(|at| !winners.contains(at));
        match broken.rule {
            OnTie::Report => false,
            OnTie::Lot => broken.seed.is_some(),
            OnTie::Order => winners.iter().max().is_none_or(|last| losers().all(|at| at > *last)),
            OnTie::LargerWeight => {
                winners.iter().all(|&winner| losers().all(|loser| weight(winner) > weight(loser)))
            }
        }
    }

    fn named(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|&at| self.name(at)).collect()
    }

    fn is_set(&self, names: &[String], places: &[usize]) -> bool {
        let stated: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let expected: BTreeSet<&str> = places.iter().map(|&at| self.names[at].as_ref()).collect();
        stated == expected && names.len() == places.len()
    }
}

/// Certain and possible seats, tied units, seats at stake and outcomes against what is right.
pub(super) fn compare_ranges(
    split: &Split,
    ranges: &[(u64, u64)],
    outcomes: &UBig,
    tie: &Tie,
    review: &mut SeatReview,
) {
    for (unit, &(lower, upper)) in split.units.iter().zip(ranges) {
        if (unit.lower, unit.upper) != (lower, upper) {
            review.fault(SeatFault::Seats {
                unit: unit.id.clone(),
                found: unit.lower,
                expected: format!("{lower} to {upper}"),
            });
        }
    }
    let tied: Vec<&str> = split
        .units
        .iter()
        .zip(ranges)
        .filter(|(_, (lower, upper))| lower < upper)
        .map(|(unit, _)| unit.id.as_str())
        .collect();
    let at_stake = split.seats.saturating_sub(ranges.iter().map(|(lower, _)| lower).sum());
    let is_right = tie.units.iter().map(String::as_str).eq(tied.iter().copied())
        && tie.seats == at_stake
        && tie.outcomes == outcomes.to_string();
    if !is_right {
        review.fault(SeatFault::Tie {
            found: format!("{:?} for {}, {} outcomes", tie.units, tie.seats, tie.outcomes),
            expected: format!("{tied:?} for {at_stake}, {outcomes} outcomes"),
        });
    }
}

/// Ways to choose `k` of `n`; `None` where that is too long a number to count here.
pub(super) fn choices(n: u64, k: u64) -> Option<UBig> {
    const LONG: u64 = 5_000;
    let k = k.min(n.checked_sub(k)?);
    if k > LONG {
        return None;
    }
    let mut ways = UBig::ONE;
    for step in 1..=k {
        ways = ways * UBig::from(n - k + step) / UBig::from(step);
    }
    Some(ways)
}
