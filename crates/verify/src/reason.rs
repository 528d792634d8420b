//! Why somebody is not selected: which reasons are true of a person (contract, section 6).

use crate::judge::Judge;
use fordel_model::plan::Reason;
use fordel_model::{NomineeId, PinSide};

/// What may be said of people whose cluster has no plan.
const WITHOUT_PLAN: [Reason; 5] =
    [Reason::NoLegalTeam, Reason::GroupNotPlaced, Reason::Priority, Reason::Quota, Reason::SeatsFull];

impl Judge<'_> {
    /// The reasons that may be given for a person who is in no team, each true of them.
    ///
    /// What keeps them out in any plan comes first, and then leaves no room for what only this plan
    /// decides: priority, quotas, a group, full seats.
    pub(crate) fn true_reasons(&self, id: NomineeId) -> Vec<Reason> {
        let person = &self.facts.people[id];
        if let Some(reason) = Reason::of_status(self.facts.programme.nominees[id].status) {
            return vec![reason];
        }
        let mut reasons = Vec::new();
        if person.pinned_out {
            reasons.push(Reason::PinnedOut);
        }
        if !person.eligible {
            reasons.push(Reason::NotEligible);
        }
        if !reasons.is_empty() {
            return reasons;
        }
        let fits_pins = |k: &fordel_model::InitiativeId| person.pinned_to.iter().all(|pinned| pinned == k);
        if !person.may_join.iter().any(fits_pins) {
            let is_out = |pin: &&fordel_model::Pin| pin.nominee == id && pin.side == PinSide::Out;
            if self.facts.programme.pins.iter().any(|pin| is_out(&pin)) {
                reasons.push(Reason::PinnedOut);
            }
            reasons.extend([Reason::NoInitiative, Reason::NoLegalTeam]);
            return reasons;
        }
        let cluster = self.facts.programme.nominees[id].cluster;
        if self.reading.infeasible[cluster] {
            // Nobody of the cluster is placed, for whatever clashes there.
            return WITHOUT_PLAN.to_vec();
        }
        if person.group.is_some() {
            reasons.push(Reason::GroupNotPlaced);
        }
        if !self.can_be_held(id) {
            reasons.push(Reason::NoLegalTeam);
            return reasons;
        }
        if self.is_passed_over_before(id) {
            reasons.push(Reason::Priority);
        }
        if self.quotas.iter().any(|quota| quota.rule > 0 && quota.clusters.contains(&cluster)) {
            reasons.push(Reason::Quota);
        }
        reasons.push(Reason::SeatsFull);
        reasons
    }

    /// Whether somebody before them in their organisation's order could be held and is out as well.
    fn is_passed_over_before(&self, id: NomineeId) -> bool {
        self.facts.programme.nominees.ids().any(|earlier| {
            self.facts.comes_before(earlier, id)
                && self.reading.place[earlier].is_none()
                && self.can_be_held(earlier)
        })
    }
}
