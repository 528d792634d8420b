//! A model in good_lp's words, and its endings in ours.

use super::{BackendError, Model};
use ::good_lp::solvers::SolutionStatus;
use ::good_lp::variable::UnsolvedProblem;
use ::good_lp::{Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, variable};

/// Lays out `model` for the solver that `configured` makes of it.
pub(super) fn laid_out<M: SolverModel>(
    model: &Model,
    configured: impl FnOnce(UnsolvedProblem) -> M,
) -> (M, Vec<Variable>) {
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
    (solving, variables)
}

/// Solves to optimality. No limit is set, so an ending that is neither of the three is a failure.
pub(super) fn optimum<M: SolverModel<Error = ResolutionError>>(
    solving: M,
    variables: &[Variable],
) -> Result<Vec<f64>, BackendError> {
    let solution = solving.solve().map_err(|error| match error {
        ResolutionError::Infeasible => BackendError::Infeasible,
        ResolutionError::Unbounded => BackendError::Unbounded,
        failure @ (ResolutionError::Other(_) | ResolutionError::Str(_)) => {
            BackendError::Internal(failure.to_string())
        }
    })?;
    match solution.status() {
        SolutionStatus::Optimal => Ok(variables.iter().map(|&v| solution.value(v)).collect()),
        SolutionStatus::TimeLimit | SolutionStatus::GapLimit => Err(BackendError::Limit),
    }
}
