//! Clusters merged into one, and one split into several.

use crate::apply::{cluster_id, initiative_id, nominee_id};
use crate::change::Part;
use crate::misfit::WhyMisfit;
use crate::{Cluster, ClusterId, IdVec, Programme, Scope, Weight, fold};

/// Makes one cluster of several, at the place of the first: weights and bounds are added up.
pub(crate) fn merge(
    programme: &mut Programme,
    from: &[String],
    id: &str,
    name: &str,
) -> Result<(), WhyMisfit> {
    let mut ids: Vec<ClusterId> =
        from.iter().map(|id| cluster_id(programme, id)).collect::<Result<_, _>>()?;
    ids.sort_unstable();
    ids.dedup();
    let [first, others @ ..] = ids.as_slice() else { return Err(WhyMisfit::NotSeveral(id.to_owned())) };
    if ids.len() < from.len() || others.is_empty() {
        return Err(WhyMisfit::NotSeveral(id.to_owned()));
    }
    if let Ok(taken) = cluster_id(programme, id)
        && !ids.contains(&taken)
    {
        return Err(WhyMisfit::IdTaken(id.to_owned()));
    }
    let rows = || ids.iter().map(|&id| &programme.clusters[id]);
    let one = &programme.clusters[*first];
    if let Some(other) = rows().find(|row| row.groups != one.groups) {
        return Err(WhyMisfit::DifferentGroups(other.id.clone()));
    }
    let total = |bound: fn(&Cluster) -> Option<u64>| rows().map(bound).sum::<Option<u64>>();
    let extra = one.extra.iter().enumerate().map(|(at, (heading, text))| {
        let cells = || rows().map(|row| row.extra.get(at).map_or("", |(_, text)| text.as_str()));
        let weights: Option<Vec<Weight>> = cells().map(|cell| Weight::parse(cell).ok()).collect();
        let text = match weights {
            Some(weights) => sum(&weights).to_string(),
            None => text.clone(),
        };
        (heading.clone(), text)
    });
    let merged = Cluster {
        id: id.to_owned(),
        name: name.to_owned(),
        region: one.region.clone().filter(|region| rows().all(|row| row.region.as_ref() == Some(region))),
        weight: sum(&rows().map(|row| row.weight.clone()).collect::<Vec<_>>()),
        groups: one.groups.clone(),
        min_seats: total(|row| row.min_seats),
        max_seats: total(|row| row.max_seats),
        fixed_seats: total(|row| row.fixed_seats),
        contact_person: one.contact_person.clone(),
        extra: extra.collect(),
    };
    programme.clusters[*first] = merged;
    let (first, others) = (*first, others.to_vec());
    rearrange(programme, |id| if others.contains(&id) { first } else { id });
    Ok(())
}

/// Makes several clusters of one: the first part in its place, the others behind all clusters.
pub(crate) fn split(programme: &mut Programme, cluster: &str, into: &[Part]) -> Result<(), WhyMisfit> {
    let whole = cluster_id(programme, cluster)?;
    let [first, others @ ..] = into else { return Err(WhyMisfit::NotSeveral(cluster.to_owned())) };
    let distinct: std::collections::BTreeSet<String> = into.iter().map(|part| fold(&part.id)).collect();
    if others.is_empty() || distinct.len() < into.len() {
        return Err(WhyMisfit::NotSeveral(cluster.to_owned()));
    }
    for part in into {
        if cluster_id(programme, &part.id).is_ok_and(|taken| taken != whole) {
            return Err(WhyMisfit::IdTaken(part.id.clone()));
        }
    }
    let row = programme.clusters[whole].clone();
    let piece = |part: &Part| Cluster {
        id: part.id.clone(),
        name: part.name.clone(),
        weight: part.weight.clone(),
        min_seats: None,
        max_seats: None,
        fixed_seats: None,
        ..row.clone()
    };
    let mut places = vec![whole];
    programme.clusters[whole] = piece(first);
    for part in others {
        places.push(programme.clusters.push(piece(part)));
    }
    for (part, &place) in into.iter().zip(&places).skip(1) {
        for id in &part.initiatives {
            let k = initiative_id(programme, id)?;
            let clusters = &mut programme.initiatives[k].clusters;
            match clusters.iter_mut().find(|held| **held == whole) {
                Some(held) => *held = place,
                None => return Err(WhyMisfit::ForeignInitiative(id.clone())),
            }
            clusters.sort_unstable();
        }
    }
    for (part, &place) in into.iter().zip(&places) {
        for id in &part.nominees {
            let nominee = nominee_id(programme, id)?;
            if programme.nominees[nominee].cluster != whole {
                return Err(WhyMisfit::UnknownNominee(id.clone()));
            }
            programme.nominees[nominee].cluster = place;
        }
    }
    // What somebody may join or prefers belongs to their part.
    let (initiatives, nominees) = (&programme.initiatives, &mut programme.nominees);
    for nominee in nominees.iter_mut().filter(|nominee| places.contains(&nominee.cluster)) {
        let own = nominee.cluster;
        nominee.initiatives.retain(|&k| initiatives[k].clusters.contains(&own));
        nominee.preferences.retain(|&k| initiatives[k].clusters.contains(&own));
    }
    Ok(())
}

/// Rewrites the table of clusters: each becomes another, or stays itself.
fn rearrange(programme: &mut Programme, becomes: impl Fn(ClusterId) -> ClusterId) {
    let stays: Vec<ClusterId> = programme.clusters.ids().filter(|&id| becomes(id) == id).collect();
    let fresh = |id: ClusterId| {
        let at = stays.binary_search(&becomes(id)).expect("a cluster becomes one that stays");
        <ClusterId as crate::id::Id>::from_index(at)
    };
    for initiative in programme.initiatives.iter_mut() {
        initiative.clusters.iter_mut().for_each(|id| *id = fresh(*id));
        initiative.clusters.sort_unstable();
        initiative.clusters.dedup();
    }
    programme.nominees.iter_mut().for_each(|nominee| nominee.cluster = fresh(nominee.cluster));
    for organisation in &mut programme.organisations {
        organisation.cluster = organisation.cluster.map(&fresh);
    }
    for rule in &mut programme.people_rules {
        if let Scope::Cluster(Some(id)) = &mut rule.scope {
            *id = fresh(*id);
        }
    }
    let rows: IdVec<ClusterId, Cluster> = stays.iter().map(|&id| programme.clusters[id].clone()).collect();
    programme.clusters = rows;
}

/// Weights added up, exactly.
fn sum(weights: &[Weight]) -> Weight {
    let decimals = weights.iter().map(Weight::decimals).max().unwrap_or(0);
    let digits = weights.iter().map(|weight| weight.scaled(decimals)).fold(0u8.into(), |a, b| a + b);
    Weight::from_scaled(digits, decimals)
}
