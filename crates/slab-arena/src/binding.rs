//! Which isolate the running thread belongs to.

use super::memory::{Inner, IsolateMemory};
use super::thread_state::{SAFE_POINT, SafePoint};
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::ptr;

thread_local! {
    /// The isolate whose thread this is; null elsewhere. Not null only while the
    /// `Binding` that wrote it lives, which holds the memory. Without a destructor,
    /// so that the allocator may read it at any time of a thread's life.
    static CURRENT: Cell<*const Inner> = const { Cell::new(ptr::null()) };
}

/// Binds the running thread to an isolate's memory for as long as it lives: backing
/// stores asked of the [`Allocator`](crate::Allocator) on this thread are that isolate's.
///
/// A later binding takes the place of an earlier one; it is not put back.
///
/// ```
/// use slab_arena::{Binding, IsolateMemory};
///
/// let memory = IsolateMemory::new();
/// let binding = Binding::new(&memory, |_size| true);
/// assert_eq!(IsolateMemory::current().as_ref(), Some(&memory));
/// drop(binding);
/// assert_eq!(IsolateMemory::current(), None);
/// ```
///
/// It stays on its thread:
///
/// ```compile_fail,E0277
/// use slab_arena::{Binding, IsolateMemory};
///
/// let binding = Binding::new(&IsolateMemory::new(), |_| true);
/// std::thread::spawn(move || drop(binding));
/// ```
#[must_use = "the thread is bound for as long as this lives"]
pub struct Binding {
    /// Keeps alive what `CURRENT` points at. One that is leaked leaks it.
    memory: IsolateMemory,
    _of_this_thread: PhantomData<*const ()>,
}

impl fmt::Debug for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Binding").finish_non_exhaustive()
    }
}

impl Binding {
    /// Binds the running thread to `memory`. `safe_point` is asked before a store is
    /// made by [`IsolateMemory::allocate_at_safe_point`], or by the allocator after
    /// [`expect_store`](crate::expect_store).
    pub fn new(memory: &IsolateMemory, safe_point: SafePoint) -> Self {
        CURRENT.set(memory.as_inner());
        SAFE_POINT.set(Some(safe_point));
        Self {
            memory: memory.clone(),
            _of_this_thread: PhantomData,
        }
    }
}

impl Drop for Binding {
    fn drop(&mut self) {
        if ptr::eq(CURRENT.get(), self.memory.as_inner()) {
            CURRENT.set(ptr::null());
            SAFE_POINT.set(None);
        }
    }
}

/// Whether the running thread is bound.
#[inline]
pub(crate) fn is_bound() -> bool {
    !CURRENT.get().is_null()
}

/// The memory that the running thread is bound to, held.
pub(crate) fn current() -> Option<IsolateMemory> {
    // SAFETY: `use_current` gives a reference that is valid during the call, of a
    // value that lives in an `Arc`.
    use_current(|inner| unsafe { IsolateMemory::of_inner(inner) })
}

/// Calls `work`, which must drop no [`Binding`] and call nothing that does, with the
/// memory that the running thread is bound to.
#[inline]
pub(crate) fn use_current<R>(work: impl FnOnce(&Inner) -> R) -> Option<R> {
    let current = CURRENT.get();
    // SAFETY: not null means that the binding that wrote it is alive, on this thread
    // alone (it is not `Send`), and holds the memory. `Binding::drop` ends it: when the
    // pointer is the same that another binding of the same memory wrote, it is null
    // from then on too. `work` drops no binding.
    unsafe { current.as_ref() }.map(work)
}
