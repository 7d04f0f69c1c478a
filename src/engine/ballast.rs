//! Boxes that do nothing but count, so that the engine raises its threshold.
//!
//! Their memory is asked for and never touched, beyond the page where a box
//! begins, and is left out of the heap's count.

use crate::memory::heap::Uncounted;
use boa_gc::{Finalize, Gc, Trace, Tracer};
use std::mem::MaybeUninit;

/// Bytes of a box: little enough for any stack.
const BOX_BYTES: usize = 64 << 10;

struct DummyBox {
    _bytes: MaybeUninit<[u8; BOX_BYTES]>,
    _uncounted: Uncounted<BOX_BYTES>,
}

impl DummyBox {
    fn new() -> Self {
        Self {
            _bytes: MaybeUninit::uninit(),
            _uncounted: Uncounted::new(),
        }
    }
}

impl Finalize for DummyBox {}

// SAFETY: a dummy box holds no `Gc`, so there is nothing to trace.
unsafe impl Trace for DummyBox {
    unsafe fn trace(&self, _: &mut Tracer) {}

    unsafe fn trace_non_roots(&self) {}

    fn run_finalizer(&self) {}
}

/// Has `bytes` live for a moment, during which the engine may collect several
/// times. Returns how many there were: none if the system has not so much memory.
pub fn hold_for_a_moment(bytes: usize) -> usize {
    let count = bytes / BOX_BYTES;
    let mut room = Vec::<u8>::new();
    if room.try_reserve_exact(bytes).is_err() {
        return 0;
    }
    drop(room);
    let boxes: Vec<Gc<DummyBox>> = (0..count).map(|_| Gc::new(DummyBox::new())).collect();
    boxes.len() * BOX_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::heap;

    #[test]
    fn the_heap_does_not_count_what_was_weighed() {
        boa_gc::force_collect();
        let before = heap::count();
        assert_eq!(hold_for_a_moment(3 * BOX_BYTES + 1), 3 * BOX_BYTES);
        let with = heap::count() - before;
        boa_gc::force_collect();
        let after = heap::count() - before;
        assert!(with < BOX_BYTES.cast_signed(), "{with}");
        assert!(after.abs() < BOX_BYTES.cast_signed(), "{after}");
    }
}
