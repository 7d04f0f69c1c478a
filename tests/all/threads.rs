//! Isolates on many threads: ledgers apart, stores freed anywhere.

use boa_engine::object::builtins::JsSharedArrayBuffer;
use slabjs::Runtime;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[test]
fn a_store_freed_on_another_thread_settles_its_own_ledger() {
    let (shared, ledger) = thread::spawn(|| {
        let mut runtime = Runtime::builder().build().expect("a runtime");
        let value = runtime
            .evaluate("new SharedArrayBuffer(50_000)", "share.js")
            .expect("a store");
        let object = value.as_object().expect("an object");
        let shared = JsSharedArrayBuffer::from_object(object)
            .expect("shared")
            .inner();
        (shared, runtime.ledger())
    })
    .join()
    .expect("the thread");
    assert_eq!(ledger.array_buffers(), 50_000, "alive without its isolate");
    let other = ledger.clone();
    thread::spawn(move || {
        let runtime = Runtime::builder().build().expect("a runtime");
        let own = runtime.ledger();
        assert_ne!(own, other);
        let before = own.array_buffers();
        drop(shared);
        assert_eq!(own.array_buffers(), before);
    })
    .join()
    .expect("the thread");
    assert_eq!(ledger.array_buffers(), 0);
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
                let ledger = runtime.ledger();
                drop(runtime);
                ledger
            })
        })
        .collect();
    for worker in workers {
        let ledger = worker.join().expect("the thread");
        assert_eq!(ledger.array_buffers(), 0);
        assert_eq!(ledger.external(), 0);
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

thread_local! {
    static CALLS: RefCell<Option<Calls>> = const { RefCell::new(None) };
}

/// Calls the runtime in [`KEPT`] at its own end.
struct Calls(std::sync::mpsc::Sender<String>);

impl Drop for Calls {
    fn drop(&mut self) {
        let told = KEPT.try_with(|kept| {
            let mut kept = kept.borrow_mut();
            let runtime = kept.as_mut().expect("it was put there");
            let error = runtime
                .evaluate("kept[0]", "late.js")
                .expect_err("too late");
            let shown = format!("{error}; {runtime:?}");
            assert!(Runtime::builder().build().is_err());
            shown
        });
        // Where the runtime went first there is nothing to call.
        let _ = self.0.send(told.unwrap_or_default());
    }
}

/// The variables are destroyed in the opposite order of their first use: the engine's
/// heap, then what calls the runtime, then the runtime.
#[test]
fn a_runtime_called_after_the_engines_heap_has_gone_refuses() {
    let (sender, told) = std::sync::mpsc::channel();
    let keep = move || {
        KEPT.with_borrow(|kept| assert!(kept.is_none()));
        CALLS.set(Some(Calls(sender)));
        let mut runtime = Runtime::builder().build().expect("a runtime");
        let bytes = runtime.buffer(vec![7; 100_000]).expect("room");
        runtime.set_global("kept", bytes).expect("a global");
        KEPT.set(Some(runtime));
    };
    assert!(thread::spawn(keep).join().is_ok());
    let told = told.recv().expect("it was called");
    assert!(told.contains("the thread is ending"), "{told}");
}
