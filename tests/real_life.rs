//! The programmes of `fixtures/`, each to the ending that its first lines promise, judged by the
//! judge, and in words that a coordinator can act on.

use fordel_engine::{Options, document, plan};
use fordel_formats::{ReadOptions, read_programme};
use fordel_model::Plan;
use fordel_model::plan::{PlanStatus, Reason};
use fordel_report::{Language, TextOptions, plan_text};
use fordel_testkit::fixture;

/// What becomes of a fixture.
struct Ending {
    status: PlanStatus,
    /// People in teams, and seats.
    filled: u64,
    seats: u64,
    /// What the page says, in English.
    says: &'static [&'static str],
}

/// Plans a fixture, has it judged, and compares.
fn check(name: &str, expect: &Ending) -> Plan {
    let read = read_programme(&fixture(name), &ReadOptions::default());
    let loaded = read.unwrap_or_else(|findings| panic!("{name}: {}", findings.to_text(50)));
    let outcome =
        plan(&loaded.programme, &Options::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let plan = document(&loaded.programme, &loaded.digest, &outcome, &Language::English);
    let review = fordel_verify::check(&loaded.programme, &loaded.digest, &plan);
    assert!(review.is_accepted(), "{name}: {:?}", review.findings);
    assert_eq!(plan.status, expect.status, "{name}");
    assert_eq!((plan.filled.iter().sum::<u64>(), plan.split.seats), (expect.filled, expect.seats), "{name}");
    let options = TextOptions { width: 1000, full: true, ..TextOptions::default() };
    let text = plan_text(&loaded.programme, &plan, Language::English, &options);
    for words in expect.says {
        assert!(text.contains(words), "{name}: no {words:?} in\n{text}");
    }
    plan
}

#[test]
fn all_is_well() {
    let ending = Ending {
        status: PlanStatus::Optimal,
        filled: 7,
        seats: 7,
        says: &["Proven optimal: 7 of 7 seats filled"],
    };
    let folder = check("small/fine", &ending);
    assert_eq!(folder, check("small/fine.json", &ending));
    let office = check("small/dansk", &ending);
    assert_eq!(folder.teams, office.teams);
    assert_eq!(folder.reserves, office.reserves);
}

#[test]
fn the_national_programme_is_proven() {
    let ending = Ending {
        status: PlanStatus::Optimal,
        filled: 180,
        seats: 180,
        says: &["Proven optimal: 180 of 180"],
    };
    let plan = check("national-2022", &ending);
    assert_eq!(plan.score, plan.bound);
    let seats: Vec<u64> = plan.split.units.iter().filter_map(|unit| unit.seats).collect();
    assert_eq!(seats, [2, 22, 14, 10, 9, 6, 9, 7, 4, 14, 10, 7, 7, 9, 7, 7, 7, 11, 5, 8, 3, 2]);
}

#[test]
fn the_largest_cluster_is_proven() {
    let ending =
        Ending { status: PlanStatus::Optimal, filled: 23, seats: 23, says: &["Proven optimal: 23 of 23"] };
    check("byen", &ending);
}

#[test]
fn the_published_seats_of_midtjylland_need_no_nominees() {
    let ending = Ending {
        status: PlanStatus::Optimal,
        filled: 0,
        seats: 41,
        says: &["Seats only: nobody is nominated yet."],
    };
    let plan = check("midtjylland", &ending);
    let seats: Vec<Option<u64>> = plan.split.units.iter().map(|unit| unit.seats).collect();
    assert_eq!(seats, [9, 7, 7, 7, 11].map(Some));
}

#[test]
fn seats_stay_empty_with_the_reason_and_whom_they_could_go_to() {
    let optimal = |filled, seats, says| Ending { status: PlanStatus::Optimal, filled, seats, says };
    check("small/one-seat", &optimal(7, 8, &["a team has at least 2 people", "Kysten"]));
    check("small/three-teams", &optimal(17, 28, &["its teams are full with 12 people", "Landet"]));
    check("small/few-nominees", &optimal(9, 12, &["only 5 of its nominees can sit in a team", "Engen"]));
    check(
        "small/unfilled-leave-empty",
        &optimal(9, 12, &["only 3 of its nominees can sit in a team", "Dalen"]),
    );
}

#[test]
fn seats_are_handed_on_where_asked() {
    let says: &[&str] = &["handed on by the key: Åsen 3 fewer, Dalen 2 more, Engen 1 more."];
    check(
        "small/unfilled-redistribute",
        &Ending { status: PlanStatus::Optimal, filled: 12, seats: 12, says },
    );
}

#[test]
fn a_quota_over_the_whole_programme_binds() {
    let plan = check(
        "small/programme-quota",
        &Ending {
            status: PlanStatus::Optimal,
            filled: 8,
            seats: 8,
            says: &["Proven optimal: 8 of 8 seats filled"],
        },
    );
    let from_psychiatry = plan.teams.iter().flat_map(|team| &team.members);
    let from_psychiatry = from_psychiatry.filter(|id| ["b6", "b7", "s6", "s7"].contains(&id.as_str()));
    assert_eq!(from_psychiatry.count(), 3);
}

#[test]
fn one_seat_is_used_where_an_initiative_is_shared() {
    let says = &["Proven optimal: 8 of 8 seats filled"];
    let plan =
        check("small/shared-initiative", &Ending { status: PlanStatus::Optimal, filled: 8, seats: 8, says });
    assert_eq!(plan.filled, [1, 7]);
    let shared =
        plan.teams.iter().find(|team| team.initiative == "faelles-akut").expect("it must have a team");
    assert!(
        shared.members.iter().any(|id| id.starts_with('o'))
            && shared.members.iter().any(|id| id.starts_with('k'))
    );
}

#[test]
fn general_practice_sits_on_its_own_seats_in_everybodys_teams() {
    let optimal = |says| Ending { status: PlanStatus::Optimal, filled: 8, seats: 8, says };
    let plan = check("small/practice-pool", &optimal(&["almen praksis (3 used here)"]));
    assert_eq!((plan.reserved[0].seats, plan.reserved[0].filled), (3, 3));
    let plan =
        check("small/pool-overflows", &optimal(&["the pool `almen praksis` has filled 2 seats with others"]));
    assert_eq!((plan.reserved[0].seats, plan.reserved[0].filled), (2, 2));
    let doctors = plan.not_selected.iter().filter(|one| one.detail.contains("almen praksis"));
    let waiting: Vec<_> = doctors.map(|one| (one.nominee.as_str(), one.reason)).collect();
    assert_eq!(waiting, [("b8", Reason::SeatsFull), ("h6", Reason::SeatsFull)]);
}

#[test]
fn a_clash_where_an_initiative_is_shared_stops_the_clusters_that_share_it() {
    let says: &[&str] = &["Byen, Havet share initiatives", "nobody may join it"];
    check("small/shared-clash", &Ending { status: PlanStatus::Partial, filled: 4, seats: 12, says });
}

#[test]
fn seats_of_a_clash_are_handed_on_where_asked() {
    let says: &[&str] = &["Byen, Havet share initiatives", "handed on by the key"];
    let plan =
        check("small/shared-beyond-all", &Ending { status: PlanStatus::Partial, filled: 2, seats: 3, says });
    assert_eq!(plan.filled, [0, 2, 0]);
}

#[test]
fn a_clash_names_what_cannot_hold_and_leaves_the_other_clusters_their_plan() {
    let partial = |filled, seats, says| Ending { status: PlanStatus::Partial, filled, seats, says };
    check("small/one-sector", &partial(4, 8, &["`ens-overvaegt`", "a team needs 2 sectors"]));
    check("small/nobody-nominated", &partial(4, 10, &["`fjord-boern`", "nobody may join it"]));
    let pins: &[&str] = &[
        "the pin that wants Agnes Prøvesen [k1] in a team",
        "the pin that wants Hanne Tænktholm [k2] in a team",
    ];
    check("small/pins", &partial(4, 8, pins));
    let together: &[&str] =
        &["belongs together with Agnes Prøvesen [h1], Hanne Tænktholm [h2], Birgit Attrapsen [h4]"];
    check("small/together", &partial(4, 8, together));
    check(
        "small/unfilled-refuse",
        &partial(6, 12, &["only 3 of 6 seats can be filled", "`unfilled` is `refuse`"]),
    );
}

#[test]
fn a_tie_is_named_with_the_ways_on() {
    let says: &[&str] = &["Nord, Sønder have equal claims to 1 seat", "set `on_tie` to `larger_weight`"];
    check("small/tie", &Ending { status: PlanStatus::Infeasible, filled: 0, seats: 9, says });
}
