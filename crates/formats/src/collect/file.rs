//! A file of the folder of replies.

use crate::clothes::read_bytes;
use crate::findings::Findings;
use crate::options::ReadOptions;
use crate::place::Source;
use std::path::Path;

/// A file of the folder: its name and what stands in it.
#[derive(Clone, Debug)]
pub struct ReplyFile {
    /// The name, without the folder: it may tell the sender, or that the file is one of the programme's tables.
    pub(crate) name: String,
    /// What it is called wherever it is named; not its name where that may tell who somebody is.
    pub(crate) shown: String,
    /// The bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, Findings>,
}

impl ReplyFile {
    /// A file that is read already.
    pub fn of(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let name = name.into();
        Self { shown: name.clone(), name, bytes: Ok(bytes) }
    }

    /// Reads a file; that it cannot be read is said by [`super::collect`], with everything else.
    pub fn read(path: &Path, options: &ReadOptions) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut findings = Findings::new();
        let bytes = read_bytes(path, &Source::file(&name), options, &mut findings);
        Self { shown: name.clone(), name, bytes: bytes.ok_or(findings) }
    }

    /// The same, called something else wherever it is named, and its sheets by numbers.
    #[must_use]
    pub fn called(mut self, shown: String) -> Self {
        if let Err(findings) = &mut self.bytes {
            findings.rename_file(&shown);
        }
        Self { shown, ..self }
    }

    /// Whether it is not called by its name.
    pub(crate) fn is_pseudonymous(&self) -> bool {
        self.shown != self.name
    }
}
