//! Who is not selected and why, and the waiting lists, cluster by cluster.

use super::glyph::beside;
use super::{Page, ticked};
use crate::page_words::{PageMessage, PageWord};
use crate::statements::{count, is_undecided};
use crate::{number, sort_key};
use fordel_model::plan::NotSelected;
use fordel_model::{Cluster, Nominee};
use maud::{Markup, html};

impl Page<'_> {
    /// The people without a seat.
    pub(super) fn not_selected(&self) -> Option<Markup> {
        let view = self.view;
        if view.plan.not_selected.is_empty() || is_undecided(view) {
            return None;
        }
        let mut by_cluster: Vec<Vec<(&NotSelected, &Nominee)>> =
            vec![Vec::new(); view.programme.clusters.len()];
        for person in &view.plan.not_selected {
            if let Some(nominee) = view.nominee(&person.nominee) {
                by_cluster[fordel_model::id::Id::index(nominee.cluster)].push((person, nominee));
            }
        }
        let language = view.language;
        Some(html! {
            @for (cluster, mut people) in view.programme.clusters.iter().zip(by_cluster) {
                @if !people.is_empty() {
                    @let () = people.sort_by_cached_key(|(person, _)| sort_key(&view.name(&person.nominee), language));
                    section.cluster data-c=(self.anchor(&cluster.id)) {
                        header {
                            h3 { (view.cluster(&cluster.id)) }
                            span.small.soft { (language.page_say(PageMessage::NotSelectedCount(count(people.len())))) }
                        }
                        ul.people.columns { @for (person, nominee) in &people { (self.without_seat(person, nominee)) } }
                        (self.waiting(cluster))
                    }
                }
            }
        })
    }

    fn without_seat(&self, person: &NotSelected, nominee: &Nominee) -> Markup {
        let view = self.view;
        let mark = self.glyphs.mark(nominee.sector);
        let short = view.reason(person);
        let detail = view.words(&person.detail);
        html! {
            li data-s=(mark) {
                (beside(mark))
                b { (view.name(&person.nominee)) }
                @if let Some(title) = view.title(nominee) { ", " (title) }
                span.where { (view.words(&nominee.organisation)) "\u{a0}· " (view.sector(nominee)) }
                span.why { (ticked(if detail.is_empty() { short } else { &detail })) }
            }
        }
    }

    fn waiting(&self, cluster: &Cluster) -> Markup {
        let view = self.view;
        let list = view.plan.reserves.iter().find(|list| list.cluster == cluster.id);
        let people = list.map(|list| list.nominees.as_slice()).unwrap_or_default();
        html! {
            @if !people.is_empty() {
                p.small.soft {
                    (self.word(PageWord::ReserveTitle)) ": "
                    @for (at, id) in people.iter().enumerate() {
                        @if at > 0 { ", " }
                        (number(at + 1, view.language)) ". " (view.name(id))
                    }
                }
            }
        }
    }
}
