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
//!
//! # Methods that part
//!
//! The first example of Balinski and Young, *The quota method of apportionment* (American Mathematical Monthly 82,
//! 1975): five states, 100 seats. D'Hondt gives the second state 45 seats, more than its quota of 44.00 rounded up
//! needs; largest remainders and the quota method stay within.
//!
//! ```
//! use fordel_apportion::{Problem, split};
//! use fordel_model::Method;
//!
//! let by = |method| {
//!     let states = [("A", 5117), ("B", 4400), ("C", 162), ("D", 161), ("E", 160)];
//!     split(&Problem::new(method, 100, states))
//! };
//! let seats = |method| by(method).map(|result| result.units.iter().map(|unit| unit.lower).collect::<Vec<_>>());
//! assert_eq!(seats(Method::Hamilton)?, [51, 44, 2, 2, 1]);
//! assert_eq!(seats(Method::DHondt)?, [52, 45, 1, 1, 1]);
//! assert_eq!(seats(Method::SainteLague)?, [51, 43, 2, 2, 2]);
//! assert_eq!(seats(Method::QuotaMethod)?, [52, 44, 2, 1, 1]);
//! assert_eq!(by(Method::DHondt)?.violations, ["B"]);
//! # Ok::<(), fordel_apportion::Refusal>(())
//! ```
//!
//! # Bounds
//!
//! The New Zealand parliament of 2008: 120 seats by Sainte-Laguë, and the Māori Party keeps the five electorates that it
//! won where its votes give three, so there were 122. Every unit has the median of minimum, rounded quotient, maximum.
//!
//! ```
//! use fordel_apportion::{Problem, split};
//! use fordel_model::Method;
//!
//! let parties = [
//!     ("National", 1_053_398), ("Labour", 796_880), ("Green", 157_613), ("ACT", 85_496),
//!     ("Māori", 55_980), ("Progressive", 21_241), ("United Future", 20_497),
//! ];
//! let mut problem = Problem::new(Method::SainteLague, 122, parties);
//! problem.units[4].min = Some(5);
//! let result = split(&problem)?;
//! let seats: Vec<_> = result.units.iter().map(|unit| unit.lower).collect();
//! assert_eq!(seats, [58, 43, 9, 5, 5, 1, 1]);
//! # Ok::<(), fordel_apportion::Refusal>(())
//! ```
//!
//! # Ties
//!
//! Under Huntington-Hill weights 1 and 6 tie for the tenth seat: 1/√(1·2) against 6/√(8·9), and 1² · 8 · 9 = 6² · 1 · 2.
//! A tie between square roots is found in integers, for a floating-point number does not tell it from a near miss.
//!
//! ```
//! use fordel_apportion::{Problem, split};
//! use fordel_model::Method;
//!
//! let result = split(&Problem::new(Method::HuntingtonHill, 10, [("a", 1), ("b", 6)]))?;
//! let tie = result.tie.expect("two outcomes are right");
//! assert_eq!((tie.units, tie.seats), (vec!["a".to_owned(), "b".to_owned()], 1));
//! assert_eq!((result.units[1].lower, result.units[1].upper), (8, 9));
//! # Ok::<(), fordel_apportion::Refusal>(())
//! ```
//!
//! # Chance
//!
//! A lottery keeps every quota of largest remainders on average, exactly, and each draw within the quota rounded down
//! and up; the same seed draws the same.
//!
//! ```
//! use fordel_apportion::{Problem, split};
//! use fordel_model::Method;
//!
//! let mut drawn = Problem::new(Method::Lottery, 10, [("A", 53), ("B", 29), ("C", 18)]);
//! drawn.seed = 2022;
//! let result = split(&drawn)?;
//! assert_eq!(result, split(&drawn)?);
//! // Quotas 5.3, 2.9 and 1.8.
//! for (unit, low) in result.units.iter().zip([5, 2, 1]) {
//!     assert!(unit.lower == low || unit.lower == low + 1);
//! }
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
