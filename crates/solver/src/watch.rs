//! What a long search tells while it runs: where it stands, as data. Whoever watches decides whether and
//! how to show it; nothing of it comes back into the search.

use crate::bound::Bound;
use crate::program::Program;

/// Where the search of one block's best score stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sight {
    /// People of the block.
    pub people: usize,
    /// The score of the best plan so far.
    pub best: Option<i64>,
    /// What no plan's score is above, as far as known.
    pub bound: Option<i64>,
}

/// Is told of every step; called from any thread.
pub type Watch = fn(Sight);

/// Watches nothing.
pub fn unwatched(_: Sight) {}

/// Tells where a program about the score stands; others count something else than points.
pub(crate) fn tell(watch: Watch, program: &Program<'_>, best: Option<i64>, bound: Option<&Bound>) {
    if program.worth.factor == 1 && program.worth.kept == 0 {
        watch(Sight { people: program.n_people, best, bound: bound.map(Bound::floor) });
    }
}
