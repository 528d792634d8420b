//! English.

use super::{PageMessage, PageWord};
use crate::{Language, number};
use fordel_model::Criterion;

pub(super) fn word(word: PageWord) -> &'static str {
    match word {
        PageWord::Proposal => "Proposal, not approved",
        PageWord::Approved => "Approved",
        PageWord::Announced => "Announced",
        PageWord::Pseudonymous => {
            "Names are left out; people appear under their ids. The page is pseudonymous, not anonymous."
        }
        PageWord::MeetingTitle => "For the meeting",
        PageWord::AskEmpty => "Empty seats?",
        PageWord::AskMissing => "Who is missing?",
        PageWord::AskWhySeats => "Why this many seats?",
        PageWord::AskStaffed => "Every initiative staffed?",
        PageWord::AskChanged => "Changed since announced?",
        PageWord::AskProven => "Is a better plan possible?",
        PageWord::NothingAnnounced => "Nothing has been announced yet.",
        PageWord::IsAnnounced => "No. This is the plan that was announced.",
        PageWord::NobodyMissing => "Nobody: every organisation has replied, and every cluster has nominees.",
        PageWord::NobodyMissingNoReplies => {
            "Every cluster has nominees. Replies of organisations are not recorded."
        }
        PageWord::NoEmptySeats => "No, every seat is filled.",
        PageWord::SeatsOpenTie => "Open: a tie in the split must be decided first.",
        PageWord::SeatsOnly => "All of them, as yet: nobody is nominated.",
        PageWord::NoInitiatives => "No initiatives have been entered yet.",
        PageWord::AnswerYesBest => "No. By the chosen criteria this is the best plan, and that is proven.",
        PageWord::AnswerNoPlan => "There is no plan: the requirements cannot all hold at once.",
        PageWord::OnThisPage => "On this page",
        PageWord::DecidedTitle => "What is proposed, and how it is proven",
        PageWord::SettledTitle => "What was decided, and how it is proven",
        PageWord::ProvenTitle => "Proven",
        PageWord::ChosenTitle => "Chosen by people",
        PageWord::JudgeAccepted => {
            "An independent check went through every rule, the split, every score and the proof before this page was written, and accepted them."
        }
        PageWord::ChosenText => {
            "The key, the method, the rules and the weights below are choices. Another choice gives another plan; the proof says only that none is better under these. Plans of equal score may exist, and one of them is shown."
        }
        PageWord::Criterion => "Criterion",
        PageWord::Weight => "Weight",
        PageWord::Counts => "Counts",
        PageWord::TeamSize => "Team size",
        PageWord::ShareAndSeats => "Exact share and seats",
        PageWord::Difference => "Difference",
        PageWord::LegendShare => "exact share",
        PageWord::LegendSeats => "seats, all filled",
        PageWord::LegendEmpty => "seats, of which some are empty (filled: small dot)",
        PageWord::NextTitle => "Next in line for a further seat",
        PageWord::MapTitle => "Clusters at a glance",
        PageWord::MapText => {
            "Each mark is a seat; its shape and colour show the sector of the person who uses it. An open ring is an empty seat."
        }
        PageWord::EmptySeat => "empty seat",
        PageWord::Coordinates => "The tiles stand roughly as on a map.",
        PageWord::TeamsTitle => "Teams",
        PageWord::Points => "Points",
        PageWord::Partner => "Coaching partner",
        PageWord::ReserveTitle => "Waiting list, next in line first",
        PageWord::NotSelectedTitle => "Not selected, and why",
        PageWord::VacantTitle => "Seats left empty",
        PageWord::ClashTitle => "What cannot hold",
        PageWord::WarningsTitle => "Please note",
        PageWord::Search => "Search for a name, an organisation or an initiative",
        PageWord::AllClusters => "All clusters",
        PageWord::AllSectors => "All sectors",
        PageWord::ClearFilter => "Show all",
        PageWord::Found => "People shown:",
        PageWord::FilterTitle => "Find people",
        PageWord::SeatsTitle => "Seats",
        PageWord::Deadline => "Deadline",
        PageWord::NothingChanged => "No, nothing.",
        PageWord::ChangesTitle => "Changed since announced",
        PageWord::Before => "Before",
        PageWord::Now => "Now",
        PageWord::NoSeat => "no seat",
        PageWord::ToTop => "To the top",
        PageWord::MadeBy => "Made by fordel on this machine; the page loads nothing and sends nothing.",
        PageWord::Provenance => "Fingerprint of the data",
        PageWord::NoRegion => "No region",
        PageWord::SeatsFilledOf => "seats",
        PageWord::FilledFigure => "filled",
        PageWord::TeamsFigure => "teams",
        PageWord::ClustersFigure => "clusters",
        PageWord::Sectors => "Sectors",
        PageWord::SkipToContent => "Skip to content",
        PageWord::NoTeam => "No team.",
    }
}

pub(super) fn message(message: PageMessage<'_>) -> String {
    let n = |value: u64| number(value, Language::English);
    match message {
        PageMessage::Empty(empty, seats, places) => {
            format!("Yes, {} of {}: {places}.", n(empty), counted(seats, "seat", "seats"))
        }
        PageMessage::NotReplied(waiting, all, names) => format!(
            "{} of {} {} not replied: {names}.",
            n(waiting),
            counted(all, "organisation", "organisations"),
            if waiting == 1 { "has" } else { "have" }
        ),
        PageMessage::NoCandidate(count, names) => {
            format!("{} answered that they have no candidate: {names}.", n(count))
        }
        PageMessage::NoNominees(count, names) => {
            format!("Nobody is nominated in {}: {names}.", counted(count, "cluster", "clusters"))
        }
        PageMessage::WhySeats { seats, key, method, distance, cluster } => {
            let how_far = match distance {
                Some(distance) => {
                    format!("Nobody is further than {distance} of a seat from the exact share ({cluster}).")
                }
                None => "Everybody has the exact share.".to_owned(),
            };
            format!("{} follow the key {key} by {method}. {how_far}", counted(seats, "seat", "seats"))
        }
        PageMessage::Staffed(1) => "Yes, the one initiative has a team.".to_owned(),
        PageMessage::Staffed(all) => {
            format!("Yes, all {} have a team.", counted(all, "initiative", "initiatives"))
        }
        PageMessage::Unstaffed(without, all, names) => format!(
            "No, {} of {} {} no team: {names}.",
            n(without),
            counted(all, "initiative", "initiatives"),
            if without == 1 { "has" } else { "have" }
        ),
        PageMessage::MaybeBetter(points) => format!(
            "Perhaps: the search was stopped. No plan can score more than {} more.",
            counted_signed(points, "point", "points")
        ),
        PageMessage::SomeWithoutPlan(count, names) => format!(
            "{} {} no legal plan: {names}. For the others none is better.",
            counted(count, "cluster", "clusters"),
            if count == 1 { "has" } else { "have" }
        ),
        PageMessage::TileLabel { cluster, seats, filled, sectors } => {
            format!(
                "{cluster}: {} of {} filled{}",
                n(filled),
                counted(seats, "seat", "seats"),
                behind(sectors)
            )
        }
        PageMessage::PlotLabel(share, seats) => format!("exact share {share}, seats {seats}"),
        PageMessage::Mix { sectors, organisations, professions } => {
            let mut text = format!(
                "{}, {}",
                counted(sectors, "sector", "sectors"),
                counted(organisations, "organisation", "organisations")
            );
            if professions > 0 {
                text.push_str(&format!(", {}", counted(professions, "profession", "professions")));
            }
            text
        }
        PageMessage::FirstWish(first, of) => format!("first wish of {} of {}", n(first), n(of)),
        PageMessage::Chain(1) => "a manager with their own report".to_owned(),
        PageMessage::Chain(pairs) => format!("{} pairs of manager and own report", n(pairs)),
        PageMessage::ClusterHeading(teams, filled, seats) => format!(
            "{}, {} of {} filled",
            counted(teams, "team", "teams"),
            n(filled),
            counted(seats, "seat", "seats")
        ),
        PageMessage::NotSelectedCount(people) => counted(people, "person", "people"),
        PageMessage::TeamSize(least, most) if least == most => format!("{} people", n(least)),
        PageMessage::TeamSize(least, most) => format!("{}-{} people", n(least), n(most)),
        PageMessage::Changed { came, left, moved, seats } => format!(
            "Yes: {} with a seat now who had none, {} without who had one, {} on another initiative, {} with other seats.",
            counted(came, "person", "people"),
            n(left),
            n(moved),
            counted(seats, "cluster", "clusters")
        ),
    }
}

fn behind(sectors: &str) -> String {
    if sectors.is_empty() { String::new() } else { format!(": {sectors}") }
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n, Language::English), if n == 1 { one } else { many })
}

fn counted_signed(n: i64, one: &str, many: &str) -> String {
    format!("{} {}", number(n, Language::English), if n == 1 { one } else { many })
}

pub(super) fn criterion(criterion: Criterion) -> (&'static str, &'static str) {
    match criterion {
        Criterion::Preference => ("Wishes", "points for the rank of the initiative in each member's wishes"),
        Criterion::Sectors => ("Sectors", "100 for every sector beyond the first"),
        Criterion::Organisations => ("Organisations", "100 for every organisation beyond the first"),
        Criterion::Professions => ("Professions", "100 for every profession beyond the first"),
        Criterion::Chain => ("Leadership chain", "100 for every pair of a manager and their own report"),
        Criterion::Merit => ("Merit", "experience, competence and motivation, added up"),
        Criterion::Balance => ("Balance", "minus the team's distance from average merit"),
        Criterion::Diversity => ("Diversity", "differences between members in the chosen columns"),
    }
}
