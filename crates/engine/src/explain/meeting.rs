//! What a meeting asks of the whole plan and only planning again can tell.

use super::force::Explainer;
use super::{Because, Seats};
use crate::fair;
use fordel_apportion::account::{Accounts, accounts};
use fordel_apportion::years::DecidedYear;
use fordel_model::{Change, Weight, apply};
use std::collections::BTreeMap;

/// Nodes of one search at most.
const NODES: u64 = 2_000_000;

/// Answers for a meeting.
#[derive(Clone, PartialEq, Debug)]
pub struct Meeting {
    /// The cluster nearest to another number of seats.
    pub closest: Option<Seats>,
    /// The seats by each other column of weights.
    pub other_keys: Vec<OtherKey>,
    /// This year's seats with every account over the years; `None` without earlier years.
    pub history: Option<Accounts>,
    /// The first of each waiting list joins.
    pub joins: Vec<Because>,
    /// Each selected person drops out.
    pub drops: Vec<Because>,
}

/// The seats by another column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherKey {
    /// The column.
    pub key: String,
    /// Clusters with other seats: id, now, by this column. `None`: it has no split without a tie.
    pub changes: Option<Vec<(String, u64, u64)>>,
}

impl Explainer<'_> {
    /// Works them out. Costs a plan of one block for each selected person and each waiting list; each search ends
    /// after two million nodes, so that a meeting need not wait for the hardest of them.
    pub fn meeting(&self) -> Meeting {
        self.within(NODES).answers()
    }

    fn answers(&self) -> Meeting {
        let reserves = &self.plan.reserves;
        let joins = reserves.iter().filter_map(|list| self.first_reserve(&list.cluster)).collect();
        Meeting {
            closest: self.closest(),
            other_keys: self.other_keys(),
            history: self.history(),
            joins: self.force_all(joins),
            drops: self.force_all(self.dropping_out(None)),
        }
    }

    fn history(&self) -> Option<Accounts> {
        let rows = &self.programme.history;
        let last = rows.iter().map(|row| i64::from(row.year)).max()?;
        let year = self.programme.year.map_or(last + 1, i64::from);
        let mut decided: BTreeMap<i64, DecidedYear> = BTreeMap::new();
        for row in rows.iter().filter(|row| i64::from(row.year) < year) {
            let of = i64::from(row.year);
            let own = decided.entry(of).or_insert_with(|| DecidedYear { year: of, ..DecidedYear::default() });
            own.seats.push((row.cluster.clone(), row.seats));
            own.weights.extend(row.weight.clone().map(|weight| (row.cluster.clone(), weight)));
        }
        let decided: Vec<DecidedYear> = decided.into_values().collect();
        let problem = fair::problem(self.programme);
        let before = |year: &DecidedYear| !year.seats.is_empty();
        decided.iter().any(before).then(|| accounts(&problem, &self.plan.split, year, &decided).ok())?
    }

    fn closest(&self) -> Option<Seats> {
        let problem = fair::problem(self.programme);
        let explained = fordel_apportion::explain::explain(&problem, &self.plan.split).ok()?;
        let id = explained.closest()?.0.id.clone();
        self.seats(&id)
    }

    /// Every further column of the clusters that holds a weight for each of them.
    fn other_keys(&self) -> Vec<OtherKey> {
        let programme = self.programme;
        let first = programme.clusters.iter().next();
        let headings = first.map(|row| row.extra.iter().map(|(heading, _)| heading.clone()));
        let is_weight = |heading: &String| {
            programme.clusters.iter().all(|row| {
                let cell = row.extra.iter().find(|(known, _)| known == heading);
                cell.is_some_and(|(_, text)| Weight::parse(text).is_ok())
            })
        };
        let mut keys = Vec::new();
        for key in headings.into_iter().flatten().filter(is_weight) {
            let Ok(changed) = apply(programme, &[Change::Key(key.clone())]) else { continue };
            let split = fordel_apportion::split(&fair::problem(&changed)).ok();
            let changes = split.filter(|split| split.tie.is_none()).map(|split| {
                let pairs = self.plan.split.units.iter().zip(&split.units);
                let both = pairs.filter_map(|(a, b)| Some((a.id.clone(), a.seats?, b.seats?)));
                both.filter(|(_, now, other)| now != other).collect()
            });
            keys.push(OtherKey { key, changes });
        }
        keys
    }
}
