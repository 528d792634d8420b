//! Every step there is on the demands of some clusters, with what `docs/reference.md` says it costs, and the cheapest
//! one or two of them that resolve a clash, by trying them.

use crate::loosened::{Loosened, take};
use fordel_engine::resolution::Step;
use fordel_model::plan::Row;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, InitiativeId, PinSide, Programme, RelationKind, Status};
use fordel_verify::Facts;
use fordel_verify::quota::quotas;

/// All steps below a cost. Initiatives shared with more clusters are left out: only the nearest are offered.
fn steps(programme: &Programme, clusters: &[ClusterId], fair: &[u64]) -> Vec<(Step, u64)> {
    let mut all: Vec<(Step, u64)> = Vec::new();
    let here = |id: &ClusterId| clusters.contains(id);
    for (k, row) in programme.initiatives.enumerate().filter(|(_, row)| row.clusters.iter().any(here)) {
        let least = row.teams_min;
        all.extend(
            (0..least)
                .map(|to| (Step::TeamsMin(k, to), 3 * u64::from(least - to) + if to == 0 { 3 } else { 0 })),
        );
        all.extend((1..=4).map(|more| (Step::TeamsMax(k, row.teams_max + more), 2 * u64::from(more))));
        let (min, max) = (row.size.min(), row.size.max());
        all.extend((2..min).map(|to| (Step::SizeMin(k, to), 3 * u64::from(min - to))));
        all.extend((max + 1..=4).map(|to| (Step::SizeMax(k, to), 3 * u64::from(to - max))));
        let sectors = row.min_sectors.unwrap_or(0);
        all.extend((1..sectors).map(|to| (Step::InitiativeSectors(k, to), 5 * u64::from(sectors - to))));
        all.extend(row.required_sectors.iter().map(|&sector| (Step::RequiredSector(k, sector), 5)));
        all.extend(row.required_levels.iter().map(|&level| (Step::RequiredLevel(k, level), 5)));
    }
    for quota in quotas(&Facts::of(programme)) {
        if !quota.clusters.iter().any(here) {
            continue;
        }
        let row = Row::Quota { rule: quota.rule, scope: quota.scope, value: quota.value };
        if let Some(least) = quota.min.map(u64::from) {
            let share = |less: u64| (6 * less).div_ceil(least);
            all.extend(
                (1..=least).map(|less| (Step::QuotaMin(row.clone(), least - less), 2 * less + share(less))),
            );
        }
        if let Some(most) = quota.max.map(u64::from) {
            all.extend((1..=4).map(|more| (Step::QuotaMax(row.clone(), most + more), 2 * more)));
        }
    }
    let rules = &programme.rules;
    all.extend(
        (1..rules.min_sectors).map(|to| (Step::MinSectors(to), 6 * u64::from(rules.min_sectors - to))),
    );
    let up = |most: Option<u32>| most.into_iter().flat_map(|most| (most + 1..=4).map(move |to| (to, most)));
    all.extend(
        up(rules.max_same_organisation)
            .map(|(to, most)| (Step::SameOrganisation(to), 4 * u64::from(to - most))),
    );
    all.extend(
        up(rules.max_same_profession).map(|(to, most)| (Step::SameProfession(to), 4 * u64::from(to - most))),
    );
    let leaders = rules.min_leaders_of_leaders;
    all.extend((0..leaders).map(|to| (Step::Leaders(to), 4 * u64::from(leaders - to))));
    all.extend(rules.nobody_alone.iter().map(|column| (Step::NobodyAlone(column.clone()), 5)));
    all.extend(rules.further.iter().map(|rule| (Step::Further(rule.clone()), 5)));
    all.extend(rules.requirements.iter().map(|one| (Step::Requirement(one.column.clone()), 6)));
    all.extend(rules.respect_priority.then_some((Step::Priority, 8)));
    all.push((Step::Nominations, 6));
    let is_mine = |n| here(&programme.nominees[n].cluster);
    for one in programme.relations.iter().filter(|one| is_mine(one.a) || is_mine(one.b)) {
        match one.kind {
            RelationKind::Apart => all.push((Step::Apart(one.a, one.b), 4)),
            RelationKind::Together => all.push((Step::Together(one.a, one.b), 4)),
            RelationKind::Met => {}
        }
    }
    for pin in programme.pins.iter().filter(|pin| is_mine(pin.nominee)) {
        match pin.side {
            PinSide::In => all.push((Step::PinIn(pin.nominee), 4)),
            PinSide::Out => all.push((Step::PinOut(pin.nominee), 4)),
        }
    }
    for (n, row) in programme.nominees.enumerate().filter(|(n, _)| is_mine(*n)) {
        let is_wanted = programme.pins.iter().any(|pin| pin.nominee == n && pin.side == PinSide::In);
        match row.status {
            Status::Reserve => all.push((Step::Reinstate(n), 2)),
            Status::Withdrawn | Status::Declined if is_wanted => all.push((Step::Reinstate(n), 6)),
            _ => {}
        }
    }
    if programme.unfilled == Unfilled::Refuse {
        all.push((Step::LeaveEmpty, 3));
        let reserved: u64 = programme.reserved.iter().map(|pool| pool.seats).sum();
        let fewer = (reserved..programme.seats).map(|to| (Step::Seats(to), 2 + 2 * (programme.seats - to)));
        all.extend(fewer);
    }
    for (id, &seats) in programme.clusters.ids().zip(fair).filter(|(id, _)| here(id)) {
        if programme.unfilled == Unfilled::Refuse {
            all.extend((0..seats).map(|to| (Step::MaxSeats(id, to), 2 + 2 * (seats - to))));
        } else {
            all.extend((1..=4).map(|more| (Step::MinSeats(id, seats + more), 3 * more)));
        }
    }
    if programme.unfilled != Unfilled::Refuse {
        for pool in &programme.reserved {
            all.extend((1..=4).map(|more| (Step::PoolSeats(pool.name.clone(), pool.seats + more), 3 * more)));
        }
    }
    all
}

/// One step, or two, that cost less than `least` and resolve it.
pub(crate) fn cheaper(
    programme: &Programme,
    clusters: &[ClusterId],
    least: u64,
    resolves: impl Fn(&Loosened) -> bool,
) -> Option<Vec<Step>> {
    let fair = crate::loosened::fair(programme)?;
    let all = steps(programme, clusters, &fair);
    // So few seats that no team is asked for any more are no answer.
    let waived = |programme: &Programme, seats: &[u64]| -> Vec<InitiativeId> {
        let (facts, seats) = (Facts::of(programme), seats.iter().copied().collect());
        programme.initiatives.ids().filter(|&k| !facts.teams_min_binds(k, &seats)).collect()
    };
    let before = waived(programme, &fair);
    let is_meant = |changed: &Programme| {
        let Some(seats) = crate::loosened::fair(changed) else { return false };
        waived(changed, &seats).iter().all(|k| before.contains(k))
    };
    let does = |steps: &[Step]| {
        let changed = take(programme, steps);
        is_meant(&changed) && resolves(&Loosened::of(changed))
    };
    let mut tried = 0;
    for (at, (first, cost)) in all.iter().enumerate() {
        if *cost < least && does(std::slice::from_ref(first)) {
            return Some(vec![first.clone()]);
        }
        for (second, more) in &all[at + 1..] {
            if cost + more < least {
                tried += 1;
                let pair = [first.clone(), second.clone()];
                if does(&pair) {
                    return Some(pair.to_vec());
                }
            }
            if tried > 400 {
                return None;
            }
        }
    }
    None
}
