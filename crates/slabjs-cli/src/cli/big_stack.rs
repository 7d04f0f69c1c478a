//! The thread that scripts run on.
//!
//! The engine recurses natively where JavaScript passes through Rust: a
//! callback of `sort`, a getter, a Proxy trap, `JSON.parse` with a reviver.
//! Measured, such a level takes 1.2 to 4.2 KB of native stack, and
//! [`RECURSION_LIMIT`] admits at most as many levels: 42 MB. The parser takes
//! 25 to 45 KB for each nested bracket. The stack is reserved, not used: only
//! pages that were touched cost memory.

use boa_engine::vm::RuntimeLimits;
use slabjs::program::{RECURSION_LIMIT, STACK_VALUES, is_catching_defects};
use std::any::Any;
use std::cell::RefCell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Reservations that are tried, largest first: where address space is
/// limited a smaller one still runs most programs.
const SIZES: [usize; 5] = [1 << 30, 512 << 20, 256 << 20, 128 << 20, 64 << 20];

/// The exit code after a defect of slabjs or of the engine, which is that of
/// a process that aborts.
pub const INTERNAL_ERROR: i32 = 134;

/// The limits that keep scripts within the stack.
pub fn limit(limits: &mut RuntimeLimits) {
    limits.set_recursion_limit(RECURSION_LIMIT);
    limits.set_stack_size_limit(STACK_VALUES);
}

/// Runs `program` on a thread with a large stack and returns its exit code;
/// [`INTERNAL_ERROR`] when it panicked.
///
/// The thread stays, asleep, with all that the program left on its heap: the
/// process is about to end, and to free a heap box by box first takes longer
/// than an empty script takes to run.
///
/// # Errors
///
/// When no thread could be started.
pub fn run(program: impl FnOnce() -> i32 + Send + 'static) -> io::Result<i32> {
    // Still here when a thread could not be started.
    let program = Arc::new(Mutex::new(Some(program)));
    let (done, code) = channel();
    let mut failure = io::Error::from(io::ErrorKind::OutOfMemory);
    for size in SIZES {
        let (program, done) = (Arc::clone(&program), done.clone());
        let take = move || program.lock().ok().and_then(|mut program| program.take());
        let thread = thread::Builder::new()
            .name("slabjs".to_owned())
            .stack_size(size)
            .spawn(move || tell_and_sleep(take().map_or(INTERNAL_ERROR, guarded), &done));
        match thread {
            Ok(_) => return Ok(code.recv().unwrap_or(INTERNAL_ERROR)),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn tell_and_sleep(code: i32, done: &Sender<i32>) {
    // The receiver waits until it is told.
    let _ = done.send(code);
    loop {
        thread::park();
    }
}

fn guarded(program: impl FnOnce() -> i32) -> i32 {
    panic::catch_unwind(AssertUnwindSafe(program)).unwrap_or(INTERNAL_ERROR)
}

thread_local! {
    /// Where the last panic that became an error of a run arose.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Where the last panic on this thread arose that became an error of a run, as
/// ` (file:line)`; empty when there was none.
#[must_use]
pub fn last_place() -> String {
    PLACE.with_borrow(Clone::clone)
}

/// What is said of every defect.
pub const PLEASE_REPORT: &str = "This is a defect of slabjs or its engine, not of the script. \
                                 Please report it, with the script that led to it.";

/// Has panics say that they are defects, and where. Those that become errors of a run are
/// told of where that error is.
pub fn explain_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|place| format!(" ({}:{})", place.file(), place.line()))
            .unwrap_or_default();
        if is_catching_defects() {
            PLACE.set(place);
            return;
        }
        let message = message(panic.payload());
        let text = format!("slabjs: internal error: {message}{place}\n{PLEASE_REPORT}\n");
        super::print::err(&text);
    }));
}

fn message(payload: &dyn Any) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_code_is_returned() {
        assert_eq!(run(|| 7).ok(), Some(7));
    }

    #[test]
    fn a_panic_becomes_an_exit_code() {
        assert_eq!(run(|| panic!("for the test")).ok(), Some(INTERNAL_ERROR));
    }

    #[test]
    fn the_stack_is_as_large_as_promised() {
        fn descend(levels: usize) -> usize {
            let frame = std::hint::black_box([1_u8; 1 << 20]);
            match levels {
                0 => usize::from(frame[0]),
                _ => descend(levels - 1) + usize::from(frame[levels]),
            }
        }
        assert_eq!(run(|| (descend(100) == 101).into()).ok(), Some(1));
    }
}
