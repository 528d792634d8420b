//! Programme and changes -> programme: what a scenario means, as a value.

use crate::change::{Bound, Change, InitiativeField, NewInitiative, NewNominee, RuleChange};
use crate::claim::claims;
use crate::id::Id;
use crate::misfit::{Misfit, WhyMisfit};
use crate::programme::Reserved;
use crate::{
    ClusterId, Criterion, IdVec, Initiative, InitiativeId, Nominee, NomineeId, Pin, PinSide, Programme,
    SectorId, Status, TeamRule, TeamSize, Waiver, Weight, fold, quota_part, regroup,
};
use std::collections::BTreeMap;

/// The programme with the changes made, in order. A programme that was valid stays valid.
///
/// # Errors
/// Every change that does not fit, in order; then what the whole does not hold.
pub fn apply(programme: &Programme, changes: &[Change]) -> Result<Programme, Vec<Misfit>> {
    let mut changed = programme.clone();
    apply_to(&mut changed, changes)?;
    Ok(changed)
}

/// The same in place, for a caller that has a copy already. After an error the copy is of no use.
///
/// # Errors
/// As for [`apply`].
pub fn apply_to(programme: &mut Programme, changes: &[Change]) -> Result<(), Vec<Misfit>> {
    let mut misfits = contradictions(changes);
    let rows = programme.people_rules.len();
    // A row of quotas stands for the values that are there in the end: its parts come after everything else, and
    // rows that only they make after them.
    let is_of_parts =
        |change: &Change| matches!(change, Change::Quota { row, part, .. } if part.is_some() || *row > rows);
    let make = |programme: &mut Programme, misfits: &mut Vec<Misfit>, last: bool| {
        for (at, change) in changes.iter().enumerate().filter(|(_, change)| is_of_parts(change) == last) {
            if let Err(why) = one(programme, change) {
                misfits.push(Misfit { change: at, why });
            }
        }
    };
    make(programme, &mut misfits, false);
    let parts = quota_part::apply(programme, changes, &mut misfits);
    make(programme, &mut misfits, true);
    if misfits.is_empty() {
        misfits.extend(whole(programme, changes, &parts));
    }
    misfits.sort_by_key(|misfit| misfit.change);
    if misfits.is_empty() { Ok(()) } else { Err(misfits) }
}

/// Changes that decide one thing in two ways: the later one with the earlier one.
fn contradictions(changes: &[Change]) -> Vec<Misfit> {
    if changes.len() < 2 {
        return Vec::new();
    }
    let mut decided: BTreeMap<_, (String, usize)> = BTreeMap::new();
    let mut misfits: Vec<Misfit> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        for (about, says) in claims(change) {
            match decided.get(&about) {
                Some((other, _)) if *other == says => {}
                Some(&(_, first)) if misfits.last().is_none_or(|last| last.change != at) => {
                    misfits.push(Misfit { change: at, why: WhyMisfit::Contradicts(first) });
                }
                Some(_) => {}
                None => {
                    decided.insert(about, (says, at));
                }
            }
        }
    }
    misfits
}

/// What must hold of the programme as a whole; told of the last change that touches it.
fn whole(programme: &Programme, changes: &[Change], parts: &BTreeMap<usize, String>) -> Vec<Misfit> {
    let last = |touches: fn(&Change) -> bool| changes.iter().rposition(touches).unwrap_or(0);
    let mut misfits = Vec::new();
    let reserved: u64 = programme.reserved.iter().map(|pool| pool.seats).fold(0, u64::saturating_add);
    if reserved > programme.seats {
        let change = last(|change| matches!(change, Change::Seats(_) | Change::Reserved { .. }));
        let why = WhyMisfit::ReservedAboveSeats { reserved, seats: programme.seats };
        misfits.push(Misfit { change, why });
    }
    if programme.clusters.iter().all(|cluster| cluster.weight.is_zero()) {
        let change = last(|change| matches!(change, Change::Key(_) | Change::Weight { .. }));
        misfits.push(Misfit { change, why: WhyMisfit::NoWeight(programme.key.clone()) });
    }
    let methods = programme.level_methods.len();
    if methods != 0 && methods != programme.levels.len() + 1 {
        let change = last(|change| matches!(change, Change::Levels(_) | Change::LevelMethods(_)));
        let why = WhyMisfit::LevelMethods { methods, levels: programme.levels.len() };
        misfits.push(Misfit { change, why });
    }
    let about_score = |change: &Change| {
        matches!(
            change,
            Change::ScoreWeight(..) | Change::PreferencePoints(_) | Change::Add(_) | Change::Reinstate(_)
        )
    };
    if changes.iter().any(about_score) && largest_score(programme) > MAX_SCORE {
        misfits.push(Misfit { change: last(about_score), why: WhyMisfit::ScoreTooLarge });
    }
    let about_quotas = |change: &Change| matches!(change, Change::Quota { .. });
    for (row, rule) in programme.people_rules.iter().enumerate() {
        if let (Some(min), Some(max), true) = (rule.min, rule.max, changes.iter().any(about_quotas))
            && min > max
        {
            let what = parts.get(&(row + 1)).cloned().unwrap_or_else(|| format!("quotas:{}", row + 1));
            let why = WhyMisfit::MinAboveMax { what, min: u64::from(min), max: u64::from(max) };
            misfits.push(Misfit { change: last(about_quotas), why });
        }
    }
    let about_bounds =
        |change: &Change| matches!(change, Change::MinSeats(_) | Change::MaxSeats(_) | Change::Bound { .. });
    let bounds_change = last(about_bounds);
    for cluster in programme.clusters.iter() {
        let (min, max) =
            (cluster.min_seats.or(programme.min_seats), cluster.max_seats.or(programme.max_seats));
        let crossed = match (cluster.fixed_seats, min, max) {
            (None, Some(min), Some(max)) if min > max => Some((min, max)),
            (Some(fixed), ..) if cluster.min_seats.is_some_and(|min| fixed < min) => {
                cluster.min_seats.map(|min| (min, fixed))
            }
            (Some(fixed), ..) if cluster.max_seats.is_some_and(|max| fixed > max) => {
                cluster.max_seats.map(|max| (fixed, max))
            }
            _ => None,
        };
        if let (Some((min, max)), true) = (crossed, changes.iter().any(about_bounds)) {
            let why = WhyMisfit::MinAboveMax { what: cluster.id.clone(), min, max };
            misfits.push(Misfit { change: bounds_change, why });
        }
    }
    misfits
}

/// The largest score of a team, either way, with which sums stay exact.
const MAX_SCORE: i128 = 1_000_000_000_000;

/// What a team of four could score at most, either way.
fn largest_score(programme: &Programme) -> i128 {
    let rule = &programme.score;
    let points = i128::from(rule.preference_points.iter().copied().max().unwrap_or(0));
    let range = |at: usize| {
        let nominated = programme.nominees.iter().filter(|nominee| nominee.status == Status::Nominated);
        let figures = || nominated.clone().filter_map(|nominee| nominee.diversity.get(at).copied());
        match (figures().min(), figures().max()) {
            (Some(least), Some(most)) => i128::from(most) - i128::from(least),
            _ => 0,
        }
    };
    let largest = |criterion: Criterion| match criterion {
        Criterion::Preference => 4 * points,
        Criterion::Sectors | Criterion::Organisations | Criterion::Professions => 300,
        Criterion::Chain => 600,
        Criterion::Merit | Criterion::Balance => 400,
        Criterion::Diversity => 6 * (0..rule.diversity_columns.len()).map(range).sum::<i128>(),
    };
    Criterion::ALL.into_iter().map(|criterion| i128::from(rule.weight(criterion)) * largest(criterion)).sum()
}

/// Makes one change.
fn one(programme: &mut Programme, change: &Change) -> Result<(), WhyMisfit> {
    match change {
        Change::Key(key) => rekey(programme, key)?,
        Change::Weight { cluster, weight } => {
            let id = cluster_id(programme, cluster)?;
            programme.clusters[id].weight = weight.clone();
        }
        Change::Seats(seats) => programme.seats = *seats,
        Change::Reserved { pool, seats } => reserve(programme, pool, *seats),
        Change::Method(method) => {
            programme.method = *method;
            programme.level_methods.clear();
        }
        Change::LevelMethods(methods) => {
            programme.level_methods = methods.clone();
            if methods.len() == programme.levels.len() && !methods.is_empty() {
                programme.level_methods.push(programme.method);
            }
        }
        Change::BoundRule(rule) => programme.bound_rule = *rule,
        Change::Levels(levels) => relevel(programme, levels)?,
        Change::MinSeats(seats) => programme.min_seats = *seats,
        Change::MaxSeats(seats) => programme.max_seats = *seats,
        Change::Bound { cluster, bound, seats } => {
            let id = cluster_id(programme, cluster)?;
            let row = &mut programme.clusters[id];
            match bound {
                Bound::Min => row.min_seats = *seats,
                Bound::Max => row.max_seats = *seats,
                Bound::Fixed => row.fixed_seats = *seats,
            }
        }
        Change::OnTie(rule) => programme.on_tie = *rule,
        Change::Seed(seed) => programme.seed = *seed,
        Change::TeamSize(size) => {
            let before = programme.team_size;
            programme
                .initiatives
                .iter_mut()
                .filter(|initiative| initiative.size == before)
                .for_each(|initiative| initiative.size = *size);
            programme.team_size = *size;
        }
        Change::Objective(objective) => programme.objective = *objective,
        Change::Unfilled(unfilled) => programme.unfilled = *unfilled,
        Change::Rule(rule) => {
            let rules = &mut programme.rules;
            match rule {
                RuleChange::MinSectors(n) => rules.min_sectors = *n,
                RuleChange::MaxSameOrganisation(n) => rules.max_same_organisation = *n,
                RuleChange::MaxSameProfession(n) => rules.max_same_profession = *n,
                RuleChange::MinLeadersOfLeaders(n) => rules.min_leaders_of_leaders = *n,
                RuleChange::NobodyAlone(columns) => rules.nobody_alone = columns.clone(),
                RuleChange::RespectPriority(respect) => rules.respect_priority = *respect,
                RuleChange::Further(name, further) => {
                    rules.replace_further(*name, further);
                    has_figures(programme, programme.nominees.ids())?;
                }
            }
        }
        Change::ScoreWeight(criterion, weight) => programme.score.weights[*criterion as usize] = *weight,
        Change::PreferencePoints(points) => programme.score.preference_points = points.clone(),
        Change::Withdraw(nominee) => {
            let id = nominee_id(programme, nominee)?;
            programme.nominees[id].status = Status::Withdrawn;
        }
        Change::Reinstate(nominee) => {
            let id = nominee_id(programme, nominee)?;
            programme.nominees[id].status = Status::Nominated;
            has_figures(programme, std::iter::once(id))?;
        }
        Change::Add(new) => add_nominee(programme, new)?,
        Change::Move { nominee, cluster } => {
            let id = nominee_id(programme, nominee)?;
            let to = cluster_id(programme, cluster)?;
            let belongs = |k: &InitiativeId| programme.initiatives[*k].clusters.contains(&to);
            let row = &programme.nominees[id];
            let initiatives = row.initiatives.iter().copied().filter(belongs).collect();
            let preferences = row.preferences.iter().copied().filter(belongs).collect();
            let row = &mut programme.nominees[id];
            (row.cluster, row.initiatives, row.preferences) = (to, initiatives, preferences);
        }
        Change::AddInitiative(new) => add_initiative(programme, new)?,
        Change::DropInitiative(id) => {
            let gone = initiative_id(programme, id)?;
            retain_initiatives(programme, |k| (k != gone).then_some(k));
        }
        Change::MergeInitiatives { from, into } => {
            let into = initiative_id(programme, into)?;
            let ends: Vec<InitiativeId> =
                from.iter().map(|id| initiative_id(programme, id)).collect::<Result<_, _>>()?;
            let clusters: Vec<ClusterId> =
                ends.iter().flat_map(|&k| programme.initiatives[k].clusters.clone()).collect();
            let row = &mut programme.initiatives[into];
            row.clusters.extend(clusters);
            row.clusters.sort_unstable();
            row.clusters.dedup();
            retain_initiatives(programme, |k| Some(if ends.contains(&k) && k != into { into } else { k }));
        }
        Change::Teams { initiative, min, max } => {
            let id = initiative_id(programme, initiative)?;
            let row = &mut programme.initiatives[id];
            let (min, max) = (min.unwrap_or(row.teams_min), max.unwrap_or(row.teams_max));
            if min > max {
                let what = row.id.clone();
                return Err(WhyMisfit::MinAboveMax { what, min: u64::from(min), max: u64::from(max) });
            }
            (row.teams_min, row.teams_max) = (min, max);
        }
        // Made by `quota_part`.
        Change::Quota { part: Some(_), .. } => {}
        Change::Quota { row, part: None, bound, people } => {
            let at = row.checked_sub(1).filter(|&at| at < programme.people_rules.len());
            let rule =
                &mut programme.people_rules[at.ok_or(WhyMisfit::UnknownRule(format!("quotas:{row}")))?];
            match bound {
                Bound::Max => rule.max = *people,
                Bound::Min | Bound::Fixed => rule.min = *people,
            }
        }
        Change::Initiative { initiative, field } => initiative_field(programme, initiative, field)?,
        Change::Pin { nominee, initiative, side } => {
            let nominee = nominee_id(programme, nominee)?;
            let initiative = initiative.as_ref().map(|id| initiative_id(programme, id)).transpose()?;
            // What was decided before gives way to what is asked now.
            let opposes = |pin: &Pin| match (side, initiative, pin.side, pin.initiative) {
                (PinSide::In, None, PinSide::Out, other) => other.is_none(),
                (PinSide::In, Some(k), PinSide::Out, other) => other.is_none_or(|other| other == k),
                (PinSide::In, Some(k), PinSide::In, other) => other.is_some_and(|other| other != k),
                (PinSide::Out, None, PinSide::In, _) => true,
                (PinSide::Out, Some(k), PinSide::In, other) => other == Some(k),
                _ => false,
            };
            programme.pins.retain(|pin| pin.nominee != nominee || !opposes(pin));
            programme.pins.push(Pin { nominee, initiative, team: None, side: *side });
        }
        Change::PinTeam { nominee, team } => {
            let nominee = nominee_id(programme, nominee)?;
            programme.pins.retain(|pin| pin.nominee != nominee);
            let team = Some(team.clone());
            programme.pins.push(Pin { nominee, initiative: None, team, side: PinSide::In });
        }
        Change::Waive(rule) => {
            let waiver = Waiver::of_name(programme, rule);
            waiver.ok_or_else(|| WhyMisfit::UnknownRule(rule.clone()))?.apply(programme);
        }
        Change::Unpin(nominee) => {
            let nominee = nominee_id(programme, nominee)?;
            programme.pins.retain(|pin| pin.nominee != nominee);
        }
        Change::MergeClusters { from, id, name } => regroup::merge(programme, from, id, name)?,
        Change::SplitCluster { cluster, into } => regroup::split(programme, cluster, into)?,
    }
    Ok(())
}

/// The position of the row with this id: as written first, because that is quick.
fn position<'a>(ids: impl Iterator<Item = &'a str> + Clone, id: &str) -> Option<usize> {
    ids.clone().position(|known| known == id).or_else(|| {
        let id = fold(id);
        ids.into_iter().position(|known| fold(known) == id)
    })
}

pub(crate) fn cluster_id(programme: &Programme, id: &str) -> Result<ClusterId, WhyMisfit> {
    let ids = programme.clusters.iter().map(|cluster| cluster.id.as_str());
    position(ids, id).map(ClusterId::from_index).ok_or_else(|| WhyMisfit::UnknownCluster(id.to_owned()))
}

/// Gives a field of an initiative its new value.
fn initiative_field(programme: &mut Programme, id: &str, field: &InitiativeField) -> Result<(), WhyMisfit> {
    let k = initiative_id(programme, id)?;
    let size = |min: u8, max: u8| {
        let (least, most) = (u64::from(min), u64::from(max));
        TeamSize::new(min, max).ok_or(WhyMisfit::MinAboveMax { what: id.to_owned(), min: least, max: most })
    };
    let own = programme.initiatives[k].size;
    match field {
        InitiativeField::SizeMin(least) => programme.initiatives[k].size = size(*least, own.max())?,
        InitiativeField::SizeMax(most) => programme.initiatives[k].size = size(own.min(), *most)?,
        InitiativeField::MinSectors(least) => programme.initiatives[k].min_sectors = Some(*least),
        InitiativeField::RequiredSectors(names) => {
            let ids: Vec<SectorId> =
                names.iter().map(|name| sector_id(programme, name)).collect::<Result<_, _>>()?;
            programme.initiatives[k].required_sectors = ids;
        }
        InitiativeField::RequiredLevels(levels) => programme.initiatives[k].required_levels = levels.clone(),
        InitiativeField::SharedWith(cluster) => {
            let cluster = cluster_id(programme, cluster)?;
            let clusters = &mut programme.initiatives[k].clusters;
            clusters.push(cluster);
            clusters.sort_unstable();
            clusters.dedup();
        }
    }
    Ok(())
}

pub(crate) fn initiative_id(programme: &Programme, id: &str) -> Result<InitiativeId, WhyMisfit> {
    let ids = programme.initiatives.iter().map(|initiative| initiative.id.as_str());
    position(ids, id).map(InitiativeId::from_index).ok_or_else(|| WhyMisfit::UnknownInitiative(id.to_owned()))
}

pub(crate) fn nominee_id(programme: &Programme, id: &str) -> Result<NomineeId, WhyMisfit> {
    let ids = programme.nominees.iter().map(|nominee| nominee.id.as_str());
    position(ids, id).map(NomineeId::from_index).ok_or_else(|| WhyMisfit::UnknownNominee(id.to_owned()))
}

fn sector_id(programme: &Programme, name: &str) -> Result<SectorId, WhyMisfit> {
    let names = programme.sectors.iter().map(String::as_str);
    position(names, name).map(SectorId::from_index).ok_or_else(|| WhyMisfit::UnknownSector(name.to_owned()))
}

/// Counts with another column; the old key becomes a further column in its place.
fn rekey(programme: &mut Programme, key: &str) -> Result<(), WhyMisfit> {
    if fold(key) == fold(&programme.key) {
        return Ok(());
    }
    let mut heading = None;
    let mut weights = Vec::with_capacity(programme.clusters.len());
    for cluster in programme.clusters.iter() {
        let found = cluster.extra.iter().position(|(name, _)| name == key || fold(name) == fold(key));
        let Some(at) = found else { return Err(WhyMisfit::UnknownKey(key.to_owned())) };
        let (name, text) = &cluster.extra[at];
        let no_figure = || WhyMisfit::NoFigure { column: name.clone(), text: Some(text.clone()) };
        let weight = Weight::parse(text).map_err(|_| no_figure())?;
        heading.get_or_insert_with(|| name.clone());
        weights.push((at, weight));
    }
    let before = std::mem::replace(&mut programme.key, heading.unwrap_or_else(|| key.to_owned()));
    programme.key_source = None;
    for (cluster, (at, weight)) in programme.clusters.iter_mut().zip(weights) {
        let old = std::mem::replace(&mut cluster.weight, weight);
        cluster.extra[at] = (before.clone(), old.to_string());
    }
    Ok(())
}

fn reserve(programme: &mut Programme, name: &str, seats: u64) {
    match programme.reserved.iter().position(|pool| fold(&pool.name) == fold(name)) {
        Some(at) if seats == 0 && programme.reserved[at].sectors.is_empty() => {
            let used = programme
                .nominees
                .iter()
                .any(|nominee| nominee.seat_pool.as_deref().is_some_and(|pool| fold(pool) == fold(name)));
            // People who name the pool keep it, empty as it is.
            if used {
                programme.reserved[at].seats = 0;
            } else {
                programme.reserved.remove(at);
            }
        }
        Some(at) => programme.reserved[at].seats = seats,
        None => programme.reserved.push(Reserved { name: name.to_owned(), seats, sectors: Vec::new() }),
    }
}

/// Splits over other levels first. What a level's name means is what it means in the table `clusters`.
fn relevel(programme: &mut Programme, levels: &[String]) -> Result<(), WhyMisfit> {
    let mut groups: Vec<Vec<String>> = vec![Vec::with_capacity(levels.len()); programme.clusters.len()];
    for level in levels {
        // One group is one group however it is spelled: the first spelling counts.
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (cluster, groups) in programme.clusters.iter().zip(&mut groups) {
            let text = if fold(level) == "region" {
                cluster.region.clone().unwrap_or_default()
            } else {
                let found = cluster.extra.iter().find(|(name, _)| fold(name) == fold(level));
                found.map(|(_, text)| text.clone()).ok_or_else(|| WhyMisfit::UnknownLevel(level.clone()))?
            };
            if text.is_empty() {
                return Err(WhyMisfit::NoGroup { level: level.clone(), cluster: cluster.id.clone() });
            }
            groups.push(seen.entry(fold(&text)).or_insert(text).clone());
        }
    }
    // The clusters' own method stays; there is no telling what the levels between would have.
    let own = programme.level_methods.last().copied();
    programme.level_methods = match own {
        Some(own) if levels.is_empty() => vec![own],
        _ if levels.len() == programme.levels.len() => std::mem::take(&mut programme.level_methods),
        _ => Vec::new(),
    };
    programme.levels = levels.to_vec();
    for (cluster, groups) in programme.clusters.iter_mut().zip(groups) {
        cluster.groups = groups;
    }
    Ok(())
}

fn add_nominee(programme: &mut Programme, new: &NewNominee) -> Result<(), WhyMisfit> {
    if nominee_id(programme, &new.row.id).is_ok() {
        return Err(WhyMisfit::IdTaken(new.row.id.clone()));
    }
    let cluster = cluster_id(programme, &new.cluster)?;
    let sector = sector_id(programme, &new.sector)?;
    let manager = new.manager.as_ref().map(|id| nominee_id(programme, id)).transpose()?;
    let list = |ids: &[String]| -> Result<Vec<InitiativeId>, WhyMisfit> {
        ids.iter()
            .map(|id| {
                let k = initiative_id(programme, id)?;
                match programme.initiatives[k].clusters.contains(&cluster) {
                    true => Ok(k),
                    false => Err(WhyMisfit::ForeignInitiative(id.clone())),
                }
            })
            .collect()
    };
    let (initiatives, preferences) = (list(&new.initiatives)?, list(&new.preferences)?);
    let known = |heading: &str| programme.extra_columns.iter().any(|column| fold(column) == fold(heading));
    let fresh: Vec<String> =
        new.extra.iter().map(|(heading, _)| heading.clone()).filter(|heading| !known(heading)).collect();
    for heading in fresh {
        programme.extra_columns.push(heading);
        programme.nominees.iter_mut().for_each(|nominee| nominee.extra.push(String::new()));
    }
    let text_of = |heading: &String| {
        let own = new.extra.iter().find(|(name, _)| fold(name) == fold(heading));
        own.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let extra = programme.extra_columns.iter().map(text_of).collect();
    let row = Nominee { cluster, sector, manager, initiatives, preferences, extra, ..new.row.clone() };
    let id = programme.nominees.push(row);
    let mut figures = Vec::with_capacity(programme.score.diversity_columns.len());
    for column in &programme.score.diversity_columns {
        let figure = programme.text(id, column).and_then(|text| text.trim().parse::<i64>().ok());
        let missing = || WhyMisfit::NoFigure { column: column.to_string(), text: None };
        figures.push(figure.ok_or_else(missing)?);
    }
    programme.nominees[id].diversity = figures;
    has_figures(programme, std::iter::once(id))
}

/// Whether the nominated among these people have a figure wherever a mean is asked for.
fn has_figures(programme: &Programme, people: impl Iterator<Item = NomineeId>) -> Result<(), WhyMisfit> {
    for id in people.filter(|&id| programme.nominees[id].status == Status::Nominated) {
        for rule in &programme.rules.further {
            if let TeamRule::Mean { column, .. } = rule
                && programme.figure(id, column).is_none()
            {
                let text = programme.text(id, column).map(std::borrow::Cow::into_owned);
                return Err(WhyMisfit::NoFigure { column: column.to_string(), text });
            }
        }
    }
    Ok(())
}

fn add_initiative(programme: &mut Programme, new: &NewInitiative) -> Result<(), WhyMisfit> {
    if initiative_id(programme, &new.row.id).is_ok() {
        return Err(WhyMisfit::IdTaken(new.row.id.clone()));
    }
    let clusters: Vec<ClusterId> =
        new.clusters.iter().map(|id| cluster_id(programme, id)).collect::<Result<_, _>>()?;
    let required_sectors: Vec<SectorId> =
        new.required_sectors.iter().map(|name| sector_id(programme, name)).collect::<Result<_, _>>()?;
    let size = new.size.unwrap_or(programme.team_size);
    programme.initiatives.push(Initiative { clusters, required_sectors, size, ..new.row.clone() });
    Ok(())
}

/// Rewrites the table of initiatives: each becomes another (or itself), or is gone.
fn retain_initiatives(programme: &mut Programme, becomes: impl Fn(InitiativeId) -> Option<InitiativeId>) {
    let stays: Vec<InitiativeId> = programme.initiatives.ids().filter(|&k| becomes(k) == Some(k)).collect();
    let fresh = |k: InitiativeId| {
        let target = becomes(k)?;
        stays.binary_search(&target).ok().map(InitiativeId::from_index)
    };
    let list = |ids: &[InitiativeId]| {
        let mut list: Vec<InitiativeId> = Vec::with_capacity(ids.len());
        for id in ids.iter().filter_map(|&k| fresh(k)) {
            if !list.contains(&id) {
                list.push(id);
            }
        }
        list
    };
    for nominee in programme.nominees.iter_mut() {
        nominee.initiatives = list(&nominee.initiatives);
        nominee.preferences = list(&nominee.preferences);
    }
    let pins = std::mem::take(&mut programme.pins);
    programme.pins = pins
        .into_iter()
        .filter_map(|pin| match pin.initiative {
            None => Some(pin),
            Some(k) => fresh(k).map(|k| Pin { initiative: Some(k), ..pin }),
        })
        .collect();
    let rows: IdVec<InitiativeId, Initiative> =
        stays.iter().map(|&k| programme.initiatives[k].clone()).collect();
    programme.initiatives = rows;
}
