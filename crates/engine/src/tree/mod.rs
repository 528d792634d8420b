//! A search tree over boxes of counts: what multipliers leave open of coupled cells, closed exactly.
//!
//! A node says within which limits each cell's counts lie. Its bound is that of the best multipliers
//! there (column generation over the cells' plans); where these mix several plans of a cell, the node is
//! split at a count on which the plans differ. Good plans of the whole come from an integer program over
//! the cells' plans known so far. So the number of quotas does not matter by itself: only what the
//! multipliers leave open is looked into.
//!
//! Source: branch and price; Barnhart, Johnson, Nemhauser, Savelsbergh, Vance, *Branch-and-Price: Column
//! Generation for Solving Huge Integer Programs*, Operations Research 46(3), 1998.

mod asking;
mod bounding;
mod mix;

use self::asking::{Question, Reply};
use crate::aim::{Aim, Known};
use crate::answer::Solved;
use crate::coupling::Coupled;
use crate::part::everything;
use crate::patterns::CountBox;
use fordel_solver::Effort;
use std::collections::BTreeMap;

/// How the search for multipliers ended.
pub(crate) enum Aimed {
    /// With these.
    At(Box<Aim>),
    /// There is no plan of these seats that keeps the couplings.
    None,
    /// The work ran out before the first.
    Unknown,
}

/// What the tree came to.
pub(crate) struct Grown {
    /// The best plans found, by cell, with what they are worth together.
    pub(crate) best: Option<(i64, Vec<Solved>)>,
    /// What no plan is worth more than; `None` where there is none at all.
    pub(crate) bound: Option<i64>,
}

/// Rounds of multipliers at the root, and at any other node.
const ROUNDS: (usize, usize) = (150, 30);

/// Rounds at the root once an end is wanted: they may yet bring a plan that keeps the quotas.
const STOPPED_ROUNDS: usize = 6;

/// One question to a cell counts as so many nodes of its search, beside those it takes.
const QUESTION: u64 = 1_000;

/// Nodes of one cell's search at most while multipliers are sought, and after: with less than the best answer
/// there is a bound, too.
const NODES_OF_QUESTION: (u64, u64) = (100_000, 2_000_000);

/// Nodes of one integer program over known plans.
const CHOOSING_NODES: u64 = 60;

/// So many nodes of the tree between two such programs.
const BETWEEN: usize = 8;

/// Prices in the question whether the couplings can be kept at all go as far as this.
const ANY_REACH: i64 = 12;

/// Where the tree stands.
#[derive(Clone, Debug)]
struct Node {
    /// By cell.
    boxes: Vec<CountBox>,
    bound: i64,
    multipliers: Vec<i64>,
}

/// A place to split: the cell, the coupling, and the largest count of the lower half.
type Place = (usize, usize, u64);

/// What came of bounding a node.
enum Bounded {
    /// Nothing in it can be better than what is known.
    Closed,
    /// This much could be.
    Open(i64, Vec<i64>),
    /// The work ran out.
    Stopped(i64),
}

/// What the tree looks for the most of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sought {
    /// Score (and people kept) at exactly the seats given.
    Score,
    /// People in the clusters' seats, at most those given.
    People,
    /// People in pools, the clusters' seats being at most those given.
    Pooled,
}

/// What a person is worth where people are sought: multipliers are whole numbers.
pub(crate) const PERSON: i64 = 60;

/// The search for the best plans of coupled cells for given seats.
pub(crate) struct Tree<'t, 'a> {
    coupled: &'t Coupled<'a>,
    seats: &'t [Vec<u64>],
    /// Where people are sought: the least seats.
    least_seats: Option<&'t [Vec<u64>]>,
    pooled: Option<u64>,
    sought: Sought,
    /// By cell: the plans known, each of other counts.
    known: Vec<Vec<Known>>,
    /// By cell: what it was asked; `None` where there is no plan.
    asked: Vec<BTreeMap<Question, Option<Reply>>>,
    best: Option<(i64, Vec<Solved>)>,
    /// What every plan's worth is a multiple of.
    grain: i64,
    /// Below this there is no plan.
    least: i64,
    /// The largest that any cell is worth without multipliers.
    largest: i64,
    work_left: u64,
    /// The multipliers of the node left last.
    last: Vec<i64>,
    /// Plans learnt.
    n_learnt: usize,
    /// Whether any plans will do.
    first_only: bool,
    /// Whether answers must be the best: for the tree itself, after the multipliers.
    is_careful: bool,
}

impl<'t, 'a> Tree<'t, 'a> {
    /// A tree for these seats.
    pub(crate) fn new(
        coupled: &'t Coupled<'a>,
        seats: &'t [Vec<u64>],
        pooled: Option<u64>,
        sought: Sought,
    ) -> Self {
        let (mut grain, mut least) = (PERSON, 0);
        if sought == Sought::Score {
            grain = 0;
            for (cell, seats) in coupled.cells.iter().zip(seats) {
                let program = cell.block.program(&cell.joint_ask(seats, vec![]));
                grain = common_divisor(grain, program.grain);
                least += program.least_value();
            }
            least = least.max(coupled.floor.unwrap_or(least));
        }
        Self {
            coupled,
            seats,
            least_seats: None,
            pooled,
            sought,
            known: vec![Vec::new(); coupled.cells.len()],
            asked: vec![BTreeMap::new(); coupled.cells.len()],
            best: None,
            grain: grain.max(1),
            least,
            largest: 1,
            work_left: coupled.cells.first().map_or(0, |cell| cell.work.nodes),
            last: vec![0; coupled.couplings.len()],
            n_learnt: 0,
            first_only: false,
            is_careful: false,
        }
    }

    /// The same where people are sought, with no fewer seats than these.
    pub(crate) fn from(mut self, least: &'t [Vec<u64>]) -> Self {
        self.least_seats = Some(least);
        self
    }

    /// What every plan's worth is a multiple of.
    pub(crate) fn grain(&self) -> i64 {
        self.grain
    }

    /// Everything, without multipliers.
    fn root(&self) -> Node {
        let boxes = self.everywhere();
        Node { boxes, bound: i64::MAX, multipliers: vec![0; self.coupled.couplings.len()] }
    }

    fn everywhere(&self) -> Vec<CountBox> {
        self.coupled.parts.iter().map(|parts| everything(parts)).collect()
    }

    /// The best multipliers for everything, with the leaves of their bound.
    pub(crate) fn aim(&mut self, effort: &mut Effort) -> Aimed {
        let root = self.root();
        // What each cell is worth by itself says how far prices can go.
        match self.ask(&root.boxes, &root.multipliers, true, effort) {
            None => return Aimed::None,
            Some(values) => self.largest = values.iter().map(|value| value.abs()).max().unwrap_or(0).max(1),
        }
        if self.can_hold(&root.boxes, effort) == Some(false) {
            return Aimed::None;
        }
        let (multipliers, proven_empty) = match self.bounded(&root, ROUNDS.0, effort) {
            Bounded::Closed => (root.multipliers.clone(), self.best.is_none()),
            Bounded::Open(_, multipliers) => (multipliers, false),
            Bounded::Stopped(_) => (self.last.clone(), false),
        };
        if proven_empty {
            return Aimed::None;
        }
        let bonus: Vec<i64> = multipliers.iter().map(|m| -m).collect();
        let reply = |at: usize| self.asked[at].get(&self.question(at, &root.boxes, &bonus, true))?.as_ref();
        let replies: Option<Vec<&Reply>> = (0..self.asked.len()).map(reply).collect();
        let Some(replies) = replies else { return Aimed::Unknown };
        let values: Vec<i64> = replies.iter().map(|reply| reply.value).collect();
        let bound = values.iter().sum::<i64>() + self.coupled.support(&multipliers, self.pooled);
        let cases = replies.iter().flat_map(|reply| reply.cases.iter().cloned()).collect();
        Aimed::At(Box::new(Aim { multipliers, bonus, values, bound, cases }))
    }

    /// Whether any plans keep the couplings; `None` where the work ran out.
    pub(crate) fn any(&mut self, aim: &Aim, effort: &mut Effort) -> Option<bool> {
        let Grown { best, bound } = self.first(aim, effort);
        match (best, bound) {
            (Some(_), _) => Some(true),
            (None, None) => Some(false),
            (None, Some(_)) => None,
        }
    }

    /// Searches until any plans are found.
    pub(crate) fn first(&mut self, aim: &Aim, effort: &mut Effort) -> Grown {
        self.first_only = true;
        self.grow(aim, effort)
    }

    /// Searches from these multipliers until the best plan is proven or the work runs out.
    pub(crate) fn grow(&mut self, aim: &Aim, effort: &mut Effort) -> Grown {
        self.is_careful = true;
        let mut open = vec![Node { bound: aim.bound, multipliers: aim.multipliers.clone(), ..self.root() }];
        let (mut looked_at, mut left_open) = (0usize, None::<i64>);
        while let Some(node) = self.next(&mut open).filter(|_| !(self.first_only && self.best.is_some())) {
            if self.is_closed(node.bound) {
                continue;
            }
            if self.is_enough(node.bound) {
                left_open = left_open.max(Some(node.bound));
                continue;
            }
            match self.bounded(&node, ROUNDS.1, effort) {
                Bounded::Closed => (),
                Bounded::Stopped(bound) => {
                    let rest = open.iter().map(|node| node.bound).filter(|&bound| !self.is_closed(bound));
                    left_open = rest.chain([bound]).max().max(left_open);
                    break;
                }
                Bounded::Open(bound, multipliers) => {
                    let place = self.place(&node.boxes);
                    // Where nothing is mixed, the best mix is a choice.
                    if self.best.is_none() || !matches!(place, Some((_, true))) {
                        self.choose(&node.boxes);
                    } else if looked_at.is_multiple_of(BETWEEN) {
                        self.choose(&self.everywhere());
                    }
                    if self.is_closed(bound) {
                        continue;
                    }
                    match place.filter(|_| !self.is_enough(bound)) {
                        Some((place, _)) => open.extend(halves(&node.boxes, place).map(|boxes| Node {
                            boxes,
                            bound,
                            multipliers: multipliers.clone(),
                        })),
                        // Good enough, or nothing is left to split: the cells' own searches ended early.
                        None => left_open = left_open.max(Some(bound)),
                    }
                }
            }
            looked_at += 1;
        }
        let value = self.best.as_ref().map(|(value, _)| *value);
        let open = left_open.map(|bound| self.whole(bound));
        Grown { bound: value.max(open), best: self.best.clone() }
    }

    /// The best choice of one known plan a cell.
    pub(crate) fn chosen(&mut self) -> Option<(i64, Vec<Solved>)> {
        self.choose(&self.everywhere());
        self.best.clone()
    }

    /// The same whatever number of people use pools.
    pub(crate) fn chosen_of_any(&mut self) -> Option<(i64, Vec<Solved>)> {
        let pooled = self.pooled.take();
        let chosen = self.chosen();
        self.pooled = pooled;
        chosen
    }

    /// Whether each cell has a plan that is worth what none is worth more than under these multipliers.
    pub(crate) fn reaches(&self, aim: &Aim) -> bool {
        let added = |counts: &[u64]| -> i64 {
            let each = |(bonus, &n): (&i64, &u64)| bonus * i64::try_from(n).unwrap_or(i64::MAX);
            aim.bonus.iter().zip(counts).map(each).sum()
        };
        let mut cells = self.known.iter().zip(&aim.values);
        cells.all(|(list, &value)| list.iter().any(|known| known.worth + added(&known.counts) == value))
    }

    /// What the cells are worth together if nothing coupled them.
    pub(crate) fn alone(&self) -> i64 {
        self.known.iter().filter_map(|list| list.first()).map(|known| known.worth).sum()
    }

    /// The node to look at next: the most promising, or, as long as no plan is known, the last one made.
    fn next(&self, open: &mut Vec<Node>) -> Option<Node> {
        if self.best.is_none() {
            return open.pop();
        }
        let best = (0..open.len()).max_by_key(|&at| (open[at].bound, at))?;
        Some(open.remove(best))
    }

    /// Whether a bound leaves room for nothing better than what is known.
    fn is_closed(&self, bound: i64) -> bool {
        let whole = self.whole(bound);
        match &self.best {
            Some((value, _)) => whole <= *value || whole < self.least,
            None => bound < self.least,
        }
    }

    /// Whether what is known is good enough under a bound.
    fn is_enough(&self, bound: i64) -> bool {
        let is_enough = |(_, plans): &(i64, Vec<Solved>)| self.coupled.is_enough(plans, self.whole(bound));
        self.sought == Sought::Score && self.best.as_ref().is_some_and(is_enough)
    }

    /// The most that a plan under a bound can be worth.
    fn whole(&self, bound: i64) -> i64 {
        bound.div_euclid(self.grain) * self.grain
    }
}

/// A node's boxes with one of them cut in two.
fn halves(boxes: &[CountBox], (cell, coupling, at): Place) -> impl Iterator<Item = Vec<CountBox>> {
    let (least, most) = boxes[cell][coupling];
    [(least, at), (at + 1, most)]
        .map(|half| {
            let mut boxes = boxes.to_vec();
            boxes[cell][coupling] = half;
            boxes
        })
        .into_iter()
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
