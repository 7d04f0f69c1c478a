//! Room for movements: address space reserved once, pages used as they come.

use super::movement::Movement;
use super::pages::{PAGE, Pages};
use std::ptr::NonNull;

/// Movements that fit.
pub(crate) const CAPACITY: usize = 1 << 20;

/// Movements whose pages are kept when the rest is forgotten.
const KEPT: usize = 1 << 12;

const BYTES: usize = (CAPACITY * size_of::<Movement>()).next_multiple_of(PAGE);

/// A list of movements that never moves and never asks the allocator for
/// memory, so that the allocator itself may write to it.
///
/// ```
/// use slab_arena::clock::Moment;
/// use slab_arena::movement_pages::MovementPages;
/// use slab_arena::{Fill, IsolateMemory, Purpose};
///
/// let memory = IsolateMemory::new();
/// memory.open_journal(Moment::now()).expect("address space");
/// drop(memory.allocate(100, Fill::Zero, Purpose::Store));
/// let mut read = MovementPages::new().expect("address space");
/// assert!(memory.read_journal(&mut read).is_none());
/// // A slab begins, and a store is made and freed.
/// assert_eq!(read.as_slice().len(), 3);
/// assert_eq!(read.as_slice()[1].array_buffers, 100);
/// ```
#[derive(Debug)]
pub struct MovementPages {
    pages: Pages,
    len: usize,
}

impl MovementPages {
    /// An empty list; `None` when the system has no address space.
    #[must_use]
    pub fn new() -> Option<Self> {
        Some(Self {
            pages: Pages::reserve(BYTES, PAGE)?,
            len: 0,
        })
    }

    /// Pages are aligned for a movement, and `BYTES` hold `CAPACITY` of them.
    #[inline(always)]
    fn start(&self) -> NonNull<Movement> {
        self.pages.start().cast()
    }

    /// Adds `movement`. Returns `false`, changing nothing, when the list is full.
    #[inline(always)]
    pub(crate) fn push(&mut self, movement: Movement) -> bool {
        if self.len == CAPACITY {
            return false;
        }
        // SAFETY: `len` is below the capacity that the pages were reserved for, and
        // `&mut self` says that nobody else reads or writes them.
        unsafe { self.start().add(self.len).write(movement) };
        self.len += 1;
        true
    }

    /// The movements in their order.
    #[must_use]
    pub fn as_slice(&self) -> &[Movement] {
        // SAFETY: the first `len` places were written by `push`.
        unsafe { std::slice::from_raw_parts(self.start().as_ptr(), self.len) }
    }

    /// Forgets all movements, and lets go of pages that a busy time took.
    pub(crate) fn clear(&mut self) {
        if self.len > KEPT {
            let kept = (KEPT * size_of::<Movement>()).next_multiple_of(PAGE);
            // SAFETY: no movement is needed any more, and `&mut self` says that no
            // slice of them is alive.
            unsafe { self.pages.decommit(kept..BYTES) };
        }
        self.len = 0;
    }
}
