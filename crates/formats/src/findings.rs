//! All findings of one input, collected.

use crate::code::Severity;
use crate::diagnostic::Diagnostic;
use serde_json::{Value, json};
use std::fmt;

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
        self.errors = self.list.iter().filter(|finding| finding.severity == Severity::Error).count();
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

    /// The findings as text: errors first in place order, then the others; the first `limit`, and
    /// how many more. Ends without a line break.
    pub fn to_text(&self, limit: usize) -> String {
        render_text(self.list.iter(), limit)
    }

    /// `{"findings":[...],"errors":n}`, complete.
    pub fn to_json(&self) -> Value {
        json!({ "errors": self.errors, "findings": self.list.iter().map(Diagnostic::to_json).collect::<Vec<_>>() })
    }
}

/// Findings as text: errors before warnings before notes, the first `limit`, and how many more.
pub fn render_text<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>, limit: usize) -> String {
    let mut list: Vec<&Diagnostic> = findings.into_iter().collect();
    list.sort_by_key(|finding| finding.severity);
    let mut text = list.iter().take(limit).map(ToString::to_string).collect::<Vec<_>>().join("\n");
    if list.len() > limit {
        text.push_str(&format!("\nand {} more", list.len() - limit));
    }
    text
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
