//! The count of ordinary memory follows every way in which it comes and goes.

#![allow(clippy::expect_used)]

use slab_arena::{Allocator, Binding, Fill, IsolateMemory, Purpose, STORE_ALIGN, heap};
use std::alloc::{GlobalAlloc, Layout};

#[global_allocator]
static ALLOC: Allocator = Allocator::system();

fn layout(size: usize, align: usize) -> Layout {
    Layout::from_size_align(size, align).expect("a layout")
}

/// Takes a block, resizes it and frees it.
fn resize(from: usize, to: usize, align: usize) {
    // SAFETY: a live block of this layout, then of the new size, freed once.
    unsafe {
        let block = ALLOC.alloc(layout(from, align));
        assert!(!block.is_null());
        let block = ALLOC.realloc(block, layout(from, align), to);
        assert!(!block.is_null());
        ALLOC.dealloc(block, layout(to, align));
    }
}

#[test]
fn blocks_that_are_resized_leave_the_count_as_it_was() {
    for align in [8, 32, STORE_ALIGN, 128] {
        let before = heap::count();
        for _ in 0..10 {
            resize(64, 1 << 20, align);
            resize(1 << 20, 64, align);
        }
        assert_eq!(heap::count(), before, "alignment {align}");
    }
}

#[test]
fn a_store_that_moves_to_ordinary_memory_is_counted_there() {
    let memory = IsolateMemory::new();
    let before = heap::count();
    // The thread is not bound, so that there is no arena to grow into.
    let block = memory.allocate(100, Fill::Zero, Purpose::Store);
    let start = block.expect("a block").into_raw().as_ptr();
    let books = heap::count();
    // SAFETY: the block is live and counts 100 bytes; it moves.
    let moved = unsafe { ALLOC.realloc(start, layout(100, STORE_ALIGN), 1 << 20) };
    assert!(!moved.is_null());
    assert_eq!(memory.ledger().array_buffers(), 0);
    assert_eq!(heap::count() - books, 1 << 20);
    // SAFETY: what `realloc` gave, with its new size.
    unsafe { ALLOC.dealloc(moved, layout(1 << 20, STORE_ALIGN)) };
    assert_eq!(heap::count(), books);
    assert!(
        books - before < 1 << 20,
        "what the arena needs for its books"
    );
}

#[test]
fn stores_of_a_bound_thread_are_no_ordinary_memory() {
    let memory = IsolateMemory::new();
    let binding = Binding::new(&memory, |_| true);
    resize(64, 1 << 20, STORE_ALIGN);
    let before = heap::count();
    resize(64, 1 << 20, STORE_ALIGN);
    assert_eq!(heap::count(), before);
    assert_eq!(memory.ledger().array_buffers(), 0);
    drop(binding);
}
