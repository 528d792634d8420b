//! Linear and mixed-integer programs, and the one place that knows how to have them solved.
//!
//! Floating point begins and ends here: whatever comes back is a hint, rounded and re-checked in
//! integers by the caller.

mod good_lp;
#[cfg(feature = "highs")]
pub mod highs;
pub mod microlp;

#[cfg(feature = "highs")]
pub use self::highs::minimise;
#[cfg(not(feature = "highs"))]
pub use self::microlp::minimise;

/// The default backend's name, for the record.
pub const NAME: &str = if cfg!(feature = "highs") { "good_lp/highs" } else { "good_lp/microlp" };

/// How a caller has linear and mixed-integer programs solved: one value a variable.
pub type Backend = fn(&Model) -> Result<Vec<f64>, BackendError>;

/// A linear program: minimise Σ cost·x within bounds and constraints.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The variables.
    pub variables: Vec<Variable>,
    /// The constraints, each Σ coefficient·x ≥ least.
    pub constraints: Vec<Constraint>,
    /// Nodes of branch and bound at most, the root not counted: the best solution found by then is good
    /// enough. `None`: to optimality. microlp alone keeps it; HiGHS solves to optimality.
    pub nodes: Option<u64>,
}

/// A variable of a [`Model`].
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// What one unit costs.
    pub cost: f64,
    /// Least value.
    pub lower: f64,
    /// Largest value.
    pub upper: f64,
    /// Whether it must be an integer.
    pub integer: bool,
}

/// A constraint of a [`Model`]: Σ coefficient·x ≥ least.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// Variable and coefficient.
    pub terms: Vec<(usize, f64)>,
    /// The right-hand side.
    pub least: f64,
}

/// Why no solution came back.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BackendError {
    /// Nothing satisfies the constraints.
    #[error("infeasible")]
    Infeasible,
    /// The objective has no end.
    #[error("unbounded")]
    Unbounded,
    /// The time or another limit ended it.
    #[error("stopped by a limit")]
    Limit,
    /// The backend failed; its own words.
    #[error("{0}")]
    Internal(String),
}
