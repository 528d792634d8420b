//! Splits by family and size: `method/units x seats`, two-way `rows x columns`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fordel_apportion::biproportional::{TwoWay, split_two_way};
use fordel_apportion::{Problem, split};
use fordel_model::{Method, Weight};
use std::hint::black_box;

/// Pseudo-random numbers, the same everywhere.
fn numbers() -> impl FnMut() -> u64 {
    let mut state = 88_172_645_463_325_252u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

fn problem(method: Method, units: usize, seats: u64) -> Problem {
    let mut next = numbers();
    Problem::new(method, seats, (0..units).map(|unit| (format!("u{unit}"), 1 + next() % 1_000_000)))
}

fn one_way(criterion: &mut Criterion) {
    let sizes = [
        (22, 180),
        (1_000, 100_000),
        (10_000, 50_000),
        (100_000, 1_000_000),
        (100_000, 10_000_000),
        (1_000_000, 1_000_000_000),
    ];
    for method in [Method::SainteLague, Method::HuntingtonHill, Method::Hamilton] {
        let mut group = criterion.benchmark_group(method.to_string());
        group.sample_size(10);
        for (units, seats) in sizes {
            let problem = problem(method, units, seats);
            group.bench_with_input(
                BenchmarkId::from_parameter(format!("{units}x{seats}")),
                &problem,
                |bench, problem| {
                    bench.iter(|| black_box(split(problem)));
                },
            );
        }
        group.finish();
    }
}

/// The quota method takes a step a seat.
fn seat_by_seat(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(Method::QuotaMethod.to_string());
    group.sample_size(10);
    for (units, seats) in [(22, 180), (100_000, 1_000_000)] {
        let problem = problem(Method::QuotaMethod, units, seats);
        group.bench_with_input(
            BenchmarkId::from_parameter(format!("{units}x{seats}")),
            &problem,
            |bench, problem| {
                bench.iter(|| black_box(split(problem)));
            },
        );
    }
    group.finish();
}

fn matrix(rows: usize, columns: usize, seats_a_cell: u64) -> TwoWay {
    let mut next = numbers();
    let weights: Vec<Vec<u64>> =
        (0..rows).map(|_| (0..columns).map(|_| next() % 10_000 * (1 + next() % 30)).collect()).collect();
    let seats = seats_a_cell * u64::try_from(rows * columns).unwrap_or(u64::MAX);
    let margin = |sums: Vec<u64>| -> Vec<u64> {
        let units = sums.into_iter().enumerate().map(|(at, sum)| (at.to_string(), sum));
        let result = split(&Problem::new(Method::DHondt, seats, units));
        result.map(|split| split.units.iter().map(|unit| unit.lower).collect()).unwrap_or_default()
    };
    let row_seats = margin(weights.iter().map(|row| row.iter().sum()).collect());
    let column_seats =
        margin((0..columns).map(|column| weights.iter().map(|row| row[column]).sum()).collect());
    TwoWay {
        method: Method::SainteLague,
        rows: (0..rows).map(|row| row.to_string()).collect(),
        columns: (0..columns).map(|column| column.to_string()).collect(),
        weights: weights.into_iter().map(|row| row.into_iter().map(Weight::from_integer).collect()).collect(),
        row_seats,
        column_seats,
        cell_min: Vec::new(),
    }
}

fn two_way(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("two_way");
    group.sample_size(10);
    for (rows, columns) in [(100, 20), (150, 30), (1000, 50)] {
        let problem = matrix(rows, columns, 3);
        group.bench_with_input(
            BenchmarkId::from_parameter(format!("{rows}x{columns}")),
            &problem,
            |bench, problem| {
                bench.iter(|| black_box(split_two_way(problem)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, one_way, seat_by_seat, two_way);
criterion_main!(benches);
