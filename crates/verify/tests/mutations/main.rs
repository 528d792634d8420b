//! Every broken plan is refused for the right reason: one fact flipped, one finding.

mod base;
mod figures;
mod kept;
mod people;
mod seats;
mod team;

use base::{TEAMS, base, findings, plan};

#[test]
fn the_untouched_plan_is_accepted() {
    let programme = base().build();
    assert_eq!(findings(&programme, &plan(&programme, TEAMS)), []);
}
