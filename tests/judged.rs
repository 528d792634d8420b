//! Every plan of a random programme passes the judge, and comes back from its JSON as it was written.

use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_formats::{plan_from_json, plan_to_json, programme_digest};
use fordel_report::Language;
use fordel_testkit::{Features, Size, small_programme};
use proptest::prelude::*;

/// What can be planned today.
const PLANNED: Features = Features { worst_team_first: false, ..Features::ALL };

/// As many cases as the environment asks for, or these.
fn runner(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(runner(400))]

    #[test]
    fn the_judge_accepts_every_plan(programme in small_programme(Size::default(), PLANNED)) {
        let Ok(outcome) = plan(&programme, &Options::default()) else { return Ok(()) };
        let digest = programme_digest(&programme);
        let written = document(&programme, &digest, &outcome, &Language::English);
        let review = review(&programme, &digest, &written);
        prop_assert!(review.is_accepted(), "{:?}", review.findings);
        let back = plan_from_json(&plan_to_json(&written)).expect("our own JSON reads back");
        prop_assert_eq!(plan_to_json(&back), plan_to_json(&written));
        prop_assert!(fordel_verify::check(&programme, &digest, &back).is_accepted());
    }

    #[test]
    fn threads_do_not_change_a_byte(programme in small_programme(Size::default(), PLANNED)) {
        let written = |threads| {
            with_threads(threads, || {
                plan(&programme, &Options::default())
                    .map(|outcome| plan_to_json(&document(&programme, "", &outcome, &Language::Danish)))
            })
            .expect("a machine gives two threads")
        };
        prop_assert_eq!(written(1), written(2));
    }
}
