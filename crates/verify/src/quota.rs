//! Rows of the table `quotas`, one by one: `*` and "each region" written out (contract, section 3).

use crate::Facts;
use fordel_model::{ClusterId, NomineeId, Scope, fold};
use std::collections::BTreeSet;

/// One quota on people: how many of those it counts are selected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quota {
    /// Row of the table, from 1; 0 for the seats of a pool, see [`pools`].
    pub rule: usize,
    /// The region's name or the cluster's id; empty for the programme.
    pub scope: String,
    /// The value, folded.
    pub value: String,
    /// The clusters it looks at, in table order.
    pub clusters: Vec<ClusterId>,
    /// Everybody it counts if selected, in nominee order.
    pub counted: Vec<NomineeId>,
    /// At least this many of them are selected.
    pub min: Option<u32>,
    /// At most this many.
    pub max: Option<u32>,
}

/// All quotas of a programme: in table order, then by scope, then by value.
pub fn quotas(facts: &Facts<'_>) -> Vec<Quota> {
    let programme = facts.programme;
    let mut all = Vec::new();
    for (row, rule) in programme.people_rules.iter().enumerate() {
        for (scope, clusters) in scopes(facts, &rule.scope) {
            let within = |id: NomineeId| clusters.contains(&programme.nominees[id].cluster);
            let text = |id: NomineeId| programme.text(id, &rule.attribute).map(|text| fold(&text));
            let values: BTreeSet<String> = match &rule.value {
                Some(value) => BTreeSet::from([fold(value)]),
                None => facts
                    .people
                    .enumerate()
                    .filter(|&(id, person)| person.eligible && within(id))
                    .filter_map(|(id, _)| text(id))
                    .collect(),
            };
            for value in values {
                let counts = |id: &NomineeId| within(*id) && text(*id).as_ref() == Some(&value);
                let counted = programme.nominees.ids().filter(counts).collect();
                let (min, max) = (rule.min, rule.max);
                let (scope, clusters) = (scope.clone(), clusters.clone());
                all.push(Quota { rule: row + 1, scope, value, clusters, counted, min, max });
            }
        }
    }
    all
}

/// Pools of reserved seats as quotas: at most their seats over all people who use them.
pub fn pools(facts: &Facts<'_>) -> Vec<Quota> {
    let programme = facts.programme;
    let pool = |(number, pool): (usize, &fordel_model::programme::Reserved)| Quota {
        rule: 0,
        scope: String::new(),
        value: fold(&pool.name),
        clusters: programme.clusters.ids().collect(),
        counted: programme.nominees.ids().filter(|&id| facts.people[id].pool == Some(number)).collect(),
        min: None,
        max: Some(u32::try_from(pool.seats).unwrap_or(u32::MAX)),
    };
    programme.reserved.iter().enumerate().map(pool).collect()
}

/// The scopes a row stands for: the name and the clusters of each.
fn scopes(facts: &Facts<'_>, scope: &Scope) -> Vec<(String, Vec<ClusterId>)> {
    let clusters = &facts.programme.clusters;
    let of_region = |name: &str| -> Vec<ClusterId> {
        clusters
            .enumerate()
            .filter(|(_, row)| row.region.as_deref().is_some_and(|region| fold(region) == fold(name)))
            .map(|(id, _)| id)
            .collect()
    };
    match scope {
        Scope::Programme => vec![(String::new(), clusters.ids().collect())],
        Scope::Region(Some(name)) => vec![(name.clone(), of_region(name))],
        Scope::Region(None) => {
            let mut seen = BTreeSet::new();
            clusters
                .iter()
                .filter_map(|row| row.region.as_deref())
                .filter(|name| seen.insert(fold(name)))
                .map(|name| (name.to_owned(), of_region(name)))
                .collect()
        }
        Scope::Cluster(Some(id)) => vec![(clusters[*id].id.clone(), vec![*id])],
        Scope::Cluster(None) => clusters.enumerate().map(|(id, row)| (row.id.clone(), vec![id])).collect(),
    }
}
