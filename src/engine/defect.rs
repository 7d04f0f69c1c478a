//! Panics of the engine, turned into errors of the run that met them.
//!
//! The engine asserts what it takes for impossible, and some of that a script can bring
//! about. Where a panic is caught the engine's heap is whole: what it borrows is given
//! back as the stack unwinds. But the frames of the calls that were open stay on its own
//! stack, below whatever runs later, with all that they refer to. So a panic is caught only
//! where no frame of the engine's is running any more: code of the engine's that went on
//! would take the frame of another for its own.

use super::ended::Ended;
use super::watch;
use boa_engine::error::{EngineError, PanicError, RuntimeLimitError};
use boa_engine::{Context, JsError};
use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Units of a panic's message that are kept: the engine's own may hold whole stacks.
const SHOWN: usize = 160;

thread_local! {
    /// How many calls of [`caught`] are open on this thread.
    static OPEN: Cell<u32> = const { Cell::new(0) };
}

/// Counts an open call of [`caught`], however it ends.
struct Open;

impl Open {
    fn new() -> Self {
        OPEN.set(OPEN.get().saturating_add(1));
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        OPEN.set(OPEN.get().saturating_sub(1));
    }
}

/// Whether a panic on this thread becomes an error of a run, so that a hook of panics
/// need not tell of it.
///
/// ```
/// # use test_allocator as _;
/// assert!(!slabjs::program::is_catching_defects());
/// ```
#[must_use]
pub fn is_catching_defects() -> bool {
    OPEN.try_with(Cell::get).unwrap_or(0) > 0
}

/// Runs `work`, from where no code of the engine's is running on this thread. A panic
/// becomes an error of the engine, which no script can catch; one that the engine met
/// for want of stack becomes what it was.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::program::catch_defects;
///
/// let sum = catch_defects(runtime.context(), |_| 1 + 1).expect("no panic");
/// assert_eq!(sum, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// The error for a panic.
pub fn catch_defects<T>(
    context: &mut Context,
    work: impl FnOnce(&mut Context) -> T,
) -> Result<T, JsError> {
    let before = context.stack_trace().count();
    let open = Open::new();
    let ended = catch_unwind(AssertUnwindSafe(|| work(context)));
    drop(open);
    ended.map_err(|panic| {
        let left = context.stack_trace().count().saturating_sub(before);
        forgive(left, context);
        error(message(&*panic))
    })
}

/// Frames that nobody will take away must not count as calls of the runs to come.
fn forgive(frames: usize, context: &mut Context) {
    let limits = context.runtime_limits_mut();
    // A run that is to end has a limit of 0, and its own to go back to.
    if limits.recursion_limit() > 0 {
        limits.set_recursion_limit(limits.recursion_limit().saturating_add(frames));
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}

/// The error for a panic with `message`, which may hold the error that led to it.
fn error(message: &str) -> JsError {
    if message.contains("Engine(RuntimeLimit(Recursion))") {
        return RuntimeLimitError::Recursion.into();
    }
    if message.contains("Engine(RuntimeLimit(StackSize))") {
        return RuntimeLimitError::StackSize.into();
    }
    let shown: String = message.chars().take(SHOWN).collect();
    PanicError::new(shown).into()
}

/// Whether `error` is the engine's for calls that are nested too deeply, and not for a run
/// that is to end.
#[must_use]
pub fn is_overflow(error: &JsError) -> bool {
    let Some(EngineError::RuntimeLimit(limit)) = error.as_engine() else {
        return false;
    };
    let is_depth = matches!(
        limit,
        RuntimeLimitError::Recursion | RuntimeLimitError::StackSize
    );
    is_depth && !watch::current_has_ended()
}

/// Whether `error` tells of a defect of the engine.
#[must_use]
pub fn is_defect(error: &JsError) -> bool {
    matches!(error.as_engine(), Some(EngineError::Panic(_))) && Ended::of(error).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_the_engine() {
        let context = &mut Context::default();
        let ended = catch_defects(context, |_| -> u8 {
            assert!(is_catching_defects());
            panic!("for the test")
        });
        let error = ended.expect_err("it panicked");
        assert!(is_defect(&error) && !is_overflow(&error));
        assert!(error.to_string().contains("for the test"));
        assert!(!is_catching_defects());
    }

    #[test]
    fn an_exhausted_stack_stays_what_it_is() {
        let context = &mut Context::default();
        let ended = catch_defects(context, |_| -> u8 {
            panic!("infallible: JsError {{ inner: Engine(RuntimeLimit(Recursion)) }}")
        });
        assert!(is_overflow(&ended.expect_err("it panicked")));
    }

    #[test]
    fn the_context_goes_on() {
        let context = &mut Context::default();
        let code = "{ const P = { k: 1 }, o = Object.create(P), f = () => o.k; f(); f(); delete P.k; f() }";
        for turn in 0..3 {
            let source = boa_engine::Source::from_bytes(code);
            let ended = catch_defects(context, |context| context.eval(source));
            // The day this holds no more the engine has mended it: see docs/engine-faults.md.
            assert!(
                ended.is_err(),
                "the engine's caches of prototypes are right now"
            );
            let sum = context.eval(boa_engine::Source::from_bytes(
                "[1, 2].map((x) => x + 1)[1]",
            ));
            assert_eq!(
                sum.expect("it goes on").as_number(),
                Some(3.0),
                "turn {turn}"
            );
        }
    }
}
