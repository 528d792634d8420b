//! The one-line answers a meeting asks for: empty seats, who is missing, why this many seats, is
//! every initiative staffed, what changed, can it be better.

use crate::changes::changes;
use crate::page_words::{PageMessage, PageWord};
use crate::statements::count;
use crate::text::method_name;
use crate::view::View;
use crate::{clean, number};
use fordel_model::plan::{PlanState, PlanStatus};
use fordel_model::programme::Reply;
use fordel_model::{Fraction, Plan};
use std::collections::BTreeSet;

/// At most so many are named in an answer; the rest are counted.
const NAMED: usize = 5;

/// A question of the meeting with its answer.
pub(crate) struct Answer {
    pub(crate) question: PageWord,
    pub(crate) text: String,
    pub(crate) tone: Tone,
}

/// How an answer is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    /// As it should be.
    Good,
    /// Somebody has to look.
    Look,
    /// A fact.
    Plain,
}

/// The answers, in the order a meeting asks.
pub(crate) fn answers(view: &View<'_>, announced: Option<&Plan>) -> Vec<Answer> {
    let mut answers = vec![empty_seats(view), missing(view)];
    answers.extend(why_seats(view));
    answers.push(staffed(view));
    answers.push(changed(view, announced));
    answers.push(better(view));
    answers
}

fn answer(question: PageWord, text: String, tone: Tone) -> Answer {
    Answer { question, text, tone }
}

/// The first few, joined, and how many more there are.
fn named(view: &View<'_>, names: &[String]) -> String {
    let mut text = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        let more = count(names.len() - NAMED);
        text.push_str(&format!(" {}", view.language.say(crate::text::Message::AndMore(more))));
    }
    text
}

fn empty_seats(view: &View<'_>) -> Answer {
    let plan = view.plan;
    let fixed = |word, tone| answer(PageWord::AskEmpty, view.language.page_word(word).to_owned(), tone);
    if plan.split.tie.is_some() {
        return fixed(PageWord::SeatsOpenTie, Tone::Look);
    }
    if view.programme.nominees.is_empty() {
        return fixed(PageWord::SeatsOnly, Tone::Look);
    }
    let empty: u64 = plan.vacant.iter().map(|vacancy| vacancy.seats).sum();
    if empty == 0 {
        return fixed(PageWord::NoEmptySeats, Tone::Good);
    }
    let places: Vec<String> = plan
        .vacant
        .iter()
        .map(|vacancy| format!("{} {}", view.cluster(&vacancy.cluster), number(vacancy.seats, view.language)))
        .collect();
    let text = PageMessage::Empty(empty, plan.split.seats, &named(view, &places));
    answer(PageWord::AskEmpty, view.language.page_say(text), Tone::Look)
}

fn missing(view: &View<'_>) -> Answer {
    let programme = view.programme;
    let names = |reply: Reply| -> Vec<String> {
        let of = programme.organisations.iter().filter(|organisation| organisation.reply == reply);
        of.map(|organisation| view.words(&organisation.name)).collect()
    };
    let (waiting, none) = (names(Reply::Waiting), names(Reply::NoCandidate));
    // A programme that records no replies at all says nothing about who has not replied.
    let is_recorded = programme.organisations.iter().any(|row| row.reply != Reply::Waiting);
    let nominating: BTreeSet<_> = programme.nominees.iter().map(|nominee| nominee.cluster).collect();
    let silent: Vec<String> = programme
        .clusters
        .enumerate()
        .filter(|(id, _)| !nominating.contains(id))
        .map(|(_, cluster)| view.cluster(&cluster.id))
        .collect();
    let mut parts = Vec::new();
    if is_recorded && !waiting.is_empty() {
        let (some, all) = (count(waiting.len()), count(programme.organisations.len()));
        parts.push(view.language.page_say(PageMessage::NotReplied(some, all, &named(view, &waiting))));
    }
    if !silent.is_empty() {
        let some = count(silent.len());
        parts.push(view.language.page_say(PageMessage::NoNominees(some, &named(view, &silent))));
    }
    let tone = if parts.is_empty() { Tone::Good } else { Tone::Look };
    if parts.is_empty() {
        let word = if is_recorded { PageWord::NobodyMissing } else { PageWord::NobodyMissingNoReplies };
        parts.push(view.language.page_word(word).to_owned());
    }
    if !none.is_empty() {
        let some = count(none.len());
        parts.push(view.language.page_say(PageMessage::NoCandidate(some, &named(view, &none))));
    }
    answer(PageWord::AskMissing, parts.join(" "), tone)
}

fn why_seats(view: &View<'_>) -> Option<Answer> {
    let split = &view.plan.split;
    if let Some(tie) = &split.tie {
        let units = view.clusters(&tie.units);
        let text = view.language.say(crate::text::Message::OpenTie(&units, tie.seats, &tie.outcomes));
        return Some(answer(PageWord::AskWhySeats, text, Tone::Look));
    }
    let distances = split.units.iter().filter_map(|unit| {
        let seats = Fraction::new(unit.seats?, 1u8);
        Some((seats.distance(&unit.quota), &unit.id))
    });
    let (distance, farthest) = distances.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let is_exact = distance == Fraction::new(0u8, 1u8);
    let text = view.language.page_say(PageMessage::WhySeats {
        seats: split.seats,
        key: &clean(&view.programme.key),
        method: &method_name(split.method),
        distance: (!is_exact).then_some(&*number(distance.to_decimal(2), view.language)),
        cluster: &view.cluster(farthest),
    });
    Some(answer(PageWord::AskWhySeats, text, Tone::Plain))
}

fn staffed(view: &View<'_>) -> Answer {
    // An initiative that needs no team is only an idea.
    let chosen = || view.programme.initiatives.iter().filter(|initiative| initiative.teams_min > 0);
    let staffed: BTreeSet<&str> = view.plan.teams.iter().map(|team| team.initiative.as_str()).collect();
    let without: Vec<String> = chosen()
        .filter(|initiative| !staffed.contains(initiative.id.as_str()))
        .map(|initiative| {
            let cluster = initiative.clusters.first().map(|&id| &view.programme.clusters[id].id);
            let place = cluster.map(|id| format!(" ({})", view.cluster(id))).unwrap_or_default();
            format!("{}{place}", clean(&initiative.title))
        })
        .collect();
    let all = count(chosen().count());
    let (text, tone) = if all == 0 {
        (view.language.page_word(PageWord::NoInitiatives).to_owned(), Tone::Look)
    } else if without.is_empty() {
        (view.language.page_say(PageMessage::Staffed(all)), Tone::Good)
    } else {
        let (some, names) = (count(without.len()), named(view, &without));
        (view.language.page_say(PageMessage::Unstaffed(some, all, &names)), Tone::Look)
    };
    answer(PageWord::AskStaffed, text, tone)
}

fn changed(view: &View<'_>, announced: Option<&Plan>) -> Answer {
    let fixed = |word, tone| answer(PageWord::AskChanged, view.language.page_word(word).to_owned(), tone);
    let Some(announced) = announced else {
        let is_it = view.plan.state() == PlanState::Announced;
        let word = if is_it { PageWord::IsAnnounced } else { PageWord::NothingAnnounced };
        return fixed(word, Tone::Plain);
    };
    let changes = changes(view, announced);
    if changes.is_empty() {
        return fixed(PageWord::NothingChanged, Tone::Good);
    }
    let (came, left, moved) = changes.counts();
    let text = view.language.page_say(PageMessage::Changed {
        came: count(came),
        left: count(left),
        moved: count(moved),
        seats: count(changes.seats.len()),
    });
    answer(PageWord::AskChanged, text, Tone::Look)
}

fn better(view: &View<'_>) -> Answer {
    let plan = view.plan;
    let word = |word| view.language.page_word(word).to_owned();
    let without: Vec<String> = plan
        .clusters
        .iter()
        .filter(|cluster| cluster.status == PlanStatus::Infeasible)
        .map(|cluster| view.cluster(&cluster.cluster))
        .collect();
    let (text, tone) = if view.programme.nominees.is_empty() && plan.clash.is_empty() {
        (view.language.word(crate::text::Word::NobodyNominated).to_owned(), Tone::Plain)
    } else if plan.split.tie.is_some() && plan.teams.is_empty() {
        (view.language.word(crate::text::Word::NoPlanForTie).to_owned(), Tone::Look)
    } else {
        match plan.status {
            PlanStatus::Optimal => (word(PageWord::AnswerYesBest), Tone::Good),
            PlanStatus::Feasible => {
                let more = plan.bound.saturating_sub(plan.score);
                (view.language.page_say(PageMessage::MaybeBetter(more)), Tone::Look)
            }
            PlanStatus::Partial => {
                let names = named(view, &without);
                let some = count(without.len());
                (view.language.page_say(PageMessage::SomeWithoutPlan(some, &names)), Tone::Look)
            }
            PlanStatus::Infeasible => (word(PageWord::AnswerNoPlan), Tone::Look),
        }
    };
    answer(PageWord::AskProven, text, tone)
}
