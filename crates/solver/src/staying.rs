//! What can be said of people kept in their place without any linear program.
//!
//! Nobody counts for more than 1 (who sat in a team that can go on), 0 or -1 (who was out), so of `s` people the
//! `s` who count for most are a bound, and duals say so: a seat's is what the last of them counts for, a
//! person's what they count for beyond that. After one change that bound is nearly always met. A plan that meets
//! it proves it; and where so many must be kept, a team that falls short of what its members count for can be in
//! no plan, which leaves few.

use crate::bound::Bound;
use crate::dual::Dual;
use crate::near;
use crate::program::{Place, Program, Row};
use crate::solve::{Effort, Outcome, Solution, Work, from_below, solution};
use fordel_model::plan;

/// The largest number of times that people kept may count for more than points.
const LARGEST: i128 = 1 << 46;

/// The best plan, where that is how it is found.
pub(crate) fn solve(program: &Program<'_>, work: Work, effort: &mut Effort) -> Option<Solution> {
    let counts: Option<Vec<i64>> = (0..program.n_people).map(|p| program.columns.counts(p)).collect();
    let counts = counts.filter(|counts| !counts.is_empty())?;
    let worth = &program.worth;
    if worth.kept == 1 && worth.factor == 0 && worth.person.iter().all(|&one| one == 0) {
        return most_kept(program, &counts, work, effort);
    }
    let row = program.rows.iter().position(|row| row.place == Place::Kept)?;
    let least = program.rows[row].lo.filter(|_| worth.kept == 0)?;
    best_of_tight(program, &counts, (row, least), work, effort)
}

/// The most people kept.
fn most_kept(program: &Program<'_>, counts: &[i64], work: Work, effort: &mut Effort) -> Option<Solution> {
    let (duals, most) = duals(program, counts);
    let (found, used) = near::plan(program, most);
    effort.nodes += used;
    let columns = found.filter(|columns| program.value(columns) == most)?;
    let bound =
        Bound::new(program, &Dual { values: duals.into_iter().map(real).collect(), rounds: 0 }, work.scale);
    Some(solution(program, bound, columns)).filter(|solution| solution.by_dual)
}

/// The best plan that keeps `least` people, where more cannot be kept: of teams that keep as many as their
/// members count for.
fn best_of_tight(
    program: &Program<'_>,
    counts: &[i64],
    (row, least): (usize, i64),
    work: Work,
    effort: &mut Effort,
) -> Option<Solution> {
    let (staying, most) = duals(program, counts);
    if most != least {
        return None;
    }
    let mut short = program.prices(&staying).of_all(program.columns, |count| count);
    short.iter_mut().enumerate().for_each(|(column, short)| *short -= program.columns.kept(column));
    let tight: Vec<usize> = (0..short.len()).filter(|&column| short[column] == 0).collect();
    let columns = program.columns.valued(&tight, |score| score);
    let own = program.restricted(&columns, &tight);
    let Outcome::Optimal(found) = from_below(&own, work, effort) else { return None };
    // People kept count for so much that no team left aside comes near the bound.
    let gap = found.bound.total - i128::from(found.value) * i128::from(work.scale);
    let prices = found.bound.prices.of_all(program.columns, |count| count);
    let misses = |column: usize| {
        let value = i128::from(program.values[column]) * i128::from(work.scale);
        (value - i128::from(prices[column]) + gap + 1).div_euclid(i128::from(short[column])) + 1
    };
    let times = (0..short.len()).filter(|&column| short[column] > 0).map(misses).max().unwrap_or(0);
    if times > LARGEST {
        return None;
    }
    let times = i64::try_from(times.max(0)).ok()?;
    let mut duals = found.bound.duals;
    duals.iter_mut().zip(&staying).for_each(|(dual, staying)| *dual += times * staying);
    duals[row] -= times;
    let total = program.rows.iter().zip(&duals).map(|(row, &dual)| row.support(dual)).sum();
    let prices = program.prices(&duals);
    let bound = Bound { scale: work.scale, duals, total, prices };
    let mut columns: Vec<usize> = found.columns.into_iter().map(|at| tight[at]).collect();
    columns.sort_unstable();
    Some(solution(program, bound, columns))
}

/// Duals, one a row, under which no team keeps more than it costs; and the most people that can be kept by them.
fn duals(program: &Program<'_>, counts: &[i64]) -> (Vec<i64>, i64) {
    let (mut of_seats, mut duals) = (vec![0; program.n_people], vec![0; program.rows.len()]);
    let mut must = vec![false; program.n_people];
    for row in &program.rows {
        if let (Place::Person(p), Some(1..)) = (&row.place, row.lo) {
            must[*p] = true;
        }
    }
    let beyond = |p: usize, last: i64| match must[p] {
        true => counts[p] - last,
        false => (counts[p] - last).max(0),
    };
    let mut most = 0;
    let mut is_seated = vec![false; program.n_people];
    for (row, dual) in program.rows.iter().zip(&mut duals) {
        let Some((people, seats)) = seats(row, program.n_people) else { continue };
        if people.iter().any(|&p| is_seated[p]) {
            continue;
        }
        let total = |last: i64| last * seats + people.iter().map(|&p| beyond(p, last)).sum::<i64>();
        let last = [0, 1, -1].into_iter().min_by_key(|&last| total(last)).unwrap_or(0);
        *dual = last;
        people.iter().for_each(|&p| (is_seated[p], of_seats[p]) = (true, last));
        most += last * seats;
    }
    for (row, dual) in program.rows.iter().zip(&mut duals) {
        if let Place::Person(p) = row.place {
            *dual = beyond(p, of_seats[p]);
            most += *dual;
        }
    }
    (duals, most)
}

/// The people who share exactly so many seats, where the row says so.
fn seats(row: &Row, n_people: usize) -> Option<(Vec<usize>, i64)> {
    let seats = row.hi.filter(|_| row.lo == row.hi)?;
    match (&row.name, &row.place) {
        (plan::Row::Seats(_), Place::Seats) => Some(((0..n_people).collect(), seats)),
        (plan::Row::Seats(_), Place::Count(people)) => Some((people.clone(), seats)),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few people")]
fn real(n: i64) -> f64 {
    n as f64
}
