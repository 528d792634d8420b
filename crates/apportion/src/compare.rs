//! Methods side by side, with measures that are all exact.

use crate::{Problem, Refusal, split};
use dashu_int::UBig;
use fordel_model::{Fraction, Method, Split};

/// One method's answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    /// The method.
    pub method: Method,
    /// Its split, or why there is none.
    pub result: Result<Split, Refusal>,
    /// Measures of a split without an open tie.
    pub measures: Option<Measures>,
}

/// How far a split lies from the quotas.
#[derive(Clone, PartialEq, Debug)]
pub struct Measures {
    /// The largest |seats − quota|.
    pub largest_deviation: Fraction,
    /// Σ |seats − quota| / 2: seats that lie with another unit than the quotas say.
    pub total_deviation: Fraction,
    /// The least seats per weight over the most; one is perfect, zero leaves a weight without a seat.
    pub worst_ratio: Fraction,
    /// The Gini index of seats per weight over all weights: 0 is perfect, 1 is everything to nearly nobody.
    pub gini: Fraction,
    /// Units outside their lower or upper quota.
    pub outside_quota: usize,
    /// Seats that the larger half of the weighted units has above (or below) its quotas.
    pub large_units_gain: Signed,
}

/// A number that may be below zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Signed {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its distance from zero.
    pub magnitude: Fraction,
}

/// The methods compared, in order; those that know no bounds say so where there are some.
pub const COMPARED: [Method; 12] = [
    Method::Hamilton,
    Method::SainteLague,
    Method::DHondt,
    Method::HuntingtonHill,
    Method::Adams,
    Method::Dean,
    Method::Danish,
    Method::ModifiedSainteLague { numerator: 7, denominator: 5 },
    Method::Imperiali,
    Method::DroopLr,
    Method::HagenbachBischoffLr,
    Method::QuotaMethod,
];

/// Splits the same problem by each method of [`COMPARED`], and by its own where that is another, at every
/// level.
///
/// # Errors
/// A problem that is wrong under every method.
pub fn compare(problem: &Problem) -> Result<Vec<Compared>, Refusal> {
    Problem { method: Method::SainteLague, level_methods: Vec::new(), ..problem.clone() }.check()?;
    // The problem's own method stands beside the others where it is none of them.
    let own = problem.method_at(problem.levels.len());
    let methods = COMPARED.into_iter().chain((!COMPARED.contains(&own)).then_some(own));
    let one = |method: Method| {
        let result = split(&Problem { method, level_methods: Vec::new(), ..problem.clone() });
        let measures = result.as_ref().ok().and_then(measures);
        Compared { method, result, measures }
    };
    Ok(methods.map(one).collect())
}

/// The measures of a split; `None` with an open tie.
pub fn measures(split: &Split) -> Option<Measures> {
    if split.is_tied() {
        return None;
    }
    let total = split.units.first()?.quota.denominator().clone();
    // |seats − quota| and its sign, as numerators over the total weight.
    let deviations: Vec<(bool, UBig)> = split
        .units
        .iter()
        .map(|unit| {
            let seats = UBig::from(unit.lower) * &total;
            let quota = unit.quota.numerator();
            if seats >= *quota { (false, seats - quota) } else { (true, quota - seats) }
        })
        .collect();
    let largest = deviations.iter().map(|(_, deviation)| deviation).max()?.clone();
    let sum: UBig = deviations.iter().map(|(_, deviation)| deviation).sum();
    let per_weight = || {
        let weighted = split.units.iter().filter(|unit| !unit.weight.is_zero());
        weighted.map(|unit| Fraction::new(unit.lower, unit.quota.numerator().clone()))
    };
    // Seats per quota serve as well: the quota is the weight times a constant, unless there are no seats.
    let worst_ratio = if split.seats == 0 {
        Fraction::new(1u8, 1u8)
    } else {
        let (least, most) = (per_weight().min()?, per_weight().max()?);
        let below = least.denominator() * most.numerator();
        if below.is_zero() {
            Fraction::new(0u8, 1u8)
        } else {
            Fraction::new(least.numerator() * most.denominator(), below).reduced()
        }
    };
    let mut by_weight: Vec<usize> =
        (0..split.units.len()).filter(|&at| !split.units[at].weight.is_zero()).collect();
    by_weight.sort_by(|&a, &b| split.units[b].quota.cmp(&split.units[a].quota).then(a.cmp(&b)));
    by_weight.truncate(by_weight.len() / 2);
    let part = |negative: bool| -> UBig {
        by_weight
            .iter()
            .map(|&at| &deviations[at])
            .filter(|(sign, _)| *sign == negative)
            .map(|(_, d)| d)
            .sum()
    };
    let (above, below) = (part(false), part(true));
    let negative = below > above;
    let gain = if negative { below - above } else { above - below };
    Some(Measures {
        largest_deviation: Fraction::new(largest, total.clone()).reduced(),
        total_deviation: Fraction::new(sum, &total * UBig::from(2u8)).reduced(),
        worst_ratio,
        gini: gini(split),
        outside_quota: split.violations.len(),
        large_units_gain: Signed { negative, magnitude: Fraction::new(gain, total).reduced() },
    })
}

/// The Gini index: Σ over pairs of |s_i·w_j − s_j·w_i| / (total seats · total weight), each pair once. Cost: a sort.
fn gini(split: &Split) -> Fraction {
    // Quotas serve as weights: they are the weights times a constant.
    let mut rows: Vec<(UBig, &UBig)> =
        split.units.iter().map(|unit| (UBig::from(unit.lower), unit.quota.numerator())).collect();
    // Without weight and seats a unit stands nowhere in that order.
    rows.retain(|(seats, weight)| !seats.is_zero() || !weight.is_zero());
    let seats: UBig = rows.iter().map(|(seats, _)| seats).sum();
    let weight: UBig = rows.iter().map(|(_, weight)| *weight).sum();
    let below = &seats * &weight;
    if below.is_zero() {
        return Fraction::new(0u8, 1u8);
    }
    // In order of seats per weight every earlier unit has less: s_j·w_i − s_i·w_j is never negative.
    rows.sort_by(|(s, w), (t, v)| (s * *v).cmp(&(t * *w)));
    let (mut seats_before, mut weight_before) = (UBig::ZERO, UBig::ZERO);
    let (mut plus, mut minus) = (UBig::ZERO, UBig::ZERO);
    for (seats, weight) in &rows {
        plus += seats * &weight_before;
        minus += *weight * &seats_before;
        seats_before += seats;
        weight_before += *weight;
    }
    Fraction::new(plus - minus, below).reduced()
}
