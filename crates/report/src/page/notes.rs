//! What cannot hold, seats left empty, and what the reader should know.

use super::{Page, ticked};
use crate::number;
use crate::text::{Message, Word};
use maud::{Markup, html};
use std::collections::BTreeSet;

impl Page<'_> {
    /// Clashes and an open tie, with the ways on.
    pub(super) fn clashes(&self) -> Option<Markup> {
        let view = self.view;
        let tie = view.plan.split.tie.as_ref();
        let is_told = |kind: &str| kind == "tie" && tie.is_some();
        let clashes: Vec<_> = view.plan.clash.iter().filter(|clash| !is_told(&clash.kind)).collect();
        if clashes.is_empty() && tie.is_none() {
            return None;
        }
        Some(html! {
            div.warn {
                @if let Some(tie) = tie {
                    p { (view.language.say(Message::OpenTie(&view.clusters(&tie.units), tie.seats, &tie.outcomes))) }
                    p { (ticked(view.language.word(Word::WaysOnWithTie))) }
                }
                @if !clashes.is_empty() {
                    ul.notes {
                        @for clash in clashes {
                            li {
                                b { (view.place(&clash.place)) } ": " (ticked(&view.words(&clash.text)))
                                @if !clash.relaxations.is_empty() {
                                    p { (view.language.word(Word::Relaxations)) ":" }
                                    ol { @for one in &clash.relaxations { li { (ticked(&view.words(&one.text))) } } }
                                }
                            }
                        }
                    }
                }
            }
        })
    }

    /// Seats left empty: how many, why, and to whom they could go.
    pub(super) fn vacant(&self) -> Option<Markup> {
        let view = self.view;
        if view.plan.vacant.is_empty() || view.programme.nominees.is_empty() {
            return None;
        }
        let word = |word| view.language.word(word);
        Some(html! {
            table {
                thead {
                    tr {
                        th scope="col" { (word(Word::Cluster)) }
                        th.n scope="col" { (word(Word::SeatsOfSplit)) }
                        th scope="col" class="counts" { (word(Word::Reason)) }
                        th scope="col" { (word(Word::CouldGoTo)) }
                    }
                }
                tbody {
                    @for vacancy in &view.plan.vacant {
                        tr {
                            th scope="row" { (view.cluster(&vacancy.cluster)) }
                            td.n { b { (number(vacancy.seats, view.language)) } }
                            td.counts { (ticked(&view.words(&vacancy.reason))) }
                            td {
                                @if vacancy.could_go_to.is_empty() { (word(Word::Nobody)) }
                                @else { (view.clusters(&vacancy.could_go_to)) }
                            }
                        }
                    }
                }
            }
        })
    }

    /// The warnings of the plan and of its split, each once.
    pub(super) fn warnings(&self) -> Option<Markup> {
        let view = self.view;
        let mut told = BTreeSet::new();
        let warnings = view.plan.warnings.iter().chain(&view.plan.split.warnings);
        let warnings: Vec<String> =
            warnings.filter(|text| told.insert(text.as_str())).map(|text| view.words(text)).collect();
        if warnings.is_empty() {
            return None;
        }
        Some(html! { ul.notes { @for warning in &warnings { li { (ticked(warning)) } } } })
    }
}
