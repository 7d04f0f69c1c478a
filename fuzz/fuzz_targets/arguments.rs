//! Calls of every function of `node:buffer` with arguments of every kind.
#![no_main]
#![allow(clippy::expect_used)]

use slabjs::Runtime;
use std::cell::RefCell;
use std::fmt::Write;
use std::mem::ManuallyDrop;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const JUGGLE: &str = include_str!("juggle.js");

/// Calls before a fresh runtime takes over.
const CALLS: u32 = 5_000;

/// More than any call needs; what asks for more must be refused.
const MEMORY: usize = 64 << 20;

struct Juggler {
    runtime: Runtime,
    calls: u32,
}

impl Juggler {
    fn new() -> Self {
        let runtime = Runtime::builder().max_external_memory(MEMORY).build();
        let mut runtime = runtime.expect("a runtime");
        runtime.evaluate(JUGGLE, "juggle.js").expect("the words");
        Self { runtime, calls: 0 }
    }

    fn call(&mut self, data: &[u8]) {
        let mut source = String::from("juggle('");
        for byte in data {
            write!(source, "{byte:02x}").expect("room");
        }
        source.push_str("')");
        if let Err(error) = self.runtime.evaluate(&source, "call.js") {
            panic!("{error}\n{source}");
        }
        self.calls += 1;
    }

    fn end(self) {
        self.runtime.collect();
        let usage = self.runtime.usage();
        assert!(usage.external <= MEMORY, "{usage:?}");
    }
}

/// The last one is not dropped: when the thread's own values are, those of the
/// engine may be gone already.
type Kept = RefCell<Option<ManuallyDrop<Juggler>>>;

thread_local! {
    static JUGGLER: Kept = const { RefCell::new(None) };
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    JUGGLER.with_borrow_mut(|juggler| {
        let make = || ManuallyDrop::new(Juggler::new());
        juggler.get_or_insert_with(make).call(data);
        if let Some(old) = juggler.take_if(|juggler| juggler.calls >= CALLS) {
            ManuallyDrop::into_inner(old).end();
        }
    });
});
