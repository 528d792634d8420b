//! Rows by id, or by name where exactly one row has it.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::spelt_out;
use crate::index::Index;
use crate::place::Place;
use crate::view::At;
use fordel_model::fold;
use std::collections::HashMap;

/// Rows by id or name.
pub(crate) struct Directory {
    pub(crate) ids: Index,
    /// The row of each name; `None` where several rows have it.
    names: HashMap<String, Option<usize>>,
    /// The same with the Danish letters spelt out.
    spelt_out: HashMap<String, Option<usize>>,
    /// Where each row's id stands.
    places: Vec<Place>,
}

/// What a text names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Named {
    Row(usize),
    Several,
    Nothing,
}

impl Directory {
    pub(crate) fn new() -> Self {
        Self { ids: Index::new(), names: HashMap::new(), spelt_out: HashMap::new(), places: Vec::new() }
    }

    /// Adds the next row. Its id, if not empty, must be new; `personal`: the id is not repeated.
    pub(crate) fn add(&mut self, id: &str, name: &str, at: At<'_>, personal: bool, findings: &mut Findings) {
        let row = self.places.len();
        if !id.is_empty()
            && let Some(first) = self.ids.insert(id, row)
        {
            let finding = Diagnostic::new(Code::DuplicateId, at.place()).about(at.name());
            let finding = if personal { finding } else { finding.found(id) };
            findings.push(finding.other(self.places[first].clone()));
        }
        if !name.is_empty() {
            for (names, name) in [(&mut self.names, fold(name)), (&mut self.spelt_out, spelt_out(name))] {
                names.entry(name).and_modify(|held| *held = None).or_insert(Some(row));
            }
        }
        self.places.push(at.place());
    }

    /// The row with this id, else the only row with this name.
    pub(crate) fn find(&self, text: &str) -> Named {
        if let Some(row) = self.ids.get(text) {
            return Named::Row(row);
        }
        match self.names.get(&fold(text)).or_else(|| self.spelt_out.get(&spelt_out(text))) {
            Some(Some(row)) => Named::Row(*row),
            Some(None) => Named::Several,
            None => Named::Nothing,
        }
    }

    /// The same, with a finding where the text names no row or several. A person's text is not repeated.
    pub(crate) fn resolve(
        &self,
        text: &str,
        unknown: Code,
        personal: bool,
        place: impl Fn() -> Place,
        findings: &mut Findings,
    ) -> Option<usize> {
        match self.find(text) {
            Named::Row(row) => Some(row),
            Named::Several => {
                let finding = Diagnostic::new(Code::AmbiguousName, place());
                findings.push(if personal { finding } else { finding.found(text) });
                None
            }
            Named::Nothing => {
                let near = self.ids.nearest(text);
                let finding = Diagnostic::new(unknown, place());
                findings.push(if personal {
                    finding.nearest(near.filter(|id| is_plain_id(id)))
                } else {
                    finding.nearest(near).found(text).expected(self.ids.known())
                });
                None
            }
        }
    }
}

/// Whether an id of a person says nothing about them: short, with a digit, without blanks or `@`.
pub(crate) fn is_plain_id(id: &str) -> bool {
    id.chars().count() <= 12
        && id.contains(|c: char| c.is_ascii_digit())
        && !id.contains(|c: char| c.is_whitespace() || c == '@')
}
