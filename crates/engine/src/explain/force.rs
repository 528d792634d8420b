//! Something forced on a programme, and what comes of it.

use crate::cache::Cache;
use crate::difference::{Difference, difference};
use crate::document::document;
use crate::options::{Options, Prices};
use crate::outcome::Unplanned;
use crate::plan::plan_with;
use crate::words::Words;
use fordel_model::plan::{Clash, Objective, ObjectiveName, PlanStatus};
use fordel_model::{Change, Keep, KeepOrder, OldPlan, Plan, Programme, WhyMisfit, apply};
use fordel_solver::Work;
use rayon::prelude::*;

/// How close the forced plan stays to the plan explained.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stay {
    /// As planned: afresh, or close to what the plan itself stayed close to.
    AsPlanned,
    /// The best plan; of the best ones one that moves the fewest people.
    Best,
    /// As few people moved as can be, then the best.
    Fewest,
    /// The best that moves at most so many people.
    AtMost(u64),
}

/// What is forced, and what comes of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Forced {
    /// What is forced.
    pub force: Vec<Change>,
    /// How close it stays.
    pub stay: Stay,
    /// What comes of it.
    pub came: Came,
}

/// What comes of forcing something.
#[derive(Clone, PartialEq, Debug)]
pub enum Came {
    /// A plan.
    Plan(Box<ForcedPlan>),
    /// It cannot be: what clashes.
    Clash(Vec<Clash>),
    /// It cannot be planned, and why.
    Unplanned(Box<Unforced>),
    /// The caller wanted an end before it was looked at.
    Stopped,
}

/// Why what is forced cannot be planned.
#[derive(Clone, PartialEq, Debug)]
pub enum Unforced {
    /// It does not fit the programme.
    Misfit(Vec<WhyMisfit>),
    /// The programme it makes cannot be planned.
    Unplanned(Unplanned),
}

/// The best plan there is when something is forced.
#[derive(Clone, PartialEq, Debug)]
pub struct ForcedPlan {
    /// How it ended.
    pub status: PlanStatus,
    /// Its levels, in order.
    pub objectives: Vec<Objective>,
    /// Its score.
    pub score: i64,
    /// The forced plan minus the plan explained.
    pub difference: Difference,
}

impl ForcedPlan {
    /// Whether every level is proven, so that its price is exact.
    pub fn is_proven(&self) -> bool {
        self.objectives.iter().all(|level| level.value == level.bound)
    }

    /// A level's value.
    pub fn level(&self, name: ObjectiveName) -> Option<i64> {
        self.objectives.iter().find(|level| level.name == name).map(|level| level.value)
    }
}

impl Forced {
    /// The forced plan, where there is one.
    pub fn plan(&self) -> Option<&ForcedPlan> {
        match &self.came {
            Came::Plan(plan) => Some(plan),
            Came::Clash(_) | Came::Unplanned(_) | Came::Stopped => None,
        }
    }
}

/// Forces things on a programme and compares with its plan. What has been solved before is not solved
/// again: a price costs what it touches.
pub struct Explainer<'a> {
    pub(super) programme: &'a Programme,
    pub(super) plan: &'a Plan,
    old: OldPlan,
    options: Options,
    words: &'a (dyn Words + Sync),
    cache: Cache,
}

impl<'a> Explainer<'a> {
    /// For this plan of this programme. `plan_digest` is the published plan's own.
    pub fn new(
        programme: &'a Programme,
        plan: &'a Plan,
        plan_digest: String,
        options: &Options,
        words: &'a (dyn Words + Sync),
    ) -> Self {
        let options = Options { prices: Prices::Unknown, keep: None, ..options.clone() };
        Self { programme, plan, old: OldPlan::of(plan, plan_digest), options, words, cache: Cache::default() }
    }

    /// The same, with each search ended after so many nodes.
    pub(super) fn within(&self, nodes: u64) -> Self {
        let work = Work { nodes: nodes.min(self.options.work.nodes), ..self.options.work };
        let options = Options { work, ..self.options.clone() };
        Self { old: self.old.clone(), options, cache: Cache::default(), ..*self }
    }

    /// Forces something.
    pub fn force(&self, force: Vec<Change>, stay: Stay) -> Forced {
        if self.options.work.is_stopped() {
            return Forced { force, stay, came: Came::Stopped };
        }
        let programme = match apply(self.programme, &force) {
            Ok(programme) => programme,
            Err(misfits) => {
                let why = Unforced::Misfit(misfits.into_iter().map(|misfit| misfit.why).collect());
                return Forced { force, stay, came: Came::Unplanned(Box::new(why)) };
            }
        };
        let keep = |order, max_moves| Some(Keep { old: self.old.clone(), order, max_moves });
        let keep = match stay {
            Stay::AsPlanned => self.plan.keep.clone(),
            Stay::Best => keep(KeepOrder::Last, None),
            Stay::Fewest => keep(KeepOrder::First, None),
            Stay::AtMost(most) => keep(KeepOrder::Last, Some(most)),
        };
        let options = Options { keep, ..self.options.clone() };
        match plan_with(&programme, &options, Some(&self.cache)) {
            Ok(outcome) => {
                let plan = document(&programme, "", &outcome, self.words);
                Forced { force, stay, came: self.compared(&plan) }
            }
            // A pool too large to keep a plan in is planned afresh.
            Err(Unplanned::NotYet(_)) if matches!(stay, Stay::Best | Stay::Fewest) => {
                self.force(force, Stay::AsPlanned)
            }
            Err(unplanned) => {
                Forced { force, stay, came: Came::Unplanned(Box::new(Unforced::Unplanned(unplanned))) }
            }
        }
    }

    /// Forces several things, in parallel, in the order asked.
    pub(super) fn force_all(&self, asked: Vec<(super::Question, Vec<Change>, Stay)>) -> Vec<super::Because> {
        let one = |(question, force, stay): (super::Question, Vec<Change>, Stay)| super::Because {
            question,
            forced: self.force(force, stay),
        };
        asked.into_par_iter().map(one).collect()
    }

    /// How the price of something is asked: the best plan, which then moves the fewest people. Where the
    /// plan itself stayed close to an earlier one, so does the forced plan.
    pub(super) fn at_best(&self) -> Stay {
        if self.plan.keep.is_some() { Stay::AsPlanned } else { Stay::Best }
    }

    fn compared(&self, plan: &Plan) -> Came {
        let without = |plan: &Plan| -> Vec<String> {
            let rows = plan.clusters.iter().filter(|row| row.status == PlanStatus::Infeasible);
            rows.map(|row| row.cluster.clone()).collect()
        };
        let before = without(self.plan);
        if without(plan).iter().any(|cluster| !before.contains(cluster)) {
            let is_new = |clash: &&Clash| !self.plan.clash.contains(clash);
            return Came::Clash(plan.clash.iter().filter(is_new).cloned().collect());
        }
        Came::Plan(Box::new(ForcedPlan {
            status: plan.status,
            objectives: plan.objectives.clone(),
            score: plan.score,
            difference: difference(plan, self.plan),
        }))
    }
}
