//! The filter that the script adds; without the script it is not shown, and nothing is missing.

use super::Page;
use crate::page_words::PageWord;
use fordel_model::SectorId;
use fordel_model::id::Id;
use maud::{Markup, html};
use std::collections::BTreeMap;

impl Page<'_> {
    /// Search by name, a cluster and a sector.
    pub(super) fn find(&self) -> Markup {
        let view = self.view;
        // Sectors that share a mark share an entry.
        let mut sectors: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (at, sector) in view.programme.sectors.iter().enumerate() {
            sectors
                .entry(self.glyphs.mark(SectorId::from_index(at)))
                .or_default()
                .push(view.language.sector(sector));
        }
        html! {
            form.find #find role="search" hidden aria-label=(self.word(PageWord::FilterTitle)) {
                label.wide { (self.word(PageWord::Search)) input #find-text type="search" autocomplete="off"; }
                label {
                    (view.language.word(crate::text::Word::Cluster))
                    select #find-cluster {
                        option value="" { (self.word(PageWord::AllClusters)) }
                        @for outcome in &view.plan.clusters {
                            option value=(self.anchor(&outcome.cluster)) { (view.cluster(&outcome.cluster)) }
                        }
                    }
                }
                label {
                    (view.language.word(crate::text::Word::Sector))
                    select #find-sector {
                        option value="" { (self.word(PageWord::AllSectors)) }
                        @for (mark, names) in &sectors { option value=(mark) { (names.join(" / ")) } }
                    }
                }
                button #find-clear type="button" { (self.word(PageWord::ClearFilter)) }
                output #find-out for="find-text find-cluster find-sector" aria-live="polite" data-label=(self.word(PageWord::Found)) {}
            }
        }
    }
}
