//! Why a cluster has no legal plan: single demands that nothing can meet, or an irreducible set of
//! demands that cannot hold together.

use crate::cell::Cell;
use crate::leftout::why_unplaceable;
use crate::outcome::{Clash, Demand, WhyNoTeam};
use crate::shortage::shortage;
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme, SectorId, TeamRule, plan};
use fordel_solver::program::{Place, Row};
use fordel_solver::{Ask, Candidacy, Effort, Goal, Outcome, Work, solve};
use std::collections::BTreeSet;

/// Nodes for one feasibility question; a question that is not answered counts as feasible, so that
/// what is reported is a clash for certain.
const NODES: u64 = 300_000;

/// What clashes in a cluster that has no legal plan.
pub(crate) fn clashes(
    programme: &Programme,
    candidacy: &Candidacy,
    cell: &Cell,
    effort: &mut Effort,
) -> Vec<Clash> {
    let mut alone = Vec::new();
    for (p, &nominee) in cell.block.people.iter().enumerate() {
        if candidacy.pinned_in[nominee] && !cell.block.placeable[p] {
            alone.push(Clash::Pin { nominee, why: why_unplaceable(candidacy, nominee) });
        }
    }
    for (at, &k) in cell.block.initiatives.iter().enumerate() {
        let has_team = cell.block.has_team(at);
        if programme.initiatives[k].teams_min > 0 && !has_team {
            alone.push(Clash::NoTeam { initiative: k, why: why_no_team(programme, candidacy, k) });
        }
    }
    if alone.is_empty() {
        let demands = irreducible(programme, cell, effort);
        alone.push(Clash::Together { cluster: cell.clusters()[0], demands });
    }
    alone
}

/// Why an initiative has no possible team.
fn why_no_team(programme: &Programme, candidacy: &Candidacy, k: InitiativeId) -> WhyNoTeam {
    let initiative = &programme.initiatives[k];
    let people: Vec<NomineeId> =
        programme.nominees.ids().filter(|&nominee| candidacy.may[nominee].contains(&k)).collect();
    let sectors: BTreeSet<SectorId> = people.iter().map(|&n| programme.nominees[n].sector).collect();
    let needed = initiative.min_sectors.unwrap_or(programme.rules.min_sectors);
    let everywhere = programme.rules.further.iter().filter_map(|rule| match rule {
        TeamRule::Sector(sector) => Some(sector),
        _ => None,
    });
    let mut required = initiative.required_sectors.iter().chain(everywhere);
    let missing = required.find(|sector| !sectors.contains(sector));
    if initiative.teams_max == 0 {
        WhyNoTeam::NoneAllowed
    } else if people.is_empty() {
        WhyNoTeam::Nobody
    } else if people.len() < usize::from(initiative.size.min()) {
        WhyNoTeam::TooFew { people: people.len() as u64, team: u64::from(initiative.size.min()) }
    } else if let Some(&sector) = missing {
        WhyNoTeam::MissingSector(programme.sector_name(sector).to_owned())
    } else if sectors.len() < needed as usize {
        let found = sectors.iter().map(|&sector| programme.sector_name(sector).to_owned()).collect();
        WhyNoTeam::Sectors { found, needed }
    } else {
        shortage(programme, initiative, &people).unwrap_or(WhyNoTeam::Rules)
    }
}

/// Demands that cannot hold together, none of which can be dropped (deletion filter).
fn irreducible(programme: &Programme, cell: &Cell, effort: &mut Effort) -> Vec<Demand> {
    let ask = Ask {
        goal: Goal::Anything,
        seats: cell.fair.iter().map(|&fair| (0, fair)).collect(),
        ..Ask::default()
    };
    let work = Work { nodes: NODES, ..cell.work };
    let mut program = cell.block.program(&ask);
    let mut kept = Vec::new();
    // Limits first, then what people asked for, so that the latter stay where there is a choice.
    for drop in [Drop::Priority, Drop::Seats, Drop::Most, Drop::Least, Drop::Pin] {
        let mut at = 0;
        while at < program.rows.len() {
            let before: Vec<Row> = program.rows.clone();
            if let Some(demand) = drop.from(programme, cell, &mut program.rows, at) {
                let still = matches!(solve(&program, work, effort), Outcome::Infeasible(_));
                if !still {
                    program.rows = before;
                    kept.push(demand);
                }
            }
            at += 1;
        }
    }
    kept
}

/// A row of seats, a cluster's or a pool's, as a demand; `None` for other rows.
fn seats_demand(programme: &Programme, row: &plan::Row, most: i64) -> Option<Demand> {
    let most = u64::try_from(most).ok()?;
    let (plan::Row::Seats(name) | plan::Row::Quota { rule: 0, value: name, .. }) = row else { return None };
    let is_it = |cluster: &ClusterId| programme.clusters[*cluster].id == *name;
    let cluster = programme.clusters.ids().find(is_it).filter(|_| matches!(row, plan::Row::Seats(_)));
    Some(match cluster {
        Some(cluster) => Demand::Seats(cluster, most),
        None => Demand::PoolSeats(name.clone(), most),
    })
}

/// One kind of demand to try without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drop {
    Priority,
    Seats,
    Most,
    Least,
    Pin,
}

impl Drop {
    /// Takes the demand of this kind out of row `at`, if it has one, and says which it was.
    fn from(self, programme: &Programme, cell: &Cell, rows: &mut [Row], at: usize) -> Option<Demand> {
        let free = i64::try_from(cell.block.people.len()).expect("a number of people");
        let row = &mut rows[at];
        match (self, &row.place) {
            (Self::Priority, Place::Order { .. }) if row.hi == Some(0) => {
                // All of the order is one demand.
                let order = rows.iter_mut().filter(|row| matches!(row.place, Place::Order { .. }));
                order.for_each(|row| row.hi = Some(1));
                Some(Demand::Priority)
            }
            (Self::Seats, Place::Seats | Place::Count(_)) => {
                let demand = seats_demand(programme, &row.name, row.hi?)?;
                row.hi = Some(free);
                Some(demand)
            }
            (Self::Most, Place::Teams(k)) => {
                let most = row.hi.replace(free)?;
                Some(Demand::TeamsMax(cell.block.initiatives[*k], most))
            }
            (Self::Most, Place::Count(_)) if seats_demand(programme, &row.name, 0).is_none() => {
                let most = row.hi.take()?;
                Some(Demand::QuotaMax(row.name.clone(), most))
            }
            (Self::Least, Place::Count(_)) => {
                let least = row.lo.take()?;
                Some(Demand::QuotaMin(row.name.clone(), least))
            }
            (Self::Least, Place::Teams(k)) => {
                let least = row.lo.take()?;
                Some(Demand::TeamsMin(cell.block.initiatives[*k], least))
            }
            (Self::Pin, Place::Person(p)) => {
                row.lo.take()?;
                Some(Demand::PinIn(cell.block.people[*p]))
            }
            _ => None,
        }
    }
}
