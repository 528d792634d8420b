//! Planning: the national programme as a library call, and single pools by size.
//!
//! `columns` and `nodes` of each case stand on standard error beside the times, so that a change in
//! time can be told from a change in work.

#![expect(clippy::print_stderr, reason = "the work of each case stands beside its times")]

use criterion::{Criterion, criterion_group, criterion_main};
use fordel_engine::{Options, document, plan, review, with_threads};
use fordel_formats::{ReadOptions, read_programme};
use fordel_model::Programme;
use fordel_report::Language;
use fordel_testkit::{fixture, medium_programme};

fn planned(programme: &Programme) -> (u64, u64) {
    let outcome = plan(programme, &Options::default()).expect("the programme can be planned");
    (outcome.columns, outcome.effort.nodes)
}

fn national(criterion: &mut Criterion) {
    let read = || read_programme(&fixture("national-2022"), &ReadOptions::default()).expect("it reads");
    let loaded = read();
    let (columns, nodes) = planned(&loaded.programme);
    eprintln!("national/22x309: {columns} columns, {nodes} nodes");
    let mut group = criterion.benchmark_group("national/22x309");
    group.sample_size(20);
    group.bench_function("read", |bench| bench.iter(read));
    for threads in [1, 2] {
        group.bench_function(format!("plan/{threads}-threads"), |bench| {
            bench.iter(|| with_threads(threads, || planned(&loaded.programme)));
        });
    }
    let outcome = plan(&loaded.programme, &Options::default()).expect("the programme can be planned");
    let written = document(&loaded.programme, &loaded.digest, &outcome, &Language::English);
    group.bench_function("verify/2-threads", |bench| {
        bench.iter(|| with_threads(2, || review(&loaded.programme, &loaded.digest, &written)));
    });
    group.finish();
}

fn pools(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pool");
    group.sample_size(10);
    for n in [12, 24, 36, 48] {
        let programme = medium_programme(1, n);
        let (columns, nodes) = planned(&programme);
        eprintln!("pool/{n}: {columns} columns, {nodes} nodes");
        group.bench_function(n.to_string(), |bench| bench.iter(|| planned(&programme)));
    }
    group.finish();
}

criterion_group!(benches, national, pools);
criterion_main!(benches);
