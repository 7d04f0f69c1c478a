//! The exact count of one isolate's external bytes.
//!
//! Every count changes while the isolate's lock is held, by the arena's blocks, by
//! loans, or by the host's reports; the counters are atomic so that any thread may
//! read them without that lock. Only the low is written without it: a collection that
//! has just ended, perhaps where the lock is held further up, begins a new one.

use super::movement::Balance;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

/// Bytes of live backing stores and bytes a host reports, of one isolate.
///
/// It can be read on any thread; a moment later each figure may have changed.
#[derive(Debug, Default)]
pub struct Ledger {
    array_buffers: AtomicUsize,
    reported: AtomicI64,
    /// Lowest external count since the last collection.
    low: AtomicUsize,
    /// Most bytes ever live at one time.
    peak: AtomicUsize,
    /// Bytes handed out in all, ever.
    total: AtomicUsize,
}

impl Ledger {
    /// Bytes of live backing stores.
    #[inline]
    #[must_use]
    pub fn array_buffers(&self) -> usize {
        self.array_buffers.load(Ordering::Relaxed)
    }

    /// Bytes a host reported for its own native objects; never below 0.
    #[inline]
    #[must_use]
    pub fn reported(&self) -> usize {
        usize::try_from(self.reported.load(Ordering::Relaxed)).unwrap_or(0)
    }

    /// `array_buffers + reported`.
    #[inline]
    #[must_use]
    pub fn external(&self) -> usize {
        self.array_buffers().saturating_add(self.reported())
    }

    /// The most `array_buffers` has ever been.
    #[inline]
    #[must_use]
    pub fn peak(&self) -> usize {
        self.peak.load(Ordering::Relaxed)
    }

    /// Bytes of backing stores handed out since the isolate began.
    #[inline]
    #[must_use]
    pub fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    /// The lowest `external` since the last
    /// [`IsolateMemory::collection_ended`](crate::IsolateMemory::collection_ended).
    #[inline]
    #[must_use]
    pub fn low(&self) -> usize {
        self.low.load(Ordering::Relaxed)
    }

    /// Begins a new low at the present count: a collection has just run.
    pub(crate) fn restart_low(&self) {
        self.low.store(self.external(), Ordering::Relaxed);
    }

    /// What it says, in one value.
    #[inline]
    #[must_use]
    pub fn balance(&self) -> Balance {
        Balance {
            array_buffers: self.array_buffers(),
            reported: self.reported(),
        }
    }

    /// Adds `delta` bytes of a host's own native objects and returns the new
    /// reported sum. The sum stops at 0 and at `i64::MAX`. The isolate's lock is held.
    pub(crate) fn adjust(&self, delta: i64) -> usize {
        let now = self.reported.load(Ordering::Relaxed);
        let sum = now.saturating_add(delta).max(0);
        self.reported.store(sum, Ordering::Relaxed);
        if delta < 0 {
            self.note_low();
        }
        self.reported()
    }

    /// Bytes became backing stores. The isolate's lock is held.
    #[inline]
    pub(crate) fn allocated(&self, bytes: usize) {
        let now = self.array_buffers.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.peak.fetch_max(now, Ordering::Relaxed);
        self.total.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Bytes are no backing stores any more. The isolate's lock is held.
    #[inline]
    pub(crate) fn freed(&self, bytes: usize) {
        self.array_buffers.fetch_sub(bytes, Ordering::Relaxed);
        self.note_low();
    }

    fn note_low(&self) {
        self.low.fetch_min(self.external(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn external_is_the_sum_of_its_parts() {
        let ledger = Ledger::default();
        ledger.allocated(100);
        assert_eq!(ledger.adjust(50), 50);
        assert_eq!(ledger.external(), 150);
        assert_eq!(ledger.adjust(-80), 0);
        assert_eq!(ledger.external(), 100);
        ledger.freed(100);
        assert_eq!(
            (ledger.external(), ledger.peak(), ledger.total()),
            (0, 100, 100)
        );
    }

    #[test]
    fn the_low_follows_frees_and_not_allocations() {
        let ledger = Ledger::default();
        ledger.allocated(500);
        ledger.restart_low();
        ledger.allocated(100);
        assert_eq!(ledger.low(), 500);
        ledger.freed(300);
        assert_eq!(ledger.low(), 300);
    }

    #[test]
    fn a_monstrous_report_does_not_wrap() {
        let ledger = Ledger::default();
        ledger.adjust(i64::MAX);
        ledger.adjust(i64::MAX);
        ledger.allocated(10);
        assert_eq!(ledger.external(), i64::MAX as usize + 10);
        assert_eq!(ledger.adjust(i64::MIN), 0);
    }
}
