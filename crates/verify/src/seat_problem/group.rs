//! One group's seats, or the whole problem's without levels, against its method.

use super::count::{Cut, Open, Tally, tally};
use super::fault::{SeatFault, SeatReview};
use super::line::Line;
use super::lot::Lots;
use super::monotone;
use super::{SeatClaim, SeatProblem};
use crate::recount::{Claimant, Quotient};
use dashu_int::UBig;
use fordel_model::split::{BoundRule, BrokenTie, OnTie};
use fordel_model::{Fraction, Method, Split};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Who takes part in one split, and how.
pub(super) struct Group<'a, N> {
    pub(super) method: Method,
    pub(super) rule: BoundRule,
    pub(super) names: Vec<N>,
    pub(super) claimants: Vec<Claimant>,
    /// What weights were multiplied by to be whole.
    pub(super) unit: &'a UBig,
    /// Whether the seats are those of an open tie, one of whose outcomes they need not be.
    pub(super) is_open: bool,
    /// Its stream of lots.
    pub(super) stream: u64,
}

/// What the method says about stated seats.
pub(super) enum Counted {
    /// They are right; `certain` and `open` are what is right in general.
    Seats { certain: Vec<u64>, open: Open, cut: Cut },
    /// They are not.
    Wrong { unit: String, found: u64, expected: String },
    /// They are within the quota; a lot decided among it.
    Drawn,
    /// Too much to count.
    Unknown,
}

/// The largest claim that was not met and the smallest that was met above a minimum.
pub(super) fn edges(
    method: Method,
    claimants: &[Claimant],
    stated: &[u64],
) -> (Option<Quotient>, Option<Quotient>) {
    let (mut from, mut to): (Option<Quotient>, Option<Quotient>) = (None, None);
    for (claimant, &held) in claimants.iter().zip(stated) {
        if claimant.weight == UBig::ZERO {
            continue;
        }
        if claimant.max.is_none_or(|max| held < max) {
            let claim = Quotient::of(method, &claimant.weight, held);
            from = from.into_iter().chain(claim).max_by(Quotient::compare);
        }
        if held > claimant.min {
            let claim = Quotient::of(method, &claimant.weight, held - 1);
            to = to.into_iter().chain(claim).min_by(Quotient::compare);
        }
    }
    (from, to)
}

impl<N: AsRef<str>> Group<'_, N> {
    fn name(&self, at: usize) -> String {
        self.names[at].as_ref().to_owned()
    }

    fn wrong(&self, at: usize, found: u64, expected: impl Into<String>) -> Counted {
        Counted::Wrong { unit: self.name(at), found, expected: expected.into() }
    }

    /// Judges seats that add up to `seats`.
    pub(super) fn count(&self, seats: u64, stated: &[u64]) -> Counted {
        for (at, (claimant, &held)) in self.claimants.iter().zip(stated).enumerate() {
            let no_weight = claimant.weight == UBig::ZERO;
            if held < claimant.min || no_weight && held > claimant.min {
                return self.wrong(at, held, claimant.min.to_string());
            }
            if let Some(max) = claimant.max.filter(|max| held > *max) {
                return self.wrong(at, held, format!("at most {max}"));
            }
        }
        if self.claimants.iter().all(|claimant| claimant.weight == UBig::ZERO) {
            return Counted::Seats { certain: stated.to_vec(), open: Open::None, cut: None };
        }
        if self.method.is_divisor() {
            self.by_claims(stated)
        } else if self.method.is_lottery() {
            self.within_quota(seats, stated)
        } else {
            self.by_tally(seats, stated)
        }
    }

    /// Right if no claim that was not met is larger than one that was.
    fn by_claims(&self, stated: &[u64]) -> Counted {
        let claim = |at: usize, held: u64| Quotient::of(self.method, &self.claimants[at].weight, held);
        let (from, to) = edges(self.method, &self.claimants, stated);
        let done = |certain: Vec<u64>, open: Open| Counted::Seats { certain, open, cut: None };
        let Some(from) = from else { return done(stated.to_vec(), Open::None) };
        let equal = |claim: Option<Quotient>, other: &Quotient| {
            claim.is_some_and(|claim| claim.compare(other) == Ordering::Equal)
        };
        let unmet = |at: usize| {
            let row = &self.claimants[at];
            row.weight != UBig::ZERO
                && row.max.is_none_or(|max| stated[at] < max)
                && equal(claim(at, stated[at]), &from)
        };
        if from.is_infinite() {
            let at = (0..stated.len()).find(|&at| unmet(at)).unwrap_or(0);
            return self.wrong(at, stated[at], "a first seat before anybody has a second");
        }
        let Some(to) = to else { return done(stated.to_vec(), Open::None) };
        match from.compare(&to) {
            Ordering::Less => done(stated.to_vec(), Open::None),
            Ordering::Greater => {
                let at = (0..stated.len()).find(|&at| unmet(at)).unwrap_or(0);
                self.wrong(at, stated[at], "more: its claim is larger than one that was met")
            }
            Ordering::Equal => {
                let mut certain = stated.to_vec();
                let (mut tied, mut at_stake) = (Vec::new(), 0);
                for at in 0..stated.len() {
                    let row = &self.claimants[at];
                    if row.weight == UBig::ZERO {
                        continue;
                    }
                    if stated[at] > row.min && equal(claim(at, stated[at] - 1), &to) {
                        certain[at] -= 1;
                        at_stake += 1;
                        tied.push(at);
                    } else if unmet(at) {
                        tied.push(at);
                    }
                }
                done(certain, Open::Any { tied, at_stake })
            }
        }
    }

    /// Right if every unit has its quota rounded down or up.
    fn within_quota(&self, seats: u64, stated: &[u64]) -> Counted {
        let total: UBig = self.claimants.iter().map(|claimant| &claimant.weight).sum();
        for (at, (claimant, &held)) in self.claimants.iter().zip(stated).enumerate() {
            let quota = Fraction::new(&claimant.weight * UBig::from(seats), total.clone());
            if UBig::from(held) < quota.floor() || UBig::from(held) > quota.ceil() {
                return self.wrong(at, held, format!("{} or {}", quota.floor(), quota.ceil()));
            }
        }
        Counted::Drawn
    }

    /// Right if they are what the count gives.
    fn by_tally(&self, seats: u64, stated: &[u64]) -> Counted {
        match tally(self.method, self.rule, seats, &self.claimants, self.unit) {
            Tally::Unknown => Counted::Unknown,
            Tally::Impossible => self.wrong(0, stated[0], "no split: there is none by this method"),
            Tally::Seats { certain, open, cut } => {
                if let Open::Sets(sets) = &open {
                    if self.is_open || sets.iter().any(|set| set == stated) {
                        return Counted::Seats { certain, open, cut };
                    }
                    return self.wrong(0, stated[0], "one of the outcomes that are right");
                }
                let tied: &[usize] = match &open {
                    Open::Any { tied, .. } => tied,
                    _ => &[],
                };
                for (at, (&found, &sure)) in stated.iter().zip(&certain).enumerate() {
                    let more = u64::from(tied.contains(&at));
                    if found < sure || found > sure + more {
                        let or = if more > 0 { format!(" or {}", sure + 1) } else { String::new() };
                        return self.wrong(at, found, format!("{sure}{or}"));
                    }
                }
                Counted::Seats { certain, open, cut }
            }
        }
    }

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
                self.compare_ranges(split, &ranges, &UBig::from(sets.len()), tie, review);
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
                    Some(outcomes) => self.compare_ranges(split, &ranges, &outcomes, tie, review),
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

    /// The line for the next seats, by place; `None` where it is not worked out here.
    pub(super) fn line(&self, seats: u64, held: &[u64], told: usize) -> Option<Vec<usize>> {
        let (method, rule, claimants, unit) = (self.method, self.rule, &self.claimants, self.unit);
        Line { method, rule, seats, claimants, unit, held }.first(told)
    }

    /// A lottery's seats, drawn again; where that was possible, whose the seats of larger houses would be.
    pub(super) fn draw_again(
        &self,
        seats: u64,
        stated: &[u64],
        seed: Option<u64>,
        review: &mut SeatReview,
    ) -> Option<Vec<usize>> {
        let Some((seed, (drawn, line))) = seed.and_then(|seed| Some((seed, self.drawn(seats, seed)?))) else {
            review.unproved.push(SeatClaim::Draw);
            return None;
        };
        match (0..drawn.len()).find(|&at| drawn[at] != stated[at]) {
            Some(at) => review.fault(SeatFault::Drawn {
                seed,
                unit: self.name(at),
                found: stated[at],
                expected: drawn[at],
            }),
            None => review.prove(SeatClaim::Draw),
        }
        Some(line)
    }

    /// The seats that a seed draws, and the units of the seats after them; `None` where it cannot be drawn here.
    fn drawn(&self, seats: u64, seed: u64) -> Option<(Vec<u64>, Vec<usize>)> {
        let names: Vec<&str> = self.names.iter().map(AsRef::as_ref).collect();
        let weights: Vec<&UBig> = self.claimants.iter().map(|claimant| &claimant.weight).collect();
        let mut lots = Lots::of(seed, self.stream);
        match self.method {
            Method::Lottery => Some((lots.systematic(&names, &weights, seats), Vec::new())),
            Method::MonotoneLottery { houses } => {
                // Where nothing is said the draw is made for 1024 houses, or the next power of two.
                let houses = if houses > 0 { houses } else { seats.checked_next_power_of_two()?.max(1024) };
                let order = monotone::order(&mut lots, &names, &weights, houses)?;
                let (first, line) = order.split_at_checked(usize::try_from(seats).ok()?)?;
                let mut drawn = vec![0; names.len()];
                first.iter().for_each(|&at| drawn[at] += 1);
                Some((drawn, line.to_vec()))
            }
            _ => None,
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

    fn compare_ranges(
        &self,
        split: &Split,
        ranges: &[(u64, u64)],
        outcomes: &UBig,
        tie: &fordel_model::split::Tie,
        review: &mut SeatReview,
    ) {
        compare_ranges(split, ranges, outcomes, tie, review);
    }

    /// The remainders around the cut.
    pub(super) fn compare_cut(&self, split: &Split, counted: &Counted, review: &mut SeatReview) {
        let (Some(found), Counted::Seats { cut: Some((inside, outside)), .. }) = (&split.cut, counted) else {
            return;
        };
        let ends =
            [("remainder_in", &found.remainder_in, inside), ("remainder_out", &found.remainder_out, outside)];
        for (end, found, expected) in ends {
            if found != expected {
                let expected = expected.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
                review.fault(SeatFault::Cut { end, expected });
            }
        }
    }
}

/// Certain and possible seats, tied units, seats at stake and outcomes against what is right.
pub(super) fn compare_ranges(
    split: &Split,
    ranges: &[(u64, u64)],
    outcomes: &UBig,
    tie: &fordel_model::split::Tie,
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
