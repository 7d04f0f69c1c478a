//! The external memory of all isolates of the process together.

use super::system;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, Weak};

/// What the sums over all isolates ask of one. So that this file knows nothing of
/// the isolates' own.
pub(crate) trait Member: Send + Sync {
    /// Live backing stores, in bytes.
    fn array_buffers(&self) -> usize;
    /// What the host reported, in bytes.
    fn reported(&self) -> usize;
    /// Slabs and extents in use, plus free ones still warm, in bytes.
    fn committed(&self) -> usize;
    /// Returns free pages to the system.
    fn trim(&self);
}

static ISOLATES: Mutex<Vec<Weak<dyn Member>>> = Mutex::new(Vec::new());

/// When one of this many isolates is left, the memory that the C library kept of the
/// others is worth asking for.
const MANY: usize = 8;

/// The most isolates at once since the heap was given back.
static MOST: AtomicUsize = AtomicUsize::new(0);

fn isolates() -> MutexGuard<'static, Vec<Weak<dyn Member>>> {
    ISOLATES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An isolate's memory begins.
pub(crate) fn enter(memory: Weak<dyn Member>) {
    let mut isolates = isolates();
    isolates.push(memory);
    MOST.fetch_max(isolates.len(), Ordering::Relaxed);
}

/// Forgets those that are gone. When few are left of many, what the C library
/// keeps of their heaps goes back to the system.
pub(crate) fn leave() {
    let mut isolates = isolates();
    isolates.retain(|memory| memory.strong_count() > 0);
    let most = MOST.load(Ordering::Relaxed);
    let few_are_left = most >= MANY && isolates.len() <= most / MANY;
    if few_are_left {
        MOST.store(isolates.len(), Ordering::Relaxed);
    }
    // Others may come and go meanwhile.
    drop(isolates);
    if few_are_left {
        system::trim_heap();
    }
}

/// What all isolates of the process hold at one moment. Sizes are bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProcessUsage {
    /// Isolates whose external memory lives: those that run, and those that
    /// have ended while somebody still holds bytes of theirs.
    pub isolates: usize,
    /// Live backing stores.
    pub array_buffers: usize,
    /// What hosts reported for their own native objects.
    pub reported: usize,
    /// `array_buffers + reported`.
    pub external: usize,
    /// Slabs and extents that hold live stores, plus free ones still warm.
    pub committed: usize,
    /// Resident memory of the whole process; 0 where the system does not tell.
    pub resident: usize,
}

/// What all isolates of the process hold. Each one's own figures are read one
/// after the other, so stores that move meanwhile may be seen twice or not at all.
#[must_use]
pub fn usage() -> ProcessUsage {
    let isolates: Vec<_> = isolates().iter().filter_map(Weak::upgrade).collect();
    let mut sum = ProcessUsage {
        isolates: isolates.len(),
        resident: system::resident(),
        ..ProcessUsage::default()
    };
    for memory in &isolates {
        sum.array_buffers += memory.array_buffers();
        sum.reported = sum.reported.saturating_add(memory.reported());
        sum.committed += memory.committed();
    }
    sum.external = sum.array_buffers.saturating_add(sum.reported);
    sum
}

/// Returns unused memory to the system: free pages of all isolates, and what
/// the C library keeps of blocks that were freed (glibc keeps a heap for every few
/// threads, and gives back the end of each only). Takes a millisecond or several.
///
/// For when memory is short. When seven of eight isolates have ended, the C
/// library's part happens by itself.
///
/// ```
/// slab_arena::process::trim();
/// assert_eq!(slab_arena::process::usage().committed, 0);
/// ```
pub fn trim() {
    let isolates: Vec<_> = isolates().iter().filter_map(Weak::upgrade).collect();
    for memory in &isolates {
        memory.trim();
    }
    system::trim_heap();
}
