//! The priced and fixed search against the plain integer program: every column of a medium block handed
//! to good_lp as one binary variable.

use fordel_model::id::Id;
use fordel_model::{ClusterId, Programme};
use fordel_solver::solve::choose;
use fordel_solver::{Ask, Block, Candidacy, Effort, Goal, Outcome, Program, Work, solve};
use fordel_testkit::medium_programme;

/// The block of the only cluster, asked for `seats` people.
fn with_program<T>(programme: &Programme, seats: u64, then: impl FnOnce(&Program<'_>) -> T) -> T {
    let candidacy = Candidacy::of(programme);
    let quotas = fordel_solver::quotas(programme, &candidacy);
    let block = Block::of_clusters(programme, &candidacy, &quotas, &[ClusterId::from_index(0)], 1_000_000)
        .expect("a medium block has few columns");
    let ask = Ask { goal: Goal::Score, seats: vec![(seats, seats)], ..Ask::default() };
    then(&block.program(&ask))
}

fn check(programme: &Programme, seats: u64) {
    with_program(programme, seats, |program| {
        let all: Vec<usize> = (0..program.columns.len()).collect();
        let monolith = choose(program, &all, None).ok().filter(|chosen| program.is_feasible(chosen));
        match solve(program, Work::default(), &mut Effort::default()) {
            Outcome::Optimal(solution) => {
                let chosen = monolith.expect("the monolith finds a plan where there is one");
                assert_eq!(
                    solution.value,
                    program.value(&chosen),
                    "{} of {}",
                    seats,
                    programme.nominees.len()
                );
                assert!(program.is_feasible(&solution.columns));
                assert!(solution.bound.floor() >= solution.value);
            }
            Outcome::Infeasible(_) => {
                assert_eq!(monolith, None, "the monolith finds a plan, the search none")
            }
            Outcome::Limit(..) => panic!("the search stopped on a medium block"),
        }
    });
}

#[test]
fn the_plain_integer_program_has_the_same_optimum() {
    for seed in 0..12 {
        let n = 9 + usize::try_from(seed % 4).expect("small");
        let programme = medium_programme(seed, n);
        let seats = u64::try_from(n * 2 / 3).expect("small");
        check(&programme, seats);
        check(&programme, seats - 1);
    }
}
