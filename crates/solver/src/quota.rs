//! Quotas on people, spelled out: one for every value and every place a row of the table stands for.

use crate::candidacy::Candidacy;
use fordel_model::programme::Reserved;
use fordel_model::{ClusterId, NomineeId, PeopleRule, Programme, Scope, fold, plan};
use std::collections::{BTreeMap, BTreeSet};

/// One quota: how many of these people are selected.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Quota {
    /// Its name in certificates.
    pub name: plan::Row,
    /// The clusters of its scope, ascending.
    pub clusters: Vec<ClusterId>,
    /// The candidates it counts, ascending.
    pub people: Vec<NomineeId>,
    /// At least this many.
    pub min: Option<u64>,
    /// At most this many.
    pub max: Option<u64>,
}

/// The pools of reserved seats as quotas: of those who use one at most its seats are selected. In the
/// programme's order; pools that nobody may use are left out.
pub fn pools(programme: &Programme, candidacy: &Candidacy) -> Vec<Quota> {
    let pool = |(at, pool): (usize, &Reserved)| {
        let uses = |id: &NomineeId| candidacy.pool[*id] == Some(at) && candidacy.is_candidate(*id);
        Quota {
            name: pool_row(programme, &pool.name),
            clusters: programme.clusters.ids().collect(),
            people: programme.nominees.ids().filter(uses).collect(),
            min: None,
            max: Some(pool.seats),
        }
    };
    let all = programme.reserved.iter().enumerate().map(pool);
    all.filter(|quota| !quota.people.is_empty()).collect()
}

/// A pool's row in certificates: its seats by name, or, where a cluster has that id, row 0 of `quotas`.
fn pool_row(programme: &Programme, name: &str) -> plan::Row {
    if programme.clusters.iter().any(|cluster| fold(&cluster.id) == fold(name)) {
        plan::Row::Quota { rule: 0, scope: String::new(), value: fold(name) }
    } else {
        plan::Row::Seats(name.to_owned())
    }
}

/// All quotas of the programme, in table order, then by place, then by value.
pub fn quotas(programme: &Programme, candidacy: &Candidacy) -> Vec<Quota> {
    let spelled_out = |(at, rule): (usize, &PeopleRule)| {
        scopes(programme, &rule.scope)
            .into_iter()
            .flat_map(|(scope, clusters)| of_scope(programme, candidacy, at + 1, rule, &scope, &clusters))
            .collect::<Vec<_>>()
    };
    programme.people_rules.iter().enumerate().flat_map(spelled_out).collect()
}

/// The places a scope stands for, each with its clusters.
fn scopes(programme: &Programme, scope: &Scope) -> Vec<(String, Vec<ClusterId>)> {
    let in_region = |region: &str| {
        let here = |id: &ClusterId| {
            programme.clusters[*id].region.as_deref().is_some_and(|own| fold(own) == fold(region))
        };
        programme.clusters.ids().filter(here).collect::<Vec<_>>()
    };
    match scope {
        Scope::Programme => vec![(String::new(), programme.clusters.ids().collect())],
        Scope::Region(Some(region)) => vec![(region.clone(), in_region(region))],
        Scope::Region(None) => {
            let regions: BTreeMap<String, String> = programme
                .clusters
                .iter()
                .filter_map(|cluster| cluster.region.clone())
                .map(|region| (fold(&region), region))
                .collect();
            regions.into_values().map(|region| (region.clone(), in_region(&region))).collect()
        }
        Scope::Cluster(Some(id)) => vec![(programme.clusters[*id].id.clone(), vec![*id])],
        Scope::Cluster(None) => {
            programme.clusters.enumerate().map(|(id, cluster)| (cluster.id.clone(), vec![id])).collect()
        }
    }
}

/// The quotas of one rule at one place: one, or one for each value.
fn of_scope(
    programme: &Programme,
    candidacy: &Candidacy,
    rule_number: usize,
    rule: &PeopleRule,
    scope: &str,
    clusters: &[ClusterId],
) -> Vec<Quota> {
    let clusters: BTreeSet<ClusterId> = clusters.iter().copied().collect();
    let mut by_value: BTreeMap<String, Vec<NomineeId>> = BTreeMap::new();
    if let Some(value) = &rule.value {
        by_value.insert(fold(value), Vec::new());
    }
    for (id, nominee) in programme.nominees.enumerate() {
        if !candidacy.standing[id].is_eligible() || !clusters.contains(&nominee.cluster) {
            continue;
        }
        let Some(text) = programme.text(id, &rule.attribute) else { continue };
        let value = fold(&text);
        let people = match &rule.value {
            Some(_) => by_value.get_mut(&value),
            None => Some(by_value.entry(value).or_default()),
        };
        if let (Some(people), true) = (people, candidacy.is_candidate(id)) {
            people.push(id);
        }
    }
    by_value
        .into_iter()
        .map(|(value, people)| Quota {
            name: plan::Row::Quota { rule: rule_number, scope: scope.to_owned(), value },
            clusters: clusters.iter().copied().collect(),
            people,
            min: rule.min.filter(|&least| least > 0).map(u64::from),
            max: rule.max.map(u64::from),
        })
        .collect()
}
