//! Column generation for blocks whose teams are too many to list: the linear program over the columns
//! so far gives duals, pricing finds what is worth more than its price, and every round gives a bound.
//!
//! Duals are smoothed towards the best so far (Wentges 1997): the duals of a half-grown program jump
//! about, and pricing at them finds columns nobody needs later.

use crate::bound::Bound;
use crate::master::Master;
use crate::parts;
use crate::pricing::{Face, Priced, Wanted, price};
use crate::program::{Place, Prices, Program};
use crate::solve::{Effort, Work};
use rustc_hash::FxHashSet;

/// What column generation ends with.
pub(crate) struct Generated {
    /// The lowest bound found, every reduced cost at most 0.
    pub(crate) bound: Bound,
    /// What share of each is chosen there, the largest first.
    pub(crate) shares: Vec<(usize, f64)>,
    /// Columns near to their prices.
    pub(crate) near: Vec<usize>,
}

/// Rounds at most.
const MAX_ROUNDS: u64 = 400;

/// Teams asked for each first member and initiative in a round.
const EACH: usize = 2;

/// A block of more people than this starts from its parts, and looks at everything only where a quick
/// look finds little.
pub(crate) const LARGE: usize = 400;

/// Members tried for each first member in a quick look.
const QUICK: u64 = 20_000;

/// The faces of all initiatives under prices.
pub(crate) fn faces<'a>(program: &Program<'a>, prices: &Prices<i64>, scale: i64) -> Vec<Face<'a>> {
    faces_among(program, prices, scale, None)
}

/// The same for teams of some of the people only.
pub(crate) fn faces_among<'a>(
    program: &Program<'a>,
    prices: &Prices<i64>,
    scale: i64,
    among: Option<&[bool]>,
) -> Vec<Face<'a>> {
    let teams = program.columns.teams().expect("only teams that are not listed are priced");
    (0..program.n_initiatives)
        .filter(|&at| program.most_teams(at) > 0)
        .map(|at| {
            let is_in = |p: usize| among.is_none_or(|among| among[p]);
            Face::among(teams, at, (&program.worth, prices, scale), is_in)
        })
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
    let mut run = Run::new(program, reach(program), work, None);
    start.iter().for_each(|&code| run.add(code));
    if let Some(parts) = parts::start(program, work, effort) {
        run.best = Some(Bound::by_person(program, work.scale));
        parts.codes.iter().for_each(|&code| run.add(code));
        run.begin_at(parts.duals, effort);
    }
    run.grow(effort);
    let shares = run.master.shares();
    let bound = run.best.unwrap_or_else(|| Bound::by_person(program, work.scale));
    Generated { bound, shares, near: run.master.codes().to_vec() }
}

/// More than any plan's value changes with one team.
pub(crate) fn reach(program: &Program<'_>) -> i64 {
    let teams = program.columns.teams().expect("only teams that are not listed are priced");
    let largest = program.worth.factor.abs() * teams.largest_score()
        + 4 * program.worth.person.iter().map(|worth| worth.abs()).max().unwrap_or(0);
    8 * largest.max(1)
}

/// Column generation under way.
pub(crate) struct Run<'a> {
    program: &'a Program<'a>,
    work: Work,
    master: Master,
    /// What a missed unit costs at first.
    miss: f64,
    known: FxHashSet<usize>,
    best: Option<Bound>,
    /// Whose teams are looked at; all people's where it is left out.
    among: Option<Vec<bool>>,
    /// The duals that gave the best bound.
    last: Vec<f64>,
}

#[expect(clippy::cast_precision_loss, reason = "limits and scores are far below 2^53")]
fn real(n: i64) -> f64 {
    n as f64
}

impl<'a> Run<'a> {
    pub(crate) fn new(program: &'a Program<'a>, miss: i64, work: Work, among: Option<Vec<bool>>) -> Self {
        let miss = real(miss);
        let master = Master::new(program, miss, work.seed);
        Self { program, work, master, miss, known: FxHashSet::default(), best: None, among, last: Vec::new() }
    }

    fn add(&mut self, code: usize) {
        if self.known.insert(code) {
            self.master.add(self.program, code);
        }
    }

    /// The columns nearest to their prices, about so many.
    pub(crate) fn nearest(mut self, most: usize) -> Vec<usize> {
        self.master.forget(most);
        self.master.codes().to_vec()
    }

    /// The duals of the best bound, one a row; those of the program so far where there is none.
    pub(crate) fn duals(&self) -> Vec<f64> {
        if self.last.is_empty() { self.master.duals() } else { self.last.clone() }
    }

    /// Starts from duals that somebody else found, with the bound they give.
    fn begin_at(&mut self, duals: Vec<f64>, effort: &mut Effort) {
        self.price(&duals, &duals, u64::MAX, effort);
        self.last = duals;
    }

    /// Adds columns until none is worth more than its price, or as good as none in a large block.
    pub(crate) fn grow(&mut self, effort: &mut Effort) {
        let scale = real(self.work.scale);
        // A pivot costs the square of the rows; an unfinished program gives duals as well.
        let pivots = (20_000_000 / self.program.rows.len().max(1)).clamp(2_000, 200_000);
        let is_large = self.among.is_none() && self.program.n_people > LARGE;
        let near = if is_large { 2e-5 } else { 1e-7 };
        let looks = if is_large { QUICK } else { u64::MAX };
        let (mut weight, heaviest): (f64, f64) = if is_large { (0.3, 0.4) } else { (0.5, 0.8) };
        for _ in 0..MAX_ROUNDS {
            if self.work.is_stopped() {
                return;
            }
            effort.rounds += 1;
            let (value, _) = self.master.solve(pivots, || self.work.is_stopped());
            let own = self.master.duals();
            if let Some(best) = &self.best {
                #[expect(clippy::cast_precision_loss, reason = "a stopping rule, not a result")]
                let gap = best.total as f64 / scale - value;
                if gap < (near * value.abs()).max(0.02 * real(self.program.grain).min(1.0)) {
                    if self.ask_more() {
                        continue;
                    }
                    return;
                }
            }
            let mut found = 0;
            // Smoothed first; where that finds nothing new, at the duals themselves.
            for smooth in [true, false] {
                let duals: Vec<f64> = if smooth && self.last.len() == own.len() {
                    self.last.iter().zip(&own).map(|(a, b)| weight * a + (1.0 - weight) * b).collect()
                } else if smooth {
                    continue;
                } else {
                    own.clone()
                };
                let (mut new, mut improved) = self.price(&duals, &own, looks, effort);
                if is_large && new * 20 < self.program.n_people {
                    let (more, better) = self.price(&duals, &own, u64::MAX, effort);
                    (new, improved) = (new + more, better);
                }
                found = new;
                if improved {
                    self.last = duals;
                }
                weight = if improved { (weight + 0.1).min(heaviest) } else { (weight - 0.1).max(0.2) };
                if found > 0 {
                    break;
                }
            }
            if found == 0 {
                if self.ask_more() {
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

    /// Where rows are missed still, makes that dearer; whether it did.
    fn ask_more(&mut self) -> bool {
        let dearer = self.master.misses() && self.master.miss < 1.25e3 * self.miss;
        if dearer {
            self.master.set_miss(self.master.miss * 64.0);
            self.best = None;
            self.last.clear();
        }
        dearer
    }

    /// Prices at `duals`, with so many looks for each first member; adds columns worth more than their
    /// price at `own`. How many, and whether the bound is lower than any so far.
    fn price(&mut self, duals: &[f64], own: &[f64], looks: u64, effort: &mut Effort) -> (usize, bool) {
        let program = self.program;
        let scale = self.work.scale;
        let duals = Bound::rounded(program, duals, scale);
        let prices = program.prices(&duals);
        let faces = faces_among(program, &prices, scale, self.among.as_deref());
        let wanted = Wanted { threshold: 1, each: EACH, most: usize::MAX, looks };
        let found = price(&faces, wanted, self.work.pieces, self.work.stop);
        effort.columns += found.teams.len() as u64;
        let mut improved = false;
        if !found.cut {
            let bound = Bound::raised(program, duals, scale, &Excess::of(program, &found.teams));
            if self.best.as_ref().is_none_or(|best| bound.total < best.total) {
                if self.among.is_none() {
                    crate::watch::tell(self.work.watch, program, None, Some(&bound));
                }
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

/// How far reduced costs are above 0.
pub(crate) struct Excess {
    /// By initiative: the largest of its teams.
    pub(crate) of_initiative: Vec<i64>,
    /// By person: the largest of the teams that are found from them.
    pub(crate) of_first: Vec<i64>,
}

impl Excess {
    /// Of no team.
    pub(crate) fn none(program: &Program<'_>) -> Self {
        Self { of_initiative: vec![0; program.n_initiatives], of_first: vec![0; program.n_people] }
    }

    /// Of what pricing found without being cut.
    fn of(program: &Program<'_>, teams: &[Priced]) -> Self {
        let mut excess = Self::none(program);
        for team in teams {
            let (initiative, first) = (team.initiative, usize::from(team.first));
            excess.of_initiative[initiative] = excess.of_initiative[initiative].max(team.reduced_cost);
            excess.of_first[first] = excess.of_first[first].max(team.reduced_cost);
        }
        excess
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
        let excess = Excess {
            of_initiative: vec![largest * scale; program.n_initiatives],
            of_first: vec![largest * scale; program.n_people],
        };
        Self::raised(program, duals, scale, &excess)
    }

    /// The bound of these duals, raised by the largest reduced costs in the cheapest of four ways:
    /// initiative by initiative, all people alike, over all seats, or by the person each team is found from.
    pub(crate) fn raised(program: &Program<'_>, duals: Vec<i64>, scale: i64, excess: &Excess) -> Self {
        let largest = &excess.of_initiative;
        let by_team = |row: &crate::program::Row| match row.place {
            Place::Teams(k) => largest[k],
            _ => 0,
        };
        let by_first = |row: &crate::program::Row| match row.place {
            Place::Person(p) => excess.of_first[p],
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
        let ways: [&dyn Fn(&crate::program::Row) -> i64; 4] = [&by_team, &by_person, &by_first, &by_seat];
        let n_ways = if has_all_seats { 4 } else { 3 };
        let raise = |way: &dyn Fn(&crate::program::Row) -> i64| -> (i128, Vec<i64>) {
            let raised: Vec<i64> =
                program.rows.iter().zip(&duals).map(|(row, dual)| dual + way(row)).collect();
            let total = program.rows.iter().zip(&raised).map(|(row, &dual)| row.support(dual)).sum();
            (total, raised)
        };
        let (total, duals) =
            ways[..n_ways].iter().map(|way| raise(way)).min_by_key(|(total, _)| *total).expect("some ways");
        let prices = program.prices(&duals);
        Self { scale, duals, total, prices }
    }
}
