//! Why a team has these people.

use super::contribution::{contributions, nominee};
use super::force::Explainer;
use super::rules::Reach;
use super::{Explanation, Question, Subject};
use fordel_model::{Change, PinSide};

impl Explainer<'_> {
    /// Explains a team, by its id in the plan. `None` where the plan has none of that id.
    pub fn team(&self, id: &str) -> Option<Explanation> {
        let programme = self.programme;
        let at = self.plan.teams.iter().position(|team| team.id == id)?;
        let team = &self.plan.teams[at];
        let mut asked = Vec::new();
        for member in &team.members {
            let initiative = Some(team.initiative.clone());
            let out =
                Change::Pin { nominee: member.clone(), initiative: initiative.clone(), side: PinSide::Out };
            asked.push((Question::Without(member.clone(), initiative), vec![out], self.at_best()));
        }
        let people = team.members.iter().filter_map(|id| nominee(programme, id)).collect();
        let own = |row: &fordel_model::Initiative| row.id == team.initiative;
        let initiatives =
            programme.initiatives.enumerate().filter(|(_, row)| own(row)).map(|(k, _)| k).collect();
        asked.extend(self.rules(&Reach { people, initiatives, cluster: None }));
        let mut because = self.force_all(asked);
        let mut swaps_tried = 0;
        for member in &team.members {
            let (mut swaps, tried) = self.swaps(member, at);
            swaps.truncate(1);
            because.extend(swaps);
            swaps_tried += tried;
        }
        Some(Explanation {
            subject: Subject::Team(id.to_owned()),
            teams: contributions(programme, team).map(|parts| (team.clone(), parts)).into_iter().collect(),
            not_selected: None,
            seats: None,
            because,
            swaps_tried,
        })
    }
}
