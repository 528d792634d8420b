//! The words of findings: one `match` a language.

mod danish;
mod english;
mod parser;

use crate::code::Severity;
use crate::diagnostic::{Diagnostic, shown};
use crate::place::{Place, Source, Spot};

/// A language that findings can be told in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Danish.
    Danish,
}

/// A finding in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// What is wrong.
    pub title: String,
    /// What to do.
    pub help: Option<String>,
}

/// The words that stand around every finding.
pub(crate) struct Frame {
    row: &'static str,
    line: &'static str,
    of_the_file: &'static str,
    column: &'static str,
    sheet: &'static str,
    pub(crate) and: &'static str,
    pub(crate) help: &'static str,
    pub(crate) more: &'static str,
}

impl Language {
    pub(crate) fn frame(self) -> &'static Frame {
        match self {
            Self::English => &Frame {
                row: "row",
                line: "line",
                of_the_file: "of the file",
                column: "column",
                sheet: "sheet",
                and: "and",
                help: "help",
                more: "more",
            },
            Self::Danish => &Frame {
                row: "række",
                line: "linje",
                of_the_file: "i filen",
                column: "kolonne",
                sheet: "ark",
                and: "og",
                help: "hjælp",
                more: "mere",
            },
        }
    }

    /// The word for how grave a finding is.
    pub fn severity(self, severity: Severity) -> &'static str {
        match (self, severity) {
            (Self::English, severity) => severity.word(),
            (Self::Danish, Severity::Error) => "fejl",
            (Self::Danish, Severity::Warning) => "advarsel",
            (Self::Danish, Severity::Note) => "bemærk",
        }
    }
}

/// The finding in words.
pub fn words(finding: &Diagnostic, language: Language) -> Text {
    match language {
        Language::English => english::words(finding),
        Language::Danish => danish::words(finding),
    }
}

/// The cell of a sheet that waits for a setting: what could stand there, or nothing where that is anybody's own.
fn cell_to_fill_in(finding: &Diagnostic) -> Option<&str> {
    let is_in_a_sheet =
        matches!(finding.place.spot, Spot::Cell { .. }) && finding.place.source.sheet.is_some();
    let (_, example) = finding.expected.as_deref()?.split_once(" = ")?;
    is_in_a_sheet.then(|| example.trim_matches(['"', '.']))
}

/// A source that is no file by its name in the language; files have their own.
fn source_name(file: &str, language: Language) -> String {
    match (language, file) {
        (Language::Danish, "command line") => "kommandolinjen".to_owned(),
        (Language::Danish, "a file or folder name") => "et fil- eller mappenavn".to_owned(),
        _ => file.to_owned(),
    }
}

/// The place in words.
pub fn place(place: &Place, language: Language) -> String {
    let text = place_in(place, language);
    // What stands for a number that is not repeated.
    if language == Language::Danish { text.replace("(ten digits)", "(ti cifre)") } else { text }
}

fn place_in(place: &Place, language: Language) -> String {
    let frame = language.frame();
    let Source { file, sheet } = &place.source;
    let source = match sheet {
        Some(sheet) => format!("{file}, {} {}", frame.sheet, shown(sheet)),
        None => source_name(file, language),
    };
    match &place.spot {
        Spot::Whole => source,
        Spot::Setting { line, key } if key.is_empty() => format!("{source}, {} {line}", frame.line),
        Spot::Setting { line, key } => format!("{source}, {} {line}, `{}`", frame.line, shown(key)),
        Spot::Text { line, column, key } => {
            let text = format!("{source}, {} {line}, {} {column}", frame.line, frame.column);
            if key.is_empty() { text } else { format!("{text}, `{}`", shown(key)) }
        }
        Spot::Path { .. } => match place.json_path() {
            Some(path) if !path.is_empty() => format!("{source}, {path}"),
            _ => source,
        },
        Spot::Cell { row, column: Some(column), .. } if sheet.is_some() => {
            let sheet = shown(sheet.as_deref().unwrap_or_default());
            let mut text = format!("{file}, {}", crate::xlsx::cell_name(&sheet, column.index, *row));
            if !column.heading.is_empty() {
                text.push_str(&format!(" `{}`", shown(&column.heading)));
            }
            text
        }
        Spot::Cell { row, line, column } => {
            let mut text = format!("{source}, {} {row}", frame.row);
            if line != row {
                text.push_str(&format!(" ({} {line} {})", frame.line, frame.of_the_file));
            }
            if let (Some(column), Some(letter)) = (column, place.letter()) {
                text.push_str(&format!(", {} {letter}", frame.column));
                if !column.heading.is_empty() {
                    text.push_str(&format!(" `{}`", shown(&column.heading)));
                }
            }
            text
        }
    }
}
