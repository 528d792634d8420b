//! The oracle: every legal plan of a small programme, one by one, and the best of them.
//!
//! Plain recursion over people; no bound, no pricing, nothing clever to go wrong. What a single
//! team may be and is worth comes from the judge. For at most ten nominees or so.

use crate::old::Old;
use crate::plain_rules::keeps_further_rules;
use fordel_model::id::Id;
use fordel_model::keep::{Keep, KeepOrder};
use fordel_model::programme::ObjectiveKind;
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, Programme};
use fordel_verify::quota::{Quota, quotas};
use fordel_verify::{Facts, TeamFault, score, team_faults};
use std::cmp::Reverse;
use std::ops::RangeInclusive;

/// What brute force finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// Clusters whose block alone, without quotas that reach beyond it, has no legal plan.
    pub infeasible: Vec<ClusterId>,
    /// The best plan of all other clusters; `None` if they have none together.
    pub best: Option<BestPlan>,
}

/// The best plan, level by level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BestPlan {
    /// People using each cluster's seats, in cluster order.
    pub filled: Vec<u64>,
    /// People using each pool's seats, in the programme's order.
    pub pool_filled: Vec<u64>,
    /// Σ (filled − fair)², over all clusters.
    pub distance: u64,
    /// People moved, where a plan is kept.
    pub moved: Option<u64>,
    /// Score of the worst team, where there are teams.
    pub worst: Option<i64>,
    /// Each team's score, lowest first.
    pub team_scores: Vec<i64>,
    /// Sum of the teams' scores.
    pub score: i64,
    /// One such plan: initiative and members, in nominee order, of each team.
    pub teams: Vec<(InitiativeId, Vec<NomineeId>)>,
}

impl BestPlan {
    /// Cluster seats filled, all together.
    pub fn seats_filled(&self) -> u64 {
        self.filled.iter().sum()
    }
}

/// The best plan for the fair split `fair` (seats by cluster).
///
/// `order` lists clusters, first the one that keeps its seats among equally close splits; clusters
/// not listed follow in table order. What may be filled follows `Programme::unfilled`: never more
/// than fair (`leave_empty`), exactly fair (`refuse`), or any numbers within the clusters' own
/// maxima and the total (`redistribute`; then `fair` is the split with lowered maxima, see
/// [`most_filled`]).
pub fn best_plan(programme: &Programme, fair: &[u64], order: &[usize]) -> Answer {
    best_plan_keeping(programme, fair, order, None)
}

/// The same, close to an earlier plan.
pub fn best_plan_keeping(
    programme: &Programme,
    fair: &[u64],
    order: &[usize],
    keep: Option<&Keep>,
) -> Answer {
    let facts = Facts::of(programme);
    let mut infeasible = Vec::new();
    for block in blocks(programme) {
        // Whether a block has a plan at all does not depend on how many may move.
        let unbounded = keep.map(|keep| Keep { max_moves: None, ..keep.clone() });
        if search(&facts, fair, order, &block, false, unbounded.as_ref()).is_none() {
            infeasible.extend(block);
        }
    }
    infeasible.sort_unstable();
    let others: Vec<ClusterId> = programme.clusters.ids().filter(|id| !infeasible.contains(id)).collect();
    let best = if others.is_empty() { None } else { search(&facts, fair, order, &others, true, keep) };
    Answer { infeasible, best }
}

/// The most seats each cluster can fill in any legal plan, whatever its fair share; 0 where none is.
pub fn most_filled(programme: &Programme) -> Vec<u64> {
    let mut free = programme.clone();
    free.unfilled = fordel_model::programme::Unfilled::Redistribute;
    let facts = Facts::of(&free);
    let fair = vec![programme.seats_to_split(); programme.clusters.len()];
    let mut most = vec![0; fair.len()];
    for block in blocks(&free) {
        let mut search = Search::new(&facts, &fair, &[], &block, false, None);
        search.most = Some(vec![0; fair.len()]);
        search.person(0);
        let found = search.most.expect("set above");
        block.iter().for_each(|cluster| most[cluster.index()] = found[cluster.index()]);
    }
    most
}

/// Clusters joined by shared initiatives, each block in table order.
pub fn blocks(programme: &Programme) -> Vec<Vec<ClusterId>> {
    let mut block: IdVec<ClusterId, ClusterId> = programme.clusters.ids().collect();
    for _ in programme.clusters.ids() {
        for initiative in programme.initiatives.iter() {
            let Some(first) = initiative.clusters.iter().map(|&cluster| block[cluster]).min() else {
                continue;
            };
            for &cluster in &initiative.clusters {
                block[cluster] = first;
            }
        }
    }
    let members = |name: ClusterId| {
        programme.clusters.ids().filter(|&cluster| block[cluster] == name).collect::<Vec<_>>()
    };
    programme.clusters.ids().map(members).filter(|members| !members.is_empty()).collect()
}

fn search(
    facts: &Facts<'_>,
    fair: &[u64],
    order: &[usize],
    clusters: &[ClusterId],
    with_wide_quotas: bool,
    keep: Option<&Keep>,
) -> Option<BestPlan> {
    let mut search = Search::new(facts, fair, order, clusters, with_wide_quotas, keep);
    search.person(0);
    search.best
}

/// Whether a team is legal. The further rules are read once more, and the readings have to agree.
///
/// # Panics
/// Where they do not.
fn is_legal(facts: &Facts<'_>, initiative: InitiativeId, members: &[NomineeId]) -> bool {
    let faults = team_faults(facts, initiative, members);
    let programme = facts.programme;
    let plain = keeps_further_rules(facts, initiative, members);
    let is_further = |fault: &TeamFault| match fault {
        TeamFault::RequiredSector { sector } => {
            let own = &programme.initiatives[initiative].required_sectors;
            !own.iter().any(|&id| programme.sector_name(id) == sector)
        }
        TeamFault::TooFewOf { .. }
        | TeamFault::TooManyOf { .. }
        | TeamFault::MeanTooLow { .. }
        | TeamFault::MeanTooHigh { .. }
        | TeamFault::NotTheSame { .. }
        | TeamFault::NotDifferent { .. }
        | TeamFault::HaveMet { .. } => true,
        _ => false,
    };
    // A sector may be asked for twice, by the programme and by the initiative.
    assert!(plain || !faults.is_empty(), "the judge finds no fault in {members:?}");
    assert!(!plain || !faults.iter().any(is_further), "the judge finds {faults:?}");
    faults.is_empty()
}

/// Seats, people moved if they come first, the teams that come before the sum, the score, people moved if they come last.
type Rank = ((u64, u64, Reverse<u64>, Vec<u64>), Reverse<Option<u64>>, Vec<i64>, i64, Reverse<Option<u64>>);

/// A legal team of the programme.
struct Candidate {
    initiative: InitiativeId,
    members: Vec<NomineeId>,
    score: i64,
}

struct Search<'a> {
    facts: &'a Facts<'a>,
    fair: IdVec<ClusterId, u64>,
    order: Vec<ClusterId>,
    clusters: &'a [ClusterId],
    quotas: Vec<Quota>,
    /// Legal teams by their first member.
    candidates: IdVec<NomineeId, Vec<Candidate>>,
    /// Whether any legal team can hold the person.
    holdable: IdVec<NomineeId, bool>,
    placed: IdVec<NomineeId, bool>,
    chosen: Vec<(NomineeId, usize)>,
    best: Option<BestPlan>,
    keep: Option<(Old, &'a Keep)>,
    /// If set, only the largest fillings are looked for, here.
    most: Option<Vec<u64>>,
}

impl<'a> Search<'a> {
    fn new(
        facts: &'a Facts<'a>,
        fair: &[u64],
        order: &[usize],
        clusters: &'a [ClusterId],
        with_wide_quotas: bool,
        keep: Option<&'a Keep>,
    ) -> Self {
        let programme = facts.programme;
        let n = programme.nominees.len();
        let mut order: Vec<ClusterId> = order.iter().map(|&at| ClusterId::from_index(at)).collect();
        order.extend(programme.clusters.ids().filter(|id| !order.contains(id)).collect::<Vec<_>>());
        let mut quotas = quotas(facts);
        quotas.retain(|quota| {
            let inside = |cluster: &ClusterId| clusters.contains(cluster);
            match (quota.clusters.is_empty(), with_wide_quotas) {
                (true, wide) => wide,
                (false, true) => quota.clusters.iter().any(inside),
                (false, false) => quota.clusters.iter().all(inside),
            }
        });
        let mut search = Self {
            facts,
            fair: fair.iter().copied().collect(),
            order,
            clusters,
            quotas,
            candidates: programme.nominees.ids().map(|_| Vec::new()).collect(),
            holdable: IdVec::filled(false, n),
            placed: IdVec::filled(false, n),
            chosen: Vec::new(),
            best: None,
            keep: keep.map(|keep| (Old::of(facts, keep), keep)),
            most: None,
        };
        for initiative in programme.initiatives.ids() {
            let people = facts.candidates(initiative);
            search.list(initiative, &people, &mut Vec::new());
        }
        search
    }

    /// Lists the legal teams that begin with `members` and go on with some of `rest`.
    fn list(&mut self, initiative: InitiativeId, rest: &[NomineeId], members: &mut Vec<NomineeId>) {
        if members.len() >= 2 && is_legal(self.facts, initiative, members) {
            for &member in members.iter() {
                self.holdable[member] = true;
            }
            if members.iter().all(|&id| self.within(id)) {
                let score = score(self.facts, initiative, members);
                let candidate = Candidate { initiative, members: members.clone(), score };
                self.candidates[members[0]].push(candidate);
            }
        }
        if members.len() == 4 {
            return;
        }
        for (at, &next) in rest.iter().enumerate() {
            members.push(next);
            self.list(initiative, &rest[at + 1..], members);
            members.pop();
        }
    }

    fn within(&self, id: NomineeId) -> bool {
        self.clusters.contains(&self.facts.programme.nominees[id].cluster)
    }

    /// Decides the person in row `row` and everybody after.
    fn person(&mut self, row: usize) {
        if row == self.facts.programme.nominees.len() {
            return self.plan();
        }
        let id = NomineeId::from_index(row);
        self.person(row + 1);
        if self.placed[id] {
            return;
        }
        for at in 0..self.candidates[id].len() {
            let candidate = &self.candidates[id][at];
            let members = candidate.members.clone();
            let teams_max = self.facts.programme.initiatives[candidate.initiative].teams_max as usize;
            let teams = self.teams_of(candidate.initiative);
            if teams == teams_max || members.iter().any(|&member| self.placed[member]) {
                continue;
            }
            members.iter().for_each(|&member| self.placed[member] = true);
            self.chosen.push((id, at));
            self.person(row + 1);
            self.chosen.pop();
            members.iter().for_each(|&member| self.placed[member] = false);
        }
    }

    fn teams_of(&self, initiative: InitiativeId) -> usize {
        self.chosen.iter().filter(|&&(first, at)| self.candidates[first][at].initiative == initiative).count()
    }

    /// Judges the plan chosen, and keeps it if it is legal and better.
    fn plan(&mut self) {
        let programme = self.facts.programme;
        let mut filled: IdVec<ClusterId, u64> = IdVec::filled(0, programme.clusters.len());
        let mut pool_filled = vec![0; programme.reserved.len()];
        for id in programme.nominees.ids().filter(|&id| self.placed[id]) {
            match self.facts.people[id].pool {
                Some(pool) => pool_filled[pool] += 1,
                None => filled[programme.nominees[id].cluster] += 1,
            }
        }
        if !self.keeps_seats(&filled, &pool_filled) || !self.keeps_rules() {
            return;
        }
        if let Some(most) = &mut self.most {
            most.iter_mut().zip(filled.iter()).for_each(|(most, &found)| *most = (*most).max(found));
            return;
        }
        let mut scores: Vec<i64> =
            self.chosen.iter().map(|&(first, at)| self.candidates[first][at].score).collect();
        scores.sort_unstable();
        let mut moved = None;
        if let Some((old, keep)) = &self.keep {
            let teams: Vec<(InitiativeId, &[NomineeId])> = self
                .chosen
                .iter()
                .map(|&(first, at)| &self.candidates[first][at])
                .map(|team| (team.initiative, team.members.as_slice()))
                .collect();
            let Some(fewest) = old.fewest_moved(&teams) else { return };
            if keep.max_moves.is_some_and(|most| fewest > most) {
                return;
            }
            moved = Some(fewest);
        }
        let distance = programme.clusters.ids().map(|c| filled[c].abs_diff(self.fair[c]).pow(2)).sum();
        let plan = BestPlan {
            filled: filled.iter().copied().collect(),
            pool_filled,
            distance,
            moved,
            worst: scores.iter().copied().min(),
            score: scores.iter().sum(),
            team_scores: scores,
            teams: Vec::new(),
        };
        if self.best.as_ref().is_none_or(|best| self.rank(&plan) > self.rank(best)) {
            let teams = self.chosen.iter().map(|&(first, at)| &self.candidates[first][at]);
            let teams = teams.map(|team| (team.initiative, team.members.clone())).collect();
            self.best = Some(BestPlan { teams, ..plan });
        }
    }

    /// The objectives, each before the next; larger is better.
    fn rank(&self, plan: &BestPlan) -> Rank {
        let in_order = self.order.iter().map(|cluster| plan.filled[cluster.index()]).collect();
        let worst = match self.facts.programme.objective {
            ObjectiveKind::Total => Vec::new(),
            ObjectiveKind::WorstTeamFirst => plan.worst.into_iter().collect(),
            // A team less is better than any.
            ObjectiveKind::Leximin => plan.team_scores.iter().copied().chain([i64::MAX]).collect(),
        };
        let pools = plan.pool_filled.iter().sum();
        let order = self.keep.as_ref().map(|(_, keep)| keep.order);
        let moved = |when: KeepOrder| Reverse(plan.moved.filter(|_| order == Some(when)));
        let seats = (plan.seats_filled(), pools, Reverse(plan.distance), in_order);
        (seats, moved(KeepOrder::First), worst, plan.score, moved(KeepOrder::Last))
    }

    fn keeps_seats(&self, filled: &IdVec<ClusterId, u64>, pool_filled: &[u64]) -> bool {
        use fordel_model::programme::Unfilled;
        let programme = self.facts.programme;
        let each = self.clusters.iter().all(|&cluster| {
            let (_, max) = self.facts.seat_bounds(cluster);
            let allowed: RangeInclusive<u64> = match programme.unfilled {
                Unfilled::LeaveEmpty => 0..=self.fair[cluster],
                Unfilled::Refuse => self.fair[cluster]..=self.fair[cluster],
                Unfilled::Redistribute => 0..=max.unwrap_or(u64::MAX),
            };
            allowed.contains(&filled[cluster])
        });
        let total: u64 = filled.iter().sum();
        let pools = programme.reserved.iter().zip(pool_filled).all(|(pool, &found)| found <= pool.seats);
        each && pools && total <= programme.seats_to_split()
    }

    fn keeps_rules(&self) -> bool {
        let programme = self.facts.programme;
        let teams_min = programme.initiatives.enumerate().all(|(id, initiative)| {
            !initiative.clusters.iter().all(|cluster| self.clusters.contains(cluster))
                || !self.facts.teams_min_binds(id, &self.fair)
                || self.teams_of(id) >= initiative.teams_min as usize
        });
        let pins = self
            .facts
            .people
            .enumerate()
            .all(|(id, person)| !person.pinned_in || self.placed[id] || !self.within(id));
        let quotas = self.quotas.iter().all(|quota| {
            let n = quota.counted.iter().filter(|&&id| self.placed[id]).count();
            quota.min.is_none_or(|min| n >= min as usize) && quota.max.is_none_or(|max| n <= max as usize)
        });
        teams_min && pins && quotas && self.keeps_priority()
    }

    /// Nobody is selected before somebody earlier whom a legal team could hold.
    fn keeps_priority(&self) -> bool {
        let nominees = &self.facts.programme.nominees;
        let passes_over = |later: NomineeId| {
            nominees
                .ids()
                .any(|id| !self.placed[id] && self.holdable[id] && self.facts.comes_before(id, later))
        };
        !nominees.ids().any(|later| self.placed[later] && passes_over(later))
    }
}
