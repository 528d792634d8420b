//! Scenarios: each applied to the base programme and planned, in parallel, in the order asked.

use crate::cache::Cache;
use crate::document::document;
use crate::notyet::NotYet;
use crate::options::{Options, Prices};
use crate::outcome::{Outcome, Unplanned};
use crate::parallel::review_keeping;
use crate::plan::plan_with;
use crate::words::Words;
use fordel_model::{Misfit, Plan, Programme, Scenario, apply};
use fordel_verify::Review;
use rayon::prelude::*;

/// A scenario and what came of it.
#[derive(Clone, Debug)]
pub struct Tried {
    /// What people call it.
    pub name: String,
    /// What came of it.
    pub ending: TriedEnding,
}

/// What came of a scenario.
#[derive(Clone, Debug)]
pub enum TriedEnding {
    /// A plan, which may be of some clusters only, or over an open tie.
    Planned(Box<Planned>),
    /// The seats cannot be split, or the programme uses what cannot be planned.
    Unplanned(Unplanned),
    /// The changes do not fit the programme.
    Misfit(Vec<Misfit>),
}

/// A planned scenario.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The programme as changed.
    pub programme: Programme,
    /// Its plan.
    pub plan: Plan,
    /// What the judge says of it.
    pub review: Review,
}

impl Tried {
    /// The planned scenario, where there is one.
    pub fn planned(&self) -> Option<&Planned> {
        match &self.ending {
            TriedEnding::Planned(planned) => Some(planned),
            TriedEnding::Unplanned(_) | TriedEnding::Misfit(_) => None,
        }
    }
}

/// Plans every scenario. Blocks that no change touches are taken from the cache, so that a scenario
/// costs what it changes. Results come back in the order asked; every plan is judged. Where the options
/// keep a plan, every scenario stays close to it; in a pool too large for that it is planned afresh.
///
/// Prices of those without a seat are not worked out: plan the one scenario that matters for those.
pub fn try_scenarios(
    base: &Programme,
    scenarios: &[Scenario],
    options: &Options,
    words: &(dyn Words + Sync),
    cache: &Cache,
) -> Vec<Tried> {
    let options = Options { prices: Prices::Unknown, ..options.clone() };
    let one = |scenario: &Scenario| {
        let ending = match apply(base, &scenario.changes) {
            Err(misfits) => TriedEnding::Misfit(misfits),
            Ok(programme) => match planned(&programme, &options, cache) {
                Err(unplanned) => TriedEnding::Unplanned(unplanned),
                Ok(outcome) => {
                    let plan = document(&programme, "", &outcome, words);
                    let old = outcome.keep.as_ref().map(|keep| &keep.old);
                    let review = review_keeping(&programme, "", &plan, old);
                    TriedEnding::Planned(Box::new(Planned { programme, plan, review }))
                }
            },
        };
        Tried { name: scenario.name.clone(), ending }
    };
    scenarios.par_iter().map(one).collect()
}

/// Plans one scenario, close to the plan to keep where that can be done.
fn planned(programme: &Programme, options: &Options, cache: &Cache) -> Result<Outcome, Unplanned> {
    let kept = plan_with(programme, options, Some(cache));
    let too_large = |missing: &[NotYet]| missing.iter().all(|one| matches!(one, NotYet::KeepInLargePool(_)));
    match kept {
        Err(Unplanned::NotYet(missing)) if options.keep.is_some() && too_large(&missing) => {
            plan_with(programme, &Options { keep: None, ..options.clone() }, Some(cache))
        }
        kept => kept,
    }
}
