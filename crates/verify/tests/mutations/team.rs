//! Rules of one team.

use crate::base::{TEAMS, Teams, base, findings, forbidden, of_id, plan, team, text};
use fordel_model::rule::{Demand, Requirement};
use fordel_model::{Column, Level, Programme, TeamRule};
use fordel_testkit::ProgrammeBuilder;
use fordel_verify::{Finding, TeamFault};

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
