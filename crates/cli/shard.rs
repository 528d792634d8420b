//! Which part of a sweep is run here: typed, or told by a Slurm array or a Kubernetes indexed Job.

use crate::trouble::Trouble;
use std::ops::Range;
use std::str::FromStr;

/// Shard `index` of `of`, counted from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shard {
    index: u64,
    of: u64,
}

impl FromStr for Shard {
    type Err = Trouble;

    fn from_str(text: &str) -> Result<Self, Trouble> {
        let parts = text.split_once('/').map(|(index, of)| (index.trim().parse(), of.trim().parse()));
        match parts {
            Some((Ok(index), Ok(of))) => Self::new(index, of),
            _ => Err(Trouble::ShardShape),
        }
    }
}

impl Shard {
    fn new(index: u64, of: u64) -> Result<Self, Trouble> {
        if (1..=of).contains(&index) { Ok(Self { index, of }) } else { Err(Trouble::ShardFromOne(index, of)) }
    }

    /// The shard that the environment names; all of it where it names none. `of` is how many there are,
    /// where the environment does not tell.
    ///
    /// Slurm: `SLURM_ARRAY_TASK_ID` with `_MIN`, `_STEP` and `_COUNT`. Kubernetes: `JOB_COMPLETION_INDEX`,
    /// from 0.
    pub(crate) fn of_environment(
        of: Option<u64>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Trouble> {
        let number = |name: &str| -> Result<Option<u64>, Trouble> {
            let text = variable(name).filter(|text| !text.is_empty());
            let read =
                |text: String| text.parse().map_err(|_| Trouble::VariableNumber(name.to_owned(), text));
            text.map(read).transpose()
        };
        let needs = Trouble::HowManyShards;
        if let Some(id) = number("SLURM_ARRAY_TASK_ID")? {
            let least = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(0);
            let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
            let of = match of {
                Some(of) => of,
                None => number("SLURM_ARRAY_TASK_COUNT")?.ok_or_else(|| needs("SLURM_ARRAY_TASK_ID"))?,
            };
            return Self::new(id.saturating_sub(least) / step + 1, of);
        }
        if let Some(index) = number("JOB_COMPLETION_INDEX")? {
            return Self::new(index.saturating_add(1), of.ok_or_else(|| needs("JOB_COMPLETION_INDEX"))?);
        }
        match of {
            None | Some(1) => Ok(Self { index: 1, of: 1 }),
            Some(_) => Err(Trouble::WhichShard),
        }
    }

    /// Its scenarios: neighbours, so that shards behind each other are the whole.
    pub(crate) fn range(&self, n: u64) -> Range<u64> {
        let end_of = |shards: u64| {
            let end = u128::from(n) * u128::from(shards) / u128::from(self.of);
            u64::try_from(end).unwrap_or(n)
        };
        end_of(self.index - 1)..end_of(self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_the_whole_in_order() {
        for (n, of) in [(10, 4), (3, 5), (0, 2), (100_000, 7)] {
            let mut next = 0;
            for index in 1..=of {
                let range = Shard::new(index, of).expect("within").range(n);
                assert_eq!(range.start, next);
                next = range.end;
            }
            assert_eq!(next, n);
        }
        assert!("0/4".parse::<Shard>().is_err_and(|error| error == Trouble::ShardFromOne(0, 4)));
        assert!("5/4".parse::<Shard>().is_err());
        assert!("2".parse::<Shard>().is_err());
    }

    #[test]
    fn the_environment_tells_which() {
        let with = |variables: &'static [(&str, &str)], of| {
            Shard::of_environment(of, |name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        let slurm: &[_] = &[
            ("SLURM_ARRAY_TASK_ID", "7"),
            ("SLURM_ARRAY_TASK_MIN", "3"),
            ("SLURM_ARRAY_TASK_STEP", "2"),
            ("SLURM_ARRAY_TASK_COUNT", "4"),
        ];
        assert_eq!(with(slurm, None), Shard::new(3, 4));
        assert_eq!(with(&[("JOB_COMPLETION_INDEX", "0")], Some(4)), Shard::new(1, 4));
        assert!(with(&[("JOB_COMPLETION_INDEX", "4")], Some(4)).is_err());
        assert!(
            with(&[("JOB_COMPLETION_INDEX", "0")], None)
                .is_err_and(|error| error == Trouble::HowManyShards("JOB_COMPLETION_INDEX"))
        );
        assert!(with(&[("SLURM_ARRAY_TASK_ID", "x")], Some(4)).is_err());
        assert_eq!(with(&[], None), Shard::new(1, 1));
        assert!(with(&[], Some(4)).is_err());
    }
}
