//! The hard rules that touch somebody, a team or a cluster, and what each costs.

use super::Question;
use super::force::{Explainer, Stay};
use fordel_model::{Change, ClusterId, InitiativeId, NomineeId, Waiver};
use fordel_solver::{Candidacy, quotas};

/// Whom a rule must touch to be told.
pub(super) struct Reach {
    /// People.
    pub(super) people: Vec<NomineeId>,
    /// Initiatives.
    pub(super) initiatives: Vec<InitiativeId>,
    /// The cluster, where its seats are explained too.
    pub(super) cluster: Option<ClusterId>,
}

impl Explainer<'_> {
    /// The rules in reach, each with the best plan without it to be asked for.
    pub(super) fn rules(&self, reach: &Reach) -> Vec<(Question, Vec<Change>, Stay)> {
        let programme = self.programme;
        let all = quotas(programme, &Candidacy::of(programme));
        let counts = |row: usize| {
            all.iter().any(|quota| {
                matches!(&quota.name, fordel_model::plan::Row::Quota { rule, .. } if *rule == row)
                    && quota.people.iter().any(|person| reach.people.contains(person))
            })
        };
        let touches = |waiver: &Waiver| match waiver {
            Waiver::MinSeats | Waiver::MaxSeats => reach.cluster.is_some(),
            Waiver::BoundOf(cluster, _) => reach.cluster == Some(*cluster),
            Waiver::Quota(row) => counts(*row),
            waiver if waiver.is_general() => true,
            waiver => {
                waiver.people().iter().any(|person| reach.people.contains(person))
                    || waiver.initiative().is_some_and(|k| reach.initiatives.contains(&k))
            }
        };
        let asked = |waiver: Waiver| {
            let name = waiver.name(programme);
            // Afresh: how many people another rule book would move is no part of its price.
            (Question::Rule(name.clone()), vec![Change::Waive(name)], Stay::AsPlanned)
        };
        Waiver::all(programme).into_iter().filter(touches).map(asked).collect()
    }
}
