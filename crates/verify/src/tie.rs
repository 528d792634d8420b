//! Ties in a split: left open, or broken as the programme says and recorded (contract, section 2).

use crate::judge::Judge;
use crate::recount::Claimant;
use crate::split::{Group, SplitFault};
use fordel_model::fold;
use fordel_model::split::{BrokenTie, OnTie};
use std::collections::BTreeSet;

/// A group's recount beside what it is of.
pub(crate) struct Counted<'a> {
    pub(crate) parts: &'a [Group<'a>],
    pub(crate) claimants: &'a [Claimant],
    pub(crate) certain: Vec<u64>,
    pub(crate) tied: Vec<usize>,
    pub(crate) at_stake: u64,
}

impl Judge<'_> {
    /// One group's seats against its recount, with what its ties allow.
    pub(crate) fn compare(
        &self,
        counted: &Counted<'_>,
        found: &[Option<u64>],
        is_last: bool,
        faults: &mut Vec<SplitFault>,
    ) {
        let Counted { parts, certain, tied, at_stake, .. } = counted;
        let before = faults.len();
        for (at, part) in parts.iter().enumerate() {
            let more = u64::from(tied.contains(&at));
            let Some(found) = found[at] else { continue };
            if !(certain[at]..=certain[at] + more).contains(&found) {
                let expected = match more {
                    0 => certain[at].to_string(),
                    _ => format!("{} or {}", certain[at], certain[at] + 1),
                };
                faults.push(SplitFault::Seats { place: part.name(), found, expected });
            }
        }
        if faults.len() > before {
            return;
        }
        if tied.is_empty() {
            // A group without a number may have a tie inside.
            if let Some(at) = found.iter().position(Option::is_none).filter(|_| is_last) {
                let units = vec![parts[at].name()];
                faults.push(SplitFault::NoTie { units });
            }
            return;
        }
        let units: Vec<String> = tied.iter().map(|&at| parts[at].name()).collect();
        let open = SplitFault::OpenTie { units: units.clone(), seats: *at_stake };
        if tied.iter().any(|&at| found[at].is_none()) {
            // Left open: right if the plan says so, and has no teams over it.
            if !self.is_infeasible() {
                faults.push(open);
            }
            return;
        }
        let is_winner = |at: &&usize| found[**at] == Some(certain[**at] + 1);
        let winners: Vec<usize> = tied.iter().filter(is_winner).copied().collect();
        if winners.len() as u64 != *at_stake {
            let found = winners.iter().filter_map(|&at| found[at]).sum();
            let expected = format!("{at_stake} more than {} among them", certain.iter().sum::<u64>());
            faults.push(SplitFault::Seats { place: units.join(", "), found, expected });
            return;
        }
        if !self.is_broken_by_rule(counted, &winners) {
            faults.push(open);
            return;
        }
        let winners: Vec<String> = winners.iter().map(|&at| parts[at].name()).collect();
        if !self.plan.split.broken_ties.iter().any(|broken| self.records(broken, &units, *at_stake, &winners))
        {
            faults.push(SplitFault::UnrecordedTie { units, seats: *at_stake, winners });
        }
    }

    /// Whether the programme's rule leads to these winners.
    fn is_broken_by_rule(&self, counted: &Counted<'_>, winners: &[usize]) -> bool {
        let weight = |at: &usize| &counted.claimants[*at].weight;
        match self.facts.programme.on_tie {
            OnTie::Report => false,
            OnTie::Lot => true,
            OnTie::Order => {
                let last = winners.iter().max();
                counted.tied.iter().all(|at| winners.contains(at) || last.is_some_and(|last| at > last))
            }
            OnTie::LargerWeight => {
                let losers = || counted.tied.iter().filter(|at| !winners.contains(at));
                winners.iter().all(|winner| losers().all(|loser| weight(winner) > weight(loser)))
            }
        }
    }

    fn records(&self, broken: &BrokenTie, units: &[String], seats: u64, winners: &[String]) -> bool {
        let set = |names: &[String]| names.iter().map(|name| fold(name)).collect::<BTreeSet<_>>();
        let programme = self.facts.programme;
        set(&broken.units) == set(units)
            && set(&broken.winners) == set(winners)
            && broken.seats == seats
            && broken.rule == programme.on_tie
            && (programme.on_tie != OnTie::Lot || broken.seed == Some(programme.seed))
    }
}
