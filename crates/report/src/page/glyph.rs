//! The marks of the sectors: a shape and a colour each, so that print in grey and colour-blind eyes tell them apart.

use fordel_model::id::Id;
use fordel_model::{Programme, SectorId};
use maud::{Markup, PreEscaped, html};

/// Shapes in a square of 12 by 12.
const SHAPES: [&str; 8] = [
    r#"<circle cx="6" cy="6" r="5"/>"#,
    r#"<rect x="1.4" y="1.4" width="9.2" height="9.2" rx=".8"/>"#,
    r#"<path d="M6 .8 11.4 10.6H.6z"/>"#,
    r#"<path d="M6 .2 11.8 6 6 11.8 .2 6z"/>"#,
    r#"<path d="M3 .9h6L12 6 9 11.1H3L0 6z"/>"#,
    r#"<path d="M4 .8h4V4h3.2v4H8v3.2H4V8H.8V4H4z"/>"#,
    r#"<path d="M.6 1.4h10.8L6 11.2z"/>"#,
    r#"<path d="M6 .3 7.6 4.3 11.8 4.5 8.5 7.2 9.6 11.4 6 9 2.4 11.4 3.5 7.2 .2 4.5 4.4 4.3z"/>"#,
];

/// Which mark each sector of a programme has.
pub(super) struct Glyphs {
    marks: Vec<usize>,
}

impl Glyphs {
    /// The four sectors everybody has keep their marks; others take the rest, over and over.
    pub(super) fn of(programme: &Programme) -> Self {
        let known = ["municipality", "region", "general_practice", "patient"];
        let mut free = (known.len()..SHAPES.len()).cycle();
        let mark = |name: &String| {
            known.iter().position(|known| known == name).or_else(|| free.next()).unwrap_or_default()
        };
        Self { marks: programme.sectors.iter().map(mark).collect() }
    }

    /// The sector's mark, a number below 8.
    pub(super) fn mark(&self, sector: SectorId) -> usize {
        self.marks.get(sector.index()).copied().unwrap_or_default()
    }

    /// The shapes, to be used by their number.
    pub(super) fn symbols(&self) -> Markup {
        html! {
            svg width="0" height="0" aria-hidden="true" class="hidden" {
                @for (at, shape) in SHAPES.iter().enumerate() {
                    symbol id={ "g" (at) } viewBox="0 0 12 12" { (PreEscaped(*shape)) }
                }
                symbol id="ge" viewBox="0 0 12 12" { circle class="none" cx="6" cy="6" r="4.4" {} }
            }
        }
    }
}

/// The mark beside a line of text.
pub(super) fn beside(mark: usize) -> Markup {
    html! { svg class={ "g s" (mark) } aria-hidden="true" { use href={ "#g" (mark) } {} } }
}
