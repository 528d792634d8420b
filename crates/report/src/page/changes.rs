//! What differs from the plan that was announced.

use super::Page;
use crate::changes::changes;
use crate::page_words::PageWord;
use crate::text::Word;
use maud::{Markup, html};

impl Page<'_> {
    /// Seats and people whose place differs.
    pub(super) fn changes(&self) -> Option<Markup> {
        let view = self.view;
        let changes = changes(view, self.options.announced?);
        if changes.is_empty() {
            return None;
        }
        let place = |initiative: &Option<String>| match initiative {
            Some(id) => view.initiative(id),
            None => self.word(PageWord::NoSeat).to_owned(),
        };
        let heading = |first| {
            html! {
                thead {
                    tr {
                        th scope="col" { (view.language.word(first)) }
                        th scope="col" { (self.word(PageWord::Before)) }
                        th scope="col" { (self.word(PageWord::Now)) }
                    }
                }
            }
        };
        Some(html! {
            @if !changes.seats.is_empty() {
                table {
                    (heading(Word::Cluster))
                    tbody {
                        @for (cluster, before, now) in &changes.seats {
                            tr {
                                th scope="row" { (view.cluster(cluster)) }
                                td { (view.language.seats(*before)) }
                                td { (view.language.seats(*now)) }
                            }
                        }
                    }
                }
            }
            @if !changes.people.is_empty() {
                table {
                    (heading(Word::Nominee))
                    tbody {
                        @for moved in &changes.people {
                            tr {
                                th scope="row" {
                                    (view.name(&moved.nominee))
                                    @if let Some(nominee) = view.nominee(&moved.nominee) {
                                        span.where { (view.cluster(&view.programme.clusters[nominee.cluster].id)) "\u{a0}· " (view.words(&nominee.organisation)) }
                                    }
                                }
                                td { (place(&moved.before)) }
                                td { (place(&moved.now)) }
                            }
                        }
                    }
                }
            }
        })
    }
}
