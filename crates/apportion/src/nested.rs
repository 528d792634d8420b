//! Splits over levels: seats go to the top groups first, then inside each group, down to the units.
//!
//! A group's weight is the sum of its units', its bounds are the sums of theirs as their own method
//! sees them (a weight of zero takes its minimum only; a method that gives everyone a seat needs one
//! for each), so that the split inside is possible for whatever seats the group gets. A group with a
//! unit without maximum has none. A problem without levels is one group.
//!
//! Where a tie above is left open, the group below is split for each number of seats it may get:
//! units' certain and possible seats and the count of outcomes cover all of them.

use crate::award::{Award, Evidence, IN_LINE, Open};
use crate::choice::binomial;
use crate::flat::{Flat, implied_bounds};
use crate::signpost::Signposts;
use crate::{Problem, Refusal, certificate, tie};
use dashu_int::UBig;
use fordel_model::split::{BrokenTie, Cut, DivisorEnd, DivisorInterval, Node, OnTie, Tie, UnitSeats};
use fordel_model::{Fraction, Method, Split};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Splits the seats of a problem.
///
/// * Returns one row a unit in the problem's order; open ties are part of the answer.
/// * With levels, `divisor` and `cut` are empty and `nodes` lists every group, level by level, in the
///   order in which groups first appear.
///
/// Cost: near-linear in the units for divisor and largest-remainder methods, whatever the seats.
///
/// # Errors
/// A [`Refusal`]: [`Refusal::is_wrong_call`] tells a wrong problem from one without an answer.
pub fn split(problem: &Problem) -> Result<Split, Refusal> {
    problem.check()?;
    let tree = Tree::new(problem);
    let mut run = Run::new(problem, &tree);
    let count = run.solve(&tree.root, problem.seats)?;
    Ok(run.into_split(count))
}

/// A group, or the whole problem at the root.
pub(crate) struct Group {
    /// Levels above it: 0 for the root.
    pub(crate) depth: usize,
    /// Its names from the top; empty for the root.
    pub(crate) path: Vec<String>,
    /// A number of its own, the root's is 0.
    pub(crate) number: usize,
    /// Its stream of lots: 0 for the root, then by the names of the path, whatever the order of the units.
    stream: u64,
    pub(crate) children: Children,
    weights: Vec<UBig>,
    min: Vec<u64>,
    max: Vec<u64>,
}

/// What a group is split over.
pub(crate) enum Children {
    /// Units, by their position in the problem.
    Units(Vec<usize>),
    /// Groups of the next level.
    Groups(Vec<Group>),
}

/// The problem as a tree of groups, with integer weights.
pub(crate) struct Tree {
    pub(crate) root: Group,
    pub(crate) weights: Vec<UBig>,
    pub(crate) decimals: u32,
    n_groups: usize,
}

impl Tree {
    pub(crate) fn new(problem: &Problem) -> Self {
        let decimals = problem.units.iter().map(|unit| unit.weight.decimals()).max().unwrap_or(0);
        let weights: Vec<UBig> = problem.units.iter().map(|unit| unit.weight.scaled(decimals)).collect();
        let mut n_groups = 0;
        let mut root = Group::new(problem, &weights, (0..weights.len()).collect(), &mut n_groups, Vec::new());
        if n_groups > 1 {
            let mut paths: Vec<Vec<String>> = Vec::with_capacity(n_groups);
            root.each(&mut |group| paths.push(group.path.clone()));
            paths.sort_unstable();
            root.each(&mut |group| group.stream = paths.partition_point(|path| *path < group.path) as u64);
        }
        Self { root, weights, decimals, n_groups }
    }
}

impl Group {
    fn new(
        problem: &Problem,
        all: &[UBig],
        units: Vec<usize>,
        number: &mut usize,
        path: Vec<String>,
    ) -> Self {
        let depth = path.len();
        let method = problem.method_at(depth);
        let own_number = *number;
        *number += 1;
        let (children, weights, bounds): (_, Vec<UBig>, Vec<(u64, u64)>) = if depth == problem.levels.len() {
            let weights: Vec<UBig> = units.iter().map(|&unit| all[unit].clone()).collect();
            let bounds = units.iter().map(|&unit| problem.units[unit].bounds()).collect();
            (Children::Units(units), weights, bounds)
        } else {
            let mut order: Vec<&str> = Vec::new();
            let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
            for unit in units {
                let name = problem.units[unit].groups[depth].as_str();
                let group = members.entry(name).or_default();
                if group.is_empty() {
                    order.push(name);
                }
                group.push(unit);
            }
            let mut groups = Vec::with_capacity(order.len());
            for name in order {
                let units = members.remove(name).expect("each name was entered once");
                let mut path = path.clone();
                path.push(name.to_owned());
                groups.push(Self::new(problem, all, units, number, path));
            }
            let weights = groups.iter().map(|group| group.weights.iter().sum()).collect();
            let bounds = groups.iter().map(Self::bounds).collect();
            (Children::Groups(groups), weights, bounds)
        };
        let seen = weights
            .iter()
            .zip(bounds)
            .map(|(weight, bounds)| implied_bounds(method, !weight.is_zero(), bounds));
        let (min, max) = seen.unzip();
        Self { depth, path, number: own_number, stream: 0, children, weights, min, max }
    }

    /// Does something with it and every group below.
    fn each(&mut self, act: &mut impl FnMut(&mut Self)) {
        act(self);
        if let Children::Groups(groups) = &mut self.children {
            groups.iter_mut().for_each(|group| group.each(act));
        }
    }

    /// What the group as a whole needs and can take.
    fn bounds(&self) -> (u64, u64) {
        let sum = |bounds: &[u64]| bounds.iter().fold(0u64, |sum, &bound| sum.saturating_add(bound));
        (sum(&self.min), sum(&self.max))
    }

    /// Weights, minima and maxima of the children, as the method that splits over them sees them.
    pub(crate) fn parts(&self) -> (&[UBig], &[u64], &[u64]) {
        (&self.weights, &self.min, &self.max)
    }

    /// The name of a child.
    pub(crate) fn child_name(&self, problem: &Problem, child: usize) -> String {
        match &self.children {
            Children::Units(units) => problem.units[units[child]].id.clone(),
            Children::Groups(groups) => groups[child].path.join(" / "),
        }
    }

    /// Splits `seats` over the children; ties stay open.
    pub(crate) fn award(&self, problem: &Problem, decimals: u32, seats: u64) -> Result<Award, Refusal> {
        let place = if self.path.is_empty() { String::new() } else { format!("{}: ", self.path.join(" / ")) };
        let name = |child: usize| self.child_name(problem, child);
        Flat {
            method: problem.method_at(self.depth),
            weights: &self.weights,
            decimals,
            min: &self.min,
            max: &self.max,
            seats,
            bound_rule: problem.bound_rule,
            seed: problem.seed,
            stream: self.stream,
            told: problem.units.len().min(IN_LINE),
            place: &place,
            name: &name,
        }
        .award()
    }
}

/// One run over the tree.
struct Run<'a> {
    problem: &'a Problem,
    tree: &'a Tree,
    /// Certain and possible seats of each unit so far.
    units: Vec<(u64, u64)>,
    /// The same of each group, by its number.
    groups: Vec<(u64, u64)>,
    broken: Vec<BrokenTie>,
    /// The root's evidence.
    evidence: Evidence,
    /// The root's line of units.
    next: Vec<usize>,
}

/// Before anything is known.
const UNSEEN: (u64, u64) = (u64::MAX, 0);

fn widen(range: &mut (u64, u64), seats: u64) {
    *range = (range.0.min(seats), range.1.max(seats));
}

impl<'a> Run<'a> {
    fn new(problem: &'a Problem, tree: &'a Tree) -> Self {
        Self {
            problem,
            tree,
            units: vec![UNSEEN; problem.units.len()],
            groups: vec![UNSEEN; tree.n_groups],
            broken: Vec::new(),
            evidence: Evidence::None,
            next: Vec::new(),
        }
    }

    /// Splits `seats` inside a group, notes what each unit may get, and counts the outcomes.
    fn solve(&mut self, group: &Group, seats: u64) -> Result<UBig, Refusal> {
        widen(&mut self.groups[group.number], seats);
        let mut award = group.award(self.problem, self.tree.decimals, seats)?;
        self.break_tie(group, &mut award, true);
        let possible = award.possible();
        let count = match &group.children {
            Children::Units(units) => {
                for (child, &unit) in units.iter().enumerate() {
                    widen(&mut self.units[unit], award.certain[child]);
                    widen(&mut self.units[unit], possible[child]);
                }
                match &award.open {
                    None => UBig::ONE,
                    Some(Open::Any { units, seats }) => binomial(units.len() as u64, *seats),
                    Some(Open::OneOf(outcomes)) => UBig::from(outcomes.len()),
                }
            }
            Children::Groups(children) => self.solve_children(children, &award, &possible)?,
        };
        if group.depth == 0 {
            self.next = match &group.children {
                Children::Units(units) => award.next.iter().map(|&child| units[child]).collect(),
                Children::Groups(children) => self.line_below(children, &award)?,
            };
            self.evidence = award.evidence;
        }
        Ok(count)
    }

    /// Splits inside each child group, for every number of seats it may get, and counts the outcomes.
    fn solve_children(
        &mut self,
        children: &[Group],
        award: &Award,
        possible: &[u64],
    ) -> Result<UBig, Refusal> {
        let mut ways: Vec<HashMap<u64, UBig>> = Vec::with_capacity(children.len());
        for (child, group) in children.iter().enumerate() {
            let mut of_child = HashMap::new();
            for seats in award.certain[child]..=possible[child] {
                of_child.insert(seats, self.solve(group, seats)?);
            }
            ways.push(of_child);
        }
        let with = |child: usize, seats: u64| &ways[child][&seats];
        match &award.open {
            Some(Open::OneOf(outcomes)) => {
                let product = |extra: &Vec<u64>| -> UBig {
                    (0..children.len())
                        .map(|child| with(child, award.certain[child] + extra[child]))
                        .product()
                };
                Ok(outcomes.iter().map(product).sum())
            }
            open => {
                let (tied, at_stake): (&[usize], u64) = match open {
                    Some(Open::Any { units, seats }) => (units, *seats),
                    _ => (&[], 0),
                };
                let sure = (0..children.len()).filter(|child| tied.binary_search(child).is_err());
                let fixed: UBig = sure.map(|child| with(child, award.certain[child])).product();
                // by_winners[k]: ways in which k of the tied groups looked at so far get the further seat.
                let at_stake = usize::try_from(at_stake).expect("fewer seats at stake than groups");
                let mut by_winners = vec![UBig::ZERO; at_stake + 1];
                by_winners[0] = UBig::ONE;
                for &child in tied {
                    let low = award.certain[child];
                    for k in (0..=at_stake).rev() {
                        let won = if k > 0 { &by_winners[k - 1] * with(child, low + 1) } else { UBig::ZERO };
                        by_winners[k] = &by_winners[k] * with(child, low) + won;
                    }
                }
                Ok(fixed * &by_winners[at_stake])
            }
        }
    }

    /// The units in line below a line of groups.
    fn line_below(&mut self, children: &[Group], award: &Award) -> Result<Vec<usize>, Refusal> {
        let mut lines: HashMap<usize, std::vec::IntoIter<usize>> = HashMap::new();
        let mut line = Vec::new();
        for &child in &award.next {
            let below = match lines.entry(child) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    new.insert(self.line_of(&children[child], award.certain[child])?.into_iter())
                }
            };
            line.extend(below.next());
        }
        Ok(line)
    }

    /// The units of a group in line for more than `seats`.
    fn line_of(&mut self, group: &Group, seats: u64) -> Result<Vec<usize>, Refusal> {
        let mut award = group.award(self.problem, self.tree.decimals, seats)?;
        self.break_tie(group, &mut award, false);
        match &group.children {
            Children::Units(units) => Ok(award.next.iter().map(|&child| units[child]).collect()),
            Children::Groups(children) => self.line_below(children, &award),
        }
    }

    /// Breaks the tie by the problem's rule, on the record where asked, and takes winners out of the line.
    fn break_tie(&mut self, group: &Group, award: &mut Award, on_record: bool) {
        let told = self.problem.units.len().min(IN_LINE);
        if award.open.is_none() || self.problem.on_tie == OnTie::Report {
            award.shorten_line(&[], told);
            return;
        }
        let name = |child: usize| group.child_name(self.problem, child);
        let mut lot = tie::Lot::new(self.problem.seed, group.stream);
        let broken = tie::break_tie(award, self.problem.on_tie, &group.weights, &name, &mut lot);
        if broken.is_some() && self.problem.method_at(group.depth) == Method::QuotaMethod {
            let at_stake = match &award.open {
                Some(Open::OneOf(extras)) => extras[0].iter().sum(),
                Some(Open::Any { seats, .. }) => *seats,
                None => 0,
            };
            let told = told.saturating_add(usize::try_from(at_stake).unwrap_or(usize::MAX));
            award.next = crate::quota_method::line(&group.weights, &award.certain, told);
            award.shorten_line(&[], told);
        } else {
            award.shorten_line(broken.as_ref().map_or(&[], |broken| &broken.winners), told);
        }
        award.next.truncate(told);
        if let Some(broken) = broken.filter(|_| on_record) {
            let named = |places: &[usize]| places.iter().map(|&child| name(child)).collect();
            let record = BrokenTie {
                units: named(&broken.units),
                seats: broken.seats,
                winners: named(&broken.winners),
                rule: self.problem.on_tie,
                seed: (self.problem.on_tie == OnTie::Lot).then_some(self.problem.seed),
            };
            if !self.broken.contains(&record) {
                self.broken.push(record);
            }
        }
    }

    fn into_split(self, count: UBig) -> Split {
        let problem = self.problem;
        let total: UBig = self.tree.weights.iter().sum();
        let house = UBig::from(problem.seats);
        let rows = problem.units.iter().zip(&self.units).zip(&self.tree.weights);
        let units: Vec<UnitSeats> = rows
            .map(|((unit, &(lower, upper)), weight)| UnitSeats {
                id: unit.id.clone(),
                weight: unit.weight.clone(),
                quota: Fraction::new(weight * &house, total.clone()),
                seats: (lower == upper).then_some(lower),
                lower,
                upper,
            })
            .collect();
        let tie = (count > UBig::ONE).then(|| {
            let certain: u64 = units.iter().map(|unit| unit.lower).sum();
            Tie {
                units: units.iter().filter(|unit| unit.seats.is_none()).map(|unit| unit.id.clone()).collect(),
                seats: problem.seats - certain,
                outcomes: count.to_string(),
            }
        });
        let mut nodes = Vec::new();
        self.list_nodes(&self.tree.root, &mut nodes);
        nodes.sort_by_key(|(depth, _)| *depth);
        let leaf_method = problem.method_at(problem.levels.len());
        let (divisor, cut) = self.certificate();
        Split {
            method: leaf_method,
            seats: problem.seats,
            bound_rule: (!leaf_method.is_divisor() && problem.is_bounded()).then_some(problem.bound_rule),
            violations: violations(&units),
            tie,
            broken_ties: self.broken,
            seed: (0..=problem.levels.len())
                .any(|depth| problem.method_at(depth).is_lottery())
                .then_some(problem.seed),
            divisor,
            cut,
            next: self.next.iter().map(|&unit| problem.units[unit].id.clone()).collect(),
            nodes: nodes.into_iter().map(|(_, node)| node).collect(),
            warnings: warnings(problem),
            units,
        }
    }

    fn certificate(&self) -> (Option<DivisorInterval>, Option<Cut>) {
        if !self.problem.levels.is_empty() {
            return (None, None);
        }
        match &self.evidence {
            Evidence::None => (None, None),
            Evidence::Cut { inside, outside } => {
                (None, Some(Cut { remainder_in: inside.clone(), remainder_out: outside.clone() }))
            }
            Evidence::Divisor { from, to } => {
                let rule = Signposts::of(self.problem.method_at(0))
                    .expect("the method was checked")
                    .expect("only divisor methods prove themselves by a divisor");
                let value = |claim| certificate::value(rule, &self.tree.weights, self.tree.decimals, claim);
                let from = from.map_or_else(|| DivisorEnd::Rational(Fraction::new(0u8, 1u8)), value);
                (Some(DivisorInterval { from, to: to.map_or(DivisorEnd::Unbounded, value) }), None)
            }
        }
    }

    fn list_nodes(&self, group: &Group, nodes: &mut Vec<(usize, Node)>) {
        if group.depth > 0 {
            let (lower, upper) = self.groups[group.number];
            let node = Node {
                level: self.problem.levels[group.depth - 1].clone(),
                id: group.path.join(" / "),
                seats: (lower == upper).then_some(lower),
            };
            nodes.push((group.depth, node));
        }
        if let Children::Groups(children) = &group.children {
            children.iter().for_each(|child| self.list_nodes(child, nodes));
        }
    }
}

/// Units whose seats lie outside their quota rounded down and up, in unit order; where a tie is open,
/// those outside in every outcome.
fn violations(units: &[UnitSeats]) -> Vec<String> {
    let is_outside = |unit: &&UnitSeats| {
        let (floor, remainder) =
            crate::number::Number::divide(unit.quota.numerator(), unit.quota.denominator());
        let ceil = if remainder.is_zero() { floor.clone() } else { &floor + UBig::ONE };
        UBig::from(unit.lower) > ceil || UBig::from(unit.upper) < floor
    };
    units.iter().filter(is_outside).map(|unit| unit.id.clone()).collect()
}

/// What the reader should know about the problem.
fn warnings(problem: &Problem) -> Vec<String> {
    let mut warnings = Vec::new();
    let without: Vec<&str> =
        problem.units.iter().filter(|unit| unit.weight.is_zero()).map(|unit| unit.id.as_str()).collect();
    match without.len() {
        0 => {}
        n @ 1..=5 => {
            warnings.push(format!("weight 0, so no seat above a minimum: {} ({n})", without.join(", ")))
        }
        n => warnings.push(format!(
            "weight 0, so no seat above a minimum: {} and {} more",
            without[..5].join(", "),
            n - 5
        )),
    }
    for depth in 0..=problem.levels.len() {
        let how = match problem.method_at(depth) {
            Method::Lottery => "systematic".to_owned(),
            Method::MonotoneLottery { houses } => {
                format!("house monotone up to {}", crate::monotone_lottery::horizon(houses, problem.seats))
            }
            _ => continue,
        };
        let text = format!("drawn by lot, seed {} (ChaCha20, {how})", problem.seed);
        if !warnings.contains(&text) {
            warnings.push(text);
        }
    }
    warnings
}
