//! How JSON documents are laid out: one line a row, so that two of them can be compared line by line.

use serde_json::Value;

/// The document as text. A list of objects or lists has one line an item; whatever holds no such
/// list stands on one line; the outermost object has one line a key. Ends with a line break.
pub fn lay_out(document: &Value) -> String {
    let mut text = String::new();
    match document {
        Value::Object(fields) if !fields.is_empty() => object(fields, 0, &mut text),
        other => write(other, 0, &mut text),
    }
    text.push('\n');
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::Array(items) if is_rows(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "\n" } else { ",\n" });
                indent(depth + 1, text);
                write(item, depth + 1, text);
            }
            text.push('\n');
            indent(depth, text);
            text.push(']');
        }
        Value::Object(fields) if fields.values().any(holds_rows) => object(fields, depth, text),
        other => text.push_str(&other.to_string()),
    }
}

fn object(fields: &serde_json::Map<String, Value>, depth: usize, text: &mut String) {
    text.push('{');
    for (index, (key, value)) in fields.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(depth + 1, text);
        text.push_str(&Value::from(key.as_str()).to_string());
        text.push_str(": ");
        write(value, depth + 1, text);
    }
    text.push('\n');
    indent(depth, text);
    text.push('}');
}

fn is_rows(items: &[Value]) -> bool {
    items.iter().any(|item| item.is_array() || item.is_object())
}

fn holds_rows(value: &Value) -> bool {
    match value {
        Value::Array(items) => is_rows(items),
        Value::Object(fields) => fields.values().any(holds_rows),
        _ => false,
    }
}

fn indent(depth: usize, text: &mut String) {
    (0..depth).for_each(|_| text.push(' '));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_a_row() {
        let document = serde_json::json!({
            "format": "x", "solver": {"nodes": 1}, "teams": [{"id": "a", "members": ["1", "2"]}, {"id": "b"}], "none": [],
        });
        let text = "{\n \"format\": \"x\",\n \"solver\": {\"nodes\":1},\n \"teams\": [\n  {\"id\":\"a\",\"members\":[\"1\",\"2\"]},\n  {\"id\":\"b\"}\n ],\n \"none\": []\n}\n";
        assert_eq!(lay_out(&document), text);
    }
}
