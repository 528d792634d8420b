//! A cell: one block with its clusters' fair seats, and the questions the plan asks of it.

use crate::answer::{Answer, Most, Solved};
use crate::cache::Cache;
use crate::content::{Content, Digest};
use crate::part::Part;
use crate::plain::Plain;
use fordel_model::keep::KeepOrder;
use fordel_model::plan::{Case, Decision, ObjectiveName, Proof, Row};
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme};
use fordel_solver::bound::Bound;
use fordel_solver::dual::Dual;
use fordel_solver::solve::{Solution, loose};
use fordel_solver::{Ask, Block, Effort, Goal, Outcome, Program, Seat, Share, Work, solve};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

/// One block with its clusters' fair seats.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The block.
    pub block: Arc<Block>,
    /// Where answers are kept, and the digest of the block's content.
    pub(crate) memo: Option<(Cache, Digest)>,
    /// The fair seats of each of its clusters.
    pub fair: Vec<u64>,
    /// The pools whose seats some of its people use, with these people.
    pub pools: Vec<Part>,
    /// At most so many people may use each of these pools.
    pub pool_seats: Vec<u64>,
    /// Work allowed for one program.
    pub work: Work,
    /// Where a plan is kept: the block for what has nothing to do with it, once it has been asked.
    pub(crate) plain: Arc<OnceLock<Option<Plain>>>,
    /// Where a plan is kept: when fewest people moved is asked for.
    pub keep: Option<KeepOrder>,
    /// How many times a point of score and a person kept count where cells are settled together.
    pub joint: (i64, i64),
}

impl Cell {
    /// The column of a team; `None` where the block has no such team.
    pub(crate) fn column(&self, initiative: InitiativeId, members: &[NomineeId]) -> Option<usize> {
        let (block, columns) = (&self.block, &self.block.columns);
        let k = block.initiatives.iter().position(|&own| own == initiative)?;
        let places: Option<Vec<usize>> = members.iter().map(|n| block.people.binary_search(n).ok()).collect();
        let mut places = places?;
        places.sort_unstable();
        if columns.teams().is_some() {
            let places: Option<Vec<u16>> = places.into_iter().map(|p| u16::try_from(p).ok()).collect();
            return Some(columns.code(k, &places?));
        }
        (0..columns.len()).find(|&column| {
            columns.initiative(column) == k && columns.members(column).eq(places.iter().copied())
        })
    }

    /// The clusters.
    pub fn clusters(&self) -> &[ClusterId] {
        &self.block.clusters
    }

    /// Where a cluster stands among the block's.
    pub fn position(&self, cluster: ClusterId) -> Option<usize> {
        self.clusters().iter().position(|&id| id == cluster)
    }

    /// The ask for exactly these seats and the best score.
    pub fn score_ask(&self, seats: &[u64], shares: Vec<Share>) -> Ask {
        Ask { seats: exactly(seats), shares, ..Ask::default() }
    }

    /// The best plan of exactly these seats: level by level, where a plan is kept.
    pub fn best(
        &self,
        programme: &Programme,
        seats: &[u64],
        shares: Vec<Share>,
        effort: &mut Effort,
    ) -> Answer {
        self.best_keeping(programme, seats, shares, None, effort)
    }

    /// A plan that is known, with a bound from no duals at all: weak but true.
    pub(crate) fn without_duals(&self, programme: &Programme, ask: &Ask, columns: Vec<usize>) -> Answer {
        let program = self.block.program(ask);
        let nothing = Dual { values: vec![0.0; program.rows.len()], rounds: 0 };
        let bound = Bound::new(&program, &nothing, self.work.scale);
        let (value, floor) = (program.value(&columns), bound.floor());
        let found = Solution { columns, value, bound, by_dual: false };
        Answer::Plan(Box::new(self.solved(programme, ask, &program, found, floor)))
    }

    /// Some legal plan for at most `caps` seats of its clusters, with a weak bound: where the work ran out.
    pub fn some_plan(&self, programme: &Programme, caps: &[u64], effort: &mut Effort) -> Answer {
        let seats = caps.iter().map(|&cap| (0, cap)).collect();
        let ask = Ask { goal: Goal::People, seats, ..Ask::default() };
        match self.answer(programme, ask, effort) {
            Answer::Plan(solved) => {
                let mut filled = vec![0; caps.len()];
                for p in solved.columns.iter().flat_map(|&column| self.block.columns.members(column)) {
                    if let Seat::Cluster(at) = self.block.seat(p) {
                        filled[at] += 1;
                    }
                }
                self.without_duals(programme, &self.score_ask(&filled, Vec::new()), solved.columns)
            }
            none => none,
        }
    }

    /// The same cell with teams of at least this score only, and at most so many nodes for a program.
    pub fn with_teams_from(&self, least: i64, nodes: u64) -> Self {
        self.with_block(self.block.with_teams_from(least), nodes)
    }

    /// The same cell with some of its teams, and at most so many nodes for a program.
    pub(crate) fn with_block(&self, block: Block, nodes: u64) -> Self {
        let work = Work { nodes: self.work.nodes.min(nodes), ..self.work };
        // Answers kept for the whole block are none for some of its teams.
        Self { block: Arc::new(block), memo: None, plain: Arc::default(), work, ..self.clone() }
    }

    /// The same cell with at most so many nodes for a program.
    pub fn with_nodes(&self, nodes: u64) -> Self {
        Self { work: Work { nodes: self.work.nodes.min(nodes), ..self.work }, ..self.clone() }
    }

    /// The sum of scores of columns.
    pub fn score(&self, columns: &[usize]) -> i64 {
        columns.iter().map(|&column| self.block.columns.score(column)).sum()
    }

    /// Of the best plans of exactly these seats one with the most points by the shares'
    /// multipliers, which count for less than any difference in score. At least `kept` people keep their
    /// place, where that is asked for.
    pub fn best_breaking_ties(
        &self,
        programme: &Programme,
        seats: &[u64],
        shares: Vec<Share>,
        kept: Option<i64>,
        effort: &mut Effort,
    ) -> Answer {
        let points: i64 = shares.iter().map(|share| share.multiplier.abs()).sum();
        let people = i64::try_from(self.block.people.len()).expect("a number of people");
        let score_factor = 2 * points.saturating_mul(people) + 1;
        self.answer(
            programme,
            Ask { score_factor, kept: (kept, None), ..self.score_ask(seats, shares) },
            effort,
        )
    }

    /// Whether exactly these seats can be filled within the shares; of such plans the one with the most
    /// people by the shares' multipliers, whatever it scores.
    pub fn most_counted(
        &self,
        programme: &Programme,
        seats: &[u64],
        shares: Vec<Share>,
        effort: &mut Effort,
    ) -> Answer {
        if shares.iter().all(|share| share.multiplier == 0) {
            return self.any(programme, exactly(seats), shares, effort);
        }
        self.answer(programme, Ask { score_factor: 0, ..self.score_ask(seats, shares) }, effort)
    }

    /// Whether seats within these limits (by cluster) can be filled; any plan will do.
    pub fn any(
        &self,
        programme: &Programme,
        seats: Vec<(u64, u64)>,
        shares: Vec<Share>,
        effort: &mut Effort,
    ) -> Answer {
        self.answer(programme, Ask { goal: Goal::Anything, seats, shares, ..Ask::default() }, effort)
    }

    /// Asks for the plan within these seats of the clusters that is worth most by the shares' multipliers and so many
    /// points for each person in a cluster's seat or, where that is said, in a pool's.
    pub(crate) fn seated_ask(
        &self,
        seats: Vec<(u64, u64)>,
        (person, in_pools): (i64, bool),
        mut shares: Vec<Share>,
    ) -> Ask {
        let people = self.seated_people(in_pools);
        let (name, max) = (Row::Seats(String::new()), people.len() as u64);
        shares.push(Share { name, people, min: 0, max, multiplier: person });
        Ask { score_factor: 0, seats, shares, ..Ask::default() }
    }

    /// People (by position) who use a cluster's seat, or a pool's.
    pub(crate) fn seated_people(&self, in_pools: bool) -> Vec<usize> {
        (0..self.block.people.len()).filter(|&p| self.is_in_pools(p) == in_pools).collect()
    }

    fn is_in_pools(&self, p: usize) -> bool {
        matches!(self.block.seat(p), Seat::Pool(_))
    }

    /// How many people of these columns use a cluster's seat, or a pool's.
    pub(crate) fn seated(&self, columns: &[usize], in_pools: bool) -> i64 {
        let members = columns.iter().flat_map(|&column| self.block.columns.members(column));
        let count = members.filter(|&p| self.is_in_pools(p) == in_pools).count();
        i64::try_from(count).expect("a number of people")
    }

    /// Whether exactly these seats can be filled; where not, the leaf is one about seats.
    pub fn can_fill(&self, programme: &Programme, seats: &[u64], effort: &mut Effort) -> Answer {
        let ask = Ask { goal: Goal::People, seats: exactly(seats), ..Ask::default() };
        self.answer(programme, ask, effort)
    }

    /// The most people, at most `caps` of each cluster, that can use the clusters' seats.
    pub fn most(&self, programme: &Programme, caps: &[u64], effort: &mut Effort) -> Most {
        let seats = caps.iter().map(|&cap| (0, cap)).collect();
        self.count(programme, Goal::People, seats, effort)
    }

    /// The most people of the cluster at this position that can use its seats, the seats of all being
    /// within these limits and `total` together.
    pub fn most_of(
        &self,
        programme: &Programme,
        at: usize,
        seats: Vec<(u64, u64)>,
        total: u64,
        effort: &mut Effort,
    ) -> Most {
        let alone = seats.iter().try_fold(0u64, |sum, (_, most)| sum.checked_add(*most));
        if alone.is_some_and(|most| most <= total) || seats.len() < 2 {
            return self.count(programme, Goal::PeopleOf(at), seats, effort);
        }
        let uses_seat = |&p: &usize| matches!(self.block.seat(p), Seat::Cluster(_));
        let people = (0..self.block.people.len()).filter(uses_seat).collect();
        let name = Row::Seats(String::new());
        let all = Share { name, people, min: 0, max: total, multiplier: 0 };
        let ask = Ask { goal: Goal::PeopleOf(at), seats, shares: vec![all], ..Ask::default() };
        self.counted(programme, ask, effort)
    }

    /// The most people that can use pools' seats when exactly these seats of the clusters are filled.
    pub fn most_in_pools(&self, programme: &Programme, seats: &[u64], effort: &mut Effort) -> Most {
        self.count(programme, Goal::PoolPeople, exactly(seats), effort)
    }

    fn count(&self, programme: &Programme, goal: Goal, seats: Vec<(u64, u64)>, effort: &mut Effort) -> Most {
        self.counted(programme, Ask { goal, seats, ..Ask::default() }, effort)
    }

    fn counted(&self, programme: &Programme, ask: Ask, effort: &mut Effort) -> Most {
        match self.answer(programme, ask, effort) {
            Answer::Plan(solved) => {
                let people = u64::try_from(solved.value).expect("a number of people");
                if solved.value == solved.bound {
                    Most::People(people, solved.cases.into_iter().next().map(Box::new))
                } else {
                    Most::AtLeast(people)
                }
            }
            Answer::Unknown => Most::AtLeast(0),
            Answer::None(_) => Most::Clash,
        }
    }

    /// The largest numbers of people worth trying, at most `caps`: placeable people and full teams.
    pub fn reach(&self, programme: &Programme, caps: &[u64]) -> Vec<u64> {
        let places = self.places(programme);
        let of_cluster = |(at, &cap): (usize, &u64)| cap.min(self.block.n_placeable(at)).min(places);
        caps.iter().enumerate().map(of_cluster).collect()
    }

    /// Places when every initiative has all its teams and all are full.
    pub fn places(&self, programme: &Programme) -> u64 {
        self.block
            .initiatives
            .iter()
            .map(|&k| &programme.initiatives[k])
            .map(|initiative| u64::from(initiative.teams_max) * u64::from(initiative.size.max()))
            .sum()
    }

    /// As many people as could use the pools' seats if nothing else stood in the way.
    pub fn most_pool_users(&self) -> u64 {
        let placeable = |part: &Part| part.people.iter().filter(|&&p| self.block.placeable[p]).count() as u64;
        self.pools.iter().zip(&self.pool_seats).map(|(part, &seats)| seats.min(placeable(part))).sum()
    }

    /// The answer to a question, from the cache where it has been asked of this very block before.
    pub(crate) fn answer(&self, programme: &Programme, ask: Ask, effort: &mut Effort) -> Answer {
        let Some((cache, block)) = &self.memo else { return self.solve(programme, &ask, effort) };
        let mut question = Content::of("answer");
        question.take(block).take(&ask).take((
            self.work.nodes,
            self.work.scale,
            self.work.seed,
            self.work.gap,
        ));
        let solve = || {
            let mut effort = Effort::default();
            (self.solve(programme, &ask, &mut effort), effort)
        };
        let whole = || !self.work.stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
        let held = cache.answer(question.digest(), solve, whole);
        effort.add(&held.1);
        held.0.clone()
    }

    fn solve(&self, programme: &Programme, ask: &Ask, effort: &mut Effort) -> Answer {
        let plain = self.plain.get_or_init(|| Plain::of(&self.block)).as_ref().filter(|p| p.answers(ask));
        let program = plain.map_or(&*self.block, |plain| &plain.block).program(ask);
        let whole = |mut found: Solution| {
            if let Some(plain) = plain {
                found.columns = plain.whole(&self.block, &found.columns);
            }
            found
        };
        // Only the score may be close instead of best.
        let gap = if ask.goal == Goal::Score && ask.score_factor > 0 { self.work.gap } else { 0 };
        match solve(&program, Work { gap, ..self.work }, effort) {
            Outcome::Optimal(solution) => {
                let bound = solution.value;
                Answer::Plan(Box::new(self.solved(programme, ask, &program, whole(solution), bound)))
            }
            Outcome::Infeasible(evidence) => {
                // Where less is not looked for, the duals may say more than that there is nothing.
                let below = program.least_wanted() - 1;
                let floor = evidence.as_ref().filter(|_| ask.wanted.is_some()).map(|e| e.floor());
                let bound = floor.map_or(below, |floor| floor.min(below));
                Answer::None(Box::new(self.case(programme, ask, &program, evidence.as_deref(), bound)))
            }
            Outcome::Limit(Some(solution), bound) => {
                Answer::Plan(Box::new(self.solved(programme, ask, &program, whole(solution), bound)))
            }
            Outcome::Limit(None, _) => Answer::Unknown,
        }
    }

    /// A leaf with the bound that duals alone give: cheap, true, and not the best there is.
    pub fn loose_case(&self, programme: &Programme, ask: &Ask, effort: &mut Effort) -> Case {
        let program = self.block.program(ask);
        let evidence = loose(&program, self.work, effort);
        let bound = evidence.floor();
        self.case(programme, ask, &program, Some(&evidence), bound)
    }

    fn solved(
        &self,
        programme: &Programme,
        ask: &Ask,
        program: &Program<'_>,
        found: Solution,
        bound: i64,
    ) -> Solved {
        let case = self.case(programme, ask, program, Some(&found.bound), bound);
        let (ask, cases) = (ask.clone(), vec![case]);
        let (columns, value, evidence) = (found.columns, found.value, found.bound);
        Solved { columns, value, bound, evidence, ask, coupled: false, cases, kept: None }
    }

    /// The leaf that says: under `ask` nothing is worth more than `bound`.
    fn case(
        &self,
        programme: &Programme,
        ask: &Ask,
        program: &Program<'_>,
        evidence: Option<&Bound>,
        bound: i64,
    ) -> Case {
        let name = |&id: &ClusterId| programme.clusters[id].id.clone();
        let duals = evidence.map_or(&[][..], |evidence| &evidence.duals);
        let shares = || ask.shares.iter();
        let seats = self.clusters().iter().zip(&ask.seats);
        Case {
            block: self.clusters().first().map(name).unwrap_or_default(),
            objective: match ask.goal {
                Goal::People | Goal::PeopleOf(_) => ObjectiveName::SeatsFilled,
                Goal::Kept => ObjectiveName::PeopleMoved,
                Goal::PoolPeople => ObjectiveName::PoolSeatsFilled,
                Goal::Score | Goal::Anything => ObjectiveName::Score,
            },
            seats: seats.map(|(id, &(least, most))| (name(id), least, most)).collect(),
            decisions: shares()
                .map(|s| Decision::Count { quota: s.name.clone(), min: s.min, max: s.max })
                .collect(),
            multipliers: shares()
                .filter(|s| s.multiplier != 0)
                // What counts for a team is whom it keeps.
                .map(|s| (s.name.clone(), if s.name == Row::Kept { -s.multiplier } else { s.multiplier }))
                .collect(),
            duals: program
                .rows
                .iter()
                .zip(duals)
                .filter(|(_, dual)| **dual != 0)
                .map(|(row, &dual)| (row.name.clone(), dual))
                .collect(),
            proof: if evidence.is_some_and(|e| e.floor() <= bound) { Proof::Dual } else { Proof::Enumerate },
            bound,
        }
    }
}

/// These seats, no fewer and no more.
pub fn exactly(seats: &[u64]) -> Vec<(u64, u64)> {
    seats.iter().map(|&n| (n, n)).collect()
}
