//! A value of the host's as the data of an object.

use boa_engine::{Finalize, JsData, Trace};
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// Holds a `T` for an object. It is shared, so that it can be used while the
/// object itself is borrowed by nobody.
pub struct HostObject<T>(Rc<RefCell<T>>);

impl<T> HostObject<T> {
    /// Holds `value`.
    pub fn new(value: T) -> Self {
        Self(Rc::new(RefCell::new(value)))
    }

    /// The value, which lives for as long as somebody holds it.
    #[must_use]
    pub fn value(&self) -> Rc<RefCell<T>> {
        Rc::clone(&self.0)
    }
}

impl<T> fmt::Debug for HostObject<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostObject").finish_non_exhaustive()
    }
}

impl<T> Finalize for HostObject<T> {}

// SAFETY: what tracing must do is to visit every handle of the collector's that
// is not a root. A handle within the `T` is never visited, so the collector takes
// it for a root, and what it refers to lives: such a value may be kept too long,
// and is never freed too early.
unsafe impl<T> Trace for HostObject<T> {
    boa_engine::gc::empty_trace!();
}

impl<T> JsData for HostObject<T> {}
