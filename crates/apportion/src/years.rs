//! Seats over several years: splits that stay fair in the sum.
//!
//! * `cumulative`: totals to date are the method's split of the seats to date. With a house-monotone
//!   method the yearly plan is cut from one sequence; with another a year may come out negative.
//! * `cumulative_quota`: totals to date stay within floor and ceiling of the running entitlement, the
//!   sum of the yearly quotas, and no year is negative. Such a plan always exists: entitlements flow
//!   from years to units and on from year to year, and a network whose bounds are whole numbers has a
//!   whole flow where it has a fractional one. Of all such plans one with totals nearest to the
//!   entitlements is taken. Years already decided may forbid it: then the plan with the fewest seats
//!   outside is taken, and units outside are named.
//! * `yearly`: each year alone.
//!
//! Sources: Balinski and Demange 1989 (rounding of matrices by flows); Gölz, Peters and Procaccia,
//! *In This Apportionment Lottery, the House Always Wins* (2022), cumulative rounding.

use crate::compare::Signed;
use crate::flow::Network;
use crate::{Problem, Refusal, Unit, split};
use dashu_int::UBig;
use dashu_int::ops::DivRem;
use fordel_model::split::{Tie, YearsMode};
use fordel_model::{Fraction, Method, Weight};
use std::collections::HashMap;

/// Several years to be split.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Years {
    /// How seats follow the weights.
    pub method: Method,
    /// How the years belong together.
    pub mode: YearsMode,
    /// The years, in order.
    pub years: Vec<Year>,
    /// Years already decided, in order, before the others.
    pub history: Vec<DecidedYear>,
}

/// One year to be split.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Year {
    /// The year.
    pub year: i64,
    /// Its seats.
    pub seats: u64,
    /// Weights by unit; a unit that is not named has none this year.
    pub weights: Vec<(String, Weight)>,
    /// Least and most seats of the year by unit; a unit that is not named has no bounds. `cumulative`
    /// knows none: its totals to date are plain splits.
    pub bounds: Vec<(String, u64, u64)>,
}

/// One year already decided.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DecidedYear {
    /// The year.
    pub year: i64,
    /// Seats by unit.
    pub seats: Vec<(String, u64)>,
    /// Weights by unit; none at all: what units got counts as what they were entitled to.
    pub weights: Vec<(String, Weight)>,
}

/// Several years, split.
#[derive(Clone, PartialEq, Debug)]
pub struct YearsSplit {
    /// The method.
    pub method: Method,
    /// The mode.
    pub mode: YearsMode,
    /// The years in order.
    pub years: Vec<YearSplit>,
    /// Units outside floor and ceiling of their running entitlement (`cumulative_quota`): year and id.
    pub outside: Vec<(i64, String)>,
    /// What the reader should know.
    pub warnings: Vec<String>,
}

/// One year, split.
#[derive(Clone, PartialEq, Debug)]
pub struct YearSplit {
    /// The year.
    pub year: i64,
    /// Every unit of any year, in the order in which they first appear.
    pub units: Vec<YearUnit>,
    /// A tie left open in the seats of this year, or in the totals to date.
    pub tie: Option<Tie>,
}

/// A unit's account of one year.
#[derive(Clone, PartialEq, Debug)]
pub struct YearUnit {
    /// The unit.
    pub id: String,
    /// Seats of the year, negative where a method takes some back; `None` where a tie leaves it open.
    pub seats: Option<i128>,
    /// Seats to date, decided years included; `None` where a tie leaves it open.
    pub total: Option<u64>,
    /// The sum of its quotas to date, decided years included.
    pub entitlement: Fraction,
}

/// Splits several years.
///
/// Cost: one split a year; `cumulative_quota`: one flow through units × years nodes.
///
/// # Errors
/// Those of [`split`], and [`Refusal::WeightsDiffer`] where `cumulative` meets other weights in another
/// year.
///
/// # Example
/// Eight municipal seats a year over the five KKR, inhabitants of 1 January 2019: KKR Syddanmark had 2 of the 8, its
/// quota is 1.69. Three years in a row by the running entitlement nobody is a whole seat away from it.
/// ```
/// use fordel_apportion::years::{Year, Years, split_years};
/// use fordel_model::split::YearsMode;
/// use fordel_model::{Method, Weight};
///
/// let councils = [
///     ("Hovedstaden", 1_835_472u64), ("Sjælland", 836_738), ("Syddanmark", 1_223_348),
///     ("Midtjylland", 1_320_678), ("Nordjylland", 589_755),
/// ];
/// let weights: Vec<_> = councils.map(|(name, heads)| (name.to_owned(), Weight::from_integer(heads))).to_vec();
/// let year = |year| Year { year, seats: 8, weights: weights.clone(), ..Year::default() };
/// let years = [2018, 2019, 2020].map(year).to_vec();
/// let problem =
///     Years { method: Method::SainteLague, mode: YearsMode::CumulativeQuota, years, ..Years::default() };
/// let result = split_years(&problem)?;
/// assert_eq!(result.years[0].units[2].seats, Some(2));
/// let totals: Vec<_> = result.years[2].units.iter().filter_map(|unit| unit.total).collect();
/// // The running entitlements are 7.59, 3.46, 5.06, 5.46 and 2.44.
/// assert_eq!(totals.iter().sum::<u64>(), 24);
/// assert!(totals.iter().zip([7, 3, 5, 5, 2]).all(|(&total, low)| total == low || total == low + 1));
/// assert!(result.outside.is_empty());
/// # Ok::<(), fordel_apportion::Refusal>(())
/// ```
pub fn split_years(problem: &Years) -> Result<YearsSplit, Refusal> {
    let accounts = Accounts::new(problem)?;
    match problem.mode {
        YearsMode::Yearly => accounts.yearly(),
        YearsMode::Cumulative => accounts.cumulative(),
        YearsMode::CumulativeQuota => accounts.cumulative_quota(),
    }
}

/// The years with units by position.
struct Accounts<'a> {
    problem: &'a Years,
    names: Vec<String>,
    /// Weights of each year, by unit.
    weights: Vec<Vec<Weight>>,
    /// Seats of decided years together, by unit.
    decided: Vec<u64>,
    /// Entitlements after each year, by unit.
    entitled: Vec<Vec<Fraction>>,
}

impl YearUnit {
    /// By how much its seats to date exceed its entitlement, or fall short of it; `None` in an open tie.
    pub fn drift(&self) -> Option<Signed> {
        let total = UBig::from(self.total?) * self.entitlement.denominator();
        let entitled = self.entitlement.numerator();
        let negative = total < *entitled;
        let distance = if negative { entitled - total } else { total - entitled };
        Some(Signed {
            negative,
            magnitude: Fraction::new(distance, self.entitlement.denominator().clone()).reduced(),
        })
    }
}

impl<'a> Accounts<'a> {
    fn new(problem: &'a Years) -> Result<Self, Refusal> {
        let mut names: Vec<String> = Vec::new();
        let mut position: HashMap<&str, usize> = HashMap::new();
        let decided = problem.history.iter().flat_map(|year| {
            year.seats.iter().map(|(name, _)| name).chain(year.weights.iter().map(|(name, _)| name))
        });
        for name in
            decided.chain(problem.years.iter().flat_map(|year| year.weights.iter().map(|(name, _)| name)))
        {
            position.entry(name).or_insert_with(|| {
                names.push(name.clone());
                names.len() - 1
            });
        }
        let by_unit = |weights: &[(String, Weight)]| {
            let mut row = vec![Weight::ZERO; names.len()];
            // A name that stands there twice is of units that have become one.
            for (name, weight) in weights {
                let sum = &mut row[position[name.as_str()]];
                let decimals = sum.decimals().max(weight.decimals());
                *sum = Weight::from_scaled(sum.scaled(decimals) + weight.scaled(decimals), decimals);
            }
            row
        };
        let mut decided = vec![0u64; names.len()];
        let mut running = vec![Fraction::new(0u8, 1u8); names.len()];
        for year in &problem.history {
            for (name, seats) in &year.seats {
                decided[position[name.as_str()]] += seats;
            }
            let sum: u64 = year.seats.iter().map(|(_, seats)| seats).sum();
            if year.weights.iter().all(|(_, weight)| weight.is_zero()) {
                for (name, seats) in &year.seats {
                    let unit = position[name.as_str()];
                    running[unit] = running[unit].plus(&Fraction::new(*seats, 1u8));
                }
            } else {
                add_quotas(&mut running, &by_unit(&year.weights), sum);
            }
        }
        let mut weights = Vec::new();
        let mut entitled = Vec::new();
        for year in &problem.years {
            if year.weights.iter().all(|(_, weight)| weight.is_zero()) {
                return Err(if year.weights.is_empty() { Refusal::NoUnits } else { Refusal::NoWeight });
            }
            let row = by_unit(&year.weights);
            add_quotas(&mut running, &row, year.seats);
            weights.push(row);
            entitled.push(running.clone());
        }
        Ok(Self { problem, names, weights, decided, entitled })
    }

    /// Least and most seats of each unit in a year; a weight of zero takes its minimum only.
    fn bounds(&self, at: usize) -> Vec<(u64, u64)> {
        let year = &self.problem.years[at];
        let stated: HashMap<&str, (u64, u64)> =
            year.bounds.iter().map(|(name, min, max)| (name.as_str(), (*min, *max))).collect();
        let of_unit = |(name, weight): (&String, &Weight)| {
            let (min, max) = stated.get(name.as_str()).copied().unwrap_or((0, u64::MAX));
            (min, if weight.is_zero() { min } else { max })
        };
        self.names.iter().zip(&self.weights[at]).map(of_unit).collect()
    }

    /// Whether the bounds of a year leave room for its seats.
    fn check_bounds(&self, at: usize) -> Result<(), Refusal> {
        let (year, bounds) = (&self.problem.years[at], self.bounds(at));
        let place = format!("{}: ", year.year);
        let named = |pick: &dyn Fn(&(u64, u64)) -> u64| -> Vec<(String, u64)> {
            self.names.iter().zip(&bounds).map(|(name, bounds)| (name.clone(), pick(bounds))).collect()
        };
        let (least, most) = (named(&|bounds| bounds.0), named(&|bounds| bounds.1));
        let sum = |units: &[(String, u64)]| units.iter().map(|(_, seats)| u128::from(*seats)).sum::<u128>();
        let (needed, room, seats) = (sum(&least), sum(&most), year.seats);
        if let Some((at, &(min, max))) = bounds.iter().enumerate().find(|(_, (min, max))| min > max) {
            return Err(Refusal::MinAboveMax { unit: self.names[at].clone(), min, max });
        }
        if needed > u128::from(seats) {
            let units = least.into_iter().filter(|(_, min)| *min > 0).collect();
            return Err(Refusal::MinAboveSeats { place, needed, seats, units });
        }
        if room < u128::from(seats) {
            return Err(Refusal::MaxBelowSeats { place, room, seats, units: most });
        }
        Ok(())
    }

    /// One split over all units; `bounds` of each, if any.
    fn split(
        &self,
        seats: u64,
        weights: &[Weight],
        bounds: &[(u64, u64)],
    ) -> Result<fordel_model::Split, Refusal> {
        let unit = |(at, (id, weight)): (usize, (&String, &Weight))| Unit {
            id: id.clone(),
            weight: weight.clone(),
            min: bounds.get(at).map(|bounds| bounds.0).filter(|&min| min > 0),
            max: bounds.get(at).map(|bounds| bounds.1).filter(|&max| max < u64::MAX && !weight.is_zero()),
            ..Unit::default()
        };
        split(&Problem {
            method: self.problem.method,
            seats,
            units: self.names.iter().zip(weights).enumerate().map(unit).collect(),
            ..Problem::default()
        })
    }

    fn year(
        &self,
        at: usize,
        seats: Vec<Option<i128>>,
        totals: Vec<Option<u64>>,
        tie: Option<Tie>,
    ) -> YearSplit {
        let rows = self.names.iter().zip(seats).zip(totals).zip(&self.entitled[at]);
        let units = rows
            .map(|(((id, seats), total), entitlement)| YearUnit {
                id: id.clone(),
                seats,
                total,
                entitlement: entitlement.clone(),
            })
            .collect();
        YearSplit { year: self.problem.years[at].year, units, tie }
    }

    fn done(&self, years: Vec<YearSplit>, warnings: Vec<String>) -> YearsSplit {
        let outside = Vec::new();
        YearsSplit { method: self.problem.method, mode: self.problem.mode, years, outside, warnings }
    }

    fn yearly(&self) -> Result<YearsSplit, Refusal> {
        let mut totals: Vec<Option<u64>> = self.decided.iter().copied().map(Some).collect();
        let mut years = Vec::new();
        for (at, year) in self.problem.years.iter().enumerate() {
            let result = self.split(year.seats, &self.weights[at], &self.bounds(at))?;
            let seats: Vec<Option<u64>> = result.units.iter().map(|unit| unit.seats).collect();
            for (total, seats) in totals.iter_mut().zip(&seats) {
                *total = total.zip(*seats).and_then(|(total, seats)| total.checked_add(seats));
            }
            let seats = seats.into_iter().map(|seats| seats.map(i128::from)).collect();
            years.push(self.year(at, seats, totals.clone(), result.tie));
        }
        Ok(self.done(years, Vec::new()))
    }

    fn cumulative(&self) -> Result<YearsSplit, Refusal> {
        let first = &self.weights[0];
        if let Some(at) = self.weights.iter().position(|weights| weights != first) {
            return Err(Refusal::WeightsDiffer { year: self.problem.years[at].year });
        }
        let mut to_date: u64 = self.decided.iter().sum();
        let mut before: Vec<Option<u64>> = self.decided.iter().copied().map(Some).collect();
        let mut years = Vec::new();
        let mut warnings = Vec::new();
        for (at, year) in self.problem.years.iter().enumerate() {
            to_date = to_date.saturating_add(year.seats);
            let result = self.split(to_date, first, &[])?;
            let totals: Vec<Option<u64>> = result.units.iter().map(|unit| unit.seats).collect();
            let change = |(now, before): (&Option<u64>, &Option<u64>)| {
                now.zip(*before).map(|(now, before)| i128::from(now) - i128::from(before))
            };
            let seats: Vec<Option<i128>> = totals.iter().zip(&before).map(change).collect();
            for (name, seats) in self.names.iter().zip(&seats) {
                if let Some(negative) = seats.filter(|seats| *seats < 0) {
                    let taken = negative.unsigned_abs();
                    warnings.push(format!(
                        "{}: {} gives {taken} back, because its total to date falls",
                        year.year, name
                    ));
                }
            }
            years.push(self.year(at, seats, totals.clone(), result.tie));
            before = totals;
        }
        Ok(self.done(years, warnings))
    }

    /// All years by one flow: source → year → unit in that year → the same unit a year later → sink.
    /// What flows from a unit's year to its next is its total to date, without the decided years.
    fn cumulative_quota(&self) -> Result<YearsSplit, Refusal> {
        let (n_years, n_units) = (self.problem.years.len(), self.names.len());
        let (source, sink) = (0, 1);
        let year_node = |year: usize| 2 + year;
        let unit_node = |unit: usize, year: usize| 2 + n_years + year * n_units + unit;
        let mut network = Network::new(2 + n_years + n_years * n_units);
        let mut given: Vec<Vec<[usize; 2]>> = Vec::new();
        for (at, year) in self.problem.years.iter().enumerate() {
            self.check_bounds(at)?;
            let bounds = self.bounds(at);
            network.add(source, year_node(at), year.seats, 0);
            let mut arcs = Vec::new();
            for (unit, &(min, max)) in bounds.iter().enumerate() {
                let (from, to) = (year_node(at), unit_node(unit, at));
                // What a minimum asks for comes before everything else.
                let owed = network.add(from, to, min.min(year.seats), -OWED);
                arcs.push([owed, network.add(from, to, max.min(year.seats).saturating_sub(min), 0)]);
                let next = if at + 1 < n_years { unit_node(unit, at + 1) } else { sink };
                let [below, between, above] = self.steps(unit, at);
                network.add(unit_node(unit, at), next, below, -OUTSIDE);
                network.add(unit_node(unit, at), next, between, self.distance(unit, at));
                network.add(unit_node(unit, at), next, above, OUTSIDE);
            }
            given.push(arcs);
        }
        network.send(source, sink);
        let mut totals = self.decided.clone();
        let mut years = Vec::new();
        let (mut warnings, mut outside) = (Vec::new(), Vec::new());
        for (at, year) in self.problem.years.iter().enumerate() {
            let seats: Vec<u64> =
                given[at].iter().map(|arcs| arcs.iter().map(|&arc| network.flow(arc)).sum()).collect();
            totals.iter_mut().zip(&seats).for_each(|(total, seats)| *total += seats);
            for ((name, &total), entitlement) in self.names.iter().zip(&totals).zip(&self.entitled[at]) {
                let total = UBig::from(total);
                if total < entitlement.floor() || total > entitlement.ceil() {
                    outside.push((year.year, name.clone()));
                    let entitled = entitlement.to_decimal(3);
                    warnings.push(format!(
                        "{}: {name} has {total} to date, outside its entitlement {entitled}",
                        year.year
                    ));
                }
            }
            let seats = seats.into_iter().map(|seats| Some(i128::from(seats))).collect();
            years.push(self.year(at, seats, totals.iter().copied().map(Some).collect(), None));
        }
        warnings.push(
            "one of the plans within the running quota that lie nearest to the entitlements; where several are equally \
             near, units that stand first come first"
                .to_owned(),
        );
        Ok(YearsSplit { outside, ..self.done(years, warnings) })
    }

    /// How many of a unit's seats to date (without decided years) lie below the floor of its entitlement,
    /// between floor and ceiling, and above.
    fn steps(&self, unit: usize, at: usize) -> [u64; 3] {
        let free = |bound: UBig| {
            let bound = u64::try_from(&bound).unwrap_or(u64::MAX);
            bound.saturating_sub(self.decided[unit])
        };
        let entitlement = &self.entitled[at][unit];
        let (low, high) = (free(entitlement.floor()), free(entitlement.ceil()));
        [low, high - low, u64::MAX / 4]
    }

    /// By how much rounding an entitlement up lies further from it than rounding down, in 2^40ths, cut.
    fn distance(&self, unit: usize, at: usize) -> i128 {
        let entitlement = &self.entitled[at][unit];
        let (_, rest) = entitlement.numerator().div_rem(entitlement.denominator());
        let part: UBig = (rest << 40usize) / entitlement.denominator();
        (1i128 << 40) - 2 * i128::try_from(&part).expect("below 2^40")
    }
}

/// The price of a seat outside floor and ceiling: above all distances together.
const OUTSIDE: i128 = 1 << 80;
/// The price of a seat that a minimum asks for and does not get: above all seats outside together.
const OWED: i128 = 1 << 115;

/// Adds each unit's quota of a year.
fn add_quotas(running: &mut [Fraction], weights: &[Weight], seats: u64) {
    let (integers, _) = fordel_model::weight::to_integers(weights);
    let total: UBig = integers.iter().sum();
    for (sum, weight) in running.iter_mut().zip(&integers) {
        *sum = sum.plus(&Fraction::new(weight * UBig::from(seats), total.clone()));
    }
}
