//! Clashes over several clusters: whether a loosened programme has a plan of all of them, asked by planning it, with
//! scores that count nothing; and which clusters a quota over several concerns.

use crate::blocks::{cells_of_clusters, only_cell};
use crate::cache::Cache;
use crate::fair;
use crate::options::{Options, Prices};
use crate::outcome::Outcome;
use crate::planned::planned;
use crate::variant::Variant;
use fordel_model::plan::{PlanStatus, Row};
use fordel_model::programme::Unfilled;
use fordel_model::rule::{PeopleRule, Scope};
use fordel_model::{ClusterId, Column, IdVec, NomineeId, Programme, fold};
use fordel_solver::{Candidacy, Quota, Work, pools, quotas};
use std::collections::BTreeSet;

/// The clusters without a plan that quotas and pools over several of them join with these rows, themselves not
/// without one for reasons of their own (`own`, by block).
pub(crate) fn clusters_of(
    programme: &Programme,
    outcome: &Outcome,
    rows: &[Row],
    own: &BTreeSet<usize>,
) -> Vec<ClusterId> {
    let candidacy = Candidacy::of(programme);
    let cell_of = cells_of_clusters(programme);
    let all: Vec<Quota> =
        quotas(programme, &candidacy).into_iter().chain(pools(programme, &candidacy)).collect();
    let wide: Vec<(&Quota, BTreeSet<usize>)> = all
        .iter()
        .filter(|quota| rows.contains(&quota.name) || only_cell(programme, &cell_of, quota).is_none())
        .map(|quota| {
            let of_people = quota.people.iter().map(|&n: &NomineeId| programme.nominees[n].cluster);
            (quota, of_people.chain(quota.clusters.iter().copied()).map(|id| cell_of[id]).collect())
        })
        .collect();
    let mut cells: BTreeSet<usize> = BTreeSet::new();
    let named = wide.iter().filter(|(quota, _)| rows.contains(&quota.name));
    named.for_each(|(_, reached)| cells.extend(reached));
    loop {
        let before = cells.len();
        for (_, reached) in &wide {
            if !reached.is_disjoint(&cells) {
                cells.extend(reached);
            }
        }
        if cells.len() == before {
            break;
        }
    }
    let is_meant = |id: &ClusterId| {
        let cell = cell_of[*id];
        cells.contains(&cell) && !own.contains(&cell)
    };
    let without = |id: &ClusterId| outcome.clusters[*id].status == PlanStatus::Infeasible;
    programme.clusters.ids().filter(is_meant).filter(without).collect()
}

impl Variant {
    /// Whether all these clusters have a plan, quotas and pools over several of them included; `None` where that
    /// is not known.
    pub(crate) fn has_plan_across(
        &self,
        clusters: &[ClusterId],
        options: &Options,
        (work, cache): (Work, &Cache),
    ) -> Option<bool> {
        let mut programme = self.spelled_out()?;
        if let Some(at_once) = at_once(&programme) {
            return Some(at_once);
        }
        programme.score.weights.iter_mut().for_each(|weight| *weight = 0);
        let options = Options { prices: Prices::Moot, work, ..options.clone() };
        let tried = planned(&programme, &options, Some(cache), None).ok()?;
        if tried.split.is_tied() || tried.is_unfinished() {
            return None;
        }
        Some(clusters.iter().all(|&id| tried.clusters[id].status != PlanStatus::Infeasible))
    }

    /// The programme with its loosened limits written into its tables; `None` where they cannot be.
    pub(crate) fn spelled_out(&self) -> Option<Programme> {
        let mut programme = self.programme.clone();
        let candidacy = Candidacy::of(&programme);
        let all = quotas(&programme, &candidacy);
        let place = |name: &Row| match name {
            Row::Quota { rule, scope, value } => Some((*rule, scope.clone(), value.clone())),
            _ => None,
        };
        let loosened = self.quotas.iter().filter_map(|(row, ..)| place(row)).map(|(rule, ..)| rule);
        let of_each = programme.people_rules.iter().enumerate().filter(|(_, rule)| rule.value.is_none());
        let of_each = of_each.map(|(at, _)| at + 1).filter(|_| self.in_force.is_some());
        let changed: BTreeSet<usize> = loosened.chain(of_each).collect();
        for rule in changed {
            let old = programme.people_rules.get(rule.checked_sub(1)?)?.clone();
            let of_rule = |quota: &&Quota| place(&quota.name).is_some_and(|(own, ..)| own == rule);
            let rows = all.iter().filter(of_rule).map(|quota| &quota.name);
            let loosened = self.quotas.iter().map(|(row, ..)| row);
            let mut names: Vec<&Row> = Vec::new();
            for name in rows.chain(loosened.filter(|row| place(row).is_some_and(|(own, ..)| own == rule))) {
                if !names.contains(&name) && self.is_in_force(name) {
                    names.push(name);
                }
            }
            let mut own = Vec::new();
            for name in names {
                let (_, scope, value) = place(name)?;
                let found = self.quotas.iter().find(|(row, ..)| row == name);
                let limits = found.map(|(_, min, max)| (*min, *max));
                let narrow = |limit: u64| u32::try_from(limit).unwrap_or(u32::MAX);
                own.push(PeopleRule {
                    attribute: old.attribute.clone(),
                    value: Some(value),
                    scope: one_place(&programme, &old.scope, &scope)?,
                    min: limits.map_or(old.min, |(min, _)| min.map(narrow)),
                    max: limits.map_or(old.max, |(_, max)| max.map(narrow)),
                });
            }
            // The row stays without limits, so that the others keep their numbers.
            (programme.people_rules[rule - 1].min, programme.people_rules[rule - 1].max) = (None, None);
            programme.people_rules.extend(own);
        }
        self.free_the_seats(&mut programme)?;
        Some(programme)
    }

    /// Gives clusters and pools as many seats as they like; the other clusters keep theirs.
    fn free_the_seats(&self, programme: &mut Programme) -> Option<()> {
        let whole = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        for name in &self.free_pools {
            let people = whole(programme.nominees.len());
            for pool in programme.reserved.iter_mut().filter(|pool| fold(&pool.name) == fold(name)) {
                programme.seats = programme.seats.saturating_add(people.saturating_sub(pool.seats));
                pool.seats = pool.seats.max(people);
            }
        }
        if self.free_seats.is_empty() {
            return Some(());
        }
        let split = fordel_apportion::split(&fair::problem(programme)).ok()?;
        let fair = fair::seats_of(&split)?;
        let reserved: u64 = programme.reserved.iter().map(|pool| pool.seats).sum();
        let mut total = reserved;
        for id in programme.clusters.ids().collect::<Vec<_>>() {
            let people = programme.nominees.iter().filter(|row| row.cluster == id).count();
            let seats = if self.free_seats.contains(&id) { fair[id].max(whole(people)) } else { fair[id] };
            let row = &mut programme.clusters[id];
            (row.fixed_seats, row.min_seats, row.max_seats) = (Some(seats), None, None);
            total = total.saturating_add(seats);
        }
        programme.seats = total;
        // Where no seat may stay empty, those of the free clusters may.
        if programme.unfilled == Unfilled::Refuse {
            programme.unfilled = Unfilled::LeaveEmpty;
            let bound = programme.clusters.ids().filter(|id| !self.free_seats.contains(id)).collect();
            fill_seats(programme, bound, &fair);
        }
        Some(())
    }
}

/// Asks that these clusters fill all their seats: by a column that says whose seat somebody uses, and a least number
/// of each.
fn fill_seats(programme: &mut Programme, clusters: Vec<ClusterId>, fair: &IdVec<ClusterId, u64>) {
    // No heading that somebody may have written.
    let heading = "\u{0}seat".to_owned();
    let candidacy = Candidacy::of(programme);
    programme.extra_columns.push(heading.clone());
    for n in programme.nominees.ids().collect::<Vec<_>>() {
        let text = if candidacy.pool[n].is_some() { "" } else { "own" };
        programme.nominees[n].extra.push(text.to_owned());
    }
    for id in clusters.into_iter().filter(|&id| fair[id] > 0) {
        programme.people_rules.push(PeopleRule {
            attribute: Column::Extra(heading.clone()),
            value: Some("own".to_owned()),
            scope: Scope::Cluster(Some(id)),
            min: Some(u32::try_from(fair[id]).unwrap_or(u32::MAX)),
            max: None,
        });
    }
}

/// What can be said without planning: nobody asks for anybody, so that a plan of nobody is one; or a quota asks for
/// more people than there are, at most as many of each cluster as it has seats.
fn at_once(programme: &Programme) -> Option<bool> {
    let candidacy = Candidacy::of(programme);
    let all = quotas(programme, &candidacy);
    let is_asked = programme.unfilled == Unfilled::Refuse
        || programme.initiatives.iter().any(|row| row.teams_min > 0)
        || programme.nominees.ids().any(|n| candidacy.pinned_in[n])
        || all.iter().any(|quota| quota.min.is_some_and(|min| min > 0));
    if !is_asked {
        return Some(true);
    }
    let split = fordel_apportion::split(&fair::problem(programme)).ok()?;
    let fair = fair::seats_of(&split)?;
    let most = |quota: &Quota| -> u64 {
        let in_pools = quota.people.iter().filter(|&&n| candidacy.pool[n].is_some()).count() as u64;
        let of_cluster = |id: ClusterId| {
            let here =
                |n: &&NomineeId| candidacy.pool[**n].is_none() && programme.nominees[**n].cluster == id;
            let people = quota.people.iter().filter(here).count() as u64;
            if programme.unfilled == Unfilled::Redistribute { people } else { people.min(fair[id]) }
        };
        in_pools + programme.clusters.ids().map(of_cluster).sum::<u64>()
    };
    all.iter().any(|quota| quota.min.is_some_and(|min| most(quota) < min)).then_some(false)
}

/// One of the places that a scope stands for.
fn one_place(programme: &Programme, scope: &Scope, place: &str) -> Option<Scope> {
    Some(match scope {
        Scope::Programme => Scope::Programme,
        Scope::Region(_) => Scope::Region(Some(place.to_owned())),
        Scope::Cluster(_) => {
            let id = programme.clusters.enumerate().find(|(_, row)| row.id == place).map(|(id, _)| id)?;
            Scope::Cluster(Some(id))
        }
    })
}
