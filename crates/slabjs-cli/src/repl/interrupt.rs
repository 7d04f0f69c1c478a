//! Ctrl-C while a script runs.
//!
//! The engine has no flag that a signal could set, but an evaluation that is
//! polled can be given up between two of its instructions.

use boa_engine::{Context, JsResult, JsValue, Script};
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Poll, Waker};

/// Instructions between two checks of the flag: about a millisecond of work.
const BUDGET: u32 = 10_000;

/// Whether the next Ctrl-C ends the process: while there is no listener, and
/// while one has not asked about the last Ctrl-C.
static ENDS: AtomicBool = AtomicBool::new(true);

/// The process's Ctrl-C, handled here. The handler stays until the process ends.
#[derive(Debug)]
#[non_exhaustive]
pub struct Interrupts;

impl Interrupts {
    /// Takes over Ctrl-C. Until somebody listens it ends the process, as before.
    ///
    /// # Errors
    ///
    /// When the system does not let the process handle signals.
    pub fn new() -> io::Result<Self> {
        static INSTALLED: Mutex<bool> = Mutex::new(false);
        let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
        if !*installed {
            // In this order: the first action sees what earlier signals left.
            flag::register_conditional_default(SIGINT, &ENDS)?;
            flag::register(SIGINT, &ENDS)?;
            *installed = true;
        }
        Ok(Self)
    }

    /// Begins to listen. There should be one listener at a time.
    #[must_use]
    pub fn listen(&self) -> Listener {
        ENDS.store(false, Ordering::SeqCst);
        Listener(())
    }
}

/// While it lives, the first Ctrl-C is recorded; a second one that comes before
/// anybody has asked ends the process, as without a listener.
#[derive(Debug)]
pub struct Listener(());

impl Listener {
    /// Whether Ctrl-C has come since the last question.
    #[must_use]
    pub fn take(&self) -> bool {
        ENDS.swap(false, Ordering::SeqCst)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        ENDS.store(true, Ordering::SeqCst);
    }
}

/// Evaluates `script` until it ends or `listener` hears of Ctrl-C; `None` in
/// the latter case.
///
/// Loops of the script itself are interrupted, not those that run inside a
/// native function, such as a callback of `sort`. The engine keeps the frames
/// of a script that was given up; they count as open calls permanently, so the
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
            signal_hook::low_level::raise(SIGINT).expect("a signal");
        });
    }

    // One test, because signals belong to the whole process.
    #[test]
    fn an_endless_loop_is_given_up_and_the_context_goes_on() {
        let context = &mut Context::default();
        context.runtime_limits_mut().set_recursion_limit(100);
        let interrupts = Interrupts::new().expect("signals");
        let listener = interrupts.listen();
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
