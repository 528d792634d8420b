//! The levels of one cell whose seats are given, one after the other. Each is two questions: whether there is a plan of
//! the levels found so far and otherwise teams above a score only; and whether there is one with a team fewer of the
//! level's score. A level found becomes a limit: a team of it costs more than all that plans can save on
//! the levels after it, so that one sum of costs keeps all levels at once.

use super::tally::Tally;
use crate::answer::Answer;
use crate::cell::{Cell, exactly};
use fordel_model::keep::KeepOrder;
use fordel_model::plan::{Case, ObjectiveName, Proof, Row};
use fordel_model::{InitiativeId, Programme};
use fordel_solver::{Ask, Effort, Goal, Share};

/// Costs of all levels together at most, so that duals of their row stay exact in 64 bits at [`SCALE`].
const MOST_COST: i64 = 1 << 26;

/// Costs that keep scores for taste are larger by a factor that a plan's taste stays below: each team's is at most this.
const MOST_TASTE: i64 = 100;

/// Costs by that factor at most.
const MOST_WEIGHED: i64 = 1 << 38;

/// The scale of duals beside costs.
const SCALE: i64 = 1_000;

/// So many steps from the best score to the lowest.
const BELOW: i128 = 100;

/// Teams of one score, and how many of them there are.
type Tier = (i64, i64);

/// A plan: its columns.
type Columns = Vec<usize>;

/// What comes of a cell.
pub(super) struct Settled {
    /// The best plan found.
    pub(super) columns: Columns,
    /// The lowest score whose number of teams is not proven; `None` where all are.
    pub(super) open_from: Option<i64>,
    /// The worst team's score cannot be above this.
    pub(super) worst_bound: i64,
    /// Where a plan is kept: the most people that any plan as good keeps, less those brought in.
    pub(super) most_kept: i64,
    /// For scores of the cell's teams the leaf that there is no plan with a team of it less.
    pub(super) cases: Vec<Case>,
}

/// A cell whose seats are given, and what is known of its levels.
pub(super) struct Levels<'a> {
    programme: &'a Programme,
    cell: &'a Cell,
    /// By cluster: seats used.
    seats: &'a [u64],
    /// Within which counts it stays.
    within: Vec<Share>,
    /// People at least: in the clusters' seats and in pools.
    people: u64,
    /// People kept, where that comes first.
    kept: Option<i64>,
    /// All different scores, ascending.
    scores: Vec<i64>,
    /// Levels that are proven, lowest first.
    tiers: Vec<Tier>,
    /// The best plan found.
    columns: Columns,
    /// Whether leaves are told.
    is_told: bool,
    /// The leaves of the levels that are proven.
    cases: Vec<Case>,
    /// The leaf of the last question that had the answer no.
    last_no: Option<Box<Case>>,
}

/// What came of a question.
enum Asked {
    /// A plan.
    Yes(Columns),
    /// None, and the leaf that says so.
    No(Option<Box<Case>>),
    Open,
}

/// The cell with some of its teams, each at what it costs.
struct Narrowed {
    cell: Cell,
    /// What all teams may cost together.
    most: i64,
}

impl<'a> Levels<'a> {
    /// From a plan of these seats within these counts; people in pools are as many as the plan has, unless the counts
    /// say otherwise.
    pub(super) fn new(
        programme: &'a Programme,
        cell: &'a Cell,
        seats: &'a [u64],
        within: Vec<Share>,
        columns: Columns,
    ) -> Self {
        let mut scores: Vec<i64> =
            (0..cell.block.columns.len()).map(|column| cell.block.columns.score(column)).collect();
        scores.sort_unstable();
        scores.dedup();
        let mut levels = Self {
            programme,
            cell,
            seats,
            people: seats.iter().sum(),
            is_told: within.is_empty(),
            within,
            kept: None,
            scores,
            tiers: Vec::new(),
            columns,
            cases: Vec::new(),
            last_no: None,
        };
        if levels.within.is_empty() {
            levels.keep_pools();
        }
        levels.kept = cell.keeps_first().then(|| cell.kept(&levels.columns));
        levels
    }

    /// Only plans with as many people in pools as this one.
    fn keep_pools(&mut self) {
        let people = self.cell.block.pool_users();
        let members = self.columns.iter().flat_map(|&column| self.cell.block.columns.members(column));
        let pooled = members.filter(|p| people.binary_search(p).is_ok()).count() as u64;
        self.people += pooled;
        let name = Row::Seats(String::new());
        let in_pools = Share { name, people, min: pooled, max: pooled, multiplier: 0 };
        self.within.extend((!in_pools.people.is_empty()).then_some(in_pools));
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
        if lowest == highest {
            return;
        }
        let cost = |score: i64| {
            let below = i128::from(highest - score) * BELOW / i128::from(highest - lowest);
            -i64::try_from(below.pow(3)).unwrap_or(i64::MAX)
        };
        let ask = Ask { kept: (self.kept, None), ..Ask::default() };
        let narrowed = Narrowed { cell: self.valued(cost), most: 0 };
        if let Answer::Plan(solved) = self.answer(&narrowed, ask, effort)
            && self.tally(&solved.columns) > self.tally(&self.columns)
        {
            self.columns = solved.columns;
        }
    }

    /// The cell with other scores.
    fn valued(&self, value: impl Fn(i64) -> i64) -> Cell {
        let stays: Vec<usize> = (0..self.cell.block.columns.len()).collect();
        self.cell.with_block(self.cell.block.with_teams_valued(&stays, value), u64::MAX)
    }

    fn tally(&self, columns: &[usize]) -> Tally {
        Tally::of(columns.iter().map(|&column| self.cell.block.columns.score(column)).collect())
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
        let scores = || self.columns.iter().map(|&column| self.cell.block.columns.score(column));
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
        let goal = Ask { wanted: Some(-narrowed.most), kept: (self.kept, None), ..Ask::default() };
        match self.answer(&narrowed, goal, effort) {
            Answer::Plan(solved) if solved.bound < -narrowed.most => {
                Asked::No(solved.cases.into_iter().next().and_then(|case| self.leaf(&narrowed, case)))
            }
            // The work ran out with another plan.
            Answer::Plan(solved) if solved.value < -narrowed.most => Asked::Open,
            Answer::Plan(solved) => Asked::Yes(solved.columns),
            Answer::None(case) => Asked::No(self.leaf(&narrowed, *case)),
            Answer::Unknown => Asked::Open,
        }
    }

    /// A leaf of the cell with costs in the certificate's scale; `None` where it says something that is no row of the
    /// block alone.
    fn leaf(&self, narrowed: &Narrowed, mut case: Case) -> Option<Box<Case>> {
        let (all, own) = (self.cell.work.scale, narrowed.cell.work.scale);
        if all % own != 0 || !case.decisions.is_empty() || self.kept.is_some() {
            return None;
        }
        for (_, dual) in &mut case.duals {
            *dual = dual.checked_mul(all / own)?;
        }
        Some(Box::new(case))
    }

    fn answer(&self, narrowed: &Narrowed, goal: Ask, effort: &mut Effort) -> Answer {
        // People in teams of the largest size are as many teams at least.
        let size = |&k: &InitiativeId| u64::from(self.programme.initiatives[k].size.max());
        let largest = narrowed.cell.block.initiatives.iter().map(size).max();
        let least_teams = largest.and_then(|largest| i64::try_from(self.people.div_ceil(largest)).ok());
        let ask = Ask { seats: exactly(self.seats), shares: self.within.clone(), least_teams, ..goal };
        narrowed.cell.answer(self.programme, ask, effort)
    }

    /// The cell with teams of these scores, each at its cost, and others of at least `least` at none. `None` where
    /// the figures are too large.
    fn narrowed(&self, tiers: &[Tier], least: Option<i64>) -> Option<Narrowed> {
        let (costs, most) = costs(tiers)?;
        let cost = |score: i64| tiers.iter().position(|&(own, _)| own == score).map(|at| costs[at]);
        // A team of another score is dearer than all others together.
        let other = |score: i64| if least.is_some_and(|least| score >= least) { 0 } else { most + 1 };
        let (weight, taste) = self.taste(most);
        let mut cell =
            self.valued(|score| taste(score) - weight * cost(score).unwrap_or_else(|| other(score)));
        if most > SCALE || weight > 1 {
            cell.work.scale = SCALE;
        }
        Some(Narrowed { cell, most: most * weight })
    }

    /// What costs are multiplied by, and what a team of a score is worth beside: nothing where leaves are told, for
    /// they speak of costs alone. Elsewhere good scores come first among plans of the same costs, which would be too
    /// many for a search to go by; all of them together are worth less than a cost of one. Not where that makes the
    /// figures too large.
    fn taste(&self, most_cost: i64) -> (i64, impl Fn(i64) -> i64) {
        let lowest = self.scores.first().copied().unwrap_or(0);
        let spread = self.scores.last().map_or(1, |highest| (highest - lowest).max(1));
        let teams = i64::try_from(self.cell.block.people.len() / 2).unwrap_or(i64::MAX);
        let weight = teams * MOST_TASTE + 1;
        let is_large = (most_cost + 1).checked_mul(weight).is_none_or(|most| most > MOST_WEIGHED);
        let (weight, most) = if self.is_told || is_large { (1, 0) } else { (weight, MOST_TASTE) };
        let taste = move |score: i64| {
            i64::try_from(i128::from(score - lowest) * i128::from(most) / i128::from(spread)).unwrap_or(0)
        };
        (weight, taste)
    }

    /// The most people kept by a plan as good, less those brought in; where that comes last, a plan that does so.
    fn keep(&mut self, is_proven: bool, effort: &mut Effort) -> i64 {
        match self.cell.keep {
            Some(KeepOrder::Last) => {}
            Some(KeepOrder::First) => return self.kept.unwrap_or_default(),
            None => return 0,
        }
        let before = i64::try_from(self.cell.block.n_seated_before()).unwrap_or(i64::MAX);
        let Some(narrowed) = self.narrowed(&self.tiers, None).filter(|_| is_proven) else { return before };
        let ask = Ask { goal: Goal::Kept, least_points: Some(-narrowed.most), ..Ask::default() };
        let Answer::Plan(solved) = self.answer(&narrowed, ask, effort) else { return before };
        self.columns = solved.columns;
        solved.bound
    }
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
