//! Search by losses: among all plans, those that stay within a loss of the bound.
//!
//! With duals y and bound L, every plan is worth L less the losses of its columns (price less value),
//! the losses of people left out (their dual) and of rows not used to their priced limit. The bound is
//! tight, so few columns have a loss within the budget, and a depth-first search over them that always
//! decides the person with the fewest choices finds the best plan, or proves there is none, quickly.
//! A plan found shrinks the budget to what would beat it.

use crate::bound::Bound;
use crate::program::{Place, Program};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::sync::atomic::{AtomicBool, Ordering};

/// People of a block that can be searched.
pub const MAX_PEOPLE: usize = 128;

/// How a search ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// The best plan within the budget: its columns, ascending.
    Best(Vec<usize>),
    /// No plan is within the budget.
    Nothing,
    /// The nodes ran out; the best plan so far, if any.
    Unfinished(Option<Vec<usize>>),
}

/// A column within the budget.
#[derive(Clone, Copy)]
struct Choice {
    people: u128,
    initiative: usize,
    size: i64,
    loss: i64,
    column: usize,
    /// One bit: the earlier team it continues.
    old_team: u128,
    kept: i64,
    points: i64,
}

/// A column within the budget as one of its members sees it: small, and next to the others of theirs.
#[derive(Clone, Copy)]
struct Held {
    people: u128,
    /// What it loses beyond the least that deciding its people costs anyway.
    excess: i64,
    /// Its position among the columns within the budget.
    at: u32,
    initiative: u16,
    size: u8,
}

/// A pair of the organisations' own order, with the loss if only the earlier is in.
struct Order {
    later: usize,
    earlier: usize,
    loss: i64,
}

/// A quota inside the block.
struct Count {
    people: u128,
    lo: i64,
    hi: i64,
    dual: i64,
    row_lo: Option<i64>,
    row_hi: Option<i64>,
}

/// A row that counts the same for a column whoever else is chosen: people kept, points.
struct Total {
    row: Count,
    /// By person: the most that a column can count for each of its members, in twelfths, so that every
    /// team size divides it.
    most: Vec<i64>,
}

/// Judges plans by more than rows can say. Then what is best is what the judge says it is.
pub trait Judge {
    /// Whether these columns, with these people decided, can still become part of a plan that is wanted.
    fn may(&self, chosen: &[usize], decided: u128) -> bool;
    /// Whether a plan is wanted: then the budget that is left for better ones.
    fn judge(&self, plan: &[usize]) -> Option<i64>;
}

/// Searches one program under one bound.
pub struct Search<'a> {
    program: &'a Program<'a>,
    options: Vec<Choice>,
    /// By person: options that hold them, cheapest first.
    of_person: Vec<Vec<Held>>,
    /// By person: the loss of leaving them out; `None` where they must be in.
    left_out: Vec<Option<i64>>,
    /// By person: a share of loss that deciding them costs at least.
    least: Vec<i64>,
    teams: Vec<Teams>,
    orders: Vec<Order>,
    /// By person: everybody who comes before them, and after them, in the organisation's order.
    before: Vec<u128>,
    after: Vec<u128>,
    counts: Vec<Count>,
    /// Rows about the teams of all initiatives. They follow from the others, so that no more than their loss is looked at.
    counts_of_teams: Vec<Count>,
    kept: Option<Total>,
    points: Option<Total>,
    /// By earlier team: the loss of not continuing it.
    old_teams: Vec<i64>,
    seats: (i64, i64),
    n: usize,
    budget: i64,
    nodes_left: u64,
    best: Option<Vec<usize>>,
    seen: FxHashMap<(u128, u128, u128), i64>,
    /// The same where earlier teams, people kept or points count.
    seen_with_totals: FxHashMap<(u128, u128, u128, u128, i64, i64), i64>,
    /// What a better plan is worth more at least, in units of 1/scale point.
    grain: i64,
    largest_team: i64,
    stop: Option<&'static AtomicBool>,
    judge: Option<&'a dyn Judge>,
    /// Whether `of_person` is cheapest first.
    sorted: bool,
    /// Whether the first plan ends the search.
    first_only: bool,
    /// People in the order in which equal claims to be decided next are settled.
    people: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Teams {
    lo: i64,
    hi: i64,
    dual: i64,
    smallest: i64,
}

/// Where a search stands.
#[derive(Clone)]
struct Node {
    decided: u128,
    placed: u128,
    /// People whom somebody placed makes the organisation's order ask for.
    owed: u128,
    /// People whom somebody left out bars by the organisation's order.
    barred: u128,
    loss: i64,
    /// Least losses of the undecided.
    ahead: i64,
    /// Teams of each initiative.
    used: SmallVec<[i64; 8]>,
    /// Earlier teams that are continued.
    continued: u128,
    kept: i64,
    points: i64,
}

/// Short searches before a long one, and the nodes of each.
const PROBES: u32 = 24;
const PROBE_NODES: u64 = 250;

/// States remembered at most.
const REMEMBERED: usize = 1 << 20;

impl<'a> Search<'a> {
    /// A search over the columns whose loss is within `budget` (units of 1/scale point).
    ///
    /// # Panics
    /// If the block has more than [`MAX_PEOPLE`] people or earlier teams.
    pub fn new(program: &'a Program<'a>, bound: &Bound, budget: i64) -> Self {
        Self::among(program, bound, &bound.losses(program), budget)
    }

    /// The same where the loss of each column under `bound` is known already.
    ///
    /// # Panics
    /// As [`Search::new`].
    pub fn among(program: &'a Program<'a>, bound: &Bound, losses: &[i64], budget: i64) -> Self {
        let n = program.n_people;
        assert!(n <= MAX_PEOPLE, "a block of {n} people is beyond the search's {MAX_PEOPLE}");
        let n_old_teams = program.columns.n_old_teams();
        assert!(
            n_old_teams <= MAX_PEOPLE,
            "{n_old_teams} earlier teams are beyond the search's {MAX_PEOPLE}"
        );
        let mut options: Vec<Choice> = losses
            .iter()
            .enumerate()
            .filter(|(_, loss)| **loss <= budget)
            .map(|(column, &loss)| Choice {
                people: program.columns.members(column).map(|p| 1u128 << p).sum(),
                initiative: program.columns.initiative(column),
                size: i64::try_from(program.columns.members(column).len()).expect("at most 4"),
                loss,
                column,
                old_team: program.columns.continues(column).map_or(0, |team| 1 << team),
                kept: program.columns.kept(column),
                points: program.columns.score(column),
            })
            .collect();
        options.sort_by_key(|option| (option.loss, option.column));
        let mut search = Self {
            program,
            of_person: vec![Vec::new(); n],
            left_out: vec![Some(0); n],
            least: vec![0; n],
            teams: vec![Teams { lo: 0, hi: 0, dual: 0, smallest: 0 }; program.n_initiatives],
            orders: Vec::new(),
            before: vec![0; n],
            after: vec![0; n],
            counts: Vec::new(),
            counts_of_teams: Vec::new(),
            kept: None,
            points: None,
            old_teams: vec![0; n_old_teams],
            seats: (0, i64::try_from(n).expect("at most 128")),
            n,
            budget,
            nodes_left: 0,
            best: None,
            seen: FxHashMap::default(),
            seen_with_totals: FxHashMap::default(),
            grain: bound.scale.saturating_mul(program.grain),
            largest_team: options.iter().map(|option| option.size).max().unwrap_or(0),
            stop: None,
            judge: None,
            sorted: true,
            first_only: false,
            people: (0..n).collect(),
            options,
        };
        search.read_rows(bound);
        search.close_orders();
        search.read_options();
        search
    }

    /// The same search, ended early once `stop` is true.
    pub fn stopped_by(mut self, stop: Option<&'static AtomicBool>) -> Self {
        self.stop = stop;
        self
    }

    /// The same search for plans that a judge wants.
    pub fn judged_by(mut self, judge: &'a dyn Judge) -> Self {
        self.judge = Some(judge);
        self
    }

    /// The same search for plans that hold `person`.
    pub fn holding(mut self, person: usize) -> Self {
        self.left_out[person] = None;
        self
    }

    /// Number of columns within the budget.
    pub fn n_options(&self) -> usize {
        self.options.len()
    }

    fn read_rows(&mut self, bound: &Bound) {
        for (row, &dual) in self.program.rows.iter().zip(&bound.duals) {
            match &row.place {
                Place::Person(p) => self.left_out[*p] = (row.lo != Some(1)).then_some(dual),
                Place::Teams(k) => {
                    let (lo, hi) = (row.lo.unwrap_or(0), row.hi.unwrap_or(0));
                    self.teams[*k] = Teams { lo, hi, dual, smallest: i64::MAX };
                }
                Place::Seats => {
                    let all = i64::try_from(self.n).expect("at most 128");
                    self.seats = (row.lo.unwrap_or(0), row.hi.unwrap_or(all).min(all));
                    // The seat row's own loss: with an inequality and a dual above zero, empty seats cost.
                    if row.lo != row.hi && dual != 0 {
                        self.counts.push(Count::new(u128::MAX >> (128 - self.n.max(1)), row, dual));
                    }
                }
                Place::AllTeams => self.counts_of_teams.push(Count::new(0, row, dual)),
                Place::Count(people) => {
                    let mask = people.iter().map(|&p| 1u128 << p).sum();
                    self.counts.push(Count::new(mask, row, dual));
                }
                Place::Order { later, earlier } => {
                    self.orders.push(Order { later: *later, earlier: *earlier, loss: dual });
                }
                Place::OldTeam(team) => self.old_teams[*team] = dual,
                Place::Kept => self.kept = Some(self.total(row, dual, |option| option.kept)),
                Place::Points => self.points = Some(self.total(row, dual, |option| option.points)),
            }
        }
    }

    fn total(&self, row: &crate::program::Row, dual: i64, counts: impl Fn(&Choice) -> i64) -> Total {
        let mut most = vec![0; self.n];
        for option in &self.options {
            let share = counts(option) * 12 / option.size;
            people_of(option.people).for_each(|p| most[p] = share.max(most[p]));
        }
        let lo = row.lo.unwrap_or(i64::MIN);
        Total { row: Count { lo, ..Count::new(0, row, dual) }, most }
    }

    /// Everybody before and after everybody, from the pairs of neighbours.
    fn close_orders(&mut self) {
        for _ in 0..self.n {
            let known = self.before.clone();
            for order in &self.orders {
                self.before[order.later] |= 1 << order.earlier | self.before[order.earlier];
                self.after[order.earlier] |= 1 << order.later | self.after[order.later];
            }
            if self.before == known {
                break;
            }
        }
    }

    fn read_options(&mut self) {
        let mut least: Vec<Option<i64>> = self.left_out.clone();
        for option in &self.options {
            let teams = &mut self.teams[option.initiative];
            teams.smallest = teams.smallest.min(option.size);
            for p in people_of(option.people) {
                let share = option.loss / option.size;
                least[p] = Some(least[p].map_or(share, |known| known.min(share)));
            }
        }
        // Somebody who must be in and has no option makes every plan impossible.
        self.least = least.into_iter().map(|loss| loss.unwrap_or(self.budget.saturating_add(1))).collect();
        for (at, option) in (0..).zip(&self.options) {
            let held = Held {
                people: option.people,
                excess: option.loss - people_of(option.people).map(|p| self.least[p]).sum::<i64>(),
                at,
                initiative: u16::try_from(option.initiative).expect("a block has fewer initiatives"),
                size: u8::try_from(option.size).expect("at most 4"),
            };
            people_of(option.people).for_each(|p| self.of_person[p].push(held));
        }
        self.restore_order();
    }

    /// Short searches for any plan within the budget, each trying people and columns in another
    /// order: where plans are plenty, one of them is found far sooner than by one long search. The
    /// plan, if any, and the nodes used.
    pub fn probe(&mut self, seed: u64) -> (Option<Vec<usize>>, u64) {
        let budget = self.budget;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut used = 0;
        self.first_only = true;
        for probe in 0..PROBES {
            if probe > 0 {
                self.shuffle(&mut random);
            }
            self.seen.clear();
            self.seen_with_totals.clear();
            self.nodes_left = PROBE_NODES;
            self.explore(&self.root(), &mut Vec::new());
            used += PROBE_NODES - self.nodes_left;
            self.budget = budget;
            if self.best.is_some() || self.n_options() == 0 {
                break;
            }
        }
        self.seen.clear();
        self.seen_with_totals.clear();
        self.first_only = false;
        self.restore_order();
        (self.best.take(), used)
    }

    /// Another order: cheap columns still tend to come first.
    fn shuffle(&mut self, random: &mut ChaCha8Rng) {
        let spread = u64::try_from(self.budget).unwrap_or(0) / 2 + 1;
        let keys: Vec<i64> =
            self.options.iter().map(|_| i64::try_from(random.next_u64() % spread).unwrap_or(0)).collect();
        // Where many columns lose the same, any of them may come first.
        let ties: Vec<u64> = self.options.iter().map(|_| random.next_u64()).collect();
        for options in &mut self.of_person {
            let key = |held: &Held| held.excess.saturating_add(keys[held.at as usize]);
            options.sort_unstable_by_key(|held| (key(held), ties[held.at as usize], held.at));
        }
        let ranks: Vec<u64> = (0..self.n).map(|_| random.next_u64()).collect();
        self.people.sort_by_key(|&p| ranks[p]);
        self.sorted = false;
    }

    fn restore_order(&mut self) {
        for options in &mut self.of_person {
            options.sort_unstable_by_key(|held| (held.excess, held.at));
        }
        self.people.sort_unstable();
        self.sorted = true;
    }

    fn root(&self) -> Node {
        Node {
            decided: 0,
            placed: 0,
            owed: 0,
            barred: 0,
            loss: 0,
            ahead: self.least.iter().fold(0i64, |sum, &least| sum.saturating_add(least)),
            used: smallvec![0; self.teams.len()],
            continued: 0,
            kept: 0,
            points: 0,
        }
    }

    /// Runs at most `nodes` nodes; how it ended, and the nodes used.
    pub fn run(mut self, nodes: u64) -> (Found, u64) {
        self.nodes_left = nodes;
        let root = self.root();
        let finished = self.explore(&root, &mut Vec::new());
        let used = nodes - self.nodes_left;
        let found = match (finished, self.best) {
            (true, Some(best)) => Found::Best(best),
            (true, None) => Found::Nothing,
            (false, best) => Found::Unfinished(best),
        };
        (found, used)
    }

    /// Explores everything below `node`; false when the nodes ran out.
    fn explore(&mut self, node: &Node, chosen: &mut Vec<usize>) -> bool {
        if self.nodes_left == 0 {
            return false;
        }
        self.nodes_left -= 1;
        if self.nodes_left.is_multiple_of(1024) && self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
        {
            return false;
        }
        if node.loss.saturating_add(node.ahead) > self.budget
            || !self.can_still_hold(node)
            || self.judge.is_some_and(|judge| !judge.may(chosen, node.decided))
            || self.is_seen(node)
        {
            return true;
        }
        let Some(person) = self.next_person(node) else {
            self.finish(node, chosen);
            return true;
        };
        let bit = 1u128 << person;
        let leave_out = self.left_out[person].filter(|_| self.may_leave_out(node, person));
        let mut left_out_tried = leave_out.is_none();
        let candidates = std::mem::take(&mut self.of_person[person]);
        let mut finished = true;
        for held in &candidates {
            // At equal losses a team first: people left out early leave the hardest to place for last.
            if !left_out_tried && leave_out.is_some_and(|loss| loss - self.least[person] < held.excess) {
                left_out_tried = true;
                finished &= self.explore(&self.without(node, bit, leave_out.unwrap_or(0)), chosen);
            }
            if held.excess > self.budget - node.loss - node.ahead {
                if self.sorted {
                    break;
                }
                continue;
            }
            if self.fits(node, held) {
                let option = self.options[held.at as usize];
                chosen.push(option.column);
                finished &= self.explore(&self.with(node, &option), chosen);
                chosen.pop();
            }
            if !finished {
                break;
            }
        }
        if finished && !left_out_tried {
            finished &= self.explore(&self.without(node, bit, leave_out.unwrap_or(0)), chosen);
        }
        self.of_person[person] = candidates;
        finished
    }

    fn fits(&self, node: &Node, held: &Held) -> bool {
        let initiative = usize::from(held.initiative);
        held.people & (node.decided | node.barred) == 0
            && (node.continued == 0 || self.options[held.at as usize].old_team & node.continued == 0)
            && node.used[initiative] < self.teams[initiative].hi
            && i64::from(node.placed.count_ones()) + i64::from(held.size) <= self.seats.1
    }

    fn may_leave_out(&self, node: &Node, person: usize) -> bool {
        let gone = i64::from((node.barred | node.decided & !node.placed | 1 << person).count_ones());
        node.owed >> person & 1 == 0 && i64::try_from(self.n).expect("at most 128") - gone >= self.seats.0
    }

    fn with(&self, node: &Node, option: &Choice) -> Node {
        let mut next = node.clone();
        next.decided |= option.people;
        next.placed |= option.people;
        next.loss += option.loss;
        next.ahead -= people_of(option.people).map(|p| self.least[p]).sum::<i64>();
        next.used[option.initiative] += 1;
        next.continued |= option.old_team;
        next.kept += option.kept;
        next.points += option.points;
        people_of(option.people).for_each(|p| next.owed |= self.before[p]);
        next.loss += self.order_losses(node, &next);
        next
    }

    fn without(&self, node: &Node, bit: u128, loss: i64) -> Node {
        let mut next = node.clone();
        next.decided |= bit;
        people_of(bit).for_each(|p| next.barred |= self.after[p]);
        next.loss += loss;
        next.ahead -= people_of(bit).map(|p| self.least[p]).sum::<i64>();
        next.loss += self.order_losses(node, &next);
        next
    }

    /// Losses of order pairs that are decided in `after` but were not in `before`.
    fn order_losses(&self, before: &Node, after: &Node) -> i64 {
        let newly = |order: &&Order| {
            let both = (1u128 << order.later) | (1u128 << order.earlier);
            both & after.decided == both && both & before.decided != both
        };
        let loss = |order: &Order| {
            let is_in = |p: usize| after.placed >> p & 1 == 1;
            match (is_in(order.earlier), is_in(order.later)) {
                (true, false) => order.loss,
                (false, true) => self.budget.saturating_add(1),
                _ => 0,
            }
        };
        self.orders.iter().filter(newly).map(loss).fold(0, i64::saturating_add)
    }

    /// Whether what is decided leaves room for the least that rows demand.
    fn can_still_hold(&self, node: &Node) -> bool {
        let placed = i64::from(node.placed.count_ones());
        let gone = node.barred | node.decided;
        let undecided = i64::try_from(self.n).expect("at most 128") - i64::from(gone.count_ones());
        let room = self.seats.1 - placed;
        let owed_people = i64::from((node.owed & !node.placed).count_ones());
        if node.owed & (node.barred | node.decided & !node.placed) != 0 || owed_people > room {
            return false;
        }
        let teams = || self.teams.iter().zip(&node.used);
        let owed: i64 = teams()
            .map(|(teams, &used)| (teams.lo - used).max(0).saturating_mul(teams.smallest.min(1 << 20)))
            .sum();
        let most: i64 = teams()
            .filter(|(teams, _)| teams.smallest != i64::MAX)
            .map(|(teams, &used)| (teams.hi - used) * self.largest_team)
            .sum();
        owed <= room.min(undecided)
            && self.seats.0 - placed <= most.min(undecided)
            && self.counts.iter().all(|count| {
                let sure = i64::from((count.people & node.placed).count_ones());
                let open = i64::from((count.people & !gone).count_ones());
                sure <= count.hi && sure + open >= count.lo
            })
            && self.kept.as_ref().is_none_or(|total| total.can_hold(node.kept, gone))
            && self.points.as_ref().is_none_or(|total| total.can_hold(node.points, gone))
    }

    /// Whether the same people have been decided the same way before at no larger loss.
    fn is_seen(&mut self, node: &Node) -> bool {
        // What a judge says of a plan depends on more than who is placed.
        if self.judge.is_some() || self.teams.len() > 16 || node.used.iter().any(|&used| used > 255) {
            return false;
        }
        let used = node.used.iter().fold(0u128, |key, &used| key << 8 | u128::try_from(used).unwrap_or(0));
        if self.kept.is_none() && self.points.is_none() && self.old_teams.is_empty() {
            return is_known(&mut self.seen, (node.decided, node.placed, used), node.loss);
        }
        let kept = if self.kept.is_some() { node.kept } else { 0 };
        let points = if self.points.is_some() { node.points } else { 0 };
        let key = (node.decided, node.placed, used, node.continued, kept, points);
        is_known(&mut self.seen_with_totals, key, node.loss)
    }

    /// The undecided person with the fewest choices; `None` when all are decided or all seats used.
    fn next_person(&self, node: &Node) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for &p in self.people.iter().filter(|&&p| node.decided >> p & 1 == 0) {
            let room = self.budget - node.loss - node.ahead + self.least[p];
            let out = self.left_out[p].filter(|&loss| loss <= room && self.may_leave_out(node, p));
            let mut choices = usize::from(out.is_some());
            let limit = best.map_or(usize::MAX, |(known, _)| known);
            let left = self.budget - node.loss - node.ahead;
            for held in &self.of_person[p] {
                if choices >= limit || self.sorted && held.excess > left {
                    break;
                }
                choices += usize::from(held.excess <= left && self.fits(node, held));
            }
            if choices < limit {
                best = Some((choices, p));
                if choices == 0 {
                    break;
                }
            }
        }
        best.map(|(_, p)| p)
    }

    /// Everything is decided: a plan, if the rows allow it.
    fn finish(&mut self, node: &Node, chosen: &[usize]) {
        let mut loss = node.loss;
        for (teams, &used) in self.teams.iter().zip(&node.used) {
            if used < teams.lo || used > teams.hi {
                return;
            }
            let unused = if teams.dual > 0 { teams.hi - used } else { teams.lo - used };
            loss += teams.dual * unused;
        }
        for count in &self.counts {
            loss = loss.saturating_add(count.loss(i64::from((count.people & node.placed).count_ones())));
        }
        for count in &self.counts_of_teams {
            loss = loss.saturating_add(count.loss(node.used.iter().sum()));
        }
        for (team, &dual) in self.old_teams.iter().enumerate() {
            loss = loss.saturating_add(if node.continued >> team & 1 == 0 { dual } else { 0 });
        }
        for (total, reached) in [(&self.kept, node.kept), (&self.points, node.points)] {
            loss = loss.saturating_add(total.as_ref().map_or(0, |total| total.row.loss(reached)));
        }
        let placed = i64::from(node.placed.count_ones());
        if loss > self.budget || placed < self.seats.0 || placed > self.seats.1 {
            return;
        }
        let mut plan = chosen.to_vec();
        plan.sort_unstable();
        debug_assert!(self.program.is_feasible(&plan), "the search keeps every row");
        self.budget = match self.judge {
            None => loss - self.grain,
            Some(judge) => match judge.judge(&plan) {
                Some(budget) => budget,
                None => return,
            },
        };
        self.best = Some(plan);
        if self.first_only {
            self.nodes_left = 0;
        }
    }
}

/// Whether `key` is remembered with no larger loss; remembers it, if there is room.
fn is_known<K: std::hash::Hash + Eq>(seen: &mut FxHashMap<K, i64>, key: K, loss: i64) -> bool {
    let remembered = seen.len();
    match seen.entry(key) {
        std::collections::hash_map::Entry::Occupied(mut known) => {
            if *known.get() <= loss {
                return true;
            }
            known.insert(loss);
        }
        std::collections::hash_map::Entry::Vacant(free) => {
            if remembered < REMEMBERED {
                free.insert(loss);
            }
        }
    }
    false
}

impl Total {
    /// Whether people not yet gone can still bring enough.
    fn can_hold(&self, reached: i64, gone: u128) -> bool {
        let open = || self.most.iter().enumerate().filter(|(p, _)| gone >> p & 1 == 0);
        self.row.row_lo.is_none_or(|lo| reached * 12 + open().map(|(_, most)| most).sum::<i64>() >= lo * 12)
    }
}

impl Count {
    fn new(people: u128, row: &crate::program::Row, dual: i64) -> Self {
        Self {
            people,
            lo: row.lo.unwrap_or(0),
            hi: row.hi.unwrap_or(i64::MAX),
            dual,
            row_lo: row.lo,
            row_hi: row.hi,
        }
    }

    fn loss(&self, activity: i64) -> i64 {
        if activity < self.lo || activity > self.hi {
            return i64::MAX;
        }
        match (self.dual, self.row_lo, self.row_hi) {
            (1.., _, Some(hi)) => self.dual * (hi - activity),
            (..=-1, Some(lo), _) => self.dual * (lo - activity),
            _ => 0,
        }
    }
}

/// The positions of the bits set, ascending.
fn people_of(mut mask: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (mask != 0).then(|| {
            let p = mask.trailing_zeros();
            mask &= mask - 1;
            p as usize
        })
    })
}
