//! Who has moved from a kept plan: recounted from the plan's own words about it, and whether its teams
//! continue the earlier ones in the way that moves the fewest (contract, section 3).
//!
//! A team with the id of an earlier team continues it. Of all pairings within an initiative that keep
//! the pins this must be one under which the most people keep their place: there is no way round,
//! through pairs and unpaired teams, that keeps more.

use crate::Facts;
use crate::judge::Judge;
use crate::reading::{Names, Reading};
use fordel_model::id::Id;
use fordel_model::keep::Keep;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, PinSide, Plan, fold};
use std::collections::BTreeMap;

/// Where somebody sat.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OldPlace {
    /// The kept plan does not know them, or they are no longer eligible.
    Unknown,
    /// In no team.
    Out,
    /// In this team, by position.
    Team(usize),
}

/// The kept plan, read against the programme and the new plan.
#[derive(Debug)]
pub(crate) struct Old {
    /// Its teams: the initiative, where the programme has it, and the folded id.
    pub(crate) teams: Vec<(Option<InitiativeId>, String)>,
    pub(crate) place: IdVec<NomineeId, OldPlace>,
    /// Pins to teams: who, the team's position, in or out.
    pub(crate) pins: Vec<(NomineeId, Option<usize>, PinSide)>,
    /// For each team of the new plan the one it continues by its id.
    pub(crate) continues: Vec<Option<usize>>,
}

impl Old {
    pub(crate) fn of(facts: &Facts<'_>, names: &Names, plan: &Plan, keep: &Keep, reading: &Reading) -> Self {
        let teams: Vec<(Option<InitiativeId>, String)> =
            keep.old.teams.iter().map(|team| (names.initiative(&team.initiative), fold(&team.id))).collect();
        let mut place = IdVec::filled(OldPlace::Unknown, facts.programme.nominees.len());
        let eligible = |text: &String| names.nominee(text).filter(|&id| facts.people[id].eligible);
        for (at, team) in keep.old.teams.iter().enumerate() {
            for id in team.members.iter().filter_map(eligible) {
                // Who is listed twice sat in the first.
                if place[id] == OldPlace::Unknown {
                    place[id] = OldPlace::Team(at);
                }
            }
        }
        for id in keep.old.out.iter().filter_map(eligible) {
            if place[id] == OldPlace::Unknown {
                place[id] = OldPlace::Out;
            }
        }
        let find = |text: &str| teams.iter().position(|(_, id)| *id == fold(text));
        let pins = facts.programme.pins.iter();
        let pins = pins.filter_map(|pin| Some((pin.nominee, find(pin.team.as_deref()?), pin.side))).collect();
        let continues = plan.teams.iter().map(|team| find(&team.id)).collect();
        let mut old = Self { teams, place, pins, continues };
        // An id that another initiative's team had is no continuation.
        for (pair, team) in old.continues.iter_mut().zip(&reading.teams) {
            *pair = pair.filter(|&at| old.teams[at].0.is_some() && old.teams[at].0 == team.initiative);
        }
        old
    }

    /// People whose place differs, by the plan's ids.
    pub(crate) fn moved(&self, reading: &Reading) -> i64 {
        let differs = |(id, place): (NomineeId, &OldPlace)| match (place, reading.place[id]) {
            (OldPlace::Unknown, _) | (OldPlace::Out, None) => 0,
            (OldPlace::Team(at), Some(team)) => i64::from(self.continues[team] != Some(*at)),
            (OldPlace::Out, Some(_)) | (OldPlace::Team(_), None) => 1,
        };
        self.place.enumerate().map(differs).sum()
    }

    /// Whether a pin keeps a team of these people from continuing this earlier team.
    pub(crate) fn is_barred(&self, members: &[NomineeId], old: usize) -> bool {
        self.pins.iter().any(|(id, team, side)| {
            members.contains(id)
                && match side {
                    PinSide::In => *team != Some(old),
                    PinSide::Out => *team == Some(old),
                }
        })
    }

    /// Whether another pairing of the plan's teams with the earlier ones moves fewer people: a cycle of
    /// gain above zero, by Bellman and Ford's relaxation in integers.
    pub(crate) fn has_better_pairing(&self, reading: &Reading) -> bool {
        let n_new = reading.teams.len();
        // 0 is the place of everything unpaired; then the new teams; then the earlier ones.
        let (new, old) = (|at: usize| 1 + at, |at: usize| 1 + n_new + at);
        let mut arcs: Vec<(usize, usize, i64)> = Vec::new();
        let mut stayers: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for (at, team) in reading.teams.iter().enumerate() {
            for &id in &team.members {
                if let OldPlace::Team(before) = self.place[id]
                    && self.teams[before].0.is_some()
                    && self.teams[before].0 == team.initiative
                    && !self.is_barred(&team.members, before)
                {
                    *stayers.entry((at, before)).or_insert(0) += 1;
                }
            }
        }
        for (&(at, before), &n) in &stayers {
            match self.continues[at] == Some(before) {
                true => arcs.push((old(before), new(at), -n)),
                false => arcs.push((new(at), old(before), n)),
            }
        }
        let is_pinned = |at: usize, before: usize| {
            let here = |(id, team, side): &(NomineeId, Option<usize>, PinSide)| {
                *side == PinSide::In && *team == Some(before) && reading.teams[at].members.contains(id)
            };
            self.pins.iter().any(here)
        };
        for (at, pair) in self.continues.iter().enumerate() {
            match pair {
                // What a pin has paired stays so.
                Some(before) if is_pinned(at, *before) => {
                    arcs.retain(|&(from, to, _)| {
                        ![new(at), old(*before)].contains(&from) && ![new(at), old(*before)].contains(&to)
                    });
                    continue;
                }
                Some(before) => {
                    arcs.push((new(at), 0, 0));
                    arcs.push((0, old(*before), 0));
                    if !stayers.contains_key(&(at, *before)) {
                        arcs.push((old(*before), new(at), 0));
                    }
                }
                None => arcs.push((0, new(at), 0)),
            }
        }
        for before in 0..self.teams.len() {
            if !self.continues.contains(&Some(before)) {
                arcs.push((old(before), 0, 0));
            }
        }
        let mut best = vec![0i64; 1 + n_new + self.teams.len()];
        for _ in 0..=best.len() {
            let mut changed = false;
            for &(from, to, gain) in &arcs {
                if best[from] + gain > best[to] {
                    best[to] = best[from] + gain;
                    changed = true;
                }
            }
            if !changed {
                return false;
            }
        }
        true
    }
}

/// The people of some seats, counted for the fewest that must move.
#[derive(Clone, Copy, Default, Debug)]
struct Users {
    /// Who sat in a team whose initiative is still there.
    sat: u64,
    /// Who sat in one of an initiative that is gone: moved in any case.
    uprooted: u64,
    /// Whom the kept plan does not know: they come in without a move.
    fresh: u64,
    /// Seats in use.
    filled: u64,
}

impl Users {
    /// Of these people at least so many move: those beyond the seats go, and where the others are too few
    /// somebody who was out comes in.
    fn fewest_moved(&self) -> u64 {
        let gone = self.sat.saturating_sub(self.filled);
        let brought_in = self.filled.saturating_sub(self.sat + self.uprooted + self.fresh);
        self.uprooted + gone + brought_in
    }
}

impl Judge<'_> {
    /// As many people move in every plan that fills as many seats as this one, by counting alone.
    pub(crate) fn fewest_moved(&self) -> i64 {
        let Some(old) = &self.old else { return 0 };
        let programme = self.facts.programme;
        // Every cluster with its own share: nothing else is as close. Otherwise only the sum is certain.
        let is_fair = |id: ClusterId| self.reading.filled[id] == self.reading.fair[id];
        let by_cluster =
            programme.unfilled != Unfilled::Redistribute && programme.clusters.ids().all(is_fair);
        let none = programme.clusters.len();
        let seats_of = |id: NomineeId| match self.facts.people[id].pool {
            Some(_) => none + 1,
            None if by_cluster => programme.nominees[id].cluster.index(),
            None => none,
        };
        let mut all: BTreeMap<usize, Users> = BTreeMap::new();
        for id in programme.nominees.ids().filter(|&id| self.facts.people[id].eligible) {
            let users = all.entry(seats_of(id)).or_default();
            match old.place[id] {
                OldPlace::Team(at) if old.teams[at].0.is_some() => users.sat += 1,
                OldPlace::Team(_) => users.uprooted += 1,
                OldPlace::Out => (),
                OldPlace::Unknown => users.fresh += u64::from(self.can_be_held(id)),
            }
            users.filled += u64::from(self.reading.place[id].is_some());
        }
        all.values().map(|users| i64::try_from(users.fewest_moved()).unwrap_or(0)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withdrawn_person_is_made_up_for_by_one_who_moves_or_one_who_is_new() {
        let users = |sat, uprooted, fresh, filled| Users { sat, uprooted, fresh, filled }.fewest_moved();
        assert_eq!(users(7, 0, 0, 8), 1);
        assert_eq!(users(7, 0, 1, 8), 0);
        assert_eq!(users(8, 0, 5, 8), 0);
        assert_eq!(users(8, 0, 0, 6), 2);
        assert_eq!(users(6, 2, 0, 8), 2, "who sat elsewhere moves, and may fill the seat");
        assert_eq!(users(6, 1, 0, 8), 2);
    }
}
