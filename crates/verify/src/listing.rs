//! The listing itself: people in falling order of what they can add, a branch ended as soon as no
//! completion can reach the threshold, and nothing laid out for teams that do not.

use crate::column::{APART, CHAIN, Candidates, OTHER_ORGANISATION, OTHER_PROFESSION};
use fordel_model::Criterion;
use std::ops::ControlFlow;

/// What a team's reduced cost is made of: a part of each member, a part of the team, and `scale`
/// times the points that members make together (sectors, organisations, chains, ...).
#[derive(Clone, Debug)]
pub(crate) struct Price {
    /// By position in [`Candidates::people`].
    pub(crate) person: Vec<i64>,
    /// Added once.
    pub(crate) team: i64,
    /// Times the points members make together; 0 leaves them out.
    pub(crate) scale: i64,
}

/// A team listed: positions in [`Candidates::people`], and its reduced cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    members: [u32; 4],
    n: usize,
    /// Its reduced cost.
    pub(crate) reduced_cost: i64,
}

impl Listed {
    /// The members' positions.
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> + '_ {
        self.members[..self.n].iter().map(|&position| position as usize)
    }
}

/// Members taken so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Partial {
    /// Places in [`Listing::order`].
    members: [usize; 4],
    n: usize,
    sectors: u64,
    has_profession: bool,
    /// Reduced cost of exactly these members, without balance.
    reduced_cost: i64,
    /// The same, with the chains that each could be the report in.
    most: i64,
    deviation: i64,
}

impl Partial {
    /// Nobody yet, and the team's own part of the reduced cost.
    pub(crate) fn nobody(team: i64) -> Self {
        Self { reduced_cost: team, most: team, ..Self::default() }
    }
}

/// What one more member adds.
struct Step {
    reduced_cost: i64,
    most: i64,
}

/// One listing. All vectors are by place in `order`.
pub(crate) struct Listing<'a, V> {
    candidates: &'a Candidates,
    /// Positions in [`Candidates::people`] in the order they are taken.
    order: Vec<usize>,
    /// What each adds by themselves, and at most.
    person: Vec<i64>,
    most: Vec<i64>,
    sector: Vec<u64>,
    has_profession: Vec<bool>,
    pair: Vec<u8>,
    /// The points for another sector, organisation, profession (bits 4, 1, 2) and chains, times the scale.
    gain: [[i64; 8]; 4],
    scale: i64,
    balance: i64,
    threshold: i64,
    /// Members tried at most.
    steps_left: u64,
    visit: &'a mut V,
}

/// A listing is given up after trying so many members.
pub(crate) const MOST_STEPS: u64 = 2_000_000_000;

/// In the index of a gain: another sector. The others are those of a pair.
const OTHER_SECTOR: u8 = 4;

impl<'a, V: FnMut(Listed) -> ControlFlow<()>> Listing<'a, V> {
    pub(crate) fn of(
        candidates: &'a Candidates,
        price: &'a Price,
        order: Vec<usize>,
        most: impl Fn(usize) -> i64,
        threshold: i64,
        visit: &'a mut V,
    ) -> Self {
        let weight = |criterion: Criterion| 100 * price.scale * candidates.weights[criterion as usize];
        let mut gain = [[0; 8]; 4];
        for (chains, row) in (0..).zip(&mut gain) {
            for (bits, points) in (0u8..).zip(row) {
                let of = |bit: u8, criterion| if bits & bit == 0 { 0 } else { weight(criterion) };
                *points = of(OTHER_SECTOR, Criterion::Sectors)
                    + of(OTHER_ORGANISATION, Criterion::Organisations)
                    + of(OTHER_PROFESSION, Criterion::Professions)
                    + chains * weight(Criterion::Chain);
            }
        }
        Self {
            candidates,
            person: order.iter().map(|&at| price.person[at]).collect(),
            most: order.iter().map(|&at| most(at)).collect(),
            sector: order.iter().map(|&at| candidates.sector[at]).collect(),
            has_profession: order.iter().map(|&at| candidates.has_profession[at]).collect(),
            pair: order.iter().flat_map(|&a| order.iter().map(move |&b| candidates.pair(a, b))).collect(),
            gain,
            scale: price.scale,
            balance: price.scale * candidates.weights[Criterion::Balance as usize],
            threshold,
            steps_left: MOST_STEPS,
            visit,
            order,
        }
    }

    /// Tries everybody in `order[from..to]` as the next member, and goes on with those after.
    pub(crate) fn extend(&mut self, partial: &Partial, from: usize, to: usize) -> ControlFlow<()> {
        let size = self.candidates.size;
        let free = usize::from(size.max()) - partial.n;
        let needed = usize::from(size.min()).saturating_sub(partial.n).max(1);
        let last = free == 1;
        let room = self.threshold.saturating_sub(self.ceiling(partial, free));
        for at in from..to {
            let each = self.most[at];
            let people = if each > 0 { free } else { needed };
            if each * (people as i64) < room {
                break;
            }
            self.steps_left = self.steps_left.saturating_sub(1);
            if self.steps_left == 0 {
                return ControlFlow::Break(());
            }
            let Some(step) = self.step(partial, at) else { continue };
            if needed == 1 && step.reduced_cost >= self.threshold {
                self.complete(&self.with(partial, at, &step))?;
            }
            if !last {
                let more = self.with(partial, at, &step);
                if !self.can_count(&more, needed - 1, free - 1) {
                    continue;
                }
                self.extend(&more, at + 1, self.order.len())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether `needed` to `free` people more could bring every count within its limits.
    fn can_count(&self, partial: &Partial, needed: usize, free: usize) -> bool {
        self.candidates.counts.iter().all(|count| {
            let sum: i64 = partial.members[..partial.n].iter().map(|&at| count.of[self.order[at]]).sum();
            let people = |with_all: bool| (if with_all { free } else { needed }) as i64;
            let (up, down) = (people(count.highest > 0), people(count.lowest < 0));
            count.least.is_none_or(|least| sum + up * count.highest >= least)
                && count.most.is_none_or(|most| sum + down * count.lowest <= most)
        })
    }

    /// What the member at place `at` adds; `None` where they are apart from a member.
    fn step(&self, partial: &Partial, at: usize) -> Option<Step> {
        let (reduced_cost, most) = (partial.reduced_cost + self.person[at], partial.most + self.most[at]);
        if partial.n == 0 {
            return Some(Step { reduced_cost, most });
        }
        let (mut all, mut sum) = (OTHER_ORGANISATION | OTHER_PROFESSION, 0);
        for &member in &partial.members[..partial.n] {
            let bits = self.pair[member * self.order.len() + at];
            (all, sum) = (all & bits, sum + bits);
            if bits & APART != 0 {
                return None;
            }
        }
        // The first profession is no further one, and an empty one none at all.
        if !(partial.has_profession && self.has_profession[at]) {
            all &= !OTHER_PROFESSION;
        }
        if self.sector[at] & partial.sectors == 0 {
            all |= OTHER_SECTOR;
        }
        let diversity = self.diversity(partial, at);
        let without_chains = self.gain[0][usize::from(all)] + diversity;
        let with_chains = self.gain[usize::from(sum / CHAIN)][usize::from(all)] + diversity;
        Some(Step { reduced_cost: reduced_cost + with_chains, most: most + without_chains })
    }

    fn diversity(&self, partial: &Partial, at: usize) -> i64 {
        let candidates = self.candidates;
        if candidates.diversity.is_empty() {
            return 0;
        }
        let row = self.order[at] * candidates.people.len();
        let difference = |&member: &usize| candidates.diversity[row + self.order[member]];
        self.scale * partial.members[..partial.n].iter().map(difference).sum::<i64>()
    }

    /// The team and the member at place `at`.
    fn with(&self, partial: &Partial, at: usize, step: &Step) -> Partial {
        let mut more = *partial;
        more.members[partial.n] = at;
        more.n += 1;
        more.sectors |= self.sector[at];
        more.has_profession |= self.has_profession[at];
        (more.reduced_cost, more.most) = (step.reduced_cost, step.most);
        more.deviation += self.candidates.deviation.get(self.order[at]).copied().unwrap_or(0);
        more
    }

    /// Visits the team if it is legal and, with balance, still reaches the threshold.
    fn complete(&mut self, team: &Partial) -> ControlFlow<()> {
        let reduced_cost = team.reduced_cost - self.balance * team.deviation.abs();
        if reduced_cost < self.threshold {
            return ControlFlow::Continue(());
        }
        let mut members = [0; 4];
        for (position, &at) in members.iter_mut().zip(&team.members[..team.n]) {
            *position = u32::try_from(self.order[at]).expect("fewer than 2^32 people");
        }
        match self.is_legal(team.sectors, &members[..team.n]) {
            true => (self.visit)(Listed { members, n: team.n, reduced_cost }),
            false => ControlFlow::Continue(()),
        }
    }

    /// No team that begins so and takes up to `free` more has a larger reduced cost than this plus
    /// what the people taken add by themselves.
    fn ceiling(&self, partial: &Partial, free: usize) -> i64 {
        // The first member of all makes no points with anybody.
        let joining = if partial.n == 0 { free - 1 } else { free };
        let sectors = self.candidates.n_sectors.saturating_sub(partial.sectors.count_ones().max(1));
        let size = partial.n + free;
        let pairs_to_come = size * (size - 1) / 2 - partial.n * partial.n.saturating_sub(1) / 2;
        let gain = |bit: u8| self.gain[0][usize::from(bit)];
        partial.most
            + gain(OTHER_SECTOR) * (joining as i64).min(i64::from(sectors))
            + (gain(OTHER_ORGANISATION) + gain(OTHER_PROFESSION)) * joining as i64
            + self.scale * self.candidates.max_diversity * pairs_to_come as i64
    }

    /// Whether the members are a legal team: all rules but the size and who is apart.
    fn is_legal(&self, sectors: u64, members: &[u32]) -> bool {
        let candidates = self.candidates;
        let leads = |&&member: &&u32| candidates.leads_leaders[member as usize];
        sectors.count_ones() >= candidates.min_sectors
            && sectors & candidates.required_sectors == candidates.required_sectors
            && candidates.counts.iter().all(|count| {
                let sum: i64 = members.iter().map(|&member| count.of[member as usize]).sum();
                count.least.is_none_or(|least| sum >= least) && count.most.is_none_or(|most| sum <= most)
            })
            && members.iter().filter(leads).count() >= candidates.min_leaders_of_leaders
            && members.iter().all(|&member| self.has_whole_group(members, member as usize))
            && candidates.max_same_profession.is_none_or(|most| {
                members.iter().all(|&member| self.n_of_profession(members, member as usize) <= most)
            })
            && candidates.max_same_organisation.is_none_or(|most| {
                members.iter().all(|&member| self.n_chains(members, member as usize) <= most)
            })
            && candidates.alone.iter().all(|values| {
                members.iter().all(|&member| {
                    let value = values[member as usize];
                    value == 0 || members.iter().filter(|&&other| values[other as usize] == value).count() > 1
                })
            })
    }

    fn has_whole_group(&self, members: &[u32], member: usize) -> bool {
        let group = self.candidates.group[member];
        group.1 == 1
            || members.iter().filter(|&&other| self.candidates.group[other as usize] == group).count()
                == group.1
    }

    /// How many members have the profession of one of them; 0 where it is empty.
    fn n_of_profession(&self, members: &[u32], member: usize) -> u32 {
        let same = |other: u32| self.candidates.pair(member, other as usize) & OTHER_PROFESSION == 0;
        members.iter().map(|&other| u32::from(same(other))).sum()
    }

    /// Chains of one member's organisation: its people minus their links, for managers make no cycle.
    fn n_chains(&self, members: &[u32], member: usize) -> u32 {
        let of_it = |other: u32| self.candidates.pair(member, other as usize) & OTHER_ORGANISATION == 0;
        let mut chains = 0;
        for (position, &a) in members.iter().enumerate().filter(|&(_, &a)| of_it(a)) {
            let linked = |&&b: &&u32| of_it(b) && self.candidates.pair(a as usize, b as usize) & CHAIN != 0;
            chains += 1;
            chains -=
                i64::try_from(members[..position].iter().filter(linked).count()).expect("a team is small");
        }
        u32::try_from(chains).expect("a forest has at least as many people as links")
    }
}
