//! Teams at size: families of pools in one block, with columns, rounds, nodes, gap and time.
//!
//! `cargo bench --bench teams` runs the small sizes; `-- scoring/200 diverse/96` runs what is named.

#![expect(clippy::print_stdout, reason = "a table of what was measured")]

use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_report::Language;
use fordel_testkit::{Pool, pool_programme};
use std::time::Instant;

/// Sizes that run unless others are named.
const SIZES: [usize; 2] = [48, 96];

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|text| text.contains('/')).collect();
    println!("family/size: score, bound, gap %, columns, rounds, nodes, seconds to plan and to verify");
    for pool in Pool::ALL {
        let sizes: Vec<usize> = if named.is_empty() {
            SIZES.to_vec()
        } else {
            let own =
                named.iter().filter_map(|text| text.split_once('/')).filter(|(name, _)| *name == pool.name());
            own.filter_map(|(_, size)| size.parse().ok()).collect()
        };
        sizes.into_iter().for_each(|size| measure(pool, size));
    }
}

fn measure(pool: Pool, size: usize) {
    let programme = pool_programme(pool, 1, size);
    let start = Instant::now();
    let outcome = with_threads(0, || plan(&programme, &Options::default()))
        .expect("threads")
        .expect("the pool can be planned");
    let planned = start.elapsed().as_secs_f64();
    let written = document(&programme, "sha256:0", &outcome, &Language::English);
    let start = Instant::now();
    let review = with_threads(0, || review(&programme, "sha256:0", &written)).expect("threads");
    let verified = start.elapsed().as_secs_f64();
    let (score, bound) = (written.score, written.bound);
    #[expect(clippy::cast_precision_loss, reason = "a percentage to read")]
    let gap = 100.0 * (bound - score) as f64 / score.abs().max(1) as f64;
    println!(
        "{}/{size}: {score}, {bound}, {gap:.4}, {}, {}, {}, {planned:.2}, {verified:.2} {}",
        pool.name(),
        outcome.columns,
        outcome.effort.rounds,
        outcome.effort.nodes,
        if review.is_accepted() { "" } else { "REFUSED" },
    );
    review.findings.iter().for_each(|finding| println!("  {finding}"));
}
