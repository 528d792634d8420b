//! The judge: a programme and a plan in, findings out.
//!
//! Every rule, the split, every score and the certificate are worked out again from the contract,
//! in plain loops; nothing is shared with the code that made the plan, and nothing is improved here.
//! Knows no files, threads, clocks or floating point.

mod ceiling;
pub mod certificate;
mod column;
mod completion;
mod conclusion;
mod coupling;
mod cover;
mod divisor;
pub mod document;
pub mod facts;
mod family;
mod filling;
mod further;
mod judge;
mod leaf;
mod leximin;
mod listing;
mod moved;
pub mod people;
pub mod points;
mod program;
pub mod quota;
mod reading;
mod reason;
mod recount;
pub mod review;
pub mod score;
mod search;
pub mod seat_problem;
pub mod seats;
pub mod split;
pub mod team;
mod tie;

pub use certificate::CertificateFault;
pub use document::DocumentFault;
pub use facts::Facts;
pub use judge::Judge;
pub use leaf::Verdict;
pub use people::PeopleFault;
pub use points::PointsFault;
pub use review::{Claim, Finding, Review};
pub use score::{score, score_parts};
pub use seats::SeatsFault;
pub use split::{SplitFault, fair_seats};
pub use team::{TeamFault, team_faults};

use fordel_model::{Plan, Programme};

/// Judges a plan of a programme whose digest is `digest`: everything, one part after the other.
///
/// A caller with threads does the same with [`Judge::rules`], [`Judge::leaf`] for each of
/// [`Judge::leaves`] on whichever thread, and [`Judge::conclude`].
pub fn check(programme: &Programme, digest: &str, plan: &Plan) -> Review {
    let judge = Judge::new(programme, digest, plan);
    let mut review = judge.rules();
    let leaves = judge.leaves();
    let verdicts: Vec<Verdict> = leaves.iter().map(|case| judge.leaf(case)).collect();
    review.extend(judge.conclude(&leaves, &verdicts));
    review
}
