//! Records of scenarios that were worked out before, in this run or an earlier one.

use fordel_model::sweep::Record;

/// A memory of records by what decides them. Where it is kept is not the engine's business.
pub trait Memory: Sync {
    /// The record kept under this key. Index, id, settings and draws are the asker's.
    fn recall(&self, key: &str) -> Option<Record>;
    /// Keeps a record.
    fn keep(&self, key: &str, record: &Record);
}
