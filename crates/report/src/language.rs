//! The language of a report.

/// A language that reports are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Danish.
    Danish,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Danish];

    /// The code of the option `--lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Danish => "da",
        }
    }

    /// What separates thousands.
    pub(crate) fn thousands(self) -> char {
        match self {
            Self::English => ',',
            Self::Danish => '.',
        }
    }

    /// What stands before the decimals.
    pub(crate) fn decimal_mark(self) -> char {
        match self {
            Self::English => '.',
            Self::Danish => ',',
        }
    }
}
