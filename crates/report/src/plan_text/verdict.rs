//! The first lines: which programme, how it ended, and what cannot hold.

use super::{Colour, Page};
use crate::clean;
use crate::statements::{Ending, verdict};
use crate::text::{Message, Word};
use crate::view::View;
use fordel_model::plan::Clash;

pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    let plan = view.plan;
    let name = clean(&plan.programme.name);
    page.coloured(&plan.programme.year.map_or(name.clone(), |year| format!("{name}, {year}")), Colour::Bold);
    let (sentence, ending) = verdict(view);
    let colour = match ending {
        Ending::Good => Colour::Green,
        Ending::Open => Colour::Yellow,
        Ending::None => Colour::Red,
    };
    page.coloured(&sentence, colour);
    write_tie(view, page);
    write_clashes(view, page);
}

/// An open tie: who, for how many seats, and the ways on.
fn write_tie(view: &View<'_>, page: &mut Page<'_>) {
    let Some(tie) = &view.plan.split.tie else { return };
    page.heading(Word::Tie);
    let units = view.clusters(&tie.units);
    page.prose(&view.language.say(Message::OpenTie(&units, tie.seats, &tie.outcomes)));
    page.prose(view.language.word(Word::WaysOnWithTie));
}

/// The clashes, but for the tie that is told above.
fn write_clashes(view: &View<'_>, page: &mut Page<'_>) {
    let is_told = |kind: &str| kind == "tie" && view.plan.split.tie.is_some();
    let clashes: Vec<_> = view.plan.clash.iter().filter(|clash| !is_told(&clash.kind)).collect();
    if clashes.is_empty() {
        return;
    }
    page.heading(Word::Clashes);
    for clash in clashes {
        page.point(&format!("{}: {}", view.place(&clash.place), view.words(&clash.text)));
        if !clash.relaxations.is_empty() {
            page.point(&format!("{}: {}", view.language.word(Word::Relaxations), relaxed(view, clash)));
        }
    }
}

/// What would resolve a clash, in one line.
fn relaxed(view: &View<'_>, clash: &Clash) -> String {
    clash.relaxations.iter().map(|one| view.words(&one.text)).collect::<Vec<_>>().join("; ")
}
