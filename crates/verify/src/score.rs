//! What a team is worth, criterion by criterion (contract, section 4), in integers.

use crate::Facts;
use fordel_model::{Criterion, InitiativeId, NomineeId};

/// weight × value of each criterion, in the order of [`Criterion::ALL`], for these members on this
/// initiative. Their sum is the team's score.
pub fn score_parts(facts: &Facts<'_>, initiative: InitiativeId, members: &[NomineeId]) -> [i64; 8] {
    Criterion::ALL.map(|criterion| {
        facts.programme.score.weight(criterion) * value(facts, criterion, initiative, members)
    })
}

/// The score of a team of these members on this initiative.
pub fn score(facts: &Facts<'_>, initiative: InitiativeId, members: &[NomineeId]) -> i64 {
    score_parts(facts, initiative, members).iter().sum()
}

fn value(facts: &Facts<'_>, criterion: Criterion, initiative: InitiativeId, members: &[NomineeId]) -> i64 {
    let nominees = &facts.programme.nominees;
    match criterion {
        Criterion::Preference => members.iter().map(|&id| preference_points(facts, initiative, id)).sum(),
        Criterion::Sectors => 100 * (distinct(members.iter().map(|&id| nominees[id].sector)) - 1),
        Criterion::Organisations => {
            100 * (distinct(members.iter().map(|&id| facts.people[id].organisation)) - 1)
        }
        Criterion::Professions => {
            100 * (distinct(members.iter().filter_map(|&id| facts.people[id].profession)) - 1).max(0)
        }
        Criterion::Chain => {
            100 * pairs(members).filter(|&(a, b)| facts.is_chain(a, b)).map(|_| 1).sum::<i64>()
        }
        Criterion::Merit => match facts.mean_merit[initiative] {
            Some(_) => members.iter().map(|&id| merit(facts, id)).sum(),
            None => 0,
        },
        Criterion::Balance => match facts.mean_merit[initiative] {
            Some(mean) => {
                let deviation: i64 = members.iter().map(|&id| merit(facts, id) - mean).sum();
                -deviation.abs()
            }
            None => 0,
        },
        Criterion::Diversity => pairs(members).map(|(a, b)| difference(facts, a, b)).sum(),
    }
}

/// The points of the initiative's rank in a person's preferences.
pub(crate) fn preference_points(facts: &Facts<'_>, initiative: InitiativeId, id: NomineeId) -> i64 {
    let preferences = &facts.programme.nominees[id].preferences;
    let rank = if preferences.is_empty() {
        Some(0)
    } else {
        preferences.iter().position(|&preferred| preferred == initiative)
    };
    rank.and_then(|rank| facts.programme.score.preference_points.get(rank)).copied().unwrap_or(0)
}

/// The sum of the differences of two people over the diversity columns.
pub(crate) fn difference(facts: &Facts<'_>, a: NomineeId, b: NomineeId) -> i64 {
    let nominees = &facts.programme.nominees;
    nominees[a].diversity.iter().zip(&nominees[b].diversity).map(|(x, y)| (x - y).abs()).sum()
}

/// The merit of somebody whose initiative counts merit.
///
/// An initiative counts it only where every eligible nominee of its clusters has all figures, so a
/// member without is not eligible there; such a team is refused for that, and counts 0 here.
pub(crate) fn merit(facts: &Facts<'_>, id: NomineeId) -> i64 {
    facts.people[id].merit.unwrap_or(0)
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> i64 {
    let values: std::collections::BTreeSet<T> = values.collect();
    i64::try_from(values.len()).expect("a team is small")
}

fn pairs(members: &[NomineeId]) -> impl Iterator<Item = (NomineeId, NomineeId)> {
    members.iter().enumerate().flat_map(|(i, &a)| members[i + 1..].iter().map(move |&b| (a, b)))
}
