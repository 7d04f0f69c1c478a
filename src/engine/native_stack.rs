//! How much of the running thread's native stack is left.
//!
//! Walks over what a script built (deeply nested objects) recurse in Rust;
//! they ask here before each step down, and stop where V8 would throw.

use std::cell::Cell;

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
fn remaining() -> usize {
    let here = address_here();
    let limit = LIMIT.get();
    if limit != 0 {
        return here.saturating_sub(limit);
    }
    let limit = lowest_address().unwrap_or_else(|| here.saturating_sub(ASSUMED));
    LIMIT.set(limit);
    here.saturating_sub(limit)
}

#[inline(never)]
fn address_here() -> usize {
    let marker = 0_u8;
    std::ptr::from_ref(&marker).addr()
}

#[cfg(target_os = "linux")]
fn lowest_address() -> Option<usize> {
    use std::mem::MaybeUninit;
    use std::ptr;

    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut lowest = ptr::null_mut();
    let mut size = 0;
    // SAFETY: `attributes` is initialised by a successful `pthread_getattr_np`
    // before it is read, and destroyed once; the two out-pointers are valid.
    unsafe {
        if libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) != 0 {
            return None;
        }
        let got = libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut lowest, &raw mut size);
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        (got == 0).then(|| lowest.addr())
    }
}

#[cfg(not(target_os = "linux"))]
fn lowest_address() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

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
