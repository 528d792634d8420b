//! The further rules on teams ([`TeamRule`]), each by its own plain reading.

use crate::Facts;
use crate::team::TeamFault;
use fordel_model::{Column, InitiativeId, NomineeId, Programme, SectorId, TeamRule, fold};
use std::collections::BTreeMap;

/// The further rules, and the initiative's own levels, that a team of these members breaks.
pub(crate) fn further_faults(
    facts: &Facts<'_>,
    initiative: InitiativeId,
    members: &[NomineeId],
    faults: &mut Vec<TeamFault>,
) {
    let programme = facts.programme;
    let own = programme.initiatives[initiative].required_levels.iter().map(|&level| TeamRule::Level(level));
    let own: Vec<TeamRule> = own.collect();
    for rule in own.iter().chain(&programme.rules.further) {
        match rule {
            TeamRule::Sector(sector) => missing_sector(programme, members, *sector, faults),
            TeamRule::Level(level) => {
                count_fault(programme, members, &Column::Level, level.code(), (1, None), faults);
            }
            TeamRule::Mix { column, value: Some(value), min, max } => {
                count_fault(programme, members, column, value, (*min, *max), faults);
            }
            TeamRule::Mix { column, value: None, min, max } => {
                for value in values(facts, initiative, column) {
                    count_fault(programme, members, column, &value, (*min, *max), faults);
                }
            }
            TeamRule::Skill { column, value, min } => {
                let found = members.iter().filter(|&&id| has_skill(programme, id, column, value)).count();
                if found < *min as usize {
                    faults.push(TeamFault::TooFewOf {
                        column: column.to_string(),
                        value: value.clone(),
                        found,
                        expected: *min,
                    });
                }
            }
            TeamRule::Mean { column, min, max } => {
                mean_fault(programme, members, column, (*min, *max), faults)
            }
            TeamRule::Same(_) | TeamRule::Different(_) | TeamRule::NotMet => {}
        }
    }
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            faults.extend(pair_fault(facts, a, b));
        }
    }
}

/// What a further rule has against two people in one team.
pub(crate) fn pair_fault(facts: &Facts<'_>, a: NomineeId, b: NomineeId) -> Option<TeamFault> {
    let programme = facts.programme;
    let name = |id: NomineeId| programme.nominees[id].id.clone();
    programme.rules.further.iter().find_map(|rule| match rule {
        TeamRule::Same(column) | TeamRule::Different(column) => {
            let equal = fold(&programme.text(a, column)?) == fold(&programme.text(b, column)?);
            let wants_equal = matches!(rule, TeamRule::Same(_));
            let (a, b, column) = (name(a), name(b), column.to_string());
            match (wants_equal, equal) {
                (true, false) => Some(TeamFault::NotTheSame { a, b, column }),
                (false, true) => Some(TeamFault::NotDifferent { a, b, column }),
                _ => None,
            }
        }
        TeamRule::NotMet if facts.have_met(a, b) => Some(TeamFault::HaveMet { a: name(a), b: name(b) }),
        _ => None,
    })
}

fn missing_sector(
    programme: &Programme,
    members: &[NomineeId],
    sector: SectorId,
    faults: &mut Vec<TeamFault>,
) {
    if members.iter().all(|&id| programme.nominees[id].sector != sector) {
        faults.push(TeamFault::RequiredSector { sector: programme.sector_name(sector).to_owned() });
    }
}

/// Whether somebody has a value of a column.
pub(crate) fn has_value(programme: &Programme, id: NomineeId, column: &Column, value: &str) -> bool {
    programme.text(id, column).is_some_and(|text| fold(&text) == fold(value))
}

/// Whether a skill is among those between the `;` of somebody's cell.
pub(crate) fn has_skill(programme: &Programme, id: NomineeId, column: &Column, skill: &str) -> bool {
    let Some(text) = programme.text(id, column) else { return false };
    text.split(';').any(|one| fold(one) == fold(skill))
}

/// The values of a column that people have who may sit in the initiative's teams, folded.
pub(crate) fn values(facts: &Facts<'_>, initiative: InitiativeId, column: &Column) -> Vec<String> {
    let mut values: BTreeMap<String, ()> = BTreeMap::new();
    for id in facts.candidates(initiative) {
        if let Some(text) = facts.programme.text(id, column) {
            values.insert(fold(&text), ());
        }
    }
    values.into_keys().collect()
}

fn count_fault(
    programme: &Programme,
    members: &[NomineeId],
    column: &Column,
    value: &str,
    (min, max): (u32, Option<u32>),
    faults: &mut Vec<TeamFault>,
) {
    let found = members.iter().filter(|&&id| has_value(programme, id, column, value)).count();
    let (column, value) = (column.to_string(), value.to_owned());
    if found < min as usize {
        faults.push(TeamFault::TooFewOf { column, value, found, expected: min });
    } else if let Some(max) = max.filter(|&max| found > max as usize) {
        faults.push(TeamFault::TooManyOf { column, value, found, expected: max });
    }
}

fn mean_fault(
    programme: &Programme,
    members: &[NomineeId],
    column: &Column,
    (min, max): (Option<i64>, Option<i64>),
    faults: &mut Vec<TeamFault>,
) {
    let figures: Vec<i64> = members.iter().filter_map(|&id| programme.figure(id, column)).collect();
    let people = i64::try_from(figures.len()).expect("a team is small");
    let sum: i64 = figures.iter().sum();
    let column = column.to_string();
    if let Some(expected) = min.filter(|min| sum < min * people) {
        faults.push(TeamFault::MeanTooLow { column, sum, people, expected });
    } else if let Some(expected) = max.filter(|max| sum > max * people) {
        faults.push(TeamFault::MeanTooHigh { column, sum, people, expected });
    }
}
