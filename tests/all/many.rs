//! Many isolates in one process.

use slabjs::{Runtime, process_usage};
use std::sync::Mutex;
use std::thread;

/// The process-wide figure is everybody's, so these tests run one at a time.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn the_process_wide_figure_is_the_sum_of_all() {
    let _alone = ALONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let (mine, all) = (runtime.usage(), process_usage());
    assert!(all.isolates >= 1);
    assert!(all.array_buffers >= mine.array_buffers);
    runtime
        .evaluate("globalThis.kept = new Uint8Array(300 << 20)", "kept.js")
        .expect("room");
    // Other tests may free what they have, but none has so much.
    let more = process_usage();
    assert!(more.array_buffers >= 300 << 20, "{more:?}");
    assert!(more.external >= more.array_buffers);
    assert!(more.committed >= 300 << 20);
}

#[test]
fn a_runtime_on_each_of_two_hundred_threads_and_bytes_between_them() {
    let _alone = ALONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let script = "let s = 0; for (let i = 0; i < 50; i++) s += Buffer.alloc(10_000, i)[9_999]; s";
    let ledgers: Vec<_> = (0..200)
        .map(|_| {
            thread::spawn(move || {
                let mut runtime = Runtime::builder()
                    .max_external_memory(32 << 20)
                    .heap_limit(32 << 20)
                    .build()
                    .expect("a runtime");
                let sum = runtime.evaluate(script, "sum.js").expect("a sum");
                assert_eq!(sum.as_number(), Some(1225.0));
                runtime.ledger()
            })
        })
        .map(|thread| thread.join().expect("the thread"))
        .collect();
    for ledger in ledgers {
        assert_eq!(ledger.external(), 0);
        assert_eq!(ledger.array_buffers(), 0);
    }
}
