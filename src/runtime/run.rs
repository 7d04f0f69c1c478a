//! Running code: on a large stack, under the limits, interruptible from outside.

use super::error::Error;
use super::instance::Runtime;
use crate::engine::event_loop::{EventLoop, Stop};
use crate::engine::events::Reason;
use crate::engine::isolate::Isolate;
use crate::engine::source;
use crate::engine::spans::{self, SpanKind};
use crate::engine::watch::End;
use crate::engine::{defect, frame, native_stack, thread_end, thrown};
use crate::node::modules::syntax;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsValue, Module, Script};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{Poll, Waker};

/// Native stack that must be left for each call that may be open: four times
/// what such a level was measured to take at most. The address sanitizer's frames
/// are many times as large.
const STACK_PER_CALL: usize = if cfg!(slabjs_asan) { 256 } else { 16 } * 1024;

/// Instructions between two checks of the heap limit: a few microseconds of work.
const BUDGET: u32 = 256;

impl Runtime {
    /// Evaluates `source` as a script named `name` and returns its completion
    /// value. Jobs that it leaves (promises, timers) run with [`Runtime::run`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// assert_eq!(runtime.evaluate("6 * 7", "answer.js")?.as_number(), Some(42.0));
    /// let error = runtime.evaluate("6 *", "half.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::IncompleteInput);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What the script throws, a syntax error, or why the run was ended.
    pub fn evaluate(&mut self, source: &str, name: &str) -> Result<JsValue, Error> {
        let isolate = self.isolate.clone();
        self.guarded(|context| {
            let ready = syntax::prepare_script(source, Path::new(name), context)
                .map_err(|thrown| Error::syntax(thrown, false, context))?;
            let parsed = source::parse(&ready, |text| {
                Script::parse(text.with_path(Path::new(name)), None, context)
            });
            let script = parsed.map_err(|thrown| syntax_error(thrown, source, name, context))?;
            let _span = spans::begin(SpanKind::Script, || name.into());
            let ended = match isolate.heap_limit().is_set() {
                true => evaluate_in_steps(&script, &isolate, context),
                false => script.evaluate(context),
            };
            ended.map_err(|thrown| failure(thrown, context))
        })
    }

    /// Evaluates `source` as the ES module at `name`, from which its
    /// imports are resolved, and returns its namespace when it has ended.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let module = runtime.evaluate_module("export const answer = await 42;", "answer.mjs")?;
    /// let answer = module.get(boa_engine::js_string!("answer"), runtime.context()).unwrap();
    /// assert_eq!(answer.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What the module throws, a syntax error, what loading its imports throws,
    /// an `Error` when its top level never ends, or why the run was ended.
    pub fn evaluate_module(&mut self, source: &str, name: &str) -> Result<JsObject, Error> {
        let path = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
        let path = path.join(name);
        self.guarded(|context| {
            let ready = syntax::prepare_module(source, &path, context)
                .map_err(|thrown| Error::syntax(thrown, false, context))?;
            let parsed = source::parse(&ready, |text| {
                Module::parse(text.with_path(&path), None, context)
            });
            let module = parsed.map_err(|thrown| module_error(thrown, source, name, context))?;
            let ended = module.load_link_evaluate(context);
            settle(&ended, context)?;
            Ok(module.namespace(context))
        })
    }

    /// Calls `function` on `this` with `arguments`.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let add = runtime.evaluate("(a, b) => a + b", "add.js")?;
    /// let sum = runtime.call(&add, &boa_engine::JsValue::undefined(), &[1.into(), 2.into()])?;
    /// assert_eq!(sum.as_number(), Some(3.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What it throws, a `TypeError` when it is no function, or why the run was ended.
    pub fn call(
        &mut self,
        function: &JsValue,
        this: &JsValue,
        arguments: &[JsValue],
    ) -> Result<JsValue, Error> {
        self.guarded(|context| {
            let Some(function) = function.as_callable() else {
                let shown = function.display().to_string();
                let message = format!("{shown} is not a function");
                let thrown = JsNativeError::typ().with_message(message).into();
                return Err(failure(thrown, context));
            };
            let called = function.call(this, arguments, context);
            called.map_err(|thrown| failure(thrown, context))
        })
    }

    /// Runs jobs, timers and what other threads post until nothing is left that
    /// keeps the program alive.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("setTimeout(() => { globalThis.later = 1 }, 1)", "timer.js")?;
    /// runtime.run()?;
    /// assert_eq!(runtime.global("later")?.as_number(), Some(1.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An error that nobody caught, the script's own end, or why the run was
    /// ended. Work that is left stays queued.
    pub fn run(&mut self) -> Result<(), Error> {
        self.guarded(|context| {
            let event_loop = event_loop(context)?;
            let stopped = event_loop.run_until_idle(context);
            stopped.map_err(|stop| stop_error(stop, context))
        })
    }

    /// Runs jobs and timers until `value`, if it is a promise, has settled, and
    /// returns what it was fulfilled with. Any other value is returned at once.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let promise = runtime.evaluate("(async () => { await null; return 42 })()", "later.js")?;
    /// assert_eq!(runtime.settle(&promise)?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The reason of a rejected promise, an `Error` when nothing is left that
    /// could settle it, and as [`Runtime::run`].
    pub fn settle(&mut self, value: &JsValue) -> Result<JsValue, Error> {
        let promise = value.as_object().map(JsPromise::from_object);
        let Some(Ok(promise)) = promise else {
            return Ok(value.clone());
        };
        self.guarded(|context| settle(&promise, context))
    }

    /// Lends the engine's context to `work`, as native code of the runtime's
    /// has it: on the large stack, under the limits, and ended as any run is.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let answer = runtime.with_context(|context| {
    ///     context.eval(boa_engine::Source::from_bytes("6 * 7"))
    /// })?;
    /// assert_eq!(answer.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What `work` throws, or why the run was ended.
    pub fn with_context<T>(
        &mut self,
        work: impl FnOnce(&mut Context) -> JsResult<T>,
    ) -> Result<T, Error> {
        self.guarded(|context| work(context).map_err(|thrown| failure(thrown, context)))
    }

    pub(super) fn guarded<T>(
        &mut self,
        work: impl FnOnce(&mut Context) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if thread_end::has_come() {
            return Err(Error::thread_ended());
        }
        let isolate = self.isolate.clone();
        thrown::forget_unwanted(&self.context);
        isolate.begin_run();
        #[cfg(feature = "fuel")]
        self.load_fuel()
            .inspect_err(|_| isolate.heap_limit().run_ended())?;
        let open = self.context.stack_trace().count();
        let outside = self.context.runtime_limits().recursion_limit();
        let most = self.recursion_limit;
        let (watch, time, context) = (&self.watch, self.time_limit, &mut self.context);
        let run = || {
            let room = native_stack::remaining() / STACK_PER_CALL;
            let limits = context.runtime_limits_mut();
            limits.set_recursion_limit(most.min(room).saturating_add(frame::CALLS));
            watch.run(context, time, |context| {
                let ended = defect::catch_defects(context, |context| {
                    frame::run_in_own_frame(context, work)
                });
                ended.unwrap_or_else(|defect| Err(failure(defect, context)))
            })
        };
        let ran = match &self.stack {
            Some(stack) => stack.run(run),
            None => run(),
        };
        let limits = self.context.runtime_limits_mut();
        limits.set_recursion_limit(outside);
        // Frames that a defect or the want of fuel left stand for ever, and must not count
        // as calls of the runs to come.
        let left = self.context.stack_trace().count().saturating_sub(open);
        self.recursion_limit = self.recursion_limit.saturating_add(left);
        #[cfg(feature = "fuel")]
        let ran = self.burnt(ran, left);
        if let Ok((_, Some(End::HeapLimit | End::MemoryLimit))) = ran {
            // The host gets back at once what the script took.
            isolate.collect(Reason::HardLimit);
        }
        isolate.heap_limit().run_ended();
        isolate.settle();
        match ran {
            Ok((result, ended)) => self.outcome(result, ended),
            Err(thrown) => Err(Error::new(thrown, &mut self.context)),
        }
    }

    /// What ended for want of fuel, which left frames of the engine's.
    #[cfg(feature = "fuel")]
    fn burnt<T>(
        &mut self,
        ran: JsResult<(Result<T, Error>, Option<End>)>,
        left: usize,
    ) -> JsResult<(Result<T, Error>, Option<End>)> {
        if !self.take_fuel() {
            return ran;
        }
        ran.map(|(result, ended)| match (result, ended) {
            // It had just enough.
            (Ok(value), None) if left == 0 => (Ok(value), None),
            (Ok(_), ended) => {
                let error = super::fuel::out_of_fuel(&mut self.context);
                (Err(error), ended.or(Some(End::OutOfFuel)))
            }
            (Err(error), ended) => (Err(error), ended.or(Some(End::OutOfFuel))),
        })
    }

    fn outcome<T>(&self, result: Result<T, Error>, ended: Option<End>) -> Result<T, Error> {
        if let (Err(_), Some(stack)) = (&result, &self.stack) {
            stack.trim();
        }
        match (result, ended) {
            (Err(error), Some(why)) => Err(error.ended(why, &self.context)),
            (result, _) => result,
        }
    }
}

/// Evaluates `script` with a safe point between some of its instructions.
fn evaluate_in_steps(
    script: &Script,
    isolate: &Isolate,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut evaluation = pin!(script.evaluate_async_with_budget(context, BUDGET));
    let mut task = std::task::Context::from_waker(Waker::noop());
    loop {
        match evaluation.as_mut().poll(&mut task) {
            Poll::Ready(ended) => return ended,
            Poll::Pending => isolate.safe_point(),
        }
    }
}

/// The error for what left the engine.
pub(super) fn failure(thrown: JsError, context: &mut Context) -> Error {
    let event_loop = EventLoop::of(context).ok();
    let exit = event_loop.and_then(|event_loop| {
        let code = event_loop.exit_requested()?;
        event_loop.forget_exit(context);
        Some(code)
    });
    match exit {
        Some(code) => Error::exit(code, thrown, context),
        None => Error::new(thrown, context),
    }
}

pub(super) fn stop_error(stop: Stop, context: &mut Context) -> Error {
    match stop {
        Stop::Uncaught(uncaught) => failure(uncaught.error, context),
        Stop::Exit(_) => failure(
            JsNativeError::error()
                .with_message("the script asked for its end")
                .into(),
            context,
        ),
    }
}

pub(super) fn event_loop(context: &mut Context) -> Result<std::rc::Rc<EventLoop>, Error> {
    EventLoop::of(context).map_err(|thrown| Error::new(thrown, context))
}

fn syntax_error(thrown: JsError, source: &str, name: &str, context: &mut Context) -> Error {
    let fault = syntax::check_script(source, context);
    fault_error(thrown, fault, source, name, context)
}

fn module_error(thrown: JsError, source: &str, name: &str, context: &mut Context) -> Error {
    let fault = syntax::check_module(source, context);
    fault_error(thrown, fault, source, name, context)
}

/// The parser's error in V8's words where they are known.
fn fault_error(
    thrown: JsError,
    fault: Option<syntax::Fault>,
    source: &str,
    name: &str,
    context: &mut Context,
) -> Error {
    match fault {
        // It nests too deeply, or is too long for the heap.
        _ if !is_syntax_error(&thrown) => Error::new(thrown, context),
        None => Error::syntax(thrown, false, context),
        Some(fault) => {
            let incomplete = fault.is_incomplete();
            let thrown = syntax::error(&fault, Path::new(name), source, context);
            Error::syntax(thrown, incomplete, context)
        }
    }
}

fn is_syntax_error(thrown: &JsError) -> bool {
    let kind = thrown.as_native().map(boa_engine::JsNativeError::kind);
    matches!(kind, Some(boa_engine::error::JsNativeErrorKind::Syntax))
}

/// Runs the loop until `promise` has settled.
fn settle(promise: &JsPromise, context: &mut Context) -> Result<JsValue, Error> {
    let event_loop = event_loop(context)?;
    handle_rejection(promise, context)?;
    let drained = event_loop.run_microtasks(context);
    drained.map_err(|stop| stop_error(stop, context))?;
    loop {
        match promise.state() {
            PromiseState::Fulfilled(value) => return Ok(value),
            PromiseState::Rejected(reason) => {
                return Err(failure(JsError::from_opaque(reason), context));
            }
            PromiseState::Pending if !event_loop.has_work() => {
                return Err(never_settled(context));
            }
            PromiseState::Pending => {
                let turned = event_loop.run_once(context, true);
                turned.map_err(|stop| stop_error(stop, context))?;
            }
        }
    }
}

/// Marks the rejection of `promise` as handled: the caller returns it as an error.
pub(super) fn handle_rejection(promise: &JsPromise, context: &mut Context) -> Result<(), Error> {
    let nothing =
        crate::engine::native::function("", 0, |_, _, _| Ok(JsValue::undefined()), context);
    let handled = promise.catch(nothing, context);
    handled.map_err(|thrown| failure(thrown, context))?;
    Ok(())
}

pub(super) fn never_settled(context: &mut Context) -> Error {
    let message = "the promise is pending, and nothing is left that could settle it";
    let thrown = JsNativeError::error().with_message(message).into();
    failure(thrown, context)
}
