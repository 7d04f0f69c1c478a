//! Native code called under a stack frame of its own.
//!
//! The engine leaves values on its stack where an ES module is linked, where a run
//! is ended, and where an error comes out of a script through two functions or more.
//! In the middle of a caller's expression they would be taken for its operands, and
//! what they refer to is never collected. When a JavaScript function returns, the
//! engine clears all that stands above its frame: so such code is called through one.

use super::native;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, Script, Source};
use std::cell::Cell;
use std::path::Path;
use std::ptr::NonNull;

/// Calls that count as open inside [`run_in_own_frame`] and are not the script's.
pub const CALLS: usize = 2;

/// What the frames of this file are called in the engine's stacks.
const NAME: &str = "slabjs:apart";

/// The function that calls what it is given, and the one that calls [`WORK`].
#[derive(Clone)]
struct Caller {
    caller: JsObject,
    worker: JsFunction,
}

type Work<'a> = dyn FnMut(&mut Context) + 'a;

thread_local! {
    /// What [`worker`] is to call, from where it is put to where it is called.
    static WORK: Cell<Option<NonNull<Work<'static>>>> = const { Cell::new(None) };
}

/// Calls `native` without arguments from a JavaScript function that does nothing else.
///
/// # Errors
///
/// What `native` throws.
pub fn call_in_own_frame(native: &JsFunction, context: &mut Context) -> JsResult<JsValue> {
    let Caller { caller, .. } = caller(context)?;
    caller.call(&JsValue::undefined(), &[native.clone().into()], context)
}

/// Runs `work` under a JavaScript function that does nothing else.
pub fn run_in_own_frame<R>(context: &mut Context, work: impl FnOnce(&mut Context) -> R) -> R {
    let mut work = Some(work);
    let mut result = None;
    let realm = context.realm().clone();
    let mut call = |context: &mut Context| {
        let own = context.enter_realm(realm.clone());
        result = work.take().map(|work| work(context));
        context.enter_realm(own);
    };
    let called = caller(context).and_then(|Caller { caller, worker }| {
        let _taken_back = lend(&mut call);
        caller.call(&JsValue::undefined(), &[worker.into()], context)
    });
    match (result, work) {
        (Some(result), _) => result,
        // The stack is full, so that not even this frame fits.
        (None, Some(work)) => work(context),
        (None, None) => unreachable!("work that was taken has a result: {called:?}"),
    }
}

/// Clears [`WORK`] when dropped, in case the callback was never called.
struct Lent;

impl Drop for Lent {
    fn drop(&mut self) {
        WORK.set(None);
    }
}

fn lend(call: &mut Work<'_>) -> Lent {
    let call = NonNull::from(call);
    // SAFETY: only the lifetime changes. The pointer is followed once at most, by
    // `worker`, which takes it out first, and while `run_in_own_frame` waits for its call:
    // when that returns or unwinds, `Lent` has taken out what is left.
    let call = unsafe { std::mem::transmute::<NonNull<Work<'_>>, NonNull<Work<'static>>>(call) };
    WORK.set(Some(call));
    Lent
}

/// Calls what was lent. A script can't get hold of this function: it is only ever
/// the argument of a function that keeps no arguments.
fn worker(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(mut call) = WORK.take() {
        // SAFETY: `run_in_own_frame` lent it, waits for this call, and touches what it
        // lent no more before it returns.
        unsafe { call.as_mut()(context) };
    }
    Ok(JsValue::undefined())
}

fn caller(context: &mut Context) -> JsResult<Caller> {
    if let Some(caller) = context.get_data::<Caller>() {
        return Ok(caller.clone());
    }
    let source = Source::from_bytes("(function (native) { return native(); })");
    let script = Script::parse(source.with_path(Path::new(NAME)), None, context)?;
    let Some(function) = script.evaluate(context)?.as_callable() else {
        return Err(JsNativeError::typ().with_message("not a function").into());
    };
    let caller = Caller {
        caller: function,
        worker: native::function(NAME, 0, worker, context),
    };
    context.insert_data(caller.clone());
    Ok(caller)
}

/// Whether a line of the engine's stacks, or a part of one, is a frame of this file.
#[must_use]
pub fn is_own(line: &str) -> bool {
    line.contains("(slabjs:apart") || line.contains("slabjs:apart (native")
}

/// `frames`, one a line, without those of this file.
#[must_use]
pub fn without_own(frames: &str) -> String {
    let others = frames.lines().filter(|line| !is_own(line));
    others.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::Source;

    fn evaluate(code: &str, context: &mut Context) -> JsResult<JsValue> {
        context.eval(Source::from_bytes(code))
    }

    #[test]
    fn work_has_a_result_whatever_it_does_and_nests() {
        let context = &mut Context::default();
        let sum = run_in_own_frame(context, |context| {
            let failed = evaluate("(function () { throw 1 })()", context);
            assert!(failed.is_err());
            run_in_own_frame(context, |context| evaluate("1 + 1", context))
        });
        assert_eq!(sum.expect("no error").as_number(), Some(2.0));
    }

    #[test]
    fn work_runs_where_no_frame_fits() {
        let context = &mut Context::default();
        context.runtime_limits_mut().set_recursion_limit(0);
        assert_eq!(run_in_own_frame(context, |_| 7), 7);
    }

    #[test]
    fn a_panic_leaves_nothing_lent() {
        let context = &mut Context::default();
        let run =
            std::panic::AssertUnwindSafe(|| run_in_own_frame(context, |_| panic!("for the test")));
        assert!(std::panic::catch_unwind(run).is_err());
        assert!(WORK.take().is_none());
    }

    #[test]
    fn what_a_thrown_error_left_behind_is_cleared() {
        let context = &mut Context::default();
        context.runtime_limits_mut().set_stack_size_limit(2000);
        let code = "(function () { let a = [], b = a, c = b; return (() => { throw c })() })()";
        for _ in 0..1000 {
            let failed = run_in_own_frame(context, |context| evaluate(code, context));
            assert!(failed.is_err());
        }
        assert!(evaluate("(() => 1)()", context).is_ok());
    }

    #[test]
    fn own_frames_are_told_from_others() {
        let frames = "    at f (a.js:1:2)\n    at slabjs:apart (native)\n    at <main> (slabjs:apart:1:29)\n    at g (b.js:3:4)";
        assert_eq!(
            without_own(frames),
            "    at f (a.js:1:2)\n    at g (b.js:3:4)"
        );
    }
}
