//! Where the fixtures are.

use std::path::PathBuf;

/// The path of a file or folder below `fixtures/`.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures")).join(name)
}
