//! The quota method of Balinski and Young: house monotone and within the quota.
//!
//! Seats are given one by one. The h-th goes to the largest w/(s+1) among the units that stay within
//! their upper quota at h, those with s·V < w·h. Cost: one heap step a seat;
//! what a house gives depends on all smaller ones, so there is no start near the end.
//! Source: Balinski and Young, *The quota method of apportionment* (American Mathematical Monthly 82, 1975).
//!
//! Equal claims: a claim that has lost to an equal one stays the largest until it is met, whoever else
//! is let in meanwhile. So the choice made is forgotten once all of a tied group have their seat, and
//! only groups still open at the last seat matter. A unit let in late could not have had the earlier
//! seats of its group; where that happens, outcomes are listed one by one.

use crate::Refusal;
use crate::award::{Award, Evidence, Open};
use crate::flat::Flat;
use crate::number::Number;
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// At most this many outcomes are listed where they are not simply "any k of these".
const MAX_LISTED: usize = 20_000;

/// Splits by the quota method. The list has no bounds but those of weights of zero.
pub(crate) fn award(flat: &Flat<'_>) -> Result<Award, Refusal> {
    let total: UBig = flat.weights.iter().sum();
    if total.bit_len() <= 63 {
        // Every weight times a number of seats fits into 128 bits.
        run::<u128>(flat, &total)
    } else {
        run::<UBig>(flat, &total)
    }
}

fn run<N: Number>(flat: &Flat<'_>, total: &UBig) -> Result<Award, Refusal> {
    let weight = |weight: &UBig| N::from_big(weight).expect("no larger than the total");
    let weights: Vec<N> = flat.weights.iter().map(weight).collect();
    let total = N::from_big(total).expect("the number type was chosen to hold it");
    let mut race = Race::new(&weights, &total, vec![0; weights.len()], flat.seats);
    let mut groups: Vec<Group<'_, N>> = Vec::new();
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
        race.give(claim.unit, house);
    }
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
            (outcomes.len() > 1).then(|| Open::of(outcomes))
        }
    };
    let given: u64 = certain.iter().sum();
    let told = usize::try_from(flat.seats - given).unwrap_or(usize::MAX).saturating_add(flat.told);
    let next = in_line(&weights, &total, &certain, told);
    Ok(Award { certain, open, evidence: Evidence::None, next })
}

/// Who is in line after these seats; where equal claims were settled, the sequence goes on from there.
pub(crate) fn line(weights: &[UBig], held: &[u64], told: usize) -> Vec<usize> {
    in_line(weights, &weights.iter().sum(), held, told)
}

/// The further sequence after the seats held, as far as it is told.
fn in_line<N: Number>(weights: &[N], total: &N, held: &[u64], told: usize) -> Vec<usize> {
    let given: u64 = held.iter().sum();
    let mut ahead = Race::new(weights, total, held.to_vec(), told as u64);
    let houses = (1..=told as u64).map_while(|more| given.checked_add(more));
    houses
        .map_while(|house| {
            ahead.let_in(house);
            let unit = ahead.line.pop()?.unit;
            ahead.give(unit, house);
            Some(unit)
        })
        .collect()
}

/// A unit that may have a further seat.
#[derive(Clone)]
struct Entry<'a, N> {
    /// The claim's whole part, weights taken as 63-bit numbers: larger claims have no smaller one.
    height: u64,
    unit: usize,
    weight: &'a N,
    held: u64,
    /// The house size at which it was let in.
    since: u64,
}

impl<N: Number> Entry<'_, N> {
    /// w/(s+1) of both.
    fn compare(&self, other: &Self) -> Ordering {
        let next = |held: u64| N::from_u64(held).plus(&N::from_u64(1));
        N::compare_products(self.weight, &next(other.held), other.weight, &next(self.held))
    }
}

impl<N: Number> Ord for Entry<'_, N> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_height = self.height.cmp(&other.height);
        by_height.then_with(|| self.compare(other)).then_with(|| other.unit.cmp(&self.unit))
    }
}
impl<N: Number> PartialOrd for Entry<'_, N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<N: Number> PartialEq for Entry<'_, N> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<N: Number> Eq for Entry<'_, N> {}

/// Seats given at one value of the claim.
struct Group<'a, N> {
    value: Entry<'a, N>,
    /// Unit, when it was let in, when it got the seat.
    winners: Vec<(usize, u64, u64)>,
}

/// Units not yet let in, by the house that lets them in: a ring of the next houses, a heap for those far off.
struct Waiting {
    /// The first unit of each house of the ring.
    first: Vec<usize>,
    /// The unit after each unit at the same house.
    then: Vec<usize>,
    far: BinaryHeap<Reverse<(u64, usize)>>,
}

/// The end of a list of units.
const NOBODY: usize = usize::MAX;
/// Houses in a ring at most.
const RING: u64 = 1 << 18;

impl Waiting {
    fn new(units: usize, houses: u64) -> Self {
        let ring = usize::try_from(houses.clamp(1, RING)).unwrap_or(1);
        Self { first: vec![NOBODY; ring], then: vec![NOBODY; units], far: BinaryHeap::new() }
    }

    fn slot(&self, house: u64) -> usize {
        usize::try_from(house % self.first.len() as u64).unwrap_or(0)
    }

    /// A unit waits from house `now` on for a later one.
    fn add(&mut self, now: u64, from: u64, unit: usize) {
        if from - now <= self.first.len() as u64 {
            let slot = self.slot(from);
            self.then[unit] = std::mem::replace(&mut self.first[slot], unit);
        } else {
            self.far.push(Reverse((from, unit)));
        }
    }

    /// One of the units that a house lets in.
    fn take(&mut self, house: u64) -> Option<usize> {
        let slot = self.slot(house);
        let unit = self.first[slot];
        if unit != NOBODY {
            self.first[slot] = self.then[unit];
            return Some(unit);
        }
        let &Reverse((from, unit)) = self.far.peek()?;
        (from <= house).then(|| {
            self.far.pop();
            unit
        })
    }
}

struct Race<'a, N> {
    weights: &'a [N],
    total: &'a N,
    /// The weights as numbers of at most 63 bits, cut.
    heights: Vec<u64>,
    seats: Vec<u64>,
    line: BinaryHeap<Entry<'a, N>>,
    waiting: Waiting,
}

impl<'a, N: Number> Race<'a, N> {
    /// A race from the seats held on, over so many houses.
    fn new(weights: &'a [N], total: &'a N, seats: Vec<u64>, houses: u64) -> Self {
        let zero = N::from_u64(0);
        let bits = total.to_big().bit_len();
        let height = |weight: &N| {
            let weight = weight.to_big();
            let cut = if bits > 63 { weight >> (bits - 63) } else { weight << (63 - bits) };
            u64::try_from(&cut).unwrap_or(u64::MAX)
        };
        let heights = weights.iter().map(height).collect();
        let waiting = Waiting::new(weights.len(), houses);
        let now: u64 = seats.iter().sum();
        let mut race = Self { weights, total, heights, seats, line: BinaryHeap::new(), waiting };
        for unit in (0..weights.len()).filter(|&unit| weights[unit] != zero) {
            race.wait(unit, now);
        }
        race
    }

    /// A unit waits for the first house at which it may have one more: the first after `now` with s·V < w·h.
    fn wait(&mut self, unit: usize, now: u64) {
        let (whole, _) = N::from_u64(self.seats[unit]).times(self.total).divide(&self.weights[unit]);
        let from = whole.saturating_u64().saturating_add(1);
        self.waiting.add(now, from.max(now.saturating_add(1)), unit);
    }

    fn let_in(&mut self, house: u64) {
        while let Some(unit) = self.waiting.take(house) {
            let (weight, held) = (&self.weights[unit], self.seats[unit]);
            let height = self.heights[unit] / held.saturating_add(1);
            self.line.push(Entry { height, unit, weight, held, since: house });
        }
    }

    /// Gives a unit the seat of a house.
    fn give(&mut self, unit: usize, house: u64) {
        self.seats[unit] += 1;
        self.wait(unit, house);
    }

    /// The group with its losers, if it has any.
    fn contest(&self, group: &Group<'_, N>) -> Option<Contest> {
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
