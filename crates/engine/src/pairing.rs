//! Which earlier team each new team continues: of all pairings the one under which the fewest people
//! move (contract, section 3).

use crate::kept::Kept;
use crate::outcome::TeamPlan;
use fordel_model::{InitiativeId, NomineeId};
use petgraph::algo::bellman_ford::find_negative_cycle;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

/// What a pin's wish for a pair is worth: more than any number of people kept.
const WANTED: i64 = 1 << 20;

/// For each of the teams the earlier team it continues, by position in [`Kept::teams`].
///
/// A maximum-weight matching by cancelling cycles: start from some pairing, and as long as there is a
/// way round through pairs and unpaired teams that keeps more people in place, go it. Cost: one
/// Bellman-Ford search a way found.
pub(crate) fn pairing(kept: &Kept, teams: &[&TeamPlan]) -> Vec<Option<usize>> {
    let worth = worths(kept, teams);
    let mut of_new: Vec<Option<usize>> = vec![None; teams.len()];
    let mut is_taken = vec![false; kept.teams.len()];
    let mut falling: Vec<(&(usize, usize), &i64)> = worth.iter().collect();
    falling.sort_by_key(|(pair, worth)| (-**worth, **pair));
    for (&(new, old), _) in falling {
        if of_new[new].is_none() && !is_taken[old] {
            of_new[new] = Some(old);
            is_taken[old] = true;
        }
    }
    while let Some(way) = better_way(&worth, &of_new, kept.teams.len()) {
        let (undone, made): (Vec<_>, Vec<_>) =
            way.into_iter().partition(|&(new, old)| of_new[new] == Some(old));
        let sum = |pairs: &[(usize, usize)]| pairs.iter().map(|pair| worth[pair]).sum::<i64>();
        // Each way keeps more people than the last pairing, so there is an end to them.
        assert!(sum(&made) > sum(&undone), "a way that keeps no more: {made:?} for {undone:?}");
        undone.iter().for_each(|&(new, _)| of_new[new] = None);
        made.iter().for_each(|&(new, old)| of_new[new] = Some(old));
    }
    of_new
}

/// People kept, and pins kept, by each possible pair (new, earlier).
fn worths(kept: &Kept, teams: &[&TeamPlan]) -> BTreeMap<(usize, usize), i64> {
    let mut worth: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let fits = |old: usize, initiative: InitiativeId| {
        kept.teams.get(old).is_some_and(|(of, _)| *of == Some(initiative))
    };
    for (new, team) in teams.iter().enumerate() {
        for &member in &team.members {
            let sat = kept.places[member].team().map(|old| (old, 1));
            let wanted = kept.pins[member].within.map(|old| (old, WANTED));
            for (old, more) in sat.into_iter().chain(wanted) {
                if fits(old, team.initiative) {
                    *worth.entry((new, old)).or_insert(0) += more;
                }
            }
        }
        let is_barred =
            |old: usize| team.members.iter().any(|&n: &NomineeId| kept.pins[n].out_of.contains(&old));
        worth.retain(|&(at, old), _| at != new || !is_barred(old));
    }
    worth
}

/// Pairs to undo and to make, in the order of a cycle through the hub or through pairs, that keep more
/// people; `None` if there are none.
fn better_way(
    worth: &BTreeMap<(usize, usize), i64>,
    of_new: &[Option<usize>],
    n_old: usize,
) -> Option<Vec<(usize, usize)>> {
    let mut graph: DiGraph<(), f64> = DiGraph::new();
    let hub = graph.add_node(());
    let new: Vec<NodeIndex> = of_new.iter().map(|_| graph.add_node(())).collect();
    let old: Vec<NodeIndex> = (0..n_old).map(|_| graph.add_node(())).collect();
    let mut is_paired = vec![false; n_old];
    for (at, pair) in of_new.iter().enumerate() {
        match pair {
            Some(team) => {
                is_paired[*team] = true;
                graph.add_edge(new[at], hub, 0.0);
            }
            None => _ = graph.add_edge(hub, new[at], 0.0),
        }
    }
    for (team, paired) in is_paired.iter().enumerate() {
        let (from, to) = if *paired { (hub, old[team]) } else { (old[team], hub) };
        graph.add_edge(from, to, 0.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few pins and people")]
    for (&(at, team), &worth) in worth {
        if of_new[at] == Some(team) {
            graph.add_edge(old[team], new[at], worth as f64);
        } else {
            graph.add_edge(new[at], old[team], -(worth as f64));
        }
    }
    let cycle = find_negative_cycle(&graph, hub)?;
    let position = |node: NodeIndex| {
        let at = node.index();
        match at.checked_sub(1 + of_new.len()) {
            Some(team) => (None, Some(team)),
            None => (at.checked_sub(1), None),
        }
    };
    let steps = cycle.iter().zip(cycle.iter().cycle().skip(1));
    let pair = |(&a, &b): (&NodeIndex, &NodeIndex)| match (position(a), position(b)) {
        ((Some(at), _), (_, Some(team))) | ((_, Some(team)), (Some(at), _)) => Some((at, team)),
        _ => None,
    };
    Some(steps.filter_map(pair).collect())
}

/// People kept in their place by a pairing, less people brought in who were out.
pub(crate) fn kept_in_place(kept: &Kept, teams: &[&TeamPlan], pairing: &[Option<usize>]) -> i64 {
    let one = |(team, old): (&&TeamPlan, &Option<usize>)| -> i64 {
        let place = |&n: &NomineeId| match kept.places[n] {
            fordel_solver::OldPlace::Out => -1,
            place => i64::from(old.is_some() && place.team() == *old),
        };
        team.members.iter().map(place).sum()
    };
    teams.iter().zip(pairing).map(one).sum()
}
