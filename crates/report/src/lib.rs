//! Results as people read them: text tables and CSV, in Danish and English.
//!
//! Formats numbers and words and makes none: every figure shown stands in the plan, the split or
//! the programme. Reads and writes no files; every function returns the text.

mod clean;
mod language;
mod number;
mod plan_csv;
mod plan_text;
pub mod seats;
mod sentences;
mod table;
mod text;
mod view;

pub use clean::{clean, csv_cell};
pub use language::Language;
pub use number::number;
pub use plan_csv::plan_csv;
pub use plan_text::{TextOptions, plan_text};

/// The library example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
