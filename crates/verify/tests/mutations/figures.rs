//! What the document says of itself, of people and of its figures.

use crate::base::{TEAMS, base, findings, flipped, flipped_under, plan, text};
use fordel_model::plan::{PlanStatus, Reason};
use fordel_model::{Criterion, Plan};
use fordel_testkit::DIGEST;
use fordel_verify::{DocumentFault, Finding, PointsFault};

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
    // Somebody twice upsets figures too; this is said besides.
    let programme = base().build();
    let mut twice = plan(&programme, TEAMS);
    twice.teams[1].members.push(text("h1"));
    let (first, second) = (text("copd"), text("frail"));
    let fault = document(DocumentFault::InTwoTeams { nominee: text("h1"), first, second });
    assert!(findings(&programme, &twice).contains(&fault));
    let partner = fordel_model::programme::Partner {
        id: text("p1"),
        name: text("Partner"),
        region: None,
        capacity: Some(1),
        organisation: None,
        topics: Vec::new(),
    };
    flipped_under(
        "partner of too many teams",
        base().programme(|p| p.partners.push(partner)),
        |plan| plan.teams.iter_mut().take(2).for_each(|team| team.partner = Some(text("p1"))),
        document(DocumentFault::PartnerCapacity { partner: text("p1"), found: 2, expected: 1 }),
    );
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
    let more = |plan: &mut Plan| {
        plan.teams[2].score += 1;
        (plan.clusters[1].score, plan.clusters[1].bound) =
            (plan.clusters[1].score + 1, plan.clusters[1].bound + 1);
        (plan.score, plan.bound) = (score + 1, score + 1);
        (plan.objectives[2].value, plan.objectives[2].bound) = (score + 1, score + 1);
    };
    let expected = plan(&programme, TEAMS).teams[2].score;
    flipped("team score", more, {
        points(PointsFault::Team { team: text("diab"), found: expected + 1, expected })
    });
    let place = text("level `seats_filled`");
    flipped("a bound below what is reached", |plan| plan.objectives[0].bound = 7, {
        points(PointsFault::Bound { place, bound: 7, value: 8 })
    });
    flipped_feasible("two bounds", |plan| plan.objectives[2].bound += 1, {
        points(PointsFault::TwoBounds { found: score + 2, expected: score + 1 })
    });
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

/// The same of a plan that is not shown optimal: its bounds are one above.
fn flipped_feasible(name: &str, flip: impl FnOnce(&mut Plan), expect: Finding) {
    let programme = base().build();
    let mut plan = plan(&programme, TEAMS);
    plan.status = PlanStatus::Feasible;
    (plan.bound, plan.objectives[2].bound) = (plan.bound + 1, plan.objectives[2].bound + 1);
    plan.clusters[0].status = PlanStatus::Feasible;
    plan.clusters[0].bound += 1;
    assert_eq!(findings(&programme, &plan), [], "{name}: before");
    flip(&mut plan);
    assert_eq!(findings(&programme, &plan), [expect], "{name}");
}
