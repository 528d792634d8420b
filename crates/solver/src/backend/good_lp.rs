//! The backend: good_lp, over microlp (pure Rust) or HiGHS, by feature.

use super::{BackendError, Model};
use ::good_lp::solvers::SolutionStatus;
use ::good_lp::{Expression, ProblemVariables, ResolutionError, Solution, SolverModel, variable};

#[cfg(feature = "highs")]
use ::good_lp::highs as solver;
#[cfg(not(feature = "highs"))]
use ::good_lp::{microlp as solver, solvers::microlp::MicroLpProblem};

/// The backend's name, for the record.
pub const NAME: &str = if cfg!(feature = "highs") { "good_lp/highs" } else { "good_lp/microlp" };

/// Solves `model`, to optimality or as far as its nodes go; one value a variable.
///
/// # Errors
/// [`BackendError`]; without a limit of nodes never a solution that the backend does not call optimal.
pub fn minimise(model: &Model) -> Result<Vec<f64>, BackendError> {
    let mut problem = ProblemVariables::new();
    let variables: Vec<_> = model
        .variables
        .iter()
        .map(|v| {
            let definition = variable().min(v.lower).max(v.upper);
            problem.add(if v.integer { definition.integer() } else { definition })
        })
        .collect();
    let mut objective = Expression::with_capacity(variables.len());
    for (variable, row) in variables.iter().zip(&model.variables) {
        objective.add_mul(row.cost, variable);
    }
    let mut solving = configured(problem.minimise(objective));
    for constraint in &model.constraints {
        let mut left = Expression::with_capacity(constraint.terms.len());
        for &(at, coefficient) in &constraint.terms {
            left.add_mul(coefficient, variables[at]);
        }
        solving.add_constraint(left.geq(constraint.least));
    }
    #[cfg(not(feature = "highs"))]
    if let Some(nodes) = model.nodes {
        return within(&solving, nodes);
    }
    let solution = solving.solve().map_err(|error| match error {
        ResolutionError::Infeasible => BackendError::Infeasible,
        ResolutionError::Unbounded => BackendError::Unbounded,
        ResolutionError::Other(text) if text.contains("limit") => BackendError::Limit,
        other => BackendError::Internal(other.to_string()),
    })?;
    match solution.status() {
        SolutionStatus::Optimal => Ok(variables.iter().map(|&v| solution.value(v)).collect()),
        SolutionStatus::TimeLimit | SolutionStatus::GapLimit => Err(BackendError::Limit),
    }
}

#[cfg(feature = "highs")]
fn configured(problem: ::good_lp::variable::UnsolvedProblem) -> impl SolverModel<Error = ResolutionError> {
    use ::good_lp::WithMipGap;
    let mut model = solver(problem);
    model.set_verbose(false);
    model.set_option("presolve", "off").set_option("threads", 1).with_mip_gap(0.0).expect("0 is a valid gap")
}

#[cfg(not(feature = "highs"))]
fn configured(problem: ::good_lp::variable::UnsolvedProblem) -> MicroLpProblem {
    solver(problem)
}

/// The best solution found within so many nodes. good_lp passes no such limit on, so the problem that it
/// built is handed to microlp itself; its variables come back in the order they were made.
#[cfg(not(feature = "highs"))]
fn within(problem: &MicroLpProblem, nodes: u64) -> Result<Vec<f64>, BackendError> {
    let mut options = ::microlp::SolveOptions::default();
    options.node_limit = Some(nodes);
    let outcome = problem.as_inner().solve_with(options).map_err(|error| match error {
        ::microlp::Error::Infeasible => BackendError::Infeasible,
        ::microlp::Error::Unbounded => BackendError::Unbounded,
        other => BackendError::Internal(other.to_string()),
    })?;
    let solution = outcome.into_solution().map_err(|_| BackendError::Limit)?;
    Ok(solution.iter().map(|(_, value)| value).collect())
}
