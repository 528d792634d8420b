//! The first lines: which programme, how it ended, and what cannot hold.

use super::{Colour, Page, count};
use crate::clean;
use crate::text::{Message, Summary, Word};
use crate::view::View;
use fordel_model::plan::PlanStatus;

pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    let plan = view.plan;
    let name = clean(&plan.programme.name);
    page.coloured(&plan.programme.year.map_or(name.clone(), |year| format!("{name}, {year}")), Colour::Bold);
    let ended = |status| count(plan.clusters.iter().filter(|cluster| cluster.status == status).count());
    let summary = Summary {
        filled: plan.filled.iter().sum(),
        seats: plan.split.seats,
        teams: count(plan.teams.len()),
        score: plan.score,
    };
    if plan.split.tie.is_some() && plan.teams.is_empty() {
        page.coloured(view.language.word(Word::NoPlanForTie), Colour::Red);
        return write_tie(view, page);
    }
    if view.programme.nominees.is_empty() && plan.clash.is_empty() {
        return page.coloured(view.language.word(Word::NobodyNominated), Colour::Yellow);
    }
    let (message, colour) = match plan.status {
        PlanStatus::Optimal => (Message::Optimal(summary), Colour::Green),
        PlanStatus::Feasible => (Message::Feasible(summary, plan.bound), Colour::Yellow),
        PlanStatus::Partial => {
            let message = Message::Partial {
                summary,
                without: ended(PlanStatus::Infeasible),
                unproven: ended(PlanStatus::Feasible),
                clusters: count(plan.clusters.len()),
            };
            (message, Colour::Yellow)
        }
        PlanStatus::Infeasible => (Message::Infeasible, Colour::Red),
    };
    page.coloured(&view.language.say(message), colour);
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
    }
}
