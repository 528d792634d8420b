//! What the tree asks the cells, and what it remembers of the answers.

use super::{NODES_OF_QUESTION, PERSON, QUESTION, Sought, Tree};
use crate::aim::Known;
use crate::answer::{Answer, Solved};
use crate::cell::Cell;
use crate::part::{Part, shares};
use crate::patterns::{CountBox, counts};
use fordel_model::plan::Case;
use fordel_solver::{Ask, Effort, Goal};
use rayon::prelude::*;

/// What a cell is asked: within which counts, and what each person counted adds. Without `scored` nothing else
/// counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Question {
    within: CountBox,
    bonus: Vec<i64>,
    scored: bool,
}

impl Question {
    /// The same for a cell of these seats.
    pub(super) fn ask(
        &self,
        cell: &Cell,
        parts: &[Part],
        (least, seats): (Option<&[u64]>, &[u64]),
        sought: Sought,
    ) -> Ask {
        let within = || {
            let least = |at: usize| least.map_or(0, |least| least[at]);
            seats.iter().enumerate().map(|(at, &most)| (least(at), most)).collect()
        };
        let person = if self.scored { PERSON } else { 0 };
        let weight = self.weight(cell, sought);
        let bonus: Vec<i64> = self.bonus.iter().map(|bonus| bonus * weight).collect();
        let shares = shares(parts, &self.within, &bonus);
        let ask = match (sought, self.scored) {
            (Sought::Score, true) => return cell.joint_ask(seats, shares),
            (Sought::Score, false) if weight > 1 => return cell.score_ask(seats, shares),
            (Sought::Score, false) => Ask { score_factor: 0, ..cell.score_ask(seats, shares) },
            (Sought::People | Sought::Pooled, _) => {
                let ask = cell.seated_ask(within(), (person, sought == Sought::Pooled), shares);
                if self.scored {
                    return ask;
                }
                ask
            }
        };
        let goal = if self.bonus.iter().all(|&bonus| bonus == 0) { Goal::Anything } else { ask.goal };
        Ask { goal, ..ask }
    }

    /// What a bonus counts. Where teams are listed and only counts matter, more than the sums of scores of any two
    /// plans differ, and scores are asked for beside: of so many plans that are worth the same a search has
    /// otherwise nothing to go by. 1 elsewhere, and where figures would not stay exact.
    fn weight(&self, cell: &Cell, sought: Sought) -> i64 {
        let largest = self.bonus.iter().map(|bonus| bonus.unsigned_abs()).max().unwrap_or(0);
        if sought != Sought::Score || self.scored || largest == 0 || cell.block.columns.teams().is_some() {
            return 1;
        }
        let n_people = cell.block.people.len();
        let teams = i64::try_from(n_people / 2).unwrap_or(i64::MAX);
        let most_score = cell.block.columns.largest_score().saturating_mul(teams);
        let weight = most_score.saturating_mul(2).saturating_add(1);
        let figure = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        // What a plan may be worth at most, in the scale of the duals.
        let worth = [largest, figure(self.bonus.len()), figure(n_people)]
            .into_iter()
            .fold(weight.saturating_mul(cell.work.scale).unsigned_abs(), u64::saturating_mul);
        if worth <= LARGEST_WORTH { weight } else { 1 }
    }
}

/// Below this sums of losses stay exact in 64 bits.
const LARGEST_WORTH: u64 = 1 << 60;

/// The answer: what nothing is worth more than, and the leaves.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) value: i64,
    /// Nodes it was allowed; any number where a plan is worth it.
    nodes: u64,
    pub(super) cases: Vec<Case>,
}

/// A best plan, none, or, where the work ran out before any, a leaf with what none can beat.
type Found = Result<Option<Box<Solved>>, Case>;

impl Tree<'_, '_> {
    /// Whether every cell has been asked for its best plan there under these multipliers.
    pub(super) fn is_asked(&self, boxes: &[CountBox], multipliers: &[i64]) -> bool {
        let bonus: Vec<i64> = multipliers.iter().map(|m| -m).collect();
        (0..boxes.len()).all(|at| self.asked[at].contains_key(&self.question(at, boxes, &bonus, true)))
    }

    /// Bonuses for nobody here make no other question.
    pub(super) fn question(&self, at: usize, boxes: &[CountBox], bonus: &[i64], scored: bool) -> Question {
        let parts = self.coupled.parts[at].iter().zip(bonus);
        let bonus = parts.map(|(part, &bonus)| if part.is_empty() { 0 } else { bonus }).collect();
        Question { within: boxes[at].clone(), bonus, scored }
    }

    /// What each cell's best plan within its box is worth under the multipliers; `None` where one has none.
    pub(super) fn ask(
        &mut self,
        boxes: &[CountBox],
        multipliers: &[i64],
        scored: bool,
        effort: &mut Effort,
    ) -> Option<Vec<i64>> {
        let bonus: Vec<i64> = multipliers.iter().map(|m| -m).collect();
        let questions: Vec<Question> =
            (0..boxes.len()).map(|at| self.question(at, boxes, &bonus, scored)).collect();
        let nodes = if self.is_careful { NODES_OF_QUESTION.1 } else { NODES_OF_QUESTION.0 };
        let is_answered = |at: &usize| {
            let reply = self.asked[*at].get(&questions[*at]);
            reply.is_some_and(|reply| reply.as_ref().is_none_or(|reply| reply.nodes >= nodes))
        };
        let asks: Vec<usize> = (0..boxes.len()).filter(|at| !is_answered(at)).collect();
        let (coupled, seats, sought) = (self.coupled, self.seats, self.sought);
        let least = self.least_seats;
        let answers: Vec<(usize, Found, Effort)> = asks
            .into_par_iter()
            .map(|at| {
                let mut effort = Effort::default();
                let question = &questions[at];
                let mut cell = coupled.cells[at].with_nodes(nodes);
                if !question.scored {
                    // What is near enough is a matter of scores.
                    cell.work.gap = 0;
                }
                let within = (least.map(|least| &least[at][..]), &seats[at][..]);
                let ask = question.ask(&cell, &coupled.parts[at], within, sought);
                let answer = match cell.answer(coupled.programme, ask.clone(), &mut effort) {
                    Answer::Plan(solved) => Ok(Some(solved)),
                    Answer::None(_) => Ok(None),
                    // No plan, but what none can beat.
                    Answer::Unknown => Err(cell.loose_case(coupled.programme, &ask, &mut effort)),
                };
                (at, answer, effort)
            })
            .collect();
        for (at, answer, own) in answers {
            self.work_left = self.work_left.saturating_sub(own.nodes + QUESTION);
            effort.add(&own);
            let question = questions[at].clone();
            // Without scores, where they were asked for beside: their sum is no further from 0 than half the weight.
            let weight = question.weight(coupled.cells[at], sought);
            let plain = |worth: i64| (worth + weight / 2).div_euclid(weight);
            let reply = match answer {
                Ok(Some(solved)) => {
                    let counts = counts(coupled.cells[at], &coupled.parts[at], &solved.columns);
                    let (value, cases) = (plain(solved.bound), solved.cases.clone());
                    let nodes = if plain(solved.value) == value { u64::MAX } else { nodes };
                    self.learn(at, Known { worth: self.worth(at, &solved.columns), counts, solved: *solved });
                    Some(Reply { value, nodes, cases })
                }
                Ok(None) => None,
                Err(case) => Some(Reply { value: plain(case.bound), nodes, cases: vec![case] }),
            };
            self.asked[at].insert(question, reply);
        }
        let value = |(at, question): (usize, &Question)| -> Option<i64> {
            self.asked[at].get(question).and_then(Option::as_ref).map(|reply| reply.value)
        };
        questions.iter().enumerate().map(value).collect()
    }

    /// What columns of a cell are worth.
    pub(super) fn worth(&self, at: usize, columns: &[usize]) -> i64 {
        let cell = self.coupled.cells[at];
        match self.sought {
            Sought::Score => cell.joint_worth(columns),
            Sought::People | Sought::Pooled => {
                PERSON.saturating_mul(cell.seated(columns, self.sought == Sought::Pooled))
            }
        }
    }

    /// Remembers a plan of a cell that was met elsewhere.
    pub(crate) fn take(&mut self, at: usize, solved: Solved) {
        let counts = counts(self.coupled.cells[at], &self.coupled.parts[at], &solved.columns);
        self.learn(at, Known { worth: self.worth(at, &solved.columns), counts, solved });
    }

    /// By cell: the plans known.
    pub(crate) fn plans(&self) -> impl Iterator<Item = impl Iterator<Item = &Solved>> {
        self.known.iter().map(|list| list.iter().map(|known| &known.solved))
    }

    /// Remembers a plan of a cell; where one of the same counts is known, the better of the two.
    pub(super) fn learn(&mut self, at: usize, fresh: Known) {
        match self.known[at].iter_mut().find(|known| known.counts == fresh.counts) {
            Some(old) if old.worth >= fresh.worth => return,
            Some(old) => *old = fresh,
            None => self.known[at].push(fresh),
        }
        self.n_learnt += 1;
    }
}
