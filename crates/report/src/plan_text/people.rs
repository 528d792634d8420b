//! People without a seat, and the waiting lists.

use super::Page;
use crate::number;
use crate::statements::{count, is_undecided};
use crate::table::{Align, TextTable};
use crate::text::{Message, Word};
use crate::view::View;
use fordel_model::Nominee;
use fordel_model::plan::Reason;
use std::collections::BTreeMap;

/// How many of a waiting list are shown unless all are wanted.
const FIRST_IN_LINE: usize = 3;

/// Who is not selected: by reason, or one by one where all is wanted.
pub(super) fn write_not_selected(view: &View<'_>, page: &mut Page<'_>) {
    if view.plan.not_selected.is_empty() || is_undecided(view) {
        return;
    }
    page.heading(Word::NotSelected);
    if page.options.full {
        one_by_one(view, page);
    } else {
        by_reason(view, page);
    }
}

fn by_reason(view: &View<'_>, page: &mut Page<'_>) {
    let word = |word| view.language.word(word);
    let columns = [(word(Word::People), Align::Right), (word(Word::Reason), Align::Left)];
    let mut table = TextTable::new(page.options.width, &columns);
    let mut counts: BTreeMap<(Reason, &str), usize> = BTreeMap::new();
    for person in &view.plan.not_selected {
        *counts.entry((person.reason, view.reason(person))).or_default() += 1;
    }
    for ((_, reason), people) in counts {
        table.row([number(people, view.language), reason.to_owned()]);
    }
    page.text.push_str(&table.text());
}

/// Cluster by cluster; the reason in full, or in short where the plan gives no more.
fn one_by_one(view: &View<'_>, page: &mut Page<'_>) {
    for (id, cluster) in view.programme.clusters.enumerate() {
        let is_here = |nominee: &&Nominee| nominee.cluster == id;
        let here = view.plan.not_selected.iter().filter_map(|person| {
            view.nominee(&person.nominee).filter(is_here).map(|nominee| (person, nominee))
        });
        let mut here = here.peekable();
        if here.peek().is_some() {
            page.prose(&view.cluster_and_id(&cluster.id));
        }
        for (person, nominee) in here {
            let why = if person.detail.is_empty() {
                view.reason(person).to_owned()
            } else {
                view.words(&person.detail)
            };
            page.point(&format!(
                "{}, {}: {why}",
                view.person(&person.nominee),
                view.words(&nominee.organisation)
            ));
        }
    }
}

/// The waiting lists, the first few of each unless all are wanted.
pub(super) fn write_waiting_lists(view: &View<'_>, page: &mut Page<'_>) {
    let lists: Vec<_> = view.plan.reserves.iter().filter(|list| !list.nominees.is_empty()).collect();
    if lists.is_empty() || is_undecided(view) {
        return;
    }
    page.heading(Word::WaitingLists);
    for list in lists {
        let shown =
            if page.options.full { list.nominees.len() } else { list.nominees.len().min(FIRST_IN_LINE) };
        let mut people: Vec<String> = list.nominees[..shown].iter().map(|id| view.person(id)).collect();
        let left = list.nominees.len() - shown;
        if left > 0 {
            people.push(view.language.say(Message::AndMore(count(left))));
        }
        page.point(&format!("{}: {}", view.cluster(&list.cluster), people.join("; ")));
    }
}
