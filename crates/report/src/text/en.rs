//! English.

use super::{Message, Summary, Word, method_name};
use crate::{Language, number};
use fordel_model::plan::{ObjectiveName, Reason};

pub(super) fn word(word: Word) -> &'static str {
    match word {
        Word::Clashes => "What cannot hold",
        Word::Tie => "A tie in the split",
        Word::Seats => "Seats",
        Word::Vacant => "Seats left empty",
        Word::Teams => "Teams",
        Word::NotSelected => "Not selected",
        Word::WaitingLists => "Waiting lists, next in line first",
        Word::Warnings => "Please note",
        Word::Proof => "How it is proven",
        Word::Cluster => "Cluster",
        Word::Quota => "Quota",
        Word::SeatsOfSplit => "Seats",
        Word::Filled => "Filled",
        Word::Total => "Total",
        Word::Team => "Team",
        Word::Initiative => "Initiative",
        Word::Nominee => "Nominee",
        Word::Name => "Name",
        Word::Organisation => "Organisation",
        Word::Sector => "Sector",
        Word::Seat => "Seat",
        Word::People => "People",
        Word::Reason => "Reason",
        Word::CouldGoTo => "Could go to",
        Word::Objective => "Objective, in order",
        Word::Reached => "Reached",
        Word::Bound => "No plan can beat",
        Word::ClusterSeat => "cluster",
        Word::Undecided => "open",
        Word::Nobody => "nobody",
        Word::WaysOnWithTie => {
            "Ways on: decide it yourselves and give one of them `fixed_seats`; or set `on_tie` to `larger_weight`, \
             or to `lot` with a `seed`; or split another number of seats."
        }
        Word::Relaxations => "What would resolve it, the smallest first",
        Word::Proven => "proven",
        Word::NotProven => "not proven",
        Word::NoLegalPlan => "no legal plan",
        Word::ClusterHasNoPlan => "their cluster has no legal plan",
        Word::NoPlanForTie => "No plan yet: a tie leaves the split open, and no rule says how to decide it.",
        Word::NobodyNominated => "Seats only: nobody is nominated yet.",
    }
}

pub(super) fn message(message: Message<'_>) -> String {
    let n = |value: u64| number(value, Language::English);
    match message {
        Message::Optimal(summary) => {
            format!("Proven optimal: {}. By the chosen criteria no other plan is better.", figures(summary))
        }
        Message::Feasible(summary, bound) => format!(
            "A legal plan, not proven optimal: {}; no plan of as many seats can score more than {}.",
            figures(summary),
            number(bound, Language::English)
        ),
        Message::Partial { summary, without, unproven, clusters } => {
            let others = match unproven {
                0 => "the others are proven optimal".to_owned(),
                some => format!("of the others {} are not proven", n(some)),
            };
            format!(
                "Partial: {} of {} {} no legal plan; {others}. {}.",
                n(without),
                clusters_(clusters),
                if without == 1 { "has" } else { "have" },
                figures(summary)
            )
        }
        Message::Infeasible => "No plan: the rules cannot all hold at once.".to_owned(),
        Message::HowSplit { method, levels, key, source } => {
            let first = if levels.is_empty() { String::new() } else { format!(", by {levels} first") };
            let from = source.map(|source| format!(" ({source})")).unwrap_or_default();
            format!("Split by {}{first}; key: {key}{from}.", method_name(method))
        }
        Message::HandedOn(changes) => {
            format!("Seats that could not be filled were handed on by the key: {changes}.")
        }
        Message::Change(cluster, seats) => {
            let fewer_or_more = if seats < 0 { "fewer" } else { "more" };
            format!("{cluster} {} {fewer_or_more}", n(seats.unsigned_abs()))
        }
        Message::TeamLine { title, id, score, partner } => {
            let partner = partner.map(|name| format!(", coaching partner {name}")).unwrap_or_default();
            format!("{title} [{id}]: score {}{partner}", number(score, Language::English))
        }
        Message::NextInLine(units) => format!("Next in line for a seat: {units}."),
        Message::OutsideQuota(units) => format!("Outside the quota rounded down or up: {units}."),
        Message::Reserved(name, seats, filled) => {
            format!("Kept out of the split: {}, {name} ({} used here).", seats_(seats), n(filled))
        }
        Message::BrokenByWeight(winners, tied, seats) => {
            format!("{tied} stood equal for {}; the larger weight decided: {winners}.", seats_(seats))
        }
        Message::BrokenByOrder(winners, tied, seats) => {
            format!("{tied} stood equal for {}; the order in the table decided: {winners}.", seats_(seats))
        }
        Message::BrokenByLot(winners, tied, seats, seed) => {
            let seed = seed.map(|seed| format!(" (seed {seed})")).unwrap_or_default();
            format!("{tied} stood equal for {}; a lot{seed} decided: {winners}.", seats_(seats))
        }
        Message::OpenTie(units, seats, outcomes) => {
            format!("{units} have equal claims to {}; {outcomes} splits are equally right.", seats_(seats))
        }
        Message::ClusterLine { cluster, filled, seats, teams, score, ending } => {
            let seats = seats.map_or_else(|| word(Word::Undecided).to_owned(), seats_);
            let score = number(score, Language::English);
            format!("{cluster}: {} of {seats}, {}, score {score}, {}", n(filled), teams_(teams), word(ending))
        }
        Message::AndMore(more) => format!("and {} more", n(more)),
        Message::Search { backend, columns, rounds, nodes, seed } => format!(
            "{} legal teams, {} rounds of pricing, {} nodes; {backend}, seed {seed}.",
            n(columns),
            n(rounds),
            n(nodes)
        ),
        Message::Leaves(leaves) => {
            format!(
                "The certificate has {}; `fordel verify` checks it again.",
                counted(leaves, "case", "cases")
            )
        }
    }
}

fn figures(summary: Summary) -> String {
    let score = number(summary.score, Language::English);
    let filled = number(summary.filled, Language::English);
    format!("{filled} of {} filled, {}, score {score}", seats_(summary.seats), teams_(summary.teams))
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n, Language::English), if n == 1 { one } else { many })
}
pub(super) fn seats_(n: u64) -> String {
    counted(n, "seat", "seats")
}
fn teams_(n: u64) -> String {
    counted(n, "team", "teams")
}
fn clusters_(n: u64) -> String {
    counted(n, "cluster", "clusters")
}

pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Withdrawn => "withdrawn by the organisation",
        Reason::Declined => "declined",
        Reason::Reserve => "put forward as a reserve",
        Reason::PinnedOut => "pinned out",
        Reason::NotEligible => "does not meet the requirements",
        Reason::NoInitiative => "there is no initiative they may join",
        Reason::NoLegalTeam => "no team with them can keep the rules",
        Reason::GroupNotPlaced => "the group they belong to could not be placed as a whole",
        Reason::Priority => "somebody before them in their organisation's own order is not selected",
        Reason::Quota => "a quota on people stands in the way",
        Reason::SeatsFull => "the seats are filled by others",
    }
}

pub(super) fn objective(name: ObjectiveName) -> &'static str {
    match name {
        ObjectiveName::SeatsFilled => "seats filled, most",
        ObjectiveName::PoolSeatsFilled => "reserved seats filled, most",
        ObjectiveName::SplitDistance => "distance from the fair split, least",
        ObjectiveName::PeopleMoved => "people moved, fewest",
        ObjectiveName::WorstTeam => "score of the worst team, highest",
        ObjectiveName::Leximin => "teams, lowest first, that no plan can better",
        ObjectiveName::Score => "score of all teams, highest",
    }
}

pub(super) fn sector(code: &str) -> &str {
    match code {
        "general_practice" => "general practice",
        other => other,
    }
}
