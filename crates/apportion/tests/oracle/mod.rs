//! A second, naive way to every split: seat by seat with exact fractions, following each equal claim.
//! Shares no code with the crate; small numbers only.

use fordel_model::Method;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// All splits that are equally right, or `None` where there is none.
pub(crate) type Outcomes = Option<BTreeSet<Vec<u64>>>;

/// A unit as the oracle sees it: weight, least seats, largest seats.
pub(crate) type Row = (u64, u64, u64);

/// The signpost s(n) to the power of its degree, as a fraction, and that degree.
fn signpost(method: Method, n: u64) -> (u128, u128, u32) {
    let n = u128::from(n);
    match method {
        Method::SainteLague => (2 * n + 1, 2, 1),
        Method::DHondt => (n + 1, 1, 1),
        Method::Adams => (n, 1, 1),
        Method::Danish => (3 * n + 1, 3, 1),
        Method::Imperiali => (n + 2, 2, 1),
        Method::Dean => (2 * n * (n + 1), 2 * n + 1, 1),
        Method::HuntingtonHill | Method::PowerMean(0) => (n * (n + 1), 1, 2),
        Method::PowerMean(-2) => (2 * n * n * (n + 1) * (n + 1), n * n + (n + 1) * (n + 1), 2),
        Method::PowerMean(2) => (n * n + (n + 1) * (n + 1), 2, 2),
        Method::PowerMean(3) => (n * n * n + (n + 1) * (n + 1) * (n + 1), 2, 3),
        Method::Stationary { numerator, denominator } => {
            (n * u128::from(denominator) + u128::from(numerator), denominator.into(), 1)
        }
        Method::ModifiedSainteLague { numerator, denominator } if n == 0 => {
            (numerator.into(), 2 * u128::from(denominator), 1)
        }
        Method::ModifiedSainteLague { .. } => (2 * n + 1, 2, 1),
        other => panic!("no signposts for {other}"),
    }
}

/// w_i / s(a) against w_j / s(b).
fn compare(method: Method, (wi, a): (u64, u64), (wj, b): (u64, u64)) -> Ordering {
    let (num_a, den_a, k) = signpost(method, a);
    let (num_b, den_b, _) = signpost(method, b);
    let power = |w: u64| u128::from(w).pow(k);
    (power(wi) * den_a * num_b).cmp(&(power(wj) * den_b * num_a))
}

/// Divisor methods: minima first, then the largest claim each time.
pub(crate) fn divisor(method: Method, rows: &[Row], seats: u64) -> Outcomes {
    let zero_first = signpost(method, 0).0 == 0;
    let start: Vec<u64> = rows
        .iter()
        .map(|&(weight, min, max)| if zero_first && weight > 0 { min.max(max.min(1)) } else { min })
        .collect();
    let least: u64 = start.iter().sum();
    if least > seats {
        return None;
    }
    let mut states = BTreeSet::from([start]);
    for _ in least..seats {
        let mut after = BTreeSet::new();
        for state in states {
            let open: Vec<usize> =
                (0..rows.len()).filter(|&i| rows[i].0 > 0 && state[i] < rows[i].2).collect();
            let best = open
                .iter()
                .copied()
                .max_by(|&i, &j| compare(method, (rows[i].0, state[i]), (rows[j].0, state[j])))?;
            for i in open {
                if compare(method, (rows[i].0, state[i]), (rows[best].0, state[best])) == Ordering::Equal {
                    let mut next = state.clone();
                    next[i] += 1;
                    after.insert(next);
                }
            }
        }
        states = after;
    }
    Some(states)
}

/// Largest remainders, floor then raise: every set of winners in a round is followed.
pub(crate) fn floor_then_raise(method: Method, rows: &[Row], seats: u64) -> Outcomes {
    let total: u64 = rows.iter().map(|row| row.0).sum();
    let (factor, whole) = match method {
        Method::Hamilton => (seats, total),
        Method::DroopLr => (1, total / (seats + 1) + 1),
        Method::HagenbachBischoffLr => (seats + 1, total),
        other => panic!("{other} has no remainders"),
    };
    let floor: Vec<u64> = rows.iter().map(|row| row.0 * factor / whole).collect();
    let remainder: Vec<u64> = rows.iter().map(|row| row.0 * factor % whole).collect();
    let mut state: Vec<u64> =
        rows.iter().zip(&floor).map(|(&(_, min, max), &floor)| floor.max(min).min(max)).collect();
    if rows.iter().map(|row| row.1).sum::<u64>() > seats || state.iter().sum::<u64>() > seats {
        return None;
    }
    loop {
        let left = seats - state.iter().sum::<u64>();
        let may = |i: &usize| rows[*i].0 > 0 && state[*i] < rows[*i].2;
        let mut asked: Vec<usize> = (0..rows.len()).filter(|i| may(i) && rows[*i].1 <= floor[*i]).collect();
        if asked.is_empty() {
            asked = (0..rows.len()).filter(may).collect();
        }
        if left == 0 {
            return Some(BTreeSet::from([state]));
        }
        if asked.is_empty() {
            return None;
        }
        if left >= asked.len() as u64 {
            asked.iter().for_each(|&i| state[i] += 1);
            continue;
        }
        let mut outcomes = BTreeSet::new();
        for set in 0u32..1 << asked.len() {
            let wins = |place: usize| set >> place & 1 == 1;
            let fits = u64::from(set.count_ones()) == left
                && (0..asked.len()).all(|a| {
                    (0..asked.len())
                        .all(|b| !wins(a) || wins(b) || remainder[asked[a]] >= remainder[asked[b]])
                });
            if fits {
                let mut outcome = state.clone();
                (0..asked.len()).filter(|&p| wins(p)).for_each(|p| outcome[asked[p]] += 1);
                outcomes.insert(outcome);
            }
        }
        return Some(outcomes);
    }
}

/// Largest remainders, fix and repeat: every ending of every tie is followed.
pub(crate) fn fix_and_repeat(method: Method, rows: &[Row], seats: u64) -> Outcomes {
    fn go(method: Method, rows: &[Row], seats: u64, fixed: &[Option<u64>], all: &mut BTreeSet<Vec<u64>>) {
        let free: Vec<usize> = (0..rows.len()).filter(|&i| fixed[i].is_none()).collect();
        let taken: u64 = fixed.iter().flatten().sum();
        if taken > seats {
            return;
        }
        let left = seats - taken;
        let splits = if free.is_empty() {
            (left == 0).then(|| BTreeSet::from([vec![]]))
        } else {
            let plain: Vec<Row> = free.iter().map(|&i| (rows[i].0, 0, u64::MAX)).collect();
            floor_then_raise(method, &plain, left)
        };
        for split in splits.into_iter().flatten() {
            let mut state: Vec<u64> = fixed.iter().map(|seats| seats.unwrap_or(0)).collect();
            free.iter().zip(split).for_each(|(&i, seats)| state[i] = seats);
            let mut more = fixed.to_vec();
            for &i in &free {
                let inside = state[i].clamp(rows[i].1, rows[i].2);
                if inside != state[i] {
                    more[i] = Some(inside);
                }
            }
            if more == fixed {
                all.insert(state);
            } else {
                go(method, rows, seats, &more, all);
            }
        }
    }
    let fixed: Vec<Option<u64>> = rows.iter().map(|row| (row.0 == 0).then_some(row.1)).collect();
    let mut all = BTreeSet::new();
    go(method, rows, seats, &fixed, &mut all);
    (!all.is_empty()).then_some(all)
}

/// The quota method, seat by seat, following each equal claim.
pub(crate) fn quota_method(rows: &[Row], seats: u64) -> Outcomes {
    let total: u64 = rows.iter().map(|row| row.0).sum();
    let mut states = BTreeSet::from([vec![0; rows.len()]]);
    for house in 1..=seats {
        let mut after = BTreeSet::new();
        for state in states {
            let may: Vec<usize> = (0..rows.len()).filter(|&i| state[i] * total < rows[i].0 * house).collect();
            let claim = |i: usize, j: usize| (rows[i].0 * (state[j] + 1)).cmp(&(rows[j].0 * (state[i] + 1)));
            let best = may.iter().copied().max_by(|&i, &j| claim(i, j))?;
            for i in may {
                if claim(i, best) == Ordering::Equal {
                    let mut next = state.clone();
                    next[i] += 1;
                    after.insert(next);
                }
            }
        }
        states = after;
    }
    Some(states)
}
