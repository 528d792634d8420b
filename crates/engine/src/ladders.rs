//! How a demand can be loosened, little by little, and what each step costs.

use crate::demands::{drop_relation, own_limits};
use crate::outcome::Demand;
use crate::resolution::Step;
use crate::variant::Variant;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, NomineeId, PinSide, Programme, RelationKind, Status, TeamSize};
use fordel_solver::{Candidacy, quotas};

/// Steps of one kind, each looser than the one before, with their costs.
pub(crate) type Ladder = Vec<(Step, u64)>;

/// Seats taken away that are looked at.
const FEWER: usize = 12;

/// Steps looked at on one ladder.
const MOST_STEPS: usize = 64;

/// The ladder that a demand is loosened by.
pub(crate) fn ladder(programme: &Programme, demand: &Demand) -> Ladder {
    let once = |step: Step, cost: u64| vec![(step, cost)];
    let whole = |n: i64| u64::try_from(n).unwrap_or(0);
    match demand {
        // A chosen initiative is given up last.
        Demand::TeamsMin(k, least) => (0..whole(*least))
            .rev()
            .take(MOST_STEPS)
            .map(|to| {
                let to32 = u32::try_from(to).unwrap_or(u32::MAX);
                (Step::TeamsMin(*k, to32), 3 * (whole(*least) - to) + if to == 0 { 3 } else { 0 })
            })
            .collect(),
        Demand::TeamsMax(k, most) => (1..=8)
            .map(|more| {
                (Step::TeamsMax(*k, u32::try_from(whole(*most) + more).unwrap_or(u32::MAX)), 2 * more)
            })
            .collect(),
        // The least numbers of small groups are given up last.
        Demand::QuotaMin(row, least) => (0..whole(*least))
            .rev()
            .take(MOST_STEPS)
            .map(|to| {
                let less = whole(*least) - to;
                (Step::QuotaMin(row.clone(), to), 2 * less + (6 * less).div_ceil(whole(*least)))
            })
            .collect(),
        // More than all people can be counts nobody out.
        Demand::QuotaMax(row, most) => (whole(*most) + 1..=programme.nominees.len() as u64)
            .take(MOST_STEPS)
            .map(|to| (Step::QuotaMax(row.clone(), to), 2 * (to - whole(*most))))
            .collect(),
        Demand::SizeMin(k, least) => {
            (2..*least).rev().map(|to| (Step::SizeMin(*k, to), 3 * u64::from(least - to))).collect()
        }
        Demand::SizeMax(k, most) => {
            (most + 1..=4).map(|to| (Step::SizeMax(*k, to), 3 * u64::from(to - most))).collect()
        }
        Demand::MinSectors(least) => {
            (1..*least).rev().map(|to| (Step::MinSectors(to), 6 * u64::from(least - to))).collect()
        }
        Demand::InitiativeSectors(k, least) => {
            (1..*least).rev().map(|to| (Step::InitiativeSectors(*k, to), 5 * u64::from(least - to))).collect()
        }
        Demand::RequiredSector(k, sector) => once(Step::RequiredSector(*k, *sector), 5),
        Demand::RequiredLevel(k, level) => once(Step::RequiredLevel(*k, *level), 5),
        Demand::Further(rule) => once(Step::Further(rule.clone()), 5),
        Demand::SameOrganisation(most) => {
            (most + 1..=4).map(|to| (Step::SameOrganisation(to), 4 * u64::from(to - most))).collect()
        }
        Demand::SameProfession(most) => {
            (most + 1..=4).map(|to| (Step::SameProfession(to), 4 * u64::from(to - most))).collect()
        }
        Demand::Leaders(least) => {
            (0..*least).rev().map(|to| (Step::Leaders(to), 4 * u64::from(least - to))).collect()
        }
        Demand::NobodyAlone(column) => once(Step::NobodyAlone(column.clone()), 5),
        Demand::Apart(a, b) => once(Step::Apart(*a, *b), 4),
        Demand::Together(a, b) => once(Step::Together(*a, *b), 4),
        Demand::Requirement(column) => once(Step::Requirement(column.clone()), 6),
        Demand::Priority => once(Step::Priority, 8),
        Demand::Nominations => once(Step::Nominations, 6),
        Demand::PinIn(n) => once(Step::PinIn(*n), 4),
        Demand::PinOut(n) => once(Step::PinOut(*n), 4),
        Demand::Standing(n) => {
            let cost = if programme.nominees[*n].status == Status::Reserve { 2 } else { 6 };
            once(Step::Reinstate(*n), cost)
        }
        Demand::Seats(cluster, seats) => {
            (1..=8).map(|more| (Step::MinSeats(*cluster, seats + more), 3 * more)).collect()
        }
        Demand::PoolSeats(name, seats) => {
            (1..=8).map(|more| (Step::PoolSeats(name.clone(), seats + more), 3 * more)).collect()
        }
        Demand::NoEmptySeats => once(Step::LeaveEmpty, 3),
    }
}

/// Things more to build on: a reserve nominated, an initiative shared with a neighbour. `wants_people` says that
/// people are what is missing.
pub(crate) fn further(programme: &Programme, clusters: &[ClusterId], demands: &[Demand]) -> Vec<Ladder> {
    let mut found: Vec<Ladder> = Vec::new();
    // Those first whom a quota of these demands would count.
    let mut nominated = programme.clone();
    nominated.nominees.iter_mut().for_each(|row| row.status = Status::Nominated);
    let counted: Vec<NomineeId> = quotas(&nominated, &Candidacy::of(&nominated))
        .into_iter()
        .filter(|quota| {
            demands.iter().any(|one| matches!(one, Demand::QuotaMin(row, _) if *row == quota.name))
        })
        .flat_map(|quota| quota.people)
        .collect();
    let mut reserves: Vec<_> = programme
        .nominees
        .enumerate()
        .filter(|(_, row)| clusters.contains(&row.cluster) && row.status == Status::Reserve)
        .map(|(n, row)| (!counted.contains(&n), row.priority.unwrap_or(u32::MAX), n))
        .collect();
    reserves.sort_unstable();
    let is_pinned = |n| demands.contains(&Demand::Standing(n));
    found.extend(
        reserves
            .into_iter()
            .filter(|&(_, _, n)| !is_pinned(n))
            .take(8)
            .map(|(_, _, n)| vec![(Step::Reinstate(n), 2)]),
    );
    let region = |id: ClusterId| programme.clusters[id].region.clone();
    let near = |other: &ClusterId| {
        !clusters.contains(other) && clusters.iter().any(|&own| region(own) == region(*other))
    };
    let mut neighbours: Vec<ClusterId> = programme.clusters.ids().filter(near).collect();
    if neighbours.is_empty() {
        neighbours = programme.clusters.ids().filter(|id| !clusters.contains(id)).collect();
    }
    neighbours.truncate(6);
    let own = demands.iter().filter_map(|demand| match demand {
        Demand::TeamsMin(k, _) => Some(*k),
        _ => None,
    });
    for k in own.take(2) {
        found.extend(neighbours.iter().map(|&other| vec![(Step::Share(k, other), 5)]));
    }
    // A cluster that cannot fill its seats may send people to a neighbour's initiative, or have fewer seats.
    if demands.contains(&Demand::NoEmptySeats) {
        for (k, row) in programme.initiatives.enumerate() {
            if row.clusters.iter().any(|id| neighbours.contains(id)) && row.teams_max > 0 {
                found.extend(clusters.iter().take(2).map(|&own| vec![(Step::Share(k, own), 5)]));
            }
            if found.len() > 24 {
                break;
            }
        }
        for demand in demands {
            if let Demand::Seats(cluster, seats) = demand {
                let least = programme.clusters[*cluster].min_seats.or(programme.min_seats).unwrap_or(0);
                found.push(
                    (0..least.min(*seats))
                        .rev()
                        .take(FEWER)
                        .map(|to| lowered(*cluster, *seats, to))
                        .collect(),
                );
                let fewer = (0..*seats).rev().take(FEWER);
                found.push(fewer.map(|to| (Step::MaxSeats(*cluster, to), 2 + 2 * (seats - to))).collect());
            }
        }
        let reserved: u64 = programme.reserved.iter().map(|pool| pool.seats).fold(0, u64::saturating_add);
        let fewer = (reserved..programme.seats).rev().take(FEWER);
        found.push(fewer.map(|to| (Step::Seats(to), 2 + 2 * (programme.seats - to))).collect());
    }
    found
}

fn lowered(cluster: ClusterId, seats: u64, to: u64) -> (Step, u64) {
    (Step::MinSeats(cluster, to), 2 + 2 * (seats - to))
}

impl Step {
    /// Takes the step.
    pub(crate) fn take(&self, variant: &mut Variant) {
        let programme = &mut variant.programme;
        let size = |min: u8, max: u8, old: TeamSize| TeamSize::new(min, max).unwrap_or(old);
        match self {
            Self::TeamsMin(k, to) => programme.initiatives[*k].teams_min = *to,
            Self::TeamsMax(k, to) => programme.initiatives[*k].teams_max = *to,
            Self::QuotaMin(row, to) => {
                let own = own_limits(programme, row);
                variant.limit(row, own, |limits| limits.0 = Some(*to).filter(|&to| to > 0));
            }
            Self::QuotaMax(row, to) => {
                let own = own_limits(programme, row);
                variant.limit(row, own, |limits| limits.1 = Some(*to));
            }
            Self::SizeMin(k, to) => {
                let old = programme.initiatives[*k].size;
                programme.initiatives[*k].size = size(*to, old.max(), old);
            }
            Self::SizeMax(k, to) => {
                let old = programme.initiatives[*k].size;
                programme.initiatives[*k].size = size(old.min(), *to, old);
            }
            Self::MinSectors(to) => programme.rules.min_sectors = *to,
            Self::InitiativeSectors(k, to) => programme.initiatives[*k].min_sectors = Some(*to),
            Self::RequiredSector(k, sector) => {
                programme.initiatives[*k].required_sectors.retain(|other| other != sector);
            }
            Self::RequiredLevel(k, level) => {
                programme.initiatives[*k].required_levels.retain(|other| other != level);
            }
            Self::Further(rule) => programme.rules.further.retain(|other| other != rule),
            Self::SameOrganisation(to) => programme.rules.max_same_organisation = Some(*to),
            Self::SameProfession(to) => programme.rules.max_same_profession = Some(*to),
            Self::Leaders(to) => programme.rules.min_leaders_of_leaders = *to,
            Self::NobodyAlone(column) => programme.rules.nobody_alone.retain(|other| other != column),
            Self::Apart(a, b) => drop_relation(programme, RelationKind::Apart, (*a, *b)),
            Self::Together(a, b) => drop_relation(programme, RelationKind::Together, (*a, *b)),
            Self::Requirement(column) => programme.rules.requirements.retain(|one| one.column != *column),
            Self::Priority => programme.rules.respect_priority = false,
            Self::Nominations => programme.nominees.iter_mut().for_each(|row| row.initiatives.clear()),
            Self::PinIn(n) => programme.pins.retain(|pin| pin.nominee != *n || pin.side != PinSide::In),
            Self::PinOut(n) => programme
                .pins
                .retain(|pin| pin.nominee != *n || pin.side != PinSide::Out || pin.team.is_some()),
            Self::Reinstate(n) => programme.nominees[*n].status = Status::Nominated,
            Self::Share(k, cluster) => {
                let clusters = &mut programme.initiatives[*k].clusters;
                clusters.push(*cluster);
                clusters.sort_unstable();
                clusters.dedup();
            }
            Self::MinSeats(cluster, to) => {
                let row = &mut programme.clusters[*cluster];
                row.fixed_seats = None;
                row.min_seats = Some(*to);
                if row.max_seats.or(programme.max_seats).is_some_and(|most| most < *to) {
                    row.max_seats = Some(*to);
                }
            }
            Self::MaxSeats(cluster, to) => {
                let row = &mut programme.clusters[*cluster];
                row.fixed_seats = None;
                row.max_seats = Some(*to);
                if row.min_seats.or(programme.min_seats).is_some_and(|least| least > *to) {
                    row.min_seats = Some(*to);
                }
            }
            Self::PoolSeats(name, to) => {
                programme
                    .reserved
                    .iter_mut()
                    .filter(|pool| pool.name == *name)
                    .for_each(|pool| pool.seats = *to);
                // More than there are can be reserved of no programme: then there must be more.
                let reserved = programme.reserved.iter().map(|pool| pool.seats).fold(0, u64::saturating_add);
                programme.seats = programme.seats.max(reserved);
            }
            Self::Seats(to) => programme.seats = *to,
            Self::LeaveEmpty => programme.unfilled = Unfilled::LeaveEmpty,
            Self::MaxMoves(_) => {}
        }
    }

    /// Whether steps further on may do less: where seats must all be filled, fewer of them need not be easier.
    pub(crate) fn is_of_seats(&self) -> bool {
        matches!(self, Self::MinSeats(..) | Self::MaxSeats(..) | Self::PoolSeats(..) | Self::Seats(_))
    }

    /// Whether it changes what other clusters have.
    pub(crate) fn reaches_others(&self) -> bool {
        matches!(
            self,
            Self::MinSeats(..)
                | Self::MaxSeats(..)
                | Self::PoolSeats(..)
                | Self::Seats(_)
                | Self::Share(..)
                | Self::LeaveEmpty
                | Self::MinSectors(_)
                | Self::SameOrganisation(_)
                | Self::SameProfession(_)
                | Self::Leaders(_)
                | Self::NobodyAlone(_)
                | Self::Requirement(_)
                | Self::Priority
                | Self::Nominations
        )
    }
}
