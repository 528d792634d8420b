//! The split: seats by cluster, group by group where it was made so, and the seats left empty.

use super::Page;
use crate::statements::{handed_on, how_split, seat_remarks};
use crate::table::{Align, TextTable};
use crate::text::{Message, Word};
use crate::view::View;
use crate::{clean, number};
use fordel_model::split::Node;
use fordel_model::{Cluster, fold};
use std::collections::BTreeSet;

pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    let split = &view.plan.split;
    if split.units.is_empty() {
        return;
    }
    page.heading(Word::Seats);
    let key = clean(&view.programme.key);
    page.prose(&how_split(view));
    let word = |word| view.language.word(word);
    let columns = [
        (word(Word::Cluster), Align::Left),
        (key.as_str(), Align::Right),
        (word(Word::Quota), Align::Right),
        (word(Word::SeatsOfSplit), Align::Right),
        (word(Word::Filled), Align::Right),
    ];
    let mut rows = Rows { view, table: TextTable::new(page.options.width, &columns), done: BTreeSet::new() };
    if let Some(top) = view.programme.levels.first() {
        rows.groups(top, &[]);
    }
    rows.units("", |_| true);
    let filled: u64 = view.plan.filled.iter().sum();
    let total = [
        word(Word::Total).to_owned(),
        String::new(),
        String::new(),
        figure(view, split.seats),
        figure(view, filled),
    ];
    rows.table.row(total);
    let table = rows.table.text();
    page.text.push_str(&table);
    write_remarks(view, page);
}

/// The rows of the split in the making.
struct Rows<'a> {
    view: &'a View<'a>,
    table: TextTable,
    /// Positions of the units that have their row.
    done: BTreeSet<usize>,
}

impl Rows<'_> {
    /// The groups below `path` at this level: a row each, and their own groups or units below.
    fn groups(&mut self, level: &str, path: &[String]) {
        let view = self.view;
        let depth = path.len();
        let indent = "  ".repeat(depth);
        let of_level = |node: &&Node| fold(&node.level) == fold(level);
        for node in view.plan.split.nodes.iter().filter(of_level) {
            // A group is known by its whole path, of which `path` is the beginning.
            let own = node.id.split(" / ").map(fold).collect::<Vec<_>>();
            if own.len() != depth + 1 || own[..depth] != *path {
                continue;
            }
            let name = node.id.split(" / ").last().unwrap_or(&node.id);
            let seats =
                node.seats.map_or(view.language.word(Word::Undecided).to_owned(), |n| figure(view, n));
            self.table.row([
                format!("{indent}{}", clean(name)),
                String::new(),
                String::new(),
                seats,
                String::new(),
            ]);
            match view.programme.levels.get(depth + 1) {
                Some(next) => self.groups(next, &own),
                None => self.units(&format!("{indent}  "), |cluster| {
                    cluster.groups.len() == own.len()
                        && cluster.groups.iter().map(|group| fold(group)).eq(own.iter().cloned())
                }),
            }
        }
    }

    /// The units not shown yet whose cluster is wanted; those of no known cluster are always wanted.
    fn units(&mut self, indent: &str, wanted: impl Fn(&Cluster) -> bool) {
        let view = self.view;
        for (at, unit) in view.plan.split.units.iter().enumerate() {
            let cluster = view.programme.clusters.iter().find(|cluster| cluster.id == unit.id);
            if cluster.is_some_and(|cluster| !wanted(cluster)) || (cluster.is_none() && !indent.is_empty()) {
                continue;
            }
            if !self.done.insert(at) {
                continue;
            }
            let seats = match unit.seats {
                Some(seats) => figure(view, seats),
                None => format!("{}-{}", figure(view, unit.lower), figure(view, unit.upper)),
            };
            let filled = view.plan.filled.get(at).map_or(String::new(), |&filled| figure(view, filled));
            self.table.row([
                format!("{indent}{}", view.cluster(&unit.id)),
                number(&unit.weight, view.language),
                number(unit.quota.to_decimal(3), view.language),
                seats,
                filled,
            ]);
        }
    }
}

/// What the table cannot say: who is next, pools, broken ties, quotas left.
fn write_remarks(view: &View<'_>, page: &mut Page<'_>) {
    let split = &view.plan.split;
    if let Some(handed_on) = handed_on(view) {
        page.prose(&handed_on);
    }
    if split.units.len() > 1 && !split.next.is_empty() {
        page.prose(&view.language.say(Message::NextInLine(&view.clusters(split.next.iter().take(3)))));
    }
    seat_remarks(view).iter().for_each(|remark| page.prose(remark));
}

/// Seats left empty: how many, why, and to whom they could go.
pub(super) fn write_vacant(view: &View<'_>, page: &mut Page<'_>) {
    if view.plan.vacant.is_empty() || view.programme.nominees.is_empty() {
        return;
    }
    page.heading(Word::Vacant);
    let word = |word| view.language.word(word);
    let columns = [
        (word(Word::Cluster), Align::Left),
        (word(Word::SeatsOfSplit), Align::Right),
        (word(Word::Reason), Align::Left),
        (word(Word::CouldGoTo), Align::Left),
    ];
    let mut table = TextTable::new(page.options.width, &columns);
    for vacancy in &view.plan.vacant {
        let could = if vacancy.could_go_to.is_empty() {
            word(Word::Nobody).to_owned()
        } else {
            view.clusters(&vacancy.could_go_to)
        };
        table.row([
            view.cluster(&vacancy.cluster),
            figure(view, vacancy.seats),
            view.words(&vacancy.reason),
            could,
        ]);
    }
    page.text.push_str(&table.text());
}

fn figure(view: &View<'_>, n: u64) -> String {
    number(n, view.language)
}
