//! Scenarios side by side with the base, as text, CSV and JSON.

mod csv;
mod json;
mod text;
pub(crate) mod words;

pub use csv::what_if_csv;
pub use json::what_if_json;
pub(crate) use text::differences;
pub use text::what_if_text;

use crate::view::View;
use crate::{InWords, Language};
use fordel_engine::compare::{Comparison, WhySeats, compare};
use fordel_engine::{Tried, TriedEnding};
use fordel_model::plan::PlanStatus;
use fordel_model::{Plan, Programme};
use words::Word;

/// A scenario beside the base.
pub(crate) struct Beside<'a> {
    pub(crate) name: &'a str,
    pub(crate) ending: String,
    /// The word for programs.
    pub(crate) code: &'static str,
    /// Programme, plan and what it does otherwise, where there is a plan or at least a split.
    pub(crate) planned: Option<(&'a Programme, &'a Plan, Comparison)>,
    /// Why there is none.
    pub(crate) why: Option<String>,
}

impl<'a> Beside<'a> {
    /// Each scenario, in the order tried.
    pub(crate) fn all(base: &Plan, tried: &'a [Tried], language: Language) -> Vec<Self> {
        let one = |tried: &'a Tried| {
            let word = |word: Word| language.what_if(word).to_owned();
            let (ending, code, why) = match &tried.ending {
                TriedEnding::Planned(planned) => {
                    let (word, code) = ending_of(&planned.plan);
                    (language.what_if(word).to_owned(), code, None)
                }
                TriedEnding::Unplanned(unplanned) => {
                    (word(Word::Refused), "refused", Some(unplanned.in_words(language)))
                }
                TriedEnding::Misfit(misfits) => {
                    let why: Vec<String> =
                        misfits.iter().map(|misfit| misfit.why.in_words(language)).collect();
                    (word(Word::Refused), "refused", Some(why.join("; ")))
                }
            };
            let planned = tried
                .planned()
                .map(|planned| (&planned.programme, &planned.plan, compare(base, &planned.plan)));
            Self { name: &tried.name, ending, code, planned, why }
        };
        tried.iter().map(one).collect()
    }
}

impl Beside<'_> {
    /// Plan and differences, where some cluster has a plan: of none there are no figures, and nobody comes or goes.
    pub(crate) fn figures(&self) -> Option<(&Plan, &Comparison)> {
        let (_, plan, comparison) = self.planned.as_ref()?;
        has_plan(plan).then_some((plan, comparison))
    }
}

/// Whether some cluster has a plan.
pub(crate) fn has_plan(plan: &Plan) -> bool {
    plan.status != PlanStatus::Infeasible
}

/// How a plan ended, in a word.
pub(crate) fn ending_of(plan: &Plan) -> (Word, &'static str) {
    if plan.split.is_tied() {
        return (Word::Tie, "tie");
    }
    match plan.status {
        PlanStatus::Optimal => (Word::Proven, "optimal"),
        PlanStatus::Feasible => (Word::NotProven, "feasible"),
        PlanStatus::Partial => (Word::Partial, "partial"),
        PlanStatus::Infeasible => (Word::NoPlan, "infeasible"),
    }
}

/// People in teams.
pub(crate) fn filled(plan: &Plan) -> u64 {
    plan.filled.iter().sum()
}

/// Why a cluster's seats differ, in words.
pub(crate) fn why_seats(why: &WhySeats, language: Language) -> String {
    const PLACES: usize = 3;
    match why {
        WhySeats::Quota(before, after) => {
            let (mut places, mut texts) = (PLACES, (before.to_decimal(PLACES), after.to_decimal(PLACES)));
            // Shares that differ are shown with as many decimals as it takes to see it.
            while texts.0 == texts.1 && places < 12 {
                places += 3;
                texts = (before.to_decimal(places), after.to_decimal(places));
            }
            language.share_moved(&texts.0, &texts.1)
        }
        WhySeats::Rules => language.same_share().to_owned(),
        WhySeats::New => language.new_cluster().to_owned(),
        WhySeats::Gone => language.gone_cluster().to_owned(),
        WhySeats::Tie => language.what_if(Word::Tie).to_owned(),
    }
}

/// A cluster's name in either programme.
pub(crate) fn cluster(view: &View<'_>, base: &View<'_>, id: &str) -> String {
    let known = view.programme.clusters.iter().any(|cluster| cluster.id == id);
    if known { view.cluster(id) } else { base.cluster(id) }
}

/// Seats with their difference: `9 (+2)`.
pub(crate) fn with_difference(before: Option<u64>, after: Option<u64>, language: Language) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before != after => {
            let sign = if after > before { "+" } else { "−" };
            let apart = crate::number(after.abs_diff(before), language);
            format!("{} ({sign}{apart})", crate::number(after, language))
        }
        (_, Some(after)) => crate::number(after, language),
        (_, None) => "–".to_owned(),
    }
}

/// A signed difference: `+12`, `−3`, `0`.
pub(crate) fn signed(difference: i64, language: Language) -> String {
    let sign = match difference {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", crate::number(difference.unsigned_abs(), language))
}
