//! Columns: every team that keeps the per-team rules, with its score.
//!
//! A team that breaks a rule never becomes a column. Teams are listed initiative by initiative, their
//! members ascending, so the order is a function of the programme alone.

use crate::candidacy::Candidacy;
use crate::member::{Member, Members};
use crate::tally::{Tally, tallies};
use fordel_model::id::Id;
use fordel_model::{Criterion, InitiativeId, Programme, SectorId, TeamRule, TeamSize};
use smallvec::SmallVec;
use std::ops::Add;
use std::sync::Arc;

/// Marks an empty place in a team of fewer than four.
const NOBODY: u16 = u16::MAX;

/// All columns of a block, as parallel arrays; or, where they are too many to list, a code for each
/// that is worked out when it is looked at.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    members: Vec<[u16; 4]>,
    initiative: Vec<u16>,
    score: Vec<i64>,
    pool: Option<Arc<Pool>>,
    /// By column: the earlier team it continues; empty where no plan is kept.
    continues: Vec<u16>,
    /// By column: people kept in place less people brought in who were out; empty likewise.
    kept: Vec<i8>,
    n_old_teams: usize,
    /// By person: what they count at most among people kept; empty likewise.
    counts: Vec<i8>,
}

/// Teams too many to list. A column is coded as its members' positions and its initiative.
#[derive(Debug)]
struct Pool {
    teams: Teams,
    /// Bits a member takes in a code.
    bits: u32,
}

impl Columns {
    /// Columns that are not listed but coded.
    ///
    /// # Errors
    /// [`TooMany`] people and initiatives for a code.
    pub fn pool(teams: Teams) -> Result<Self, TooMany> {
        let people = teams.members.people().len();
        let bits = usize::BITS - people.leading_zeros();
        let initiatives = usize::BITS - teams.rules.len().leading_zeros();
        if bits > 15 || 4 * bits + initiatives > usize::BITS {
            return Err(TooMany);
        }
        Ok(Self { pool: Some(Arc::new(Pool { teams, bits })), ..Self::default() })
    }
    /// The teams behind coded columns; `None` where all are listed.
    pub fn teams(&self) -> Option<&Teams> {
        self.pool.as_deref().map(|pool| &pool.teams)
    }
    /// Number of columns listed: 0 where they are coded.
    pub fn len(&self) -> usize {
        self.score.len()
    }
    /// Whether none are listed.
    pub fn is_empty(&self) -> bool {
        self.score.is_empty()
    }
    /// The largest score there is, in absolute value; 0 without columns. At least that where they
    /// are coded.
    pub fn largest_score(&self) -> i64 {
        match &self.pool {
            Some(pool) => pool.teams.largest_score(),
            None => self.score.iter().map(|score| score.abs()).max().unwrap_or(0),
        }
    }
    fn places(&self, column: usize) -> ([u16; 4], usize) {
        let places = match &self.pool {
            None => self.members[column],
            Some(pool) => {
                let mask = (1usize << pool.bits) - 1;
                std::array::from_fn(|at| {
                    let code = (column >> (pool.bits as usize * (3 - at))) & mask;
                    if code == mask { NOBODY } else { u16::try_from(code).expect("at most 15 bits") }
                })
            }
        };
        (places, places.iter().position(|&p| p == NOBODY).unwrap_or(4))
    }
    /// The code of a team of these members (positions, ascending).
    ///
    /// # Panics
    /// Where columns are listed.
    pub fn code(&self, initiative: usize, members: &[u16]) -> usize {
        let pool = self.pool.as_deref().expect("only columns that are not listed have a code");
        let nobody = (1usize << pool.bits) - 1;
        let place = |at: usize| members.get(at).map_or(nobody, |&p| usize::from(p));
        (0..4).fold(initiative, |code, at| code << pool.bits | place(at))
    }
    /// The members' positions in the block, ascending.
    pub fn members(&self, column: usize) -> impl ExactSizeIterator<Item = usize> + use<> {
        let (places, n) = self.places(column);
        places.into_iter().take(n).map(usize::from)
    }
    /// By column: what its members' figures (by position) add up to; where columns are listed.
    pub(crate) fn sums<T>(&self, figures: &[T]) -> impl Iterator<Item = T>
    where
        T: Copy + Default + Add<Output = T>,
    {
        // Nobody's place is beyond all positions.
        let figure = |place: u16| figures.get(usize::from(place)).copied().unwrap_or_default();
        self.members.iter().map(move |&[a, b, c, d]| figure(a) + figure(b) + figure(c) + figure(d))
    }
    /// By column: its initiative's position in the block; where columns are listed.
    pub(crate) fn initiatives(&self) -> impl Iterator<Item = usize> {
        self.initiative.iter().map(|&at| usize::from(at))
    }
    /// The columns that hold a person (by position), ascending; where columns are listed.
    pub fn holding(&self, person: usize) -> Vec<usize> {
        let Ok(person) = u16::try_from(person) else { return Vec::new() };
        let holds = |&(_, members): &(usize, &[u16; 4])| members.contains(&person);
        self.members.iter().enumerate().filter(holds).map(|(column, _)| column).collect()
    }
    /// The initiative's position in the block.
    pub fn initiative(&self, column: usize) -> usize {
        match &self.pool {
            None => usize::from(self.initiative[column]),
            Some(pool) => column >> (4 * pool.bits),
        }
    }
    /// The score.
    pub fn score(&self, column: usize) -> i64 {
        match &self.pool {
            None => self.score[column],
            Some(pool) => {
                let (places, n) = self.places(column);
                let at = self.initiative(column);
                let team = pool.teams.team(at, &places[..n]).expect("a code is of a legal team");
                pool.teams.score(at, &team)
            }
        }
    }
    /// These columns alone, listed.
    pub fn listed(&self, chosen: &[usize]) -> Self {
        let initiative = |&c: &usize| u16::try_from(self.initiative(c)).expect("a block has fewer");
        Self {
            members: chosen.iter().map(|&c| self.places(c).0).collect(),
            initiative: chosen.iter().map(initiative).collect(),
            score: chosen.iter().map(|&c| self.score(c)).collect(),
            ..Self::default()
        }
    }
    /// These columns alone, listed, with other numbers for people: `number` by position.
    pub(crate) fn renumbered(&self, chosen: &[usize], number: &[u16]) -> Self {
        let mut listed = self.listed(chosen);
        for place in listed.members.iter_mut().flatten().filter(|place| **place != NOBODY) {
            *place = number[usize::from(*place)];
        }
        listed
    }

    /// The columns of at least this score; where columns are listed.
    pub fn from_score(&self, least: i64) -> Self {
        let stays: Vec<usize> = (0..self.len()).filter(|&c| self.score[c] >= least).collect();
        self.valued(&stays, |score| score)
    }
    /// These columns alone, with another score for each; where columns are listed.
    pub fn valued(&self, stays: &[usize], value: impl Fn(i64) -> i64) -> Self {
        let kept = !self.continues.is_empty();
        Self {
            members: stays.iter().map(|&c| self.members[c]).collect(),
            initiative: stays.iter().map(|&c| self.initiative[c]).collect(),
            score: stays.iter().map(|&c| value(self.score[c])).collect(),
            continues: stays.iter().filter(|_| kept).map(|&c| self.continues[c]).collect(),
            kept: stays.iter().filter(|_| kept).map(|&c| self.kept[c]).collect(),
            n_old_teams: self.n_old_teams,
            counts: self.counts.clone(),
            pool: None,
        }
    }
    /// The earlier team it continues, by position among the block's.
    pub fn continues(&self, column: usize) -> Option<usize> {
        self.continues.get(column).filter(|&&team| team != NOBODY).map(|&team| usize::from(team))
    }
    /// People who keep their place in the team it continues, less people who were out; 0 where no plan
    /// is kept.
    pub fn kept(&self, column: usize) -> i64 {
        self.kept.get(column).map_or(0, |&kept| i64::from(kept))
    }
    /// What a person counts at most among people kept: 1 who sat in a team that can go on, -1 who was out.
    /// `None` where no plan is kept.
    pub(crate) fn counts(&self, person: usize) -> Option<i64> {
        self.counts.get(person).map(|&counts| i64::from(counts))
    }
    /// Number of earlier teams that some column may continue.
    pub fn n_old_teams(&self) -> usize {
        self.n_old_teams
    }

    /// The same teams, each once for every earlier team it may continue, and once for none. `places`
    /// says where each person of the block sat; `initiatives` of which initiative (by position) each
    /// earlier team was; `pins` whom pins want in the team that continues one, or out of it.
    pub fn keeping(self, places: &[OldPlace], initiatives: &[usize], pins: &[TeamPins]) -> Self {
        let counts = places.iter().map(|place| match place {
            OldPlace::Team(_) => 1,
            OldPlace::Out => -1,
            OldPlace::Unknown | OldPlace::Elsewhere => 0,
        });
        let mut all = Self { n_old_teams: initiatives.len(), counts: counts.collect(), ..Self::default() };
        for column in 0..self.len() {
            let members = || self.members(column);
            let was_out = members().filter(|&p| places[p] == OldPlace::Out).count();
            let mut options: SmallVec<[Option<usize>; 8]> = SmallVec::new();
            let wanted = || members().filter_map(|p| pins[p].within);
            match wanted().next() {
                Some(team) if wanted().all(|other| other == team) => options.push(Some(team)),
                Some(_) => {}
                None => {
                    options.push(None);
                    options.extend(members().filter_map(|p| places[p].team()).map(Some));
                    options.sort_unstable();
                    options.dedup();
                }
            }
            let initiative = self.initiative(column);
            let is_free = |team: usize| members().all(|p| !pins[p].out_of.contains(&team));
            options.retain(|team| {
                team.is_none_or(|team| initiatives.get(team) == Some(&initiative) && is_free(team))
            });
            for team in options {
                let stay = members().filter(|&p| team.is_some() && places[p].team() == team).count();
                all.members.push(self.members[column]);
                all.initiative.push(self.initiative[column]);
                all.score.push(self.score[column]);
                let number = |n: usize| i8::try_from(n).expect("at most 4");
                all.continues.push(team.map_or(NOBODY, |team| u16::try_from(team).expect("few teams")));
                all.kept.push(number(stay) - number(was_out));
            }
        }
        all
    }
}

/// Where somebody of a block sat in an earlier plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum OldPlace {
    /// The earlier plan does not know them.
    #[default]
    Unknown,
    /// In no team.
    Out,
    /// In a team that no team of the block can continue.
    Elsewhere,
    /// In this team, by position among those that teams of the block may continue.
    Team(usize),
}

/// What pins say about somebody and earlier teams, by position among the block's (or the programme's).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct TeamPins {
    /// They sit in the team that continues this one.
    pub within: Option<usize>,
    /// They do not sit in a team that continues one of these.
    pub out_of: SmallVec<[usize; 2]>,
}

impl OldPlace {
    /// The team, if a team of the block may continue it.
    pub fn team(self) -> Option<usize> {
        match self {
            Self::Team(team) => Some(team),
            Self::Unknown | Self::Out | Self::Elsewhere => None,
        }
    }
}

/// More columns than may be listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooMany;

/// The rules one initiative's teams keep.
#[derive(Clone, Debug)]
struct TeamRules {
    size: TeamSize,
    min_sectors: u32,
    required_sectors: u64,
    max_same_organisation: Option<u32>,
    max_same_profession: Option<u32>,
    min_leaders_of_leaders: u32,
    watched_columns: usize,
    tallies: Vec<Tally>,
}

/// A team being put together.
#[derive(Clone, Copy, Debug)]
pub struct Partial {
    pub(crate) places: [u16; 4],
    pub(crate) n: usize,
    value: i64,
    pub(crate) sectors: u64,
    pub(crate) organisations: i64,
    pub(crate) professions: i64,
    pub(crate) merit: i64,
}

impl Partial {
    /// A team without members.
    pub const NOBODY: Self =
        Self { places: [NOBODY; 4], n: 0, value: 0, sectors: 0, organisations: 0, professions: 0, merit: 0 };
}

/// The teams a block's people can form: who may sit where, the rules, and what a team scores.
#[derive(Clone, Debug)]
pub struct Teams {
    pub(crate) members: Members,
    rules: Vec<TeamRules>,
    /// By initiative: who may sit in its teams, ascending; nobody where it may have none.
    candidates: Vec<Vec<u16>>,
    weights: [i64; 8],
    /// Size of each together-group, by position in `Candidacy::groups`.
    groups: Vec<usize>,
}

struct Listing<'a> {
    teams: &'a Teams,
    /// The initiative's position in the block.
    at: usize,
    limit: usize,
    columns: &'a mut Columns,
}

/// Lists all columns of `teams`, at most `limit`.
///
/// # Errors
/// [`TooMany`] if there are more than `limit`.
pub fn list(teams: &Teams, limit: usize) -> Result<Columns, TooMany> {
    let mut columns = Columns::default();
    for at in 0..teams.rules.len() {
        Listing { teams, at, limit, columns: &mut columns }.extend(&Partial::NOBODY, 0)?;
    }
    Ok(columns)
}

impl Listing<'_> {
    /// Lists every legal team that extends `partial` by candidates from position `from` on.
    fn extend(&mut self, partial: &Partial, from: usize) -> Result<(), TooMany> {
        let teams = self.teams;
        let size = teams.size(self.at);
        for next in from..teams.candidates[self.at].len() {
            let Some(team) = teams.with(self.at, partial, teams.candidates[self.at][next]) else { continue };
            if team.n >= usize::from(size.min()) && teams.is_legal(self.at, &team) {
                if self.columns.len() == self.limit {
                    return Err(TooMany);
                }
                self.columns.members.push(team.places);
                self.columns.initiative.push(u16::try_from(self.at).expect("a block has fewer initiatives"));
                self.columns.score.push(teams.score(self.at, &team));
            }
            if team.n < usize::from(size.max()) && teams.may_grow(self.at, &team) {
                self.extend(&team, next + 1)?;
            }
        }
        Ok(())
    }
}

impl Teams {
    /// The teams of `initiatives` (by position) over `members`.
    pub fn new(
        programme: &Programme,
        candidacy: &Candidacy,
        members: Members,
        initiatives: &[InitiativeId],
    ) -> Self {
        let candidates = |(at, &k): (usize, &InitiativeId)| {
            (0..members.people().len())
                .filter(|&p| {
                    programme.initiatives[k].teams_max > 0 && members.people()[p].alone[at].is_some()
                })
                .map(|p| u16::try_from(p).expect("a block has fewer than 65535 people"))
                .collect()
        };
        let candidates: Vec<Vec<u16>> = initiatives.iter().enumerate().map(candidates).collect();
        let everywhere = programme.rules.further.iter().filter_map(|rule| match rule {
            TeamRule::Sector(sector) => Some(*sector),
            _ => None,
        });
        let everywhere: Vec<SectorId> = everywhere.collect();
        let rules = |(&k, candidates): (&InitiativeId, &Vec<u16>)| {
            let initiative = &programme.initiatives[k];
            let required = initiative.required_sectors.iter().chain(&everywhere);
            TeamRules {
                size: initiative.size,
                min_sectors: initiative.min_sectors.unwrap_or(programme.rules.min_sectors),
                required_sectors: required.fold(0, |all, sector| all | 1u64 << sector.index()),
                max_same_organisation: programme.rules.max_same_organisation,
                max_same_profession: programme.rules.max_same_profession,
                min_leaders_of_leaders: programme.rules.min_leaders_of_leaders,
                watched_columns: programme.rules.nobody_alone.len(),
                tallies: tallies(programme, initiative, members.people(), candidates),
            }
        };
        Self {
            rules: initiatives.iter().zip(&candidates).map(rules).collect(),
            candidates,
            weights: programme.score.weights,
            groups: candidacy.groups.iter().map(Vec::len).collect(),
            members,
        }
    }

    /// The people.
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// Number of initiatives.
    pub fn n_initiatives(&self) -> usize {
        self.rules.len()
    }

    /// Who may sit in an initiative's teams, ascending.
    pub fn candidates(&self, at: usize) -> &[u16] {
        &self.candidates[at]
    }

    /// The size of an initiative's teams.
    pub fn size(&self, at: usize) -> TeamSize {
        self.rules[at].size
    }

    /// The sectors a team of an initiative needs: how many, and which.
    pub fn sectors_needed(&self, at: usize) -> (u32, u64) {
        (self.rules[at].min_sectors, self.rules[at].required_sectors)
    }

    /// Whether further rules end branches of a search for teams of an initiative.
    pub(crate) fn has_tallies(&self, at: usize) -> bool {
        !self.rules[at].tallies.is_empty()
    }

    /// Whether all of the block may sit together in teams of an initiative, in any way that sizes allow,
    /// and the score is the sum of what members make alone and in pairs.
    pub(crate) fn is_sum_of_pairs(&self, at: usize) -> bool {
        let rules = &self.rules[at];
        let people = self.members.people();
        let together = [Criterion::Sectors, Criterion::Organisations, Criterion::Professions];
        rules.min_sectors <= 1
            && rules.required_sectors == 0
            && rules.max_same_organisation.is_none()
            && rules.max_same_profession.is_none()
            && rules.min_leaders_of_leaders == 0
            && rules.watched_columns == 0
            && rules.tallies.is_empty()
            && together.iter().all(|&criterion| self.weight(criterion) == 0)
            && (self.weight(Criterion::Balance) == 0 || self.members.mean_merit[at].is_none())
            && people.iter().all(|person| person.group.is_none() && !person.is_apart)
            && self.candidates[at].len() == people.len()
    }

    /// How many leaders of leaders a team of an initiative needs.
    pub fn leaders_needed(&self, at: usize) -> usize {
        self.rules[at].min_leaders_of_leaders as usize
    }

    /// The weight of a criterion.
    pub fn weight(&self, criterion: Criterion) -> i64 {
        self.weights[criterion as usize]
    }

    /// The members as a team; `None` where somebody must be kept apart, or may not sit there.
    pub fn team(&self, at: usize, members: &[u16]) -> Option<Partial> {
        let may = |&p: &u16| self.members.people()[usize::from(p)].alone[at].is_some();
        if !members.iter().all(may) {
            return None;
        }
        members.iter().try_fold(Partial::NOBODY, |team, &p| self.with(at, &team, p))
    }

    /// Whether members (ascending) are a legal team of an initiative, with its score.
    pub fn score_of(&self, at: usize, members: &[u16]) -> Option<i64> {
        let size = self.size(at);
        let fits = (usize::from(size.min())..=usize::from(size.max())).contains(&members.len());
        let team = self.team(at, members).filter(|_| fits && !self.candidates[at].is_empty())?;
        self.is_legal(at, &team).then(|| self.score(at, &team))
    }

    /// At least the largest absolute score of a team.
    pub fn largest_score(&self) -> i64 {
        let people = self.members.people();
        let alone = people.iter().flat_map(|p| p.alone.iter().flatten()).map(|v| v.abs()).max().unwrap_or(0);
        let merit = people.iter().map(|p| p.merit.abs()).max().unwrap_or(0);
        let weight = |criterion: Criterion| self.weight(criterion);
        let points =
            weight(Criterion::Sectors) + weight(Criterion::Organisations) + weight(Criterion::Professions);
        4 * alone
            + 300 * points
            + 600 * weight(Criterion::Chain)
            + 8 * weight(Criterion::Balance) * merit
            + 6 * weight(Criterion::Diversity) * self.members.widest_difference()
    }

    /// A number that divides every score.
    pub fn grain(&self) -> i64 {
        let people = self.members.people();
        let weight = |criterion: Criterion| self.weight(criterion);
        let mut parts: Vec<i64> = people.iter().flat_map(|p| p.alone.iter().flatten()).copied().collect();
        let hundreds =
            [Criterion::Sectors, Criterion::Organisations, Criterion::Professions, Criterion::Chain];
        parts.extend(hundreds.map(|criterion| 100 * weight(criterion)));
        if self.members.mean_merit.iter().any(Option::is_some) {
            parts.push(weight(Criterion::Balance));
        }
        parts.push(weight(Criterion::Diversity));
        crate::program::grain(&parts)
    }

    /// Whether some legal team holds a person. Looks at `limit` teams at most; where that does not
    /// settle it, yes.
    pub fn can_hold(&self, person: u16, limit: &mut u64) -> bool {
        (0..self.rules.len()).any(|at| {
            self.members.people()[usize::from(person)].alone[at].is_some()
                && !self.candidates[at].is_empty()
                && self
                    .with(at, &Partial::NOBODY, person)
                    .is_some_and(|alone| self.can_complete(at, &alone, person, 0, limit))
        })
    }

    /// Whether an initiative has a legal team; as far as `limit` looks settle it, else yes.
    pub fn has_team(&self, at: usize, limit: &mut u64) -> bool {
        self.can_complete(at, &Partial::NOBODY, NOBODY, 0, limit)
    }

    fn can_complete(&self, at: usize, partial: &Partial, person: u16, from: usize, limit: &mut u64) -> bool {
        let size = self.rules[at].size;
        if partial.n >= usize::from(size.min()) && self.is_legal(at, partial) {
            return true;
        }
        if partial.n == usize::from(size.max()) || !self.may_grow(at, partial) {
            return false;
        }
        (from..self.candidates[at].len()).any(|next| {
            let newcomer = self.candidates[at][next];
            if *limit == 0 {
                return true;
            }
            *limit -= 1;
            newcomer != person
                && self
                    .with(at, partial, newcomer)
                    .is_some_and(|team| self.can_complete(at, &team, person, next + 1, limit))
        })
    }

    /// The team with one more person, unless somebody in it must be kept apart from them.
    #[inline]
    pub fn with(&self, at: usize, partial: &Partial, newcomer: u16) -> Option<Partial> {
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
        team.value += value + person.alone[at].expect("only candidates of the initiative are tried");
        team.sectors |= person.sector;
        team.organisations += i64::from(new_organisation);
        team.professions += i64::from(new_profession);
        team.merit += person.merit;
        Some(team)
    }

    /// Whether people more could make a team that keeps the further rules of an initiative.
    #[inline]
    pub fn may_grow(&self, at: usize, partial: &Partial) -> bool {
        self.may_have(at, &partial.places[..partial.n])
    }

    /// The same of members by their positions.
    #[inline]
    pub(crate) fn may_have(&self, at: usize, places: &[u16]) -> bool {
        let rules = &self.rules[at];
        rules.tallies.iter().all(|tally| tally.may_allow(places, rules.size))
    }

    /// What a team scores.
    pub fn score(&self, at: usize, team: &Partial) -> i64 {
        let weight = |criterion: Criterion| self.weights[criterion as usize];
        let mut score = team.value
            + weight(Criterion::Sectors) * 100 * (i64::from(team.sectors.count_ones()) - 1)
            + weight(Criterion::Organisations) * 100 * (team.organisations - 1)
            + weight(Criterion::Professions) * 100 * (team.professions - 1).max(0);
        if let Some(mean) = self.members.mean_merit[at] {
            let size = i64::try_from(team.n).expect("at most 4");
            score -= weight(Criterion::Balance) * (team.merit - size * mean).abs();
        }
        score
    }

    /// Whether a team keeps the rules of an initiative, but for its size.
    pub fn is_legal(&self, at: usize, team: &Partial) -> bool {
        let rules = &self.rules[at];
        if team.sectors.count_ones() < rules.min_sectors
            || team.sectors & rules.required_sectors != rules.required_sectors
        {
            return false;
        }
        let places = &team.places[..team.n];
        let people = || places.iter().map(|&p| &self.members.people()[usize::from(p)]);
        rules.tallies.iter().all(|tally| tally.allows(places))
            && (self.groups.is_empty() || people().all(|person| self.holds_whole_group(person, places)))
            && rules.max_same_organisation.is_none_or(|most| self.keeps_organisations(team, most))
            && rules.max_same_profession.is_none_or(|most| {
                people().all(|a| {
                    a.profession.is_none()
                        || people().filter(|b| b.profession == a.profession).count() <= most as usize
                })
            })
            && (rules.min_leaders_of_leaders == 0
                || people().filter(|p| p.leads_leaders).count() >= rules.min_leaders_of_leaders as usize)
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
            places.iter().filter(here).count() == self.groups[group]
        })
    }

    /// No organisation has more than `most` chains in the team: people of one organisation who are
    /// linked as manager and report count as one. Manager pairs form a forest, so the chains are the
    /// people less the pairs.
    fn keeps_organisations(&self, team: &Partial, most: u32) -> bool {
        let places = &team.places[..team.n];
        let most = most as usize;
        // So many people have an organisation in common at most.
        let together = team.n + 1 - usize::try_from(team.organisations).unwrap_or(0);
        together <= most
            || places.iter().all(|&a| {
                let (mut same, mut links) = ([0; 4], 0);
                let mut n = 0;
                for &b in places {
                    let (a, b) = (usize::from(a), usize::from(b));
                    if self.members.pair(a, b).same_organisation {
                        links += same[..n].iter().filter(|&&x| self.members.pair(x, b).chain).count();
                        same[n] = b;
                        n += 1;
                    }
                }
                n - links <= most
            })
    }
}
