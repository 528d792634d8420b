//! Rows of a table by their id.

use crate::heading::spelt_out;
use crate::nearest::nearest;
use crate::view::shown_list;
use fordel_model::fold;

/// The rows of a table by their id: folded, so that case and blanks do not count. Where no id is spelt as
/// asked for, the only one that differs in the Danish letters alone is meant (`aarhus` is `Århus`).
pub(crate) struct Index {
    rows: std::collections::HashMap<String, usize>,
    /// The row of each id spelt out; `None` where several are spelt so.
    spelt_out: std::collections::HashMap<String, Option<usize>>,
    /// Ids as written, for the nearest.
    names: Vec<String>,
    by_row: std::collections::HashMap<usize, usize>,
    /// How many times the nearest may still be looked for: it is slow, and nobody reads a thousand.
    looks: std::cell::Cell<usize>,
}

impl Index {
    pub(crate) fn new() -> Self {
        Self {
            rows: std::collections::HashMap::new(),
            spelt_out: std::collections::HashMap::new(),
            names: Vec::new(),
            by_row: std::collections::HashMap::new(),
            looks: std::cell::Cell::new(200),
        }
    }

    /// Adds a row's id. Returns the row that has it already, if one has.
    pub(crate) fn insert(&mut self, id: &str, row: usize) -> Option<usize> {
        match self.rows.entry(fold(id)) {
            std::collections::hash_map::Entry::Occupied(held) => Some(*held.get()),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(row);
                self.spelt_out.entry(spelt_out(id)).and_modify(|held| *held = None).or_insert(Some(row));
                self.by_row.insert(row, self.names.len());
                self.names.push(id.to_owned());
                None
            }
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<usize> {
        let row = self.rows.get(&fold(id)).copied();
        row.or_else(|| self.spelt_out.get(&spelt_out(id)).copied().flatten())
    }

    /// The id of a row as written; empty where the row has none of its own.
    pub(crate) fn name_of(&self, row: usize) -> String {
        self.by_row.get(&row).map(|&at| self.names[at].clone()).unwrap_or_default()
    }

    /// The id most like this one.
    pub(crate) fn nearest(&self, id: &str) -> Option<&str> {
        let left = self.looks.get().checked_sub(1)?;
        self.looks.set(left);
        nearest(id, self.names.iter().map(String::as_str))
    }

    /// The ids, for a message.
    pub(crate) fn known(&self) -> String {
        shown_list(&self.names)
    }
}
