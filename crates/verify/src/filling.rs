//! What the leaves prove about the seats filled: that none fills more, and that none is closer to the
//! fair split (contract, section 3).

use crate::family::Family;
use crate::judge::Judge;
use crate::recount::{Claimant, Recount, recount};
use crate::review::{Claim, Review};
use fordel_model::plan::ObjectiveName;
use fordel_model::programme::Unfilled;
use fordel_model::weight::to_integers;
use fordel_model::{ClusterId, NomineeId};

/// What is shown about the seats filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Shown {
    /// Nothing fills more.
    most: bool,
    /// Nothing that fills as much is closer to the fair split.
    closest: bool,
    /// Nothing else that fills as much is as close.
    only: bool,
}

impl Shown {
    fn everything(shown: bool) -> Self {
        Self { most: shown, closest: shown, only: shown }
    }
}

impl Judge<'_> {
    pub(crate) fn n_nominees(&self, cluster: ClusterId) -> u64 {
        self.facts.programme.nominees.iter().map(|row| u64::from(row.cluster == cluster)).sum()
    }

    /// Levels 1 and 2: the most cluster seats, the closest split.
    pub(crate) fn conclude_seats(&self, families: &[Family<'_>], review: &mut Review) {
        let programme = self.facts.programme;
        let filled: u64 = self.reading.filled.iter().sum();
        let mut shown = match programme.unfilled {
            Unfilled::Refuse => Shown::everything(true),
            Unfilled::LeaveEmpty => self.fills_most(families),
            Unfilled::Redistribute => Shown::everything(self.hands_on(families)),
        };
        shown.most |= filled == programme.seats_to_split();
        if !shown.most {
            shown.most = self.coupled(families, ObjectiveName::SeatsFilled, filled.into());
            shown.closest = false;
        }
        review.settle(Claim::SeatsFilled, shown.most);
        let is_closest = shown.most && shown.closest;
        review.settle(Claim::SplitDistance, is_closest);
        if is_closest && !shown.only {
            review.settle(Claim::SplitOrder, false);
        }
    }

    /// Block by block: every filling within the fair seats that would be better is shown impossible.
    fn fills_most(&self, families: &[Family<'_>]) -> Shown {
        let mut shown = Shown::everything(true);
        let pools_full = self.uses_pools() && self.fills_most_pools(families);
        for component in self.components() {
            let (fair, filled) = self.fair_and_filled(&component);
            if component.iter().any(|&cluster| self.reading.infeasible[cluster]) || fair == filled {
                continue;
            }
            let here: Vec<&Family<'_>> = families
                .iter()
                .filter(|family| family.level == ObjectiveName::SeatsFilled && family.clusters == component)
                .collect();
            let distance = |seats: &[u64]| distance(&fair, seats);
            let Some(fillings) = fillings(&fair) else { return Shown::everything(false) };
            for seats in fillings {
                let total: u64 = seats.iter().sum();
                let is_shown = || {
                    let below = |bound: i64| i128::from(bound) < i128::from(total);
                    here.iter().any(|family| family.contains(&seats) && family.bound().is_some_and(below))
                };
                // Fewer people in pools are no better, however close the split.
                let has_fewer = || {
                    pools_full && self.most_in_pools(families, &component, &seats) < self.in_pools(&component)
                };
                if total < filled.iter().sum() || seats == filled || is_shown() {
                    continue;
                }
                // This filling might be possible.
                let (more, here) = (total > filled.iter().sum(), distance(&filled));
                if !more && has_fewer() {
                    continue;
                }
                shown.most &= !more;
                shown.closest &= !more && distance(&seats) >= here;
                shown.only &= !more && distance(&seats) > here;
            }
        }
        shown
    }

    /// The fair seats of these clusters, and those filled.
    pub(crate) fn fair_and_filled(&self, clusters: &[ClusterId]) -> (Vec<u64>, Vec<u64>) {
        clusters.iter().map(|&id| (self.reading.fair[id], self.reading.filled[id])).unzip()
    }

    /// Seats handed on: the split again with maxima lowered to what is shown to be the most each
    /// cluster can fill. Where that is what is filled, nothing fills more or is closer.
    fn hands_on(&self, families: &[Family<'_>]) -> bool {
        let programme = self.facts.programme;
        let most = |id: ClusterId| {
            let of_it = families.iter().filter(|family| {
                family.level == ObjectiveName::SeatsFilled
                    && family.clusters == [id]
                    && family.seats[0] == (0, self.most_seats(id))
            });
            of_it.filter_map(Family::bound).map(|bound| u64::try_from(bound).unwrap_or(0)).min()
        };
        let weights: Vec<_> = programme.clusters.iter().map(|row| row.weight.clone()).collect();
        let claimants: Vec<Claimant> = to_integers(&weights)
            .0
            .into_iter()
            .zip(programme.clusters.ids())
            .map(|(weight, id)| {
                let (min, max) = self.facts.seat_bounds(id);
                let max =
                    if self.reading.infeasible[id] { Some(0) } else { max.into_iter().chain(most(id)).min() };
                Claimant { weight, min: max.map_or(min, |max| min.min(max)), max }
            })
            .collect();
        if !programme.levels.is_empty() {
            return false;
        }
        let seats_at_most: Option<u64> = claimants.iter().map(|claimant| claimant.max).sum();
        let seats = programme.seats_to_split().min(seats_at_most.unwrap_or(u64::MAX));
        let counted = recount(programme.method, programme.bound_rule, seats, &claimants);
        match counted {
            Recount::Seats { certain, tied, .. } => {
                tied.is_empty() && certain.iter().eq(self.reading.filled.iter())
            }
            _ => false,
        }
    }

    /// The levels between the seats and the score.
    pub(crate) fn conclude_other_levels(&self, families: &[Family<'_>], review: &mut Review) {
        for level in &self.plan.objectives {
            match level.name {
                ObjectiveName::PoolSeatsFilled => {
                    let filled: u64 = self.reading.pool_filled.iter().sum();
                    let is_most = filled >= self.most_pool_people() || self.fills_most_pools(families);
                    review.settle(Claim::PoolSeatsFilled, is_most);
                }
                ObjectiveName::PeopleMoved => {
                    review.settle(Claim::PeopleMoved, level.value <= self.fewest_moved());
                }
                ObjectiveName::WorstTeam => {
                    let has_no_better = |family: &Family<'_>| {
                        let seats: Vec<u64> =
                            family.clusters.iter().map(|&id| self.reading.filled[id]).collect();
                        family.level == ObjectiveName::WorstTeam
                            && family.contains(&seats)
                            && family.bound().is_some_and(|bound| bound < 0)
                    };
                    let is_best = self.plan.teams.is_empty() || families.iter().any(has_no_better);
                    review.settle(Claim::WorstTeam, is_best);
                }
                ObjectiveName::Leximin => {
                    let is_proved = self.has_no_better_teams(families);
                    let teams = self.proved_teams(families);
                    if !is_proved && teams > 0 {
                        review.settle(Claim::LowestTeams { teams }, true);
                    }
                    review.settle(Claim::Leximin, is_proved);
                }
                ObjectiveName::SeatsFilled | ObjectiveName::SplitDistance | ObjectiveName::Score => (),
            }
        }
    }

    /// Whether each block has as many people in pools as it can, with as many of its seats filled.
    fn fills_most_pools(&self, families: &[Family<'_>]) -> bool {
        self.facts.programme.unfilled != Unfilled::Redistribute
            && self
                .components()
                .iter()
                .filter(|component| !component.iter().any(|&id| self.reading.infeasible[id]))
                .all(|component| self.fills_own_pools(families, component))
    }

    fn fills_own_pools(&self, families: &[Family<'_>], component: &[ClusterId]) -> bool {
        let (fair, filled) = self.fair_and_filled(component);
        let total: u64 = filled.iter().sum();
        let is_impossible = |seats: &[u64]| {
            families.iter().any(|family| {
                family.level == ObjectiveName::SeatsFilled
                    && family.clusters == component
                    && family.contains(seats)
                    && family.bound().is_some_and(|bound| i128::from(bound) < i128::from(total))
            })
        };
        let of_total = |seats: &Vec<u64>| seats.iter().sum::<u64>() == total;
        // Without other seats than these there is only one filling to look at.
        let all = if fair == filled { Some(vec![filled]) } else { fillings(&fair) };
        all.is_some_and(|all| {
            all.iter().filter(|seats| of_total(seats)).all(|seats| {
                self.most_in_pools(families, component, seats) <= self.in_pools(component)
                    || is_impossible(seats)
            })
        })
    }

    /// The most people of a block in pools when exactly these seats are filled, as far as is shown.
    fn most_in_pools(&self, families: &[Family<'_>], component: &[ClusterId], seats: &[u64]) -> u64 {
        let here = |id: &NomineeId| {
            self.facts.people[*id].pool.is_some()
                && component.contains(&self.facts.programme.nominees[*id].cluster)
                && self.can_be_held(*id)
        };
        let people = self.facts.programme.nominees.ids().filter(here).count() as u64;
        let is_shown = |family: &&Family<'_>| {
            family.level == ObjectiveName::PoolSeatsFilled
                && family.clusters == component
                && family.contains(seats)
        };
        let shown = families.iter().filter(is_shown).filter_map(Family::bound).min();
        shown.map_or(people, |bound| people.min(u64::try_from(bound).unwrap_or(0)))
    }

    /// People of a block in teams who use pools' seats.
    fn in_pools(&self, component: &[ClusterId]) -> u64 {
        let here = |id: &NomineeId| {
            self.reading.place[*id].is_some()
                && self.facts.people[*id].pool.is_some()
                && component.contains(&self.facts.programme.nominees[*id].cluster)
        };
        self.facts.programme.nominees.ids().filter(here).count() as u64
    }

    /// For each pool its seats, or those who could use them if they are fewer.
    fn most_pool_people(&self) -> u64 {
        let pools = self.facts.programme.reserved.iter().enumerate();
        let people = |number: usize| {
            let uses = |id: &NomineeId| self.facts.people[*id].pool == Some(number);
            self.facts.programme.nominees.ids().filter(uses).filter(|&id| self.can_be_held(id)).count() as u64
        };
        pools.map(|(number, pool)| pool.seats.min(people(number))).sum()
    }
}

pub(crate) fn distance(fair: &[u64], seats: &[u64]) -> u64 {
    seats.iter().zip(fair).map(|(seats, fair)| fair.abs_diff(*seats).pow(2)).sum()
}

/// Fillings within the fair seats of as many seats as those filled, and as close, but others.
pub(crate) fn rivals(fair: &[u64], filled: &[u64]) -> Option<Vec<Vec<u64>>> {
    let total: u64 = filled.iter().sum();
    let is_rival = |seats: &Vec<u64>| {
        seats != filled
            && seats.iter().sum::<u64>() == total
            && distance(fair, seats) <= distance(fair, filled)
    };
    Some(fillings(fair)?.into_iter().filter(is_rival).collect())
}

/// All fillings of clusters with these most seats; `None` if there are very many.
fn fillings(most: &[u64]) -> Option<Vec<Vec<u64>>> {
    let mut fillings = vec![Vec::new()];
    for &seats in most {
        let n = usize::try_from(seats).ok()?.checked_add(1)?.checked_mul(fillings.len())?;
        if n > 200_000 {
            return None;
        }
        fillings = fillings
            .iter()
            .flat_map(|filling| (0..=seats).map(move |next| filling.iter().copied().chain([next]).collect()))
            .collect();
    }
    Some(fillings)
}
