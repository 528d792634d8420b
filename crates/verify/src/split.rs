//! The plan's split against a recount, level by level, with bounds, ties, quotas and divisors
//! (contract, sections 2 and 3).

use crate::Facts;
use crate::judge::Judge;
use crate::recount::{Claimant, Recount, recount};
use crate::review::Claim;
use crate::tie::Counted;
use dashu_int::UBig;
use fordel_model::weight::to_integers;
use fordel_model::{ClusterId, Fraction, IdVec, Method, Programme, fold};

/// Something wrong with the split.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SplitFault {
    /// Another method.
    #[error("the split is by `{found}`, expected `{expected}`")]
    Method {
        /// The plan's.
        found: Method,
        /// The programme's.
        expected: Method,
    },
    /// Another number of seats.
    #[error("{found} seats are split, expected {expected}")]
    Total {
        /// The plan's.
        found: u64,
        /// The programme's, without the reserved ones.
        expected: u64,
    },
    /// Not one row a cluster, in order.
    #[error("the split's units are {found:?}, expected {expected:?}")]
    Units {
        /// The plan's.
        found: Vec<String>,
        /// The programme's clusters.
        expected: Vec<String>,
    },
    /// Another weight.
    #[error("unit `{unit}` has weight {found}, expected {expected}")]
    Weight {
        /// The unit.
        unit: String,
        /// The plan's.
        found: String,
        /// The programme's.
        expected: String,
    },
    /// Another quota than weight × seats / total weight.
    #[error("unit `{unit}` has quota {found}, expected {expected}")]
    Quota {
        /// The unit.
        unit: String,
        /// The plan's.
        found: String,
        /// The exact one.
        expected: String,
    },
    /// Seats that are not the method's.
    #[error("`{place}` has {found} seats, expected {expected}")]
    Seats {
        /// The unit or group.
        place: String,
        /// The plan's.
        found: u64,
        /// The method's; a range where a tie leaves a choice.
        expected: String,
    },
    /// Certain and possible seats that do not enclose the seats.
    #[error("unit `{unit}` has {lower} to {upper} seats by the plan's word, but {seats} seats")]
    Range {
        /// The unit.
        unit: String,
        /// Certain.
        lower: u64,
        /// Possible.
        upper: u64,
        /// Its seats.
        seats: u64,
    },
    /// A plan over a tie that nothing breaks.
    #[error("{units:?} stand equal for {seats} seats, and the programme's rule does not break the tie")]
    OpenTie {
        /// The tied units or groups.
        units: Vec<String>,
        /// Seats at stake.
        seats: u64,
    },
    /// A tie is broken, and not recorded as it was.
    #[error(
        "the tie of {units:?} for {seats} seats is broken and not recorded with rule, seed and winners {winners:?}"
    )]
    UnrecordedTie {
        /// The tied units or groups.
        units: Vec<String>,
        /// Seats at stake.
        seats: u64,
        /// Those who have one.
        winners: Vec<String>,
    },
    /// A tie is recorded that there is not.
    #[error("a tie of {units:?} is recorded, and there is none")]
    NoTie {
        /// The units recorded.
        units: Vec<String>,
    },
    /// There is no split at all.
    #[error("`{place}` cannot be split: {why}")]
    Impossible {
        /// The group; empty for the whole.
        place: String,
        /// Why.
        why: &'static str,
    },
    /// A group's row is missing or differs from its units' sum.
    #[error("groups of the split: {found:?}, expected {expected:?}")]
    Groups {
        /// The plan's rows: level, group, seats.
        found: Vec<(String, String, Option<u64>)>,
        /// Those that the units add up to.
        expected: Vec<(String, String, Option<u64>)>,
    },
    /// Units outside their lower and upper quota.
    #[error("units outside their quota: {found:?}, expected {expected:?}")]
    Violations {
        /// As stated.
        found: Vec<String>,
        /// As counted.
        expected: Vec<String>,
    },
    /// An end of the divisor interval.
    #[error("the divisor interval's `{end}` is not the one that the seats give, {expected}")]
    Divisor {
        /// `from` or `to`.
        end: &'static str,
        /// The exact one, or its square where the method compares squares.
        expected: String,
    },
}

/// A group of the split, or the whole of it.
pub(crate) struct Group<'a> {
    path: Vec<&'a str>,
    clusters: Vec<ClusterId>,
}

impl Group<'_> {
    /// Its path; a cluster's id.
    pub(crate) fn name(&self) -> String {
        self.path.join(" / ")
    }
}

/// Each cluster's seats by the method's own split, counted naively, for a programme without levels.
/// `None` where a tie leaves a choice, there is no split, or the method is not counted here.
pub fn fair_seats(programme: &Programme) -> Option<Vec<u64>> {
    let facts = Facts::of(programme);
    let weights: Vec<_> = programme.clusters.iter().map(|row| row.weight.clone()).collect();
    let claimants: Vec<Claimant> = to_integers(&weights)
        .0
        .into_iter()
        .zip(programme.clusters.ids())
        .map(|(weight, id)| {
            let (min, max) = facts.seat_bounds(id);
            Claimant { weight, min, max }
        })
        .collect();
    let method = programme.level_methods.first().copied().unwrap_or(programme.method);
    match recount(method, programme.bound_rule, programme.seats_to_split(), &claimants) {
        Recount::Seats { certain, tied, .. } if tied.is_empty() && programme.levels.is_empty() => {
            Some(certain)
        }
        _ => None,
    }
}

impl Judge<'_> {
    /// Everything wrong with the split, and whether all of it could be counted again.
    pub(crate) fn split_faults(&self) -> (Vec<SplitFault>, Option<Claim>) {
        let mut faults = Vec::new();
        self.split_rows(&mut faults);
        if !faults.is_empty() {
            return (faults, None);
        }
        let mut seen_ties = 0;
        let whole = Group { path: Vec::new(), clusters: self.facts.programme.clusters.ids().collect() };
        let seats = Some(self.facts.programme.seats_to_split());
        let counted = self.group(&whole, 0, seats, &mut seen_ties, &mut faults);
        if counted && faults.is_empty() {
            for broken in self.plan.split.broken_ties.iter().skip(seen_ties) {
                faults.push(SplitFault::NoTie { units: broken.units.clone() });
            }
        }
        self.groups_listed(&mut faults);
        self.violations(&mut faults);
        self.divisor(&mut faults);
        (faults, counted.then_some(Claim::Split))
    }

    fn split_rows(&self, faults: &mut Vec<SplitFault>) {
        let (split, programme) = (&self.plan.split, self.facts.programme);
        let expected = self.method_at(programme.levels.len());
        if split.method != expected && split.method != programme.method {
            faults.push(SplitFault::Method { found: split.method, expected });
        }
        let seats = programme.seats_to_split();
        if split.seats != seats {
            faults.push(SplitFault::Total { found: split.seats, expected: seats });
        }
        let found: Vec<String> = split.units.iter().map(|unit| unit.id.clone()).collect();
        let expected: Vec<String> = programme.clusters.iter().map(|row| row.id.clone()).collect();
        if found.iter().map(|id| fold(id)).ne(expected.iter().map(|id| fold(id))) {
            faults.push(SplitFault::Units { found, expected });
            return;
        }
        let weights = self.weights();
        let total: UBig = weights.iter().sum();
        for ((unit, row), weight) in split.units.iter().zip(programme.clusters.iter()).zip(weights.iter()) {
            if unit.weight != row.weight {
                let (found, expected) = (unit.weight.to_string(), row.weight.to_string());
                faults.push(SplitFault::Weight { unit: unit.id.clone(), found, expected });
            }
            if total != UBig::ZERO {
                let quota = Fraction::new(weight * UBig::from(seats), total.clone());
                if unit.quota != quota {
                    let (found, expected) = (unit.quota.to_string(), quota.to_string());
                    faults.push(SplitFault::Quota { unit: unit.id.clone(), found, expected });
                }
            }
            if let Some(seats) = unit.seats.filter(|&seats| seats < unit.lower || seats > unit.upper) {
                let (unit, lower, upper) = (unit.id.clone(), unit.lower, unit.upper);
                faults.push(SplitFault::Range { unit, lower, upper, seats });
            }
        }
    }

    pub(crate) fn weights(&self) -> IdVec<ClusterId, UBig> {
        let rows: Vec<_> = self.facts.programme.clusters.iter().map(|row| row.weight.clone()).collect();
        to_integers(&rows).0.into_iter().collect()
    }

    pub(crate) fn method_at(&self, level: usize) -> Method {
        let programme = self.facts.programme;
        programme.level_methods.get(level).copied().unwrap_or(programme.method)
    }

    /// The seats the plan gives to these clusters together; `None` where a tie leaves one open.
    pub(crate) fn stated(&self, clusters: &[ClusterId]) -> Option<u64> {
        let units = &self.plan.split.units;
        clusters.iter().map(|&cluster| units[fordel_model::id::Id::index(cluster)].seats).sum()
    }

    /// The parts of a group on a level: its subgroups, or its clusters below the last level.
    fn parts<'b>(&'b self, group: &Group<'b>, level: usize) -> Vec<Group<'b>> {
        let clusters = &self.facts.programme.clusters;
        let mut parts: Vec<Group<'b>> = Vec::new();
        for &id in &group.clusters {
            let row = &clusters[id];
            let own = row.groups.get(level).filter(|_| level < self.facts.programme.levels.len());
            let Some(name) = own else {
                parts.push(Group { path: vec![&row.id], clusters: vec![id] });
                continue;
            };
            let known =
                parts.iter_mut().find(|part| part.path.last().is_some_and(|last| fold(last) == fold(name)));
            match known {
                Some(part) => part.clusters.push(id),
                None => {
                    let path = group.path.iter().copied().chain([name.as_str()]).collect();
                    parts.push(Group { path, clusters: vec![id] });
                }
            }
        }
        parts
    }

    /// Recounts one group over its parts, then each part; whether all of it could be counted.
    fn group(
        &self,
        group: &Group<'_>,
        level: usize,
        seats: Option<u64>,
        ties: &mut usize,
        faults: &mut Vec<SplitFault>,
    ) -> bool {
        let programme = self.facts.programme;
        let is_last = level == programme.levels.len();
        let parts = self.parts(group, level);
        let claimants = self.claimants(&parts);
        // Below an open tie there is nothing to count.
        let Some(seats) = seats else { return true };
        let found: Vec<Option<u64>> = parts.iter().map(|part| self.stated(&part.clusters)).collect();
        // What a group has although a tie among its own units leaves theirs open.
        let mut inside: Vec<Option<u64>> = vec![None; parts.len()];
        let counted = match recount(self.method_at(level), programme.bound_rule, seats, &claimants) {
            Recount::Unknown => false,
            Recount::Impossible(_) if self.is_infeasible() => true,
            Recount::Impossible(why) => {
                faults.push(SplitFault::Impossible { place: group.name(), why });
                return true;
            }
            Recount::Seats { certain, tied, at_stake } => {
                if !tied.is_empty() {
                    *ties += 1;
                }
                for (at, known) in inside.iter_mut().enumerate() {
                    *known = (!tied.contains(&at)).then_some(certain[at]);
                }
                let counted = Counted { parts: &parts, claimants: &claimants, certain, tied, at_stake };
                self.compare(&counted, &found, is_last, faults);
                true
            }
        };
        let below: Vec<bool> = match is_last {
            true => Vec::new(),
            false => parts
                .iter()
                .enumerate()
                .map(|(at, part)| self.group(part, level + 1, found[at].or(inside[at]), ties, faults))
                .collect(),
        };
        counted && below.into_iter().all(|counted| counted)
    }

    /// A group's bounds are the sums of its units'.
    fn claimants(&self, parts: &[Group<'_>]) -> Vec<Claimant> {
        let weights = self.weights();
        let claimant = |part: &Group<'_>| Claimant {
            weight: part.clusters.iter().map(|&id| &weights[id]).sum(),
            min: part.clusters.iter().map(|&id| self.facts.seat_bounds(id).0).sum(),
            max: part.clusters.iter().map(|&id| self.facts.seat_bounds(id).1).sum(),
        };
        parts.iter().map(claimant).collect()
    }

    /// The rows of the groups, level by level; not looked at where a tie is open.
    fn groups_listed(&self, faults: &mut Vec<SplitFault>) {
        let split = &self.plan.split;
        if split.units.iter().any(|unit| unit.seats.is_none()) || self.is_infeasible() {
            return;
        }
        let mut expected = Vec::new();
        let mut groups =
            vec![Group { path: Vec::new(), clusters: self.facts.programme.clusters.ids().collect() }];
        for (level, column) in self.facts.programme.levels.iter().enumerate() {
            groups = groups.iter().flat_map(|group| self.parts(group, level)).collect();
            let row = |group: &Group<'_>| (fold(column), fold(&group.name()), self.stated(&group.clusters));
            expected.extend(groups.iter().map(row));
        }
        let mut found: Vec<_> =
            split.nodes.iter().map(|node| (fold(&node.level), fold(&node.id), node.seats)).collect();
        expected.sort();
        found.sort();
        if found != expected {
            faults.push(SplitFault::Groups { found, expected });
        }
    }

    fn violations(&self, faults: &mut Vec<SplitFault>) {
        let split = &self.plan.split;
        let is_outside = |unit: &&fordel_model::split::UnitSeats| {
            let floor = unit.quota.floor();
            let ceiling = if unit.quota.is_integer() { floor.clone() } else { &floor + UBig::ONE };
            UBig::from(unit.upper) < floor || UBig::from(unit.lower) > ceiling
        };
        let outside: Vec<String> =
            split.units.iter().filter(is_outside).map(|unit| unit.id.clone()).collect();
        // Each is named by its id, and may be described after it.
        let names = |text: &String, id: &String| {
            let (text, id) = (fold(text), fold(id));
            text.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let is_named = |id: &String| split.violations.iter().any(|text| names(text, id));
        if outside.len() != split.violations.len() || !outside.iter().all(is_named) {
            let (found, expected) = (split.violations.clone(), outside);
            faults.push(SplitFault::Violations { found, expected });
        }
    }
}
