//! The pipeline: a programme in, seats, people and teams out, each level proven before the next.
//!
//! Splits the seats, cuts the programme into blocks, solves them in parallel (the only home of
//! rayon), and puts together what couples them. Knows no files, formats, clocks or languages: what
//! happened is data, and [`Words`] turns it into text.

mod across;
mod aim;
pub mod alternatives;
pub mod answer;
mod apart;
mod assemble;
pub mod cache;
pub mod cell;
mod choosing;
mod clash;
mod closest;
mod closing;
pub mod compare;
mod content;
mod coupling;
mod demands;
pub mod difference;
mod document;
pub mod explain;
mod fair;
mod filling;
mod ground;
mod groups;
mod keeping;
mod kept;
mod ladders;
mod leftout;
mod leximin;
pub mod lock;
mod moves;
mod notices;
mod notyet;
pub mod outcome;
mod outer;
mod pairing;
mod parallel;
pub mod patterns;
mod plain;
mod plan;
mod published;
pub mod repair;
pub mod resolution;
mod resolve;
pub mod scenario;
mod seating;
mod settle;
mod shortage;
mod stages;
pub mod sweep;
mod tree;
mod vacancies;
mod variant;
mod waiting;
mod words;
mod worst;

pub use cache::Cache;
pub use compare::{Comparison, compare};
pub use difference::difference;
pub use document::document;
pub use explain::Explainer;
pub use fair::problem as seat_problem;
pub use fordel_model::keep::{Keep, KeepOrder, OldPlan};
pub use fordel_solver::Standing;
pub use fordel_solver::{Sight, Work};
pub use notyet::NotYet;
pub use outcome::{Outcome, PinAstray, Unplanned};
pub use parallel::{review, review_keeping, review_until, with_threads};
pub use plan::{Options, Prices, plan, plan_with};
pub use scenario::{Tried, TriedEnding, try_scenarios};
pub use words::Words;
