//! People without a seat, and the waiting lists.

use super::{Page, count};
use crate::table::{Align, TextTable};
use crate::text::{Message, Word};
use crate::view::View;
use crate::{clean, number};
use fordel_model::plan::Reason;

/// How many of a waiting list are shown unless all are wanted.
const FIRST_IN_LINE: usize = 3;

/// Who is not selected: by reason, or one by one where all is wanted.
pub(super) fn write_not_selected(view: &View<'_>, page: &mut Page<'_>) {
    if view.plan.not_selected.is_empty() {
        return;
    }
    page.heading(Word::NotSelected);
    let table = if page.options.full { one_by_one(view, page) } else { by_reason(view, page) };
    page.text.push_str(&table.text());
}

fn by_reason(view: &View<'_>, page: &Page<'_>) -> TextTable {
    let word = |word| view.language.word(word);
    let columns = [(word(Word::People), Align::Right), (word(Word::Reason), Align::Left)];
    let mut table = TextTable::new(page.options.width, &columns);
    for reason in Reason::ALL {
        let people = count(view.plan.not_selected.iter().filter(|person| person.reason == reason).count());
        if people > 0 {
            table.row([number(people, view.language), view.language.reason(reason).to_owned()]);
        }
    }
    table
}

fn one_by_one(view: &View<'_>, page: &Page<'_>) -> TextTable {
    let word = |word| view.language.word(word);
    let columns = [Word::Cluster, Word::Nominee, Word::Organisation, Word::Reason, Word::Detail];
    let mut table = TextTable::new(page.options.width, &columns.map(|column| (word(column), Align::Left)));
    for person in &view.plan.not_selected {
        let nominee = view.nominee(&person.nominee);
        let cluster = nominee.map(|nominee| &view.programme.clusters[nominee.cluster].id);
        table.row([
            cluster.map_or(String::new(), |id| view.cluster(id)),
            view.person(&person.nominee),
            nominee.map_or(String::new(), |nominee| clean(&nominee.organisation)),
            view.language.reason(person.reason).to_owned(),
            view.words(&person.detail),
        ]);
    }
    table
}

/// The waiting lists, the first few of each unless all are wanted.
pub(super) fn write_waiting_lists(view: &View<'_>, page: &mut Page<'_>) {
    let lists: Vec<_> = view.plan.reserves.iter().filter(|list| !list.nominees.is_empty()).collect();
    if lists.is_empty() {
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
