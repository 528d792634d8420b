//! Lots drawn again from the recorded seed: ChaCha20 keyed by the seed (little-endian, the rest of the key
//! zero), one stream a group, whole numbers by rejection. Groups are numbered by their names: the whole is
//! 0, the others follow in the order of their paths.

use dashu_int::UBig;
use dashu_int::ops::BitTest;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The lots of one group.
pub(super) struct Lots(ChaCha20Rng);

impl Lots {
    pub(super) fn of(seed: u64, stream: u64) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut random = ChaCha20Rng::from_seed(key);
        random.set_stream(stream);
        Self(random)
    }

    /// One of 0 to n − 1.
    pub(super) fn one_of(&mut self, n: usize) -> usize {
        let n = n as u64;
        let usable = u64::MAX - (u64::MAX % n + 1) % n;
        loop {
            let drawn = self.0.next_u64();
            if drawn <= usable {
                return usize::try_from(drawn % n).unwrap_or(0);
            }
        }
    }

    /// Which `k` of the names win, as places: names in order, one drawn after the other.
    pub(super) fn winners(&mut self, names: &[&str], k: u64) -> Vec<usize> {
        let mut line: Vec<usize> = (0..names.len()).collect();
        line.sort_by_key(|&place| names[place]);
        let k = usize::try_from(k).unwrap_or(usize::MAX).min(line.len());
        for at in 0..k {
            let pick = at + self.one_of(line.len() - at);
            line.swap(at, pick);
        }
        line.truncate(k);
        line.sort_unstable();
        line
    }

    /// A number below `n`.
    pub(super) fn below(&mut self, n: &UBig) -> UBig {
        let bits = n.bit_len();
        let words = bits.div_ceil(64);
        loop {
            let mut drawn = UBig::ZERO;
            for _ in 0..words {
                drawn = (drawn << 64usize) + UBig::from(self.0.next_u64());
            }
            let drawn: UBig = drawn >> (words * 64 - bits);
            if drawn < *n {
                return drawn;
            }
        }
    }

    /// The systematic lottery: names in order, shuffled; their weights × seats end to end; a seat at a drawn
    /// start and after every total weight.
    pub(super) fn systematic(&mut self, names: &[&str], weights: &[&UBig], seats: u64) -> Vec<u64> {
        let total: UBig = weights.iter().copied().sum();
        let mut line: Vec<usize> = (0..names.len()).collect();
        line.sort_by_key(|&place| names[place]);
        for at in 1..line.len() {
            let pick = self.one_of(at + 1);
            line.swap(at, pick);
        }
        let start = self.below(&total);
        let mut held = vec![0; names.len()];
        let mut begin = UBig::ZERO;
        for place in line {
            let end = &begin + weights[place] * UBig::from(seats);
            // Points start + k·total in [begin, end).
            let before = |point: &UBig| -> UBig {
                if *point > start { (point - &start - UBig::ONE) / &total + UBig::ONE } else { UBig::ZERO }
            };
            held[place] = u64::try_from(before(&end) - before(&begin)).unwrap_or(u64::MAX);
            begin = end;
        }
        held
    }
}
