//! testkit

pub mod national;
