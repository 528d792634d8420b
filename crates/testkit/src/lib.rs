//! For tests only: programmes by hand, at random and at size, and the oracle that tries everything.
//!
//! Knows the model and the judge, and never the solver: otherwise the oracle would be none.

pub mod brute;
pub mod builder;
pub mod document;
pub mod fixture;
pub mod mdgplib;
pub mod medium;
pub mod national;
mod old;
pub mod plain_rules;
pub mod pool;
pub mod small;
pub mod workbook;

pub use brute::{best_plan, best_plan_keeping};
pub use builder::ProgrammeBuilder;
pub use document::{DIGEST, document, document_of};
pub use fixture::fixture;
pub use mdgplib::Grouping;
pub use medium::medium_programme;
pub use pool::{Pool, pool_programme};
pub use small::{Features, Size, small_programme};
