//! The questions of the meeting, one line each.

use super::meeting_words::{Ask, Tell};
use super::{Asked, json, sentence};
use crate::answers::answers;
use crate::page_words::PageWord;
use crate::plan_text::TextOptions;
use crate::table::wrapped;
use crate::text::method_name;
use crate::view::View;
use crate::{Language, clean, number};
use fordel_apportion::explain::Change as WeightChange;
use fordel_engine::explain::{Because, Came, Meeting, Seats};
use fordel_model::split::OnTie;
use fordel_model::{Plan, Programme, fold};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A question with its answer.
pub(super) struct Line {
    pub(super) code: &'static str,
    pub(super) question: String,
    pub(super) answer: String,
}

/// The answers as text, one line each.
pub fn meeting_text(
    programme: &Programme,
    plan: &Plan,
    meeting: &Meeting,
    announced: Option<&Plan>,
    language: Language,
    options: &TextOptions,
) -> String {
    let view = View::new(programme, plan, language, options.names);
    let mut text = String::new();
    for line in lines(&view, meeting, announced) {
        text.push_str(&wrapped(&format!("{} {}", line.question, line.answer), options.width, "  "));
    }
    text
}

/// The answers as JSON, with the figures behind them.
pub fn meeting_json(
    programme: &Programme,
    plan: &Plan,
    meeting: &Meeting,
    announced: Option<&Plan>,
    asked: &Asked<'_>,
    language: Language,
) -> Value {
    let view = View::new(programme, plan, language, false);
    let mut whole = json::head(programme, plan);
    whole.insert("subject".to_owned(), json!({ "kind": "meeting" }));
    let lines = lines(&view, meeting, announced);
    let lines: Vec<Value> = lines
        .iter()
        .map(|line| json!({ "code": line.code, "question": line.question, "answer": line.answer }))
        .collect();
    whole.insert("meeting".to_owned(), json!(lines));
    let seats = meeting.closest.as_ref().map(|own| json::seats(plan, own, asked));
    whole.insert("closest".to_owned(), json!(seats));
    let keys = meeting.other_keys.iter().map(|own| {
        let changes = own.changes.as_ref().map(|changes| {
            let row =
                |(id, now, other): &(String, u64, u64)| json!({ "cluster": id, "seats": other, "plan": now });
            changes.iter().map(row).collect::<Vec<_>>()
        });
        json!({ "key": own.key, "changes": changes })
    });
    whole.insert("other_keys".to_owned(), keys.collect());
    let all = meeting.joins.iter().chain(&meeting.drops);
    whole.insert("because".to_owned(), all.map(|one| json::because(plan, one, asked)).collect());
    Value::Object(whole)
}

pub(super) fn lines(view: &View<'_>, meeting: &Meeting, announced: Option<&Plan>) -> Vec<Line> {
    let language = view.language;
    let mut lines = Vec::new();
    let mut line = |code, ask: Ask, answer: String| {
        lines.push(Line { code, question: language.meeting_ask(ask), answer });
    };
    line("why_not", Ask::WhyNot, why_not(view, meeting));
    line("newer_key", Ask::Newer, newer(view, meeting));
    line("history", Ask::History, history(view, meeting));
    line("first_reserve", Ask::First, first_reserves(view));
    line("municipalities", Ask::Municipalities, municipalities(view));
    line("breadth", Ask::Breadth, breadth(view));
    line("joins", Ask::Joins, joins(view, meeting));
    line("drops_out", Ask::Drops, drops(view, meeting));
    line("lot", Ask::Lot, lot(view));
    for answer in answers(view, announced) {
        let code = match answer.question {
            PageWord::AskEmpty => "empty_seats",
            PageWord::AskMissing => "not_replied",
            PageWord::AskWhySeats => "why_seats",
            PageWord::AskStaffed => "initiatives",
            PageWord::AskChanged => "changed",
            PageWord::AskProven => "proven",
            _ => "more",
        };
        lines.push(Line {
            code,
            question: language.page_word(answer.question).to_owned(),
            answer: answer.text,
        });
    }
    lines
}

fn tell(view: &View<'_>, tell: Tell<'_>) -> String {
    view.language.meeting_tell(tell)
}

/// Why a cluster has its seats, line by line: its share, what would give or cost it one, who is next.
pub(super) fn seat_lines(view: &View<'_>, seats: &Seats) -> Vec<String> {
    let split = &view.plan.split;
    let unit = &split.units[seats.unit];
    let name = view.cluster(&unit.id);
    let quota = number(unit.quota.to_decimal(2), view.language);
    let method = method_name(split.method);
    let total: u64 = split.seats;
    let mut lines = vec![tell(
        view,
        Tell::Share { cluster: &name, quota: &quota, total, method: &method, seats: unit.seats },
    )];
    for (change, is_gain) in [(&seats.change.gains, true), (&seats.change.loses, false)] {
        lines.extend(change.as_ref().map(|change| step(view, &name, change, is_gain)));
    }
    let line: Vec<String> = split.next.iter().map(|id| view.cluster(id)).collect();
    if !line.is_empty() {
        lines.push(tell(view, Tell::NextInLine(&line)));
    }
    lines
}

fn step(view: &View<'_>, cluster: &str, change: &WeightChange, is_gain: bool) -> String {
    let amount = number(&change.change, view.language);
    let other = change.other.as_deref().map(|id| view.cluster(id)).unwrap_or_default();
    tell(view, Tell::Step { cluster, amount: &amount, other: &other, is_gain })
}

fn why_not(view: &View<'_>, meeting: &Meeting) -> String {
    if view.plan.split.units.len() == 1 {
        return tell(view, Tell::OneCluster);
    }
    let Some(seats) = &meeting.closest else { return tell(view, Tell::NotKnown) };
    let mut lines = seat_lines(view, seats);
    lines.truncate(3);
    lines.join(" ")
}

fn newer(view: &View<'_>, meeting: &Meeting) -> String {
    if meeting.other_keys.is_empty() {
        return tell(view, Tell::NoOtherKey);
    }
    let one = |own: &fordel_engine::explain::OtherKey| match &own.changes {
        None => tell(view, Tell::KeyTied(&clean(&own.key))),
        Some(changes) => {
            let change = |(id, now, other): &(String, u64, u64)| {
                let (now, other) = (number(now, view.language), number(other, view.language));
                format!("{} {now} → {other}", view.cluster(id))
            };
            tell(view, Tell::Key(&clean(&own.key), &changes.iter().map(change).collect::<Vec<_>>()))
        }
    };
    meeting.other_keys.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn history(view: &View<'_>, meeting: &Meeting) -> String {
    let Some(accounts) = &meeting.history else { return tell(view, Tell::NoHistory) };
    let drift = |own: &&fordel_apportion::account::Account| {
        own.plain_drift.as_ref().map(|drift| drift.magnitude.clone())
    };
    let known = accounts.units.iter().filter(|own| own.plain.is_some() && own.plain_drift.is_some());
    let farthest = known.reduce(|a, b| if drift(&b) > drift(&a) { b } else { a });
    let Some(own) = farthest else { return tell(view, Tell::NoHistory) };
    let years: BTreeSet<i32> = view.programme.history.iter().map(|row| row.year).collect();
    let entitlement = number(own.entitlement.to_decimal(2), view.language);
    tell(
        view,
        Tell::Years {
            years: years.len() + 1,
            cluster: &view.cluster(&own.id),
            total: own.seats_before + own.plain.unwrap_or(0),
            entitlement: &entitlement,
        },
    )
}

fn first_reserves(view: &View<'_>) -> String {
    let lists = view.plan.reserves.iter().filter_map(|list| {
        let first = list.nominees.first()?;
        Some(format!("{}: {}", view.cluster(&list.cluster), view.person(first)))
    });
    tell(view, Tell::First(&lists.collect::<Vec<_>>()))
}

/// The municipalities that nominate, and those without anybody selected.
fn municipalities(view: &View<'_>) -> String {
    let programme = view.programme;
    let is_municipal = |sector: fordel_model::SectorId| fold(programme.sector_name(sector)) == "municipality";
    let selected: BTreeSet<&str> =
        view.plan.teams.iter().flat_map(|team| team.members.iter().map(String::as_str)).collect();
    let mut has: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for row in programme.organisations.iter().filter(|row| row.sector.is_some_and(is_municipal)) {
        has.entry(fold(&row.name)).or_insert_with(|| (row.name.clone(), false));
    }
    for row in programme.nominees.iter().filter(|row| is_municipal(row.sector)) {
        let own = has.entry(fold(&row.organisation)).or_insert_with(|| (row.organisation.clone(), false));
        own.1 |= selected.contains(row.id.as_str());
    }
    let without: Vec<String> =
        has.values().filter(|(_, is_in)| !is_in).map(|(name, _)| view.words(name)).collect();
    tell(view, Tell::Municipalities { all: has.len(), without: &without })
}

/// Selected and nominated, by sector, and by the professions of which few are nominated.
fn breadth(view: &View<'_>) -> String {
    const SMALL: usize = 3;
    let programme = view.programme;
    let selected: BTreeSet<&str> =
        view.plan.teams.iter().flat_map(|team| team.members.iter().map(String::as_str)).collect();
    let mut sectors = vec![(0usize, 0usize); programme.sectors.len()];
    let mut professions: BTreeMap<String, (String, usize, usize)> = BTreeMap::new();
    for row in programme.nominees.iter() {
        let is_in = usize::from(selected.contains(row.id.as_str()));
        let sector = &mut sectors[fordel_model::id::Id::index(row.sector)];
        *sector = (sector.0 + is_in, sector.1 + 1);
        if let Some(profession) = row.profession.as_ref().filter(|text| !text.trim().is_empty()) {
            let own = professions.entry(fold(profession)).or_insert_with(|| (profession.clone(), 0, 0));
            (own.1, own.2) = (own.1 + is_in, own.2 + 1);
        }
    }
    let of = |name: &str, is_in: usize, all: usize| {
        let (is_in, all) = (number(is_in, view.language), number(all, view.language));
        tell(view, Tell::Of(name, &is_in, &all))
    };
    let by_sector = programme.sectors.iter().zip(&sectors).filter(|(_, (_, all))| *all > 0);
    let by_sector: Vec<String> =
        by_sector.map(|(name, &(n, all))| of(&clean(view.language.sector(name)), n, all)).collect();
    let small: Vec<String> = professions
        .values()
        .filter(|(_, _, all)| *all <= SMALL)
        .map(|(name, n, all)| of(&view.words(name), *n, *all))
        .collect();
    tell(view, Tell::Breadth(&by_sector, &small))
}

fn joins(view: &View<'_>, meeting: &Meeting) -> String {
    match meeting.joins.iter().find(|one| one.forced.plan().is_some()) {
        Some(first) => {
            tell(view, Tell::Example(&sentence(view, first, false), meeting.joins.len().saturating_sub(1)))
        }
        None => tell(view, Tell::NobodyWaits),
    }
}

fn drops(view: &View<'_>, meeting: &Meeting) -> String {
    let (mut replaced, mut others, mut empty, mut none) = (0, 0, 0, 0);
    for one in &meeting.drops {
        match one.forced.plan() {
            Some(plan) if plan.difference.people_in.is_empty() => empty += 1,
            Some(plan) if plan.difference.moved.is_empty() && plan.difference.people_out.len() <= 1 => {
                replaced += 1;
            }
            Some(_) => others += 1,
            None => none += usize::from(matches!(one.forced.came, Came::Clash(_))),
        }
    }
    let told = tell(view, Tell::Drops { all: meeting.drops.len(), counts: [replaced, others, empty, none] });
    let is_open = |one: &Because| match &one.forced.came {
        Came::Plan(plan) => !plan.is_proven(),
        Came::Clash(_) => false,
        Came::Unplanned(_) | Came::Stopped => true,
    };
    match meeting.drops.iter().filter(|one| is_open(one)).count() {
        0 => told,
        open if open == meeting.drops.len() && replaced + others + empty == 0 => {
            tell(view, Tell::DropsOpen(open))
        }
        open => format!("{told} {}", tell(view, Tell::DropsOpen(open))),
    }
}

fn lot(view: &View<'_>) -> String {
    let split = &view.plan.split;
    let drawn: Vec<String> = split
        .broken_ties
        .iter()
        .filter(|tie| tie.rule == OnTie::Lot)
        .map(|tie| {
            let seed = tie.seed.unwrap_or(view.programme.seed).to_string();
            tell(view, Tell::Drawn(&view.clusters(&tie.winners), &view.clusters(&tie.units), &seed))
        })
        .collect();
    if split.method.is_lottery() {
        tell(view, Tell::LotteryMethod(&view.programme.seed.to_string()))
    } else if split.tie.is_some() {
        tell(view, Tell::TieOpen)
    } else if drawn.is_empty() {
        tell(view, Tell::NoLot)
    } else {
        drawn.join(" ")
    }
}
