//! One split counted again, seat by seat, in exact integers (contract, section 2).
//!
//! Slow and plain: each seat goes to the largest claim that is left. Methods that are not a simple
//! sequence of claims are not counted.

use dashu_int::UBig;
use fordel_model::Method;
use fordel_model::split::BoundRule;
use std::cmp::Ordering;

/// Who takes part in a split.
#[derive(Clone, Debug)]
pub(crate) struct Claimant {
    pub(crate) weight: UBig,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
}

impl Claimant {
    fn has_room(&self, seats: u64) -> bool {
        self.max.is_none_or(|max| seats < max)
    }
}

/// What a recount says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Recount {
    /// Each claimant has its certain seats, and `at_stake` of those `tied` one more.
    Seats { certain: Vec<u64>, tied: Vec<usize>, at_stake: u64 },
    /// There is no such split.
    Impossible(&'static str),
    /// Not counted here.
    Unknown,
}

const BELOW_MINIMA: &str = "the minima need more seats than there are";
const ABOVE_MAXIMA: &str = "the maxima leave seats over";
const TOO_FEW: &str = "there are fewer seats than units with a claim to a first one";

/// Splits `seats` over `claimants`.
pub(crate) fn recount(method: Method, bound_rule: BoundRule, seats: u64, claimants: &[Claimant]) -> Recount {
    match method {
        Method::Hamilton => match bound_rule {
            BoundRule::FloorThenRaise => floor_then_raise(seats, claimants),
            BoundRule::FixAndRepeat => fix_and_repeat(seats, claimants),
        },
        _ if signpost(method, 0).is_some() => by_divisor(method, seats, claimants),
        _ => Recount::Unknown,
    }
}

/// The power that makes a method's signposts rational: 2 for Huntington-Hill.
pub(crate) fn degree(method: Method) -> usize {
    match method {
        Method::HuntingtonHill | Method::PowerMean(0) => 2,
        Method::PowerMean(exponent) => exponent.unsigned_abs() as usize,
        _ => 1,
    }
}

/// The signpost between `n` and `n + 1` seats as a fraction, to the power of the [`degree`]. `None` for a
/// method that is not counted here.
pub(crate) fn signpost(method: Method, n: u64) -> Option<(UBig, UBig)> {
    let n = UBig::from(n);
    let (one, two) = (UBig::ONE, UBig::from(2u8));
    Some(match method {
        Method::SainteLague => (&n * &two + one, two),
        Method::DHondt => (n + &one, one),
        Method::Adams => (n, one),
        Method::HuntingtonHill | Method::PowerMean(0) => (&n * (&n + &one), one),
        Method::PowerMean(exponent) => {
            let power = exponent.unsigned_abs() as usize;
            let (low, high) = (n.pow(power), (&n + &one).pow(power));
            if exponent > 0 { (low + high, two) } else { (&low * &high * two, low + high) }
        }
        Method::Dean => (&two * &n * (&n + &one), two * n + one),
        Method::Danish => (UBig::from(3u8) * n + one, UBig::from(3u8)),
        Method::Imperiali => (n + &two, two),
        Method::ModifiedSainteLague { numerator, denominator } if n == UBig::ZERO => {
            (UBig::from(numerator), two * UBig::from(denominator))
        }
        Method::ModifiedSainteLague { .. } => (&n * &two + one, two),
        Method::Stationary { numerator, denominator } => {
            (n * UBig::from(denominator) + UBig::from(numerator), UBig::from(denominator))
        }
        _ => return None,
    })
}

/// A claim to one more seat: weight / signpost, to the power of the method's [`degree`]; ordered by size.
#[derive(Clone, Debug)]
pub(crate) struct Quotient {
    above: UBig,
    below: UBig,
}

impl Quotient {
    /// The claim of a weight that has `n` seats.
    pub(crate) fn of(method: Method, weight: &UBig, n: u64) -> Option<Self> {
        let (above, below) = signpost(method, n)?;
        Some(Self { above: weight.pow(degree(method)) * below, below: above })
    }

    /// Whether the signpost is zero: a claim before all others.
    pub(crate) fn is_infinite(&self) -> bool {
        self.below == UBig::ZERO
    }

    /// Whether this, a finite claim, is above / below.
    pub(crate) fn equals(&self, above: &UBig, below: &UBig) -> bool {
        &self.above * below == above * &self.below
    }

    /// Compares two claims; all infinite ones are equal.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        match (self.is_infinite(), other.is_infinite()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => (&self.above * &other.below).cmp(&(&other.above * &self.below)),
        }
    }
}

impl std::fmt::Display for Quotient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.above, self.below)
    }
}

fn sum_of_minima(claimants: &[Claimant]) -> u64 {
    claimants.iter().map(|claimant| claimant.min).sum()
}

/// From the minima up: the largest claim among those below their maximum gets the next seat.
fn by_divisor(method: Method, total: u64, claimants: &[Claimant]) -> Recount {
    let mut seats: Vec<u64> = claimants.iter().map(|claimant| claimant.min).collect();
    let Some(mut left) = total.checked_sub(sum_of_minima(claimants)) else {
        return Recount::Impossible(BELOW_MINIMA);
    };
    let claim = |at: usize, seats: &[u64]| {
        let claimant = &claimants[at];
        let takes_part = claimant.weight != UBig::ZERO && claimant.has_room(seats[at]);
        takes_part.then(|| Quotient::of(method, &claimant.weight, seats[at])).flatten()
    };
    let mut claims: Vec<Option<Quotient>> = (0..claimants.len()).map(|at| claim(at, &seats)).collect();
    while left > 0 {
        let Some(largest) = claims.iter().flatten().max_by(|a, b| a.compare(b)) else {
            return Recount::Impossible(ABOVE_MAXIMA);
        };
        let is_largest = |c: &Quotient| c.compare(largest) == Ordering::Equal;
        let (infinite, next): (bool, Vec<usize>) = (
            largest.is_infinite(),
            (0..claims.len()).filter(|&at| claims[at].as_ref().is_some_and(is_largest)).collect(),
        );
        let n = next.len() as u64;
        if n > left {
            return match infinite {
                true => Recount::Impossible(TOO_FEW),
                false => Recount::Seats { certain: seats, tied: next, at_stake: left },
            };
        }
        left -= n;
        for at in next {
            seats[at] += 1;
            claims[at] = claim(at, &seats);
        }
    }
    Recount::Seats { certain: seats, tied: Vec::new(), at_stake: 0 }
}

/// Whole quotas and remainders (of `total_weight`) of a plain split.
fn quotas(seats: u64, weights: &[&UBig]) -> Option<Vec<(u64, UBig)>> {
    let total: UBig = weights.iter().fold(UBig::ZERO, |sum, &weight| sum + weight);
    if total == UBig::ZERO {
        return None;
    }
    let share = |weight: &UBig| {
        let product = weight * UBig::from(seats);
        let whole = u64::try_from(&product / &total).expect("a quota is at most the seats");
        (whole, product % &total)
    };
    Some(weights.iter().map(|&weight| share(weight)).collect())
}

/// max(min, whole quota) cut at max, then one seat each to the largest remainders among those not
/// raised and below their maximum, round after round.
fn floor_then_raise(total: u64, claimants: &[Claimant]) -> Recount {
    let weights: Vec<&UBig> = claimants.iter().map(|claimant| &claimant.weight).collect();
    let Some(quotas) = quotas(total, &weights) else {
        return without_weight(total, claimants);
    };
    let mut seats: Vec<u64> = Vec::new();
    for (claimant, (whole, _)) in claimants.iter().zip(&quotas) {
        let raised = claimant.min.max(*whole);
        seats.push(claimant.max.map_or(raised, |max| raised.min(max)));
    }
    let Some(mut left) = total.checked_sub(seats.iter().sum()) else {
        return Recount::Impossible(BELOW_MINIMA);
    };
    while left > 0 {
        let takes_part = |at: &usize| {
            let claimant = &claimants[*at];
            let is_raised = claimant.min > quotas[*at].0;
            claimant.weight != UBig::ZERO && !is_raised && claimant.has_room(seats[*at])
        };
        let mut line: Vec<usize> = (0..claimants.len()).filter(takes_part).collect();
        if line.is_empty() {
            let room = claimants.iter().zip(&seats).any(|(claimant, &seats)| claimant.has_room(seats));
            // Only raised ones have room: what then, the contract leaves open.
            return if room { Recount::Unknown } else { Recount::Impossible(ABOVE_MAXIMA) };
        }
        line.sort_by(|&a, &b| quotas[b].1.cmp(&quotas[a].1));
        if let Some(tie) = cut(&seats, &line, &quotas, left) {
            return tie;
        }
        for &at in line.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
            seats[at] += 1;
            left -= 1;
        }
    }
    Recount::Seats { certain: seats, tied: Vec::new(), at_stake: 0 }
}

/// The tie, if the last of the `left` seats falls among equal remainders of `line` (largest first).
fn cut(seats: &[u64], line: &[usize], quotas: &[(u64, UBig)], left: u64) -> Option<Recount> {
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    if left >= line.len() || quotas[line[left - 1]].1 != quotas[line[left]].1 {
        return None;
    }
    let at_cut = &quotas[line[left]].1;
    let mut certain = seats.to_vec();
    let mut at_stake = left;
    for &at in line.iter().filter(|&&at| quotas[at].1 > *at_cut) {
        certain[at] += 1;
        at_stake -= 1;
    }
    let mut tied: Vec<usize> = line.iter().copied().filter(|&at| quotas[at].1 == *at_cut).collect();
    tied.sort_unstable();
    Some(Recount::Seats { certain, tied, at_stake: at_stake as u64 })
}

/// Nobody has a weight: everybody has their minimum.
fn without_weight(total: u64, claimants: &[Claimant]) -> Recount {
    match sum_of_minima(claimants).cmp(&total) {
        Ordering::Greater => Recount::Impossible(BELOW_MINIMA),
        Ordering::Less => Recount::Impossible(ABOVE_MAXIMA),
        Ordering::Equal => Recount::Seats {
            certain: claimants.iter().map(|claimant| claimant.min).collect(),
            tied: Vec::new(),
            at_stake: 0,
        },
    }
}

/// Plain splits of what is left among those not fixed: those below their minimum are fixed at it,
/// then those above their maximum at that, until a split violates none.
fn fix_and_repeat(total: u64, claimants: &[Claimant]) -> Recount {
    let mut fixed: Vec<Option<u64>> = vec![None; claimants.len()];
    loop {
        let open: Vec<usize> = (0..claimants.len()).filter(|&at| fixed[at].is_none()).collect();
        let Some(left) = total.checked_sub(fixed.iter().flatten().sum()) else {
            return Recount::Impossible(BELOW_MINIMA);
        };
        let free: Vec<Claimant> = open
            .iter()
            .map(|&at| Claimant { weight: claimants[at].weight.clone(), min: 0, max: None })
            .collect();
        if free.is_empty() && left > 0 {
            return Recount::Impossible(ABOVE_MAXIMA);
        }
        let (part, tied, at_stake) = match floor_then_raise(left, &free) {
            Recount::Seats { certain, tied, at_stake } => (certain, tied, at_stake),
            other => return other,
        };
        let most = |position: usize| part[position] + u64::from(tied.contains(&position));
        let low: Vec<usize> = (0..open.len()).filter(|&p| part[p] < claimants[open[p]].min).collect();
        let high: Vec<usize> =
            (0..open.len()).filter(|&p| claimants[open[p]].max.is_some_and(|max| most(p) > max)).collect();
        if low.iter().chain(&high).any(|position| tied.contains(position)) {
            // Whether a bound is violated hangs on the tie.
            return Recount::Unknown;
        }
        if low.is_empty() && high.is_empty() {
            let mut certain: Vec<u64> = fixed.iter().map(|fixed| fixed.unwrap_or(0)).collect();
            open.iter().zip(&part).for_each(|(&at, &seats)| certain[at] = seats);
            return Recount::Seats { certain, tied: tied.iter().map(|&p| open[p]).collect(), at_stake };
        }
        low.iter().for_each(|&position| fixed[open[position]] = Some(claimants[open[position]].min));
        high.iter().for_each(|&position| fixed[open[position]] = claimants[open[position]].max);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: Method, seats: u64, rows: &[(u32, u64, Option<u64>)], expect: Recount) {
        let row =
            |&(weight, min, max): &(u32, u64, Option<u64>)| Claimant { weight: weight.into(), min, max };
        let claimants: Vec<Claimant> = rows.iter().map(row).collect();
        assert_eq!(
            recount(method, BoundRule::FloorThenRaise, seats, &claimants),
            expect,
            "{method} {rows:?}"
        );
    }

    fn sure(seats: &[u64]) -> Recount {
        Recount::Seats { certain: seats.to_vec(), tied: Vec::new(), at_stake: 0 }
    }

    fn free(weights: &[u32]) -> Vec<(u32, u64, Option<u64>)> {
        weights.iter().map(|&weight| (weight, 0, None)).collect()
    }

    /// Balinski and Young, Fair Representation, table on five methods: 26 seats, five states.
    #[test]
    fn the_five_divisor_methods_and_hamilton_differ_as_published() {
        let weights = free(&[9061, 7179, 5259, 3319, 1182]);
        check(Method::Hamilton, 26, &weights, sure(&[9, 7, 5, 4, 1]));
        check(Method::Adams, 26, &weights, sure(&[9, 7, 5, 3, 2]));
        check(Method::Dean, 26, &weights, sure(&[9, 7, 5, 4, 1]));
        check(Method::HuntingtonHill, 26, &weights, sure(&[9, 7, 6, 3, 1]));
        check(Method::SainteLague, 26, &weights, sure(&[9, 8, 5, 3, 1]));
        check(Method::DHondt, 26, &weights, sure(&[10, 7, 5, 3, 1]));
    }

    #[test]
    fn bounds_hold_and_ties_are_named() {
        check(Method::SainteLague, 10, &[(90, 0, Some(4)), (10, 3, None), (1, 0, None)], sure(&[4, 5, 1]));
        check(Method::Hamilton, 10, &[(90, 0, Some(4)), (10, 3, None)], Recount::Unknown);
        let tie = Recount::Seats { certain: vec![1, 1, 0], tied: vec![0, 1], at_stake: 1 };
        check(Method::SainteLague, 3, &free(&[100, 100, 1]), tie.clone());
        check(Method::Hamilton, 3, &free(&[100, 100, 1]), tie);
        // w² b (b + 1) = v² a (a + 1): weights 1 and 6 with 10 seats.
        let tie = Recount::Seats { certain: vec![1, 8], tied: vec![0, 1], at_stake: 1 };
        check(Method::HuntingtonHill, 10, &free(&[1, 6]), tie);
        check(Method::Adams, 2, &free(&[1, 1, 1]), Recount::Impossible(TOO_FEW));
        check(Method::DHondt, 1, &[(1, 1, None), (1, 1, None)], Recount::Impossible(BELOW_MINIMA));
    }
}
