//! A bound without pricing: every person is priced for the most they could bring to any team. Weak where
//! teams are full of rules, close where differences alone count, and at no cost for any number of people.
//!
//! In one column of figures x₁ ≤ … ≤ x_m a team's differences add up to Σ (2r − m − 1)·x_r. With any prices π of
//! the coefficients c = 1 − m, 3 − m, …, m − 1 whose sum is not above 0, g(x) = max (c·x − π_c) over all c is at
//! least a member's part of that sum, whatever the team: the dual of dividing the people into ranks. π is chosen so
//! that c changes where equally many people lie on either side, which makes Σ g the largest sum that any division
//! into teams of m can have in that column alone.

use crate::bound::Bound;
use crate::column::Teams;
use crate::generate::Excess;
use crate::program::{Place, Program};
use fordel_model::Criterion;

/// One column of figures, as ranks price it. Everything is in units of 1/scale point.
struct Ranks {
    /// The coefficients with their prices.
    parts: Vec<(i64, i64)>,
    /// Where the coefficient changes, between the least and the largest figure.
    corners: Vec<i64>,
}

impl Ranks {
    /// Of these figures in teams of at most `largest` people.
    fn of(mut figures: Vec<i64>, largest: usize) -> Self {
        figures.sort_unstable();
        let n = figures.len();
        let cut = |rank: usize| figures[(n * rank / largest).min(n - 1)];
        let size = whole(largest);
        let mut prices = vec![0; largest];
        for rank in 1..largest {
            prices[rank] = prices[rank - 1] + 2 * cut(rank);
        }
        // Lowered alike, until they add up to no more than 0.
        let sum: i64 = prices.iter().sum();
        let lower = -(-sum).div_euclid(size);
        let parts = (0..).zip(&prices).map(|(rank, price)| (2 * rank + 1 - size, price - lower)).collect();
        let corners = (1..largest).map(cut).chain([figures[0], figures[n - 1]]).collect();
        Self { parts, corners }
    }

    /// What somebody with this figure brings at most.
    fn most(&self, figure: i64) -> i64 {
        self.parts.iter().map(|(factor, price)| factor * figure - price).max().unwrap_or(0)
    }

    /// How much the differences of `n` people may be above what they bring by [`Self::most`]. Both are linear
    /// between the corners, so the largest excess lies in some of them.
    fn excess(&self, n: usize) -> i64 {
        let mut worst = i64::MIN;
        let mut at = vec![0; n];
        loop {
            let figures: Vec<i64> = at.iter().map(|&corner| self.corners[corner]).collect();
            let differences: i64 = (0..n)
                .flat_map(|a| (0..a).map(move |b| (a, b)))
                .map(|(a, b)| (figures[a] - figures[b]).abs())
                .sum();
            let brought: i64 = figures.iter().map(|&figure| self.most(figure)).sum();
            worst = worst.max(differences - brought);
            let Some(next) = at.iter().position(|&corner| corner + 1 < self.corners.len()) else {
                return worst;
            };
            at[next] += 1;
            at[..next].fill(0);
        }
    }
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).expect("fewer than 2^63")
}

impl Bound {
    /// A bound that prices every person for the most they could bring to any team.
    pub(crate) fn by_person(program: &Program<'_>, scale: i64) -> Self {
        let Some(teams) = program.columns.teams() else { return Self::of_nothing(program, scale) };
        if program.worth.factor < 0 || program.n_people == 0 {
            return Self::of_nothing(program, scale);
        }
        let sizes =
            || (0..program.n_initiatives).filter(|&k| program.most_teams(k) > 0).map(|k| teams.size(k));
        let smallest = sizes().map(|size| usize::from(size.min())).min().unwrap_or(2);
        let largest = sizes().map(|size| usize::from(size.max())).max().unwrap_or(2);
        let mut prices = differences(program, teams, scale, (smallest, largest));
        let weight = |criterion| scale * program.worth.factor * teams.weight(criterion);
        let hundreds = [Criterion::Sectors, Criterion::Organisations, Criterion::Professions];
        // The first of a team is no further sector, organisation or profession.
        let further = 100 * hundreds.map(weight).iter().sum::<i64>() * whole(largest - 1);
        let further = -(-further).div_euclid(whole(largest));
        let chain = 100 * weight(Criterion::Chain);
        for (person, price) in teams.members().people().iter().zip(&mut prices) {
            let alone = person.alone.iter().flatten().max().copied().unwrap_or(0);
            *price += scale * program.worth.factor * alone + further;
            *price += if person.manager.is_some() { chain } else { 0 };
        }
        prices.iter_mut().zip(&program.worth.person).for_each(|(price, worth)| *price += scale * worth);
        prices.iter_mut().for_each(|price| *price = (*price).max(0));
        // As many people as there are seats pay for themselves; a seat pays for the next one.
        let seats = program.rows.iter().find(|row| row.place == Place::Seats).and_then(|row| row.hi);
        let mut falling = prices.clone();
        falling.sort_unstable_by_key(|&price| std::cmp::Reverse(price));
        let next = seats.and_then(|seats| usize::try_from(seats).ok()).and_then(|at| falling.get(at));
        let seat = next.copied().unwrap_or(0);
        let duals = program.rows.iter().map(|row| match row.place {
            Place::Person(p) => (prices[p] - seat).max(0),
            Place::Seats => seat,
            _ => 0,
        });
        Self::raised(program, duals.collect(), scale, &Excess::none(program))
    }
}

/// By person: the most they can bring of their teams' differences, in units of 1/`scale` point.
fn differences(program: &Program<'_>, teams: &Teams, scale: i64, sizes: (usize, usize)) -> Vec<i64> {
    let members = teams.members();
    let unit = scale * program.worth.factor * members.diversity_weight();
    let n_columns =
        if unit > 0 { members.people().first().map_or(0, |person| person.figures.len()) } else { 0 };
    let (smallest, largest) = sizes;
    let mut most = vec![0; program.n_people];
    let mut excess = vec![0; largest];
    for column in 0..n_columns {
        let figures: Vec<i64> = members
            .people()
            .iter()
            .map(|person| unit * (person.figures[column] - members.middle()[column]))
            .collect();
        let ranks = Ranks::of(figures.clone(), largest);
        most.iter_mut().zip(figures).for_each(|(most, figure)| *most += ranks.most(figure));
        (smallest..largest).for_each(|n| excess[n] += ranks.excess(n));
    }
    // Teams of fewer may bring more than their members' parts: everybody pays a share of that.
    let share = (smallest..largest).map(|n| -(-excess[n].max(0)).div_euclid(whole(n))).max().unwrap_or(0);
    most.iter_mut().for_each(|most| *most += share);
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::faces;
    use crate::pricing::{Wanted, one_by_one, price};
    use crate::{Ask, Block, Candidacy};
    use fordel_model::Column;
    use fordel_model::{Criterion, Programme};
    use fordel_testkit::{Features, Pool, Size, pool_programme, small_programme};
    use proptest::prelude::*;

    /// No team is worth more than its members' prices.
    fn covers(programme: &Programme, seats: u64) -> Result<(), TestCaseError> {
        let candidacy = Candidacy::of(programme);
        for cluster in programme.clusters.ids() {
            let block = Block::of_clusters(programme, &candidacy, &[], &[cluster], 0).expect("few people");
            // Without a team there is nothing to code.
            if block.columns.teams().is_none() {
                continue;
            }
            let ask = Ask { seats: vec![(0, seats)], ..Ask::default() };
            let program = block.program(&ask);
            let bound = Bound::by_person(&program, 1_000);
            let wanted = Wanted { threshold: 1, each: usize::MAX, most: usize::MAX, looks: u64::MAX };
            let found = price(&faces(&program, &bound.prices, 1_000), wanted, one_by_one, None);
            prop_assert_eq!(found.teams, Vec::new());
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_team_is_worth_more_than_its_members_bring(
            programme in small_programme(Size { clusters: 1..=2, ..Size::default() }, Features::ALL),
            seats in 0u64..12,
        ) {
            covers(&programme, seats)?;
        }

        #[test]
        fn nor_where_differences_count(
            seed in 0u64..1_000,
            kind in 0usize..5,
            n in 12usize..20,
            figures in proptest::collection::vec((-9i64..60, -1_000i64..2), 20),
            smallest in 2u8..=4,
        ) {
            let mut programme = pool_programme(Pool::ALL[kind], seed, n);
            programme.score.weights[Criterion::Diversity as usize] = 3;
            programme.score.diversity_columns = vec![Column::Level, Column::Level];
            for k in programme.initiatives.ids() {
                programme.initiatives[k].size =
                    fordel_model::TeamSize::new(smallest, programme.initiatives[k].size.max()).expect("a size");
            }
            for (id, &(x, y)) in programme.nominees.ids().zip(&figures) {
                programme.nominees[id].diversity = vec![x, y];
            }
            covers(&programme, 9)?;
        }
    }

    #[test]
    fn in_one_column_the_bound_is_the_division_into_ranks() {
        let ranks = Ranks::of((0..8).map(|n| 10 * n).collect(), 4);
        let bound: i64 = (0..8).map(|n| ranks.most(10 * n)).sum();
        // 0 20 40 60 and 10 30 50 70: 3 · 60 + 40 − 20, twice.
        assert_eq!(bound, 400);
    }
}
