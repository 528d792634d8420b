//! Is the judge of certificates one? Whatever the duals and decisions, a true bound is proved and a
//! false one never is.

use fordel_model::id::Id;
use fordel_model::plan::{Case, Decision, ObjectiveName, PlanStatus, Proof, Row};
use fordel_model::programme::Unfilled;
use fordel_model::{ClusterId, NomineeId, Pin, PinSide, Plan, Programme, Relation, RelationKind, Status};
use fordel_testkit::brute::blocks;
use fordel_testkit::{
    DIGEST, Features, ProgrammeBuilder, Size, best_plan, document, document_of, small_programme,
};
use fordel_verify::quota::quotas;
use fordel_verify::{
    CertificateFault, Claim, Facts, Finding, Judge, Verdict, check, fair_seats, team_faults,
};
use proptest::prelude::*;

/// Rules within blocks only.
const WITHIN_BLOCKS: Features =
    Features { wide_quotas: false, unfilled: false, pools: false, ..Features::ALL };

fn few() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

/// The best plan of a programme whose split is not tied.
fn best(programme: &Programme) -> Option<Plan> {
    let fair = fair_seats(programme)?;
    document(programme, &fair, &best_plan(programme, &fair, &[]))
}

fn judge_leaf(programme: &Programme, plan: &Plan, case: &Case) -> Verdict {
    Judge::new(programme, DIGEST, plan).leaf(case)
}

/// A dual for every row that a case of these clusters has, drawn from `figures` in turn.
fn duals(programme: &Programme, case: &Case, figures: &[i64]) -> Vec<(Row, i64)> {
    let facts = Facts::of(programme);
    let here = |id: ClusterId| case.seats.iter().any(|(text, _, _)| *text == programme.clusters[id].id);
    let id = |nominee: NomineeId| programme.nominees[nominee].id.clone();
    let people: Vec<NomineeId> = programme
        .nominees
        .ids()
        .filter(|&n| here(programme.nominees[n].cluster) && !facts.people[n].may_join.is_empty())
        .collect();
    let mut rows: Vec<Row> = people.iter().map(|&n| Row::Person(id(n))).collect();
    let initiatives = programme.initiatives.iter().filter(|row| row.clusters.iter().any(|&c| here(c)));
    rows.extend(initiatives.map(|row| Row::Teams(row.id.clone())));
    rows.push(Row::AllTeams);
    rows.extend(case.seats.iter().map(|(text, _, _)| Row::Seats(text.clone())));
    for quota in quotas(&facts) {
        if quota.clusters.iter().all(|&cluster| here(cluster)) {
            rows.push(Row::Quota { rule: quota.rule, scope: quota.scope, value: quota.value });
        }
    }
    for &earlier in &people {
        let later = people.iter().filter(|&&later| facts.comes_before(earlier, later));
        let held = can_be_held(&facts, earlier);
        rows.extend(
            later.filter(|_| held).map(|&later| Row::Priority { later: id(later), earlier: id(earlier) }),
        );
    }
    rows.into_iter().zip(figures.iter().cycle().copied()).collect()
}

/// Whether somebody has a legal team: all of two to four are tried.
fn can_be_held(facts: &Facts<'_>, id: NomineeId) -> bool {
    let holds = |initiative, people: &[NomineeId]| {
        (0u32..1 << people.len()).any(|chosen| {
            let is_in = |&(at, _): &(usize, &NomineeId)| chosen >> at & 1 == 1;
            let team: Vec<NomineeId> = people.iter().enumerate().filter(is_in).map(|(_, &id)| id).collect();
            team.contains(&id) && team_faults(facts, initiative, &team).is_empty()
        })
    };
    facts.programme.initiatives.ids().any(|initiative| holds(initiative, &facts.candidates(initiative)))
}

/// The case with its bound one lower.
fn lower(case: &Case) -> Case {
    Case { bound: case.bound - 1, ..case.clone() }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn any_duals_prove_true_bounds_and_no_false_ones(
        programme in small_programme(Size::default(), WITHIN_BLOCKS),
        figures in proptest::collection::vec(-30_000i64..60_000, 1..12),
        scale in 1i64..60,
    ) {
        let Some(mut plan) = best(&programme) else { return Ok(()) };
        plan.certificate.scale = scale;
        for mut case in plan.certificate.cases.clone() {
            case.duals = duals(&programme, &case, &figures);
            prop_assert_eq!(judge_leaf(&programme, &plan, &case), Verdict::Proved);
            let false_bound = lower(&case);
            if case.bound < 0 && case.objective == ObjectiveName::SeatsFilled {
                continue;
            }
            let fault = CertificateFault::Beaten {
                block: case.block.clone(),
                found: case.bound,
                expected: false_bound.bound,
            };
            prop_assert_eq!(judge_leaf(&programme, &plan, &false_bound), Verdict::Refused(fault));
            let by_duals = Case { proof: Proof::Dual, ..false_bound };
            let verdict = judge_leaf(&programme, &plan, &by_duals);
            let is_refused = matches!(&verdict, Verdict::Refused(CertificateFault::Bound { .. }));
            prop_assert!(is_refused, "{:?}", verdict);
        }
    }

    /// A plan that argues nothing is tried: small ones are seen to be best.
    #[test]
    fn silence_is_searched(programme in small_programme(Size::default(), WITHIN_BLOCKS)) {
        let Some(mut plan) = best(&programme) else { return Ok(()) };
        plan.certificate.cases.clear();
        let review = check(&programme, DIGEST, &plan);
        let findings: Vec<String> = review.findings.iter().map(ToString::to_string).collect();
        prop_assert!(review.is_accepted(), "{findings:?}");
        let is_of_search = |claim: &&Claim| {
            matches!(claim, Claim::Score | Claim::ClusterScore { .. } | Claim::Infeasible { .. })
        };
        prop_assert_eq!(review.unproved.iter().find(is_of_search), None);
    }

    /// Of a decision's two sides each bound may be stated alone; left out, the cases do not cover.
    #[test]
    fn decisions_partition(
        programme in small_programme(Size { nominees: 4..=8, clusters: 1..=2, ..Size::default() }, WITHIN_BLOCKS),
        pick in (0usize..64, 0usize..64),
    ) {
        let Some(mut plan) = best(&programme) else { return Ok(()) };
        let facts = Facts::of(&programme);
        let mut cases = Vec::new();
        let mut split = None;
        for case in plan.certificate.cases.drain(..) {
            let here = |id: NomineeId| {
                let cluster = &programme.clusters[programme.nominees[id].cluster].id;
                case.seats.iter().any(|(text, _, _)| text == cluster) && !facts.people[id].may_join.is_empty()
            };
            let people: Vec<NomineeId> = programme.nominees.ids().filter(|&id| here(id)).collect();
            if people.len() < 2 || case.objective != ObjectiveName::Score || split.is_some() {
                cases.push(case);
                continue;
            }
            let (a, b) = (people[pick.0 % people.len()], people[pick.1 % people.len()]);
            if a == b {
                cases.push(case);
                continue;
            }
            let id = |id: NomineeId| programme.nominees[id].id.clone();
            let together = Decision::Together(id(a), id(b));
            split = Some(cases.len());
            cases.push(Case { decisions: vec![together], ..case.clone() });
            cases.push(Case { decisions: vec![Decision::Apart(id(b), id(a))], ..case });
        }
        plan.certificate.cases = cases;
        let review = check(&programme, DIGEST, &plan);
        let findings: Vec<String> = review.findings.iter().map(ToString::to_string).collect();
        prop_assert!(review.is_accepted(), "{findings:?}");
        prop_assert!(review.proved.contains(&Claim::Score));
        let Some(split) = split else { return Ok(()) };
        let block = plan.certificate.cases.remove(split).block;
        let level = ObjectiveName::Score;
        let fault = Finding::Certificate(CertificateFault::Uncovered { block, level });
        prop_assert_eq!(check(&programme, DIGEST, &plan).findings, vec![fault]);
    }

    /// Each side of a decision has its own best score, and no lower bound.
    #[test]
    fn each_side_of_a_decision_has_its_bound(
        programme in small_programme(Size { nominees: 4..=8, clusters: 1..=1, ..Size::default() }, Features {
            // A pin, by which the test decides, changes who has priority; seats decide what binds.
            priorities: false, teams_min: false, worst_team_first: false, ..WITHIN_BLOCKS
        }),
        pick in (0usize..64, 0usize..64),
    ) {
        let Some(plan) = best(&programme).filter(|plan| plan.status == PlanStatus::Optimal) else { return Ok(()) };
        let facts = Facts::of(&programme);
        let able = programme.nominees.ids().filter(|&id| !facts.people[id].may_join.is_empty());
        let able: Vec<NomineeId> = able.collect();
        if able.len() < 2 || pick.0 % able.len() == pick.1 % able.len() {
            return Ok(());
        }
        let (a, b) = (able[pick.0 % able.len()], able[pick.1 % able.len()]);
        let id = |id: NomineeId| programme.nominees[id].id.clone();
        let case = plan.certificate.cases.iter().find(|case| case.objective == ObjectiveName::Score).unwrap();
        for together in [true, false] {
            let mut side = programme.clone();
            side.unfilled = Unfilled::Refuse;
            let kind = if together { RelationKind::Together } else { RelationKind::Apart };
            side.relations.push(Relation { a, b, kind });
            if together {
                let pin = |nominee| Pin { nominee, initiative: None, team: None, side: PinSide::In };
                side.pins.extend([pin(a), pin(b)]);
            }
            let best = best_plan(&side, &plan.filled, &[]).best;
            let decision =
                if together { Decision::Together(id(a), id(b)) } else { Decision::Apart(id(a), id(b)) };
            let bound = best.as_ref().map_or(-1_000_000, |best| best.score);
            let case = Case { decisions: vec![decision], bound, ..case.clone() };
            prop_assert_eq!(judge_leaf(&programme, &plan, &case), Verdict::Proved);
            if best.is_some() {
                prop_assert_ne!(judge_leaf(&programme, &plan, &lower(&case)), Verdict::Proved);
            }
        }
    }

    /// Quotas over several blocks: for each block one case for each number of people counted.
    #[test]
    fn counts_prove_coupled_plans(
        programme in small_programme(Size { nominees: 4..=9, clusters: 2..=3, ..Size::default() }, Features {
            cluster_quotas: false, wide_quotas: true, unfilled: false, pools: false, worst_team_first: false,
            // Taking other blocks' people away, as the test does, would free their groups.
            relations: false, ..Features::ALL
        }),
        multiplier in -50i64..50,
    ) {
        let wide = |programme: &Programme| quotas(&Facts::of(programme)).len() == 1;
        let Some(mut plan) = best(&programme).filter(|_| wide(&programme)) else { return Ok(()) };
        if plan.clusters.iter().any(|row| row.status.code() == "infeasible") {
            return Ok(());
        }
        plan.certificate.cases = blocks(&programme)
            .into_iter()
            .flat_map(|block| counted_cases(&programme, &plan, &block, multiplier))
            .collect();
        let review = check(&programme, DIGEST, &plan);
        let findings: Vec<String> = review.findings.iter().map(ToString::to_string).collect();
        prop_assert!(review.is_accepted(), "{findings:?}");
        prop_assert!(review.proved.contains(&Claim::Score), "{review:?}");
        plan.bound -= 1;
        prop_assert!(!check(&programme, DIGEST, &plan).proved.contains(&Claim::Score));
    }
}

/// Three people for two seats: h and g are worth 900, h and t 960 by t's preference.
fn three() -> Programme {
    ProgrammeBuilder::new(2)
        .programme(|p| p.score.preference_points = vec![120, 100])
        .cluster("vest", 1)
        .initiative("copd", &["vest"])
        .initiative("frail", &["vest"])
        .programme(|p| p.initiatives.iter_mut().for_each(|row| row.teams_min = 0))
        .nominee("h", "vest", "Hospital", "region")
        .prefers(&["frail", "copd"])
        .nominee("t", "vest", "Town", "municipality")
        .nominee("g", "vest", "Clinic", "general_practice")
        .prefers(&["frail", "copd"])
        .build()
}

#[test]
fn a_plan_that_is_not_the_best_is_refused_with_a_better_one() {
    let programme = three();
    let best = document_of(&programme, &[2], &[("frail", &["h", "t"])]);
    assert_eq!(check(&programme, DIGEST, &best).findings, []);
    let mut worse = document_of(&programme, &[2], &[("copd", &["h", "t"])]);
    let expect = |plan: &Plan| {
        let beaten =
            CertificateFault::Beaten { block: "vest".to_owned(), found: best.score, expected: plan.bound };
        assert_eq!(check(&programme, DIGEST, plan).findings, [Finding::Certificate(beaten)]);
    };
    expect(&worse);
    // Silent or not.
    worse.certificate.cases.clear();
    expect(&worse);
}

#[test]
fn two_teams_of_an_initiative_count_twice() {
    let programme = ProgrammeBuilder::new(4)
        .cluster("vest", 1)
        .initiative("copd", &["vest"])
        .teams(0, 2)
        .size(2, 2)
        .nominee("a", "vest", "A", "region")
        .nominee("b", "vest", "B", "municipality")
        .nominee("c", "vest", "C", "region")
        .nominee("d", "vest", "D", "municipality")
        .build();
    let mut plan = document_of(&programme, &[4], &[("copd", &["a", "b"]), ("copd", &["c", "d"])]);
    // Each is worth 3 × 200 + 2 × 100 + 100.
    assert_eq!(plan.score, 1800);
    plan.certificate.cases[0].proof = Proof::Dual;
    assert_eq!(check(&programme, DIGEST, &plan).findings, []);
    plan.certificate.cases[0].bound -= 1;
    let fault = CertificateFault::Bound { block: "vest".to_owned(), found: 1800, expected: 1799 };
    assert_eq!(check(&programme, DIGEST, &plan).findings, [Finding::Certificate(fault)]);
}

#[test]
fn a_filling_that_is_not_the_closest_is_refused() {
    let programme = ProgrammeBuilder::new(4)
        .cluster("vest", 1)
        .cluster("ost", 1)
        .initiative("both", &["vest", "ost"])
        .size(2, 2)
        .nominee("a", "vest", "A", "region")
        .nominee("b", "vest", "B", "municipality")
        .nominee("c", "ost", "C", "region")
        .nominee("d", "ost", "D", "municipality")
        .build();
    let judged = |members: &'static [&'static str]| {
        let plan = document_of(&programme, &[2, 2], &[("both", members)]);
        check(&programme, DIGEST, &plan)
    };
    let closest = judged(&["a", "d"]);
    assert_eq!((closest.findings, closest.unproved), (vec![], vec![]));
    let beaten = CertificateFault::Beaten { block: "vest".to_owned(), found: 2, expected: 1 };
    assert_eq!(judged(&["a", "b"]).findings, [Finding::Certificate(beaten)]);
}

#[test]
fn a_cluster_said_to_have_no_plan_that_has_one_is_refused() {
    let programme = three();
    let mut plan = document_of(&programme, &[2], &[]);
    plan.status = PlanStatus::Partial;
    plan.clusters[0].status = PlanStatus::Infeasible;
    plan.certificate.cases.clear();
    let review = check(&programme, DIGEST, &plan);
    let beaten = CertificateFault::Beaten { block: "vest".to_owned(), found: 2, expected: -1 };
    assert!(review.findings.contains(&Finding::Certificate(beaten)), "{:?}", review.findings);
}

#[test]
fn cases_are_about_the_block_and_its_seats() {
    let programme = three();
    let plan = document_of(&programme, &[2], &[("frail", &["h", "t"])]);
    let broken = |flip: &dyn Fn(&mut Case), expect: CertificateFault| {
        let mut plan = plan.clone();
        flip(&mut plan.certificate.cases[0]);
        let findings = check(&programme, DIGEST, &plan).findings;
        assert_eq!(findings.first(), Some(&Finding::Certificate(expect)));
    };
    let block = || "vest".to_owned();
    let fault = CertificateFault::UnknownRow { block: block(), row: "person `nobody`".to_owned() };
    broken(&|case| case.duals = vec![(Row::Person("nobody".to_owned()), 1)], fault);
    let fault = CertificateFault::Seats { block: block(), cluster: block(), found: (0, 1), expected: 2 };
    broken(&|case| case.seats[0] = (case.block.clone(), 0, 1), fault);
    broken(&|case| case.block = "ost".to_owned(), CertificateFault::Block { block: "ost".to_owned() });
    broken(&|case| case.proof = Proof::Dual, {
        // Without duals three people in one team are not ruled out.
        CertificateFault::Bound { block: block(), found: 1680, expected: plan.bound }
    });
    let mut sum = plan.clone();
    sum.certificate.cases[0].bound += 1;
    let (found, expected) = (i128::from(plan.bound) + 1, plan.bound);
    assert_eq!(
        check(&programme, DIGEST, &sum).findings,
        [
            Finding::Certificate(CertificateFault::Sum { found, expected }),
            Finding::Certificate(CertificateFault::Cluster {
                cluster: block(),
                found: expected,
                expected: expected + 1,
            }),
        ]
    );
    let mut scale = plan;
    scale.certificate.scale = 0;
    let fault = Finding::Certificate(CertificateFault::Scale { found: 0 });
    assert_eq!(check(&programme, DIGEST, &scale).findings, [fault]);
}

/// For each number of people that the only quota may count in the block: the block's best score with
/// exactly so many, its seats filled as in the plan, found by brute force.
fn counted_cases(programme: &Programme, plan: &Plan, block: &[ClusterId], multiplier: i64) -> Vec<Case> {
    let quota = quotas(&Facts::of(programme)).remove(0);
    let row = Row::Quota { rule: quota.rule, scope: quota.scope.clone(), value: quota.value.clone() };
    let here = |id: ClusterId| block.contains(&id);
    let counted = quota.counted.iter().filter(|&&id| here(programme.nominees[id].cluster)).count() as u64;
    let mut alone = programme.clone();
    alone.unfilled = Unfilled::Refuse;
    alone.people_rules.truncate(quota.rule);
    alone.people_rules.drain(..quota.rule - 1);
    alone.people_rules[0].value = Some(quota.value.clone());
    alone.nominees.iter_mut().filter(|row| !here(row.cluster)).for_each(|row| row.status = Status::Withdrawn);
    alone.pins.retain(|pin| here(programme.nominees[pin.nominee].cluster));
    alone.initiatives.iter_mut().filter(|row| !here(row.clusters[0])).for_each(|row| row.teams_min = 0);
    let seats: Vec<u64> =
        programme.clusters.ids().map(|id| if here(id) { plan.filled[id.index()] } else { 0 }).collect();
    // The least numbers of teams bind by the fair split, which this is not.
    let facts = Facts::of(programme);
    let fair: Vec<u64> = plan.split.units.iter().map(|unit| unit.seats.unwrap_or(0)).collect();
    let fair: fordel_model::IdVec<ClusterId, u64> = fair.into_iter().collect();
    let as_filled: fordel_model::IdVec<ClusterId, u64> = seats.iter().copied().collect();
    for (id, row) in programme.initiatives.enumerate() {
        let (bound, binds) = (facts.teams_min_binds(id, &fair), facts.teams_min_binds(id, &as_filled));
        if here(row.clusters[0]) && bound && !binds {
            // Not to be expressed by these seats: such a plan has no team there, so it is not legal.
            assert_eq!(row.teams_min, 0, "a binding least number of teams is kept by the best plan");
        }
    }
    let mut cases = Vec::new();
    for count in 0..=counted {
        let exactly = u32::try_from(count).expect("few people");
        (alone.people_rules[0].min, alone.people_rules[0].max) = (Some(exactly), Some(exactly));
        // Regions do not matter once everybody counted is here.
        alone.people_rules[0].scope = match quota.scope.is_empty() {
            true => fordel_model::Scope::Programme,
            false => fordel_model::Scope::Region(Some(quota.scope.clone())),
        };
        let found = best_plan(&alone, &seats, &[]).best.map(|best| best.score);
        let bound =
            found.map_or(-1_000_000, |score| score + multiplier * i64::try_from(count).expect("few people"));
        cases.push(Case {
            block: programme.clusters[block[0]].id.clone(),
            objective: ObjectiveName::Score,
            seats: block
                .iter()
                .map(|&id| (programme.clusters[id].id.clone(), seats[id.index()], seats[id.index()]))
                .collect(),
            decisions: vec![Decision::Count { quota: row.clone(), min: count, max: count }],
            multipliers: vec![(row.clone(), multiplier)],
            duals: Vec::new(),
            proof: Proof::Enumerate,
            bound,
        });
    }
    cases
}
