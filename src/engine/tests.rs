//! What shows only from inside.

use super::isolate::Isolate;
use super::spans::{self, SpanKind};
use crate::memory::{Fill, Purpose};
use std::ptr::NonNull;
use std::thread;

const SIZES: [usize; 4] = [100, 5000, 70_000, 1 << 20];

/// Gives `work` a block of each size, one after the other.
fn with_blocks(work: impl Fn(&mut [u8])) {
    let isolate = Isolate::of_this_thread();
    let memory = isolate.memory();
    for size in SIZES {
        let block: NonNull<u8> = memory
            .take(size, Fill::Any, Purpose::Store)
            .expect("a block");
        // SAFETY: the arena just gave `size` initialised bytes, to nobody else.
        work(unsafe { std::slice::from_raw_parts_mut(block.as_ptr(), size) });
        assert!(memory.give_back(block.as_ptr() as usize, size));
    }
}

#[test]
fn no_bytes_of_one_isolate_are_shown_to_another() {
    for _ in 0..20 {
        let secret = thread::spawn(|| with_blocks(|bytes| bytes.fill(0x5e)));
        secret.join().expect("the thread");
        let look = || with_blocks(|bytes| assert!(bytes.iter().all(|&byte| byte == 0)));
        thread::spawn(look).join().expect("the thread");
    }
}

#[test]
fn a_span_that_nobody_wants_costs_no_name() {
    let running = spans::begin(SpanKind::Job, || panic!("nobody asked"));
    drop(running);
}
