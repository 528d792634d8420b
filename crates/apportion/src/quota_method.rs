//! The quota method of Balinski and Young: house monotone and within the quota.
//!
//! Seats are given one by one. The h-th goes to the largest w/(s+1) among the units that stay within
//! their upper quota at h, those with s·V < w·h. Cost: one heap step a seat.
//! Source: Balinski and Young, *The quota method of apportionment* (American Mathematical Monthly 82, 1975).
//!
//! Equal claims: a claim that has lost to an equal one stays the largest until it is met, whoever else
//! is let in meanwhile. So the choice made is forgotten once all of a tied group have their seat, and
//! only groups still open at the last seat matter. A unit let in late could not have had the earlier
//! seats of its group; where that happens, outcomes are listed one by one.

use crate::Refusal;
use crate::award::{Award, Evidence, Open, in_line};
use crate::flat::Flat;
use dashu_int::UBig;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// At most this many outcomes are listed where they are not simply "any k of these".
const MAX_LISTED: usize = 20_000;

/// Splits by the quota method. The list has no bounds but those of weights of zero.
pub(crate) fn award(flat: &Flat<'_>) -> Result<Award, Refusal> {
    let mut race = Race::new(flat);
    let mut groups: Vec<Group<'_>> = Vec::new();
    for house in 1..=flat.seats {
        race.let_in(house);
        let claim = race.line.pop().expect("some unit is below its upper quota");
        while groups.last().is_some_and(|group| group.value.compare(&claim) == Ordering::Greater) {
            groups.pop();
        }
        if groups.last().is_none_or(|group| group.value.compare(&claim) != Ordering::Equal) {
            groups.push(Group { value: claim.clone(), winners: Vec::new() });
        }
        let group = groups.last_mut().expect("just pushed");
        group.winners.push((claim.unit, claim.since, house));
        race.give(claim.unit);
    }
    let next = race.in_line();
    let still_open: Vec<Contest> = groups.iter().filter_map(|group| race.contest(group)).collect();
    let mut certain = race.seats;
    for contest in &still_open {
        for &(unit, _, _) in &contest.winners {
            certain[unit] -= 1;
        }
    }
    let open = match still_open.as_slice() {
        [] => None,
        [contest] if contest.is_plain() => Some(contest.any()),
        contests => {
            let mut outcomes = listed(flat, contests, certain.len())?;
            // Who wins in every outcome has the seat for certain.
            for (unit, sure) in certain.iter_mut().enumerate() {
                let always = outcomes.iter().map(|extra| extra[unit]).min().unwrap_or(0);
                *sure += always;
                outcomes.iter_mut().for_each(|extra| extra[unit] -= always);
            }
            (outcomes.len() > 1).then_some(Open::OneOf(outcomes))
        }
    };
    Ok(Award { certain, open, evidence: Evidence::None, next })
}

/// A unit that may have a further seat.
#[derive(Clone)]
struct Entry<'a> {
    unit: usize,
    weight: &'a UBig,
    held: u64,
    /// The house size at which it was let in.
    since: u64,
}

impl Entry<'_> {
    /// w/(s+1) of both.
    fn compare(&self, other: &Self) -> Ordering {
        (self.weight * UBig::from(other.held + 1)).cmp(&(other.weight * UBig::from(self.held + 1)))
    }
}

impl Ord for Entry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compare(other).then_with(|| other.unit.cmp(&self.unit))
    }
}
impl PartialOrd for Entry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Entry<'_> {}

/// Seats given at one value of the claim.
struct Group<'a> {
    value: Entry<'a>,
    /// Unit, when it was let in, when it got the seat.
    winners: Vec<(usize, u64, u64)>,
}

struct Race<'a> {
    flat: &'a Flat<'a>,
    total: UBig,
    seats: Vec<u64>,
    line: BinaryHeap<Entry<'a>>,
    /// Units not yet let in, by the house size that lets them in.
    waiting: BinaryHeap<Reverse<(u64, usize)>>,
}

impl<'a> Race<'a> {
    fn new(flat: &'a Flat<'a>) -> Self {
        let waiting = (0..flat.weights.len()).filter(|&unit| !flat.weights[unit].is_zero());
        Self {
            flat,
            total: flat.weights.iter().sum(),
            seats: vec![0; flat.weights.len()],
            line: BinaryHeap::new(),
            waiting: waiting.map(|unit| Reverse((1, unit))).collect(),
        }
    }

    fn let_in(&mut self, house: u64) {
        while let Some(&Reverse((from, unit))) = self.waiting.peek()
            && from <= house
        {
            self.waiting.pop();
            let (weight, held) = (&self.flat.weights[unit], self.seats[unit]);
            self.line.push(Entry { unit, weight, held, since: house });
        }
    }

    fn give(&mut self, unit: usize) {
        self.seats[unit] += 1;
        // The first house with s·V < w·h.
        let from = &self.total * UBig::from(self.seats[unit]) / &self.flat.weights[unit] + UBig::ONE;
        let from = u64::try_from(&from).unwrap_or(u64::MAX);
        self.waiting.push(Reverse((from, unit)));
    }

    /// The further sequence, as far as it is told.
    fn in_line(&self) -> Vec<usize> {
        let mut ahead = Race {
            flat: self.flat,
            total: self.total.clone(),
            seats: self.seats.clone(),
            line: self.line.clone(),
            waiting: self.waiting.clone(),
        };
        let houses =
            (1..=in_line(self.seats.len()) as u64).map_while(|more| self.flat.seats.checked_add(more));
        houses
            .map_while(|house| {
                ahead.let_in(house);
                let unit = ahead.line.pop()?.unit;
                ahead.give(unit);
                Some(unit)
            })
            .collect()
    }

    /// The group with its losers, if it has any.
    fn contest(&self, group: &Group<'_>) -> Option<Contest> {
        let equal = self.line.iter().filter(|entry| entry.compare(&group.value) == Ordering::Equal);
        let losers: Vec<(usize, u64)> = equal.map(|entry| (entry.unit, entry.since)).collect();
        (!losers.is_empty()).then(|| Contest { winners: group.winners.clone(), losers })
    }
}

/// Equal claims of which some were met when the seats ran out.
struct Contest {
    /// Unit, when it was let in, when it got the seat; in the order of the seats.
    winners: Vec<(usize, u64, u64)>,
    /// Unit, when it was let in.
    losers: Vec<(usize, u64)>,
}

impl Contest {
    /// Whether everybody was there from the first of its seats.
    fn is_plain(&self) -> bool {
        let first = self.winners[0].2;
        self.members().iter().all(|&(_, since)| since <= first)
    }

    fn members(&self) -> Vec<(usize, u64)> {
        let winners = self.winners.iter().map(|&(unit, since, _)| (unit, since));
        let mut members: Vec<_> = winners.chain(self.losers.iter().copied()).collect();
        members.sort_unstable();
        members
    }

    fn any(&self) -> Open {
        let units = self.members().into_iter().map(|(unit, _)| unit).collect();
        Open::Any { units, seats: self.winners.len() as u64 }
    }

    /// All sets of winners (in unit order) that could have been; `None` if more than the limit.
    fn choices(&self) -> Option<Vec<Vec<usize>>> {
        let members = self.members();
        let n_seats = self.winners.len();
        let mut found = Vec::new();
        let mut stack = vec![(0usize, Vec::<usize>::new())];
        while let Some((at, chosen)) = stack.pop() {
            if chosen.len() == n_seats {
                // Every seat in turn must have found somebody who was there.
                let fits = self.winners.iter().enumerate().all(|(seat, &(_, _, when))| {
                    chosen.iter().filter(|&&place| members[place].1 <= when).count() > seat
                });
                if fits {
                    found.push(chosen.iter().map(|&place| members[place].0).collect());
                }
            } else if members.len() - at >= n_seats - chosen.len() && at < members.len() {
                stack.push((at + 1, chosen.clone()));
                let mut with = chosen;
                with.push(at);
                stack.push((at + 1, with));
            }
            if found.len() > MAX_LISTED || stack.len() > MAX_LISTED {
                return None;
            }
        }
        Some(found)
    }
}

/// All ways in which several contests can end together, as further seats of each of `n` units.
fn listed(flat: &Flat<'_>, contests: &[Contest], n: usize) -> Result<Vec<Vec<u64>>, Refusal> {
    let too_many = || Refusal::TooManyEndings { place: flat.place.to_owned(), limit: MAX_LISTED };
    let mut outcomes = vec![vec![0u64; n]];
    for contest in contests {
        let choices = contest.choices().ok_or_else(too_many)?;
        if outcomes.len().saturating_mul(choices.len()) > MAX_LISTED {
            return Err(too_many());
        }
        let with = |outcome: &Vec<u64>, choice: &Vec<usize>| {
            let mut more = outcome.clone();
            choice.iter().for_each(|&unit| more[unit] += 1);
            more
        };
        outcomes = outcomes
            .iter()
            .flat_map(|outcome| choices.iter().map(move |choice| with(outcome, choice)))
            .collect();
    }
    outcomes.sort_unstable();
    outcomes.dedup();
    Ok(outcomes)
}
