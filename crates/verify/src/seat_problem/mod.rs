//! A seats result against the problem it answers (contract, section 2): every figure and what proves it.
//!
//! A split by a divisor method is proved by its own seats: no claim that was not met may be larger than one
//! that was, and where two are equal the tie follows. Remainder methods are counted again. Nothing here is
//! shared with the code that splits.

mod count;
mod fault;
mod group;
mod line;
mod lot;
mod monotone;
mod nested;
mod tie;
mod two_way;
mod years;

pub use fault::{SeatClaim, SeatFault, SeatReview};
pub use two_way::{TwoWayProblem, TwoWayResult, TwoWayTied, check_two_way};
pub use years::{PastYear, YearProblem, YearRow, YearsProblem, YearsResult, check_years};

use crate::divisor::is_end;
use crate::recount::{Claimant, Quotient};
use dashu_int::UBig;
use fordel_model::split::{BoundRule, OnTie, UnitSeats};
use fordel_model::weight::to_integers;
use fordel_model::{Fraction, Method, Split, Weight};
use group::Counted;

/// A seats problem.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SeatProblem {
    /// The method; of the units, where levels have their own.
    pub method: Method,
    /// Seats to split.
    pub seats: u64,
    /// How largest remainders keep bounds.
    pub bound_rule: BoundRule,
    /// What breaks ties; `None` where nothing is said: whatever the result records.
    pub on_tie: Option<OnTie>,
    /// Names of the levels, from the top.
    pub levels: Vec<String>,
    /// One method a level, then the units' own; empty: `method` everywhere.
    pub level_methods: Vec<Method>,
    /// The units, in order.
    pub units: Vec<SeatUnit>,
}

/// A unit of a seats problem.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SeatUnit {
    /// Its id.
    pub id: String,
    /// What it counts with.
    pub weight: Weight,
    /// At least so many seats.
    pub min: u64,
    /// At most so many.
    pub max: Option<u64>,
    /// Its groups, one a level.
    pub groups: Vec<String>,
}

impl SeatProblem {
    /// The method that splits at a depth below the top.
    fn method_at(&self, depth: usize) -> Method {
        self.level_methods.get(depth).copied().unwrap_or(self.method)
    }
}

/// Judges a split. Cost: near-linear in the units under divisor and remainder methods.
pub fn check_split(problem: &SeatProblem, split: &Split) -> SeatReview {
    let mut review = SeatReview::default();
    if !rows(problem, split, &mut review) {
        return review;
    }
    let weights: Vec<Weight> = problem.units.iter().map(|unit| unit.weight.clone()).collect();
    let (weights, decimals) = to_integers(&weights);
    let unit = UBig::from(10u8).pow(decimals as usize);
    if problem.levels.is_empty() {
        whole(problem, split, &weights, &unit, &mut review);
    } else {
        nested::check(problem, split, &weights, &unit, &mut review);
    }
    violations(split, &mut review);
    review
}

/// Whether the rows are those of the problem: ids, weights, quotas, ranges, the sum.
fn rows(problem: &SeatProblem, split: &Split, review: &mut SeatReview) -> bool {
    let before = review.findings.len();
    if split.seats != problem.seats {
        review.fault(SeatFault::Total { found: split.seats, expected: problem.seats });
    }
    let method = problem.method_at(problem.levels.len());
    if split.method != method {
        review.fault(SeatFault::Method { found: split.method, expected: method });
    }
    let found: Vec<&str> = split.units.iter().map(|unit| unit.id.as_str()).collect();
    if !problem.units.iter().map(|unit| unit.id.as_str()).eq(found.iter().copied()) {
        review.fault(SeatFault::Units { found: found.len(), expected: problem.units.len() });
        return false;
    }
    let weights: Vec<Weight> = problem.units.iter().map(|unit| unit.weight.clone()).collect();
    let (integers, _) = to_integers(&weights);
    let total: UBig = integers.iter().sum();
    for ((unit, row), weight) in problem.units.iter().zip(&split.units).zip(&integers) {
        if row.weight != unit.weight {
            let (found, expected) = (row.weight.to_string(), unit.weight.to_string());
            review.fault(SeatFault::Weight { unit: unit.id.clone(), found, expected });
        }
        let quota = Fraction::new(weight * UBig::from(problem.seats), total.clone());
        if row.quota != quota {
            let (found, expected) = (row.quota.to_string(), quota.to_string());
            review.fault(SeatFault::Quota { unit: unit.id.clone(), found, expected });
        }
        let is_range = match row.seats {
            Some(seats) => row.lower == seats && row.upper == seats,
            None => row.lower < row.upper,
        };
        if !is_range {
            let (seats, lower, upper) = (row.seats, row.lower, row.upper);
            review.fault(SeatFault::Range { unit: unit.id.clone(), seats, lower, upper });
        }
        if row.lower < unit.min || unit.max.is_some_and(|max| row.upper > max) {
            review.fault(SeatFault::Bounds { unit: unit.id.clone(), lower: row.lower, upper: row.upper });
        }
    }
    let open = split.units.iter().any(|unit| unit.seats.is_none());
    if open != split.tie.is_some() {
        review.fault(SeatFault::TieAndSeats);
    }
    let certain: u128 = split.units.iter().map(|unit| u128::from(unit.lower)).sum();
    let at_stake = split.tie.as_ref().map_or(0, |tie| u128::from(tie.seats));
    if certain + at_stake != u128::from(split.seats) {
        review.fault(SeatFault::Sum { found: certain + at_stake, expected: split.seats });
    }
    review.findings.len() == before
}

/// A problem without levels.
fn whole(problem: &SeatProblem, split: &Split, weights: &[UBig], unit: &UBig, review: &mut SeatReview) {
    let claimants: Vec<Claimant> = problem
        .units
        .iter()
        .zip(weights)
        .map(|(row, weight)| Claimant { weight: weight.clone(), min: row.min, max: row.max })
        .collect();
    // One outcome of the split: in an open tie the first of the tied units get their seat.
    let mut left = split.tie.as_ref().map_or(0, |tie| tie.seats);
    let one_of = |row: &UnitSeats| {
        let more = left.min(row.upper - row.lower);
        left -= more;
        row.lower + more
    };
    let stated: Vec<u64> = split.units.iter().map(one_of).collect();
    let names: Vec<&str> = problem.units.iter().map(|row| row.id.as_str()).collect();
    let group = group::Group {
        method: problem.method_at(0),
        rule: problem.bound_rule,
        names,
        claimants,
        unit,
        is_open: split.tie.is_some(),
        stream: 0,
    };
    let counted = group.count(problem.seats, &stated);
    match &counted {
        Counted::Wrong { unit, found, expected } => {
            review.fault(SeatFault::Seats { unit: unit.clone(), found: *found, expected: expected.clone() });
            return;
        }
        Counted::Unknown => {
            review.unproved.push(SeatClaim::Seats);
            return;
        }
        Counted::Drawn => {
            review.proved.push(SeatClaim::WithinQuota);
            if let Some(line) = group.draw_again(problem.seats, &stated, split.seed, review) {
                let names = line.into_iter().take(told(problem)).map(|at| problem.units[at].id.clone());
                compare_line(split, Some(names.collect()), review);
            } else if !split.next.is_empty() {
                review.unproved.push(SeatClaim::Line);
            }
            return;
        }
        Counted::Seats { .. } => {}
    }
    let before = review.findings.len();
    group.compare_open(problem, split, &counted, review);
    divisor(problem, split, &group.claimants, &stated, unit, review);
    group.compare_cut(split, &counted, review);
    let held: Vec<u64> = split.units.iter().map(|row| row.lower).collect();
    let line = group.line(problem.seats, &held, told(problem)).map(|line| {
        let names = line.into_iter().map(|at| problem.units[at].id.clone());
        names.collect()
    });
    compare_line(split, line, review);
    if review.findings.len() == before {
        review.proved.push(SeatClaim::Seats);
        review.proved.push(if split.tie.is_some() { SeatClaim::Tie } else { SeatClaim::Unique });
        if split.divisor.is_some() || split.cut.is_some() {
            review.proved.push(SeatClaim::Certificate);
        }
    }
}

/// The ends of the divisor interval, from the seats.
fn divisor(
    problem: &SeatProblem,
    split: &Split,
    claimants: &[Claimant],
    stated: &[u64],
    unit: &UBig,
    review: &mut SeatReview,
) {
    let method = problem.method_at(0);
    if !method.is_divisor() {
        return;
    }
    let Some(interval) = &split.divisor else {
        review.fault(SeatFault::Divisor { end: "interval", expected: "both ends".to_owned() });
        return;
    };
    let (from, to) = group::edges(method, claimants, stated);
    let zero = interval.from == fordel_model::split::DivisorEnd::Rational(Fraction::new(0u8, 1u8));
    let is_from = from.as_ref().map_or(zero, |from| is_end(method, &interval.from, unit, from));
    let unbounded = interval.to == fordel_model::split::DivisorEnd::Unbounded;
    let is_to = to.as_ref().map_or(unbounded, |to| is_end(method, &interval.to, unit, to));
    let text = |end: Option<Quotient>| end.map_or_else(|| "none".to_owned(), |end| end.to_string());
    if !is_from {
        review.fault(SeatFault::Divisor { end: "from", expected: text(from) });
    }
    if !is_to {
        review.fault(SeatFault::Divisor { end: "to", expected: text(to) });
    }
}

/// Units outside their quota rounded down and up, in every outcome.
fn violations(split: &Split, review: &mut SeatReview) {
    let is_outside = |unit: &&UnitSeats| {
        UBig::from(unit.lower) > unit.quota.ceil() || UBig::from(unit.upper) < unit.quota.floor()
    };
    let expected: Vec<&str> = split.units.iter().filter(is_outside).map(|unit| unit.id.as_str()).collect();
    if !split.violations.iter().map(String::as_str).eq(expected.iter().copied()) {
        let expected = expected.into_iter().map(str::to_owned).collect();
        review.fault(SeatFault::Violations { found: split.violations.clone(), expected });
    }
}

/// How many units in line are told.
fn told(problem: &SeatProblem) -> usize {
    problem.units.len().min(10)
}

/// The line stated against the one there is: it may end early, but not go another way.
fn compare_line(split: &Split, expected: Option<Vec<String>>, review: &mut SeatReview) {
    let Some(expected) = expected else {
        if !split.next.is_empty() {
            review.unproved.push(SeatClaim::Line);
        }
        return;
    };
    if !expected.starts_with(&split.next) {
        review.fault(SeatFault::Line { found: split.next.clone(), expected });
    } else if !expected.is_empty() && split.next.len() == expected.len() {
        review.proved.push(SeatClaim::Line);
    }
}
