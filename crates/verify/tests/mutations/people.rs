//! Rules of the people together.

use crate::base::{TEAMS, base, findings, forbidden, of_id, plan, text};
use fordel_model::plan::Reason;
use fordel_model::{Column, Scope, Status};
use fordel_testkit::ProgrammeBuilder;
use fordel_verify::{DocumentFault, Finding, PeopleFault};

#[test]
fn rules_of_the_people_together() {
    let people = Finding::People;
    forbidden(
        "pin",
        base().pin_in("g1", None),
        TEAMS,
        people(PeopleFault::NotPlaced { nominee: text("g1") }),
    );
    forbidden(
        "pin elsewhere",
        base().pin_in("t1", Some("frail")),
        TEAMS,
        people(PeopleFault::PlacedElsewhere {
            nominee: text("t1"),
            found: text("copd"),
            expected: text("frail"),
        }),
    );
    forbidden(
        "too few teams",
        base().teams(2, 2),
        TEAMS,
        people(PeopleFault::TooFewTeams { initiative: text("diab"), found: 1, expected: 2 }),
    );
    forbidden(
        "too many teams",
        base(),
        &[
            ("copd", &["h1", "t1"]),
            ("frail", &["h2", "t2"]),
            ("diab", &["oh1", "ot1"]),
            ("diab", &["ot2", "og1"]),
        ],
        people(PeopleFault::TooManyTeams { initiative: text("diab"), found: 2, expected: 1 }),
    );
    let quota_max = |scope: &str, value: &str, found, expected| {
        people(PeopleFault::QuotaMax { rule: 1, scope: text(scope), value: text(value), found, expected })
    };
    forbidden(
        "quota over the programme",
        base().quota(Column::Sector, "Municipality", Scope::Programme, None, Some(3)),
        TEAMS,
        quota_max("", "municipality", 4, 3),
    );
    forbidden(
        "quota over one region",
        base().quota(Column::Sector, "region", Scope::Region(Some(text("midt"))), None, Some(1)),
        TEAMS,
        quota_max("midt", "region", 2, 1),
    );
    forbidden(
        "quota over each region",
        base().quota(Column::Sector, "region", Scope::Region(None), None, Some(1)),
        TEAMS,
        quota_max("Midt", "region", 2, 1),
    );
    forbidden(
        "quota over each cluster, each value",
        base()
            .quota(Column::Organisation, "*", Scope::Cluster(None), None, Some(2))
            .nominee("x", "ost", "City", "municipality")
            .with_initiative(|row| row.teams_max = 2)
            .nominee("y", "ost", "City", "region"),
        &[
            ("copd", &["h1", "t1"]),
            ("frail", &["h2", "t2"]),
            ("diab", &["oh1", "ot1"]),
            ("diab", &["x", "y"]),
        ],
        quota_max("ost", "city", 3, 2),
    );
    forbidden(
        "quota with a minimum",
        base().quota(Column::Sector, "*", Scope::Cluster(None), Some(1), None),
        TEAMS,
        people(PeopleFault::QuotaMin {
            rule: 1,
            scope: text("vest"),
            value: text("general_practice"),
            found: 0,
            expected: 1,
        }),
    );
}

#[test]
fn each_value_means_those_of_eligible_nominees() {
    let with = |status| {
        base()
            .quota(Column::Profession, "*", Scope::Programme, Some(1), None)
            .nominee("p", "ost", "Ward", "region")
            .profession("porter")
            .with_nominee(|row| row.status = status)
            .build()
    };
    let withdrawn = with(Status::Withdrawn);
    assert_eq!(findings(&withdrawn, &plan(&withdrawn, TEAMS)), []);
    let nominated = with(Status::Nominated);
    let (scope, value) = (String::new(), text("porter"));
    let fault = PeopleFault::QuotaMin { rule: 1, scope, value, found: 0, expected: 1 };
    assert_eq!(findings(&nominated, &plan(&nominated, TEAMS)), [Finding::People(fault)]);
}

/// The organisation of t1 and t2 puts somebody else first.
fn with_order(change: impl FnOnce(&mut fordel_model::Nominee)) -> ProgrammeBuilder {
    base().nominee("t0", "vest", "town ", "municipality").priority(1).with_nominee(change).programme(|p| {
        p.rules.respect_priority = true;
        of_id(p, "t1").priority = Some(2);
    })
}

#[test]
fn priority_and_its_exemptions() {
    let over = |selected: &str| {
        let (selected, passed_over) = (text(selected), text("t0"));
        Finding::People(PeopleFault::Priority { selected, passed_over })
    };
    forbidden("passed over", with_order(|_| ()), TEAMS, over("t1"));
    let accepted = |name: &str, builder: ProgrammeBuilder| {
        let programme = builder.build();
        assert_eq!(findings(&programme, &plan(&programme, TEAMS)), [], "{name}");
    };
    accepted("no number", with_order(|row| row.priority = None));
    accepted("withdrawn", with_order(|row| row.status = Status::Withdrawn));
    accepted("pinned out", with_order(|_| ()).pin_out("t0", None));
    accepted("the later one is pinned in", with_order(|_| ()).pin_in("t1", None));
    accepted("another organisation", with_order(|row| row.organisation = text("Borough")));
    accepted("not respected", with_order(|_| ()).programme(|p| p.rules.respect_priority = false));
    let alone = with_order(|_| ()).apart("t0", "h1").apart("t0", "h2").apart("t0", "g1");
    let programme = alone.build();
    let mut plan = plan(&programme, TEAMS);
    assert_eq!(findings(&programme, &plan), [], "no legal team can hold them");
    let row = plan.not_selected.iter_mut().find(|row| row.nominee == "t0").unwrap();
    assert_eq!(row.reason, Reason::NoLegalTeam);
    row.reason = Reason::SeatsFull;
    let expected = vec![Reason::NoLegalTeam];
    let fault = DocumentFault::Reason { nominee: text("t0"), found: Reason::SeatsFull, expected };
    assert_eq!(findings(&programme, &plan), [Finding::Document(fault)]);
}
