//! The programme reader: a folder of CSV tables, or one JSON document, -> [`Programme`].

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use fordel_model::Programme;
use std::path::Path;

/// A programme that was read without errors.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// The programme.
    pub programme: Programme,
    /// Warnings and notes, sorted by place.
    pub notes: Vec<Diagnostic>,
    /// A hash of the content, the same for every way of writing it.
    pub digest: String,
}

/// Reads a programme from a folder with `programme.toml` and CSV tables, or from a JSON file.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn read_programme(path: &Path, _options: &ReadOptions) -> Result<Loaded, Findings> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Err(Diagnostic::new(Code::NotAProgramme, Place::whole(&Source::file(name))).into())
}

/// Reads a programme from the text of a JSON document; `name` is what places call it.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn parse_programme_json(_text: &str, name: &str, _options: &ReadOptions) -> Result<Loaded, Findings> {
    Err(Diagnostic::new(Code::NotAProgramme, Place::whole(&Source::file(name))).into())
}
