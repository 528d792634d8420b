//! The bound of one node: the best multipliers there, and whether the couplings can be kept at all.

use super::{ANY_REACH, Bounded, Node, ROUNDS, STOPPED_ROUNDS, Tree};
use crate::patterns::CountBox;
use fordel_solver::Effort;

impl Tree<'_, '_> {
    /// Bounds a node by the best multipliers for it, found in at most so many rounds.
    pub(super) fn bounded(&mut self, node: &Node, rounds: usize, effort: &mut Effort) -> Bounded {
        let mut best: Option<(i64, Vec<i64>)> = None;
        let mut multipliers = node.multipliers.clone();
        let first_radius = (self.largest / 128).max(self.grain);
        let mut radius = first_radius;
        let (mut asked_any, mut stopped) = (false, 0);
        for _ in 0..rounds {
            stopped += usize::from(self.coupled.is_stopped());
            if self.work_left == 0 || stopped > STOPPED_ROUNDS || stopped > 0 && node.bound < i64::MAX {
                return Bounded::Stopped(self.remember(best, node));
            }
            let before = self.n_learnt;
            let Some(values) = self.ask(&node.boxes, &multipliers, true, effort) else {
                return Bounded::Closed;
            };
            let fresh = self.n_learnt > before;
            let bound = values.iter().sum::<i64>() + self.coupled.support(&multipliers, self.pooled);
            let bound = bound.min(node.bound);
            if self.is_closed(bound) {
                return Bounded::Closed;
            }
            let is_better = best.as_ref().is_none_or(|(known, _)| bound < *known);
            if is_better {
                best = Some((bound, multipliers.clone()));
            }
            if self.is_enough(bound) {
                break;
            }
            let centre = best.as_ref().map_or(&multipliers, |(_, centre)| centre).clone();
            if !is_better && fresh {
                radius = (radius / 2).max(self.grain);
            }
            // A person dearer than a whole cell: can the couplings be kept at all?
            if !asked_any && centre.iter().any(|price| price.abs() > self.largest / 2) {
                asked_any = true;
                match self.can_hold(&node.boxes, effort) {
                    Some(false) => return Bounded::Closed,
                    Some(true) => (),
                    None => return Bounded::Stopped(self.remember(best, node)),
                }
            }
            let mut next = None;
            while next.is_none() {
                let lists = self.within(&node.boxes);
                let plans: Vec<Vec<(i64, &[u64])>> = lists
                    .iter()
                    .map(|list| list.iter().map(|known| (known.worth, known.counts.as_slice())).collect())
                    .collect();
                let reach = self.largest.saturating_mul(64);
                let Some(found) = self.coupled.next(&plans, (&centre, radius, reach), self.pooled) else {
                    break;
                };
                let is_known = self.is_asked(&node.boxes, &found.multipliers);
                if is_known && found.is_on_edge && radius < reach {
                    radius = radius.saturating_mul(4);
                    continue;
                }
                if is_known {
                    break;
                }
                if is_better && found.is_on_edge {
                    radius = radius.saturating_mul(2);
                }
                next = Some(found.multipliers);
            }
            match next {
                Some(next) => multipliers = next,
                None => break,
            }
        }
        let (bound, multipliers) = best.unwrap_or((node.bound, multipliers));
        Bounded::Open(bound, multipliers)
    }

    /// The bound of a node that is left before its end, whose best multipliers are remembered.
    pub(super) fn remember(&mut self, best: Option<(i64, Vec<i64>)>, node: &Node) -> i64 {
        let (bound, multipliers) = best.unwrap_or((node.bound, node.multipliers.clone()));
        self.last = multipliers;
        bound
    }

    /// Whether any mix of the cells' plans keeps the couplings, whatever they are worth; `None` where the work
    /// ran out.
    pub(super) fn can_hold(&mut self, boxes: &[CountBox], effort: &mut Effort) -> Option<bool> {
        let mut multipliers = vec![0; self.coupled.couplings.len()];
        let mut tried: Vec<Vec<i64>> = Vec::new();
        loop {
            let lists = self.within(boxes);
            let plans: Vec<Vec<(i64, &[u64])>> = lists
                .iter()
                .map(|list| list.iter().map(|known| (0, known.counts.as_slice())).collect())
                .collect();
            let within = (&multipliers[..], 2 * ANY_REACH, ANY_REACH);
            let Some(next) = self.coupled.next(&plans, within, self.pooled) else { return Some(true) };
            multipliers = next.multipliers;
            if tried.contains(&multipliers) || tried.len() > ROUNDS.1 {
                return Some(true);
            }
            tried.push(multipliers.clone());
            if self.work_left == 0 || self.coupled.is_stopped() {
                return None;
            }
            let Some(values) = self.ask(boxes, &multipliers, false, effort) else { return Some(false) };
            let bound = values.iter().sum::<i64>() + self.coupled.support(&multipliers, self.pooled);
            if bound < 0 {
                return Some(false);
            }
        }
    }
}
