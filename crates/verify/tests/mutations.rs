//! Every broken plan is refused for the right reason: one fact flipped, one finding.

use fordel_model::plan::{PlanStatus, Reason};
use fordel_model::programme::{Reserved, Unfilled};
use fordel_model::rule::{Demand, Requirement};
use fordel_model::split::{BrokenTie, OnTie};
use fordel_model::{Column, Criterion, Fraction, Level, Method, Plan, Programme, Scope, Status, TeamRule};
use fordel_testkit::{DIGEST, ProgrammeBuilder, document_of};
use fordel_verify::{
    DocumentFault, Finding, Judge, PeopleFault, PointsFault, SeatsFault, SplitFault, TeamFault,
};

type Teams = &'static [(&'static str, &'static [&'static str])];

/// Two clusters of four seats; a hospital, a town and a clinic in each.
fn base() -> ProgrammeBuilder {
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

const TEAMS: Teams =
    &[("copd", &["h1", "t1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2", "og1"])];

fn plan(programme: &Programme, teams: Teams) -> Plan {
    document_of(programme, &[4, 4], teams)
}

fn findings(programme: &Programme, plan: &Plan) -> Vec<Finding> {
    Judge::new(programme, DIGEST, plan).rules().findings
}

/// A plan of these teams, under a programme that forbids one of them, has exactly this finding.
fn forbidden(name: &str, builder: ProgrammeBuilder, teams: Teams, expect: Finding) {
    let programme = builder.build();
    assert_eq!(findings(&programme, &plan(&programme, teams)), [expect], "{name}");
}

/// The plan with one fact flipped has exactly this finding.
fn flipped(name: &str, flip: impl FnOnce(&mut Plan), expect: Finding) {
    flipped_under(name, base(), flip, expect);
}

fn flipped_under(name: &str, builder: ProgrammeBuilder, flip: impl FnOnce(&mut Plan), expect: Finding) {
    let programme = builder.build();
    let mut plan = plan(&programme, TEAMS);
    assert_eq!(findings(&programme, &plan), [], "{name}: before");
    flip(&mut plan);
    assert_eq!(findings(&programme, &plan), [expect], "{name}");
}

fn of_id<'a>(programme: &'a mut Programme, id: &str) -> &'a mut fordel_model::Nominee {
    programme.nominees.iter_mut().find(|row| row.id == id).expect("a nominee of the base programme")
}

fn team(id: &str, fault: TeamFault) -> Finding {
    Finding::Team { team: id.to_owned(), fault }
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn the_untouched_plan_is_accepted() {
    let programme = base().build();
    assert_eq!(findings(&programme, &plan(&programme, TEAMS)), []);
}

#[test]
fn rules_of_one_team() {
    forbidden(
        "size",
        base().with_initiative(|row| row.size = fordel_model::TeamSize::new(2, 3).unwrap()),
        TEAMS,
        team("diab", TeamFault::Size { found: 4, min: 2, max: 3 }),
    );
    forbidden(
        "sectors of the programme",
        base().programme(|p| p.rules.min_sectors = 4).programme(|p| {
            p.initiatives.iter_mut().take(2).for_each(|row| row.min_sectors = Some(2));
        }),
        TEAMS,
        team("diab", TeamFault::MinSectors { found: 3, expected: 4 }),
    );
    forbidden(
        "the initiative's own number of sectors wins",
        base().with_initiative(|row| row.min_sectors = Some(4)),
        TEAMS,
        team("diab", TeamFault::MinSectors { found: 3, expected: 4 }),
    );
    forbidden(
        "required sector",
        base().with_initiative(|row| row.required_sectors = vec![fordel_model::id::Id::from_index(3)]),
        TEAMS,
        team("diab", TeamFault::RequiredSector { sector: text("patient") }),
    );
    forbidden(
        "same organisation",
        base().programme(|p| p.rules.max_same_organisation = Some(1)),
        TEAMS,
        team("diab", TeamFault::SameOrganisation { organisation: text("City"), found: 2, expected: 1 }),
    );
    forbidden(
        "same profession",
        base().programme(|p| p.rules.max_same_profession = Some(1)),
        TEAMS,
        team("copd", TeamFault::SameProfession { profession: text("nurse"), found: 2, expected: 1 }),
    );
    forbidden(
        "leaders of leaders",
        base().programme(|p| {
            p.rules.min_leaders_of_leaders = 1;
            let leads = |row: &&mut fordel_model::Nominee| ["h1", "h2"].contains(&row.id.as_str());
            p.nominees.iter_mut().filter(leads).for_each(|row| row.level = Some(Level::LeaderOfLeaders));
        }),
        TEAMS,
        team("diab", TeamFault::LeadersOfLeaders { found: 0, expected: 1 }),
    );
    forbidden(
        "nobody alone",
        base().programme(|p| {
            p.rules.nobody_alone = vec![Column::Area];
            let two = |row: &&mut fordel_model::Nominee| ["ot1", "h1", "t1"].contains(&row.id.as_str());
            p.nominees.iter_mut().filter(two).for_each(|row| row.area = Some(text("psychiatry")));
        }),
        TEAMS,
        team("diab", TeamFault::Alone { nominee: text("ot1"), column: text("area") }),
    );
    forbidden(
        "apart",
        base().apart("oh1", "og1"),
        TEAMS,
        team("diab", TeamFault::Apart { a: text("oh1"), b: text("og1") }),
    );
    forbidden(
        "together",
        base().together("t1", "g1"),
        TEAMS,
        team("copd", TeamFault::NotTogether { nominee: text("t1"), missing: text("g1") }),
    );
}

/// The four of `diab` have what is given, in their order; everybody else is as the rule wants.
fn with_column(column: &str, others: &str, of_diab: [&str; 4], rule: TeamRule) -> ProgrammeBuilder {
    let column = column.to_owned();
    let (others, of_diab) = (text(others), of_diab.map(text));
    base().programme(move |p| {
        p.extra_columns = vec![column];
        for row in p.nominees.iter_mut() {
            let at = ["oh1", "ot1", "ot2", "og1"].iter().position(|id| row.id == *id);
            row.extra = vec![at.map_or(others.clone(), |at| of_diab[at].clone())];
        }
        p.rules.further = vec![rule];
    })
}

#[test]
fn further_rules_of_one_team() {
    let column = || Column::Extra(text("x"));
    let few = |value: &str, found, expected| {
        team("diab", TeamFault::TooFewOf { column: text("x"), value: text(value), found, expected })
    };
    let sector = |at| fordel_model::id::Id::from_index(at);
    forbidden(
        "a sector of the programme",
        base().programme(|p| {
            p.rules.further = vec![TeamRule::Sector(sector(2))];
            for id in ["t1", "t2"] {
                of_id(p, id).sector = sector(2);
            }
            of_id(p, "og1").sector = sector(1);
        }),
        TEAMS,
        team("diab", TeamFault::RequiredSector { sector: text("general_practice") }),
    );
    let leads = |p: &mut Programme| {
        let first = |row: &&mut fordel_model::Nominee| ["h1", "h2"].contains(&row.id.as_str());
        p.nominees.iter_mut().filter(first).for_each(|row| row.level = Some(Level::LeaderOfLeaders));
    };
    let no_level = TeamFault::TooFewOf {
        column: text("level"),
        value: text("leader_of_leaders"),
        found: 0,
        expected: 1,
    };
    forbidden(
        "a level of the programme",
        base().programme(leads).programme(|p| {
            p.rules.further = vec![TeamRule::Level(Level::LeaderOfLeaders)];
        }),
        TEAMS,
        team("diab", no_level.clone()),
    );
    forbidden(
        "a level of the initiative",
        base().with_initiative(|row| row.required_levels = vec![Level::LeaderOfLeaders]),
        TEAMS,
        team("diab", no_level),
    );
    let mix =
        |value: Option<&str>, min, max| TeamRule::Mix { column: column(), value: value.map(text), min, max };
    forbidden(
        "at least",
        with_column("x", "K", ["m", "k", "", "m"], mix(Some("k"), 2, None)),
        TEAMS,
        few("k", 1, 2),
    );
    let many = TeamFault::TooManyOf { column: text("x"), value: text("m"), found: 3, expected: 2 };
    forbidden(
        "at most",
        with_column("x", "k", ["m", "M ", "k", "m"], mix(Some("m"), 0, Some(2))),
        TEAMS,
        team("diab", many.clone()),
    );
    forbidden(
        "at most of each",
        with_column("x", "", ["m", "m", "m", "k"], mix(None, 0, Some(2))),
        TEAMS,
        team("diab", many),
    );
    let skill = TeamRule::Skill { column: column(), value: text("Data"), min: 1 };
    forbidden(
        "a skill",
        with_column("x", "change; data", ["database", "change;it", "", "da ta"], skill),
        TEAMS,
        few("Data", 0, 1),
    );
    let mean = |min, max| TeamRule::Mean { column: column(), min, max };
    let (sum, people) = (11, 4);
    forbidden(
        "a mean too low",
        with_column("x", "3", ["2", "3", "3", "3"], mean(Some(3), None)),
        TEAMS,
        team("diab", TeamFault::MeanTooLow { column: text("x"), sum, people, expected: 3 }),
    );
    forbidden(
        "a mean too high",
        with_column("x", "2", ["2", "3", "3", "3"], mean(None, Some(2))),
        TEAMS,
        team("diab", TeamFault::MeanTooHigh { column: text("x"), sum, people, expected: 2 }),
    );
    let (a, b) = (text("oh1"), text("ot2"));
    forbidden(
        "the same",
        with_column("x", "a", ["b", "", "c", ""], TeamRule::Same(column())),
        TEAMS,
        team("diab", TeamFault::NotTheSame { a: a.clone(), b: b.clone(), column: text("x") }),
    );
    forbidden(
        "different",
        with_column("x", "", ["b", "", "B", "c"], TeamRule::Different(column())),
        TEAMS,
        team("diab", TeamFault::NotDifferent { a: a.clone(), b: b.clone(), column: text("x") }),
    );
    let met = || base().met("ot2", "oh1");
    forbidden(
        "met",
        met().programme(|p| p.rules.further = vec![TeamRule::NotMet]),
        TEAMS,
        team("diab", TeamFault::HaveMet { a, b }),
    );
    let programme = met().build();
    assert_eq!(findings(&programme, &plan(&programme, TEAMS)), [], "having met is no rule by itself");
}

#[test]
fn a_manager_and_their_report_count_as_one() {
    let programme = base().programme(|p| p.rules.max_same_organisation = Some(1)).build();
    let teams: Teams = &[("copd", &["h1", "h2", "t1"]), ("frail", &["t2", "g1"])];
    let found = findings(&programme, &plan(&programme, teams));
    assert!(found.iter().all(|finding| !matches!(finding, Finding::Team { .. })), "{found:?}");
}

#[test]
fn who_may_sit_in_a_team() {
    forbidden(
        "requirement",
        base().programme(|p| {
            let demand = Demand::OneOf(vec![text("Nurse"), text("COOK"), text("doctor")]);
            p.rules.requirements = vec![Requirement { column: Column::Profession, demand }];
            let others = |row: &&mut fordel_model::Nominee| ["oh1", "ot1", "og1"].contains(&row.id.as_str());
            p.nominees.iter_mut().filter(others).for_each(|row| row.profession = Some(text("nurse")));
        }),
        TEAMS,
        team("diab", TeamFault::NotEligible { nominee: text("ot2") }),
    );
    forbidden(
        "hard list of initiatives",
        base().nominee("x", "ost", "Ward", "region").only(&["diab"]).programme(|p| {
            let copd = fordel_model::id::Id::from_index(0);
            of_id(p, "t2").initiatives = vec![copd];
        }),
        TEAMS,
        team("frail", TeamFault::WrongInitiative { nominee: text("t2"), expected: vec![text("copd")] }),
    );
    forbidden(
        "cluster",
        base().nominee("x", "ost", "Ward", "region").programme(|p| {
            of_id(p, "t2").cluster = fordel_model::id::Id::from_index(1);
        }),
        &[("copd", &["h1", "t1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2"])],
        team(
            "frail",
            TeamFault::WrongCluster { nominee: text("t2"), found: text("ost"), expected: vec![text("vest")] },
        ),
    );
    forbidden(
        "pinned out of one",
        base().pin_out("t2", Some("frail")),
        TEAMS,
        team("frail", TeamFault::PinnedOut { nominee: text("t2") }),
    );
    forbidden(
        "pinned out",
        base().pin_out("t2", None),
        TEAMS,
        team("frail", TeamFault::PinnedOut { nominee: text("t2") }),
    );
}

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

#[test]
fn the_document() {
    let document = Finding::Document;
    flipped(
        "digest",
        |plan| plan.programme.digest = text("other"),
        document(DocumentFault::Digest { found: text("other"), expected: text(DIGEST) }),
    );
    flipped(
        "name",
        |plan| plan.programme.year = None,
        document(DocumentFault::Programme { found: text("Test"), expected: text("Test, 2026") }),
    );
    flipped("team id", |plan| plan.teams[1].id = text("Copd "), {
        document(DocumentFault::RepeatedTeam { team: text("Copd ") })
    });
    flipped("unknown member", |plan| plan.teams[2].members.push(text("nobody")), {
        document(DocumentFault::UnknownId { place: text("team `diab`"), id: text("nobody") })
    });
    flipped("repeated member", |plan| plan.teams[2].members.push(text("oh1")), {
        document(DocumentFault::RepeatedMember { team: text("diab"), nominee: text("oh1") })
    });
    flipped(
        "team under another cluster",
        |plan| {
            plan.teams[2].cluster = text("vest");
            for (outcome, score) in plan.clusters.iter_mut().zip([plan.score, 0]) {
                (outcome.score, outcome.bound) = (score, score);
            }
        },
        {
            document(DocumentFault::TeamCluster {
                team: text("diab"),
                found: text("vest"),
                expected: text("ost"),
            })
        },
    );
}

#[test]
fn everybody_is_accounted_for() {
    let document = Finding::Document;
    flipped("missing", |plan| drop(plan.not_selected.remove(0)), {
        document(DocumentFault::Missing { nominee: text("g1") })
    });
    let again = |plan: &mut Plan| {
        let row = plan.not_selected[0].clone();
        plan.not_selected.push(row);
    };
    flipped("listed twice", again, document(DocumentFault::RepeatedNotSelected { nominee: text("g1") }));
    let selected = |plan: &mut Plan| {
        let mut row = plan.not_selected[0].clone();
        row.nominee = text("h1");
        plan.not_selected.push(row);
    };
    flipped("selected and not", selected, {
        document(DocumentFault::SelectedAndNot { nominee: text("h1"), team: text("copd") })
    });
    let reason = |nominee: &str, found, expected: &[Reason]| {
        document(DocumentFault::Reason { nominee: text(nominee), found, expected: expected.to_vec() })
    };
    flipped("soft for hard", |plan| plan.not_selected[1].reason = Reason::SeatsFull, {
        reason("w1", Reason::SeatsFull, &[Reason::Withdrawn])
    });
    for found in [Reason::Withdrawn, Reason::NoLegalTeam, Reason::Priority, Reason::Quota, Reason::PinnedOut]
    {
        flipped("untrue", |plan| plan.not_selected[0].reason = found, {
            reason("g1", found, &[Reason::SeatsFull])
        });
    }
    let cluster = |found| document(DocumentFault::ClusterRows { cluster: text("ost"), found });
    flipped("cluster missing", |plan| drop(plan.clusters.pop()), cluster(0));
    let reserves = |plan: &mut Plan| {
        let nominees = vec![text("g1"), text("w1")];
        plan.reserves = vec![fordel_model::plan::Reserves { cluster: text("vest"), nominees }];
    };
    flipped("withdrawn on the waiting list", reserves, {
        document(DocumentFault::Reserves { cluster: text("vest"), nominee: text("w1") })
    });
}

#[test]
fn states_fit_together() {
    let status = |place: &str, found, expected| {
        Finding::Document(DocumentFault::Status { place: text(place), found, expected })
    };
    flipped("partial", |plan| plan.status = PlanStatus::Partial, {
        status("the plan", PlanStatus::Partial, "another one: no cluster is infeasible")
    });
    let open = |plan: &mut Plan| {
        plan.clusters[0].bound += 1;
    };
    flipped("cluster not shown optimal", open, {
        status("cluster `vest`", PlanStatus::Optimal, "`feasible`: the bound is not reached")
    });
    let programme = base().build();
    let mut broken = plan(&programme, TEAMS);
    broken.clusters[1].status = PlanStatus::Infeasible;
    broken.status = PlanStatus::Partial;
    let fault = DocumentFault::TeamOfInfeasible { team: text("diab"), cluster: text("ost") };
    assert_eq!(findings(&programme, &broken), [Finding::Document(fault)]);
}

#[test]
fn the_figures() {
    let points = Finding::Points;
    flipped("part", |plan| plan.teams[0].parts[0] += 1, {
        let criterion = Criterion::Preference;
        points(PointsFault::Part { team: text("copd"), criterion, found: 601, expected: 600 })
    });
    let programme = base().build();
    let score = plan(&programme, TEAMS).score;
    flipped(
        "plan score",
        |plan| {
            (plan.score, plan.bound, plan.objectives[2].value, plan.objectives[2].bound) =
                (score + 1, score + 1, score + 1, score + 1)
        },
        points(PointsFault::Plan { found: score + 1, expected: score }),
    );
    flipped("cluster score", |plan| (plan.clusters[1].score, plan.clusters[1].bound) = (7, 7), {
        let expected = plan(&programme, TEAMS).teams[2].score;
        points(PointsFault::Cluster { cluster: text("ost"), found: 7, expected })
    });
    flipped("seats filled", |plan| (plan.objectives[0].value, plan.objectives[0].bound) = (9, 9), {
        let level = fordel_model::plan::ObjectiveName::SeatsFilled;
        points(PointsFault::Value { level, found: 9, expected: 8 })
    });
    flipped("open level", |plan| plan.objectives[0].bound = 9, {
        let level = fordel_model::plan::ObjectiveName::SeatsFilled;
        points(PointsFault::OpenLevel { level, value: 8, bound: 9 })
    });
    flipped("level missing", |plan| plan.objectives.retain(|level| level.name.code() != "split_distance"), {
        let expected = vec!["seats_filled", "split_distance", "score"];
        points(PointsFault::Levels { found: vec!["seats_filled", "score"], expected })
    });
}

#[test]
fn the_seats_used() {
    let seats = Finding::Seats;
    flipped("filled", |plan| plan.filled[0] = 3, {
        seats(SeatsFault::Filled { cluster: text("vest"), found: 3, expected: 4 })
    });
    let pool = || {
        base().programme(|p| {
            p.reserved = vec![Reserved { name: text("practice"), seats: 0, sectors: Vec::new() }];
        })
    };
    flipped_under("pool seats", pool(), |plan| plan.reserved[0].seats = 1, {
        seats(SeatsFault::PoolSeats { pool: text("practice"), found: 1, expected: 0 })
    });
    flipped_under("pool filled", pool(), |plan| plan.reserved[0].filled = 1, {
        seats(SeatsFault::PoolFilled { pool: text("practice"), found: 1, expected: 0 })
    });
    flipped_under("pool missing", pool(), |plan| plan.reserved.clear(), {
        seats(SeatsFault::Pools { found: Vec::new(), expected: vec![text("practice")] })
    });
    let vacancy = fordel_model::plan::Vacancy {
        cluster: text("ost"),
        seats: 1,
        reason: String::new(),
        could_go_to: Vec::new(),
    };
    flipped("vacant", |plan| plan.vacant.push(vacancy), {
        seats(SeatsFault::Vacant { cluster: text("ost"), found: 1, expected: 0 })
    });
    forbidden(
        "pool overdrawn",
        base()
            .programme(|p| {
                p.seats = 9;
                p.reserved = vec![Reserved { name: text("practice"), seats: 1, sectors: Vec::new() }];
            })
            .programme(|p| {
                let of_pool = |row: &&mut fordel_model::Nominee| ["g1", "t2"].contains(&row.id.as_str());
                p.nominees.iter_mut().filter(of_pool).for_each(|row| row.seat_pool = Some(text("Practice")));
            }),
        &[("copd", &["h1", "t1"]), ("frail", &["h2", "t2", "g1"]), ("diab", &["oh1", "ot1", "ot2", "og1"])],
        seats(SeatsFault::AbovePool { pool: text("practice"), found: 2, expected: 1 }),
    );
}

#[test]
fn seats_against_the_split() {
    let seats = Finding::Seats;
    let more: Teams =
        &[("copd", &["h1", "t1", "g1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2"])];
    let with = |unfilled| base().programme(|p| p.unfilled = unfilled);
    let above = SeatsFault::AboveSplit { cluster: text("vest"), found: 5, expected: 4 };
    forbidden("above the split", with(Unfilled::LeaveEmpty), more, seats(above));
    let programme = base()
        .programme(|p| {
            p.unfilled = Unfilled::Redistribute;
            p.clusters.iter_mut().take(1).for_each(|row| row.max_seats = Some(4));
        })
        .build();
    let fault = SeatsFault::AboveMaximum { cluster: text("vest"), found: 5, expected: 4 };
    assert_eq!(findings(&programme, &plan(&programme, more)), [Finding::Seats(fault)]);
    let fewer: Teams = &[("copd", &["h1", "t1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2"])];
    let fault = SeatsFault::BelowSplit { cluster: text("ost"), found: 3, expected: 4 };
    let programme = base().programme(|p| p.unfilled = Unfilled::Refuse).build();
    assert_eq!(findings(&programme, &plan(&programme, fewer)), [Finding::Seats(fault)]);
}

#[test]
fn the_split() {
    let split = Finding::Split;
    flipped("method", |plan| plan.split.method = Method::Adams, {
        split(SplitFault::Method { found: Method::Adams, expected: Method::SainteLague })
    });
    flipped("total", |plan| plan.split.seats = 9, split(SplitFault::Total { found: 9, expected: 8 }));
    flipped("quota", |plan| plan.split.units[0].quota = Fraction::new(401u32, 100u32), {
        let (found, expected) = (text("401/100"), text("400/100"));
        split(SplitFault::Quota { unit: text("vest"), found, expected })
    });
    flipped("range", |plan| plan.split.units[0].lower = 5, {
        split(SplitFault::Range { unit: text("vest"), lower: 5, upper: 4, seats: 4 })
    });
    flipped("violations", |plan| plan.split.violations = vec![text("vest")], {
        split(SplitFault::Violations { found: vec![text("vest")], expected: Vec::new() })
    });
    flipped("no such tie", |plan| plan.split.broken_ties = vec![tie(&["vest"])], {
        split(SplitFault::NoTie { units: vec![text("vest"), text("ost")] })
    });
    let programme = base().build();
    let mut wrong = plan(&programme, TEAMS);
    (wrong.split.units[0].seats, wrong.split.units[0].upper) = (Some(5), 5);
    (wrong.split.units[1].seats, wrong.split.units[1].lower) = (Some(3), 3);
    let found = findings(&programme, &wrong);
    let seats =
        |place: &str, found| split(SplitFault::Seats { place: text(place), found, expected: text("4") });
    assert_eq!(found[..2], [seats("vest", 5), seats("ost", 3)]);
}

fn tie(winners: &[&str]) -> BrokenTie {
    BrokenTie {
        units: vec![text("vest"), text("ost")],
        seats: 1,
        winners: winners.iter().map(|id| text(id)).collect(),
        rule: OnTie::Lot,
        seed: Some(0),
    }
}

#[test]
fn ties_in_the_split() {
    // Seven seats for two equal clusters: vest has the fourth by lot.
    let with = |on_tie| base().programme(|p| (p.seats, p.on_tie) = (7, on_tie)).build();
    let teams: Teams = &[("copd", &["h1", "t1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2"])];
    let of = |programme: &Programme| {
        let mut plan = document_of(programme, &[4, 3], teams);
        plan.split.broken_ties = vec![tie(&["vest"])];
        plan
    };
    let units = || vec![text("vest"), text("ost")];
    let lot = with(OnTie::Lot);
    assert_eq!(findings(&lot, &of(&lot)), []);
    let mut unrecorded = of(&lot);
    unrecorded.split.broken_ties[0].seed = Some(1);
    let fault = SplitFault::UnrecordedTie { units: units(), seats: 1, winners: vec![text("vest")] };
    assert_eq!(findings(&lot, &unrecorded), [Finding::Split(fault)]);
    let open = SplitFault::OpenTie { units: units(), seats: 1 };
    for on_tie in [OnTie::Report, OnTie::LargerWeight] {
        let programme = with(on_tie);
        assert_eq!(findings(&programme, &of(&programme)), [Finding::Split(open.clone())]);
    }
}
