//! What the allocator must know of the running thread beside its isolate.
//!
//! All of it are plain cells without destructors, so that the allocator may read
//! them at any time of a thread's life.

use super::movement::SiteId;
use std::cell::Cell;

/// Asked before a backing store is allocated on the isolate's own thread: may
/// `size` bytes be had? It may run a collection first.
pub type SafePoint = fn(size: usize) -> bool;

thread_local! {
    pub(crate) static SAFE_POINT: Cell<Option<SafePoint>> = const { Cell::new(None) };
    /// Whether the next backing store asked of the allocator comes straight
    /// from the engine's own check, where a collection is sound.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
    /// Where the next store is asked for, when it is sampled.
    static SITE: Cell<SiteId> = const { Cell::new(0) };
}

/// Announces that the next backing store asked of the allocator on this thread comes
/// from a place where a collection may run: the allocator asks the thread's
/// [`SafePoint`] for that one. A panic in it then aborts the process, since no panic
/// may leave an allocator.
#[inline]
pub fn expect_store() {
    EXPECTED.set(true);
}

/// Says where the next store of this thread is asked for, for the journal. 0 takes it back.
#[inline]
pub fn set_site(site: SiteId) {
    SITE.set(site);
}

/// The site of the store that is being made; the next one has none.
#[inline]
pub(crate) fn take_site() -> SiteId {
    SITE.take()
}

/// Takes the announcement back and tells whether there was one.
#[inline]
pub(crate) fn store_was_expected() -> bool {
    EXPECTED.replace(false)
}

/// Asks the thread's safe point; where there is none, everything may be had.
#[inline]
pub(crate) fn ask_safe_point(size: usize) -> bool {
    SAFE_POINT.get().is_none_or(|ask| ask(size))
}

/// As [`ask_safe_point`], from inside the allocator. A panic ends at this kind of
/// function: the process is aborted, because an allocator that unwinds is undefined
/// behaviour.
pub(crate) extern "C" fn ask_safe_point_or_abort(size: usize) -> bool {
    ask_safe_point(size)
}
