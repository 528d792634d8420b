//! What a team is worth, criterion by criterion, in integers (contract, section 4).
//!
//! This is the readable form, for reports and for building tables; the listing of columns adds the
//! same numbers up from tables ([`crate::member`]), and a test holds the two against each other.

use crate::candidacy::Candidacy;
use crate::merit::{mean_merit, merit};
use fordel_model::{Criterion, InitiativeId, NomineeId, Programme, fold};
use std::collections::BTreeSet;

/// weight × value of each criterion for `members` on `initiative`, in the order of [`Criterion::ALL`].
/// `mean_merit` is the initiative's (see [`mean_merit`]).
pub fn team_parts(
    programme: &Programme,
    mean_merit: Option<i64>,
    initiative: InitiativeId,
    members: &[NomineeId],
) -> [i64; 8] {
    let rule = &programme.score;
    let mut values = [0i64; 8];
    let mut set = |criterion: Criterion, value: i64| values[criterion as usize] = value;
    let people = || members.iter().map(|&member| &programme.nominees[member]);
    let beyond_first = |distinct: usize| 100 * (i64::try_from(distinct).expect("at most 4").max(1) - 1);

    set(Criterion::Preference, members.iter().map(|&m| preference_points(programme, m, initiative)).sum());
    set(Criterion::Sectors, beyond_first(people().map(|p| p.sector).collect::<BTreeSet<_>>().len()));
    let organisations: BTreeSet<_> = people().map(|p| fold(&p.organisation)).collect();
    set(Criterion::Organisations, beyond_first(organisations.len()));
    let professions: BTreeSet<_> =
        people().filter_map(|p| p.profession.as_deref().map(fold)).filter(|p| !p.is_empty()).collect();
    set(Criterion::Professions, beyond_first(professions.len()));
    let mut pairs_in_chain = 0;
    let mut differences = 0;
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            pairs_in_chain += i64::from(is_chain(programme, a, b));
            differences += difference(programme, a, b);
        }
    }
    set(Criterion::Chain, 100 * pairs_in_chain);
    set(Criterion::Diversity, differences);
    if let Some(mean) = mean_merit {
        let sum: i64 = members.iter().map(|&member| merit(programme, member)).sum();
        let size = i64::try_from(members.len()).expect("at most 4");
        set(Criterion::Merit, sum);
        set(Criterion::Balance, -(sum - size * mean).abs());
    }
    Criterion::ALL.map(|criterion| rule.weight(criterion) * values[criterion as usize])
}

/// The mean merit of every initiative that has one, by initiative.
pub fn mean_merits(programme: &Programme, candidacy: &Candidacy) -> Vec<Option<i64>> {
    programme.initiatives.iter().map(|initiative| mean_merit(programme, candidacy, initiative)).collect()
}

/// Points of the initiative's rank in the nominee's preferences; without preferences, the first points.
pub fn preference_points(programme: &Programme, nominee: NomineeId, initiative: InitiativeId) -> i64 {
    let preferences = &programme.nominees[nominee].preferences;
    let rank =
        if preferences.is_empty() { Some(0) } else { preferences.iter().position(|&k| k == initiative) };
    rank.and_then(|rank| programme.score.preference_points.get(rank)).copied().unwrap_or(0)
}

/// Whether one of two people is the other's manager.
pub fn is_chain(programme: &Programme, a: NomineeId, b: NomineeId) -> bool {
    programme.nominees[a].manager == Some(b) || programme.nominees[b].manager == Some(a)
}

/// Sum of the absolute differences of two people over the diversity columns.
pub fn difference(programme: &Programme, a: NomineeId, b: NomineeId) -> i64 {
    let figures = programme.nominees[a].diversity.iter().zip(&programme.nominees[b].diversity);
    figures.map(|(x, y)| (x - y).abs()).sum()
}
