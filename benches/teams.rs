//! Teams at size: families of pools in one block, with columns, rounds, nodes, gap and time, each beside
//! what is promised of it (promises P1, proof, and P2, scale).
//!
//! `cargo bench --bench teams` runs the sizes that take seconds; `-- scoring/200 diverse/1000 national/10` runs
//! what is named, `-- all` everything (the national programme once, and ten times beside itself); `-- --write FOLDER scoring/200` writes the programmes for the command itself instead.

#![expect(clippy::print_stdout, reason = "a table of what was measured")]

use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_formats::{ReadOptions, parse_programme_json, programme_to_json, read_programme};
use fordel_model::Programme;
use fordel_report::Language;
use fordel_testkit::{Pool, fixture, pool_programme};
use serde_json::Value;
use std::path::Path;
use std::time::Instant;

/// What is promised: family, size, the gap in per cent, and seconds on two cores.
const PROMISED: [(Pool, usize, f64, f64); 17] = [
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
    (Pool::ThreesAndFours, 10_000, f64::INFINITY, 300.0),
    (Pool::Diverse, 10_000, f64::INFINITY, 300.0),
];

/// How many times the national programme stands beside itself, and the seconds promised for it.
const COUNTRIES: [(u64, f64); 2] = [(1, 0.1), (10, 1.0)];

/// By table: the columns that name something of one country.
const NAMES: [(&str, &[&str]); 7] = [
    ("clusters", &["id", "name", "region"]),
    ("initiatives", &["id", "cluster", "title"]),
    ("nominees", &["id", "name", "cluster", "organisation", "manager", "initiatives", "preferences"]),
    ("organisations", &["name", "aliases", "cluster"]),
    ("relations", &["a", "b"]),
    ("pins", &["nominee", "initiative"]),
    ("quotas", &["scope_id"]),
];

/// Sizes up to this run unless others are named.
const SMALL: usize = 96;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().position(|text| text == "--write").and_then(|at| arguments.get(at + 1));
    let is_named = |pool: Pool, size: usize| {
        let name = format!("{}/{size}", pool.name());
        arguments.contains(&name) || arguments.iter().any(|text| text == "all")
    };
    let families = || Pool::ALL.iter().map(|pool| pool.name()).chain(["national"]);
    let any_named =
        families().any(|family| arguments.iter().any(|text| text.starts_with(&format!("{family}/"))));
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
            None => {
                let name = format!("{}/{size}", pool.name());
                measure(&name, &pool_programme(pool, 1, size), gap, seconds);
            }
        }
    }
    for (times, seconds) in COUNTRIES {
        let name = format!("national/{times}");
        if folder.is_none() && (!any_named || arguments.contains(&name)) {
            measure(&name, &country(times), 0.0, seconds);
        }
    }
    Ok(())
}

/// The national programme so many times, each with its own seats, people and names.
fn country(times: u64) -> Programme {
    let loaded = read_programme(&fixture("national-2022"), &ReadOptions::default()).expect("it reads");
    let mut document: Value =
        serde_json::from_str(&programme_to_json(&loaded.programme)).expect("what we write is JSON");
    let reserved: u64 = loaded.programme.reserved.iter().map(|pool| pool.seats).sum();
    let seats = loaded.programme.seats_to_split() * times + reserved;
    document["programme"]["seats"] = Value::from(seats);
    for (table, columns) in NAMES {
        let Some(rows) = document[table].as_array().cloned() else { continue };
        let copies = (0..times).flat_map(|copy| rows.iter().map(move |row| copied(row, columns, copy)));
        document[table] = copies.collect();
    }
    let text = document.to_string();
    parse_programme_json(&text, "countries.json", &ReadOptions::default()).expect("it reads").programme
}

/// A row of another country: what it names has that country's number.
fn copied(row: &Value, columns: &[&str], copy: u64) -> Value {
    let named = |text: &str| -> String {
        let names = text.split(';').map(|name| format!("{} {copy}", name.trim()));
        names.collect::<Vec<_>>().join(";")
    };
    let mut row = row.clone();
    for &column in columns {
        match row.get_mut(column) {
            Some(Value::String(text)) if !text.is_empty() => *text = named(text),
            Some(Value::Array(list)) => {
                for one in list {
                    if let Value::String(text) = one {
                        *text = named(text);
                    }
                }
            }
            _ => {}
        }
    }
    row
}

fn write(folder: &Path, pool: Pool, size: usize) -> std::io::Result<()> {
    let path = folder.join(format!("{}-{size}.json", pool.name()));
    std::fs::write(&path, programme_to_json(&pool_programme(pool, 1, size)))?;
    println!("{}", path.display());
    Ok(())
}

fn measure(name: &str, programme: &Programme, promised_gap: f64, promised_seconds: f64) {
    let start = Instant::now();
    let outcome = with_threads(0, || plan(programme, &Options::default()))
        .expect("threads")
        .expect("the pool can be planned");
    let planned = start.elapsed().as_secs_f64();
    let written = document(programme, "sha256:0", &outcome, &Language::English);
    let start = Instant::now();
    let review = with_threads(0, || review(programme, "sha256:0", &written)).expect("threads");
    let verified = start.elapsed().as_secs_f64();
    let (score, bound) = (written.score, written.bound);
    #[expect(clippy::cast_precision_loss, reason = "a percentage to read")]
    let gap = 100.0 * (bound - score) as f64 / score.abs().max(1) as f64;
    let is_kept = gap <= promised_gap && planned + verified <= promised_seconds && review.is_accepted();
    println!(
        "{name}: {score}, {bound}, {gap:.4}, {}, {}, {}, {planned:.2}, {verified:.2}; {promised_gap} % in {promised_seconds} s {}{}",
        outcome.columns,
        outcome.effort.rounds,
        outcome.effort.nodes,
        if is_kept { "kept" } else { "MISSED" },
        if review.is_accepted() { "" } else { ", REFUSED" },
    );
    review.findings.iter().for_each(|finding| println!("  {finding}"));
}
