//! What objects hold beside values of scripts: types that the collector need not look into.
//!
//! A field that is passed over, or a destructor that is trusted, is a promise to the
//! collector; it is made here alone, by types whose bounds the compiler checks.

use boa_engine::JsData;
use boa_engine::gc::{Finalize, Trace, Tracer};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A value that holds no object of a script, in an object that the collector traces.
///
/// A handle of the collector's is not `Send`, so what is `Send` has none in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Untraced<T: Send + 'static>(pub T);

impl<T: Send + 'static> Deref for Untraced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Send + 'static> DerefMut for Untraced<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Send + 'static> Finalize for Untraced<T> {}

// SAFETY: `Trace` asks that every handle of the collector's inside is visited. `Gc`,
// `JsObject`, `JsValue` and all that holds one are not `Send`, and `T` is, so there is
// none to visit. The destructor of `T` runs while the collector sweeps; it can reach
// handles of others only by way of `Gc`'s own methods, which refuse to work during a sweep.
unsafe impl<T: Send + 'static> Trace for Untraced<T> {
    unsafe fn trace(&self, _: &mut Tracer) {}

    unsafe fn trace_non_roots(&self) {}

    fn run_finalizer(&self) {
        self.finalize();
    }
}

/// A host's own value, of which nothing is known, in an object that the collector traces.
///
/// Objects of scripts that it holds stay alive as long as it does, as they do everywhere
/// outside the heap.
pub struct HostValue<T: ?Sized + 'static>(pub Rc<T>);

impl<T: ?Sized> Clone for HostValue<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> fmt::Debug for HostValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostValue").finish_non_exhaustive()
    }
}

impl<T: ?Sized> Deref for HostValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> Finalize for HostValue<T> {}

impl<T: ?Sized> JsData for HostValue<T> {}

// SAFETY: the collector takes an object for a root unless all of its handles were visited
// by `trace_non_roots`. Handles behind the `Rc` are visited by neither method, so what
// they stand for counts as rooted, and is never freed while they are there. The others that
// share the `Rc` rely on just that.
unsafe impl<T: ?Sized> Trace for HostValue<T> {
    unsafe fn trace(&self, _: &mut Tracer) {}

    unsafe fn trace_non_roots(&self) {}

    fn run_finalizer(&self) {
        self.finalize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::gc::{Gc, force_collect};
    use std::sync::Arc;

    #[test]
    fn what_an_object_holds_goes_with_it() {
        let shared = Arc::new(());
        let object = Gc::new(Untraced(Arc::clone(&shared)));
        force_collect();
        assert_eq!(Arc::strong_count(&object), 2);
        drop(object);
        force_collect();
        assert_eq!(Arc::strong_count(&shared), 1);
    }

    #[test]
    fn handles_in_a_hosts_value_keep_their_objects() {
        let inner = Gc::new(Untraced(Arc::new(7)));
        let weak = Arc::downgrade(&inner.0);
        let object = Gc::new(HostValue(Rc::new(inner)));
        force_collect();
        let kept = weak.upgrade().map(|kept| *kept);
        assert_eq!(kept, Some(7));
        assert_eq!(*object.0.0, 7);
    }
}
