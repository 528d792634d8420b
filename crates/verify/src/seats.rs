//! Who uses whose seats (contract, sections 3 and 6): filled seats of clusters and pools, and vacancies.

use crate::judge::Judge;
use fordel_model::fold;
use fordel_model::programme::Unfilled;

/// Something wrong with the seats used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SeatsFault {
    /// The number of people is not the one stated.
    #[error("cluster `{cluster}`: {found} seats filled by the plan's word, {expected} by its teams")]
    Filled {
        /// The cluster.
        cluster: String,
        /// As stated.
        found: u64,
        /// As counted.
        expected: u64,
    },
    /// There is not one figure a unit.
    #[error("{found} figures of filled seats for {expected} units")]
    FilledRows {
        /// Figures.
        found: usize,
        /// Units.
        expected: usize,
    },
    /// More people than the cluster's fair seats, which must be left empty rather than exceeded.
    #[error("cluster `{cluster}` uses {found} seats, expected at most its {expected}")]
    AboveSplit {
        /// The cluster.
        cluster: String,
        /// People.
        found: u64,
        /// Fair seats.
        expected: u64,
    },
    /// Fewer people than the cluster's fair seats, where that is refused.
    #[error("cluster `{cluster}` uses {found} seats, expected all {expected}, for empty seats are refused")]
    BelowSplit {
        /// The cluster.
        cluster: String,
        /// People.
        found: u64,
        /// Fair seats.
        expected: u64,
    },
    /// More people than the cluster's maximum or fixed number.
    #[error("cluster `{cluster}` uses {found} seats, expected at most its maximum of {expected}")]
    AboveMaximum {
        /// The cluster.
        cluster: String,
        /// People.
        found: u64,
        /// The maximum.
        expected: u64,
    },
    /// More people than there are seats.
    #[error("{found} cluster seats used, expected at most {expected}")]
    AboveTotal {
        /// People.
        found: u64,
        /// Seats to split.
        expected: u64,
    },
    /// A pool's row is missing, unknown or repeated.
    #[error("pools listed: {found:?}, expected {expected:?}")]
    Pools {
        /// Names listed.
        found: Vec<String>,
        /// The programme's.
        expected: Vec<String>,
    },
    /// A pool's seats are not the programme's.
    #[error("pool `{pool}` has {found} seats by the plan's word, expected {expected}")]
    PoolSeats {
        /// The pool.
        pool: String,
        /// As stated.
        found: u64,
        /// The programme's.
        expected: u64,
    },
    /// The number of people using a pool is not the one stated.
    #[error("pool `{pool}`: {found} seats filled by the plan's word, {expected} by its teams")]
    PoolFilled {
        /// The pool.
        pool: String,
        /// As stated.
        found: u64,
        /// As counted.
        expected: u64,
    },
    /// More people than a pool has seats.
    #[error("pool `{pool}` is used by {found}, expected at most {expected}")]
    AbovePool {
        /// The pool.
        pool: String,
        /// People.
        found: u64,
        /// Its seats.
        expected: u64,
    },
    /// A cluster's vacancies are not its fair seats minus those filled; where seats are handed on,
    /// they are more than that.
    #[error("cluster `{cluster}` has {found} vacant seats by the plan's word, expected {expected}")]
    Vacant {
        /// The cluster.
        cluster: String,
        /// As stated.
        found: u64,
        /// Fair minus filled.
        expected: u64,
    },
}

impl Judge<'_> {
    /// Everything wrong with the seats used.
    pub(crate) fn seats_faults(&self) -> Vec<SeatsFault> {
        let mut faults = Vec::new();
        self.filled(&mut faults);
        self.limits(&mut faults);
        self.pools(&mut faults);
        self.vacancies(&mut faults);
        faults
    }

    fn filled(&self, faults: &mut Vec<SeatsFault>) {
        let (stated, units) = (&self.plan.filled, &self.plan.split.units);
        if stated.len() != units.len() {
            faults.push(SeatsFault::FilledRows { found: stated.len(), expected: units.len() });
            return;
        }
        for (unit, &found) in units.iter().zip(stated) {
            let Some(cluster) = self.names.cluster(&unit.id) else { continue };
            let expected = self.reading.filled[cluster];
            if found != expected {
                faults.push(SeatsFault::Filled { cluster: unit.id.clone(), found, expected });
            }
        }
    }

    fn limits(&self, faults: &mut Vec<SeatsFault>) {
        let programme = self.facts.programme;
        for (id, row) in programme.clusters.enumerate() {
            let (cluster, found, fair) = (row.id.clone(), self.reading.filled[id], self.reading.fair[id]);
            let (_, max) = self.facts.seat_bounds(id);
            if let Some(expected) = max.filter(|&max| found > max) {
                faults.push(SeatsFault::AboveMaximum { cluster, found, expected });
            } else if programme.unfilled != Unfilled::Redistribute && found > fair {
                faults.push(SeatsFault::AboveSplit { cluster, found, expected: fair });
            } else if programme.unfilled == Unfilled::Refuse && found < fair && !self.reading.infeasible[id] {
                faults.push(SeatsFault::BelowSplit { cluster, found, expected: fair });
            }
        }
        let (found, expected) = (self.reading.filled.iter().sum(), programme.seats_to_split());
        if found > expected {
            faults.push(SeatsFault::AboveTotal { found, expected });
        }
    }

    fn pools(&self, faults: &mut Vec<SeatsFault>) {
        let (reserved, stated) = (&self.facts.programme.reserved, &self.plan.reserved);
        let folded: Vec<String> = stated.iter().map(|row| fold(&row.name)).collect();
        if folded != reserved.iter().map(|pool| fold(&pool.name)).collect::<Vec<_>>() {
            faults.push(SeatsFault::Pools {
                found: stated.iter().map(|row| row.name.clone()).collect(),
                expected: reserved.iter().map(|pool| pool.name.clone()).collect(),
            });
            return;
        }
        for ((pool, row), &counted) in reserved.iter().zip(stated).zip(&self.reading.pool_filled) {
            let name = || pool.name.clone();
            if row.seats != pool.seats {
                faults.push(SeatsFault::PoolSeats { pool: name(), found: row.seats, expected: pool.seats });
            }
            if row.filled != counted {
                faults.push(SeatsFault::PoolFilled { pool: name(), found: row.filled, expected: counted });
            }
            if counted > pool.seats {
                faults.push(SeatsFault::AbovePool { pool: name(), found: counted, expected: pool.seats });
            }
        }
    }

    /// Vacancies of clusters that have a plan; what an infeasible one says about its seats is free.
    fn vacancies(&self, faults: &mut Vec<SeatsFault>) {
        for (id, row) in self.facts.programme.clusters.enumerate() {
            if self.reading.infeasible[id] {
                continue;
            }
            let of_it = |text: &str| self.names.cluster(text) == Some(id);
            let rows = self.plan.vacant.iter().filter(|vacancy| of_it(&vacancy.cluster));
            let found = rows.map(|vacancy| vacancy.seats).sum();
            let expected = self.reading.fair[id].saturating_sub(self.reading.filled[id]);
            let handed_on = self.facts.programme.unfilled == Unfilled::Redistribute && found < expected;
            if found != expected && !handed_on {
                faults.push(SeatsFault::Vacant { cluster: row.id.clone(), found, expected });
            }
        }
    }
}
