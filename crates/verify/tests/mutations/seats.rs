//! Seats used, and the split.

use crate::base::{TEAMS, Teams, base, findings, flipped, flipped_under, forbidden, plan, text};
use fordel_model::programme::{Reserved, Unfilled};

use fordel_model::split::{BrokenTie, DivisorEnd, DivisorInterval, OnTie};
use fordel_model::{Fraction, Method, Programme, Weight};
use fordel_testkit::document_of;
use fordel_verify::{Finding, SeatsFault, SplitFault};

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
    let total = SeatsFault::AboveTotal { found: 9, expected: 8 };
    let programme = base().programme(|p| p.unfilled = Unfilled::Redistribute).build();
    let nine: Teams =
        &[("copd", &["h1", "t1", "g1"]), ("frail", &["h2", "t2"]), ("diab", &["oh1", "ot1", "ot2", "og1"])];
    assert_eq!(findings(&programme, &plan(&programme, nine)), [Finding::Seats(total)]);
    flipped("figures of filled seats", |plan| plan.filled.truncate(1), {
        seats(SeatsFault::FilledRows { found: 1, expected: 2 })
    });
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
    flipped("units in another order", |plan| plan.split.units.swap(0, 1), {
        let (found, expected) = (vec![text("ost"), text("vest")], vec![text("vest"), text("ost")]);
        split(SplitFault::Units { found, expected })
    });
    flipped("weight", |plan| plan.split.units[0].weight = Weight::from_integer(51u8), {
        let (found, expected) = (text("51"), text("50"));
        split(SplitFault::Weight { unit: text("vest"), found, expected })
    });
    // 50 / 4.5 and 50 / 3.5 are the ends.
    let interval = |from: (u32, u32), to: (u32, u32)| {
        let end = |(n, d)| DivisorEnd::Rational(Fraction::new(n, d));
        Some(DivisorInterval { from: end(from), to: end(to) })
    };
    let (from, to) = ((100, 9), (100, 7));
    let programme = base().build();
    let mut right = plan(&programme, TEAMS);
    right.split.divisor = interval(from, to);
    assert_eq!(findings(&programme, &right), []);
    flipped("the divisor's lower end", |plan| plan.split.divisor = interval((11, 1), to), {
        split(SplitFault::Divisor { end: "from", expected: text("100/9") })
    });
    flipped("the divisor's upper end", |plan| plan.split.divisor = interval(from, (15, 1)), {
        split(SplitFault::Divisor { end: "to", expected: text("100/7") })
    });
    let by_region = base().programme(|p| {
        p.levels = vec![text("region")];
        p.clusters.iter_mut().zip(["Midt", "Nord"]).for_each(|(row, region)| row.groups = vec![text(region)]);
    });
    let row = |region: &str| (text("region"), text(region), Some(4));
    let fault = SplitFault::Groups { found: Vec::new(), expected: vec![row("midt"), row("nord")] };
    forbidden("groups missing", by_region, TEAMS, split(fault));
    let minima = base().programme(|p| p.min_seats = Some(5));
    forbidden("minima above the seats", minima, TEAMS, {
        split(SplitFault::Impossible { place: text(""), why: "the minima need more seats than there are" })
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
