//! Who is in line for the next seats, from the seats there are: the method goes on as it came.
//!
//! A divisor method asks the largest claim; largest remainders go on with their rounds, those raised by a
//! minimum last; the quota method asks the largest w/(s+1) that stays below its upper quota.

use super::count::shares;
use crate::recount::{Claimant, Quotient};
use dashu_int::UBig;
use fordel_model::Method;
use fordel_model::split::BoundRule;
use std::cmp::{Ordering, Reverse};

/// One split whose line is asked for.
pub(super) struct Line<'a> {
    pub(super) method: Method,
    pub(super) rule: BoundRule,
    /// The seats split.
    pub(super) seats: u64,
    pub(super) claimants: &'a [Claimant],
    /// What weights were multiplied by to be whole.
    pub(super) unit: &'a UBig,
    /// Seats that each has now.
    pub(super) held: &'a [u64],
}

impl Line<'_> {
    /// The first `told` in line, by place; `None` where the line is not worked out here.
    pub(super) fn first(&self, told: usize) -> Option<Vec<usize>> {
        if self.claimants.iter().all(|claimant| claimant.weight == UBig::ZERO) {
            return Some(Vec::new());
        }
        let is_bounded = || {
            let bound = |row: &Claimant| row.weight != UBig::ZERO && (row.min > 0 || row.max.is_some());
            self.claimants.iter().any(bound)
        };
        match self.method {
            Method::Lottery => Some(Vec::new()),
            Method::MonotoneLottery { .. } => None,
            Method::QuotaMethod => Some(self.by_quota(told)),
            method if method.is_divisor() => Some(self.by_turn(told, |at, held| {
                Turn::Claim(Reverse(By(Quotient::of(method, &self.claimants[at].weight, held))))
            })),
            _ if self.rule == BoundRule::FixAndRepeat && is_bounded() => None,
            method => {
                let (shares, _) = shares(method, self.shared(), self.claimants, self.unit);
                Some(self.by_turn(told, |at, held| {
                    let row = &self.claimants[at];
                    let start = shares[at].0.max(row.min).min(row.max.unwrap_or(u64::MAX));
                    let is_raised = row.min > shares[at].0;
                    Turn::Round(is_raised, held.saturating_sub(start), Reverse(shares[at].1.clone()))
                }))
            }
        }
    }

    /// The seats that quotas are shares of: *fix and repeat* takes out those of units without weight first.
    fn shared(&self) -> u64 {
        match self.rule {
            BoundRule::FloorThenRaise => self.seats,
            BoundRule::FixAndRepeat => {
                let without_weight = self.claimants.iter().filter(|row| row.weight == UBig::ZERO);
                without_weight.fold(self.seats, |left, row| left.saturating_sub(row.min))
            }
        }
    }

    fn has_room(&self, at: usize, held: u64) -> bool {
        self.claimants[at].weight != UBig::ZERO && self.claimants[at].max.is_none_or(|max| held < max)
    }

    /// Whoever has the smallest turn is asked, then has its next turn.
    fn by_turn(&self, told: usize, turn: impl Fn(usize, u64) -> Turn) -> Vec<usize> {
        let with_room = (0..self.held.len()).filter(|&at| self.has_room(at, self.held[at]));
        let mut line: Vec<(Turn, usize)> = with_room.map(|at| (turn(at, self.held[at]), at)).collect();
        // Nobody behind the first so many can come before them.
        if told > 0 && line.len() > told {
            line.select_nth_unstable(told - 1);
            line.truncate(told);
        }
        let mut held = self.held.to_vec();
        let mut order = Vec::new();
        while order.len() < told && !line.is_empty() {
            line.sort_unstable();
            let (_, at) = line.remove(0);
            order.push(at);
            held[at] += 1;
            if self.has_room(at, held[at]) {
                line.push((turn(at, held[at]), at));
            }
        }
        order
    }

    /// The quota method, house by house from the seats held.
    fn by_quota(&self, told: usize) -> Vec<usize> {
        let total: UBig = self.claimants.iter().map(|claimant| &claimant.weight).sum();
        let mut held = self.held.to_vec();
        let mut house: UBig = held.iter().map(|&held| UBig::from(held)).sum();
        let mut order = Vec::new();
        while order.len() < told {
            house += UBig::ONE;
            let may = |at: &usize| UBig::from(held[*at]) * &total < &self.claimants[*at].weight * &house;
            let claim = |at: usize| &self.claimants[at].weight;
            let better = |a: usize, b: usize| {
                let ahead = claim(b) * UBig::from(held[a] + 1) > claim(a) * UBig::from(held[b] + 1);
                if ahead { b } else { a }
            };
            let Some(at) = (0..held.len()).filter(may).reduce(better) else { break };
            order.push(at);
            held[at] += 1;
        }
        order
    }
}

/// When somebody is asked: the smallest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// The largest claim first.
    Claim(Reverse<By>),
    /// Raised by a minimum; seats beyond the start; the largest remainder first.
    Round(bool, u64, Reverse<UBig>),
}

/// A claim in the order of its size.
struct By(Option<Quotient>);

impl Ord for By {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => one.compare(other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        }
    }
}
impl PartialOrd for By {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for By {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for By {}
