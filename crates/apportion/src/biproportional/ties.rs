//! Which cells are tied: those on a cycle of free moves.
//!
//! A move (a seat added from row to column, or taken from column to row) is free where the cell stands
//! exactly on the edge of its rounding. Matrices that are equally right differ by free moves around
//! cycles; every free move can be made once. So the tied cells are the free moves inside one strongly
//! connected component, and outcomes are counted row by row over what they do to the columns.

use super::residual::Matrix;
use super::{Outcomes, TwoWayTie};
use dashu_int::UBig;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A free move: a cell, and +1 or −1.
struct Move {
    row: usize,
    column: usize,
    change: i64,
}

/// The states kept while outcomes are counted; more are too many.
const MAX_STATES: usize = 200_000;
/// Outcomes shown.
const MAX_EXAMPLES: usize = 10;

/// All free moves, row by row.
fn free_moves(matrix: &Matrix<'_>) -> Vec<Move> {
    let is_free =
        |cost: Option<super::ratio::Ratio>| cost.is_some_and(|cost| cost.compare_one() == Ordering::Equal);
    let mut moves = Vec::new();
    for row in 0..matrix.n_rows {
        for column in 0..matrix.n_columns {
            if is_free(matrix.adding(row, column)) {
                moves.push(Move { row, column, change: 1 });
            }
            if is_free(matrix.taking(row, column)) {
                moves.push(Move { row, column, change: -1 });
            }
        }
    }
    moves
}

/// Free moves as edges between nodes: rows first, then columns.
fn edges(matrix: &Matrix<'_>, moves: &[Move]) -> Vec<Vec<usize>> {
    let mut edges = vec![Vec::new(); matrix.n_rows + matrix.n_columns];
    for free in moves {
        let column = matrix.n_rows + free.column;
        if free.change > 0 { edges[free.row].push(column) } else { edges[column].push(free.row) }
    }
    edges
}

/// The tie left open, if any.
pub(super) fn tie(matrix: &Matrix<'_>) -> Option<TwoWayTie> {
    let moves = free_moves(matrix);
    let component = components(&edges(matrix, &moves));
    let tied: Vec<Move> = moves
        .into_iter()
        .filter(|free| component[free.row] == component[matrix.n_rows + free.column])
        .collect();
    if tied.is_empty() {
        return None;
    }
    let cells = tied.iter().map(|free| (free.row, free.column)).collect();
    let mut parts: BTreeMap<usize, Vec<Move>> = BTreeMap::new();
    for free in tied {
        parts.entry(component[free.row]).or_default().push(free);
    }
    // Components are independent: their outcomes multiply.
    let mut product = UBig::ONE;
    let mut is_exact = true;
    let mut examples = vec![matrix.cells()];
    for moves in parts.values() {
        let (ways, is_counted, seen) = part(matrix, moves);
        product *= ways;
        is_exact &= is_counted;
        let mut all = Vec::new();
        for example in &examples {
            for changed in &seen {
                if all.len() < MAX_EXAMPLES {
                    all.push(together(example, &matrix.cells(), changed));
                }
            }
        }
        examples = all;
    }
    let outcomes = if is_exact { Outcomes::Exactly(product) } else { Outcomes::AtLeast(product) };
    Some(TwoWayTie { cells, outcomes, examples })
}

/// An example with the changes that another makes to the start; the two touch different cells.
fn together(example: &[Vec<u64>], start: &[Vec<u64>], other: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let cell = |row: usize, column: usize| {
        if other[row][column] == start[row][column] { example[row][column] } else { other[row][column] }
    };
    (0..example.len()).map(|row| (0..example[row].len()).map(|column| cell(row, column)).collect()).collect()
}

/// One component: how many outcomes, whether that is exact, and some of them, the start first.
fn part(matrix: &Matrix<'_>, moves: &[Move]) -> (UBig, bool, Vec<Vec<Vec<u64>>>) {
    let start = matrix.cells();
    let mut rows: BTreeMap<usize, Vec<&Move>> = BTreeMap::new();
    moves.iter().for_each(|free| rows.entry(free.row).or_default().push(free));
    let rows: Vec<Vec<&Move>> = rows.into_values().collect();
    match count(&rows, matrix.n_columns) {
        Some(ways) => {
            let zero = vec![0; matrix.n_columns];
            let mut examples = Vec::new();
            list(&rows, &ways, 0, zero.clone(), start, &mut examples);
            (ways[0][&zero].clone(), true, examples)
        }
        None => {
            let mut examples = vec![start.clone()];
            examples.extend(along_a_cycle(matrix, moves, start));
            (UBig::from(examples.len()), false, examples)
        }
    }
}

/// For each row and each change of the columns made by the rows above: in how many ways this row and
/// those below bring every column back. `None` if there are too many states.
fn count(rows: &[Vec<&Move>], n_columns: usize) -> Option<Vec<BTreeMap<Vec<i64>, UBig>>> {
    // Changes that the rows above can make.
    let mut above = vec![BTreeMap::from([(vec![0i64; n_columns], UBig::ONE)])];
    let mut n_states = 1;
    for moves in rows {
        let mut after: BTreeMap<Vec<i64>, UBig> = BTreeMap::new();
        for state in above.last().expect("never empty").keys() {
            for changed in changes(moves, state)? {
                after.insert(changed, UBig::ONE);
                if n_states + after.len() > MAX_STATES {
                    return None;
                }
            }
        }
        n_states += after.len();
        above.push(after);
    }
    let end = above.pop().expect("one more than the rows");
    let zero = vec![0; n_columns];
    let mut below: BTreeMap<Vec<i64>, UBig> =
        end.into_keys().filter(|state| *state == zero).map(|state| (state, UBig::ONE)).collect();
    let mut ways = vec![below.clone()];
    for (moves, states) in rows.iter().zip(above).rev() {
        let mut here = BTreeMap::new();
        for state in states.into_keys() {
            let total: UBig = changes(moves, &state)?.iter().filter_map(|changed| below.get(changed)).sum();
            if total > UBig::ZERO {
                here.insert(state, total);
            }
        }
        ways.push(here.clone());
        below = here;
    }
    ways.reverse();
    Some(ways)
}

/// The changes of the columns that a row's moves can make, keeping the row's own seats: one entry for
/// each set of moves with as many seats added as taken. `None` if there are too many.
fn changes(moves: &[&Move], state: &[i64]) -> Option<Vec<Vec<i64>>> {
    let mut partial: Vec<(i64, Vec<i64>)> = vec![(0, state.to_vec())];
    for (at, free) in moves.iter().enumerate() {
        let left = i64::try_from(moves.len() - at).ok()?;
        let mut more = Vec::with_capacity(partial.len() * 2);
        for (sum, state) in partial {
            let mut changed = state.clone();
            changed[free.column] += free.change;
            more.push((sum, state));
            more.push((sum + free.change, changed));
        }
        more.retain(|(sum, _)| sum.abs() < left);
        if more.len() > MAX_STATES {
            return None;
        }
        partial = more;
    }
    Some(partial.into_iter().filter(|(sum, _)| *sum == 0).map(|(_, state)| state).collect())
}

/// Lists the first outcomes: the matrix as it stands, then others.
fn list(
    rows: &[Vec<&Move>],
    ways: &[BTreeMap<Vec<i64>, UBig>],
    at: usize,
    state: Vec<i64>,
    cells: Vec<Vec<u64>>,
    examples: &mut Vec<Vec<Vec<u64>>>,
) {
    if examples.len() >= MAX_EXAMPLES || !ways[at].contains_key(&state) {
        return;
    }
    let Some(moves) = rows.get(at) else {
        examples.push(cells);
        return;
    };
    // Every set of moves that keeps the row's seats, fewest moves first by their bits.
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for place in 0..moves.len() {
        let with = |set: &Vec<usize>| set.iter().copied().chain([place]).collect();
        let more: Vec<Vec<usize>> = sets.iter().map(with).collect();
        sets.extend(more);
        if sets.len() > MAX_STATES {
            break;
        }
    }
    for set in sets {
        if set.iter().map(|&place| moves[place].change).sum::<i64>() != 0 {
            continue;
        }
        let (mut state, mut cells) = (state.clone(), cells.clone());
        for &place in &set {
            let free = moves[place];
            state[free.column] += free.change;
            let cell = &mut cells[free.row][free.column];
            *cell = cell.checked_add_signed(free.change).expect("a seat is taken only where there is one");
        }
        list(rows, ways, at + 1, state, cells, examples);
    }
}

/// The matrix after free moves around one cycle.
fn along_a_cycle(matrix: &Matrix<'_>, tied: &[Move], mut cells: Vec<Vec<u64>>) -> Option<Vec<Vec<u64>>> {
    let nodes = matrix.n_rows + matrix.n_columns;
    // Inside a component every node has a way on: walk until one is met again.
    let mut way_on: Vec<Option<&Move>> = vec![None; nodes];
    for free in tied {
        let node = if free.change > 0 { free.row } else { matrix.n_rows + free.column };
        way_on[node].get_or_insert(free);
    }
    let mut node = tied.first()?.row;
    let mut met = vec![usize::MAX; nodes];
    let mut walked: Vec<&Move> = Vec::new();
    while met[node] == usize::MAX {
        met[node] = walked.len();
        let free = way_on[node]?;
        walked.push(free);
        node = if free.change > 0 { matrix.n_rows + free.column } else { free.row };
    }
    for free in &walked[met[node]..] {
        let cell = &mut cells[free.row][free.column];
        *cell = cell.checked_add_signed(free.change)?;
    }
    Some(cells)
}

/// For each node how many free moves lie behind it at most, where free moves make no cycle.
pub(super) fn levels(matrix: &Matrix<'_>) -> Vec<usize> {
    let edges = edges(matrix, &free_moves(matrix));
    let mut levels = vec![0; edges.len()];
    // No path is longer than the number of nodes; in a graph without cycles this settles.
    for _ in 0..edges.len() {
        let mut changed = false;
        for (node, next) in edges.iter().enumerate() {
            let level = next.iter().map(|&other| levels[other] + 1).max().unwrap_or(0);
            changed |= level != levels[node];
            levels[node] = level;
        }
        if !changed {
            break;
        }
    }
    levels
}

/// The strongly connected component of each node (Kosaraju's two passes).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let n = edges.len();
    let mut back = vec![Vec::new(); n];
    for (node, next) in edges.iter().enumerate() {
        next.iter().for_each(|&other| back[other].push(node));
    }
    let mut order = Vec::with_capacity(n);
    let mut seen = vec![false; n];
    for root in 0..n {
        let mut stack = vec![(root, 0)];
        while let Some((node, at)) = stack.pop() {
            if at == 0 && std::mem::replace(&mut seen[node], true) {
                continue;
            }
            match edges[node].get(at) {
                Some(&other) => {
                    stack.push((node, at + 1));
                    if !seen[other] {
                        stack.push((other, 0));
                    }
                }
                None => order.push(node),
            }
        }
    }
    let mut component = vec![usize::MAX; n];
    for root in order.into_iter().rev() {
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if component[node] == usize::MAX {
                component[node] = root;
                stack.extend(back[node].iter().copied().filter(|&other| component[other] == usize::MAX));
            }
        }
    }
    component
}
