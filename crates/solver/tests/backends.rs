//! A backend is a means, not an authority: with one that fails, or another one, the optimum is the same.

use fordel_model::Programme;
use fordel_solver::backend::{Backend, BackendError, Model};
use fordel_solver::{Ask, Block, Candidacy, Effort, Goal, Outcome, Work, solve};
use fordel_testkit::{Features, Size, medium_programme, small_programme};
use proptest::prelude::*;
use std::cell::Cell;

/// By cluster and goal: the optimum at two thirds of the people, `None` where there is no plan.
fn optima(programme: &Programme, backend: Backend) -> Vec<Option<i64>> {
    let candidacy = Candidacy::of(programme);
    let quotas = fordel_solver::quotas(programme, &candidacy);
    let mut values = Vec::new();
    for cluster in programme.clusters.ids() {
        let block = Block::of_clusters(programme, &candidacy, &quotas, &[cluster], 1_000_000)
            .expect("a small block has few columns");
        let seats = block.people.len() as u64 * 2 / 3;
        for goal in [Goal::Score, Goal::People] {
            let least = if goal == Goal::People { 0 } else { seats };
            let ask = Ask { goal, seats: vec![(least, seats)], ..Ask::default() };
            let program = block.program(&ask);
            let work = Work { backend, ..Work::default() };
            values.push(match solve(&program, work, &mut Effort::default()) {
                Outcome::Optimal(solution) => {
                    assert!(program.is_feasible(&solution.columns));
                    assert!(solution.bound.floor() >= solution.value);
                    Some(solution.value)
                }
                Outcome::Infeasible(_) => None,
                Outcome::Limit(..) => panic!("the search stopped on a small block"),
            });
        }
    }
    values
}

fn default(model: &Model) -> Result<Vec<f64>, BackendError> {
    fordel_solver::backend::minimise(model)
}

/// Fails always.
fn broken(_: &Model) -> Result<Vec<f64>, BackendError> {
    Err(BackendError::Internal("Singular matrix".to_owned()))
}

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Answers first, and fails later, as a backend that loses its numbers does.
fn failing_later(model: &Model) -> Result<Vec<f64>, BackendError> {
    let calls = CALLS.with(|calls| {
        calls.set(calls.get() + 1);
        calls.get()
    });
    if calls.is_multiple_of(3) { broken(model) } else { default(model) }
}

/// Answers with nonsense, and calls it optimal.
fn lying(model: &Model) -> Result<Vec<f64>, BackendError> {
    let value = |(at, variable): (usize, &fordel_solver::backend::Variable)| match at % 3 {
        0 => variable.lower,
        1 => f64::NAN,
        _ => variable.upper,
    };
    Ok(model.variables.iter().enumerate().map(value).collect())
}

fn same_with_all(programme: &Programme) {
    let expected = optima(programme, default);
    for (name, backend) in [("broken", broken as Backend), ("failing later", failing_later), ("lying", lying)]
    {
        assert_eq!(optima(programme, backend), expected, "{name}");
    }
    #[cfg(feature = "highs")]
    {
        assert_eq!(optima(programme, fordel_solver::backend::microlp::minimise), expected, "microlp");
        assert_eq!(optima(programme, fordel_solver::backend::highs::minimise), expected, "HiGHS");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_programmes_have_the_same_optimum_by_every_backend(
        programme in small_programme(Size { clusters: 1..=2, ..Size::default() }, Features::ALL),
    ) {
        same_with_all(&programme);
    }
}

/// Blocks of twelve people, where the duals matter.
#[test]
fn medium_blocks_have_the_same_optimum_by_every_backend() {
    for seed in 0..3 {
        same_with_all(&medium_programme(seed, 12));
    }
}

/// The plain integer program, all columns in it, has the same value by both backends.
#[cfg(feature = "highs")]
#[test]
fn the_plain_integer_program_has_the_same_value_by_both_backends() {
    use fordel_model::ClusterId;
    use fordel_model::id::Id;
    use fordel_solver::backend::{highs, microlp};
    use fordel_solver::solve::choose_with;
    for seed in 0..6 {
        let programme = medium_programme(seed, 10);
        let candidacy = Candidacy::of(&programme);
        let block = Block::of_clusters(&programme, &candidacy, &[], &[ClusterId::from_index(0)], 1_000_000)
            .expect("a medium block has few columns");
        let ask = Ask { seats: vec![(6, 6)], ..Ask::default() };
        let program = block.program(&ask);
        let all: Vec<usize> = (0..program.columns.len()).collect();
        let value = |backend: Backend| {
            choose_with(&program, &all, None, backend).map(|chosen| program.value(&chosen))
        };
        assert_eq!(value(highs::minimise), value(microlp::minimise), "seed {seed}");
    }
}
