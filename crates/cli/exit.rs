//! How a run ends (contract, section 6).

use fordel_model::plan::PlanStatus;
use std::process::ExitCode;

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// The answer is no.
    No,
    /// The text or the call is wrong.
    Wrong,
    /// A limit ended the search.
    Limit,
    /// Our own check of an answer failed.
    Fault,
}

impl Exit {
    /// The number for the shell.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Wrong => 2,
            Self::Limit => 3,
            Self::Fault => 4,
        })
    }

    /// How planning ended. `gap` is the relative gap that counts as done.
    pub(crate) fn of_plan(status: PlanStatus, relative_gap: f64, accepted_gap: f64) -> Self {
        match status {
            PlanStatus::Optimal => Self::Done,
            PlanStatus::Feasible if relative_gap <= accepted_gap => Self::Done,
            PlanStatus::Feasible => Self::Limit,
            PlanStatus::Partial | PlanStatus::Infeasible => Self::No,
        }
    }
}
