//! A document's values, each with its place: what settings and plans are read from, whatever they
//! were written in.

use crate::clean::clean;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::list::split_list;
use crate::nearest::nearest;
use crate::node::Node;
use crate::number::{Notation, Style, read_number};
use crate::place::{Place, Source};

/// A value and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tree {
    pub(crate) place: Place,
    pub(crate) value: Value,
}

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Empty,
    Bool(bool),
    /// Digits as written by a machine.
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// An empty value.
    pub(crate) fn empty(place: Place) -> Self {
        Self { place, value: Value::Empty }
    }

    /// The value of a JSON node; `path` is its place in the document.
    pub(crate) fn of_node(node: &Node, source: &Source, path: &str, findings: &mut Findings) -> Self {
        let place = Place::path(source, "", None, path);
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let value = match node {
            Node::Null => Value::Empty,
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(digits) => Value::Number(digits.clone()),
            Node::Text(text) => text_value(text, &place, findings),
            Node::List(items) => {
                let item = |(index, item)| Self::of_node(item, source, &format!("{path}[{index}]"), findings);
                Value::List(items.iter().enumerate().map(item).collect())
            }
            Node::Object(fields) => {
                let mut field = |(key, value): &(String, Node)| {
                    (key.clone(), Self::of_node(value, source, &below(key), findings))
                };
                Value::Map(fields.iter().map(&mut field).collect())
            }
        };
        Self { place, value }
    }

    /// What this is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Empty => "empty",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.value, Value::Empty)
    }

    fn wrong(&self, what: &str, expected: &str, findings: &mut Findings) {
        findings.push(
            Diagnostic::new(Code::WrongKind, self.place.clone())
                .about(what)
                .found(self.kind())
                .expected(expected),
        );
    }

    /// A text; a number is taken digit for digit. `None` where empty or wrong.
    pub(crate) fn text(&self, what: &str, findings: &mut Findings) -> Option<String> {
        match &self.value {
            Value::Empty => None,
            Value::Text(text) | Value::Number(text) => Some(text.clone()),
            _ => {
                self.wrong(what, "a text", findings);
                None
            }
        }
    }

    /// A whole number within `limits`. `None` where empty or wrong.
    pub(crate) fn integer<T: TryFrom<i128> + Copy + Into<i128>>(
        &self,
        what: &str,
        limits: std::ops::RangeInclusive<T>,
        findings: &mut Findings,
    ) -> Option<T> {
        let text = match &self.value {
            Value::Empty => return None,
            Value::Number(text) | Value::Text(text) => text,
            _ => {
                self.wrong(what, "a whole number", findings);
                return None;
            }
        };
        let number = match read_number(text, Notation::Machine, Style::default()) {
            Ok(number) => number,
            Err(error) => {
                findings.push(crate::table::number_finding(error, text, self.place.clone()).about(what));
                return None;
            }
        };
        let (low, high): (i128, i128) = ((*limits.start()).into(), (*limits.end()).into());
        if !number.is_integer() {
            findings.push(Diagnostic::new(Code::NotAnInteger, self.place.clone()).about(what).found(text));
            return None;
        }
        match number.to_i128().filter(|value| (low..=high).contains(value)) {
            Some(value) => T::try_from(value).ok(),
            None => {
                let limits = if high >= i128::from(i64::MAX) {
                    format!("{low} or more")
                } else {
                    format!("{low} to {high}")
                };
                findings.push(
                    Diagnostic::new(Code::OutOfRange, self.place.clone())
                        .about(what)
                        .found(text)
                        .expected(limits),
                );
                None
            }
        }
    }

    /// Yes or no. `None` where empty or wrong.
    pub(crate) fn yes_or_no(&self, what: &str, findings: &mut Findings) -> Option<bool> {
        match &self.value {
            Value::Empty => None,
            Value::Bool(value) => Some(*value),
            Value::Text(text) | Value::Number(text) => {
                let value = yes_or_no(text);
                if value.is_none() {
                    findings
                        .push(Diagnostic::new(Code::NotYesOrNo, self.place.clone()).about(what).found(text));
                }
                value
            }
            _ => {
                self.wrong(what, "true or false", findings);
                None
            }
        }
    }

    /// The items of a list; a text is a joined list. Empty where empty or wrong.
    pub(crate) fn items(&self, what: &str, findings: &mut Findings) -> Vec<Tree> {
        match &self.value {
            Value::Empty => Vec::new(),
            Value::List(items) => items.iter().filter(|item| !item.is_empty()).cloned().collect(),
            Value::Text(text) => split_list(text)
                .into_iter()
                .map(|part| Self { place: self.place.clone(), value: Value::Text(part) })
                .collect(),
            Value::Number(_) | Value::Bool(_) => vec![self.clone()],
            Value::Map(_) => {
                self.wrong(what, "a list", findings);
                Vec::new()
            }
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&self, what: &str, findings: &mut Findings) -> Vec<String> {
        self.items(what, findings).iter().filter_map(|item| item.text(what, findings)).collect()
    }

    /// The fields of a map; `None` (with a finding) where this is something else.
    pub(crate) fn fields<'a>(&'a self, what: &str, findings: &mut Findings) -> Option<Fields<'a>> {
        match &self.value {
            Value::Map(fields) => Some(Fields {
                fields: fields.iter().map(|(key, value)| (key.as_str(), value)).collect(),
                place: &self.place,
                taken: vec![false; fields.len()],
            }),
            _ => {
                self.wrong(what, "a table of fields", findings);
                None
            }
        }
    }

    /// A word that `read` knows. `None` where empty or wrong.
    pub(crate) fn word<T>(
        &self,
        code: Code,
        what: &str,
        known: &[&str],
        read: impl Fn(&str) -> Option<T>,
        findings: &mut Findings,
    ) -> Option<T> {
        let text = self.text(what, findings)?;
        let value = read(&text);
        if value.is_none() {
            let finding = Diagnostic::new(code, self.place.clone()).about(what).found(&text);
            findings.push(finding.expected(known.join(", ")).nearest(nearest(&text, known.iter().copied())));
        }
        value
    }
}

/// A cleaned text as a value; a text of blanks is empty.
pub(crate) fn text_value(text: &str, place: &Place, findings: &mut Findings) -> Value {
    let cleaned = clean(text);
    if let Some(c) = cleaned.forbidden {
        findings.push(
            Diagnostic::new(Code::ControlCharacter, place.clone()).about(format!("U+{:04X}", u32::from(c))),
        );
        return Value::Empty;
    }
    if cleaned.invisible {
        findings.push(Diagnostic::new(Code::InvisibleCharacter, place.clone()));
    }
    if cleaned.text.is_empty() { Value::Empty } else { Value::Text(cleaned.text.into_owned()) }
}

/// Yes or no in English and Danish, `None` where it is neither.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "x" | "1" | "ja" | "j" | "sand" | "sandt" => Some(true),
        "false" | "no" | "n" | "0" | "nej" | "falsk" => Some(false),
        _ => None,
    }
}

/// The fields of a map, and which of them somebody asked for.
pub(crate) struct Fields<'a> {
    fields: Vec<(&'a str, &'a Tree)>,
    place: &'a Place,
    taken: Vec<bool>,
}

impl<'a> Fields<'a> {
    /// The field of one of these names, in any spelling; an empty value where there is none. A
    /// second field of the same meaning is a finding.
    pub(crate) fn take(&mut self, names: &[&str], findings: &mut Findings) -> Tree {
        let wanted: Vec<String> = names.iter().map(|name| squeeze(name)).collect();
        let mut found: Option<&Tree> = None;
        for (at, &(key, value)) in self.fields.iter().enumerate() {
            if self.taken[at] || !wanted.contains(&squeeze(key)) {
                continue;
            }
            self.taken[at] = true;
            if found.is_some() {
                findings.push(Diagnostic::new(Code::DuplicateKey, value.place.clone()).found(key));
            } else {
                found = Some(value);
            }
        }
        found.cloned().unwrap_or_else(|| Tree::empty(self.place.clone()))
    }

    /// Adds the fields of another map that nobody has asked for.
    pub(crate) fn join(&mut self, other: &Fields<'a>) {
        let more: Vec<_> = other.rest().collect();
        self.taken.extend(more.iter().map(|_| false));
        self.fields.extend(more);
    }

    /// The fields nobody asked for.
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&'a str, &'a Tree)> {
        self.fields.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(field, _)| *field)
    }

    /// Adds a finding for each field nobody asked for.
    pub(crate) fn refuse_rest(&self, code: Code, known: &[&str], findings: &mut Findings) {
        for (key, value) in self.rest() {
            let finding = Diagnostic::new(code, value.place.clone()).found(key);
            findings.push(finding.expected(known.join(", ")).nearest(nearest(key, known.iter().copied())));
        }
    }

    /// Where the map stands.
    pub(crate) fn place(&self) -> &Place {
        self.place
    }
}
