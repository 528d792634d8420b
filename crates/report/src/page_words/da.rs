//! Danish, as a civil servant writes it.

use super::{PageMessage, PageWord};
use crate::{Language, number};
use fordel_model::Criterion;

pub(super) fn word(word: PageWord) -> &'static str {
    match word {
        PageWord::Proposal => "Forslag, ikke godkendt",
        PageWord::Approved => "Godkendt",
        PageWord::Announced => "Udmeldt",
        PageWord::Pseudonymous => {
            "Navne er udeladt; personer står med deres id. Siden er pseudonymiseret, ikke anonym."
        }
        PageWord::MeetingTitle => "Til mødet",
        PageWord::AskEmpty => "Tomme pladser?",
        PageWord::AskMissing => "Hvem mangler?",
        PageWord::AskWhySeats => "Hvorfor så mange pladser?",
        PageWord::AskStaffed => "Er alle initiativer bemandet?",
        PageWord::AskChanged => "Ændret siden udmeldingen?",
        PageWord::AskProven => "Findes der en bedre plan?",
        PageWord::NothingAnnounced => "Intet er meldt ud endnu.",
        PageWord::IsAnnounced => "Nej. Dette er den plan, der er meldt ud.",
        PageWord::NobodyMissing => {
            "Ingen: alle organisationer har svaret, og alle sundhedsklynger har kandidater."
        }
        PageWord::NobodyMissingNoReplies => {
            "Alle sundhedsklynger har kandidater. Der er ikke registreret svar fra organisationer."
        }
        PageWord::NoEmptySeats => "Nej, alle pladser er besat.",
        PageWord::SeatsOpenTie => "Åbent: nogle står lige i fordelingen, og det skal afgøres først.",
        PageWord::SeatsOnly => "Alle endnu: ingen er indmeldt.",
        PageWord::NoInitiatives => "Der er ikke lagt forbedringsinitiativer ind endnu.",
        PageWord::AnswerYesBest => {
            "Nej. Efter de valgte kriterier er dette den bedste plan, og det er bevist."
        }
        PageWord::AnswerNoPlan => "Der er ingen plan: kravene kan ikke opfyldes på én gang.",
        PageWord::OnThisPage => "På denne side",
        PageWord::DecidedTitle => "Hvad der foreslås, og hvordan det er bevist",
        PageWord::SettledTitle => "Hvad der er besluttet, og hvordan det er bevist",
        PageWord::ProvenTitle => "Bevist",
        PageWord::ChosenTitle => "Valgt af mennesker",
        PageWord::JudgeAccepted => {
            "En uafhængig kontrol har gennemgået alle regler, fordelingen, alle point og beviset, før siden blev skrevet, og godkendt dem."
        }
        PageWord::ChosenText => {
            "Fordelingsnøgle, metode, regler og vægtning er valg. Et andet valg giver en anden plan; beviset siger kun, at ingen plan er bedre efter netop disse. Der kan findes flere planer med lige mange point, og én af dem er vist."
        }
        PageWord::Criterion => "Kriterium",
        PageWord::Weight => "Vægt",
        PageWord::Counts => "Tæller",
        PageWord::TeamSize => "Teamstørrelse",
        PageWord::ShareAndSeats => "Beregnet andel og pladser",
        PageWord::Difference => "Forskel",
        PageWord::LegendShare => "beregnet andel",
        PageWord::LegendSeats => "pladser, alle besat",
        PageWord::LegendEmpty => "pladser, hvoraf nogle er tomme (besat: lille prik)",
        PageWord::NextTitle => "Næste i rækken til en plads mere",
        PageWord::MapTitle => "Sundhedsklyngerne samlet",
        PageWord::MapText => {
            "Hvert mærke er en plads; form og farve viser sektoren for den, der bruger den. En åben ring er en tom plads."
        }
        PageWord::EmptySeat => "tom plads",
        PageWord::Coordinates => "Felterne står nogenlunde som på et kort.",
        PageWord::TeamsTitle => "Teams",
        PageWord::Points => "Point",
        PageWord::Partner => "Sparringspartner",
        PageWord::ReserveTitle => "Venteliste, den næste først",
        PageWord::NotSelectedTitle => "Ikke udpeget, og hvorfor",
        PageWord::VacantTitle => "Pladser, der står tomme",
        PageWord::ClashTitle => "Krav, der ikke kan opfyldes",
        PageWord::WarningsTitle => "Bemærk",
        PageWord::Search => "Søg efter navn, organisation eller initiativ",
        PageWord::AllClusters => "Alle sundhedsklynger",
        PageWord::AllSectors => "Alle sektorer",
        PageWord::ClearFilter => "Vis alle",
        PageWord::Found => "Viste personer:",
        PageWord::FilterTitle => "Find personer",
        PageWord::SeatsTitle => "Pladser",
        PageWord::Deadline => "Frist",
        PageWord::NothingChanged => "Nej, intet.",
        PageWord::ChangesTitle => "Ændret siden udmeldingen",
        PageWord::Before => "Før",
        PageWord::Now => "Nu",
        PageWord::NoSeat => "ingen plads",
        PageWord::ToTop => "Til toppen",
        PageWord::MadeBy => "Lavet med fordel på en lokal computer; siden henter intet og sender intet.",
        PageWord::Provenance => "Dataenes fingeraftryk",
        PageWord::NoRegion => "Uden region",
        PageWord::SeatsFilledOf => "pladser",
        PageWord::FilledFigure => "besat",
        PageWord::TeamsFigure => "teams",
        PageWord::ClustersFigure => "sundhedsklynger",
        PageWord::Sectors => "Sektorer",
        PageWord::SkipToContent => "Gå til indholdet",
        PageWord::NoTeam => "Intet team.",
    }
}

pub(super) fn message(message: PageMessage<'_>) -> String {
    let n = |value: u64| number(value, Language::Danish);
    match message {
        PageMessage::Empty(empty, seats, places) => {
            format!("Ja, {} af {}: {places}.", n(empty), counted(seats, "plads", "pladser"))
        }
        PageMessage::NotReplied(waiting, all, names) => format!(
            "{} af {} har ikke svaret: {names}.",
            n(waiting),
            counted(all, "organisation", "organisationer"),
        ),
        PageMessage::NoCandidate(count, names) => {
            format!("{} har svaret, at de ikke har nogen kandidat: {names}.", n(count))
        }
        PageMessage::NoNominees(count, names) => {
            format!("Ingen er indmeldt i {}: {names}.", counted(count, "sundhedsklynge", "sundhedsklynger"))
        }
        PageMessage::WhySeats { seats, key, method, distance, cluster } => {
            let how_far = match distance {
                Some(distance) => {
                    format!("Ingen ligger mere end {distance} plads fra sin beregnede andel ({cluster}).")
                }
                None => "Alle har præcis deres beregnede andel.".to_owned(),
            };
            format!(
                "{} følger fordelingsnøglen {key} efter {method}. {how_far}",
                counted(seats, "plads", "pladser")
            )
        }
        PageMessage::Staffed(1) => "Ja, det ene forbedringsinitiativ har et team.".to_owned(),
        PageMessage::Staffed(all) => {
            format!(
                "Ja, alle {} har et team.",
                counted(all, "forbedringsinitiativ", "forbedringsinitiativer")
            )
        }
        PageMessage::Unstaffed(without, all, names) => format!(
            "Nej, {} af {} har intet team: {names}.",
            n(without),
            counted(all, "forbedringsinitiativ", "forbedringsinitiativer"),
        ),
        PageMessage::MaybeBetter(points) => format!(
            "Måske: søgningen blev standset. Ingen plan kan få over {} point mere.",
            number(points, Language::Danish)
        ),
        PageMessage::SomeWithoutPlan(count, names) => format!(
            "{} har ingen lovlig plan: {names}. For de øvrige er ingen plan bedre.",
            counted(count, "sundhedsklynge", "sundhedsklynger"),
        ),
        PageMessage::TileLabel { cluster, seats, filled, sectors } => {
            format!(
                "{cluster}: {} af {} er besat{}",
                n(filled),
                counted(seats, "plads", "pladser"),
                behind(sectors)
            )
        }
        PageMessage::PlotLabel(share, seats) => format!("beregnet andel {share}, pladser {seats}"),
        PageMessage::Mix { sectors, organisations, professions } => {
            let mut text = format!(
                "{}, {}",
                counted(sectors, "sektor", "sektorer"),
                counted(organisations, "organisation", "organisationer")
            );
            if professions > 0 {
                text.push_str(&format!(", {}", counted(professions, "faggruppe", "faggrupper")));
            }
            text
        }
        PageMessage::FirstWish(first, of) => format!("første ønske for {} af {}", n(first), n(of)),
        PageMessage::Chain(1) => "en leder sammen med sin egen medarbejder".to_owned(),
        PageMessage::Chain(pairs) => format!("{} par af leder og egen medarbejder", n(pairs)),
        PageMessage::ClusterHeading(teams, filled, seats) => format!(
            "{}, {} af {} besat",
            counted(teams, "team", "teams"),
            n(filled),
            counted(seats, "plads", "pladser")
        ),
        PageMessage::NotSelectedCount(people) => counted(people, "person", "personer"),
        PageMessage::TeamSize(least, most) if least == most => format!("{} personer", n(least)),
        PageMessage::TeamSize(least, most) => format!("{}-{} personer", n(least), n(most)),
        PageMessage::Changed { came, left, moved, seats } => format!(
            "Ja: {} har fået plads, {} har mistet den, {} er på et andet forbedringsinitiativ, og {} har et andet antal \
             pladser.",
            counted(came, "person", "personer"),
            n(left),
            n(moved),
            counted(seats, "sundhedsklynge", "sundhedsklynger")
        ),
    }
}

fn behind(sectors: &str) -> String {
    if sectors.is_empty() { String::new() } else { format!(": {sectors}") }
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n, Language::Danish), if n == 1 { one } else { many })
}

pub(super) fn criterion(criterion: Criterion) -> (&'static str, &'static str) {
    match criterion {
        Criterion::Preference => ("Ønsker", "point efter initiativets plads blandt hvert medlems ønsker"),
        Criterion::Sectors => ("Sektorer", "100 for hver sektor ud over den første"),
        Criterion::Organisations => ("Organisationer", "100 for hver organisation ud over den første"),
        Criterion::Professions => ("Faggrupper", "100 for hver faggruppe ud over den første"),
        Criterion::Chain => ("Ledelseskæde", "100 for hvert par af en leder og lederens egen medarbejder"),
        Criterion::Merit => ("Kvalifikationer", "erfaring, kompetence og motivation lagt sammen"),
        Criterion::Balance => ("Balance", "minus teamets afstand fra de gennemsnitlige kvalifikationer"),
        Criterion::Diversity => ("Forskellighed", "forskelle mellem medlemmerne i de valgte kolonner"),
    }
}
