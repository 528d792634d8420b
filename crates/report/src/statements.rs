//! What every report of a plan says about it, sentence by sentence: the verdict, how the seats were split, how it was searched.

use crate::clean;
use crate::text::{Message, Summary, Word};
use crate::view::View;
use fordel_model::plan::PlanStatus;
use fordel_model::programme::Unfilled;
use fordel_model::split::{BrokenTie, OnTie};

/// How a verdict is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// As wished.
    Good,
    /// With something left to decide.
    Open,
    /// Nothing that could be used.
    None,
}

/// How the plan ended, in a sentence.
pub(crate) fn verdict(view: &View<'_>) -> (String, Ending) {
    let plan = view.plan;
    let ended = |status| count(plan.clusters.iter().filter(|cluster| cluster.status == status).count());
    let summary = Summary {
        filled: plan.filled.iter().sum(),
        seats: plan.split.seats,
        teams: count(plan.teams.len()),
        score: plan.score,
    };
    if plan.split.tie.is_some() && plan.teams.is_empty() {
        return (view.language.word(Word::NoPlanForTie).to_owned(), Ending::None);
    }
    if view.programme.nominees.is_empty() && plan.clash.is_empty() {
        return (view.language.word(Word::NobodyNominated).to_owned(), Ending::Open);
    }
    let (message, ending) = match plan.status {
        PlanStatus::Optimal => (Message::Optimal(summary), Ending::Good),
        PlanStatus::Feasible => (Message::Feasible(summary, plan.bound), Ending::Open),
        PlanStatus::Partial => {
            let message = Message::Partial {
                summary,
                without: ended(PlanStatus::Infeasible),
                unproven: ended(PlanStatus::Feasible),
                clusters: count(plan.clusters.len()),
            };
            (message, Ending::Open)
        }
        PlanStatus::Infeasible => (Message::Infeasible, Ending::None),
    };
    (view.language.say(message), ending)
}

/// The method and the key.
pub(crate) fn how_split(view: &View<'_>) -> String {
    let levels = view.programme.levels.iter().map(|level| clean(level)).collect::<Vec<_>>().join(", ");
    let source = view.programme.key_source.as_deref().map(clean);
    view.language.say(Message::HowSplit {
        method: view.plan.split.method,
        levels: &levels,
        key: &clean(&view.programme.key),
        source: source.as_deref(),
    })
}

/// Which clusters use fewer or more seats than the split gave them, where seats are handed on.
pub(crate) fn handed_on(view: &View<'_>) -> Option<String> {
    if view.programme.unfilled != Unfilled::Redistribute {
        return None;
    }
    let mut changes = Vec::new();
    for (unit, &filled) in view.plan.split.units.iter().zip(&view.plan.filled) {
        let change = i128::from(filled) - i128::from(unit.seats.unwrap_or(filled));
        if change != 0 {
            let change = i64::try_from(change).expect("a plan has fewer than 2^63 seats");
            changes.push(view.language.say(Message::Change(&view.cluster(&unit.id), change)));
        }
    }
    (changes.len() > 1).then(|| view.language.say(Message::HandedOn(&changes.join(", "))))
}

/// Who is outside the quota, how ties were broken, and which seats are kept out of the split.
pub(crate) fn seat_remarks(view: &View<'_>) -> Vec<String> {
    let split = &view.plan.split;
    let mut remarks = Vec::new();
    if !split.violations.is_empty() {
        remarks.push(view.language.say(Message::OutsideQuota(&view.clusters(&split.violations))));
    }
    remarks.extend(split.broken_ties.iter().map(|tie| broken(view, tie)));
    remarks.extend(
        view.plan
            .reserved
            .iter()
            .map(|pool| view.language.say(Message::Reserved(&clean(&pool.name), pool.seats, pool.filled))),
    );
    remarks
}

fn broken(view: &View<'_>, tie: &BrokenTie) -> String {
    let (winners, tied) = (view.clusters(&tie.winners), view.clusters(&tie.units));
    view.language.say(match tie.rule {
        OnTie::Lot => Message::BrokenByLot(&winners, &tied, tie.seats, tie.seed),
        OnTie::Order => Message::BrokenByOrder(&winners, &tied, tie.seats),
        OnTie::LargerWeight | OnTie::Report => Message::BrokenByWeight(&winners, &tied, tie.seats),
    })
}

/// How the search went, and how many leaves prove it.
pub(crate) fn search(view: &View<'_>) -> Vec<String> {
    let plan = view.plan;
    let mut sentences = vec![view.language.say(Message::Search {
        backend: &clean(&plan.solver.backend),
        columns: plan.solver.columns,
        rounds: plan.solver.rounds,
        nodes: plan.solver.nodes,
        seed: plan.solver.seed,
    })];
    if !plan.certificate.cases.is_empty() {
        sentences.push(view.language.say(Message::Leaves(count(plan.certificate.cases.len()))));
    }
    sentences
}

/// Whether a tie keeps everything open: then nobody is selected, or not, for a reason of their own.
pub(crate) fn is_undecided(view: &View<'_>) -> bool {
    view.plan.split.tie.is_some() && view.plan.teams.is_empty()
}

/// A length as a count.
pub(crate) fn count(n: usize) -> u64 {
    u64::try_from(n).expect("a list is shorter than 2^64")
}
