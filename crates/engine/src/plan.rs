//! The plan, and where there is none what would resolve the clash.

use crate::cache::Cache;
use crate::options::{Options, Prices};
use crate::outcome::{Outcome, Unplanned};
use crate::planned::planned;
use crate::resolve::resolve;
use fordel_model::{InitiativeId, NomineeId, Programme};

/// Plans a programme.
///
/// # Errors
/// [`Unplanned`]: the programme uses what cannot be planned yet, or the seats cannot be split.
pub fn plan(programme: &Programme, options: &Options) -> Result<Outcome, Unplanned> {
    plan_with(programme, options, None)
}

/// The same plan, with what has been solved before: blocks that are what they were are not solved again.
///
/// # Errors
/// As for [`plan`].
pub fn plan_with(
    programme: &Programme,
    options: &Options,
    cache: Option<&Cache>,
) -> Result<Outcome, Unplanned> {
    resolved(programme, options, cache, None)
}

/// A plan of the seats that [`plan_with`] uses, with these teams: what can be said of people and teams is said of
/// them, and the bound is that of the best teams.
pub(crate) fn plan_of_teams(
    programme: &Programme,
    options: &Options,
    cache: &Cache,
    teams: &[(InitiativeId, Vec<NomineeId>)],
) -> Result<Outcome, Unplanned> {
    resolved(programme, options, Some(cache), Some(teams))
}

fn resolved(
    programme: &Programme,
    options: &Options,
    cache: Option<&Cache>,
    teams: Option<&[(InitiativeId, Vec<NomineeId>)]>,
) -> Result<Outcome, Unplanned> {
    let mut outcome = planned(programme, options, cache, teams)?;
    if options.prices == Prices::Exact && !outcome.clashes.is_empty() {
        resolve(programme, options, &mut outcome);
    }
    Ok(outcome)
}
