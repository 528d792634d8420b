//! Rules that the selected people keep together: pins, numbers of teams, quotas, priority
//! (contract, section 3). What one team keeps by itself is [`crate::team`].

use crate::Facts;
use crate::judge::Judge;
use fordel_model::{NomineeId, PinSide, fold};

/// A rule that the plan's people break together.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PeopleFault {
    /// Somebody pinned in is in no team.
    #[error("`{nominee}` is pinned in and in no team")]
    NotPlaced {
        /// Who.
        nominee: String,
    },
    /// Somebody pinned into an initiative sits in another one's team.
    #[error("`{nominee}` is in a team of `{found}`, expected one of `{expected}` by a pin")]
    PlacedElsewhere {
        /// Who.
        nominee: String,
        /// The team's initiative.
        found: String,
        /// The pin's.
        expected: String,
    },
    /// Somebody pinned into the team that continues an earlier one sits elsewhere.
    #[error("`{nominee}` is in team `{found}`, expected the one that continues `{expected}` by a pin")]
    NotInTeam {
        /// Who.
        nominee: String,
        /// Their team.
        found: String,
        /// The earlier team.
        expected: String,
    },
    /// Somebody pinned out of the team that continues an earlier one sits in it.
    #[error("`{nominee}` is in team `{team}`, which a pin keeps them out of")]
    InBarredTeam {
        /// Who.
        nominee: String,
        /// The team.
        team: String,
    },
    /// A pin names a team of an earlier plan that the plan does not name.
    #[error("a pin of `{nominee}` names team `{team}`, which is not among those of a kept plan")]
    UnknownTeam {
        /// Whose pin.
        nominee: String,
        /// The team.
        team: String,
    },
    /// More people moved than may be.
    #[error("{found} people moved from the kept plan, expected at most {expected}")]
    TooManyMoves {
        /// As counted.
        found: i64,
        /// The plan's own bound.
        expected: u64,
    },
    /// Too few teams.
    #[error("initiative `{initiative}` has {found} teams, expected at least {expected}")]
    TooFewTeams {
        /// The initiative.
        initiative: String,
        /// Its teams.
        found: u32,
        /// At least.
        expected: u32,
    },
    /// Too many teams.
    #[error("initiative `{initiative}` has {found} teams, expected at most {expected}")]
    TooManyTeams {
        /// The initiative.
        initiative: String,
        /// Its teams.
        found: u32,
        /// At most.
        expected: u32,
    },
    /// Too few selected people with a value.
    #[error(
        "row {rule} of quotas: {found} selected with `{value}` in `{scope}`, expected at least {expected}"
    )]
    QuotaMin {
        /// Row of the table, from 1.
        rule: usize,
        /// The region or cluster; empty for the programme.
        scope: String,
        /// The value, folded.
        value: String,
        /// Selected people with it.
        found: usize,
        /// At least.
        expected: u32,
    },
    /// Too many selected people with a value.
    #[error(
        "row {rule} of quotas: {found} selected with `{value}` in `{scope}`, expected at most {expected}"
    )]
    QuotaMax {
        /// Row of the table, from 1.
        rule: usize,
        /// The region or cluster; empty for the programme.
        scope: String,
        /// The value, folded.
        value: String,
        /// Selected people with it.
        found: usize,
        /// At most.
        expected: u32,
    },
    /// Somebody is selected before a person their organisation put first.
    #[error("`{selected}` is selected, and `{passed_over}` is not, whom their organisation put before")]
    Priority {
        /// Who is selected.
        selected: String,
        /// Who should have been before.
        passed_over: String,
    },
}

impl Judge<'_> {
    /// Everything wrong with the people together, rule by rule.
    pub(crate) fn people_faults(&self) -> Vec<PeopleFault> {
        let mut faults = Vec::new();
        self.pins(&mut faults);
        self.team_pins(&mut faults);
        self.moves(&mut faults);
        self.numbers_of_teams(&mut faults);
        self.quotas(&mut faults);
        self.priority(&mut faults);
        faults
    }

    fn pins(&self, faults: &mut Vec<PeopleFault>) {
        let programme = self.facts.programme;
        for (id, person) in self.facts.people.enumerate().filter(|(_, person)| person.pinned_in) {
            if self.reading.infeasible[programme.nominees[id].cluster] {
                continue;
            }
            let nominee = programme.nominees[id].id.clone();
            let Some(team) = self.reading.place[id] else {
                faults.push(PeopleFault::NotPlaced { nominee });
                continue;
            };
            for &expected in &person.pinned_to {
                if self.reading.teams[team].initiative != Some(expected) {
                    faults.push(PeopleFault::PlacedElsewhere {
                        nominee: nominee.clone(),
                        found: self.plan.teams[team].initiative.clone(),
                        expected: programme.initiatives[expected].id.clone(),
                    });
                }
            }
        }
    }

    /// Pins to teams of the kept plan.
    fn team_pins(&self, faults: &mut Vec<PeopleFault>) {
        let programme = self.facts.programme;
        for pin in programme.pins.iter().filter(|_| !self.is_infeasible()) {
            let Some(team) = &pin.team else { continue };
            let nominee = programme.nominees[pin.nominee].id.clone();
            let old = self.old.as_ref();
            let known = old.and_then(|old| old.teams.iter().position(|(_, id)| *id == fold(team)));
            let (Some(old), Some(expected)) = (old, known) else {
                faults.push(PeopleFault::UnknownTeam { nominee, team: team.clone() });
                continue;
            };
            let Some(at) = self.reading.place[pin.nominee] else { continue };
            let is_it = old.continues[at] == Some(expected);
            let found = self.plan.teams[at].id.clone();
            match pin.side {
                PinSide::In if !is_it => {
                    faults.push(PeopleFault::NotInTeam { nominee, found, expected: team.clone() });
                }
                PinSide::Out if is_it => faults.push(PeopleFault::InBarredTeam { nominee, team: found }),
                PinSide::In | PinSide::Out => (),
            }
        }
    }

    /// No more moves than may be; a plan that says there is none has no people to count.
    fn moves(&self, faults: &mut Vec<PeopleFault>) {
        let most = self.plan.keep.as_ref().and_then(|keep| keep.max_moves);
        if let (Some(old), Some(expected), false) = (&self.old, most, self.is_infeasible()) {
            let found = old.moved(&self.reading);
            if i128::from(found) > i128::from(expected) {
                faults.push(PeopleFault::TooManyMoves { found, expected });
            }
        }
    }

    fn numbers_of_teams(&self, faults: &mut Vec<PeopleFault>) {
        let programme = self.facts.programme;
        for (id, row) in programme.initiatives.enumerate() {
            let (initiative, found) = (row.id.clone(), self.reading.n_teams(id));
            if found > row.teams_max {
                faults.push(PeopleFault::TooManyTeams { initiative, found, expected: row.teams_max });
            } else if found < row.teams_min
                && self.reading.is_judged(programme, id)
                && self.facts.teams_min_binds(id, &self.reading.fair)
            {
                faults.push(PeopleFault::TooFewTeams { initiative, found, expected: row.teams_min });
            }
        }
    }

    /// A quota none of whose clusters is judged is left out.
    fn quotas(&self, faults: &mut Vec<PeopleFault>) {
        for quota in self.quotas.iter().filter(|quota| quota.rule > 0) {
            let nowhere = quota.clusters.iter().all(|&cluster| self.reading.infeasible[cluster]);
            if nowhere && (!quota.clusters.is_empty() || self.is_infeasible()) {
                continue;
            }
            let found = quota.counted.iter().filter(|&&id| self.reading.place[id].is_some()).count();
            let (rule, scope, value) = (quota.rule, quota.scope.clone(), quota.value.clone());
            match (quota.min, quota.max) {
                (Some(expected), _) if found < expected as usize => {
                    faults.push(PeopleFault::QuotaMin { rule, scope, value, found, expected });
                }
                (_, Some(expected)) if found > expected as usize => {
                    faults.push(PeopleFault::QuotaMax { rule, scope, value, found, expected });
                }
                _ => (),
            }
        }
    }

    /// Each person passed over is named once for each selected person after them.
    fn priority(&self, faults: &mut Vec<PeopleFault>) {
        let (facts, nominees) = (&self.facts, &self.facts.programme.nominees);
        let is_out = |id: &NomineeId| self.reading.place[*id].is_none() && facts.has_priority(*id);
        for earlier in nominees.ids().filter(is_out) {
            if !self.can_be_held(earlier) {
                continue;
            }
            for later in nominees.ids().filter(|&later| facts.comes_before(earlier, later)) {
                if self.reading.place[later].is_some() {
                    faults.push(PeopleFault::Priority {
                        selected: nominees[later].id.clone(),
                        passed_over: nominees[earlier].id.clone(),
                    });
                }
            }
        }
    }

    /// Whether any legal team can hold the person.
    pub(crate) fn can_be_held(&self, id: NomineeId) -> bool {
        let facts: &Facts<'_> = &self.facts;
        facts.people[id]
            .may_join
            .iter()
            .any(|&initiative| self.candidates[initiative].can_hold(&self.facts, id))
    }
}
