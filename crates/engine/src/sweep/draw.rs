//! What chance decides in one scenario. Every scenario has a stream of its own, made of input,
//! specification, seed and index, so that its draws do not depend on who runs it or when.
//!
//! ChaCha with 8 rounds over a SHA-256; whole numbers only, by rejection, so that the draws are the
//! same on every machine and for every version of the libraries.

use crate::content::Digest;
use fordel_model::sweep::{Chance, Chances};
use fordel_model::{Change, Programme, Status, Weight};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The random stream of one scenario.
pub(crate) struct Stream(ChaCha8Rng);

impl Stream {
    pub(crate) fn new(seed: &Digest) -> Self {
        Self(ChaCha8Rng::from_seed(seed.0))
    }

    /// A whole number below `n`, each equally likely; `n` is above 0.
    fn below(&mut self, n: u64) -> u64 {
        // The largest multiple of n that 64 bits hold: beyond it numbers would not be equally likely.
        let fair = u64::MAX - u64::MAX % n;
        loop {
            let drawn = self.0.next_u64();
            if drawn < fair {
                return drawn % n;
            }
        }
    }

    fn happens(&mut self, chance: Chance) -> bool {
        self.below(chance.out_of) < chance.of
    }
}

/// What was drawn.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Drawn {
    /// The changes.
    pub(crate) changes: Vec<Change>,
    /// Who withdraws, by id, in table order.
    pub(crate) withdrawn: Vec<String>,
    /// Which initiatives are given up.
    pub(crate) dropped: Vec<String>,
}

/// Thousandths of a per cent in the whole.
const WHOLE: u64 = 100_000;

/// Draws for a programme whose settings are made: first the weights, then the people, then the
/// initiatives, each in table order.
pub(crate) fn draw(programme: &Programme, chances: &Chances, stream: &mut Stream) -> Drawn {
    let mut drawn = Drawn::default();
    if chances.weights > 0 {
        let spread = u64::from(chances.weights);
        for cluster in programme.clusters.iter() {
            let factor = WHOLE + stream.below(2 * spread + 1) - spread;
            let digits = cluster.weight.scaled(cluster.weight.decimals()) * factor;
            let weight = Weight::from_scaled(digits, cluster.weight.decimals() + 5);
            drawn.changes.push(Change::Weight { cluster: cluster.id.clone(), weight });
        }
    }
    if chances.withdraw.iter().any(|(_, chance)| chance.of > 0) {
        for nominee in programme.nominees.iter().filter(|nominee| nominee.status == Status::Nominated) {
            let chance = chances.withdraw.iter().find(|(sector, _)| *sector == nominee.sector);
            if chance.is_some_and(|(_, chance)| stream.happens(*chance)) {
                drawn.changes.push(Change::Withdraw(nominee.id.clone()));
                drawn.withdrawn.push(nominee.id.clone());
            }
        }
    }
    if chances.drop.of > 0 {
        for initiative in programme.initiatives.iter() {
            if stream.happens(chances.drop) {
                drawn.changes.push(Change::DropInitiative(initiative.id.clone()));
                drawn.dropped.push(initiative.id.clone());
            }
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_pinned() {
        let mut stream = Stream::new(&Digest([7; 32]));
        let drawn: Vec<u64> = (0..6).map(|_| stream.below(1000)).collect();
        assert_eq!(drawn, [76, 590, 727, 873, 601, 866]);
        assert!((0..100).all(|_| stream.happens(Chance { of: 1, out_of: 1 })));
        assert!((0..100).all(|_| !stream.happens(Chance { of: 0, out_of: 1 })));
    }
}
