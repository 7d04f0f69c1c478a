//! One change of external memory, as listeners read it.

use super::slab::Purpose;
use std::time::Duration;

/// A place of a script that allocates, as the sampler numbers them. 0 stands
/// for a store that was not sampled.
pub type SiteId = u32;

/// What happened to external memory. Addresses and sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A backing store was made.
    Allocated {
        /// Where it lies.
        address: usize,
        /// Its length.
        bytes: usize,
        /// What it is for.
        purpose: Purpose,
        /// Where it was asked for, if this store was sampled.
        site: SiteId,
    },
    /// A backing store was freed.
    Released {
        /// Where it lay.
        address: usize,
        /// Its length.
        bytes: usize,
    },
    /// A backing store changed its length in place.
    Resized {
        /// Where it lies.
        address: usize,
        /// Its length before.
        from: usize,
        /// Its length now.
        to: usize,
    },
    /// A host reported memory of its own native objects.
    Reported {
        /// By how much the reported sum has changed.
        delta: i64,
    },
    /// A granule was taken to be cut into pieces.
    SlabBorn {
        /// Where it lies.
        address: usize,
        /// Its length.
        bytes: usize,
        /// The length of its pieces.
        piece: usize,
        /// What its pieces are for.
        purpose: Purpose,
    },
    /// The last piece of a slab was given back, and the slab with it.
    SlabDied {
        /// Where it lay.
        address: usize,
        /// Its length.
        bytes: usize,
    },
    /// More happened than the journal holds; this is the sum of it.
    Merged {
        /// Stores made.
        allocations: usize,
        /// Bytes of stores made and grown.
        allocated: usize,
        /// Stores freed.
        releases: usize,
        /// Bytes of stores freed and shrunk.
        released: usize,
    },
}

/// One change, with what the ledger says after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Movement {
    /// When it happened, since the isolate began. Releases have the time of
    /// the allocation or collection before them.
    pub at: Duration,
    /// What happened.
    pub change: Change,
    /// Bytes of live backing stores after it.
    pub array_buffers: usize,
    /// Bytes that the host reports after it.
    pub reported: usize,
}

impl Movement {
    /// `array_buffers + reported`.
    #[must_use]
    pub fn external(&self) -> usize {
        self.array_buffers.saturating_add(self.reported)
    }
}

/// What the ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Balance {
    /// Bytes of live backing stores.
    pub array_buffers: usize,
    /// Bytes that the host reports.
    pub reported: usize,
}
