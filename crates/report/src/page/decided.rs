//! What is proposed, what is proven about it, and what people chose.

use super::{Page, ticked};
use crate::page_words::{PageMessage, PageWord};
use crate::statements::{how_split, search};
use crate::text::Word;
use crate::{day, number};
use fordel_model::Criterion;
use maud::{Markup, html};

impl Page<'_> {
    /// The levels with their bounds, what was checked, and the choices behind them.
    pub(super) fn decided(&self) -> Option<Markup> {
        let view = self.view;
        let plan = view.plan;
        if plan.split.units.is_empty() {
            return None;
        }
        let has_proof = !plan.objectives.is_empty() && !plan.teams.is_empty();
        Some(html! {
            @if has_proof {
                section {
                    h3 { (self.word(PageWord::ProvenTitle)) }
                    table {
                        thead {
                            tr {
                                th scope="col" { (view.language.word(Word::Objective)) }
                                th.n scope="col" { (view.language.word(Word::Reached)) }
                                th.n scope="col" { (view.language.word(Word::Bound)) }
                            }
                        }
                        tbody {
                            @for objective in &plan.objectives {
                                tr {
                                    th scope="row" { (view.language.objective(objective.name)) }
                                    td.n { (number(objective.value, view.language)) }
                                    td.n { (number(objective.bound, view.language)) }
                                }
                            }
                        }
                    }
                    @if self.options.checked {
                        p { (self.word(PageWord::JudgeAccepted)) }
                    }
                    p.small.soft { (ticked(&search(view).join(" "))) }
                }
            }
            section {
                h3 { (self.word(PageWord::ChosenTitle)) }
                p { (how_split(view)) }
                p { (self.word(PageWord::ChosenText)) }
                (self.weights())
            }
        })
    }

    /// The weights of the criteria that count.
    fn weights(&self) -> Markup {
        let view = self.view;
        let score = &view.programme.score;
        let size = view.programme.team_size;
        html! {
            table {
                thead {
                    tr {
                        th scope="col" { (self.word(PageWord::Criterion)) }
                        th.n scope="col" { (self.word(PageWord::Weight)) }
                        th scope="col" class="counts" { (self.word(PageWord::Counts)) }
                    }
                }
                tbody {
                    @for criterion in Criterion::ALL.into_iter().filter(|&one| score.weight(one) > 0) {
                        @let (name, counts) = view.language.criterion(criterion);
                        tr {
                            th scope="row" { (name) }
                            td.n { (number(score.weight(criterion), view.language)) }
                            td class="counts soft" { (counts) }
                        }
                    }
                }
            }
            p.small.soft {
                (self.word(PageWord::TeamSize)) ": "
                (view.language.page_say(PageMessage::TeamSize(u64::from(size.min()), u64::from(size.max()))))
                @if let Some(deadline) = &view.programme.deadline {
                    ". " (self.word(PageWord::Deadline)) ": " (day(deadline, view.language))
                }
                "."
            }
        }
    }
}
