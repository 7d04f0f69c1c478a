//! Times of what is slabjs's own, by criterion, each beside the plainest thing that
//! does the same: codecs, the arena, the ledger, the pool, numbers in Buffers.
//!
//! `cargo bench --bench time` runs all, `-- codec/utf8` those whose name has that in
//! it. Machines are noisy: what counts is the two figures of one group beside each
//! other. Each result is checked before its time is taken.

#![allow(clippy::expect_used)]

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

mod arena;
mod codec;
mod ledger;
mod numbers;
mod plain;
mod pool;
mod script;

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Duration;

fn config() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
}

criterion_group! {
    name = times;
    config = config();
    targets = codec::bench, arena::bench, ledger::bench, pool::bench, numbers::bench
}
criterion_main!(times);
