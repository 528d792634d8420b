//! The outer choice: which seats each block uses, when not every cluster can have its fair share.
//!
//! Most cluster seats first, then most pool seats, then the least squared distance from the fair split,
//! then the method's order of claims; quotas and pools over several blocks hold throughout. Exact, by
//! dynamic programming over blocks.

use fordel_model::{ClusterId, IdVec};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What one block can do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Possible {
    /// People using each of its clusters' seats.
    pub(crate) seats: Vec<u64>,
    /// People using pools' seats.
    pub(crate) pooled: u64,
    /// People that each wider quota or pool counts.
    pub(crate) counts: Vec<u64>,
}

/// The limits of a quota or pool over several blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Limits {
    /// At least.
    pub(crate) min: u64,
    /// At most.
    pub(crate) max: u64,
}

/// A block's clusters, and everything it can do.
pub(crate) type BlockChoices = (Vec<ClusterId>, Vec<Possible>);

/// The choice to be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outer<'a> {
    /// The blocks.
    pub(crate) blocks: &'a [BlockChoices],
    /// The clusters' fair seats.
    pub(crate) fair: &'a IdVec<ClusterId, u64>,
    /// Seats there are for them together.
    pub(crate) seats: u64,
    /// The quotas and pools.
    pub(crate) limits: &'a [Limits],
    /// The method's claims, the first first.
    pub(crate) claims: &'a [(ClusterId, u64)],
}

/// What is chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Chosen {
    /// By block: the seats of its clusters.
    pub(crate) seats: Vec<Vec<u64>>,
    /// People using pools' seats, all together.
    pub(crate) pooled: u64,
    /// Whether the method's order decided between equally close splits.
    pub(crate) decided: bool,
}

/// More states after a block than are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TooMany;

/// States at most after any block.
const MAX_STATES: usize = 200_000;

/// Seats used, pool seats used, and squared distance, so that larger is better in all.
type Worth = (u64, u64, Reverse<u64>);

impl Outer<'_> {
    /// The best choice; `None` where the quotas cannot hold.
    ///
    /// # Errors
    /// [`TooMany`] ways to look at.
    pub(crate) fn choose(&self) -> Result<Option<Chosen>, TooMany> {
        let clusters: Vec<(usize, usize, ClusterId)> = (0..self.blocks.len())
            .flat_map(|block| self.blocks[block].0.iter().enumerate().map(move |(at, &id)| (block, at, id)))
            .collect();
        let of_cluster = |&(block, at, _): &(usize, usize, ClusterId)| {
            let seats = self.blocks[block].1.iter().map(|possible| possible.seats[at]);
            (seats.clone().min().unwrap_or(0), seats.max().unwrap_or(0))
        };
        let mut bounds: Vec<Vec<(u64, u64)>> = self.blocks.iter().map(|_| Vec::new()).collect();
        clusters.iter().for_each(|cluster| bounds[cluster.0].push(of_cluster(cluster)));
        let Some(best) = self.best(&bounds)? else { return Ok(None) };
        let mut decided = false;
        // Claims beyond the list are taken in cluster order.
        let largest = bounds.iter().flatten().map(|&(_, most)| most).max().unwrap_or(0);
        let rest = (1..=largest).flat_map(|nth| clusters.iter().map(move |&(_, _, id)| (id, nth)));
        for (cluster, nth) in self.claims.iter().copied().chain(rest) {
            let Some(&(block, at, _)) = clusters.iter().find(|(_, _, id)| *id == cluster) else { continue };
            let before = bounds[block][at];
            if nth <= before.0 || nth > before.1 {
                continue;
            }
            bounds[block][at].0 = nth;
            if self.best(&bounds)? == Some(best) {
                let mut other = bounds.clone();
                other[block][at] = (before.0, nth - 1);
                decided |= self.best(&other)? == Some(best);
            } else {
                bounds[block][at] = (before.0, nth - 1);
            }
        }
        // Every claim has been decided, so one number of seats is left for each cluster.
        let seats = bounds.iter().map(|block| block.iter().map(|&(least, _)| least).collect()).collect();
        Ok(Some(Chosen { seats, pooled: best.1, decided }))
    }

    /// The least that the limit at this position may be for any choice.
    ///
    /// # Errors
    /// [`TooMany`] ways to look at.
    pub(crate) fn fewest(&self, at: usize) -> Result<Option<u64>, TooMany> {
        let any: Vec<Vec<(u64, u64)>> =
            self.blocks.iter().map(|(clusters, _)| vec![(0, u64::MAX); clusters.len()]).collect();
        let is_possible = |max: u64| {
            let mut limits = self.limits.to_vec();
            limits[at].max = max;
            Outer { limits: &limits, ..*self }.best(&any).map(|best| best.is_some())
        };
        let most = |(_, possible): &BlockChoices| possible.iter().map(|one| one.counts[at]).max();
        let (mut low, mut high) = (0, self.blocks.iter().filter_map(most).sum::<u64>());
        if !is_possible(high)? {
            return Ok(None);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            match is_possible(middle)? {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        Ok(Some(high))
    }

    /// The best worth with each cluster's seats within bounds.
    fn best(&self, bounds: &[Vec<(u64, u64)>]) -> Result<Option<Worth>, TooMany> {
        // What the blocks from each on can add to each count at most.
        let mut after: Vec<Vec<u64>> = vec![vec![0; self.limits.len()]];
        for (_, possible) in self.blocks.iter().rev() {
            let rest = after.last().expect("never empty");
            let most = |at: usize| possible.iter().filter_map(|one| one.counts.get(at)).max().copied();
            let next = (0..rest.len()).map(|at| rest[at] + most(at).unwrap_or(0)).collect();
            after.push(next);
        }
        after.reverse();
        // For seats used and counts: the most pool seats, and the least distance then.
        let mut reached: BTreeMap<(u64, Vec<u64>), (u64, Reverse<u64>)> = BTreeMap::new();
        reached.insert((0, vec![0; self.limits.len()]), (0, Reverse(0)));
        for (((clusters, possible), bounds), rest) in self.blocks.iter().zip(bounds).zip(&after[1..]) {
            let within = |one: &&Possible| {
                one.seats.iter().zip(bounds).all(|(seats, (least, most))| (least..=most).contains(&seats))
            };
            let mut next: BTreeMap<(u64, Vec<u64>), (u64, Reverse<u64>)> = BTreeMap::new();
            for own in possible.iter().filter(within) {
                let more: u64 = own.seats.iter().sum();
                let apart: u64 = clusters
                    .iter()
                    .zip(&own.seats)
                    .map(|(&id, &seats)| self.fair[id].abs_diff(seats).pow(2))
                    .sum();
                for ((used, counts), &(pooled, Reverse(distance))) in &reached {
                    let Some(counts) = self.added(counts, &own.counts) else { continue };
                    let is_lost = counts
                        .iter()
                        .zip(rest)
                        .zip(self.limits)
                        .any(|((n, rest), limits)| n + rest < limits.min);
                    if used + more > self.seats || is_lost {
                        continue;
                    }
                    let worth = (pooled + own.pooled, Reverse(distance + apart));
                    let known = next.entry((used + more, counts)).or_insert(worth);
                    *known = worth.max(*known);
                }
            }
            if next.len() > MAX_STATES {
                return Err(TooMany);
            }
            reached = next;
        }
        let holds =
            |counts: &[u64]| counts.iter().zip(self.limits).all(|(&count, limits)| count >= limits.min);
        let best = reached
            .into_iter()
            .filter(|((_, counts), _)| holds(counts))
            .map(|((used, _), (pooled, distance))| (used, pooled, distance))
            .max();
        Ok(best)
    }

    /// Counts with one more block's; without a largest number, counts beyond the least are alike.
    fn added(&self, counts: &[u64], own: &[u64]) -> Option<Vec<u64>> {
        let add = |((&count, &more), limits): ((&u64, &u64), &Limits)| {
            let sum = count + more;
            if limits.max == u64::MAX {
                Some(sum.min(limits.min))
            } else {
                (sum <= limits.max).then_some(sum)
            }
        };
        counts.iter().zip(own).zip(self.limits).map(add).collect()
    }
}

/// Orders fillings of some clusters: the one that keeps the earlier claims first.
pub(crate) fn by_claims(
    clusters: &[ClusterId],
    claims: &[(ClusterId, u64)],
    a: &[u64],
    b: &[u64],
) -> std::cmp::Ordering {
    for (cluster, nth) in claims {
        if let Some(at) = clusters.iter().position(|id| id == cluster) {
            match (a[at] >= *nth, b[at] >= *nth) {
                (true, false) => return std::cmp::Ordering::Less,
                (false, true) => return std::cmp::Ordering::Greater,
                _ => (),
            }
        }
    }
    b.cmp(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fordel_model::id::Id;

    fn check(
        possible: &[&[u64]],
        fair: &[u64],
        seats: u64,
        claims: &[(usize, u64)],
        expect: &[u64],
        tie: bool,
    ) {
        let one = |&n: &u64| Possible { seats: vec![n], pooled: 0, counts: vec![] };
        let blocks: Vec<BlockChoices> = possible
            .iter()
            .enumerate()
            .map(|(at, seats)| (vec![ClusterId::from_index(at)], seats.iter().map(one).collect()))
            .collect();
        let claims: Vec<_> = claims.iter().map(|&(c, n)| (ClusterId::from_index(c), n)).collect();
        let outer = Outer {
            blocks: &blocks,
            fair: &fair.iter().copied().collect(),
            seats,
            limits: &[],
            claims: &claims,
        };
        let seats = expect.iter().map(|&n| vec![n]).collect();
        assert_eq!(outer.choose(), Ok(Some(Chosen { seats, pooled: 0, decided: tie })));
    }

    #[test]
    fn most_seats_then_closest_then_the_order_of_claims() {
        // Teams of exactly two: odd fair shares cannot be met.
        let even: &[u64] = &[0, 2, 4, 6];
        check(
            &[even, even],
            &[3, 3],
            6,
            &[(0, 1), (1, 1), (0, 2), (1, 2), (1, 3), (0, 3), (1, 4), (0, 4)],
            &[2, 4],
            true,
        );
        check(
            &[even, even],
            &[3, 3],
            6,
            &[(0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4), (1, 4)],
            &[4, 2],
            true,
        );
        check(&[&[0, 1, 2], &[0, 5]], &[2, 4], 7, &[], &[2, 5], false);
        check(&[&[0, 1, 2], &[0, 5]], &[2, 4], 6, &[], &[1, 5], false);
    }

    #[test]
    fn pool_seats_come_before_the_distance() {
        let one = |a, b, pooled| Possible { seats: vec![a, b], pooled, counts: vec![pooled] };
        let clusters = vec![ClusterId::from_index(0), ClusterId::from_index(1)];
        let blocks = [(clusters, vec![one(2, 1, 0), one(3, 0, 1), one(1, 1, 2)])];
        let fair = [2, 2].into_iter().collect();
        let best = |max| {
            let limits = [Limits { min: 0, max }];
            let outer = Outer { blocks: &blocks, fair: &fair, seats: 4, limits: &limits, claims: &[] };
            outer.choose().unwrap().map(|chosen| (chosen.seats, chosen.pooled))
        };
        assert_eq!(best(1), Some((vec![vec![3, 0]], 1)));
        assert_eq!(best(0), Some((vec![vec![2, 1]], 0)));
    }
}
