//! Columns: every team that keeps the per-team rules, with its score.
//!
//! A team that breaks a rule never becomes a column. Teams are listed initiative by initiative, their
//! members ascending, so the order is a function of the programme alone.

use crate::candidacy::Candidacy;
use crate::member::{Member, Members};
use fordel_model::id::Id;
use fordel_model::{Criterion, InitiativeId, Programme, TeamSize};

/// Marks an empty place in a team of fewer than four.
const NOBODY: u16 = u16::MAX;

/// All columns of a block, as parallel arrays.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    members: Vec<[u16; 4]>,
    initiative: Vec<u16>,
    score: Vec<i64>,
}

impl Columns {
    /// Number of columns.
    pub fn len(&self) -> usize {
        self.score.len()
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.score.is_empty()
    }
    /// The largest score there is, in absolute value; 0 without columns.
    pub fn largest_score(&self) -> i64 {
        self.score.iter().map(|score| score.abs()).max().unwrap_or(0)
    }
    /// The members' positions in the block, ascending.
    pub fn members(&self, column: usize) -> impl ExactSizeIterator<Item = usize> + '_ {
        let places = &self.members[column];
        let n = places.iter().position(|&p| p == NOBODY).unwrap_or(4);
        places[..n].iter().map(|&p| usize::from(p))
    }
    /// The initiative's position in the block.
    pub fn initiative(&self, column: usize) -> usize {
        usize::from(self.initiative[column])
    }
    /// The score.
    pub fn score(&self, column: usize) -> i64 {
        self.score[column]
    }
}

/// More columns than may be listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooMany;

/// The rules one initiative's teams keep.
struct TeamRules<'a> {
    size: TeamSize,
    min_sectors: u32,
    required_sectors: u64,
    max_same_organisation: Option<u32>,
    max_same_profession: Option<u32>,
    min_leaders_of_leaders: u32,
    watched_columns: usize,
    /// Size of each together-group, by position in `Candidacy::groups`.
    groups: &'a [Vec<fordel_model::NomineeId>],
}

/// A team being put together.
#[derive(Clone, Copy)]
struct Partial {
    places: [u16; 4],
    n: usize,
    value: i64,
    sectors: u64,
    organisations: i64,
    professions: i64,
    merit: i64,
}

struct Listing<'a> {
    members: &'a Members,
    rules: TeamRules<'a>,
    candidates: Vec<u16>,
    /// The initiative's position in the block.
    at: usize,
    weights: [i64; 8],
    limit: usize,
    columns: &'a mut Columns,
}

/// Lists all columns of `initiatives` (by position) over `members`; at most `limit`.
///
/// # Errors
/// [`TooMany`] if there are more than `limit`.
pub fn list(
    programme: &Programme,
    candidacy: &Candidacy,
    members: &Members,
    initiatives: &[InitiativeId],
    limit: usize,
) -> Result<Columns, TooMany> {
    let mut columns = Columns::default();
    for (at, &k) in initiatives.iter().enumerate() {
        let initiative = &programme.initiatives[k];
        if initiative.teams_max == 0 {
            continue;
        }
        let rules = TeamRules {
            size: initiative.size,
            min_sectors: initiative.min_sectors.unwrap_or(programme.rules.min_sectors),
            required_sectors: initiative.required_sectors.iter().map(|sector| 1u64 << sector.index()).sum(),
            max_same_organisation: programme.rules.max_same_organisation,
            max_same_profession: programme.rules.max_same_profession,
            min_leaders_of_leaders: programme.rules.min_leaders_of_leaders,
            watched_columns: programme.rules.nobody_alone.len(),
            groups: &candidacy.groups,
        };
        let candidates: Vec<u16> = (0..members.people().len())
            .filter(|&p| members.people()[p].alone[at].is_some())
            .map(|p| u16::try_from(p).expect("a block has fewer than 65535 people"))
            .collect();
        let mut listing = Listing {
            members,
            rules,
            candidates,
            at,
            weights: programme.score.weights,
            limit,
            columns: &mut columns,
        };
        let nobody = Partial {
            places: [NOBODY; 4],
            n: 0,
            value: 0,
            sectors: 0,
            organisations: 0,
            professions: 0,
            merit: 0,
        };
        listing.extend(&nobody, 0)?;
    }
    Ok(columns)
}

impl Listing<'_> {
    /// Lists every legal team that extends `partial` by candidates from position `from` on.
    fn extend(&mut self, partial: &Partial, from: usize) -> Result<(), TooMany> {
        for next in from..self.candidates.len() {
            let Some(team) = self.with(partial, self.candidates[next]) else { continue };
            if team.n >= usize::from(self.rules.size.min()) && self.is_legal(&team) {
                if self.columns.len() == self.limit {
                    return Err(TooMany);
                }
                self.columns.members.push(team.places);
                self.columns.initiative.push(u16::try_from(self.at).expect("a block has fewer initiatives"));
                self.columns.score.push(self.score(&team));
            }
            if team.n < usize::from(self.rules.size.max()) {
                self.extend(&team, next + 1)?;
            }
        }
        Ok(())
    }

    /// The team with one more person, unless somebody in it must be kept apart from them.
    fn with(&self, partial: &Partial, newcomer: u16) -> Option<Partial> {
        let person = &self.members.people()[usize::from(newcomer)];
        let (mut value, mut new_organisation, mut new_profession) = (0, true, person.profession.is_some());
        for &place in &partial.places[..partial.n] {
            let pair = self.members.pair(usize::from(place), usize::from(newcomer));
            if pair.apart {
                return None;
            }
            value += pair.value;
            new_organisation &= !pair.same_organisation;
            new_profession &= !pair.same_profession;
        }
        let mut team = *partial;
        team.places[team.n] = newcomer;
        team.n += 1;
        team.value += value + person.alone[self.at].expect("only candidates of the initiative are tried");
        team.sectors |= person.sector;
        team.organisations += i64::from(new_organisation);
        team.professions += i64::from(new_profession);
        team.merit += person.merit;
        Some(team)
    }

    fn score(&self, team: &Partial) -> i64 {
        let weight = |criterion: Criterion| self.weights[criterion as usize];
        let mut score = team.value
            + weight(Criterion::Sectors) * 100 * (i64::from(team.sectors.count_ones()) - 1)
            + weight(Criterion::Organisations) * 100 * (team.organisations - 1)
            + weight(Criterion::Professions) * 100 * (team.professions - 1).max(0);
        if let Some(mean) = self.members.mean_merit[self.at] {
            let size = i64::try_from(team.n).expect("at most 4");
            score -= weight(Criterion::Balance) * (team.merit - size * mean).abs();
        }
        score
    }

    fn is_legal(&self, team: &Partial) -> bool {
        let rules = &self.rules;
        if team.sectors.count_ones() < rules.min_sectors
            || team.sectors & rules.required_sectors != rules.required_sectors
        {
            return false;
        }
        let places = &team.places[..team.n];
        let people = || places.iter().map(|&p| &self.members.people()[usize::from(p)]);
        people().all(|person| self.holds_whole_group(person, places))
            && rules.max_same_organisation.is_none_or(|most| self.keeps_organisations(places, most))
            && rules.max_same_profession.is_none_or(|most| {
                people().all(|a| {
                    a.profession.is_none()
                        || people().filter(|b| b.profession == a.profession).count() <= most as usize
                })
            })
            && people().filter(|p| p.leads_leaders).count() >= rules.min_leaders_of_leaders as usize
            && (0..rules.watched_columns).all(|column| {
                people().all(|a| {
                    a.watched[column].is_none()
                        || people().filter(|b| b.watched[column] == a.watched[column]).count() != 1
                })
            })
    }

    /// Together-groups are all in or all out.
    fn holds_whole_group(&self, person: &Member, places: &[u16]) -> bool {
        person.group.is_none_or(|group| {
            let here = |p: &&u16| self.members.people()[usize::from(**p)].group == Some(group);
            places.iter().filter(here).count() == self.rules.groups[group].len()
        })
    }

    /// No organisation has more than `most` chains in the team: people of one organisation who are
    /// linked as manager and report count as one. Manager pairs form a forest, so the chains are the
    /// people less the pairs.
    fn keeps_organisations(&self, places: &[u16], most: u32) -> bool {
        places.iter().all(|&a| {
            let same: Vec<usize> = places
                .iter()
                .map(|&b| usize::from(b))
                .filter(|&b| self.members.pair(usize::from(a), b).same_organisation)
                .collect();
            let links = same
                .iter()
                .enumerate()
                .flat_map(|(i, &x)| same[i + 1..].iter().map(move |&y| (x, y)))
                .filter(|&(x, y)| self.members.pair(x, y).chain)
                .count();
            same.len() - links <= most as usize
        })
    }
}
