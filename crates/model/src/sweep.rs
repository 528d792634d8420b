//! A sweep: many scenarios said in few words, as a grid of settings and as draws by chance.

use crate::{Change, SectorId};

/// Scenarios: every combination of the axes' settings, each drawn `draws` times.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sweep {
    /// Seed of all draws.
    pub seed: u64,
    /// What is asked of each scenario.
    pub answer: Asked,
    /// The axes of the grid; without any there is one point, the base case.
    pub axes: Vec<Axis>,
    /// Draws at each point of the grid; 1 where nothing is drawn.
    pub draws: u64,
    /// What is drawn.
    pub chances: Chances,
}

/// What is asked of each scenario.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Asked {
    /// Seats, people and teams.
    #[default]
    Teams,
    /// The split of the seats alone: changes that do not concern it are not looked at.
    Seats,
}

/// One axis of the grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    /// What is changed, as the file says it.
    pub field: String,
    /// Its settings, in order; at least one.
    pub settings: Vec<Setting>,
}

/// One setting of an axis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// What people read.
    pub label: String,
    /// What it changes; nothing leaves the base.
    pub changes: Vec<Change>,
}

/// What is drawn in each scenario.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chances {
    /// Each cluster's weight moves by a whole number of thousandths of a per cent, each equally likely,
    /// at most this far up or down.
    pub weights: u32,
    /// Each nominated person withdraws with the chance of their sector.
    pub withdraw: Vec<(SectorId, Chance)>,
    /// Each initiative is given up with this chance.
    pub drop: Chance,
}

/// A probability: `of` out of `out_of`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chance {
    /// At most `out_of`.
    pub of: u64,
    /// Above 0.
    pub out_of: u64,
}

impl Default for Chance {
    fn default() -> Self {
        Self { of: 0, out_of: 1 }
    }
}

impl Chances {
    /// Whether nothing is drawn.
    pub fn is_none(&self) -> bool {
        self.weights == 0 && self.drop.of == 0 && self.withdraw.iter().all(|(_, chance)| chance.of == 0)
    }
}

impl Sweep {
    /// The most scenarios of one sweep.
    pub const MAX_SCENARIOS: u64 = 1_000_000_000;

    /// How many scenarios; `None` beyond what can be counted.
    pub fn n_scenarios(&self) -> Option<u64> {
        let sizes = self.axes.iter().map(|axis| u64::try_from(axis.settings.len()).unwrap_or(u64::MAX));
        sizes.chain([self.draws]).try_fold(1u64, u64::checked_mul)
    }

    /// The settings of a scenario, one an axis, and which draw at that point of the grid it is. The
    /// last axis changes first, and the draws before it.
    pub fn settings(&self, index: u64) -> (Vec<&Setting>, u64) {
        let mut rest = index / self.draws;
        let mut settings: Vec<&Setting> = Vec::with_capacity(self.axes.len());
        for axis in self.axes.iter().rev() {
            let size = u64::try_from(axis.settings.len()).unwrap_or(u64::MAX);
            let at = usize::try_from(rest % size).unwrap_or(0);
            settings.push(&axis.settings[at]);
            rest /= size;
        }
        settings.reverse();
        (settings, index % self.draws)
    }
}

/// What came of one scenario of a sweep: one line of its results.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Which scenario, from 0.
    pub index: u64,
    /// Made of input, specification, seed and index: the same wherever it is run.
    pub id: String,
    /// The settings: field and label, one an axis.
    pub set: Vec<(String, String)>,
    /// Who was drawn to withdraw, by id.
    pub withdrawn: Vec<String>,
    /// Which initiatives were drawn to be given up, by id.
    pub dropped: Vec<String>,
    /// How it ended.
    pub ending: RecordEnding,
    /// Seats of each cluster by the method; `None` where tied or where there is no split.
    pub seats: Vec<Option<u64>>,
    /// The plan, where teams were asked for and there is one (of some clusters at least).
    pub plan: Option<RecordPlan>,
    /// What stands in the way: kinds and ids, no sentences.
    pub why: Vec<String>,
}

/// The plan of a [`Record`], against the base plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RecordPlan {
    /// People in teams, by cluster.
    pub filled: Vec<u64>,
    /// Its score.
    pub score: i64,
    /// What no plan is worth more than.
    pub bound: i64,
    /// Who is selected and is not in the base plan, by id, in table order.
    pub people_in: Vec<String>,
    /// Who is in the base plan and is not selected.
    pub people_out: Vec<String>,
    /// Teams of the base plan that are not in this one as they were.
    pub teams_changed: u64,
}

/// How a scenario of a sweep ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RecordEnding {
    /// A plan is proven best.
    Optimal,
    /// A plan, with a bound it does not reach.
    Feasible,
    /// A plan of some clusters; the others clash.
    Partial,
    /// No legal plan.
    Infeasible,
    /// The seats alone were asked for, and they are split.
    Split,
    /// The split has an open tie.
    Tie,
    /// The seats cannot be split, or the changes do not go together.
    Refused,
}

impl RecordEnding {
    /// All endings.
    pub const ALL: [Self; 7] = [
        Self::Optimal,
        Self::Feasible,
        Self::Partial,
        Self::Infeasible,
        Self::Split,
        Self::Tie,
        Self::Refused,
    ];

    /// The word in results.
    pub fn code(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Partial => "partial",
            Self::Infeasible => "infeasible",
            Self::Split => "split",
            Self::Tie => "tie",
            Self::Refused => "refused",
        }
    }
}
