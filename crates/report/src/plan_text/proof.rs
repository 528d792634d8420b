//! What the reader should know, and how the plan is proven.

use super::Page;
use crate::number;
use crate::statements::search;
use crate::table::{Align, TextTable};
use crate::text::Word;
use crate::view::View;
use std::collections::BTreeSet;

/// The warnings of the plan and of its split, each once.
pub(super) fn write_warnings(view: &View<'_>, page: &mut Page<'_>) {
    let mut told = BTreeSet::new();
    let warnings = view.plan.warnings.iter().chain(&view.plan.split.warnings);
    let warnings: Vec<&String> = warnings.filter(|warning| told.insert(warning.as_str())).collect();
    if warnings.is_empty() {
        return;
    }
    page.heading(Word::Warnings);
    for warning in warnings {
        page.point(&view.words(warning));
    }
}

/// The levels of the objective with their bounds, and what the search cost.
pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    let plan = view.plan;
    if plan.objectives.is_empty() || plan.teams.is_empty() {
        return;
    }
    page.heading(Word::Proof);
    let word = |word| view.language.word(word);
    let columns = [
        (word(Word::Objective), Align::Left),
        (word(Word::Reached), Align::Right),
        (word(Word::Bound), Align::Right),
    ];
    let mut table = TextTable::new(page.options.width, &columns);
    for objective in &plan.objectives {
        table.row([
            view.language.objective(objective.name).to_owned(),
            number(objective.value, view.language),
            number(objective.bound, view.language),
        ]);
    }
    page.text.push_str(&table.text());
    search(view).iter().for_each(|sentence| page.prose(sentence));
}
