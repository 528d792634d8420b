//! Pricing: under given prices, the teams of largest reduced cost, without listing the others.
//!
//! Teams are put together person by person, people in falling order of what they can add. A branch
//! ends where no completion can reach what is asked for. What a last member can add is known exactly
//! but for organisations, professions and chains: the best of each sector for every balance the
//! team may have so far; the same for the last two. Teams with a leadership chain are found from
//! their chains, so that the others need not reckon with any. Where differences of pairs count
//! (the module `dense`), the last member is found by adding up rows of pairs.

use crate::column::{Partial, Teams};
use crate::program::{Prices, Worth};
use fordel_model::Criterion;
use smallvec::SmallVec;
use std::sync::atomic::{AtomicBool, Ordering};

/// A team found, with its reduced cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Priced {
    /// The members' positions, ascending; the first `n` count.
    pub members: [u16; 4],
    /// How many.
    pub n: usize,
    /// The initiative's position.
    pub initiative: usize,
    /// The reduced cost, in units of 1/scale point.
    pub reduced_cost: i64,
    /// The member that it was found from: each team is found from one of its members only.
    pub first: u16,
}

impl Priced {
    /// The members' positions.
    pub fn members(&self) -> &[u16] {
        &self.members[..self.n]
    }
}

/// Runs so many independent pieces of work; the results in order. How a caller with threads lends
/// them to the solver.
pub type Pieces = fn(usize, &(dyn Fn(usize) -> Found + Sync)) -> Vec<Found>;

/// One piece after another.
pub fn one_by_one(n: usize, piece: &(dyn Fn(usize) -> Found + Sync)) -> Vec<Found> {
    (0..n).map(piece).collect()
}

/// What a piece found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The teams.
    pub teams: Vec<Priced>,
    /// Whether there are more, or some were not looked at.
    pub cut: bool,
}

/// What is asked of a pricing.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Reduced costs below this are of no interest.
    pub threshold: i64,
    /// For each first member at most so many teams, the best.
    pub each: usize,
    /// For each first member at most so many teams looked at whole; beyond, what is found is cut.
    pub most: usize,
    /// For each first member at most so many third and fourth members tried; likewise.
    pub looks: u64,
}

/// The best teams so far of one first member.
pub(crate) struct Best {
    wanted: Wanted,
    pub(crate) threshold: i64,
    pub(crate) teams: Vec<Priced>,
    pub(crate) cut: bool,
    first: u16,
    looks_left: u64,
}

impl Best {
    fn new(first: u16, wanted: Wanted) -> Self {
        Self {
            first,
            wanted,
            threshold: wanted.threshold,
            teams: Vec::new(),
            cut: false,
            looks_left: wanted.looks,
        }
    }

    /// So many more members are tried; where they are too many, nothing is promising any more.
    pub(crate) fn look(&mut self, times: u64) {
        match self.looks_left.checked_sub(times) {
            Some(left) => self.looks_left = left,
            None => self.end(),
        }
    }

    fn end(&mut self) {
        self.cut = true;
        self.threshold = i64::MAX;
    }

    pub(crate) fn add(&mut self, team: Priced) {
        self.teams.push(team);
        if self.wanted.each == usize::MAX {
            if self.teams.len() >= self.wanted.most {
                self.end();
            }
        } else if self.teams.len() >= 2 * self.wanted.each {
            self.shrink();
            let least = self.teams.last().map_or(self.threshold, |team| team.reduced_cost);
            self.threshold = self.threshold.max(least.saturating_add(1));
        }
    }

    fn shrink(&mut self) {
        self.teams.sort_by_key(|team| (std::cmp::Reverse(team.reduced_cost), team.members));
        self.teams.truncate(self.wanted.each);
    }
}

/// Somebody without a profession, or without a manager in the block.
pub(crate) const NONE: u32 = u32::MAX;

/// A sector, and whether leaders of leaders where those are needed.
struct Class {
    sector: u64,
    leads: bool,
    /// Places in the order, ascending: falling in what they can add.
    places: Vec<u32>,
    /// By place in the order: the first of `places` that is not before it.
    from: Vec<u32>,
}

/// One initiative's people under prices, laid out for pricing. Vectors are by place in the order.
pub struct Face<'a> {
    pub(crate) teams: &'a Teams,
    pub(crate) at: usize,
    pub(crate) who: Vec<u16>,
    /// What each adds alone, less their price.
    pub(crate) own: Vec<i64>,
    /// The same with another organisation and profession: what they add at most but for sectors,
    /// chains and differences.
    pub(crate) most: Vec<i64>,
    pub(crate) sector: Vec<u64>,
    leads: Vec<bool>,
    pub(crate) deviation: Vec<i64>,
    organisation: Vec<u32>,
    profession: Vec<u32>,
    manager: Vec<u32>,
    is_apart: Vec<bool>,
    /// Places linked by a chain, ascending; empty where chains score nothing.
    links: Vec<Vec<u32>>,
    classes: Vec<Class>,
    pub(crate) gain_sector: i64,
    gain_organisation: i64,
    gain_profession: i64,
    pub(crate) gain_chain: i64,
    balance: i64,
    pub(crate) team: i64,
    /// By class and deviation so far (from `-reach` on): the most a last member can add.
    last: Vec<Vec<i64>>,
    /// By pair of classes and deviation so far: the most the last two can add, but for sectors.
    last_two: Vec<Vec<i64>>,
    reach: i64,
    pub(crate) needs_leaders: usize,
    min_sectors: u32,
    required: u64,
    pub(crate) smallest: usize,
    pub(crate) largest: usize,
    /// Whether further rules end branches.
    has_tallies: bool,
    pub(crate) scale: i64,
    pub(crate) factor: i64,
    /// The dense part, where differences of pairs count.
    pub(crate) dense: Option<crate::dense::Dense>,
}

/// No team.
pub(crate) const NEVER: i64 = i64::MIN / 4;

/// First members in one piece of work.
const PIECE: usize = 8;

impl<'a> Face<'a> {
    /// The initiative at `at` under prices in units of 1/`scale` point.
    pub fn new(teams: &'a Teams, at: usize, worth: &Worth, prices: &Prices<i64>, scale: i64) -> Self {
        Self::among(teams, at, (worth, prices, scale), |_| true)
    }

    /// The same for teams of some of the people only.
    pub(crate) fn among(
        teams: &'a Teams,
        at: usize,
        (worth, prices, scale): (&Worth, &Prices<i64>, i64),
        is_in: impl Fn(usize) -> bool,
    ) -> Self {
        let people = teams.members().people();
        let weight = |criterion: Criterion| scale * worth.factor * teams.weight(criterion);
        let (organisation, profession) =
            (100 * weight(Criterion::Organisations), 100 * weight(Criterion::Professions));
        let mean = teams.members().mean_merit[at];
        let own = |p: u16| {
            let p = usize::from(p);
            let alone = people[p].alone[at].expect("a candidate");
            scale * (worth.factor * alone + worth.person[p]) - prices.person[p]
        };
        let most = |p: u16| {
            let has = people[usize::from(p)].profession.is_some();
            own(p) + organisation + if has { profession } else { 0 }
        };
        let mut who: Vec<u16> =
            teams.candidates(at).iter().copied().filter(|&p| is_in(usize::from(p))).collect();
        who.sort_by_cached_key(|&p| (std::cmp::Reverse(most(p)), p));
        let mut place = vec![NONE; people.len()];
        for (n, &p) in (0..).zip(&who) {
            place[usize::from(p)] = n;
        }
        let person = |&p: &u16| &people[usize::from(p)];
        let gain_chain = 100 * weight(Criterion::Chain);
        let balance = mean.map_or(0, |_| weight(Criterion::Balance));
        let needs_leaders = teams.leaders_needed(at);
        let (min_sectors, required) = teams.sectors_needed(at);
        let mut face = Self {
            teams,
            at,
            own: who.iter().map(|&p| own(p)).collect(),
            most: who.iter().map(|&p| most(p)).collect(),
            sector: who.iter().map(|p| person(p).sector).collect(),
            leads: who.iter().map(|p| needs_leaders > 0 && person(p).leads_leaders).collect(),
            deviation: who
                .iter()
                .map(|p| mean.filter(|_| balance > 0).map_or(0, |mean| person(p).merit - mean))
                .collect(),
            organisation: who.iter().map(|p| person(p).organisation).collect(),
            profession: who.iter().map(|p| person(p).profession.unwrap_or(NONE)).collect(),
            manager: who
                .iter()
                .map(|p| person(p).manager.map_or(NONE, |manager| place[usize::from(manager)]))
                .collect(),
            is_apart: who.iter().map(|p| person(p).is_apart).collect(),
            links: vec![Vec::new(); who.len()],
            classes: Vec::new(),
            gain_sector: 100 * weight(Criterion::Sectors),
            gain_organisation: organisation,
            gain_profession: profession,
            gain_chain,
            balance,
            team: -prices.initiative[at],
            last: Vec::new(),
            last_two: Vec::new(),
            reach: 0,
            needs_leaders,
            min_sectors,
            required,
            smallest: usize::from(teams.size(at).min()),
            largest: usize::from(teams.size(at).max()),
            has_tallies: teams.has_tallies(at),
            scale,
            factor: worth.factor,
            dense: None,
            who,
        };
        if teams.members().counts_differences() && worth.factor != 0 {
            face.dense = Some(crate::dense::Dense::new(&face));
        } else {
            face.lay_out();
        }
        face
    }

    fn lay_out(&mut self) {
        if self.gain_chain > 0 {
            for (n, &manager) in (0..).zip(&self.manager) {
                if manager != NONE {
                    self.links[n as usize].push(manager);
                    self.links[manager as usize].push(n);
                }
            }
            self.links.iter_mut().for_each(|links| links.sort_unstable());
        }
        for n in 0..self.who.len() {
            let (sector, leads) = (self.sector[n], self.leads[n]);
            let place = u32::try_from(n).expect("fewer than 2^16 people");
            match self.classes.iter_mut().find(|class| class.sector == sector && class.leads == leads) {
                Some(class) => class.places.push(place),
                None => self.classes.push(Class { sector, leads, places: vec![place], from: Vec::new() }),
            }
        }
        for class in &mut self.classes {
            let mut before = 0;
            for place in 0..=self.who.len() {
                class.from.push(before);
                let is_next = class.places.get(before as usize).is_some_and(|&next| next as usize == place);
                before += u32::from(is_next);
            }
        }
        let widest = self.deviation.iter().map(|d| d.abs()).max().unwrap_or(0);
        self.reach = 3 * widest;
        let all: Vec<i64> = (-self.reach..=self.reach).collect();
        let mut best: Vec<Vec<(i64, i64)>> = Vec::new();
        for class in &self.classes {
            let mut by_deviation = std::collections::BTreeMap::new();
            for &place in &class.places {
                let place = place as usize;
                let known = by_deviation.entry(self.deviation[place]).or_insert(NEVER);
                *known = self.most[place].max(*known);
            }
            best.push(by_deviation.into_iter().collect());
        }
        let balance = self.balance;
        let after = |options: &[(i64, i64)], d: i64| {
            options.iter().map(|&(e, most)| most - balance * (d + e).abs()).max().unwrap_or(NEVER)
        };
        self.last = best.iter().map(|options| all.iter().map(|&d| after(options, d)).collect()).collect();
        if self.largest == 4 {
            for (at, first) in best.iter().enumerate() {
                for second in &best[at..] {
                    let mut sums = std::collections::BTreeMap::new();
                    for &(d, a) in first {
                        for &(e, b) in second {
                            let known = sums.entry(d + e).or_insert(NEVER);
                            *known = (a + b).max(*known);
                        }
                    }
                    let sums: Vec<(i64, i64)> = sums.into_iter().collect();
                    let of_pairs =
                        all.iter().map(|&d| if d.abs() <= 2 * widest { after(&sums, d) } else { NEVER });
                    self.last_two.push(of_pairs.collect());
                }
            }
        }
    }

    /// Number of pieces this initiative is priced in.
    pub fn n_pieces(&self) -> usize {
        self.who.len().div_ceil(PIECE)
    }

    /// Prices the teams whose first member is in one piece.
    pub fn piece(&self, piece: usize, wanted: Wanted, stop: Option<&AtomicBool>) -> Found {
        let mut found = Found::default();
        let n = self.who.len();
        for first in piece * PIECE..n.min((piece + 1) * PIECE) {
            if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                found.cut = true;
                break;
            }
            let mut best = Best::new(self.who[first], wanted);
            match &self.dense {
                Some(dense) => dense.visit_first(self, first, &mut best),
                None => {
                    self.without_chains(first, &mut best);
                    self.with_chains(first, &mut best);
                }
            }
            if wanted.each != usize::MAX {
                best.shrink();
            }
            found.cut |= best.cut;
            found.teams.append(&mut best.teams);
        }
        found
    }

    fn are_linked(&self, a: usize, b: usize) -> bool {
        self.gain_chain > 0 && (self.manager[a] as usize == b || self.manager[b] as usize == a)
    }

    pub(crate) fn are_apart(&self, a: usize, b: usize) -> bool {
        (self.is_apart[a] || self.is_apart[b])
            && self.teams.members().pair(usize::from(self.who[a]), usize::from(self.who[b])).apart
    }

    /// Whether people more could make a team of these that keeps the further rules.
    #[inline]
    pub(crate) fn may_grow(&self, team: [usize; 2], third: Option<usize>) -> bool {
        if !self.has_tallies {
            return true;
        }
        let mut places = [u16::MAX; 3];
        let members = team.into_iter().chain(third);
        let n = places.iter_mut().zip(members).map(|(place, member)| *place = self.who[member]).count();
        self.teams.may_have(self.at, &places[..n])
    }

    /// What one more member adds beside themselves: sector, organisation, profession.
    fn together(&self, team: &[usize], next: usize) -> i64 {
        let (mut sector, mut organisation) = (self.gain_sector, self.gain_organisation);
        let mut profession = if self.profession[next] == NONE { 0 } else { self.gain_profession };
        let mut has_profession = false;
        for &member in team {
            if self.sector[member] == self.sector[next] {
                sector = 0;
            }
            if self.organisation[member] == self.organisation[next] {
                organisation = 0;
            }
            if self.profession[member] == self.profession[next] {
                profession = 0;
            }
            has_profession |= self.profession[member] != NONE;
        }
        sector + organisation + if has_profession { profession } else { 0 }
    }

    /// What a team of these is worth beyond its price, but for balance, chains and differences.
    pub(crate) fn plain(&self, team: &[usize]) -> i64 {
        let mut sum = self.team + self.own[team[0]];
        for n in 1..team.len() {
            sum += self.own[team[n]] + self.together(&team[..n], team[n]);
        }
        sum
    }

    fn last_at(&self, class: usize, deviation: i64) -> i64 {
        self.last[class][usize::try_from(deviation + self.reach).expect("within reach")]
    }

    /// The most that one more member makes of a team.
    fn with_last(&self, value: i64, sectors: u64, deviation: i64) -> i64 {
        let mut most = NEVER;
        for (at, class) in self.classes.iter().enumerate() {
            let gain = if class.sector & sectors == 0 { self.gain_sector } else { 0 };
            most = most.max(gain + self.last_at(at, deviation));
        }
        value + most
    }

    /// The most that one or two more members make of a pair.
    fn completed(&self, value: i64, sectors: u64, deviation: i64) -> i64 {
        let mut most = self.with_last(value, sectors, deviation);
        if self.largest == 4 {
            let column = usize::try_from(deviation + self.reach).expect("within reach");
            let mut at = 0;
            for (n, first) in self.classes.iter().enumerate() {
                let mine = i64::from(first.sector & sectors == 0);
                for second in &self.classes[n..] {
                    let both = sectors | first.sector;
                    let gain = (mine + i64::from(second.sector & both == 0)) * self.gain_sector;
                    most = most.max(value + gain + self.last_two[at][column]);
                    at += 1;
                }
            }
        }
        most
    }

    /// Visits every promising team whose first member is `i` and that has no chain.
    fn without_chains(&self, i: usize, best: &mut Best) {
        let n = self.who.len();
        for j in i + 1..n {
            // Nobody from here on adds more than this one may.
            let each = self.most[j] + self.gain_sector;
            let to_come = i64::try_from(self.largest - 2).expect("at most 2") * each.max(0);
            if self.team + self.own[i] + each + to_come < best.threshold {
                break;
            }
            if self.are_linked(i, j) || self.are_apart(i, j) {
                continue;
            }
            let value = self.team + self.own[i] + self.own[j] + self.together(&[i], j);
            let sectors = self.sector[i] | self.sector[j];
            let deviation = self.deviation[i] + self.deviation[j];
            if self.smallest == 2 && value - self.balance * deviation.abs() >= best.threshold {
                self.emit(&[i, j], best);
            }
            if self.largest == 2 || self.completed(value, sectors, deviation) < best.threshold {
                continue;
            }
            if !self.may_grow([i, j], None) {
                continue;
            }
            for k in j + 1..n {
                let each = self.most[k] + self.gain_sector;
                let more = if self.largest == 4 { each.max(0) } else { 0 };
                if value + each + more < best.threshold {
                    break;
                }
                best.look(1);
                if self.are_linked(i, k)
                    || self.are_linked(j, k)
                    || self.are_apart(i, k)
                    || self.are_apart(j, k)
                {
                    continue;
                }
                let value = value + self.own[k] + self.together(&[i, j], k);
                let deviation = deviation + self.deviation[k];
                if self.smallest <= 3 && value - self.balance * deviation.abs() >= best.threshold {
                    self.emit(&[i, j, k], best);
                }
                if self.largest == 4 && self.may_grow([i, j], Some(k)) {
                    self.fourth(&[i, j, k], k + 1, value, deviation, best);
                }
            }
        }
    }

    /// Visits the promising fourth members after place `from` who have no chain with the three.
    fn fourth(&self, team: &[usize; 3], from: usize, value: i64, deviation: i64, best: &mut Best) {
        let sectors = team.iter().fold(0, |sum, &member| sum | self.sector[member]);
        let leaders = team.iter().filter(|&&member| self.leads[member]).count();
        for (at, class) in self.classes.iter().enumerate() {
            let gain = if class.sector & sectors == 0 { self.gain_sector } else { 0 };
            let base = value + gain;
            if base + self.last_at(at, deviation) < best.threshold {
                continue;
            }
            let all = sectors | class.sector;
            if all.count_ones() < self.min_sectors
                || all & self.required != self.required
                || leaders + usize::from(class.leads) < self.needs_leaders
            {
                continue;
            }
            best.look(1);
            for &l in &class.places[class.from[from] as usize..] {
                let l = l as usize;
                if base + self.most[l] < best.threshold {
                    break;
                }
                let off = self.balance * (deviation + self.deviation[l]).abs();
                if base + self.most[l] - off < best.threshold || team.contains(&l) {
                    continue;
                }
                let exact = value + self.own[l] + self.together(team, l) - off;
                let is_free = |&member: &usize| !self.are_linked(member, l) && !self.are_apart(member, l);
                if exact >= best.threshold && team.iter().all(is_free) {
                    self.emit(&[team[0], team[1], team[2], l], best);
                }
            }
        }
    }

    /// Visits every promising team with a chain whose first chain is `i` and somebody after.
    fn with_chains(&self, i: usize, best: &mut Best) {
        let n = self.who.len();
        for &j in self.links[i].iter().filter(|&&j| j as usize > i) {
            let j = j as usize;
            if self.are_apart(i, j) {
                continue;
            }
            if self.smallest == 2 {
                self.try_whole(&[i, j], (i, j), best);
            }
            if self.largest == 2 {
                continue;
            }
            for k in (0..n).filter(|&k| k != i && k != j) {
                best.look(1);
                let team = [i, j, k];
                let links = 1 + i64::from(self.are_linked(i, k)) + i64::from(self.are_linked(j, k));
                let value = self.plain(&team) + links * self.gain_chain;
                let deviation: i64 = team.iter().map(|&member| self.deviation[member]).sum();
                if self.smallest <= 3 && value - self.balance * deviation.abs() >= best.threshold {
                    self.try_whole(&team, (i, j), best);
                }
                if self.largest == 3 || self.are_apart(i, k) || self.are_apart(j, k) {
                    continue;
                }
                if !self.may_grow([i, j], Some(k)) {
                    continue;
                }
                if !self.has_earlier_chain(&team, (i, j)) {
                    self.fourth(&team, k + 1, value, deviation, best);
                }
                let mut linked: SmallVec<[usize; 8]> = SmallVec::new();
                for &l in team.iter().flat_map(|&member| &self.links[member]) {
                    let l = l as usize;
                    let most = value + self.most[l] + self.gain_sector + 3 * self.gain_chain;
                    if l > k && most >= best.threshold && !team.contains(&l) && !linked.contains(&l) {
                        linked.push(l);
                        self.try_whole(&[i, j, k, l], (i, j), best);
                    }
                }
            }
        }
    }

    /// Visits a team if it is promising and `first` is the first of its chains.
    fn try_whole(&self, team: &[usize], first: (usize, usize), best: &mut Best) {
        let apart = |(n, &a): (usize, &usize)| team[n + 1..].iter().any(|&b| self.are_apart(a, b));
        if team.iter().enumerate().any(apart) || self.has_earlier_chain(team, first) {
            return;
        }
        let deviation: i64 = team.iter().map(|&member| self.deviation[member]).sum();
        let links =
            |(n, &a): (usize, &usize)| team[n + 1..].iter().filter(|&&b| self.are_linked(a, b)).count();
        let links: usize = team.iter().enumerate().map(links).sum();
        let chains = i64::try_from(links).expect("at most 6") * self.gain_chain;
        if self.plain(team) + chains - self.balance * deviation.abs() >= best.threshold {
            self.emit(team, best);
        }
    }

    fn has_earlier_chain(&self, team: &[usize], first: (usize, usize)) -> bool {
        let earlier = |&a: &usize, &b: &usize| (a.min(b), a.max(b)) < first && self.are_linked(a, b);
        team.iter().enumerate().any(|(n, a)| team[n + 1..].iter().any(|b| earlier(a, b)))
    }

    /// Records a team if it is legal and reaches the threshold.
    pub(crate) fn emit(&self, team: &[usize], best: &mut Best) {
        let mut members = [u16::MAX; 4];
        for (place, &member) in members.iter_mut().zip(team) {
            *place = self.who[member];
        }
        members[..team.len()].sort_unstable();
        let members_of_team = &members[..team.len()];
        let whole =
            members_of_team.iter().try_fold(Partial::NOBODY, |whole, &p| self.teams.with(self.at, &whole, p));
        let Some(whole) = whole.filter(|whole| self.teams.is_legal(self.at, whole)) else { return };
        // The score has what members add alone; so do their own parts.
        let alone = |&p: &u16| self.teams.members().people()[usize::from(p)].alone[self.at].unwrap_or(0);
        let together = self.teams.score(self.at, &whole) - members_of_team.iter().map(alone).sum::<i64>();
        let own: i64 = team.iter().map(|&member| self.own[member]).sum();
        let reduced_cost = self.team + own + self.scale * self.factor * together;
        if reduced_cost >= best.threshold {
            let first = best.first;
            best.add(Priced { members, n: team.len(), initiative: self.at, reduced_cost, first });
        }
    }
}

/// Prices all initiatives; what was found, initiative by initiative, first member by first member.
pub fn price(faces: &[Face<'_>], wanted: Wanted, pieces: Pieces, stop: Option<&AtomicBool>) -> Found {
    let list: Vec<(usize, usize)> = faces
        .iter()
        .enumerate()
        .flat_map(|(at, face)| (0..face.n_pieces()).map(move |piece| (at, piece)))
        .collect();
    let piece = |at: usize| {
        let (face, piece) = list[at];
        faces[face].piece(piece, wanted, stop)
    };
    let mut all = Found::default();
    for found in pieces(list.len(), &piece) {
        all.cut |= found.cut;
        all.teams.extend(found.teams);
    }
    all
}
