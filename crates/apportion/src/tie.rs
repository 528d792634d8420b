//! Ties: listing and counting their outcomes, and breaking them by a stated rule.

use crate::award::{Award, Open};
use crate::choice::binomial;
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use fordel_model::split::OnTie;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// All outcomes of an award, in dictionary order of the tied units that win; `None` if more than `limit`.
pub(crate) fn outcomes(award: &Award, limit: usize) -> Option<Vec<Vec<u64>>> {
    match &award.open {
        None => Some(vec![award.certain.clone()]),
        Some(Open::OneOf(extras)) => {
            let whole = |extra: &Vec<u64>| award.certain.iter().zip(extra).map(|(a, b)| a + b).collect();
            (extras.len() <= limit).then(|| extras.iter().map(whole).collect())
        }
        Some(Open::Any { units, seats }) => {
            let count = binomial(units.len() as u64, *seats);
            if count > UBig::from(limit) {
                return None;
            }
            let mut all = Vec::new();
            let mut chosen: Vec<usize> = (0..usize::try_from(*seats).ok()?).collect();
            loop {
                let mut outcome = award.certain.clone();
                chosen.iter().for_each(|&place| outcome[units[place]] += 1);
                all.push(outcome);
                // The next choice in dictionary order.
                let k = chosen.len();
                let Some(step) = (0..k).rev().find(|&at| chosen[at] < units.len() - k + at) else {
                    return Some(all);
                };
                chosen[step] += 1;
                for at in step + 1..k {
                    chosen[at] = chosen[at - 1] + 1;
                }
            }
        }
    }
}

/// How a tie was broken.
pub(crate) struct Broken {
    /// Positions of the tied units.
    pub(crate) units: Vec<usize>,
    /// Seats that were at stake.
    pub(crate) seats: u64,
    /// Positions of those who got one.
    pub(crate) winners: Vec<usize>,
}

/// Breaks an award's tie by a rule, as far as the rule reaches; `None` if it changed nothing.
///
/// * `weights`: integer weights in unit order; `name`: a unit's name, so that a lot does not depend
///   on the order of the units; `lot`: the stream of random numbers.
pub(crate) fn break_tie(
    award: &mut Award,
    rule: OnTie,
    weights: &[UBig],
    name: &dyn Fn(usize) -> String,
    lot: &mut Lot,
) -> Option<Broken> {
    let open = award.open.take()?;
    let possible_winners = |before: &[u64], award: &Award| {
        let more = (0..before.len()).filter(|&unit| award.certain[unit] > before[unit]);
        more.collect::<Vec<_>>()
    };
    let before = award.certain.clone();
    match (rule, open) {
        (OnTie::Report, open) => {
            award.open = Some(open);
            None
        }
        (OnTie::Lot, Open::Any { units, seats }) => {
            let mut drawn = units.clone();
            drawn.sort_by_key(|&unit| name(unit));
            let n_winners = usize::try_from(seats).expect("fewer seats than tied units");
            for at in 0..n_winners {
                let pick = at + lot.below(drawn.len() - at);
                drawn.swap(at, pick);
            }
            drawn.truncate(n_winners);
            drawn.sort_unstable();
            drawn.iter().for_each(|&unit| award.certain[unit] += 1);
            Some(Broken { units, seats, winners: drawn })
        }
        (OnTie::Order, Open::Any { units, seats }) => {
            let first = usize::try_from(seats).expect("fewer seats than tied units");
            let winners = units[..first].to_vec();
            winners.iter().for_each(|&unit| award.certain[unit] += 1);
            Some(Broken { units, seats, winners })
        }
        (OnTie::LargerWeight, Open::Any { units, seats }) => {
            let mut ranked = units.clone();
            ranked.sort_by(|&a, &b| weights[b].cmp(&weights[a]).then(a.cmp(&b)));
            let at_stake = usize::try_from(seats).expect("fewer seats than tied units");
            let marginal = &weights[ranked[at_stake - 1]];
            if *marginal != weights[ranked[at_stake]] {
                ranked.truncate(at_stake);
                ranked.sort_unstable();
                ranked.iter().for_each(|&unit| award.certain[unit] += 1);
                return Some(Broken { units, seats, winners: ranked });
            }
            let winners: Vec<usize> =
                units.iter().copied().filter(|&unit| weights[unit] > *marginal).collect();
            winners.iter().for_each(|&unit| award.certain[unit] += 1);
            let still: Vec<usize> =
                units.iter().copied().filter(|&unit| weights[unit] == *marginal).collect();
            let changed = still.len() < units.len();
            award.open = Some(Open::Any { units: still, seats: seats - winners.len() as u64 });
            changed.then_some(Broken { units, seats, winners })
        }
        (rule, Open::OneOf(mut extras)) => {
            let tied: Vec<usize> =
                (0..before.len()).filter(|&u| extras.iter().any(|extra| extra[u] > 0)).collect();
            let seats = extras[0].iter().sum();
            let n_before = extras.len();
            match rule {
                OnTie::Lot => {
                    // In the order of what they give by name, so that the units' order does not matter.
                    let mut by_name: Vec<usize> = (0..before.len()).collect();
                    by_name.sort_by_cached_key(|&unit| name(unit));
                    extras.sort_by_cached_key(|extra| by_name.iter().map(|&u| extra[u]).collect::<Vec<_>>());
                    extras.swap(0, lot.below(n_before));
                    extras.truncate(1);
                }
                // The outcome that gives most to the first unit, among those the most to the second, and so on.
                OnTie::Order => {
                    let first = extras.iter().max().cloned().expect("an open tie has outcomes");
                    extras = vec![first];
                }
                OnTie::LargerWeight | OnTie::Report => keep_larger(&mut extras, weights),
            }
            let n = before.len();
            let sure: Vec<u64> =
                (0..n).map(|u| extras.iter().map(|extra| extra[u]).min().unwrap_or(0)).collect();
            for unit in 0..n {
                award.certain[unit] += sure[unit];
                extras.iter_mut().for_each(|extra| extra[unit] -= sure[unit]);
            }
            let changed = extras.len() < n_before;
            if extras.len() > 1 {
                award.open = Some(Open::OneOf(extras));
            }
            changed.then(|| Broken { units: tied, seats, winners: possible_winners(&before, award) })
        }
    }
}

/// Keeps the outcomes that give most to the largest weight, among them those that give most to the
/// next, and so on; units of equal weight count together.
fn keep_larger(extras: &mut Vec<Vec<u64>>, weights: &[UBig]) {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| weights[b].cmp(&weights[a]));
    for class in order.chunk_by(|&a, &b| weights[a] == weights[b]) {
        let gain = |extra: &Vec<u64>| class.iter().map(|&unit| extra[unit]).sum::<u64>();
        let most = extras.iter().map(gain).max().unwrap_or(0);
        extras.retain(|extra| gain(extra) == most);
    }
}

/// A stream of lots: ChaCha20 keyed by the seed, one stream a node, integers by rejection. The same
/// seed draws the same lots on every machine and in every version.
pub(crate) struct Lot(ChaCha20Rng);

impl Lot {
    /// The lots of one node of a problem.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut random = ChaCha20Rng::from_seed(key);
        random.set_stream(stream);
        Self(random)
    }

    /// Puts a list into a random order, each equally likely.
    pub(crate) fn shuffle(&mut self, list: &mut [usize]) {
        for at in 1..list.len() {
            list.swap(at, self.below(at + 1));
        }
    }

    /// A number from 0 to `n` − 1, each equally likely.
    pub(crate) fn below_big(&mut self, n: &UBig) -> UBig {
        let n_bits = n.bit_len();
        let n_words = n_bits.div_ceil(64);
        loop {
            let mut drawn = UBig::ZERO;
            for _ in 0..n_words {
                drawn = (drawn << 64usize) + UBig::from(self.0.next_u64());
            }
            drawn >>= n_words * 64 - n_bits;
            if drawn < *n {
                return drawn;
            }
        }
    }

    /// A number from 0 to `n` − 1, each equally likely.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = n as u64;
        // Numbers from the incomplete last round of n are thrown away.
        let rest = (u64::MAX % n + 1) % n;
        loop {
            let drawn = self.0.next_u64();
            if drawn <= u64::MAX - rest {
                return usize::try_from(drawn % n).expect("below a usize");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_are_the_same_everywhere_and_reach_everyone() {
        let mut lot = Lot::new(7, 0);
        let drawn: Vec<usize> = (0..12).map(|_| lot.below(5)).collect();
        let mut again = Lot::new(7, 0);
        assert_eq!(drawn, (0..12).map(|_| again.below(5)).collect::<Vec<_>>());
        assert!((0..5).all(|unit| (0..200).any(|seed| Lot::new(seed, 1).below(5) == unit)));
    }
}
