//! Who has met: people who sat in one team of an earlier plan are not put together again.

use crate::{IdVec, NomineeId, Plan, Programme, Relation, RelationKind, TeamRule, TeamRuleName, fold};
use std::collections::BTreeMap;

/// What an earlier plan says about a programme's people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Met {
    /// People in the earlier plan's teams.
    pub people: usize,
    /// As many of them are nominees of the programme, by id.
    pub known: usize,
    /// Pairs who sat in one team there and are now kept apart.
    pub pairs: usize,
}

impl Programme {
    /// Adds the relation `met` between all nominees who sat in one team of an earlier plan, and the rule
    /// `avoid_met`. People whom `together` binds are asked for by name, so that they may meet again.
    pub fn avoid_met(&mut self, earlier: &Plan) -> Met {
        let ids: BTreeMap<String, NomineeId> =
            self.nominees.enumerate().map(|(id, nominee)| (fold(&nominee.id), id)).collect();
        let bound = self.bound();
        let mut met = Met::default();
        for team in &earlier.teams {
            let known = team.members.iter().filter_map(|id| ids.get(&fold(id)).copied());
            let members: Vec<NomineeId> = known.collect();
            met.people += team.members.len();
            met.known += members.len();
            for (at, &a) in members.iter().enumerate() {
                for &b in &members[at + 1..] {
                    if bound[a] == bound[b] || a == b {
                        continue;
                    }
                    met.pairs += 1;
                    let (a, b) = (a.min(b), a.max(b));
                    let is_it = |row: &Relation| (row.a.min(row.b), row.a.max(row.b)) == (a, b);
                    let kind = RelationKind::Met;
                    if !self.relations.iter().any(|row| row.kind == kind && is_it(row)) {
                        self.relations.push(Relation { a, b, kind });
                    }
                }
            }
        }
        self.rules.replace_further(TeamRuleName::AvoidMet, &[TeamRule::NotMet]);
        met
    }

    /// For each nominee the first of their chain of `together`.
    fn bound(&self) -> IdVec<NomineeId, NomineeId> {
        let mut first: IdVec<NomineeId, NomineeId> = self.nominees.ids().collect();
        let pairs = || self.relations.iter().filter(|row| row.kind == RelationKind::Together);
        // A chain is at most as long as there are pairs.
        for _ in pairs() {
            for row in pairs() {
                let least = first[row.a].min(first[row.b]);
                (first[row.a], first[row.b]) = (least, least);
            }
        }
        first
    }
}
