//! Fillings: how many seats each of some clusters may use together.

use std::ops::RangeInclusive;

/// More fillings than this are not looked at.
const MAX_FILLINGS: usize = 20_000;

/// All fillings with at most `most` of each cluster whose sum is one of `totals`, each once, with its sum, in
/// lexicographic order; `None` where there are more than 20 000 on the way. Cost: linear in what is listed.
pub(crate) fn fillings(most: &[u64], totals: RangeInclusive<u64>) -> Option<Vec<(u64, Vec<u64>)>> {
    let mut all: Vec<(u64, Vec<u64>)> = vec![(0, Vec::new())];
    for (at, &cap) in most.iter().enumerate() {
        let after: u64 = most[at + 1..].iter().sum();
        let mut next = Vec::new();
        for (sum, filling) in &all {
            let room = totals.end().saturating_sub(*sum);
            for seats in totals.start().saturating_sub(after + sum)..=cap.min(room) {
                let mut longer = filling.clone();
                longer.push(seats);
                next.push((sum + seats, longer));
            }
            if next.len() > MAX_FILLINGS {
                return None;
            }
        }
        all = next;
    }
    all.retain(|(sum, _)| totals.contains(sum));
    Some(all)
}

/// The [`fillings`] of exactly `total` seats.
pub(crate) fn exact_fillings(most: &[u64], total: u64) -> Option<Vec<Vec<u64>>> {
    Some(fillings(most, total..=total)?.into_iter().map(|(_, filling)| filling).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filling_of_the_total_once() {
        assert_eq!(
            exact_fillings(&[2, 1, 3], 4).unwrap(),
            [vec![0, 1, 3], vec![1, 0, 3], vec![1, 1, 2], vec![2, 0, 2], vec![2, 1, 1]]
        );
        assert_eq!(exact_fillings(&[2], 2).unwrap(), [vec![2]]);
        assert_eq!(exact_fillings(&[2], 3).unwrap(), Vec::<Vec<u64>>::new());
    }

    #[test]
    fn at_least_so_many() {
        assert_eq!(
            fillings(&[1, 2], 2..=u64::MAX).unwrap(),
            [(2, vec![0, 2]), (2, vec![1, 1]), (3, vec![1, 2])]
        );
    }
}
