//! HiGHS, by the feature `highs`.

use super::good_lp::{laid_out, optimum};
use super::{BackendError, Model};
use ::good_lp::solvers::highs::HighsProblem;
use ::good_lp::variable::UnsolvedProblem;
use ::good_lp::{WithMipGap, highs as solver};

/// Solves `model` to optimality, whatever its limit of nodes; one value a variable.
///
/// # Errors
/// [`BackendError`]; never a solution that HiGHS does not call optimal.
pub fn minimise(model: &Model) -> Result<Vec<f64>, BackendError> {
    let (solving, variables) = laid_out(model, configured);
    optimum(solving, &variables)
}

/// Quiet, on one thread, without presolve (which overruns on these models), to the very optimum.
fn configured(problem: UnsolvedProblem) -> HighsProblem {
    let mut model = solver(problem);
    model.set_verbose(false);
    model.set_option("presolve", "off").set_option("threads", 1).with_mip_gap(0.0).expect("0 is a valid gap")
}
