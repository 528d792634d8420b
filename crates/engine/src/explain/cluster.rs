//! Why a cluster has its seats, and its people their teams.

use super::contribution::contributions;
use super::force::{Explainer, Stay};
use super::rules::Reach;
use super::{Explanation, Question, Seats, Subject};
use crate::fair;
use fordel_model::change::Bound;
use fordel_model::{Change, PinSide, Waiver, apply};

impl Explainer<'_> {
    /// Explains a cluster, by its id. `None` where the programme has none of that id.
    pub fn cluster(&self, id: &str) -> Option<Explanation> {
        let programme = self.programme;
        let (cluster, _) = programme.clusters.enumerate().find(|(_, row)| row.id == id)?;
        let seats = self.seats(id);
        let now = seats.as_ref().and_then(|own| self.plan.split.units[own.unit].seats);
        let mut asked = Vec::new();
        let fixed = |seats: u64| {
            let seats = Some(seats);
            vec![Change::Bound { cluster: id.to_owned(), bound: Bound::Fixed, seats }]
        };
        if let Some(now) = now {
            asked.push((Question::OneMore(id.to_owned()), fixed(now + 1), Stay::AsPlanned));
            if now > 0 {
                asked.push((Question::OneFewer(id.to_owned()), fixed(now - 1), Stay::AsPlanned));
            }
            // What the cluster's own bounds forbid is no question.
            asked.retain(|(_, force, _)| apply(programme, force).is_ok());
        }
        asked.extend(self.first_reserve(id));
        asked.extend(self.dropping_out(Some(id)));
        let here = |row: &fordel_model::Nominee| row.cluster == cluster;
        let people = programme.nominees.enumerate().filter(|(_, row)| here(row)).map(|(n, _)| n).collect();
        let of = |row: &fordel_model::Initiative| row.clusters.contains(&cluster);
        let initiatives =
            programme.initiatives.enumerate().filter(|(_, row)| of(row)).map(|(k, _)| k).collect();
        let reach = Reach { people, initiatives, cluster: Some(cluster) };
        // That people are nominated to certain initiatives is told of each of them alone.
        let is_own = |question: &Question| {
            let Question::Rule(name) = question else { return true };
            !matches!(Waiver::of_name(programme, name), Some(Waiver::NominatedTo(_)))
        };
        asked.extend(self.rules(&reach).into_iter().filter(|(question, ..)| is_own(question)));
        let own = self.plan.teams.iter().filter(|team| team.cluster == id);
        let teams = own.filter_map(|team| Some((team.clone(), contributions(programme, team)?))).collect();
        Some(Explanation {
            subject: Subject::Cluster(id.to_owned()),
            teams,
            not_selected: None,
            seats,
            because: self.force_all(asked),
            swaps_tried: 0,
        })
    }

    /// Why a cluster has its seats; `None` where the split says nothing of it.
    pub(super) fn seats(&self, id: &str) -> Option<Seats> {
        let problem = fair::problem(self.programme);
        let explained = fordel_apportion::explain::explain(&problem, &self.plan.split).ok()?;
        let unit = self.plan.split.units.iter().position(|unit| unit.id == id)?;
        let change = explained.units.into_iter().find(|one| one.id == id)?;
        Some(Seats { unit, change, first_to_lose: explained.first_to_lose })
    }

    /// The first of a cluster's waiting list joins.
    pub(super) fn first_reserve(&self, cluster: &str) -> Option<(Question, Vec<Change>, Stay)> {
        let list = self.plan.reserves.iter().find(|list| list.cluster == cluster)?;
        let first = list.nominees.first()?;
        let own = super::contribution::nominee(self.programme, first)?;
        let pin = Change::Pin { nominee: first.clone(), initiative: None, side: PinSide::In };
        let force = self.ways_in(own).into_iter().chain([pin]).collect();
        Some((Question::Joins(first.clone()), force, Stay::Fewest))
    }

    /// Each selected person (of a cluster) drops out.
    pub(super) fn dropping_out(&self, cluster: Option<&str>) -> Vec<(Question, Vec<Change>, Stay)> {
        let programme = self.programme;
        let selected = self.plan.teams.iter().flat_map(|team| &team.members);
        let is_asked = |id: &&String| {
            let row = programme.nominees.iter().find(|row| row.id == **id);
            row.is_some_and(|row| cluster.is_none_or(|own| programme.clusters[row.cluster].id == own))
        };
        let drops =
            |id: &String| (Question::DropsOut(id.clone()), vec![Change::Withdraw(id.clone())], Stay::Fewest);
        selected.filter(is_asked).map(drops).collect()
    }
}
