//! What shows only from inside.

use super::events::Observer;
use super::isolate::Isolate;
use super::spans::{self, SpanKind};
use crate::Runtime;
use crate::memory::movement_pages::MovementPages;
use crate::memory::{Fill, Purpose};
use crate::runtime::histogram::Histograms;
use std::rc::Rc;
use std::thread;

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
                let memory = isolate.memory();
                let block = memory
                    .allocate(size, Fill::Any, Purpose::Store)
                    .expect("a block");
                // SAFETY: the arena just gave `size` bytes, which the system initialised.
                let bytes = unsafe { std::slice::from_raw_parts(block.as_ptr(), size) };
                assert!(bytes.iter().all(|&byte| byte == 0));
            }
        })
        .join()
        .expect("the thread");
    }
}

#[test]
fn nothing_is_written_down_when_nobody_wants_it() {
    let isolate = Isolate::of_this_thread();
    let mut read = MovementPages::new().expect("address space");
    let allocate = |isolate: &Isolate| {
        let block = isolate.memory().allocate(100, Fill::Zero, Purpose::Store);
        drop(block.expect("a block"));
    };
    allocate(&isolate);
    assert_eq!(isolate.memory().read_journal(&mut read), None);
    assert!(read.as_slice().is_empty());
    let histograms = Rc::new(Histograms::default());
    let listener: Rc<dyn Observer> = histograms.clone();
    isolate.observe(Rc::clone(&listener));
    allocate(&isolate);
    isolate.settle();
    assert_eq!(histograms.counted().sizes.count(), 1);
    isolate.unobserve(&listener);
    allocate(&isolate);
    isolate.settle();
    assert_eq!(isolate.memory().read_journal(&mut read), None);
    assert!(read.as_slice().is_empty());
    assert_eq!(histograms.counted().sizes.count(), 1);
}

#[test]
fn a_span_that_nobody_wants_costs_no_name() {
    let running = spans::begin(SpanKind::Job, || panic!("nobody asked"));
    drop(running);
}
