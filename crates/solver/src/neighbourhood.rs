//! Large-neighbourhood search: a few teams of a plan are opened, and their people, with some who have
//! no team, are planned anew by the exact search among the columns near the bound, or, where people are
//! many, among all teams of the open that may be lost so little on. The bound of the whole, cut down to
//! what is open, tells the search how little it may lose.

use crate::bound::Bound;
use crate::generate::{self, LARGE};
use crate::pricing::{Wanted, one_by_one, price};
use crate::program::{Place, Program, Row, Worth};
use crate::search::{Found, MAX_PEOPLE, Search};
use crate::solve::{Effort, Work};
use crate::watch::tell;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Every so many times a plan that is only as good will do.
const ASIDE: usize = 4;

/// What a plan is made worse by at most, as a part of what it lies below the bound, and how much sooner
/// what that leads to is given up.
const KICK_LOSS: i64 = 4;
const KICK_PATIENCE: usize = 3;

/// Nodes of one search.
const NODES: u64 = 3_000;

/// Teams looked at again in one search, at most, and of those found from one person and initiative.
const MOST_CANDIDATES: usize = 3_000;
const MOST_EACH: usize = 60;

/// People open at once: least and most.
const OPEN: (usize, usize) = (16, 44);

/// How long a search goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// Tries without a gain, for each team and some.
    each: usize,
    /// How often the plan is made worse to find a better one once nothing is gained any more.
    kicks: usize,
}

impl Patience {
    /// A first look.
    pub(crate) const SHORT: Self = Self { each: 2, kicks: 0 };

    /// By people of the block: where they are very many, time goes better into gains.
    pub(crate) fn for_people(n: usize) -> Self {
        let kicks = if n > LARGE {
            0
        } else if n > MAX_PEOPLE {
            12
        } else {
            3
        };
        Self { each: 6, kicks }
    }
}

/// A plan with the columns around it.
pub(crate) struct Neighbourhood<'a> {
    program: &'a Program<'a>,
    bound: &'a Bound,
    near: &'a [usize],
    /// By person: positions in `near`.
    near_of: Vec<Vec<u32>>,
    plan: Vec<usize>,
    work: Work,
    random: ChaCha8Rng,
}

impl<'a> Neighbourhood<'a> {
    pub(crate) fn new(
        program: &'a Program<'a>,
        bound: &'a Bound,
        near: &'a [usize],
        plan: Vec<usize>,
        work: Work,
    ) -> Self {
        let mut near_of = vec![Vec::new(); program.n_people];
        for (at, &code) in (0..).zip(near) {
            program.columns.members(code).for_each(|p| near_of[p].push(at));
        }
        let random = ChaCha8Rng::seed_from_u64(work.seed ^ 0x1a5);
        Self { program, bound, near, near_of, plan, work, random }
    }

    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n.max(1)).expect("fewer than 2^64");
        usize::try_from(self.random.next_u64() % n).expect("below a usize")
    }

    /// Opens and closes until the bound is reached or nothing has been gained for long; once more with steps
    /// aside. Then, so many times, the best plan is made somewhat worse elsewhere, and what that leads to is
    /// looked at for a while.
    pub(crate) fn search(mut self, Patience { each, kicks }: Patience, effort: &mut Effort) -> Vec<usize> {
        // A plan without teams has nothing to open.
        if self.plan.is_empty() {
            return self.plan;
        }
        let whole = each * (50 + self.plan.len());
        let (mut idle, mut patience) = (0, whole);
        let (mut best, mut best_value) = (self.plan.clone(), self.program.value(&self.plan));
        let top = self.bound.floor().div_euclid(self.program.grain) * self.program.grain;
        let (mut kicks_left, mut may_step_aside) = (kicks, false);
        let before = effort.nodes;
        for _ in 0..20 * whole + kicks * whole {
            let is_enough = best_value >= top || self.work.is_enough(best_value, top);
            let is_used = effort.nodes - before >= self.work.nodes;
            if is_enough || is_used || self.plan.is_empty() || self.work.is_stopped() {
                break;
            }
            if idle > patience && !may_step_aside && kicks > 0 {
                (may_step_aside, idle) = (true, 0);
            } else if idle > patience {
                let Some(left) = kicks_left.checked_sub(1) else { break };
                (kicks_left, idle, patience) = (left, 0, whole / KICK_PATIENCE);
                self.plan.clone_from(&best);
                let opened = self.open(OPEN.0);
                let loss = (top - best_value) / KICK_LOSS;
                self.replan(&opened, -loss.max(self.program.grain), effort);
            }
            // Wider as the narrow ones are used up; now and then a step aside.
            let opened = self.open(OPEN.0 + (OPEN.1 - OPEN.0) * idle / patience);
            let is_aside = may_step_aside && idle % ASIDE == ASIDE - 1;
            let gain = if is_aside { 0 } else { self.program.grain };
            idle += 1;
            if !self.replan(&opened, gain, effort) {
                continue;
            }
            let value = self.program.value(&self.plan);
            if value > best_value {
                (best_value, kicks_left) = (value, kicks);
                best.clone_from(&self.plan);
                tell(self.work.watch, self.program, Some(value), Some(self.bound));
                (idle, patience) = (0, whole);
            } else if gain > 0 {
                idle = 0;
            }
        }
        best
    }

    /// Positions in the plan of teams to open: where more is lost, and others that columns connect.
    fn open(&mut self, size: usize) -> Vec<usize> {
        let n = self.plan.len();
        let mut team_of = vec![usize::MAX; self.program.n_people];
        for (at, &code) in self.plan.iter().enumerate() {
            self.program.columns.members(code).for_each(|p| team_of[p] = at);
        }
        let losses: Vec<u64> = self
            .plan
            .iter()
            .map(|&code| u64::try_from(self.bound.loss(self.program, code)).unwrap_or(0) + 1)
            .collect();
        let total: u64 = losses.iter().sum();
        let mut ticket = self.random.next_u64() % total.max(1);
        let first = losses.iter().position(|&loss| {
            let here = ticket < loss;
            ticket = ticket.saturating_sub(loss);
            here
        });
        let mut opened = vec![first.unwrap_or(0)];
        let mut people: usize = self.program.columns.members(self.plan[opened[0]]).len();
        for _ in 0..8 * size {
            if people >= size || opened.len() == n {
                break;
            }
            // A team that a near column joins with one already open, or any.
            let from = opened[self.below(opened.len())];
            let members: Vec<usize> = self.program.columns.members(self.plan[from]).collect();
            let p = members[self.below(members.len())];
            let next = if self.near_of[p].is_empty() || self.below(5) == 0 {
                self.below(n)
            } else {
                let at = self.below(self.near_of[p].len());
                let code = self.near[self.near_of[p][at] as usize];
                let others: Vec<usize> = self.program.columns.members(code).collect();
                team_of[others[self.below(others.len())]]
            };
            if next != usize::MAX && !opened.contains(&next) {
                people += self.program.columns.members(self.plan[next]).len();
                opened.push(next);
            }
        }
        opened
    }

    /// Plans the people of the opened teams anew, if that gains at least so much; where that need not be
    /// anything, without one of the teams there were. Whether it did.
    fn replan(&mut self, opened: &[usize], gain: i64, effort: &mut Effort) -> bool {
        let program = self.program;
        let mut is_seated = vec![false; program.n_people];
        for &code in &self.plan {
            program.columns.members(code).for_each(|p| is_seated[p] = true);
        }
        let mut free: Vec<usize> =
            opened.iter().flat_map(|&at| program.columns.members(self.plan[at])).collect();
        let outside: Vec<usize> = (0..program.n_people).filter(|&p| !is_seated[p]).collect();
        for _ in 0..10.min(outside.len()) {
            let p = outside[self.below(outside.len())];
            if !free.contains(&p) {
                free.push(p);
            }
        }
        free.sort_unstable();
        let fixed: Vec<usize> =
            (0..self.plan.len()).filter(|at| !opened.contains(at)).map(|at| self.plan[at]).collect();
        let mut number = vec![u16::MAX; program.n_people];
        for (new, &p) in (0..).zip(&free) {
            number[p] = new;
        }
        let (rows, duals) = self.rows(&fixed, &number, &is_seated);
        let total = rows.iter().zip(&duals).map(|(row, &dual)| row.support(dual)).sum::<i128>();
        let known: i64 = opened.iter().map(|&at| program.value_of(self.plan[at])).sum();
        let left = total - i128::from(known + gain) * i128::from(self.bound.scale);
        let Ok(left) = i64::try_from(left) else { return false };
        if left < 0 {
            return false;
        }
        let at = self.below(opened.len());
        let dropped = (gain <= 0).then_some(self.plan[opened[at]]);
        let mut candidates = if program.n_people > MAX_PEOPLE {
            self.all_within(left, &number)
        } else {
            self.near_within(&free, &number)
        };
        candidates.retain(|&code| Some(code) != dropped);
        if candidates.is_empty() {
            return false;
        }
        let columns = program.columns.renumbered(&candidates, &number);
        let open = Program {
            columns: &columns,
            worth: Worth {
                factor: program.worth.factor,
                kept: 0,
                person: free.iter().map(|&p| program.worth.person[p]).collect(),
            },
            values: candidates.iter().map(|&code| program.value_of(code)).collect(),
            rows,
            n_people: free.len(),
            n_initiatives: program.n_initiatives,
            grain: program.grain,
            wanted: None,
        };
        let prices = open.prices(&duals);
        let bound = Bound { scale: self.bound.scale, duals, total, prices };
        let search = Search::new(&open, &bound, left).stopped_by(self.work.stop);
        let (found, used) = search.run(NODES);
        effort.nodes += used;
        let (Found::Best(better) | Found::Unfinished(Some(better))) = found else { return false };
        let mut plan = fixed;
        plan.extend(better.iter().map(|&at| candidates[at]));
        plan.sort_unstable();
        if program.value(&plan) < program.value(&self.plan) + gain || !program.is_feasible(&plan) {
            return false;
        }
        self.plan = plan;
        true
    }

    /// The near columns of the open people, ascending.
    fn near_within(&self, free: &[usize], number: &[u16]) -> Vec<usize> {
        let is_free = |p: usize| number[p] != u16::MAX;
        let mut candidates: Vec<usize> = free
            .iter()
            .flat_map(|&p| &self.near_of[p])
            .map(|&at| self.near[at as usize])
            .filter(|&code| self.program.columns.members(code).all(is_free))
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// Of all columns of the open people that lose no more than `left` the nearest, ascending.
    fn all_within(&self, left: i64, number: &[u16]) -> Vec<usize> {
        let is_free: Vec<bool> = number.iter().map(|&number| number != u16::MAX).collect();
        let faces = generate::faces_among(self.program, &self.bound.prices, self.bound.scale, Some(&is_free));
        let wanted = Wanted { threshold: -left, each: MOST_EACH, most: usize::MAX, looks: u64::MAX };
        let mut teams = price(&faces, wanted, one_by_one, self.work.stop).teams;
        teams.sort_by_key(|team| std::cmp::Reverse(team.reduced_cost));
        teams.truncate(MOST_CANDIDATES);
        let mut candidates = generate::codes(self.program, &teams);
        candidates.sort_unstable();
        candidates
    }

    /// The rows of the program as far as they are open, with their duals.
    fn rows(&self, fixed: &[usize], number: &[u16], is_seated: &[bool]) -> (Vec<Row>, Vec<i64>) {
        let activities = self.program.activities(fixed);
        let is_free = |p: usize| number[p] != u16::MAX;
        let new = |p: usize| usize::from(number[p]);
        let (mut rows, mut duals): (Vec<Row>, Vec<i64>) = (Vec::new(), Vec::new());
        let mut must = vec![false; number.len()];
        for ((row, &dual), activity) in self.program.rows.iter().zip(&self.bound.duals).zip(activities) {
            let place = match &row.place {
                Place::Person(p) if is_free(*p) => Place::Person(new(*p)),
                Place::Teams(k) => Place::Teams(*k),
                Place::Seats => Place::Seats,
                Place::Count(people) => {
                    Place::Count(people.iter().filter(|&&p| is_free(p)).map(|&p| new(p)).collect())
                }
                Place::Order { later, earlier } => match (is_free(*later), is_free(*earlier)) {
                    (true, true) => Place::Order { later: new(*later), earlier: new(*earlier) },
                    (true, false) => Place::Count(vec![new(*later)]),
                    (false, true) => {
                        must[*earlier] |= is_seated[*later];
                        continue;
                    }
                    (false, false) => continue,
                },
                _ => continue,
            };
            rows.push(Row {
                name: row.name.clone(),
                place,
                lo: row.lo.map(|lo| lo - activity),
                hi: row.hi.map(|hi| hi - activity),
            });
            duals.push(dual);
        }
        for row in &mut rows {
            if let Place::Person(p) = row.place {
                let whom = number.iter().position(|&n| usize::from(n) == p);
                if whom.is_some_and(|whom| must[whom]) {
                    row.lo = Some(1);
                }
            }
        }
        (rows, duals)
    }
}
