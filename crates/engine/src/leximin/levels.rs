//! The levels of some cells whose seats are given, one after the other.

use crate::answer::Answer;
use crate::cell::{Cell, exactly};
use crate::coupling::{Coupled, Coupling, Joint};
use fordel_model::keep::KeepOrder;
use fordel_model::plan::{Case, ObjectiveName, Proof, Row};
use fordel_model::{InitiativeId, Programme};
use fordel_solver::{Ask, Effort, Goal, Share};

/// Nodes for one question: where they run out the level is not proven, and says so.
const NODES: u64 = 200_000;

/// Costs of all levels together at most, so that duals of their row stay exact in 64 bits at [`SCALE`].
const MOST_COST: i64 = 1 << 26;

/// The scale of duals beside costs.
const SCALE: i64 = 1_000;

/// So many steps from the best score to the lowest.
const BELOW: i128 = 100;

/// Costs are multiples of this where cells are joined: multipliers are whole numbers, and finer so.
const FINE: i64 = 60;

/// Teams of one score, and how many of them there are.
type Tier = (i64, i64);

/// A plan: by cell, its columns.
type Columns = Vec<Vec<usize>>;

/// What comes of some cells.
pub(super) struct Settled {
    /// The best plan found.
    pub(super) columns: Columns,
    /// The lowest score whose number of teams is not proven; `None` where all are.
    pub(super) open_from: Option<i64>,
    /// The worst team's score cannot be above this.
    pub(super) worst_bound: i64,
    /// Where a plan is kept: the most people that any plan as good keeps, less those brought in.
    pub(super) most_kept: i64,
    /// For scores of a single cell's teams the leaf that there is no plan with a team of it less.
    pub(super) cases: Vec<Case>,
}

/// Cells whose seats are given, and what is known of their levels.
pub(super) struct Levels<'a> {
    programme: &'a Programme,
    cells: Vec<&'a Cell>,
    /// What joins them; where there is one cell and nothing, the cell is asked by itself.
    couplings: Vec<Coupling<'a>>,
    /// By cell, by cluster: seats used.
    seats: Vec<Vec<u64>>,
    /// People in pools.
    pooled: u64,
    /// People kept, where that comes first.
    kept: Option<i64>,
    /// All different scores, ascending.
    scores: Vec<i64>,
    /// Levels that are proven, lowest first.
    tiers: Vec<Tier>,
    /// The best plan found.
    columns: Columns,
    /// The leaves of the levels that are proven.
    cases: Vec<Case>,
    /// The leaf of the last question that had the answer no.
    last_no: Option<Box<Case>>,
}

/// What came of a question.
enum Asked {
    /// A plan.
    Yes(Columns),
    /// None, and the leaf that says so, where there is one cell.
    No(Option<Box<Case>>),
    Open,
}

/// The cells with some of their teams, each at what it costs.
struct Narrowed {
    cells: Vec<Cell>,
    /// By cell: its columns as the whole cell has them.
    stays: Vec<Vec<usize>>,
    /// What all teams may cost together.
    most: i64,
}

impl Narrowed {
    /// A plan of these cells, by the whole cells' columns.
    fn whole<'b>(&self, plans: impl Iterator<Item = &'b [usize]>) -> Columns {
        let of = |(plan, stays): (&[usize], &Vec<usize>)| plan.iter().map(|&column| stays[column]).collect();
        plans.zip(&self.stays).map(of).collect()
    }
}

impl<'a> Levels<'a> {
    /// Of these cells, joined by these couplings, from a plan of these seats.
    pub(super) fn new(
        programme: &'a Programme,
        cells: Vec<&'a Cell>,
        couplings: Vec<Coupling<'a>>,
        seats: Vec<Vec<u64>>,
        columns: Columns,
    ) -> Self {
        let score =
            |cell: &'a Cell| (0..cell.block.columns.len()).map(|column| cell.block.columns.score(column));
        let mut scores: Vec<i64> = cells.iter().copied().flat_map(score).collect();
        scores.sort_unstable();
        scores.dedup();
        let in_pools = |(cell, columns): (&&Cell, &Vec<usize>)| {
            let users = cell.block.pool_users();
            let members = columns.iter().flat_map(|&column| cell.block.columns.members(column));
            members.filter(|p| users.binary_search(p).is_ok()).count() as u64
        };
        let pooled = cells.iter().zip(&columns).map(in_pools).sum();
        let mut levels = Self {
            programme,
            cells,
            couplings,
            seats,
            pooled,
            kept: None,
            scores,
            tiers: Vec::new(),
            columns,
            cases: Vec::new(),
            last_no: None,
        };
        levels.kept = levels.cells.iter().any(|cell| cell.keeps_first()).then(|| levels.n_kept());
        levels
    }

    /// People whom the plan keeps in their place, less those it brings in.
    fn n_kept(&self) -> i64 {
        self.cells.iter().zip(&self.columns).map(|(cell, columns)| cell.kept(columns)).sum()
    }

    /// All levels, and then the most people kept, where that comes last.
    pub(super) fn settle(mut self, effort: &mut Effort) -> Settled {
        self.begin(effort);
        let (open_from, worst_bound) = self.levels(effort);
        let most_kept = self.keep(open_from.is_none(), effort);
        Settled { columns: self.columns, open_from, worst_bound, most_kept, cases: self.cases }
    }

    /// A better plan to begin with: the best sum where a team costs the more the further it is below the best one,
    /// and more than in proportion. Such sums are found as fast as those of scores, and lie close to what is sought.
    fn begin(&mut self, effort: &mut Effort) {
        let (Some(&lowest), Some(&highest)) = (self.scores.first(), self.scores.last()) else { return };
        if !self.couplings.is_empty() || lowest == highest {
            return;
        }
        let columns = &self.cells[0].block.columns;
        let stays: Vec<usize> = (0..columns.len()).collect();
        let cost = |score: i64| {
            let below = i128::from(highest - score) * BELOW / i128::from(highest - lowest);
            -i64::try_from(below.pow(3)).unwrap_or(i64::MAX)
        };
        let cell = self.cells[0].with_block(self.cells[0].block.with_teams_valued(&stays, cost), NODES);
        let ask = Ask { kept: (self.kept, None), ..Ask::default() };
        let narrowed = Narrowed { cells: vec![cell], stays: vec![stays], most: 0 };
        if let Answer::Plan(solved) = self.alone(&narrowed, ask, effort)
            && self.tally(&solved.columns) > self.tally(&self.columns[0])
        {
            self.columns = vec![solved.columns];
        }
    }

    /// Scores of the only cell's columns, ascending; no team is better than any.
    fn tally(&self, columns: &[usize]) -> Vec<i64> {
        let score = |&column: &usize| self.cells[0].block.columns.score(column);
        let mut scores: Vec<i64> = columns.iter().map(score).chain([i64::MAX]).collect();
        scores.sort_unstable();
        scores
    }

    /// The first score that is not proven, and the most that the worst team can be.
    fn levels(&mut self, effort: &mut Effort) -> (Option<i64>, i64) {
        let mut worst_bound = i64::MAX;
        while let Some((score, _)) = self.next_tier() {
            self.last_no = None;
            let (is_proven, bound) = self.raise(score, effort);
            if self.tiers.is_empty() {
                worst_bound = bound;
            }
            let Some((score, _)) = self.next_tier() else { break };
            if !is_proven || !self.thin(score, effort) {
                return (Some(score), worst_bound);
            }
            // The last no was to this level's question, be it about a better score or about a team less.
            self.cases.extend(self.last_no.take().map(|case| Case {
                objective: ObjectiveName::Leximin,
                bound: score,
                proof: Proof::Enumerate,
                ..*case
            }));
            self.tiers.extend(self.next_tier());
        }
        (None, worst_bound)
    }

    /// The lowest score beyond the levels known, and how many teams the plan has of it.
    fn next_tier(&self) -> Option<Tier> {
        let last = self.tiers.last().map(|(score, _)| *score);
        let all = || self.cells.iter().zip(&self.columns);
        let scores = || {
            let of = |(cell, columns): (&&'a Cell, &'_ Vec<usize>)| -> Vec<i64> {
                columns.iter().map(|&column| cell.block.columns.score(column)).collect()
            };
            all().flat_map(of)
        };
        let score = scores().filter(|&score| last.is_none_or(|last| score > last)).min()?;
        Some((score, i64::try_from(scores().filter(|&own| own == score).count()).unwrap_or(i64::MAX)))
    }

    /// Raises the worst of the teams beyond the levels known as far as can be, from the plan's `reached`, in steps
    /// that grow and then halve. Whether that is proven, and what it is not above.
    fn raise(&mut self, reached: i64, effort: &mut Effort) -> (bool, i64) {
        let scores: Vec<i64> = self.scores.iter().copied().filter(|&score| score > reached).collect();
        // Below `possible` every score is; from `impossible` on none; from `open` on it is not asked again.
        let (mut possible, mut impossible, mut open) = (0, scores.len(), scores.len());
        let mut step = 1;
        while possible < open {
            let at = match impossible.min(open) == scores.len() {
                true => (possible + step - 1).min(open - 1),
                false => possible + (open - possible) / 2,
            };
            step *= 2;
            match self.ask(&self.tiers, scores[at], effort) {
                Asked::Yes(columns) => {
                    self.columns = columns;
                    let Some((worst, _)) = self.next_tier() else {
                        return (true, worst_of(&scores, reached));
                    };
                    possible = scores.partition_point(|&score| score <= worst);
                }
                Asked::No(case) => (impossible, open, self.last_no) = (at, at, case),
                Asked::Open => open = at,
            }
        }
        let of = |n: usize| n.checked_sub(1).map_or(reached, |at| scores[at]);
        (possible >= impossible, of(impossible.max(possible)))
    }

    /// Makes the teams of this score as few as can be; whether that is proven.
    fn thin(&mut self, score: i64, effort: &mut Effort) -> bool {
        // None of it at all would have been a better worst team.
        while let Some((_, n)) = self.next_tier().filter(|&(own, n)| own == score && n > 1) {
            let mut tiers = self.tiers.clone();
            tiers.push((score, n - 1));
            match self.ask(&tiers, score, effort) {
                Asked::Yes(columns) => (self.columns, self.last_no) = (columns, None),
                Asked::No(case) => {
                    self.last_no = case;
                    return true;
                }
                Asked::Open => return false,
            }
        }
        true
    }

    /// Whether there is a plan with no more teams of these scores, each before the next, and otherwise only teams of
    /// at least `least`.
    fn ask(&self, tiers: &[Tier], least: i64, effort: &mut Effort) -> Asked {
        let Some(narrowed) = self.narrowed(tiers, Some(least)) else { return Asked::Open };
        if self.couplings.is_empty() {
            let goal = Ask { wanted: Some(-narrowed.most), kept: (self.kept, None), ..Ask::default() };
            return match self.alone(&narrowed, goal, effort) {
                Answer::Plan(solved) if solved.bound < -narrowed.most => {
                    Asked::No(solved.cases.into_iter().next().and_then(|case| self.leaf(&narrowed, case)))
                }
                // The work ran out with another plan.
                Answer::Plan(solved) if solved.value < -narrowed.most => Asked::Open,
                Answer::Plan(solved) => Asked::Yes(narrowed.whole([&solved.columns[..]].into_iter())),
                Answer::None(case) => Asked::No(self.leaf(&narrowed, *case)),
                Answer::Unknown => Asked::Open,
            };
        }
        let Some(kept_factor) = narrowed.most_cost().checked_add(1) else { return Asked::Open };
        let joint = (1, if self.kept.is_some() { kept_factor } else { 0 });
        let (plans, bound) = match self.joined(&narrowed, joint, effort) {
            Joined::Plans(plans, bound) => (plans, bound),
            Joined::None => return Asked::No(None),
            Joined::Open => return Asked::Open,
        };
        let wanted = self.kept.map_or(0, |kept| kept.saturating_mul(kept_factor)) - narrowed.most;
        let worth: i64 = narrowed.cells.iter().zip(&plans).map(|(cell, plan)| worth(cell, plan, joint)).sum();
        match () {
            () if worth >= wanted => Asked::Yes(narrowed.whole(plans.iter().map(Vec::as_slice))),
            () if bound < wanted => Asked::No(None),
            () => Asked::Open,
        }
    }

    /// A leaf of the cell with costs in the certificate's scale; `None` where it says something that is no row of the
    /// block alone.
    fn leaf(&self, narrowed: &Narrowed, mut case: Case) -> Option<Box<Case>> {
        let (all, own) = (self.cells[0].work.scale, narrowed.cells[0].work.scale);
        if all % own != 0 || !case.decisions.is_empty() || self.kept.is_some() {
            return None;
        }
        for (_, dual) in &mut case.duals {
            *dual = dual.checked_mul(all / own)?;
        }
        Some(Box::new(case))
    }

    /// What a cell by itself can do.
    fn alone(&self, narrowed: &Narrowed, goal: Ask, effort: &mut Effort) -> Answer {
        let users = self.cells[0].block.pool_users();
        let name = Row::Seats(String::new());
        let in_pools = Share { name, people: users, min: self.pooled, max: self.pooled, multiplier: 0 };
        let shares = if in_pools.people.is_empty() { Vec::new() } else { vec![in_pools] };
        // People in teams of the largest size are as many teams at least.
        let size = |&k: &InitiativeId| u64::from(self.programme.initiatives[k].size.max());
        let largest = narrowed.cells[0].block.initiatives.iter().map(size).max();
        let people = self.seats[0].iter().sum::<u64>() + self.pooled;
        let least_teams = largest.and_then(|largest| i64::try_from(people.div_ceil(largest)).ok());
        let ask = Ask { seats: exactly(&self.seats[0]), shares, least_teams, ..goal };
        narrowed.cells[0].answer(self.programme, ask, effort)
    }

    /// What cells can do together.
    fn joined(&self, narrowed: &Narrowed, joint: (i64, i64), effort: &mut Effort) -> Joined {
        let cells: Vec<Cell> = narrowed.cells.iter().map(|cell| Cell { joint, ..cell.clone() }).collect();
        let coupled = Coupled::new(self.programme, cells.iter().collect(), self.couplings.clone());
        let has_pools = self.couplings.iter().any(|coupling| coupling.is_pool);
        match coupled.best(&self.seats, has_pools.then_some(self.pooled), effort) {
            Joint::Plans { open: true, .. } | Joint::Unknown => Joined::Open,
            Joint::Plans { plans, bound, .. } => {
                Joined::Plans(plans.into_iter().map(|solved| solved.columns).collect(), bound)
            }
            Joint::None => Joined::None,
        }
    }

    /// The cells with teams of these scores, each at its cost, and others of at least `least` at none. `None` where
    /// the figures are too large.
    fn narrowed(&self, tiers: &[Tier], least: Option<i64>) -> Option<Narrowed> {
        let (mut costs, mut most) = costs(tiers)?;
        if !self.couplings.is_empty() {
            costs.iter_mut().for_each(|cost| *cost *= FINE);
            most *= FINE;
        }
        let cost = |score: i64| tiers.iter().position(|&(own, _)| own == score).map(|at| costs[at]);
        let (mut cells, mut all) = (Vec::new(), Vec::new());
        // A team of another score is dearer than all others together.
        let other = |score: i64| if least.is_some_and(|least| score >= least) { 0 } else { most + 1 };
        for cell in &self.cells {
            let columns = &cell.block.columns;
            let stays: Vec<usize> = (0..columns.len()).collect();
            let block =
                cell.block.with_teams_valued(&stays, |score| -cost(score).unwrap_or_else(|| other(score)));
            let mut narrowed = cell.with_block(block, NODES);
            if most > SCALE {
                narrowed.work.scale = SCALE;
            }
            cells.push(narrowed);
            all.push(stays);
        }
        Some(Narrowed { cells, stays: all, most })
    }

    /// The most people kept by a plan as good, less those brought in; where that comes last, a plan that does so.
    fn keep(&mut self, is_proven: bool, effort: &mut Effort) -> i64 {
        let before = |cell: &&Cell| i64::try_from(cell.block.n_seated_before()).unwrap_or(i64::MAX);
        match self.cells.first().and_then(|cell| cell.keep) {
            Some(KeepOrder::Last) => {}
            Some(KeepOrder::First) => return self.kept.unwrap_or_default(),
            None => return 0,
        }
        let most_of_all = self.cells.iter().map(before).sum();
        let Some(narrowed) = self.narrowed(&self.tiers, None).filter(|_| is_proven) else {
            return most_of_all;
        };
        if self.couplings.is_empty() {
            let Answer::Plan(solved) = self.alone(
                &narrowed,
                Ask { goal: Goal::Kept, least_points: Some(-narrowed.most), ..Ask::default() },
                effort,
            ) else {
                return most_of_all;
            };
            self.columns = narrowed.whole([&solved.columns[..]].into_iter());
            return solved.bound;
        }
        let people: i64 =
            self.cells.iter().map(|cell| i64::try_from(cell.block.people.len()).unwrap_or(0)).sum();
        let joint = (2 * people + 1, 1);
        let Joined::Plans(plans, bound) = self.joined(&narrowed, joint, effort) else { return most_of_all };
        let worth: i64 = narrowed.cells.iter().zip(&plans).map(|(cell, plan)| worth(cell, plan, joint)).sum();
        let columns = narrowed.whole(plans.iter().map(Vec::as_slice));
        if worth == bound {
            self.columns = columns;
            return self.n_kept();
        }
        most_of_all
    }
}

impl Narrowed {
    /// All that teams can cost.
    fn most_cost(&self) -> i64 {
        let people = |cell: &Cell| i64::try_from(cell.block.people.len()).unwrap_or(i64::MAX);
        let cost = |cell: &Cell| cell.block.columns.largest_score().saturating_mul(people(cell));
        self.cells.iter().fold(0, |sum, cell| sum.saturating_add(cost(cell)))
    }
}

/// What came of cells together.
enum Joined {
    /// Their best plan, and what none is worth more than.
    Plans(Columns, i64),
    None,
    Open,
}

fn worth(cell: &Cell, columns: &[usize], (score_factor, kept_factor): (i64, i64)) -> i64 {
    score_factor * cell.score(columns) + kept_factor * cell.kept(columns)
}

/// The best that is left where no team need be beyond the levels known.
fn worst_of(scores: &[i64], reached: i64) -> i64 {
    scores.last().copied().unwrap_or(reached)
}

/// What a team of each level costs, so that one more of it outweighs all that can be saved on those after it, and
/// what the teams of the levels cost together. `None` where that is too large.
fn costs(tiers: &[Tier]) -> Option<(Vec<i64>, i64)> {
    let mut costs = vec![0; tiers.len()];
    let mut most: i64 = 0;
    for (cost, &(_, n)) in costs.iter_mut().zip(tiers).rev() {
        *cost = most + 1;
        most = most.checked_add(cost.checked_mul(n)?).filter(|&most| most <= MOST_COST)?;
    }
    Some((costs, most))
}
