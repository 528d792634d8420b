//! A plan comes back from its JSON as it went, and a damaged one is told all that is wrong with it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::{plan_from_json, plan_to_json};
use fordel_model::plan::{
    Case, Certificate, Clash, ClashDemand, ClashRelaxation, ClusterOutcome, Decision, NotSelected, Objective,
    ObjectiveName, Plan, PlanStatus, PlannedProgramme, Proof, Reason, ReservedSeats, Reserves, Row,
    SolverReport, Team, Vacancy,
};
use fordel_model::split::{Cut, DivisorEnd, DivisorInterval, Node as Group, OnTie, Tie, UnitSeats};
use fordel_model::{Fraction, Method, Split, Weight};

fn example() -> Plan {
    let unit = |id: &str, weight: &str, seats| UnitSeats {
        id: id.to_owned(),
        weight: Weight::parse(weight).unwrap(),
        quota: Fraction::new(7u8, 3u8),
        seats,
        lower: 2,
        upper: 3,
    };
    let quota = Row::Quota { rule: 1, scope: String::new(), value: "nurse".to_owned() };
    let split = Split {
        method: Method::HuntingtonHill,
        seats: 7,
        bound_rule: None,
        units: vec![unit("C01", "100000000000000000000000", Some(3)), unit("C; 2", "0.5", None)],
        tie: Some(Tie { units: vec!["C01".into()], seats: 1, outcomes: "2".into() }),
        seed: None,
        broken_ties: vec![fordel_model::split::BrokenTie {
            units: vec!["C01".into(), "C; 2".into()],
            seats: 1,
            winners: vec!["C01".into()],
            rule: OnTie::Lot,
            seed: Some(u64::MAX),
        }],
        divisor: Some(DivisorInterval {
            from: DivisorEnd::Root { degree: 2, radicand: Fraction::new(1u8, 2u8) },
            to: DivisorEnd::Unbounded,
        }),
        cut: Some(Cut { remainder_in: Some(Fraction::new(1u8, 3u8)), remainder_out: None }),
        next: vec!["C01".into()],
        violations: vec![],
        nodes: vec![Group { level: "region".into(), id: "Nord".into(), seats: Some(3) }],
        warnings: vec![],
    };
    Plan {
        programme: PlannedProgramme { name: "Prøve".into(), year: Some(2026), digest: "ab".into() },
        record: Vec::new(),
        keep: None,
        status: PlanStatus::Feasible,
        objectives: vec![Objective { name: ObjectiveName::Score, value: -3, bound: 9 }],
        score: -3,
        bound: 9,
        split,
        filled: vec![2, 0],
        reserved: vec![ReservedSeats { name: "almen praksis".into(), seats: 3, filled: 1 }],
        clusters: vec![ClusterOutcome {
            cluster: "C01".into(),
            status: PlanStatus::Optimal,
            score: 1,
            bound: 1,
        }],
        teams: vec![Team {
            id: "K1-2".into(),
            initiative: "K1".into(),
            cluster: "C01".into(),
            members: vec!["N1".into(), "N2".into()],
            score: 36,
            parts: [1, 2, 3, 4, 5, 6, 7, 8],
            partner: None,
        }],
        not_selected: vec![NotSelected {
            nominee: "N3".into(),
            reason: Reason::SeatsFull,
            detail: "9 of 9".into(),
        }],
        reserves: vec![Reserves { cluster: "C01".into(), nominees: vec!["N3".into()] }],
        vacant: vec![Vacancy {
            cluster: "C01".into(),
            seats: 1,
            reason: "no team".into(),
            could_go_to: vec![],
        }],
        clash: vec![Clash {
            kind: "pin".into(),
            place: "N9".into(),
            text: "not eligible".into(),
            demands: vec![ClashDemand { kind: "pin_in".into(), place: "N9".into(), value: String::new() }],
            relaxations: vec![ClashRelaxation {
                text: "take the pin away".into(),
                cost: 4,
                steps: vec![ClashDemand { kind: "pin_in".into(), place: "N9".into(), value: "none".into() }],
            }],
        }],
        warnings: vec!["one; two".into()],
        solver: SolverReport { backend: "microlp".into(), columns: 1, rounds: 2, nodes: 3, seed: 4 },
        certificate: Certificate {
            scale: 1000,
            cases: vec![Case {
                block: "C01".into(),
                objective: ObjectiveName::SeatsFilled,
                seats: vec![("C01".into(), 0, 7)],
                decisions: vec![
                    Decision::Together("N1".into(), "N2".into()),
                    Decision::Count { quota: quota.clone(), min: 0, max: 2 },
                ],
                multipliers: vec![(quota, 5)],
                duals: vec![
                    (Row::Person("N1".into()), 123),
                    (Row::Teams("K1".into()), -5),
                    (Row::Seats("C01".into()), -3),
                    (Row::Priority { later: "N2".into(), earlier: "N1".into() }, 4),
                ],
                proof: Proof::Enumerate,
                bound: 7,
            }],
        },
    }
}

#[test]
fn a_plan_comes_back_as_it_went() {
    let plan = example();
    let text = plan_to_json(&plan);
    assert_eq!(plan_from_json(&text).unwrap_or_else(|findings| panic!("{findings}\n{text}")), plan);
    assert!(text.contains("\n     [\"priority\",\"N2\",\"N1\",4]\n"), "{text}");
}

#[test]
fn all_that_is_wrong_with_a_plan_is_said_at_once() {
    let text = plan_to_json(&example())
        .replace("\"score\":36", "\"score\":\"many\"")
        .replace("\"seats_full\"", "\"seats_ful\"")
        .replace("\"person\"", "\"persona\"")
        .replace("\"warnings\": [\"one; two\"]", "\"remarks\": []");
    let findings = plan_from_json(&text).unwrap_err();
    let said: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
    assert_eq!(said, ["F08", "V06", "F12", "V02"], "{findings}");
    assert_eq!(plan_from_json("[]").unwrap_err().errors(), 1);
    assert_eq!(plan_from_json("{").unwrap_err().errors(), 1);
}
