//! What is taken from the cache is what solving again gives, to the last figure; and a sweep's records
//! depend on nothing but input, specification, seed and index.

mod no_words;

use fordel_engine::sweep::{Judged, Run};
use fordel_engine::{Cache, Options, Prices, plan, plan_with, with_threads};
use fordel_model::change::{Bound, RuleChange};
use fordel_model::sweep::{Axis, Chance, Chances, Setting};
use fordel_model::{Change, Criterion, Programme, Sweep, apply};
use fordel_testkit::{Features, Size, small_programme};
use no_words::NoWords;
use proptest::prelude::*;

/// What can be planned today.
const PLANNED: Features =
    Features { shared_initiatives: false, pools: false, worst_team_first: false, ..Features::ALL };

/// A change that fits, made of a number.
fn change(programme: &Programme, number: usize) -> Change {
    let nominee = || programme.nominees.as_slice()[number / 8 % programme.nominees.len()].id.clone();
    let cluster = || programme.clusters.as_slice()[number / 8 % programme.clusters.len()].id.clone();
    let small = (number / 8 % 3) as u64;
    match number % 8 {
        0 | 1 if !programme.nominees.is_empty() => Change::Withdraw(nominee()),
        2 if !programme.nominees.is_empty() => Change::Reinstate(nominee()),
        3 => Change::Seats(programme.seats + small),
        4 => Change::Rule(RuleChange::MinSectors(u32::try_from(1 + small).unwrap_or(1))),
        5 => Change::ScoreWeight(Criterion::Preference, small as i64),
        6 if !programme.nominees.is_empty() => Change::Move { nominee: nominee(), cluster: cluster() },
        _ => Change::Bound { cluster: cluster(), bound: Bound::Max, seats: Some(small + 3) },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_does_not_show_whether_blocks_were_known(
        programme in small_programme(Size::default(), PLANNED),
        numbers in proptest::collection::vec(0usize..10_000, 1..6),
    ) {
        let cache = Cache::default();
        let options = Options::default();
        let told = |programme: &Programme, cache: Option<&Cache>| match cache {
            Some(cache) => format!("{:?}", plan_with(programme, &options, Some(cache))),
            None => format!("{:?}", plan(programme, &options)),
        };
        prop_assert_eq!(told(&programme, Some(&cache)), told(&programme, None));
        for number in numbers {
            let Ok(changed) = apply(&programme, &[change(&programme, number)]) else { continue };
            prop_assert_eq!(told(&changed, Some(&cache)), told(&changed, None), "{:?}", change(&programme, number));
        }
        prop_assert_eq!(told(&programme, Some(&cache)), told(&programme, None));
    }

    #[test]
    fn a_record_depends_on_its_index_alone(programme in small_programme(Size::default(), PLANNED), seed in 0u64..9) {
        let people = programme.nominees.iter().take(3);
        let each = people.map(|row| Setting { label: row.id.clone(), changes: vec![Change::Withdraw(row.id.clone())] });
        let base = Setting { label: "nobody".to_owned(), changes: Vec::new() };
        let axis = Axis { field: "withdraw".to_owned(), settings: each.chain([base]).collect() };
        let chance = Chance { of: 1, out_of: 4 };
        let sectors = (0..programme.sectors.len()).map(fordel_model::id::Id::from_index);
        let withdraw = sectors.map(|sector| (sector, chance)).collect();
        let chances = Chances { weights: 30_000, withdraw, drop: chance };
        let sweep = Sweep { seed, axes: vec![axis], draws: 3, chances, ..Sweep::default() };
        let words = NoWords;
        let options = Options::default();
        let new = || Run::new(&programme, &sweep, ("input", "spec"), &options, Judged::All, &words);
        let run = new();
        let n = run.n_scenarios();
        let whole = with_threads(2, || run.records(0..n)).expect("a machine gives two threads");
        let whole = whole.expect("the judge accepts every plan");
        prop_assert_eq!(u64::try_from(whole.len()), Ok(n));
        // Backwards, one by one, on one thread, without anything known.
        for (index, told) in (0..n).rev().zip(whole.iter().rev()) {
            let alone = with_threads(1, || new().record(index)).expect("a machine gives a thread");
            prop_assert_eq!(&alone.expect("accepted"), told);
            // And what the record says is what planning the scenario from scratch gives.
            let scenario = run.scenario(index);
            let Ok(changed) = apply(&programme, &scenario.changes) else { continue };
            let options = Options { prices: Prices::Unknown, ..options.clone() };
            if let (Ok(outcome), Some(told)) = (plan(&changed, &options), &told.plan) {
                let score: i64 = outcome.clusters.iter().map(|cluster| cluster.score).sum();
                prop_assert_eq!((score, outcome.bound), (told.score, told.bound));
            }
        }
    }
}
