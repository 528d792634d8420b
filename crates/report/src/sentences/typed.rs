//! What is typed behind `fordel plan` or `fordel what-if` to take a step that resolves a clash: the options, which are
//! changes of a scenario said on a command line.

use crate::explain::quoted;
use fordel_engine::resolution::{Relaxation, Step};
use fordel_model::plan::Row;
use fordel_model::programme::Reserved;
use fordel_model::quota_part::parts;
use fordel_model::{ClusterId, NomineeId, PinSide, Programme, QuotaPart, RelationKind, Scope, Waiver, fold};

/// The options that take all steps; `None` where one of them is no change of its own.
pub(super) fn options(programme: &Programme, relaxation: &Relaxation) -> Option<String> {
    let all: Option<Vec<Vec<String>>> =
        relaxation.steps.iter().map(|step| of_step(programme, step)).collect();
    Some(all?.concat().join(" "))
}

fn of_step(programme: &Programme, step: &Step) -> Option<Vec<String>> {
    let initiative = |k: &fordel_model::InitiativeId| programme.initiatives[*k].id.as_str();
    let one =
        |change: &str, target: &str, value: &dyn std::fmt::Display| Some(vec![set(change, target, value)?]);
    let rest = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(";") };
    match step {
        Step::TeamsMin(k, n) => one("teams.min", initiative(k), n),
        Step::TeamsMax(k, n) => one("teams.max", initiative(k), n),
        Step::QuotaMin(row, n) => one("quotas.min", &row_or_part(programme, row)?, n),
        Step::QuotaMax(row, n) => one("quotas.max", &row_or_part(programme, row)?, n),
        Step::SizeMin(k, n) => one("initiatives.size_min", initiative(k), n),
        Step::SizeMax(k, n) => one("initiatives.size_max", initiative(k), n),
        Step::MinSectors(n) => one("rules.min_sectors", "", n),
        Step::InitiativeSectors(k, n) => one("initiatives.min_sectors", initiative(k), n),
        Step::RequiredSector(k, sector) => {
            let others = programme.initiatives[*k].required_sectors.iter().filter(|other| *other != sector);
            let names = others.map(|&other| programme.sector_name(other).to_owned()).collect();
            one("initiatives.required_sectors", initiative(k), &rest(names))
        }
        Step::RequiredLevel(k, level) => {
            let others = programme.initiatives[*k].required_levels.iter().filter(|other| *other != level);
            let names = others.map(|other| other.code().to_owned()).collect();
            one("initiatives.required_levels", initiative(k), &rest(names))
        }
        Step::Further(rule) => {
            let same = programme.rules.further.iter().filter(|other| other.name() == rule.name());
            (same.count() == 1).then(|| waived(&[Waiver::Further(rule.name())], programme))
        }
        Step::SameOrganisation(n) => one("rules.max_same_organisation", "", n),
        Step::SameProfession(n) => one("rules.max_same_profession", "", n),
        Step::Leaders(n) => one("rules.min_leaders_of_leaders", "", n),
        Step::NobodyAlone(column) => {
            let others = programme.rules.nobody_alone.iter().filter(|other| *other != column);
            one("rules.nobody_alone", "", &rest(others.map(ToString::to_string).collect()))
        }
        Step::Apart(a, b) => Some(relations(programme, RelationKind::Apart, (*a, *b))),
        Step::Together(a, b) => Some(relations(programme, RelationKind::Together, (*a, *b))),
        Step::Requirement(column) => Some(waived(&[Waiver::Requirement(column.clone())], programme)),
        Step::Priority => one("rules.respect_priority", "", &"false"),
        Step::Nominations => Some(waived(&[Waiver::Nominations], programme)),
        Step::PinIn(n) => unpinned(programme, *n, PinSide::In),
        Step::PinOut(n) => unpinned(programme, *n, PinSide::Out),
        Step::Reinstate(n) => one("reinstate", "", &programme.nominees[*n].id),
        Step::Share(k, id) => one("initiatives.shared_with", initiative(k), &programme.clusters[*id].id),
        Step::MinSeats(id, n) => bounds(programme, *id, *n, true),
        Step::MaxSeats(id, n) => bounds(programme, *id, *n, false),
        Step::PoolSeats(name, n) => {
            let others = programme.reserved.iter().filter(|pool| pool.name != *name);
            let all = others.map(|pool: &Reserved| pool.seats).fold(*n, u64::saturating_add);
            let more = if all > programme.seats { Some(set("seats", "", &all)?) } else { None };
            Some([set("reserved", name, n)?].into_iter().chain(more).collect())
        }
        Step::Seats(n) => one("seats", "", n),
        Step::LeaveEmpty => one("unfilled", "", &"leave_empty"),
        Step::MaxMoves(n) => Some(vec![format!("--max-moves {n}")]),
    }
}

/// `--set CHANGE:TARGET=VALUE`; `None` where the target would not be read as one.
fn set(change: &str, target: &str, value: &dyn std::fmt::Display) -> Option<String> {
    let between = if target.is_empty() { "" } else { ":" };
    let is_read = !target.contains('=') && target.trim() == target;
    is_read.then(|| format!("--set {}", quoted(&format!("{change}{between}{target}={value}"))))
}

fn waived(rules: &[Waiver], programme: &Programme) -> Vec<String> {
    let waived = |rule: &Waiver| set("without_rule", "", &rule.name(programme));
    rules.iter().filter_map(waived).collect()
}

/// A quota by its row's number, and by the part of the row that it is, where the row stands for several. `None`
/// where two parts are called the same.
fn row_or_part(programme: &Programme, row: &Row) -> Option<String> {
    let Row::Quota { rule, scope, value } = row else { return None };
    let own = programme.people_rules.get(rule.checked_sub(1)?)?;
    let parts = parts(programme, *rule);
    let is_each = matches!(own.scope, Scope::Cluster(None) | Scope::Region(None));
    if own.value.is_some() && !is_each {
        return Some(rule.to_string());
    }
    let is_it = |part: &&QuotaPart| {
        fold(&part.value) == fold(value)
            && part.place.as_deref().is_none_or(|place| fold(place) == fold(scope))
    };
    let name = parts.iter().find(is_it)?.name();
    let is_only = parts.iter().filter(|part| fold(&part.name()) == fold(&name)).count() == 1;
    is_only.then(|| format!("{rule}:{name}"))
}

fn relations(programme: &Programme, kind: RelationKind, (a, b): (NomineeId, NomineeId)) -> Vec<String> {
    let is_meant = |x: NomineeId, y: NomineeId| (x, y) == (a, b) || (x, y) == (b, a);
    let mut rules: Vec<Waiver> = Vec::new();
    for one in programme.relations.iter().filter(|one| one.kind == kind && is_meant(one.a, one.b)) {
        let rule = Waiver::Relation(kind, one.a, one.b);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    waived(&rules, programme)
}

/// All pins of somebody taken away; `None` where that would take away more than those of this side.
fn unpinned(programme: &Programme, nominee: NomineeId, side: PinSide) -> Option<Vec<String>> {
    let mut own = programme.pins.iter().filter(|pin| pin.nominee == nominee);
    let goes = own.all(|pin| pin.side == side && (side == PinSide::In || pin.team.is_none()));
    goes.then(|| set("unpin", "", &programme.nominees[nominee].id)).flatten().map(|one| vec![one])
}

/// A bound of a cluster's seats, with the others out of its way.
fn bounds(programme: &Programme, id: ClusterId, seats: u64, is_least: bool) -> Option<Vec<String>> {
    let row = &programme.clusters[id];
    let crossed = match is_least {
        true => {
            row.max_seats.or(programme.max_seats).is_some_and(|most| most < seats).then_some("bounds.max")
        }
        false => {
            row.min_seats.or(programme.min_seats).is_some_and(|least| least > seats).then_some("bounds.min")
        }
    };
    let own = if is_least { "bounds.min" } else { "bounds.max" };
    let mut all = Vec::new();
    if row.fixed_seats.is_some() {
        all.push(set("bounds.fixed", &row.id, &"none")?);
    }
    for bound in crossed.into_iter().chain([own]) {
        all.push(set(bound, &row.id, &seats)?);
    }
    Some(all)
}
