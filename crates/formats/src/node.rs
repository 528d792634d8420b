//! JSON as a tree that keeps every number as written and every key as often as it stands.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::place::{Place, Source};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value of a JSON document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, digit for digit.
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object, keys in order, repeated ones included.
    Object(Vec<(String, Node)>),
}

/// The key under which the JSON reader hands over a number that is kept digit for digit.
const NUMBER_KEY: &str = "$serde_json::private::Number";

impl Node {
    /// Reads a JSON text.
    ///
    /// # Errors
    /// [`Code::BadJson`] with line and column.
    pub fn parse(text: &str, source: &Source) -> Result<Self, Box<Diagnostic>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        serde_json::from_str(text).map_err(|error| {
            // The reader's words end in " at line 3 column 5"; the place says that already.
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default().to_owned();
            let place = Place {
                source: source.clone(),
                spot: crate::place::Spot::Setting { line: error.line(), key: String::new() },
            };
            Box::new(
                Diagnostic::new(Code::BadJson, place).about(format!("{words} (column {})", error.column())),
            )
        })
    }

    /// What this is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// The value of the first such key; `None` where this is no object or has no such key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, where this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Adds a finding for each key that stands twice in one object, at any depth.
    pub fn refuse_duplicate_keys(&self, source: &Source, findings: &mut Findings) {
        self.walk_keys(&mut Vec::new(), &mut |path, key| {
            let field = path
                .iter()
                .chain([&key.to_owned()])
                .cloned()
                .collect::<Vec<_>>()
                .join(".")
                .replace(".[", "[");
            findings
                .push(Diagnostic::new(Code::DuplicateKey, Place::path(source, "", None, field)).found(key));
        });
    }

    fn walk_keys(&self, path: &mut Vec<String>, repeated: &mut impl FnMut(&[String], &str)) {
        match self {
            Self::Object(fields) => {
                let mut seen = std::collections::BTreeSet::new();
                for (key, value) in fields {
                    if !seen.insert(key.as_str()) {
                        repeated(path, key);
                    }
                    path.push(key.clone());
                    value.walk_keys(path, repeated);
                    path.pop();
                }
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if matches!(item, Self::Object(_) | Self::List(_)) {
                        path.push(format!("[{index}]"));
                        item.walk_keys(path, repeated);
                        path.pop();
                    }
                }
            }
            _ => {}
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut fields: Vec<(String, Node)> = Vec::new();
        while let Some((key, value)) = entries.next_entry::<String, Node>()? {
            fields.push((key, value));
        }
        if let [(key, Node::Text(digits))] = fields.as_slice()
            && key == NUMBER_KEY
        {
            return Ok(Node::Number(digits.clone()));
        }
        Ok(Node::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_keys_their_repetitions() {
        let source = Source::file("t.json");
        let text = r#"{"a": 1e400, "b": [0.10, -0, 123456789012345678901234567890], "a": null}"#;
        let node = Node::parse(text, &source).unwrap();
        let Node::Object(fields) = &node else { panic!("{node:?}") };
        assert_eq!(fields[0].1, Node::Number("1e+400".to_owned()));
        let number = |digits: &str| Node::Number(digits.to_owned());
        assert_eq!(
            fields[1].1,
            Node::List(vec![number("0.10"), number("-0"), number("123456789012345678901234567890")])
        );
        let mut findings = Findings::new();
        node.refuse_duplicate_keys(&source, &mut findings);
        assert_eq!(findings.errors(), 1);
    }

    #[test]
    fn a_syntax_error_says_where() {
        let error = Node::parse("{\n \"a\": [1,}\n", &Source::file("t.json")).unwrap_err();
        assert_eq!(error.place.row(), Some(2));
        assert!(Node::parse(&"[".repeat(100_000), &Source::file("t.json")).is_err());
    }
}
