//! What is wrong with a seats result, and what was proved of it, in Danish.

use super::parts::{figure, list, seats};
use fordel_verify::seat_problem::{SeatClaim, SeatFault};

pub(super) fn claim(claim: &SeatClaim) -> String {
    match claim {
        SeatClaim::Seats => "pladserne er metodens egne, inden for alle grænser",
        SeatClaim::Unique => "ingen anden fordeling er rigtig",
        SeatClaim::Tie => "hvem der står lige, om hvor mange pladser, og hvor mange udfald der er",
        SeatClaim::Certificate => "divisorens grænser, eller resterne dér, hvor der skæres",
        SeatClaim::Groups => "hver gruppes pladser er summen af dens rækkers",
        SeatClaim::WithinQuota => "alle ligger inden for den beregnede andel rundet ned og op",
        SeatClaim::Line => "hvem der er næste i rækken",
        SeatClaim::Draw => "lodtrækningen",
        SeatClaim::Margins => "hver række og hver kolonne har sine pladser",
        SeatClaim::Divisors => "rækkernes og kolonnernes divisorer giver hver celle",
        SeatClaim::Outcomes => "hvor mange udfald der er lige rigtige",
        SeatClaim::Accounts => "pladser til dato og beregnede andele for hvert år",
        SeatClaim::RunningQuota => {
            "pladser til dato ligger inden for den løbende beregnede andel rundet ned og op"
        }
        SeatClaim::Nearest => "ingen plan kommer tættere på de løbende beregnede andele",
    }
    .to_owned()
}

fn open(n: Option<u64>) -> String {
    n.map_or_else(|| "åben".to_owned(), |n| n.to_string())
}

pub(super) fn fault(fault: &SeatFault) -> String {
    match fault {
        SeatFault::Total { found, expected } => {
            format!("der er fordelt {}, forventet {expected}", seats(*found))
        }
        SeatFault::Method { found, expected } => {
            format!("pladserne er fordelt efter `{found}`, forventet `{expected}`")
        }
        SeatFault::Units { found, expected } => {
            format!("rækkerne er ikke opgavens i dens rækkefølge ({found} rækker, forventet {expected})")
        }
        SeatFault::Weight { unit, found, expected } => {
            format!("`{unit}` har tallet {found} i nøglen, forventet {expected}")
        }
        SeatFault::Quota { unit, found, expected } => {
            format!("`{unit}` har den beregnede andel {found}, forventet {expected}")
        }
        SeatFault::Range { unit, seats, lower, upper } => format!(
            "`{unit}`: nedre tal {lower} og øvre tal {upper} passer ikke til dens pladser ({})",
            open(*seats)
        ),
        SeatFault::Bounds { unit, lower, upper } => {
            format!("`{unit}`: {lower} til {upper} pladser ligger uden for dens grænser")
        }
        SeatFault::TieAndSeats => {
            "rækker uden et antal pladser passer ikke sammen med feltet `tie`".to_owned()
        }
        SeatFault::Sum { found, expected } => {
            format!("pladserne giver tilsammen {found}, forventet {expected}")
        }
        SeatFault::Seats { unit, found, expected } => {
            format!("`{unit}` har {}, forventet {}", seats(*found), figure(expected))
        }
        SeatFault::Tie { found, expected } => {
            format!("som stående lige er angivet {}, forventet {}", figure(found), figure(expected))
        }
        SeatFault::Unrecorded { units, seats: n } => format!(
            "{} står lige om {}; `broken_ties` angiver ikke, hvordan det er afgjort",
            list(units),
            seats(*n)
        ),
        SeatFault::Divisor { end, expected } => {
            format!("divisorens grænse `{end}` er ikke den, som pladserne giver: {}", figure(expected))
        }
        SeatFault::Cut { end, expected } => {
            format!("`cut.{end}` er ikke den rest, som pladserne giver: {expected}")
        }
        SeatFault::Violations { found, expected } => {
            format!("uden for den beregnede andel: {}, forventet {}", list(found), list(expected))
        }
        SeatFault::Line { found, expected } => {
            format!("`next` er {}, forventet {}", list(found), list(expected))
        }
        SeatFault::Lot { seed, units, found, expected } => format!(
            "seed {seed} udtrækker ikke {} blandt {}, men {}",
            list(found),
            list(units),
            list(expected)
        ),
        SeatFault::Drawn { seed, unit, found, expected } => {
            format!("`{unit}` har {}, men seed {seed} udtrækker {expected}", seats(*found))
        }
        SeatFault::Node { id, found, expected } => {
            format!("gruppen `{id}` har {} pladser i `nodes`, forventet {}", open(*found), open(*expected))
        }
        SeatFault::Nodes { found, expected } => {
            format!("`nodes` har {found} grupper, forventet {expected}, niveau for niveau")
        }
        SeatFault::Margin { line, found, expected } => {
            format!("`{line}` har {}, forventet {expected}", seats(*found))
        }
        SeatFault::Cell { row, column, seats: n } => {
            format!("divisorerne giver ikke {} i cellen {row}, {column}", seats(*n))
        }
        SeatFault::Shape => "rækker, kolonner og divisorer er ikke opgavens".to_owned(),
        SeatFault::Year { year, unit, what, found, expected } => {
            let what = match *what {
                "seats" => "pladser",
                "seats to date" => "pladser til dato",
                "entitlement" => "den løbende beregnede andel",
                other => other,
            };
            format!("{year}, `{unit}`: {what} er {}, forventet {}", figure(found), figure(expected))
        }
    }
}
