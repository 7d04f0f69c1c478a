//! Ctrl-C while a script runs.
//!
//! The engine has no flag that a signal could set, but an evaluation that is
//! polled can be given up between two of its instructions.

use boa_engine::{Context, JsResult, JsValue, Script};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Poll, Waker};

/// Instructions between two looks at the flag: about a millisecond of work.
const BUDGET: u32 = 10_000;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// While it lives, the first Ctrl-C is noted; a second one that comes before
/// anybody has asked ends the process, as without a listener.
#[derive(Debug)]
#[non_exhaustive]
pub struct Listener;

impl Listener {
    /// Begins to listen. There should be one listener at a time.
    #[must_use]
    pub fn new() -> Self {
        INTERRUPTED.store(false, Ordering::SeqCst);
        let handler: extern "C" fn(libc::c_int) = on_interrupt;
        // SAFETY: the handler does nothing but atomic operations and calls that
        // are safe inside a signal handler.
        unsafe { libc::signal(libc::SIGINT, handler as libc::sighandler_t) };
        Self
    }

    /// Whether Ctrl-C has come since the last question.
    #[must_use]
    pub fn take(&self) -> bool {
        INTERRUPTED.swap(false, Ordering::SeqCst)
    }
}

impl Default for Listener {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // SAFETY: restores what the process was started with.
        unsafe { libc::signal(libc::SIGINT, libc::SIG_DFL) };
    }
}

extern "C" fn on_interrupt(signal: libc::c_int) {
    if !INTERRUPTED.swap(true, Ordering::SeqCst) {
        return;
    }
    // SAFETY: both calls are safe inside a signal handler.
    unsafe {
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
    }
}

/// Evaluates `script` until it ends or `listener` hears of Ctrl-C; `None` in
/// the latter case.
///
/// Loops of the script itself are interrupted, not those that run inside a
/// native function, such as a callback of `sort`. The engine keeps the frames
/// of a script that was given up; they count as open calls for ever, so the
/// recursion limit is raised by their number.
pub fn evaluate(
    script: &Script,
    listener: &Listener,
    context: &mut Context,
) -> Option<JsResult<JsValue>> {
    let open = context.stack_trace().count();
    let ended = poll(script, listener, context);
    let left = context.stack_trace().count().saturating_sub(open);
    if left > 0 {
        let limits = context.runtime_limits_mut();
        limits.set_recursion_limit(limits.recursion_limit().saturating_add(left));
    }
    ended
}

fn poll(script: &Script, listener: &Listener, context: &mut Context) -> Option<JsResult<JsValue>> {
    let mut evaluation = pin!(script.evaluate_async_with_budget(context, BUDGET));
    let mut task = std::task::Context::from_waker(Waker::noop());
    loop {
        match evaluation.as_mut().poll(&mut task) {
            Poll::Ready(ended) => return Some(ended),
            Poll::Pending if listener.take() => return None,
            Poll::Pending => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::Source;
    use std::time::Duration;

    fn script(code: &str, context: &mut Context) -> Script {
        Script::parse(Source::from_bytes(code), None, context).expect("it parses")
    }

    fn interrupt_soon() {
        std::thread::spawn(|| {
            std::thread::sleep(Duration::from_millis(50));
            // SAFETY: a listener is installed by the test.
            unsafe { libc::kill(libc::getpid(), libc::SIGINT) };
        });
    }

    // One test, because signals belong to the whole process.
    #[test]
    fn an_endless_loop_is_given_up_and_the_context_goes_on() {
        let context = &mut Context::default();
        context.runtime_limits_mut().set_recursion_limit(100);
        let listener = Listener::new();
        for _ in 0..3 {
            interrupt_soon();
            let endless = script(
                "(function f(n) { n ? f(n - 1) : eval; for (;;); })(50)",
                context,
            );
            assert!(evaluate(&endless, &listener, context).is_none());
        }
        let whole = script(
            "(function f(n) { return n ? f(n - 1) + 1 : 0; })(90)",
            context,
        );
        let value = evaluate(&whole, &listener, context).expect("not interrupted");
        assert_eq!(value.expect("no error").as_number(), Some(90.0));
        let too_deep = script(
            "(function f(n) { return n ? f(n - 1) + 1 : 0; })(101)",
            context,
        );
        let value = evaluate(&too_deep, &listener, context).expect("not interrupted");
        assert!(value.is_err());
    }
}
