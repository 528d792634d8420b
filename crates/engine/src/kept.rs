//! An earlier plan read against the programme: who sat where, and whom a move counts for.

use fordel_model::keep::{Keep, KeepOrder};
use fordel_model::{IdVec, InitiativeId, NomineeId, Pin, PinSide, Programme, fold};
use fordel_solver::{Candidacy, OldPlace, TeamPins};
use std::collections::BTreeMap;

/// A kept plan, by the programme's ids.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) order: KeepOrder,
    pub(crate) max_moves: Option<u64>,
    /// Where each person who is still eligible sat; `Unknown` for everybody else. Teams are positions in
    /// `teams`.
    pub(crate) places: IdVec<NomineeId, OldPlace>,
    /// The earlier teams: the initiative, if the programme still has it, and the id.
    pub(crate) teams: Vec<(Option<InitiativeId>, String)>,
    /// Whom pins want in the team that continues an earlier one, or out of it.
    pub(crate) pins: IdVec<NomineeId, TeamPins>,
}

impl Kept {
    /// Reads it.
    pub(crate) fn of(programme: &Programme, candidacy: &Candidacy, keep: &Keep) -> Self {
        let initiatives: BTreeMap<String, InitiativeId> =
            programme.initiatives.enumerate().map(|(id, row)| (fold(&row.id), id)).collect();
        let nominees: BTreeMap<String, NomineeId> =
            programme.nominees.enumerate().map(|(id, row)| (fold(&row.id), id)).collect();
        let mut places = IdVec::filled(OldPlace::Unknown, programme.nominees.len());
        let eligible =
            |id: &String| nominees.get(&fold(id)).copied().filter(|&id| candidacy.standing[id].is_eligible());
        for nominee in keep.old.out.iter().filter_map(eligible) {
            places[nominee] = OldPlace::Out;
        }
        let teams: Vec<(Option<InitiativeId>, String)> = keep
            .old
            .teams
            .iter()
            .map(|team| (initiatives.get(&fold(&team.initiative)).copied(), team.id.clone()))
            .collect();
        // Who stands in two teams is taken to sit in the first.
        for (at, team) in keep.old.teams.iter().enumerate().rev() {
            for nominee in team.members.iter().filter_map(eligible) {
                places[nominee] =
                    if teams[at].0.is_some() { OldPlace::Team(at) } else { OldPlace::Elsewhere };
            }
        }
        let mut pins: IdVec<NomineeId, TeamPins> =
            IdVec::filled(TeamPins::default(), programme.nominees.len());
        for (pin, team) in programme.pins.iter().filter_map(|pin| Some((pin, team_of(pin, &teams)?))) {
            match pin.side {
                PinSide::In => {
                    // Nobody can sit in two teams: two such pins leave none.
                    let within = &mut pins[pin.nominee].within;
                    *within = Some(if within.is_none_or(|other| other == team) { team } else { usize::MAX });
                }
                PinSide::Out => pins[pin.nominee].out_of.push(team),
            }
        }
        Self { order: keep.order, max_moves: keep.max_moves, places, teams, pins }
    }

    /// People who sat in a team and are still eligible.
    pub(crate) fn n_seated_before(&self) -> u64 {
        let sat = |place: &&OldPlace| matches!(place, OldPlace::Team(_) | OldPlace::Elsewhere);
        self.places.iter().filter(sat).count() as u64
    }
}

/// The earlier team a pin names.
fn team_of(pin: &Pin, teams: &[(Option<InitiativeId>, String)]) -> Option<usize> {
    let name = fold(pin.team.as_deref()?);
    teams.iter().position(|(_, id)| fold(id) == name)
}
