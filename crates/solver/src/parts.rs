//! A start for column generation in a large block: its people are divided into parts, the linear program
//! of each part is solved by itself with its share of the seats, and what the parts say about columns and prices is
//! close to what the whole says. Chains of command stay in one part.

use crate::generate::{LARGE, Run, reach};
use crate::program::{Place, Program, Row};
use crate::solve::{Effort, Work};

/// People of a part, about.
const PART: usize = 120;

/// What the parts give.
pub(crate) struct Start {
    /// The columns nearest to their prices.
    pub(crate) codes: Vec<usize>,
    /// Duals of the whole program, one a row.
    pub(crate) duals: Vec<f64>,
}

/// Solves the parts of a block one after another; `None` where it is not large.
pub(crate) fn start(program: &Program<'_>, work: Work, effort: &mut Effort) -> Option<Start> {
    if program.n_people <= LARGE {
        return None;
    }
    let n_parts = program.n_people.div_ceil(PART);
    let part_of = divided(program, n_parts);
    let mut codes = Vec::new();
    let mut duals = vec![0.0; program.rows.len()];
    let mut n_solved = 0.0;
    for part in 0..n_parts {
        let is_in: Vec<bool> = part_of.iter().map(|&of| of == part).collect();
        let (places, rows) = rows(program, &is_in);
        let own = Program {
            columns: program.columns,
            worth: program.worth.clone(),
            values: Vec::new(),
            rows,
            ..*program
        };
        let mut run = Run::new(&own, reach(&own), work, Some(is_in));
        run.grow(effort);
        for (&row, dual) in places.iter().zip(run.duals()) {
            duals[row] += dual;
        }
        codes.extend(run.nearest(6 * own.rows.len()));
        n_solved += 1.0;
        if work.is_stopped() {
            break;
        }
    }
    // What all parts price is priced at the mean; people as their own part prices them.
    for (row, dual) in program.rows.iter().zip(&mut duals) {
        if !matches!(row.place, Place::Person(_)) {
            *dual /= n_solved;
        }
    }
    Some(Start { codes, duals })
}

/// By person: their part. Who is linked by chains of command sits in one.
fn divided(program: &Program<'_>, n_parts: usize) -> Vec<usize> {
    let n = program.n_people;
    let mut root: Vec<usize> = (0..n).collect();
    fn find(root: &[usize], mut at: usize) -> usize {
        while root[at] != at {
            at = root[at];
        }
        at
    }
    if let Some(teams) = program.columns.teams() {
        for (p, person) in teams.members().people().iter().enumerate() {
            if let Some(manager) = person.manager {
                let (a, b) = (find(&root, p), find(&root, usize::from(manager)));
                root[a.max(b)] = a.min(b);
            }
        }
    }
    let mut linked = vec![Vec::new(); n];
    (0..n).for_each(|p| linked[find(&root, p)].push(p));
    linked.sort_by_key(|people| std::cmp::Reverse(people.len()));
    let mut size = vec![0; n_parts];
    let mut part_of = vec![0; n];
    for people in linked.iter().filter(|people| !people.is_empty()) {
        let Some(part) = (0..n_parts).min_by_key(|&part| size[part]) else { break };
        size[part] += people.len();
        people.iter().for_each(|&p| part_of[p] = part);
    }
    part_of
}

/// The rows of a part, and where each stands in the program: people, numbers of teams, a share of the seats.
fn rows(program: &Program<'_>, is_in: &[bool]) -> (Vec<usize>, Vec<Row>) {
    let n_in = is_in.iter().filter(|&&is_in| is_in).count();
    let (n, part) = (whole(program.n_people), whole(n_in));
    let share = |limit: i64| limit * part / n;
    let mut places = Vec::new();
    let mut rows = Vec::new();
    for (at, row) in program.rows.iter().enumerate() {
        let (lo, hi) = match &row.place {
            Place::Person(p) if is_in[*p] => (row.lo, row.hi),
            Place::Teams(_) => (None, row.hi),
            Place::Seats => (row.lo.map(share), row.hi.map(share)),
            _ => continue,
        };
        places.push(at);
        rows.push(Row { lo, hi, ..row.clone() });
    }
    (places, rows)
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).expect("fewer than 2^63 people")
}
