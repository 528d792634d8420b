//! What is wrong with a plan, and what was proved of it, in Danish.

use super::parts::{count, figure, list, place, seats};
use crate::Language::Danish;
use fordel_model::plan::PlanStatus;
use fordel_verify::{
    CertificateFault, Claim, DocumentFault, Finding, PeopleFault, PointsFault, SeatsFault, SplitFault,
    TeamFault,
};

pub(super) fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Document(fault) => document(fault),
        Finding::Split(fault) => split(fault),
        Finding::Team { team, fault } => format!("team `{team}` {}", of_team(fault)),
        Finding::People(fault) => people(fault),
        Finding::Seats(fault) => used(fault),
        Finding::Points(fault) => points(fault),
        Finding::Certificate(fault) => certificate(fault),
    }
}

pub(super) fn claim(claim: &Claim) -> String {
    match claim {
        Claim::Split => "pladserne er metodens egen fordeling".to_owned(),
        Claim::SeatsFilled => "ingen plan besætter flere af klyngernes pladser".to_owned(),
        Claim::PoolSeatsFilled => "ingen plan besætter flere reserverede pladser".to_owned(),
        Claim::SplitDistance => "ingen plan er tættere på den rimelige fordeling".to_owned(),
        Claim::SplitOrder => "af lige tætte fordelinger er dette den første i metodens rækkefølge".to_owned(),
        Claim::PeopleMoved => "ingen plan flytter færre personer".to_owned(),
        Claim::WorstTeam => "ingen plan har et bedre dårligste team".to_owned(),
        Claim::Leximin => "ingen plan har bedre teams, det svageste først".to_owned(),
        Claim::LowestTeams { teams: 1 } => "ingen plan har et bedre dårligste team".to_owned(),
        Claim::LowestTeams { teams } => format!("ingen plan har et bedre af de {teams} svageste teams"),
        Claim::Score => "ingen plan har flere point end grænsen".to_owned(),
        Claim::ClusterScore { cluster } => {
            format!("ingen plan for sundhedsklyngen `{cluster}` har flere point end dens grænse")
        }
        Claim::Infeasible { cluster } => format!("sundhedsklyngen `{cluster}` har ingen lovlig plan"),
    }
}

fn status(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Optimal => "bevist bedst mulig (`optimal`)",
        PlanStatus::Feasible => "ikke bevist (`feasible`)",
        PlanStatus::Partial => "delvis (`partial`)",
        PlanStatus::Infeasible => "ingen lovlig plan (`infeasible`)",
    }
}

/// What would fit where a status does not.
fn fitting(expected: &str) -> String {
    match expected {
        "`partial`: a cluster is infeasible" => "`partial`: en sundhedsklynge har ingen lovlig plan",
        "another one: no cluster is infeasible" => "en anden: alle sundhedsklynger har en lovlig plan",
        "`infeasible`: every cluster is" => "`infeasible`: det har ingen af sundhedsklyngerne",
        "`feasible`: the bound is not reached" => "`feasible`: grænsen er ikke nået",
        "`optimal`: every bound is reached" => "`optimal`: alle grænser er nået",
        "a status that one cluster can have" => "en, som en enkelt sundhedsklynge kan have",
        other => other,
    }
    .to_owned()
}

fn document(fault: &DocumentFault) -> String {
    match fault {
        DocumentFault::Digest { found, expected } => {
            format!("planen hører til et program med fingeraftrykket `{found}`, forventet `{expected}`")
        }
        DocumentFault::Programme { found, expected } => {
            format!("planen hører til programmet `{found}`, forventet `{expected}`")
        }
        DocumentFault::UnknownId { place: at, id } => format!("{}: ukendt id `{id}`", place(at)),
        DocumentFault::RepeatedTeam { team } => format!("to teams hedder `{team}`"),
        DocumentFault::RepeatedMember { team, nominee } => {
            format!("team `{team}` nævner `{nominee}` to gange")
        }
        DocumentFault::InTwoTeams { nominee, first, second } => {
            format!("`{nominee}` er i to teams, `{first}` og `{second}`")
        }
        DocumentFault::TeamCluster { team, found, expected } => {
            format!("team `{team}` står under sundhedsklyngen `{found}`, forventet `{expected}`")
        }
        DocumentFault::TeamOfInfeasible { team, cluster } => format!(
            "team `{team}` hører til sundhedsklyngen `{cluster}`, som skulle være uden en lovlig plan"
        ),
        DocumentFault::PartnerCapacity { partner, found, expected } => format!(
            "sparringspartneren `{partner}` har {}, forventet højst {expected}",
            count(*found, "team", "teams")
        ),
        DocumentFault::SelectedAndNot { nominee, team } => {
            format!("`{nominee}` er i team `{team}` og står samtidig som ikke udpeget")
        }
        DocumentFault::Missing { nominee } => {
            format!("`{nominee}` er ikke i et team og står heller ikke som ikke udpeget")
        }
        DocumentFault::RepeatedNotSelected { nominee } => {
            format!("`{nominee}` står to gange som ikke udpeget")
        }
        DocumentFault::Reason { nominee, found, expected } => {
            let expected: Vec<_> = expected.iter().map(|reason| Danish.reason(*reason)).collect();
            format!(
                "`{nominee}` er ikke udpeget med begrundelsen »{}«, forventet en af: {}",
                Danish.reason(*found),
                expected.join("; ")
            )
        }
        DocumentFault::ClusterRows { cluster, found } => {
            format!("sundhedsklyngen `{cluster}` har {found} rækker i `clusters`, forventet 1")
        }
        DocumentFault::Status { place: at, found, expected } => {
            format!("{} har status {}, forventet {}", place(at), status(*found), fitting(expected))
        }
        DocumentFault::Kept { found, expected } => format!(
            "planen bygger på en tidligere plan med fingeraftrykket `{found}` og dens teams og personer, forventet dem \
             fra `{expected}`"
        ),
        DocumentFault::Reserves { cluster, nominee } => {
            format!("`{nominee}` kan ikke stå på ventelisten i sundhedsklyngen `{cluster}`")
        }
    }
}

fn split(fault: &SplitFault) -> String {
    match fault {
        SplitFault::Method { found, expected } => {
            format!("pladserne er fordelt efter `{found}`, forventet `{expected}`")
        }
        SplitFault::Total { found, expected } => {
            format!("der er fordelt {}, forventet {expected}", seats(*found))
        }
        SplitFault::Units { found, expected } => {
            format!("fordelingen har rækkerne {}, forventet {}", list(found), list(expected))
        }
        SplitFault::Weight { unit, found, expected } => {
            format!("`{unit}` har tallet {found} i nøglen, forventet {expected}")
        }
        SplitFault::Quota { unit, found, expected } => {
            format!("`{unit}` har den beregnede andel {found}, forventet {expected}")
        }
        SplitFault::Seats { place, found, expected } => {
            format!("`{place}` har {}, forventet {}", seats(*found), figure(expected))
        }
        SplitFault::Range { unit, lower, upper, seats: n } => {
            format!("`{unit}` har ifølge planen {lower} til {upper} pladser, men {}", seats(*n))
        }
        SplitFault::OpenTie { units, seats: n } => {
            format!("{} står lige om {}, og programmets regel afgør det ikke", list(units), seats(*n))
        }
        SplitFault::UnrecordedTie { units, seats: n, winners } => format!(
            "{} stod lige om {}; det er afgjort, men ikke angivet med regel, seed og hvem der fik: {}",
            list(units),
            seats(*n),
            list(winners)
        ),
        SplitFault::NoTie { units } => {
            format!("{} er angivet til at stå lige, men gør det ikke", list(units))
        }
        SplitFault::Impossible { place, why } => {
            let why = match *why {
                "the minima need more seats than there are" => {
                    "minimumstallene kræver flere pladser, end der er"
                }
                "the maxima leave seats over" => "maksimumstallene efterlader pladser, som ingen kan få",
                "there are fewer seats than units with a claim to a first one" => {
                    "der er færre pladser end rækker, som har krav på den første"
                }
                other => other,
            };
            format!("`{place}` kan ikke få pladser fordelt: {why}")
        }
        SplitFault::Groups { found, expected } => {
            let row = |(level, group, n): &(String, String, Option<u64>)| {
                let n = n.map_or_else(|| "åben".to_owned(), |n| n.to_string());
                format!("{level} {group} {n}")
            };
            let rows = |rows: &[_]| rows.iter().map(row).collect::<Vec<_>>();
            format!("fordelingens grupper: {}, forventet {}", list(&rows(found)), list(&rows(expected)))
        }
        SplitFault::Violations { found, expected } => {
            format!("uden for den beregnede andel: {}, forventet {}", list(found), list(expected))
        }
        SplitFault::Divisor { end, expected } => {
            format!("divisorens grænse `{end}` er ikke den, som pladserne giver: {expected}")
        }
    }
}

/// What a team breaks; the sentence begins with the team.
fn of_team(fault: &TeamFault) -> String {
    let people = |n: usize| count(n, "person", "personer");
    match fault {
        TeamFault::Size { found, min, max } => {
            format!("har {}, forventet {min} til {max}", count(*found, "medlem", "medlemmer"))
        }
        TeamFault::NotEligible { nominee } => format!("har `{nominee}`, som ikke opfylder kravene"),
        TeamFault::WrongCluster { nominee, found, expected } => {
            format!("har `{nominee}` fra sundhedsklyngen `{found}`, forventet en af {}", list(expected))
        }
        TeamFault::WrongInitiative { nominee, expected } => {
            format!("har `{nominee}`, som kun er indmeldt til {}", list(expected))
        }
        TeamFault::PinnedOut { nominee } => format!("har `{nominee}`, som er fastlåst uden for"),
        TeamFault::MinSectors { found, expected } => {
            format!("har {}, forventet mindst {expected}", count(*found, "sektor", "sektorer"))
        }
        TeamFault::RequiredSector { sector } => format!("har ingen fra sektoren `{sector}`"),
        TeamFault::SameOrganisation { organisation, found, expected } => format!(
            "har {found} fra organisationen `{organisation}` (en leder og lederens egne medarbejdere tæller som én), \
             forventet højst {expected}"
        ),
        TeamFault::SameProfession { profession, found, expected } => {
            format!("har {found} fra faggruppen `{profession}`, forventet højst {expected}")
        }
        TeamFault::LeadersOfLeaders { found, expected } => format!(
            "har {}, forventet mindst {expected}",
            count(*found, "leder af ledere", "ledere af ledere")
        ),
        TeamFault::Alone { nominee, column } => {
            format!("har `{nominee}`, som er alene om sin værdi i `{column}`")
        }
        TeamFault::TooFewOf { column, value, found, expected } => {
            format!("har {} med `{value}` i `{column}`, forventet mindst {expected}", people(*found))
        }
        TeamFault::TooManyOf { column, value, found, expected } => {
            format!("har {} med `{value}` i `{column}`, forventet højst {expected}", people(*found))
        }
        TeamFault::MeanTooLow { column, sum, people, expected } => {
            format!("har gennemsnittet {sum}/{people} i `{column}`, forventet mindst {expected}")
        }
        TeamFault::MeanTooHigh { column, sum, people, expected } => {
            format!("har gennemsnittet {sum}/{people} i `{column}`, forventet højst {expected}")
        }
        TeamFault::NotTheSame { a, b, column } => {
            format!("har `{a}` og `{b}`, som skal have samme `{column}`")
        }
        TeamFault::NotDifferent { a, b, column } => {
            format!("har `{a}` og `{b}`, som begge har samme `{column}`")
        }
        TeamFault::HaveMet { a, b } => {
            format!("har `{a}` og `{b}`, som har været i team sammen på et tidligere hold")
        }
        TeamFault::Apart { a, b } => format!("har `{a}` og `{b}`, som ikke må være i samme team"),
        TeamFault::NotTogether { nominee, missing } => {
            format!("har `{nominee}` uden `{missing}`, som skal være i samme team")
        }
    }
}

fn people(fault: &PeopleFault) -> String {
    let scope_of = |scope: &str| {
        if scope.is_empty() { "hele programmet".to_owned() } else { format!("`{scope}`") }
    };
    let teams = |n: u32| count(n, "team", "teams");
    match fault {
        PeopleFault::NotPlaced { nominee } => {
            format!("`{nominee}` er fastlåst med en plads, men er ikke i et team")
        }
        PeopleFault::PlacedElsewhere { nominee, found, expected } => {
            format!("`{nominee}` er i et team på `{found}`, men er fastlåst til et på `{expected}`")
        }
        PeopleFault::NotInTeam { nominee, found, expected } => {
            format!("`{nominee}` er i team `{found}`, men er fastlåst til det, der fortsætter `{expected}`")
        }
        PeopleFault::InBarredTeam { nominee, team } => {
            format!("`{nominee}` er i team `{team}`, men er fastlåst uden for det")
        }
        PeopleFault::UnknownTeam { nominee, team } => format!(
            "`{nominee}` er fastlåst i forhold til team `{team}`, som ikke findes i den plan, der bygges på"
        ),
        PeopleFault::TooManyMoves { found, expected } => format!(
            "{} er flyttet fra den plan, der bygges på, forventet højst {expected}",
            count(*found, "person", "personer")
        ),
        PeopleFault::TooFewTeams { initiative, found, expected } => {
            format!("initiativet `{initiative}` har {}, forventet mindst {expected}", teams(*found))
        }
        PeopleFault::TooManyTeams { initiative, found, expected } => {
            format!("initiativet `{initiative}` har {}, forventet højst {expected}", teams(*found))
        }
        PeopleFault::QuotaMin { rule, scope, value, found, expected } => format!(
            "række {rule} i `quotas`: {found} udpeget med `{value}` i {}, forventet mindst {expected}",
            scope_of(scope)
        ),
        PeopleFault::QuotaMax { rule, scope, value, found, expected } => format!(
            "række {rule} i `quotas`: {found} udpeget med `{value}` i {}, forventet højst {expected}",
            scope_of(scope)
        ),
        PeopleFault::Priority { selected, passed_over } => {
            format!("`{selected}` er udpeget, men `{passed_over}`, som organisationen har sat før, er ikke")
        }
    }
}

fn used(fault: &SeatsFault) -> String {
    match fault {
        SeatsFault::Filled { cluster, found, expected } => format!(
            "sundhedsklyngen `{cluster}`: {found} pladser er besat ifølge planen, {expected} ifølge dens teams"
        ),
        SeatsFault::FilledRows { found, expected } => {
            format!("{found} tal for besatte pladser, forventet {expected}")
        }
        SeatsFault::AboveSplit { cluster, found, expected } => {
            format!("sundhedsklyngen `{cluster}` bruger {}, men har kun {expected}", seats(*found))
        }
        SeatsFault::BelowSplit { cluster, found, expected } => format!(
            "sundhedsklyngen `{cluster}` bruger {}, men skal bruge alle {expected}, for tomme pladser afvises",
            seats(*found)
        ),
        SeatsFault::AboveMaximum { cluster, found, expected } => {
            format!("sundhedsklyngen `{cluster}` bruger {}, men må højst have {expected}", seats(*found))
        }
        SeatsFault::AboveTotal { found, expected } => {
            format!("{found} af klyngernes pladser er brugt, forventet højst {expected}")
        }
        SeatsFault::Pools { found, expected } => {
            format!("reserverede pladser: {}, forventet {}", list(found), list(expected))
        }
        SeatsFault::PoolSeats { pool, found, expected } => {
            format!("de reserverede pladser `{pool}` er {found} ifølge planen, forventet {expected}")
        }
        SeatsFault::PoolFilled { pool, found, expected } => format!(
            "de reserverede pladser `{pool}`: {found} er besat ifølge planen, {expected} ifølge dens teams"
        ),
        SeatsFault::AbovePool { pool, found, expected } => {
            format!("de reserverede pladser `{pool}` bruges af {found}, forventet højst {expected}")
        }
        SeatsFault::Vacant { cluster, found, expected } => format!(
            "sundhedsklyngen `{cluster}` har ifølge planen {}, forventet {expected}",
            count(*found, "tom plads", "tomme pladser")
        ),
    }
}

fn points(fault: &PointsFault) -> String {
    match fault {
        PointsFault::Part { team, criterion, found, expected } => {
            let (name, _) = Danish.criterion(*criterion);
            format!("team `{team}` har {found} for {}, forventet {expected}", name.to_lowercase())
        }
        PointsFault::Team { team, found, expected } => {
            format!("team `{team}` har {found} point, forventet {expected}")
        }
        PointsFault::Cluster { cluster, found, expected } => {
            format!("sundhedsklyngen `{cluster}` har {found} point, forventet {expected}")
        }
        PointsFault::Plan { found, expected } => format!("planen har {found} point, forventet {expected}"),
        PointsFault::Bound { place: at, bound, value } => {
            format!("{}: grænsen {bound} er dårligere end {value}, som er nået", place(at))
        }
        PointsFault::Levels { found, expected } => {
            format!("målene er {}, forventet {}", list(found), list(expected))
        }
        PointsFault::Value { level, found, expected } => {
            format!("målet »{}« har værdien {found}, forventet {expected}", Danish.objective(*level))
        }
        PointsFault::Pairing { found } => format!(
            "{found} er flyttet efter teamenes id'er; færre, hvis de fortsatte de tidligere teams på en anden måde"
        ),
        PointsFault::TwoBounds { found, expected } => {
            format!("målet `score` har grænsen {found}, forventet planens: {expected}")
        }
        PointsFault::OpenLevel { level, value, bound } => format!(
            "målet »{}« når {value} med grænsen {bound}, så planen er ikke vist at være bedst mulig",
            Danish.objective(*level)
        ),
    }
}

fn certificate(fault: &CertificateFault) -> String {
    match fault {
        CertificateFault::Scale { found } => format!("bevisets skala er {found}, forventet over nul"),
        CertificateFault::Block { block } => format!(
            "et tilfælde i blokken `{block}` handler ikke om hele sundhedsklynger, der ikke deler noget med andre"
        ),
        CertificateFault::Seats { block, cluster, found: (lower, upper), expected } => format!(
            "et tilfælde i blokken `{block}` handler om {lower} til {upper} pladser til `{cluster}`, forventet {expected}"
        ),
        CertificateFault::UnknownRow { block, row } => {
            format!("et tilfælde i blokken `{block}` nævner {}, som blokken ikke har", place(row))
        }
        CertificateFault::Bound { block, found, expected } => format!(
            "et tilfælde i blokken `{block}` har grænsen {expected}, men dets dualværdier giver {found}"
        ),
        CertificateFault::BetterTeams { block, score } => format!(
            "blokken `{block}` har et lovligt valg med færre teams med {score} point og i øvrigt ingen svagere"
        ),
        CertificateFault::Beaten { block, found, expected } => format!(
            "et tilfælde i blokken `{block}` har grænsen {expected}, men et lovligt valg af teams er {found} værd"
        ),
        CertificateFault::Uncovered { block, level } => format!(
            "tilfældene i blokken `{block}` for målet »{}« dækker ikke det hele",
            Danish.objective(*level)
        ),
        CertificateFault::Sum { found, expected } => {
            format!("blokkenes grænser giver tilsammen {found}, forventet højst planens: {expected}")
        }
        CertificateFault::Cluster { cluster, found, expected } => {
            format!("sundhedsklyngen `{cluster}` har grænsen {found}, forventet mindst blokkens: {expected}")
        }
    }
}
