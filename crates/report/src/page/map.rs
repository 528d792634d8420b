//! The clusters as tiles, each seat a mark; Danish clusters stand roughly where they lie.

use super::Page;
use super::clusters::UnitRow;
use crate::number;
use crate::page_words::{PageMessage, PageWord};
use crate::statements::count;
use fordel_model::id::Id;
use fordel_model::{SectorId, fold};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Marks in a row of a tile.
const IN_ROW: usize = 6;

/// Where the Danish health clusters lie: region, the beginning of the name, row, column (8 columns).
const PLACES: [(&str, &str, u8, u8); 23] = [
    ("nordjylland", "vest", 1, 2),
    ("nordjylland", "nord", 1, 3),
    ("nordjylland", "syd", 2, 3),
    ("nordjylland", "midt", 2, 2),
    ("midtjylland", "vest", 3, 1),
    ("midtjylland", "midt", 3, 2),
    ("midtjylland", "randers", 3, 3),
    ("midtjylland", "horsens", 4, 2),
    ("midtjylland", "aarhus", 4, 3),
    ("syddanmark", "sydvestjylland", 5, 1),
    ("syddanmark", "lillebælt", 5, 2),
    ("syddanmark", "fyn", 5, 3),
    ("syddanmark", "sønderjylland", 6, 2),
    ("sjælland", "holbæk", 4, 5),
    ("sjælland", "slagelse", 5, 5),
    ("sjælland", "suh", 5, 6),
    ("sjælland", "køge", 5, 6),
    ("sjælland", "nykøbing", 6, 6),
    ("hovedstaden", "nord", 3, 6),
    ("hovedstaden", "midt", 4, 6),
    ("hovedstaden", "byen", 4, 7),
    ("hovedstaden", "syd", 5, 7),
    ("hovedstaden", "bornholm", 5, 8),
];

impl Page<'_> {
    /// The tiles.
    pub(super) fn map(&self) -> Option<Markup> {
        let view = self.view;
        if view.plan.split.units.len() < 2 || view.plan.teams.is_empty() {
            return None;
        }
        let regions = self.regions();
        let places = self.placed();
        Some(html! {
            p { (self.word(PageWord::MapText)) @if !places.is_empty() { " " span.wide-only { (self.word(PageWord::Coordinates)) } } }
            (self.sector_legend())
            div class=(if places.is_empty() { "map" } else { "map placed" }) {
                @for region in &regions {
                    @if regions.len() > 1 {
                        h3 { @if region.name.is_empty() { (self.word(PageWord::NoRegion)) } @else { (region.name) } }
                    }
                    @for row in &region.rows { (self.tile(row, places.get(row.unit.id.as_str()).copied())) }
                }
            }
        })
    }

    /// The marks and what they mean.
    pub(super) fn sector_legend(&self) -> Markup {
        let view = self.view;
        let used: Vec<_> = view
            .programme
            .sectors
            .iter()
            .enumerate()
            .filter(|(at, _)| view.programme.nominees.iter().any(|nominee| nominee.sector.index() == *at))
            .collect();
        html! {
            ul.legend aria-label=(self.word(PageWord::Sectors)) {
                @for (at, sector) in used {
                    @let mark = self.glyphs.mark(SectorId::from_index(at));
                    li { (super::glyph::beside(mark)) (view.language.sector(sector)) }
                }
                @if view.plan.vacant.iter().any(|vacancy| vacancy.seats > 0) {
                    li { svg class="g" aria-hidden="true" { use href="#ge" {} } (self.word(PageWord::EmptySeat)) }
                }
            }
        }
    }

    fn tile(&self, row: &UnitRow<'_>, place: Option<(u8, u8)>) -> Markup {
        let view = self.view;
        let seats = row.unit.seats.unwrap_or(row.unit.lower);
        let empty = seats.saturating_sub(row.filled);
        let name = view.cluster(&row.unit.id);
        let mut sectors: BTreeMap<_, u64> = BTreeMap::new();
        for team in &view.plan.teams {
            for nominee in team.members.iter().filter_map(|id| view.nominee(id)) {
                if nominee.seat_pool.is_none() && view.programme.clusters[nominee.cluster].id == row.unit.id {
                    *sectors.entry(nominee.sector).or_default() += 1;
                }
            }
        }
        let counted = sectors.iter().map(|(&sector, &people)| {
            format!(
                "{} {}",
                view.language.sector(view.programme.sector_name(sector)),
                number(people, view.language)
            )
        });
        let counted = counted.collect::<Vec<_>>().join(", ");
        let label = view.language.page_say(PageMessage::TileLabel {
            cluster: &name,
            seats,
            filled: row.filled,
            sectors: &counted,
        });
        let marks: Vec<String> = sectors
            .iter()
            .flat_map(|(&sector, &people)| (0..people).map(move |_| self.glyphs.mark(sector).to_string()))
            .chain((0..empty).map(|_| "e".to_owned()))
            // A picture of more marks than this says nothing.
            .take(120)
            .collect();
        let rows = marks.len().div_ceil(IN_ROW).max(1);
        let class = format!(
            "tile{}{}",
            if empty > 0 { " short" } else { "" },
            place.map(|(row, column)| format!(" at{row}{column}")).unwrap_or_default()
        );
        html! {
            a class=(class) href={ "#" (self.anchor(&row.unit.id)) } aria-label=(label) {
                @match name.split_once(" (") {
                    Some((name, region)) => span.name { (name) " " small { "(" (region) } },
                    None => span.name { (name) },
                }
                span.of { (number(row.filled, view.language)) " / " (number(seats, view.language)) }
                svg.seats viewBox={ "0 0 84 " (rows * 14) } aria-hidden="true" {
                    @for (at, mark) in marks.iter().enumerate() {
                        use href={ "#g" (mark) } class={ "s" (mark) } x=((at % IN_ROW) * 14) y=((at / IN_ROW) * 14) width="12" height="12" {}
                    }
                }
            }
        }
    }

    /// The id of a cluster's part of the page.
    pub(super) fn anchor(&self, cluster: &str) -> String {
        let at = self.view.programme.clusters.iter().position(|row| row.id == cluster);
        format!("c{}", at.map_or(0, count))
    }

    /// Where each cluster stands, if all are known and no two share a place.
    fn placed(&self) -> BTreeMap<&str, (u8, u8)> {
        let mut places = BTreeMap::new();
        let mut taken = std::collections::BTreeSet::new();
        for cluster in self.view.programme.clusters.iter() {
            let region = fold(cluster.region.as_deref().unwrap_or_default());
            let name = fold(&cluster.name);
            let region = region.trim_start_matches("region ");
            let place = PLACES.iter().find(|(of, begin, _, _)| *of == region && name.starts_with(begin));
            match place {
                Some(&(_, _, row, column)) if taken.insert((row, column)) => {
                    places.insert(cluster.id.as_str(), (row, column));
                }
                _ => return BTreeMap::new(),
            }
        }
        // Part of the country is moved to the corner, so that no row or column stands empty before it.
        let first_row = places.values().map(|place| place.0).min().unwrap_or(1);
        let first_column = places.values().map(|place| place.1).min().unwrap_or(1);
        places.values_mut().for_each(|place| *place = (place.0 - first_row + 1, place.1 - first_column + 1));
        places
    }

    /// The style that puts the tiles in their places, on wide screens and paper.
    pub(super) fn places(&self) -> String {
        let places = self.placed();
        if places.is_empty() {
            return String::new();
        }
        let rules: String = places
            .values()
            .map(|(row, column)| format!(".map.placed .at{row}{column}{{grid-area:{row}/{column}}}"))
            .collect();
        format!("@media print,(min-width:56rem){{{rules}}}")
    }
}
