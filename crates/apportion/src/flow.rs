//! Cheapest flow: units of flow from a source to a sink through arcs with capacities and integer costs.
//!
//! Shortest paths by repeated relaxation, so costs may be negative as long as no circle of arcs costs
//! less than nothing. Cost: a path a round, each round linear in arcs times the longest path.

/// An arc and, right behind it, its reverse.
struct Arc {
    to: usize,
    room: u64,
    cost: i128,
}

/// A network.
pub(crate) struct Network {
    arcs: Vec<Arc>,
    from: Vec<Vec<usize>>,
}

impl Network {
    /// A network of so many nodes and no arcs.
    pub(crate) fn new(n_nodes: usize) -> Self {
        Self { arcs: Vec::new(), from: vec![Vec::new(); n_nodes] }
    }

    /// Adds an arc and says its number.
    pub(crate) fn add(&mut self, from: usize, to: usize, room: u64, cost: i128) -> usize {
        let number = self.arcs.len();
        self.arcs.push(Arc { to, room, cost });
        self.arcs.push(Arc { to: from, room: 0, cost: -cost });
        self.from[from].push(number);
        self.from[to].push(number + 1);
        number
    }

    /// What flows through an arc.
    pub(crate) fn flow(&self, arc: usize) -> u64 {
        self.arcs[arc + 1].room
    }

    /// Sends as much as there is room for, each part along a cheapest path. Says how much.
    pub(crate) fn send(&mut self, source: usize, sink: usize) -> u64 {
        let mut sent = 0;
        while let Some(path) = self.cheapest_path(source, sink) {
            let amount = path.iter().map(|&arc| self.arcs[arc].room).min().expect("a path has arcs");
            for arc in path {
                self.arcs[arc].room -= amount;
                self.arcs[arc ^ 1].room += amount;
            }
            sent += amount;
        }
        sent
    }

    fn cheapest_path(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let n = self.from.len();
        let mut cost: Vec<Option<i128>> = vec![None; n];
        let mut by: Vec<usize> = vec![usize::MAX; n];
        cost[source] = Some(0);
        let mut queue = std::collections::VecDeque::from([source]);
        let mut waits = vec![false; n];
        while let Some(node) = queue.pop_front() {
            waits[node] = false;
            let here = cost[node].expect("nodes in the queue were reached");
            for &number in &self.from[node] {
                let arc = &self.arcs[number];
                let there = here + arc.cost;
                if arc.room > 0 && cost[arc.to].is_none_or(|known| there < known) {
                    cost[arc.to] = Some(there);
                    by[arc.to] = number;
                    if !std::mem::replace(&mut waits[arc.to], true) {
                        queue.push_back(arc.to);
                    }
                }
            }
        }
        cost[sink]?;
        let mut path = Vec::new();
        let mut node = sink;
        while node != source {
            path.push(by[node]);
            node = self.arcs[by[node] ^ 1].to;
        }
        path.reverse();
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheaper_way_is_filled_first() {
        let mut network = Network::new(4);
        let dear = [network.add(0, 1, 3, 5), network.add(1, 3, 3, 0)];
        let cheap = [network.add(0, 2, 2, -1), network.add(2, 3, 4, 1)];
        assert_eq!(network.send(0, 3), 5);
        assert_eq!((network.flow(dear[0]), network.flow(cheap[0])), (3, 2));
    }
}
