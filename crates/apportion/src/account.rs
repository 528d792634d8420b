//! This year's seats beside those that earlier years call for: each unit's account.
//!
//! The seats over the years are those of the mode `cumulative_quota` with the earlier years decided: totals
//! to date within floor and ceiling of the running entitlement where that can be, as near to it as can be,
//! and within this year's bounds. The plain split knows no earlier years.
//!
//! Source: Gölz, Peters and Procaccia, *In This Apportionment Lottery, the House Always Wins* (EC 2022),
//! cumulative rounding, here without the lottery.

use crate::compare::Signed;
use crate::years::{DecidedYear, Year, YearUnit, Years, split_years};
use crate::{Problem, Refusal};
use fordel_model::split::YearsMode;
use fordel_model::{Fraction, Split};

/// The accounts of one year.
#[derive(Clone, PartialEq, Debug)]
pub struct Accounts {
    /// The year.
    pub year: i64,
    /// This year's units in the problem's order, then units of earlier years only.
    pub units: Vec<Account>,
    /// Units whose total to date lies outside floor and ceiling of their entitlement.
    pub outside: Vec<String>,
}

/// One unit's account.
#[derive(Clone, PartialEq, Debug)]
pub struct Account {
    /// The unit.
    pub id: String,
    /// Seats of earlier years.
    pub seats_before: u64,
    /// The sum of its quotas of earlier years.
    pub entitlement_before: Fraction,
    /// Seats of the plain split of this year; `None` in an open tie or without a part in this year.
    pub plain: Option<u64>,
    /// Seats of this year that follow from the account.
    pub seats: u64,
    /// Seats to date with those.
    pub total: u64,
    /// The sum of its quotas to date.
    pub entitlement: Fraction,
    /// Seats to date less the entitlement.
    pub drift: Signed,
    /// The same with the plain split instead.
    pub plain_drift: Option<Signed>,
}

/// Works out the accounts of `year`, whose problem and plain split these are. Units are matched by id.
///
/// # Errors
/// [`Refusal::Twice`] where two groups have units of one name, and those of the year's bounds.
pub fn accounts(
    problem: &Problem,
    plain: &Split,
    year: i64,
    history: &[DecidedYear],
) -> Result<Accounts, Refusal> {
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = problem.units.iter().find(|unit| !seen.insert(unit.id.as_str())) {
        return Err(Refusal::Twice(twice.id.clone()));
    }
    let weights: Vec<_> = problem.units.iter().map(|unit| (unit.id.clone(), unit.weight.clone())).collect();
    let bounds = problem.units.iter().filter(|unit| unit.is_bounded()).map(|unit| {
        let (min, max) = unit.bounds();
        (unit.id.clone(), min, max)
    });
    // A year of no seats before this one shows how the accounts stand.
    let before =
        Year { year: year.saturating_sub(1), seats: 0, weights: weights.clone(), bounds: Vec::new() };
    let this = Year { year, seats: problem.seats, weights, bounds: bounds.collect() };
    let split = split_years(&Years {
        method: problem.method,
        mode: YearsMode::CumulativeQuota,
        years: vec![before, this],
        history: history.to_vec(),
    })?;
    let (before, now) = (&split.years[0].units, &split.years[1].units);
    let account = |(before, now): (&YearUnit, &YearUnit)| -> Option<Account> {
        let plain = plain.units.iter().find(|unit| unit.id == now.id).and_then(|unit| unit.seats);
        let seats_before = before.total?;
        let with_plain =
            plain.map(|plain| YearUnit { total: seats_before.checked_add(plain), ..now.clone() });
        Some(Account {
            id: now.id.clone(),
            seats_before,
            entitlement_before: before.entitlement.clone(),
            plain,
            seats: u64::try_from(now.seats?).ok()?,
            total: now.total?,
            entitlement: now.entitlement.clone(),
            drift: now.drift()?,
            plain_drift: with_plain.and_then(|unit| unit.drift()),
        })
    };
    let mut units: Vec<Account> = before.iter().zip(now).filter_map(account).collect();
    let place = |id: &str| problem.units.iter().position(|unit| unit.id == id).unwrap_or(usize::MAX);
    units.sort_by_cached_key(|account| place(&account.id));
    let outside = split.outside.into_iter().filter(|(of, _)| *of == year).map(|(_, id)| id).collect();
    Ok(Accounts { year, units, outside })
}
