//! Every sentence of the planner, in both languages.

use crate::example::programme;
use fordel_engine::outcome::{
    Clash, Demand, LeftOut, Notice, Price, Vacant, WhyLeftOut, WhyNoTeam, WhyVacant,
};
use fordel_engine::{Standing, Words};
use fordel_model::id::Id;
use fordel_model::plan::Row;
use fordel_model::programme::Reserved;
use fordel_model::{
    ClusterId, Column, InitiativeId, Level, NomineeId, PeopleRule, Programme, Scope, Status, TeamRule,
};
use fordel_report::Language;

/// The programme with a quota, so that a row of `quotas` can be named.
fn with_quota() -> Programme {
    let mut programme = programme();
    programme.people_rules.push(PeopleRule {
        attribute: Column::Area,
        value: Some("psychiatry".to_owned()),
        scope: Scope::Programme,
        min: Some(2),
        max: None,
    });
    let pool = Reserved { name: "almen praksis".to_owned(), seats: 2, sectors: Vec::new() };
    programme.reserved.push(pool);
    programme
}

fn quota() -> Row {
    Row::Quota { rule: 1, scope: String::new(), value: "psychiatry".to_owned() }
}

fn sentences(language: Language) -> String {
    let programme = with_quota();
    let person = NomineeId::from_index;
    let (cluster, initiative) = (ClusterId::from_index(0), InitiativeId::from_index(0));
    let full = |price| WhyLeftOut::SeatsFull { cluster, filled: 3, price };
    let left_out = [
        WhyLeftOut::Standing(Standing::Status(Status::Reserve)),
        WhyLeftOut::Standing(Standing::Status(Status::Withdrawn)),
        WhyLeftOut::Standing(Standing::Status(Status::Declined)),
        WhyLeftOut::Standing(Standing::Misses(Column::Sponsor)),
        WhyLeftOut::Standing(Standing::PinnedOut),
        WhyLeftOut::NoInitiative,
        WhyLeftOut::NoLegalTeam,
        WhyLeftOut::GroupNotPlaced(vec![person(0), person(1)]),
        WhyLeftOut::ClusterClash(cluster),
        WhyLeftOut::Priority(person(0)),
        WhyLeftOut::Quota(quota()),
        full(Price::Exactly(0)),
        full(Price::Exactly(1234)),
        full(Price::AtLeast(12)),
        full(Price::AtLeast(0)),
        full(Price::NoPlan),
        WhyLeftOut::PoolFull { pool: 0, filled: 2, price: Price::Exactly(12) },
    ];
    let vacant = [
        WhyVacant::NoInitiative,
        WhyVacant::SmallerThanATeam { seats: 1, team: 2 },
        WhyVacant::TooFewPeople { people: 5 },
        WhyVacant::TeamsFull { places: 12 },
        WhyVacant::WiderQuota,
        WhyVacant::Rules,
        WhyVacant::Clash,
    ];
    let no_team = |why| Clash::NoTeam { initiative, why };
    let clashes = [
        no_team(WhyNoTeam::NoneAllowed),
        no_team(WhyNoTeam::Nobody),
        no_team(WhyNoTeam::TooFew { people: 1, team: 2 }),
        no_team(WhyNoTeam::Sectors { found: vec!["municipality".to_owned()], needed: 2 }),
        no_team(WhyNoTeam::MissingSector("general_practice".to_owned())),
        no_team(WhyNoTeam::TooFewWith {
            column: Column::Level,
            value: "leader_of_leaders".to_owned(),
            found: 0,
            needed: 1,
        }),
        no_team(WhyNoTeam::Rules),
        Clash::Pin { nominee: person(2), why: WhyLeftOut::GroupNotPlaced(vec![person(0)]) },
        Clash::Together { cluster, demands: Vec::new() },
        Clash::Together {
            cluster,
            demands: vec![
                Demand::PinIn(person(0)),
                Demand::TeamsMin(initiative, 1),
                Demand::TeamsMax(initiative, 2),
                Demand::QuotaMin(quota(), 2),
                Demand::QuotaMax(quota(), 3),
                Demand::Priority,
                Demand::Seats(cluster, 1),
                Demand::PoolSeats("almen praksis".to_owned(), 2),
                Demand::RequiredLevel(initiative, Level::LeaderOfLeaders),
                Demand::Further(TeamRule::Mix {
                    column: Column::Profession,
                    value: Some("læge".to_owned()),
                    min: 1,
                    max: Some(2),
                }),
            ],
        },
        Clash::Unfilled { cluster, seats: 6, filled: 3, why: WhyVacant::TooFewPeople { people: 3 } },
        Clash::WiderQuotas(vec![quota()]),
        Clash::Shared(programme.clusters.ids().collect()),
        Clash::Tie { units: vec!["v-by".to_owned(), "v-hav".to_owned()], seats: 1 },
    ];
    let notices = [
        Notice::MeritNotUsed(vec![initiative]),
        Notice::GroupOut(programme.nominees.ids().collect()),
        Notice::DoNotBlock(vec![person(0), person(1)]),
        Notice::TeamsMinWaived(cluster),
        Notice::PoolUnused("almen praksis".to_owned(), 20),
        Notice::EquallyClose,
    ];
    let mut lines = Vec::new();
    lines.extend(left_out.map(|why| language.left_out(&programme, &LeftOut { nominee: person(3), why })));
    let empty = |why| Vacant { cluster, seats: 1, why, could_go_to: Vec::new() };
    lines.extend(vacant.map(|why| language.vacant(&programme, &empty(why))));
    lines.extend(clashes.map(|clash| language.clash(&programme, &clash)));
    lines.extend(notices.map(|notice| language.notice(&programme, &notice)));
    lines.join("\n")
}

#[test]
fn every_sentence_in_english() {
    insta::assert_snapshot!(sentences(Language::English));
}

#[test]
fn every_sentence_in_danish() {
    insta::assert_snapshot!(sentences(Language::Danish));
}

#[test]
fn no_sentence_names_a_person() {
    for language in Language::ALL {
        for nominee in programme().nominees.iter() {
            assert!(!sentences(language).contains(&nominee.name), "{}", nominee.name);
        }
    }
}
