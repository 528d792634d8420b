//! English.

use super::Names;
use fordel_engine::Standing;
use fordel_engine::outcome::{Clash, Demand, LeftOut, Notice, Price, WhyLeftOut, WhyNoTeam, WhyVacant};
use fordel_model::{ClusterId, Status};

const ROW: &str = "row";

pub(super) fn left_out(say: &Names<'_>, left_out: &LeftOut) -> String {
    why_left_out(say, &left_out.why)
}

fn why_left_out(say: &Names<'_>, why: &WhyLeftOut) -> String {
    match why {
        WhyLeftOut::Standing(standing) => standing_words(standing),
        WhyLeftOut::NoInitiative => "there is no initiative in the cluster that they may join".to_owned(),
        WhyLeftOut::NoLegalTeam => "no team of their initiatives keeps the rules with them in it".to_owned(),
        WhyLeftOut::GroupNotPlaced(others) => {
            format!("belongs together with {}, and no team can hold them all", say.people(others))
        }
        WhyLeftOut::NotSearched(cluster) => {
            format!("the search ended before there was a plan of {}", say.cluster(*cluster))
        }
        WhyLeftOut::ClusterClash(cluster) => format!("{} has no legal plan", say.cluster(*cluster)),
        WhyLeftOut::Priority(earlier) => {
            format!(
                "{} stands before them in their organisation's own order and is not selected",
                say.person(*earlier)
            )
        }
        WhyLeftOut::Quota(row) => format!("the quota on {} leaves no room", say.quota(row, ROW)),
        WhyLeftOut::SeatsFull { cluster, filled, price } => {
            let used = format!("{} has filled {} with others", say.cluster(*cluster), seats(say, *filled));
            at_a_price(say, &used, *price)
        }
        WhyLeftOut::PoolFull { pool, filled, price } => {
            let used = format!("the pool {} has filled {} with others", say.pool(*pool), seats(say, *filled));
            at_a_price(say, &used, *price)
        }
    }
}

fn at_a_price(say: &Names<'_>, used: &str, price: Price) -> String {
    match price {
        Price::Exactly(0) => format!("{used}; a plan with them would be just as good"),
        Price::Exactly(points) => {
            format!("{used}; with them the best plan would score {} less", say.number(points))
        }
        Price::Between(least, most) => format!(
            "{used}; with them the best plan would score between {} and {} less",
            say.number(least),
            say.number(most)
        ),
        Price::AtLeast(0) => used.to_owned(),
        Price::AtLeast(points) => {
            format!("{used}; with them the best plan would score at least {} less", say.number(points))
        }
        Price::NoPlan => format!("{used}; no plan that fills as many seats can hold them"),
        Price::NoPlanAsGood => {
            format!(
                "{used}; no plan that fills as many seats and is as good in what comes before the score can hold them"
            )
        }
    }
}

fn standing_words(standing: &Standing) -> String {
    match standing {
        Standing::Candidate => "may be selected".to_owned(),
        Standing::Status(Status::Nominated) => "nominated".to_owned(),
        Standing::Status(Status::Reserve) => "put forward as a reserve".to_owned(),
        Standing::Status(Status::Withdrawn) => "withdrawn by the organisation".to_owned(),
        Standing::Status(Status::Declined) => "has declined".to_owned(),
        Standing::Misses(column) => format!("does not meet the rule `require_{column}`"),
        Standing::PinnedOut => "a pin keeps them out of every team".to_owned(),
    }
}

pub(super) fn vacant(say: &Names<'_>, cluster: ClusterId, why: WhyVacant) -> String {
    match why {
        WhyVacant::NoInitiative => "it has no initiative; choose one".to_owned(),
        WhyVacant::SmallerThanATeam { seats: n, team } => format!(
            "it has {}, and a team has at least {} people; a `min_seats` of {} would help",
            seats(say, n),
            say.number(team),
            say.number(team)
        ),
        WhyVacant::TooFewPeople { .. } if !say.has_nominees(cluster) => "nobody is nominated yet".to_owned(),
        WhyVacant::TooFewPeople { people } => {
            format!("only {} of its nominees can sit in a team; more nominees would help", say.number(people))
        }
        WhyVacant::TeamsFull { places } => format!(
            "its teams are full with {} people; a larger `teams_max` or another initiative would help",
            say.number(places)
        ),
        WhyVacant::WiderQuota => "a quota over several clusters keeps them empty".to_owned(),
        WhyVacant::MaxMoves => "filling them would move more people than may be moved".to_owned(),
        WhyVacant::Rules => "the rules together allow no more".to_owned(),
        WhyVacant::Clash => "it has no legal plan, see above".to_owned(),
    }
}

pub(super) fn clash(say: &Names<'_>, clash: &Clash) -> String {
    match clash {
        Clash::NoTeam { initiative, why } => {
            format!("{} must have a team, but {}", say.initiative(*initiative), why_no_team(say, why))
        }
        Clash::Pin { nominee, why } => {
            format!("a pin wants {} in a team, but: {}", say.person(*nominee), why_left_out(say, why))
        }
        Clash::Together { cluster, demands } if demands.is_empty() => {
            format!("no plan of {} keeps all the rules", say.cluster(*cluster))
        }
        Clash::Together { demands, .. } | Clash::Across { demands, .. } => {
            let all: Vec<String> = demands.iter().map(|one| demand(say, one)).collect();
            format!("these cannot all hold, and any one of them dropped resolves it: {}", all.join("; "))
        }
        Clash::Unfilled { cluster, seats: n, filled, why } => format!(
            "only {} of {} can be filled ({}), and `unfilled` is `refuse`; `leave_empty` or `redistribute` would give a plan",
            say.number(filled),
            seats(say, *n),
            vacant(say, *cluster, *why)
        ),
        Clash::WiderQuotas(rows) => {
            format!(
                "the quotas on {} cannot hold together with the clusters' own rules",
                say.quotas(rows, ROW)
            )
        }
        Clash::TooManyMoves { most, least } => {
            let most = say.number(most);
            match least {
                Some(least) => format!(
                    "at most {most} people may move from the earlier plan, and every plan that keeps the rules moves at \
                     least {}; a larger `--max-moves` gives a plan",
                    say.number(least)
                ),
                None => format!(
                    "no plan that keeps the rules moves at most {most} people from the earlier plan; a larger \
                     `--max-moves` may give one"
                ),
            }
        }
        Clash::Shared(clusters) => format!(
            "{} share initiatives, so none of them can be planned before this is resolved",
            say.clusters(clusters)
        ),
        Clash::Tie { units, seats: n } => format!(
            "{} have equal claims to {}; decide it with `fixed_seats`, set `on_tie` to `larger_weight` or `lot`, or \
             split another number of seats",
            say.listed(units.iter().map(|id| say.id(id))),
            seats(say, *n)
        ),
    }
}

fn why_no_team(say: &Names<'_>, why: &WhyNoTeam) -> String {
    let or = "or set its `teams_min` to 0";
    match why {
        WhyNoTeam::NoneAllowed => "its `teams_max` is 0".to_owned(),
        WhyNoTeam::Nobody => format!("nobody may join it: nominate people to it, {or}"),
        WhyNoTeam::TooFew { people, team } => format!(
            "only {} may join it and a team has at least {}: nominate more people to it, {or}",
            say.number(people),
            say.number(team)
        ),
        WhyNoTeam::Sectors { found, needed } => format!(
            "only people of {} may join it and a team needs {needed} sectors: nominate people from another sector, {or}",
            say.listed(found.iter().map(|name| say.language.sector(name).to_owned()))
        ),
        WhyNoTeam::MissingSector(sector) => format!(
            "nobody who may join it comes from {}, which its teams must hold: nominate somebody, {or}",
            say.language.sector(sector)
        ),
        WhyNoTeam::TooFewWith { column, value, found, needed } => format!(
            "{} of those who may join it {} `{value}` in `{column}` and a team needs {}: nominate more, {or}",
            match found {
                0 => "none".to_owned(),
                _ => format!("only {}", say.number(found)),
            },
            if *found == 1 { "has" } else { "have" },
            say.number(needed)
        ),
        WhyNoTeam::Rules => format!("no team can keep all the rules: loosen one of them, {or}"),
    }
}

fn demand(say: &Names<'_>, demand: &Demand) -> String {
    match demand {
        Demand::PinIn(nominee) => format!("the pin that wants {} in a team", say.person(*nominee)),
        Demand::TeamsMin(initiative, least) => {
            format!("at least {} of {}", teams(say, *least), say.initiative(*initiative))
        }
        Demand::TeamsMax(initiative, most) => {
            format!("at most {} of {}", teams(say, *most), say.initiative(*initiative))
        }
        Demand::QuotaMin(row, least) => {
            format!("at least {} with {}", say.number(least), say.quota(row, ROW))
        }
        Demand::QuotaMax(row, most) => format!("at most {} with {}", say.number(most), say.quota(row, ROW)),
        Demand::Priority => "the organisations' own order (`respect_priority`)".to_owned(),
        Demand::Seats(cluster, n) => format!("only {} for {}", seats(say, *n), say.cluster(*cluster)),
        Demand::PoolSeats(pool, n) => format!("only {} kept for {}", seats(say, *n), say.id(pool)),
        Demand::SizeMin(k, n) => {
            format!("teams of {} have at least {} people", say.initiative(*k), say.number(n))
        }
        Demand::SizeMax(k, n) => {
            format!("teams of {} have at most {} people", say.initiative(*k), say.number(n))
        }
        Demand::MinSectors(n) => format!("every team has {} sectors (`min_sectors`)", say.number(n)),
        Demand::InitiativeSectors(k, n) => {
            format!("teams of {} have {} sectors (its `min_sectors`)", say.initiative(*k), say.number(n))
        }
        Demand::RequiredSector(k, sector) => format!(
            "teams of {} hold somebody of {}",
            say.initiative(*k),
            say.language.sector(say.programme.sector_name(*sector))
        ),
        Demand::SameOrganisation(n) => {
            format!("at most {} of one organisation in a team (`max_same_organisation`)", say.number(n))
        }
        Demand::RequiredLevel(k, level) => {
            format!("teams of {} hold somebody of the level `{}`", say.initiative(*k), level.code())
        }
        Demand::Further(rule) => {
            format!("the rule `{}` ({})", rule.name().code(), rule.line(&say.programme.sectors))
        }
        Demand::SameProfession(n) => {
            format!("at most {} of one profession in a team (`max_same_profession`)", say.number(n))
        }
        Demand::Leaders(n) => {
            format!("at least {} leaders of leaders in a team (`min_leaders_of_leaders`)", say.number(n))
        }
        Demand::NobodyAlone(column) => {
            format!("nobody is alone in a team with their {} (`nobody_alone`)", say.language.column(column))
        }
        Demand::Apart(a, b) => format!("{} and {} are kept apart", say.person(*a), say.person(*b)),
        Demand::Together(a, b) => format!("{} and {} belong together", say.person(*a), say.person(*b)),
        Demand::Requirement(column) => format!("the rule `require_{column}`"),
        Demand::Nominations => "people are nominated to certain initiatives only (`initiatives`)".to_owned(),
        Demand::PinOut(nominee) => format!("the pin that keeps {} out", say.person(*nominee)),
        Demand::Standing(nominee) => format!("{} is not nominated (`status`)", say.person(*nominee)),
        Demand::NoEmptySeats => "no seat may stay empty (`unfilled` is `refuse`)".to_owned(),
    }
}

pub(super) fn notice(say: &Names<'_>, notice: &Notice) -> String {
    match notice {
        Notice::MeritNotUsed(initiatives) => format!(
            "merit and balance count 0 for {}: not every eligible nominee has experience, competence and motivation",
            say.initiatives(initiatives)
        ),
        Notice::GroupOut(people) => {
            format!("no team can hold the whole group {}: all of them are out", say.people(people))
        }
        Notice::DoNotBlock(people) => format!(
            "no legal team can hold {}, so they block nobody in their organisation's own order",
            say.people(people)
        ),
        Notice::TeamsMinWaived(cluster) => format!(
            "{} has fewer seats than a team has people: its initiatives' `teams_min` does not bind",
            say.cluster(*cluster)
        ),
        Notice::PoolUnused(name, n) => {
            format!("nobody uses the {} kept for {}", seats(say, *n), say.id(name))
        }
        Notice::EquallyClose => {
            "several splits lie equally close to the fair one; the method's order of priority decided"
                .to_owned()
        }
    }
}

fn seats(say: &Names<'_>, n: u64) -> String {
    format!("{} {}", say.number(n), if n == 1 { "seat" } else { "seats" })
}

fn teams(say: &Names<'_>, n: i64) -> String {
    format!("{} {}", say.number(n), if n == 1 { "team" } else { "teams" })
}
