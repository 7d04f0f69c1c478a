//! What is dropped when its thread ends, after the engine's collector was.
//!
//! A host may keep a runtime in a `thread_local!`. Such variables are destroyed
//! in an order that depends on which was used first, and the collector's heap is
//! one of them. Once it is gone every handle to an object dangles, and dropping
//! the last ones would write to freed memory: they are left alone then. What
//! they held the collector has dropped by itself.

use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

/// Has a destructor, so that its end can be noticed.
struct Alive;

impl Drop for Alive {
    fn drop(&mut self) {}
}

thread_local! {
    /// Destroyed before the collector's heap, because it is used later: variables
    /// of a thread are destroyed in the opposite order of their first use. Where a
    /// system does otherwise it may go later, but never lives when it is asked
    /// for after its end.
    static ALIVE: Alive = const { Alive };
}

/// Begins to watch this thread. To be called when the engine's collector, and
/// whatever else is used while a runtime is dropped, has been used.
pub(super) fn watch() {
    // At the thread's end nothing is left to watch.
    let _ = ALIVE.try_with(|_| ());
}

/// Whether this thread is ending, and the engine's heap gone or about to go.
#[must_use]
pub fn has_come() -> bool {
    ALIVE.try_with(|_| ()).is_err()
}

fn refuse_at_the_end() {
    assert!(
        !has_come(),
        "slabjs: a runtime was used by the destructor of a thread-local variable, after the \
         engine's heap of that thread was destroyed"
    );
}

/// A value that holds handles of the collector's: dropped as any other, but not
/// where the collector's heap is gone.
pub struct Held<T>(ManuallyDrop<T>);

impl<T> Held<T> {
    /// Holds `value`.
    pub fn new(value: T) -> Self {
        Self(ManuallyDrop::new(value))
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    /// # Panics
    ///
    /// Where the collector's heap is gone: what the value holds is freed memory then.
    fn deref(&self) -> &T {
        refuse_at_the_end();
        &self.0
    }
}

impl<T> DerefMut for Held<T> {
    /// # Panics
    ///
    /// As `deref`.
    fn deref_mut(&mut self) -> &mut T {
        refuse_at_the_end();
        &mut self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Held<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match has_come() {
            true => f.write_str("(its thread is ending)"),
            false => self.0.fmt(f),
        }
    }
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        if !has_come() {
            // SAFETY: this is the value's own end, so nobody uses it afterwards.
            unsafe { ManuallyDrop::drop(&mut self.0) };
        }
    }
}
