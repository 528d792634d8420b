//! How an input is read.

/// What the caller allows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadOptions {
    /// Whether ten digits shaped like a CPR number are let through.
    pub allow_ten_digits: bool,
    /// The decimal mark (`,` or `.`) of numbers by people, where a column does not tell.
    pub decimal: Option<char>,
    /// The largest file, in bytes.
    pub max_file_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { allow_ten_digits: false, decimal: None, max_file_bytes: 512 << 20 }
    }
}

/// The longest text of one cell, in characters: as many as a spreadsheet holds.
pub(crate) const MAX_CELL_CHARS: usize = 32_767;
