//! Danish, as a civil servant writes it.

use super::{Message, Summary, Word, method_name};
use crate::{Language, clean, number};
use fordel_model::Column;
use fordel_model::plan::{ObjectiveName, Reason};

pub(super) fn word(word: Word) -> &'static str {
    match word {
        Word::Clashes => "Krav, der ikke kan opfyldes",
        Word::Tie => "Nogle står lige i fordelingen",
        Word::Seats => "Pladser",
        Word::Vacant => "Pladser, der står tomme",
        Word::Teams => "Teams",
        Word::NotSelected => "Ikke udpeget",
        Word::WaitingLists => "Ventelister, den næste først",
        Word::Warnings => "Bemærk",
        Word::Proof => "Sådan er det bevist",
        Word::Cluster => "Sundhedsklynge",
        Word::Quota => "Beregnet andel",
        Word::SeatsOfSplit => "Pladser",
        Word::Filled => "Besat",
        Word::Total => "I alt",
        Word::Team => "Team",
        Word::Initiative => "Forbedringsinitiativ",
        Word::Nominee => "Kandidat",
        Word::Name => "Navn",
        Word::Organisation => "Organisation",
        Word::Sector => "Sektor",
        Word::Seat => "Plads",
        Word::People => "Personer",
        Word::Reason => "Begrundelse",
        Word::CouldGoTo => "Kan gå til",
        Word::Objective => "Mål, i rækkefølge",
        Word::Reached => "Opnået",
        Word::Bound => "Ingen plan kan slå",
        Word::ClusterSeat => "klyngens",
        Word::Undecided => "åben",
        Word::Nobody => "ingen",
        Word::WaysOnWithTie => {
            "Muligheder: afgør det selv, og giv en af dem `fixed_seats`; sæt `on_tie` til `larger_weight` (det største \
             tal i nøglen) eller til `lot` (lodtrækning) med et `seed`; eller fordel et andet antal pladser."
        }
        Word::Relaxations => "Det mindste, der løser det",
        Word::Proven => "bevist bedst mulig",
        Word::NotProven => "ikke bevist",
        Word::NoLegalPlan => "ingen lovlig plan",
        Word::ClusterHasNoPlan => "klyngen har ingen lovlig plan",
        Word::NoPlanForTie => {
            "Ingen plan endnu: nogle står lige i fordelingen, og ingen regel siger, hvem der går forud."
        }
        Word::NobodyNominated => "Kun pladser: ingen er indmeldt endnu.",
    }
}

pub(super) fn message(message: Message<'_>) -> String {
    let n = |value: u64| number(value, Language::Danish);
    match message {
        Message::Optimal(summary) => {
            format!(
                "Bevist bedst mulig: {}. Efter de valgte kriterier er ingen anden plan bedre.",
                figures(summary)
            )
        }
        Message::Feasible(summary, bound) => format!(
            "En lovlig plan, der ikke er bevist bedst mulig: {}; ingen plan med lige så mange pladser kan få mere \
             end {} point.",
            figures(summary),
            number(bound, Language::Danish)
        ),
        Message::Partial { summary, without, unproven, clusters } => {
            let others = match unproven {
                0 => "de øvrige er bevist bedst mulige".to_owned(),
                some => format!("af de øvrige er {} ikke bevist", n(some)),
            };
            let clusters = counted(clusters, "sundhedsklynge", "sundhedsklynger");
            format!(
                "Delvis plan: {} af {clusters} har ingen lovlig plan; {others}. {}.",
                n(without),
                figures(summary)
            )
        }
        Message::Infeasible => "Ingen plan: kravene kan ikke opfyldes på én gang.".to_owned(),
        Message::HowSplit { method, levels, key, source } => {
            let first = if levels.is_empty() { String::new() } else { format!(", først på {levels}") };
            let from = source.map(|source| format!(" ({source})")).unwrap_or_default();
            format!("Fordelt efter {}{first}; fordelingsnøgle: {key}{from}.", method_name(method))
        }
        Message::HandedOn(changes) => {
            format!("Pladser, der ikke kunne besættes, er givet videre efter fordelingsnøglen: {changes}.")
        }
        Message::Change(cluster, seats) => {
            let fewer_or_more = if seats < 0 { "færre" } else { "flere" };
            format!("{cluster} {} {fewer_or_more}", n(seats.unsigned_abs()))
        }
        Message::TeamLine { title, id, score, partner } => {
            let partner = partner.map(|name| format!(", sparringspartner {name}")).unwrap_or_default();
            format!("{title} [{id}]: {} point{partner}", number(score, Language::Danish))
        }
        Message::NextInLine(units) => format!("Næste i rækken til en plads: {units}."),
        Message::OutsideQuota(units) => format!("Uden for den beregnede andel rundet ned eller op: {units}."),
        Message::Reserved(name, seats, filled) => {
            format!("Holdt uden for fordelingen: {}, {name} ({} brugt her).", seats_(seats), n(filled))
        }
        Message::BrokenByWeight(winners, tied, seats) => {
            format!(
                "{tied} stod lige om {}; det største tal i nøglen afgjorde det: {winners}.",
                seats_(seats)
            )
        }
        Message::BrokenByOrder(winners, tied, seats) => {
            format!("{tied} stod lige om {}; rækkefølgen i tabellen afgjorde det: {winners}.", seats_(seats))
        }
        Message::BrokenByLot(winners, tied, seats, seed) => {
            let seed = seed.map(|seed| format!(" (seed {seed})")).unwrap_or_default();
            format!("{tied} stod lige om {}; lodtrækning{seed} afgjorde det: {winners}.", seats_(seats))
        }
        Message::OpenTie(units, seats, outcomes) => {
            format!("{units} står lige om {}; {outcomes} fordelinger er lige rigtige.", seats_(seats))
        }
        Message::ClusterLine { cluster, filled, seats, teams, score, ending } => {
            let seats = seats.map_or_else(|| word(Word::Undecided).to_owned(), seats_);
            let score = number(score, Language::Danish);
            format!("{cluster}: {} af {seats}, {}, {score} point, {}", n(filled), teams_(teams), word(ending))
        }
        Message::AndMore(more) => format!("og {} mere", n(more)),
        Message::Search { backend, columns, rounds, nodes, seed } => format!(
            "{} lovlige teams, {} prisrunder, {} knuder; {backend}, seed {seed}.",
            n(columns),
            n(rounds),
            n(nodes)
        ),
        Message::Leaves(leaves) => {
            format!("Beviset har {} tilfælde; `fordel verify` efterprøver det.", n(leaves))
        }
    }
}

fn figures(summary: Summary) -> String {
    let score = number(summary.score, Language::Danish);
    let filled = number(summary.filled, Language::Danish);
    format!("{filled} af {} er besat, {}, {score} point", seats_(summary.seats), teams_(summary.teams))
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n, Language::Danish), if n == 1 { one } else { many })
}
pub(super) fn seats_(n: u64) -> String {
    counted(n, "plads", "pladser")
}
fn teams_(n: u64) -> String {
    counted(n, "team", "teams")
}

pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Withdrawn => "frafaldet",
        Reason::Declined => "takket nej",
        Reason::Reserve => "indmeldt som reserve",
        Reason::PinnedOut => "fastlåst uden for",
        Reason::NotEligible => "opfylder ikke kravene",
        Reason::NoInitiative => "intet forbedringsinitiativ er åbent for kandidaten",
        Reason::NoLegalTeam => "intet team med kandidaten kan overholde reglerne",
        Reason::GroupNotPlaced => "gruppen, kandidaten hører til, kunne ikke få plads samlet",
        Reason::Priority => "en kandidat før i organisationens egen rækkefølge er ikke udpeget",
        Reason::Quota => "et krav til sammensætning står i vejen",
        Reason::SeatsFull => "pladserne er besat af andre",
    }
}

pub(super) fn objective(name: ObjectiveName) -> &'static str {
    match name {
        ObjectiveName::SeatsFilled => "besatte pladser, flest",
        ObjectiveName::PoolSeatsFilled => "besatte reserverede pladser, flest",
        ObjectiveName::SplitDistance => "afstand fra fordelingen efter nøglen, mindst",
        ObjectiveName::PeopleMoved => "flyttede personer, færrest",
        ObjectiveName::WorstTeam => "det svageste teams point, flest",
        ObjectiveName::Leximin => "teams, svageste først, som ingen plan kan gøre bedre",
        ObjectiveName::Score => "alle teams' point, flest",
    }
}

pub(super) fn sector(code: &str) -> &str {
    match code {
        "municipality" => "kommune",
        "region" => "region",
        "general_practice" => "almen praksis",
        "patient" => "patienter og pårørende",
        "hospital" => "sygehus",
        "psychiatry" => "psykiatri",
        other => other,
    }
}

pub(super) fn column(column: &Column) -> String {
    match column {
        Column::Cluster => "sundhedsklynge".to_owned(),
        Column::Organisation => "organisation".to_owned(),
        Column::Sector => "sektor".to_owned(),
        Column::Area => "område".to_owned(),
        Column::Title => "titel".to_owned(),
        Column::Level => "ledelsesniveau".to_owned(),
        Column::Profession => "faggruppe".to_owned(),
        Column::Manager => "leder".to_owned(),
        Column::Sponsor => "sponsor".to_owned(),
        Column::Priority => "prioritet".to_owned(),
        Column::Experience => "erfaring".to_owned(),
        Column::Competence => "kompetence".to_owned(),
        Column::Motivation => "motivation".to_owned(),
        Column::Extra(heading) => clean(heading),
    }
}
