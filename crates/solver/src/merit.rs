//! Merit of people and the mean of an initiative's clusters (contract, section 4).

use crate::candidacy::Candidacy;
use fordel_model::{Initiative, Merit, NomineeId, Programme};

/// floor(20 × (experience + competence + motivation) / 3), where all three are given.
pub fn merit_of(merit: Merit) -> Option<i64> {
    let sum = i64::from(merit.experience?) + i64::from(merit.competence?) + i64::from(merit.motivation?);
    Some(20 * sum / 3)
}

/// The mean merit of the eligible nominees of the initiative's clusters, floored;
/// `None` where one of them lacks a figure (or there are none), so that merit and balance count 0.
pub fn mean_merit(programme: &Programme, candidacy: &Candidacy, initiative: &Initiative) -> Option<i64> {
    let eligible = programme
        .nominees
        .enumerate()
        .filter(|(id, person)| {
            candidacy.standing[*id].is_eligible() && initiative.clusters.contains(&person.cluster)
        })
        .map(|(_, person)| merit_of(person.merit));
    let merits: Vec<i64> = eligible.collect::<Option<_>>()?;
    let n = i64::try_from(merits.len()).expect("fewer than 2^63 people");
    (n > 0).then(|| merits.iter().sum::<i64>() / n)
}

/// The merit of one nominee, 0 where a figure is missing (only used where none is).
pub fn merit(programme: &Programme, nominee: NomineeId) -> i64 {
    merit_of(programme.nominees[nominee].merit).unwrap_or(0)
}
