//! From an address to the owner of the region that holds it, without a lock.
//!
//! Regions are aligned to 64 MiB, so the upper bits of an address name its
//! region. They index a table of two levels: 2 x 11 bits cover a user address
//! space of 48 bits.

use super::region::REGION;
use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

const BITS: u32 = 11;
const ENTRIES: usize = 1 << BITS;

/// Names the memory whose arena a region belongs to: an address that nothing of
/// this file or of the arena's looks behind. Null stands for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner(*const ());

impl Owner {
    /// Nobody.
    pub const NONE: Self = Self(ptr::null());

    /// The owner at `address`.
    pub fn new<T>(address: *const T) -> Self {
        Self(address.cast())
    }

    /// The address that it was made from.
    #[inline]
    pub fn address<T>(self) -> *const T {
        self.0.cast()
    }

    /// Whether there is none.
    #[inline]
    pub fn is_none(self) -> bool {
        self.0.is_null()
    }
}

type Leaf = [AtomicPtr<()>; ENTRIES];

static ROOT: [AtomicPtr<Leaf>; ENTRIES] = [const { AtomicPtr::new(ptr::null_mut()) }; ENTRIES];

#[inline]
fn split(address: usize) -> Option<(usize, usize)> {
    let index = address / REGION;
    let (root, leaf) = (index >> BITS, index & (ENTRIES - 1));
    (root < ENTRIES).then_some((root, leaf))
}

/// The owner of the region that holds `address` in its first 64 MiB.
#[inline]
#[must_use]
pub fn owner(address: usize) -> Owner {
    let Some((root, leaf)) = split(address) else {
        return Owner::NONE;
    };
    // Acquire pairs with the release in `leaf_for` and `set`: a leaf or an
    // owner that is seen here is seen initialised.
    let leaf_table = ROOT[root].load(Ordering::Acquire);
    if leaf_table.is_null() {
        return Owner::NONE;
    }
    // SAFETY: leaves are never freed once published.
    Owner(unsafe { (&*leaf_table)[leaf].load(Ordering::Acquire) })
}

/// Records the owner of the region at `base`; [`Owner::NONE`] removes it.
/// Returns `false` when the address lies outside what the table covers or no
/// table could be had.
#[must_use]
pub fn set(base: usize, owner: Owner) -> bool {
    let Some((root, leaf)) = split(base) else {
        return false;
    };
    let Some(table) = leaf_for(root) else {
        return false;
    };
    table[leaf].store(owner.0.cast_mut(), Ordering::Release);
    true
}

fn leaf_for(root: usize) -> Option<&'static Leaf> {
    let known = ROOT[root].load(Ordering::Acquire);
    if !known.is_null() {
        // SAFETY: leaves are never freed once published.
        return Some(unsafe { &*known });
    }
    let layout = Layout::new::<Leaf>();
    // SAFETY: the layout is not of size zero; all-zero bytes are null pointers.
    let fresh = unsafe { System.alloc_zeroed(layout) }.cast::<Leaf>();
    if fresh.is_null() {
        return None;
    }
    match ROOT[root].compare_exchange(ptr::null_mut(), fresh, Ordering::AcqRel, Ordering::Acquire) {
        // SAFETY: just published, never freed.
        Ok(_) => Some(unsafe { &*fresh }),
        Err(winner) => {
            // SAFETY: this table was never shared; the winner's is never freed.
            unsafe {
                System.dealloc(fresh.cast(), layout);
                Some(&*winner)
            }
        }
    }
}
