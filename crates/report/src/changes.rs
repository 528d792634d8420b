//! What differs from an earlier plan: whose seats, and which people came, left or changed initiative.

use crate::view::View;
use fordel_model::Plan;
use std::collections::BTreeMap;

/// What differs from an earlier plan.
pub(crate) struct Changes {
    /// Clusters with other seats: id, before, now. Open seats count as none.
    pub(crate) seats: Vec<(String, u64, u64)>,
    /// People whose place differs, in the programme's order.
    pub(crate) people: Vec<Moved>,
}

/// Somebody whose place differs.
pub(crate) struct Moved {
    /// The nominee's id.
    pub(crate) nominee: String,
    /// The initiative before; `None` without a seat.
    pub(crate) before: Option<String>,
    /// The initiative now; `None` without a seat.
    pub(crate) now: Option<String>,
}

impl Changes {
    /// Nothing differs.
    pub(crate) fn is_empty(&self) -> bool {
        self.seats.is_empty() && self.people.is_empty()
    }

    /// People who have a seat now and had none, who had one and have none, who are on another initiative.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let count = |wanted: fn(&Moved) -> bool| self.people.iter().filter(|moved| wanted(moved)).count();
        (
            count(|moved| moved.before.is_none()),
            count(|moved| moved.now.is_none()),
            count(|moved| moved.before.is_some() && moved.now.is_some()),
        )
    }
}

/// What the view's plan has different from `before`.
pub(crate) fn changes(view: &View<'_>, before: &Plan) -> Changes {
    let (old, new) = (initiatives(before), initiatives(view.plan));
    // Everybody the programme knows in its order, then those only the plans know.
    let known = view.programme.nominees.iter().map(|nominee| nominee.id.as_str());
    let unknown = old.keys().chain(new.keys()).copied().filter(|id| view.nominee(id).is_none());
    let mut people = Vec::new();
    let mut told = std::collections::BTreeSet::new();
    for id in known.chain(unknown).filter(|id| told.insert(*id)) {
        let (before, now) = (old.get(id), new.get(id));
        if before != now {
            let owned = |place: Option<&&str>| place.map(|&id| id.to_owned());
            people.push(Moved { nominee: id.to_owned(), before: owned(before), now: owned(now) });
        }
    }
    let seats_before: BTreeMap<&str, u64> =
        before.split.units.iter().map(|unit| (unit.id.as_str(), unit.seats.unwrap_or(0))).collect();
    let seats = view.plan.split.units.iter().filter_map(|unit| {
        let (before, now) =
            (seats_before.get(unit.id.as_str()).copied().unwrap_or(0), unit.seats.unwrap_or(0));
        (before != now).then(|| (unit.id.clone(), before, now))
    });
    let seats = seats.collect();
    Changes { seats, people }
}

/// Everybody with a seat and their initiative.
fn initiatives(plan: &Plan) -> BTreeMap<&str, &str> {
    let members = plan
        .teams
        .iter()
        .flat_map(|team| team.members.iter().map(move |id| (id.as_str(), team.initiative.as_str())));
    members.collect()
}
