//! The command `fordel`.
fn main() {}
