//! Several texts in one cell: parts between `;`, in quotes where a part holds such a mark itself.

/// The parts, trimmed, without empty ones. A part in quotes may hold `;`, and quotes written twice.
pub(crate) fn split_list(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if let Some((item, after)) = rest.strip_prefix('"').and_then(quoted) {
            items.push(item);
            rest = after;
            if rest.is_empty() {
                return items;
            }
            continue;
        }
        let (item, after) = rest.split_once(';').map_or((rest, None), |(item, after)| (item, Some(after)));
        let item = item.trim();
        if !item.is_empty() {
            items.push(item.to_owned());
        }
        match after {
            Some(after) => rest = after,
            None => return items,
        }
    }
}

/// What stands before the closing quote, and what comes after the `;` behind it; `None` where the quote
/// does not close a part.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut item = String::new();
    let mut rest = text;
    loop {
        let at = rest.find('"')?;
        item.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('"') {
            item.push('"');
            rest = after;
            continue;
        }
        let after = rest.trim_start();
        return if after.is_empty() { Some((item, "")) } else { Some((item, after.strip_prefix(';')?)) };
    }
}

/// The parts as one text, from which [`split_list`] makes the same parts.
pub(crate) fn join_list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| quote(item.as_ref())).collect();
    items.join("; ")
}

/// A part as it stands in a list.
pub(crate) fn quote(item: &str) -> String {
    if item.contains(';') || item.starts_with('"') || item.trim() != item {
        format!("\"{}\"", item.replace('"', "\"\""))
    } else {
        item.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back() {
        for items in [vec!["a", "b"], vec!["a;b", "\"c\"", "d \"e\" f"], vec![";"], vec!["\"\";"]] {
            assert_eq!(split_list(&join_list(&items)), items);
        }
        assert_eq!(split_list(" a ;; b;"), ["a", "b"]);
        assert_eq!(split_list("\"never closed; b"), ["\"never closed", "b"]);
        assert_eq!(split_list("\"a\" b; c"), ["\"a\" b", "c"]);
        assert_eq!(split_list(""), [""; 0]);
    }
}
