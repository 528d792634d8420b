//! The demands that a plan of some clusters must meet, each of which can be dropped; and irreducible sets of
//! them that cannot hold together (deletion filter, whole kinds first).

use crate::blocks::{cells_of_clusters, only_cell};
use crate::outcome::Demand;
use crate::variant::Variant;
use fordel_model::id::Id;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, PinSide, Programme, RelationKind, Status, TeamSize, plan};
use fordel_solver::{Candidacy, quotas};
use std::collections::BTreeSet;

/// Every demand on the blocks of these clusters, kind by kind: what is dropped first where there is a choice
/// comes first. With `across`, quotas over several blocks are demands on them too.
pub(crate) fn demands(programme: &Programme, clusters: &[ClusterId], across: bool) -> Vec<Vec<Demand>> {
    let candidacy = Candidacy::of(programme);
    let cell_of = cells_of_clusters(programme);
    let cells: BTreeSet<usize> = clusters.iter().map(|&id| cell_of[id]).collect();
    let clusters: Vec<ClusterId> =
        programme.clusters.ids().filter(|&id| cells.contains(&cell_of[id])).collect();
    let here = |n: fordel_model::NomineeId| clusters.contains(&programme.nominees[n].cluster);
    let rules = &programme.rules;
    let initiatives: Vec<_> = programme
        .initiatives
        .enumerate()
        .filter(|(_, row)| row.clusters.iter().any(|id| clusters.contains(id)))
        .collect();
    let pinned = |side: PinSide| {
        let mut ids: Vec<_> = programme
            .pins
            .iter()
            .filter(|pin| pin.side == side && pin.team.is_none() && here(pin.nominee))
            .map(|pin| pin.nominee)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let related = |kind: RelationKind| {
        programme.relations.iter().filter(move |one| one.kind == kind && (here(one.a) || here(one.b)))
    };
    // Quotas of each value count also those values that only somebody has who is not eligible as it is.
    let mut widest = programme.clone();
    widest.rules.requirements.clear();
    for n in pinned(PinSide::In) {
        widest.nominees[n].status = Status::Nominated;
    }
    let own_quotas: Vec<_> = quotas(&widest, &Candidacy::of(&widest))
        .into_iter()
        .filter(|quota| match only_cell(programme, &cell_of, quota) {
            Some(only) => cells.contains(&only),
            None => across && quota.clusters.iter().any(|id| clusters.contains(id)),
        })
        .collect();
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let has_order = rules.respect_priority
        && programme.nominees.iter().any(|row| clusters.contains(&row.cluster) && row.priority.is_some());
    let is_bound = programme.nominees.enumerate().any(|(n, row)| here(n) && !row.initiatives.is_empty());
    let nobody_alone = rules.nobody_alone.iter().cloned().map(Demand::NobodyAlone);
    let rule = |demand: Demand, binds: bool| binds.then_some(demand);
    let of_teams = [
        rules.max_same_organisation.map(Demand::SameOrganisation),
        rules.max_same_profession.map(Demand::SameProfession),
        rule(Demand::Leaders(rules.min_leaders_of_leaders), rules.min_leaders_of_leaders > 0),
    ];
    let sector_rules = initiatives
        .iter()
        .flat_map(|(k, row)| {
            let required = row.required_sectors.iter().map(|&sector| Demand::RequiredSector(*k, sector));
            let levels = row.required_levels.iter().map(|&level| Demand::RequiredLevel(*k, level));
            required
                .chain(levels)
                .chain(row.min_sectors.filter(|&n| n > 1).map(|n| Demand::InitiativeSectors(*k, n)))
        })
        .chain(rule(Demand::MinSectors(rules.min_sectors), rules.min_sectors > 1));
    let sizes = initiatives.iter().flat_map(|(k, row)| {
        let least = rule(Demand::SizeMin(*k, row.size.min()), row.size.min() > 2);
        least.into_iter().chain(rule(Demand::SizeMax(*k, row.size.max()), row.size.max() < 4))
    });
    // Also of those who are out as it is.
    let used: BTreeSet<usize> =
        programme.nominees.ids().filter(|&n| here(n)).filter_map(|n| candidacy.pool[n]).collect();
    let own_pools: Vec<_> = used
        .into_iter()
        .map(|pool| Demand::PoolSeats(programme.reserved[pool].name.clone(), programme.reserved[pool].seats))
        .collect();
    let fair = fordel_apportion::split(&crate::fair::problem(programme)).ok();
    let seats = |&id: &ClusterId| {
        let units = &fair.as_ref()?.units;
        Some(Demand::Seats(id, units[id.index()].seats?))
    };
    let mut further: Vec<Demand> = Vec::new();
    for one in rules.further.iter().cloned().map(Demand::Further) {
        if !further.contains(&one) {
            further.push(one);
        }
    }
    let standing =
        pinned(PinSide::In).into_iter().filter(|&n| programme.nominees[n].status != Status::Nominated);
    vec![
        rule(Demand::Priority, has_order).into_iter().collect(),
        rule(Demand::Nominations, is_bound).into_iter().collect(),
        pinned(PinSide::Out).into_iter().map(Demand::PinOut).collect(),
        rules.requirements.iter().map(|one| Demand::Requirement(one.column.clone())).collect(),
        related(RelationKind::Apart).map(|one| Demand::Apart(one.a, one.b)).collect(),
        nobody_alone.chain(of_teams.into_iter().flatten()).chain(further).collect(),
        own_pools,
        clusters.iter().filter_map(seats).collect(),
        related(RelationKind::Together).map(|one| Demand::Together(one.a, one.b)).collect(),
        standing.map(Demand::Standing).collect(),
        sector_rules.collect(),
        sizes.collect(),
        initiatives.iter().map(|(k, row)| Demand::TeamsMax(*k, i64::from(row.teams_max))).collect(),
        own_quotas
            .iter()
            .filter_map(|quota| Some(Demand::QuotaMax(quota.name.clone(), whole(quota.max?))))
            .collect(),
        rule(Demand::NoEmptySeats, programme.unfilled == Unfilled::Refuse).into_iter().collect(),
        own_quotas
            .iter()
            .filter_map(|quota| Some(Demand::QuotaMin(quota.name.clone(), whole(quota.min?))))
            .collect(),
        initiatives
            .iter()
            .filter(|(_, row)| row.teams_min > 0)
            .map(|(k, row)| Demand::TeamsMin(*k, i64::from(row.teams_min)))
            .collect(),
        pinned(PinSide::In).into_iter().map(Demand::PinIn).collect(),
    ]
}

impl Demand {
    /// Takes the demand out.
    pub(crate) fn drop_from(&self, variant: &mut Variant) {
        let programme = &mut variant.programme;
        let size =
            |min: u8, max: u8| TeamSize::new(min, max).expect("2 and 4 are within the sizes there are");
        match self {
            Self::PinIn(n) => programme.pins.retain(|pin| pin.nominee != *n || pin.side != PinSide::In),
            Self::PinOut(n) => programme
                .pins
                .retain(|pin| pin.nominee != *n || pin.side != PinSide::Out || pin.team.is_some()),
            Self::TeamsMin(k, _) => programme.initiatives[*k].teams_min = 0,
            Self::TeamsMax(k, _) => {
                let people = u32::try_from(programme.nominees.len()).unwrap_or(u32::MAX);
                let row = &mut programme.initiatives[*k];
                row.teams_max = row.teams_max.max(people);
            }
            Self::QuotaMin(row, _) => {
                let own = own_limits(programme, row);
                variant.limit(row, own, |limits| limits.0 = None);
            }
            Self::QuotaMax(row, _) => {
                let own = own_limits(programme, row);
                variant.limit(row, own, |limits| limits.1 = None);
            }
            Self::Priority => programme.rules.respect_priority = false,
            Self::Seats(cluster, _) => variant.free_seats.push(*cluster),
            Self::PoolSeats(name, _) => variant.free_pools.push(name.clone()),
            Self::SizeMin(k, _) => {
                let max = programme.initiatives[*k].size.max();
                programme.initiatives[*k].size = size(2, max);
            }
            Self::SizeMax(k, _) => {
                let min = programme.initiatives[*k].size.min();
                programme.initiatives[*k].size = size(min, 4);
            }
            Self::MinSectors(_) => programme.rules.min_sectors = 0,
            Self::InitiativeSectors(k, _) => programme.initiatives[*k].min_sectors = Some(0),
            Self::RequiredSector(k, sector) => {
                programme.initiatives[*k].required_sectors.retain(|other| other != sector);
            }
            Self::RequiredLevel(k, level) => {
                programme.initiatives[*k].required_levels.retain(|other| other != level);
            }
            Self::Further(rule) => programme.rules.further.retain(|other| other != rule),
            Self::SameOrganisation(_) => programme.rules.max_same_organisation = None,
            Self::SameProfession(_) => programme.rules.max_same_profession = None,
            Self::Leaders(_) => programme.rules.min_leaders_of_leaders = 0,
            Self::NobodyAlone(column) => programme.rules.nobody_alone.retain(|other| other != column),
            Self::Apart(a, b) => drop_relation(programme, RelationKind::Apart, (*a, *b)),
            Self::Together(a, b) => drop_relation(programme, RelationKind::Together, (*a, *b)),
            Self::Requirement(column) => programme.rules.requirements.retain(|one| one.column != *column),
            Self::Nominations => programme.nominees.iter_mut().for_each(|row| row.initiatives.clear()),
            Self::Standing(n) => programme.nominees[*n].status = Status::Nominated,
            Self::NoEmptySeats => programme.unfilled = Unfilled::LeaveEmpty,
        }
    }
}

/// Takes the rows of the table `relations` between these two out.
pub(crate) fn drop_relation(
    programme: &mut Programme,
    kind: RelationKind,
    (a, b): (fordel_model::NomineeId, fordel_model::NomineeId),
) {
    programme
        .relations
        .retain(|one| one.kind != kind || (one.a, one.b) != (a, b) && (one.a, one.b) != (b, a));
}

/// The limits of a spelled-out quota: those of its row of the table.
pub(crate) fn own_limits(programme: &Programme, row: &plan::Row) -> (Option<u64>, Option<u64>) {
    let plan::Row::Quota { rule, .. } = row else { return (None, None) };
    let of = rule.checked_sub(1).and_then(|at| programme.people_rules.get(at));
    let least = of.and_then(|of| of.min).filter(|&least| least > 0);
    (least.map(u64::from), of.and_then(|of| of.max).map(u64::from))
}

/// Of these demands on a programme without a plan a set that still has none, and has one with any of its
/// members dropped. `has_plan` answers for a variant; `None` where it does not know, which ends the search.
pub(crate) fn irreducible(
    start: &Variant,
    demands: &[Vec<Demand>],
    has_plan: &mut impl FnMut(&Variant) -> Option<bool>,
) -> Option<Vec<Demand>> {
    let mut least = start.as_it_stands();
    let mut kept = Vec::new();
    let kinds: Vec<&[Demand]> = demands.iter().filter(|kind| !kind.is_empty()).map(Vec::as_slice).collect();
    shed(&kinds, &mut least, &mut kept, has_plan)?;
    // Some demands make room for others (who becomes eligible may come before somebody in an order), so
    // each is looked at once more.
    let mut at = 0;
    while at < kept.len() {
        let mut without = least.clone();
        kept[at].drop_from(&mut without);
        if has_plan(&without)? {
            at += 1;
        } else {
            least = without;
            kept.remove(at);
            at = 0;
        }
    }
    Some(kept)
}

/// Drops of these groups of demands, in this order, what can be dropped without giving a plan, as many at once as
/// can be; what cannot is kept.
fn shed(
    groups: &[&[Demand]],
    least: &mut Variant,
    kept: &mut Vec<Demand>,
    has_plan: &mut impl FnMut(&Variant) -> Option<bool>,
) -> Option<()> {
    if groups.is_empty() {
        return Some(());
    }
    let mut without = least.clone();
    groups.iter().copied().flatten().for_each(|demand| demand.drop_from(&mut without));
    match (has_plan(&without), groups) {
        (Some(false), _) => {
            *least = without;
            return Some(());
        }
        // Of several at once it need not be known.
        (None, [[_]]) => return None,
        _ => {}
    }
    match groups {
        [[only]] => kept.push(only.clone()),
        [several] => {
            let (first, last) = several.split_at(several.len() / 2);
            shed(&[first], least, kept, has_plan)?;
            shed(&[last], least, kept, has_plan)?;
        }
        _ => {
            let (first, last) = groups.split_at(groups.len().div_ceil(2));
            shed(first, least, kept, has_plan)?;
            shed(last, least, kept, has_plan)?;
        }
    }
    Some(())
}
