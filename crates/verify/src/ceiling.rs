//! What no team of an initiative is above, person by person and without looking at teams: enough to see at
//! once that prices which cover everything leave nothing to list.
//!
//! A team's differences in one column are at most Σ over members x and corners q of |x − q|, less those between the
//! corners, where there are one fewer corners than the largest team has people, and a team has at most two people
//! fewer than that: count, on both sides, how often a point between two figures is passed. With a members and b corners
//! below it, the right side passes it (a − b)(a − b + M − 1 − m) times more, which no integer makes negative while
//! M − 2 ≤ m ≤ M.

use crate::column::Candidates;
use crate::facts::Facts;
use crate::listing::Price;
use fordel_model::{Criterion, NomineeId};

/// Points that a team's members make together, at most: a part of each member and a part of the team.
#[derive(Debug)]
pub(crate) struct Ceiling {
    person: Vec<i128>,
    team: i128,
}

impl Ceiling {
    /// Of teams of at most `largest` of these people.
    pub(crate) fn of(facts: &Facts<'_>, people: &[NomineeId], has_manager: &[bool], largest: u8) -> Self {
        let weight = |criterion: Criterion| i128::from(facts.programme.score.weight(criterion));
        // The first of a team is no further sector, organisation or profession.
        let further = [Criterion::Sectors, Criterion::Organisations, Criterion::Professions];
        let further = 100 * further.map(weight).iter().sum::<i128>();
        let chain = 100 * weight(Criterion::Chain);
        let mut ceiling = Self {
            person: has_manager.iter().map(|&has| further + if has { chain } else { 0 }).collect(),
            team: -further,
        };
        let diversity = weight(Criterion::Diversity);
        if diversity > 0 && !people.is_empty() {
            for column in 0..facts.programme.score.diversity_columns.len() {
                ceiling.add_column(facts, people, (column, diversity), usize::from(largest));
            }
        }
        ceiling
    }

    fn add_column(
        &mut self,
        facts: &Facts<'_>,
        people: &[NomineeId],
        (column, weight): (usize, i128),
        largest: usize,
    ) {
        let figure = |&id: &NomineeId| i128::from(facts.programme.nominees[id].diversity[column]);
        let mut falling: Vec<i128> = people.iter().map(figure).collect();
        falling.sort_unstable();
        let corners: Vec<i128> = (1..largest).map(|part| falling[people.len() * part / largest]).collect();
        for (most, id) in self.person.iter_mut().zip(people) {
            *most += weight * corners.iter().map(|corner| (figure(id) - corner).abs()).sum::<i128>();
        }
        let between =
            corners.iter().enumerate().flat_map(|(at, a)| corners[..at].iter().map(move |b| (a - b).abs()));
        self.team -= weight * between.sum::<i128>();
    }

    /// No team's reduced cost is above this.
    pub(crate) fn reduced_cost(&self, candidates: &Candidates, price: &Price) -> i128 {
        let scale = i128::from(price.scale);
        let each = price.person.iter().zip(&self.person);
        let mut falling: Vec<i128> = each.map(|(&own, &most)| i128::from(own) + scale * most).collect();
        falling.sort_unstable_by(|a, b| b.cmp(a));
        let (smallest, largest) = (usize::from(candidates.size.min()), usize::from(candidates.size.max()));
        let of_size = |n: usize| falling.iter().take(n).sum::<i128>();
        let members = (smallest..=largest).map(of_size).max().unwrap_or(0);
        i128::from(price.team) + scale * self.team + members
    }
}
