//! Ordinary memory of the running thread: what the inner allocator has handed out.
//!
//! Every request that is no backing store is counted here, per thread. The peak,
//! a watcher and a ceiling share one threshold, so that as long as none of them is
//! concerned a request costs an addition and a comparison.
//!
//! ```
//! use slab_arena::{Allocator, heap};
//!
//! #[global_allocator]
//! static ALLOC: Allocator = Allocator::system();
//!
//! let before = heap::used();
//! let bytes = vec![0_u8; 10_000];
//! assert!(heap::used() - before >= 10_000);
//! drop(bytes);
//! assert!(heap::peak() - before >= 10_000);
//! ```

use std::cell::Cell;
use std::marker::PhantomData;

/// Called from inside the allocator: see [`watch`] and [`set_ceiling`].
pub type Callback = fn();

thread_local! {
    /// Bytes the inner allocator has handed out on this thread, less those
    /// given back here. Below 0 when other threads' blocks are freed here.
    static COUNT: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
    /// The count past which the slow path is taken: the peak, or anything at
    /// all while a watcher is set. So watching costs nothing without a watcher.
    static THRESHOLD: Cell<isize> = const { Cell::new(0) };
    static WATCHER: Cell<Option<Callback>> = const { Cell::new(None) };
    static CEILING: Cell<isize> = const { Cell::new(isize::MAX) };
    /// What is called while the count is past the ceiling.
    static PASSED: Cell<Option<Callback>> = const { Cell::new(None) };
}

/// Bytes of ordinary memory that this thread holds, beside all backing stores.
#[must_use]
pub fn used() -> usize {
    usize::try_from(COUNT.get()).unwrap_or(0)
}

/// The most that [`used`] has been on this thread.
#[must_use]
pub fn peak() -> usize {
    usize::try_from(PEAK.get()).unwrap_or(0)
}

/// Bytes that the inner allocator has handed out on this thread, less those
/// given back on it: below 0 when it frees what other threads took.
#[must_use]
pub fn count() -> isize {
    COUNT.get()
}

/// The inner allocator handed out `taken` bytes and got `returned` bytes back.
#[inline]
pub(crate) fn record(taken: usize, returned: usize) {
    // Sizes are at most isize::MAX, and the sum of live blocks fits an address space.
    let now = COUNT
        .get()
        .wrapping_add(taken.cast_signed())
        .wrapping_sub(returned.cast_signed());
    COUNT.set(now);
    if now > THRESHOLD.get() {
        threshold_passed(now);
    }
}

#[cold]
fn threshold_passed(now: isize) {
    PEAK.set(now.max(PEAK.get()));
    match WATCHER.get() {
        Some(watcher) => watcher(),
        None => THRESHOLD.set(quiet_until()),
    }
    if now > CEILING.get()
        && let Some(passed) = PASSED.get()
    {
        passed();
    }
}

/// The count up to which neither the peak nor the ceiling is concerned.
fn quiet_until() -> isize {
    PEAK.get().min(CEILING.get())
}

/// Calls `watcher` at every request to the inner allocator on this thread,
/// until [`unwatch`].
///
/// # Safety
///
/// `watcher` runs inside the allocator, perhaps while an arena's lock is held. It
/// neither allocates nor frees, does not unwind, and drops no
/// [`Binding`](crate::Binding): it reads and writes plain cells and figures.
pub unsafe fn watch(watcher: Callback) {
    WATCHER.set(Some(watcher));
    THRESHOLD.set(isize::MIN);
}

/// Ends [`watch`].
pub fn unwatch() {
    WATCHER.set(None);
    THRESHOLD.set(quiet_until());
}

/// Calls `passed` at every request to the inner allocator on this thread that
/// takes [`count`] past `ceiling` bytes, until [`clear_ceiling`].
///
/// # Safety
///
/// As [`watch`] says of its callback.
pub unsafe fn set_ceiling(ceiling: isize, passed: Callback) {
    CEILING.set(ceiling);
    PASSED.set(Some(passed));
    follow_ceiling();
}

/// Ends [`set_ceiling`].
pub fn clear_ceiling() {
    CEILING.set(isize::MAX);
    PASSED.set(None);
    follow_ceiling();
}

fn follow_ceiling() {
    if WATCHER.get().is_none() {
        THRESHOLD.set(quiet_until());
    }
}

/// Keeps `BYTES` bytes of ordinary memory out of this thread's count, for as long as
/// it lives: of memory that is reserved and never touched, say.
///
/// ```
/// use slab_arena::heap::{self, Uncounted};
///
/// let before = heap::count();
/// let uncounted = Uncounted::<1000>::new();
/// assert_eq!(heap::count(), before - 1000);
/// drop(uncounted);
/// assert_eq!(heap::count(), before);
/// ```
#[derive(Debug)]
pub struct Uncounted<const BYTES: usize> {
    /// It goes on the thread whose count it changed.
    _of_this_thread: PhantomData<*const ()>,
}

impl<const BYTES: usize> Uncounted<BYTES> {
    /// Takes the bytes off the count.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it has an effect")]
    pub fn new() -> Self {
        COUNT.set(COUNT.get().wrapping_sub(BYTES.cast_signed()));
        Self {
            _of_this_thread: PhantomData,
        }
    }
}

impl<const BYTES: usize> Drop for Uncounted<BYTES> {
    fn drop(&mut self) {
        COUNT.set(COUNT.get().wrapping_add(BYTES.cast_signed()));
    }
}
