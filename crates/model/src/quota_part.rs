//! One limit of a row of the table `quotas` that stands for several: each value, each region, each cluster.
//!
//! A part is called by what the row leaves open, `vest`, `nurse` or `vest:nurse`; a row that says both its value
//! and its place has no parts.

use crate::change::{Bound, Change};
use crate::misfit::{Misfit, WhyMisfit};
use crate::{PeopleRule, Programme, Scope, fold};
use std::collections::{BTreeMap, BTreeSet};

/// A part of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuotaPart {
    /// The one place.
    pub scope: Scope,
    /// The region's name or the cluster's id, where the row is about each of them.
    pub place: Option<String>,
    /// The one value, folded where the row is about each of them.
    pub value: String,
    /// Whether the row is about each value.
    of_each_value: bool,
}

impl QuotaPart {
    /// What it is called behind the row's number.
    pub fn name(&self) -> String {
        let value = self.of_each_value.then_some(self.value.as_str());
        self.place.as_deref().into_iter().chain(value).collect::<Vec<_>>().join(":")
    }
}

/// All parts of a row (from 1), by place, then by value; none where the row stands for itself alone.
pub fn parts(programme: &Programme, row: usize) -> Vec<QuotaPart> {
    let Some(rule) = row.checked_sub(1).and_then(|at| programme.people_rules.get(at)) else {
        return Vec::new();
    };
    let places = places(programme, &rule.scope);
    if rule.value.is_some() && places.iter().all(|(_, place)| place.is_none()) {
        return Vec::new();
    }
    let of_place = |(scope, place): (Scope, Option<String>)| {
        let values: Vec<String> = match &rule.value {
            Some(value) => vec![value.clone()],
            None => values(programme, rule, &scope).into_iter().collect(),
        };
        let of_each_value = rule.value.is_none();
        values.into_iter().map(move |value| QuotaPart {
            scope: scope.clone(),
            place: place.clone(),
            value,
            of_each_value,
        })
    };
    places.into_iter().flat_map(of_place).collect()
}

/// The places a scope stands for; named where there may be several.
fn places(programme: &Programme, scope: &Scope) -> Vec<(Scope, Option<String>)> {
    match scope {
        Scope::Region(None) => {
            let regions = programme.clusters.iter().filter_map(|cluster| cluster.region.clone());
            let by_name: BTreeMap<String, String> = regions.map(|name| (fold(&name), name)).collect();
            by_name.into_values().map(|name| (Scope::Region(Some(name.clone())), Some(name))).collect()
        }
        Scope::Cluster(None) => {
            let clusters = programme.clusters.enumerate();
            clusters.map(|(id, row)| (Scope::Cluster(Some(id)), Some(row.id.clone()))).collect()
        }
        one => vec![(one.clone(), None)],
    }
}

/// The values that somebody eligible in the scope has.
fn values(programme: &Programme, rule: &PeopleRule, scope: &Scope) -> BTreeSet<String> {
    let is_within = |cluster: crate::ClusterId| match scope {
        Scope::Region(Some(region)) => {
            programme.clusters[cluster].region.as_deref().is_some_and(|own| fold(own) == fold(region))
        }
        Scope::Cluster(Some(id)) => cluster == *id,
        _ => true,
    };
    let here = programme.nominees.enumerate().filter(|(_, row)| is_within(row.cluster));
    let eligible = here.filter(|(id, _)| programme.is_eligible(*id));
    eligible.filter_map(|(id, _)| programme.text(id, &rule.attribute)).map(|text| fold(&text)).collect()
}

/// Makes the changes to parts of rows. Their rows are spelled out below the table, a row a part, and themselves
/// stay without limits, so that the others keep their numbers. Returns which part each new row is.
pub(crate) fn apply(
    programme: &mut Programme,
    changes: &[Change],
    misfits: &mut Vec<Misfit>,
) -> BTreeMap<usize, String> {
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        let Change::Quota { row, part: Some(part), bound, people } = change else { continue };
        let name = format!("quotas:{row}:{}", fold(part));
        let find = |names: &BTreeMap<usize, String>| {
            names.iter().find(|(_, known)| **known == name).map(|(row, _)| row - 1)
        };
        let mut found = find(&names);
        if found.is_none() {
            let all = parts(programme, *row);
            if all.iter().any(|one| fold(&one.name()) == fold(part)) {
                let whole = &mut programme.people_rules[row - 1];
                let (min, max) = (whole.min.take(), whole.max.take());
                let attribute = whole.attribute.clone();
                for one in all {
                    let called = format!("quotas:{row}:{}", fold(&one.name()));
                    let (value, scope) = (Some(one.value), one.scope);
                    programme.people_rules.push(PeopleRule {
                        attribute: attribute.clone(),
                        value,
                        scope,
                        min,
                        max,
                    });
                    names.insert(programme.people_rules.len(), called);
                }
                found = find(&names);
            }
        }
        let Some(found) = found else {
            misfits.push(Misfit { change: at, why: WhyMisfit::UnknownQuotaPart(*row, part.clone()) });
            continue;
        };
        match bound {
            Bound::Max => programme.people_rules[found].max = *people,
            Bound::Min | Bound::Fixed => programme.people_rules[found].min = *people,
        }
    }
    names
}
