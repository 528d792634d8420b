//! Instances of the maximally diverse grouping problem (MDGPLIB) as programmes.
//!
//! An instance is a matrix of distances, and a programme has differences of integer columns. Any matrix
//! plus a constant is such a sum: one column a pair {a, b} that is w(a, b) for both and 0 for others makes
//! w(i) + w(j) − 2w(i, j) of people i and j, with w(i) the sum of i's; one more column a person brings every
//! w(i) up to the largest, M. With w = the largest distance less the distance, a pair makes
//! 2M − 2·largest + 2·distance. Where the sizes of the groups are fixed, so is the number of pairs.
//!
//! Source of the format: Gallego, Laguna, Marti, Duarte, *Tabu search with strategic oscillation for the
//! maximally diverse grouping problem*, 2013 (Optsicom).

use crate::ProgrammeBuilder;
use fordel_model::{Column, Criterion, Programme};

/// A matrix of distances between people, and what sizes the groups may have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grouping {
    /// Least and largest size of each group.
    pub sizes: Vec<(usize, usize)>,
    distance: Vec<Vec<i64>>,
}

impl Grouping {
    /// Reads an instance; distances are multiplied by `scale` (1000 where they have three decimals).
    ///
    /// # Panics
    /// If the text is none of the library's.
    pub fn read(text: &str, scale: i64) -> Self {
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().expect("a first line").split_whitespace().collect();
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let (n, groups) = (number(head[0]), number(head[1]));
        let sizes = head[3..].chunks(2).map(|pair| (number(pair[0]), number(pair[1])));
        let sizes: Vec<_> = sizes.collect();
        assert_eq!(sizes.len(), groups, "one range a group");
        let mut distance = vec![vec![0; n]; n];
        for line in lines.filter(|line| !line.trim().is_empty()) {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let (a, b) = (number(parts[0]), number(parts[1]));
            let value = fixed(parts[2], scale);
            (distance[a][b], distance[b][a]) = (value, value);
        }
        Self { sizes, distance }
    }

    /// Number of people.
    pub fn n_people(&self) -> usize {
        self.distance.len()
    }

    /// Every choice of group sizes within the ranges that adds up to all people, each falling, each once.
    pub fn size_choices(&self) -> Vec<Vec<usize>> {
        let mut choices = vec![Vec::new()];
        for &(least, largest) in &self.sizes {
            let longer = |choice: &Vec<usize>| {
                let choice = choice.clone();
                (least..=largest).map(move |size| [choice.as_slice(), &[size]].concat())
            };
            choices = choices.iter().flat_map(longer).collect();
        }
        choices.retain(|choice| choice.iter().sum::<usize>() == self.n_people());
        choices.iter_mut().for_each(|choice| choice.sort_by_key(|&size| std::cmp::Reverse(size)));
        choices.sort();
        choices.dedup();
        choices
    }

    /// The programme whose plans are the groupings with exactly these sizes.
    pub fn programme(&self, sizes: &[usize]) -> Programme {
        let n = self.n_people();
        let (largest, sums, most) = self.weights();
        let pairs: Vec<(usize, usize)> = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect();
        let figures = |i: usize| -> Vec<i64> {
            let of_pair =
                |&(a, b): &(usize, usize)| if i == a || i == b { largest - self.distance[a][b] } else { 0 };
            let own = (0..n).map(|p| if p == i { most - sums[i] } else { 0 });
            pairs.iter().map(of_pair).chain(own).collect()
        };
        let columns: Vec<String> = (0..pairs.len() + n).map(|c| format!("figure {c}")).collect();
        let mut builder = ProgrammeBuilder::new(n as u64)
            .programme(|row| {
                row.rules.min_sectors = 1;
                row.score.weights = [0; 8];
                row.score.weights[Criterion::Diversity as usize] = 1;
                row.score.diversity_columns = columns.iter().cloned().map(Column::Extra).collect();
                row.extra_columns = columns;
            })
            .cluster("all", 1_000);
        for size in 2..=4 {
            let count = u32::try_from(sizes.iter().filter(|&&own| own == size).count()).expect("few");
            if count > 0 {
                let size = u8::try_from(size).expect("at most 4");
                let id = format!("of {size}");
                builder = builder.initiative(&id, &["all"]).teams(count, count).size(size, size);
            }
        }
        for i in 0..n {
            let own = figures(i);
            builder = builder.nominee(&format!("n{i}"), "all", "Town", "municipality").with_nominee(|row| {
                row.extra = own.iter().map(ToString::to_string).collect();
                row.diversity = own;
            });
        }
        builder.build()
    }

    /// The sum of distances within groups of these sizes that makes this score of the programme.
    pub fn distance_of(&self, score: i64, sizes: &[usize]) -> i64 {
        let (largest, _, most) = self.weights();
        let pairs: usize = sizes.iter().map(|size| size * (size - 1) / 2).sum();
        let pairs = i64::try_from(pairs).expect("few");
        (score - pairs * 2 * (most - largest)) / 2
    }

    /// The sum of distances within these groups, the plain way.
    pub fn distance_within(&self, groups: &[Vec<usize>]) -> i64 {
        let pairs = |group: &Vec<usize>| -> i64 {
            let others = |(at, &a): (usize, &usize)| -> i64 {
                group[at + 1..].iter().map(|&b| self.distance[a][b]).sum()
            };
            group.iter().enumerate().map(others).sum()
        };
        groups.iter().map(pairs).sum()
    }

    /// The largest distance, each person's sum of weights, and the largest of these.
    fn weights(&self) -> (i64, Vec<i64>, i64) {
        let n = self.n_people();
        let largest = self.distance.iter().flatten().copied().max().unwrap_or(0);
        let sum = |i: usize| (0..n).filter(|&j| j != i).map(|j| largest - self.distance[i][j]).sum::<i64>();
        let sums: Vec<i64> = (0..n).map(sum).collect();
        let most = sums.iter().copied().max().unwrap_or(0);
        (largest, sums, most)
    }
}

/// A decimal as an exact multiple of 1/`scale`.
fn fixed(text: &str, scale: i64) -> i64 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut value = whole.parse::<i64>().expect("a number") * scale;
    let mut unit = scale;
    for digit in decimals.chars() {
        let digit = i64::from(digit.to_digit(10).expect("a digit"));
        assert!(unit % 10 == 0 || digit == 0, "`{text}` has more decimals than 1/{scale}");
        unit /= 10;
        value += digit * unit;
    }
    value
}
