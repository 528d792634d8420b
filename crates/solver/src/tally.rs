//! Further rules on teams in the two forms that a search can use: pairs that do not sit together, which
//! [`crate::member`] marks as apart, and tallies, sums of what the members add that stay within limits.
//!
//! A tally ends a branch as soon as no people to come can bring its sum within the limits, so that
//! rules of every kind prune partial teams by one and the same comparison.

use crate::member::Member;
use fordel_model::{Column, Initiative, NomineeId, Programme, TeamRule, TeamSize, fold};
use std::collections::BTreeSet;

/// A sum over a team's members with its limits.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    /// By position in the block: what each adds.
    adds: Vec<i64>,
    least: i64,
    most: i64,
    /// The smallest and the largest addition of a candidate.
    range: (i64, i64),
}

impl Tally {
    /// `adds` by position in the block; `candidates` (positions) are who may sit in the team.
    fn new(adds: Vec<i64>, candidates: &[u16], least: Option<i64>, most: Option<i64>) -> Self {
        let of = || candidates.iter().map(|&p| adds[usize::from(p)]);
        let range = (of().min().unwrap_or(0), of().max().unwrap_or(0));
        Self { adds, least: least.unwrap_or(i64::MIN), most: most.unwrap_or(i64::MAX), range }
    }

    fn sum(&self, members: &[u16]) -> i64 {
        members.iter().map(|&p| self.adds[usize::from(p)]).sum()
    }

    /// Whether a team of these members is within the limits.
    pub(crate) fn allows(&self, members: &[u16]) -> bool {
        (self.least..=self.most).contains(&self.sum(members))
    }

    /// Whether some people more, as many as the size asks for, could bring it within the limits.
    pub(crate) fn may_allow(&self, members: &[u16], size: TeamSize) -> bool {
        let more = |of: u8| i64::from(of) - i64::try_from(members.len()).expect("at most 4");
        let (needed, free) = (more(size.min()).max(0), more(size.max()));
        let (smallest, largest) = self.range;
        let sum = self.sum(members);
        sum + if largest > 0 { free } else { needed } * largest >= self.least
            && sum + if smallest < 0 { free } else { needed } * smallest <= self.most
    }
}

/// The tallies that teams of an initiative keep, for people (by position) of whom the candidates may sit
/// in them. What is asked of sectors is not among them.
pub(crate) fn tallies(
    programme: &Programme,
    initiative: &Initiative,
    people: &[Member],
    candidates: &[u16],
) -> Vec<Tally> {
    let adds = |of: &dyn Fn(NomineeId) -> i64| people.iter().map(|person| of(person.nominee)).collect();
    let has = |column: &Column, value: &str, min: u32, max: Option<u32>| {
        let has = |n| i64::from(programme.text(n, column).is_some_and(|text| fold(&text) == fold(value)));
        Tally::new(adds(&has), candidates, Some(i64::from(min)), max.map(i64::from))
    };
    let mut tallies = Vec::new();
    for &level in &initiative.required_levels {
        tallies.push(has(&Column::Level, level.code(), 1, None));
    }
    for rule in &programme.rules.further {
        match rule {
            TeamRule::Level(level) => tallies.push(has(&Column::Level, level.code(), 1, None)),
            TeamRule::Mix { column, value: Some(value), min, max } => {
                tallies.push(has(column, value, *min, *max));
            }
            TeamRule::Mix { column, value: None, min, max } => {
                let text = |&p: &u16| programme.text(people[usize::from(p)].nominee, column);
                let values: BTreeSet<String> =
                    candidates.iter().filter_map(text).map(|text| fold(&text)).collect();
                tallies.extend(values.iter().map(|value| has(column, value, *min, *max)));
            }
            TeamRule::Skill { column, value, min } => {
                let has = |n| {
                    let text = programme.text(n, column).unwrap_or_default();
                    i64::from(text.split(';').any(|skill| fold(skill) == fold(value)))
                };
                tallies.push(Tally::new(adds(&has), candidates, Some(i64::from(*min)), None));
            }
            // The mean is within its limits if those above and below outweigh each other.
            TeamRule::Mean { column, min, max } => {
                let beyond =
                    |limit: i64| move |n| programme.figure(n, column).map_or(0, |figure| figure - limit);
                if let Some(min) = *min {
                    tallies.push(Tally::new(adds(&beyond(min)), candidates, Some(0), None));
                }
                if let Some(max) = *max {
                    tallies.push(Tally::new(adds(&beyond(max)), candidates, None, Some(0)));
                }
            }
            TeamRule::Sector(_) | TeamRule::Same(_) | TeamRule::Different(_) | TeamRule::NotMet => {}
        }
    }
    tallies
}
