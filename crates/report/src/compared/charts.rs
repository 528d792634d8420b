//! Small pictures of seats, each with a label that says the same.

use super::words::seats_label;
use crate::what_if::signed;
use crate::{Language, number};
use maud::{Markup, html};

/// Heights and widths, in the picture's own units.
const ROW: i64 = 13;
const NAME: i64 = 108;
const HALF: i64 = 52;

/// Seats more or fewer, a row a cluster: `rows` are names and differences; `most` is the scale's end.
pub(super) fn differences(rows: &[(String, i64)], most: i64, language: Language) -> Markup {
    let label: Vec<String> = rows
        .iter()
        .filter(|(_, apart)| *apart != 0)
        .map(|(name, apart)| seats_label(name, *apart, language))
        .collect();
    let height = ROW * i64::try_from(rows.len()).unwrap_or(0) + 4;
    let width = NAME + 2 * HALF + 36;
    let zero = NAME + HALF + 14;
    html! {
        svg role="img" aria-label=(label.join("; ")) viewBox={ "0 0 " (width) " " (height) } {
            line class="axis" x1=(zero) x2=(zero) y1="0" y2=(height - 2) {}
            @for ((name, apart), at) in rows.iter().zip(0i64..) {
                @let length = apart.abs() * HALF / most.max(1);
                @let y = at * ROW;
                text x=(NAME - 6) y=(y + 9) text-anchor="end" { (short(name)) }
                @if *apart > 0 {
                    rect class="more" x=(zero) y=(y + 2) width=(length) height=(ROW - 4) {}
                    text x=(zero + length + 3) y=(y + 9) { (signed(*apart, language)) }
                } @else if *apart < 0 {
                    rect class="less" x=(zero - length) y=(y + 2) width=(length) height=(ROW - 4) {}
                    text x=(zero - length - 3) y=(y + 9) text-anchor="end" { (signed(*apart, language)) }
                }
            }
        }
    }
}

/// A name that fits beside the bars.
fn short(name: &str) -> String {
    const MOST: usize = 19;
    match name.chars().count() {
        0..=MOST => name.to_owned(),
        _ => name.chars().take(MOST - 1).chain(['…']).collect(),
    }
}

/// How often a cluster has how many seats; `base` is marked. Numbers in between that never come are shown as such.
pub(super) fn histogram(
    counts: &[(i64, u64)],
    base: Option<i64>,
    of: u64,
    label: &str,
    language: Language,
) -> Markup {
    const HEIGHT: u64 = 56;
    const WIDTH: i64 = 200;
    let ends = counts.iter().map(|(seats, _)| *seats).chain(base);
    let (first, last) = (ends.clone().min().unwrap_or(0), ends.max().unwrap_or(0));
    let n_bars = last - first + 1;
    let step = WIDTH / n_bars.max(8);
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    // Of equally tall bars one says how tall: the base where it is one of them.
    let tallest = || counts.iter().filter(|(_, count)| *count == most).map(|(seats, _)| *seats);
    let told = tallest().find(|seats| Some(*seats) == base).or_else(|| tallest().next());
    // Every number where there is room, else every second, fifth, ...
    let every = [1, 2, 5, 10, 20, 50, 100, 500].into_iter().find(|every| step * every >= 18).unwrap_or(1000);
    // The base always has its number, and those beside it keep their distance.
    let is_shown = |seats: &i64| match base {
        Some(base) if *seats == base => true,
        Some(base) if (*seats - base).abs() < every => false,
        _ => seats.rem_euclid(every) == 0,
    };
    html! {
        svg role="img" aria-label=(label) viewBox={ "0 0 " (WIDTH) " " (HEIGHT + 28) } {
            @for (seats, count) in counts {
                @let tall = (count * HEIGHT / most).max(1);
                @let x = (seats - first) * step;
                @let class = if Some(*seats) == base { "seat" } else { "rest" };
                rect class=(class) x=(x + 1) y=(12 + HEIGHT - tall) width=((step - 2).max(1)) height=(tall) {}
                @if Some(*seats) == told {
                    text x=((x + step / 2).max(18)) y=(8) text-anchor="middle" { (language.per_cent(*count, of)) }
                }
            }
            line class="axis" x1="0" x2=(n_bars * step) y1=(12 + HEIGHT) y2=(12 + HEIGHT) {}
            @for seats in (first..=last).filter(is_shown) {
                @let marked = if Some(seats) == base { "700" } else { "400" };
                text x=((seats - first) * step + step / 2) y=(12 + HEIGHT + 12) text-anchor="middle" font-weight=(marked) {
                    (number(seats, language))
                }
            }
        }
    }
}
