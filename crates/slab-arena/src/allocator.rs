//! The `GlobalAlloc` face: how an engine's backing stores arrive in the arena.
//!
//! Boa keeps the bytes of every `ArrayBuffer` and `SharedArrayBuffer` in a
//! vector aligned to 64 bytes and nothing else of its own in memory so
//! aligned. On a thread bound to an isolate, a request with that alignment is
//! therefore a backing store; everything else goes to the inner allocator.
//! A store is known again by its address when it is freed, on any thread.

use super::arena::Fill;
use super::isolate::{self, IsolateMemory};
use super::{STORE_ALIGN, foreign, region_map};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::{self, NonNull};

thread_local! {
    /// Bytes the inner allocator has handed out on this thread, less those
    /// given back here. Below 0 when other threads' blocks are freed here.
    static HEAP: Cell<isize> = const { Cell::new(0) };
    static HEAP_PEAK: Cell<isize> = const { Cell::new(0) };
    /// The count past which the slow path is taken: the peak, or anything at
    /// all while a watcher is set. So watching costs nothing while nobody does.
    static HEAP_ALARM: Cell<isize> = const { Cell::new(0) };
    static WATCHER: Cell<Option<fn()>> = const { Cell::new(None) };
    static CEILING: Cell<isize> = const { Cell::new(isize::MAX) };
    /// What is called while the count is past the ceiling.
    static PASSED: Cell<Option<fn()>> = const { Cell::new(None) };
    /// Requests with the alignment of a store that came through this face.
    static SEEN: Cell<usize> = const { Cell::new(0) };
}

/// The global allocator of a program that uses arenas: backing stores go to the
/// arena bound to the thread, the rest to `A`.
///
/// ```
/// #[global_allocator]
/// static ALLOC: slab_arena::Allocator = slab_arena::Allocator::system();
///
/// assert!(slab_arena::allocator::is_installed());
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Allocator<A = System> {
    inner: A,
}

impl Allocator<System> {
    /// Over the system's allocator.
    #[must_use]
    pub const fn system() -> Self {
        Self::wrapping(System)
    }
}

impl<A> Allocator<A> {
    /// Over an allocator of the host's choice.
    ///
    /// ```
    /// use slab_arena::Allocator;
    /// use std::alloc::System;
    ///
    /// // Say mimalloc's `MiMalloc` instead of `System`.
    /// #[global_allocator]
    /// static ALLOC: Allocator<System> = Allocator::wrapping(System);
    /// # fn main() {}
    /// ```
    #[must_use]
    pub const fn wrapping(inner: A) -> Self {
        Self { inner }
    }
}

/// Whether the program's global allocator is an [`Allocator`], found out by
/// asking it for a block with a store's alignment.
#[must_use]
pub fn is_installed() -> bool {
    #[repr(align(64))]
    struct Aligned(#[expect(dead_code, reason = "only its place counts")] [u8; STORE_ALIGN]);
    let before = SEEN.get();
    drop(std::hint::black_box(Box::new(Aligned([0; STORE_ALIGN]))));
    SEEN.get() != before
}

/// Bytes of ordinary memory that this thread holds, beside all backing stores.
#[must_use]
pub fn heap_used() -> usize {
    usize::try_from(HEAP.get()).unwrap_or(0)
}

/// The most [`heap_used`] has been on this thread.
#[must_use]
pub fn heap_peak() -> usize {
    usize::try_from(HEAP_PEAK.get()).unwrap_or(0)
}

fn count_heap(taken: usize, returned: usize) {
    // Sizes are at most isize::MAX, and the sum of live blocks fits an address space.
    let now = HEAP
        .get()
        .wrapping_add(taken.cast_signed())
        .wrapping_sub(returned.cast_signed());
    HEAP.set(now);
    if now > HEAP_ALARM.get() {
        heap_alarm(now);
    }
}

#[cold]
fn heap_alarm(now: isize) {
    HEAP_PEAK.set(now.max(HEAP_PEAK.get()));
    match WATCHER.get() {
        Some(watcher) => watcher(),
        None => HEAP_ALARM.set(quiet_until()),
    }
    if now > CEILING.get()
        && let Some(passed) = PASSED.get()
    {
        passed();
    }
}

/// The count that nobody needs to hear of.
fn quiet_until() -> isize {
    HEAP_PEAK.get().min(CEILING.get())
}

/// Calls `watcher` at every request to the inner allocator on this thread,
/// until [`unwatch_heap`]. It must not allocate.
pub fn watch_heap(watcher: fn()) {
    WATCHER.set(Some(watcher));
    HEAP_ALARM.set(isize::MIN);
}

/// Ends [`watch_heap`].
pub fn unwatch_heap() {
    WATCHER.set(None);
    HEAP_ALARM.set(quiet_until());
}

/// Calls `passed` at every request to the inner allocator on this thread that
/// takes [`heap_count`] past `ceiling`. It must not allocate.
pub fn set_heap_ceiling(ceiling: isize, passed: fn()) {
    CEILING.set(ceiling);
    PASSED.set(Some(passed));
    if WATCHER.get().is_none() {
        HEAP_ALARM.set(quiet_until());
    }
}

/// Ends [`set_heap_ceiling`].
pub fn clear_heap_ceiling() {
    CEILING.set(isize::MAX);
    PASSED.set(None);
    if WATCHER.get().is_none() {
        HEAP_ALARM.set(quiet_until());
    }
}

/// Bytes that the inner allocator has handed out on this thread, less those
/// given back on it: below 0 when it frees what other threads took.
#[must_use]
pub fn heap_count() -> isize {
    HEAP.get()
}

/// Leaves `bytes` of what the inner allocator has handed out, or will at once,
/// out of this thread's count; fewer than 0 are counted again.
pub fn leave_out(bytes: isize) {
    HEAP.set(HEAP.get().wrapping_sub(bytes));
}

/// Where a block with a store's alignment came from.
enum Origin {
    /// Of the isolate there, alive as long as the block is.
    Arena(*const IsolateMemory),
    Loan,
    Inner,
}

fn origin(address: usize) -> Origin {
    let owner = region_map::owner(address);
    if !owner.is_null() && !foreign::is_lent_by_arena(address) {
        return Origin::Arena(owner);
    }
    if foreign::is_on_loan(address) {
        return Origin::Loan;
    }
    Origin::Inner
}

fn as_ptr(block: Option<NonNull<u8>>) -> *mut u8 {
    block.map_or(ptr::null_mut(), NonNull::as_ptr)
}

fn store_taken(size: usize, fill: Fill) -> Option<*mut u8> {
    SEEN.set(SEEN.get().wrapping_add(1));
    isolate::current().map(|memory| as_ptr(memory.take_for_engine(size, fill)))
}

/// A larger place for a store that outgrew its own. The vector that asks aborts
/// the process when refused, so no limit is looked at here: whoever lets a
/// script grow a store asks [`IsolateMemory::fits`] before.
fn store_moved(size: usize) -> Option<*mut u8> {
    isolate::current().map(|memory| as_ptr(memory.take_uncalled(size)))
}

// SAFETY: every block comes from the arena, from a loan or from the inner
// allocator, and goes back to where it came from, found by its address; arena
// blocks are aligned to 64 and as long as asked. No call unwinds: the arena
// returns `None` where it can't serve.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Allocator<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() == STORE_ALIGN
            && let Some(block) = store_taken(layout.size(), Fill::Any)
        {
            return block;
        }
        count_heap(layout.size(), 0);
        // SAFETY: the caller's contract is the inner allocator's.
        unsafe { self.inner.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.align() == STORE_ALIGN
            && let Some(block) = store_taken(layout.size(), Fill::Zero)
        {
            return block;
        }
        count_heap(layout.size(), 0);
        // SAFETY: the caller's contract is the inner allocator's.
        unsafe { self.inner.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if layout.align() == STORE_ALIGN {
            match origin(block as usize) {
                Origin::Arena(owner) => {
                    // SAFETY: the block is live, so its owner is.
                    let returned = unsafe {
                        IsolateMemory::give_back_to(owner, block as usize, layout.size())
                    };
                    debug_assert!(returned, "a store is freed once, with its own address");
                    return;
                }
                Origin::Loan => {
                    foreign::give_back(block as usize);
                    return;
                }
                Origin::Inner => {}
            }
        }
        count_heap(0, layout.size());
        // SAFETY: the block is neither the arena's nor lent, so the inner
        // allocator made it with this layout.
        unsafe { self.inner.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if layout.align() == STORE_ALIGN {
            // SAFETY: the caller's contract.
            return unsafe { self.realloc_store(block, layout, new_size) };
        }
        // SAFETY: the caller's contract is the inner allocator's.
        let moved = unsafe { self.inner.realloc(block, layout, new_size) };
        if !moved.is_null() {
            count_heap(new_size, layout.size());
        }
        moved
    }
}

impl<A: GlobalAlloc> Allocator<A> {
    /// Resizes a block with a store's alignment.
    ///
    /// The engine's vector shrinks through here without looking at the result,
    /// even to size 0: a shrinking block therefore never fails and stays where
    /// it stands, and size 0 gives the dangling address that the vector will
    /// not free.
    ///
    /// # Safety
    ///
    /// As [`GlobalAlloc::realloc`], with `new_size` 0 allowed.
    unsafe fn realloc_store(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if new_size == 0 {
            // SAFETY: the caller's contract.
            unsafe { self.dealloc(block, layout) };
            return ptr::without_provenance_mut(STORE_ALIGN);
        }
        match origin(block as usize) {
            Origin::Arena(owner)
                // SAFETY: the block is live, and so is its owner, throughout.
                if unsafe { &*owner }.resize_in_place(block as usize, layout.size(), new_size) =>
            {
                block
            }
            Origin::Loan if new_size <= layout.size() => block,
            // SAFETY: the caller's contract is the inner allocator's.
            Origin::Inner => unsafe { self.inner.realloc(block, layout, new_size) },
            // SAFETY: the caller's contract.
            Origin::Arena(_) | Origin::Loan => unsafe { self.move_store(block, layout, new_size) },
        }
    }

    /// # Safety
    ///
    /// As [`GlobalAlloc::realloc`].
    unsafe fn move_store(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        let Ok(new_layout) = Layout::from_size_align(new_size, layout.align()) else {
            return ptr::null_mut();
        };
        // SAFETY: both layouts have a size above 0; the blocks are distinct and
        // as long as the bytes copied.
        unsafe {
            let moved = store_moved(new_size).unwrap_or_else(|| self.inner.alloc(new_layout));
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}
