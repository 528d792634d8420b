//! The listing itself: people in falling order of what they add alone, a branch ended as soon as no
//! completion can reach the threshold, and nothing laid out for teams that do not. Where chains count, teams with
//! one are visited from their first chain, so that all others need not reckon with any.

use crate::Facts;
use crate::column::{APART, CHAIN, Candidates, OTHER_ORGANISATION, OTHER_PROFESSION};
use crate::completion::Completion;
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
    deviation: i64,
}

impl Partial {
    /// Nobody yet, and the team's own part of the reduced cost.
    pub(crate) fn nobody(team: i64) -> Self {
        Self { reduced_cost: team, ..Self::default() }
    }
}

/// One listing. All vectors are by place in `order`.
pub(crate) struct Listing<'a, V> {
    candidates: &'a Candidates,
    facts: &'a Facts<'a>,
    /// Positions in [`Candidates::people`] in the order they are taken.
    order: Vec<usize>,
    /// What each adds by themselves, falling unless no threshold is asked for.
    person: Vec<i64>,
    sector: Vec<u64>,
    has_profession: Vec<bool>,
    /// Merit less the mean; 0 where balance has no weight.
    deviation: Vec<i64>,
    pair: Vec<u8>,
    /// The points for another sector, organisation, profession (bits 4, 1, 2) and chains, times the scale.
    gain: [[i64; 8]; 4],
    scale: i64,
    balance: i64,
    completion: Completion,
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
        (candidates, facts): (&'a Candidates, &'a Facts<'a>),
        price: &'a Price,
        order: Vec<usize>,
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
        let balance = price.scale * candidates.weights[Criterion::Balance as usize];
        let deviation = |at: &usize| match candidates.deviation.get(*at) {
            Some(&deviation) if balance > 0 => deviation,
            _ => 0,
        };
        let person: Vec<i64> = order.iter().map(|&at| price.person[at]).collect();
        let sector: Vec<u64> = order.iter().map(|&at| candidates.sector[at]).collect();
        let deviation: Vec<i64> = order.iter().map(deviation).collect();
        let pair = |&a: &usize| order.iter().map(move |&b| candidates.pair(facts, a, b));
        let pair: Vec<u8> = order.iter().flat_map(pair).collect();
        Self {
            candidates,
            facts,
            completion: Completion::of(&sector, &person, &deviation, balance),
            person,
            sector,
            has_profession: order.iter().map(|&at| candidates.has_profession[at]).collect(),
            deviation,
            pair,
            gain,
            scale: price.scale,
            balance,
            threshold,
            steps_left: MOST_STEPS,
            visit,
            order,
        }
    }

    /// Visits all teams: those without a chain, and, where chains count, those with one from their first.
    pub(crate) fn all(&mut self, team: i64) -> ControlFlow<()> {
        let nobody = Partial::nobody(team);
        self.extend(&nobody, 0, self.order.len())?;
        if self.chain() > 0 { self.with_chains(&nobody) } else { ControlFlow::Continue(()) }
    }

    /// What a chain adds.
    fn chain(&self) -> i64 {
        self.gain[1][0]
    }

    /// Tries everybody in `order[from..to]` as the next member, and goes on with those after. Where chains count,
    /// teams with one are left out.
    pub(crate) fn extend(&mut self, partial: &Partial, from: usize, to: usize) -> ControlFlow<()> {
        let size = self.candidates.size;
        let free = usize::from(size.max()) - partial.n;
        let needed = usize::from(size.min()).saturating_sub(partial.n).max(1);
        if free == 1 && partial.n > 0 {
            return self.last(partial, from);
        }
        let room = self.threshold.saturating_sub(self.ceiling(partial, free));
        for at in from..to {
            let each = self.person[at];
            let people = if each > 0 { free } else { needed };
            if each * (people as i64) < room {
                break;
            }
            self.try_one()?;
            let Some(reduced_cost) = self.step(partial, at, self.chain() > 0) else { continue };
            let more = self.with(partial, at, reduced_cost);
            if needed == 1 {
                self.complete(&more)?;
            }
            if free > 1
                && self.can_count(&more, needed - 1, free - 1)
                && self.completed(&more, free - 1) >= self.threshold
            {
                self.extend(&more, at + 1, self.order.len())?;
            }
        }
        ControlFlow::Continue(())
    }

    fn try_one(&mut self) -> ControlFlow<()> {
        self.steps_left = self.steps_left.saturating_sub(1);
        if self.steps_left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Tries everybody from a place on as the last member, sector by sector.
    fn last(&mut self, partial: &Partial, from: usize) -> ControlFlow<()> {
        let joined = self.joined(partial, 1);
        for class in 0..self.completion.classes.len() {
            let of = &self.completion.classes[class];
            let base = joined + if of.sector & partial.sectors == 0 { self.gain[0][4] } else { 0 };
            if base + self.completion.one(of, partial.deviation) < self.threshold {
                continue;
            }
            let first = of.places.partition_point(|&place| place < from);
            for n in first..of.places.len() {
                let at = self.completion.classes[class].places[n];
                if base + self.person[at] < self.threshold {
                    break;
                }
                let off = self.balance * (partial.deviation + self.deviation[at]).abs();
                if base + self.person[at] - off < self.threshold {
                    continue;
                }
                self.try_one()?;
                if let Some(reduced_cost) = self.step(partial, at, self.chain() > 0) {
                    self.complete(&self.with(partial, at, reduced_cost))?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Visits the teams with a chain, each from the first of its chains.
    fn with_chains(&mut self, nobody: &Partial) -> ControlFlow<()> {
        let (n, size) = (self.order.len(), self.candidates.size);
        let links: Vec<Vec<usize>> =
            (0..n).map(|a| (0..n).filter(|&b| self.are_linked(a, b)).collect()).collect();
        for a in 0..n {
            for &b in links[a].iter().filter(|&&b| b > a) {
                let Some(pair) = self.taken(nobody, &[a, b]) else { continue };
                if size.min() == 2 {
                    self.complete(&pair)?;
                }
                for c in (0..n).filter(|&c| c != a && c != b && size.max() > 2) {
                    self.try_one()?;
                    let Some(three) = self.taken(&pair, &[c]) else { continue };
                    if self.has_chain_before(&three, (a, b)) {
                        continue;
                    }
                    if size.min() <= 3 {
                        self.complete(&three)?;
                    }
                    if size.max() == 4 {
                        self.last(&three, c + 1)?;
                        let mut linked: Vec<usize> =
                            [a, b, c].iter().flat_map(|&m| &links[m]).copied().collect();
                        linked.retain(|&d| d > c && d != a && d != b);
                        linked.sort_unstable();
                        linked.dedup();
                        for d in linked {
                            let Some(four) = self.taken(&three, &[d]) else { continue };
                            if !self.has_chain_before(&four, (a, b)) {
                                self.complete(&four)?;
                            }
                        }
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The team with these members more; `None` where two are apart.
    fn taken(&self, partial: &Partial, more: &[usize]) -> Option<Partial> {
        more.iter().try_fold(*partial, |team, &at| Some(self.with(&team, at, self.step(&team, at, false)?)))
    }

    fn are_linked(&self, a: usize, b: usize) -> bool {
        self.pair[a * self.order.len() + b] & CHAIN != 0
    }

    /// Whether two members are linked whose places come before these two.
    fn has_chain_before(&self, team: &Partial, first: (usize, usize)) -> bool {
        let members = &team.members[..team.n];
        let is_before = |a: usize, b: usize| (a, b) < first && self.are_linked(a, b);
        members.iter().any(|&a| members.iter().any(|&b| a < b && is_before(a, b)))
    }

    /// No completion of a team without further chains by one or two members (by at least one) is above this.
    fn completed(&self, partial: &Partial, free: usize) -> i64 {
        let (sectors, deviation, gain) = (partial.sectors, partial.deviation, self.gain[0][4]);
        let one = || self.joined(partial, 1) + self.completion.best_one(sectors, deviation, gain);
        match free {
            1 => one(),
            2 => one().max(self.joined(partial, 2) + self.completion.best_two(sectors, deviation, gain)),
            _ => i64::MAX,
        }
    }

    /// A team's reduced cost with what so many more add at most beside themselves, sectors and balance.
    fn joined(&self, partial: &Partial, more: i64) -> i64 {
        let others = i64::try_from(partial.n).expect("at most 4");
        let pairs = others * more + more * (more - 1) / 2;
        partial.reduced_cost
            + more * self.gain[0][usize::from(OTHER_ORGANISATION | OTHER_PROFESSION)]
            + self.scale * self.candidates.max_diversity * pairs
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

    /// The reduced cost with the member at place `at`; `None` where they are apart from a member, or linked to one
    /// and asked not to be.
    fn step(&self, partial: &Partial, at: usize, alone: bool) -> Option<i64> {
        let reduced_cost = partial.reduced_cost + self.person[at];
        if partial.n == 0 {
            return Some(reduced_cost);
        }
        let (mut all, mut sum) = (OTHER_ORGANISATION | OTHER_PROFESSION, 0);
        for &member in &partial.members[..partial.n] {
            let bits = self.pair[member * self.order.len() + at];
            (all, sum) = (all & bits, sum + bits);
            if member == at || bits & APART != 0 || alone && bits & CHAIN != 0 {
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
        let gain = self.gain[usize::from(sum / CHAIN)][usize::from(all)];
        Some(reduced_cost + gain + self.diversity(partial, at))
    }

    fn diversity(&self, partial: &Partial, at: usize) -> i64 {
        if self.candidates.max_diversity == 0 || self.scale == 0 {
            return 0;
        }
        let own = self.order[at];
        let difference = |&member: &usize| self.candidates.difference(self.facts, own, self.order[member]);
        self.scale * partial.members[..partial.n].iter().map(difference).sum::<i64>()
    }

    /// The team and the member at place `at`.
    fn with(&self, partial: &Partial, at: usize, reduced_cost: i64) -> Partial {
        let mut more = *partial;
        more.members[partial.n] = at;
        more.n += 1;
        more.sectors |= self.sector[at];
        more.has_profession |= self.has_profession[at];
        more.reduced_cost = reduced_cost;
        more.deviation += self.deviation[at];
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
        partial.reduced_cost
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
        let same =
            |other: u32| self.candidates.pair(self.facts, member, other as usize) & OTHER_PROFESSION == 0;
        members.iter().map(|&other| u32::from(same(other))).sum()
    }

    /// Chains of one member's organisation: its people minus their links, for managers make no cycle.
    fn n_chains(&self, members: &[u32], member: usize) -> u32 {
        let of_it =
            |other: u32| self.candidates.pair(self.facts, member, other as usize) & OTHER_ORGANISATION == 0;
        let mut chains = 0;
        for (position, &a) in members.iter().enumerate().filter(|&(_, &a)| of_it(a)) {
            let linked = |&&b: &&u32| {
                of_it(b) && self.candidates.pair(self.facts, a as usize, b as usize) & CHAIN != 0
            };
            chains += 1;
            chains -=
                i64::try_from(members[..position].iter().filter(linked).count()).expect("a team is small");
        }
        u32::try_from(chains).expect("a forest has at least as many people as links")
    }
}
