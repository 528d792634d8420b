//! What all scenarios of a sweep come to together, record by record, in memory that does not grow with
//! their number.

use crate::outcome::Unplanned;
use crate::sweep::{Base, Counts, Histogram, Run};
use fordel_model::Programme;
use fordel_model::sweep::{Record, RecordEnding};
use std::collections::BTreeMap;

/// What came of all scenarios together.
#[derive(Clone, PartialEq, Debug)]
pub struct Summary {
    /// Scenarios.
    pub n: u64,
    /// How many ended how.
    pub endings: BTreeMap<RecordEnding, u64>,
    /// Each cluster's seats, in table order.
    pub clusters: Vec<ClusterSeats>,
    /// Scenarios with a plan (of some clusters at least): what the figures below count.
    pub planned: u64,
    /// For each nominee, in table order: id, whether the base plan selects them, and how often that is
    /// otherwise (see [`Self::times_selected`]).
    pub selected: Vec<(String, bool, u64)>,
    /// Scenarios that select exactly whom the base plan selects.
    pub same_people: u64,
    /// Scenarios with exactly the teams of the base plan.
    pub same_teams: u64,
    /// Teams of the base plan, and over all scenarios how many of them change.
    pub teams: u64,
    /// How many of the base plan's teams change in a scenario.
    pub teams_changed: Histogram,
    /// How many people of the base plan are out in a scenario.
    pub people_out: Histogram,
    /// The scores of scenarios whose every cluster has a plan.
    pub score: Histogram,
    /// The base plan's score.
    pub base_score: Option<i64>,
    /// What stood in the way, and how often.
    pub why: Counts,
    /// The reasons among them that are refusals, which a record knows as a sentence only: see [`Self::know_refusals`].
    pub refusals: BTreeMap<String, Unplanned>,
    /// The first scenario that was refused for a reason.
    refused_first: BTreeMap<String, u64>,
    position: BTreeMap<String, usize>,
}

/// One cluster's seats over all scenarios.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClusterSeats {
    /// Its id.
    pub cluster: String,
    /// Its seats in the base case.
    pub base: Option<u64>,
    /// How often it has so many seats.
    pub seats: Histogram,
    /// How often it is tied or has none because there is no split.
    pub open: u64,
    /// How often it fills so many.
    pub filled: Histogram,
}

/// Different reasons counted at most; further ones are counted together as `...`.
const MAX_REASONS: usize = 1000;

impl Summary {
    /// Nothing seen yet.
    pub fn new(programme: &Programme, base: &Base) -> Self {
        let base_seats = base.record.as_ref().map(|record| record.seats.clone()).unwrap_or_default();
        let clusters = programme.clusters.iter().enumerate().map(|(at, cluster)| ClusterSeats {
            cluster: cluster.id.clone(),
            base: base_seats.get(at).copied().flatten(),
            seats: Histogram::default(),
            open: 0,
            filled: Histogram::default(),
        });
        let in_base: std::collections::BTreeSet<&str> = base.selected().collect();
        let selected: Vec<(String, bool, u64)> = programme
            .nominees
            .iter()
            .map(|nominee| (nominee.id.clone(), in_base.contains(nominee.id.as_str()), 0))
            .collect();
        Self {
            n: 0,
            endings: BTreeMap::new(),
            clusters: clusters.collect(),
            planned: 0,
            position: selected.iter().enumerate().map(|(at, (id, ..))| (id.clone(), at)).collect(),
            selected,
            same_people: 0,
            same_teams: 0,
            teams: base.n_teams(),
            teams_changed: Histogram::default(),
            people_out: Histogram::default(),
            score: Histogram::default(),
            base_score: base.record.as_ref().and_then(|record| record.plan.as_ref()).map(|plan| plan.score),
            why: Counts::new(),
            refusals: BTreeMap::new(),
            refused_first: BTreeMap::new(),
        }
    }

    /// Takes one record in.
    pub fn add(&mut self, record: &Record) {
        self.n += 1;
        *self.endings.entry(record.ending).or_insert(0) += 1;
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        for (at, cluster) in self.clusters.iter_mut().enumerate() {
            match record.seats.get(at).copied().flatten() {
                Some(seats) => cluster.seats.add(number(seats)),
                None => cluster.open += 1,
            }
        }
        for why in &record.why {
            let known = self.why.contains_key(why) || self.why.len() < MAX_REASONS;
            let why = if known { why.clone() } else { "...".to_owned() };
            if known && record.ending == RecordEnding::Refused && !self.refused_first.contains_key(&why) {
                self.refused_first.insert(why.clone(), record.index);
            }
            *self.why.entry(why).or_insert(0) += 1;
        }
        let Some(plan) = &record.plan else { return };
        self.planned += 1;
        for (cluster, &filled) in self.clusters.iter_mut().zip(&plan.filled) {
            cluster.filled.add(number(filled));
        }
        // Counted is what differs from the base plan: who comes in and who is out.
        for id in plan.people_in.iter().chain(&plan.people_out) {
            if let Some(&at) = self.position.get(id) {
                self.selected[at].2 += 1;
            }
        }
        self.same_people += u64::from(plan.people_in.is_empty() && plan.people_out.is_empty());
        self.same_teams += u64::from(plan.teams_changed == 0 && plan.people_in.is_empty());
        self.teams_changed.add(number(plan.teams_changed));
        self.people_out.add(number(plan.people_out.len() as u64));
        if matches!(record.ending, RecordEnding::Optimal | RecordEnding::Feasible) {
            self.score.add(plan.score);
        }
    }

    /// Asks the first scenario of every refusal again what refuses it, so that it can be told in any language.
    pub fn know_refusals(&mut self, run: &Run<'_>) {
        let asked = self.refused_first.iter().filter_map(|(why, &index)| {
            let refusal = run.refusal(index)?;
            Some((why.clone(), refusal))
        });
        self.refusals = asked.collect();
    }

    /// How often a nominee is selected: people of the base plan in all but the scenarios they are out of.
    pub fn times_selected(&self, at: usize) -> u64 {
        let (_, in_base, count) = &self.selected[at];
        if *in_base { self.planned - count } else { *count }
    }
}
