//! The rules that each team keeps by itself (contract, section 3), one plain check a rule.

use crate::Facts;
use crate::further::further_faults;
use fordel_model::{Column, InitiativeId, Level, NomineeId, fold};
use std::collections::BTreeMap;

/// A rule that one team breaks. People are named by their ids.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TeamFault {
    /// Too few or too many members.
    #[error("has {found} members, expected {min} to {max}")]
    Size {
        /// Members found.
        found: usize,
        /// At least.
        min: u8,
        /// At most.
        max: u8,
    },
    /// A member is not nominated, or misses a requirement.
    #[error("`{nominee}` is not eligible")]
    NotEligible {
        /// Who.
        nominee: String,
    },
    /// A member's cluster does not share in the initiative.
    #[error("`{nominee}` is of cluster `{found}`, expected one of {expected:?}")]
    WrongCluster {
        /// Who.
        nominee: String,
        /// Their cluster.
        found: String,
        /// The initiative's clusters.
        expected: Vec<String>,
    },
    /// A member is nominated to other initiatives.
    #[error("`{nominee}` is nominated to {expected:?} only")]
    WrongInitiative {
        /// Who.
        nominee: String,
        /// The initiatives they are nominated to.
        expected: Vec<String>,
    },
    /// A member is pinned out, of this initiative or of all.
    #[error("`{nominee}` is pinned out")]
    PinnedOut {
        /// Who.
        nominee: String,
    },
    /// Too few sectors.
    #[error("has {found} sectors, expected at least {expected}")]
    MinSectors {
        /// Different sectors found.
        found: usize,
        /// At least.
        expected: u32,
    },
    /// A sector that each team must hold is missing.
    #[error("has nobody of sector `{sector}`")]
    RequiredSector {
        /// The sector.
        sector: String,
    },
    /// Too many of one organisation, a manager and their reports counted as one.
    #[error(
        "has {found} of organisation `{organisation}` (a manager and their own reports count as one), expected at most {expected}"
    )]
    SameOrganisation {
        /// The organisation.
        organisation: String,
        /// How many found.
        found: usize,
        /// At most.
        expected: u32,
    },
    /// Too many of one profession.
    #[error("has {found} of profession `{profession}`, expected at most {expected}")]
    SameProfession {
        /// The profession.
        profession: String,
        /// How many found.
        found: usize,
        /// At most.
        expected: u32,
    },
    /// Too few leaders of leaders.
    #[error("has {found} leaders of leaders, expected at least {expected}")]
    LeadersOfLeaders {
        /// How many found.
        found: usize,
        /// At least.
        expected: u32,
    },
    /// Somebody is the only one with their value of a column.
    #[error("`{nominee}` is alone with their `{column}`")]
    Alone {
        /// Who.
        nominee: String,
        /// The column.
        column: String,
    },
    /// Too few with a value of a column, or with a skill.
    #[error("has {found} with `{value}` in `{column}`, expected at least {expected}")]
    TooFewOf {
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// How many found.
        found: usize,
        /// At least.
        expected: u32,
    },
    /// Too many with a value of a column.
    #[error("has {found} with `{value}` in `{column}`, expected at most {expected}")]
    TooManyOf {
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// How many found.
        found: usize,
        /// At most.
        expected: u32,
    },
    /// The mean of a column is too low.
    #[error("has {sum}/{people} as its mean of `{column}`, expected at least {expected}")]
    MeanTooLow {
        /// The column.
        column: String,
        /// The sum of the figures.
        sum: i64,
        /// How many have one.
        people: i64,
        /// At least.
        expected: i64,
    },
    /// The mean of a column is too high.
    #[error("has {sum}/{people} as its mean of `{column}`, expected at most {expected}")]
    MeanTooHigh {
        /// The column.
        column: String,
        /// The sum of the figures.
        sum: i64,
        /// How many have one.
        people: i64,
        /// At most.
        expected: i64,
    },
    /// Two with different values of a column that a team has in common.
    #[error("`{a}` and `{b}` differ in `{column}`")]
    NotTheSame {
        /// One of them.
        a: String,
        /// The other.
        b: String,
        /// The column.
        column: String,
    },
    /// Two with one value of a column in which all of a team differ.
    #[error("`{a}` and `{b}` have the same `{column}`")]
    NotDifferent {
        /// One of them.
        a: String,
        /// The other.
        b: String,
        /// The column.
        column: String,
    },
    /// Two who sat in one team of an earlier cohort.
    #[error("`{a}` and `{b}` have met in an earlier cohort")]
    HaveMet {
        /// One of them.
        a: String,
        /// The other.
        b: String,
    },
    /// Two who never sit in one team.
    #[error("`{a}` and `{b}` are to be kept apart")]
    Apart {
        /// One of them.
        a: String,
        /// The other.
        b: String,
    },
    /// Somebody is here without a person they belong together with.
    #[error("`{nominee}` is here without `{missing}`, with whom they belong together")]
    NotTogether {
        /// Who is here.
        nominee: String,
        /// Who is not.
        missing: String,
    },
}

/// Every rule that a team of these members on this initiative breaks, in the contract's order.
///
/// `members` are distinct. A group's missing member is named once. A pin `in` into another
/// initiative is no fault of the team: see the rules on people.
pub fn team_faults(facts: &Facts<'_>, initiative: InitiativeId, members: &[NomineeId]) -> Vec<TeamFault> {
    let programme = facts.programme;
    let rules = &programme.rules;
    let row = &programme.initiatives[initiative];
    let name = |id: NomineeId| programme.nominees[id].id.clone();
    let mut faults = Vec::new();

    if !row.size.allows(members.len()) {
        faults.push(TeamFault::Size { found: members.len(), min: row.size.min(), max: row.size.max() });
    }
    for &id in members {
        membership_faults(facts, initiative, id, &mut faults);
    }

    let mut sectors: Vec<_> = members.iter().map(|&id| programme.nominees[id].sector).collect();
    sectors.sort_unstable();
    sectors.dedup();
    let min_sectors = row.min_sectors.unwrap_or(rules.min_sectors);
    if sectors.len() < min_sectors as usize {
        faults.push(TeamFault::MinSectors { found: sectors.len(), expected: min_sectors });
    }
    for &sector in &row.required_sectors {
        if !sectors.contains(&sector) {
            faults.push(TeamFault::RequiredSector { sector: programme.sector_name(sector).to_owned() });
        }
    }

    if let Some(most) = rules.max_same_organisation {
        for (organisation, found) in chains_by_organisation(facts, members) {
            if found > most as usize {
                faults.push(TeamFault::SameOrganisation { organisation, found, expected: most });
            }
        }
    }
    if let Some(most) = rules.max_same_profession {
        for (profession, of_it) in by_value(facts, members, &Column::Profession) {
            if of_it.len() > most as usize {
                faults.push(TeamFault::SameProfession { profession, found: of_it.len(), expected: most });
            }
        }
    }
    let leaders =
        members.iter().filter(|&&id| programme.nominees[id].level == Some(Level::LeaderOfLeaders)).count();
    if leaders < rules.min_leaders_of_leaders as usize {
        faults.push(TeamFault::LeadersOfLeaders { found: leaders, expected: rules.min_leaders_of_leaders });
    }
    for column in &rules.nobody_alone {
        for of_it in by_value(facts, members, column).values() {
            if let [only] = of_it[..] {
                faults.push(TeamFault::Alone { nominee: name(only), column: column.to_string() });
            }
        }
    }

    further_faults(facts, initiative, members, &mut faults);

    for (position, &a) in members.iter().enumerate() {
        for &b in &members[position + 1..] {
            if facts.are_apart(a, b) {
                faults.push(TeamFault::Apart { a: name(a), b: name(b) });
            }
        }
    }
    for group in &facts.groups {
        let Some(here) = group.iter().find(|id| members.contains(id)) else { continue };
        for missing in group.iter().filter(|id| !members.contains(id)) {
            faults.push(TeamFault::NotTogether { nominee: name(*here), missing: name(*missing) });
        }
    }
    faults
}

/// Why one person may not sit in a team of the initiative.
fn membership_faults(
    facts: &Facts<'_>,
    initiative: InitiativeId,
    id: NomineeId,
    faults: &mut Vec<TeamFault>,
) {
    let programme = facts.programme;
    let (person, nominee) = (&facts.people[id], &programme.nominees[id]);
    let clusters = &programme.initiatives[initiative].clusters;
    if !person.eligible {
        faults.push(TeamFault::NotEligible { nominee: nominee.id.clone() });
        return;
    }
    if !clusters.contains(&nominee.cluster) {
        faults.push(TeamFault::WrongCluster {
            nominee: nominee.id.clone(),
            found: programme.clusters[nominee.cluster].id.clone(),
            expected: clusters.iter().map(|&cluster| programme.clusters[cluster].id.clone()).collect(),
        });
    } else if !nominee.initiatives.is_empty() && !nominee.initiatives.contains(&initiative) {
        faults.push(TeamFault::WrongInitiative {
            nominee: nominee.id.clone(),
            expected: nominee.initiatives.iter().map(|&k| programme.initiatives[k].id.clone()).collect(),
        });
    } else if !person.may_join.contains(&initiative) {
        faults.push(TeamFault::PinnedOut { nominee: nominee.id.clone() });
    }
}

/// For each organisation, its number of chains: people joined by manager and report, in the team
/// and of that organisation, count as one.
fn chains_by_organisation(facts: &Facts<'_>, members: &[NomineeId]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for of_it in by_value(facts, members, &Column::Organisation).into_values() {
        let mut chain: Vec<usize> = (0..of_it.len()).collect();
        for i in 0..of_it.len() {
            for j in 0..i {
                if facts.is_chain(of_it[i], of_it[j]) {
                    let (from, to) = (chain[i], chain[j]);
                    chain.iter_mut().filter(|name| **name == from).for_each(|name| *name = to);
                }
            }
        }
        chain.sort_unstable();
        chain.dedup();
        counts.insert(facts.programme.nominees[of_it[0]].organisation.clone(), chain.len());
    }
    counts
}

/// The members by their folded text in a column; empty cells left out.
fn by_value(facts: &Facts<'_>, members: &[NomineeId], column: &Column) -> BTreeMap<String, Vec<NomineeId>> {
    let mut values: BTreeMap<String, Vec<NomineeId>> = BTreeMap::new();
    for &id in members {
        if let Some(text) = facts.programme.text(id, column) {
            values.entry(fold(&text)).or_default().push(id);
        }
    }
    values
}
