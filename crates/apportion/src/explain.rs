//! Why a unit has its seats, and by how much its weight must change to gain or lose one.
//!
//! Under a divisor method without levels a unit gains a seat when its next claim reaches the smallest
//! claim that was met elsewhere, and loses one when its last claim falls to the largest not met
//! elsewhere: thresholds that follow from two claims, exact also where they are roots. Elsewhere the
//! weight is searched: more weight never costs a unit seats, so halving finds the step, and each step
//! is verified by splitting again.

use crate::claim::Claim;
use crate::nested::Tree;
use crate::signpost::Signposts;
use crate::{Problem, Refusal, certificate, split};
use dashu_int::UBig;
use fordel_model::split::DivisorEnd;
use fordel_model::{Fraction, Split, Weight};
use std::cmp::Ordering;

/// A split, explained.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// Ids in the order in which units would lose a seat, at most ten; empty under levels.
    pub first_to_lose: Vec<String>,
    /// One row a unit, in unit order.
    pub units: Vec<UnitExplanation>,
    /// Whether `gains` and `loses` were looked for: where not, `None` says nothing.
    pub is_searched: bool,
}

impl Explanation {
    /// The unit nearest to gaining or losing a seat, with that change: the smallest in people.
    pub fn closest(&self) -> Option<(&UnitExplanation, &Change)> {
        let changes = self.units.iter().flat_map(|unit| {
            [&unit.gains, &unit.loses].into_iter().flatten().map(move |change| (unit, change))
        });
        changes.min_by(|(_, a), (_, b)| {
            let decimals = a.change.decimals().max(b.change.decimals());
            a.change.scaled(decimals).cmp(&b.change.scaled(decimals))
        })
    }
}

/// A unit, explained.
#[derive(Clone, PartialEq, Debug)]
pub struct UnitExplanation {
    /// The unit.
    pub id: String,
    /// The quotient that gave it its last seat (divisor methods without levels).
    pub last_quotient: Option<DivisorEnd>,
    /// The quotient it has for the next seat.
    pub next_quotient: Option<DivisorEnd>,
    /// What would give it one more seat.
    pub gains: Option<Change>,
    /// What would cost it one.
    pub loses: Option<Change>,
}

/// A change of one unit's weight that moves a seat, all else equal.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// The weight, to as many decimals as the problem's weights have, at which the seat has moved for
    /// certain.
    pub weight: Weight,
    /// How far that lies from its weight.
    pub change: Weight,
    /// The weight at which the seat is tied: beyond it the seat moves (divisor methods without levels).
    pub threshold: Option<DivisorEnd>,
    /// From whom it comes, or to whom it goes.
    pub other: Option<String>,
}

/// Searched explanations split again about 80 times a unit; problems with more units go without.
const MAX_SEARCHED: usize = 200;

/// Explains the split of a problem. Units in an open tie are explained from their certain seats.
///
/// Cost: linear under divisor methods without levels; else some eighty splits a unit, for at most 200
/// units (more have no `gains` and `loses`).
///
/// # Errors
/// Those of [`split`].
///
/// # Example
/// The last seat of the Dutch Tweede Kamer of 2023 went to the SP. "If D66 had had 160 votes more, or the SP eighty
/// fewer, D66 would have had it", said the news agency; to the vote it is 159 or 80.
/// ```
/// use fordel_apportion::{Problem, explain::explain, split};
/// use fordel_model::{Method, Weight};
///
/// let table =
///     include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/published/seats/netherlands-2023.csv"));
/// let lists = table.lines().skip(1).filter_map(|line| {
///     let mut cells = line.split(',');
///     Some((cells.next()?, cells.next()?.parse().ok()?))
/// });
/// let problem = Problem::new(Method::DHondt, 150, lists);
/// let explained = explain(&problem, &split(&problem)?)?;
/// let of = |id: &str| explained.units.iter().find(|unit| unit.id == id);
/// let gains = of("D66").and_then(|unit| unit.gains.clone()).expect("a seat more is possible");
/// assert_eq!((gains.change, gains.other.as_deref()), (Weight::from_integer(159u8), Some("SP")));
/// let loses = of("SP").and_then(|unit| unit.loses.clone()).expect("a seat less is possible");
/// assert_eq!((loses.change, loses.other.as_deref()), (Weight::from_integer(80u8), Some("D66")));
/// # Ok::<(), fordel_apportion::Refusal>(())
/// ```
pub fn explain(problem: &Problem, result: &Split) -> Result<Explanation, Refusal> {
    problem.check()?;
    let method = problem.method_at(problem.levels.len());
    match Signposts::of(method)? {
        Some(rule) if problem.levels.is_empty() => Ok(by_claims(problem, result, rule)),
        _ => searched(problem, result),
    }
}

/// Ids in the order in which units would lose a seat, at most ten; empty under levels. What
/// [`Explanation::first_to_lose`] says, without the rest.
///
/// # Errors
/// Those of [`split`].
pub fn line_to_lose(problem: &Problem, result: &Split) -> Result<Vec<String>, Refusal> {
    problem.check()?;
    Ok(match Signposts::of(problem.method_at(problem.levels.len()))? {
        Some(rule) if problem.levels.is_empty() => by_claims(problem, result, rule).first_to_lose,
        _ => first_to_lose(problem, result),
    })
}

fn by_claims(problem: &Problem, result: &Split, rule: Signposts) -> Explanation {
    let tree = Tree::new(problem);
    let (weights, min, max) = tree.root.parts();
    let claims = crate::claim::Claims::<UBig>::new(rule, weights);
    let n = weights.len();
    let held: Vec<u64> = result.units.iter().map(|unit| unit.lower).collect();
    let next = |unit: usize| {
        let may = held[unit] < max[unit] && !weights[unit].is_zero();
        may.then(|| Claim { unit, held: held[unit] })
    };
    let last = |unit: usize| (held[unit] > min[unit]).then(|| Claim { unit, held: held[unit] - 1 });
    // The two largest claims not met and the two smallest met: one of each is always another unit's.
    let mut out: Vec<Claim> = (0..n).filter_map(next).collect();
    let mut inside: Vec<Claim> = (0..n).filter_map(last).collect();
    out.sort_by(|&a, &b| claims.compare(b, a).then(a.unit.cmp(&b.unit)));
    inside.sort_by(|&a, &b| claims.compare(a, b).then(a.unit.cmp(&b.unit)));
    let value = |claim: Claim| certificate::value(rule, weights, tree.decimals, claim);
    let name = |unit: usize| problem.units[unit].id.clone();
    let units = (0..n).map(|unit| {
        let another = |claims: &[Claim]| claims.iter().copied().find(|claim| claim.unit != unit);
        let step = |own: Option<Claim>, other: Option<Claim>, rises: bool| {
            let (own, other) = (own?, other?);
            let threshold = Threshold::new(rule, &weights[other.unit], other.held, own.held)?;
            Some(threshold.change(&weights[unit], tree.decimals, rises, name(other.unit)))
        };
        UnitExplanation {
            id: name(unit),
            last_quotient: last(unit).map(value),
            next_quotient: next(unit).map(value),
            gains: step(next(unit), another(&inside), true),
            loses: step(last(unit), another(&out), false).filter(|_| !weights[unit].is_zero()),
        }
    });
    let first_to_lose = inside.iter().take(crate::award::IN_LINE).map(|claim| name(claim.unit)).collect();
    Explanation { first_to_lose, units: units.collect(), is_searched: true }
}

/// The weight at which one unit's claim equals another's, to the power of the degree.
struct Threshold {
    degree: u32,
    power: Fraction,
}

impl Threshold {
    /// w^k such that w / s(own) = weight / s(other); `None` where s(other) is zero.
    fn new(rule: Signposts, weight: &UBig, other: u64, own: u64) -> Option<Self> {
        let denominator = |held| rule.denominator::<UBig>(held).unwrap_or(UBig::ONE);
        let above = weight.pow(rule.degree() as usize) * denominator(other) * rule.numerator::<UBig>(own);
        let below = denominator(own) * rule.numerator::<UBig>(other);
        let degree = rule.degree();
        (!below.is_zero()).then(|| Self { degree, power: Fraction::new(above, below) })
    }

    /// The first whole weight (in the problem's scale) beyond the threshold.
    fn change(&self, weight: &UBig, decimals: u32, rises: bool, other: String) -> Change {
        let degree = self.degree as usize;
        let floor = self.power.floor().nth_root(degree);
        let reaches_exactly = floor.pow(degree) * self.power.denominator() == *self.power.numerator();
        // Rising: the smallest whole number above; falling: the largest below (zero has no claim).
        let beyond = if rises {
            floor + UBig::ONE
        } else if reaches_exactly && !floor.is_zero() {
            floor - UBig::ONE
        } else {
            floor
        };
        let change = if beyond >= *weight { &beyond - weight } else { weight - &beyond };
        let written = UBig::from(10u8).pow(decimals as usize * degree);
        let threshold =
            Fraction::new(self.power.numerator().clone(), self.power.denominator() * written).reduced();
        Change {
            weight: Weight::from_scaled(beyond, decimals),
            change: Weight::from_scaled(change, decimals),
            threshold: Some(certificate::root(self.degree, threshold)),
            other: Some(other),
        }
    }
}

fn searched(problem: &Problem, result: &Split) -> Result<Explanation, Refusal> {
    let is_searched = problem.units.len() <= MAX_SEARCHED && !problem.method.is_lottery();
    let decimals = problem.units.iter().map(|unit| unit.weight.decimals()).max().unwrap_or(0);
    let mut units = Vec::with_capacity(problem.units.len());
    for (unit, row) in problem.units.iter().enumerate() {
        let (mut gains, mut loses) = (None, None);
        if is_searched && !row.weight.is_zero() {
            let search = Search { problem, result, unit, decimals };
            gains = search.gain();
            loses = search.loss();
        }
        units.push(UnitExplanation {
            id: row.id.clone(),
            last_quotient: None,
            next_quotient: None,
            gains,
            loses,
        });
    }
    Ok(Explanation { first_to_lose: first_to_lose(problem, result), units, is_searched })
}

/// Under remainder methods without levels: who has the smallest claim q − k + 1 to the last seat.
fn first_to_lose(problem: &Problem, result: &Split) -> Vec<String> {
    if !problem.levels.is_empty() {
        return Vec::new();
    }
    let mut line: Vec<usize> = (0..result.units.len())
        .filter(|&unit| result.units[unit].lower > problem.units[unit].bounds().0)
        .collect();
    // q − s + 1 is smallest where s − q is largest.
    let excess = |unit: usize| {
        let row = &result.units[unit];
        let seats = UBig::from(row.lower) * row.quota.denominator();
        if seats >= *row.quota.numerator() {
            (Ordering::Greater, seats - row.quota.numerator())
        } else {
            (Ordering::Less, row.quota.numerator() - seats)
        }
    };
    line.sort_by(|&a, &b| {
        let ((sign_a, a_part), (sign_b, b_part)) = (excess(a), excess(b));
        let by_size = if sign_a == Ordering::Greater { b_part.cmp(&a_part) } else { a_part.cmp(&b_part) };
        sign_b.cmp(&sign_a).then(by_size).then(a.cmp(&b))
    });
    line.truncate(crate::award::IN_LINE);
    line.into_iter().map(|unit| problem.units[unit].id.clone()).collect()
}

/// The search for the weight at which a unit's seats change.
struct Search<'a> {
    problem: &'a Problem,
    result: &'a Split,
    unit: usize,
    decimals: u32,
}

impl Search<'_> {
    fn split_at(&self, weight: &UBig) -> Option<Split> {
        let mut problem = self.problem.clone();
        problem.units[self.unit].weight = Weight::from_scaled(weight.clone(), self.decimals);
        split(&problem).ok()
    }

    fn own(&self) -> UBig {
        self.problem.units[self.unit].weight.scaled(self.decimals)
    }

    /// The smallest weight at which it certainly has more than it may have now.
    fn gain(&self) -> Option<Change> {
        let now = self.result.units[self.unit].upper;
        if now >= self.problem.units[self.unit].bounds().1.min(self.problem.seats) {
            return None;
        }
        let moved =
            |weight: &UBig| self.split_at(weight).is_some_and(|split| split.units[self.unit].lower > now);
        let own = self.own();
        let mut low = own.clone();
        let mut step = UBig::ONE;
        let mut high = loop {
            let probe = &own + &step;
            if moved(&probe) {
                break probe;
            }
            low = probe;
            step <<= 1;
            // No share comes near all of the seats sooner than at a weight far above all others together.
            if step > (&own + UBig::ONE) << 80usize {
                return None;
            }
        };
        while &low + UBig::ONE < high {
            let middle = (&low + &high) >> 1usize;
            if moved(&middle) { high = middle } else { low = middle }
        }
        self.change(high)
    }

    /// The largest weight at which it certainly has fewer than it has now.
    fn loss(&self) -> Option<Change> {
        let now = self.result.units[self.unit].lower;
        if now <= self.problem.units[self.unit].bounds().0 {
            return None;
        }
        let moved =
            |weight: &UBig| self.split_at(weight).is_some_and(|split| split.units[self.unit].upper < now);
        let (mut low, mut high) = (UBig::ONE, self.own());
        if !moved(&low) {
            return None;
        }
        while &low + UBig::ONE < high {
            let middle = (&low + &high) >> 1usize;
            if moved(&middle) { low = middle } else { high = middle }
        }
        self.change(low)
    }

    fn change(&self, weight: UBig) -> Option<Change> {
        let own = self.own();
        let moved = self.split_at(&weight)?;
        let rises = weight > own;
        let other = moved.units.iter().zip(&self.result.units).position(|(new, old)| {
            new.id != self.problem.units[self.unit].id
                && if rises { new.upper < old.lower } else { new.lower > old.upper }
        });
        let change = if rises { &weight - &own } else { &own - &weight };
        Some(Change {
            weight: Weight::from_scaled(weight, self.decimals),
            change: Weight::from_scaled(change, self.decimals),
            threshold: None,
            other: other.map(|unit| self.problem.units[unit].id.clone()),
        })
    }
}
