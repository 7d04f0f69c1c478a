//! What shows only from inside.

use super::isolate::Isolate;
use super::spans::{self, SpanKind};
use crate::memory::{Fill, Purpose};
use std::thread;

const SIZES: [usize; 4] = [100, 5000, 70_000, 1 << 20];

/// Gives `work` a block of each size, one after the other.
fn with_blocks(work: impl Fn(&mut [u8])) {
    let isolate = Isolate::of_this_thread();
    let memory = isolate.memory();
    for size in SIZES {
        let block = memory.allocate(size, Fill::Any, Purpose::Store);
        let mut block = block.expect("a block");
        let start = block.as_uninit_mut().as_mut_ptr().cast();
        // SAFETY: the arena just gave `size` bytes, to nobody else: as the system
        // zeroed them, or as `work` left them.
        work(unsafe { std::slice::from_raw_parts_mut(start, size) });
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
