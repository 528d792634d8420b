//! What stands above everything: whether it is decided, the verdict, the figures, and the block for the meeting.

use super::{Page, ticked};
use crate::answers::{Tone, answers};
use crate::page_words::PageWord;
use crate::statements::{self, count};
use crate::{clean, day, number};
use fordel_model::plan::PlanState;
use maud::{Markup, html};

/// What a page says of how far a plan has come, and the mark's class.
pub(crate) fn standing(state: PlanState) -> (PageWord, &'static str) {
    match state {
        PlanState::Draft | PlanState::Proposed => (PageWord::Proposal, ""),
        PlanState::Approved => (PageWord::Approved, " settled"),
        PlanState::Announced => (PageWord::Announced, " settled"),
    }
}

impl Page<'_> {
    /// The mark of how far the plan has come: a proposal until it is approved, and when and by whom it was.
    pub(super) fn standing(&self) -> Markup {
        let plan = self.view.plan;
        let (word, class) = standing(plan.state());
        let last = plan.record.last().filter(|_| plan.state() != PlanState::Draft);
        let by = last.and_then(|stage| stage.by.as_deref()).filter(|_| self.options.names);
        let date = last.and_then(|stage| stage.date.as_deref());
        let told = [date.map(|date| day(date, self.view.language)), by.map(clean)];
        let told = told.into_iter().flatten().collect::<Vec<_>>().join(", ");
        html! {
            p {
                span class={ "mark" (class) } { (self.word(word)) }
                @if !told.is_empty() { " " span.small.soft { (told) } }
            }
        }
    }

    /// The verdict in a sentence.
    pub(super) fn verdict(&self) -> String {
        statements::verdict(self.view).0
    }

    /// The figures people look for first.
    pub(super) fn figures(&self) -> Markup {
        let plan = self.view.plan;
        let figures = [
            (plan.split.seats, PageWord::SeatsFilledOf),
            (plan.filled.iter().sum(), PageWord::FilledFigure),
            (count(plan.teams.len()), PageWord::TeamsFigure),
            (count(self.view.programme.clusters.len()), PageWord::ClustersFigure),
        ];
        html! {
            ul.figures {
                @for (figure, word) in figures {
                    li.figure { b { (number(figure, self.view.language)) } span { (self.word(word)) } }
                }
            }
        }
    }

    /// The one-line answers.
    pub(super) fn meeting(&self) -> Markup {
        html! {
            div.meeting role="region" aria-labelledby="meeting-title" {
                h2 #meeting-title { (self.word(PageWord::MeetingTitle)) }
                dl {
                    @for answer in answers(self.view, self.options.announced) {
                        @let tone = match answer.tone { Tone::Good => "good", Tone::Look => "look", Tone::Plain => "plain" };
                        dt { (self.word(answer.question)) }
                        dd class=(tone) { (ticked(&answer.text)) }
                    }
                }
            }
        }
    }
}
