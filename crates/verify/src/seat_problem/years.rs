//! A result over several years: entitlements, totals to date, and what each mode promises.

use super::fault::{SeatClaim, SeatFault, SeatReview};
use super::group::{Counted, Group};
use crate::recount::Claimant;
use dashu_int::UBig;
use fordel_model::split::{BoundRule, YearsMode};
use fordel_model::weight::to_integers;
use fordel_model::{Fraction, Method, Weight};
use std::collections::HashMap;

/// Several years to be split.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct YearsProblem {
    /// The method.
    pub method: Method,
    /// How the years belong together.
    pub mode: YearsMode,
    /// The years, in order.
    pub years: Vec<YearProblem>,
    /// Years already decided.
    pub history: Vec<PastYear>,
}

/// One year to be split.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct YearProblem {
    /// The year.
    pub year: i64,
    /// Its seats.
    pub seats: u64,
    /// Weights by unit.
    pub weights: Vec<(String, Weight)>,
}

/// One year already decided.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PastYear {
    /// Seats by unit.
    pub seats: Vec<(String, u64)>,
    /// Weights by unit; none at all: seats count as entitlements.
    pub weights: Vec<(String, Weight)>,
}

/// The years as stated.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct YearsResult {
    /// Each year with its rows.
    pub years: Vec<(i64, Vec<YearRow>)>,
    /// Units said to lie outside their running entitlement.
    pub outside: Vec<(i64, String)>,
}

/// A unit's row of one year as stated.
#[derive(Clone, PartialEq, Debug)]
pub struct YearRow {
    /// The unit.
    pub id: String,
    /// Seats of the year; `None` in an open tie.
    pub seats: Option<i128>,
    /// Seats to date.
    pub total: Option<u64>,
    /// Quotas to date.
    pub entitlement: Fraction,
}

/// Judges a result over several years.
pub fn check_years(problem: &YearsProblem, result: &YearsResult) -> SeatReview {
    let mut review = SeatReview::default();
    let mut accounts = Accounts::default();
    for past in &problem.history {
        accounts.decided(past);
    }
    if !problem.years.iter().map(|year| year.year).eq(result.years.iter().map(|(year, _)| *year)) {
        review.fault(SeatFault::Shape);
        return review;
    }
    let mut is_counted = true;
    let mut is_inside = true;
    for (year, (_, rows)) in problem.years.iter().zip(&result.years) {
        accounts.entitle(&year.weights, year.seats);
        is_counted &= accounts.year(problem, year, rows, &mut review);
        if problem.mode == YearsMode::CumulativeQuota {
            is_inside &= accounts.running_quota(year.year, rows, result, &mut review);
        }
    }
    if review.is_accepted() {
        review.proved.push(SeatClaim::Accounts);
        match problem.mode {
            YearsMode::CumulativeQuota if is_inside => review.proved.push(SeatClaim::RunningQuota),
            YearsMode::CumulativeQuota => review.unproved.push(SeatClaim::Nearest),
            _ if is_counted => review.proved.push(SeatClaim::Seats),
            _ => review.unproved.push(SeatClaim::Seats),
        }
    }
    review
}

/// How the units stand.
#[derive(Default)]
struct Accounts {
    entitled: HashMap<String, Fraction>,
    total: HashMap<String, Option<u64>>,
    seats_to_date: u64,
}

impl Accounts {
    fn entitle(&mut self, weights: &[(String, Weight)], seats: u64) {
        let (integers, _) =
            to_integers(&weights.iter().map(|(_, weight)| weight.clone()).collect::<Vec<_>>());
        let total: UBig = integers.iter().sum();
        if total == UBig::ZERO {
            return;
        }
        for ((name, _), weight) in weights.iter().zip(&integers) {
            self.add(name, &Fraction::new(weight * UBig::from(seats), total.clone()));
        }
    }

    fn add(&mut self, name: &str, quota: &Fraction) {
        let sum = self.entitled.entry(name.to_owned()).or_insert_with(|| Fraction::new(0u8, 1u8));
        *sum = sum.plus(quota);
    }

    fn decided(&mut self, past: &PastYear) {
        let seats = past.seats.iter().map(|(_, seats)| seats).sum();
        if past.weights.iter().all(|(_, weight)| weight.is_zero()) {
            past.seats.iter().for_each(|(name, seats)| self.add(name, &Fraction::new(*seats, 1u8)));
        } else {
            self.entitle(&past.weights, seats);
        }
        for (name, seats) in &past.seats {
            let total = self.total.entry(name.clone()).or_insert(Some(0));
            *total = total.map(|total| total + seats);
        }
        self.seats_to_date += seats;
    }

    /// Rows of one year; whether the method's own seats could be counted.
    fn year(
        &mut self,
        problem: &YearsProblem,
        year: &YearProblem,
        rows: &[YearRow],
        review: &mut SeatReview,
    ) -> bool {
        let before = review.findings.len();
        let mut fault = |unit: &str, what, found: String, expected: String| {
            review.fault(SeatFault::Year { year: year.year, unit: unit.to_owned(), what, found, expected });
        };
        let zero = Fraction::new(0u8, 1u8);
        let shown = |value: Option<i128>| value.map_or_else(|| "open".to_owned(), |value| value.to_string());
        for row in rows {
            let entitled = self.entitled.get(&row.id).unwrap_or(&zero);
            if row.entitlement != *entitled {
                fault(&row.id, "entitlement", row.entitlement.to_string(), entitled.to_string());
            }
            let earlier = self.total.get(&row.id).copied().unwrap_or(Some(0)).map(i128::from);
            let now = row.total.map(i128::from);
            let difference = earlier.zip(now).map(|(earlier, now)| now - earlier);
            if earlier.is_some() && difference != row.seats {
                fault(&row.id, "seats", shown(row.seats), shown(difference));
            }
            if problem.mode != YearsMode::Cumulative && row.seats.is_some_and(|seats| seats < 0) {
                fault(&row.id, "seats", shown(row.seats), "0 or more".to_owned());
            }
            let weight = year.weights.iter().find(|(name, _)| *name == row.id).map(|(_, weight)| weight);
            let takes_part = weight.is_some_and(|weight| !weight.is_zero());
            if problem.mode == YearsMode::CumulativeQuota && !takes_part && row.seats != Some(0) {
                fault(&row.id, "seats", shown(row.seats), "0".to_owned());
            }
        }
        let known: std::collections::HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        if known.len() != rows.len() || year.weights.iter().any(|(name, _)| !known.contains(name.as_str())) {
            fault("", "the list of units", rows.len().to_string(), "each unit once".to_owned());
        }
        let seats: Option<i128> = rows.iter().map(|row| row.seats).sum();
        if let Some(seats) = seats.filter(|seats| *seats != i128::from(year.seats)) {
            fault("", "the sum of the seats", seats.to_string(), year.seats.to_string());
        }
        let is_open = seats.is_none();
        self.seats_to_date = self.seats_to_date.saturating_add(year.seats);
        for row in rows {
            self.total.insert(row.id.clone(), row.total);
        }
        let counted = match problem.mode {
            YearsMode::CumulativeQuota => true,
            _ if is_open => false,
            YearsMode::Yearly => self.is_method(problem, year, year.seats, rows, |row| row.seats, review),
            YearsMode::Cumulative => {
                let to_date = self.seats_to_date;
                self.is_method(problem, year, to_date, rows, |row| row.total.map(i128::from), review)
            }
        };
        counted && review.findings.len() == before
    }

    /// Whether figures of the rows are the method's split of some seats; a finding where they are not.
    fn is_method(
        &self,
        problem: &YearsProblem,
        year: &YearProblem,
        seats: u64,
        rows: &[YearRow],
        figure: impl Fn(&YearRow) -> Option<i128>,
        review: &mut SeatReview,
    ) -> bool {
        let by_name: HashMap<&str, &Weight> =
            year.weights.iter().map(|(name, weight)| (name.as_str(), weight)).collect();
        let weights: Vec<Weight> = rows
            .iter()
            .map(|row| by_name.get(row.id.as_str()).map_or(Weight::ZERO, |w| (*w).clone()))
            .collect();
        let (integers, decimals) = to_integers(&weights);
        let unit = UBig::from(10u8).pow(decimals as usize);
        let claimants =
            integers.into_iter().map(|weight| Claimant { weight, min: 0, max: None }).collect::<Vec<_>>();
        let stated: Option<Vec<u64>> =
            rows.iter().map(|row| figure(row).and_then(|seats| u64::try_from(seats).ok())).collect();
        let Some(stated) = stated else { return false };
        let group = Group {
            method: problem.method,
            rule: BoundRule::FloorThenRaise,
            names: rows.iter().map(|row| row.id.as_str()).collect(),
            claimants,
            unit: &unit,
            is_open: false,
            stream: 0,
        };
        match group.count(seats, &stated) {
            Counted::Seats { .. } => true,
            Counted::Wrong { unit, found, expected } => {
                let (year, found) = (year.year, found.to_string());
                review.fault(SeatFault::Year { year, unit, what: "seats", found, expected });
                false
            }
            Counted::Drawn | Counted::Unknown => false,
        }
    }

    /// Whether every total lies within floor and ceiling of the entitlement; those that do not must be named.
    fn running_quota(
        &self,
        year: i64,
        rows: &[YearRow],
        result: &YearsResult,
        review: &mut SeatReview,
    ) -> bool {
        let mut is_inside = true;
        for row in rows {
            let Some(total) = row.total.map(UBig::from) else { continue };
            let is_outside = total < row.entitlement.floor() || total > row.entitlement.ceil();
            let is_named = result.outside.iter().any(|(of, id)| *of == year && *id == row.id);
            if is_outside != is_named {
                review.fault(SeatFault::Year {
                    year,
                    unit: row.id.clone(),
                    what: "seats to date",
                    found: format!("{total}, {}", if is_named { "named as outside" } else { "not named" }),
                    expected: format!("{} to {}", row.entitlement.floor(), row.entitlement.ceil()),
                });
            }
            is_inside &= !is_outside;
        }
        is_inside
    }
}
