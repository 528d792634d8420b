//! Settings written as TOML, or as a table of two columns -> tree.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::encoding::decode;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::place::{Place, Source, Spot};
use crate::table::Table;
use crate::tree::{Tree, Value, text_value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads TOML; every value knows its line. `None` where it is no TOML.
pub(crate) fn settings_of_toml(bytes: &[u8], source: &Source, findings: &mut Findings) -> Option<Tree> {
    read_toml(bytes, source, false, findings)
}

/// Reads TOML; every value knows its line and column. `None` where it is no TOML.
pub(crate) fn tree_of_toml(bytes: &[u8], source: &Source, findings: &mut Findings) -> Option<Tree> {
    read_toml(bytes, source, true, findings)
}

fn read_toml(bytes: &[u8], source: &Source, exact: bool, findings: &mut Findings) -> Option<Tree> {
    let text = match decode(bytes, source) {
        Ok(text) => text,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let lines = Lines::of(&text);
    let spot = |byte: usize, key: String| match exact {
        true => {
            let (line, column) = lines.exactly(&text, byte);
            Spot::Text { line, column, key }
        }
        false => Spot::Setting { line: lines.at(byte), key },
    };
    let (table, errors) = DeTable::parse_recoverable(&text);
    for error in &errors {
        let spot = spot(error.span().map_or(0, |span| span.start), String::new());
        let place = Place { source: source.clone(), spot };
        findings.push(Diagnostic::new(Code::BadToml, place).about(error.message().replace('\n', " ")));
    }
    if !errors.is_empty() {
        return None;
    }
    Some(Reader { source, spot: &spot, findings }.table(table.get_ref(), table.span().start, ""))
}

/// Where the lines of a text begin.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line of a byte, from 1.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }

    /// The line and the character in it of a byte of `text`, both from 1.
    pub(crate) fn exactly(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.at(byte);
        let start = self.0[line - 1];
        (line, text.get(start..byte).map_or(0, |before| before.chars().count()) + 1)
    }
}

struct Reader<'a> {
    source: &'a Source,
    spot: &'a dyn Fn(usize, String) -> Spot,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn place(&self, byte: usize, key: &str) -> Place {
        Place { source: self.source.clone(), spot: (self.spot)(byte, key.to_owned()) }
    }

    fn table(&mut self, table: &DeTable<'_>, start: usize, path: &str) -> Tree {
        // The reader sorts keys; we keep the order of the lines.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let fields = entries.into_iter().map(|(key, value)| {
            let name = key.get_ref().to_string();
            let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let tree = self.value(value, key.span().start, &below);
            (name, tree)
        });
        let fields = fields.collect();
        Tree { place: self.place(start, path), value: Value::Map(fields) }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, key_start: usize, path: &str) -> Tree {
        // A table's own span may begin at its header; the key is what the reader looks for.
        let place = self.place(key_start, path);
        let value = match value.get_ref() {
            DeValue::String(text) => text_value(text, &place, self.findings),
            DeValue::Integer(integer) => {
                let digits = integer.as_str();
                let decimal = i128::from_str_radix(digits, integer.radix()).map(|value| value.to_string());
                Value::Number(decimal.unwrap_or_else(|_| digits.to_owned()))
            }
            DeValue::Float(float) => Value::Number(float.as_str().to_owned()),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(items) => {
                let items = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| self.value(item, item.span().start, &format!("{path}[{index}]")));
                Value::List(items.collect())
            }
            DeValue::Table(table) => return self.table(table, key_start, path),
        };
        Tree { place, value }
    }
}

/// Makes settings of a table whose first column names a setting (`rules.min_sectors`) and whose second
/// holds its value; further columns are remarks.
pub(crate) fn settings_of_table(table: &Table, findings: &mut Findings) -> Tree {
    let mut root = Tree { place: table.headings_place(), value: Value::Map(Vec::new()) };
    let mut add = |row: &[&str], place: Place, findings: &mut Findings| {
        let text = row.get(1).copied().unwrap_or_default();
        // An empty cell says nothing; an empty list is said like this.
        let value = if text == "[]" { Value::List(Vec::new()) } else { text_value(text, &place, findings) };
        let names = names_of(row[0]);
        insert(&mut root, &names, Tree { place, value }, findings);
    };
    // The first row is a row of headings only if it says so.
    let heads = ["field", "setting", "felt", "indstilling", "navn på felt"];
    let first: Vec<&str> = table.headings.iter().map(String::as_str).collect();
    if first.len() >= 2 && !heads.contains(&first[0].to_lowercase().as_str()) {
        add(&first, table.headings_place(), findings);
    }
    for (at, row) in table.rows.iter().enumerate() {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        if cells.first().is_some_and(|name| !name.is_empty()) {
            add(&cells, table.place(at, 1.min(cells.len() - 1)), findings);
        }
    }
    root
}

/// `rules.min_sectors` as section and name. A rule may name a column with a `.` in its heading.
fn names_of(setting: &str) -> Vec<&str> {
    let is_rule = setting.split_once('.').is_some_and(|(section, _)| {
        ["rules", "regler"].iter().any(|known| squeeze(known) == squeeze(section))
    });
    // The fields of a rule that has some are settings of their own: `rules.mix.1.column`.
    let has_fields = is_rule && setting.split('.').nth(1).is_some_and(crate::further::has_fields);
    setting.splitn(if is_rule && !has_fields { 2 } else { usize::MAX }, '.').map(str::trim).collect()
}

fn insert(tree: &mut Tree, names: &[&str], leaf: Tree, findings: &mut Findings) {
    let Some((name, rest)) = names.split_first() else { return };
    if tree.is_empty() {
        tree.value = Value::Map(Vec::new());
    }
    let Value::Map(fields) = &mut tree.value else {
        findings.push(Diagnostic::new(Code::DuplicateKey, leaf.place).found(*name));
        return;
    };
    let held = fields.iter().position(|(key, _)| key.eq_ignore_ascii_case(name));
    match (held, rest) {
        (Some(_), []) => findings.push(Diagnostic::new(Code::DuplicateKey, leaf.place).found(*name)),
        (None, []) => fields.push(((*name).to_owned(), leaf)),
        (held, rest) => {
            let at = held.unwrap_or_else(|| {
                fields.push(((*name).to_owned(), Tree::empty(leaf.place.clone())));
                fields.len() - 1
            });
            insert(&mut fields[at].1, rest, leaf, findings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_knows_its_line() {
        let text = "name = \"Prøve\"\nseats = 1_0\n\n[rules]\nmin_sectors = 2\ndeadline = 2026-05-31\n";
        let mut findings = Findings::new();
        let tree = settings_of_toml(text.as_bytes(), &Source::file("programme.toml"), &mut findings).unwrap();
        let mut fields = tree.fields("programme", &mut findings).unwrap();
        assert_eq!(fields.take(&["seats"], &mut findings).value, Value::Number("10".to_owned()));
        let rules = fields.take(&["rules"], &mut findings);
        let mut rules = rules.fields("rules", &mut findings).unwrap();
        let setting = rules.take(&["min_sectors"], &mut findings);
        assert_eq!(
            crate::text::place(&setting.place, crate::text::Language::English),
            "programme.toml, line 5, `rules.min_sectors`"
        );
        assert_eq!(rules.take(&["deadline"], &mut findings).value, Value::Text("2026-05-31".to_owned()));
        assert!(findings.is_empty());
        assert!(settings_of_toml(b"name = ", &Source::file("p.toml"), &mut findings).is_none());
        assert_eq!(findings.iter().next().and_then(|finding| finding.place.row()), Some(1));
    }
}
