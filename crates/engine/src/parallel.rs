//! Threads: how many, and the judge's leaves spread over them.

use fordel_model::plan::{Case, Proof};
use fordel_model::{OldPlan, Plan, Programme};
use fordel_solver::pricing::Found;
use fordel_verify::{Judge, Review, Verdict};
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// Runs `work` on a pool of `threads` threads; 0 means one a processor.
///
/// # Errors
/// Where the machine refuses the threads, its reason.
pub fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, String> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| error.to_string())?;
    Ok(pool.install(work))
}

/// Judges a plan: rules, figures and every leaf of its certificate, the leaves in parallel.
/// The answer is that of [`fordel_verify::check`].
pub fn review(programme: &Programme, digest: &str, plan: &Plan) -> Review {
    review_keeping(programme, digest, plan, None)
}

/// The same with the earlier plan at hand that the plan was to stay close to: it is the one the plan names.
pub fn review_keeping(programme: &Programme, digest: &str, plan: &Plan, old: Option<&OldPlan>) -> Review {
    let judge = Judge::new(programme, digest, plan);
    let judge = match old {
        Some(old) => judge.keeping(old),
        None => judge,
    };
    judged(&judge, None)
}

/// The same for whoever waits: once `stop` is true, leaves that take a search of their own are left open. Rules and
/// figures are judged in any case.
pub fn review_until(
    programme: &Programme,
    digest: &str,
    plan: &Plan,
    stop: Option<&'static AtomicBool>,
) -> Review {
    judged(&Judge::new(programme, digest, plan), stop)
}

fn judged(judge: &Judge<'_>, stop: Option<&'static AtomicBool>) -> Review {
    let leaves = judge.leaves();
    let verdict = |case: &Case| match case.proof {
        Proof::Enumerate if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) => Verdict::Open,
        _ => judge.leaf(case),
    };
    let (mut review, verdicts) =
        rayon::join(|| judge.rules(), || leaves.par_iter().map(verdict).collect::<Vec<Verdict>>());
    review.extend(judge.conclude(&leaves, &verdicts));
    review
}

/// Runs pieces of pricing in parallel; the results in order.
pub(crate) fn pieces(n: usize, piece: &(dyn Fn(usize) -> Found + Sync)) -> Vec<Found> {
    (0..n).into_par_iter().map(piece).collect()
}
