//! Demands and loosenings as a plan publishes them: a kind, an id and a value, for programs.

use crate::outcome::Demand;
use crate::resolution::Step;
use fordel_model::plan::{ClashDemand, Row};
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme};

fn row(kind: &str, place: String, value: impl ToString) -> ClashDemand {
    ClashDemand { kind: kind.to_owned(), place, value: value.to_string() }
}

/// A quota by its row of the table, and the place and value where it is one of several.
fn quota(name: &Row) -> String {
    match name {
        Row::Quota { rule, scope, value } => {
            [rule.to_string(), scope.clone(), value.clone()].join("|").trim_end_matches('|').to_owned()
        }
        _ => String::new(),
    }
}

struct Ids<'a>(&'a Programme);

impl Ids<'_> {
    fn initiative(&self, id: InitiativeId) -> String {
        self.0.initiatives[id].id.clone()
    }

    fn nominee(&self, id: NomineeId) -> String {
        self.0.nominees[id].id.clone()
    }

    fn cluster(&self, id: ClusterId) -> String {
        self.0.clusters[id].id.clone()
    }
}

/// A demand, with the value it has.
pub(crate) fn published_demand(programme: &Programme, demand: &Demand) -> ClashDemand {
    let ids = Ids(programme);
    let none = String::new;
    match demand {
        Demand::PinIn(n) => row("pin_in", ids.nominee(*n), ""),
        Demand::TeamsMin(k, n) => row("teams_min", ids.initiative(*k), n),
        Demand::TeamsMax(k, n) => row("teams_max", ids.initiative(*k), n),
        Demand::QuotaMin(name, n) => row("quota_min", quota(name), n),
        Demand::QuotaMax(name, n) => row("quota_max", quota(name), n),
        Demand::Priority => row("respect_priority", none(), true),
        Demand::Seats(id, n) => row("seats", ids.cluster(*id), n),
        Demand::PoolSeats(name, n) => row("reserved", name.clone(), n),
        Demand::SizeMin(k, n) => row("size_min", ids.initiative(*k), n),
        Demand::SizeMax(k, n) => row("size_max", ids.initiative(*k), n),
        Demand::MinSectors(n) => row("min_sectors", none(), n),
        Demand::InitiativeSectors(k, n) => row("min_sectors", ids.initiative(*k), n),
        Demand::RequiredSector(k, s) => {
            row("required_sectors", ids.initiative(*k), programme.sector_name(*s))
        }
        Demand::RequiredLevel(k, level) => row("required_levels", ids.initiative(*k), level.code()),
        Demand::Further(rule) => row(rule.name().code(), none(), rule.line(&programme.sectors)),
        Demand::SameOrganisation(n) => row("max_same_organisation", none(), n),
        Demand::SameProfession(n) => row("max_same_profession", none(), n),
        Demand::Leaders(n) => row("min_leaders_of_leaders", none(), n),
        Demand::NobodyAlone(column) => row("nobody_alone", none(), column),
        Demand::Apart(a, b) => row("apart", ids.nominee(*a), ids.nominee(*b)),
        Demand::Together(a, b) => row("together", ids.nominee(*a), ids.nominee(*b)),
        Demand::Requirement(column) => row("require", none(), column),
        Demand::Nominations => row("initiatives", none(), ""),
        Demand::PinOut(n) => row("pin_out", ids.nominee(*n), ""),
        Demand::Standing(n) => row("status", ids.nominee(*n), ""),
        Demand::NoEmptySeats => row("unfilled", none(), "refuse"),
    }
}

/// A step, with the value it leads to.
pub(crate) fn published_step(programme: &Programme, step: &Step) -> ClashDemand {
    let ids = Ids(programme);
    let none = String::new;
    match step {
        Step::TeamsMin(k, n) => row("teams_min", ids.initiative(*k), n),
        Step::TeamsMax(k, n) => row("teams_max", ids.initiative(*k), n),
        Step::QuotaMin(name, n) => row("quota_min", quota(name), n),
        Step::QuotaMax(name, n) => row("quota_max", quota(name), n),
        Step::SizeMin(k, n) => row("size_min", ids.initiative(*k), n),
        Step::SizeMax(k, n) => row("size_max", ids.initiative(*k), n),
        Step::MinSectors(n) => row("min_sectors", none(), n),
        Step::InitiativeSectors(k, n) => row("min_sectors", ids.initiative(*k), n),
        Step::RequiredSector(k, s) => {
            row("drop_required_sector", ids.initiative(*k), programme.sector_name(*s))
        }
        Step::RequiredLevel(k, level) => row("drop_required_level", ids.initiative(*k), level.code()),
        Step::Further(rule) => {
            row(&format!("drop_{}", rule.name().code()), none(), rule.line(&programme.sectors))
        }
        Step::SameOrganisation(n) => row("max_same_organisation", none(), n),
        Step::SameProfession(n) => row("max_same_profession", none(), n),
        Step::Leaders(n) => row("min_leaders_of_leaders", none(), n),
        Step::NobodyAlone(column) => row("drop_nobody_alone", none(), column),
        Step::Apart(a, b) => row("drop_apart", ids.nominee(*a), ids.nominee(*b)),
        Step::Together(a, b) => row("drop_together", ids.nominee(*a), ids.nominee(*b)),
        Step::Requirement(column) => row("drop_require", none(), column),
        Step::Priority => row("respect_priority", none(), false),
        Step::Nominations => row("drop_initiatives", none(), ""),
        Step::PinIn(n) => row("drop_pin_in", ids.nominee(*n), ""),
        Step::PinOut(n) => row("drop_pin_out", ids.nominee(*n), ""),
        Step::Reinstate(n) => row("status", ids.nominee(*n), "nominated"),
        Step::Share(k, id) => row("share", ids.initiative(*k), ids.cluster(*id)),
        Step::MinSeats(id, n) => row("min_seats", ids.cluster(*id), n),
        Step::MaxSeats(id, n) => row("max_seats", ids.cluster(*id), n),
        Step::PoolSeats(name, n) => row("reserved", name.clone(), n),
        Step::Seats(n) => row("seats", none(), n),
        Step::LeaveEmpty => row("unfilled", none(), "leave_empty"),
        Step::MaxMoves(n) => row("max_moves", none(), n),
    }
}
