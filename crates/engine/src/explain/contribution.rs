//! What a team's score is made of, piece by piece; the pieces add up to it exactly.

use fordel_model::id::Id;
use fordel_model::plan::Team;
use fordel_model::{Criterion, InitiativeId, NomineeId, Programme, fold};
use fordel_solver::Candidacy;
use fordel_solver::merit::merit;
use fordel_solver::score::{difference, is_chain, mean_merits, preference_points, team_parts};

/// A criterion's part of a team's score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contribution {
    /// Which.
    pub criterion: Criterion,
    /// weight × value.
    pub points: i64,
    /// What it is made of; adds up to `points`.
    pub pieces: Vec<Piece>,
}

/// A piece of a criterion's part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Whose: one person, a pair, or the whole team.
    pub who: Vec<String>,
    /// What is counted, as written: sectors, organisations, professions; empty where the people say it.
    pub what: Vec<String>,
    /// weight × value.
    pub points: i64,
}

/// Every criterion that counts, in the contract's order. `None` where the team names what the programme
/// does not know.
pub fn contributions(programme: &Programme, team: &Team) -> Option<Vec<Contribution>> {
    let initiative = programme.initiatives.enumerate().find(|(_, row)| row.id == team.initiative)?.0;
    let members: Option<Vec<NomineeId>> = team.members.iter().map(|id| nominee(programme, id)).collect();
    let members = members?;
    let means = mean_merits(programme, &Candidacy::of(programme));
    let mean = means[initiative.index()];
    let parts = team_parts(programme, mean, initiative, &members);
    let of = |(criterion, points): (Criterion, i64)| {
        let weight = programme.score.weight(criterion);
        let pieces = pieces(programme, criterion, weight, points, initiative, &members);
        debug_assert_eq!(pieces.iter().map(|piece| piece.points).sum::<i64>(), points, "{criterion:?}");
        Contribution { criterion, points, pieces }
    };
    let counts =
        |(criterion, points): &(Criterion, i64)| programme.score.weight(*criterion) != 0 || *points != 0;
    Some(Criterion::ALL.into_iter().zip(parts).filter(counts).map(of).collect())
}

/// The nominee of this id.
pub(super) fn nominee(programme: &Programme, id: &str) -> Option<NomineeId> {
    programme.nominees.enumerate().find(|(_, row)| row.id == id).map(|(nominee, _)| nominee)
}

fn pieces(
    programme: &Programme,
    criterion: Criterion,
    weight: i64,
    points: i64,
    initiative: InitiativeId,
    members: &[NomineeId],
) -> Vec<Piece> {
    let id = |n: NomineeId| programme.nominees[n].id.clone();
    let each = |value: &dyn Fn(NomineeId) -> i64| -> Vec<Piece> {
        let one = |&n: &NomineeId| Piece { who: vec![id(n)], what: Vec::new(), points: weight * value(n) };
        members.iter().map(one).collect()
    };
    let pairs = |value: &dyn Fn(NomineeId, NomineeId) -> i64| -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (at, &a) in members.iter().enumerate() {
            for &b in &members[at + 1..] {
                let points = weight * value(a, b);
                if points != 0 {
                    pieces.push(Piece { who: vec![id(a), id(b)], what: Vec::new(), points });
                }
            }
        }
        pieces
    };
    let whole = |texts: Vec<String>| -> Vec<Piece> {
        let mut what: Vec<String> = Vec::new();
        for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
            if what.iter().all(|known| fold(known) != fold(&text)) {
                what.push(text);
            }
        }
        vec![Piece { who: members.iter().map(|&n| id(n)).collect(), what, points }]
    };
    let people = || members.iter().map(|&n| &programme.nominees[n]);
    match criterion {
        Criterion::Preference => each(&|n| preference_points(programme, n, initiative)),
        Criterion::Merit if points == 0 => Vec::new(),
        Criterion::Merit => each(&|n| merit(programme, n)),
        Criterion::Chain => pairs(&|a, b| 100 * i64::from(is_chain(programme, a, b))),
        Criterion::Diversity => pairs(&|a, b| difference(programme, a, b)),
        Criterion::Sectors => {
            whole(people().map(|row| programme.sector_name(row.sector).to_owned()).collect())
        }
        Criterion::Organisations => whole(people().map(|row| row.organisation.clone()).collect()),
        Criterion::Professions => {
            whole(people().map(|row| row.profession.clone().unwrap_or_default()).collect())
        }
        Criterion::Balance => whole(Vec::new()),
    }
}
