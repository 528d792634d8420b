//! What a plan says of the earlier plan it keeps.

use crate::base::{TEAMS, base, findings, plan, text};
use fordel_model::keep::{Keep, OldTeam};
use fordel_model::plan::{Objective, ObjectiveName};
use fordel_model::{OldPlan, Pin, PinSide, Plan, Programme};
use fordel_testkit::{DIGEST, ProgrammeBuilder};
use fordel_verify::{DocumentFault, Finding, Judge, PeopleFault, PointsFault};

/// The earlier plan: `g1` sat where `t1` sits now.
fn old() -> OldPlan {
    let team = |id: &str, members: &[&str]| OldTeam {
        id: text(id),
        initiative: text(id),
        members: members.iter().map(|id| text(id)).collect(),
    };
    let teams = vec![
        team("copd", &["h1", "g1"]),
        team("frail", &["h2", "t2"]),
        team("diab", &["oh1", "ot1", "ot2", "og1"]),
    ];
    OldPlan { digest: text("old"), teams, out: vec![text("t1")] }
}

/// The plan that keeps it: `g1` is out and `t1` is in.
fn keeping(programme: &Programme) -> Plan {
    let mut plan = plan(programme, TEAMS);
    plan.keep = Some(Keep { old: old(), ..Keep::default() });
    let moved = Objective { name: ObjectiveName::PeopleMoved, value: 2, bound: 2 };
    plan.objectives.insert(plan.objectives.len() - 1, moved);
    plan
}

fn check(name: &str, builder: ProgrammeBuilder, flip: impl FnOnce(&mut Plan), expect: &[Finding]) {
    let programme = builder.build();
    let mut plan = keeping(&programme);
    flip(&mut plan);
    assert_eq!(findings(&programme, &plan), expect, "{name}");
}

fn with_pin(team: &str, side: PinSide) -> ProgrammeBuilder {
    base().programme(|programme| {
        let nominee = programme.nominees.enumerate().find(|(_, row)| row.id == "t1").expect("in the base").0;
        programme.pins.push(Pin { nominee, initiative: None, team: Some(text(team)), side });
    })
}

#[test]
fn moves() {
    check("untouched", base(), |_| (), &[]);
    let value = PointsFault::Value { level: ObjectiveName::PeopleMoved, found: 1, expected: 2 };
    let fewer = |plan: &mut Plan| (plan.objectives[2].value, plan.objectives[2].bound) = (1, 1);
    check("fewer by its word", base(), fewer, &[Finding::Points(value)]);
    let most = |plan: &mut Plan| plan.keep.as_mut().expect("kept").max_moves = Some(1);
    let fault = PeopleFault::TooManyMoves { found: 2, expected: 1 };
    check("more than may be", base(), most, &[Finding::People(fault)]);
    // Under another id the team continues nobody's, so all four seem to move.
    let renamed = |plan: &mut Plan| {
        plan.teams[2].id = text("diab-new");
        (plan.objectives[2].value, plan.objectives[2].bound) = (6, 6);
    };
    check("another pairing", base(), renamed, &[Finding::Points(PointsFault::Pairing { found: 6 })]);
}

#[test]
fn pins_to_earlier_teams() {
    check("as pinned", with_pin("copd", PinSide::In), |_| (), &[]);
    let fault = PeopleFault::NotInTeam { nominee: text("t1"), found: text("copd"), expected: text("frail") };
    check("pinned elsewhere", with_pin("frail", PinSide::In), |_| (), &[Finding::People(fault)]);
    let fault = PeopleFault::InBarredTeam { nominee: text("t1"), team: text("copd") };
    check("pinned out", with_pin("copd", PinSide::Out), |_| (), &[Finding::People(fault)]);
    let fault = PeopleFault::UnknownTeam { nominee: text("t1"), team: text("no-such") };
    check("no such team", with_pin("no-such", PinSide::In), |_| (), &[Finding::People(fault)]);
}

#[test]
fn another_earlier_plan() {
    let programme = base().build();
    let plan = keeping(&programme);
    let judged = |old: &OldPlan| Judge::new(&programme, DIGEST, &plan).keeping(old).rules().findings;
    assert_eq!(judged(&old()), []);
    let other = OldPlan { digest: text("another"), ..old() };
    let fault = DocumentFault::Kept { found: text("old"), expected: text("another") };
    assert_eq!(judged(&other), [Finding::Document(fault)]);
}
