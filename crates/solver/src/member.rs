//! The people of a block as tables that the listing of columns can read without looking anything up.

use crate::candidacy::Candidacy;
use crate::merit::{mean_merit, merit};
use crate::score::{difference, is_chain, preference_points};
use fordel_model::id::Id;
use fordel_model::{Column, Criterion, InitiativeId, Level, NomineeId, Programme, fold};
use std::collections::BTreeMap;

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
    /// Their value in each column of the rule `nobody_alone`, numbered within the block.
    pub watched: Vec<Option<u32>>,
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
    pairs: Vec<Pair>,
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
        let mut watched: Vec<Numbering> = Vec::new();
        watched.resize_with(programme.rules.nobody_alone.len(), Numbering::default);
        let people: Vec<Member> = people
            .iter()
            .map(|&nominee| {
                let row = &programme.nominees[nominee];
                let alone = initiatives.iter().zip(&mean_merit).map(|(&k, mean)| {
                    candidacy.may[nominee].contains(&k).then(|| {
                        let own_merit = if mean.is_some() { merit(programme, nominee) } else { 0 };
                        rule.weight(Criterion::Preference) * preference_points(programme, nominee, k)
                            + rule.weight(Criterion::Merit) * own_merit
                    })
                });
                let columns: &[Column] = &programme.rules.nobody_alone;
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
                    alone: alone.collect(),
                    watched: columns
                        .iter()
                        .zip(&mut watched)
                        .map(|(column, numbers)| {
                            programme.text(nominee, column).map(|text| numbers.of(&text))
                        })
                        .collect(),
                }
            })
            .collect();
        let pairs = pairs(programme, candidacy, &people);
        Self { people, pairs, mean_merit }
    }

    /// The people, by position.
    pub fn people(&self) -> &[Member] {
        &self.people
    }

    /// What people at positions `a` and `b` bring together.
    pub fn pair(&self, a: usize, b: usize) -> &Pair {
        &self.pairs[a * self.people.len() + b]
    }
}

fn pairs(programme: &Programme, candidacy: &Candidacy, people: &[Member]) -> Vec<Pair> {
    let n = people.len();
    let rule = &programme.score;
    let mut pairs = vec![Pair::default(); n * n];
    let position: BTreeMap<NomineeId, usize> =
        people.iter().enumerate().map(|(at, member)| (member.nominee, at)).collect();
    for (i, a) in people.iter().enumerate() {
        for (j, b) in people.iter().enumerate() {
            let chain = i != j && is_chain(programme, a.nominee, b.nominee);
            let chain_points = 100 * rule.weight(Criterion::Chain) * i64::from(chain);
            let apart_points =
                rule.weight(Criterion::Diversity) * difference(programme, a.nominee, b.nominee);
            pairs[i * n + j] = Pair {
                value: chain_points + apart_points,
                same_organisation: a.organisation == b.organisation,
                same_profession: a.profession.is_some() && a.profession == b.profession,
                chain,
                apart: false,
            };
        }
    }
    for (a, b) in &candidacy.apart {
        if let (Some(&i), Some(&j)) = (position.get(a), position.get(b)) {
            pairs[i * n + j].apart = true;
            pairs[j * n + i].apart = true;
        }
    }
    pairs
}
