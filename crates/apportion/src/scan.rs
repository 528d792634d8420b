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
