//! What the contract knows and the planner does not plan yet: said clearly, never planned wrongly.

use std::fmt;

/// Something a programme uses that cannot be planned yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotYet {
    /// More people or teams in one cluster than can be listed; its id.
    TooManyTeams(String),
    /// A kept plan with a cluster whose teams are too many to list; its id.
    KeepInLargePool(String),
    /// Other plans of a programme whose teams are to be best, the worst first.
    AlternativesWithLeximin,
}

impl fmt::Display for NotYet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlternativesWithLeximin => f.write_str(
                "other plans are told apart by the sum of scores: with `objective = \"leximin\"` they cannot be looked \
                 for yet; use `total` or `worst_team_first`",
            ),
            Self::KeepInLargePool(cluster) => write!(
                f,
                "cluster `{cluster}` has more people or possible teams than can be listed (128 people, 20 million teams): \
                 such a large pool cannot be kept close to an earlier plan yet; plan it without `--keep`"
            ),
            Self::TooManyTeams(cluster) => write!(
                f,
                "cluster `{cluster}` has more people or possible teams than can be listed here: \
                 such large pools cannot be planned so yet; tighten the rules or name initiatives for the nominees"
            ),
        }
    }
}
