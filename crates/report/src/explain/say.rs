//! What an explanation may say; one match a language turns it into words.

use super::{da, en};
use crate::Language;
use fordel_model::Criterion;

/// Something to say.
#[derive(Debug)]
pub(super) enum Say<'a> {
    /// A heading.
    Head(Head),
    /// Somebody in a team: who, cluster, team, the others.
    NomineeIn(&'a str, &'a str, &'a str, &'a [String]),
    /// Somebody without one: who, cluster, why.
    NomineeOut(&'a str, &'a str, &'a str),
    /// A team: its name, cluster, members.
    Team(&'a str, &'a str, &'a [String]),
    /// A cluster has so many of its seats filled; `None`: the number is open.
    Filled(&'a str, u64, Option<u64>),
    /// A person's wish: who, whether any will do, the rank of the initiative.
    Wish(&'a str, bool, Option<usize>),
    /// Two people of one leadership chain.
    Chain(&'a [String]),
    /// Different sectors, organisations or professions.
    Different(Criterion, &'a [String]),
    /// A criterion's name.
    Criterion(Criterion),
    /// So many points.
    Points(i64),
    /// The sum of a team.
    Sum(i64),
    /// Nothing changes.
    Same,
    /// It cannot be, and why.
    Impossible(&'a str),
    /// It cannot be planned, and why.
    Unplanned(&'a str),
    /// It was stopped before that.
    Stopped,
    /// Who comes, leaves and moves.
    Effect(&'a Effect),
    /// Which is better.
    Verdict(&'a Verdict),
    /// The forced plan's score, and the plan's.
    Price(i64, i64),
    /// The forced plan may not be the best.
    NotProven,
    /// Rules without which no plan is better.
    CostNothing(&'a [String]),
    /// No swap of so many tried keeps the rules.
    NoSwap(usize),
    /// The best plan with somebody.
    AskIn(&'a str),
    /// Seats filled, in a sentence, and who is to join.
    AskJoins(&'a str, &'a str),
    /// Somebody on an initiative.
    AskOn(&'a str, &'a str),
    /// Without somebody (on an initiative).
    AskWithout(&'a str, Option<&'a str>),
    /// Somebody drops out.
    AskDrops(&'a str),
    /// Two change places.
    AskSwap(&'a str, &'a str),
    /// The second in the place of the first.
    AskInstead(&'a str, &'a str),
    /// Without a rule.
    AskRule(&'a str),
    /// A cluster with one seat more, or fewer.
    AskSeat(&'a str, bool),
}

/// A heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    /// Why these seats.
    Seats,
    /// Why this team.
    Why,
    /// What else there could be.
    Else,
    /// If somebody drops out.
    Drops,
    /// One swap away.
    Swaps,
    /// What the rules cost.
    Rules,
}

/// Who comes, leaves and moves.
#[derive(Debug)]
pub(super) struct Effect {
    pub(super) comes: Vec<String>,
    pub(super) leaves: Vec<String>,
    pub(super) moves: Vec<String>,
    /// Clusters with other seats: name, before, now.
    pub(super) seats: Vec<(String, u64, u64)>,
    /// The initiative of the person asked about, where they are new to it.
    pub(super) own_team: Option<String>,
}

/// Which is better.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Just as good.
    AsGood,
    /// The forced plan is weaker in the first, stronger in the last.
    Weaker(Vec<Criterion>, Vec<Criterion>),
    /// It is stronger in the first, weaker in the last.
    Stronger(Vec<Criterion>, Vec<Criterion>),
    /// So many seats fewer are filled.
    FewerSeats(u64),
    /// So many more.
    MoreSeats(u64),
}

impl Language {
    pub(super) fn explains(self, say: Say<'_>) -> String {
        match self {
            Self::English => en::say(self, say),
            Self::Danish => da::say(self, say),
        }
    }
}

/// At most so many are named in a sentence; the rest are counted.
const NAMED: usize = 6;

/// The first few, joined with `and` before the last; and how many more there are.
pub(super) fn listed(all: &[String], and: &str, more: impl Fn(usize) -> String) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if all.len() <= NAMED => format!("{} {and} {last}", first.join(", ")),
        all => format!("{} {and} {}", all[..NAMED].join(", "), more(all.len() - NAMED)),
    }
}
