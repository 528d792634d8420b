//! Seeded local search over whole plans: simulated annealing with swaps, moves, splits, merges and
//! other initiatives. Teams are always legal; rows that are not kept cost points, so that a plan which
//! keeps none of them is a start too. Counted in steps, so the same seed gives the same plan.

use crate::column::Teams;
use crate::program::{Place, Program};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use smallvec::SmallVec;

type Members = SmallVec<[u16; 4]>;

#[derive(Clone, Debug)]
struct Team {
    at: usize,
    members: Members,
    worth: i64,
}

/// A plan being changed.
pub(crate) struct Local<'a> {
    program: &'a Program<'a>,
    teams_of_block: &'a Teams,
    teams: Vec<Team>,
    /// By person: their team.
    place: Vec<Option<usize>>,
    /// Rows by person and by initiative, with coefficients.
    of_person: Vec<Vec<(u32, i64)>>,
    of_initiative: Vec<Vec<u32>>,
    activity: Vec<i64>,
    /// What one unit off a row's limits costs.
    penalty: i64,
    value: i64,
    off: i64,
    random: ChaCha8Rng,
    best: Option<(i64, Vec<Team>)>,
}

/// A change: teams that go, and teams that come.
#[derive(Default)]
struct Change {
    gone: SmallVec<[usize; 2]>,
    come: SmallVec<[(usize, Members); 2]>,
}

impl<'a> Local<'a> {
    /// Starts from columns that do not overlap.
    pub(crate) fn new(program: &'a Program<'a>, start: &[usize], seed: u64) -> Self {
        let teams_of_block = program.columns.teams().expect("only for teams that are not listed");
        let mut of_person = vec![Vec::new(); program.n_people];
        let mut of_initiative = vec![Vec::new(); program.n_initiatives];
        for (at, row) in (0..).zip(&program.rows) {
            match &row.place {
                Place::Person(p) => of_person[*p].push((at, 1)),
                Place::Teams(k) => of_initiative[*k].push(at),
                Place::Seats => of_person.iter_mut().for_each(|rows| rows.push((at, 1))),
                Place::Count(people) => people.iter().for_each(|&p| of_person[p].push((at, 1))),
                Place::Order { later, earlier } => {
                    of_person[*later].push((at, 1));
                    of_person[*earlier].push((at, -1));
                }
                // A plan is kept, and a score asked for, where teams are listed only.
                Place::AllTeams | Place::OldTeam(_) | Place::Kept | Place::Points => {}
            }
        }
        let largest = program.worth.factor.abs() * teams_of_block.largest_score()
            + 4 * program.worth.person.iter().map(|worth| worth.abs()).max().unwrap_or(0);
        let mut local = Self {
            program,
            teams_of_block,
            teams: Vec::new(),
            place: vec![None; program.n_people],
            of_person,
            of_initiative,
            activity: vec![0; program.rows.len()],
            penalty: largest.max(1),
            value: 0,
            off: 0,
            random: ChaCha8Rng::seed_from_u64(seed ^ 0x10ca1),
            best: None,
        };
        local.off = program.rows.iter().map(|row| off(row.lo, row.hi, 0)).sum();
        for &column in start {
            let members: Members =
                program.columns.members(column).map(|p| u16::try_from(p).expect("at most 15 bits")).collect();
            local.put(program.columns.initiative(column), members);
        }
        local
    }

    fn worth(&self, at: usize, members: &[u16]) -> Option<i64> {
        let score = self.teams_of_block.score_of(at, members)?;
        let worth = &self.program.worth;
        Some(worth.factor * score + members.iter().map(|&p| worth.person[usize::from(p)]).sum::<i64>())
    }

    fn put(&mut self, at: usize, members: Members) {
        let Some(worth) = self.worth(at, &members) else { return };
        for &p in &members {
            self.place[usize::from(p)] = Some(self.teams.len());
        }
        self.off += self.shift(at, &members, 1);
        self.value += worth;
        self.teams.push(Team { at, members, worth });
    }

    /// Adds a team's activities `times`; how much further the rows are off.
    fn shift(&mut self, at: usize, members: &[u16], times: i64) -> i64 {
        let mut more = 0;
        let rows = &self.program.rows;
        let people = members.iter().flat_map(|&p| self.of_person[usize::from(p)].iter().copied());
        for (row, coefficient) in people.chain(self.of_initiative[at].iter().map(|&row| (row, 1))) {
            let own = &rows[row as usize];
            let activity = &mut self.activity[row as usize];
            more -= off(own.lo, own.hi, *activity);
            *activity += coefficient * times;
            more += off(own.lo, own.hi, *activity);
        }
        more
    }

    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n.max(1)).expect("fewer than 2^64");
        usize::try_from(self.random.next_u64() % n).expect("below a usize")
    }

    /// Fills up greedily: people without a team, in random order, join or found teams while that helps.
    pub(crate) fn fill(&mut self) {
        for _ in 0..3 {
            let mut free: Vec<u16> =
                (0..).take(self.program.n_people).filter(|&p| self.place[usize::from(p)].is_none()).collect();
            for at in (1..free.len()).rev() {
                let other = self.below(at + 1);
                free.swap(at, other);
            }
            for p in free {
                if self.place[usize::from(p)].is_some() {
                    continue;
                }
                for _ in 0..60 {
                    if self.place_somebody(p).is_some_and(|change| self.would_gain(&change, 0.0)) {
                        break;
                    }
                }
            }
        }
    }

    /// `p` joins a random team, or founds one with random free people.
    fn place_somebody(&mut self, p: u16) -> Option<Change> {
        let mut change = Change::default();
        if !self.teams.is_empty() && self.below(2) == 0 {
            let t = self.below(self.teams.len());
            let mut members = self.teams[t].members.clone();
            if members.len() >= 4 {
                return None;
            }
            members.push(p);
            change.gone.push(t);
            change.come.push((self.teams[t].at, members));
        } else {
            let at = self.below(self.program.n_initiatives);
            let size = self.teams_of_block.size(at);
            let n = usize::from(size.min()) + self.below(usize::from(size.max() - size.min()) + 1);
            let mut members: Members = SmallVec::from_slice(&[p]);
            for _ in 0..12 {
                let q = u16::try_from(self.below(self.program.n_people)).expect("at most 15 bits");
                if members.len() < n && self.place[usize::from(q)].is_none() && !members.contains(&q) {
                    members.push(q);
                }
            }
            if members.len() < n {
                let is_free = |q: &u16| self.place[usize::from(*q)].is_none() && !members.contains(q);
                let mut free: Vec<u16> = (0..).take(self.program.n_people).filter(is_free).collect();
                while members.len() < n && !free.is_empty() {
                    let at = self.below(free.len());
                    members.push(free.swap_remove(at));
                }
            }
            change.come.push((at, members));
        }
        Some(change)
    }

    /// A random change of one of the kinds.
    fn propose(&mut self) -> Option<Change> {
        let mut change = Change::default();
        let n_people = self.program.n_people;
        if self.teams.is_empty() {
            let p = u16::try_from(self.below(n_people)).expect("at most 15 bits");
            return self.place_somebody(p).filter(|_| self.place[usize::from(p)].is_none());
        }
        let kind = self.below(32);
        let t = self.below(self.teams.len());
        let (at, mut members) = (self.teams[t].at, self.teams[t].members.clone());
        match kind {
            // Swap somebody with somebody of another team or of none.
            0..=21 => {
                let mine = self.below(members.len());
                let q = u16::try_from(self.below(n_people)).expect("at most 15 bits");
                match self.place[usize::from(q)] {
                    None => {
                        members[mine] = q;
                        change.gone.push(t);
                        change.come.push((at, members));
                    }
                    Some(other) if other != t => {
                        let mut others = self.teams[other].members.clone();
                        let theirs = others.iter().position(|&p| p == q)?;
                        std::mem::swap(&mut members[mine], &mut others[theirs]);
                        change.gone.extend([t, other]);
                        change.come.push((at, members));
                        change.come.push((self.teams[other].at, others));
                    }
                    Some(_) => return None,
                }
            }
            // Move somebody to another team.
            22..=24 => {
                let other = self.below(self.teams.len());
                if other == t || self.teams[other].members.len() == 4 {
                    return None;
                }
                let mine = self.below(members.len());
                let p = members.remove(mine);
                let mut others = self.teams[other].members.clone();
                others.push(p);
                change.gone.extend([t, other]);
                change.come.push((at, members));
                change.come.push((self.teams[other].at, others));
            }
            // Another initiative, or two swap theirs.
            25 | 26 => {
                let next = self.below(self.program.n_initiatives);
                change.gone.push(t);
                change.come.push((next, members));
            }
            27 => {
                let other = self.below(self.teams.len());
                if other == t || self.teams[other].at == at {
                    return None;
                }
                change.gone.extend([t, other]);
                change.come.push((self.teams[other].at, members));
                change.come.push((at, self.teams[other].members.clone()));
            }
            // Merge two teams, or divide one; somebody joins or leaves.
            28 => {
                let other = self.below(self.teams.len());
                if other == t || members.len() + self.teams[other].members.len() > 4 {
                    return None;
                }
                members.extend(self.teams[other].members.iter().copied());
                change.gone.extend([t, other]);
                change.come.push((at, members));
            }
            29 => {
                if members.len() < 4 {
                    return None;
                }
                let partner = 1 + self.below(3);
                members.swap(1, partner);
                let others: Members = members.drain(2..).collect();
                let next = self.below(self.program.n_initiatives);
                change.gone.push(t);
                change.come.push((at, members));
                change.come.push((next, others));
            }
            30 => {
                let p = u16::try_from(self.below(n_people)).expect("at most 15 bits");
                return if self.place[usize::from(p)].is_none() { self.place_somebody(p) } else { None };
            }
            _ => {
                let mine = self.below(members.len());
                members.remove(mine);
                change.gone.push(t);
                if members.len() >= 2 {
                    change.come.push((at, members));
                }
            }
        }
        Some(change)
    }

    /// Makes the change if it is legal and loses less than `allowed` (in points); whether it did.
    fn would_gain(&mut self, change: &Change, allowed: f64) -> bool {
        let mut worths: SmallVec<[i64; 2]> = SmallVec::new();
        let mut come: SmallVec<[(usize, Members); 2]> = change.come.clone();
        for (at, members) in &mut come {
            members.sort_unstable();
            let Some(worth) = self.worth(*at, members) else { return false };
            worths.push(worth);
        }
        let mut more_off = 0;
        for &t in &change.gone {
            let (at, members) = (self.teams[t].at, self.teams[t].members.clone());
            more_off += self.shift(at, &members, -1);
        }
        for (at, members) in &come {
            more_off += self.shift(*at, members, 1);
        }
        let gone: i64 = change.gone.iter().map(|&t| self.teams[t].worth).sum();
        let gain = worths.iter().sum::<i64>() - gone - self.penalty * more_off;
        #[expect(clippy::cast_precision_loss, reason = "a choice of the search, not a result")]
        if (gain as f64) < -allowed {
            for (at, members) in &come {
                self.shift(*at, members, -1);
            }
            for &t in &change.gone {
                let (at, members) = (self.teams[t].at, self.teams[t].members.clone());
                self.shift(at, &members, 1);
            }
            return false;
        }
        if gain < 0 || more_off > 0 {
            // The best plan is written down when it is left, not at every step on the way to it.
            self.remember();
        }
        self.off += more_off;
        self.value += worths.iter().sum::<i64>() - gone;
        for &t in &change.gone {
            for n in 0..self.teams[t].members.len() {
                let p = usize::from(self.teams[t].members[n]);
                self.place[p] = None;
            }
        }
        let mut free: SmallVec<[usize; 2]> = change.gone.clone();
        for ((at, members), worth) in come.into_iter().zip(worths) {
            let slot = free.pop().unwrap_or(self.teams.len());
            members.iter().for_each(|&p| self.place[usize::from(p)] = Some(slot));
            let team = Team { at, members, worth };
            if slot == self.teams.len() {
                self.teams.push(team);
            } else {
                self.teams[slot] = team;
            }
        }
        free.sort_unstable();
        for slot in free.into_iter().rev() {
            self.teams.swap_remove(slot);
            if slot < self.teams.len() {
                for n in 0..self.teams[slot].members.len() {
                    let p = usize::from(self.teams[slot].members[n]);
                    self.place[p] = Some(slot);
                }
            }
        }
        true
    }

    /// Anneals for so many steps, from `hot` to `cold` points, or until a plan is worth `top`.
    #[expect(clippy::cast_precision_loss, reason = "a choice of the search, not a result")]
    pub(crate) fn anneal(&mut self, steps: u64, (hot, cold): (f64, f64), top: i64, stop: impl Fn() -> bool) {
        let ratio = (cold / hot).ln();
        self.remember();
        if self.best.as_ref().is_some_and(|(value, _)| *value >= top) {
            return;
        }
        let mut temperature = hot;
        for step in 0..steps {
            if step.is_multiple_of(256) {
                temperature = hot * (ratio * step as f64 / steps as f64).exp();
                if step.is_multiple_of(65_536) && stop() {
                    break;
                }
            }
            let Some(change) = self.propose() else { continue };
            let chance = (f64::from(self.random.next_u32()) + 1.0) / (f64::from(u32::MAX) + 2.0);
            self.would_gain(&change, -temperature * chance.ln());
            if self.off == 0 && self.value >= top {
                break;
            }
        }
        self.remember();
    }

    /// The mean loss or gain of a random change.
    #[expect(clippy::cast_precision_loss, reason = "a choice of the search, not a result")]
    pub(crate) fn roughness(&mut self) -> f64 {
        let (mut sum, mut n) = (0.0, 0.0);
        for _ in 0..2_000 {
            let Some(change) = self.propose() else { continue };
            let mut gain = 0;
            let mut legal = true;
            for (at, members) in &change.come {
                let mut members = members.clone();
                members.sort_unstable();
                match self.worth(*at, &members) {
                    Some(worth) => gain += worth,
                    None => legal = false,
                }
            }
            if legal && change.gone.len() == change.come.len() {
                gain -= change.gone.iter().map(|&t| self.teams[t].worth).sum::<i64>();
                sum += gain.abs() as f64;
                n += 1.0;
            }
        }
        if n > 0.0 { sum / n } else { 1.0 }
    }

    fn remember(&mut self) {
        if self.off == 0 && self.best.as_ref().is_none_or(|(value, _)| self.value > *value) {
            self.best = Some((self.value, self.teams.clone()));
        }
    }

    /// The columns of the best plan that keeps all rows, if one was met.
    pub(crate) fn best(&self) -> Option<Vec<usize>> {
        let (_, teams) = self.best.as_ref()?;
        let mut columns: Vec<usize> =
            teams.iter().map(|team| self.program.columns.code(team.at, &team.members)).collect();
        columns.sort_unstable();
        self.program.is_feasible(&columns).then_some(columns)
    }
}

fn off(lo: Option<i64>, hi: Option<i64>, activity: i64) -> i64 {
    lo.map_or(0, |lo| (lo - activity).max(0)) + hi.map_or(0, |hi| (activity - hi).max(0))
}
