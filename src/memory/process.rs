//! The external memory of all isolates of the process together.

use super::isolate::IsolateMemory;
use super::system;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

static ISOLATES: Mutex<Vec<Weak<IsolateMemory>>> = Mutex::new(Vec::new());

fn isolates() -> MutexGuard<'static, Vec<Weak<IsolateMemory>>> {
    ISOLATES.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn enter(memory: &Arc<IsolateMemory>) {
    isolates().push(Arc::downgrade(memory));
}

/// Forgets those that are gone.
pub(super) fn leave() {
    isolates().retain(|memory| memory.strong_count() > 0);
}

/// What all isolates of the process hold at one moment. Sizes are bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
        sum.array_buffers += memory.ledger().array_buffers();
        sum.reported = sum.reported.saturating_add(memory.ledger().reported());
        sum.committed += memory.committed();
    }
    sum.external = sum.array_buffers.saturating_add(sum.reported);
    sum
}
