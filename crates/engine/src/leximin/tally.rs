//! Teams as leximin compares them: by their scores, the worst first.

use std::cmp::Ordering;

/// Scores of teams, ascending. The greater of two is the better one: at the first place where they differ its score is
/// higher, or it has no team there; for no team is better than any. Which is better does not change when both get the
/// same teams more: how many there are of each score adds up, and the first score that is not there equally often
/// decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tally(Vec<i64>);

impl Tally {
    /// Of these scores, in any order.
    pub(super) fn of(mut scores: Vec<i64>) -> Self {
        scores.sort_unstable();
        Self(scores)
    }

    /// Both together.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self::of(self.0.iter().chain(&other.0).copied().collect())
    }

    /// The worst team's score; `None` where there is no team.
    pub(super) fn worst(&self) -> Option<i64> {
        self.0.first().copied()
    }

    /// Forgets teams of this score and better ones.
    pub(super) fn keep_below(&mut self, score: i64) {
        self.0.retain(|&own| own < score);
    }

    /// The lowest score that the two have not equally often.
    pub(super) fn first_difference(&self, other: &Self) -> Option<i64> {
        let differs = self.0.iter().zip(&other.0).find(|(a, b)| a != b).map(|(a, b)| *a.min(b));
        let longer = if self.0.len() > other.0.len() { &self.0 } else { &other.0 };
        differs.or_else(|| longer.get(self.0.len().min(other.0.len())).copied())
    }
}

impl PartialOrd for Tally {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Tally {
    fn cmp(&self, other: &Self) -> Ordering {
        let differs = self.0.iter().zip(&other.0).map(|(a, b)| a.cmp(b)).find(|order| order.is_ne());
        differs.unwrap_or_else(|| other.0.len().cmp(&self.0.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_score_that_differs_decides_and_no_team_is_better_than_any() {
        let of = |scores: &[i64]| Tally::of(scores.to_vec());
        assert!(of(&[5, 7]) > of(&[7, 4]));
        assert!(of(&[5, 7]) > of(&[5, 6, 9]));
        assert!(of(&[5, 7]) > of(&[5, 7, 9]));
        assert!(of(&[]) > of(&[9]));
        assert_eq!(of(&[7, 5]).cmp(&of(&[5, 7])), Ordering::Equal);
    }

    #[test]
    fn more_teams_on_both_sides_change_nothing() {
        let all: Vec<Vec<i64>> =
            (0..27).map(|n| [n % 3, n / 3 % 3, n / 9].into_iter().filter(|&s| s > 0).collect()).collect();
        let all: Vec<Tally> = all.into_iter().map(Tally::of).collect();
        for a in &all {
            for b in &all {
                for more in &all {
                    assert_eq!(a.with(more).cmp(&b.with(more)), a.cmp(b));
                }
            }
        }
    }

    #[test]
    fn the_first_difference_is_the_lowest_score_not_there_equally_often() {
        let of = |scores: &[i64]| Tally::of(scores.to_vec());
        assert_eq!(of(&[1, 2, 4]).first_difference(&of(&[1, 3])), Some(2));
        assert_eq!(of(&[1, 2]).first_difference(&of(&[1, 2, 4])), Some(4));
        assert_eq!(of(&[1, 2]).first_difference(&of(&[2, 1])), None);
    }
}
