//! Who moved from an earlier plan, by trying every way to say which team continues which.

use fordel_model::keep::Keep;
use fordel_model::{InitiativeId, NomineeId, PinSide, fold};
use fordel_verify::Facts;
use std::collections::BTreeMap;

/// The earlier plan by the programme's ids.
pub(crate) struct Old {
    /// Initiative (where the programme has it) and id of each team.
    teams: Vec<(Option<InitiativeId>, String)>,
    /// Where the people who are still eligible sat: a team, or out.
    places: BTreeMap<NomineeId, Option<usize>>,
    /// Who, which team (none: one the earlier plan does not have), and in or out.
    pins: Vec<(NomineeId, Option<usize>, PinSide)>,
}

impl Old {
    pub(crate) fn of(facts: &Facts<'_>, keep: &Keep) -> Self {
        let programme = facts.programme;
        let nominee = |text: &String| {
            let found = programme.nominees.enumerate().find(|(_, row)| fold(&row.id) == fold(text));
            found.map(|(id, _)| id).filter(|&id| facts.people[id].eligible)
        };
        let initiative = |text: &String| {
            programme.initiatives.enumerate().find(|(_, row)| fold(&row.id) == fold(text)).map(|(id, _)| id)
        };
        let mut places = BTreeMap::new();
        for (at, team) in keep.old.teams.iter().enumerate() {
            for id in team.members.iter().filter_map(nominee) {
                places.entry(id).or_insert(Some(at));
            }
        }
        for id in keep.old.out.iter().filter_map(nominee) {
            places.entry(id).or_insert(None);
        }
        let teams: Vec<(Option<InitiativeId>, String)> =
            keep.old.teams.iter().map(|team| (initiative(&team.initiative), team.id.clone())).collect();
        let find = |text: &str| teams.iter().position(|(_, id)| fold(id) == fold(text));
        let named = programme.pins.iter().filter_map(|pin| Some((pin, pin.team.as_deref()?)));
        let pins = named.map(|(pin, team)| (pin.nominee, find(team), pin.side)).collect();
        Self { teams, places, pins }
    }

    /// The fewest people moved, over all ways; `None` if no way keeps the pins.
    pub(crate) fn fewest_moved(&self, teams: &[(InitiativeId, &[NomineeId])]) -> Option<u64> {
        let mut continues = Vec::new();
        self.best(teams, &mut continues)
    }

    fn best(
        &self,
        teams: &[(InitiativeId, &[NomineeId])],
        continues: &mut Vec<Option<usize>>,
    ) -> Option<u64> {
        let Some((initiative, _)) = teams.get(continues.len()) else {
            return self.keeps_pins(teams, continues).then(|| self.moved(teams, continues));
        };
        let free = (0..self.teams.len())
            .filter(|&old| self.teams[old].0 == Some(*initiative) && !continues.contains(&Some(old)));
        let options: Vec<Option<usize>> = free.map(Some).chain([None]).collect();
        let mut best: Option<u64> = None;
        for option in options {
            continues.push(option);
            best = [best, self.best(teams, continues)].into_iter().flatten().min();
            continues.pop();
        }
        best
    }

    fn keeps_pins(&self, teams: &[(InitiativeId, &[NomineeId])], continues: &[Option<usize>]) -> bool {
        self.pins.iter().all(|(id, team, side)| {
            let here = teams.iter().zip(continues).find(|((_, members), _)| members.contains(id));
            let Some((_, old)) = here else { return true };
            match side {
                PinSide::In => team.is_some() && old == team,
                PinSide::Out => team.is_none() || old != team,
            }
        })
    }

    fn moved(&self, teams: &[(InitiativeId, &[NomineeId])], continues: &[Option<usize>]) -> u64 {
        let moved = |(id, place): (&NomineeId, &Option<usize>)| {
            let here = teams.iter().zip(continues).find(|((_, members), _)| members.contains(id));
            match (here, place) {
                (None, None) => false,
                (None, Some(_)) | (Some(_), None) => true,
                (Some((_, old)), Some(place)) => *old != Some(*place),
            }
        };
        self.places.iter().filter(|place| moved(*place)).count() as u64
    }
}
