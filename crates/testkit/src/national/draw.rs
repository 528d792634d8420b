//! Draws from a fixed seed. The sampling is written out here, so that no release of a library
//! can change the bytes of a fixture.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of draws.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The source that belongs to `seed`.
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self(ChaCha8Rng::from_seed(seed))
    }

    /// An integer in `0..n`, by multiplying and shifting (the bias of n / 2^32 does not matter here).
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).expect("a list is shorter than 2^64");
        let scaled = (u64::from(self.0.next_u32()) * n) >> 32;
        usize::try_from(scaled).expect("below n, which was a usize")
    }

    /// Whether something that happens `percent` times in a hundred happens.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `list`, which is not empty.
    pub(crate) fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Puts `list` in random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}
