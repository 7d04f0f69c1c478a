//! The `GlobalAlloc` face: how an engine's backing stores arrive in the arena.
//!
//! Boa keeps the bytes of every `ArrayBuffer` and `SharedArrayBuffer` in a
//! vector aligned to 64 bytes and nothing else of its own in memory so
//! aligned. On a thread bound to an isolate, a request with that alignment is
//! therefore a backing store; everything else goes to the inner allocator.
//! A store is known again by its address when it is freed, on any thread.

use super::arena::Fill;
use super::binding;
use super::memory::Inner;
use super::region_map::{self, Owner};
use super::slab::Purpose;
use super::thread_state;
use super::{STORE_ALIGN, heap, loans};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::{self, NonNull};

thread_local! {
    /// Requests with the alignment of a store that came through this allocator.
    static SEEN: Cell<usize> = const { Cell::new(0) };
}

/// The global allocator of a program that uses arenas: backing stores go to the
/// arena bound to the thread, the rest to `A`.
///
/// ```
/// #[global_allocator]
/// static ALLOC: slab_arena::Allocator = slab_arena::Allocator::system();
///
/// assert!(slab_arena::is_installed());
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

// SAFETY: every block comes from the arena, from a loan or from the inner
// allocator, and goes back to where it came from, found by its address; arena
// blocks are aligned to 64 and as long as asked. No call unwinds: the arena
// returns `None` where it can't serve.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Allocator<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() == STORE_ALIGN
            && let Some(block) = allocate_store(layout.size(), Fill::Any)
        {
            return block;
        }
        // SAFETY: the caller's contract is the inner allocator's.
        unsafe { self.alloc_inner(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.align() == STORE_ALIGN
            && let Some(block) = allocate_store(layout.size(), Fill::Zero)
        {
            return block;
        }
        heap::record(layout.size(), 0);
        // SAFETY: the caller's contract is the inner allocator's.
        unsafe { self.inner.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if layout.align() == STORE_ALIGN {
            match origin(block as usize) {
                Origin::Arena(owner) => {
                    // SAFETY: the block is live, so its owner is.
                    let returned =
                        unsafe { Inner::free(owner.address(), block as usize, layout.size()) };
                    debug_assert!(returned, "a store is freed once, with its own address");
                    return;
                }
                Origin::Loan => {
                    loans::end(block as usize);
                    return;
                }
                Origin::Inner => {}
            }
        }
        heap::record(0, layout.size());
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
        unsafe { self.realloc_inner(block, layout, new_size) }
    }
}

impl<A: GlobalAlloc> Allocator<A> {
    /// Memory of the inner allocator, counted.
    ///
    /// # Safety
    ///
    /// As [`GlobalAlloc::alloc`].
    unsafe fn alloc_inner(&self, layout: Layout) -> *mut u8 {
        heap::record(layout.size(), 0);
        // SAFETY: the caller's contract is the inner allocator's.
        unsafe { self.inner.alloc(layout) }
    }

    /// Resizes a block of the inner allocator, counted.
    ///
    /// # Safety
    ///
    /// As [`GlobalAlloc::realloc`], for a block that the inner allocator made.
    unsafe fn realloc_inner(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: the caller's contract is the inner allocator's.
        let moved = unsafe { self.inner.realloc(block, layout, new_size) };
        if !moved.is_null() {
            heap::record(new_size, layout.size());
        }
        moved
    }

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
                if unsafe { &*owner.address::<Inner>() }.resize_in_place(block as usize, layout.size(), new_size) =>
            {
                block
            }
            Origin::Loan if new_size <= layout.size() => block,
            // SAFETY: the caller's contract, and the block is the inner allocator's.
            Origin::Inner => unsafe { self.realloc_inner(block, layout, new_size) },
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
            let moved = allocate_for_move(new_size).unwrap_or_else(|| self.alloc_inner(new_layout));
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}

/// Where a block with a store's alignment came from.
enum Origin {
    /// Of that memory's arena, alive as long as the block is.
    Arena(Owner),
    Loan,
    Inner,
}

#[inline]
fn origin(address: usize) -> Origin {
    let owner = region_map::owner(address);
    if !owner.is_none() && !loans::is_lent_by_arena(address) {
        return Origin::Arena(owner);
    }
    if loans::is_on_loan(address) {
        return Origin::Loan;
    }
    Origin::Inner
}

fn as_ptr(block: Option<NonNull<u8>>) -> *mut u8 {
    block.map_or(ptr::null_mut(), NonNull::as_ptr)
}

/// A block for the engine, from the arena of the running thread; `None` where the
/// thread has none.
fn allocate_store(size: usize, fill: Fill) -> Option<*mut u8> {
    SEEN.set(SEEN.get().wrapping_add(1));
    if !binding::is_bound() {
        return None;
    }
    // The safe point may end the binding, so no reference is held while it is asked.
    if thread_state::store_was_expected() && !thread_state::ask_safe_point_or_abort(size) {
        return Some(ptr::null_mut());
    }
    binding::use_current(|memory| as_ptr(memory.allocate(size, STORE_ALIGN, fill, Purpose::Store)))
}

/// A larger place for a store that outgrew its own. The vector that asks aborts
/// the process when refused, so no limit is looked at here: who lets a script grow
/// a store asks [`IsolateMemory::fits`](crate::IsolateMemory::fits) before.
fn allocate_for_move(size: usize) -> Option<*mut u8> {
    binding::use_current(|memory| {
        as_ptr(memory.allocate(size, STORE_ALIGN, Fill::Any, Purpose::Store))
    })
}
