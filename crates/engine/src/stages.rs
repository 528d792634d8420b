//! Other seats for many coupled blocks, stage by stage: the most seats, then the most people in pools, then the closest
//! split, then the method's claims; each stage a search tree over the blocks' counts, with what the stages before it
//! came to as limits. So what each block can do need not be listed.
//!
//! Squares are convex, so of fillings of as many seats those closest to the fair split are told by arithmetic: each
//! cluster has one of two numbers of seats. Whether one of them can be is a question to the tree, and so
//! is each claim after that. Where none can be, the closest is not known.

use crate::answer::Solved;
use crate::choosing::Other;
use crate::coupling::{Coupled, Coupling};
use crate::fair;
use crate::ground::Ground;
use crate::outer::Chosen;
use crate::seated::{Seating, seats_of};
use crate::tree::{Aimed, Sought, Tree};
use fordel_model::plan::Row;
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, NomineeId};
use fordel_solver::{Effort, Quota};

/// Seats by block, by cluster.
type Seats = Vec<Vec<u64>>;

/// Within which seats a stage looks.
#[derive(Clone)]
struct Within {
    least: Seats,
    most: Seats,
    total: (Option<u64>, Option<u64>),
    pooled: Option<u64>,
}

/// What a stage came to.
enum Stage {
    /// Seats, people in pools, and whether no others are better.
    Found(Seats, u64, bool),
    /// There are none.
    None,
    /// The work ran out.
    Unknown,
}

struct Stages<'s, 'a> {
    coupled: &'s Coupled<'a>,
    /// Everybody who uses a cluster's seat.
    people: Vec<NomineeId>,
    clusters: Vec<ClusterId>,
    /// By cell: plans met so far.
    known: Vec<Vec<Solved>>,
}

/// Plans of one cell remembered from stage to stage at most.
const MOST_KNOWN: usize = 200;

/// The best seats for coupled blocks, stage by stage.
pub(crate) fn by_stages(
    ground: &Ground<'_>,
    seating: &Seating,
    coupled: &Coupled<'_>,
    planned: &[usize],
    effort: &mut Effort,
) -> Other {
    let most: Seats = planned.iter().map(|&at| ground.may_fill(at)).collect();
    let elsewhere = seating.used_elsewhere(ground, planned);
    let mut stages = Stages::of(coupled);
    let room = ground.problem.seats.saturating_sub(elsewhere);
    let least: Seats = most.iter().map(|own| vec![0; own.len()]).collect();
    let free = Within { least, most, total: (None, Some(room)), pooled: None };
    let chosen = |seats: Seats, pooled: u64| Chosen { seats, pooled, decided: false };
    let (seats, pooled) = match stages.ask(&free, Sought::People, false, effort) {
        Stage::Found(seats, pooled, true) => (seats, pooled),
        Stage::Found(seats, pooled, false) => {
            return Other::Some { chosen: chosen(seats, pooled), is_most: false };
        }
        Stage::None => return Other::None,
        Stage::Unknown => return Other::Unknown,
    };
    let total: u64 = seats.iter().flatten().sum();
    let own: u64 = planned.iter().flat_map(|&at| &ground.cells[at].fair).sum();
    if ground.programme.unfilled == Unfilled::Refuse && total < own {
        return Other::None;
    }
    let exact = Within { total: (Some(total), Some(total)), ..free };
    let has_pools = coupled.couplings.iter().any(|coupling| coupling.is_pool);
    let (seats, pooled) = match !has_pools || pooled == coupled.most_pooled() {
        true => (seats, pooled),
        false => match stages.ask(&exact, Sought::Pooled, false, effort) {
            Stage::Found(seats, pooled, true) => (seats, pooled),
            Stage::Found(seats, pooled, false) => {
                return Other::Some { chosen: chosen(seats, pooled), is_most: false };
            }
            Stage::None | Stage::Unknown => {
                return Other::Some { chosen: chosen(seats, pooled), is_most: false };
            }
        },
    };
    let exact = Within { pooled: has_pools.then_some(pooled), ..exact };
    match stages.closest(ground, seating, (exact, total), &seats, effort) {
        Ok((seats, decided)) => Other::Seats(Chosen { seats, pooled, decided }),
        Err(seats) => Other::Some { chosen: chosen(seats, pooled), is_most: true },
    }
}

impl<'s, 'a> Stages<'s, 'a> {
    fn of(coupled: &'s Coupled<'a>) -> Self {
        let of_cell = |cell: &&crate::cell::Cell| -> Vec<NomineeId> {
            cell.seated_people(false).into_iter().map(|p| cell.block.people[p]).collect()
        };
        let mut people: Vec<NomineeId> = coupled.cells.iter().flat_map(of_cell).collect();
        people.sort_unstable();
        let clusters = coupled.cells.iter().flat_map(|cell| cell.clusters()).copied().collect();
        Self { coupled, people, clusters, known: vec![Vec::new(); coupled.cells.len()] }
    }

    /// One stage: the most of what is sought within limits, or any plan.
    fn ask(&mut self, within: &Within, sought: Sought, any: bool, effort: &mut Effort) -> Stage {
        let quota = Quota {
            name: Row::Seats(String::new()),
            clusters: self.clusters.clone(),
            people: self.people.clone(),
            min: within.total.0,
            max: within.total.1,
        };
        let mut couplings = self.coupled.couplings.clone();
        couplings.push(Coupling { quota: &quota, is_pool: false });
        let coupled = Coupled::new(self.coupled.programme, self.coupled.cells.clone(), couplings);
        let mut tree = Tree::new(&coupled, &within.most, within.pooled, sought).from(&within.least);
        for (at, known) in self.known.iter().enumerate() {
            let seats = |plan: &&Solved| seats_of(coupled.cells[at], plan);
            let (least, most) = (&within.least[at], &within.most[at]);
            let is_within = |plan: &&Solved| is_between(least, most, &seats(plan));
            known.iter().filter(is_within).for_each(|plan| tree.take(at, plan.clone()));
        }
        let stage = Self::grown(&coupled, &mut tree, any, effort);
        for (known, fresh) in self.known.iter_mut().zip(tree.plans()) {
            for plan in fresh {
                if known.len() < MOST_KNOWN && !known.iter().any(|old| old.columns == plan.columns) {
                    known.push(plan.clone());
                }
            }
        }
        stage
    }

    fn grown(coupled: &Coupled<'_>, tree: &mut Tree<'_, '_>, any: bool, effort: &mut Effort) -> Stage {
        let found = |plans: &[Solved], is_best: bool| {
            let columns: Vec<&[usize]> = plans.iter().map(|plan| plan.columns.as_slice()).collect();
            let seats = coupled.cells.iter().zip(plans).map(|(cell, plan)| seats_of(cell, plan)).collect();
            Stage::Found(seats, coupled.pooled(&columns), is_best)
        };
        // Plans met before often do.
        if any && let Some((_, plans)) = tree.chosen() {
            return found(&plans, true);
        }
        let aim = match tree.aim(effort) {
            Aimed::At(aim) => *aim,
            Aimed::None => return Stage::None,
            Aimed::Unknown => return Stage::Unknown,
        };
        let grown = if any { tree.first(&aim, effort) } else { tree.grow(&aim, effort) };
        let (value, plans) = match (grown.best, grown.bound) {
            (Some(best), _) => best,
            (None, None) => return Stage::None,
            (None, Some(_)) => match tree.chosen() {
                Some(best) => best,
                None => return Stage::Unknown,
            },
        };
        found(&plans, grown.bound == Some(value))
    }

    /// Of fillings of so many seats the closest to the fair split, and of those the first by the method's claims; whether
    /// these decided. `Err` with seats that are possible where that is not known to be.
    fn closest(
        &mut self,
        ground: &Ground<'_>,
        seating: &Seating,
        (exact, total): (Within, u64),
        known: &Seats,
        effort: &mut Effort,
    ) -> Result<(Seats, bool), Seats> {
        let fair: Vec<Vec<u64>> = (self.coupled.cells.iter())
            .map(|cell| cell.clusters().iter().map(|&id| seating.fair[id]).collect())
            .collect();
        let (least, most) = nearest(&fair, &exact.most, total);
        let all = Within { least, most, ..exact };
        let mut seats = known.clone();
        if !is_between(&all.least.concat(), &all.most.concat(), &seats.concat()) {
            match self.ask(&all, Sought::People, true, effort) {
                Stage::Found(found, ..) => seats = found,
                Stage::None | Stage::Unknown => return Err(seats),
            }
        }
        let mut within = all.clone();
        let mut decided = false;
        let (claims, clusters) = (fair::claims(&ground.problem), self.clusters.clone());
        let largest = within.most.iter().flatten().max().copied().unwrap_or(0);
        let rest = (1..=largest).flat_map(|nth| clusters.iter().map(move |&id| (id, nth)));
        for (cluster, nth) in claims.into_iter().chain(rest) {
            let Some((cell, at)) = self.place(cluster) else { continue };
            if nth <= within.least[cell][at] || nth > within.most[cell][at] {
                continue;
            }
            let mut wanted = within.clone();
            wanted.least[cell][at] = nth;
            if seats[cell][at] < nth {
                match self.possible(&wanted, total, effort) {
                    Some(Some(found)) => (seats, decided) = (found, true),
                    Some(None) => {
                        within.most[cell][at] = nth - 1;
                        continue;
                    }
                    None => return Err(seats),
                }
            }
            within = wanted;
        }
        // Without a claim that changed anything: is there another filling as close at all?
        for cell in 0..seats.len() {
            for at in 0..seats[cell].len() {
                let own = seats[cell][at];
                if decided || own == all.least[cell][at] {
                    continue;
                }
                let mut other = all.clone();
                other.most[cell][at] = own - 1;
                decided = self.possible(&other, total, effort).ok_or_else(|| seats.clone())?.is_some();
            }
        }
        Ok((seats, decided))
    }

    fn place(&self, cluster: ClusterId) -> Option<(usize, usize)> {
        self.coupled.cells.iter().enumerate().find_map(|(at, cell)| Some((at, cell.position(cluster)?)))
    }

    /// Seats within these, if there are any; `None` where the work ran out.
    fn possible(&mut self, within: &Within, total: u64, effort: &mut Effort) -> Option<Option<Seats>> {
        let sum = |seats: &Seats| seats.iter().flatten().sum::<u64>();
        if sum(&within.least) > total || sum(&within.most) < total {
            return Some(None);
        }
        match self.ask(within, Sought::People, true, effort) {
            Stage::Found(seats, ..) => Some(Some(seats)),
            Stage::None => Some(None),
            Stage::Unknown => None,
        }
    }
}

fn is_between(least: &[u64], most: &[u64], seats: &[u64]) -> bool {
    seats.iter().zip(least.iter().zip(most)).all(|(seats, (least, most))| (least..=most).contains(&seats))
}

/// The seats of each cluster, least and most, in the fillings of `total` seats that are closest to the fair split:
/// every filling of as many within these is as close. The next seat costs the less the further below its share a
/// cluster is, so the cheapest seats are taken; of those that cost as much as the last any.
fn nearest(fair: &[Vec<u64>], most: &[Vec<u64>], total: u64) -> (Seats, Seats) {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut costs: Vec<i64> = Vec::new();
    for (fair, most) in fair.iter().flatten().zip(most.iter().flatten()) {
        costs.extend((1..=*most).map(|nth| whole(nth) - whole(*fair)));
    }
    costs.sort_unstable();
    let taken = usize::try_from(total).unwrap_or(usize::MAX);
    let last = taken.checked_sub(1).and_then(|at| costs.get(at)).copied();
    let up_to = |cost: i64, fair: u64, most: u64| u64::try_from(whole(fair) + cost).unwrap_or(0).min(most);
    let of = |less: i64| -> Seats {
        let row = |(fair, most): (&Vec<u64>, &Vec<u64>)| {
            fair.iter().zip(most).map(|(&f, &m)| last.map_or(0, |cost| up_to(cost - less, f, m))).collect()
        };
        fair.iter().zip(most).map(row).collect()
    };
    (of(1), of(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filling::exact_fillings;

    #[test]
    fn the_nearest_fillings_are_those_within_their_limits() {
        let (fair, most) = (vec![vec![3, 5], vec![2], vec![4]], vec![vec![3, 4], vec![6], vec![4]]);
        let flat = |seats: &[Vec<u64>]| seats.concat();
        let distance = |seats: &[u64]| -> u64 {
            flat(&fair).iter().zip(seats).map(|(fair, own)| fair.abs_diff(*own).pow(2)).sum()
        };
        for total in 0..=17 {
            let all = exact_fillings(&flat(&most), total).expect("few");
            let least_distance = all.iter().map(|seats| distance(seats)).min();
            let (low, high) = nearest(&fair, &most, total);
            let is_within = |seats: &Vec<u64>| {
                let limits = flat(&low).into_iter().zip(flat(&high));
                limits.zip(seats).all(|((low, high), own)| (low..=high).contains(own))
            };
            for seats in &all {
                let is_nearest = Some(distance(seats)) == least_distance;
                assert_eq!(is_within(seats), is_nearest, "{total}: {seats:?}");
            }
        }
    }
}
