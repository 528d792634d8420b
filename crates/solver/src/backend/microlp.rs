//! The default backend: microlp, in pure Rust.

use super::good_lp::{laid_out, optimum};
use super::{BackendError, Model};
use ::good_lp::microlp as solver;
use ::good_lp::solvers::microlp::MicroLpProblem;

/// Solves `model`, to optimality or as far as its nodes go; one value a variable.
///
/// # Errors
/// [`BackendError`]; without a limit of nodes never a solution that microlp does not call optimal.
pub fn minimise(model: &Model) -> Result<Vec<f64>, BackendError> {
    let (solving, variables) = laid_out(model, solver);
    match model.nodes {
        None => optimum(solving, &variables),
        Some(nodes) => within(&solving, nodes),
    }
}

/// The best solution found within so many nodes. good_lp passes no such limit on, so the problem that it
/// built is handed to microlp itself; its variables come back in the order they were made.
fn within(problem: &MicroLpProblem, nodes: u64) -> Result<Vec<f64>, BackendError> {
    let mut options = ::microlp::SolveOptions::default();
    options.node_limit = Some(nodes);
    let outcome = problem.as_inner().solve_with(options).map_err(|error| match error {
        ::microlp::Error::Infeasible => BackendError::Infeasible,
        ::microlp::Error::Unbounded => BackendError::Unbounded,
        failure @ (::microlp::Error::InvalidOptions(_)
        | ::microlp::Error::InvalidOperation(_)
        | ::microlp::Error::InternalError(_)) => BackendError::Internal(failure.to_string()),
    })?;
    let solution = outcome.into_solution().map_err(|_| BackendError::Limit)?;
    Ok(solution.iter().map(|(_, value)| value).collect())
}
