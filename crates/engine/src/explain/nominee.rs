//! Why somebody is in this team, or in none.

use super::contribution::{contributions, nominee};
use super::force::{Explainer, Stay};
use super::rules::Reach;
use super::{Explanation, Question, Subject};
use fordel_model::{Change, InitiativeId, NomineeId, PinSide, Waiver, apply};
use fordel_solver::{Candidacy, Standing};

impl Explainer<'_> {
    /// Explains a nominee, by the id as written. `None` where the programme has none of that id.
    pub fn nominee(&self, id: &str) -> Option<Explanation> {
        let programme = self.programme;
        let own = nominee(programme, id)?;
        let candidacy = Candidacy::of(programme);
        let at = self.plan.teams.iter().position(|team| team.members.iter().any(|member| member == id));
        let name = |k: InitiativeId| programme.initiatives[k].id.clone();
        let pin = |initiative: Option<String>, side| Change::Pin { nominee: id.to_owned(), initiative, side };
        let mut asked = Vec::new();
        let mut teams = Vec::new();
        let ways = self.ways_in(own);
        match at {
            Some(at) => {
                let team = &self.plan.teams[at];
                teams.extend(contributions(programme, team).map(|parts| (team.clone(), parts)));
                let drops = vec![Change::Withdraw(id.to_owned())];
                asked.push((Question::DropsOut(id.to_owned()), drops, Stay::Fewest));
                let out = vec![pin(None, PinSide::Out)];
                asked.push((Question::Without(id.to_owned(), None), out, self.at_best()));
            }
            None => {
                let into: Vec<Change> = ways.iter().cloned().chain([pin(None, PinSide::In)]).collect();
                asked.push((Question::Joins(id.to_owned()), into.clone(), Stay::Fewest));
                asked.push((Question::In(id.to_owned()), into, self.at_best()));
            }
        }
        let now = at.map(|at| self.plan.teams[at].initiative.as_str());
        // The initiatives they could join, once whatever keeps them out is taken away.
        let may: Vec<InitiativeId> = match apply(programme, &ways) {
            Ok(free) => Candidacy::of(&free).may[own].clone(),
            Err(_) => candidacy.may[own].clone(),
        };
        for k in
            may.iter().copied().filter(|&k| now != Some(name(k).as_str()) && (at.is_some() || may.len() > 1))
        {
            let on: Vec<Change> = ways.iter().cloned().chain([pin(Some(name(k)), PinSide::In)]).collect();
            asked.push((Question::On(id.to_owned(), name(k)), on, self.at_best()));
        }
        asked.extend(self.rules(&Reach { people: vec![own], initiatives: may, cluster: None }));
        let mut because = self.force_all(asked);
        let (swaps, swaps_tried) = at.map_or((Vec::new(), 0), |at| self.swaps(id, at));
        because.extend(swaps);
        Some(Explanation {
            subject: Subject::Nominee(id.to_owned()),
            teams,
            not_selected: self.plan.not_selected.iter().find(|row| row.nominee == id).cloned(),
            seats: None,
            because,
            swaps_tried,
        })
    }

    /// What must be taken away before somebody could sit in a team: a status, rules on who is eligible.
    /// A pin in takes away a pin out by itself.
    pub(super) fn ways_in(&self, own: NomineeId) -> Vec<Change> {
        let mut ways = Vec::new();
        let id = || self.programme.nominees[own].id.clone();
        let mut programme = self.programme.clone();
        loop {
            let way = match &Candidacy::of(&programme).standing[own] {
                Standing::Status(_) => Change::Reinstate(id()),
                Standing::Misses(column) => {
                    Change::Waive(Waiver::Requirement(column.clone()).name(&programme))
                }
                Standing::Candidate | Standing::PinnedOut => return ways,
            };
            ways.push(way);
            match apply(self.programme, &ways) {
                Ok(changed) => programme = changed,
                Err(_) => return ways,
            }
        }
    }
}
