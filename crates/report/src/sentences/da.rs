//! Danish, as a civil servant writes it.

use super::Names;
use fordel_engine::Standing;
use fordel_engine::outcome::{Clash, Demand, LeftOut, Notice, Price, WhyLeftOut, WhyNoTeam, WhyVacant};
use fordel_model::{ClusterId, Status};

const ROW: &str = "række";

pub(super) fn left_out(say: &Names<'_>, left_out: &LeftOut) -> String {
    why_left_out(say, &left_out.why)
}

fn why_left_out(say: &Names<'_>, why: &WhyLeftOut) -> String {
    match why {
        WhyLeftOut::Standing(standing) => standing_words(standing),
        WhyLeftOut::NoInitiative => {
            "klyngen har intet forbedringsinitiativ, som kandidaten kan indgå i".to_owned()
        }
        WhyLeftOut::NoLegalTeam => "intet team med kandidaten overholder reglerne".to_owned(),
        WhyLeftOut::GroupNotPlaced(others) => {
            format!("hører sammen med {}, og intet team kan rumme dem alle", say.people(others))
        }
        WhyLeftOut::NotSearched(cluster) => {
            format!("søgningen sluttede, før der var en plan for {}", say.cluster(*cluster))
        }
        WhyLeftOut::ClusterClash(cluster) => format!("{} har ingen lovlig plan", say.cluster(*cluster)),
        WhyLeftOut::Priority(earlier) => {
            format!("{} står før i organisationens egen rækkefølge og er ikke udpeget", say.person(*earlier))
        }
        WhyLeftOut::Quota(row) => {
            format!("kravet til sammensætning, {}, giver ikke plads", say.quota(row, ROW))
        }
        WhyLeftOut::SeatsFull { cluster, filled, price } => {
            let used = format!("{} har besat {} med andre", say.cluster(*cluster), seats(say, *filled));
            at_a_price(say, &used, *price)
        }
        WhyLeftOut::PoolFull { pool, filled, price } => {
            let used = format!("puljen {} har besat {} med andre", say.pool(*pool), seats(say, *filled));
            at_a_price(say, &used, *price)
        }
    }
}

fn at_a_price(say: &Names<'_>, used: &str, price: Price) -> String {
    match price {
        Price::Exactly(0) => format!("{used}; en plan med kandidaten ville være lige så god"),
        Price::Exactly(points) => {
            format!("{used}; med kandidaten ville den bedste plan få {} point færre", say.number(points))
        }
        Price::Between(least, most) => format!(
            "{used}; med kandidaten ville den bedste plan få mellem {} og {} point færre",
            say.number(least),
            say.number(most)
        ),
        Price::AtLeast(0) => used.to_owned(),
        Price::AtLeast(points) => {
            format!(
                "{used}; med kandidaten ville den bedste plan få mindst {} point færre",
                say.number(points)
            )
        }
        Price::NoPlan => {
            format!("{used}; ingen plan, der besætter lige så mange pladser, kan rumme kandidaten")
        }
        Price::NoPlanAsGood => {
            format!(
                "{used}; ingen plan, der besætter lige så mange pladser og er lige så god i det, der går forud for pointene, kan rumme \
                 kandidaten"
            )
        }
    }
}

fn standing_words(standing: &Standing) -> String {
    match standing {
        Standing::Candidate => "kan udpeges".to_owned(),
        Standing::Status(Status::Nominated) => "indmeldt".to_owned(),
        Standing::Status(Status::Reserve) => "indmeldt som reserve".to_owned(),
        Standing::Status(Status::Withdrawn) => "frafaldet".to_owned(),
        Standing::Status(Status::Declined) => "har takket nej".to_owned(),
        Standing::Misses(column) => format!("opfylder ikke kravet `require_{column}`"),
        Standing::PinnedOut => "fastlåst uden for alle teams".to_owned(),
    }
}

pub(super) fn vacant(say: &Names<'_>, cluster: ClusterId, why: WhyVacant) -> String {
    match why {
        WhyVacant::NoInitiative => "klyngen har intet forbedringsinitiativ; vælg et".to_owned(),
        WhyVacant::SmallerThanATeam { seats: n, team } => format!(
            "klyngen har {}, og et team har mindst {} personer; `min_seats` på {} ville hjælpe",
            seats(say, n),
            say.number(team),
            say.number(team)
        ),
        WhyVacant::TooFewPeople { .. } if !say.has_nominees(cluster) => "ingen er indmeldt endnu".to_owned(),
        WhyVacant::TooFewPeople { people } => {
            format!(
                "kun {} af klyngens kandidater kan indgå i et team; flere kandidater ville hjælpe",
                say.number(people)
            )
        }
        WhyVacant::TeamsFull { places } => format!(
            "klyngens teams er fulde med {} personer; et større `teams_max` eller et forbedringsinitiativ mere ville hjælpe",
            say.number(places)
        ),
        WhyVacant::WiderQuota => "et krav til sammensætning på tværs af klynger holder dem tomme".to_owned(),
        WhyVacant::MaxMoves => "at besætte dem ville flytte flere personer, end der må flyttes".to_owned(),
        WhyVacant::Rules => "reglerne tilsammen tillader ikke flere".to_owned(),
        WhyVacant::Clash => "klyngen har ingen lovlig plan, se ovenfor".to_owned(),
    }
}

pub(super) fn clash(say: &Names<'_>, clash: &Clash) -> String {
    match clash {
        Clash::NoTeam { initiative, why } => {
            format!("{} skal have et team, men {}", say.initiative(*initiative), why_no_team(say, why))
        }
        Clash::Pin { nominee, why } => {
            format!("{} er fastlåst i et team, men: {}", say.person(*nominee), why_left_out(say, why))
        }
        Clash::Together { cluster, demands } if demands.is_empty() => {
            format!("ingen plan for {} overholder alle reglerne", say.cluster(*cluster))
        }
        Clash::Together { demands, .. } | Clash::Across { demands, .. } => {
            let all: Vec<String> = demands.iter().map(|one| demand(say, one)).collect();
            format!(
                "disse krav kan ikke alle opfyldes, og det løses, hvis et af dem opgives: {}",
                all.join("; ")
            )
        }
        Clash::Unfilled { cluster, seats: n, filled, why } => format!(
            "kun {} af {} kan besættes ({}), og `unfilled` er `refuse`; `leave_empty` eller `redistribute` ville give en plan",
            say.number(filled),
            seats(say, *n),
            vacant(say, *cluster, *why)
        ),
        Clash::WiderQuotas(rows) => format!(
            "kravene til sammensætning, {}, kan ikke opfyldes sammen med klyngernes egne regler",
            say.quotas(rows, ROW)
        ),
        Clash::TooManyMoves { most, least } => {
            let most = say.number(most);
            match least {
                Some(least) => format!(
                    "højst {most} personer må flyttes i forhold til den tidligere plan, og enhver plan, der overholder \
                     reglerne, flytter mindst {}; et større `--max-moves` giver en plan",
                    say.number(least)
                ),
                None => format!(
                    "ingen plan, der overholder reglerne, flytter højst {most} personer i forhold til den tidligere plan; \
                     et større `--max-moves` kan give en"
                ),
            }
        }
        Clash::Shared(clusters) => format!(
            "{} er fælles om forbedringsinitiativer, så ingen af dem kan planlægges, før dette er løst",
            say.clusters(clusters)
        ),
        Clash::Tie { units, seats: n } => format!(
            "{} står lige om {}; afgør det med `fixed_seats`, sæt `on_tie` til `larger_weight` eller `lot`, eller \
             fordel et andet antal pladser",
            say.listed(units.iter().map(|id| say.id(id))),
            seats(say, *n)
        ),
    }
}

fn why_no_team(say: &Names<'_>, why: &WhyNoTeam) -> String {
    let or = "eller sæt initiativets `teams_min` til 0";
    match why {
        WhyNoTeam::NoneAllowed => "dets `teams_max` er 0".to_owned(),
        WhyNoTeam::Nobody => format!("ingen kan indgå i det: indmeld kandidater til det, {or}"),
        WhyNoTeam::TooFew { people, team } => format!(
            "kun {} kan indgå i det, og et team har mindst {}: indmeld flere kandidater til det, {or}",
            say.number(people),
            say.number(team)
        ),
        WhyNoTeam::Sectors { found, needed } => format!(
            "kun kandidater fra {} kan indgå i det, og et team skal have {needed} sektorer: indmeld kandidater fra en \
             anden sektor, {or}",
            say.listed(found.iter().map(|name| say.language.sector(name).to_owned()))
        ),
        WhyNoTeam::MissingSector(sector) => format!(
            "ingen, der kan indgå i det, kommer fra {}, som dets teams skal rumme: indmeld en kandidat, {or}",
            say.language.sector(sector)
        ),
        WhyNoTeam::TooFewWith { column, value, found, needed } => format!(
            "{} af dem, der kan indgå i det, har `{value}` i `{column}`, og et team skal have {}: indmeld flere, {or}",
            match found {
                0 => "ingen".to_owned(),
                _ => format!("kun {}", say.number(found)),
            },
            say.number(needed)
        ),
        WhyNoTeam::Rules => format!("intet team kan overholde alle reglerne: lemp en af dem, {or}"),
    }
}

fn demand(say: &Names<'_>, demand: &Demand) -> String {
    match demand {
        Demand::PinIn(nominee) => format!("{} er fastlåst i et team", say.person(*nominee)),
        Demand::TeamsMin(initiative, least) => {
            format!("mindst {} til {}", teams(say, *least), say.initiative(*initiative))
        }
        Demand::TeamsMax(initiative, most) => {
            format!("højst {} til {}", teams(say, *most), say.initiative(*initiative))
        }
        Demand::QuotaMin(row, least) => format!("mindst {} med {}", say.number(least), say.quota(row, ROW)),
        Demand::QuotaMax(row, most) => format!("højst {} med {}", say.number(most), say.quota(row, ROW)),
        Demand::Priority => "organisationernes egen rækkefølge (`respect_priority`)".to_owned(),
        Demand::Seats(cluster, n) => format!("kun {} til {}", seats(say, *n), say.cluster(*cluster)),
        Demand::PoolSeats(pool, n) => format!("kun {} reserveret til {}", seats(say, *n), say.id(pool)),
        Demand::SizeMin(k, n) => {
            format!("teams til {} har mindst {} personer", say.initiative(*k), say.number(n))
        }
        Demand::SizeMax(k, n) => {
            format!("teams til {} har højst {} personer", say.initiative(*k), say.number(n))
        }
        Demand::MinSectors(n) => format!("hvert team har {} sektorer (`min_sectors`)", say.number(n)),
        Demand::InitiativeSectors(k, n) => {
            format!(
                "teams til {} har {} sektorer (initiativets `min_sectors`)",
                say.initiative(*k),
                say.number(n)
            )
        }
        Demand::RequiredSector(k, sector) => format!(
            "teams til {} rummer en person fra {}",
            say.initiative(*k),
            say.language.sector(say.programme.sector_name(*sector))
        ),
        Demand::SameOrganisation(n) => {
            format!("højst {} fra samme organisation i et team (`max_same_organisation`)", say.number(n))
        }
        Demand::RequiredLevel(k, level) => {
            format!("teams til {} rummer en person på niveauet `{}`", say.initiative(*k), level.code())
        }
        Demand::Further(rule) => {
            format!("reglen `{}` ({})", rule.name().code(), rule.line(&say.programme.sectors))
        }
        Demand::SameProfession(n) => {
            format!("højst {} med samme faggruppe i et team (`max_same_profession`)", say.number(n))
        }
        Demand::Leaders(n) => {
            format!("mindst {} ledere af ledere i et team (`min_leaders_of_leaders`)", say.number(n))
        }
        Demand::NobodyAlone(column) => {
            format!(
                "ingen er alene i et team om sin værdi i kolonnen {} (`nobody_alone`)",
                say.language.column(column)
            )
        }
        Demand::Apart(a, b) => format!("{} og {} holdes adskilt", say.person(*a), say.person(*b)),
        Demand::Together(a, b) => format!("{} og {} hører sammen", say.person(*a), say.person(*b)),
        Demand::Requirement(column) => format!("reglen `require_{column}`"),
        Demand::Nominations => {
            "kandidater er kun indmeldt til bestemte initiativer (`initiatives`)".to_owned()
        }
        Demand::PinOut(nominee) => format!("{} er fastlåst uden for teams", say.person(*nominee)),
        Demand::Standing(nominee) => format!("{} er ikke indmeldt (`status`)", say.person(*nominee)),
        Demand::NoEmptySeats => "ingen plads må stå tom (`unfilled` er `refuse`)".to_owned(),
    }
}

pub(super) fn notice(say: &Names<'_>, notice: &Notice) -> String {
    match notice {
        Notice::MeritNotUsed(initiatives) => format!(
            "kvalifikationer og balance tæller 0 for {}: ikke alle kandidater har tal for erfaring, kompetence og motivation",
            say.initiatives(initiatives)
        ),
        Notice::GroupOut(people) => {
            format!("intet team kan rumme hele gruppen {}: ingen af dem er med", say.people(people))
        }
        Notice::DoNotBlock(people) => format!(
            "intet lovligt team kan rumme {}, så de spærrer ikke for andre i organisationens egen rækkefølge",
            say.people(people)
        ),
        Notice::TeamsMinWaived(cluster) => format!(
            "{} har færre pladser, end der er personer i et team: kravet om et mindste antal teams (`teams_min`) gælder ikke for klyngens initiativer",
            say.cluster(*cluster)
        ),
        Notice::PoolUnused(name, n) => {
            format!("ingen bruger de {}, der er holdt til {}", seats(say, *n), say.id(name))
        }
        Notice::EquallyClose => {
            "flere fordelinger ligger lige tæt på den, nøglen giver; metodens rækkefølge har afgjort det"
                .to_owned()
        }
    }
}

fn seats(say: &Names<'_>, n: u64) -> String {
    format!("{} {}", say.number(n), if n == 1 { "plads" } else { "pladser" })
}

fn teams(say: &Names<'_>, n: i64) -> String {
    format!("{} {}", say.number(n), if n == 1 { "team" } else { "teams" })
}
