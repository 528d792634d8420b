//! Column generation for blocks whose teams are too many to list: the linear program over the columns
//! so far gives duals, pricing finds what is worth more than its price, and every round gives a bound.
//!
//! Duals are smoothed towards the best so far (Wentges 1997): the duals of a half-grown program jump
//! about, and pricing at them finds columns nobody needs later.

use crate::bound::Bound;
use crate::master::Master;
use crate::pricing::{Face, Priced, Wanted, price};
use crate::program::{Place, Prices, Program};
use crate::solve::{Effort, Work};
use fordel_model::Criterion;
use rustc_hash::FxHashSet;

/// What column generation ends with.
pub(crate) struct Generated {
    /// The lowest bound found, every reduced cost at most 0.
    pub(crate) bound: Bound,
    /// What share of each is chosen there, the largest first.
    pub(crate) shares: Vec<(usize, f64)>,
}

/// Rounds at most.
const MAX_ROUNDS: u64 = 400;

/// Teams asked for each first member and initiative in a round.
const EACH: usize = 2;

/// The faces of all initiatives under prices.
pub(crate) fn faces<'a>(program: &Program<'a>, prices: &Prices<i64>, scale: i64) -> Vec<Face<'a>> {
    let teams = program.columns.teams().expect("only teams that are not listed are priced");
    (0..program.n_initiatives)
        .filter(|&at| program.most_teams(at) > 0)
        .map(|at| Face::new(teams, at, &program.worth, prices, scale))
        .collect()
}

/// The columns of what pricing found.
pub(crate) fn codes(program: &Program<'_>, teams: &[Priced]) -> Vec<usize> {
    teams.iter().map(|team| program.columns.code(team.initiative, team.members())).collect()
}

/// Finds duals that make the bound of `program` (nearly) as low as its linear relaxation, starting
/// from the columns in `start`.
pub(crate) fn lowest_bound(
    program: &Program<'_>,
    start: &[usize],
    work: Work,
    effort: &mut Effort,
) -> Generated {
    let teams = program.columns.teams().expect("only teams that are not listed are priced");
    let largest = program.worth.factor.abs() * teams.largest_score()
        + 4 * program.worth.person.iter().map(|worth| worth.abs()).max().unwrap_or(0);
    let mut run = Run::new(program, real(8 * largest.max(1)), work);
    start.iter().for_each(|&code| run.add(code));
    run.grow(largest, effort);
    Generated {
        bound: run.best.unwrap_or_else(|| Bound::of_nothing(program, work.scale)),
        shares: run.master.shares(),
    }
}

struct Run<'a> {
    program: &'a Program<'a>,
    work: Work,
    master: Master,
    known: FxHashSet<usize>,
    best: Option<Bound>,
}

#[expect(clippy::cast_precision_loss, reason = "limits and scores are far below 2^53")]
fn real(n: i64) -> f64 {
    n as f64
}

impl<'a> Run<'a> {
    fn new(program: &'a Program<'a>, miss: f64, work: Work) -> Self {
        let master = Master::new(program, miss, work.seed);
        Self { program, work, master, known: FxHashSet::default(), best: None }
    }

    fn add(&mut self, code: usize) {
        if self.known.insert(code) {
            self.master.add(self.program, code);
        }
    }

    fn grow(&mut self, largest: i64, effort: &mut Effort) {
        let scale = real(self.work.scale);
        // A pivot costs the square of the rows; an unfinished program gives duals as well.
        let pivots = (20_000_000 / self.program.rows.len().max(1)).clamp(2_000, 200_000);
        let mut weight = 0.5;
        let mut last: Vec<f64> = Vec::new();
        for _ in 0..MAX_ROUNDS {
            if self.work.is_stopped() {
                return;
            }
            effort.rounds += 1;
            let (value, _) = self.master.solve(pivots);
            let own = self.master.duals();
            if let Some(best) = &self.best {
                #[expect(clippy::cast_precision_loss, reason = "a stopping rule, not a result")]
                let gap = best.total as f64 / scale - value;
                if gap < (1e-7 * value.abs()).max(0.02 * real(self.program.grain).min(1.0)) {
                    if self.master.misses() && self.master.miss < 1e4 * real(largest) {
                        self.master.set_miss(self.master.miss * 64.0);
                        self.best = None;
                        last.clear();
                        continue;
                    }
                    return;
                }
            }
            let mut found = 0;
            // Smoothed first; where that finds nothing new, at the duals themselves.
            for smooth in [true, false] {
                let duals: Vec<f64> = if smooth && last.len() == own.len() {
                    last.iter().zip(&own).map(|(a, b)| weight * a + (1.0 - weight) * b).collect()
                } else if smooth {
                    continue;
                } else {
                    own.clone()
                };
                let (new, improved) = self.price(&duals, &own, effort);
                found = new;
                if improved {
                    last = duals;
                }
                weight = if improved { (weight + 0.1f64).min(0.8) } else { (weight - 0.1).max(0.2) };
                if found > 0 {
                    break;
                }
            }
            if found == 0 {
                if self.master.misses() && self.master.miss < 1e4 * real(largest) {
                    self.master.set_miss(self.master.miss * 64.0);
                    self.best = None;
                    last.clear();
                    continue;
                }
                return;
            }
            self.master.forget(8 * self.program.rows.len() + 1_000);
            if self.known.len() > 2 * self.master.codes().len() {
                self.known = self.master.codes().iter().copied().collect();
            }
        }
    }

    /// Prices at `duals`; adds columns worth more than their price at `own`. How many, and whether the
    /// bound is lower than any so far.
    fn price(&mut self, duals: &[f64], own: &[f64], effort: &mut Effort) -> (usize, bool) {
        let program = self.program;
        let scale = self.work.scale;
        let duals = Bound::rounded(program, duals, scale);
        let prices = program.prices(&duals);
        let faces = faces(program, &prices, scale);
        let wanted = Wanted { threshold: 1, each: EACH, most: usize::MAX };
        let found = price(&faces, wanted, self.work.pieces, self.work.stop);
        effort.columns += found.teams.len() as u64;
        let mut improved = false;
        if !found.cut {
            let mut largest = vec![0i64; program.n_initiatives];
            for team in &found.teams {
                largest[team.initiative] = largest[team.initiative].max(team.reduced_cost);
            }
            let bound = Bound::raised(program, duals, scale, &largest);
            if self.best.as_ref().is_none_or(|best| bound.total < best.total) {
                crate::watch::tell(self.work.watch, program, None, Some(&bound));
                self.best = Some(bound);
                improved = true;
            }
        }
        let own = program.prices(own);
        let mut order: Vec<(f64, usize, Priced)> = Vec::new();
        for team in found.teams {
            let code = program.columns.code(team.initiative, team.members());
            let price: f64 = team.members().iter().map(|&p| own.person[usize::from(p)]).sum();
            let reduced_cost = real(program.value_of(code)) - price - own.initiative[team.initiative];
            if reduced_cost > 1e-6 && !self.known.contains(&code) {
                order.push((reduced_cost, code, team));
            }
        }
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // Two columns a person are enough for one round.
        let mut taken = vec![0u8; program.n_people];
        let mut added = 0;
        for (_, code, team) in order {
            if team.members().iter().any(|&p| taken[usize::from(p)] < 2) {
                team.members()
                    .iter()
                    .for_each(|&p| taken[usize::from(p)] = taken[usize::from(p)].saturating_add(1));
                self.add(code);
                added += 1;
            }
        }
        (added, improved)
    }
}

impl Bound {
    /// Duals rounded to multiples of 1/`scale`, with the signs that rows allow.
    pub(crate) fn rounded(program: &Program<'_>, duals: &[f64], scale: i64) -> Vec<i64> {
        duals
            .iter()
            .zip(&program.rows)
            .map(|(&value, row)| {
                let rounded = crate::bound::round(value, scale);
                let allowed = if rounded > 0 { row.hi.is_some() } else { row.lo.is_some() };
                if allowed { rounded } else { 0 }
            })
            .collect()
    }

    /// A bound that prices every person for the most they could bring to any team: weak, but at no cost.
    pub(crate) fn by_person(program: &Program<'_>, scale: i64) -> Self {
        let Some(teams) = program.columns.teams() else { return Self::of_nothing(program, scale) };
        let weight = |criterion| program.worth.factor * teams.weight(criterion);
        let members = teams.members();
        let hundreds = [Criterion::Sectors, Criterion::Organisations, Criterion::Professions];
        // A pair's difference is shared by its two; a team of four has three pairs a member.
        let pairs = weight(Criterion::Diversity) * members.widest_difference();
        let together = 100 * hundreds.map(weight).iter().sum::<i64>() + 2 * pairs;
        let chain = 100 * weight(Criterion::Chain);
        let most = |p: usize| {
            let person = &members.people()[p];
            let alone = person.alone.iter().flatten().max().copied().unwrap_or(0);
            let chain = if person.manager.is_some() { chain } else { 0 };
            program.worth.factor * alone + program.worth.person[p] + together + chain
        };
        let duals = program.rows.iter().map(|row| match row.place {
            Place::Person(p) => scale * most(p).max(0),
            _ => 0,
        });
        Self::raised(program, duals.collect(), scale, &vec![0; program.n_initiatives])
    }

    /// The bound of no duals at all: what the largest score allows.
    pub(crate) fn of_nothing(program: &Program<'_>, scale: i64) -> Self {
        let largest = match program.columns.teams() {
            Some(teams) => {
                program.worth.factor.abs() * teams.largest_score()
                    + 4 * program.worth.person.iter().map(|worth| worth.abs()).max().unwrap_or(0)
            }
            None => 0,
        };
        let duals = vec![0; program.rows.len()];
        Self::raised(program, duals, scale, &vec![largest * scale; program.n_initiatives])
    }

    /// The bound of these duals, raised by the largest reduced cost of each initiative in the cheapest
    /// of three ways: initiative by initiative, person by person, or over all seats.
    pub(crate) fn raised(program: &Program<'_>, duals: Vec<i64>, scale: i64, largest: &[i64]) -> Self {
        let by_team = |row: &crate::program::Row| match row.place {
            Place::Teams(k) => largest[k],
            _ => 0,
        };
        let teams = program.columns.teams();
        let each = largest
            .iter()
            .enumerate()
            .map(|(k, &most)| {
                let size = teams.map_or(2, |teams| i64::from(teams.size(k).min()));
                (most.max(0) + size - 1).div_euclid(size)
            })
            .max()
            .unwrap_or(0);
        let by_person =
            |row: &crate::program::Row| if matches!(row.place, Place::Person(_)) { each } else { 0 };
        let by_seat = |row: &crate::program::Row| {
            if matches!(row.place, Place::Seats) && row.hi.is_some() { each } else { 0 }
        };
        let has_all_seats =
            program.rows.iter().any(|row| matches!(row.place, Place::Seats) && row.hi.is_some());
        let ways: [&dyn Fn(&crate::program::Row) -> i64; 3] = [&by_team, &by_person, &by_seat];
        let n_ways = if has_all_seats { 3 } else { 2 };
        let raise = |way: &dyn Fn(&crate::program::Row) -> i64| -> (i128, Vec<i64>) {
            let raised: Vec<i64> =
                program.rows.iter().zip(&duals).map(|(row, dual)| dual + way(row)).collect();
            let total = program.rows.iter().zip(&raised).map(|(row, &dual)| row.support(dual)).sum();
            (total, raised)
        };
        let (total, duals) =
            ways[..n_ways].iter().map(|way| raise(way)).min_by_key(|(total, _)| *total).expect("three ways");
        let prices = program.prices(&duals);
        Self { scale, duals, total, prices }
    }
}
