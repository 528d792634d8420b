//! The programme and the plan that the mutations start from, and what they compare.

use fordel_model::{Plan, Programme, Status};
use fordel_testkit::{DIGEST, ProgrammeBuilder, document_of};
use fordel_verify::{Finding, Judge, TeamFault};

pub(crate) type Teams = &'static [(&'static str, &'static [&'static str])];

/// Two clusters of four seats; a hospital, a town and a clinic in each.
pub(crate) fn base() -> ProgrammeBuilder {
    ProgrammeBuilder::new(8)
        .cluster("vest", 50)
        .region("Midt")
        .cluster("ost", 50)
        .region("Nord")
        .initiative("copd", &["vest"])
        .initiative("frail", &["vest"])
        .initiative("diab", &["ost"])
        .nominee("h1", "vest", "Hospital", "region")
        .profession("nurse")
        .nominee("h2", "vest", "Hospital", "region")
        .profession("doctor")
        .manager("h1")
        .nominee("t1", "vest", "Town", "municipality")
        .profession("nurse")
        .nominee("t2", "vest", "Town", "municipality")
        .profession("cook")
        .nominee("g1", "vest", "Clinic", "general_practice")
        .profession("doctor")
        .nominee("w1", "vest", "Clinic", "general_practice")
        .with_nominee(|row| row.status = Status::Withdrawn)
        .nominee("oh1", "ost", "Ward", "region")
        .nominee("ot1", "ost", "City", "municipality")
        .nominee("ot2", "ost", "City", "municipality")
        .nominee("og1", "ost", "Practice", "general_practice")
}

pub(crate) const TEAMS: Teams =
    &[("copd", &["h1", "t1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2", "og1"])];

pub(crate) fn plan(programme: &Programme, teams: Teams) -> Plan {
    document_of(programme, &[4, 4], teams)
}

pub(crate) fn findings(programme: &Programme, plan: &Plan) -> Vec<Finding> {
    Judge::new(programme, DIGEST, plan).rules().findings
}

/// A plan of these teams, under a programme that forbids one of them, has exactly this finding.
pub(crate) fn forbidden(name: &str, builder: ProgrammeBuilder, teams: Teams, expect: Finding) {
    let programme = builder.build();
    assert_eq!(findings(&programme, &plan(&programme, teams)), [expect], "{name}");
}

/// The plan with one fact flipped has exactly this finding.
pub(crate) fn flipped(name: &str, flip: impl FnOnce(&mut Plan), expect: Finding) {
    flipped_under(name, base(), flip, expect);
}

pub(crate) fn flipped_under(
    name: &str,
    builder: ProgrammeBuilder,
    flip: impl FnOnce(&mut Plan),
    expect: Finding,
) {
    let programme = builder.build();
    let mut plan = plan(&programme, TEAMS);
    assert_eq!(findings(&programme, &plan), [], "{name}: before");
    flip(&mut plan);
    assert_eq!(findings(&programme, &plan), [expect], "{name}");
}

pub(crate) fn of_id<'a>(programme: &'a mut Programme, id: &str) -> &'a mut fordel_model::Nominee {
    programme.nominees.iter_mut().find(|row| row.id == id).expect("a nominee of the base programme")
}

pub(crate) fn team(id: &str, fault: TeamFault) -> Finding {
    Finding::Team { team: id.to_owned(), fault }
}

pub(crate) fn text(text: &str) -> String {
    text.to_owned()
}
