//! The people of a block as tables that the listing of columns can read without looking anything up.

use crate::candidacy::Candidacy;
use crate::merit::{mean_merit, merit};
use crate::score::preference_points;
use fordel_model::id::Id;
use fordel_model::{Column, Criterion, InitiativeId, Level, NomineeId, Programme, TeamRule, fold};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// People of a block whose pairs are kept in a table.
const MOST_IN_TABLE: usize = 1_024;

/// One person of a block.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub nominee: NomineeId,
    /// One bit: their sector.
    pub sector: u64,
    /// Their organisation, numbered within the block.
    pub organisation: u32,
    /// Their profession, numbered within the block.
    pub profession: Option<u32>,
    /// Whether they lead leaders.
    pub leads_leaders: bool,
    /// Their merit; 0 where merit is not used.
    pub merit: i64,
    /// Their together-group (a position in [`Candidacy::groups`]).
    pub group: Option<usize>,
    /// Whether a pin wants them in a team.
    pub pinned_in: bool,
    /// By initiative of the block: what they add to a team's score alone; `None` where they may not sit.
    pub alone: Vec<Option<i64>>,
    /// Their manager's position in the block.
    pub manager: Option<u16>,
    /// Whether they must be kept apart from somebody.
    pub is_apart: bool,
    /// Their figures in the diversity columns.
    pub figures: Vec<i64>,
    /// Their value in each column of the rule `nobody_alone`, numbered within the block.
    pub watched: Vec<Option<u32>>,
    /// Their value in each column in which a team has one value only, numbered within the block.
    pub same: Vec<Option<u32>>,
    /// Their value in each column in which all of a team differ.
    pub different: Vec<Option<u32>>,
}

impl Member {
    /// Whether the rules `same` and `different` keep two people apart; an empty cell keeps nobody.
    fn differs_where_it_may_not(&self, other: &Self) -> bool {
        let both = |values: &[Option<u32>], others: &[Option<u32>], are: fn(u32, u32) -> bool| {
            let pairs = values.iter().zip(others);
            pairs.filter_map(|(a, b)| a.zip(*b)).any(|(a, b)| are(a, b))
        };
        both(&self.same, &other.same, |a, b| a != b) || both(&self.different, &other.different, |a, b| a == b)
    }
}

/// What two people bring to a team together.
#[derive(Clone, Copy, Default, Debug)]
pub struct Pair {
    /// Points: leadership chain and diversity, weighted.
    pub value: i64,
    /// Same organisation.
    pub same_organisation: bool,
    /// Same profession.
    pub same_profession: bool,
    /// One is the other's manager.
    pub chain: bool,
    /// Kept apart.
    pub apart: bool,
}

/// The tables of a block.
#[derive(Clone, Debug)]
pub struct Members {
    people: Vec<Member>,
    /// Pairs by both positions; empty where the people are too many, and pairs are worked out.
    pairs: Vec<Pair>,
    apart: FxHashSet<(u16, u16)>,
    chain_points: i64,
    diversity_weight: i64,
    /// The median of each diversity column.
    middle: Vec<i64>,
    /// By initiative of the block: the mean merit, where merit is used.
    pub mean_merit: Vec<Option<i64>>,
}

/// Numbers texts in the order they first come.
#[derive(Default)]
struct Numbering(BTreeMap<String, u32>);

impl Numbering {
    fn of(&mut self, text: &str) -> u32 {
        let next = u32::try_from(self.0.len()).expect("fewer than 2^32 texts");
        *self.0.entry(fold(text)).or_insert(next)
    }
}

impl Members {
    /// Tables for `people`, for teams of `initiatives`.
    pub fn new(
        programme: &Programme,
        candidacy: &Candidacy,
        people: &[NomineeId],
        initiatives: &[InitiativeId],
    ) -> Self {
        let rule = &programme.score;
        let mean_merit: Vec<Option<i64>> = initiatives
            .iter()
            .map(|&k| mean_merit(programme, candidacy, &programme.initiatives[k]))
            .collect();
        let mut organisations = Numbering::default();
        let mut professions = Numbering::default();
        let alone: Vec<&Column> = programme.rules.nobody_alone.iter().collect();
        let further = || programme.rules.further.iter();
        let in_common: Vec<&Column> = further()
            .filter_map(|rule| if let TeamRule::Same(column) = rule { Some(column) } else { None })
            .collect();
        let different: Vec<&Column> = further()
            .filter_map(|rule| if let TeamRule::Different(column) = rule { Some(column) } else { None })
            .collect();
        let numberings = |columns: &[&Column]| columns.iter().map(|_| Numbering::default()).collect();
        let mut numbers: [Vec<Numbering>; 3] =
            [numberings(&alone), numberings(&in_common), numberings(&different)];
        let people: Vec<Member> = people
            .iter()
            .map(|&nominee| {
                let row = &programme.nominees[nominee];
                let points = initiatives.iter().zip(&mean_merit).map(|(&k, mean)| {
                    candidacy.may[nominee].contains(&k).then(|| {
                        let own_merit = if mean.is_some() { merit(programme, nominee) } else { 0 };
                        rule.weight(Criterion::Preference) * preference_points(programme, nominee, k)
                            + rule.weight(Criterion::Merit) * own_merit
                    })
                });
                let mut values = |columns: &[&Column], at: usize| -> Vec<Option<u32>> {
                    let of = |(column, numbers): (&&Column, &mut Numbering)| {
                        programme.text(nominee, column).map(|text| numbers.of(&text))
                    };
                    columns.iter().zip(&mut numbers[at]).map(of).collect()
                };
                let (watched, same, different) =
                    (values(&alone, 0), values(&in_common, 1), values(&different, 2));
                Member {
                    nominee,
                    sector: 1 << row.sector.index(),
                    organisation: organisations.of(&row.organisation),
                    profession: row
                        .profession
                        .as_deref()
                        .filter(|text| !fold(text).is_empty())
                        .map(|text| professions.of(text)),
                    leads_leaders: row.level == Some(Level::LeaderOfLeaders),
                    merit: merit(programme, nominee),
                    group: candidacy.group[nominee],
                    pinned_in: candidacy.pinned_in[nominee],
                    manager: None,
                    is_apart: same.iter().chain(&different).any(Option::is_some),
                    figures: row.diversity.clone(),
                    alone: points.collect(),
                    watched,
                    same,
                    different,
                }
            })
            .collect();
        let position: BTreeMap<NomineeId, u16> = people
            .iter()
            .enumerate()
            .map(|(at, member)| (member.nominee, u16::try_from(at).expect("a block has fewer people")))
            .collect();
        let mut people = people;
        for member in &mut people {
            let manager = programme.nominees[member.nominee].manager;
            member.manager = manager.and_then(|manager| position.get(&manager).copied());
        }
        let mut apart = FxHashSet::default();
        for (a, b) in &candidacy.apart {
            if let (Some(&i), Some(&j)) = (position.get(a), position.get(b)) {
                apart.extend([(i, j), (j, i)]);
                people[usize::from(i)].is_apart = true;
            }
        }
        let middle = |(column, _): (usize, &Column)| {
            let mut figures: Vec<i64> = people.iter().map(|person| person.figures[column]).collect();
            figures.sort_unstable();
            figures.get(figures.len() / 2).copied().unwrap_or(0)
        };
        let middle = rule.diversity_columns.iter().enumerate().map(middle).collect();
        let mut members = Self {
            people,
            pairs: Vec::new(),
            apart,
            chain_points: 100 * rule.weight(Criterion::Chain),
            diversity_weight: rule.weight(Criterion::Diversity),
            middle,
            mean_merit,
        };
        let n = members.people.len();
        if n <= MOST_IN_TABLE {
            members.pairs = (0..n)
                .flat_map(|a| (0..n).map(move |b| (a, b)))
                .map(|(a, b)| members.worked_out(a, b))
                .collect();
        }
        members
    }

    /// The people, by position.
    pub fn people(&self) -> &[Member] {
        &self.people
    }

    /// What people at positions `a` and `b` bring together.
    #[inline]
    pub fn pair(&self, a: usize, b: usize) -> Pair {
        if self.pairs.is_empty() { self.worked_out(a, b) } else { self.pairs[a * self.people.len() + b] }
    }

    /// Whether differences of pairs count for the score.
    pub fn counts_differences(&self) -> bool {
        self.diversity_weight > 0
    }

    /// How often differences count.
    pub fn diversity_weight(&self) -> i64 {
        self.diversity_weight
    }

    /// The middle figure of each diversity column.
    pub fn middle(&self) -> &[i64] {
        &self.middle
    }

    /// How far somebody lies from the middle of each diversity column, in sum.
    pub fn from_middle(&self, person: usize) -> i64 {
        self.people[person].figures.iter().zip(&self.middle).map(|(x, middle)| (x - middle).abs()).sum()
    }

    /// The largest difference of two people over the diversity columns, or more.
    pub fn widest_difference(&self) -> i64 {
        let width = self.people.first().map_or(0, |person| person.figures.len());
        (0..width)
            .map(|column| {
                let figures = || self.people.iter().map(|person| person.figures[column]);
                figures().max().unwrap_or(0) - figures().min().unwrap_or(0)
            })
            .sum()
    }

    fn worked_out(&self, i: usize, j: usize) -> Pair {
        let (a, b) = (&self.people[i], &self.people[j]);
        let at = |p: usize| u16::try_from(p).expect("a block has fewer people");
        let chain = i != j && (a.manager == Some(at(j)) || b.manager == Some(at(i)));
        let difference = || a.figures.iter().zip(&b.figures).map(|(x, y)| (x - y).abs()).sum::<i64>();
        Pair {
            value: self.chain_points * i64::from(chain)
                + if self.diversity_weight > 0 { self.diversity_weight * difference() } else { 0 },
            same_organisation: a.organisation == b.organisation,
            same_profession: a.profession.is_some() && a.profession == b.profession,
            chain,
            apart: i != j
                && (a.is_apart && self.apart.contains(&(at(i), at(j)))
                    || b.is_apart && self.apart.contains(&(at(j), at(i)))
                    || a.differs_where_it_may_not(b)),
        }
    }
}
