//! What is to be split, over whom and how.

use crate::Refusal;
use fordel_model::split::{BoundRule, OnTie};
use fordel_model::{Method, Weight};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A unit that receives seats.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Unit {
    /// Its name; no two units of a problem share one.
    pub id: String,
    /// What it counts with.
    pub weight: Weight,
    /// Its least number of seats.
    pub min: Option<u64>,
    /// Its largest number of seats.
    pub max: Option<u64>,
    /// Exactly this many seats; wins over `min` and `max`.
    pub fixed: Option<u64>,
    /// The groups it belongs to, one a level of the problem, from the top.
    pub groups: Vec<String>,
}

impl Unit {
    /// Its bounds: at least, at most (`u64::MAX`: no limit).
    pub fn bounds(&self) -> (u64, u64) {
        match self.fixed {
            Some(fixed) => (fixed, fixed),
            None => (self.min.unwrap_or(0), self.max.unwrap_or(u64::MAX)),
        }
    }

    /// Whether anything bounds it.
    pub fn is_bounded(&self) -> bool {
        self.fixed.is_some() || self.max.is_some() || self.min.is_some_and(|min| min > 0)
    }
}

/// One split to be made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Problem {
    /// How seats follow the weights.
    pub method: Method,
    /// Seats to split.
    pub seats: u64,
    /// Who receives them.
    pub units: Vec<Unit>,
    /// How largest remainders keep bounds.
    pub bound_rule: BoundRule,
    /// What to do with a tie.
    pub on_tie: OnTie,
    /// Seed of lots.
    pub seed: u64,
    /// Names of the levels to split over first, from the top, e.g. `region`.
    pub levels: Vec<String>,
    /// One method a level, then the units' own; empty: `method` everywhere; one fewer: the units' own is `method`.
    pub level_methods: Vec<Method>,
}

impl Problem {
    /// A plain problem: names and integer weights, no bounds, no levels, ties reported.
    pub fn new<I: Into<String>>(
        method: Method,
        seats: u64,
        units: impl IntoIterator<Item = (I, u64)>,
    ) -> Self {
        let unit = |(id, weight): (I, u64)| Unit {
            id: id.into(),
            weight: Weight::from_integer(weight),
            ..Unit::default()
        };
        Self { method, seats, units: units.into_iter().map(unit).collect(), ..Self::default() }
    }

    /// The method that splits over the children of a node `depth` levels below the top.
    pub fn method_at(&self, depth: usize) -> Method {
        self.level_methods.get(depth).copied().unwrap_or(self.method)
    }

    /// Whether any unit has a bound.
    pub fn is_bounded(&self) -> bool {
        self.units.iter().any(Unit::is_bounded)
    }

    /// Whether the text of the problem makes sense, whatever its answer.
    ///
    /// # Errors
    /// The first [`Refusal`] whose [`Refusal::is_wrong_call`] is true.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.units.is_empty() {
            return Err(Refusal::NoUnits);
        }
        if self.units.iter().all(|unit| unit.weight.is_zero()) {
            return Err(Refusal::NoWeight);
        }
        let n_methods = self.level_methods.len();
        if n_methods != 0 && n_methods != self.levels.len() && n_methods != self.levels.len() + 1 {
            return Err(Refusal::LevelMethods { levels: self.levels.len(), methods: n_methods });
        }
        for depth in 0..=self.levels.len() {
            crate::flat::check_method(self.method_at(depth))?;
        }
        let knows_no_bounds =
            (0..=self.levels.len()).any(|depth| self.method_at(depth) == Method::QuotaMethod);
        if knows_no_bounds && let Some(unit) = self.units.iter().find(|unit| unit.is_bounded()) {
            return Err(Refusal::NoBounds { method: Method::QuotaMethod, unit: unit.id.clone() });
        }
        let mut hashes = Vec::with_capacity(self.units.len());
        for unit in &self.units {
            let (min, max) = unit.bounds();
            if min > max {
                return Err(Refusal::MinAboveMax { unit: unit.id.clone(), min, max });
            }
            if unit.groups.len() != self.levels.len() {
                return Err(Refusal::Groups { unit: unit.id.clone(), levels: self.levels.clone() });
            }
            let mut hasher = DefaultHasher::new();
            (unit.groups.as_slice(), unit.id.as_str()).hash(&mut hasher);
            hashes.push(hasher.finish());
        }
        // Sorted hashes tell in one pass that no name is doubled; only where two are equal are names compared.
        hashes.sort_unstable();
        if hashes.windows(2).any(|pair| pair[0] == pair[1]) {
            let mut seen = HashSet::with_capacity(self.units.len());
            for unit in &self.units {
                if !seen.insert((unit.groups.as_slice(), unit.id.as_str())) {
                    return Err(Refusal::Twice(unit.id.clone()));
                }
            }
        }
        Ok(())
    }
}
