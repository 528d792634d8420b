//! How planning may go about it.

use fordel_model::keep::Keep;
use fordel_solver::Work;

/// How planning may go about it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Work allowed for one program.
    pub work: Work,
    /// An earlier plan to stay close to.
    pub keep: Option<Keep>,
    /// Whether everybody without a seat is told what giving them one would cost.
    pub prices: Prices,
}

/// Whether the prices of those without a seat are worked out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Prices {
    /// Exactly, each by a search of its own.
    #[default]
    Exact,
    /// Not at all: they are told as "at least 0". For many plans of which only the teams are read.
    Unknown,
    /// Nor who could use seats that stay empty: for thousands of plans.
    Unasked,
    /// All that is asked is whether there is a plan: none is looked for beside an open answer.
    Moot,
}
