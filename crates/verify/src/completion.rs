//! What members still to come add at most: by sector, for every balance that a team may have so far, the best of
//! one and of two more. Organisations and professions are reckoned as further ones, and
//! nobody as linked by a chain.

use std::collections::BTreeMap;

/// No team.
const NEVER: i64 = i64::MIN / 4;

/// The people of one sector, and what they add.
pub(crate) struct Class {
    pub(crate) sector: u64,
    /// Places, ascending: falling in what each adds alone.
    pub(crate) places: Vec<usize>,
    /// By deviation so far (from `-reach` on): the most that one of them adds.
    one: Vec<i64>,
}

/// The tables of one listing.
pub(crate) struct Completion {
    pub(crate) classes: Vec<Class>,
    /// By pair of classes and deviation so far: the most that one of each adds.
    two: Vec<(u64, u64, Vec<i64>)>,
    reach: i64,
}

impl Completion {
    /// Of people by place: their sector, what each adds alone, and their deviation.
    pub(crate) fn of(sector: &[u64], person: &[i64], deviation: &[i64], balance: i64) -> Self {
        let mut classes: Vec<Class> = Vec::new();
        for (place, &sector) in sector.iter().enumerate() {
            match classes.iter_mut().find(|class| class.sector == sector) {
                Some(class) => class.places.push(place),
                None => classes.push(Class { sector, places: vec![place], one: Vec::new() }),
            }
        }
        let widest = deviation.iter().map(|d| d.abs()).max().unwrap_or(0);
        let reach = 3 * widest;
        let options: Vec<Vec<(i64, i64)>> = classes
            .iter()
            .map(|class| best(class.places.iter().map(|&at| (deviation[at], person[at]))))
            .collect();
        let after = |options: &[(i64, i64)]| -> Vec<i64> {
            let most = |d: i64| options.iter().map(|&(e, most)| most - balance * (d + e).abs()).max();
            (-reach..=reach).map(|d| most(d).unwrap_or(NEVER)).collect()
        };
        let mut two = Vec::new();
        for (at, first) in options.iter().enumerate() {
            for (other, second) in options.iter().enumerate().skip(at) {
                let sums = first.iter().flat_map(|(d, a)| second.iter().map(move |(e, b)| (d + e, a + b)));
                two.push((classes[at].sector, classes[other].sector, after(&best(sums))));
            }
        }
        classes.iter_mut().zip(&options).for_each(|(class, options)| class.one = after(options));
        Self { classes, two, reach }
    }

    fn column(&self, deviation: i64) -> usize {
        usize::try_from(deviation + self.reach).expect("a team has fewer members")
    }

    /// The most that one more member of a class adds alone, less what balance takes.
    pub(crate) fn one(&self, class: &Class, deviation: i64) -> i64 {
        class.one[self.column(deviation)]
    }

    /// The most that one more member adds, with the gain of a further sector.
    pub(crate) fn best_one(&self, sectors: u64, deviation: i64, gain: i64) -> i64 {
        let with = |class: &Class| further(sectors, class.sector, gain) + self.one(class, deviation);
        self.classes.iter().map(with).max().unwrap_or(NEVER)
    }

    /// The same for two more.
    pub(crate) fn best_two(&self, sectors: u64, deviation: i64, gain: i64) -> i64 {
        let column = self.column(deviation);
        let with = |(a, b, most): &(u64, u64, Vec<i64>)| {
            further(sectors, *a, gain) + further(sectors | a, *b, gain) + most[column]
        };
        self.two.iter().map(with).max().unwrap_or(NEVER)
    }
}

fn further(sectors: u64, sector: u64, gain: i64) -> i64 {
    if sectors & sector == 0 { gain } else { 0 }
}

/// By deviation the most.
fn best(options: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut most: BTreeMap<i64, i64> = BTreeMap::new();
    for (deviation, value) in options {
        let known = most.entry(deviation).or_insert(NEVER);
        *known = value.max(*known);
    }
    most.into_iter().collect()
}
