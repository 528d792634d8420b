//! What one plan has against another: `a` minus `b`, as data.
//!
//! A team of `a` continues at most one team of `b` of the same initiative, each at most once, so that
//! as many people as possible stay (a best matching). Needs no programme: a plan says enough.

use fordel_model::Plan;
use fordel_model::plan::{PlanStatus, Reason, Team};
use std::collections::{BTreeMap, BTreeSet};

/// `a` minus `b`.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// How `a` and `b` ended.
    pub status: [PlanStatus; 2],
    /// Scores of `a` and `b`.
    pub score: [i64; 2],
    /// Points by criterion, of `a` and `b`, in the order of [`fordel_model::Criterion::ALL`].
    pub parts: [[i64; 2]; 8],
    /// Units whose seats or filled seats differ, in the order of `a`, then those only `b` has.
    pub seats: Vec<SeatDifference>,
    /// Selected in `a`, not in `b`.
    pub people_in: Vec<Placed>,
    /// Selected in `b`, not in `a`.
    pub people_out: Vec<Left>,
    /// Selected in both, in another team.
    pub moved: Vec<Moved>,
    /// Every team of either plan.
    pub teams: Vec<TeamDifference>,
}

/// A unit's seats in `a` and `b`; `None` where the unit is not there or a tie leaves them open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeatDifference {
    /// The unit.
    pub unit: String,
    /// Seats of the split.
    pub seats: [Option<u64>; 2],
    /// People using them.
    pub filled: [Option<u64>; 2],
}

/// Somebody who is in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Who.
    pub nominee: String,
    /// Their team in `a`, by its stable id.
    pub team: String,
    /// Its initiative.
    pub initiative: String,
}

/// Somebody who is out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// Who.
    pub nominee: String,
    /// Their team in `b`.
    pub team: String,
    /// Its initiative.
    pub initiative: String,
    /// Why `a` does not select them, where it says so.
    pub reason: Option<Reason>,
}

/// Somebody who sits elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Who.
    pub nominee: String,
    /// Their team in `b`.
    pub from: String,
    /// Their team in `a`, by its stable id.
    pub to: String,
    /// Whether the initiative is another.
    pub other_initiative: bool,
}

/// One team in `a` and `b`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TeamDifference {
    /// Its stable id: that of `b` where at least half of the people of the larger of both stay, else that of `a`.
    pub id: String,
    /// Its ids in `a` and `b`.
    pub ids: [Option<String>; 2],
    /// Its initiative.
    pub initiative: String,
    /// Its cluster.
    pub cluster: String,
    /// Its scores in `a` and `b`.
    pub score: [Option<i64>; 2],
    /// Members in `a` only.
    pub joined: Vec<String>,
    /// Members in `b` only.
    pub left: Vec<String>,
    /// Members in both.
    pub stayed: Vec<String>,
}

impl TeamDifference {
    /// Whether nobody joined or left.
    pub fn is_same(&self) -> bool {
        self.joined.is_empty() && self.left.is_empty()
    }
}

impl Difference {
    /// Whether seats, people and teams are the same.
    pub fn is_empty(&self) -> bool {
        self.seats.is_empty()
            && self.people_in.is_empty()
            && self.people_out.is_empty()
            && self.moved.is_empty()
    }

    /// People whose place differs: in, out, and moved.
    pub fn people(&self) -> usize {
        self.people_in.len() + self.people_out.len() + self.moved.len()
    }
}

/// `a` minus `b`. Cost: near linear in the plans, and a matching of the teams of each initiative.
pub fn difference(a: &Plan, b: &Plan) -> Difference {
    let pairs = continued(a, b);
    let continues: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    let stable = |at: usize| {
        let team = &a.teams[at];
        let old = continues.get(&at).map(|&old| &b.teams[old]).filter(|old| mostly_stays(team, old));
        old.map_or(&team.id, |old| &old.id).clone()
    };
    let ids: Vec<String> = unique((0..a.teams.len()).map(stable).collect(), a);
    let now = places(a);
    let before = places(b);
    let reason: BTreeMap<&str, Reason> =
        a.not_selected.iter().map(|one| (one.nominee.as_str(), one.reason)).collect();
    let mut found = Difference {
        status: [a.status, b.status],
        score: [a.score, b.score],
        parts: std::array::from_fn(|at| {
            [a, b].map(|plan| plan.teams.iter().map(|team| team.parts[at]).sum())
        }),
        seats: seats(a, b),
        people_in: Vec::new(),
        people_out: Vec::new(),
        moved: Vec::new(),
        teams: Vec::new(),
    };
    for (&nominee, &at) in &now {
        let team = &a.teams[at];
        match before.get(nominee) {
            None => found.people_in.push(Placed {
                nominee: nominee.to_owned(),
                team: ids[at].clone(),
                initiative: team.initiative.clone(),
            }),
            Some(&old) if continues.get(&at) != Some(&old) => found.moved.push(Moved {
                nominee: nominee.to_owned(),
                from: b.teams[old].id.clone(),
                to: ids[at].clone(),
                other_initiative: b.teams[old].initiative != team.initiative,
            }),
            Some(_) => {}
        }
    }
    for (&nominee, &old) in before.iter().filter(|(nominee, _)| !now.contains_key(*nominee)) {
        found.people_out.push(Left {
            nominee: nominee.to_owned(),
            team: b.teams[old].id.clone(),
            initiative: b.teams[old].initiative.clone(),
            reason: reason.get(nominee).copied(),
        });
    }
    for (at, team) in a.teams.iter().enumerate() {
        let old = continues.get(&at).map(|&old| &b.teams[old]);
        found.teams.push(team_difference(ids[at].clone(), Some(team), old));
    }
    let gone = (0..b.teams.len()).filter(|old| !pairs.iter().any(|(_, continued)| continued == old));
    found.teams.extend(gone.map(|old| team_difference(b.teams[old].id.clone(), None, Some(&b.teams[old]))));
    found
}

/// People in `a`'s teams who keep their place in `b` are as many as can be: pairs (team of `a`, team of `b`).
pub fn continued(a: &Plan, b: &Plan) -> Vec<(usize, usize)> {
    let initiatives: BTreeSet<&str> = a.teams.iter().map(|team| team.initiative.as_str()).collect();
    let of = |plan: &Plan, initiative: &str| -> Vec<usize> {
        (0..plan.teams.len()).filter(|&at| plan.teams[at].initiative == initiative).collect()
    };
    let mut pairs = Vec::new();
    for initiative in initiatives {
        let (new, old) = (of(a, initiative), of(b, initiative));
        let gain = |&x: &usize, &y: &usize| overlap(&a.teams[x], &b.teams[y]);
        let table: Vec<Vec<usize>> = new.iter().map(|x| old.iter().map(|y| gain(x, y)).collect()).collect();
        pairs.extend(matching(&table).into_iter().map(|(x, y)| (new[x], old[y])));
    }
    pairs.sort_unstable();
    pairs
}

/// A matching of rows to columns of the largest sum; pairs of gain 0 are left out. Successive best
/// augmenting paths (Bellman-Ford), so exact for any size.
pub(crate) fn matching(gain: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let columns = gain.first().map_or(0, Vec::len);
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for start in 0..gain.len() {
        // best[row]: the largest change in the sum by a path from `start` to `row`, all of whose rows move on.
        let mut best: Vec<Option<i64>> = vec![None; gain.len()];
        let mut by: Vec<Option<(usize, usize)>> = vec![None; gain.len()];
        best[start] = Some(0);
        let worth = |row: usize, column: usize| i64::try_from(gain[row][column]).expect("a team's size");
        for _ in 0..gain.len() {
            for (column, holder) in row_of.iter().enumerate() {
                let Some(holder) = *holder else { continue };
                for row in (0..gain.len()).filter(|&row| row != holder) {
                    let Some(so_far) = best[row] else { continue };
                    let change = so_far + worth(row, column) - worth(holder, column);
                    if best[holder].is_none_or(|known| known < change) {
                        best[holder] = Some(change);
                        by[holder] = Some((row, column));
                    }
                }
            }
        }
        // The path ends in a free column, or with its last row left alone.
        let mut end: Option<(i64, usize, Option<usize>)> = None;
        for (row, so_far) in best.iter().enumerate().filter_map(|(row, so_far)| Some((row, (*so_far)?))) {
            let free = (0..columns).filter(|&column| row_of[column].is_none());
            let ways = free.map(|column| (so_far + worth(row, column), row, Some(column)));
            for way in ways.chain(std::iter::once((so_far, row, None))) {
                if end.is_none_or(|known| known.0 < way.0) {
                    end = Some(way);
                }
            }
        }
        let Some((_, mut row, mut column)) = end else { continue };
        loop {
            let before = by[row].filter(|_| row != start);
            if let Some(column) = column {
                row_of[column] = Some(row);
            }
            let Some((previous, its)) = before else { break };
            (row, column) = (previous, Some(its));
        }
    }
    let pairs = row_of.iter().enumerate().filter_map(|(column, row)| Some(((*row)?, column)));
    let mut pairs: Vec<(usize, usize)> = pairs.filter(|&(row, column)| gain[row][column] > 0).collect();
    pairs.sort_unstable();
    pairs
}

fn overlap(a: &Team, b: &Team) -> usize {
    a.members.iter().filter(|member| b.members.contains(member)).count()
}

fn mostly_stays(a: &Team, b: &Team) -> bool {
    2 * overlap(a, b) >= a.members.len().max(b.members.len())
}

/// Stable ids, each used once: a new team does not take the id of one that goes on under it.
fn unique(ids: Vec<String>, a: &Plan) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let stable: BTreeSet<String> =
        ids.iter().zip(&a.teams).filter(|(id, team)| **id != team.id).map(|(id, _)| id.clone()).collect();
    let mut kept = Vec::new();
    for (id, team) in ids.into_iter().zip(&a.teams) {
        let mut own = id;
        let is_new = own == team.id && stable.contains(&own);
        let mut number = 2;
        while is_new && stable.contains(&own) || taken.contains(&own) {
            own = format!("{}-{number}", team.initiative);
            number += 1;
        }
        taken.insert(own.clone());
        kept.push(own);
    }
    kept
}

/// Each selected person's team, by its position.
fn places(plan: &Plan) -> BTreeMap<&str, usize> {
    let teams = plan.teams.iter().enumerate();
    teams.flat_map(|(at, team)| team.members.iter().map(move |id| (id.as_str(), at))).collect()
}

fn seats(a: &Plan, b: &Plan) -> Vec<SeatDifference> {
    let mut units: Vec<&str> = a.split.units.iter().map(|unit| unit.id.as_str()).collect();
    let known: BTreeSet<&str> = units.iter().copied().collect();
    units.extend(b.split.units.iter().map(|unit| unit.id.as_str()).filter(|id| !known.contains(id)));
    let of = |plan: &Plan, id: &str| {
        let at = plan.split.units.iter().position(|unit| unit.id == id)?;
        Some((plan.split.units[at].seats, plan.filled.get(at).copied()))
    };
    let row = |id: &str| SeatDifference {
        unit: id.to_owned(),
        seats: [a, b].map(|plan| of(plan, id).and_then(|(seats, _)| seats)),
        filled: [a, b].map(|plan| of(plan, id).and_then(|(_, filled)| filled)),
    };
    let differs = |row: &SeatDifference| row.seats[0] != row.seats[1] || row.filled[0] != row.filled[1];
    units.into_iter().map(row).filter(differs).collect()
}

fn team_difference(id: String, a: Option<&Team>, b: Option<&Team>) -> TeamDifference {
    let members = |team: Option<&Team>| team.map_or_else(Vec::new, |team| team.members.clone());
    let (now, before) = (members(a), members(b));
    let any = a.or(b).expect("a team of one of the plans");
    TeamDifference {
        id,
        ids: [a, b].map(|team| team.map(|team| team.id.clone())),
        initiative: any.initiative.clone(),
        cluster: any.cluster.clone(),
        score: [a, b].map(|team| team.map(|team| team.score)),
        joined: now.iter().filter(|id| !before.contains(id)).cloned().collect(),
        left: before.iter().filter(|id| !now.contains(id)).cloned().collect(),
        stayed: now.iter().filter(|id| before.contains(id)).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    /// The largest sum, by trying everything.
    fn largest(gain: &[Vec<usize>], used: &mut Vec<bool>, row: usize) -> usize {
        if row == gain.len() {
            return 0;
        }
        let mut best = largest(gain, used, row + 1);
        for column in 0..used.len() {
            if !used[column] {
                used[column] = true;
                best = best.max(gain[row][column] + largest(gain, used, row + 1));
                used[column] = false;
            }
        }
        best
    }

    #[test]
    fn the_matching_is_a_largest_one() {
        let mut state = 7usize;
        for round in 0..500 {
            let (rows, columns) = (1 + round % 5, 1 + round / 5 % 5);
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) % 5
            };
            let gain: Vec<Vec<usize>> = (0..rows).map(|_| (0..columns).map(|_| next()).collect()).collect();
            let found: usize = matching(&gain).iter().map(|&(row, column)| gain[row][column]).sum();
            assert_eq!(found, largest(&gain, &mut vec![false; columns], 0), "{gain:?}");
        }
    }
}
