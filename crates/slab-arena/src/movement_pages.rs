//! Room for movements: address space reserved once, pages used as they come.

use super::journal::Movement;
use super::pages;
use std::ptr::NonNull;

/// Movements that fit.
pub(super) const CAPACITY: usize = 1 << 20;

/// Movements whose pages are kept when the rest is forgotten.
const KEPT: usize = 1 << 12;

const BYTES: usize = (CAPACITY * size_of::<Movement>()).next_multiple_of(pages::PAGE);

/// A list of movements that never moves and never asks the allocator for
/// memory, so that the allocator itself may write to it.
#[derive(Debug)]
pub struct MovementPages {
    start: NonNull<Movement>,
    len: usize,
}

// SAFETY: the list owns its pages; the pointer is used through it alone.
unsafe impl Send for MovementPages {}

impl MovementPages {
    /// An empty list; `None` when the system has no address space.
    #[must_use]
    pub fn new() -> Option<Self> {
        Some(Self {
            start: pages::reserve(BYTES, pages::PAGE)?.cast(),
            len: 0,
        })
    }

    /// Adds `movement`. Returns `false`, changing nothing, when the list is full.
    #[inline(always)]
    pub fn push(&mut self, movement: Movement) -> bool {
        if self.len == CAPACITY {
            return false;
        }
        // SAFETY: `len` is below the capacity that the pages were reserved for.
        unsafe { self.start.add(self.len).write(movement) };
        self.len += 1;
        true
    }

    /// The movements in their order.
    #[must_use]
    pub fn as_slice(&self) -> &[Movement] {
        // SAFETY: the first `len` places were written by `push`.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }

    /// Forgets all movements, and lets go of pages that a busy time took.
    pub fn clear(&mut self) {
        if self.len > KEPT {
            let kept = (KEPT * size_of::<Movement>()).next_multiple_of(pages::PAGE);
            // SAFETY: whole pages of the list's own, which nothing needs any more.
            unsafe { pages::decommit(self.start.cast::<u8>().add(kept), BYTES - kept) };
        }
        self.len = 0;
    }
}

impl Drop for MovementPages {
    fn drop(&mut self) {
        // SAFETY: the pages were reserved in `new` with this length.
        unsafe { pages::release(self.start.cast(), BYTES) };
    }
}
