//! All findings of one input, collected.

use crate::code::{Code, Severity};
use crate::diagnostic::Diagnostic;
use crate::excerpt::attach;
use crate::place::Spot;
use crate::table::Table;
use crate::text::Language;
use serde_json::{Value, json};
use std::fmt;

pub use crate::rendering::{render_text, render_text_in};

/// How many findings a text shows.
pub const SHOWN: usize = 50;

/// All findings, of every severity.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    errors: usize,
}

impl Findings {
    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Diagnostic) {
        self.errors += usize::from(finding.severity == Severity::Error);
        self.list.push(finding);
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Self) {
        self.errors += other.errors;
        self.list.extend(other.list);
    }

    /// Shows the row of a table beside each finding about one.
    pub(crate) fn show_rows<'a>(&mut self, tables: impl IntoIterator<Item = &'a Table>) {
        attach(&mut self.list, tables);
    }

    /// Calls the file that they are about something else.
    pub(crate) fn rename_file(&mut self, shown: &str) {
        for finding in &mut self.list {
            let name = std::mem::replace(&mut finding.place.source.file, shown.to_owned());
            finding.found =
                finding.found.take().map(|found| if found == name { shown.to_owned() } else { found });
        }
    }

    /// Names no sheet but those that are numbered.
    pub(crate) fn forget_sheets(&mut self) {
        for source in self.list.iter_mut().map(|finding| &mut finding.place.source) {
            source.sheet = source.sheet.take().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All, in the order they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Sorts by place, equal places by gravity, and drops exact repetitions.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            (&a.place, a.severity, a.code, &a.subject).cmp(&(&b.place, b.severity, b.code, &b.subject))
        });
        self.list.dedup();
        self.drop_consequences();
        self.errors = self.list.iter().filter(|finding| finding.severity == Severity::Error).count();
    }

    /// A cell that shows an error, or whose formula nobody computed, is not an empty or a wrong one as well.
    fn drop_consequences(&mut self) {
        let cell = |finding: &Diagnostic| match &finding.place.spot {
            Spot::Cell { row, column: Some(column), .. } => {
                Some((finding.place.source.clone(), *row, column.index))
            }
            _ => None,
        };
        let is_cause =
            |finding: &Diagnostic| matches!(finding.code, Code::ErrorCell | Code::FormulaWithoutValue);
        let causes: std::collections::BTreeSet<_> =
            self.list.iter().filter(|finding| is_cause(finding)).filter_map(cell).collect();
        if !causes.is_empty() {
            self.list
                .retain(|finding| is_cause(finding) || cell(finding).is_none_or(|at| !causes.contains(&at)));
        }
    }

    /// `value` with the warnings and notes if there is no error; otherwise all findings, sorted.
    ///
    /// # Errors
    /// The findings, where one of them is an error.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<(T, Vec<Diagnostic>), Self> {
        self.sort();
        match value {
            Some(value) if !self.has_errors() => Ok((value, self.list)),
            _ => Err(self),
        }
    }

    /// The findings as text, in English: errors first in place order, then the others; the first
    /// `limit`, and how many more. Ends without a line break.
    pub fn to_text(&self, limit: usize) -> String {
        self.to_text_in(limit, Language::English)
    }

    /// The same in a language.
    pub fn to_text_in(&self, limit: usize, language: Language) -> String {
        render_text_in(self.list.iter(), limit, language)
    }

    /// `fordel/findings/1`: `{"format","errors":n,"findings":[...]}`, complete, in English.
    pub fn to_json(&self) -> Value {
        self.to_json_in(Language::English)
    }

    /// The same in a language.
    pub fn to_json_in(&self, language: Language) -> Value {
        let findings: Vec<Value> = self.list.iter().map(|finding| finding.to_json(language)).collect();
        json!({ "format": "fordel/findings/1", "errors": self.errors, "findings": findings })
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(SHOWN))
    }
}

impl std::error::Error for Findings {}

impl From<Diagnostic> for Findings {
    fn from(finding: Diagnostic) -> Self {
        let mut findings = Self::new();
        findings.push(finding);
        findings
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, more: I) {
        more.into_iter().for_each(|finding| self.push(finding));
    }
}
