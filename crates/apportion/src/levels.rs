//! What levels cost: a split by levels beside the same split in one go, and the quota at every node.
//!
//! A split that keeps the quota at every node may break it over the whole, and the other way round:
//! both are told. (That no method keeps it at all levels at once: arXiv 2511.10000, 2025.)

use crate::nested::{Children, Group, Tree};
use crate::{Problem, Refusal, split};
use dashu_int::UBig;
use fordel_model::split::UnitSeats;
use fordel_model::{Fraction, Split};

/// Where a split by levels and the same split in one go differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The unit.
    pub id: String,
    /// Its seats by levels; `None` where a tie leaves them open.
    pub nested: Option<u64>,
    /// Its seats in one go, by the units' own method; `None` where a tie leaves them open.
    pub one_go: Option<u64>,
}

/// A split by levels, looked at node by node.
#[derive(Clone, PartialEq, Debug)]
pub struct Levels {
    /// Units whose seats differ from one go, in unit order.
    pub differences: Vec<Difference>,
    /// How many seats lie elsewhere than in one go; `None` where a tie leaves it open.
    pub seats_moved: Option<u64>,
    /// Every group and every unit as a child of its group, from the top.
    pub nodes: Vec<Share>,
}

/// A child's part of its group's seats.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// The group above; empty for the whole.
    pub parent: String,
    /// The child: a group's path or a unit's id.
    pub id: String,
    /// weight × the group's seats / the group's weight.
    pub quota: Fraction,
    /// Its seats.
    pub seats: u64,
    /// Its seats in one go, where no tie leaves them open.
    pub one_go: Option<u64>,
    /// Whether its seats lie outside the quota rounded down and up.
    pub is_outside: bool,
}

/// Looks at a split by levels; `None` without levels. Groups in an open tie have no rows.
///
/// # Errors
/// Those of [`split`], of the split in one go included.
pub fn levels(problem: &Problem, result: &Split) -> Result<Option<Levels>, Refusal> {
    if problem.levels.is_empty() {
        return Ok(None);
    }
    let direct = in_one_go(problem)?;
    let differs = |(nested, one_go): &(&UnitSeats, &UnitSeats)| nested.seats != one_go.seats;
    let rows = || result.units.iter().zip(&direct.units);
    let difference = |(nested, one_go): (&UnitSeats, &UnitSeats)| Difference {
        id: nested.id.clone(),
        nested: nested.seats,
        one_go: one_go.seats,
    };
    let more = rows().map(|(nested, one_go)| Some(nested.seats?.saturating_sub(one_go.seats?)));
    let mut nodes = Vec::new();
    shares(problem, result, &direct, &Tree::new(problem).root, &mut nodes);
    Ok(Some(Levels {
        differences: rows().filter(differs).map(difference).collect(),
        seats_moved: more.sum(),
        nodes,
    }))
}

/// The same units without levels, by their own method. In one go a name may stand once in each group:
/// the path tells units apart.
fn in_one_go(problem: &Problem) -> Result<Split, Refusal> {
    let mut direct = problem.clone();
    direct.method = problem.method_at(problem.levels.len());
    (direct.levels, direct.level_methods) = (Vec::new(), Vec::new());
    for unit in &mut direct.units {
        unit.id = [unit.groups.join(" / "), std::mem::take(&mut unit.id)].join(" / ");
        unit.groups.clear();
    }
    split(&direct)
}

/// The units below a group.
fn below(group: &Group) -> Vec<usize> {
    match &group.children {
        Children::Units(units) => units.clone(),
        Children::Groups(groups) => groups.iter().flat_map(below).collect(),
    }
}

fn shares(problem: &Problem, result: &Split, direct: &Split, group: &Group, nodes: &mut Vec<Share>) {
    let children: Vec<Vec<usize>> = match &group.children {
        Children::Units(units) => units.iter().map(|&unit| vec![unit]).collect(),
        Children::Groups(groups) => groups.iter().map(below).collect(),
    };
    let sum = |split: &Split, units: &[usize]| -> Option<u64> {
        units.iter().map(|&unit| split.units[unit].seats).sum()
    };
    let seats: Option<Vec<u64>> = children.iter().map(|units| sum(result, units)).collect();
    let weights = group.parts().0;
    let total: UBig = weights.iter().sum();
    if let Some(seats) = seats
        && !total.is_zero()
    {
        let house = UBig::from(seats.iter().sum::<u64>());
        for (child, seats) in seats.into_iter().enumerate() {
            let quota = Fraction::new(&weights[child] * &house, total.clone());
            let is_outside = UBig::from(seats) < quota.floor() || UBig::from(seats) > quota.ceil();
            nodes.push(Share {
                parent: group.path.join(" / "),
                id: group.child_name(problem, child),
                quota,
                seats,
                one_go: sum(direct, &children[child]),
                is_outside,
            });
        }
    }
    if let Children::Groups(groups) = &group.children {
        groups.iter().for_each(|child| shares(problem, result, direct, child, nodes));
    }
}
