//! A document of scenarios or of a sweep, in TOML or JSON -> tree whose values know line and column.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::encoding::decode;
use crate::findings::Findings;
use crate::node::Node;
use crate::place::{Place, Source, Spot};
use crate::settings_text::{Lines, tree_of_toml};
use crate::tree::{Tree, Value, text_value};

/// Reads TOML, or JSON where the text begins with a brace. `None` where it is neither.
pub(crate) fn read_tree(bytes: &[u8], source: &Source, findings: &mut Findings) -> Option<Tree> {
    let first = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().first();
    if first != Some(&b'{') {
        return tree_of_toml(bytes, source, findings);
    }
    let text = match decode(bytes, source) {
        Ok(text) => text,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match Node::parse(text, source) {
        Ok(node) => {
            let mut starts = Scanner { text: text.as_bytes(), at: 0, starts: Vec::new() };
            starts.value();
            let mut places =
                Places { source, text, lines: Lines::of(text), starts: starts.starts.into_iter() };
            let root = places.place(0, "");
            Some(places.tree(&node, root, "", findings))
        }
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// Where keys and list items begin, in the order of a valid JSON text. The JSON reader has checked the
/// text and its depth, so this only has to find its way.
struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    starts: Vec<usize>,
}

impl Scanner<'_> {
    fn peek(&mut self) -> u8 {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn value(&mut self) {
        match self.peek() {
            b'{' => self.items(b'}', |scanner| {
                scanner.string();
                scanner.peek();
                scanner.at += 1;
                scanner.value();
            }),
            b'[' => self.items(b']', Self::value),
            b'"' => self.string(),
            _ => {
                let is_end = |byte: &u8| byte.is_ascii_whitespace() || b",]}".contains(byte);
                while self.text.get(self.at).is_some_and(|byte| !is_end(byte)) {
                    self.at += 1;
                }
            }
        }
    }

    fn items(&mut self, end: u8, one: impl Fn(&mut Self)) {
        self.at += 1;
        while ![end, 0].contains(&self.peek()) {
            if self.peek() == b',' {
                self.at += 1;
                self.peek();
            }
            self.starts.push(self.at);
            one(self);
        }
        self.at += 1;
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
    }
}

/// Gives each key and item its place, in order.
struct Places<'a> {
    source: &'a Source,
    text: &'a str,
    lines: Lines,
    starts: std::vec::IntoIter<usize>,
}

impl Places<'_> {
    fn place(&self, byte: usize, key: &str) -> Place {
        let (line, column) = self.lines.exactly(self.text, byte);
        Place { source: self.source.clone(), spot: Spot::Text { line, column, key: key.to_owned() } }
    }

    fn next(&mut self, key: &str) -> Place {
        let byte = self.starts.next().unwrap_or(0);
        self.place(byte, key)
    }

    fn tree(&mut self, node: &Node, place: Place, path: &str, findings: &mut Findings) -> Tree {
        let value = match node {
            Node::Null => Value::Empty,
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(digits) => Value::Number(digits.clone()),
            Node::Text(text) => text_value(text, &place, findings),
            Node::List(items) => Value::List(
                items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| {
                        let path = format!("{path}[{at}]");
                        let place = self.next(&path);
                        self.tree(item, place, &path, findings)
                    })
                    .collect(),
            ),
            Node::Object(fields) => {
                let mut list: Vec<(String, Tree)> = Vec::with_capacity(fields.len());
                for (key, value) in fields {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    let place = self.next(&path);
                    if list.iter().any(|(known, _)| known == key) {
                        findings.push(Diagnostic::new(Code::DuplicateKey, place.clone()).found(key));
                    }
                    list.push((key.clone(), self.tree(value, place, &path, findings)));
                }
                Value::Map(list)
            }
        };
        Tree { place, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_json_knows_line_and_column() {
        let text = "{\"a\": [1, {\"b\\\"\": \"}\"}],\n  \"æø\" : {\"c\":null}, \"d\": true}";
        let source = Source::file("s.json");
        let mut findings = Findings::new();
        let tree = read_tree(text.as_bytes(), &source, &mut findings).expect("it is JSON");
        fn places(tree: &Tree, into: &mut Vec<String>) {
            into.push(crate::text::place(&tree.place, crate::text::Language::English));
            match &tree.value {
                Value::List(items) => items.iter().for_each(|item| places(item, into)),
                Value::Map(fields) => fields.iter().for_each(|(_, value)| places(value, into)),
                _ => {}
            }
        }
        let mut said = Vec::new();
        places(&tree, &mut said);
        assert_eq!(
            said,
            [
                "s.json, line 1, column 1",
                "s.json, line 1, column 2, `a`",
                "s.json, line 1, column 8, `a[0]`",
                "s.json, line 1, column 11, `a[1]`",
                "s.json, line 1, column 12, `a[1].b\"`",
                "s.json, line 2, column 3, `æø`",
                "s.json, line 2, column 11, `æø.c`",
                "s.json, line 2, column 22, `d`",
            ]
        );
        assert!(findings.is_empty());
    }
}
