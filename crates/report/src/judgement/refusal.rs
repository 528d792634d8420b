//! Why seats cannot be split or a programme cannot be planned, in Danish.

use super::parts::seats;
use fordel_apportion::Refusal;
use fordel_engine::alternatives::NoAlternatives;
use fordel_engine::{NotYet, PinAstray, Unplanned};

pub(super) fn unplanned(unplanned: &Unplanned) -> String {
    let lines = |texts: Vec<String>| texts.join("\n");
    match unplanned {
        Unplanned::NotYet(all) => lines(all.iter().map(not_yet).collect()),
        Unplanned::Split(why) => format!("pladserne kan ikke fordeles: {}", refusal(why)),
        Unplanned::Pins(all) => lines(all.iter().map(pin_astray).collect()),
    }
}

pub(super) fn no_alternatives(why: &NoAlternatives) -> String {
    match why {
        NoAlternatives::Unplanned(why) => unplanned(why),
        NoAlternatives::NotPlanned => {
            "der er ingen bevist plan for alle sundhedsklynger at begynde med".to_owned()
        }
        NoAlternatives::TooLarge(blocks) => format!(
            "`{blocks}` har for mange personer eller mulige teams til præcise alternativer (128 personer, 4 mio. teams)"
        ),
    }
}

fn not_yet(what: &NotYet) -> String {
    match what {
        NotYet::AlternativesWithLeximin => {
            "andre planer skelnes på summen af point: med målet `leximin` kan der ikke ledes efter dem endnu; brug `samlet` \
             eller `svageste team først`"
                .to_owned()
        }
        NotYet::KeepInLargePool(cluster) => format!(
            "sundhedsklyngen `{cluster}` har flere personer eller mulige teams, end der kan opregnes (128 personer, 20 \
             mio. teams): så stor en kreds kan ikke holdes tæt på en tidligere plan; læg planen uden `--keep`"
        ),
        NotYet::TooManyTeams(cluster) => format!(
            "sundhedsklyngen `{cluster}` har flere personer eller mulige teams, end der kan opregnes her: stram reglerne, \
             eller angiv initiativer for kandidaterne"
        ),
    }
}

fn pin_astray(pin: &PinAstray) -> String {
    match pin {
        PinAstray::NoPlan { nominee, team } => format!(
            "`{nominee}` er fastlåst i forhold til team `{team}` i en tidligere plan: angiv den plan med `--keep`"
        ),
        PinAstray::UnknownTeam { nominee, team } => {
            format!("`{nominee}` er fastlåst i forhold til team `{team}`, som den tidligere plan ikke har")
        }
        PinAstray::OtherInitiative { nominee, team, initiative, expected } => format!(
            "`{nominee}` er fastlåst til initiativet `{initiative}` og team `{team}`, som hørte til initiativet \
             `{expected}`"
        ),
    }
}

/// Units with their figures, the first ten.
fn listed(units: &[(String, u64)]) -> String {
    let figure = |n: u64| if n == u64::MAX { "ingen grænse".to_owned() } else { n.to_string() };
    let mut text: Vec<String> =
        units.iter().take(10).map(|(unit, n)| format!("{unit} {}", figure(*n))).collect();
    if units.len() > text.len() {
        text.push(format!("og {} mere", units.len() - text.len()));
    }
    text.join(", ")
}

/// The range of a method's parameter.
fn range(why: &str) -> &str {
    match why {
        "the ratio lies between 0 and 1, with terms up to 1000000000" => {
            "forholdet skal ligge mellem 0 og 1, med led op til 1000000000"
        }
        "the exponent lies between -1000 and 1000" => "eksponenten skal ligge mellem -1000 og 1000",
        "the largest house of the draw is smaller than the number of seats" => {
            "lodtrækningens højeste antal pladser er mindre end antallet af pladser"
        }
        "houses times units come to more than 4000000; use `lottery`" => {
            "antal pladser gange antal rækker er over 4000000; brug `lottery`"
        }
        other => other,
    }
}

pub(super) fn refusal(why: &Refusal) -> String {
    match why {
        Refusal::NoUnits => "der er ingen at fordele pladser til".to_owned(),
        Refusal::NoWeight => "alle tal i nøglen er nul".to_owned(),
        Refusal::Twice(unit) => format!("`{unit}` står der to gange"),
        Refusal::MinAboveMax { unit, min, max } => {
            format!("`{unit}`: mindst {} men højst {max}", seats(*min))
        }
        Refusal::Groups { unit, levels } => {
            format!("`{unit}` angiver ikke én gruppe på hvert af niveauerne {}", levels.join(", "))
        }
        Refusal::LevelMethods { levels, methods } => format!(
            "{methods} metoder til {levels} niveauer: angiv én for hvert niveau og derefter rækkernes egen"
        ),
        Refusal::Parameter { method, why } => format!("`{method}`: {}", range(why)),
        Refusal::NoBounds { method, unit } => {
            format!("`{method}` kan ikke have minimum eller maksimum (`{unit}` har et)")
        }
        Refusal::NoDivisors(method) => {
            format!("`{method}` er ikke en divisormetode, og det kræver en fordeling på to led")
        }
        Refusal::Ragged { row, cells, columns } => {
            format!("`{row}` har {cells} celler, men der er {columns} kolonner")
        }
        Refusal::MarginSums { rows, columns } => {
            format!("rækkernes pladser giver tilsammen {rows}, kolonnernes {columns}")
        }
        Refusal::MarginBelowMinima { lines, needed, seats: n } => {
            format!("{} har {}, men cellerne kræver {needed}", lines.join(", "), seats(*n))
        }
        Refusal::Margins { rows, needed, columns, available } => {
            let columns = if columns.is_empty() { "ingen kolonne".to_owned() } else { columns.join(", ") };
            format!(
                "rækkerne {} skal have {needed} pladser, men har kun tal i {columns}, hvor der er {available} at få",
                rows.join(", ")
            )
        }
        Refusal::WeightsDiffer { year } => format!(
            "tallene for {year} er andre end det første års; `cumulative` kræver de samme hvert år (prøv \
             `cumulative_quota`)"
        ),
        Refusal::MinAboveSeats { place, needed, seats: n, units } => format!(
            "{place}minimumstallene giver tilsammen {needed}, men der er {} (allerede for mange: {})",
            seats(*n),
            listed(units)
        ),
        Refusal::MaxBelowSeats { place, room, seats: n, units } => format!(
            "{place}maksimumstallene giver tilsammen {room}, men der er {} ({}); en række med nul i nøglen får kun sit \
             minimum",
            seats(*n),
            listed(units)
        ),
        Refusal::TooFewSeats { place, method, needed, seats: n } => format!(
            "{place}`{method}` giver alle med et tal i nøglen en plads: det kræver {needed}, men der er {n}"
        ),
        Refusal::AwardsTooMuch { place, method, awarded, seats: n } => {
            format!("{place}`{method}` giver {awarded} pladser før nogen rest, men der er {n}")
        }
        Refusal::RuleStuck { place, left, from, to } => format!(
            "{place}når nogle er sat fast på deres grænser, er der {left} pladser til resten, som skal have {from} til \
             {to}; brug reglen floor_then_raise"
        ),
        Refusal::TooManyEndings { place, limit } => format!(
            "{place}der er mere end {limit} udfald af, at nogle står lige undervejs; afgør det (larger_weight, lot), \
             eller brug reglen floor_then_raise"
        ),
        Refusal::LotteryBound { place, unit, floor, ceil, min, max } => format!(
            "{place}lodtrækningen giver `{unit}` {floor} eller {ceil} pladser, uden for grænserne {min} til {max}"
        ),
    }
}
