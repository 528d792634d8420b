//! A split as it is published: who gets how many seats, and what proves it (contract, section 2).
//!
//! Units are named by text, because this is also read back from files and checked by `verify`.

use crate::{Fraction, Method, Weight};
use dashu_int::UBig;
use std::fmt;

/// How largest remainders keep minimum and maximum seats.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum BoundRule {
    /// Start with max(min, floor(quota)) cut at max; the seats left go one each to the largest
    /// remainders among units not raised and below max, repeated.
    #[default]
    FloorThenRaise,
    /// Split; fix units below min at min, then above max at max; split the rest afresh; repeat.
    FixAndRepeat,
}

/// What to do with a tie.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum OnTie {
    /// Name it and leave it open.
    #[default]
    Report,
    /// The larger weight first; equal weights stay tied.
    LargerWeight,
    /// Draw a lot with the seed.
    Lot,
    /// The order in which units stand: first come, first served.
    Order,
}

/// How the seats of several years belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum YearsMode {
    /// Totals to date are the method's split of the seats to date.
    #[default]
    Cumulative,
    /// Totals to date stay within floor and ceiling of the running entitlement.
    CumulativeQuota,
    /// Each year alone.
    Yearly,
}

/// One split of `seats` over `units`.
#[derive(Clone, PartialEq, Debug)]
pub struct Split {
    /// The method that shaped it.
    pub method: Method,
    /// Seats to split.
    pub seats: u64,
    /// How bounds were kept, where the method has a choice and bounds were given.
    pub bound_rule: Option<BoundRule>,
    /// One row a unit, in input order.
    pub units: Vec<UnitSeats>,
    /// The tie left open, if any: then the tied units' seats are `None`.
    pub tie: Option<Tie>,
    /// Ties that an explicit rule broke, in words for the record: rule, seed, units.
    pub broken_ties: Vec<BrokenTie>,
    /// The seed of the lottery that drew the seats, where the method is one.
    pub seed: Option<u64>,
    /// All common divisors that give this split (divisor methods without levels).
    pub divisor: Option<DivisorInterval>,
    /// The last remainder that got a seat and the first that did not (remainder methods without levels).
    pub cut: Option<Cut>,
    /// Who would get the next seats, in line; names of units.
    pub next: Vec<String>,
    /// Units outside their lower or upper quota.
    pub violations: Vec<String>,
    /// Seats of every group, level by level from the top; empty without levels.
    pub nodes: Vec<Node>,
    /// What the reader should know.
    pub warnings: Vec<String>,
}

/// One unit's part of a split.
#[derive(Clone, PartialEq, Debug)]
pub struct UnitSeats {
    /// The unit's id as written.
    pub id: String,
    /// What it counts with.
    pub weight: Weight,
    /// weight × seats / total weight.
    pub quota: Fraction,
    /// Its seats; `None` where an open tie leaves it undecided.
    pub seats: Option<u64>,
    /// Seats it certainly has.
    pub lower: u64,
    /// Seats it can have at most.
    pub upper: u64,
}

/// Equal claims to the last seats.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    /// Ids of the tied units, in input order.
    pub units: Vec<String>,
    /// How many seats are at stake among them.
    pub seats: u64,
    /// How many different splits are equally right, as a decimal number.
    pub outcomes: String,
}

/// A tie that a stated rule broke.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenTie {
    /// Ids of the tied units, in input order.
    pub units: Vec<String>,
    /// Seats that were at stake.
    pub seats: u64,
    /// Ids of those who got one.
    pub winners: Vec<String>,
    /// The rule.
    pub rule: OnTie,
    /// The seed of the lot, where one was drawn.
    pub seed: Option<u64>,
}

/// All divisors d with seats = median(min, weight/d rounded, max): from `from` to `to`.
#[derive(Clone, PartialEq, Debug)]
pub struct DivisorInterval {
    /// Smallest.
    pub from: DivisorEnd,
    /// Largest.
    pub to: DivisorEnd,
}

/// One end of a divisor interval, exact.
#[derive(Clone, PartialEq, Debug)]
pub enum DivisorEnd {
    /// A fraction.
    Rational(Fraction),
    /// The `degree`-th root of a fraction (2 for Huntington-Hill); never a rational number.
    Root {
        /// Which root.
        degree: u32,
        /// What it is taken of.
        radicand: Fraction,
    },
    /// No end.
    Unbounded,
}

/// Where the remainders were cut.
#[derive(Clone, PartialEq, Debug)]
pub struct Cut {
    /// Smallest remainder that got a seat.
    pub remainder_in: Option<Fraction>,
    /// Largest remainder that got none.
    pub remainder_out: Option<Fraction>,
}

impl DivisorEnd {
    /// About this number, with `places` digits after the point, cut; `None` where there is no end.
    pub fn to_decimal(&self, places: usize) -> Option<String> {
        let (degree, fraction) = match self {
            Self::Rational(fraction) => (1, fraction),
            Self::Root { degree, radicand } => (*degree as usize, radicand),
            Self::Unbounded => return None,
        };
        let scale = UBig::from(10u8).pow(places * degree);
        let digits = (fraction.numerator() * scale / fraction.denominator()).nth_root(degree);
        Some(Fraction::new(digits, UBig::from(10u8).pow(places)).to_decimal(places))
    }
}

/// `a/b` in lowest terms, `sqrt(a/b)`, `root(3, a/b)`; nothing where there is no end.
impl fmt::Display for DivisorEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rational(fraction) => write!(f, "{fraction}"),
            Self::Root { degree: 2, radicand } => write!(f, "sqrt({radicand})"),
            Self::Root { degree, radicand } => write!(f, "root({degree}, {radicand})"),
            Self::Unbounded => Ok(()),
        }
    }
}

/// A group's seats in a split by levels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// The level's column, e.g. `region`.
    pub level: String,
    /// The group's name; with several levels its whole path joined by ` / `.
    pub id: String,
    /// Its seats; `None` where an open tie leaves it undecided.
    pub seats: Option<u64>,
}

impl Split {
    /// Whether a tie is left open.
    pub fn is_tied(&self) -> bool {
        self.tie.is_some()
    }
}
