//! The dual of the block's linear relaxation, column by column (Kelley's cutting planes: column
//! generation seen from the dual).
//!
//! One variable a row, one constraint a column; only violated columns are added each round. A primal
//! solve of this small model *is* the dual vector, so every backend serves. The variables live in a
//! box, which is widened while the answer touches it, so that an infeasible block (an unbounded dual)
//! shows as a bound below any plan's value instead of an error.
//!
//! Source: Kelley 1960; the scheme for set packing as in Desaulniers, Desrosiers, Solomon (eds.),
//! *Column Generation*, 2005.

use crate::backend::{Backend, BackendError, Constraint, Model, Variable};
use crate::master::Master;
use crate::program::{Place, Program};

/// The dual vector found, a hint to be re-checked in integers.
#[derive(Clone, Debug)]
pub struct Dual {
    /// One value a row.
    pub values: Vec<f64>,
    /// Rounds of pricing.
    pub rounds: u64,
}

/// Violations below this many points do not count.
const TOLERANCE: f64 = 1e-6;

/// Rounds at most; the best duals so far are a valid hint at any time.
const MAX_ROUNDS: u64 = 400;

/// Pivots of our own simplex at most, in one round.
const MOST_PIVOTS: usize = 100_000;

/// The parts of a free dual: how a row's dual is written in non-negative variables.
struct Layout {
    /// By row: the variables and their signs.
    parts: Vec<Vec<(usize, f64)>>,
    variables: Vec<Variable>,
}

#[expect(clippy::cast_precision_loss, reason = "limits and scores are far below 2^53")]
fn real(n: i64) -> f64 {
    n as f64
}

impl Layout {
    fn of(program: &Program<'_>, reach: f64) -> Self {
        let mut variables = Vec::new();
        let mut add = |cost: f64, lower: f64, upper: f64| {
            variables.push(Variable { cost, lower, upper, integer: false });
            variables.len() - 1
        };
        let parts = program
            .rows
            .iter()
            .map(|row| match (row.lo, row.hi) {
                (Some(lo), Some(hi)) if lo == hi => vec![(add(real(hi), -reach, reach), 1.0)],
                (lo, hi) => {
                    let up = hi.map(|hi| (add(real(hi), 0.0, reach), 1.0));
                    let down = lo.map(|lo| (add(-real(lo), 0.0, reach), -1.0));
                    up.into_iter().chain(down).collect()
                }
            })
            .collect();
        Self { parts, variables }
    }

    fn duals(&self, solution: &[f64]) -> Vec<f64> {
        self.parts.iter().map(|parts| parts.iter().map(|&(v, sign)| sign * solution[v]).sum()).collect()
    }
}

/// Finds duals that make the bound of `program` (nearly) as low as its linear relaxation.
///
/// # Errors
/// [`BackendError`] where the backend fails before the first answer.
pub fn lowest_bound(program: &Program<'_>, backend: Backend) -> Result<Dual, BackendError> {
    let largest = program.values.iter().map(|v| v.abs()).max().unwrap_or(0).max(1);
    let mut reach = 8.0 * real(largest);
    let mut cuts = Cuts::new(program);
    let mut rounds = 0;
    let mut best: Option<(f64, Vec<f64>)> = None;
    loop {
        let layout = Layout::of(program, reach);
        let solution = cuts.settle(program, &layout, backend, &mut rounds)?;
        let bound: f64 = layout.variables.iter().zip(&solution).map(|(v, x)| v.cost * x).sum();
        let values = layout.duals(&solution);
        let touches = values.iter().any(|value| value.abs() >= reach * 0.999);
        // Where a wider box does not lower the bound, the smaller duals say the same.
        if let Some((_, values)) = best.take_if(|(known, _)| bound > *known - 1e-6 * known.abs().max(1.0)) {
            return Ok(Dual { values, rounds });
        }
        if !touches || reach > 1e4 * real(largest) || rounds >= MAX_ROUNDS {
            return Ok(Dual { values, rounds });
        }
        best = Some((bound, values));
        reach *= 64.0;
    }
}

/// The same by our own simplex, for where a backend fails: duals of rows about an earlier plan and of
/// points stay 0.
pub(crate) fn by_own_simplex(program: &Program<'_>, seed: u64) -> Dual {
    let largest = real(program.values.iter().map(|v| v.abs()).max().unwrap_or(0).max(1));
    let mut master = Master::new(program, 8.0 * largest, seed);
    let mut cuts = Cuts::new(program);
    let (mut n_known, mut rounds) = (0, 0);
    loop {
        rounds += 1;
        cuts.chosen[n_known..].iter().for_each(|&column| master.add(program, column));
        n_known = cuts.chosen.len();
        master.solve(MOST_PIVOTS, || false);
        let mut values = master.duals();
        for (row, dual) in program.rows.iter().zip(&mut values) {
            if matches!(row.place, Place::OldTeam(_) | Place::Kept | Place::Points) {
                *dual = 0.0;
            }
        }
        if cuts.add_best_per_person(program, &values) && rounds < MAX_ROUNDS {
            continue;
        }
        if !master.misses() || master.miss > 1e4 * largest || rounds >= MAX_ROUNDS {
            return Dual { values, rounds };
        }
        master.set_miss(master.miss * 64.0);
    }
}

/// The columns that are constraints so far.
struct Cuts {
    chosen: Vec<usize>,
    is_chosen: Vec<bool>,
    /// By person and by initiative: the rows that count them, with their coefficients.
    rows_of_person: Vec<Vec<(usize, f64)>>,
    rows_of_initiative: Vec<Vec<(usize, f64)>>,
    rows_of_old_team: Vec<Vec<(usize, f64)>>,
    /// The rows that count people kept and points.
    kept_rows: Vec<usize>,
    points_rows: Vec<usize>,
}

impl Cuts {
    fn new(program: &Program<'_>) -> Self {
        let mut rows_of_person = vec![Vec::new(); program.n_people];
        let mut rows_of_initiative = vec![Vec::new(); program.n_initiatives];
        let mut rows_of_old_team = vec![Vec::new(); program.columns.n_old_teams()];
        let (mut kept_rows, mut points_rows) = (Vec::new(), Vec::new());
        for (at, row) in program.rows.iter().enumerate() {
            match &row.place {
                Place::Person(p) => rows_of_person[*p].push((at, 1.0)),
                Place::Teams(k) => rows_of_initiative[*k].push((at, 1.0)),
                Place::AllTeams => rows_of_initiative.iter_mut().for_each(|rows| rows.push((at, 1.0))),
                Place::Seats => rows_of_person.iter_mut().for_each(|rows| rows.push((at, 1.0))),
                Place::Count(people) => people.iter().for_each(|&p| rows_of_person[p].push((at, 1.0))),
                Place::Order { later, earlier } => {
                    rows_of_person[*later].push((at, 1.0));
                    rows_of_person[*earlier].push((at, -1.0));
                }
                Place::OldTeam(team) => rows_of_old_team[*team].push((at, 1.0)),
                Place::Kept => kept_rows.push(at),
                Place::Points => points_rows.push(at),
            }
        }
        let is_chosen = vec![false; program.columns.len()];
        let mut cuts = Self {
            chosen: Vec::new(),
            is_chosen,
            rows_of_person,
            rows_of_initiative,
            rows_of_old_team,
            kept_rows,
            points_rows,
        };
        cuts.add_best_per_person(program, &vec![0.0; program.rows.len()]);
        cuts
    }

    /// Solves and adds violated columns until none is left; the variables then.
    fn settle(
        &mut self,
        program: &Program<'_>,
        layout: &Layout,
        backend: Backend,
        rounds: &mut u64,
    ) -> Result<Vec<f64>, BackendError> {
        loop {
            *rounds += 1;
            let model = self.model(program, layout);
            let solution = backend(&model)?;
            if solution.iter().any(|value| !value.is_finite()) {
                return Err(BackendError::Internal("a value is no number".to_owned()));
            }
            if !self.add_best_per_person(program, &layout.duals(&solution)) || *rounds >= MAX_ROUNDS {
                return Ok(solution);
            }
        }
    }

    fn model(&self, program: &Program<'_>, layout: &Layout) -> Model {
        let constraint = |&column: &usize| {
            let mut coefficients: Vec<(usize, f64)> = Vec::new();
            let columns = program.columns;
            let people = columns.members(column).flat_map(|p| &self.rows_of_person[p]).copied();
            let initiative = self.rows_of_initiative[columns.initiative(column)].iter().copied();
            let old_team = columns.continues(column).map(|team| self.rows_of_old_team[team].iter().copied());
            let kept = self.kept_rows.iter().map(|&row| (row, real(columns.kept(column))));
            let points = self.points_rows.iter().map(|&row| (row, real(columns.score(column))));
            let old_team = old_team.into_iter().flatten();
            for (row, coefficient) in people.chain(initiative).chain(old_team).chain(kept).chain(points) {
                match coefficients.iter_mut().find(|(known, _)| *known == row) {
                    Some((_, sum)) => *sum += coefficient,
                    None => coefficients.push((row, coefficient)),
                }
            }
            let terms = coefficients
                .iter()
                .flat_map(|&(row, c)| layout.parts[row].iter().map(move |&(v, sign)| (v, c * sign)))
                .collect();
            Constraint { terms, least: real(program.values[column]) }
        };
        Model {
            variables: layout.variables.clone(),
            constraints: self.chosen.iter().map(constraint).collect(),
            nodes: None,
        }
    }

    /// For each person the two most violated columns that hold them; whether any was new.
    fn add_best_per_person(&mut self, program: &Program<'_>, duals: &[f64]) -> bool {
        let prices = program.prices(duals).of_all(program.columns, real);
        let nothing = (TOLERANCE, usize::MAX);
        let mut best = vec![[nothing; 2]; program.n_people];
        for (column, (&value, price)) in program.values.iter().zip(prices).enumerate() {
            let reduced_cost = real(value) - price;
            if reduced_cost <= TOLERANCE || self.is_chosen[column] {
                continue;
            }
            for p in program.columns.members(column) {
                let [first, second] = &mut best[p];
                if reduced_cost > first.0 {
                    *second = *first;
                    *first = (reduced_cost, column);
                } else if reduced_cost > second.0 {
                    *second = (reduced_cost, column);
                }
            }
        }
        let before = self.chosen.len();
        for (_, column) in best.into_iter().flatten().filter(|(_, column)| *column != usize::MAX) {
            if !self.is_chosen[column] {
                self.is_chosen[column] = true;
                self.chosen.push(column);
            }
        }
        self.chosen.len() > before
    }
}
