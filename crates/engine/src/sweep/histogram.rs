//! A distribution of whole numbers in bounded memory.

use std::collections::BTreeMap;

/// Bins at most.
const MAX_BINS: usize = 65_536;

/// How often each number was seen. Exact up to 65 536 different numbers; beyond that neighbours share
/// a bin whose width is a power of two, the narrowest with which so many bins are enough. The result
/// does not depend on the order in which the numbers came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Histogram {
    width: i64,
    bins: BTreeMap<i64, u64>,
    n: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { width: 1, bins: BTreeMap::new(), n: 0 }
    }
}

impl Histogram {
    /// Adds a number.
    pub fn add(&mut self, number: i64) {
        self.n += 1;
        *self.bins.entry(number.div_euclid(self.width)).or_insert(0) += 1;
        while self.bins.len() > MAX_BINS {
            self.width *= 2;
            let mut wider = BTreeMap::new();
            for (bin, count) in std::mem::take(&mut self.bins) {
                *wider.entry(bin.div_euclid(2)).or_insert(0) += count;
            }
            self.bins = wider;
        }
    }

    /// How many numbers were added.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Numbers less than this apart may not be told from each other; 1 means exact.
    pub fn width(&self) -> i64 {
        self.width
    }

    /// The numbers seen, ascending, with how often: a bin's least number stands for all of it.
    pub fn counts(&self) -> impl Iterator<Item = (i64, u64)> {
        self.bins.iter().map(|(&bin, &count)| (bin * self.width, count))
    }

    /// The least number that at least `per_mille` thousandths of all numbers do not exceed (the lower
    /// quantile, a number that was seen); `None` where there are none.
    pub fn quantile(&self, per_mille: u64) -> Option<i64> {
        let rank = (u128::from(self.n) * u128::from(per_mille)).div_ceil(1000).max(1);
        let mut seen = 0u128;
        self.counts().find_map(|(number, count)| {
            seen += u128::from(count);
            (seen >= rank).then_some(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_numbers_that_were_seen_and_memory_is_bounded() {
        let mut histogram = Histogram::default();
        assert_eq!(histogram.quantile(500), None);
        [5, -3, 5, 9].into_iter().for_each(|number| histogram.add(number));
        let quantiles: Vec<_> = [0, 250, 251, 500, 750, 751, 1000].map(|q| histogram.quantile(q)).into();
        assert_eq!(quantiles, [-3, -3, 5, 5, 5, 9, 9].map(Some));
        assert_eq!(histogram.width(), 1);
        let spread = |numbers: &mut dyn Iterator<Item = i64>| {
            let mut histogram = Histogram::default();
            numbers.for_each(|number| histogram.add(number));
            histogram
        };
        let up = spread(&mut (0..200_000));
        let down = spread(&mut (0..200_000).rev());
        assert_eq!(up, down);
        assert_eq!((up.width(), up.quantile(500)), (4, Some(99_996)));
    }
}
