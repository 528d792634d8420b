//! The outer choice: how many seats each cluster uses, when not every one can have its fair share.
//!
//! Most seats first, then the least squared distance from the fair split, then the method's order of
//! claims; quotas over several clusters hold throughout. Exact, by dynamic programming over clusters.

use fordel_model::{ClusterId, IdVec};
use std::collections::BTreeMap;

/// What one cluster can do: people in teams, and how many of them each quota counts.
pub(crate) type Possible = (u64, Vec<u64>);

/// The limits of a quota over several clusters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Limits {
    /// At least.
    pub(crate) min: u64,
    /// At most.
    pub(crate) max: u64,
}

/// The choice to be made.
#[derive(Debug)]
pub(crate) struct Outer<'a> {
    /// The clusters, with what each can do.
    pub(crate) clusters: &'a [(ClusterId, Vec<Possible>)],
    /// Their fair seats.
    pub(crate) fair: &'a IdVec<ClusterId, u64>,
    /// Seats there are for them together.
    pub(crate) seats: u64,
    /// The quotas.
    pub(crate) limits: &'a [Limits],
    /// The method's claims, the first first.
    pub(crate) claims: &'a [(ClusterId, u64)],
}

/// Seats used and squared distance, negated so that larger is better in both.
type Worth = (u64, std::cmp::Reverse<u64>);

impl Outer<'_> {
    /// Seats for each of the clusters, in their order; `None` where the quotas cannot hold. Also
    /// whether the method's order decided between equally close splits.
    pub(crate) fn choose(&self) -> Option<(Vec<u64>, bool)> {
        let mut bounds: Vec<(u64, u64)> = vec![(0, u64::MAX); self.clusters.len()];
        let best = self.best(&bounds)?;
        let mut decided = false;
        // Claims beyond the list are taken in cluster order.
        let largest = self.clusters.iter().flat_map(|(_, possible)| possible.iter().map(|(s, _)| *s)).max();
        let rest =
            (1..=largest.unwrap_or(0)).flat_map(|nth| self.clusters.iter().map(move |(id, _)| (*id, nth)));
        for (cluster, nth) in self.claims.iter().copied().chain(rest) {
            let Some(at) = self.clusters.iter().position(|(id, _)| *id == cluster) else { continue };
            if nth <= bounds[at].0 || nth > bounds[at].1 {
                continue;
            }
            let before = bounds[at];
            bounds[at].0 = nth;
            if self.best(&bounds) == Some(best) {
                let without = [(before.0, nth - 1)];
                let mut other = bounds.clone();
                other[at] = without[0];
                decided |= self.best(&other) == Some(best);
            } else {
                bounds[at] = (before.0, nth - 1);
            }
        }
        let seats = bounds.iter().zip(self.clusters).map(|(&(least, most), (_, possible))| {
            // Every claim has been decided, so one number of seats is left.
            possible.iter().map(|(seats, _)| *seats).find(|s| (least..=most).contains(s)).unwrap_or(least)
        });
        Some((seats.collect(), decided))
    }

    /// The best worth with each cluster's seats within bounds.
    fn best(&self, bounds: &[(u64, u64)]) -> Option<Worth> {
        let mut reached: BTreeMap<(u64, Vec<u64>), u64> = BTreeMap::new();
        reached.insert((0, vec![0; self.limits.len()]), 0);
        for ((cluster, possible), &(least, most)) in self.clusters.iter().zip(bounds) {
            let mut next: BTreeMap<(u64, Vec<u64>), u64> = BTreeMap::new();
            for ((used, counts), distance) in &reached {
                for (seats, own) in possible.iter().filter(|(seats, _)| (least..=most).contains(seats)) {
                    let Some(counts) = self.added(counts, own) else { continue };
                    if used + seats > self.seats {
                        continue;
                    }
                    let apart = self.fair[*cluster].abs_diff(*seats);
                    let distance = distance + apart * apart;
                    let known = next.entry((used + seats, counts)).or_insert(distance);
                    *known = distance.min(*known);
                }
            }
            reached = next;
        }
        let holds =
            |counts: &[u64]| counts.iter().zip(self.limits).all(|(&count, limits)| count >= limits.min);
        reached
            .into_iter()
            .filter(|((_, counts), _)| holds(counts))
            .map(|((used, _), distance)| (used, std::cmp::Reverse(distance)))
            .max()
    }

    /// Counts with one more cluster's; without a largest number, counts beyond the least are alike.
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
        let clusters: Vec<(ClusterId, Vec<Possible>)> = possible
            .iter()
            .enumerate()
            .map(|(at, seats)| (ClusterId::from_index(at), seats.iter().map(|&s| (s, vec![])).collect()))
            .collect();
        let claims: Vec<_> = claims.iter().map(|&(c, n)| (ClusterId::from_index(c), n)).collect();
        let outer = Outer {
            clusters: &clusters,
            fair: &fair.iter().copied().collect(),
            seats,
            limits: &[],
            claims: &claims,
        };
        assert_eq!(outer.choose(), Some((expect.to_vec(), tie)));
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
}
