//! Paradoxes over a range of totals: who loses a seat although there is one more.

use crate::{Problem, Refusal, split};
use fordel_model::Split;

/// One total against the one before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The smaller total.
    pub from: u64,
    /// One more.
    pub to: u64,
    /// Ids of units that lose a seat in every outcome, in unit order.
    pub losers: Vec<String>,
}

/// Compares each total from `first` to `last` (both included) with the one before; totals that cannot
/// be split are passed over. Cost: one split a total.
///
/// # Errors
/// A wrong problem, or the first reason where no two neighbouring totals can be split.
///
/// # Example
/// The Alabama paradox of 1880: by largest remainders, with a seat for every state, Alabama has 8 of 299 seats and 7 of
/// 300 (Balinski and Young, *Fair Representation*, 2001, ch. 5).
/// ```
/// use fordel_apportion::{Problem, scan::scan};
/// use fordel_model::Method;
///
/// let table = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/published/seats/us-1880.csv"));
/// let states = table.lines().skip(1).filter_map(|line| {
///     let mut cells = line.split(',');
///     Some((cells.next()?, cells.next()?.parse().ok()?))
/// });
/// let mut problem = Problem::new(Method::Hamilton, 299, states);
/// problem.units.iter_mut().for_each(|state| state.min = Some(1));
/// let step = &scan(&problem, 300, 300)?[0];
/// assert_eq!((step.from, step.to), (299, 300));
/// assert_eq!(step.losers, ["Alabama"]);
/// # Ok::<(), fordel_apportion::Refusal>(())
/// ```
pub fn scan(problem: &Problem, first: u64, last: u64) -> Result<Vec<Step>, Refusal> {
    let mut steps = Vec::new();
    let mut before: Option<Split> = None;
    let mut refusal = None;
    for seats in first.saturating_sub(1)..=last {
        match split(&Problem { seats, ..problem.clone() }) {
            Err(wrong) if wrong.is_wrong_call() => return Err(wrong),
            Err(why) => {
                refusal.get_or_insert(why);
                before = None;
            }
            Ok(result) => {
                if let Some(earlier) = &before {
                    let rows = earlier.units.iter().zip(&result.units);
                    let losers =
                        rows.filter(|(old, new)| new.upper < old.lower).map(|(_, new)| new.id.clone());
                    steps.push(Step { from: seats - 1, to: seats, losers: losers.collect() });
                }
                before = Some(result);
            }
        }
    }
    match refusal {
        Some(why) if steps.is_empty() => Err(why),
        _ => Ok(steps),
    }
}
