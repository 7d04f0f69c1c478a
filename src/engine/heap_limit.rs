//! A limit on the heap: objects, strings, code.
//!
//! The engine's own collector counts its boxes and not what hangs on them, and
//! nothing in it refuses. So the heap's allocator is watched. What a script
//! allocates past the limit is let in, because the engine aborts where an
//! allocation fails; the run is ended instead:
//!
//! - in a safe point (between instructions of a script, between jobs, before a
//!   backing store) there is a collection when the heap has grown by half of
//!   what was left after the last one, or by a quarter of the limit where that
//!   is more; if the heap is past the limit after it, the run is ended;
//! - elsewhere (in a callback of a native function, which may make garbage for
//!   which there is no safe point) the run is ended when the heap passes the
//!   limit by half, at the next turn of a loop or call.
//!
//! What is asked of one native function at once is checked before it runs
//! where the amount can be told (`repeat`, `padEnd`, a source to be compiled):
//! that is a `RangeError` for the script.
//!
//! What the host allocates between two runs is not counted.

use super::limiter::{Growth, Resource};
use super::watch::{self, End};
use crate::memory::heap;
use std::cell::Cell;

/// The least that the heap grows between two collections, as a fraction of the
/// limit. The engine's list of boxes alone grows by up to a sixth of the heap
/// with the first box after a collection.
const LEAST_STEP: usize = 4;

/// By which fraction of the limit the heap may pass it between safe points.
const SLACK: usize = 2;

/// The limit of one isolate's heap. Sizes are bytes.
#[derive(Debug)]
pub struct HeapLimit {
    limit: Cell<usize>,
    /// The allocator's count at which the heap is taken to be empty.
    base: Cell<isize>,
    /// What the heap holds at least: that of a fresh runtime.
    floor: Cell<usize>,
    /// The size of the heap that makes a collection due.
    due: Cell<usize>,
    /// The allocator's count at the end of the last run; `None` during one.
    between_runs: Cell<Option<isize>>,
}

impl Default for HeapLimit {
    fn default() -> Self {
        Self {
            limit: Cell::new(usize::MAX),
            base: Cell::new(heap::count()),
            floor: Cell::new(0),
            due: Cell::new(usize::MAX),
            between_runs: Cell::new(None),
        }
    }
}

impl HeapLimit {
    /// The limit in bytes; `usize::MAX` for none.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.get()
    }

    /// Sets the limit in bytes; `usize::MAX` for none.
    pub fn set(&self, bytes: usize) {
        self.limit.set(bytes);
        self.plan();
    }

    /// Whether there is one.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.limit.get() != usize::MAX
    }

    /// Bytes of the heap.
    #[must_use]
    pub fn used(&self) -> usize {
        usize::try_from(self.present().wrapping_sub(self.base.get())).unwrap_or(0)
    }

    /// The allocator's count, without what the host took since the last run.
    fn present(&self) -> isize {
        self.between_runs.get().unwrap_or_else(heap::count)
    }

    /// Whether `bytes` more stay within the limit.
    #[must_use]
    pub fn fits(&self, bytes: usize) -> bool {
        !self.is_set() || self.used().saturating_add(bytes) <= self.limit.get()
    }

    /// What a limiter is asked about.
    pub(super) fn growth(&self) -> Growth {
        Growth {
            resource: Resource::Heap,
            current: self.used(),
            requested: 0,
            limit: self.limit.get(),
        }
    }

    /// Whether a collection is due at the next safe point.
    pub(super) fn is_due(&self) -> bool {
        self.is_set() && self.used() >= self.due.get()
    }

    /// A runtime has been built: what the heap holds now it holds for as long
    /// as the runtime lives.
    pub fn runtime_built(&self) {
        if self.floor.get() == 0 {
            self.floor.set(self.used());
        }
        self.plan();
    }

    /// No runtime is left, so the heap may be empty.
    pub fn runtimes_gone(&self) {
        self.floor.set(0);
    }

    /// A run begins: what was allocated since the last one is the host's.
    pub fn run_begins(&self) {
        if let Some(count) = self.between_runs.take() {
            let host = heap::count().wrapping_sub(count);
            self.base.set(self.base.get().wrapping_add(host));
            // What the last run left is judged by its plan: garbage is due still.
            self.watch();
        }
    }

    /// A run has ended.
    pub fn run_ended(&self) {
        self.between_runs.set(Some(heap::count()));
        heap::clear_ceiling();
    }

    /// The host uses the engine by itself: what is allocated from now on is the heap's.
    pub fn host_enters(&self) {
        if self.between_runs.get().is_some() {
            self.run_begins();
        }
    }

    /// A collection has ended. A heap that seems smaller than a fresh one has
    /// freed what other threads allocated: an adopted vector, say.
    pub(super) fn collected(&self) {
        let used = self.present().wrapping_sub(self.base.get());
        // A heap fits an address space, so the cast loses nothing.
        let missing = self.floor.get().cast_signed().saturating_sub(used).max(0);
        self.base.set(self.base.get().wrapping_sub(missing));
        self.plan();
    }

    /// Says when the next collection is due, and at which count runs are ended
    /// without one.
    fn plan(&self) {
        let limit = self.limit.get();
        let used = self.used();
        let step = (limit.saturating_sub(used) / 2).max(limit / LEAST_STEP);
        self.due.set(match self.is_set() {
            true => used.saturating_add(step),
            false => usize::MAX,
        });
        self.watch();
    }

    /// Has the allocator notice when the limit is passed by far.
    fn watch(&self) {
        if !self.is_set() {
            heap::clear_ceiling();
            return;
        }
        let limit = self.limit.get();
        let ceiling = limit
            .saturating_add(limit / SLACK)
            .min(isize::MAX.unsigned_abs());
        let ceiling = self.base.get().saturating_add(ceiling.cast_signed());
        let passed = || {
            watch::end_current(End::HeapLimit);
        };
        // SAFETY: `end_current` looks up a thread-local value and writes atomic
        // numbers in it: it does not allocate, free or unwind.
        unsafe { heap::set_ceiling(ceiling, passed) };
    }

    /// Ends the watching of the allocator.
    pub(super) fn lift(&self) {
        heap::clear_ceiling();
    }
}
