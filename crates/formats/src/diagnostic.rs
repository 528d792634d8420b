//! A finding: what is wrong, where, what was found, what was expected, and what to do.

use crate::code::{Code, Severity};
use crate::excerpt::Excerpt;
use crate::place::Place;
use crate::text::{self, Language};
use serde_json::{Map, Value, json};
use std::fmt;

/// One finding in the input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// How grave; the code's own unless a reader knows better.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The column, field, table or setting it is about, where the text names one.
    pub subject: Option<String>,
    /// What stands there; `None` where it is personal, or where nothing stands.
    pub found: Option<String>,
    /// What could stand there: names, limits.
    pub expected: Option<String>,
    /// The nearest right name.
    pub nearest: Option<String>,
    /// The other place, where two places contradict.
    pub other: Option<Place>,
    /// The row it stands in, without what is personal.
    pub excerpt: Option<Excerpt>,
}

/// The longest value that a finding repeats, in characters.
const MAX_FOUND: usize = 60;

impl Diagnostic {
    /// A finding of this kind at this place.
    pub fn new(code: Code, place: Place) -> Self {
        Self {
            code,
            severity: code.severity(),
            place,
            subject: None,
            found: None,
            expected: None,
            nearest: None,
            other: None,
            excerpt: None,
        }
    }

    /// The same, about a column, field, table or setting.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(shown(&subject.into()));
        self
    }

    /// The same, with what stands there. Never call this with personal data. A long value is cut,
    /// and characters that could act on a terminal are replaced.
    #[must_use]
    pub fn found(mut self, found: impl AsRef<str>) -> Self {
        self.found = Some(shown(found.as_ref()));
        self
    }

    /// The same, with names that stand there, each cut if long, the first twenty.
    #[must_use]
    pub fn found_list(mut self, names: &[&str]) -> Self {
        let shown: Vec<String> = names.iter().map(|name| shown(name)).collect();
        self.found = Some(crate::view::shown_list(&shown));
        self
    }

    /// The same, with what could stand there.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// The same, with the nearest right name, if there is one.
    #[must_use]
    pub fn nearest(mut self, nearest: Option<&str>) -> Self {
        self.nearest = nearest.map(str::to_owned);
        self
    }

    /// The same, with the other place of a contradiction.
    #[must_use]
    pub fn other(mut self, other: Place) -> Self {
        self.other = Some(other);
        self
    }

    /// The finding as JSON: `code`, `severity`, `file`, `sheet`, `row`, `column`, `letter`, `path`,
    /// `message`, `found`, `expected`, `help`, `text` (the row); what does not apply is null.
    pub fn to_json(&self, language: Language) -> Value {
        let text = text::words(self, language);
        let mut object = Map::new();
        object.insert("code".to_owned(), json!(self.code.id()));
        object.insert("severity".to_owned(), json!(self.severity.word()));
        object.insert("file".to_owned(), json!(self.place.source.file));
        object.insert("sheet".to_owned(), json!(self.place.source.sheet));
        object.insert("row".to_owned(), json!(self.place.row()));
        object.insert("column".to_owned(), json!(self.place.column()));
        object.insert("letter".to_owned(), json!(self.place.letter()));
        if let Some(character) = self.place.character() {
            object.insert("character".to_owned(), json!(character));
        }
        object.insert("path".to_owned(), json!(self.place.json_path()));
        object.insert("message".to_owned(), json!(text.title));
        object.insert("found".to_owned(), json!(self.found));
        object.insert("expected".to_owned(), json!(self.expected));
        object.insert("help".to_owned(), json!(text.help));
        object.insert("text".to_owned(), json!(self.excerpt.as_ref().map(|excerpt| &excerpt.text)));
        Value::Object(object)
    }
}

/// A value as a message may repeat it: not too long, nothing that acts on a terminal, no personal number.
pub(crate) fn shown(value: &str) -> String {
    if crate::cpr::holds_personal_number(value) {
        return "(ten digits)".to_owned();
    }
    let mut text: String = value
        .chars()
        .take(MAX_FOUND)
        .map(|c| {
            if c.is_control() || crate::clean::is_invisible(c) || crate::clean::is_direction(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    if value.chars().nth(MAX_FOUND).is_some() {
        text.push('…');
    }
    text
}

impl Diagnostic {
    /// What, where, where else, the row and help, a line each; a note is one line.
    pub fn to_text(&self, language: Language) -> String {
        crate::findings::render_text_in([self], 1, language)
    }
}

/// In English.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(Language::English))
    }
}
