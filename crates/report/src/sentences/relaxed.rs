//! What would resolve a clash, in the words of whoever changes the tables.

use super::Names;
use fordel_engine::resolution::Step;

pub(super) fn english(say: &Names<'_>, step: &Step) -> String {
    let set = |what: &str, k, n: &dyn std::fmt::Display, word: &str| {
        format!("{word} `{what}` of {} to {}", say.initiative(k), say.number(n))
    };
    match step {
        Step::TeamsMin(k, n) => set("teams_min", *k, n, "lower"),
        Step::TeamsMax(k, n) => set("teams_max", *k, n, "raise"),
        Step::QuotaMin(row, n) => {
            format!("lower the least number of {} to {}", say.quota(row, "row"), say.number(n))
        }
        Step::QuotaMax(row, n) => {
            format!("raise the largest number of {} to {}", say.quota(row, "row"), say.number(n))
        }
        Step::SizeMin(k, n) => set("size_min", *k, n, "lower"),
        Step::SizeMax(k, n) => set("size_max", *k, n, "raise"),
        Step::MinSectors(n) => format!("lower the rule `min_sectors` to {}", say.number(n)),
        Step::InitiativeSectors(k, n) => set("min_sectors", *k, n, "lower"),
        Step::RequiredSector(k, sector) => format!(
            "do not require {} of the teams of {} (`required_sectors`)",
            say.language.sector(say.programme.sector_name(*sector)),
            say.initiative(*k)
        ),
        Step::RequiredLevel(k, level) => format!(
            "do not require `{}` of the teams of {} (`required_levels`)",
            level.code(),
            say.initiative(*k)
        ),
        Step::Further(rule) => {
            format!("take the rule `{}` away ({})", rule.name().code(), rule.line(&say.programme.sectors))
        }
        Step::SameOrganisation(n) => format!("raise the rule `max_same_organisation` to {}", say.number(n)),
        Step::SameProfession(n) => format!("raise the rule `max_same_profession` to {}", say.number(n)),
        Step::Leaders(n) => format!("lower the rule `min_leaders_of_leaders` to {}", say.number(n)),
        Step::NobodyAlone(column) => {
            format!("leave {} out of the rule `nobody_alone`", say.language.column(column))
        }
        Step::Apart(a, b) => {
            format!("let {} and {} sit together (`relations`)", say.person(*a), say.person(*b))
        }
        Step::Together(a, b) => {
            format!("let {} and {} be placed apart (`relations`)", say.person(*a), say.person(*b))
        }
        Step::Requirement(column) => format!("drop the rule `require_{column}`"),
        Step::Priority => "set `respect_priority` to false".to_owned(),
        Step::Nominations => "let everybody join any initiative of their cluster".to_owned(),
        Step::PinIn(n) => format!("drop the pin that wants {} in", say.person(*n)),
        Step::PinOut(n) => format!("drop the pin that keeps {} out", say.person(*n)),
        Step::Reinstate(n) => format!("nominate {} (`status`)", say.person(*n)),
        Step::Share(k, cluster) => format!("let {} share {}", say.cluster(*cluster), say.initiative(*k)),
        Step::MinSeats(cluster, n) => {
            format!("set `min_seats` of {} to {}", say.cluster(*cluster), say.number(n))
        }
        Step::MaxSeats(cluster, n) => {
            format!("set `max_seats` of {} to {}", say.cluster(*cluster), say.number(n))
        }
        Step::Seats(n) => format!("lower `seats` of the programme to {}", say.number(n)),
        Step::PoolSeats(pool, n) => format!("raise the seats kept for {} to {}", say.id(pool), say.number(n)),
        Step::LeaveEmpty => "let seats stay empty (`unfilled` = `leave_empty`)".to_owned(),
        Step::MaxMoves(n) => format!("raise `--max-moves` to {}", say.number(n)),
    }
}

pub(super) fn danish(say: &Names<'_>, step: &Step) -> String {
    let set = |what: &str, k, n: &dyn std::fmt::Display, word: &str| {
        format!("{word} `{what}` for {} til {}", say.initiative(k), say.number(n))
    };
    match step {
        Step::TeamsMin(k, n) => set("teams_min", *k, n, "sænk"),
        Step::TeamsMax(k, n) => set("teams_max", *k, n, "hæv"),
        Step::QuotaMin(row, n) => {
            format!("sænk det mindste antal i kravet {} til {}", say.quota(row, "række"), say.number(n))
        }
        Step::QuotaMax(row, n) => {
            format!("hæv det største antal i kravet {} til {}", say.quota(row, "række"), say.number(n))
        }
        Step::SizeMin(k, n) => set("size_min", *k, n, "sænk"),
        Step::SizeMax(k, n) => set("size_max", *k, n, "hæv"),
        Step::MinSectors(n) => format!("sænk reglen `min_sectors` til {}", say.number(n)),
        Step::InitiativeSectors(k, n) => set("min_sectors", *k, n, "sænk"),
        Step::RequiredSector(k, sector) => format!(
            "kræv ikke {} i teams til {} (`required_sectors`)",
            say.language.sector(say.programme.sector_name(*sector)),
            say.initiative(*k)
        ),
        Step::RequiredLevel(k, level) => {
            format!("kræv ikke `{}` i teams til {} (`required_levels`)", level.code(), say.initiative(*k))
        }
        Step::Further(rule) => {
            format!("fjern reglen `{}` ({})", rule.name().code(), rule.line(&say.programme.sectors))
        }
        Step::SameOrganisation(n) => format!("hæv reglen `max_same_organisation` til {}", say.number(n)),
        Step::SameProfession(n) => format!("hæv reglen `max_same_profession` til {}", say.number(n)),
        Step::Leaders(n) => format!("sænk reglen `min_leaders_of_leaders` til {}", say.number(n)),
        Step::NobodyAlone(column) => {
            format!("tag kolonnen {} ud af reglen `nobody_alone`", say.language.column(column))
        }
        Step::Apart(a, b) => {
            format!("lad {} og {} være i samme team (`relations`)", say.person(*a), say.person(*b))
        }
        Step::Together(a, b) => {
            format!("lad {} og {} komme i hver sit team (`relations`)", say.person(*a), say.person(*b))
        }
        Step::Requirement(column) => format!("opgiv reglen `require_{column}`"),
        Step::Priority => "sæt `respect_priority` til nej".to_owned(),
        Step::Nominations => "lad alle indgå i ethvert af deres klynges initiativer".to_owned(),
        Step::PinIn(n) => format!("lås {} op, så vedkommende ikke skal være med", say.person(*n)),
        Step::PinOut(n) => format!("lås {} op, så vedkommende kan være med", say.person(*n)),
        Step::Reinstate(n) => format!("indmeld {} (`status`)", say.person(*n)),
        Step::Share(k, cluster) => {
            format!("lad {} være fælles om {}", say.cluster(*cluster), say.initiative(*k))
        }
        Step::MinSeats(cluster, n) => {
            format!("sæt `min_seats` for {} til {}", say.cluster(*cluster), say.number(n))
        }
        Step::MaxSeats(cluster, n) => {
            format!("sæt `max_seats` for {} til {}", say.cluster(*cluster), say.number(n))
        }
        Step::Seats(n) => format!("sænk programmets `seats` til {}", say.number(n)),
        Step::PoolSeats(pool, n) => {
            format!("hæv pladserne reserveret til {} til {}", say.id(pool), say.number(n))
        }
        Step::LeaveEmpty => "lad pladser stå tomme (`unfilled` = `leave_empty`)".to_owned(),
        Step::MaxMoves(n) => format!("hæv `--max-moves` til {}", say.number(n)),
    }
}
