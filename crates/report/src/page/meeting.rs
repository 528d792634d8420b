//! What stands above everything: whether it is decided, the verdict, the figures, and the block for the meeting.

use super::Page;
use crate::answers::{Tone, answers};
use crate::number;
use crate::page_words::PageWord;
use crate::statements::{self, count};
use maud::{Markup, html};

impl Page<'_> {
    /// The mark of a plan that nobody has approved yet.
    pub(super) fn standing(&self) -> Markup {
        html! { p { span.mark { (self.word(PageWord::Proposal)) } } }
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
                        dd class=(tone) { (answer.text) }
                    }
                }
            }
        }
    }
}
