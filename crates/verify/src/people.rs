//! Rules that the selected people keep together: pins, numbers of teams, quotas, priority
//! (contract, section 3). What one team keeps by itself is [`crate::team`].

use crate::Facts;
use crate::judge::Judge;
use fordel_model::NomineeId;

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
        facts.people[id].may_join.iter().any(|&initiative| self.candidates[initiative].can_hold(id))
    }
}
