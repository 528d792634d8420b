//! Other plans against every plan there is.

mod no_words;

use fordel_engine::Options;
use fordel_engine::alternatives::{Alternatives, Wish, alternatives};
use fordel_model::{IdVec, InitiativeId, NomineeId, Plan, Programme};
use fordel_testkit::{Features, Pool, Size, pool_programme, small_programme};
use fordel_verify::{Facts, score, team_faults};
use no_words::NoWords;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Teams = Vec<(String, Vec<String>)>;

fn teams_of(plan: &Plan) -> Teams {
    plan.teams.iter().map(|team| (team.initiative.clone(), team.members.clone())).collect()
}

/// People whose place differs, over every way to match teams of the same initiative.
fn distance(a: &Teams, b: &Teams) -> u64 {
    fn kept(a: &[(String, Vec<String>)], b: &Teams, used: &mut Vec<bool>) -> usize {
        let Some(((k, members), rest)) = a.split_first() else { return 0 };
        let mut best = kept(rest, b, used);
        for at in 0..b.len() {
            if !used[at] && b[at].0 == *k {
                used[at] = true;
                let same = members.iter().filter(|id| b[at].1.contains(id)).count();
                best = best.max(same + kept(rest, b, used));
                used[at] = false;
            }
        }
        best
    }
    let people =
        |teams: &Teams| teams.iter().flat_map(|(_, m)| m.clone()).collect::<std::collections::BTreeSet<_>>();
    let either = people(a).union(&people(b)).count();
    (either - kept(a, b, &mut vec![false; b.len()])) as u64
}

/// Every legal plan with as many people of each cluster, with its score.
fn every_plan(programme: &Programme, first: &Plan) -> Vec<(Teams, i64)> {
    let facts = Facts::of(programme);
    let mut legal: Vec<(InitiativeId, Vec<NomineeId>, i64)> = Vec::new();
    for k in programme.initiatives.ids() {
        let people = facts.candidates(k);
        for set in 1u32..1 << people.len() {
            if (2..=4).contains(&set.count_ones()) {
                let members: Vec<NomineeId> =
                    (0..people.len()).filter(|at| set >> at & 1 == 1).map(|at| people[at]).collect();
                if team_faults(&facts, k, &members).is_empty() {
                    let points = score(&facts, k, &members);
                    legal.push((k, members, points));
                }
            }
        }
    }
    let mut found = Vec::new();
    let filled: IdVec<fordel_model::ClusterId, u64> = first.filled.iter().copied().collect();
    collect(programme, &filled, &legal, 0, &mut Vec::new(), &mut found);
    found
}

fn collect(
    programme: &Programme,
    filled: &IdVec<fordel_model::ClusterId, u64>,
    legal: &[(InitiativeId, Vec<NomineeId>, i64)],
    from: usize,
    chosen: &mut Vec<usize>,
    found: &mut Vec<(Teams, i64)>,
) {
    let mut seats = vec![0u64; programme.clusters.len()];
    let mut teams: BTreeMap<InitiativeId, u32> = BTreeMap::new();
    for &at in chosen.iter() {
        *teams.entry(legal[at].0).or_insert(0) += 1;
        for &n in &legal[at].1 {
            seats[fordel_model::id::Id::index(programme.nominees[n].cluster)] += 1;
        }
    }
    let is_full = seats.iter().zip(filled.iter()).all(|(a, b)| a == b);
    let has_teams = programme.initiatives.enumerate().all(|(k, row)| {
        let n = teams.get(&k).copied().unwrap_or(0);
        row.teams_min <= n && n <= row.teams_max
    });
    if is_full && has_teams {
        let id = |n: &NomineeId| programme.nominees[*n].id.clone();
        let team = |&at: &usize| {
            (programme.initiatives[legal[at].0].id.clone(), legal[at].1.iter().map(id).collect::<Vec<_>>())
        };
        found.push((chosen.iter().map(team).collect(), chosen.iter().map(|&at| legal[at].2).sum()));
    }
    for at in from..legal.len() {
        let is_free = legal[at].1.iter().all(|n| !chosen.iter().any(|&other| legal[other].1.contains(n)));
        if is_free {
            chosen.push(at);
            collect(programme, filled, legal, at + 1, chosen, found);
            chosen.pop();
        }
    }
}

fn check(programme: &Programme, wish: &Wish) -> Result<(), TestCaseError> {
    let Ok(found) = alternatives(programme, wish, &Options::default(), &NoWords) else { return Ok(()) };
    let all = every_plan(programme, &found.plans[0].plan);
    if all.is_empty() {
        return Ok(());
    }
    let mut before: Vec<Teams> = Vec::new();
    let wanted = |before: &[Teams], apart: u64| {
        let far = |teams: &Teams| before.iter().all(|other| distance(teams, other) >= apart);
        let enough = |score: i64| found.least.is_none_or(|least| score >= least);
        all.iter().filter(|(teams, score)| enough(*score) && far(teams)).map(|(_, score)| *score).max()
    };
    for (at, one) in found.plans.iter().enumerate() {
        let teams = teams_of(&one.plan);
        let known = all.iter().find(|(other, _)| distance(other, &teams) == 0);
        prop_assert_eq!(known.map(|(_, score)| *score), Some(one.plan.score), "a legal plan and its score");
        let apart: Vec<u64> = before.iter().map(|other| distance(&teams, other)).collect();
        prop_assert_eq!(&apart, &one.apart);
        prop_assert!(one.proven);
        if at > 0 {
            let least = match wish.apart {
                Some(apart) => apart,
                None if wish.within.is_none() => 1,
                None => {
                    // As far as can be within the gap.
                    let reached = apart.iter().min().copied().unwrap_or(0);
                    prop_assert_eq!(
                        wanted(&before, reached + 1),
                        None,
                        "farther than {} is possible",
                        reached
                    );
                    reached
                }
            };
            prop_assert!(apart.iter().all(|&one| one >= least), "{:?} of at least {}", apart, least);
            prop_assert_eq!(wanted(&before, least), Some(one.plan.score), "plan {} at {:?}", at, apart);
        }
        before.push(teams);
    }
    if found.plans.len() < wish.plans {
        prop_assert!(found.complete);
        prop_assert_eq!(wanted(&before, wish.apart.unwrap_or(1)), None, "there is one more");
    }
    Ok(())
}

fn wish() -> impl Strategy<Value = Wish> {
    (2usize..6, prop::option::of(0u64..60), prop::option::of(1u64..6)).prop_map(|(plans, within, apart)| {
        Wish { plans, within: within.map(|percent| (percent, 100)), apart }
    })
}

const PLANNED: Features =
    Features { relations: true, team_rules: true, chains: true, teams_min: true, ..Features::NONE };

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// Promise P7.
    #[test]
    fn p7_each_plan_is_the_best_under_the_distance_rule(
        programme in small_programme(Size { nominees: 4..=7, clusters: 1..=2, initiatives: 1..=2 }, PLANNED),
        wish in wish(),
    ) {
        check(&programme, &wish)?;
    }

    /// Promise P7, where initiatives have several teams.
    #[test]
    fn p7_with_several_teams_an_initiative(
        programme in small_programme(
            Size { nominees: 5..=7, clusters: 1..=1, initiatives: 1..=2 }, Features { relations: true, ..Features::NONE },
        ),
        wish in wish(),
    ) {
        let mut programme = programme;
        programme.initiatives.iter_mut().for_each(|initiative| initiative.teams_max = 4);
        check(&programme, &wish)?;
    }
}

fn pairwise(found: &Alternatives, apart: u64) {
    for (at, one) in found.plans.iter().enumerate() {
        assert!(one.proven, "plan {at} is not proven");
        for other in &found.plans[..at] {
            assert!(distance(&teams_of(&one.plan), &teams_of(&other.plan)) >= apart);
        }
        assert!(found.least.is_none_or(|least| one.plan.score >= least));
    }
    assert!(found.plans.windows(2).all(|pair| pair[0].plan.score >= pair[1].plan.score));
}

/// Promise P7 in one pool of 48 people: the best plans in order, and far ones within a gap.
#[test]
fn p7_in_a_pool_of_48_people() {
    let programme = pool_programme(Pool::Scoring, 1, 48);
    let in_order = Wish { plans: 3, within: None, apart: None };
    let found = alternatives(&programme, &in_order, &Options::default(), &NoWords).expect("a plan");
    assert_eq!(found.plans.len(), 3);
    pairwise(&found, 1);
    let far = Wish { plans: 3, within: Some((5, 100)), apart: Some(6) };
    let found = alternatives(&programme, &far, &Options::default(), &NoWords).expect("a plan");
    assert_eq!(found.plans.len(), 3);
    pairwise(&found, 6);
}
