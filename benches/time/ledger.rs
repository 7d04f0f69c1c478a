//! Counting: what a host's report costs, and what asking costs, beside one atomic
//! number. What a store's own count costs is part of the arena's figures.

use criterion::Criterion;
use slab_arena::IsolateMemory;
use std::hint::black_box;
use std::sync::atomic::{AtomicI64, Ordering};

/// Bytes that are reported and taken back.
const BYTES: i64 = 4096;

pub fn bench(criterion: &mut Criterion) {
    let memory = IsolateMemory::new();
    let number = AtomicI64::new(0);
    let mut group = criterion.benchmark_group("ledger/report and take back");
    group.bench_function("slabjs", |bencher| {
        bencher.iter(|| {
            assert_eq!(memory.adjust(black_box(BYTES)), 4096);
            assert_eq!(memory.adjust(black_box(-BYTES)), 0);
        });
    });
    group.bench_function("one atomic number", |bencher| {
        bencher.iter(|| {
            assert_eq!(number.fetch_add(black_box(BYTES), Ordering::Relaxed), 0);
            assert_eq!(number.fetch_sub(black_box(BYTES), Ordering::Relaxed), BYTES);
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("ledger/ask for the external count");
    memory.adjust(BYTES);
    group.bench_function("slabjs", |bencher| {
        bencher.iter(|| assert_eq!(black_box(memory.ledger()).external(), 4096));
    });
    group.bench_function("one atomic number", |bencher| {
        bencher.iter(|| assert_eq!(black_box(&number).load(Ordering::Relaxed), 0));
    });
    group.finish();
}
