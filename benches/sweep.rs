//! Sweeps over the national programme: splits of the seats alone, and plans with one withdrawal each.
//!
//! Plans are of scenarios that differ, from a base whose blocks are known: only the block of whoever
//! withdraws is solved. `from-scratch` solves all blocks of every scenario.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fordel_engine::sweep::{Judged, Run};
use fordel_engine::{Options, Prices, plan, with_threads};
use fordel_formats::{ReadOptions, read_programme, read_sweep, sweep_digest};
use fordel_model::apply;
use fordel_report::Language;
use fordel_testkit::fixture;

fn sweeps(criterion: &mut Criterion) {
    let loaded = read_programme(&fixture("national-2022"), &ReadOptions::default()).expect("it reads");
    let programme = &loaded.programme;
    let read =
        |name: &str| read_sweep(&fixture(name), programme, &ReadOptions::default()).expect("it reads").0;
    let seats = read("scenarios/sweep-seats.toml");
    let withdrawals = read("scenarios/sweep-withdrawals.toml");
    let options = Options::default();
    let mut group = criterion.benchmark_group("sweep/national-2022");
    group.sample_size(10);
    let run = Run::new(
        programme,
        &seats,
        ("", &sweep_digest(&seats)),
        &options,
        Judged::Nobody,
        &Language::English,
    );
    group.throughput(Throughput::Elements(8192));
    for threads in [1, 2] {
        group.bench_function(format!("seats/8192/{threads}-threads"), |bench| {
            bench.iter(|| with_threads(threads, || run.records(0..8192)));
        });
    }
    let n = withdrawals.n_scenarios().expect("a number");
    group.throughput(Throughput::Elements(n));
    for threads in [1, 2] {
        group.bench_function(format!("withdrawals/{n}/{threads}-threads"), |bench| {
            // A new run each time: no scenario is known, the base alone.
            bench.iter_batched(
                || Run::new(programme, &withdrawals, ("", ""), &options, Judged::Nobody, &Language::English),
                |run| with_threads(threads, || run.records(0..n)),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    let run = Run::new(programme, &withdrawals, ("", ""), &options, Judged::Nobody, &Language::English);
    let options = Options { prices: Prices::Unknown, ..Options::default() };
    group.throughput(Throughput::Elements(20));
    group.bench_function("from-scratch/20/2-threads", |bench| {
        bench.iter(|| {
            with_threads(2, || {
                for index in 0..20 {
                    let changed = apply(programme, &run.scenario(index).changes).expect("they fit");
                    plan(&changed, &options).expect("it is planned");
                }
            })
        });
    });
    group.finish();
}

criterion_group!(benches, sweeps);
criterion_main!(benches);
