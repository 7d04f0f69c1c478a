//! From an address to the isolate whose region holds it, without a lock.
//!
//! Regions are aligned to 64 MiB, so the upper bits of an address name its
//! region. They index a table of two levels: 2 x 11 bits cover a user address
//! space of 48 bits.

use super::isolate::IsolateMemory;
use super::region::REGION;
use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

const BITS: u32 = 11;
const ENTRIES: usize = 1 << BITS;

type Leaf = [AtomicPtr<IsolateMemory>; ENTRIES];

static ROOT: [AtomicPtr<Leaf>; ENTRIES] = [const { AtomicPtr::new(ptr::null_mut()) }; ENTRIES];

fn split(address: usize) -> Option<(usize, usize)> {
    let index = address / REGION;
    let (root, leaf) = (index >> BITS, index & (ENTRIES - 1));
    (root < ENTRIES).then_some((root, leaf))
}

/// The owner of the region that starts at or holds `address` in its first
/// 64 MiB; null where there is none.
#[must_use]
pub fn owner(address: usize) -> *const IsolateMemory {
    let Some((root, leaf)) = split(address) else {
        return ptr::null();
    };
    // Acquire pairs with the release in `leaf_for` and `set`: whoever sees a
    // leaf or an owner sees it initialised.
    let leaf_table = ROOT[root].load(Ordering::Acquire);
    if leaf_table.is_null() {
        return ptr::null();
    }
    // SAFETY: leaves are never freed once published.
    unsafe { (&*leaf_table)[leaf].load(Ordering::Acquire) }
}

/// Writes down the owner of the region at `base`; null removes it.
/// Returns `false` when the address lies outside what the table covers or no
/// table could be had.
#[must_use]
pub fn set(base: usize, owner: *const IsolateMemory) -> bool {
    let Some((root, leaf)) = split(base) else {
        return false;
    };
    let Some(table) = leaf_for(root) else {
        return false;
    };
    table[leaf].store(owner.cast_mut(), Ordering::Release);
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
