//! A list of objects in a JSON document -> table.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::node::Node;
use crate::place::{Place, Source};
use crate::table::{Cell, Row, Table, clean_cell};
use std::collections::HashMap;

/// Makes a table of a list of objects: one row an item, one column a key, in order of appearance;
/// an absent field, `null` and `""` are empty cells. `name` is the key in the document. Items and
/// fields of another shape are findings and leave an empty cell. Cost: linear.
pub fn table_of(name: &str, source: &Source, list: &Node, findings: &mut Findings) -> Table {
    let mut table =
        Table { name: name.to_owned(), source: source.clone(), is_json: true, ..Table::default() };
    let items = match list {
        Node::List(items) => items.as_slice(),
        Node::Null => &[],
        Node::Text(text) if text.is_empty() => &[],
        other => {
            let place = Place::path(source, name, None, "");
            findings.push(
                Diagnostic::new(Code::WrongShape, place)
                    .about(name)
                    .found(other.kind())
                    .expected("a list of objects"),
            );
            return table;
        }
    };
    let mut columns: HashMap<&str, usize> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let Node::Object(fields) = item else {
            let place = Place::path(source, name, Some(index), "");
            let finding = Diagnostic::new(Code::WrongShape, place).about(format!("{name}[{index}]"));
            findings.push(finding.found(item.kind()).expected("an object"));
            continue;
        };
        let mut cells = vec![Cell::default(); table.headings.len()];
        for (key, value) in fields {
            let place = || Place::path(source, name, Some(index), key.clone());
            let column = *columns.entry(key).or_insert_with(|| {
                table.headings.push(clean_cell(key, place, findings));
                table.headings.len() - 1
            });
            if cells.len() <= column {
                cells.resize(column + 1, Cell::default());
            }
            cells[column] = cell(value, key, place, findings);
        }
        table.rows.push(Row { number: index, line: 0, cells });
    }
    for row in &mut table.rows {
        row.cells.resize(table.headings.len(), Cell::default());
    }
    duplicate_columns(&table, findings);
    table
}

/// Two keys that mean the same column (`teams_min` and `teams min`).
fn duplicate_columns(table: &Table, findings: &mut Findings) {
    let mut seen = std::collections::BTreeSet::new();
    for (column, heading) in table.headings.iter().enumerate() {
        if !seen.insert(crate::heading::squeeze(heading)) {
            findings.push(Diagnostic::new(Code::DuplicateColumn, table.heading_place(column)).about(heading));
        }
    }
}

/// A cell of a scalar or of a list of scalars.
fn cell(value: &Node, key: &str, place: impl Fn() -> Place, findings: &mut Findings) -> Cell {
    let mut wrong = |found: &Node| {
        findings.push(
            Diagnostic::new(Code::WrongShape, place())
                .about(key)
                .found(found.kind())
                .expected("a text, number or list"),
        );
    };
    match value {
        Node::Null => Cell::default(),
        Node::Bool(value) => Cell::machine(value.to_string()),
        Node::Number(digits) => Cell::machine(digits.clone()),
        Node::Text(text) => Cell::machine(clean_cell(text, place, findings)),
        Node::Object(_) => {
            wrong(value);
            Cell::default()
        }
        Node::List(items) => {
            let mut texts = Vec::with_capacity(items.len());
            for item in items {
                match item {
                    Node::Null => {}
                    Node::Bool(value) => texts.push(value.to_string()),
                    Node::Number(digits) => texts.push(digits.clone()),
                    Node::Text(text) => texts.push(clean_cell(text, &place, findings)),
                    Node::List(_) | Node::Object(_) => {
                        let finding = Diagnostic::new(Code::WrongShape, place()).about(key);
                        findings.push(finding.found(item.kind()).expected("a text or number"));
                    }
                }
            }
            texts.retain(|text| !text.is_empty());
            Cell { text: texts.join("; "), items: Some(texts), ..Cell::machine("") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_become_rows_and_keys_columns() {
        let source = Source::file("t.json");
        let text = r#"[{"id":"a","w":1.50},{"w":"2","x":["p","q"]},{"id":null,"x":{}},7]"#;
        let mut findings = Findings::new();
        let table = table_of("units", &source, &Node::parse(text, &source).unwrap(), &mut findings);
        assert_eq!(table.headings, ["id", "w", "x"]);
        assert_eq!(table.cell(0, 1), &Cell::machine("1.50"));
        assert_eq!(table.cell(1, 2).list(), ["p", "q"]);
        assert_eq!(table.place(1, 2).json_path().as_deref(), Some("units[1].x"));
        let said: Vec<String> =
            findings.iter().map(|f| crate::text::place(&f.place, crate::text::Language::English)).collect();
        assert_eq!(said, ["t.json, units[2].x", "t.json, units[3]"]);
    }
}
