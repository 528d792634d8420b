//! What a search of one cell ends with.

use fordel_model::plan::Case;
use fordel_solver::Ask;

/// What a level before or after the score came to: people kept in their place, less people brought in
/// who were out.
#[derive(Clone, Debug)]
pub struct KeptLevel {
    /// As many as the plan keeps.
    pub value: i64,
    /// No plan keeps more, given the levels before.
    pub bound: i64,
    /// The leaf that proves it, where the cell was settled by itself.
    pub case: Option<Case>,
}

/// A solved program with the leaves that prove it.
#[derive(Clone, Debug)]
pub struct Solved {
    /// The chosen columns.
    pub columns: Vec<usize>,
    /// What they are worth under the ask.
    pub value: i64,
    /// What nothing under the ask is worth more than; `value` where proven.
    pub bound: i64,
    /// The bound in integers, for prices.
    pub evidence: fordel_solver::bound::Bound,
    /// What was asked.
    pub ask: Ask,
    /// Whether quotas or pools over several blocks had a say in it.
    pub coupled: bool,
    /// The leaves: the one of this plan first.
    pub cases: Vec<Case>,
    /// Where a plan is kept: that level.
    pub kept: Option<Box<KeptLevel>>,
}

/// What came of a question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A plan, proven where `value == bound`.
    Plan(Box<Solved>),
    /// There is none: the leaf that proves it.
    None(Box<Case>),
    /// The work ran out before any was found.
    Unknown,
}

impl Answer {
    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Plan(solved) => 1024 + 96 * solved.evidence.duals.len() + 8 * solved.columns.len(),
            Self::None(case) => 1024 + 64 * case.duals.len(),
            Self::Unknown => 64,
        }
    }
}

/// How many people can be placed.
#[derive(Clone, Debug)]
pub enum Most {
    /// So many, with the leaf that proves it.
    People(u64, Option<Box<Case>>),
    /// There is no legal plan for any number.
    Clash,
    /// The work ran out; so many at least.
    AtLeast(u64),
}

impl Most {
    /// As many as are known to be possible; `None` where there is no legal plan.
    pub fn known(&self) -> Option<u64> {
        match self {
            Self::People(people, _) | Self::AtLeast(people) => Some(*people),
            Self::Clash => None,
        }
    }
}
