//! Seats in proportion to weights: exact, bounded, nested, with a certificate and every tie named.
//!
//! Knows no files, teams, clocks or threads. Weights are integers or decimals of any size; no
//! floating-point number decides a seat (one may guess where to start, integers correct the guess).
//! A tie is a result, broken only by a stated rule. [`split`] is the one entrance for a plain or
//! nested split; [`priority_order`] tells in which order seats are claimed.
//!
//! ```
//! use fordel_apportion::{Problem, split};
//! use fordel_model::Method;
//!
//! // The five health clusters of Region Midtjylland, inhabitants on 1 January 2022.
//! let clusters = [("Vest", 286071), ("Horsens", 229164), ("Midt", 239283), ("Randers", 228385), ("Aarhus", 358954)];
//! let result = split(&Problem::new(Method::SainteLague, 41, clusters))?;
//! let seats: Vec<_> = result.units.iter().map(|unit| unit.seats).collect();
//! assert_eq!(seats, [Some(9), Some(7), Some(7), Some(7), Some(11)]);
//! assert!(result.tie.is_none());
//! # Ok::<(), fordel_apportion::Refusal>(())
//! ```

pub mod account;
mod award;
pub mod biproportional;
mod certificate;
mod choice;
mod claim;
pub mod compare;
mod divisor;
pub mod explain;
mod flat;
mod flow;
pub mod levels;
mod lottery;
mod monotone_lottery;
mod nested;
mod number;
mod order;
pub mod paradox;
mod problem;
mod quota_method;
mod refusal;
mod remainder;
mod repeat;
pub mod scan;
mod signpost;
mod tie;
pub mod years;

pub use nested::split;
pub use order::priority_order;
pub use problem::{Problem, Unit};
pub use refusal::Refusal;
