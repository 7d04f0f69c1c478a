//! Isolates on many threads: ledgers apart, stores freed anywhere.

use boa_engine::object::builtins::JsSharedArrayBuffer;
use slabjs::Runtime;
use slabjs::engine::isolate::Isolate;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[test]
fn a_store_freed_on_another_thread_settles_its_own_ledger() {
    let (shared, memory) = thread::spawn(|| {
        let mut runtime = Runtime::builder().build().expect("a runtime");
        let value = runtime
            .evaluate("new SharedArrayBuffer(50_000)", "share.js")
            .expect("a store");
        let object = value.as_object().expect("an object");
        let shared = JsSharedArrayBuffer::from_object(object)
            .expect("shared")
            .inner();
        (shared, Arc::clone(runtime.isolate().memory()))
    })
    .join()
    .expect("the thread");
    assert_eq!(
        memory.ledger().array_buffers(),
        50_000,
        "alive without its isolate"
    );
    let other = Arc::clone(&memory);
    thread::spawn(move || {
        let runtime = Runtime::builder().build().expect("a runtime");
        let own = Arc::clone(runtime.isolate().memory());
        assert!(!Arc::ptr_eq(&own, &other));
        let before = own.ledger().array_buffers();
        drop(shared);
        assert_eq!(own.ledger().array_buffers(), before);
    })
    .join()
    .expect("the thread");
    assert_eq!(memory.ledger().array_buffers(), 0);
}

#[test]
fn a_hundred_isolates_keep_their_ledgers_apart_and_end_at_zero() {
    let workers: Vec<_> = (0..100u32)
        .map(|number| {
            thread::spawn(move || {
                let mut runtime = Runtime::builder().build().expect("a runtime");
                let before = runtime.usage().array_buffers;
                let size = 1000 + number as usize * 10;
                let script = format!("globalThis.kept = new Uint8Array({size}); 0");
                runtime.evaluate(&script, "one.js").expect("one");
                assert_eq!(runtime.usage().array_buffers - before, size);
                let memory = Arc::clone(runtime.isolate().memory());
                drop(runtime);
                memory
            })
        })
        .collect();
    for worker in workers {
        let memory = worker.join().expect("the thread");
        assert_eq!(memory.ledger().array_buffers(), 0);
        assert_eq!(memory.ledger().external(), 0);
    }
}

#[test]
fn no_bytes_of_one_isolate_are_shown_to_another() {
    for _ in 0..20 {
        thread::spawn(|| {
            let mut runtime = Runtime::builder().build().expect("a runtime");
            let secret =
                "for (const n of [100, 5000, 70000, 1 << 20]) new Uint8Array(n).fill(0x5e); 0";
            runtime.evaluate(secret, "secret.js").expect("secret");
        })
        .join()
        .expect("the thread");
        thread::spawn(|| {
            let isolate = Isolate::of_this_thread();
            for size in [100, 5000, 70000, 1 << 20] {
                let block = isolate
                    .memory()
                    .take(
                        size,
                        slabjs::memory::Fill::Any,
                        slabjs::memory::Purpose::Store,
                    )
                    .expect("a block");
                // SAFETY: the arena just gave `size` initialised bytes.
                let bytes = unsafe { std::slice::from_raw_parts(block.as_ptr(), size) };
                assert!(bytes.iter().all(|&byte| byte == 0));
                assert!(isolate.memory().give_back(block.as_ptr() as usize, size));
            }
        })
        .join()
        .expect("the thread");
    }
}

thread_local! {
    static KEPT: RefCell<Option<Runtime>> = const { RefCell::new(None) };
}

/// Bytes that count their end.
struct Owner(Vec<u8>, Arc<AtomicUsize>);

impl AsMut<[u8]> for Owner {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.1.fetch_add(1, Ordering::SeqCst);
    }
}

/// Which of two thread-locals goes first depends on which was used first: the
/// engine's heap, or the host's own with a runtime in it.
#[test]
fn a_runtime_in_a_thread_local_may_outlive_the_engines_heap() {
    for (name, host_first) in [("the engine's first", false), ("the host's first", true)] {
        let released = Arc::new(AtomicUsize::new(0));
        let owner = Owner(vec![7; 100_000], Arc::clone(&released));
        let keep = move || {
            if host_first {
                KEPT.with_borrow(|kept| assert!(kept.is_none()));
            }
            let mut runtime = Runtime::builder().build().expect("a runtime");
            let buffer = runtime.buffer(owner).expect("room");
            runtime.set_global("kept", buffer).expect("a global");
            let work = "globalThis.more = [1, 2].map(n => Buffer.alloc(n * 30_000, n));
                globalThis.later = setTimeout(() => 0, 1e6);
                kept[0] + more[1][59_999]";
            let sum = runtime.evaluate(work, "kept.js").expect("a sum");
            assert_eq!(sum.as_number(), Some(9.0));
            drop(sum);
            KEPT.set(Some(runtime));
        };
        let ended = thread::spawn(keep).join();
        assert!(ended.is_ok(), "{name}");
        assert_eq!(released.load(Ordering::SeqCst), 1, "{name}");
    }
}
