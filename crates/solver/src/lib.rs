//! One block of a programme to its best teams, with the proof: price, bound, fix, prove.
//!
//! Lists every legal team as a column with an integer score, bounds the program by the dual of its
//! linear relaxation (made exact in fixed point), and searches the few columns within reach of the
//! bound. Knows no files, output, threads, clocks or other blocks; `good_lp` appears only under
//! [`backend`].

pub mod backend;
pub mod block;
pub mod bound;
pub mod candidacy;
pub mod column;
mod dense;
pub mod dual;
mod generate;
mod local;
mod master;
pub mod member;
pub mod merit;
mod near;
mod neighbourhood;
mod parts;
mod plain;
pub mod pool;
pub mod pricing;
pub mod program;
pub mod quota;
pub mod score;
pub mod search;
pub mod solve;
mod staying;
mod swap;
mod tally;
pub mod watch;

pub use block::{Ask, Block, Goal, Seat, Share};
pub use candidacy::{Candidacy, Standing};
pub use column::{OldPlace, TeamPins};
pub use program::Program;
pub use quota::{Quota, pools, quotas};
pub use solve::{Effort, Outcome, Solution, Work, scale_for, solve};
pub use watch::{Sight, Watch};
