//! One judgement: a programme and a plan laid side by side.

use crate::column::Candidates;
use crate::facts::Facts;
use crate::moved::Old;
use crate::quota::{Quota, pools, quotas};
use crate::reading::{Names, Reading};
use crate::review::{Claim, Finding, Review};
use crate::team::team_faults;
use fordel_model::plan::PlanStatus;
use fordel_model::{IdVec, InitiativeId, OldPlan, Plan, Programme};

/// A programme and a plan of it, read and ready to be judged.
///
/// Holds no mutable state: parts of the certificate may be judged from several threads.
#[derive(Debug)]
pub struct Judge<'a> {
    pub(crate) facts: Facts<'a>,
    pub(crate) plan: &'a Plan,
    pub(crate) digest: &'a str,
    pub(crate) names: Names,
    pub(crate) reading: Reading,
    /// The kept plan, where the plan names one.
    pub(crate) old: Option<Old>,
    /// The earlier plan itself, where it is at hand.
    pub(crate) kept: Option<&'a OldPlan>,
    /// Quotas on people, and then the pools.
    pub(crate) quotas: Vec<Quota>,
    pub(crate) candidates: IdVec<InitiativeId, Candidates>,
}

impl<'a> Judge<'a> {
    /// Reads the plan against the programme, whose digest is `digest`.
    pub fn new(programme: &'a Programme, digest: &'a str, plan: &'a Plan) -> Self {
        let facts = Facts::of(programme);
        let names = Names::of(programme);
        let reading = Reading::of(&facts, &names, plan);
        let keep = plan.keep.as_ref();
        let old = keep.map(|keep| Old::of(&facts, &names, plan, keep, &reading));
        let quotas = quotas(&facts).into_iter().chain(pools(&facts)).collect();
        let candidates = programme.initiatives.ids().map(|id| Candidates::of(&facts, id)).collect();
        Self { facts, plan, digest, names, reading, old, kept: None, quotas, candidates }
    }

    /// The same judgement with the earlier plan at hand: what the plan says of it is judged too.
    pub fn keeping(mut self, old: &'a OldPlan) -> Self {
        self.kept = Some(old);
        self
    }

    /// Judges everything but the certificate.
    pub fn rules(&self) -> Review {
        let mut findings: Vec<Finding> = self.document_faults().into_iter().map(Finding::Document).collect();
        let (split_faults, counted) = self.split_faults();
        let is_split = split_faults.is_empty();
        findings.extend(split_faults.into_iter().map(Finding::Split));
        for (team, read) in self.plan.teams.iter().zip(&self.reading.teams) {
            let Some(initiative) = read.initiative else { continue };
            for fault in team_faults(&self.facts, initiative, &read.members) {
                findings.push(Finding::Team { team: team.id.clone(), fault });
            }
        }
        findings.extend(self.people_faults().into_iter().map(Finding::People));
        findings.extend(self.seats_faults().into_iter().map(Finding::Seats));
        findings.extend(self.points_faults().into_iter().map(Finding::Points));
        let mut review = Review { findings, ..Review::default() };
        match counted {
            Some(claim) if is_split => review.proved.push(claim),
            Some(_) => (),
            None => review.unproved.push(Claim::Split),
        }
        review
    }

    /// Whether the plan says of itself that there is none.
    pub(crate) fn is_infeasible(&self) -> bool {
        self.plan.status == PlanStatus::Infeasible
    }
}
