//! What the commands about files say to people, in Danish and English.

use fordel_report::Language;
use std::path::Path;

/// One thing to say.
#[derive(Debug)]
pub(crate) enum Talk<'a> {
    /// A programme was written in other clothes.
    Converted {
        /// Where.
        path: &'a Path,
        /// How many clusters.
        clusters: usize,
        /// How many initiatives.
        initiatives: usize,
        /// How many nominees.
        nominees: usize,
    },
    /// A file that would be written over.
    FileIsThere(&'a Path),
    /// The template was written.
    TemplateWritten(&'a Path),
}

impl Talk<'_> {
    /// In words.
    pub(crate) fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Danish => self.danish(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Converted { path, clusters, initiatives, nominees } => format!(
                "{} written: {clusters} clusters, {initiatives} initiatives, {nominees} nominees",
                path.display()
            ),
            Self::FileIsThere(path) => {
                format!(
                    "error: `{}` is there already and is left as it is: name another file",
                    path.display()
                )
            }
            Self::TemplateWritten(path) => format!(
                "{} written. Fill it in with Excel, then: fordel plan {}",
                path.display(),
                path.display()
            ),
        }
    }

    fn danish(&self) -> String {
        match self {
            Self::Converted { path, clusters, initiatives, nominees } => format!(
                "{} er skrevet: {clusters} klynger, {initiatives} initiativer, {nominees} kandidater",
                path.display()
            ),
            Self::FileIsThere(path) => {
                format!(
                    "fejl: `{}` findes allerede og bliver ikke ændret: angiv en anden fil",
                    path.display()
                )
            }
            Self::TemplateWritten(path) => format!(
                "{} er skrevet. Udfyld den i Excel, og skriv derefter: fordel plan {} --lang da",
                path.display(),
                path.display()
            ),
        }
    }
}
