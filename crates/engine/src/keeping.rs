//! A cell's best plan close to an earlier one: most people kept before the score, or after it.

use crate::answer::{Answer, KeptLevel, Solved};
use crate::cell::Cell;
use fordel_model::Programme;
use fordel_model::keep::KeepOrder;
use fordel_solver::{Ask, Effort, Goal, Share};

impl Cell {
    /// The same, among plans that keep at least so many people in place.
    pub fn best_keeping(
        &self,
        programme: &Programme,
        seats: &[u64],
        shares: Vec<Share>,
        least: Option<i64>,
        effort: &mut Effort,
    ) -> Answer {
        let ask = Ask { kept: (least, None), ..self.score_ask(seats, shares) };
        match self.keep {
            None => self.answer(programme, ask.clone(), effort),
            Some(KeepOrder::First) => {
                match self.answer(programme, Ask { goal: Goal::Kept, ..ask.clone() }, effort) {
                    Answer::Plan(most) => {
                        let score = Ask { kept: (Some(most.value), None), ..ask };
                        let answer = match self.answer(programme, score.clone(), effort) {
                            Answer::Plan(solved) => Answer::Plan(solved),
                            // The other level's plan is one.
                            Answer::None(_) | Answer::Unknown => {
                                self.without_duals(programme, &score, most.columns.clone())
                            }
                        };
                        self.with_level(answer, *most)
                    }
                    none => none,
                }
            }
            Some(KeepOrder::Last) => match self.answer(programme, ask.clone(), effort) {
                Answer::Plan(best) => {
                    let points = self.score(&best.columns);
                    let most = Ask { goal: Goal::Kept, least_points: Some(points), ..ask };
                    match self.answer(programme, most, effort) {
                        Answer::Plan(most) => {
                            let columns = most.columns.clone();
                            self.with_level(Answer::Plan(Box::new(Solved { columns, ..*best })), *most)
                        }
                        Answer::None(_) | Answer::Unknown => Answer::Plan(best),
                    }
                }
                none => none,
            },
        }
    }

    /// The most people kept in place by any plan of exactly these seats.
    pub fn most_kept(
        &self,
        programme: &Programme,
        seats: &[u64],
        shares: Vec<Share>,
        effort: &mut Effort,
    ) -> Answer {
        let ask = Ask { goal: Goal::Kept, ..self.score_ask(seats, shares) };
        self.answer(programme, ask.clone(), effort)
    }

    /// An answer about the score with what came of the level of people kept.
    pub(crate) fn with_level(&self, answer: Answer, level: Solved) -> Answer {
        match answer {
            Answer::Plan(solved) => {
                let value = self.kept(&solved.columns);
                // A leaf that decides something leaves the rest open.
                let case = level.cases.into_iter().next().filter(|case| case.decisions.is_empty());
                let kept = KeptLevel { value, bound: level.bound, case };
                Answer::Plan(Box::new(Solved { kept: Some(Box::new(kept)), ..*solved }))
            }
            none => none,
        }
    }

    /// Whether fewest people moved comes before the score.
    pub fn keeps_first(&self) -> bool {
        self.keep == Some(KeepOrder::First)
    }

    /// Whether exactly these seats can be filled, and at least so many keep their place.
    pub fn any_keeping(
        &self,
        programme: &Programme,
        seats: &[u64],
        kept: Option<i64>,
        effort: &mut Effort,
    ) -> Answer {
        let ask = self.score_ask(seats, Vec::new());
        self.answer(programme, Ask { goal: Goal::Anything, kept: (kept, None), ..ask }, effort)
    }

    /// People that columns keep in place, less people they bring in who were out.
    pub fn kept(&self, columns: &[usize]) -> i64 {
        columns.iter().map(|&column| self.block.columns.kept(column)).sum()
    }

    /// People whom columns move: of those who sat in a team all whom they do not keep, and all whom they bring in.
    pub(crate) fn moved(&self, columns: &[usize]) -> u64 {
        let before = i64::try_from(self.block.n_seated_before()).expect("a number of people");
        u64::try_from(before - self.kept(columns)).expect("nobody is kept who did not sit there")
    }

    /// The best plan of exactly these seats where all levels count in one sum, by [`Self::joint`], if it is worth
    /// at least `wanted`: for cells that are settled together.
    pub fn best_joint(
        &self,
        programme: &Programme,
        seats: &[u64],
        shares: Vec<Share>,
        wanted: i64,
        effort: &mut Effort,
    ) -> Answer {
        self.answer(programme, Ask { wanted: Some(wanted), ..self.joint_ask(seats, shares) }, effort)
    }

    /// The same, whatever it is worth.
    pub fn joint_ask(&self, seats: &[u64], shares: Vec<Share>) -> Ask {
        let (score_factor, kept_factor) = self.joint;
        Ask { score_factor, kept_factor, ..self.score_ask(seats, shares) }
    }

    /// What columns are worth where all levels count in one sum.
    pub fn joint_worth(&self, columns: &[usize]) -> i64 {
        let (score_factor, kept_factor) = self.joint;
        let kept = if kept_factor == 0 { 0 } else { kept_factor * self.kept(columns) };
        score_factor * self.score(columns) + kept
    }
}
