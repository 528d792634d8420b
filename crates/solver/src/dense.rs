//! Pricing where differences of pairs count: rows of pair values are added up, and what two members
//! still to come make together is bounded through the middle of each column, |x − y| ≤ |x − m| + |y − m|.

use crate::pricing::{Best, Face};

/// The pair values of one initiative's people in coarse units, never below the exact ones.
pub(crate) struct Dense {
    /// What each adds at most, but for sectors and pairs.
    most: Vec<i32>,
    /// By two places: what the pair makes.
    pair: Vec<i32>,
    /// By place: half a bound on what a pair with them makes.
    far: Vec<i32>,
    shift: u32,
    n_sectors: u32,
}

/// Values in coarse units stay below this.
const LIMIT: i64 = 1 << 26;

impl Dense {
    pub(crate) fn new(face: &Face<'_>) -> Self {
        let members = face.teams.members();
        let n = face.who.len();
        let unit = face.scale * face.factor;
        let position = |at: usize| usize::from(face.who[at]);
        let widest =
            unit.saturating_mul(members.widest_difference()).saturating_mul(members.diversity_weight());
        let largest = face.most.iter().map(|most| most.abs()).max().unwrap_or(0);
        let mut shift = 0;
        while (largest.max(widest) + face.gain_sector + face.gain_chain + face.team.abs()) >> shift >= LIMIT {
            shift += 1;
        }
        let mut pair = Vec::with_capacity(n * n);
        for a in 0..n {
            pair.extend((0..n).map(|b| coarse(unit * members.pair(position(a), position(b)).value, shift)));
        }
        let far = (0..n).map(|at| {
            let chain = if face.gain_chain > 0 { face.gain_chain } else { 0 };
            coarse(unit * members.diversity_weight() * members.from_middle(position(at)) + chain, shift)
        });
        Self {
            most: face.most.iter().map(|&most| coarse(most, shift)).collect(),
            pair,
            far: far.collect(),
            shift,
            n_sectors: face.sector.iter().fold(0, |all, sector| all | sector).count_ones(),
        }
    }

    fn row(&self, at: usize) -> &[i32] {
        let n = self.most.len();
        &self.pair[at * n..(at + 1) * n]
    }

    /// Visits every promising team whose first member is `i`.
    pub(crate) fn visit_first(&self, face: &Face<'_>, i: usize, best: &mut Best) {
        let n = self.most.len();
        let mut with_pair = vec![0i32; n];
        let mut reach: Vec<i32> = vec![0; n];
        for j in i + 1..n {
            if face.are_apart(i, j) {
                continue;
            }
            let value = face.plain(&[i, j]);
            let value_coarse = i64::from(coarse(value, self.shift)) + i64::from(self.row(i)[j]);
            let threshold = best.threshold >> self.shift;
            if face.smallest == 2 && value_coarse >= threshold {
                face.emit(&[i, j], best);
            }
            if face.largest == 2 || j + 1 == n || !face.may_grow([i, j], None) {
                continue;
            }
            let sectors = (face.sector[i] | face.sector[j]).count_ones();
            let gain = |more: u32| {
                let new = more.min(self.n_sectors.saturating_sub(sectors));
                i64::from(new) * ((face.gain_sector >> self.shift) + 1)
            };
            best.look(1 + (n - j) as u64 / 64);
            let (row_i, row_j) = (self.row(i), self.row(j));
            let (mut first, mut second, mut one) = (i32::MIN / 2, i32::MIN / 2, i32::MIN / 2);
            for l in j + 1..n {
                let with = self.most[l] + row_i[l] + row_j[l];
                with_pair[l] = with;
                one = one.max(with);
                let far = with + self.far[l];
                reach[l] = far;
                if far > first {
                    second = first;
                    first = far;
                } else if far > second {
                    second = far;
                }
            }
            let third_only = |l: usize| value_coarse + i64::from(with_pair[l]) + gain(1);
            let two_more = value_coarse + gain(2);
            let may_have_three = face.smallest <= 3;
            let is_quad_promising =
                face.largest == 4 && two_more + i64::from(first) + i64::from(second) >= threshold;
            let is_three_promising = may_have_three && value_coarse + i64::from(one) + gain(1) >= threshold;
            if !is_quad_promising && !is_three_promising {
                continue;
            }
            if is_three_promising {
                for k in j + 1..n {
                    if third_only(k) >= threshold && !face.are_apart(i, k) && !face.are_apart(j, k) {
                        face.emit(&[i, j, k], best);
                    }
                }
            }
            if is_quad_promising {
                self.last_two(face, (i, j), (two_more, first), &with_pair, &reach, best);
            }
        }
    }

    /// Visits every promising team of four whose first two are `pair`.
    fn last_two(
        &self,
        face: &Face<'_>,
        (i, j): (usize, usize),
        (two_more, first): (i64, i32),
        with_pair: &[i32],
        reach: &[i32],
        best: &mut Best,
    ) {
        let n = self.most.len();
        let needed = (best.threshold >> self.shift) - two_more - i64::from(first);
        let mut near: Vec<usize> = (j + 1..n)
            .filter(|&l| i64::from(reach[l]) >= needed && !face.are_apart(i, l) && !face.are_apart(j, l))
            .collect();
        if near.len() * 2 > n - j {
            near = (j + 1..n).collect();
        }
        let whole = near.len() == n - j - 1;
        let packed: Vec<i32> = near.iter().map(|&l| with_pair[l]).collect();
        let mut gathered = vec![0i32; near.len()];
        for (at, &k) in near.iter().enumerate() {
            if face.are_apart(i, k) || face.are_apart(j, k) || !face.may_grow([i, j], Some(k)) {
                continue;
            }
            let row = self.row(k);
            let left = (best.threshold >> self.shift)
                .saturating_sub(two_more)
                .saturating_sub(i64::from(with_pair[k]));
            let Ok(left) = i32::try_from(left) else {
                if left > 0 {
                    continue;
                }
                // Anything reaches it.
                for &l in &near[at + 1..] {
                    self.fourth(face, [i, j, k, l], best);
                }
                continue;
            };
            best.look(1 + (near.len() - at) as u64 / 16);
            let rest = &near[at + 1..];
            let with = &packed[at + 1..];
            let pairs: &[i32] = if whole {
                &row[k + 1..]
            } else {
                for (slot, &l) in gathered[at + 1..].iter_mut().zip(rest) {
                    *slot = row[l];
                }
                &gathered[at + 1..]
            };
            for ((with, pairs), rest) in with.chunks(64).zip(pairs.chunks(64)).zip(rest.chunks(64)) {
                let mut most = i32::MIN;
                for (&a, &b) in with.iter().zip(pairs) {
                    most = most.max(a.wrapping_add(b));
                }
                if most < left {
                    continue;
                }
                for ((&a, &b), &l) in with.iter().zip(pairs).zip(rest) {
                    if a + b >= left {
                        self.fourth(face, [i, j, k, l], best);
                    }
                }
            }
        }
    }

    fn fourth(&self, face: &Face<'_>, team: [usize; 4], best: &mut Best) {
        let pairs: i64 = (0..4)
            .flat_map(|a| (a + 1..4).map(move |b| (a, b)))
            .map(|(a, b)| i64::from(self.row(team[a])[team[b]]))
            .sum();
        let plain = face.plain(&team) >> self.shift;
        if plain + 1 + pairs >= best.threshold >> self.shift {
            face.emit(&team, best);
        }
    }
}

/// In coarse units, never below.
fn coarse(value: i64, shift: u32) -> i32 {
    i32::try_from((value >> shift) + i64::from(shift > 0)).expect("the shift makes it fit")
}
