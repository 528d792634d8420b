//! The linear program over the columns generated so far, solved by a primal simplex of our own.
//!
//! A backend that starts from nothing each round takes most of the time of column generation; this
//! one goes on from the basis it had, and its duals are read off directly. It works in floating point
//! with an explicit inverse, slightly perturbed against degeneracy: what it returns is a hint, and the
//! bound is made of it in integers. Where rows cannot be met they are missed at a price (elastic), so
//! there is always an answer.
//!
//! Source: the revised simplex method, e.g. Chvátal, *Linear Programming*, 1983.

use crate::program::{Place, Program};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A row of the linear program.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// The program's row.
    row: usize,
    limit: f64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    AtMost,
    AtLeast,
    Equal,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Variable {
    Column(usize),
    /// What an inequality has to spare.
    Spare(usize),
    /// What a row misses.
    Missing(usize),
}

/// The restricted program with its current basis.
pub(crate) struct Master {
    lines: Vec<Line>,
    /// By person and by initiative: lines that count them.
    of_person: Vec<Vec<(u32, f64)>>,
    of_initiative: Vec<Vec<(u32, f64)>>,
    codes: Vec<usize>,
    columns: Vec<Vec<(u32, f64)>>,
    values: Vec<f64>,
    is_basic: Vec<bool>,
    basis: Vec<Variable>,
    /// Column by column.
    inverse: Vec<f64>,
    x: Vec<f64>,
    y: Vec<f64>,
    /// What a unit missed costs.
    pub(crate) miss: f64,
    n_rows: usize,
    pivots: usize,
}

/// Numbers smaller than this are noise.
const NOISE: f64 = 1e-9;

/// Where columns are more than this, not all are looked at before each pivot.
const MANY: usize = 4_500;

/// Columns looked at again before all are.
const HANDY: usize = 120;

/// A reduced cost that is worth a pivot.
const WORTH: f64 = 1e-7;

#[expect(clippy::cast_precision_loss, reason = "limits and scores are far below 2^53")]
fn real(n: i64) -> f64 {
    n as f64
}

impl Master {
    /// A program without columns.
    pub(crate) fn new(program: &Program<'_>, miss: f64, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut lines = Vec::new();
        let mut of_person = vec![Vec::new(); program.n_people];
        let mut of_initiative = vec![Vec::new(); program.n_initiatives];
        for (row, own) in program.rows.iter().enumerate() {
            let mut add = |limit: i64, kind: Kind| {
                let noise = f64::from(random.next_u32()) / f64::from(u32::MAX);
                let noise = if kind == Kind::AtMost { (0.5 + noise) * 2e-6 } else { 0.0 };
                let line = u32::try_from(lines.len()).expect("fewer rows");
                lines.push(Line { row, limit: real(limit) + noise, kind });
                let mut count = |p: usize, c: f64| of_person[p].push((line, c));
                match &own.place {
                    Place::Person(p) => count(*p, 1.0),
                    Place::Teams(k) => of_initiative[*k].push((line, 1.0)),
                    Place::AllTeams => of_initiative.iter_mut().for_each(|lines| lines.push((line, 1.0))),
                    Place::Seats => (0..program.n_people).for_each(|p| count(p, 1.0)),
                    Place::Count(people) => people.iter().for_each(|&p| count(p, 1.0)),
                    Place::Order { later, earlier } => {
                        count(*later, 1.0);
                        count(*earlier, -1.0);
                    }
                    // A plan is kept, and a score asked for, where teams are listed only.
                    Place::OldTeam(_) | Place::Kept | Place::Points => {}
                }
            };
            match (own.lo.filter(|&lo| lo > 0), own.hi) {
                (Some(lo), Some(hi)) if lo == hi => add(hi, Kind::Equal),
                (lo, hi) => {
                    hi.into_iter().for_each(|hi| add(hi, Kind::AtMost));
                    lo.into_iter().for_each(|lo| add(lo, Kind::AtLeast));
                }
            }
        }
        let m = lines.len();
        let basis = lines
            .iter()
            .enumerate()
            .map(
                |(at, line)| {
                    if line.kind == Kind::AtMost { Variable::Spare(at) } else { Variable::Missing(at) }
                },
            )
            .collect();
        let mut master = Self {
            x: lines.iter().map(|line| line.limit).collect(),
            lines,
            of_person,
            of_initiative,
            codes: Vec::new(),
            columns: Vec::new(),
            values: Vec::new(),
            is_basic: Vec::new(),
            basis,
            inverse: vec![0.0; m * m],
            y: vec![0.0; m],
            miss,
            n_rows: program.rows.len(),
            pivots: 0,
        };
        (0..m).for_each(|at| master.inverse[at * m + at] = 1.0);
        master.reprice();
        master
    }

    /// The codes of its columns.
    pub(crate) fn codes(&self) -> &[usize] {
        &self.codes
    }

    /// Adds a column that is not there yet.
    pub(crate) fn add(&mut self, program: &Program<'_>, code: usize) {
        let mut column: Vec<(u32, f64)> = Vec::new();
        let people = program.columns.members(code).flat_map(|p| &self.of_person[p]);
        for &(line, coefficient) in people.chain(&self.of_initiative[program.columns.initiative(code)]) {
            match column.iter_mut().find(|(known, _)| *known == line) {
                Some((_, sum)) => *sum += coefficient,
                None => column.push((line, coefficient)),
            }
        }
        column.retain(|(_, coefficient)| *coefficient != 0.0);
        self.columns.push(column);
        self.values.push(real(program.value_of(code)));
        self.codes.push(code);
        self.is_basic.push(false);
    }

    /// Forgets columns far below their price; returns the codes that stay.
    pub(crate) fn forget(&mut self, keep: usize) {
        if self.codes.len() <= keep {
            return;
        }
        let mut order: Vec<usize> = (0..self.codes.len()).collect();
        let cost: Vec<f64> = order.iter().map(|&c| self.reduced_cost(c)).collect();
        order.sort_by(|&a, &b| {
            self.is_basic[b].cmp(&self.is_basic[a]).then(cost[b].total_cmp(&cost[a])).then(a.cmp(&b))
        });
        order.truncate(keep.max(self.lines.len()));
        order.sort_unstable();
        let mut new_place = vec![usize::MAX; self.codes.len()];
        for (new, &old) in order.iter().enumerate() {
            new_place[old] = new;
        }
        for variable in &mut self.basis {
            if let Variable::Column(c) = variable {
                *c = new_place[*c];
            }
        }
        self.codes = order.iter().map(|&c| self.codes[c]).collect();
        self.columns = order.iter().map(|&c| std::mem::take(&mut self.columns[c])).collect();
        self.values = order.iter().map(|&c| self.values[c]).collect();
        self.is_basic = order.iter().map(|&c| self.is_basic[c]).collect();
    }

    /// Another price for what is missed.
    pub(crate) fn set_miss(&mut self, miss: f64) {
        self.miss = miss;
        self.reprice();
    }

    /// Whether some row is missed in the current answer.
    pub(crate) fn misses(&self) -> bool {
        self.basis.iter().zip(&self.x).any(|(v, x)| matches!(v, Variable::Missing(_)) && *x > 1e-4)
    }

    fn cost(&self, variable: Variable) -> f64 {
        match variable {
            Variable::Column(c) => self.values[c],
            Variable::Spare(_) => 0.0,
            Variable::Missing(_) => -self.miss,
        }
    }

    fn reduced_cost(&self, column: usize) -> f64 {
        let price: f64 = self.columns[column].iter().map(|&(line, c)| self.y[line as usize] * c).sum();
        self.values[column] - price
    }

    fn reprice(&mut self) {
        let m = self.lines.len();
        let cost: Vec<f64> = self.basis.iter().map(|&v| self.cost(v)).collect();
        for line in 0..m {
            let column = &self.inverse[line * m..(line + 1) * m];
            self.y[line] = column.iter().zip(&cost).map(|(a, c)| a * c).sum();
        }
    }

    fn settle_values(&mut self) {
        let m = self.lines.len();
        self.x = vec![0.0; m];
        for (line, own) in self.lines.iter().enumerate() {
            let column = &self.inverse[line * m..(line + 1) * m];
            for (x, a) in self.x.iter_mut().zip(column) {
                *x += a * own.limit;
            }
        }
        self.x.iter_mut().for_each(|x| *x = x.max(0.0));
    }

    /// inverse × the variable's column.
    fn direction(&self, variable: Variable) -> Vec<f64> {
        let m = self.lines.len();
        let mut direction = vec![0.0; m];
        let mut add = |line: usize, coefficient: f64| {
            let column = &self.inverse[line * m..(line + 1) * m];
            for (d, a) in direction.iter_mut().zip(column) {
                *d += a * coefficient;
            }
        };
        match variable {
            Variable::Column(c) => self.columns[c].iter().for_each(|&(line, own)| add(line as usize, own)),
            Variable::Spare(line) => {
                add(line, if self.lines[line].kind == Kind::AtLeast { -1.0 } else { 1.0 })
            }
            Variable::Missing(line) => add(line, 1.0),
        }
        direction
    }

    /// Pivots until no column is worth more than its price, at most `limit` times and until it
    /// is stopped; the value, and the number of pivots.
    pub(crate) fn solve(&mut self, limit: usize, is_stopped: impl Fn() -> bool) -> (f64, usize) {
        let mut pivots = 0;
        let mut banned: Vec<Variable> = Vec::new();
        let mut handy: Vec<u32> = Vec::new();
        while pivots < limit && !is_stopped() {
            let Some((entering, gain)) = self.entering(&banned, &mut handy) else { break };
            let direction = self.direction(entering);
            let Some(leaving) = self.leaving(&direction) else {
                banned.push(entering);
                continue;
            };
            banned.clear();
            self.pivot(entering, leaving, &direction, gain);
            pivots += 1;
            self.pivots += 1;
            if self.pivots.is_multiple_of(64) {
                self.settle_values();
                self.reprice();
            }
            if self.pivots.is_multiple_of(1_500) {
                self.rebuild();
            }
        }
        self.settle_values();
        self.reprice();
        let value = self.basis.iter().zip(&self.x).map(|(&v, x)| self.cost(v) * x).sum();
        (value, pivots)
    }

    /// The variable that is worth most more than its price: among all, or, where columns are many, among
    /// those that were not long ago.
    fn entering(&self, banned: &[Variable], handy: &mut Vec<u32>) -> Option<(Variable, f64)> {
        if self.columns.len() <= MANY {
            return self.best_of(0..self.columns.len(), banned);
        }
        let best = self.best_of(handy.iter().map(|&c| c as usize), banned);
        if best.is_some_and(|(variable, _)| matches!(variable, Variable::Column(_))) {
            return best;
        }
        let mut gains: Vec<(f64, u32)> = (0..)
            .zip(&self.is_basic)
            .filter(|(_, is_basic)| !**is_basic)
            .map(|(c, _)| (self.reduced_cost(c as usize), c))
            .filter(|(gain, _)| *gain > WORTH)
            .collect();
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        gains.truncate(HANDY);
        *handy = gains.into_iter().map(|(_, c)| c).collect();
        self.best_of(handy.iter().map(|&c| c as usize), banned)
    }

    fn best_of(&self, columns: impl Iterator<Item = usize>, banned: &[Variable]) -> Option<(Variable, f64)> {
        let mut best: Option<(Variable, f64)> = None;
        let mut see = |variable: Variable, gain: f64| {
            if gain > best.map_or(WORTH, |(_, known)| known) && !banned.contains(&variable) {
                best = Some((variable, gain));
            }
        };
        for column in columns.filter(|&c| !self.is_basic[c]) {
            see(Variable::Column(column), self.reduced_cost(column));
        }
        for (line, (own, &y)) in self.lines.iter().zip(&self.y).enumerate() {
            match own.kind {
                Kind::AtMost => see(Variable::Spare(line), -y),
                Kind::AtLeast => see(Variable::Spare(line), y),
                Kind::Equal => {}
            }
        }
        best
    }

    fn leaving(&self, direction: &[f64]) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for (line, (&d, &x)) in direction.iter().zip(&self.x).enumerate() {
            if d <= 1e-7 {
                continue;
            }
            let step = x / d;
            let better = match best {
                None => true,
                Some((known, least)) => step < least - NOISE || step < least + NOISE && d > direction[known],
            };
            if better {
                best = Some((line, step));
            }
        }
        best.map(|(line, _)| line)
    }

    fn pivot(&mut self, entering: Variable, leaving: usize, direction: &[f64], gain: f64) {
        let m = self.lines.len();
        let own = direction[leaving];
        let step = self.x[leaving] / own;
        for (x, d) in self.x.iter_mut().zip(direction) {
            *x = (*x - step * d).max(0.0);
        }
        self.x[leaving] = step;
        for line in 0..m {
            let column = &mut self.inverse[line * m..(line + 1) * m];
            let t = column[leaving] / own;
            if t.abs() < 1e-13 {
                column[leaving] = 0.0;
                continue;
            }
            for (a, d) in column.iter_mut().zip(direction) {
                *a -= t * d;
            }
            column[leaving] = t;
            self.y[line] += gain * t;
        }
        if let Variable::Column(c) = self.basis[leaving] {
            self.is_basic[c] = false;
        }
        if let Variable::Column(c) = entering {
            self.is_basic[c] = true;
        }
        self.basis[leaving] = entering;
    }

    /// The inverse anew, from the basis alone.
    fn rebuild(&mut self) {
        let m = self.lines.len();
        let wanted = std::mem::take(&mut self.basis);
        self.inverse = vec![0.0; m * m];
        self.basis = (0..m).map(Variable::Missing).collect();
        (0..m).for_each(|at| self.inverse[at * m + at] = 1.0);
        let mut is_free = vec![true; m];
        for &variable in wanted.iter().filter(|v| !matches!(v, Variable::Column(_))) {
            let (Variable::Spare(line) | Variable::Missing(line)) = variable else { continue };
            if is_free[line] {
                is_free[line] = false;
                let sign = match (variable, self.lines[line].kind) {
                    (Variable::Spare(_), Kind::AtLeast) => -1.0,
                    _ => 1.0,
                };
                self.inverse[line * m + line] = sign;
                self.basis[line] = variable;
            }
        }
        self.is_basic.iter_mut().for_each(|basic| *basic = false);
        for &variable in wanted.iter().filter(|v| matches!(v, Variable::Column(_))) {
            let direction = self.direction(variable);
            let free = direction.iter().enumerate().filter(|(line, _)| is_free[*line]);
            let Some((line, d)) = free.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())) else { continue };
            if d.abs() > 1e-7 {
                is_free[line] = false;
                self.pivot(variable, line, &direction, 0.0);
            }
        }
        self.settle_values();
        self.reprice();
    }

    /// The duals, one a row of the program.
    pub(crate) fn duals(&self) -> Vec<f64> {
        let mut duals = vec![0.0; self.n_rows];
        for (line, y) in self.lines.iter().zip(&self.y) {
            duals[line.row] += y;
        }
        duals
    }

    /// What share of each column is chosen, where any: code and share.
    pub(crate) fn shares(&self) -> Vec<(usize, f64)> {
        let mut shares: Vec<(usize, f64)> = self
            .basis
            .iter()
            .zip(&self.x)
            .filter_map(|(v, &x)| match v {
                Variable::Column(c) if x > 1e-5 => Some((self.codes[*c], x)),
                _ => None,
            })
            .collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shares
    }
}
