//! The split: seats by cluster, group by group where it was made so, and the seats left empty.

use super::Page;
use crate::table::{Align, TextTable};
use crate::text::{Message, Word};
use crate::view::View;
use crate::{clean, number};
use fordel_model::programme::Unfilled;
use fordel_model::split::{BrokenTie, Node, OnTie};
use fordel_model::{Cluster, fold};
use std::collections::BTreeSet;

pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    let split = &view.plan.split;
    if split.units.is_empty() {
        return;
    }
    page.heading(Word::Seats);
    let levels = view.programme.levels.iter().map(|level| clean(level)).collect::<Vec<_>>().join(", ");
    let key = clean(&view.programme.key);
    let source = view.programme.key_source.as_deref().map(clean);
    page.prose(&view.language.say(Message::HowSplit {
        method: split.method,
        levels: &levels,
        key: &key,
        source: source.as_deref(),
    }));
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
    write_handed_on(view, page);
    if split.units.len() > 1 && !split.next.is_empty() {
        page.prose(&view.language.say(Message::NextInLine(&view.clusters(split.next.iter().take(3)))));
    }
    if !split.violations.is_empty() {
        page.prose(&view.language.say(Message::OutsideQuota(&view.clusters(&split.violations))));
    }
    for tie in &split.broken_ties {
        page.prose(&broken(view, tie));
    }
    for pool in &view.plan.reserved {
        page.prose(&view.language.say(Message::Reserved(&clean(&pool.name), pool.seats, pool.filled)));
    }
}

/// Which clusters use fewer or more seats than the split gave them, where seats are handed on.
fn write_handed_on(view: &View<'_>, page: &mut Page<'_>) {
    if view.programme.unfilled != Unfilled::Redistribute {
        return;
    }
    let mut changes = Vec::new();
    for (unit, &filled) in view.plan.split.units.iter().zip(&view.plan.filled) {
        let change = i128::from(filled) - i128::from(unit.seats.unwrap_or(filled));
        if change != 0 {
            let change = i64::try_from(change).expect("a plan has fewer than 2^63 seats");
            changes.push(view.language.say(Message::Change(&view.cluster(&unit.id), change)));
        }
    }
    if changes.iter().len() > 1 {
        page.prose(&view.language.say(Message::HandedOn(&changes.join(", "))));
    }
}

fn broken(view: &View<'_>, tie: &BrokenTie) -> String {
    let (winners, tied) = (view.clusters(&tie.winners), view.clusters(&tie.units));
    view.language.say(match tie.rule {
        OnTie::Lot => Message::BrokenByLot(&winners, &tied, tie.seats, tie.seed),
        OnTie::LargerWeight | OnTie::Report => Message::BrokenByWeight(&winners, &tied, tie.seats),
    })
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
