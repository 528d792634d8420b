//! What a team is worth: the weights of the eight criteria (contract, section 4).

use crate::Column;

/// The eight criteria, in the contract's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Criterion {
    /// Points for the rank of the initiative in each member's preferences.
    Preference,
    /// 100 for every sector after the first.
    Sectors,
    /// 100 for every organisation after the first.
    Organisations,
    /// 100 for every profession after the first.
    Professions,
    /// 100 for every pair of a manager and their own report.
    Chain,
    /// Sum of the members' merit.
    Merit,
    /// Minus the distance of the team's merit from its size times the mean.
    Balance,
    /// Pairwise differences over the diversity columns.
    Diversity,
}

impl Criterion {
    /// All criteria, in order.
    pub const ALL: [Self; 8] = [
        Self::Preference,
        Self::Sectors,
        Self::Organisations,
        Self::Professions,
        Self::Chain,
        Self::Merit,
        Self::Balance,
        Self::Diversity,
    ];

    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Preference => "preference",
            Self::Sectors => "sectors",
            Self::Organisations => "organisations",
            Self::Professions => "professions",
            Self::Chain => "chain",
            Self::Merit => "merit",
            Self::Balance => "balance",
            Self::Diversity => "diversity",
        }
    }

    /// The weight where the programme gives none.
    pub fn default_weight(self) -> i64 {
        match self {
            Self::Preference => 3,
            Self::Sectors | Self::Chain => 2,
            Self::Organisations | Self::Professions | Self::Balance => 1,
            Self::Merit | Self::Diversity => 0,
        }
    }
}

/// The programme's `score`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ScoreRule {
    /// One weight a criterion, in the order of [`Criterion::ALL`]; each 0 ..= 1 000 000.
    pub weights: [i64; 8],
    /// Points for the first, second, ... preference; each 0 ..= 1 000 000.
    pub preference_points: Vec<i64>,
    /// Nominee columns of integers whose differences count as diversity.
    pub diversity_columns: Vec<Column>,
}

impl ScoreRule {
    /// The weight of one criterion.
    pub fn weight(&self, criterion: Criterion) -> i64 {
        self.weights[criterion as usize]
    }
}

impl Default for ScoreRule {
    fn default() -> Self {
        Self {
            weights: Criterion::ALL.map(Criterion::default_weight),
            preference_points: vec![100, 60, 30],
            diversity_columns: Vec::new(),
        }
    }
}
