//! One group's seats, or the whole problem's without levels, against its method.

use super::SeatClaim;
use super::count::{Cut, Open, Tally, tally};
use super::fault::{SeatFault, SeatReview};
use super::line::Line;
use super::lot::Lots;
use super::monotone;
use crate::recount::{Claimant, Quotient};
use dashu_int::UBig;
use fordel_model::split::BoundRule;
use fordel_model::{Fraction, Method, Split};
use std::cmp::Ordering;

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
    pub(super) fn name(&self, at: usize) -> String {
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
