//! The house-monotone lottery drawn again from its seed.
//!
//! Houses go up one seat at a time. In each of `houses` steps one unit of weight is shared out by the quotas: an edge
//! from the step to every unit (names in order) carries weight / total, and an edge from the unit at this step to the
//! same unit at the next carries what its quota at this house has beyond whole seats; behind the last step all end in
//! one point. Edges are taken up step by step, unit by unit, a unit's two edges together. An edge with a fraction that
//! closes a circle of such edges is rounded: `more` is how much the circle can take in the edge's direction, `less` in
//! the other; a number below `more` + `less` is drawn, and below `less` it goes the edge's way by `more`, else the other
//! way by `less`. That is repeated while the edge has a fraction and closes a circle. In the end the seat of a step goes
//! to the unit whose edge carries all of it.

use super::lot::Lots;
use dashu_int::UBig;
use std::collections::BTreeMap;

/// The most edges that are looked at here.
const MOST: u64 = 8_000_000;

/// The units (places) that get the seats of houses 1 to `houses`, in order; `None` where that is too long to draw.
pub(super) fn order(lots: &mut Lots, names: &[&str], weights: &[&UBig], houses: u64) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = (0..names.len()).filter(|&place| !weights[place].is_zero()).collect();
    places.sort_by_key(|&place| names[place]);
    let n = places.len();
    if n == 0 || houses.checked_mul(2 * n as u64)? > MOST {
        return None;
    }
    let steps = usize::try_from(houses).ok()?;
    let total: UBig = places.iter().map(|&place| weights[place]).sum();
    let mut circles = Circles { total, edges: Vec::new(), open: BTreeMap::new() };
    let mut beyond = vec![UBig::ZERO; n];
    for step in 0..steps {
        for (at, &place) in places.iter().enumerate() {
            beyond[at] = (&beyond[at] + weights[place]) % &circles.total;
            let (from, here) = (Point::Step(step), Point::Unit(step, at));
            let then = if step + 1 == steps { Point::End } else { Point::Unit(step + 1, at) };
            circles.take_up(lots, from, here, weights[place].clone());
            circles.take_up(lots, here, then, beyond[at].clone());
        }
    }
    let of_step = |step: usize| {
        let edge = |at: &usize| &circles.edges[2 * (step * n + at)];
        (0..n).find(|at| edge(at).load == circles.total).map(|at| places[at])
    };
    (0..steps).map(of_step).collect()
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Step(usize),
    Unit(usize, usize),
    End,
}

struct Edge {
    from: Point,
    to: Point,
    /// In parts of the total.
    load: UBig,
}

struct Circles {
    total: UBig,
    edges: Vec<Edge>,
    /// The edges with a fraction at each point; they close no circle.
    open: BTreeMap<Point, Vec<usize>>,
}

impl Circles {
    fn take_up(&mut self, lots: &mut Lots, from: Point, to: Point, load: UBig) {
        let edge = self.edges.len();
        self.edges.push(Edge { from, to, load });
        while self.has_fraction(edge) {
            let Some(back) = self.way(to, from) else {
                for point in [from, to] {
                    self.open.entry(point).or_default().push(edge);
                }
                return;
            };
            self.round(lots, edge, back);
        }
    }

    fn has_fraction(&self, edge: usize) -> bool {
        let load = &self.edges[edge].load;
        !load.is_zero() && *load != self.total
    }

    /// The edges between two points, with whether each is gone along in its direction.
    fn way(&self, start: Point, goal: Point) -> Option<Vec<(usize, bool)>> {
        // Depth first; in a forest there is one way at most.
        let mut trail: Vec<(Point, usize)> = vec![(start, 0)];
        let mut taken: Vec<(usize, bool)> = Vec::new();
        while let Some(&mut (point, ref mut next)) = trail.last_mut() {
            if point == goal {
                return Some(taken);
            }
            let edges = self.open.get(&point).map_or(&[][..], Vec::as_slice);
            let Some(&edge) = edges.get(*next) else {
                trail.pop();
                taken.pop();
                continue;
            };
            *next += 1;
            if taken.last().is_some_and(|&(last, _)| last == edge) {
                continue;
            }
            let is_along = self.edges[edge].from == point;
            let other = if is_along { self.edges[edge].to } else { self.edges[edge].from };
            taken.push((edge, is_along));
            trail.push((other, 0));
        }
        None
    }

    fn round(&mut self, lots: &mut Lots, edge: usize, back: Vec<(usize, bool)>) {
        let mut circle = back;
        circle.push((edge, true));
        let (mut more, mut less) = (self.total.clone(), self.total.clone());
        for &(edge, is_along) in &circle {
            let load = &self.edges[edge].load;
            let free = &self.total - load;
            let (up, down) = if is_along { (&free, load) } else { (load, &free) };
            more = more.min(up.clone());
            less = less.min(down.clone());
        }
        let goes_along = lots.below(&(&more + &less)) < less;
        let amount = if goes_along { more } else { less };
        for (edge, is_along) in circle {
            let Edge { load, from, to } = &mut self.edges[edge];
            if is_along == goes_along {
                *load += &amount;
            } else {
                *load -= &amount;
            }
            let points = [*from, *to];
            if !self.has_fraction(edge) {
                for point in points {
                    if let Some(edges) = self.open.get_mut(&point) {
                        edges.retain(|&other| other != edge);
                    }
                }
            }
        }
    }
}
