//! Teams at size: families of pools in one block, with columns, rounds, nodes, gap and time, each beside
//! what is promised of it (promises P1, proof, and P2, scale).
//!
//! `cargo bench --bench teams` runs the sizes that take seconds; `-- scoring/200 diverse/1000` runs what is
//! named; `-- --write FOLDER scoring/200` writes the programmes for the command itself instead.

#![expect(clippy::print_stdout, reason = "a table of what was measured")]

use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_formats::programme_to_json;
use fordel_report::Language;
use fordel_testkit::{Pool, pool_programme};
use std::path::Path;
use std::time::Instant;

/// What is promised: family, size, the gap in per cent, and seconds on two cores.
const PROMISED: [(Pool, usize, f64, f64); 15] = [
    (Pool::Scoring, 48, 0.0, 0.2),
    (Pool::Scoring, 96, 0.0, 1.0),
    (Pool::Scoring, 200, 0.0, 10.0),
    (Pool::Scoring, 1_000, 0.1, 120.0),
    (Pool::Scoring, 10_000, f64::INFINITY, 300.0),
    (Pool::Fours, 96, 0.0, 60.0),
    (Pool::Fours, 200, 0.5, 60.0),
    (Pool::ThreesAndFours, 96, 0.0, 60.0),
    (Pool::ThreesAndFours, 200, 0.5, 60.0),
    (Pool::Diverse, 48, 0.0, 0.5),
    (Pool::Diverse, 96, 0.0, 2.0),
    (Pool::Diverse, 200, 0.2, 30.0),
    (Pool::DiverseFours, 96, 0.0, 2.0),
    (Pool::DiverseFours, 200, 0.2, 30.0),
    (Pool::Diverse, 1_000, 1.0, 120.0),
];

/// Sizes up to this run unless others are named.
const SMALL: usize = 96;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().position(|text| text == "--write").and_then(|at| arguments.get(at + 1));
    let is_named = |pool: Pool, size: usize| {
        let name = format!("{}/{size}", pool.name());
        arguments.contains(&name)
    };
    let any_named = Pool::ALL.iter().any(|pool| {
        let family = format!("{}/", pool.name());
        arguments.iter().any(|text| text.starts_with(&family))
    });
    if folder.is_none() {
        println!(
            "family/size: score, bound, gap %, columns, rounds, nodes, seconds to plan, to verify; promised"
        );
    }
    for (pool, size, gap, seconds) in PROMISED {
        if !(is_named(pool, size) || !any_named && size <= SMALL) {
            continue;
        }
        match folder {
            Some(folder) => write(Path::new(folder), pool, size)?,
            None => measure(pool, size, gap, seconds),
        }
    }
    Ok(())
}

fn write(folder: &Path, pool: Pool, size: usize) -> std::io::Result<()> {
    let path = folder.join(format!("{}-{size}.json", pool.name()));
    std::fs::write(&path, programme_to_json(&pool_programme(pool, 1, size)))?;
    println!("{}", path.display());
    Ok(())
}

fn measure(pool: Pool, size: usize, promised_gap: f64, promised_seconds: f64) {
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
    let is_kept = gap <= promised_gap && planned + verified <= promised_seconds && review.is_accepted();
    println!(
        "{}/{size}: {score}, {bound}, {gap:.4}, {}, {}, {}, {planned:.2}, {verified:.2}; {promised_gap} % in {promised_seconds} s {}{}",
        pool.name(),
        outcome.columns,
        outcome.effort.rounds,
        outcome.effort.nodes,
        if is_kept { "kept" } else { "MISSED" },
        if review.is_accepted() { "" } else { ", REFUSED" },
    );
    review.findings.iter().for_each(|finding| println!("  {finding}"));
}
