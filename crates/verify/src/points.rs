//! The plan's figures: points of teams, clusters and the whole, and the levels of the objective
//! (contract, sections 3, 4 and 6).

use crate::judge::Judge;
use crate::score::score_parts;
use fordel_model::keep::KeepOrder;
use fordel_model::plan::{Objective, ObjectiveName, PlanStatus};
use fordel_model::programme::{ObjectiveKind, Unfilled};
use fordel_model::{ClusterId, Criterion};

/// A figure that is not what the teams add up to.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PointsFault {
    /// weight × value of one criterion.
    #[error("team `{team}` has {found} for `{}`, expected {expected}", .criterion.code())]
    Part {
        /// The team.
        team: String,
        /// The criterion.
        criterion: Criterion,
        /// As stated.
        found: i64,
        /// As counted.
        expected: i64,
    },
    /// A team's score.
    #[error("team `{team}` has score {found}, expected {expected}")]
    Team {
        /// The team.
        team: String,
        /// As stated.
        found: i64,
        /// As counted.
        expected: i64,
    },
    /// A cluster's score: the sum of the teams that stand under it.
    #[error("cluster `{cluster}` has score {found}, expected {expected}")]
    Cluster {
        /// The cluster.
        cluster: String,
        /// As stated.
        found: i64,
        /// As counted.
        expected: i64,
    },
    /// The plan's score.
    #[error("the plan has score {found}, expected {expected}")]
    Plan {
        /// As stated.
        found: i64,
        /// As counted.
        expected: i64,
    },
    /// A bound on the wrong side of what the plan reaches.
    #[error("{place}: the bound {bound} is worse than the value {value} that is reached")]
    Bound {
        /// The plan, a cluster, or a level.
        place: String,
        /// The bound.
        bound: i64,
        /// The value.
        value: i64,
    },
    /// The levels are not those of the programme, in order.
    #[error("the levels are {found:?}, expected {expected:?}")]
    Levels {
        /// As stated.
        found: Vec<&'static str>,
        /// The programme's, with `people_moved` where a plan is kept.
        expected: Vec<&'static str>,
    },
    /// The value of a level.
    #[error("level `{}` has value {found}, expected {expected}", .level.code())]
    Value {
        /// The level.
        level: ObjectiveName,
        /// As stated.
        found: i64,
        /// As counted.
        expected: i64,
    },
    /// The teams' ids say that they continue earlier teams in a way that moves more people than need be.
    #[error(
        "{found} people moved by the teams' ids, and fewer if they continued the earlier teams otherwise"
    )]
    Pairing {
        /// As counted by the ids.
        found: i64,
    },
    /// The score's bound is stated twice, and differs.
    #[error("level `score` has bound {found}, expected the plan's, {expected}")]
    TwoBounds {
        /// Of the level.
        found: i64,
        /// Of the plan.
        expected: i64,
    },
    /// An optimal plan with a level that does not reach its bound.
    #[error("level `{}` reaches {value} with bound {bound}, so the plan is not shown optimal", .level.code())]
    OpenLevel {
        /// The level.
        level: ObjectiveName,
        /// Its value.
        value: i64,
        /// Its bound.
        bound: i64,
    },
}

impl Judge<'_> {
    /// Everything wrong with the plan's figures.
    pub(crate) fn points_faults(&self) -> Vec<PointsFault> {
        let mut faults = Vec::new();
        self.team_points(&mut faults);
        self.sums(&mut faults);
        self.bounds(&mut faults);
        self.levels(&mut faults);
        faults
    }

    fn team_points(&self, faults: &mut Vec<PointsFault>) {
        for (team, read) in self.plan.teams.iter().zip(&self.reading.teams) {
            let Some(initiative) = read.initiative else { continue };
            let parts = score_parts(&self.facts, initiative, &read.members);
            for (criterion, (&found, &expected)) in
                Criterion::ALL.into_iter().zip(team.parts.iter().zip(&parts))
            {
                if found != expected {
                    let team = team.id.clone();
                    faults.push(PointsFault::Part { team, criterion, found, expected });
                }
            }
            let (found, expected) = (team.score, parts.iter().sum());
            if found != expected {
                faults.push(PointsFault::Team { team: team.id.clone(), found, expected });
            }
        }
    }

    fn sums(&self, faults: &mut Vec<PointsFault>) {
        let scores = || self.plan.teams.iter().map(|team| (self.names.cluster(&team.cluster), team.score));
        for outcome in &self.plan.clusters {
            let Some(cluster) = self.names.cluster(&outcome.cluster) else { continue };
            let of_it = |team: &(Option<ClusterId>, i64)| team.0 == Some(cluster);
            let (found, expected) = (outcome.score, scores().filter(of_it).map(|team| team.1).sum());
            if found != expected {
                faults.push(PointsFault::Cluster { cluster: outcome.cluster.clone(), found, expected });
            }
        }
        let (found, expected) = (self.plan.score, scores().map(|team| team.1).sum());
        if found != expected {
            faults.push(PointsFault::Plan { found, expected });
        }
    }

    fn bounds(&self, faults: &mut Vec<PointsFault>) {
        let mut places = vec![("the plan".to_owned(), self.plan.score, self.plan.bound)];
        for outcome in &self.plan.clusters {
            places.push((format!("cluster `{}`", outcome.cluster), outcome.score, outcome.bound));
        }
        for (place, value, bound) in places {
            if bound < value {
                faults.push(PointsFault::Bound { place, bound, value });
            }
        }
    }

    /// The levels' names, values and bounds. A plan without teams because there is none may have no levels.
    fn levels(&self, faults: &mut Vec<PointsFault>) {
        let levels = &self.plan.objectives;
        if self.is_infeasible() && levels.is_empty() {
            return;
        }
        let names: Vec<ObjectiveName> = levels.iter().map(|level| level.name).collect();
        let expected = self.expected_levels();
        if names != expected {
            let codes = |names: &[ObjectiveName]| names.iter().map(|name| name.code()).collect();
            faults.push(PointsFault::Levels { found: codes(&names), expected: codes(&expected) });
            return;
        }
        for level in levels {
            self.level(level, faults);
        }
        if let Some(old) = self.old.as_ref().filter(|old| old.has_better_pairing(&self.reading)) {
            faults.push(PointsFault::Pairing { found: old.moved(&self.reading) });
        }
    }

    pub(crate) fn expected_levels(&self) -> Vec<ObjectiveName> {
        let programme = self.facts.programme;
        let pools = !programme.reserved.is_empty();
        let worst = programme.objective != ObjectiveKind::Total;
        let leximin = programme.objective == ObjectiveKind::Leximin;
        let kept = self.plan.keep.as_ref().map(|keep| keep.order);
        let levels = [
            (ObjectiveName::SeatsFilled, true),
            (ObjectiveName::PoolSeatsFilled, pools),
            (ObjectiveName::SplitDistance, true),
            (ObjectiveName::PeopleMoved, kept == Some(KeepOrder::First)),
            (ObjectiveName::WorstTeam, worst),
            (ObjectiveName::Leximin, leximin),
            (ObjectiveName::Score, true),
            (ObjectiveName::PeopleMoved, kept == Some(KeepOrder::Last)),
        ];
        levels.into_iter().filter(|&(_, used)| used).map(|(name, _)| name).collect()
    }

    fn level(&self, level: &Objective, faults: &mut Vec<PointsFault>) {
        let &Objective { name, value, bound } = level;
        if let Some(expected) = self.level_value(name).filter(|&expected| expected != value) {
            faults.push(PointsFault::Value { level: name, found: value, expected });
        }
        let least_first = matches!(name, ObjectiveName::SplitDistance | ObjectiveName::PeopleMoved);
        if (bound > value && least_first) || (bound < value && !least_first) {
            faults.push(PointsFault::Bound { place: format!("level `{}`", name.code()), bound, value });
        } else if bound != value && self.plan.status == PlanStatus::Optimal {
            faults.push(PointsFault::OpenLevel { level: name, value, bound });
        }
        let n_teams = i64::try_from(self.plan.teams.len()).unwrap_or(i64::MAX);
        if name == ObjectiveName::Leximin && bound != n_teams {
            faults.push(PointsFault::Value { level: name, found: bound, expected: n_teams });
        }
        if name == ObjectiveName::Score && bound != self.plan.bound {
            faults.push(PointsFault::TwoBounds { found: bound, expected: self.plan.bound });
        }
    }

    /// What the plan's teams reach on a level, where that follows from the plan alone.
    fn level_value(&self, level: ObjectiveName) -> Option<i64> {
        let sum = |seats: &mut dyn Iterator<Item = u64>| i64::try_from(seats.sum::<u64>()).ok();
        match level {
            ObjectiveName::SeatsFilled => sum(&mut self.reading.filled.iter().copied()),
            ObjectiveName::PoolSeatsFilled => sum(&mut self.reading.pool_filled.iter().copied()),
            ObjectiveName::SplitDistance if self.facts.programme.unfilled == Unfilled::Redistribute => None,
            ObjectiveName::SplitDistance => {
                let both = self.reading.filled.iter().zip(self.reading.fair.iter());
                sum(&mut both.map(|(filled, fair)| filled.abs_diff(*fair).pow(2)))
            }
            ObjectiveName::PeopleMoved => self.old.as_ref().map(|old| old.moved(&self.reading)),
            ObjectiveName::WorstTeam => self.plan.teams.iter().map(|team| team.score).min(),
            // Where nothing is proven of the last teams, fewer.
            ObjectiveName::Leximin => None,
            ObjectiveName::Score => Some(self.plan.score),
        }
    }
}
