//! The plain search of a leaf: over people, each in one of the teams left or out, with a budget of
//! losses.
//!
//! A choice of teams is worth (dual value + surplus − losses) / scale at most, where a team loses
//! what its reduced cost lacks to its initiative's largest, and a row what its activity lacks to its
//! limit. Whatever loses more than the budget is worth no more than the bound, and is cut.

use crate::program::{CountRow, Limits, Program};
use fordel_model::{IdVec, InitiativeId, NomineeId};

/// A team within reach.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) initiative: InitiativeId,
    pub(crate) members: Vec<NomineeId>,
    pub(crate) value: i64,
    pub(crate) loss: i128,
    /// Where only so many teams of a score may be chosen: by position in `program.tiers`.
    pub(crate) tier: Option<usize>,
}

/// What a search ends with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// No legal choice is worth more than the bound.
    Nothing,
    /// A legal choice that is.
    Found { value: i64 },
    /// The search was given up.
    TooLong,
}

/// A search is given up after looking at teams so many times.
pub(crate) const MOST_LOOKS: usize = 100_000_000;

/// The same for a case that argues nothing: it is only tried.
pub(crate) const FEW_LOOKS: usize = 3_000_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Open,
    In,
    Out,
}

/// The search of one leaf.
pub(crate) struct Search<'a> {
    program: &'a Program,
    columns: &'a [Column],
    bound: i64,
    /// What is lost where the person is out.
    loss_if_out: IdVec<NomineeId, i128>,
    earlier: IdVec<NomineeId, Vec<NomineeId>>,
    later: IdVec<NomineeId, Vec<NomineeId>>,
    /// For each person the rows of `program.counts` that count them.
    rows_of: IdVec<NomineeId, Vec<usize>>,
    state: IdVec<NomineeId, State>,
    counts: Vec<i64>,
    n_teams: IdVec<InitiativeId, i64>,
    /// Teams of each tier that may be chosen still.
    tiers_left: Vec<i64>,
    value: i64,
    budget: i128,
    looks_left: usize,
    outcome: Outcome,
}

impl<'a> Search<'a> {
    /// The search among these teams for a choice worth more than `bound`.
    pub(crate) fn new(
        program: &'a Program,
        columns: &'a [Column],
        budget: i128,
        bound: i64,
        looks_left: usize,
    ) -> Self {
        let n = program.must.len();
        let mut earlier = IdVec::filled(Vec::new(), n);
        let mut later = IdVec::filled(Vec::new(), n);
        for &(first, second, _) in &program.priority {
            earlier[second].push(first);
            later[first].push(second);
        }
        let mut rows_of = IdVec::filled(Vec::new(), n);
        for (at, row) in program.counts.iter().enumerate() {
            row.counted.iter().for_each(|&id| rows_of[id].push(at));
        }
        let loss_if_out =
            (0..n).map(fordel_model::id::Id::from_index).map(|id| program.person_dual[id].max(0)).collect();
        let mut search = Self {
            program,
            columns,
            bound,
            loss_if_out,
            earlier,
            later,
            rows_of,
            state: IdVec::filled(State::Open, n),
            counts: vec![0; program.counts.len()],
            n_teams: IdVec::filled(0, program.teams.len()),
            tiers_left: program.tiers.iter().flat_map(|tiers| &tiers.all).map(|&(_, most)| most).collect(),
            value: 0,
            budget,
            looks_left,
            outcome: Outcome::Nothing,
        };
        for &id in &program.people {
            // The row's own loss where the person is in, when its dual is negative.
            if program.must[id] {
                search.loss_if_out[id] = 0;
            }
        }
        search
    }

    /// Searches everything.
    pub(crate) fn run(mut self) -> Outcome {
        let all: Vec<u32> = (0..).take(self.columns.len()).collect();
        self.node(&all);
        self.outcome
    }

    /// One node: `near` holds the teams that were possible at the node above.
    fn node(&mut self, near: &[u32]) {
        if self.outcome != Outcome::Nothing {
            return;
        }
        let Some(looks_left) = self.looks_left.checked_sub(near.len() + 1) else {
            self.outcome = Outcome::TooLong;
            return;
        };
        self.looks_left = looks_left;
        let columns = self.columns;
        let possible: Vec<u32> =
            near.iter().copied().filter(|&at| self.is_possible(&columns[at as usize])).collect();
        let Some(next) = self.next_person(&possible) else { return };
        let Some(person) = next else {
            self.leaf();
            return;
        };
        for &at in possible.iter().filter(|&&at| columns[at as usize].members.contains(&person)) {
            self.take(&columns[at as usize]);
            self.node(&possible);
            self.untake(&columns[at as usize]);
        }
        if self.may_be_out(person) && self.loss_if_out[person] <= self.budget {
            self.state[person] = State::Out;
            self.budget -= self.loss_if_out[person];
            self.node(&possible);
            self.budget += self.loss_if_out[person];
            self.state[person] = State::Open;
        }
    }

    /// The open person with the fewest ways to go on; `Some(None)` when nobody is left with a team,
    /// `None` when the node is dead. People without a possible team count as out.
    fn next_person(&self, possible: &[u32]) -> Option<Option<NomineeId>> {
        let mut ways: IdVec<NomineeId, u32> = IdVec::filled(0, self.state.len());
        // Twelfths: a team's loss is shared by its two, three or four members.
        let mut cheapest: IdVec<NomineeId, i128> = IdVec::filled(i128::MAX, self.state.len());
        for column in possible.iter().map(|&at| &self.columns[at as usize]) {
            let share = column.loss * 12 / column.members.len() as i128;
            for &member in &column.members {
                ways[member] += 1;
                cheapest[member] = cheapest[member].min(share);
            }
        }
        let mut best: Option<(u32, NomineeId)> = None;
        let mut least_loss = 0;
        for &id in self.program.people.iter().filter(|&&id| self.state[id] == State::Open) {
            let out = if self.may_be_out(id) { self.loss_if_out[id] * 12 } else { i128::MAX };
            least_loss += match out.min(cheapest[id]) {
                i128::MAX => return None,
                loss => loss,
            };
            if ways[id] > 0 {
                let options = ways[id] + u32::from(out <= self.budget * 12);
                if best.is_none_or(|(fewest, _)| options < fewest) {
                    best = Some((options, id));
                }
            }
        }
        if least_loss > self.budget * 12 || !self.can_reach_counts(&ways) {
            return None;
        }
        Some(best.map(|(_, id)| id))
    }

    /// Whether those who may still get a team are enough for the least numbers of people.
    fn can_reach_counts(&self, ways: &IdVec<NomineeId, u32>) -> bool {
        self.program.counts.iter().zip(&self.counts).all(|(row, &count)| {
            let to_come = || row.counted.iter().filter(|&&id| ways[id] > 0).count();
            count >= row.limits.lo || count + i64::try_from(to_come()).unwrap_or(i64::MAX) >= row.limits.lo
        })
    }

    /// Whether a team can be chosen still.
    fn is_possible(&self, column: &Column) -> bool {
        let free = |&id: &NomineeId| {
            self.state[id] == State::Open
                && self.earlier[id].iter().all(|&earlier| self.state[earlier] != State::Out)
        };
        column.loss <= self.budget
            && self.n_teams[column.initiative] < self.program.teams[column.initiative].0.hi
            && column.tier.is_none_or(|tier| self.tiers_left[tier] > 0)
            && column.members.iter().all(free)
            && self.has_room(column)
    }

    fn has_room(&self, column: &Column) -> bool {
        column.members.iter().flat_map(|&id| &self.rows_of[id]).all(|&at| {
            let more = column.members.iter().filter(|&&id| self.rows_of[id].contains(&at)).count();
            self.counts[at] + i64::try_from(more).unwrap_or(i64::MAX) <= self.program.counts[at].limits.hi
        })
    }

    fn may_be_out(&self, id: NomineeId) -> bool {
        !self.program.must[id] && self.later[id].iter().all(|&later| self.state[later] != State::In)
    }

    fn take(&mut self, column: &Column) {
        for &id in &column.members {
            self.state[id] = State::In;
            self.rows_of[id].iter().for_each(|&at| self.counts[at] += 1);
        }
        self.n_teams[column.initiative] += 1;
        column.tier.iter().for_each(|&tier| self.tiers_left[tier] -= 1);
        self.value += column.value;
        self.budget -= column.loss;
    }

    fn untake(&mut self, column: &Column) {
        for &id in &column.members {
            self.state[id] = State::Open;
            self.rows_of[id].iter().for_each(|&at| self.counts[at] -= 1);
        }
        self.n_teams[column.initiative] -= 1;
        column.tier.iter().for_each(|&tier| self.tiers_left[tier] += 1);
        self.value -= column.value;
        self.budget += column.loss;
    }

    /// Everybody decided: is this a legal choice worth more than the bound?
    fn leaf(&mut self) {
        let program = self.program;
        let within = |limits: Limits, n: i64| limits.lo <= n && n <= limits.hi;
        let counts = |(row, &n): (&CountRow, &i64)| within(row.limits, n);
        let is_in = |id: NomineeId| self.state[id] == State::In;
        let legal = program.counts.iter().zip(&self.counts).all(counts)
            && program.initiatives.iter().all(|&id| within(program.teams[id].0, self.n_teams[id]))
            && program.priority.iter().all(|&(earlier, later, _)| is_in(earlier) || !is_in(later))
            && program.people.iter().all(|&id| is_in(id) || !program.must[id]);
        if legal && self.value > self.bound {
            self.outcome = Outcome::Found { value: self.value };
        }
    }
}
