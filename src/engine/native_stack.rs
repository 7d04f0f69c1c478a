//! How much of the running thread's native stack is left.
//!
//! Walks over what a script built (deeply nested objects) recurse in Rust;
//! they ask here before each step down, and stop where V8 would throw.
//!
//! A host's own stack may be small, and the engine needs much of it: up to
//! 45 KB for each nested bracket of a source, up to 4.2 KB for each call that
//! passes through Rust. A [`NativeStack`] is one that scripts run on instead.

use crate::memory::pages::{PAGE, Pages};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

/// What must stay free for a call into the engine and back: frames of the
/// interpreter are large, more so in unoptimised builds.
const RESERVE: usize = 256 * 1024;

/// What a thread is taken to have when the system does not tell.
const ASSUMED: usize = 512 * 1024;

thread_local! {
    /// The lowest address of this thread's stack; 0 before it was asked for.
    static LIMIT: Cell<usize> = const { Cell::new(0) };
}

/// Whether the running thread should not recurse any further.
#[must_use]
pub fn is_low() -> bool {
    remaining() < RESERVE
}

/// Bytes of stack between the caller and the stack's end.
#[must_use]
pub fn remaining() -> usize {
    let here = address_here();
    let limit = LIMIT.get();
    if limit != 0 {
        return here.saturating_sub(limit);
    }
    let limit = lowest_address().unwrap_or_else(|| here.saturating_sub(ASSUMED));
    LIMIT.set(limit);
    here.saturating_sub(limit)
}

/// Not the address of a variable: the address sanitizer keeps those elsewhere.
fn address_here() -> usize {
    psm::stack_pointer().addr()
}

#[cfg(target_os = "linux")]
fn lowest_address() -> Option<usize> {
    use std::mem::MaybeUninit;
    use std::ptr;

    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut lowest = ptr::null_mut();
    let mut size = 0;
    // SAFETY: asks nothing of its caller.
    let this = unsafe { libc::pthread_self() };
    // SAFETY: the thread runs, and `attributes` has room for what is written there.
    if unsafe { libc::pthread_getattr_np(this, attributes.as_mut_ptr()) } != 0 {
        return None;
    }
    // SAFETY: the call above, which succeeded, initialised `attributes`; the two
    // out-pointers are valid.
    let got =
        unsafe { libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut lowest, &raw mut size) };
    // SAFETY: initialised above, destroyed once, and not used afterwards.
    unsafe { libc::pthread_attr_destroy(attributes.as_mut_ptr()) };
    (got == 0).then(|| lowest.addr())
}

#[cfg(not(target_os = "linux"))]
fn lowest_address() -> Option<usize> {
    None
}

/// A stack of its own for scripts, reserved and not used: only pages that were
/// touched cost memory.
#[derive(Debug)]
pub struct NativeStack {
    pages: Pages,
}

/// What a stack keeps warm from one run to the next.
const WARM: usize = 256 * 1024;

/// Sizes that are tried, largest first: where address space is limited a
/// smaller one still runs most programs.
const SIZES: [usize; 6] = [
    512 << 20,
    256 << 20,
    128 << 20,
    64 << 20,
    32 << 20,
    16 << 20,
];

impl NativeStack {
    /// The largest that can be had; `None` when the system refuses even the smallest.
    #[must_use]
    pub fn largest() -> Option<Self> {
        SIZES.into_iter().find_map(Self::reserve)
    }

    /// A stack of `size` bytes, a multiple of the page size; `None` when the
    /// system refuses.
    #[must_use]
    pub fn reserve(size: usize) -> Option<Self> {
        let pages = Pages::reserve(size, PAGE).filter(|pages| pages.len() > Self::GUARD)?;
        let stack = Self { pages };
        let lowest = stack.pages.start().as_ptr().cast();
        // SAFETY: the lowest pages of the mapping just made, which is longer; nothing
        // uses them.
        let guarded = unsafe { libc::mprotect(lowest, Self::GUARD, libc::PROT_NONE) };
        (guarded == 0).then_some(stack)
    }

    /// Bytes at the end that fault when touched, at least a page of any system.
    const GUARD: usize = 64 * 1024;

    /// Runs `work` on this stack, unless the running one has as much room.
    pub fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        // The sanitizer knows the thread's own stack only.
        if cfg!(slabjs_asan) || remaining() >= self.pages.len() / 2 {
            return work();
        }
        let lowest = self.pages.start().as_ptr().addr() + Self::GUARD;
        let before = LIMIT.replace(lowest);
        let caught = || panic::catch_unwind(AssertUnwindSafe(work));
        // SAFETY: the mapping is readable and writable above its guard, aligned
        // to pages, and used by nobody else: `run` is entered once at a time,
        // since a nested call finds room and stays where it is. The closure
        // does not unwind.
        let result =
            unsafe { psm::on_stack(self.pages.start().as_ptr(), self.pages.len(), caught) };
        LIMIT.set(before);
        result.unwrap_or_else(|panic| panic::resume_unwind(panic))
    }

    /// Gives back the pages that a deep recursion left, but the uppermost.
    pub fn trim(&self) {
        let end = self.pages.len().saturating_sub(WARM);
        if end > Self::GUARD {
            // SAFETY: whole pages of the mapping, between the guard and what
            // stays warm; nothing runs on this stack while it is borrowed here,
            // because `run` returns before.
            unsafe { self.pages.decommit(Self::GUARD..end) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_a_stack_of_its_own_has_its_room_and_may_panic() {
        fn deep(levels: usize) -> usize {
            let frame = std::hint::black_box([1_u8; 64 * 1024]);
            match levels {
                0 => usize::from(frame[0]),
                _ => deep(levels - 1) + usize::from(frame[levels % 1024]),
            }
        }
        let stack = NativeStack::reserve(64 << 20).expect("a stack");
        let before = remaining();
        // 51 MB, which no test thread has.
        assert_eq!(stack.run(|| deep(800)), 801);
        assert!(stack.run(remaining) > 60 << 20);
        assert!(stack.run(|| stack.run(remaining)) > 60 << 20);
        let panicked =
            panic::catch_unwind(AssertUnwindSafe(|| stack.run(|| panic!("for the test"))));
        assert!(panicked.is_err());
        assert_eq!(remaining(), before);
        stack.trim();
        assert_eq!(stack.run(|| deep(3)), 4);
    }

    fn descend(levels: usize) -> usize {
        let frame = [levels as u8; 256];
        if is_low() || levels == 0 {
            return levels + usize::from(std::hint::black_box(frame)[0]) - usize::from(frame[0]);
        }
        std::hint::black_box(descend(levels - 1))
    }

    #[test]
    fn recursion_is_stopped_before_the_stack_ends() {
        let left = std::thread::Builder::new()
            .stack_size(1024 * 1024)
            .spawn(|| descend(1_000_000))
            .expect("a thread")
            .join()
            .expect("no overflow");
        assert!(left > 0);
    }

    #[test]
    fn a_fresh_thread_has_room() {
        let low = std::thread::Builder::new()
            .stack_size(2 * 1024 * 1024)
            .spawn(is_low)
            .expect("a thread")
            .join();
        assert!(!low.expect("no panic"));
    }
}
