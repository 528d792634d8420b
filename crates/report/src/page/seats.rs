//! Seats against exact shares, as a table whose rows hold a dot plot, and who is next in line.

use super::clusters::{Region, UnitRow};
use super::{Page, ticked};
use crate::page_words::{PageMessage, PageWord};
use crate::statements::{handed_on, seat_remarks};
use crate::text::Word;
use crate::{clean, number};
use fordel_model::Fraction;
use maud::{Markup, html};
use std::cmp::Ordering;

/// How many of those next in line are shown.
const IN_LINE: usize = 6;

impl Page<'_> {
    /// The split.
    pub(super) fn seats(&self) -> Option<Markup> {
        let view = self.view;
        let split = &view.plan.split;
        if split.units.is_empty() {
            return None;
        }
        let word = |word| view.language.word(word);
        let regions = self.regions();
        let scale = Scale::of(&regions);
        let has_empty = regions.iter().flat_map(|region| &region.rows).any(has_empty);
        let filled: u64 = view.plan.filled.iter().sum();
        let key = clean(&view.programme.key);
        let remarks = seat_remarks(view);
        Some(html! {
            ul.legend aria-hidden="true" {
                li { svg { line class="share" x1="50%" x2="50%" y1="5%" y2="95%" {} } (self.word(PageWord::LegendShare)) }
                li { svg { circle class="seat" cx="50%" cy="50%" r="5.5" {} } (self.word(PageWord::LegendSeats)) }
                @if has_empty {
                    li { svg { circle class="seat open" cx="50%" cy="50%" r="5.5" {} } (self.word(PageWord::LegendEmpty)) }
                }
            }
            table.seats {
                thead {
                    tr {
                        th scope="col" { (word(Word::Cluster)) }
                        th.n.wide-only scope="col" { (key) }
                        th.plot scope="col" {
                            span.hidden { (self.word(PageWord::ShareAndSeats)) }
                            (scale.axis(view.language))
                        }
                        th.n scope="col" { (word(Word::Quota)) }
                        th.n scope="col" { (word(Word::SeatsOfSplit)) }
                        th.n.wide-only scope="col" { (self.word(PageWord::Difference)) }
                        th.n scope="col" { (word(Word::Filled)) }
                    }
                }
                @for region in &regions {
                    tbody {
                        @if regions.len() > 1 {
                            tr { th.group scope="rowgroup" colspan="7" {
                                @if region.name.is_empty() { (self.word(PageWord::NoRegion)) } @else { (region.name) }
                            } }
                        }
                        @for row in &region.rows { (self.seat_row(row, &scale)) }
                    }
                }
                tbody {
                    tr.total {
                        th scope="row" { (word(Word::Total)) }
                        td.n.wide-only {}
                        td.plot {}
                        td.n {}
                        td.n { (number(split.seats, view.language)) }
                        td.n.wide-only {}
                        td.n { (number(filled, view.language)) }
                    }
                }
            }
            @for remark in handed_on(view).iter().chain(&remarks) { p.small { (ticked(remark)) } }
            @if split.units.len() > 1 && !split.next.is_empty() {
                h3 { (self.word(PageWord::NextTitle)) }
                ol.next {
                    @for id in split.next.iter().take(IN_LINE) { li { (view.cluster(id)) } }
                }
            }
        })
    }

    fn seat_row(&self, row: &UnitRow<'_>, scale: &Scale) -> Markup {
        let view = self.view;
        let unit = row.unit;
        let language = view.language;
        let share = number(unit.quota.to_decimal(3), language);
        let seats = match unit.seats {
            Some(seats) => number(seats, language),
            None => format!("{}-{}", number(unit.lower, language), number(unit.upper, language)),
        };
        let label = language.page_say(PageMessage::PlotLabel(&share, &seats));
        html! {
            tr {
                th scope="row" { (view.cluster(&unit.id)) }
                td.n.wide-only.soft { (number(&unit.weight, language)) }
                td.plot { (scale.plot(row, &label)) }
                td.n { (share) }
                td.n { b { (seats) } }
                td.n.wide-only.soft { (unit.seats.map_or_else(String::new, |seats| self.difference(seats, &unit.quota))) }
                td.n { (number(row.filled, language)) }
            }
        }
    }

    /// Seats minus share, with its sign.
    fn difference(&self, seats: u64, share: &Fraction) -> String {
        let seats = Fraction::new(seats, 1u8);
        let distance = number(seats.distance(share).to_decimal(3), self.view.language);
        match seats.cmp(share) {
            Ordering::Less => format!("−{distance}"),
            Ordering::Equal => distance,
            Ordering::Greater => format!("+{distance}"),
        }
    }
}

fn has_empty(row: &UnitRow<'_>) -> bool {
    row.unit.seats.is_some_and(|seats| row.filled < seats)
}

/// The common axis of all rows, in seats from 0.
struct Scale {
    end: u64,
    step: u64,
}

impl Scale {
    fn of(regions: &[Region<'_>]) -> Self {
        let most = |row: &UnitRow<'_>| {
            let share: u64 = row.unit.quota.ceil().to_string().parse().unwrap_or(u64::MAX);
            row.unit.upper.max(row.filled).max(share)
        };
        let most = regions.iter().flat_map(|region| &region.rows).map(most).max().unwrap_or(0).max(1);
        // Steps of 1, 2 or 5 times a power of ten, at most six of them.
        let step = (0..19)
            .flat_map(|power| [1, 2, 5].map(|digit| digit * 10u64.pow(power)))
            .find(|step| most.div_ceil(*step) <= 6)
            .unwrap_or(most);
        Self { end: most.div_ceil(step).saturating_mul(step), step }
    }

    /// A number of seats as a place on the axis: per cent with two decimals.
    fn place(&self, seats: &Fraction) -> String {
        let scaled = Fraction::new(seats.numerator() * 100u8, seats.denominator() * self.end);
        format!("{}%", scaled.to_decimal(2))
    }

    fn seats(&self, seats: u64) -> String {
        self.place(&Fraction::new(seats, 1u8))
    }

    fn ticks(&self) -> impl Iterator<Item = u64> + use<> {
        let step = self.step;
        (0..=self.end / step).map(move |at| at * step)
    }

    fn axis(&self, language: crate::Language) -> Markup {
        html! {
            svg aria-hidden="true" {
                @for tick in self.ticks() { text x=(self.seats(tick)) y="80%" { (number(tick, language)) } }
            }
        }
    }

    fn plot(&self, row: &UnitRow<'_>, label: &str) -> Markup {
        let share = self.place(&row.unit.quota);
        let first = self.seats(row.unit.seats.unwrap_or(row.unit.lower));
        let last = self.seats(row.unit.seats.unwrap_or(row.unit.upper));
        let open = has_empty(row) || row.unit.seats.is_none();
        html! {
            svg role="img" aria-label=(label) {
                @for tick in self.ticks() {
                    @let x = self.seats(tick);
                    line class="grid" x1=(x) x2=(x) y1="0" y2="100%" {}
                }
                line class="gap" x1=(share) x2=(first) y1="50%" y2="50%" {}
                line class="share" x1=(share) x2=(share) y1="18%" y2="82%" {}
                @if last != first { circle class="seat open" cx=(last) cy="50%" r="5.5" {} }
                circle class=(if open { "seat open" } else { "seat" }) cx=(first) cy="50%" r="5.5" {}
                @if has_empty(row) { circle class="used" cx=(self.seats(row.filled)) cy="50%" r="3" {} }
            }
        }
    }
}
